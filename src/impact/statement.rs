//! The statement that is supposed, as the one line of an extract of its authority.

use crate::corpus::{Content, Corpus, Given, Role, Statement};
use crate::diagnostic::{Diagnostic, Severity};
use crate::notice::Form;
use crate::rules::{self, Group};
use crate::source::{SourceFile, Sources, Span};
use crate::vocabulary::Vocabulary;

/// 代字 of the notice that is supposed.
const CODE: &str = "假设";

/// A statement that was read.
#[derive(Debug)]
pub struct Supposed {
    /// The extract that it is the one line of.
    pub text: String,
    /// The year it is for.
    pub year: u16,
    /// What it amounts to, resolved on its own.
    pub statements: Vec<Statement>,
    /// The name under which its action is known, and its groups, where it is a date.
    pub action: Option<(String, Vec<crate::corpus::GroupKey>)>,
    /// What a check would say of it that does not keep it from being read.
    pub doubts: Vec<Diagnostic>,
    /// What the doubts point into.
    pub sources: Sources,
}

/// Why a statement cannot be supposed.
#[derive(Debug)]
pub enum Mistake {
    /// It cannot be read, or means nothing definite.
    Findings {
        /// What is wrong, at places of the statement.
        findings: Vec<Diagnostic>,
        /// The statement.
        sources: Sources,
    },
    /// It is no statement on figures or dates, or more than one.
    Kind,
}

/// Reads `statement` as one of the region at `path`, for `year` where it names none.
///
/// # Errors
/// What is wrong with it.
pub fn read(statement: &str, path: &str, year: u16) -> Result<Supposed, Mistake> {
    let statement = statement.trim();
    if statement.is_empty() || statement.contains(['\n', '\r']) {
        return Err(Mistake::Kind);
    }
    let first = look(statement, path, year)?;
    if first.year == year {
        return Ok(first);
    }
    // The notice that is supposed is one of the year that its statement is for.
    look(statement, path, first.year)
}

fn look(statement: &str, path: &str, year: u16) -> Result<Supposed, Mistake> {
    let head = format!("文号：{CODE}〔{year}〕1号\n地区：{path}\n成文：{year}年1月1日\n年度：{year}年\n\n");
    let text = format!("{head}{statement}\n");
    let given = vec![Given {
        path: String::new(),
        text: text.clone(),
        role: Role::Reported,
    }];
    let corpus = Corpus::new(given, Vocabulary::builtin());
    let (doubts, sources) = doubts(&corpus, statement, head.len());
    // A name that nobody knows may be a quantity of another field; beside another one it is a slip, as 六百元 is.
    let is_reference = corpus
        .entries()
        .flat_map(|(_, entry)| &entry.notice.clauses)
        .any(|clause| matches!(clause.form, Form::Reference { .. }));
    let keeps = |doubt: &Diagnostic| {
        doubt.severity == Severity::Error || (is_reference && doubt.rule == "unknown-name")
    };
    if doubts.iter().any(keeps) {
        return Err(Mistake::Findings {
            findings: doubts,
            sources,
        });
    }
    let Some((id, entry)) = corpus.entries().next() else {
        return Err(Mistake::Kind);
    };
    let [clause] = entry.notice.clauses.as_slice() else {
        return Err(Mistake::Kind);
    };
    let statements = corpus
        .statements(id)
        .map(|all| all.all.clone())
        .unwrap_or_default();
    let action = corpus
        .actions(id)
        .first()
        .map(|action| (action.key.to_string(), action.groups.clone()));
    let binds = match &clause.form {
        Form::Date(_) => action.is_some(),
        Form::Bound { .. }
        | Form::Sum { .. }
        | Form::Shares { .. }
        | Form::Split { .. }
        | Form::Reference { .. } => !statements.is_empty(),
        _ => false,
    };
    if !binds {
        return Err(Mistake::Kind);
    }
    let own = statements.first().and_then(|statement| match &statement.content {
        Content::Value { measurand, .. } | Content::Nothing { measurand } => Some(measurand.year),
        Content::Share { whole, .. } => Some(whole.year),
        Content::Equation { terms, .. } => terms.first().map(|(_, measurand, _)| measurand.year),
    });
    let date = corpus
        .actions(id)
        .first()
        .and_then(|action| date_year(&action.limit));
    let own = own
        .or(date)
        .and_then(|year| u16::try_from(year).ok())
        .unwrap_or(year);
    Ok(Supposed {
        text,
        year: own,
        statements,
        action,
        doubts,
        sources,
    })
}

fn date_year(limit: &crate::notice::TimeLimit) -> Option<i32> {
    use crate::notice::{TimeLimit, TimePoint};
    let date = match limit {
        TimeLimit::Before(TimePoint::Date(date))
        | TimeLimit::From(TimePoint::Date(date))
        | TimeLimit::On(TimePoint::Date(date))
        | TimeLimit::Window(date, _) => date,
        _ => return None,
    };
    i32::try_from(date.year?).ok()
}

/// What the rules on writing, arithmetic and dates say of the statement, at places of the statement alone.
fn doubts(corpus: &Corpus, statement: &str, head: usize) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("假设 · STATEMENT", statement));
    let mut found = Vec::new();
    for diagnostic in rules::run(corpus) {
        let group = rules::rule(diagnostic.rule).map(|rule| rule.info().group);
        if !matches!(group, Some(Group::Syntax | Group::Arithmetic)) && diagnostic.rule != "invalid-date" {
            continue;
        }
        let place = |span: Span| {
            let start = (span.start as usize).checked_sub(head)?;
            let end = (span.end as usize).checked_sub(head)?.min(statement.len());
            Some(Span::new(file, start.min(end), end))
        };
        let Some(primary) = place(diagnostic.primary.span) else {
            continue;
        };
        let mut moved = diagnostic;
        moved.primary.span = primary;
        moved.related.retain_mut(|label| match place(label.span) {
            Some(span) => {
                label.span = span;
                true
            }
            None => false,
        });
        moved.derivation.clear();
        found.push(moved);
    }
    (found, sources)
}
