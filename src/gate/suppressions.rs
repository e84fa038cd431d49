//! The suppressions that extracts state.

use crate::corpus::Corpus;
use crate::diagnostic::{Scope, Suppression};
use crate::parse::SuppressionComment;

/// Those that have an effect: with a reason, of rules that exist.
pub(super) fn of(corpus: &Corpus) -> Vec<Suppression> {
    corpus
        .reported()
        .flat_map(|(_, entry)| &entry.suppressions)
        .filter(|comment| !comment.reason.is_empty())
        .flat_map(one)
        .collect()
}

fn one(comment: &SuppressionComment) -> impl Iterator<Item = Suppression> {
    comment.rules.iter().filter_map(|(name, place)| {
        Some(Suppression {
            rule: crate::rules::rule(name)?.info().name,
            scope: Scope::Lines(comment.covers),
            place: *place,
        })
    })
}
