//! What the notices above ask of a notice beyond its figures: dates, force, answers and citations.

use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::key::{GroupKey, ItemKey, action_key};
use super::meet::cases_of;
use super::statement::{Content, EquationKind, Statement};
use super::view::StatementRef;
use super::{Corpus, NoticeId};
use crate::notice::{Form, Relation, TimeLimit, TimePoint};
use crate::source::Span;
use crate::vocabulary::Level;

/// One clause of one notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    /// The notice.
    pub notice: NoticeId,
    /// Index into its clauses.
    pub clause: usize,
}

/// Something that is to be done, or starts, at some time.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its clause.
    pub clause: usize,
    /// Its folded name.
    pub key: CompactString,
    /// The groups or places that it is said of.
    pub groups: Vec<GroupKey>,
    /// When.
    pub limit: TimeLimit,
    /// The words of the time.
    pub span: Span,
    /// The year of the notice, for dates without one.
    pub year: Option<u16>,
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
    /// Mandates answered with less force.
    pub weaker: Vec<WeakerForce>,
    /// The nearest notice above that is answered and not cited.
    pub uncited: Option<Uncited>,
}

/// The actions of one notice.
pub(super) fn actions(corpus: &Corpus, id: NoticeId) -> Vec<Action> {
    let Some(entry) = corpus.get(id) else {
        return Vec::new();
    };
    let vocabulary = corpus.vocabulary();
    let year = entry.years().map(|years| years.last);
    let mut actions = Vec::new();
    for (clause, stated) in entry.notice.clauses.iter().enumerate() {
        let (name, groups, limit) = match &stated.form {
            Form::Date(action) => (
                &action.subject.head,
                action.subject.facets.groups.as_slice(),
                &action.limit,
            ),
            Form::Task(task) => match &task.limit {
                Some(limit) => (&task.name, &[][..], limit),
                None => continue,
            },
            _ => continue,
        };
        let groups = groups
            .iter()
            .flat_map(|group| GroupKey::resolve_all(&group.text, entry.region, vocabulary))
            .collect();
        actions.push(Action {
            clause,
            key: action_key(name, vocabulary),
            groups,
            limit: limit.clone(),
            span: limit_span(limit),
            year,
        });
    }
    actions
}

fn limit_span(limit: &TimeLimit) -> Span {
    match limit {
        TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point) => point.span(),
        TimeLimit::Window(first, last) => first.span.to(last.span),
        TimeLimit::Ongoing(span) => *span,
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

fn notices_above(corpus: &Corpus, id: NoticeId) -> Vec<NoticeId> {
    let mut above = corpus.ancestors(id).to_vec();
    for &forwarded in corpus.forwarded(id) {
        if !above.contains(&forwarded) {
            above.push(forwarded);
        }
    }
    above
}

struct Meeting<'c> {
    corpus: &'c Corpus,
    id: NoticeId,
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
        let mut seen: FxHashSet<(usize, bool)> = FxHashSet::default();
        for &notice in above {
            for mandate in self.corpus.actions(notice) {
                for action in by_key.get(mandate.key.as_str()).map_or(&[][..], Vec::as_slice) {
                    if !self.reaches(notice, &mandate.groups, &action.groups) {
                        continue;
                    }
                    for (late, days) in looser(action, mandate) {
                        // The highest notice speaks first; the others ask the same.
                        if !seen.insert((action.clause, late)) {
                            continue;
                        }
                        let own = ClauseRef {
                            notice: self.id,
                            clause: action.clause,
                        };
                        let asked = ClauseRef {
                            notice,
                            clause: mandate.clause,
                        };
                        duties.dates.push(DateBreach {
                            own: (own, action.span),
                            mandate: (asked, mandate.span),
                            late,
                            days,
                            binding: self.is_binding(own) && self.is_binding(asked),
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
    fn reaches(&self, notice: NoticeId, asked: &[GroupKey], own: &[GroupKey]) -> bool {
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
                    let said = duties
                        .weaker
                        .iter()
                        .any(|known| known.own.clause == statement.clause);
                    if same == measurand
                        && !said
                        && self.reaches(notice, &mandate.groups, &statement.groups)
                        && !is_also_binding(own, statement, measurand)
                    {
                        duties.weaker.push(WeakerForce {
                            own: ClauseRef {
                                notice: self.id,
                                clause: statement.clause,
                            },
                            mandate: ClauseRef {
                                notice,
                                clause: mandate.clause,
                            },
                        });
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
                    let said = duties.weaker.iter().any(|known| known.own == own);
                    if must && !said && self.reaches(notice, &mandate.groups, &action.groups) {
                        duties.weaker.push(WeakerForce { own, mandate: asked });
                    }
                }
            }
        }
    }

    /// The mandates of the notices that this one cites as its basis, and what was left to it to settle.
    fn silences(&self, duties: &mut Duties) {
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
        for &notice in cited.iter().filter(|notice| ancestors.contains(notice)) {
            let answers = Answers::new(self.corpus, self.id, notice);
            self.silent_on(notice, &answers, duties);
        }
        for notice in cited
            .into_iter()
            .chain(self.corpus.forwarded(self.id).iter().copied())
        {
            self.delegations(notice, duties);
        }
    }

    fn silent_on(&self, notice: NoticeId, answers: &Answers<'_>, duties: &mut Duties) {
        let (Some(entry), Some(statements)) = (self.corpus.get(notice), self.corpus.statements(notice))
        else {
            return;
        };
        // Clauses that share one phrase of evidence are one mandate; so are those on one item.
        let mut asked: Vec<(ClauseRef, bool)> = Vec::new();
        for statement in &statements.all {
            if !statement.force.is_binding() || !is_demand(statement) {
                continue;
            }
            let Some(items) = demanded(statement) else {
                continue;
            };
            if !self.concerned(notice, &statement.groups) {
                continue;
            }
            let answered =
                answers.answers(items, &statement.groups) || answers.answers_parts(statements, items);
            asked.push((
                ClauseRef {
                    notice,
                    clause: statement.clause,
                },
                answered,
            ));
        }
        for action in self.corpus.actions(notice) {
            let clause = ClauseRef {
                notice,
                clause: action.clause,
            };
            let date = entry
                .notice
                .clauses
                .get(action.clause)
                .is_some_and(|clause| matches!(clause.form, Form::Date(_)) && clause.force.is_binding())
                // Only a deadline asks for something to be done; a start holds by itself.
                && matches!(action.limit, TimeLimit::Before(_));
            if date && self.concerned(notice, &action.groups) {
                asked.push((clause, answers.acts(&action.key)));
            }
        }
        asked.sort_by_key(|(clause, _)| *clause);
        let evidence = |clause: ClauseRef| {
            self.corpus
                .clause(clause)
                .and_then(|clause| clause.evidence.as_ref())
                .map(|evidence| evidence.text.as_str())
        };
        let mut said: FxHashSet<&str> = FxHashSet::default();
        for (clause, answered) in &asked {
            if *answered && let Some(words) = evidence(*clause) {
                said.insert(words);
            }
        }
        let mut reported: FxHashSet<ItemKey> = FxHashSet::default();
        for (clause, answered) in asked {
            if answered || evidence(clause).is_some_and(|words| !said.insert(words)) {
                continue;
            }
            let item = statements
                .of_clause(clause.clause)
                .find_map(|(_, statement)| demanded(statement).cloned());
            if let Some(item) = item
                && !reported.insert(item)
            {
                continue;
            }
            duties.silences.push(Silence {
                mandate: clause,
                delegated: false,
            });
        }
    }

    /// Whether a statement above about `groups` is about the whole region of this notice, or about
    /// people wherever they are.
    fn concerned(&self, notice: NoticeId, groups: &[GroupKey]) -> bool {
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
        for (clause, stated) in entry.notice.clauses.iter().enumerate() {
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
                statements.all.iter().any(|statement| {
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

/// Whether a statement asks for a value or for not falling behind; what only says how things are
/// shared out or reckoned is answered by the arithmetic.
fn is_demand(statement: &Statement) -> bool {
    match &statement.content {
        Content::Value { measurand, .. } => measurand.bearer.is_none(),
        Content::Equation { relation, .. } => matches!(relation, Relation::AtLeast | Relation::AtMost),
        Content::Share { .. } | Content::Nothing { .. } => false,
    }
}

fn demanded(statement: &Statement) -> Option<&ItemKey> {
    match &statement.content {
        Content::Value { measurand, .. } => Some(&measurand.item),
        Content::Equation { terms, .. } => terms.first().map(|(_, measurand, _)| &measurand.item),
        Content::Share { whole, .. } => Some(&whole.item),
        Content::Nothing { .. } => None,
    }
}

/// What answers for a notice: its own statements, those of the notices it forwards, of other notices of
/// its region, and of notices between it and the mandate.
struct Answers<'c> {
    corpus: &'c Corpus,
    id: NoticeId,
    items: FxHashMap<&'c ItemKey, Vec<&'c [GroupKey]>>,
    actions: FxHashSet<&'c str>,
}

impl<'c> Answers<'c> {
    fn new(corpus: &'c Corpus, id: NoticeId, mandate: NoticeId) -> Self {
        let mut sources = vec![id];
        sources.extend(corpus.forwarded(id));
        let level = |id: NoticeId| {
            corpus
                .get(id)
                .map(|entry| corpus.vocabulary().regions().get(entry.region).level)
        };
        let top = level(mandate);
        sources.extend(
            corpus
                .ancestors(id)
                .iter()
                .copied()
                .filter(|&other| level(other) > top),
        );
        if let Some(entry) = corpus.get(id)
            && let Some(years) = entry.years()
        {
            sources.extend(corpus.of_region(entry.region, (years.first, years.last)));
        }
        let mut answers = Answers {
            corpus,
            id,
            items: FxHashMap::default(),
            actions: FxHashSet::default(),
        };
        for source in sources {
            let Some(statements) = corpus.statements(source) else {
                continue;
            };
            for statement in &statements.all {
                for item in super::family::items_of(&statement.content) {
                    answers.items.entry(item).or_default().push(&statement.groups);
                }
            }
            answers
                .actions
                .extend(corpus.actions(source).iter().map(|action| action.key.as_str()));
        }
        answers
    }

    fn answers(&self, item: &ItemKey, groups: &[GroupKey]) -> bool {
        let vocabulary = self.corpus.vocabulary();
        let people: Vec<&GroupKey> = groups
            .iter()
            .filter(|group| !group.is_place(vocabulary))
            .collect();
        let money = matches!(item, ItemKey::Known(id)
            if vocabulary.item_info(*id).unit.as_ref().is_some_and(|unit| unit.contains('元')));
        self.items.get(item).is_some_and(|answers| {
            answers.iter().any(|own| {
                people.is_empty()
                    || (money && own.is_empty())
                    || own.iter().any(|own| {
                        people.iter().any(|asked| {
                            self.corpus.reaches(self.id, own, asked)
                                || self.corpus.reaches(self.id, asked, own)
                        })
                    })
            })
        })
    }

    /// Whether `item` is a sum of which every part is answered.
    fn answers_parts(&self, statements: &super::Statements, item: &ItemKey) -> bool {
        statements.all.iter().any(|statement| match &statement.content {
            Content::Equation {
                terms,
                kind: EquationKind::Sum,
                ..
            } => {
                terms.first().is_some_and(|(_, whole, _)| whole.item == *item)
                    && terms
                        .iter()
                        .skip(1)
                        .all(|(_, part, _)| part.item != *item && self.answers(&part.item, &[]))
            }
            _ => false,
        })
    }

    fn acts(&self, key: &str) -> bool {
        self.actions.contains(key)
    }
}

/// The level of those to whom something is left: 各市, 各县（市、区）, 各省.
fn delegate_level(to: &str) -> Option<Level> {
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

/// Whether the notice also says something binding of what `weak` merely encourages, of the same people
/// and places: ≥ 95%, and ≥ 97% encouraged, goes further than asked.
fn is_also_binding(own: &super::Statements, weak: &Statement, measurand: &super::Measurand) -> bool {
    own.all.iter().any(|other| {
        other.force.rank() >= 2
            && (other.groups.is_empty() || other.groups == weak.groups)
            && matches!(&other.content, Content::Value { measurand: same, .. } if same == measurand)
    })
}

/// Whether a statement says what `open` is, or how it is shared out.
fn settles(statement: &Statement, open: &super::Measurand) -> bool {
    match &statement.content {
        Content::Value { measurand, .. } => measurand == open,
        Content::Share { whole, .. } => whole.item == open.item && whole.bearer == open.bearer,
        Content::Equation { terms, .. } => terms
            .first()
            .is_some_and(|(_, whole, _)| whole.item == open.item && whole.bearer == open.bearer),
        Content::Nothing { .. } => false,
    }
}

/// In which ways `own` is looser than `mandate`: too late or too early, and by how many days.
fn looser(own: &Action, mandate: &Action) -> Vec<(bool, Option<i32>)> {
    let days = |later: Date, earlier: Date| later.since(earlier).ok().map(|span| span.get_days());
    let mut found = Vec::new();
    if let (Some(own_end), Some(end)) = (end_of(own), end_of(mandate))
        && own_end > end
    {
        found.push((true, days(own_end, end)));
    }
    if let (Some(own_start), Some(start)) = (start_of(own), start_of(mandate))
        && own_start < start
    {
        found.push((false, days(start, own_start)));
    }
    match (&own.limit, &mandate.limit) {
        (TimeLimit::Before(TimePoint::Yearly(own, _)), TimeLimit::Before(TimePoint::Yearly(asked, _))) => {
            let end = |day: &crate::notice::DayMonth| (day.month, day.day.unwrap_or(31));
            if end(own) > end(asked) {
                found.push((true, None));
            }
        }
        (TimeLimit::Before(TimePoint::Within(own, _)), TimeLimit::Before(TimePoint::Within(asked, _)))
            if own.unit == asked.unit && own.number > asked.number =>
        {
            found.push((true, None));
        }
        _ => {}
    }
    found
}

/// The last day on which the action is in time.
fn end_of(action: &Action) -> Option<Date> {
    match &action.limit {
        TimeLimit::Before(TimePoint::Date(date))
        | TimeLimit::On(TimePoint::Date(date))
        | TimeLimit::Window(_, date) => date.last_day(action.year).ok(),
        _ => None,
    }
}

/// The first day of the action.
fn start_of(action: &Action) -> Option<Date> {
    match &action.limit {
        TimeLimit::From(TimePoint::Date(date))
        | TimeLimit::On(TimePoint::Date(date))
        | TimeLimit::Window(date, _) => date.first_day(action.year).ok(),
        _ => None,
    }
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
