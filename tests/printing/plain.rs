//! Clauses and notices without what the text does not say: spans, and the empty lines of the layout.

use duibiao::notice::{Heading, Line, Notice};
use duibiao::source::{Sources, Span};

/// The span of everything that was never read.
pub(crate) fn nowhere() -> Span {
    Span::new(Sources::new().next_id(0), 0, 0)
}

/// The notice without spans, and its body without empty lines: the layout decides
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
        clauses: notice.clauses.clone(),
        body: body.collect(),
    }
}
