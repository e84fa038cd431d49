//! What notices of one region say of one quantity: last year's standard, and other notices of this year.

use rustc_hash::FxHashMap;

use super::entry::{Entry, NoticeId};
use super::key::{GroupKey, Measurand};
use super::statement::{Content, EquationKind, Statements};
use super::view::StatementRef;
use crate::vocabulary::RegionId;

/// The first statement of each value in each region that has several notices, by date of issue.
#[derive(Debug, Default)]
pub(super) struct History {
    first: FxHashMap<RegionId, FxHashMap<(Measurand, Vec<GroupKey>), StatementRef>>,
}

impl History {
    /// Looks through `entries` once. Repealed notices and second notices of one number are left out.
    pub(super) fn new(
        entries: &[Entry],
        statements: &[Statements],
        counts: impl Fn(NoticeId) -> bool,
    ) -> Self {
        let mut of_region: FxHashMap<RegionId, Vec<usize>> = FxHashMap::default();
        for (index, entry) in entries.iter().enumerate() {
            if entry.duplicate_of.is_none() && !entry.is_adrift() && counts(NoticeId::from_index(index)) {
                of_region.entry(entry.region).or_default().push(index);
            }
        }
        let mut history = History::default();
        let mut several: Vec<(RegionId, Vec<usize>)> = of_region
            .into_iter()
            .filter(|(_, notices)| notices.len() > 1)
            .collect();
        several.sort_unstable();
        for (region, mut notices) in several {
            notices.sort_by_key(|&index| (entries.get(index).and_then(Entry::issue_date), index));
            let first = history.first.entry(region).or_default();
            for index in notices {
                let Some(statements) = statements.get(index) else {
                    continue;
                };
                let notice = NoticeId::from_index(index);
                for (at, statement) in statements.all.iter().enumerate() {
                    if let Content::Value { measurand, .. } = &statement.content {
                        first
                            .entry((measurand.clone(), statement.groups.clone()))
                            .or_insert(StatementRef { notice, index: at });
                    }
                }
            }
        }
        history
    }

    /// The statements of other notices of `region` on what `own` gives a value to, made before it; and
    /// those on the years that its increases start from.
    pub(super) fn bearing_on(
        &self,
        region: RegionId,
        notice: NoticeId,
        own: &Statements,
    ) -> Vec<StatementRef> {
        let Some(first) = self.first.get(&region) else {
            return Vec::new();
        };
        let mut found: Vec<StatementRef> = Vec::new();
        let mut look = |measurand: &Measurand, groups: &[GroupKey]| {
            let known = first
                .get(&(measurand.clone(), groups.to_vec()))
                .filter(|known| known.notice != notice);
            if let Some(known) = known
                && !found.contains(known)
            {
                found.push(*known);
            }
        };
        for statement in &own.all {
            match &statement.content {
                Content::Value { measurand, .. } => look(measurand, &statement.groups),
                Content::Equation {
                    terms,
                    kind: EquationKind::Delta,
                    ..
                } => {
                    for (_, measurand, groups) in terms {
                        look(measurand, groups);
                    }
                }
                _ => {}
            }
        }
        found
    }
}
