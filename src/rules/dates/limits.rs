//! What the rules about dates share: time limits as days of the calendar.

use jiff::civil::Date;

use crate::corpus::Entry;
use crate::diagnostic::Text;
use crate::notice::{Clause, Form, Notice, PartialDate, TimeLimit, TimePoint};
use crate::source::Span;

/// Words that cover one day or several, and the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) words: PartialDate,
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    /// The days of `words`; `None` where they do not exist, or where neither they nor the notice
    /// have a year.
    pub(super) fn of(words: PartialDate, default_year: Option<u16>) -> Option<Days> {
        words.year.or_else(|| default_year.map(u32::from))?;
        Some(Days {
            words,
            first: words.first_day(default_year).ok()?,
            last: words.last_day(default_year).ok()?,
        })
    }

    /// Whether the two have a day in common.
    pub(super) fn overlaps(&self, other: &Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Date clauses, and tasks with a 时限.
pub(super) fn limits(notice: &Notice) -> impl Iterator<Item = (&Clause, &TimeLimit)> {
    notice.sure_clauses().filter_map(|(_, clause)| {
        let limit = match &clause.form {
            Form::Date(action) => Some(&action.limit),
            Form::Task(task) => task.limit.as_ref(),
            _ => None,
        };
        limit.map(|limit| (clause, limit))
    })
}

/// The year of a date that is written without one.
pub(super) fn default_year(entry: &Entry) -> Option<u16> {
    entry.years().map(|years| years.last)
}

/// 成文, as the days that it covers.
pub(super) fn issued(entry: &Entry) -> Option<Days> {
    Days::of(entry.issued()?, None)
}

/// The day by which something is to be done.
pub(super) fn deadline(limit: &TimeLimit, default_year: Option<u16>) -> Option<Days> {
    match limit {
        TimeLimit::Before(TimePoint::Date(date)) => Days::of(*date, default_year),
        TimeLimit::Window(first, last) => Some(window(*first, *last, default_year)?.1),
        _ => None,
    }
}

/// The day from which something holds.
pub(super) fn start(limit: &TimeLimit, default_year: Option<u16>) -> Option<Days> {
    match limit {
        TimeLimit::From(TimePoint::Date(date)) => Days::of(*date, default_year),
        TimeLimit::Window(first, last) => window(*first, *last, default_year)
            .map(|(start, _)| start)
            .or_else(|| Days::of(*first, default_year)),
        _ => None,
    }
}

/// Both ends of a window. An end without a year is the first such day after the start.
pub(super) fn window(
    first: PartialDate,
    last: PartialDate,
    default_year: Option<u16>,
) -> Option<(Days, Days)> {
    let start = Days::of(first, default_year)?;
    if last.year.is_some() {
        return Some((start, Days::of(last, None)?));
    }
    let year = u16::try_from(start.first.year()).ok()?;
    let end = Days::of(last, Some(year))?;
    if end.last >= start.first {
        return Some((start, end));
    }
    Some((start, Days::of(last, year.checked_add(1))?))
}

/// The words of a limit.
pub(super) fn span(limit: &TimeLimit) -> Span {
    match limit {
        TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point) => point.span(),
        TimeLimit::Window(first, last) => first.span.to(last.span),
        TimeLimit::Ongoing(span) => *span,
    }
}

/// A day as people write it.
pub(super) fn day(date: Date) -> Text {
    Text::new(
        format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        date.to_string(),
    )
}

/// At most 24 characters of `words`, for a message.
pub(super) fn shown(words: &str) -> String {
    crate::rules::text::shown(words, 24)
}
