//! Clauses and notices without what the text does not say: spans, and the empty lines of the layout.

use duibiao::notice::{Clause, Form, Heading, Line, Notice, TimeLimit, TimePoint};
use duibiao::source::{Sources, Span};

/// The span of everything that was never read.
pub(crate) fn nowhere() -> Span {
    Span::new(Sources::new().next_id(0), 0, 0)
}

/// The clause with those spans taken out that count when clauses are compared.
pub(crate) fn plain_clause(clause: &Clause) -> Clause {
    let mut clause = clause.clone();
    let limit = match &mut clause.form {
        Form::Date(action) => Some(&mut action.limit),
        Form::Task(task) => task.limit.as_mut(),
        _ => None,
    };
    match limit {
        Some(TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point)) => {
            if let TimePoint::Yearly(_, span) = point {
                *span = nowhere();
            }
        }
        Some(TimeLimit::Ongoing(span)) => *span = nowhere(),
        Some(TimeLimit::Window(..)) | None => {}
    }
    clause
}

/// The notice with the same spans taken out, and its body without empty lines: the layout decides
/// where some of those stand.
pub(crate) fn plain_notice(notice: &Notice) -> Notice {
    let mut header = notice.header.clone();
    header.span = None;
    header.unread.fill(nowhere());
    let without_span = |heading: &Heading| Heading {
        span: nowhere(),
        ..heading.clone()
    };
    let body = notice.body.iter().filter_map(|line| match line {
        Line::Comment(text) if text.is_empty() => None,
        Line::Unread(_) => Some(Line::Unread(nowhere())),
        line => Some(line.clone()),
    });
    Notice {
        file: nowhere().file,
        header,
        headings: notice.headings.iter().map(without_span).collect(),
        clauses: notice.clauses.iter().map(plain_clause).collect(),
        body: body.collect(),
    }
}
