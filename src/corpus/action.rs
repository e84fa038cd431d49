//! What is to be done, or starts, and when; and which of two times is the looser.

use compact_str::CompactString;
use jiff::civil::Date;

use super::entry::Entry;
use super::key::{GroupKey, action_key};
use crate::notice::{Form, TimeLimit, TimePoint};
use crate::source::Span;
use crate::vocabulary::Vocabulary;

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

/// The actions of one notice.
#[derive(Debug, Clone, Default)]
pub(super) struct Actions {
    /// Those that findings may rest on.
    pub(super) sure: Vec<Action>,
    /// Those whose reading is not sure: they answer what is asked from above and bind nothing.
    pub(super) unsure: Vec<Action>,
}

/// Reads the actions off the clauses.
pub(super) fn actions(entry: &Entry, vocabulary: &Vocabulary) -> Actions {
    let mut actions = Actions::default();
    let year = entry.years().map(|years| years.last);
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
        let list = if stated.sureness.is_sure() {
            &mut actions.sure
        } else {
            &mut actions.unsure
        };
        list.push(Action {
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

/// In which ways `own` is looser than `mandate`: too late or too early, and by how many days.
pub(super) fn looser(own: &Action, mandate: &Action) -> Vec<(bool, Option<i32>)> {
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
        (TimeLimit::Before(TimePoint::Monthly(own, _)), TimeLimit::Before(TimePoint::Monthly(asked, _)))
            if own.unwrap_or(31) > asked.unwrap_or(31) =>
        {
            found.push((true, None));
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

/// Whether `own` asks for more than `mandate`, which it does not fall short of: an earlier end or a later start.
pub(super) fn stricter(own: &Action, mandate: &Action) -> bool {
    let earlier = end_of(own)
        .zip(end_of(mandate))
        .is_some_and(|(own, end)| own < end);
    let later = start_of(own)
        .zip(start_of(mandate))
        .is_some_and(|(own, start)| own > start);
    (earlier || later) && looser(own, mandate).is_empty()
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
