//! What the notices above ask of a notice beyond its figures: dates, force, answers and citations.

use rustc_hash::{FxHashMap, FxHashSet};

use super::action::{Action, looser};
use super::key::GroupKey;
use super::meet::cases_of;
use super::statement::{Content, Statement};
use super::view::StatementRef;
use super::{Corpus, NoticeId};
use crate::source::Span;

/// One clause of one notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    /// The notice.
    pub notice: NoticeId,
    /// Index into its clauses.
    pub clause: usize,
}

/// A date that is looser than the mandate's.
#[derive(Debug, Clone, PartialEq)]
pub struct DateBreach {
    /// The own clause and the words of its time.
    pub own: (ClauseRef, Span),
    /// The mandate's.
    pub mandate: (ClauseRef, Span),
    /// Too late, rather than too early.
    pub late: bool,
    /// Days by which it is off, where both are dates.
    pub days: Option<i32>,
    /// Whether both are binding.
    pub binding: bool,
    /// What notices below the mandate's ask alike.
    pub also: Vec<(ClauseRef, Span)>,
}

/// Mandates of one notice above that nothing answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence {
    /// The mandate.
    pub mandate: ClauseRef,
    /// Whether it was left to the notice to settle (授权).
    pub delegated: bool,
}

/// A mandate answered with less force.
#[derive(Debug, Clone, PartialEq)]
pub struct WeakerForce {
    /// The own clause.
    pub own: ClauseRef,
    /// The mandate.
    pub mandate: ClauseRef,
    /// What notices below the mandate's ask alike.
    pub also: Vec<ClauseRef>,
}

/// A mandate answered but its notice not cited.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncited {
    /// The own clause.
    pub own: ClauseRef,
    /// The mandate.
    pub mandate: ClauseRef,
}

/// How one notice meets what those above ask beyond figures.
#[derive(Debug, Clone, Default)]
pub struct Duties {
    /// Dates looser than mandated.
    pub dates: Vec<DateBreach>,
    /// Mandates that nothing answers.
    pub silences: Vec<Silence>,
    /// Mandates that would be among these, did the notice not speak of them in a line that could not be read
    /// or with the name misspelt.
    pub misread: Vec<ClauseRef>,
    /// Mandates answered with less force.
    pub weaker: Vec<WeakerForce>,
    /// The nearest notice above that is answered and not cited.
    pub uncited: Option<Uncited>,
}

impl Duties {
    /// One clause is one finding; whatever asks for the same beside is named in it.
    fn answered_weakly(&mut self, own: ClauseRef, asked: ClauseRef) {
        match self.weaker.iter_mut().find(|known| known.own == own) {
            Some(known) if known.mandate != asked && !known.also.contains(&asked) => known.also.push(asked),
            Some(_) => {}
            None => self.weaker.push(WeakerForce {
                own,
                mandate: asked,
                also: Vec::new(),
            }),
        }
    }
}

/// Works out the duties of one notice.
pub(super) fn duties(corpus: &Corpus, id: NoticeId) -> Duties {
    let mut duties = Duties::default();
    let above = notices_above(corpus, id);
    if above.is_empty() {
        return duties;
    }
    let meeting = Meeting { corpus, id };
    meeting.dates(&above, &mut duties);
    meeting.forces(&above, &mut duties);
    meeting.silences(&mut duties);
    meeting.uncited(&mut duties);
    duties
}

/// The notices of the regions above a notice, and those that it forwards.
pub(super) fn notices_above(corpus: &Corpus, id: NoticeId) -> Vec<NoticeId> {
    let mut above = corpus.ancestors(id).to_vec();
    for &forwarded in corpus.forwarded(id) {
        if !above.contains(&forwarded) {
            above.push(forwarded);
        }
    }
    above
}

pub(super) struct Meeting<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) id: NoticeId,
}

impl Meeting<'_> {
    fn dates(&self, above: &[NoticeId], duties: &mut Duties) {
        let own = self.corpus.actions(self.id);
        if own.is_empty() {
            return;
        }
        let mut by_key: FxHashMap<&str, Vec<&Action>> = FxHashMap::default();
        for action in own {
            by_key.entry(action.key.as_str()).or_default().push(action);
        }
        let mut seen: FxHashMap<(usize, bool), usize> = FxHashMap::default();
        for &notice in above {
            for mandate in self.corpus.actions(notice) {
                for action in by_key.get(mandate.key.as_str()).map_or(&[][..], Vec::as_slice) {
                    if !self.reaches(notice, &mandate.groups, &action.groups) {
                        continue;
                    }
                    for (late, days) in looser(action, mandate) {
                        let own = ClauseRef {
                            notice: self.id,
                            clause: action.clause,
                        };
                        let asked = ClauseRef {
                            notice,
                            clause: mandate.clause,
                        };
                        // The highest notice speaks first; the others ask the same.
                        let next = duties.dates.len();
                        let known = *seen.entry((action.clause, late)).or_insert(next);
                        if let Some(breach) = duties.dates.get_mut(known) {
                            breach.also.push((asked, mandate.span));
                            continue;
                        }
                        duties.dates.push(DateBreach {
                            own: (own, action.span),
                            mandate: (asked, mandate.span),
                            late,
                            days,
                            binding: self.is_binding(own) && self.is_binding(asked),
                            also: Vec::new(),
                        });
                    }
                }
            }
        }
    }

    fn is_binding(&self, clause: ClauseRef) -> bool {
        self.corpus
            .clause(clause)
            .is_none_or(|clause| clause.force.is_binding())
    }

    /// Whether what is said above of `asked` is said of one of the groups `own` too.
    pub(super) fn reaches(&self, notice: NoticeId, asked: &[GroupKey], own: &[GroupKey]) -> bool {
        cases_of(own, self.corpus)
            .iter()
            .any(|case| self.corpus.applies(self.id, notice, asked, case).is_some())
    }

    fn forces(&self, above: &[NoticeId], duties: &mut Duties) {
        let Some(own) = self.corpus.statements(self.id) else {
            return;
        };
        let weak: Vec<&Statement> = own
            .all
            .iter()
            .filter(|statement| statement.force.rank() < 2)
            .collect();
        for &notice in above {
            let Some(higher) = self.corpus.statements(notice) else {
                continue;
            };
            for mandate in higher.all.iter().filter(|statement| statement.force.rank() == 3) {
                let Content::Value { measurand, .. } = &mandate.content else {
                    continue;
                };
                for statement in &weak {
                    let Content::Value { measurand: same, .. } = &statement.content else {
                        continue;
                    };
                    if same == measurand
                        && self.reaches(notice, &mandate.groups, &statement.groups)
                        && !is_also_binding(own, statement, measurand)
                    {
                        let own = ClauseRef {
                            notice: self.id,
                            clause: statement.clause,
                        };
                        let asked = ClauseRef {
                            notice,
                            clause: mandate.clause,
                        };
                        duties.answered_weakly(own, asked);
                    }
                }
            }
        }
        for action in self.corpus.actions(self.id) {
            let own = ClauseRef {
                notice: self.id,
                clause: action.clause,
            };
            let binds = |clause: ClauseRef| {
                self.corpus
                    .clause(clause)
                    .is_none_or(|clause| clause.force.rank() >= 2)
            };
            let also_binding = self.corpus.actions(self.id).iter().any(|other| {
                other.key == action.key
                    && (other.groups.is_empty() || other.groups == action.groups)
                    && binds(ClauseRef {
                        notice: self.id,
                        clause: other.clause,
                    })
            });
            if also_binding {
                continue;
            }
            for &notice in above {
                for mandate in self
                    .corpus
                    .actions(notice)
                    .iter()
                    .filter(|mandate| mandate.key == action.key)
                {
                    let asked = ClauseRef {
                        notice,
                        clause: mandate.clause,
                    };
                    let must = self
                        .corpus
                        .clause(asked)
                        .is_some_and(|clause| clause.force.rank() == 3);
                    if must && self.reaches(notice, &mandate.groups, &action.groups) {
                        duties.answered_weakly(own, asked);
                    }
                }
            }
        }
    }

    /// The nearest notice above that this one answers without citing it, directly or through others.
    fn uncited(&self, duties: &mut Duties) {
        let Some(entry) = self.corpus.get(self.id) else {
            return;
        };
        let header = &entry.notice.header;
        let mut seen: FxHashSet<NoticeId> = FxHashSet::default();
        let mut waiting = vec![header];
        while let Some(header) = waiting.pop() {
            for number in header.basis.iter().chain(&header.forwards) {
                // A cited notice that the corpus lacks may cite anything.
                let Some(next) = self.corpus.by_number(number) else {
                    return;
                };
                if seen.insert(next)
                    && let Some(entry) = self.corpus.get(next)
                {
                    waiting.push(&entry.notice.header);
                }
            }
        }
        for &notice in self.corpus.ancestors(self.id).iter().rev() {
            if seen.contains(&notice) {
                return;
            }
            if let Some((own, mandate)) = self.answered_clause(notice) {
                duties.uncited = Some(Uncited { own, mandate });
                return;
            }
        }
    }

    fn answered_clause(&self, notice: NoticeId) -> Option<(ClauseRef, ClauseRef)> {
        let (own, higher) = (self.corpus.statements(self.id)?, self.corpus.statements(notice)?);
        higher.all.iter().find_map(|mandate| {
            let Content::Value { measurand, .. } = &mandate.content else {
                return None;
            };
            let answer = own.all.iter().find(|statement| {
                matches!(&statement.content, Content::Value { measurand: same, .. } if same == measurand)
                    && self.reaches(notice, &mandate.groups, &statement.groups)
            })?;
            Some((
                ClauseRef {
                    notice: self.id,
                    clause: answer.clause,
                },
                ClauseRef {
                    notice,
                    clause: mandate.clause,
                },
            ))
        })
    }
}

/// Whether the notice also says something binding of what `weak` merely encourages, of the same people
/// and places: ≥ 95%, and ≥ 97% encouraged, goes further than asked.
fn is_also_binding(own: &super::Statements, weak: &Statement, measurand: &super::Measurand) -> bool {
    own.all.iter().any(|other| {
        other.force.rank() >= 2
            && (other.groups.is_empty() || other.groups == weak.groups)
            && matches!(&other.content, Content::Value { measurand: same, .. } if same == measurand)
    })
}

impl Corpus {
    /// One clause.
    pub fn clause(&self, reference: ClauseRef) -> Option<&crate::notice::Clause> {
        self.get(reference.notice)?.notice.clauses.get(reference.clause)
    }

    /// The statement behind a reference, as its clause.
    pub fn clause_of(&self, reference: StatementRef) -> Option<ClauseRef> {
        let clause = self.statement(reference)?.clause;
        Some(ClauseRef {
            notice: reference.notice,
            clause,
        })
    }
}
