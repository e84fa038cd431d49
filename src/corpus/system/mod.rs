//! Linear constraints over quantities, and what they determine.
//!
//! A [`System`] holds variables and constraints `low ≤ Σ c·x ≤ high`. [`propagate`] narrows the range
//! of every variable as far as single constraints allow and keeps for each bound the constraint and
//! the earlier bounds it follows from; equalities that leave variables open are then eliminated
//! exactly. Either yields a conflict with the constraints that cause it.

mod bounds;
mod conflict;
mod eliminate;
mod propagate;
mod shortest;

pub(crate) use bounds::{Bounds, Premise, Side, bound_chains};
pub(crate) use conflict::minimal_conflict;
pub(crate) use propagate::{BoundId, Outcome, Propagation, propagate};
pub(crate) use shortest::{By, Facts, Measure, settle};

use super::rational::Rational;

/// A variable of a [`System`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Variable(pub(crate) u32);

impl Variable {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    /// Where.
    pub(crate) value: Rational,
    /// Whether the value itself is excluded.
    pub(crate) strict: bool,
}

impl End {
    pub(crate) fn at(value: Rational) -> Self {
        End { value, strict: false }
    }

    pub(crate) fn beyond(value: Rational) -> Self {
        End { value, strict: true }
    }
}

/// `low ≤ Σ coefficient × variable ≤ high`.
#[derive(Debug, Clone)]
pub(crate) struct Constraint {
    pub(crate) terms: Vec<(Rational, Variable)>,
    pub(crate) low: Option<End>,
    pub(crate) high: Option<End>,
    /// What the owner of the system knows it by.
    pub(crate) tag: u32,
}

impl Constraint {
    /// The one value that the sum of the terms has, if there is one.
    pub(crate) fn equal(&self) -> Option<Rational> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high && !low.strict => Some(low.value),
            _ => None,
        }
    }
}

/// Variables are numbered from 0 to `variables`.
#[derive(Debug, Clone, Default)]
pub(crate) struct System {
    pub(crate) variables: u32,
    pub(crate) constraints: Vec<Constraint>,
}

impl System {
    pub(crate) fn constraint(&self, index: u32) -> Option<&Constraint> {
        self.constraints.get(index as usize)
    }
}
