//! Families that need no system of constraints: values of whole items that plainly agree.
//!
//! Most items of a notice are rates and limits that stand alone. Where all that is said of them leaves
//! some value open for each, no case can hold a contradiction, and no constraints need be built.

use super::family::Family;
use super::judge::Judge;
use super::key::Measurand;
use super::rational::whole;
use super::statement::Content;
use super::system::End;
use super::view::{StatementRef, View, ends};

/// More quantities than this in one family are left to the system of constraints, which finds them by hash.
const LIMIT: usize = 32;

/// The values that are left open for one quantity.
struct Open<'c> {
    measurand: &'c Measurand,
    low: End,
    high: Option<End>,
}

impl Judge<'_> {
    /// Whether the family has nothing but values of whole items, and those of each quantity agree in
    /// whatever cases they hold.
    pub(super) fn values_agree(&self, family: &Family, above: &[StatementRef]) -> bool {
        let own = family.own.iter().map(|&index| StatementRef {
            notice: self.notice,
            index,
        });
        let mut open: Vec<Open<'_>> = Vec::new();
        for reference in own.chain(above.iter().copied()) {
            let Some(statement) = self.corpus.statement(reference) else {
                return false;
            };
            let Content::Value {
                measurand,
                relation,
                value,
                ..
            } = &statement.content
            else {
                return false;
            };
            if measurand.bearer.is_some() || statement.part.is_some() || open.len() > LIMIT {
                return false;
            }
            let relation = self
                .corpus
                .relation_seen_from(self.notice, reference, *relation, measurand);
            let (low, high) = ends(relation, *value);
            let known = open.iter().position(|known| known.measurand == measurand);
            let at = known.unwrap_or_else(|| {
                open.push(Open {
                    measurand,
                    // No amount is below nothing.
                    low: End::at(whole(0)),
                    high: None,
                });
                open.len().saturating_sub(1)
            });
            let Some(range) = open.get_mut(at) else {
                return false;
            };
            if let Some(low) = low
                && (low.value > range.low.value || (low.value == range.low.value && low.strict))
            {
                range.low = low;
            }
            if let Some(high) = high
                && range
                    .high
                    .is_none_or(|old| high.value < old.value || (high.value == old.value && high.strict))
            {
                range.high = Some(high);
            }
            let empty = range.high.is_some_and(|high| {
                range.low.value > high.value
                    || (range.low.value == high.value && (range.low.strict || high.strict))
            });
            if empty {
                return false;
            }
        }
        true
    }
}

impl View<'_> {
    /// Whether the constraints are all on one variable alone and leave it some value.
    pub(crate) fn is_plainly_open(&self, constraints: &[u32]) -> bool {
        let mut of = None;
        let (mut low, mut high): (Option<End>, Option<End>) = (None, None);
        for &index in constraints {
            let Some(constraint) = self.system.constraint(index) else {
                return false;
            };
            let [(coefficient, variable)] = constraint.terms.as_slice() else {
                return false;
            };
            if *coefficient != whole(1) || *of.get_or_insert(*variable) != *variable {
                return false;
            }
            low = low.into_iter().chain(constraint.low).reduce(|a, b| {
                let further = b.value > a.value || (b.value == a.value && b.strict);
                if further { b } else { a }
            });
            high = high.into_iter().chain(constraint.high).reduce(|a, b| {
                let further = b.value < a.value || (b.value == a.value && b.strict);
                if further { b } else { a }
            });
        }
        low.zip(high).is_none_or(|(low, high)| {
            low.value < high.value || (low.value == high.value && !low.strict && !high.strict)
        })
    }
}
