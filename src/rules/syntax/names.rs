//! What the names of one notice mean: the vocabulary, and the names that the notice itself gives.

use std::borrow::Cow;

use crate::corpus::{Corpus, Entry};
use crate::notice::{Clause, Expression, Form, Name, Subject};
use crate::vocabulary::{BearerId, ItemId, Vocabulary, fold};

/// The names of one notice.
pub(super) struct Names<'c> {
    pub(super) vocabulary: &'c Vocabulary,
    /// 简称: the short and the full name, both folded.
    aliases: Vec<(String, String)>,
    /// Members and groups of 归类, folded.
    classified: Vec<String>,
}

impl<'c> Names<'c> {
    pub(super) fn new(corpus: &'c Corpus, entry: &Entry) -> Self {
        let mut names = Names {
            vocabulary: corpus.vocabulary(),
            aliases: Vec::new(),
            classified: Vec::new(),
        };
        for clause in &entry.notice.clauses {
            match &clause.form {
                Form::Alias(alias) => names.aliases.push((
                    fold(&alias.short.text).into_owned(),
                    fold(&alias.full.text).into_owned(),
                )),
                Form::Classify(classification) => {
                    for name in classification.members.iter().chain([&classification.group]) {
                        names.classified.push(fold(&name.text).into_owned());
                    }
                }
                _ => {}
            }
        }
        names
    }

    /// The item of a name, also where a 简称 stands in it.
    pub(super) fn item(&self, name: &str) -> Option<ItemId> {
        self.look_up(name, |name| self.vocabulary.item(name))
    }

    /// The bearer of a name, also where a 简称 stands in it.
    pub(super) fn bearer(&self, name: &str) -> Option<BearerId> {
        self.look_up(name, |name| self.vocabulary.bearer(name))
    }

    /// Whether the notice itself gives the name, by 简称 or 归类.
    pub(super) fn is_given(&self, name: &str) -> bool {
        let name = fold(name);
        self.aliases
            .iter()
            .any(|(short, full)| name == short.as_str() || name == full.as_str())
            || self.classified.iter().any(|given| name == given.as_str())
    }

    /// One spelling for all names of one thing.
    pub(super) fn canonical<'n>(&'n self, name: &'n str) -> Cow<'n, str> {
        if let Some(item) = self.item(name) {
            return Cow::Borrowed(&self.vocabulary.item_info(item).name);
        }
        if let Some(bearer) = self.bearer(name) {
            return Cow::Borrowed(&self.vocabulary.bearer_info(bearer).name);
        }
        if let Some(group) = self.look_up(name, |name| self.vocabulary.group(name)) {
            return Cow::Borrowed(&self.vocabulary.group_info(group).name);
        }
        let name = fold(name);
        match self.aliases.iter().find(|(short, _)| name == short.as_str()) {
            Some((_, full)) => Cow::Borrowed(full),
            None => name,
        }
    }

    fn look_up<T>(&self, name: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        find(name).or_else(|| {
            let name = fold(name);
            self.aliases
                .iter()
                .filter(|(short, full)| !short.is_empty() && !full.is_empty())
                .find_map(|(short, full)| {
                    [(short, full), (full, short)]
                        .into_iter()
                        .filter(|(from, _)| name.contains(from.as_str()))
                        .find_map(|(from, to)| find(&name.replace(from.as_str(), to)))
                })
        })
    }
}

/// Where a subject stands in its statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is what the statement is about, or is reckoned with.
    Item,
    /// It is a part of a sum, of shares or of a split.
    Part,
    /// It is what is done, or starts: free text.
    Event,
}

/// Calls `visit` with every subject of a clause, in order.
pub(super) fn subjects<'n>(clause: &'n Clause, visit: &mut impl FnMut(&'n Subject, Role)) {
    match &clause.form {
        Form::Bound { subject, .. } => visit(subject, Role::Item),
        Form::Sum { whole, parts, .. } | Form::Shares { whole, parts } => {
            visit(whole, Role::Item);
            parts.iter().for_each(|part| visit(&part.subject, Role::Part));
        }
        Form::Split { whole, parts } => {
            visit(whole, Role::Item);
            parts.iter().for_each(|part| visit(&part.subject, Role::Part));
        }
        Form::Reference { left, right, .. } => {
            for side in [left, right] {
                expression_subjects(side, visit);
            }
        }
        Form::Date(action) => visit(&action.subject, Role::Event),
        Form::Delegate(delegation) => visit(&delegation.subject, Role::Item),
        Form::Classify(_) | Form::Task(_) | Form::Cite(_) | Form::Alias(_) => {}
    }
}

fn expression_subjects<'n>(side: &'n Expression, visit: &mut impl FnMut(&'n Subject, Role)) {
    side.subjects(&mut |subject| visit(subject, Role::Item));
}

/// Calls `visit` with every group of a clause, in order.
pub(super) fn groups<'n>(clause: &'n Clause, visit: &mut impl FnMut(&'n Name)) {
    subjects(clause, &mut |subject, _| {
        subject.facets.groups.iter().for_each(&mut *visit)
    });
}
