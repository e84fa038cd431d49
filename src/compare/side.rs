//! What is compared with what: the notices of either side, put together by their regions.

use std::collections::BTreeMap;

use super::change::Comparison;
use super::pairing::Pairing;
use super::provision::{Provision, own_year, provisions};
use super::rename::{By, Renames};
use crate::corpus::{Corpus, Entry, NoticeId};
use crate::vocabulary::{PathResolution, RegionId, RenameData};

/// The notices of one side, in the order of their files.
pub type Side = Vec<NoticeId>;

/// Why two sides are not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A side holds no notice.
    Empty {
        /// Whether it is the earlier one.
        old: bool,
    },
    /// The notices of a region on one side are of several years, so that it is not known which are meant.
    Years {
        /// The region.
        region: RegionId,
        /// Its years, in order.
        years: Vec<i32>,
        /// Whether it is the earlier side.
        old: bool,
    },
    /// One side is above the other: what a notice makes of a mandate is not a change of it.
    Above {
        /// The region of the earlier side.
        old: RegionId,
        /// That of the later side.
        new: RegionId,
    },
    /// Both sides hold notices, of no region in common.
    Strangers {
        /// A region of the earlier side.
        old: RegionId,
        /// A region of the later side.
        new: RegionId,
    },
}

/// The notices with this 文号, whatever brackets it is written with.
pub fn of_number(corpus: &Corpus, number: &str) -> Side {
    let number: String = number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '[' | '(' | '（' | '［' | '【' => '〔',
            ']' | ')' | '）' | '］' | '】' => '〕',
            c => c,
        })
        .collect();
    corpus
        .entries()
        .filter(|(_, entry)| entry.number_text() == number)
        .map(|(id, _)| id)
        .take(1)
        .collect()
}

/// The notices of a region for one year; nothing where the region is not known.
pub fn of_region(corpus: &Corpus, region: &str, year: i32) -> Side {
    let regions = corpus.vocabulary().regions();
    let region = match regions.resolve_path(region) {
        PathResolution::Known(region) => Some(region),
        _ => regions.resolve(region, regions.nation()),
    };
    let meant = |entry: &Entry| Some(entry.region) == region && own_year(entry) == Some(year);
    corpus
        .entries()
        .filter(|(_, entry)| entry.duplicate_of.is_none() && meant(entry))
        .map(|(id, _)| id)
        .collect()
}

/// Compares the two sides, region by region.
///
/// One notice on each side is compared whatever place it is of, unless one place lies in the other. Otherwise
/// notices meet those of the same region, all of its notices together.
///
/// # Errors
/// Why the sides cannot be compared.
pub fn compare(
    corpus: &Corpus,
    old: &[NoticeId],
    new: &[NoticeId],
    renames: &[RenameData],
) -> Result<Vec<Comparison>, Refusal> {
    let (old_regions, new_regions) = (by_region(corpus, old, true)?, by_region(corpus, new, false)?);
    let one = |regions: &BTreeMap<RegionId, Side>| match regions.len() {
        1 => regions.keys().next().copied(),
        _ => None,
    };
    if let (Some(old_region), Some(new_region)) = (one(&old_regions), one(&new_regions))
        && old_region != new_region
    {
        let regions = corpus.vocabulary().regions();
        let placed = |side: &[NoticeId]| {
            side.iter()
                .filter_map(|&id| corpus.get(id))
                .all(|entry| entry.placing != crate::corpus::Placing::Unplaced)
        };
        let within = regions.is_within(new_region, old_region) || regions.is_within(old_region, new_region);
        if within && placed(old) && placed(new) {
            return Err(Refusal::Above {
                old: old_region,
                new: new_region,
            });
        }
        return Ok(vec![pair(corpus, new_region, old, new, renames)]);
    }
    let mut found = Vec::new();
    for (region, new) in &new_regions {
        if let Some(old) = old_regions.get(region) {
            found.push(pair(corpus, *region, old, new, renames));
        }
    }
    match (
        found.is_empty(),
        old_regions.keys().next(),
        new_regions.keys().next(),
    ) {
        (true, Some(&old), Some(&new)) => Err(Refusal::Strangers { old, new }),
        _ => Ok(found),
    }
}

/// The notices of a side by region.
fn by_region(corpus: &Corpus, side: &[NoticeId], old: bool) -> Result<BTreeMap<RegionId, Side>, Refusal> {
    let mut regions: BTreeMap<RegionId, Side> = BTreeMap::new();
    let mut years: BTreeMap<RegionId, Vec<i32>> = BTreeMap::new();
    for &id in side {
        if let Some(entry) = corpus.get(id) {
            regions.entry(entry.region).or_default().push(id);
            years.entry(entry.region).or_default().extend(own_year(entry));
        }
    }
    if regions.is_empty() {
        return Err(Refusal::Empty { old });
    }
    for (region, mut years) in years {
        years.sort_unstable();
        years.dedup();
        if years.len() > 1 {
            return Err(Refusal::Years { region, years, old });
        }
    }
    Ok(regions)
}

fn pair(
    corpus: &Corpus,
    region: RegionId,
    old: &[NoticeId],
    new: &[NoticeId],
    renames: &[RenameData],
) -> Comparison {
    let lay_down = |side: &[NoticeId]| {
        let mut all: Vec<Provision> = Vec::new();
        let mut unnamed = 0usize;
        for &id in side {
            if let Some(entry) = corpus.get(id) {
                let (found, left) = provisions(corpus, id, entry);
                all.extend(found);
                unnamed = unnamed.saturating_add(left);
            }
        }
        (all, unnamed)
    };
    let year = |side: &[NoticeId]| side.iter().filter_map(|&id| own_year(corpus.get(id)?)).max();
    let ((old_provisions, old_left), (new_provisions, new_left)) = (lay_down(old), lay_down(new));
    let mut pairing = Pairing {
        vocabulary: corpus.vocabulary(),
        old: old_provisions,
        new: new_provisions,
        years: year(old)
            .zip(year(new))
            .map_or(0, |(old, new)| new.saturating_sub(old)),
        renames: Renames::new(renames, region, corpus.vocabulary()),
    };
    let mut changes = pairing.changes();
    // Terms that were not met say nothing; the user is told of his own all the same.
    let mut kept: Vec<Option<usize>> = Vec::new();
    let mut renames = Vec::new();
    for rename in pairing.renames.all {
        let keep = rename.met > 0 || rename.by == By::User;
        kept.push(keep.then_some(renames.len()));
        if keep {
            renames.push(rename);
        }
    }
    for change in &mut changes {
        change.renames = change
            .renames
            .iter()
            .filter_map(|at| kept.get(*at).copied().flatten())
            .collect();
    }
    Comparison {
        region,
        old: old.to_vec(),
        new: new.to_vec(),
        changes,
        renames,
        not_compared: (old_left, new_left),
    }
}
