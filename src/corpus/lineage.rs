//! Which notices stand above which.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Entry, NoticeId};
use crate::notice::NoticeNumber;
use crate::vocabulary::{RegionId, Vocabulary};

/// For every notice: its ancestors and what it forwards.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    ancestors: Vec<Vec<NoticeId>>,
    forwarded: Vec<Vec<NoticeId>>,
    peers: FxHashMap<(RegionId, (u16, u16)), Vec<NoticeId>>,
    repealed: FxHashSet<NoticeId>,
}

impl Lineage {
    pub(super) fn new(
        entries: &[Entry],
        vocabulary: &Vocabulary,
        by_number: &FxHashMap<NoticeNumber, NoticeId>,
    ) -> Self {
        let mut peers: FxHashMap<(RegionId, (u16, u16)), Vec<NoticeId>> = FxHashMap::default();
        let repealed: FxHashSet<NoticeId> = entries
            .iter()
            .flat_map(|entry| &entry.notice.header.repeals)
            .filter_map(|number| by_number.get(number).copied())
            .collect();
        for (index, entry) in entries.iter().enumerate() {
            let id = NoticeId::from_index(index);
            if entry.duplicate_of.is_none()
                && !entry.is_adrift()
                && !repealed.contains(&id)
                && let Some(years) = entry.years()
            {
                peers
                    .entry((entry.region, (years.first, years.last)))
                    .or_default()
                    .push(id);
            }
        }
        let mut ancestors = Vec::with_capacity(entries.len());
        let mut forwarded = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let own = NoticeId::from_index(index);
            let mut above: Vec<NoticeId> = Vec::new();
            if let Some(years) = entry.years() {
                let mut chain: Vec<RegionId> = vocabulary.regions().ancestors(entry.region).collect();
                // The nation's notices hold wherever the place may be.
                chain.extend(entry.is_adrift().then_some(entry.region));
                chain.reverse();
                for region in chain {
                    if let Some(found) = peers.get(&(region, (years.first, years.last))) {
                        above.extend(found.iter().copied().filter(|&id| id != own));
                    }
                }
            }
            let mut carried: Vec<NoticeId> = Vec::new();
            let mut waiting: Vec<&NoticeNumber> = entry.notice.header.forwards.iter().collect();
            while let Some(number) = waiting.pop() {
                if let Some(&id) = by_number.get(number)
                    && id != own
                    && !carried.contains(&id)
                {
                    carried.push(id);
                    if let Some(next) = entries.get(id.index()) {
                        waiting.extend(&next.notice.header.forwards);
                    }
                }
            }
            ancestors.push(above);
            forwarded.push(carried);
        }
        Lineage {
            ancestors,
            forwarded,
            peers,
            repealed,
        }
    }

    pub(super) fn ancestors(&self, id: NoticeId) -> &[NoticeId] {
        self.ancestors.get(id.index()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn forwarded(&self, id: NoticeId) -> &[NoticeId] {
        self.forwarded.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether no other notice repeals it.
    pub(super) fn is_in_force(&self, id: NoticeId) -> bool {
        !self.repealed.contains(&id)
    }

    pub(super) fn of_region(&self, region: RegionId, years: (u16, u16)) -> &[NoticeId] {
        self.peers.get(&(region, years)).map_or(&[], Vec::as_slice)
    }
}
