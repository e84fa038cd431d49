//! The shortest chain of statements by which each value follows.
//!
//! Propagation keeps the first reason that it meets; here every value keeps its cheapest one. Values are settled
//! in the order of what their whole chain costs (Knuth's generalisation of Dijkstra's algorithm), so that a chain
//! never runs in a circle and the result depends on no order. What several equalities determine only together
//! is found by elimination.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::rational::{Rational, div, mul, sub};
use super::{System, Variable, eliminate};

/// What a chain is measured by, for each constraint by index.
pub(crate) trait Measure {
    /// What the use of a constraint costs; `None` where it is not to be used.
    fn cost(&self, constraint: u32) -> Option<u64>;
    /// Decides between chains of equal cost; no two constraints share it.
    fn rank(&self, constraint: u32) -> u32;
    /// What the value of `variable` is taken to be by those that rest on it, where the letter of the
    /// constraint `by`, or of several together, makes it `exact`: amounts are paid as they are written, rounded.
    fn taken(&self, variable: Variable, exact: &Rational, by: Option<u32>) -> Rational;
}

/// By what a value follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum By {
    /// One equality, from the values of its other variables.
    One(u32),
    /// Several equalities, only together.
    Joint(Vec<u32>),
}

/// The value of one variable.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// By the letter of the constraints.
    pub(crate) exact: Rational,
    /// As those that rest on it take it.
    pub(crate) taken: Rational,
    pub(crate) by: By,
    pub(crate) cost: u64,
}

/// A chain that waits to be the cheapest; the order is that in which they are settled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    cost: u64,
    rank: u32,
    variable: Variable,
    constraint: u32,
}

/// The values that some equalities determine.
#[derive(Debug)]
pub(crate) struct Facts {
    of: Vec<Option<Fact>>,
}

impl Facts {
    /// The value of a variable, if it is determined.
    pub(crate) fn get(&self, variable: Variable) -> Option<&Fact> {
        self.of.get(variable.index())?.as_ref()
    }
}

/// Settles all that the equalities among `chosen` determine.
pub(crate) fn settle(system: &System, chosen: &[u32], measure: &dyn Measure) -> Facts {
    let mut settling = Settling::new(system, chosen, measure);
    settling.run();
    // Each joint value may settle more, one after another.
    while let Some((variable, fact)) = settling.joint() {
        settling.set(variable, fact);
        settling.run();
    }
    settling.facts
}

struct Settling<'a> {
    system: &'a System,
    measure: &'a dyn Measure,
    /// The equalities that may be used.
    chosen: Vec<u32>,
    /// The equalities that speak of each variable.
    speaking: Vec<Vec<u32>>,
    /// How many variables of each equality are open, by its place in `chosen`.
    open: Vec<usize>,
    waiting: BinaryHeap<Reverse<Waiting>>,
    facts: Facts,
}

impl<'a> Settling<'a> {
    fn new(system: &'a System, chosen: &[u32], measure: &'a dyn Measure) -> Self {
        let count = system.variables as usize;
        let mut settling = Settling {
            system,
            measure,
            chosen: Vec::new(),
            speaking: vec![Vec::new(); count],
            open: Vec::new(),
            waiting: BinaryHeap::new(),
            facts: Facts {
                of: vec![None; count],
            },
        };
        for &index in chosen {
            let Some(constraint) = system.constraint(index) else {
                continue;
            };
            if constraint.equal().is_none() || measure.cost(index).is_none() || constraint.terms.is_empty() {
                continue;
            }
            let place = u32::try_from(settling.chosen.len()).unwrap_or(u32::MAX);
            settling.chosen.push(index);
            settling.open.push(constraint.terms.len());
            for (_, variable) in &constraint.terms {
                if let Some(list) = settling.speaking.get_mut(variable.index()) {
                    list.push(place);
                }
            }
            if constraint.terms.len() == 1 {
                settling.offer(index);
            }
        }
        settling
    }

    /// Puts the last open variable of an equality in line.
    fn offer(&mut self, index: u32) -> Option<()> {
        let constraint = self.system.constraint(index)?;
        let (_, variable) = constraint
            .terms
            .iter()
            .find(|(_, variable)| self.facts.get(*variable).is_none())?;
        let mut cost = self.measure.cost(index)?;
        for (_, other) in &constraint.terms {
            if let Some(fact) = self.facts.get(*other) {
                cost = cost.saturating_add(fact.cost);
            }
        }
        self.waiting.push(Reverse(Waiting {
            cost,
            rank: self.measure.rank(index),
            variable: *variable,
            constraint: index,
        }));
        Some(())
    }

    fn run(&mut self) {
        while let Some(Reverse(next)) = self.waiting.pop() {
            if self.facts.get(next.variable).is_some() {
                continue;
            }
            let Some(exact) = self.solved(next.constraint, next.variable) else {
                continue;
            };
            let fact = Fact {
                taken: self.measure.taken(next.variable, &exact, Some(next.constraint)),
                exact,
                by: By::One(next.constraint),
                cost: next.cost,
            };
            self.set(next.variable, fact);
        }
    }

    fn set(&mut self, variable: Variable, fact: Fact) {
        if let Some(slot) = self.facts.of.get_mut(variable.index()) {
            *slot = Some(fact);
        }
        let speaking = self.speaking.get(variable.index()).cloned().unwrap_or_default();
        for place in speaking {
            let place = place as usize;
            let Some(open) = self.open.get_mut(place) else {
                continue;
            };
            *open = open.saturating_sub(1);
            if *open == 1
                && let Some(&index) = self.chosen.get(place)
            {
                self.offer(index);
            }
        }
    }

    /// What an equality makes of its one variable that is open; `None` where a number cannot be held.
    fn solved(&self, index: u32, variable: Variable) -> Option<Rational> {
        let constraint = self.system.constraint(index)?;
        let mut rest = constraint.equal()?;
        let mut own = None;
        for (coefficient, other) in &constraint.terms {
            if *other == variable {
                own = Some(*coefficient);
            } else {
                let known = self.facts.get(*other)?;
                rest = sub(&rest, &mul(coefficient, &known.taken)?)?;
            }
        }
        div(&rest, &own?)
    }

    /// A value that open equalities determine together, the cheapest of those there are.
    fn joint(&self) -> Option<(Variable, Fact)> {
        let open: Vec<u32> = self
            .chosen
            .iter()
            .zip(&self.open)
            .filter(|(_, open)| **open > 1)
            .map(|(index, _)| *index)
            .collect();
        let known = |variable: Variable| self.facts.get(variable).map(|fact| fact.taken);
        let mut best: Option<(u64, Vec<u32>, Variable, Rational)> = None;
        for (variable, exact, by) in eliminate::determined(self.system, &open, &known) {
            let mut premises: Vec<Variable> = Vec::new();
            let mut cost = 0u64;
            for &index in &by {
                cost = cost.saturating_add(self.measure.cost(index)?);
                for (_, other) in &self.system.constraint(index)?.terms {
                    if !premises.contains(other) {
                        premises.push(*other);
                    }
                }
            }
            for fact in premises.iter().filter_map(|premise| self.facts.get(*premise)) {
                cost = cost.saturating_add(fact.cost);
            }
            let mut ranks: Vec<u32> = by.iter().map(|&index| self.measure.rank(index)).collect();
            ranks.sort_unstable();
            let better = best
                .as_ref()
                .is_none_or(|(least, first, ..)| (cost, &ranks) < (*least, first));
            if better {
                best = Some((cost, ranks, variable, exact));
            }
        }
        let (cost, ranks, variable, exact) = best?;
        let by: Vec<u32> = open
            .into_iter()
            .filter(|&index| ranks.contains(&self.measure.rank(index)))
            .collect();
        let fact = Fact {
            taken: self.measure.taken(variable, &exact, None),
            exact,
            by: By::Joint(by),
            cost,
        };
        Some((variable, fact))
    }
}
