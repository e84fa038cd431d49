//! What the authority says now that the supposed statement takes the place of.

use crate::corpus::{Content, Corpus, EquationKind, Measurand, NoticeId, Statement};
use crate::notice::Form;
use crate::source::Span;
use crate::vocabulary::RegionId;

use super::statement::Supposed;

/// Clauses that do not hold once the statement does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replaced {
    /// They speak of the same quantity.
    pub same: Vec<Span>,
    /// They bind it to other figures of the authority, which would have to change with it: its total, its parts,
    /// its increase over the year before.
    pub bound: Vec<Span>,
}

/// Finds them among the notices of `region` for `years`.
pub(super) fn replaced(corpus: &Corpus, region: RegionId, years: &[u16], supposed: &Supposed) -> Replaced {
    let mut replaced = Replaced::default();
    for (id, entry) in corpus.entries() {
        let Some(own) = entry.years().filter(|_| entry.region == region) else {
            continue;
        };
        if years.contains(&own.last) {
            let by = i32::from(own.last).saturating_sub(i32::from(supposed.year));
            of_notice(corpus, id, supposed, by, &mut replaced);
        }
    }
    replaced.bound.retain(|span| !replaced.same.contains(span));
    replaced
}

fn of_notice(corpus: &Corpus, id: NoticeId, supposed: &Supposed, by: i32, out: &mut Replaced) {
    let (Some(entry), Some(statements)) = (corpus.get(id), corpus.statements(id)) else {
        return;
    };
    let clauses = &entry.notice.clauses;
    let add = |list: &mut Vec<Span>, clause: usize| {
        if let Some(clause) = clauses.get(clause)
            && !list.contains(&clause.span)
        {
            list.push(clause.span);
        }
    };
    if let Some((key, groups)) = &supposed.action {
        for action in corpus.actions(id) {
            if action.key == *key && action.groups == *groups {
                add(&mut out.same, action.clause);
            }
        }
    }
    let moved = |measurand: &Measurand| Measurand {
        year: measurand.year.saturating_add(by),
        ..measurand.clone()
    };
    for new in &supposed.statements {
        for own in &statements.all {
            if own.groups == new.groups && is_same(own, new, &moved) {
                add(&mut out.same, own.clause);
            }
        }
        let Content::Value { measurand, .. } = &new.content else {
            continue;
        };
        let measurand = moved(measurand);
        for own in &statements.all {
            let Content::Equation { terms, kind, .. } = &own.content else {
                continue;
            };
            if !terms.iter().any(|(_, term, _)| *term == measurand) {
                continue;
            }
            let whole = terms.first().map(|(_, whole, _)| whole);
            match kind {
                EquationKind::Delta => add(&mut out.bound, own.clause),
                EquationKind::Sum if whole == Some(&measurand) => {
                    // 640 = 512 + 128 names the parts of what is no longer 640.
                    let amounts = clauses
                        .get(own.clause)
                        .is_some_and(|clause| matches!(clause.form, Form::Sum { .. }));
                    if amounts {
                        add(&mut out.bound, own.clause);
                    }
                }
                EquationKind::Sum => {
                    for total in &statements.all {
                        if matches!(&total.content, Content::Value { measurand, .. } if Some(measurand) == whole)
                        {
                            add(&mut out.bound, total.clause);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_same(own: &Statement, new: &Statement, moved: &impl Fn(&Measurand) -> Measurand) -> bool {
    match (&own.content, &new.content) {
        (Content::Value { measurand: own, .. }, Content::Value { measurand, .. }) => *own == moved(measurand),
        (
            Content::Share {
                whole: own,
                part: own_part,
                ..
            },
            Content::Share { whole, part, .. },
        ) => *own == moved(whole) && *own_part == moved(part),
        (
            Content::Equation {
                terms: own,
                kind: own_kind,
                ..
            },
            Content::Equation { terms, kind, .. },
        ) => {
            own_kind == kind
                && *own_kind != EquationKind::Sum
                && own.len() == terms.len()
                && own
                    .iter()
                    .zip(terms)
                    .all(|((_, own, own_groups), (_, term, groups))| {
                        *own == moved(term) && own_groups == groups
                    })
        }
        _ => false,
    }
}
