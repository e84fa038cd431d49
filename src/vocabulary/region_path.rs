//! Paths of regions, from the widest to the narrowest: 山西省晋城市城区.

use super::RegionId;
use super::name::fold;
use super::region::{Level, PathResolution, guess_level};
use super::region_table::Regions;

impl Regions {
    /// What a path of full or short names leads to. One name alone is a path too.
    ///
    /// A place that the table lacks is placed under the regions that lead to it: notices name development
    /// zones and former counties, and examples name places that do not exist.
    #[must_use]
    pub fn resolve_path(&self, path: &str) -> PathResolution {
        let path = fold(path);
        if path.is_empty() {
            return PathResolution::Unknown;
        }
        if let Some(id) = self
            .resolve(&path, self.nation())
            .or_else(|| self.walk(self.nation(), &path))
        {
            return PathResolution::Known(id);
        }
        self.under(&path).unwrap_or(PathResolution::Unknown)
    }

    /// The region at the start of a text, given by its path, and the rest: 山西省晋城市 and 医疗保障局.
    /// Below the province only full names count, because short ones are often words.
    #[must_use]
    pub fn leading<'t>(&self, text: &'t str) -> Option<(RegionId, &'t str)> {
        self.leading_below(self.nation(), text)
    }

    /// The region that the whole of `path` leads to from `scope`, by full or short names.
    fn walk(&self, scope: RegionId, path: &str) -> Option<RegionId> {
        if path.is_empty() {
            return Some(scope);
        }
        self.splits(path)
            .find_map(|(name, rest)| self.walk(self.below(name, scope)?, rest))
    }

    fn leading_below<'t>(&self, scope: RegionId, text: &'t str) -> Option<(RegionId, &'t str)> {
        self.splits(text).find_map(|(name, rest)| {
            let id = self.below(name, scope)?;
            let region = self.get(id);
            let trusted = region.name == name || region.level == Level::Province;
            trusted.then(|| self.leading_below(id, rest).unwrap_or((id, rest)))
        })
    }

    fn under(&self, path: &str) -> Option<PathResolution> {
        let (ancestor, rest) = self.leading(path)?;
        let region = self.get(ancestor);
        let level = guess_level(rest, region)?;
        // After a short name, two more characters may belong to the same word: 河南 in 河南新区.
        let shortest = if path
            .strip_suffix(rest)
            .is_some_and(|start| start.ends_with(region.name.as_str()))
        {
            2
        } else {
            3
        };
        let named = rest.chars().count() >= shortest
            && rest.chars().all(char::is_alphabetic)
            && !["各", "其他", "全", "本", "所"]
                .iter()
                .any(|word| rest.starts_with(word));
        named.then(|| PathResolution::Under {
            ancestor,
            rest: rest.to_owned(),
            level,
        })
    }

    /// The region of this name strictly below `scope`.
    fn below(&self, name: &str, scope: RegionId) -> Option<RegionId> {
        self.highest(
            self.named(name)
                .iter()
                .filter(|id| **id != scope && self.is_within(**id, scope)),
        )
    }

    /// The ways to take a name off the start of `path`, the longest name first.
    fn splits<'t>(&self, path: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let ends: Vec<usize> = path
            .char_indices()
            .take(self.longest_name)
            .map(|(at, c)| at + c.len_utf8())
            .collect();
        ends.into_iter()
            .rev()
            .filter_map(move |end| path.split_at_checked(end))
    }
}
