//! The smallest conflict within a conflict.

use super::{Outcome, System, propagate};

/// More constraints than this are not minimised one by one.
const LIMIT: usize = 200;

/// Drops constraints from `conflict` until every one of them is needed: without any one, the rest
/// agree as far as can be told.
pub(crate) fn minimal_conflict(system: &System, conflict: Vec<u32>) -> Vec<u32> {
    if conflict.len() > LIMIT {
        return conflict;
    }
    let mut kept = conflict;
    let mut at = 0;
    while at < kept.len() {
        let mut without = kept.clone();
        let dropped = without.remove(at);
        match propagate(system, &without).outcome {
            // A smaller conflict may leave out even more.
            Outcome::Conflict(smaller) => kept.retain(|c| *c != dropped && smaller.contains(c)),
            Outcome::Open => at = at.saturating_add(1),
        }
    }
    kept
}
