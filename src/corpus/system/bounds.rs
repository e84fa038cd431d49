//! The shortest chain of statements by which each bound follows.
//!
//! Propagation finds the tightest bounds. A bound at its tightest follows only from bounds at their tightest, since
//! any one of them moved would move it as well; so the chains for the final bounds are found among the final
//! bounds alone, the cheapest first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use num_traits::Signed;

use super::super::rational::{Rational, add, div, mul, sub, whole};
use super::shortest::{Facts, Measure};
use super::{End, Propagation, System, Variable};

/// One side of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    /// The least.
    Low,
    /// The greatest.
    High,
}

/// What a bound rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Premise {
    /// The value of a variable.
    Value(Variable),
    /// One side of its range.
    Bound(Variable, Side),
}

/// A bound, and the constraint it follows by.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub(crate) end: End,
    pub(crate) constraint: u32,
    /// In the order of the terms of the constraint.
    pub(crate) premises: Vec<Premise>,
    cost: u64,
}

/// The chains of the bounds of variables.
#[derive(Debug)]
pub(crate) struct Bounds {
    of: Vec<Option<Chain>>,
}

impl Bounds {
    /// How a bound follows; `None` where there is none, or it is only that no amount is below nothing.
    pub(crate) fn get(&self, variable: Variable, side: Side) -> Option<&Chain> {
        self.of.get(slot(variable, side))?.as_ref()
    }
}

fn slot(variable: Variable, side: Side) -> usize {
    variable
        .index()
        .saturating_mul(2)
        .saturating_add(usize::from(side == Side::High))
}

/// A way in which a bound may follow.
struct Way {
    variable: Variable,
    side: Side,
    constraint: u32,
    premises: Vec<Premise>,
    /// How many bounds it still waits for.
    open: usize,
}

/// The cheapest chains for the bounds of `state`, which has propagated `chosen`; `facts` have chains of their
/// own already.
pub(crate) fn bound_chains(
    system: &System,
    chosen: &[u32],
    state: &Propagation,
    facts: &Facts,
    measure: &dyn Measure,
) -> Bounds {
    let count = (system.variables as usize).saturating_mul(2);
    let mut bounds = Bounds {
        of: vec![None; count],
    };
    let mut ways: Vec<Way> = Vec::new();
    for &index in chosen {
        if measure.cost(index).is_some() {
            ways_of(system, index, state, facts, &mut ways);
        }
    }
    let mut needing: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut heap = BinaryHeap::new();
    for (at, way) in ways.iter_mut().enumerate() {
        for premise in &way.premises {
            if let Premise::Bound(variable, side) = premise
                && let Some(list) = needing.get_mut(slot(*variable, *side))
            {
                list.push(at);
                way.open = way.open.saturating_add(1);
            }
        }
    }
    let cost_of = |way: &Way, bounds: &Bounds| {
        let mut cost = measure.cost(way.constraint)?;
        for premise in &way.premises {
            let own = match premise {
                Premise::Value(variable) => facts.get(*variable)?.cost,
                Premise::Bound(variable, side) => bounds.get(*variable, *side)?.cost,
            };
            cost = cost.saturating_add(own);
        }
        Some(cost)
    };
    for (at, way) in ways.iter().enumerate() {
        if way.open == 0
            && let Some(cost) = cost_of(way, &bounds)
        {
            heap.push(Reverse((cost, measure.rank(way.constraint), at)));
        }
    }
    while let Some(Reverse((cost, _, at))) = heap.pop() {
        let Some(way) = ways.get(at) else { continue };
        let at = slot(way.variable, way.side);
        if bounds.of.get(at).is_none_or(Option::is_some) {
            continue;
        }
        let Some(end) = end_of(state, way.variable, way.side) else {
            continue;
        };
        if let Some(slot) = bounds.of.get_mut(at) {
            *slot = Some(Chain {
                end,
                constraint: way.constraint,
                premises: way.premises.clone(),
                cost,
            });
        }
        for waiting in needing.get(at).into_iter().flatten() {
            let Some(way) = ways.get_mut(*waiting) else {
                continue;
            };
            way.open = way.open.saturating_sub(1);
            if way.open == 0
                && let Some(cost) = ways.get(*waiting).and_then(|way| cost_of(way, &bounds))
            {
                let rank = ways.get(*waiting).map_or(0, |way| measure.rank(way.constraint));
                heap.push(Reverse((cost, rank, *waiting)));
            }
        }
    }
    bounds
}

fn end_of(state: &Propagation, variable: Variable, side: Side) -> Option<End> {
    match side {
        Side::Low => state.low_end(variable),
        Side::High => state.high_end(variable),
    }
}

/// All ways in which one constraint gives a final bound.
fn ways_of(
    system: &System,
    index: u32,
    state: &Propagation,
    facts: &Facts,
    ways: &mut Vec<Way>,
) -> Option<()> {
    let constraint = system.constraint(index)?;
    for (limit, from_above) in [(constraint.high, true), (constraint.low, false)] {
        let Some(limit) = limit else { continue };
        for &(own, variable) in &constraint.terms {
            // c·x ≤ limit − the least of the others.
            let side = if from_above == own.is_negative() {
                Side::Low
            } else {
                Side::High
            };
            let way = way(&constraint.terms, variable, limit, from_above, state, facts).and_then(
                |(rest, premises)| {
                    let end = End {
                        value: div(&rest.value, &own)?,
                        strict: rest.strict,
                    };
                    (end_of(state, variable, side) == Some(end)).then_some(Way {
                        variable,
                        side,
                        constraint: index,
                        premises,
                        open: 0,
                    })
                },
            );
            ways.extend(way);
        }
    }
    Some(())
}

/// What the other terms of a constraint leave over for the term of `variable`, and what that rests on.
fn way(
    terms: &[(Rational, Variable)],
    variable: Variable,
    limit: End,
    from_above: bool,
    state: &Propagation,
    facts: &Facts,
) -> Option<(End, Vec<Premise>)> {
    let mut others = whole(0);
    let mut strict = limit.strict;
    let mut premises = Vec::with_capacity(terms.len());
    for &(coefficient, other) in terms.iter().filter(|(_, other)| *other != variable) {
        let side = if from_above == coefficient.is_negative() {
            Side::High
        } else {
            Side::Low
        };
        let end = end_of(state, other, side)?;
        let settled = facts
            .get(other)
            .is_some_and(|fact| fact.taken == end.value && !end.strict);
        premises.push(if settled {
            Premise::Value(other)
        } else {
            Premise::Bound(other, side)
        });
        strict |= end.strict;
        others = add(&others, &mul(&coefficient, &end.value)?)?;
    }
    let rest = sub(&limit.value, &others)?;
    Some((End { value: rest, strict }, premises))
}
