//! One notice below: the state of each mandate that reaches it.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Answer, Cell, Ground, Part, State};
use crate::corpus::answers::Answers;
use crate::corpus::case::Case;
use crate::corpus::duty::{ClauseRef, Meeting, notices_above};
use crate::corpus::family::items_of;
use crate::corpus::key::{GroupKey, ItemKey};
use crate::corpus::mandates::{Mandate, demanded};
use crate::corpus::silence::{Reply, delegate_level, settles};
use crate::corpus::view::StatementRef;
use crate::corpus::{Corpus, NoticeId};
use crate::notice::Form;
use crate::source::Span;

/// Answers that one part of a cell names; further ones are counted.
const NAMED: usize = 6;

/// A notice, and what is known of how it meets what is above.
pub(super) struct Below<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) id: NoticeId,
    pub(super) meeting: Meeting<'c>,
    answers: Answers<'c>,
    /// Where it falls short: the mandate's clause, and the own words.
    breaches: FxHashMap<ClauseRef, Vec<Answer>>,
    silent: FxHashSet<ClauseRef>,
    misread: FxHashSet<ClauseRef>,
    /// Notices named as its basis that stand above it: what they ask must be answered.
    cited: FxHashSet<NoticeId>,
    /// Notices that it cites or forwards, directly or through others.
    related: FxHashSet<NoticeId>,
    /// The notices that it forwards, which speak for it.
    carried: Vec<Below<'c>>,
    /// Its statements on each item.
    pub(super) own: FxHashMap<&'c ItemKey, Vec<usize>>,
    /// Its tasks and dates by what they are about.
    pub(super) tasks: FxHashMap<CompactString, Vec<usize>>,
}

impl<'c> Below<'c> {
    fn new(corpus: &'c Corpus, id: NoticeId) -> Self {
        let ancestors = corpus.ancestors(id);
        let header = corpus.get(id).map(|entry| &entry.notice.header);
        let cited = header
            .into_iter()
            .flat_map(|header| &header.basis)
            .filter_map(|number| corpus.by_number(number))
            .filter(|notice| *notice != id && ancestors.contains(notice))
            .collect();
        let mut below = Below {
            corpus,
            id,
            meeting: Meeting { corpus, id },
            answers: Answers::new(corpus, id),
            breaches: FxHashMap::default(),
            silent: FxHashSet::default(),
            misread: FxHashSet::default(),
            cited,
            related: related(corpus, id),
            carried: Vec::new(),
            own: FxHashMap::default(),
            tasks: FxHashMap::default(),
        };
        below.hear_own();
        below
    }

    /// A notice of which the table has cells.
    pub(super) fn with_findings(corpus: &'c Corpus, id: NoticeId) -> Self {
        let mut below = Below::new(corpus, id);
        below.hear_findings();
        below.carried = corpus
            .forwarded(id)
            .iter()
            .map(|&carried| Below::new(corpus, carried))
            .collect();
        below
    }

    fn hear_own(&mut self) {
        if let Some(statements) = self.corpus.statements(self.id) {
            for (index, statement) in statements.all.iter().enumerate() {
                for item in items_of(&statement.content) {
                    let known = self.own.entry(item).or_default();
                    if known.last() != Some(&index) {
                        known.push(index);
                    }
                }
            }
        }
        if let Some(entry) = self.corpus.get(self.id) {
            for (index, clause) in entry.notice.sure_clauses() {
                if let Some(key) = self.corpus.action_key_of(clause) {
                    self.tasks.entry(key).or_default().push(index);
                }
            }
        }
    }

    fn hear_findings(&mut self) {
        let corpus = self.corpus;
        for violation in corpus.violations(self.id) {
            let Some(own) = self.answer(violation.figure) else {
                continue;
            };
            for mandate in violation.breached(corpus) {
                if let Some(clause) = corpus.clause_of(mandate) {
                    self.breach(clause, own);
                }
            }
        }
        let Some(duties) = corpus.duties(self.id) else {
            return;
        };
        for breach in &duties.dates {
            let own = Answer {
                clause: breach.own.0,
                span: corpus
                    .clause(breach.own.0)
                    .map_or(breach.own.1, |clause| clause.span),
            };
            for (mandate, _) in std::iter::once(&breach.mandate).chain(&breach.also) {
                self.breach(*mandate, own);
            }
        }
        for weaker in &duties.weaker {
            let Some(own) = corpus.clause(weaker.own) else {
                continue;
            };
            let own = Answer {
                clause: weaker.own,
                span: own.span,
            };
            for mandate in std::iter::once(&weaker.mandate).chain(&weaker.also) {
                self.breach(*mandate, own);
            }
        }
        self.silent
            .extend(duties.silences.iter().map(|silence| silence.mandate));
        self.misread.extend(&duties.misread);
    }

    fn breach(&mut self, mandate: ClauseRef, own: Answer) {
        let known = self.breaches.entry(mandate).or_default();
        if !known.contains(&own) {
            known.push(own);
        }
    }

    /// The cells of all mandates that reach the notice; `first` says where the mandates of each notice begin.
    pub(super) fn cells(&self, mandates: &[Mandate], first: &FxHashMap<NoticeId, usize>) -> Vec<Cell> {
        let mut cells = Vec::new();
        for above in notices_above(self.corpus, self.id) {
            let start = first.get(&above).copied().unwrap_or(usize::MAX);
            let rows = mandates
                .iter()
                .enumerate()
                .skip(start)
                .take_while(|(_, mandate)| mandate.notice == above);
            let before = cells.len();
            cells.extend(rows.map(|(index, mandate)| self.cell(index, mandate)));
            let spoken_of = |cell: &Cell| {
                !matches!(
                    cell.state,
                    State::Unknown | State::NotComparable | State::Optional | State::Delegated
                )
            };
            if !self.related.contains(&above) && !cells.iter().skip(before).any(spoken_of) {
                cells.truncate(before);
            }
        }
        cells
    }

    fn cell(&self, index: usize, mandate: &Mandate) -> Cell {
        let clause = |clause: usize| ClauseRef {
            notice: mandate.notice,
            clause,
        };
        let among =
            |set: &FxHashSet<ClauseRef>| mandate.clauses.iter().any(|&index| set.contains(&clause(index)));
        let (silent, misread) = (among(&self.silent), among(&self.misread));
        let parts: Vec<Part> = mandate
            .clauses
            .iter()
            .map(|&index| {
                let mut part = self.part(clause(index), silent);
                if misread && part.state == State::Silent {
                    part = bare(index, State::Unknown, Some(Ground::Misread));
                }
                part
            })
            .collect();
        Cell {
            mandate: index,
            notice: self.id,
            state: together(&parts),
            forwarded: self.corpus.forwarded(self.id).contains(&mandate.notice),
            parts,
        }
    }

    fn part(&self, mandate: ClauseRef, silent: bool) -> Part {
        let index = mandate.clause;
        if let Some(own) = self.breaches.get(&mandate) {
            return said(index, State::Looser, own.clone());
        }
        let Some(clause) = self.corpus.clause(mandate) else {
            return bare(index, State::Unknown, None);
        };
        if silent {
            return match self.meeting.reply(&self.answers, mandate) {
                None if !matches!(clause.form, Form::Delegate(_)) => self.unasked(mandate),
                _ => bare(index, State::Silent, None),
            };
        }
        let forwarded = self.corpus.forwarded(self.id).contains(&mandate.notice);
        if let Some(part) = self.meets(mandate) {
            // What is forwarded holds as it stands; that it is said again adds nothing.
            let state = match part.state {
                State::Answered if forwarded => State::Forwarded,
                state => state,
            };
            return Part { state, ..part };
        }
        if let Form::Delegate(_) = clause.form {
            return self.delegation(mandate);
        }
        if forwarded {
            return bare(index, State::Forwarded, None);
        }
        match self.meeting.reply(&self.answers, mandate) {
            Some(Reply::Said(found)) => {
                let answers: Vec<Answer> = found
                    .iter()
                    .filter_map(|said| {
                        Some(Answer {
                            clause: said.clause,
                            span: self.corpus.clause(said.clause)?.span,
                        })
                    })
                    .collect();
                let elsewhere = found.iter().all(|said| said.clause.notice != self.id);
                let brought =
                    |answer: &Answer| self.corpus.forwarded(self.id).contains(&answer.clause.notice);
                if found.iter().any(|said| !said.sure) {
                    Part {
                        ground: Some(Ground::Unsure),
                        ..said(index, State::Unknown, answers)
                    }
                } else if elsewhere && answers.iter().all(brought) {
                    said(index, State::Forwarded, answers)
                } else {
                    Part {
                        ground: elsewhere.then_some(Ground::Elsewhere),
                        ..said(index, State::Answered, answers)
                    }
                }
            }
            Some(Reply::Left(to)) => {
                let span = self.corpus.clause(to).map(|clause| clause.span);
                let answers = span.map(|span| Answer { clause: to, span });
                said(index, State::Delegated, answers.into_iter().collect())
            }
            Some(Reply::Nothing) if self.cited.contains(&mandate.notice) => bare(index, State::Silent, None),
            Some(Reply::Nothing) => bare(index, State::Unknown, Some(Ground::NotCited)),
            None => self.unasked(mandate),
        }
    }

    /// A clause that asks for nothing to be said below, or not of this notice.
    fn unasked(&self, mandate: ClauseRef) -> Part {
        let index = mandate.clause;
        let Some(clause) = self.corpus.clause(mandate) else {
            return bare(index, State::Unknown, None);
        };
        let (groups, item) = self.subject(mandate);
        if !self.meeting.concerned(mandate.notice, &groups) {
            return bare(index, State::NotComparable, Some(Ground::OtherPlaces));
        }
        if let Some(answers) = self.brought(mandate) {
            return said(index, State::Forwarded, answers);
        }
        if let Form::Task(_) = clause.form {
            return bare(index, State::Unknown, Some(Ground::Task));
        }
        if clause.force.is_binding() {
            return bare(index, State::Unknown, Some(Ground::HoldsByItself));
        }
        let top = self.corpus.level(mandate.notice);
        let found = item.and_then(|item| self.answers.on_item(top, item, &groups));
        match found.filter(|found| found.sure) {
            Some(found) => {
                let span = self.corpus.clause(found.clause).map(|clause| clause.span);
                let answers = span.map(|span| Answer {
                    clause: found.clause,
                    span,
                });
                let elsewhere = found.clause.notice != self.id;
                Part {
                    ground: elsewhere.then_some(Ground::Elsewhere),
                    ..said(index, State::Answered, answers.into_iter().collect())
                }
            }
            None => bare(index, State::Optional, None),
        }
    }

    /// What the notices that this one forwards say of a clause.
    fn brought(&self, mandate: ClauseRef) -> Option<Vec<Answer>> {
        self.carried.iter().find_map(|carried| {
            let part = carried.meets(mandate)?;
            part.state.is_met().then_some(part.answers)
        })
    }

    /// Whom a clause is said of, and what it is about.
    fn subject(&self, mandate: ClauseRef) -> (Vec<GroupKey>, Option<&'c ItemKey>) {
        let statement = self
            .corpus
            .statements(mandate.notice)
            .and_then(|statements| statements.of_clause(mandate.clause).next());
        if let Some((_, statement)) = statement {
            return (statement.groups.clone(), demanded(statement));
        }
        let action = self
            .corpus
            .actions(mandate.notice)
            .iter()
            .find(|action| action.clause == mandate.clause);
        (
            action.map(|action| action.groups.clone()).unwrap_or_default(),
            None,
        )
    }

    /// What is left to a level to settle: settled, not settled, or for others to settle.
    fn delegation(&self, mandate: ClauseRef) -> Part {
        let index = mandate.clause;
        let (Some(clause), Some(names)) = (self.corpus.clause(mandate), self.corpus.names(mandate.notice))
        else {
            return bare(index, State::Unknown, None);
        };
        let Form::Delegate(delegation) = &clause.form else {
            return bare(index, State::Unknown, None);
        };
        let level = delegate_level(&delegation.to.text);
        if level.is_none() || level != self.corpus.level(self.id) {
            return bare(index, State::Delegated, Some(Ground::OtherLevel));
        }
        let subject = names.subjects.get(index).and_then(|subjects| subjects.first());
        let settled: Vec<Answer> = subject
            .into_iter()
            .flat_map(|subject| {
                let statements = self.corpus.statements(self.id).map_or(&[][..], |own| &own.all);
                statements
                    .iter()
                    .enumerate()
                    .filter(|(_, statement)| settles(statement, &subject.measurand))
                    .filter_map(|(index, _)| {
                        self.answer(StatementRef {
                            notice: self.id,
                            index,
                        })
                    })
            })
            .collect();
        if settled.is_empty() {
            bare(index, State::Unknown, Some(Ground::NotCited))
        } else {
            said(index, State::Answered, settled)
        }
    }

    /// The words of one statement.
    pub(super) fn answer(&self, reference: StatementRef) -> Option<Answer> {
        let statement = self.corpus.statement(reference)?;
        Some(Answer {
            clause: ClauseRef {
                notice: reference.notice,
                clause: statement.clause,
            },
            span: statement.span,
        })
    }

    /// The cases that a statement of the notice names.
    pub(super) fn cases(&self, groups: &[GroupKey]) -> Vec<Case> {
        crate::corpus::meet::cases_of(groups, self.corpus)
    }
}

/// Notices that `id` cites or forwards, directly or through others.
fn related(corpus: &Corpus, id: NoticeId) -> FxHashSet<NoticeId> {
    let mut seen: FxHashSet<NoticeId> = FxHashSet::default();
    let mut waiting = vec![id];
    while let Some(next) = waiting.pop() {
        let Some(entry) = corpus.get(next) else { continue };
        let header = &entry.notice.header;
        for number in header.basis.iter().chain(&header.forwards) {
            if let Some(other) = corpus.by_number(number)
                && seen.insert(other)
            {
                waiting.push(other);
            }
        }
    }
    seen
}

/// A part with no words below.
pub(super) fn bare(clause: usize, state: State, ground: Option<Ground>) -> Part {
    Part {
        clause,
        state,
        ground,
        answers: Vec::new(),
        more: 0,
        reckoning: None,
    }
}

/// A part with the words that put it in its state; of those in one clause, the clause.
pub(super) fn said(clause: usize, state: State, answers: Vec<Answer>) -> Part {
    let mut named: Vec<Answer> = Vec::new();
    for answer in answers {
        let same = |known: &&mut Answer| known.clause == answer.clause && known.span.file == answer.span.file;
        match named.iter_mut().find(same) {
            Some(known) => known.span = Span::to(known.span, answer.span),
            None => named.push(answer),
        }
    }
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    Part {
        more,
        ..Part {
            answers: named,
            ..bare(clause, state, None)
        }
    }
}

/// The state of a mandate from those of its clauses: what falls short counts first; what does not concern the
/// notice counts last.
fn together(parts: &[Part]) -> State {
    let any = |state: State| parts.iter().any(|part| part.state == state);
    let all_of = |states: &[State]| parts.iter().all(|part| states.contains(&part.state));
    if any(State::Looser) {
        return State::Looser;
    }
    let open = [State::Silent, State::NotComparable, State::Optional];
    if any(State::Silent) {
        return if all_of(&open) {
            State::Silent
        } else {
            State::Partial
        };
    }
    let order = [
        State::Answered,
        State::Stricter,
        State::Forwarded,
        State::Delegated,
        State::Unknown,
        State::Optional,
        State::NotComparable,
    ];
    order
        .into_iter()
        .find(|&state| any(state))
        .unwrap_or(State::Unknown)
}
