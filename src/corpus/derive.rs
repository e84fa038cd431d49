//! The steps by which a value follows.

use rustc_hash::FxHashMap;

use super::key::Measurand;
use super::rational::Rational;
use super::statement::{Content, Statement};
use super::system::{Propagation, Variable};
use super::view::{Origin, StatementRef, View};
use super::violation::Deduction;

/// The steps by which the ranges of `variables` follow.
pub(super) fn derive(view: &View<'_>, state: &Propagation, variables: &[Variable]) -> Vec<Deduction> {
    let mut ids = Vec::new();
    let mut waiting: Vec<_> = variables
        .iter()
        .flat_map(|&variable| [state.low(variable), state.high(variable)])
        .flatten()
        .collect();
    while let Some(id) = waiting.pop() {
        if !ids.contains(&id) {
            ids.push(id);
            waiting.extend(
                state
                    .bound(id)
                    .map(|bound| state.rests_on(bound).to_vec())
                    .unwrap_or_default(),
            );
        }
    }
    ids.sort_unstable();
    let mut steps: Vec<Deduction> = Vec::new();
    // The allowance for rounding is no step of the reckoning: values are worked out anew without it, and
    // with them whether they are settled.
    let mut exact: FxHashMap<super::system::BoundId, (Rational, bool)> = FxHashMap::default();
    for id in ids {
        let Some(bound) = state.bound(id) else { continue };
        let mut settled = state.value(bound.variable) == Some(bound.end.value);
        let mut value = bound.end.value;
        exact.insert(id, (value, settled));
        let Some(meta) = view.origin(bound.constraint) else {
            continue;
        };
        let Some((measurand, case)) = view.variables.get(bound.variable.index()) else {
            continue;
        };
        let by = match meta.origin {
            Origin::Stated(reference) => Some(reference),
            Origin::Tree => None,
            Origin::NotNegative => continue,
        };
        let Some(constraint) = view.system.constraint(bound.constraint) else {
            continue;
        };
        let own = constraint
            .terms
            .iter()
            .find(|(_, known)| *known == bound.variable)
            .map(|(c, _)| *c);
        let mut from = Vec::new();
        let mut all_settled = true;
        let mut moved = Some(super::rational::whole(0));
        for (coefficient, other) in constraint
            .terms
            .iter()
            .filter(|(_, known)| *known != bound.variable)
        {
            let used = state
                .rests_on(bound)
                .iter()
                .filter_map(|&id| Some((id, state.bound(id)?)))
                .find(|(_, used)| used.variable == *other);
            if let (Some((id, used)), Some((measurand, _)), Some(own)) =
                (used, view.variables.get(other.index()), own)
                && let Some(ratio) = super::rational::div(coefficient, &-own)
            {
                let (worked_out, settled) = exact.get(&id).copied().unwrap_or((used.end.value, false));
                all_settled &= settled;
                moved = moved.and_then(|moved| {
                    let by = super::rational::sub(&worked_out, &used.end.value)?;
                    super::rational::add(&moved, &super::rational::mul(&ratio, &by)?)
                });
                from.push((ratio, measurand.clone(), worked_out));
            }
        }
        let statement = by.and_then(|by| Some((by, view.corpus.statement(by)?)));
        let share = match statement {
            Some((
                reference,
                Statement {
                    content:
                        Content::Share {
                            part, whole, share, ..
                        },
                    ..
                },
            )) => {
                if from.is_empty()
                    && part == measurand
                    && let Some(floor) = floor_beside(view, reference, whole)
                {
                    from.push((*share, whole.clone(), floor));
                    all_settled = false;
                }
                true
            }
            _ => false,
        };
        if share && !from.is_empty() {
            let product = from
                .iter()
                .try_fold(super::rational::whole(0), |sum, (ratio, _, value)| {
                    super::rational::add(&sum, &super::rational::mul(ratio, value)?)
                });
            if let Some(product) = product {
                value = product;
                settled |= all_settled;
            }
        } else if let Some(moved) = moved.and_then(|moved| super::rational::add(&value, &moved)) {
            value = moved;
            settled |= !from.is_empty() && all_settled && constraint.low == constraint.high;
        }
        exact.insert(id, (value, settled));
        let step = Deduction {
            measurand: measurand.clone(),
            case: view.cases.get(*case).cloned().unwrap_or_default(),
            value,
            bound: (!settled).then_some(bound.low),
            by,
            from,
        };
        let said = steps.iter().any(|known| {
            known.measurand == step.measurand
                && known.case == step.case
                && known.value == step.value
                && known.by == step.by
        });
        if !said {
            steps.push(step);
        }
    }
    steps.reverse();
    steps
}

/// The floor for `whole` that the notice of a share sets.
pub(super) fn floor_beside(view: &View<'_>, share: StatementRef, whole: &Measurand) -> Option<Rational> {
    let statements = view.corpus.statements(share.notice)?;
    statements
        .all
        .iter()
        .find_map(|statement| match &statement.content {
            Content::Value {
                measurand,
                relation,
                value,
                ..
            } if measurand == whole
                && matches!(
                    relation,
                    crate::notice::Relation::AtLeast | crate::notice::Relation::Reaches
                ) =>
            {
                Some(*value)
            }
            _ => None,
        })
}
