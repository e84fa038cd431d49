//! Judging one notice: where its figures, and those above it, cannot all be right.
//!
//! A contradiction is a set of constraints that no values satisfy. It is narrowed to the smallest
//! set, then to the figure of the notice whose change alone makes everything agree; that figure is
//! set aside and the search goes on, so that one mistake is one violation.

use rustc_hash::{FxHashMap, FxHashSet};

use super::case::Case;
use super::key::{GroupKey, ItemKey, Measurand};
use super::rational::Rational;
use super::statement::{Content, EquationKind, Statement};
use super::system::{End, Outcome, Propagation, Variable, minimal_conflict, propagate};
use super::view::{Family, Origin, Phase, StatementRef, View};
use super::{Corpus, NoticeId};

/// What kind of mistake a violation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ViolationKind {
    /// Parts that do not make up the whole.
    Sum,
    /// An amount that is not its percentage of the whole.
    Share,
    /// Amounts that do not follow their ratio.
    Split,
    /// Last year plus the increase is not this year.
    Delta,
    /// Below a mandate.
    Below,
    /// Above a mandate.
    Above,
    /// Other than a mandate.
    Differs,
    /// Statements that no value satisfies, for none of the reasons above.
    Contradiction,
    /// A group that falls under two cases with different totals.
    CaseOverlap,
    /// Percentages of one whole that do not make 100%.
    ShareTotal,
    /// A part that is off by one last place so that the parts add up: worth knowing, not wrong.
    Residual,
}

/// The values that a figure could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Admissible {
    /// The least, and whether it is excluded itself.
    pub low: Option<(Rational, bool)>,
    /// The greatest, and whether it is excluded itself.
    pub high: Option<(Rational, bool)>,
}

impl Admissible {
    /// The one value that is admissible.
    pub fn value(&self) -> Option<Rational> {
        match (self.low, self.high) {
            (Some((low, false)), Some((high, false))) if low == high => Some(low),
            _ => None,
        }
    }
}

/// One step by which a value follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Deduction {
    /// What is found, and for which case.
    pub measurand: Measurand,
    /// The case.
    pub case: Case,
    /// The value or bound.
    pub value: Rational,
    /// Whether it is a lower bound; `None` where it is the value itself.
    pub bound: Option<bool>,
    /// The statement that it follows by; `None` for the tree of bearers.
    pub by: Option<StatementRef>,
    /// What it follows from: coefficient on the other side, what, and its value. Empty where the
    /// statement says the value itself.
    pub from: Vec<(Rational, Measurand, Rational)>,
}

/// Figures that cannot all be right, and the one to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// What kind of mistake.
    pub kind: ViolationKind,
    /// The figure to look at.
    pub figure: StatementRef,
    /// Whether a change of that figure alone makes everything agree.
    pub mends: bool,
    /// The measurand of the figure, if it is a value or a share.
    pub measurand: Option<Measurand>,
    /// The values that the figure's measurand could have instead.
    pub admissible: Admissible,
    /// The smallest set of statements that conflict, the figure's own among them, in order.
    pub conflict: Vec<StatementRef>,
    /// How the admissible values follow.
    pub derivation: Vec<Deduction>,
    /// The case in which they conflict.
    pub case: Case,
    /// What the parts come to, and what the whole is, where that is what is wrong. Of a percentage or an
    /// increase: the two amounts that it stands between, where the other statements settle them.
    pub totals: Option<(Rational, Rational)>,
    /// Whether all that conflicts is binding; a violation of anything softer is at most a warning.
    pub binding: bool,
}

/// More violations than this in one notice are not looked for.
const LIMIT: usize = 2_000;

/// More other cases than this are not asked which figure is wrong.
const OTHERS: usize = 16;

/// More pairs of a place and a population than this are not looked at.
const PAIRS: usize = 400;

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
    let above = judge.above();
    let doubtful = above
        .iter()
        .copied()
        .filter(|reference| wrong.contains(reference));
    judge.excluded.extend(doubtful);
    for family in families(corpus, &statements.all, &above) {
        let reaching: Vec<StatementRef> = above
            .iter()
            .copied()
            .filter(|&reference| {
                corpus
                    .statement(reference)
                    .is_some_and(|statement| concerns(&statement.content, &family.items))
            })
            .collect();
        judge.family(&family, &reaching);
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

pub(super) struct Judge<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) notice: NoticeId,
    /// Figures found wrong, set aside.
    pub(super) excluded: FxHashSet<StatementRef>,
    pub(super) found: Vec<Violation>,
    /// Figures any one of which may be the wrong one.
    suspect: FxHashSet<StatementRef>,
}

impl<'c> Judge<'c> {
    /// The statements of all notices that reach this one: those above it, those it forwards, and what
    /// other notices of its region say of the same quantities.
    fn above(&self) -> Vec<StatementRef> {
        let mut notices: Vec<NoticeId> = self.corpus.ancestors(self.notice).to_vec();
        for &forwarded in self.corpus.forwarded(self.notice) {
            if !notices.contains(&forwarded) {
                notices.push(forwarded);
            }
        }
        let mut above: Vec<StatementRef> = notices
            .into_iter()
            .flat_map(|notice| {
                let count = self
                    .corpus
                    .statements(notice)
                    .map_or(0, |statements| statements.all.len());
                (0..count).map(move |index| StatementRef { notice, index })
            })
            .collect();
        for reference in self.corpus.bearing_on(self.notice) {
            if !above.contains(&reference) {
                above.push(reference);
            }
        }
        above
    }

    fn family(&mut self, family: &Family, above: &[StatementRef]) {
        if family.own.len() < 2 && above.is_empty() {
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
        // A share other than the one set above is wrong whatever amounts it agrees with.
        self.meet_shares(family, above);
        let view = View::new(self.corpus, self.notice, family, above, cases, &self.excluded);
        // What a notice says of itself comes first; then its totals against the mandates on them, which
        // say more than what follows for their parts; then everything together.
        let broken: Vec<Vec<u32>> = blocks(&view)
            .into_iter()
            .filter(|block| !self.consistent(&view, block, Phase::Mandate))
            .collect();
        for block in &broken {
            self.block(&view, block, &broken, &[Phase::Own]);
        }
        // A value below what is asked for says so itself; what it does to shares follows from it.
        self.meet_lone(family, above);
        for block in &broken {
            self.block(&view, block, &broken, &[Phase::Structure, Phase::Mandate]);
        }
        self.rounding(&view);
        self.meet(family, above);
        self.overlaps(family, above);
    }

    /// Finds all violations among the constraints `block`, phase by phase; `blocks` are the other cases.
    fn block(&mut self, view: &View<'c>, block: &[u32], blocks: &[Vec<u32>], phases: &[Phase]) {
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

    fn active_without(
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

    fn consistent(&self, view: &View<'c>, block: &[u32], phase: Phase) -> bool {
        matches!(
            propagate(&view.system, &self.active(view, block, phase)).outcome,
            Outcome::Open
        )
    }

    /// Finds the figure of this notice to blame for a conflict, records it and sets it aside.
    fn blame(
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
    fn together(&self, figure: StatementRef) -> Vec<StatementRef> {
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
    fn others<'b>(
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
    fn mends(&self, view: &View<'c>, block: &[u32], without: &[StatementRef]) -> bool {
        let rest = self.active_without(view, block, Phase::Mandate, without);
        matches!(propagate(&view.system, &rest).outcome, Outcome::Open)
    }

    /// The statements of the clause that `figure` stands in.
    fn sentence(&self, figure: StatementRef) -> Vec<StatementRef> {
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
    fn suspicion(&self, figure: StatementRef) -> (u8, usize, usize) {
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
    fn shares_beside(&self, figure: StatementRef) -> Vec<StatementRef> {
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

    fn is_figure(&self, reference: StatementRef) -> bool {
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

    fn violation(
        &self,
        view: &View<'c>,
        core: &[u32],
        stated: &[StatementRef],
        figure: StatementRef,
        mends: bool,
        otherwise: ViolationKind,
    ) -> Violation {
        let measurand = self
            .corpus
            .statement(figure)
            .and_then(|statement| match &statement.content {
                Content::Value { measurand, .. } => Some(measurand.clone()),
                Content::Share { part, .. } => Some(part.clone()),
                _ => None,
            });
        let rest: Vec<u32> = core
            .iter()
            .copied()
            .filter(|&constraint| {
                view.origin(constraint)
                    .is_none_or(|meta| meta.origin != Origin::Stated(figure))
            })
            .collect();
        let case = core
            .iter()
            .filter_map(|&constraint| view.origin(constraint))
            .find(|meta| meta.origin == Origin::Stated(figure))
            .map_or(0, |meta| meta.case);
        let state = propagate(&view.system, &rest);
        let known = |measurand: &Measurand| view.known(measurand, case);
        let content = self.corpus.statement(figure).map(|statement| &statement.content);
        let mut admissible = Admissible::default();
        let mut derivation = Vec::new();
        let mut totals = None;
        match content {
            Some(Content::Value {
                measurand,
                last_place,
                ..
            }) => {
                if let Some(variable) = known(measurand) {
                    let end = |end: Option<End>| end.map(|end| (end.value, end.strict));
                    admissible = Admissible {
                        low: end(state.low_end(variable)),
                        high: end(state.high_end(variable)),
                    };
                    derivation = derive(view, &state, &[variable]);
                    admissible = self.rounded(admissible, &derivation, measurand, last_place);
                }
            }
            Some(Content::Share { part, whole, .. }) => {
                let found = known(part).zip(known(whole));
                totals = found.and_then(|(part, whole)| state.value(part).zip(state.value(whole)));
                let share = totals.and_then(|(part, whole)| super::rational::div(&part, &whole));
                let share = share.map(|share| (share, false));
                admissible = Admissible {
                    low: share,
                    high: share,
                };
                if let Some((part, whole)) = found {
                    derivation = derive(view, &state, &[part, whole]);
                }
            }
            Some(Content::Equation { terms, .. }) => {
                if let [(_, first, _), (_, second, _)] = terms.as_slice()
                    && let Some((first, second)) = known(first).zip(known(second))
                {
                    totals = state.value(first).zip(state.value(second));
                    derivation = derive(view, &state, &[first, second]);
                }
            }
            _ => {}
        }
        let binding = stated
            .iter()
            .filter_map(|&reference| self.corpus.statement(reference))
            .all(|statement| statement.force.is_binding());
        Violation {
            kind: self.kind(stated, figure, otherwise),
            figure,
            mends,
            measurand,
            admissible,
            conflict: stated.to_vec(),
            derivation,
            case: view.cases.get(case).cloned().unwrap_or_default(),
            totals,
            binding,
        }
    }

    /// The constraint on an amount that is a share allows for rounding; the amount itself is the share
    /// rounded half-up to the last place written.
    fn rounded(
        &self,
        admissible: Admissible,
        derivation: &[Deduction],
        measurand: &Measurand,
        place: &Rational,
    ) -> Admissible {
        // Only what follows by a share has room for rounding.
        let by_share = |step: &&Deduction| {
            step.by
                .and_then(|by| self.corpus.statement(by))
                .is_some_and(|statement| matches!(statement.content, Content::Share { .. }))
        };
        let step = derivation
            .iter()
            .find(|step| step.measurand == *measurand && !step.from.is_empty())
            .filter(by_share);
        let Some(step) = step else { return admissible };
        let Some(value) = super::rational::round_half_up(&step.value, place) else {
            return admissible;
        };
        let (low, high) = (admissible.low, admissible.high);
        let fits = low.is_none_or(|(low, _)| low <= value) && high.is_none_or(|(high, _)| value <= high);
        match step.bound {
            _ if !fits => admissible,
            None => Admissible {
                low: Some((value, false)),
                high: Some((value, false)),
            },
            Some(true) => Admissible {
                low: Some((value, false)),
                high,
            },
            Some(false) => Admissible {
                low,
                high: Some((value, false)),
            },
        }
    }

    /// The kind of a violation, by what the conflicting statements are.
    fn kind(&self, stated: &[StatementRef], figure: StatementRef, otherwise: ViolationKind) -> ViolationKind {
        if otherwise == ViolationKind::CaseOverlap {
            return otherwise;
        }
        let statements: Vec<(StatementRef, &Statement)> = stated
            .iter()
            .filter_map(|&reference| Some((reference, self.corpus.statement(reference)?)))
            .collect();
        let has = |test: &dyn Fn(&Content) -> bool| {
            statements.iter().any(|(_, statement)| test(&statement.content))
        };
        let equation = |kind: EquationKind| move |content: &Content| matches!(content, Content::Equation { kind: own, .. } if *own == kind);
        let year = self
            .corpus
            .statement(figure)
            .and_then(|figure| match &figure.content {
                Content::Value { measurand, .. } => Some(measurand.year),
                _ => None,
            });
        let mandate = statements
            .iter()
            .find_map(|(reference, statement)| match &statement.content {
                // What is said above of last year is no mandate for this one: the increase is.
                Content::Value {
                    measurand, relation, ..
                } if self.corpus.is_above(reference.notice, self.notice)
                    && year.is_none_or(|year| {
                        year == measurand.year || !has(&equation(EquationKind::Delta))
                    }) =>
                {
                    Some(self.corpus.effective_relation(*reference, *relation, measurand))
                }
                _ => None,
            });
        if has(&|content| matches!(content, Content::Share { split: true, .. })) {
            return ViolationKind::Split;
        }
        if has(&|content| matches!(content, Content::Share { .. }))
            || has(&equation(EquationKind::Proportion))
        {
            return ViolationKind::Share;
        }
        if let Some(relation) = mandate {
            return mandate_kind(relation);
        }
        if has(&equation(EquationKind::Delta)) {
            return ViolationKind::Delta;
        }
        let values = statements
            .iter()
            .filter(|(_, statement)| matches!(statement.content, Content::Value { .. }));
        let parts = statements
            .iter()
            .any(|(reference, statement)| statement.part.is_some() && (reference.notice == figure.notice));
        if has(&equation(EquationKind::Sum)) || (parts && values.count() > 2) {
            return ViolationKind::Sum;
        }
        otherwise
    }

    /// Looks at people of a kind in places of a kind: where that is consistent for some places, the
    /// others are an overlap of cases; where it is for none, a figure is wrong.
    fn overlaps(&mut self, family: &Family, above: &[StatementRef]) {
        if family.places.len().saturating_mul(family.populations.len()) > PAIRS || family.places.is_empty() {
            return;
        }
        for population in &family.populations {
            let views: Vec<View<'c>> = family
                .places
                .iter()
                .map(|place| {
                    let case = Case {
                        place: Some(place.clone()),
                        population: Some(population.clone()),
                    };
                    View::new(
                        self.corpus,
                        self.notice,
                        family,
                        above,
                        vec![case],
                        &self.excluded,
                    )
                })
                .collect();
            let all: Vec<Vec<u32>> = views.iter().map(every_constraint).collect();
            let consistent: Vec<bool> = views
                .iter()
                .zip(&all)
                .map(|(view, all)| self.consistent(view, all, Phase::Mandate))
                .collect();
            let some = consistent.contains(&true);
            let broken: Vec<usize> = (0..views.len())
                .filter(|&at| consistent.get(at) == Some(&false))
                .collect();
            for at in broken {
                let (Some(view), Some(all)) = (views.get(at), all.get(at)) else {
                    continue;
                };
                let active = self.active(view, all, Phase::Mandate);
                let Outcome::Conflict(conflict) = propagate(&view.system, &active).outcome else {
                    continue;
                };
                let core = minimal_conflict(&view.system, conflict);
                if some {
                    self.overlap(view, all, &core, population);
                } else {
                    self.blame_population(view, all, &core, population, ViolationKind::Contradiction);
                    break;
                }
            }
        }
    }

    /// Records one overlap of cases, once for each figure: the narrowest place says most.
    fn overlap(&mut self, view: &View<'c>, all: &[u32], core: &[u32], population: &GroupKey) {
        let kept = self.excluded.clone();
        let before = self.found.len();
        self.blame_population(view, all, core, population, ViolationKind::CaseOverlap);
        self.excluded = kept;
        if self.found.len() == before {
            return;
        }
        let Some(mut violation) = self.found.pop() else {
            return;
        };
        if let Some(measurand) = &violation.measurand {
            let item = Measurand {
                bearer: None,
                ..measurand.clone()
            };
            let state = propagate(
                &view.system,
                &without_population(view, all, self.corpus, population),
            );
            let whole = view.known(&item, 0).and_then(|variable| state.value(variable));
            violation.totals = view.stated_total(&item, 0).zip(whole);
        }
        let narrow = |violation: &Violation| matches!(violation.case.place, Some(GroupKey::Region(_)));
        let same = self.found.iter_mut().find(|known| {
            known.kind == ViolationKind::CaseOverlap && known.figure.notice == violation.figure.notice && {
                known.case.population == violation.case.population
            }
        });
        match same {
            Some(known) if narrow(&violation) && !narrow(known) => *known = violation,
            Some(_) => {}
            None => self.found.push(violation),
        }
    }

    /// As [`Judge::blame`], but among the figures that are said of `population`, if there are any.
    fn blame_population(
        &mut self,
        view: &View<'c>,
        block: &[u32],
        core: &[u32],
        population: &GroupKey,
        otherwise: ViolationKind,
    ) {
        let stated = stated_in(view, core);
        let figure = stated.iter().copied().filter(|&reference| {
            reference.notice == self.notice
                && self.is_figure(reference)
                && self
                    .corpus
                    .statement(reference)
                    .is_some_and(|statement| statement.groups.contains(population))
        });
        match figure.max_by_key(|&figure| self.suspicion(figure)) {
            Some(figure) => {
                let mends = self.mends(view, block, &[figure]);
                let violation = self.violation(view, core, &stated, figure, mends, otherwise);
                self.found.push(violation);
                self.excluded.insert(figure);
            }
            None if otherwise != ViolationKind::CaseOverlap => self.blame(view, block, &[], core, otherwise),
            None => {}
        }
    }
}

/// Parts of one sum, or shares of one whole, that are off by amounts which make up for each other are one
/// mistake: the first is kept, and the others stand in its conflict.
fn join_counterparts(corpus: &Corpus, found: &mut Vec<Violation>) {
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

/// The constraints that do not come from statements about `population`.
fn without_population(view: &View<'_>, all: &[u32], corpus: &Corpus, population: &GroupKey) -> Vec<u32> {
    all.iter()
        .copied()
        .filter(
            |&constraint| match view.origin(constraint).map(|meta| meta.origin) {
                Some(Origin::Stated(reference)) => corpus
                    .statement(reference)
                    .is_some_and(|statement| !statement.groups.contains(population)),
                _ => false,
            },
        )
        .collect()
}

/// What kind of breach a value outside a mandate with `relation` is.
pub(super) fn mandate_kind(relation: crate::notice::Relation) -> ViolationKind {
    use crate::notice::Relation;
    match relation {
        Relation::AtLeast | Relation::MoreThan | Relation::Reaches => ViolationKind::Below,
        Relation::AtMost | Relation::LessThan => ViolationKind::Above,
        Relation::Equal | Relation::About => ViolationKind::Differs,
    }
}

fn every_constraint(view: &View<'_>) -> Vec<u32> {
    (0u32..).take(view.system.constraints.len()).collect()
}

/// The statements behind constraints, in order, each once.
fn stated_in(view: &View<'_>, core: &[u32]) -> Vec<StatementRef> {
    let mut stated: Vec<StatementRef> = core
        .iter()
        .filter_map(|&constraint| match view.origin(constraint)?.origin {
            Origin::Stated(reference) => Some(reference),
            Origin::Tree | Origin::NotNegative => None,
        })
        .collect();
    stated.sort_unstable();
    stated.dedup();
    stated
}

/// Constraints that share variables, directly or through others.
fn blocks(view: &View<'_>) -> Vec<Vec<u32>> {
    let mut parent: Vec<u32> = (0..view.system.variables).collect();
    fn root(parent: &mut [u32], mut at: u32) -> u32 {
        while let Some(&up) = parent.get(at as usize)
            && up != at
        {
            let above = parent.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = parent.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }
    for constraint in &view.system.constraints {
        let Some(&(_, first)) = constraint.terms.first() else {
            continue;
        };
        for &(_, other) in constraint.terms.iter().skip(1) {
            let (a, b) = (root(&mut parent, first.0), root(&mut parent, other.0));
            if a != b
                && let Some(slot) = parent.get_mut(b as usize)
            {
                *slot = a;
            }
        }
    }
    let mut order: FxHashMap<u32, usize> = FxHashMap::default();
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    for (index, constraint) in (0u32..).zip(&view.system.constraints) {
        let Some(&(_, first)) = constraint.terms.first() else {
            blocks.push(vec![index]);
            continue;
        };
        let root = root(&mut parent, first.0);
        let at = *order.entry(root).or_insert_with(|| {
            blocks.push(Vec::new());
            blocks.len().saturating_sub(1)
        });
        if let Some(block) = blocks.get_mut(at) {
            block.push(index);
        }
    }
    blocks
}

/// The steps by which the ranges of `variables` follow.
fn derive(view: &View<'_>, state: &Propagation, variables: &[Variable]) -> Vec<Deduction> {
    let mut ids = Vec::new();
    let mut waiting: Vec<_> = variables
        .iter()
        .flat_map(|&variable| [state.low(variable), state.high(variable)])
        .flatten()
        .collect();
    while let Some(id) = waiting.pop() {
        if !ids.contains(&id) {
            ids.push(id);
            waiting.extend(
                state
                    .bound(id)
                    .map(|bound| bound.from.clone())
                    .unwrap_or_default(),
            );
        }
    }
    ids.sort_unstable();
    let mut steps: Vec<Deduction> = Vec::new();
    // The allowance for rounding is no step of the reckoning: values are worked out anew without it, and
    // with them whether they are settled.
    let mut exact: FxHashMap<super::system::BoundId, (Rational, bool)> = FxHashMap::default();
    for id in ids {
        let Some(bound) = state.bound(id) else { continue };
        let mut settled = state.value(bound.variable) == Some(bound.end.value);
        let mut value = bound.end.value;
        exact.insert(id, (value, settled));
        let Some(meta) = view.origin(bound.constraint) else {
            continue;
        };
        let Some((measurand, case)) = view.variables.get(bound.variable.index()) else {
            continue;
        };
        let by = match meta.origin {
            Origin::Stated(reference) => Some(reference),
            Origin::Tree => None,
            Origin::NotNegative => continue,
        };
        let Some(constraint) = view.system.constraint(bound.constraint) else {
            continue;
        };
        let own = constraint
            .terms
            .iter()
            .find(|(_, known)| *known == bound.variable)
            .map(|(c, _)| *c);
        let mut from = Vec::new();
        let mut all_settled = true;
        let mut moved = Some(super::rational::whole(0));
        for (coefficient, other) in constraint
            .terms
            .iter()
            .filter(|(_, known)| *known != bound.variable)
        {
            let used = bound
                .from
                .iter()
                .filter_map(|&id| Some((id, state.bound(id)?)))
                .find(|(_, used)| used.variable == *other);
            if let (Some((id, used)), Some((measurand, _)), Some(own)) =
                (used, view.variables.get(other.index()), own)
                && let Some(ratio) = super::rational::div(coefficient, &-own)
            {
                let (worked_out, settled) = exact.get(&id).copied().unwrap_or((used.end.value, false));
                all_settled &= settled;
                moved = moved.and_then(|moved| {
                    let by = super::rational::sub(&worked_out, &used.end.value)?;
                    super::rational::add(&moved, &super::rational::mul(&ratio, &by)?)
                });
                from.push((ratio, measurand.clone(), worked_out));
            }
        }
        let statement = by.and_then(|by| Some((by, view.corpus.statement(by)?)));
        let share = match statement {
            Some((
                reference,
                Statement {
                    content:
                        Content::Share {
                            part, whole, share, ..
                        },
                    ..
                },
            )) => {
                if from.is_empty()
                    && part == measurand
                    && let Some(floor) = floor_beside(view, reference, whole)
                {
                    from.push((*share, whole.clone(), floor));
                    all_settled = false;
                }
                true
            }
            _ => false,
        };
        if share && !from.is_empty() {
            let product = from
                .iter()
                .try_fold(super::rational::whole(0), |sum, (ratio, _, value)| {
                    super::rational::add(&sum, &super::rational::mul(ratio, value)?)
                });
            if let Some(product) = product {
                value = product;
                settled |= all_settled;
            }
        } else if let Some(moved) = moved.and_then(|moved| super::rational::add(&value, &moved)) {
            value = moved;
            settled |= !from.is_empty() && all_settled && constraint.low == constraint.high;
        }
        exact.insert(id, (value, settled));
        let step = Deduction {
            measurand: measurand.clone(),
            case: view.cases.get(*case).cloned().unwrap_or_default(),
            value,
            bound: (!settled).then_some(bound.low),
            by,
            from,
        };
        let said = steps.iter().any(|known| {
            known.measurand == step.measurand
                && known.case == step.case
                && known.value == step.value
                && known.by == step.by
        });
        if !said {
            steps.push(step);
        }
    }
    steps.reverse();
    steps
}

/// The floor for `whole` that the notice of a share sets.
fn floor_beside(view: &View<'_>, share: StatementRef, whole: &Measurand) -> Option<Rational> {
    let statements = view.corpus.statements(share.notice)?;
    statements
        .all
        .iter()
        .find_map(|statement| match &statement.content {
            Content::Value {
                measurand,
                relation,
                value,
                ..
            } if measurand == whole
                && matches!(
                    relation,
                    crate::notice::Relation::AtLeast | crate::notice::Relation::Reaches
                ) =>
            {
                Some(*value)
            }
            _ => None,
        })
}

pub(super) fn items_of(content: &Content) -> Vec<&ItemKey> {
    match content {
        Content::Value { measurand, .. } | Content::Nothing { measurand } => vec![&measurand.item],
        Content::Share { part, whole, .. } => vec![&part.item, &whole.item],
        Content::Equation { terms, .. } => terms.iter().map(|(_, measurand, _)| &measurand.item).collect(),
    }
}

fn concerns(content: &Content, items: &FxHashSet<ItemKey>) -> bool {
    items_of(content).into_iter().all(|item| items.contains(item))
}

/// The items of a notice, grouped by the equations that link them, those from `above` included.
fn families(corpus: &Corpus, statements: &[Statement], above: &[StatementRef]) -> Vec<Family> {
    let vocabulary = corpus.vocabulary();
    let mut number: FxHashMap<&ItemKey, usize> = FxHashMap::default();
    let mut parent: Vec<usize> = Vec::new();
    let find = |parent: &Vec<usize>, mut at: usize| {
        while let Some(&up) = parent.get(at)
            && up != at
        {
            at = up;
        }
        at
    };
    let linking = above
        .iter()
        .filter_map(|&reference| corpus.statement(reference))
        .filter(|statement| matches!(statement.content, Content::Equation { .. }));
    for statement in statements.iter().chain(linking) {
        let mut first = None;
        for item in items_of(&statement.content) {
            let at = *number.entry(item).or_insert_with(|| {
                parent.push(parent.len());
                parent.len().saturating_sub(1)
            });
            let root = find(&parent, at);
            match first {
                None => first = Some(root),
                Some(own) if own != root => {
                    if let Some(slot) = parent.get_mut(root) {
                        *slot = own;
                    }
                }
                Some(_) => {}
            }
        }
    }
    let mut families: Vec<Family> = Vec::new();
    let mut by_root: FxHashMap<usize, usize> = FxHashMap::default();
    let mut members: FxHashMap<usize, Vec<&ItemKey>> = FxHashMap::default();
    let mut all: Vec<(&ItemKey, usize)> = number.iter().map(|(&item, &at)| (item, at)).collect();
    all.sort_unstable_by_key(|&(_, at)| at);
    for (item, at) in all {
        members.entry(find(&parent, at)).or_default().push(item);
    }
    for (index, statement) in statements.iter().enumerate() {
        let items = items_of(&statement.content);
        let Some(root) = items
            .first()
            .and_then(|item| number.get(*item))
            .map(|&at| find(&parent, at))
        else {
            continue;
        };
        let at = *by_root.entry(root).or_insert_with(|| {
            families.push(Family {
                items: members
                    .get(&root)
                    .into_iter()
                    .flatten()
                    .copied()
                    .cloned()
                    .collect(),
                own: Vec::new(),
                places: Vec::new(),
                populations: Vec::new(),
            });
            families.len().saturating_sub(1)
        });
        let Some(family) = families.get_mut(at) else {
            continue;
        };
        family.own.push(index);
        for group in &statement.groups {
            let list = if group.is_place(vocabulary) {
                &mut family.places
            } else {
                &mut family.populations
            };
            if !list.contains(group) {
                list.push(group.clone());
            }
        }
    }
    families
}
