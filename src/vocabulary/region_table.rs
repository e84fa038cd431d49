//! The table of regions and its lookups.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::RegionId;
use super::error::{Kind, VocabularyError};
use super::id::Id;
use super::name::fold;
use super::nearest::nearest;
use super::region::{Level, Region};

/// All regions, the nation first.
#[derive(Debug, Clone)]
pub struct Regions {
    nation: Region,
    /// The regions below the nation; the identity of the first is 1.
    others: Vec<Region>,
    /// The regions directly under each, by identity.
    children: Vec<Vec<RegionId>>,
    by_code: FxHashMap<u32, RegionId>,
    /// By full name, short name and the like; several regions may share one.
    by_name: FxHashMap<CompactString, Vec<RegionId>>,
    by_abbreviation: FxHashMap<char, RegionId>,
    /// The most characters a name has.
    pub(crate) longest_name: usize,
}

/// A region to be added.
pub(crate) struct NewRegion {
    pub(crate) code: Option<u32>,
    pub(crate) name: CompactString,
    pub(crate) short: Option<CompactString>,
    pub(crate) level: Level,
    pub(crate) parent: RegionId,
    pub(crate) abbreviations: Vec<char>,
}

impl Default for Regions {
    /// Only the nation.
    fn default() -> Self {
        let nation = RegionId::from_index(0);
        let name = CompactString::const_new("全国");
        let region = Region {
            code: Some(0),
            name: name.clone(),
            short: name,
            level: Level::Nation,
            parent: None,
            abbreviation: None,
            abbreviations: Vec::new(),
        };
        let mut regions = Self {
            nation: region,
            others: Vec::new(),
            children: vec![Vec::new()],
            by_code: FxHashMap::default(),
            by_name: FxHashMap::default(),
            by_abbreviation: FxHashMap::default(),
            longest_name: 0,
        };
        regions.by_code.insert(0, nation);
        for name in ["全国", "中国", "中华人民共和国"] {
            regions.add_name(name, nation);
        }
        regions
    }
}

impl Regions {
    /// 全国
    #[must_use]
    pub fn nation(&self) -> RegionId {
        RegionId::from_index(0)
    }

    /// The region of an identity; the nation for one that this table did not give out.
    #[must_use]
    pub fn get(&self, id: RegionId) -> &Region {
        id.index()
            .checked_sub(1)
            .and_then(|index| self.others.get(index))
            .unwrap_or(&self.nation)
    }

    /// All regions, the nation first, then each province followed by what lies in it.
    pub fn iter(&self) -> impl Iterator<Item = (RegionId, &Region)> {
        std::iter::once(&self.nation)
            .chain(&self.others)
            .enumerate()
            .map(|(index, region)| (RegionId::from_index(index), region))
    }

    /// The regions above this one, the nearest first, the nation last.
    pub fn ancestors(&self, id: RegionId) -> impl Iterator<Item = RegionId> {
        std::iter::successors(self.get(id).parent, |id| self.get(*id).parent)
    }

    /// Whether `inner` is `outer` or lies in it.
    #[must_use]
    pub fn is_within(&self, inner: RegionId, outer: RegionId) -> bool {
        inner == outer || self.ancestors(inner).any(|id| id == outer)
    }

    /// The regions directly under this one.
    #[must_use]
    pub fn children(&self, id: RegionId) -> &[RegionId] {
        self.children.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The region with this code of GB/T 2260; 0 is the nation.
    #[must_use]
    pub fn by_code(&self, code: u32) -> Option<RegionId> {
        self.by_code.get(&code).copied()
    }

    /// The province with this one-character name: 晋 and 桂, and 兵 of 新疆生产建设兵团.
    #[must_use]
    pub fn by_abbreviation(&self, abbreviation: char) -> Option<RegionId> {
        self.by_abbreviation.get(&abbreviation).copied()
    }

    /// The names from the province down to the region: 山西省晋城市城区. The nation's is 全国.
    #[must_use]
    pub fn path(&self, id: RegionId) -> String {
        let mut names: Vec<&str> = vec![&self.get(id).name];
        names.extend(
            self.ancestors(id)
                .filter(|id| *id != self.nation())
                .map(|id| self.get(id).name.as_str()),
        );
        names.iter().rev().copied().collect()
    }

    /// The region that `name` means where it is said in `within`.
    ///
    /// It is looked for in `within` and what lies there (城区 in 晋城市 is that city's), then in each
    /// region above in turn, up to the whole country. Of several in the same reach the highest in level is
    /// meant (吉林 is the province, 长沙 the city); where two are equally high, or none is found, the
    /// answer is none.
    #[must_use]
    pub fn resolve(&self, name: &str, within: RegionId) -> Option<RegionId> {
        let named = self.named(&fold(name));
        match named {
            [] => None,
            [only] => Some(*only),
            _ => std::iter::once(within)
                .chain(self.ancestors(within))
                .find(|scope| named.iter().any(|id| self.is_within(*id, *scope)))
                .and_then(|scope| self.highest(named.iter().filter(|id| self.is_within(**id, scope)))),
        }
    }

    /// The regions that share a folded name.
    pub(crate) fn named(&self, folded: &str) -> &[RegionId] {
        self.by_name.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The one at the highest level, if only one is.
    pub(crate) fn highest<'i>(&self, ids: impl Iterator<Item = &'i RegionId>) -> Option<RegionId> {
        let mut best: Option<(Level, RegionId, bool)> = None;
        for id in ids {
            let level = self.get(*id).level;
            match &mut best {
                Some((found, ..)) if *found < level => {}
                Some((found, _, alone)) if *found == level => *alone = false,
                _ => best = Some((level, *id, true)),
            }
        }
        best.filter(|(.., alone)| *alone).map(|(_, id, _)| id)
    }

    /// The name nearest to `name` among the regions in `within`; none where several are equally near, since
    /// counties differ by one character so often.
    #[must_use]
    pub fn nearest(&self, name: &str, within: RegionId) -> Option<&str> {
        let spellings = self
            .iter()
            .filter(|(id, _)| self.is_within(*id, within))
            .map(|(_, region)| region.name.as_str());
        nearest(name, spellings)
            .filter(|found| !found.tied)
            .map(|found| found.spelling)
    }

    /// Adds a region under one that exists.
    pub(crate) fn insert(&mut self, new: NewRegion) -> Result<RegionId, VocabularyError> {
        let id = RegionId::from_index(self.others.len() + 1);
        let short = new.short.unwrap_or_else(|| new.name.clone());
        let key = fold(&new.name);
        if key.is_empty() {
            return Err(VocabularyError::EmptyName { kind: Kind::Region });
        }
        let duplicate = |name: String, holder: RegionId| VocabularyError::Duplicate {
            kind: Kind::Region,
            name,
            holder: self.path(holder),
        };
        let sibling = self.named(&key).iter().find(|id| {
            let region = self.get(**id);
            region.parent == Some(new.parent) && fold(&region.name) == key
        });
        if let Some(holder) = sibling {
            return Err(duplicate(new.name.to_string(), *holder));
        }
        if let Some((code, holder)) = new.code.and_then(|code| Some((code, self.by_code(code)?))) {
            return Err(duplicate(format!("{code:06}"), holder));
        }
        for abbreviation in &new.abbreviations {
            if let Some(holder) = self.by_abbreviation(*abbreviation) {
                return Err(duplicate(abbreviation.to_string(), holder));
            }
        }
        self.by_code.extend(new.code.map(|code| (code, id)));
        self.by_abbreviation
            .extend(new.abbreviations.iter().map(|abbreviation| (*abbreviation, id)));
        self.add_name(&new.name, id);
        self.add_name(&short, id);
        if let Some(name) = customary_name(&new.name, &short) {
            self.add_name(&name, id);
        }
        if let Some(children) = self.children.get_mut(new.parent.index()) {
            children.push(id);
        }
        self.children.push(Vec::new());
        self.others.push(Region {
            code: new.code,
            name: new.name,
            short,
            level: new.level,
            parent: Some(new.parent),
            abbreviation: new.abbreviations.first().copied(),
            abbreviations: new.abbreviations,
        });
        Ok(id)
    }

    fn add_name(&mut self, name: &str, id: RegionId) {
        let key = fold(name);
        self.longest_name = self.longest_name.max(key.chars().count());
        let ids = self.by_name.entry(CompactString::from(key)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
}

/// The name of an autonomous division without its nationalities, as notices write it: 三江县, 恩施州.
fn customary_name(name: &str, short: &str) -> Option<String> {
    let suffix = [("自治州", '州'), ("自治县", '县'), ("自治旗", '旗')]
        .iter()
        .find_map(|(full, customary)| name.ends_with(full).then_some(*customary))?;
    Some(format!("{short}{suffix}"))
}
