//! Floors that the sum they stand in leaves no room for.

use super::case::Case;
use super::judge::Judge;
use super::rational::{Rational, add, sub, whole};
use super::statement::{Content, ExactFloor, Statements};
use super::view::StatementRef;
use super::violation::{Admissible, Violation, ViolationKind};

impl Judge<'_> {
    /// Floors that are the only ones in a sum of which all else is exact, and do not make it up. Looked at last:
    /// where another figure of the sum was found wrong, the sum says nothing.
    pub(super) fn exact_floors(&mut self, statements: &Statements) {
        for exact in &statements.exact_floors {
            self.exact_floor(statements, exact);
        }
    }

    fn exact_floor(&mut self, statements: &Statements, exact: &ExactFloor) -> Option<()> {
        let at = |index: usize| StatementRef {
            notice: self.notice,
            index,
        };
        let mut conflict: Vec<StatementRef> =
            exact.values.iter().copied().chain([exact.sum]).map(at).collect();
        if conflict.iter().any(|reference| self.is_doubtful(*reference)) {
            return None;
        }
        let value = |index: usize| match &statements.all.get(index)?.content {
            Content::Value { value, .. } => Some(*value),
            _ => None,
        };
        let (&all, parts) = exact.values.split_first()?;
        let total: Rational = parts
            .iter()
            .try_fold(whole(0), |sum, &part| add(&sum, &value(part)?))?;
        let off = sub(&value(all)?, &total)?;
        if off == whole(0) {
            return None;
        }
        let needed = add(&value(exact.floor)?, &off)?;
        let Content::Value { measurand, .. } = &statements.all.get(exact.floor)?.content else {
            return None;
        };
        let binding = conflict.iter().all(|reference| {
            let statement = statements.all.get(reference.index);
            statement.is_some_and(|statement| statement.force.is_binding())
        });
        let figure = at(exact.floor);
        conflict.sort_unstable();
        self.found.push(Violation {
            kind: ViolationKind::Sum,
            figure,
            mends: needed >= whole(0),
            measurand: Some(measurand.clone()),
            admissible: Admissible {
                low: Some((needed, false)),
                high: Some((needed, false)),
            },
            conflict,
            derivation: Vec::new(),
            case: Case::default(),
            totals: None,
            binding,
        });
        Some(())
    }
}
