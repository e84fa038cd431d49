//! Describing a conflict: what kind of mistake it is, and what the figure should be.

use super::derive::derive;
use super::judge::Judge;
use super::key::Measurand;
use super::rational::Rational;
use super::statement::{Content, EquationKind, Statement};
use super::system::{End, propagate};
use super::view::{Origin, StatementRef, View};
use super::violation::{Admissible, Deduction, Violation, ViolationKind, mandate_kind};

impl<'c> Judge<'c> {
    pub(super) fn violation(
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
    pub(super) fn rounded(
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
    pub(super) fn kind(
        &self,
        stated: &[StatementRef],
        figure: StatementRef,
        otherwise: ViolationKind,
    ) -> ViolationKind {
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
}
