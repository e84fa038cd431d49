//! Finding the figure to blame for a conflict.

use super::Corpus;
use super::family::stated_in;
use super::judge::Judge;
use super::rational::Rational;
use super::statement::{Content, EquationKind, Statement};
use super::system::{Outcome, propagate};
use super::view::{Origin, Phase, StatementRef, View};
use super::violation::{Violation, ViolationKind};

/// More other cases than this are not asked which figure is wrong.
const OTHERS: usize = 16;

impl<'c> Judge<'c> {
    /// Finds the figure of this notice to blame for a conflict, records it and sets it aside.
    pub(super) fn blame(
        &mut self,
        view: &View<'c>,
        block: &[u32],
        blocks: &[Vec<u32>],
        core: &[u32],
        otherwise: ViolationKind,
    ) {
        let stated: Vec<StatementRef> = stated_in(view, core);
        let own: Vec<StatementRef> = stated
            .iter()
            .copied()
            .filter(|reference| reference.notice == self.notice && self.is_figure(*reference))
            .collect();
        if own.is_empty() {
            // Notices above contradict each other: that is reported where they are checked.
            let foreign = stated
                .iter()
                .rev()
                .find(|reference| reference.notice != self.notice);
            let any = foreign.or(stated.last());
            self.excluded.extend(any.copied());
            return;
        }
        let helps = |without: &[StatementRef]| {
            let rest = self.active_without(view, block, Phase::Mandate, without);
            matches!(propagate(&view.system, &rest).outcome, Outcome::Open)
        };
        let mut mending: Vec<StatementRef> = own.iter().copied().filter(|&figure| helps(&[figure])).collect();
        let mut grouped = false;
        if mending.is_empty() {
            // A ratio is one figure, however many parts it has, and percentages change together.
            mending = own
                .iter()
                .copied()
                .filter(|&figure| {
                    let together = self.shares_beside(figure);
                    together.len() > 1 && helps(&together)
                })
                .collect();
            grouped = !mending.is_empty();
        }
        // Where no figure mends by itself, all figures of one sentence may: they are wrong together.
        let together: Vec<StatementRef> = if mending.is_empty() {
            own.iter()
                .copied()
                .filter(|&figure| helps(&self.sentence(figure)))
                .collect()
        } else {
            Vec::new()
        };
        let pool = match (mending.is_empty(), together.is_empty()) {
            (false, _) => &mending,
            (true, false) => &together,
            (true, true) => &own,
        };
        let others = if mending.len() > 1 {
            self.others(view, block, blocks, &own)
        } else {
            Vec::new()
        };
        let mended = |figure: StatementRef| {
            let open = |other: &[u32]| {
                let rest = self.active_without(view, other, Phase::Mandate, &self.together(figure));
                matches!(propagate(&view.system, &rest).outcome, Outcome::Open)
            };
            others.iter().copied().filter(|other| open(other)).count()
        };
        let most = pool
            .iter()
            .copied()
            .max_by_key(|&figure| (mended(figure), self.suspicion(figure)));
        let Some(figure) = most else { return };
        let violation = self.violation(view, core, &stated, figure, !mending.is_empty(), otherwise);
        self.found.push(violation);
        self.suspect.extend(&mending);
        if !together.is_empty() {
            self.excluded.extend(self.sentence(figure));
        } else if mending.is_empty() {
            // No single change helps: what else the conflict rests on here goes with it, and what is
            // asked from above has been held against this notice once.
            self.excluded.extend(core.iter().filter_map(|&constraint| {
                let meta = view.origin(constraint)?;
                match meta.origin {
                    Origin::Stated(reference) if meta.phase == Phase::Mandate => Some(reference),
                    _ => None,
                }
            }));
            let clause = self.corpus.statement(figure).map(|statement| statement.clause);
            self.excluded.extend(
                own.into_iter().filter(|other| {
                    self.corpus.statement(*other).map(|statement| statement.clause) == clause
                }),
            );
        }
        if grouped {
            self.excluded.extend(self.shares_beside(figure));
        }
        self.excluded.extend(self.together(figure));
    }

    /// What changes with a figure: both sides of a ratio, else the figure alone.
    pub(super) fn together(&self, figure: StatementRef) -> Vec<StatementRef> {
        let statement = self.corpus.statement(figure);
        match statement.map(|statement| (&statement.content, statement.clause)) {
            Some((Content::Share { split: true, .. }, clause)) => self
                .corpus
                .statements(figure.notice)
                .into_iter()
                .flat_map(|statements| statements.of_clause(clause))
                .map(|(index, _)| StatementRef { index, ..figure })
                .collect(),
            _ => vec![figure],
        }
    }

    /// The other cases in which `figures` are part of a conflict: the wrong one is wrong there too.
    pub(super) fn others<'b>(
        &self,
        view: &View<'c>,
        block: &[u32],
        blocks: &'b [Vec<u32>],
        figures: &[StatementRef],
    ) -> Vec<&'b Vec<u32>> {
        let part = |constraint: &u32| {
            view.origin(*constraint)
                .is_some_and(|meta| matches!(meta.origin, Origin::Stated(own) if figures.contains(&own)))
        };
        blocks
            .iter()
            .filter(|other| other.first() != block.first())
            .filter(|other| other.iter().any(part) && !self.consistent(view, other, Phase::Mandate))
            .take(OTHERS)
            .collect()
    }

    /// Whether everything agrees without the statements `without`.
    pub(super) fn mends(&self, view: &View<'c>, block: &[u32], without: &[StatementRef]) -> bool {
        let rest = self.active_without(view, block, Phase::Mandate, without);
        matches!(propagate(&view.system, &rest).outcome, Outcome::Open)
    }

    /// The statements of the clause that `figure` stands in.
    pub(super) fn sentence(&self, figure: StatementRef) -> Vec<StatementRef> {
        let (Some(statement), Some(statements)) = (
            self.corpus.statement(figure),
            self.corpus.statements(figure.notice),
        ) else {
            return vec![figure];
        };
        statements
            .of_clause(statement.clause)
            .map(|(index, _)| StatementRef {
                notice: figure.notice,
                index,
            })
            .collect()
    }

    /// Which of several possible figures is looked at first: increases and shares before amounts,
    /// amounts in a sum before a lone one, later parts before earlier ones.
    pub(super) fn suspicion(&self, figure: StatementRef) -> (u8, usize, usize) {
        let Some(statement) = self.corpus.statement(figure) else {
            return (0, 0, 0);
        };
        let kind = match (&statement.content, statement.part) {
            (Content::Value { .. }, Some(_)) => 3,
            (Content::Share { .. }, _) => 2,
            (Content::Equation { .. }, _) => 1,
            _ => 0,
        };
        (kind, statement.clause, statement.part.unwrap_or_default())
    }

    /// The shares of the clause that `figure` is a share of, itself included; none of anything else.
    pub(super) fn shares_beside(&self, figure: StatementRef) -> Vec<StatementRef> {
        let is_share = |statement: &Statement| matches!(statement.content, Content::Share { .. });
        let (Some(statement), Some(statements)) = (
            self.corpus.statement(figure),
            self.corpus.statements(figure.notice),
        ) else {
            return Vec::new();
        };
        if !is_share(statement) {
            return Vec::new();
        }
        statements
            .of_clause(statement.clause)
            .filter(|(_, other)| is_share(other))
            .map(|(index, _)| StatementRef {
                notice: figure.notice,
                index,
            })
            .collect()
    }

    pub(super) fn is_figure(&self, reference: StatementRef) -> bool {
        self.corpus
            .statement(reference)
            .is_some_and(|statement| match &statement.content {
                Content::Value { .. } | Content::Share { .. } => true,
                Content::Nothing { .. } => false,
                Content::Equation { kind, .. } => {
                    *kind != EquationKind::Sum || statement.figure != statement.span
                }
            })
    }
}

/// Parts of one sum, or shares of one whole, that are off by amounts which make up for each other are one
/// mistake: the first is kept, and the others stand in its conflict.
pub(super) fn join_counterparts(corpus: &Corpus, found: &mut Vec<Violation>) {
    let place = |violation: &Violation| {
        let statement = corpus.statement(violation.figure)?;
        statement.part.map(|_| (statement.clause, violation.kind))
    };
    let off = |violation: &Violation| {
        let own = match &corpus.statement(violation.figure)?.content {
            Content::Value { value, .. } => *value,
            Content::Share { share, .. } => *share,
            _ => return None,
        };
        super::rational::sub(&own, &violation.admissible.value()?)
    };
    let mut at = 0;
    while let Some(first) = found.get(at) {
        let key = place(first);
        let same: Vec<usize> = (at..found.len())
            .filter(|&other| key.is_some() && found.get(other).and_then(place) == key)
            .collect();
        let offs: Option<Vec<Rational>> = same.iter().map(|&other| found.get(other).and_then(off)).collect();
        let joined = same.len() > 1
            && offs.is_some_and(|offs| offs.into_iter().sum::<Rational>() == Rational::from_integer(0));
        if joined {
            let others: Vec<StatementRef> = same
                .iter()
                .skip(1)
                .rev()
                .map(|&other| found.remove(other).figure)
                .collect();
            if let Some(first) = found.get_mut(at) {
                first.mends = false;
                first.conflict.extend(others);
                first.conflict.sort_unstable();
                first.conflict.dedup();
            }
        }
        at = at.saturating_add(1);
    }
}
