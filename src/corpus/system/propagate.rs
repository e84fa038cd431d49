//! Narrowing ranges.

use std::collections::VecDeque;

use num_traits::{Signed, Zero};

use super::super::rational::{Rational, add, div, mul, sub, whole};
use super::{End, System, Variable, eliminate};

/// A bound found on the way; indexes the trail of a [`Propagation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BoundId(u32);

/// One bound of one variable, and what it follows from.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) variable: Variable,
    /// Whether it bounds from below.
    pub(crate) low: bool,
    pub(crate) end: End,
    /// Index of the constraint that gives it.
    pub(crate) constraint: u32,
    /// The earlier bounds that it rests on, within [`Propagation::from`].
    from: (u32, u32),
}

/// What propagation came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No contradiction was found.
    Open,
    /// These constraints (by index) cannot hold together.
    Conflict(Vec<u32>),
}

/// The ranges after propagation.
#[derive(Debug, Clone)]
pub(crate) struct Propagation {
    trail: Vec<Bound>,
    /// What the bounds of the trail rest on, one after another.
    from: Vec<BoundId>,
    /// The first variable that the constraints speak of; bounds are kept from there on.
    first: u32,
    low: Vec<Option<BoundId>>,
    high: Vec<Option<BoundId>>,
    pub(crate) outcome: Outcome,
    /// Whether no bound can be narrowed further; false where that would take too many rounds.
    pub(crate) complete: bool,
}

/// How often a constraint may be looked at, on average; keeps slowly converging systems finite.
const ROUNDS: usize = 60;

/// Propagates the constraints with the indices `chosen`.
pub(crate) fn propagate(system: &System, chosen: &[u32]) -> Propagation {
    // The constraints of one case stand together, and so do its variables: only their span is kept.
    let spoken = || {
        chosen
            .iter()
            .filter_map(|&index| system.constraint(index))
            .flat_map(|constraint| constraint.terms.iter().map(|(_, variable)| variable.0))
    };
    let first = spoken().min().unwrap_or(0);
    let count = spoken()
        .max()
        .map_or(0, |last| last.saturating_sub(first).saturating_add(1)) as usize;
    let first_constraint = chosen.iter().copied().min().unwrap_or(0);
    let constraints = chosen
        .iter()
        .copied()
        .max()
        .map_or(0, |last| last.saturating_sub(first_constraint).saturating_add(1))
        as usize;
    let at = |constraint: u32| constraint.saturating_sub(first_constraint) as usize;
    let mut state = Propagation {
        trail: Vec::with_capacity(chosen.len()),
        from: Vec::new(),
        first,
        low: vec![None; count],
        high: vec![None; count],
        outcome: Outcome::Open,
        complete: true,
    };
    let watching = Watching::new(system, chosen, &state, count);
    let mut queue: VecDeque<u32> = VecDeque::with_capacity(chosen.len());
    let mut queued = vec![false; constraints];
    // Plain values first: every derivation then begins with what is stated.
    for plain in [true, false] {
        for &index in chosen {
            let Some(constraint) = system.constraint(index) else {
                continue;
            };
            if (constraint.terms.len() <= 1) != plain {
                continue;
            }
            queue.push_back(index);
            if let Some(flag) = queued.get_mut(at(index)) {
                *flag = true;
            }
        }
    }
    let mut left = chosen.len().saturating_mul(ROUNDS).saturating_add(100);
    let mut changed = Vec::new();
    while let Some(index) = queue.pop_front() {
        if let Some(flag) = queued.get_mut(at(index)) {
            *flag = false;
        }
        left = left.saturating_sub(1);
        if left == 0 {
            state.complete = false;
            break;
        }
        changed.clear();
        if let Some(conflict) = state.tighten(system, index, &mut changed) {
            state.outcome = Outcome::Conflict(conflict);
            return state;
        }
        for variable in &changed {
            for &watcher in watching.of(state.slot(*variable)) {
                if let Some(flag) = queued.get_mut(at(watcher))
                    && !*flag
                {
                    *flag = true;
                    queue.push_back(watcher);
                }
            }
        }
    }
    if let Some(conflict) = eliminate::conflict(system, chosen, &state) {
        state.outcome = Outcome::Conflict(conflict);
    }
    state
}

/// Which constraints speak of a variable among others, for all variables in one list.
struct Watching {
    /// Where the constraints of each variable end.
    ends: Vec<u32>,
    constraints: Vec<u32>,
}

impl Watching {
    fn new(system: &System, chosen: &[u32], state: &Propagation, count: usize) -> Self {
        let links = || {
            chosen
                .iter()
                .filter_map(|&index| Some((index, &system.constraint(index)?.terms)))
                .filter(|(_, terms)| terms.len() > 1)
                .flat_map(|(index, terms)| {
                    terms
                        .iter()
                        .map(move |(_, variable)| (index, state.slot(*variable)))
                })
        };
        let mut ends = vec![0u32; count];
        let mut all = 0usize;
        for (_, slot) in links() {
            if let Some(end) = ends.get_mut(slot) {
                *end = end.saturating_add(1);
                all = all.saturating_add(1);
            }
        }
        // From how many there are to where they begin; filling moves each beginning to its end.
        let mut sum = 0u32;
        for end in &mut ends {
            let many = std::mem::replace(end, sum);
            sum = sum.saturating_add(many);
        }
        let mut constraints = vec![0u32; all];
        for (index, slot) in links() {
            if let Some(end) = ends.get_mut(slot) {
                if let Some(place) = constraints.get_mut(*end as usize) {
                    *place = index;
                }
                *end = end.saturating_add(1);
            }
        }
        Watching { ends, constraints }
    }

    fn of(&self, slot: usize) -> &[u32] {
        let end = self.ends.get(slot).copied().unwrap_or(0) as usize;
        let start = slot
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |start| *start as usize);
        self.constraints.get(start..end).unwrap_or_default()
    }
}

/// The sum of the least (or greatest) contributions of all terms but some.
struct Activity {
    sum: Rational,
    open: usize,
    strict: usize,
}

impl Propagation {
    pub(crate) fn bound(&self, id: BoundId) -> Option<&Bound> {
        self.trail.get(id.0 as usize)
    }

    /// The earlier bounds that a bound rests on.
    pub(crate) fn rests_on(&self, bound: &Bound) -> &[BoundId] {
        let (start, end) = bound.from;
        self.from.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Where the bounds of a variable are kept.
    fn slot(&self, variable: Variable) -> usize {
        variable
            .0
            .checked_sub(self.first)
            .map_or(usize::MAX, |slot| slot as usize)
    }

    pub(crate) fn low(&self, variable: Variable) -> Option<BoundId> {
        self.low.get(self.slot(variable)).copied().flatten()
    }

    pub(crate) fn high(&self, variable: Variable) -> Option<BoundId> {
        self.high.get(self.slot(variable)).copied().flatten()
    }

    pub(crate) fn low_end(&self, variable: Variable) -> Option<End> {
        self.low(variable)
            .and_then(|id| self.bound(id))
            .map(|bound| bound.end)
    }

    pub(crate) fn high_end(&self, variable: Variable) -> Option<End> {
        self.high(variable)
            .and_then(|id| self.bound(id))
            .map(|bound| bound.end)
    }

    /// The one value that the variable can have.
    pub(crate) fn value(&self, variable: Variable) -> Option<Rational> {
        match (self.low_end(variable), self.high_end(variable)) {
            (Some(low), Some(high)) if low.value == high.value && !low.strict && !high.strict => {
                Some(low.value)
            }
            _ => None,
        }
    }

    /// All constraints that the bounds `ids` rest on.
    pub(crate) fn reasons(&self, ids: impl IntoIterator<Item = BoundId>) -> Vec<u32> {
        let mut seen = vec![false; self.trail.len()];
        let mut waiting: Vec<BoundId> = ids.into_iter().collect();
        let mut constraints = Vec::new();
        while let Some(id) = waiting.pop() {
            let Some(flag) = seen.get_mut(id.0 as usize) else {
                continue;
            };
            if std::mem::replace(flag, true) {
                continue;
            }
            if let Some(bound) = self.bound(id) {
                constraints.push(bound.constraint);
                waiting.extend(self.rests_on(bound));
            }
        }
        constraints.sort_unstable();
        constraints.dedup();
        constraints
    }

    /// Narrows the variables of one constraint; returns a conflict if a range becomes empty.
    fn tighten(&mut self, system: &System, index: u32, changed: &mut Vec<Variable>) -> Option<Vec<u32>> {
        let constraint = system.constraint(index)?;
        if constraint.terms.is_empty() {
            let zero = whole(0);
            let fails_low = constraint
                .low
                .is_some_and(|end| end.value > zero || (end.strict && end.value == zero));
            let fails_high = constraint
                .high
                .is_some_and(|end| end.value < zero || (end.strict && end.value == zero));
            return (fails_low || fails_high).then(|| vec![index]);
        }
        // x·c ≥ low − (greatest of the others); x·c ≤ high − (least of the others).
        for (end, least) in [(constraint.high, true), (constraint.low, false)] {
            let Some(end) = end else { continue };
            let Some(activity) = self.activity(&constraint.terms, least) else {
                continue;
            };
            if activity.open > 1 {
                continue;
            }
            for &(coefficient, variable) in &constraint.terms {
                let own = self.contribution(coefficient, variable, least);
                let (others, others_strict) = match own {
                    Some((value, strict)) => {
                        if activity.open > 0 {
                            continue;
                        }
                        let Some(rest) = sub(&activity.sum, &value) else {
                            continue;
                        };
                        (rest, activity.strict > usize::from(strict))
                    }
                    None => (activity.sum, activity.strict > 0),
                };
                let Some(bound) = sub(&end.value, &others).and_then(|room| div(&room, &coefficient)) else {
                    continue;
                };
                let new = End {
                    value: bound,
                    strict: end.strict || others_strict,
                };
                let low = least == coefficient.is_negative();
                if let Some(conflict) = self.set(system, index, variable, low, new, least, changed) {
                    return Some(conflict);
                }
            }
        }
        None
    }

    fn reasons_so_far(&self) -> u32 {
        u32::try_from(self.from.len()).unwrap_or(u32::MAX)
    }

    fn contribution(
        &self,
        coefficient: Rational,
        variable: Variable,
        least: bool,
    ) -> Option<(Rational, bool)> {
        let end = if least != coefficient.is_negative() {
            self.low_end(variable)
        } else {
            self.high_end(variable)
        }?;
        mul(&coefficient, &end.value).map(|value| (value, end.strict))
    }

    fn activity(&self, terms: &[(Rational, Variable)], least: bool) -> Option<Activity> {
        let mut activity = Activity {
            sum: Rational::zero(),
            open: 0,
            strict: 0,
        };
        for &(coefficient, variable) in terms {
            match self.contribution(coefficient, variable, least) {
                Some((value, strict)) => {
                    activity.sum = add(&activity.sum, &value)?;
                    activity.strict = activity.strict.saturating_add(usize::from(strict));
                }
                None => {
                    activity.open = activity.open.saturating_add(1);
                    // With two open terms nothing follows for either.
                    if activity.open > 1 {
                        break;
                    }
                }
            }
        }
        Some(activity)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one step of the inner loop, kept in one place"
    )]
    fn set(
        &mut self,
        system: &System,
        index: u32,
        variable: Variable,
        low: bool,
        new: End,
        least: bool,
        changed: &mut Vec<Variable>,
    ) -> Option<Vec<u32>> {
        let old = if low {
            self.low_end(variable)
        } else {
            self.high_end(variable)
        };
        let better = old.is_none_or(|old| {
            let beyond = if low {
                new.value > old.value
            } else {
                new.value < old.value
            };
            beyond || (new.value == old.value && new.strict && !old.strict)
        });
        if !better {
            return None;
        }
        let constraint = system.constraint(index)?;
        let start = self.reasons_so_far();
        for &(coefficient, other) in constraint.terms.iter().filter(|(_, other)| *other != variable) {
            let id = if least != coefficient.is_negative() {
                self.low(other)
            } else {
                self.high(other)
            };
            self.from.extend(id);
        }
        let from = (start, self.reasons_so_far());
        let id = BoundId(u32::try_from(self.trail.len()).unwrap_or(u32::MAX));
        self.trail.push(Bound {
            variable,
            low,
            end: new,
            constraint: index,
            from,
        });
        let at = self.slot(variable);
        let slot = if low {
            self.low.get_mut(at)
        } else {
            self.high.get_mut(at)
        };
        if let Some(slot) = slot {
            *slot = Some(id);
        }
        changed.push(variable);
        let (low_end, high_end) = (self.low_end(variable)?, self.high_end(variable)?);
        let empty = low_end.value > high_end.value
            || (low_end.value == high_end.value && (low_end.strict || high_end.strict));
        empty.then(|| self.reasons([self.low(variable), self.high(variable)].into_iter().flatten()))
    }
}
