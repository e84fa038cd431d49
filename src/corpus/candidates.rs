//! Which statements may hold for a case.

use rustc_hash::FxHashMap;

use super::family::Family;
use super::key::GroupKey;
use super::view::StatementRef;
use super::{Corpus, NoticeId};

/// The statements of a family, found by the places that they name.
///
/// A notice may give each of a thousand counties a case of its own: each case then looks only at the
/// statements that name its place or what it belongs to, and at those that name no single place.
pub(super) struct Candidates {
    all: Vec<StatementRef>,
    by_place: FxHashMap<GroupKey, Vec<u32>>,
    others: Vec<u32>,
}

impl Candidates {
    pub(super) fn new(corpus: &Corpus, notice: NoticeId, family: &Family, above: &[StatementRef]) -> Self {
        let vocabulary = corpus.vocabulary();
        let own = family.own.iter().map(|&index| StatementRef { notice, index });
        let mut candidates = Candidates {
            all: own.chain(above.iter().copied()).collect(),
            by_place: FxHashMap::default(),
            others: Vec::new(),
        };
        for (at, &reference) in (0u32..).zip(&candidates.all) {
            let groups = corpus
                .statement(reference)
                .map_or(&[][..], |statement| &statement.groups);
            let single = |group: &GroupKey| {
                !matches!(group, GroupKey::Known(_))
                    && group.is_place(vocabulary)
                    && !group.is_rest(vocabulary)
            };
            if !groups.is_empty() && groups.iter().all(single) {
                for group in groups {
                    candidates.by_place.entry(group.clone()).or_default().push(at);
                }
            } else {
                candidates.others.push(at);
            }
        }
        candidates
    }

    /// The statements that may hold for `place`, in order.
    pub(super) fn of(
        &self,
        corpus: &Corpus,
        notice: NoticeId,
        place: Option<&GroupKey>,
    ) -> Vec<StatementRef> {
        let mut found = self.others.clone();
        if !self.by_place.is_empty() {
            let here = corpus.get(notice).map(|entry| GroupKey::Region(entry.region));
            for start in place.into_iter().chain(here.as_ref()) {
                for group in corpus.belongs_to(notice, start) {
                    found.extend(self.by_place.get(&group).into_iter().flatten());
                }
            }
            found.sort_unstable();
            found.dedup();
        }
        found
            .into_iter()
            .filter_map(|at| self.all.get(at as usize).copied())
            .collect()
    }
}
