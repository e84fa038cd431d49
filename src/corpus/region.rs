//! Finding the region of every notice, those of places that the table lacks included.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Entry, NoticeId, Placing};
use crate::notice::{Notice, NoticeNumber};
use crate::vocabulary::{Level, PathResolution, RegionData, RegionId, Vocabulary, VocabularyData};

/// Gives every entry its region. Places that the table lacks are added to a copy of the vocabulary,
/// which is returned if there are any.
pub(super) fn place(
    entries: &mut [Entry],
    vocabulary: &Vocabulary,
    by_number: &FxHashMap<NoticeNumber, NoticeId>,
) -> Option<Vocabulary> {
    let mut extended: Option<Vocabulary> = None;
    let mut waiting: Vec<usize> = Vec::new();
    let mut additions = Additions::default();
    let written: Vec<Option<PathResolution>> = entries
        .par_iter()
        .map(|entry| {
            let name = entry.notice.header.region.as_ref()?;
            Some(vocabulary.regions().resolve_path(&name.text))
        })
        .collect();
    for (index, (entry, written)) in entries.iter_mut().zip(written).enumerate() {
        let Some(written) = written else {
            if entry.is_text() {
                by_issuer(entry, vocabulary);
            }
            continue;
        };
        match written {
            PathResolution::Known(region) => {
                entry.region = region;
                entry.placing = Placing::Known;
            }
            PathResolution::Under {
                ancestor,
                rest,
                level,
            } => {
                additions.chain(vocabulary, ancestor, &rest, level);
                waiting.push(index);
            }
            PathResolution::Unknown => waiting.push(index),
        }
    }
    if waiting.is_empty() {
        return None;
    }
    if let Some(added) = additions.apply(vocabulary) {
        extended = Some(added);
    }
    let mut unknown: Vec<usize> = Vec::new();
    for index in waiting {
        let vocabulary = extended.as_ref().unwrap_or(vocabulary);
        let Some(entry) = entries.get_mut(index) else {
            continue;
        };
        let Some(name) = &entry.notice.header.region else {
            continue;
        };
        match vocabulary.regions().resolve_path(&name.text) {
            PathResolution::Known(region) => {
                entry.region = region;
                entry.placing = Placing::Path;
            }
            _ => unknown.push(index),
        }
    }
    if unknown.is_empty() {
        return extended;
    }
    // What is left names no region above it: its number or its basis must tell.
    let mut additions = Additions::default();
    let mut parents: Vec<(usize, RegionId)> = Vec::new();
    let base = extended.as_ref().unwrap_or(vocabulary);
    for &index in &unknown {
        let Some(entry) = entries.get(index) else { continue };
        let parent = parent_of(&entry.notice, base, by_number, entries);
        if let Some(name) = &entry.notice.header.region {
            let level = guessed_level(&name.text, base.regions().get(parent).level);
            additions.one(base, parent, &name.text, level);
        }
        parents.push((index, parent));
    }
    let added = additions.apply(base);
    let vocabulary = added.as_ref().unwrap_or(base);
    for (index, parent) in parents {
        let nation = vocabulary.regions().nation();
        let Some(entry) = entries.get_mut(index) else {
            continue;
        };
        let Some(name) = &entry.notice.header.region else {
            continue;
        };
        let child = vocabulary.regions().resolve(&name.text, parent);
        entry.region = child.unwrap_or(parent);
        entry.placing = if parent == nation {
            Placing::Unplaced
        } else {
            Placing::Guessed
        };
    }
    added.or(extended)
}

/// Puts a text that names no region where its issuers are, or where the first character of its number says.
fn by_issuer(entry: &mut Entry, vocabulary: &Vocabulary) {
    let header = &entry.notice.header;
    let regions = vocabulary.regions();
    let issuer = || {
        let mut led = header
            .issuers
            .iter()
            .filter_map(|issuer| regions.leading(&issuer.text));
        led.next().map(|(region, _)| region)
    };
    let number = || regions.by_abbreviation(header.number.as_ref()?.code.chars().next()?);
    if let Some(region) = issuer().or_else(number) {
        entry.region = region;
        entry.placing = Placing::Guessed;
    }
}

/// The region that a notice of an unknown place belongs to: that of a notice it forwards or
/// implements, or the province whose one-character name begins its number.
fn parent_of(
    notice: &Notice,
    vocabulary: &Vocabulary,
    by_number: &FxHashMap<NoticeNumber, NoticeId>,
    entries: &[Entry],
) -> RegionId {
    let nation = vocabulary.regions().nation();
    let header = &notice.header;
    let cited = header
        .forwards
        .iter()
        .chain(&header.basis)
        .filter_map(|number| by_number.get(number))
        .filter_map(|id| entries.get(id.index()))
        .filter(|entry| entry.placing != Placing::Unplaced)
        .map(|entry| entry.region)
        .max_by_key(|&region| vocabulary.regions().get(region).level)
        .filter(|&region| region != nation && vocabulary.regions().get(region).level != Level::County);
    cited
        .or_else(|| {
            let first = header.number.as_ref()?.code.chars().next()?;
            vocabulary.regions().by_abbreviation(first)
        })
        .unwrap_or(nation)
}

fn guessed_level(name: &str, parent: Level) -> Level {
    match parent {
        Level::Nation if name.ends_with(['省']) || name.ends_with("自治区") => Level::Province,
        Level::Nation | Level::Province if name.ends_with(['市', '州', '盟']) || name.ends_with("地区") => {
            Level::Prefecture
        }
        _ => Level::County,
    }
}

#[derive(Default)]
struct Additions {
    regions: Vec<RegionData>,
    seen: FxHashSet<(String, String)>,
}

impl Additions {
    /// 青平市白石县 below 广西壮族自治区: the city first, then the county below it.
    fn chain(&mut self, vocabulary: &Vocabulary, ancestor: RegionId, rest: &str, level: Level) {
        let path = vocabulary.regions().path(ancestor);
        let cut = rest
            .char_indices()
            .find(|&(index, c)| {
                matches!(c, '市' | '州' | '盟') && index.saturating_add(c.len_utf8()) < rest.len()
            })
            .map(|(index, c)| index.saturating_add(c.len_utf8()));
        match cut.and_then(|cut| rest.split_at_checked(cut)) {
            Some((city, county)) if vocabulary.regions().get(ancestor).level == Level::Province => {
                self.add(&path, city, Level::Prefecture);
                self.add(&format!("{path}{city}"), county, Level::County);
            }
            _ => self.add(&path, rest, level),
        }
    }

    fn one(&mut self, vocabulary: &Vocabulary, parent: RegionId, name: &str, level: Level) {
        self.add(&vocabulary.regions().path(parent), name, level);
    }

    fn add(&mut self, parent: &str, name: &str, level: Level) {
        if self.seen.insert((parent.to_owned(), name.to_owned())) {
            self.regions.push(RegionData {
                name: name.to_owned(),
                parent: Some(parent.to_owned()),
                level: Some(level),
                ..RegionData::default()
            });
        }
    }

    /// The vocabulary with the additions; one that cannot be added is left out.
    fn apply(self, vocabulary: &Vocabulary) -> Option<Vocabulary> {
        if self.regions.is_empty() {
            return None;
        }
        let data = VocabularyData {
            regions: self.regions,
            ..VocabularyData::default()
        };
        vocabulary.with_additions(&data).ok().or_else(|| {
            let mut grown = vocabulary.clone();
            for region in data.regions {
                let one = VocabularyData {
                    regions: vec![region],
                    ..VocabularyData::default()
                };
                if let Ok(next) = grown.with_additions(&one) {
                    grown = next;
                }
            }
            Some(grown)
        })
    }
}
