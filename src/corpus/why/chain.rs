//! The answer for one quantity in one case.

use rustc_hash::FxHashSet;

use super::super::family::{Family, blocks, stated_in};
use super::super::key::{GroupKey, Measurand};
use super::super::rational::{Rational, div};
use super::super::statement::{Content, Statement};
use super::super::system::{
    Bounds, By, Facts, Outcome, Premise, Propagation, Side, Variable, bound_chains, minimal_conflict,
    propagate, settle,
};
use super::super::view::{Origin, StatementRef, View};
use super::super::violation::Deduction;
use super::cost::Cost;
use super::{Answer, Ground, Known, Proof, missing};
use crate::corpus::duty::ClauseRef;
use crate::notice::{Form, Relation};

/// More constraints than this around one quantity are not searched.
const LIMIT: usize = 20_000;

/// More steps than this of one chain are not written out.
const STEPS: usize = 500;

/// What is known of `measurand` in a case; nothing where it has no variable there.
pub(super) fn answer(view: &View<'_>, family: &Family, measurand: &Measurand, case: usize) -> Option<Answer> {
    let variable = view.known(measurand, case)?;
    let block = block_of(view, variable);
    let mut answer = Answer {
        notice: view.notice,
        measurand: measurand.clone(),
        case: view.cases.get(case).cloned().unwrap_or_default(),
        known: Known::TooLarge,
        missing: Vec::new(),
    };
    if block.len() > LIMIT {
        return Some(answer);
    }
    let cost = Cost::new(view, variable);
    let facts = settle(&view.system, &block, &cost);
    let mut prover = Prover {
        view,
        cost: &cost,
        facts: &facts,
        bounds: None,
        state: None,
        told: FxHashSet::default(),
    };
    if let Some(proof) = prover.value(variable).or_else(|| prover.stated(variable)) {
        answer.known = Known::Value(proof);
        return Some(answer);
    }
    answer.known = match ranges(view, family, &block, variable) {
        Ranges::Contradiction(statements) => Known::Contradiction(statements),
        Ranges::TooLarge => Known::TooLarge,
        Ranges::Open(used, state) => {
            let bounds = bound_chains(&view.system, &used, &state, &facts, &cost);
            prover.bounds = Some(&bounds);
            prover.state = Some(&state);
            let (low, high) = (
                prover.bound(variable, Side::Low),
                prover.bound(variable, Side::High),
            );
            // That no amount is below nothing is no answer.
            let said = |proof: &Proof| proof.ground != Ground::NotNegative;
            match (low.filter(said), high.filter(said)) {
                (None, None) => Known::Nothing,
                (low, high) => Known::Bounds { low, high },
            }
        }
    };
    if !matches!(answer.known, Known::Contradiction(_)) {
        answer.missing = missing::missing(view, family, &block, variable, &cost);
    }
    Some(answer)
}

/// The constraints that hang together with a variable.
fn block_of(view: &View<'_>, variable: Variable) -> Vec<u32> {
    let speaks = |index: &u32| {
        view.system
            .constraint(*index)
            .is_some_and(|constraint| constraint.terms.iter().any(|(_, known)| *known == variable))
    };
    blocks(view)
        .into_iter()
        .find(|block| block.iter().any(speaks))
        .unwrap_or_default()
}

enum Ranges {
    /// The constraints that were used, and what they came to.
    Open(Vec<u32>, Propagation),
    Contradiction(Vec<StatementRef>),
    TooLarge,
}

/// The ranges to the letter. Amounts that are written rounded may not agree with their shares to the letter:
/// then they are left to follow from these.
fn ranges(view: &View<'_>, family: &Family, block: &[u32], variable: Variable) -> Ranges {
    let part = |index: &u32| {
        view.origin(*index).is_some_and(|meta| match meta.origin {
            Origin::Stated(reference) => view
                .corpus
                .statement(reference)
                .is_some_and(|own| own.part.is_some() && matches!(own.content, Content::Value { .. })),
            _ => false,
        })
    };
    let without: Vec<u32> = block.iter().copied().filter(|index| !part(index)).collect();
    for used in [block.to_vec(), without] {
        let state = propagate(&view.system, &used);
        if !state.complete {
            return Ranges::TooLarge;
        }
        if state.outcome == Outcome::Open {
            return Ranges::Open(used, state);
        }
    }
    // As a check sees it, with room for rounding.
    let nothing = FxHashSet::default();
    let loose = View::new(
        view.corpus,
        view.notice,
        family,
        &family.above,
        view.cases.clone(),
        &nothing,
    );
    let asked = view
        .variables
        .get(variable.index())
        .and_then(|(measurand, case)| loose.known(measurand, *case));
    let (view, block) = match asked {
        Some(variable) => (&loose, block_of(&loose, variable)),
        None => (view, block.to_vec()),
    };
    match propagate(&view.system, &block).outcome {
        Outcome::Conflict(conflict) => {
            Ranges::Contradiction(stated_in(view, &minimal_conflict(&view.system, conflict)))
        }
        Outcome::Open => Ranges::TooLarge,
    }
}

/// Writes chains out.
struct Prover<'v, 'c> {
    view: &'v View<'c>,
    cost: &'v Cost,
    facts: &'v Facts,
    bounds: Option<&'v Bounds>,
    state: Option<&'v Propagation>,
    /// What has been written out already.
    told: FxHashSet<(Variable, Option<Side>)>,
}

impl Prover<'_, '_> {
    /// Why a variable has its value.
    fn value(&mut self, variable: Variable) -> Option<Proof> {
        let fact = self.facts.get(variable)?.clone();
        let repeated = !self.told.insert((variable, None)) || self.told.len() > STEPS;
        let rounded = (fact.taken != fact.exact).then_some(fact.taken);
        let (ground, premises) = match &fact.by {
            By::One(index) => (self.ground(*index), self.others(&[*index], variable)),
            By::Joint(constraints) => {
                let mut stated: Vec<StatementRef> = constraints
                    .iter()
                    .filter_map(|&index| match self.ground(index) {
                        Ground::Statement(reference) => Some(reference),
                        _ => None,
                    })
                    .collect();
                stated.sort_unstable();
                (Ground::Joint(stated), self.others(constraints, variable))
            }
        };
        let one = match &fact.by {
            By::One(index) => Some(*index),
            By::Joint(_) => None,
        };
        let premises: Vec<Proof> = premises
            .into_iter()
            .filter(|_| !repeated)
            .filter_map(|other| self.value(other))
            .collect();
        let from = self.terms(one, variable, |prover, other| {
            prover.facts.get(other).map(|fact| fact.taken)
        });
        self.proof(
            variable,
            one,
            ground,
            (fact.exact, None),
            rounded,
            from,
            premises,
            repeated,
        )
    }

    /// The value as the statement of the quantity itself gives it, where it follows from nothing else.
    fn stated(&mut self, variable: Variable) -> Option<Proof> {
        let (index, value) = self
            .view
            .plain_indices(variable)
            .filter_map(|index| Some((index, self.view.system.constraint(index)?.equal()?)))
            .min_by_key(|(index, _)| super::super::system::Measure::rank(self.cost, *index))?;
        let ground = self.ground(index);
        self.proof(
            variable,
            Some(index),
            ground,
            (value, None),
            None,
            Vec::new(),
            Vec::new(),
            false,
        )
    }

    /// Why a variable has a bound.
    fn bound(&mut self, variable: Variable, side: Side) -> Option<Proof> {
        let chain = self.bounds?.get(variable, side)?.clone();
        let repeated = !self.told.insert((variable, Some(side))) || self.told.len() > STEPS;
        let ground = self.ground(chain.constraint);
        let mut premises = Vec::new();
        for premise in chain.premises.iter().filter(|_| !repeated) {
            premises.extend(match premise {
                Premise::Value(other) => self.value(*other),
                Premise::Bound(other, side) => self.bound(*other, *side),
            });
        }
        // What is only not below nothing says nothing by itself.
        premises.retain(|premise| premise.ground != Ground::NotNegative);
        let premised = chain.premises.clone();
        let from = self.terms(Some(chain.constraint), variable, |prover, other| {
            premised.iter().find_map(|premise| match premise {
                Premise::Value(known) if *known == other => Some(prover.facts.get(other)?.taken),
                Premise::Bound(known, side) if *known == other => {
                    let state = prover.state?;
                    let end = match side {
                        Side::Low => state.low_end(other),
                        Side::High => state.high_end(other),
                    };
                    end.map(|end| end.value)
                }
                _ => None,
            })
        });
        let value = (chain.end.value, Some(side == Side::Low));
        let mut proof = self.proof(
            variable,
            Some(chain.constraint),
            ground,
            value,
            None,
            from,
            premises,
            repeated,
        )?;
        proof.strict = chain.end.strict;
        Some(proof)
    }

    fn ground(&self, index: u32) -> Ground {
        match self.view.origin(index).map(|meta| meta.origin) {
            Some(Origin::Stated(reference)) => Ground::Statement(reference),
            Some(Origin::NotNegative) => Ground::NotNegative,
            _ => Ground::Tree,
        }
    }

    /// The other variables of constraints that have a value, each once.
    fn others(&self, constraints: &[u32], variable: Variable) -> Vec<Variable> {
        let mut others = Vec::new();
        for constraint in constraints
            .iter()
            .filter_map(|&index| self.view.system.constraint(index))
        {
            for (_, other) in &constraint.terms {
                if *other != variable && !others.contains(other) && self.facts.get(*other).is_some() {
                    others.push(*other);
                }
            }
        }
        others
    }

    /// The other terms of a constraint on the other side: coefficient, what, and its value.
    fn terms(
        &self,
        index: Option<u32>,
        variable: Variable,
        value: impl Fn(&Self, Variable) -> Option<Rational>,
    ) -> Vec<(Rational, Measurand, Rational)> {
        let Some(constraint) = index.and_then(|index| self.view.system.constraint(index)) else {
            return Vec::new();
        };
        let own = constraint.terms.iter().find(|(_, known)| *known == variable);
        let Some((own, _)) = own else { return Vec::new() };
        constraint
            .terms
            .iter()
            .filter(|(_, other)| *other != variable)
            .filter_map(|(coefficient, other)| {
                let ratio = div(coefficient, &-*own)?;
                let (measurand, _) = self.view.variables.get(other.index())?;
                Some((ratio, measurand.clone(), value(self, *other)?))
            })
            .collect()
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the pieces of one step, put together in one place"
    )]
    fn proof(
        &self,
        variable: Variable,
        index: Option<u32>,
        ground: Ground,
        (value, bound): (Rational, Option<bool>),
        rounded: Option<Rational>,
        from: Vec<(Rational, Measurand, Rational)>,
        premises: Vec<Proof>,
        repeated: bool,
    ) -> Option<Proof> {
        let (measurand, case) = self.view.variables.get(variable.index())?;
        let case = self.view.cases.get(*case).cloned().unwrap_or_default();
        let by = match &ground {
            Ground::Statement(reference) => Some(*reference),
            _ => None,
        };
        let mut proof = Proof {
            step: Deduction {
                measurand: measurand.clone(),
                case,
                value,
                bound,
                by,
                from,
            },
            strict: false,
            ground,
            rounded,
            said: Vec::new(),
            denied: Vec::new(),
            answers: Vec::new(),
            classes: Vec::new(),
            premises,
            repeated,
        };
        if !repeated {
            self.beside(variable, index, &mut proof);
            proof.classes = self.classes(&proof);
        }
        Some(proof)
    }

    /// What else is stated of the same quantity, and the same rule in notices above.
    fn beside(&self, variable: Variable, index: Option<u32>, proof: &mut Proof) {
        let corpus = self.view.corpus;
        let value = proof.value();
        for other in self.view.plain_indices(variable) {
            let (Some(constraint), Ground::Statement(reference)) =
                (self.view.system.constraint(other), self.ground(other))
            else {
                continue;
            };
            if Some(other) == index {
                continue;
            }
            let above = corpus.is_above(reference.notice, self.view.notice);
            if above {
                proof.answers.push(reference);
                continue;
            }
            // What a bound says of a bound is no denial of it.
            let agrees = match proof.step.bound {
                Some(_) => true,
                None => {
                    let low = constraint.low.is_none_or(|end| end.value <= value);
                    let high = constraint.high.is_none_or(|end| value <= end.value);
                    low && high
                }
            };
            if agrees {
                proof.said.push(reference);
            } else {
                proof.denied.push(reference);
            }
        }
        if let (Some(index), Some(by)) = (index, proof.step.by) {
            self.same_rule(index, by, &mut proof.answers);
        }
        for list in [&mut proof.said, &mut proof.denied, &mut proof.answers] {
            list.sort_by_key(|reference| (std::cmp::Reverse(self.level(*reference)), *reference));
            list.dedup();
        }
    }

    fn level(&self, reference: StatementRef) -> usize {
        let corpus = self.view.corpus;
        corpus.get(reference.notice).map_or(0, |entry| {
            corpus.vocabulary().regions().ancestors(entry.region).count()
        })
    }

    /// The statements of notices above that say the same of the same shares or equations.
    fn same_rule(&self, index: u32, by: StatementRef, answers: &mut Vec<StatementRef>) -> Option<()> {
        let corpus = self.view.corpus;
        let own = corpus.statement(by)?;
        if !matches!(own.content, Content::Share { .. } | Content::Equation { .. }) {
            return None;
        }
        let case = self.view.origin(index)?.case;
        for (at, constraint) in (0u32..).zip(&self.view.system.constraints) {
            let Some(meta) = self.view.metas.get(constraint.tag as usize) else {
                continue;
            };
            if let Origin::Stated(reference) = meta.origin
                && at != index
                && meta.case == case
                && corpus.is_above(reference.notice, by.notice)
                && corpus
                    .statement(reference)
                    .is_some_and(|other| is_same_rule(own, other))
            {
                answers.push(reference);
            }
        }
        Some(())
    }

    /// The lines that put the place of the case into the group that the statement of a step is about.
    fn classes(&self, proof: &Proof) -> Vec<ClauseRef> {
        let corpus = self.view.corpus;
        let (Some(by), Some(place)) = (proof.step.by, &proof.step.case.place) else {
            return Vec::new();
        };
        let groups = corpus.statement(by).map_or(&[][..], |own| &own.groups);
        if groups.is_empty() || groups.contains(place) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for &notice in corpus.classifying(self.view.notice) {
            let Some(entry) = corpus.get(notice) else { continue };
            let resolve = |name: &str| GroupKey::resolve(name, entry.region, corpus.vocabulary());
            for (clause, own) in entry.notice.sure_clauses() {
                if let Form::Classify(classification) = &own.form
                    && groups.contains(&resolve(&classification.group.text))
                    && classification
                        .members
                        .iter()
                        .any(|member| resolve(&member.text) == *place)
                {
                    found.push(ClauseRef { notice, clause });
                }
            }
        }
        found.truncate(1);
        found
    }
}

fn is_same_rule(own: &Statement, other: &Statement) -> bool {
    match (&own.content, &other.content) {
        (
            Content::Equation {
                terms,
                relation,
                constant,
                ..
            },
            Content::Equation {
                terms: same,
                relation: asked,
                constant: of,
                ..
            },
        ) => relation == asked && constant == of && terms == same && *relation == Relation::Equal,
        (own, other) => own == other,
    }
}
