//! Dates and time limits.

use std::str::FromStr;

use super::grammar::{Pair, Rule};
use super::primitive::LineReader;
use crate::notice::{DayMonth, PartialDate, TimeLimit, TimePoint};

impl LineReader<'_> {
    /// A `date`. Numbers are kept even where no such day exists, so that a rule can name it.
    pub(super) fn date(&mut self, pair: &Pair<'_>) -> PartialDate {
        let mut date = PartialDate {
            year: None,
            month: None,
            day: None,
            end: false,
            span: self.trimmed_span(pair),
        };
        for inner in pair.clone().into_inner() {
            // A number with too many digits for a year is no less out of range for being cut off.
            let value = || Some(u32::from_str(inner.as_str()).unwrap_or(u32::MAX));
            match inner.as_rule() {
                Rule::year_number => date.year = value(),
                Rule::month_number => date.month = value(),
                Rule::day_number => date.day = value(),
                Rule::end_word => date.end = true,
                _ => {}
            }
        }
        date
    }

    fn trimmed_span(&self, pair: &Pair<'_>) -> crate::source::Span {
        let mut span = self.span(pair);
        let raw = pair.as_str().trim_end();
        span.end = span
            .start
            .saturating_add(u32::try_from(raw.len()).unwrap_or(u32::MAX));
        span
    }

    fn time_point(&mut self, pair: &Pair<'_>) -> Option<TimePoint> {
        let inner = pair.clone().into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::date => TimePoint::Date(self.date(&inner)),
            Rule::yearly => {
                let mut day = DayMonth { month: 0, day: None };
                for number in inner.clone().into_inner() {
                    let value = u32::from_str(number.as_str()).ok();
                    match number.as_rule() {
                        Rule::month_number => day.month = value?,
                        Rule::day_number => day.day = value,
                        _ => {}
                    }
                }
                TimePoint::Yearly(day, self.trimmed_span(&inner))
            }
            Rule::monthly => {
                let day = inner
                    .clone()
                    .into_inner()
                    .find(|number| number.as_rule() == Rule::day_number)
                    .and_then(|number| u32::from_str(number.as_str()).ok());
                TimePoint::Monthly(day, self.trimmed_span(&inner))
            }
            _ => {
                let mut after = None;
                let mut quantity = None;
                for part in inner.clone().into_inner() {
                    match part.as_rule() {
                        Rule::event_name => after = Some(self.name(&part)),
                        Rule::quantity_in => quantity = self.quantity(&part),
                        _ => {}
                    }
                }
                TimePoint::Within(quantity?, after)
            }
        })
    }

    /// A `deadline`, `start`, `event` or `window`.
    pub(super) fn limit(&mut self, pair: &Pair<'_>) -> Option<TimeLimit> {
        let mut inner = pair.clone().into_inner();
        let first = inner.next()?;
        match pair.as_rule() {
            Rule::deadline => self.time_point(&first).map(TimeLimit::Before),
            Rule::start => self.time_point(&first).map(TimeLimit::From),
            Rule::event => self.time_point(&first).map(TimeLimit::On),
            Rule::window => {
                let last = inner.next()?;
                Some(TimeLimit::Window(self.date(&first), self.date(&last)))
            }
            _ => None,
        }
    }

    /// The 时限 of a task: `ongoing`, or a time point.
    pub(super) fn task_limit(&mut self, pair: &Pair<'_>) -> Option<TimeLimit> {
        let first = pair.clone().into_inner().next()?;
        match first.as_rule() {
            Rule::ongoing => Some(TimeLimit::Ongoing(self.span(&first))),
            Rule::time_point => self.time_point(&first).map(TimeLimit::Before),
            _ => None,
        }
    }
}
