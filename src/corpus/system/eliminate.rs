//! Exact elimination of the equalities that propagation leaves open, such as two statements of one
//! increase over an unknown base.

use num_traits::Zero;

use super::super::rational::{Rational, div, mul, sub, whole};
use super::{Propagation, System, Variable};

/// More open equalities than this are not eliminated: the cost grows with their square.
const LIMIT: usize = 400;

/// More open equalities than this are not searched for what they determine together.
const JOINT_LIMIT: usize = 60;

/// `Σ terms = constant`, and the constraints it was made from.
struct Row {
    terms: Vec<(Rational, Variable)>,
    constant: Rational,
    from: Vec<u32>,
}

/// The constraints of a contradiction among the equalities with at least two open variables.
pub(super) fn conflict(system: &System, chosen: &[u32], state: &Propagation) -> Option<Vec<u32>> {
    let mut open: Vec<(u32, Rational)> = Vec::new();
    for &index in chosen {
        let constraint = system.constraint(index)?;
        let (Some(low), Some(high)) = (constraint.low, constraint.high) else {
            continue;
        };
        if constraint.terms.len() < 2 || low.value != high.value || low.strict || high.strict {
            continue;
        }
        let is_open = |(_, variable): &&(Rational, Variable)| state.value(*variable).is_none();
        if constraint.terms.iter().filter(is_open).nth(1).is_some() {
            open.push((index, low.value));
        }
    }
    // One alone contradicts nothing, and mostly there is none.
    if open.len() < 2 {
        return None;
    }
    let mut rows: Vec<Row> = Vec::with_capacity(open.len());
    for (index, value) in open {
        rows.extend(open_row(system, index, value, state));
    }
    if rows.len() < 2 || rows.len() > LIMIT {
        return None;
    }
    let mut pivots: Vec<Row> = Vec::new();
    for mut row in rows {
        for pivot in &pivots {
            row = reduce(row, pivot)?;
        }
        if row.terms.is_empty() {
            if !row.constant.is_zero() {
                row.from.sort_unstable();
                row.from.dedup();
                return Some(row.from);
            }
            continue;
        }
        pivots.push(row);
    }
    None
}

/// The constraint with its fixed variables taken to the other side; `None` if none or one is open.
fn open_row(system: &System, index: u32, value: Rational, state: &Propagation) -> Option<Row> {
    let constraint = system.constraint(index)?;
    let mut row = Row {
        terms: Vec::new(),
        constant: value,
        from: vec![index],
    };
    let mut fixed = Vec::new();
    for &(coefficient, variable) in &constraint.terms {
        match state.value(variable) {
            Some(known) => {
                row.constant = sub(&row.constant, &mul(&coefficient, &known)?)?;
                fixed.extend(state.low(variable));
                fixed.extend(state.high(variable));
            }
            None => row.terms.push((coefficient, variable)),
        }
    }
    if row.terms.len() < 2 {
        return None;
    }
    row.terms.sort_unstable_by_key(|(_, variable)| *variable);
    row.from.extend(state.reasons(fixed));
    Some(row)
}

/// Takes the leading variable of `pivot` out of `row`; `None` where a number cannot be held.
fn reduce(mut row: Row, pivot: &Row) -> Option<Row> {
    let Some(&(lead, variable)) = pivot.terms.first() else {
        return Some(row);
    };
    let Some(&(coefficient, _)) = row.terms.iter().find(|(_, own)| *own == variable) else {
        return Some(row);
    };
    let factor = div(&coefficient, &lead)?;
    for &(other, variable) in &pivot.terms {
        let change = mul(&factor, &other)?;
        match row.terms.iter_mut().find(|(_, own)| *own == variable) {
            Some((own, _)) => *own = sub(own, &change)?,
            None => row.terms.push((sub(&whole(0), &change)?, variable)),
        }
    }
    row.terms.retain(|(coefficient, _)| !coefficient.is_zero());
    row.terms.sort_unstable_by_key(|(_, variable)| *variable);
    row.constant = sub(&row.constant, &mul(&factor, &pivot.constant)?)?;
    row.from.extend_from_slice(&pivot.from);
    row.from.sort_unstable();
    row.from.dedup();
    Some(row)
}

/// The open variables that the equalities `chosen` determine together, each with its value and the fewest of
/// these equalities that do so as far as can be told by leaving one out at a time. `known` variables count as
/// numbers.
pub(super) fn determined(
    system: &System,
    chosen: &[u32],
    known: &dyn Fn(Variable) -> Option<Rational>,
) -> Vec<(Variable, Rational, Vec<u32>)> {
    if chosen.len() < 2 || chosen.len() > JOINT_LIMIT {
        return Vec::new();
    }
    let solved = solve(system, chosen, known).unwrap_or_default();
    let mut found = Vec::with_capacity(solved.len());
    for (variable, value, from) in solved {
        let again = |kept: &[u32]| {
            let solved = solve(system, kept, known)?;
            let (_, value, from) = solved.into_iter().find(|(other, ..)| *other == variable)?;
            Some((value, from))
        };
        let (mut value, mut kept) = (value, from);
        let mut at = 0;
        while at < kept.len() {
            let mut without = kept.clone();
            without.remove(at);
            match again(&without) {
                Some((other, from)) => (value, kept) = (other, from),
                None => at = at.saturating_add(1),
            }
        }
        found.push((variable, value, kept));
    }
    found
}

/// Reduces the equalities fully; the rows that are left with one variable, with what they were made from.
fn solve(
    system: &System,
    chosen: &[u32],
    known: &dyn Fn(Variable) -> Option<Rational>,
) -> Option<Vec<(Variable, Rational, Vec<u32>)>> {
    let mut pivots: Vec<Row> = Vec::new();
    for &index in chosen {
        let constraint = system.constraint(index)?;
        let mut row = Row {
            terms: Vec::new(),
            constant: constraint.equal()?,
            from: vec![index],
        };
        for &(coefficient, variable) in &constraint.terms {
            match known(variable) {
                Some(value) => row.constant = sub(&row.constant, &mul(&coefficient, &value)?)?,
                None => row.terms.push((coefficient, variable)),
            }
        }
        row.terms.sort_unstable_by_key(|(_, variable)| *variable);
        for pivot in &pivots {
            row = reduce(row, pivot)?;
        }
        if row.terms.is_empty() {
            continue;
        }
        for pivot in &mut pivots {
            let own = std::mem::replace(
                pivot,
                Row {
                    terms: Vec::new(),
                    constant: whole(0),
                    from: Vec::new(),
                },
            );
            *pivot = reduce(own, &row)?;
        }
        pivots.push(row);
    }
    let mut solved = Vec::new();
    for mut row in pivots {
        if let [(coefficient, variable)] = row.terms.as_slice() {
            row.from.sort_unstable();
            row.from.dedup();
            solved.push((*variable, div(&row.constant, coefficient)?, row.from));
        }
    }
    Some(solved)
}
