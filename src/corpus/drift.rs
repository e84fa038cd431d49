//! Where the text of a notice says otherwise than its extract, or more.
//!
//! The evidence leads from each statement of an extract to the text. This is the way back: every figure that
//! the text was surely read to state must be in the extract, as a value, in evidence or in a comment.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Corpus;
use super::action::{Action, actions};
use super::entry::{Entry, Origin};
use super::evidence::{Figures, SourceText, missing};
use super::key::{GroupKey, Measurand};
use super::names::{first_look, resolve};
use super::statement::{Content, Statement, Statements, statements};
use crate::notice::{Clause, Form, Line, TO_CONFIRM};
use crate::source::{FileId, Sources, Span};

/// What begins a comment that accounts for figures of the text: one that is yet to be confirmed, and what the
/// text says beside the statements.
const ACCOUNTS: [&str; 2] = [TO_CONFIRM, "原文："];

/// A figure of the text that the extract lacks or contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The figure, in the text.
    pub figure: Span,
    /// What the extract states instead: the figure, with the name of its part if it has one.
    pub instead: Option<Span>,
    /// Whether the extract may leave it out: it measures nothing that the vocabulary knows.
    pub doubtful: bool,
}

/// The drifts of all notices.
pub(super) fn all(corpus: &Corpus) -> Vec<Vec<Drift>> {
    // Where a text was not told apart into its notices, other extracts state the rest of it.
    let mut others: FxHashMap<FileId, Vec<&Entry>> = FxHashMap::default();
    for entry in &corpus.entries {
        if let SourceText::Read(file) = entry.source
            && entry.counterpart.is_none()
        {
            others.entry(file).or_default().push(entry);
        }
    }
    let entries = corpus.entries.par_iter().zip(&corpus.statements);
    entries
        .map(|(entry, statements)| {
            let others = match entry.source {
                SourceText::Read(file) => others.get(&file),
                _ => None,
            };
            drifts(corpus, entry, statements, others.map_or(&[], Vec::as_slice))
        })
        .collect()
}

/// The drifts between an extract and the text that it was taken from.
fn drifts(corpus: &Corpus, entry: &Entry, stated: &Statements, others: &[&Entry]) -> Vec<Drift> {
    let vocabulary = corpus.vocabulary();
    let Some(counterpart) = entry.counterpart.as_ref().filter(|_| entry.is_reported()) else {
        return Vec::new();
    };
    let mut notice = counterpart.notice.clone();
    notice.header.years = notice.header.years.or(entry.years());
    let text = Entry {
        notice,
        problems: Vec::new(),
        suppressions: Vec::new(),
        origin: Origin::Text {
            document: counterpart.document,
        },
        source: SourceText::NotSought,
        counterpart: None,
        ..*entry
    };
    let inherited = first_look(entry, vocabulary).items;
    let names = resolve(&text, vocabulary, first_look(&text, vocabulary), &[&inherited]);
    let extract = Said {
        statements: stated,
        actions: actions(entry, vocabulary).sure,
    };
    let said = Said {
        statements: &statements(&text.notice, &names, vocabulary),
        actions: actions(&text, vocabulary).sure,
    };
    let mut figures = Figures::default();
    read_figures(&mut figures, entry, corpus.sources());
    for other in others {
        read_figures(&mut figures, other, corpus.sources());
    }
    let year = text.years().map(|years| years.last);
    let mut drifts = Vec::new();
    for (index, clause) in text.notice.sure_clauses() {
        if matches!(clause.form, Form::Cite(_)) {
            continue;
        }
        for number in missing(clause, &figures, year) {
            drifts.push(said.drift(&extract, index, clause, number));
        }
    }
    drifts.extend(issued(entry, &text));
    drifts.sort_by_key(|drift| drift.figure);
    drifts.dedup_by_key(|drift| drift.figure);
    drifts
}

/// Adds every figure in the statements of an extract, their evidence and its comments.
fn read_figures(figures: &mut Figures, entry: &Entry, sources: &Sources) {
    let Some(file) = sources.get(entry.file()) else {
        return;
    };
    for clause in &entry.notice.clauses {
        let line = sources.start(clause.span).line;
        let range = file.lines().line_range(file.text(), line);
        figures.read(file.text(), Span::new(entry.file(), range.start, range.end));
    }
    let comments = entry.notice.body.iter().filter_map(|line| match line {
        Line::Comment(comment) => Some(comment),
        _ => None,
    });
    let comments = comments.chain(&entry.notice.header.comments);
    for comment in comments.filter(|comment| ACCOUNTS.iter().any(|word| comment.starts_with(word))) {
        figures.read(comment, Span::new(entry.file(), 0, comment.len()));
    }
}

/// 成文, where both give a day and it is not the same.
fn issued(entry: &Entry, text: &Entry) -> Option<Drift> {
    let (own, other) = (entry.issued()?, text.issued()?);
    (entry.issue_date()? != text.issue_date()?).then_some(Drift {
        figure: other.span,
        instead: Some(own.span),
        doubtful: false,
    })
}

/// What is said, by an extract or by a text.
struct Said<'s> {
    statements: &'s Statements,
    actions: Vec<Action>,
}

impl Said<'_> {
    /// The drift of `number`, a figure of clause `index` that `extract` has nowhere.
    fn drift(&self, extract: &Said<'_>, index: usize, clause: &Clause, number: Span) -> Drift {
        let statement = self
            .statements
            .of_clause(index)
            .map(|(_, statement)| statement)
            .find(|statement| statement.figure.contains(number));
        if let Some(statement) = statement {
            let instead = extract.statements.all.iter().find(|other| same(statement, other));
            return Drift {
                figure: statement.figure,
                instead: instead.map(|other| other.span),
                doubtful: instead.is_none() && !is_known(statement),
            };
        }
        let action = self.actions.iter().find(|action| action.clause == index);
        let instead = action.and_then(|action| {
            extract
                .actions
                .iter()
                .find(|other| other.key == action.key && other.groups == action.groups)
        });
        Drift {
            figure: number,
            instead: instead.map(|other| other.span),
            doubtful: instead.is_none() && matches!(clause.form, Form::Task(_)),
        }
    }
}

/// What a figure measures.
fn subject(statement: &Statement) -> Option<(&Measurand, Option<&Measurand>, &[GroupKey])> {
    match &statement.content {
        Content::Value { measurand, .. } => Some((measurand, None, &statement.groups)),
        Content::Share { part, whole, .. } => Some((part, Some(whole), &statement.groups)),
        Content::Equation { .. } | Content::Nothing { .. } => None,
    }
}

/// Whether two statements give a figure to the same thing.
fn same(one: &Statement, other: &Statement) -> bool {
    let measure = |statement: &Statement| match &statement.content {
        Content::Value { measure, .. } => Some(measure.clone()),
        _ => None,
    };
    subject(one).is_some() && subject(one) == subject(other) && measure(one) == measure(other)
}

fn is_known(statement: &Statement) -> bool {
    subject(statement).is_none_or(|(measurand, ..)| matches!(measurand.item, super::ItemKey::Known(_)))
}
