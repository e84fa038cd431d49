//! What a notice asks of those below it, one mandate a row.
//!
//! Clauses that share one phrase are one mandate: 2023年底不少于70%的统筹地区开展实际付费 is a share and a
//! deadline, asked at once. Everything else is a mandate of its own.

use rustc_hash::FxHashMap;

use super::key::ItemKey;
use super::statement::{Content, Statement};
use super::{Corpus, NoticeId};
use crate::notice::{Clause, Form, Relation, TimeLimit};
use crate::source::Span;

/// Clauses of one notice that ask one thing of those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Whose.
    pub notice: NoticeId,
    /// Indices of its clauses, in order; at least one.
    pub clauses: Vec<usize>,
}

impl Corpus {
    /// What a notice may ask of those below it, in its own order: everything that it states but citations,
    /// abbreviations, what it says of which group a place belongs to, and what its reading is not sure of.
    pub fn mandates(&self, notice: NoticeId) -> Vec<Mandate> {
        let Some(entry) = self.get(notice) else {
            return Vec::new();
        };
        let mut mandates: Vec<Mandate> = Vec::new();
        let mut by_phrase: FxHashMap<&str, usize> = FxHashMap::default();
        let mut last: Option<(Span, usize)> = None;
        for (index, clause) in entry.notice.sure_clauses() {
            if matches!(clause.form, Form::Cite(_) | Form::Alias(_) | Form::Classify(_)) {
                continue;
            }
            let next = mandates.len();
            let same = if self.is_demand_clause(notice, index, clause) {
                match clause.evidence.as_ref().filter(|_| !entry.is_text()) {
                    Some(evidence) => match by_phrase.entry(evidence.text.as_str()) {
                        std::collections::hash_map::Entry::Occupied(known) => Some(*known.get()),
                        std::collections::hash_map::Entry::Vacant(slot) => {
                            slot.insert(next);
                            None
                        }
                    },
                    // A text is its own evidence: words that both rest on are one phrase.
                    None => {
                        let known = last
                            .filter(|(span, _)| span.overlaps(clause.span))
                            .map(|(_, at)| at);
                        last = Some((clause.span, known.unwrap_or(next)));
                        known
                    }
                }
            } else {
                None
            };
            match same.and_then(|at| mandates.get_mut(at)) {
                Some(mandate) => mandate.clauses.push(index),
                None => mandates.push(Mandate {
                    notice,
                    clauses: vec![index],
                }),
            }
        }
        mandates
    }

    /// Whether a clause asks for something that is to be said below as well.
    fn is_demand_clause(&self, notice: NoticeId, index: usize, clause: &Clause) -> bool {
        is_deadline(clause)
            || self
                .statements(notice)
                .is_some_and(|statements| statements.of_clause(index).any(|(_, one)| is_demand(one)))
    }
}

/// Whether a clause sets a binding deadline. Only a deadline asks for something to be done; a start holds by
/// itself.
pub(super) fn is_deadline(clause: &Clause) -> bool {
    clause.force.is_binding()
        && matches!(&clause.form, Form::Date(action) if matches!(action.limit, TimeLimit::Before(_)))
}

/// Whether a statement asks for a value or for not falling behind; what only says how things are
/// shared out or reckoned is answered by the arithmetic.
pub(super) fn is_demand(statement: &Statement) -> bool {
    match &statement.content {
        Content::Value { measurand, .. } => measurand.bearer.is_none(),
        Content::Equation { relation, .. } => matches!(relation, Relation::AtLeast | Relation::AtMost),
        Content::Share { .. } | Content::Nothing { .. } => false,
    }
}

/// The item that a statement is about.
pub(super) fn demanded(statement: &Statement) -> Option<&ItemKey> {
    match &statement.content {
        Content::Value { measurand, .. } => Some(&measurand.item),
        Content::Equation { terms, .. } => terms.first().map(|(_, measurand, _)| &measurand.item),
        Content::Share { whole, .. } => Some(&whole.item),
        Content::Nothing { .. } => None,
    }
}
