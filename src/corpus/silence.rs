//! What is asked from above and not answered.

use super::NoticeId;
use super::answers::{Answers, Said};
use super::duty::{ClauseRef, Duties, Meeting, Silence};
use super::key::GroupKey;
use super::mandates::{demanded, is_deadline, is_demand};
use super::misread::misread;
use super::statement::{Content, Statement};
use crate::notice::Form;
use crate::vocabulary::Level;

/// What there is in answer to something that is asked.
#[derive(Debug, Clone)]
pub(super) enum Reply<'c> {
    /// It is said here.
    Said(Vec<Said<'c>>),
    /// The notice leaves it to others to settle.
    Left(ClauseRef),
    /// Nothing.
    Nothing,
}

impl Reply<'_> {
    fn is_given(&self) -> bool {
        !matches!(self, Reply::Nothing)
    }
}

impl Meeting<'_> {
    /// The mandates of the notices that this one cites as its basis, and what was left to it to settle.
    pub(super) fn silences(&self, duties: &mut Duties) {
        let Some(entry) = self.corpus.get(self.id) else {
            return;
        };
        let header = &entry.notice.header;
        let ancestors = self.corpus.ancestors(self.id);
        let resolve = |number: &crate::notice::NoticeNumber| {
            self.corpus.by_number(number).filter(|notice| *notice != self.id)
        };
        let mut cited: Vec<NoticeId> = header.basis.iter().filter_map(resolve).collect();
        cited.dedup();
        let mut answers = None;
        for &notice in cited.iter().filter(|notice| ancestors.contains(notice)) {
            self.silent_on(
                notice,
                answers.get_or_insert_with(|| Answers::new(self.corpus, self.id)),
                duties,
            );
        }
        for notice in cited
            .into_iter()
            .chain(self.corpus.forwarded(self.id).iter().copied())
        {
            self.delegations(notice, duties);
        }
    }

    fn silent_on(&self, notice: NoticeId, answers: &Answers<'_>, duties: &mut Duties) {
        for mandate in self.corpus.mandates(notice) {
            let asked: Vec<(usize, Reply<'_>)> = mandate
                .clauses
                .iter()
                .filter_map(|&clause| Some((clause, self.reply(answers, ClauseRef { notice, clause })?)))
                .collect();
            // Clauses that share one phrase are one mandate: an answer to part of it is no silence.
            let Some((first, _)) = asked.first() else { continue };
            if asked.iter().any(|(_, reply)| reply.is_given()) {
                continue;
            }
            let first = ClauseRef {
                notice,
                clause: *first,
            };
            let spoken = asked.iter().any(|(clause, _)| {
                let mandate = ClauseRef {
                    notice,
                    clause: *clause,
                };
                self.corpus
                    .clause(mandate)
                    .is_some_and(|clause| misread(self.corpus, self.id, clause))
            });
            if spoken {
                duties.misread.push(first);
            } else {
                duties.silences.push(Silence {
                    mandate: first,
                    delegated: false,
                });
            }
        }
    }

    /// What answers a clause that asks for something to be said below; nothing where it asks for nothing, or
    /// not of this notice.
    pub(super) fn reply<'c>(&self, answers: &Answers<'c>, mandate: ClauseRef) -> Option<Reply<'c>> {
        let corpus = self.corpus;
        let notice = mandate.notice;
        let (clause, statements) = (corpus.clause(mandate)?, corpus.statements(notice)?);
        let top = corpus.level(notice);
        let mut reply: Option<Reply<'c>> = None;
        let mut hear = |next: Reply<'c>| match &reply {
            Some(known) if known.is_given() && !next.is_given() => {}
            Some(Reply::Said(_)) => {}
            _ => reply = Some(next),
        };
        for (_, statement) in statements.of_clause(mandate.clause) {
            if !statement.force.is_binding() || !is_demand(statement) {
                continue;
            }
            let Some(item) = demanded(statement) else {
                continue;
            };
            if !self.concerned(notice, &statement.groups) {
                continue;
            }
            let said = answers
                .on_item(top, item, &statement.groups)
                .map(|said| vec![said])
                .or_else(|| answers.on_parts(top, statements, item));
            hear(match (said, answers.left_open(item)) {
                (Some(said), _) => Reply::Said(said),
                (None, Some(to)) => Reply::Left(to),
                (None, None) => Reply::Nothing,
            });
        }
        if is_deadline(clause)
            && let Some(action) = corpus
                .actions(notice)
                .iter()
                .find(|action| action.clause == mandate.clause)
            && self.concerned(notice, &action.groups)
        {
            let said = answers.on_action(top, &action.key);
            hear(said.map_or(Reply::Nothing, |said| Reply::Said(vec![said])));
        }
        if let Some(Reply::Nothing) = reply
            && let Some(said) = answers.in_doubt(top, clause)
        {
            reply = Some(Reply::Said(vec![said]));
        }
        reply
    }

    /// Whether a statement above about `groups` is about the whole region of this notice, or about
    /// people wherever they are.
    pub(super) fn concerned(&self, notice: NoticeId, groups: &[GroupKey]) -> bool {
        let vocabulary = self.corpus.vocabulary();
        let places: Vec<GroupKey> = groups
            .iter()
            .filter(|group| group.is_place(vocabulary))
            .cloned()
            .collect();
        self.corpus
            .applies(self.id, notice, &places, &super::case::Case::default())
            .is_some()
    }

    fn delegations(&self, notice: NoticeId, duties: &mut Duties) {
        let (Some(entry), Some(names), Some(own)) = (
            self.corpus.get(notice),
            self.corpus.names(notice),
            self.corpus.get(self.id),
        ) else {
            return;
        };
        let level = self.corpus.vocabulary().regions().get(own.region).level;
        for (clause, stated) in entry.notice.sure_clauses() {
            let Form::Delegate(delegation) = &stated.form else {
                continue;
            };
            let Some(subject) = names.subjects.get(clause).and_then(|subjects| subjects.first()) else {
                continue;
            };
            if delegate_level(&delegation.to.text) != Some(level) {
                continue;
            }
            let open = &subject.measurand;
            // What the mandate itself gives a value is not open; how it is shared out is.
            let valued = self.corpus.statements(notice).is_some_and(|statements| {
                statements.all.iter().any(|statement| match &statement.content {
                    Content::Value { measurand, .. } => measurand == open,
                    Content::Share { part, .. } => part == open,
                    _ => false,
                })
            });
            let settled = self.corpus.statements(self.id).is_some_and(|statements| {
                statements.spoken().any(|statement| {
                    settles(statement, open)
                        && !(valued && matches!(statement.content, Content::Value { .. }))
                })
            });
            if !settled {
                duties.silences.push(Silence {
                    mandate: ClauseRef { notice, clause },
                    delegated: true,
                });
            }
        }
    }
}

/// The level of those to whom something is left: 各市, 各县（市、区）, 各省.
pub(super) fn delegate_level(to: &str) -> Option<Level> {
    let rest = to.strip_prefix('各')?;
    if rest.starts_with(['县', '区']) {
        Some(Level::County)
    } else if rest.starts_with(['市', '州', '盟']) || rest.starts_with("设区市") || rest.starts_with("地市")
    {
        Some(Level::Prefecture)
    } else if rest.starts_with(['省', '自']) {
        Some(Level::Province)
    } else {
        None
    }
}

/// Whether a statement says what `open` is, or how it is shared out.
pub(super) fn settles(statement: &Statement, open: &super::Measurand) -> bool {
    match &statement.content {
        Content::Value { measurand, .. } => measurand == open,
        Content::Share { whole, .. } => whole.item == open.item && whole.bearer == open.bearer,
        Content::Equation { terms, .. } => terms
            .first()
            .is_some_and(|(_, whole, _)| whole.item == open.item && whole.bearer == open.bearer),
        Content::Nothing { .. } => false,
    }
}
