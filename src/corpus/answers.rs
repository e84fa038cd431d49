//! What answers for a notice: its own statements, those of the notices it forwards, of other notices of its
//! region, and of notices between it and a mandate.

use rustc_hash::FxHashMap;

use super::duty::ClauseRef;
use super::family::items_of;
use super::key::{GroupKey, ItemKey, action_key};
use super::statement::{Content, EquationKind, Statements};
use super::{Corpus, NoticeId};
use crate::notice::{Clause, Form};
use crate::vocabulary::Level;

/// One thing that is said, and by whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'c> {
    /// Where.
    pub(super) clause: ClauseRef,
    /// Of whom.
    groups: &'c [GroupKey],
    /// Whether findings may rest on it.
    pub(super) sure: bool,
    /// The level of a notice above, which answers only what is asked from a higher one; nothing for what
    /// answers in any case.
    level: Option<Level>,
}

/// Everything that may answer for one notice, its own words first.
pub(super) struct Answers<'c> {
    corpus: &'c Corpus,
    id: NoticeId,
    items: FxHashMap<&'c ItemKey, Vec<Said<'c>>>,
    acts: FxHashMap<&'c str, Vec<Said<'c>>>,
    /// What the notice itself leaves to others to settle.
    left: FxHashMap<&'c ItemKey, ClauseRef>,
    /// Clauses whose reading is not sure.
    doubtful: Vec<(Said<'c>, &'c Clause)>,
}

impl<'c> Answers<'c> {
    pub(super) fn new(corpus: &'c Corpus, id: NoticeId) -> Self {
        let mut sources: Vec<(NoticeId, Option<Level>)> = vec![(id, None)];
        let add = |sources: &mut Vec<(NoticeId, Option<Level>)>, other: NoticeId, level| {
            if sources.iter().all(|(known, _)| *known != other) {
                sources.push((other, level));
            }
        };
        for &other in corpus.forwarded(id) {
            add(&mut sources, other, None);
        }
        for &other in corpus.ancestors(id).iter().rev() {
            add(&mut sources, other, corpus.level(other));
        }
        if let Some(entry) = corpus.get(id)
            && let Some(years) = entry.years()
        {
            let peers = corpus.of_region(entry.region, (years.first, years.last));
            sources.extend(peers.iter().filter(|&&peer| peer != id).map(|&peer| (peer, None)));
        }
        let mut answers = Answers {
            corpus,
            id,
            items: FxHashMap::default(),
            acts: FxHashMap::default(),
            left: FxHashMap::default(),
            doubtful: Vec::new(),
        };
        for (source, level) in sources {
            answers.hear(source, level);
        }
        answers.hear_delegations();
        answers
    }

    fn hear(&mut self, source: NoticeId, level: Option<Level>) {
        let (Some(statements), Some(entry)) = (self.corpus.statements(source), self.corpus.get(source))
        else {
            return;
        };
        let said = |clause: usize, groups: &'c [GroupKey], sure: bool| Said {
            clause: ClauseRef {
                notice: source,
                clause,
            },
            groups,
            sure,
            level,
        };
        for (sure, list) in [(true, &statements.all), (false, &statements.unsure)] {
            for statement in list {
                let said = said(statement.clause, &statement.groups, sure);
                for item in items_of(&statement.content) {
                    let known = self.items.entry(item).or_default();
                    let same = |last: &Said<'_>| last.clause == said.clause && last.groups == said.groups;
                    if !known.last().is_some_and(same) {
                        known.push(said);
                    }
                }
            }
        }
        let sure = self.corpus.actions(source).iter().map(|action| (true, action));
        let unsure = self
            .corpus
            .unsure_actions(source)
            .iter()
            .map(|action| (false, action));
        for (sure, action) in sure.chain(unsure) {
            let said = said(action.clause, &action.groups, sure);
            self.acts.entry(action.key.as_str()).or_default().push(said);
        }
        for (index, clause) in entry.notice.clauses.iter().enumerate() {
            if !clause.sureness.is_sure() {
                self.doubtful.push((said(index, &[], false), clause));
            }
        }
    }

    fn hear_delegations(&mut self) {
        let (Some(entry), Some(names)) = (self.corpus.get(self.id), self.corpus.names(self.id)) else {
            return;
        };
        for (index, clause) in entry.notice.sure_clauses() {
            if let Form::Delegate(_) = clause.form
                && let Some(subject) = names.subjects.get(index).and_then(|subjects| subjects.first())
                && subject.measurand.bearer.is_none()
            {
                let clause = ClauseRef {
                    notice: self.id,
                    clause: index,
                };
                self.left.entry(&subject.measurand.item).or_insert(clause);
            }
        }
    }

    /// What answers a mandate of a notice of level `top` on an item, said of `groups`.
    pub(super) fn on_item(
        &self,
        top: Option<Level>,
        item: &ItemKey,
        groups: &[GroupKey],
    ) -> Option<Said<'c>> {
        let vocabulary = self.corpus.vocabulary();
        let people: Vec<&GroupKey> = groups
            .iter()
            .filter(|group| !group.is_place(vocabulary))
            .collect();
        let money = matches!(item, ItemKey::Known(id)
            if vocabulary.item_info(*id).unit.as_ref().is_some_and(|unit| unit.contains('元')));
        let of_them = |own: &[GroupKey]| {
            people.is_empty()
                || (money && own.is_empty())
                || own.iter().any(|own| {
                    people.iter().any(|asked| {
                        self.corpus.reaches(self.id, own, asked) || self.corpus.reaches(self.id, asked, own)
                    })
                })
        };
        let all = self.items.get(item)?;
        let fitting = || {
            all.iter()
                .filter(|said| said.counts(top) && of_them(said.groups))
                .copied()
        };
        fitting().find(|said| said.sure).or_else(|| fitting().next())
    }

    /// What answers each part of `item`, if it is a sum of which every part is answered.
    pub(super) fn on_parts(
        &self,
        top: Option<Level>,
        statements: &Statements,
        item: &ItemKey,
    ) -> Option<Vec<Said<'c>>> {
        statements
            .all
            .iter()
            .find_map(|statement| match &statement.content {
                Content::Equation {
                    terms,
                    kind: EquationKind::Sum,
                    ..
                } if terms.first().is_some_and(|(_, whole, _)| whole.item == *item) => terms
                    .iter()
                    .skip(1)
                    .map(|(_, part, _)| {
                        (part.item != *item)
                            .then(|| self.on_item(top, &part.item, &[]))
                            .flatten()
                    })
                    .collect(),
                _ => None,
            })
    }

    /// Where the notice itself leaves an item to others to settle.
    pub(super) fn left_open(&self, item: &ItemKey) -> Option<ClauseRef> {
        self.left.get(item).copied()
    }

    /// What says when an action is done, of a mandate of a notice of level `top`.
    pub(super) fn on_action(&self, top: Option<Level>, key: &str) -> Option<Said<'c>> {
        self.acts.get(key)?.iter().find(|said| said.counts(top)).copied()
    }

    /// A clause that is not sure what it speaks of and gives the very value or time that is asked.
    pub(super) fn in_doubt(&self, top: Option<Level>, mandate: &Clause) -> Option<Said<'c>> {
        let says = |clause: &Clause| match (&clause.form, &mandate.form) {
            (Form::Bound { value: own, .. }, Form::Bound { value: asked, .. }) => {
                own.unit.measure == asked.unit.measure && own.base_value() == asked.base_value()
            }
            (Form::Date(own), Form::Date(asked)) => own.limit == asked.limit,
            _ => false,
        };
        self.doubtful
            .iter()
            .find(|(said, clause)| said.counts(top) && says(clause))
            .map(|(said, _)| *said)
    }
}

impl Said<'_> {
    fn counts(&self, top: Option<Level>) -> bool {
        self.level.is_none() || self.level > top
    }
}

impl Corpus {
    /// The level of the region of a notice.
    pub(super) fn level(&self, id: NoticeId) -> Option<Level> {
        let entry = self.get(id)?;
        Some(self.vocabulary().regions().get(entry.region).level)
    }

    /// The folded name of what a task or a date is about.
    pub(super) fn action_key_of(&self, clause: &Clause) -> Option<compact_str::CompactString> {
        match &clause.form {
            Form::Task(task) => Some(action_key(&task.name, self.vocabulary())),
            Form::Date(action) => Some(action_key(&action.subject.head, self.vocabulary())),
            _ => None,
        }
    }
}
