//! What is asked from above and not answered.

use rustc_hash::{FxHashMap, FxHashSet};

use super::duty::{ClauseRef, Duties, Meeting, Silence};
use super::family::items_of;
use super::key::{GroupKey, ItemKey};
use super::statement::{Content, EquationKind, Statement};
use super::{Corpus, NoticeId};
use crate::notice::{Clause, Form, Relation, TimeLimit};
use crate::vocabulary::Level;

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
        for (clause, answered) in &mut asked {
            *answered |= self
                .corpus
                .clause(*clause)
                .is_some_and(|clause| answers.may_answer(clause));
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
    /// Clauses whose reading is not sure.
    doubtful: Vec<&'c Clause>,
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
            doubtful: Vec::new(),
        };
        for source in sources {
            let Some(statements) = corpus.statements(source) else {
                continue;
            };
            for statement in statements.spoken() {
                for item in items_of(&statement.content) {
                    answers.items.entry(item).or_default().push(&statement.groups);
                }
            }
            let acts = corpus.actions(source).iter().chain(corpus.unsure_actions(source));
            answers.actions.extend(acts.map(|action| action.key.as_str()));
            let clauses = corpus.get(source).map(|entry| &entry.notice.clauses);
            let doubtful = clauses.into_iter().flatten();
            answers
                .doubtful
                .extend(doubtful.filter(|clause| !clause.sureness.is_sure()));
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

    /// Whether a clause that is not sure what it speaks of gives the very value or time that is asked.
    fn may_answer(&self, mandate: &Clause) -> bool {
        let says = |clause: &&Clause| match (&clause.form, &mandate.form) {
            (Form::Bound { value: own, .. }, Form::Bound { value: asked, .. }) => {
                own.unit.measure == asked.unit.measure && own.base_value() == asked.base_value()
            }
            (Form::Date(own), Form::Date(asked)) => own.limit == asked.limit,
            _ => false,
        };
        self.doubtful.iter().any(says)
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
