//! Judging one notice: where its figures, and those above it, cannot all be right.
//!
//! A contradiction is a set of constraints that no values satisfy. It is narrowed to the smallest
//! set, then to the figure of the notice whose change alone makes everything agree; that figure is
//! set aside and the search goes on, so that one mistake is one violation.

use rustc_hash::FxHashSet;

use super::blame::join_counterparts;
use super::case::Case;
use super::family::{Family, blocks, families};
use super::key::GroupKey;
use super::system::{Outcome, Propagation, minimal_conflict, propagate};
use super::view::{Origin, Phase, StatementRef, View};
use super::violation::{Violation, ViolationKind};
use super::{Corpus, NoticeId};

/// More violations than this in one notice are not looked for.
const LIMIT: usize = 2_000;

/// All violations in one notice, and its statements that may be what is wrong. `wrong` are those of
/// the notices it rests on: they are not held against this one.
pub(super) fn judge(
    corpus: &Corpus,
    notice: NoticeId,
    wrong: &FxHashSet<StatementRef>,
) -> (Vec<Violation>, Vec<StatementRef>) {
    let Some(statements) = corpus.statements(notice) else {
        return (Vec::new(), Vec::new());
    };
    let mut judge = Judge {
        corpus,
        notice,
        excluded: FxHashSet::default(),
        found: Vec::new(),
        suspect: FxHashSet::default(),
    };
    judge.share_totals(statements);
    let above = above(corpus, notice);
    let doubtful = above
        .iter()
        .copied()
        .filter(|reference| wrong.contains(reference));
    judge.excluded.extend(doubtful);
    for family in families(corpus, &statements.all, &above) {
        judge.family(&family, &family.above);
    }
    judge.exact_floors(statements);
    let blamed = judge
        .excluded
        .union(&judge.suspect)
        .copied()
        .filter(|reference| {
            reference.notice == notice
                && !judge.found.iter().any(|violation| {
                    violation.figure == *reference && violation.kind == ViolationKind::Residual
                })
        })
        .collect();
    join_counterparts(corpus, &mut judge.found);
    (judge.found, blamed)
}

/// The statements of all notices that reach `notice`: those above it, those it forwards, and what
/// other notices of its region say of the same quantities.
pub(super) fn above(corpus: &Corpus, notice: NoticeId) -> Vec<StatementRef> {
    let mut notices: Vec<NoticeId> = corpus.ancestors(notice).to_vec();
    for &forwarded in corpus.forwarded(notice) {
        if !notices.contains(&forwarded) {
            notices.push(forwarded);
        }
    }
    let mut above: Vec<StatementRef> = notices
        .into_iter()
        .flat_map(|notice| {
            let count = corpus
                .statements(notice)
                .map_or(0, |statements| statements.all.len());
            (0..count).map(move |index| StatementRef { notice, index })
        })
        .collect();
    for reference in corpus.bearing_on(notice) {
        if !above.contains(&reference) {
            above.push(reference);
        }
    }
    above
}

pub(super) struct Judge<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) notice: NoticeId,
    /// Figures found wrong, set aside.
    pub(super) excluded: FxHashSet<StatementRef>,
    pub(super) found: Vec<Violation>,
    /// Figures any one of which may be the wrong one.
    pub(super) suspect: FxHashSet<StatementRef>,
}

impl<'c> Judge<'c> {
    pub(super) fn family(&mut self, family: &Family, above: &[StatementRef]) {
        if family.own.len() < 2 && above.is_empty() {
            return;
        }
        // A share other than the one set above is wrong whatever amounts it agrees with.
        self.meet_shares(family, above);
        if self.values_agree(family, above) {
            self.meet_lone(family, above);
            return;
        }
        let place = |key: &GroupKey| Case {
            place: Some(key.clone()),
            population: None,
        };
        let population = |key: &GroupKey| Case {
            place: None,
            population: Some(key.clone()),
        };
        let mut cases = vec![Case::default()];
        cases.extend(family.places.iter().map(place));
        cases.extend(family.populations.iter().map(population));
        let view = View::new(self.corpus, self.notice, family, above, cases, &self.excluded);
        // What a notice says of itself comes first; then its totals against the mandates on them, which
        // say more than what follows for their parts; then everything together.
        let mut settled: Vec<Propagation> = Vec::new();
        let mut broken: Vec<Vec<u32>> = Vec::new();
        for block in blocks(&view) {
            let active = self.active(&view, &block, Phase::Mandate);
            if view.is_plainly_open(&active) {
                continue;
            }
            let state = propagate(&view.system, &active);
            if state.outcome == Outcome::Open {
                settled.push(state);
            } else {
                broken.push(block);
            }
        }
        let before = self.excluded.len();
        for block in &broken {
            self.block(&view, block, &broken, &[Phase::Own]);
        }
        // A value below what is asked for says so itself; what it does to shares follows from it.
        self.meet_lone(family, above);
        for block in &broken {
            self.block(&view, block, &broken, &[Phase::Structure, Phase::Mandate]);
        }
        if broken.is_empty() && self.excluded.len() == before {
            self.rounding_of(&view, &settled);
        } else {
            self.rounding(&view);
        }
        self.meet(family, above);
        self.overlaps(family, above);
    }

    /// Finds all violations among the constraints `block`, phase by phase; `blocks` are the other cases.
    pub(super) fn block(&mut self, view: &View<'c>, block: &[u32], blocks: &[Vec<u32>], phases: &[Phase]) {
        for &phase in phases {
            while self.found.len() < LIMIT {
                let active = self.active(view, block, phase);
                let Outcome::Conflict(conflict) = propagate(&view.system, &active).outcome else {
                    break;
                };
                let core = minimal_conflict(&view.system, conflict);
                let before = self.excluded.len();
                self.blame(view, block, blocks, &core, ViolationKind::Contradiction);
                if self.excluded.len() == before {
                    break;
                }
            }
        }
    }

    /// Whether a figure was found wrong, or may be the one that is.
    pub(super) fn is_doubtful(&self, figure: StatementRef) -> bool {
        self.excluded.contains(&figure) || self.suspect.contains(&figure)
    }

    pub(super) fn active(&self, view: &View<'c>, block: &[u32], phase: Phase) -> Vec<u32> {
        self.active_without(view, block, phase, &[])
    }

    pub(super) fn active_without(
        &self,
        view: &View<'c>,
        block: &[u32],
        phase: Phase,
        without: &[StatementRef],
    ) -> Vec<u32> {
        block
            .iter()
            .copied()
            .filter(|&constraint| {
                view.origin(constraint).is_some_and(|meta| {
                    meta.phase <= phase
                        && match meta.origin {
                            Origin::Stated(reference) => {
                                !self.excluded.contains(&reference) && !without.contains(&reference)
                            }
                            Origin::Tree | Origin::NotNegative => true,
                        }
                })
            })
            .collect()
    }

    pub(super) fn consistent(&self, view: &View<'c>, block: &[u32], phase: Phase) -> bool {
        let active = self.active(view, block, phase);
        view.is_plainly_open(&active) || propagate(&view.system, &active).outcome == Outcome::Open
    }
}
