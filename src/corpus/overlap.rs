//! People of a kind in places of a kind: where two cases meet.

use super::Corpus;
use super::case::Case;
use super::family::{Family, every_constraint, stated_in};
use super::judge::Judge;
use super::key::{GroupKey, Measurand};
use super::system::{Outcome, minimal_conflict, propagate};
use super::view::{Origin, Phase, StatementRef, View};
use super::violation::{Violation, ViolationKind};

/// More pairs of a place and a population than this are not looked at.
const PAIRS: usize = 400;

impl<'c> Judge<'c> {
    /// Looks at people of a kind in places of a kind: where that is consistent for some places, the
    /// others are an overlap of cases; where it is for none, a figure is wrong.
    pub(super) fn overlaps(&mut self, family: &Family, above: &[StatementRef]) {
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
    pub(super) fn overlap(&mut self, view: &View<'c>, all: &[u32], core: &[u32], population: &GroupKey) {
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
    pub(super) fn blame_population(
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
