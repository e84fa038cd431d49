//! Dates as notices write them, and time limits.

use jiff::civil::Date;

use super::{Name, Quantity};
use crate::source::Span;

/// A date that does not exist, or a year out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Year outside 1949–2100.
    Year(u32),
    /// Month outside 1–12.
    Month(u32),
    /// A day that the month does not have; holds the last one that it has.
    Day {
        /// The day as written.
        day: u32,
        /// How many days the month has.
        last: i8,
    },
}

/// A date of which day, or month and day, or the year may be left out: 2023年9月15日, 2023年12月底,
/// 2023年底, 2025年, 9月15日. The numbers are kept as written; [`PartialDate::check`] says whether they exist.
#[derive(Debug, Clone, Copy)]
pub struct PartialDate {
    /// Year; the notice's own where it is not written.
    pub year: Option<u32>,
    /// Month.
    pub month: Option<u32>,
    /// Day.
    pub day: Option<u32>,
    /// Whether 底 or 末 is written after it.
    pub end: bool,
    /// The words.
    pub span: Span,
}

impl PartialEq for PartialDate {
    fn eq(&self, other: &Self) -> bool {
        (self.year, self.month, self.day, self.end) == (other.year, other.month, other.day, other.end)
    }
}

impl Eq for PartialDate {}

impl PartialDate {
    /// Whether the date exists.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, default_year: Option<u16>) -> Result<(), DateError> {
        self.last_day(default_year).map(|_| ())
    }

    /// The last day that the words cover: 2023年12月底 is 2023-12-31, 2025年 is 2025-12-31.
    ///
    /// # Errors
    /// What does not exist in it.
    pub fn last_day(&self, default_year: Option<u16>) -> Result<Date, DateError> {
        let (first, month_written, day_written) = self.first(default_year)?;
        Ok(match (month_written, day_written) {
            (_, true) => first,
            (true, false) => first.last_of_month(),
            (false, false) => first.last_of_year(),
        })
    }

    /// The first day that the words cover: 2024年 is 2024-01-01. A date with 底 has only its last day.
    ///
    /// # Errors
    /// What does not exist in it.
    pub fn first_day(&self, default_year: Option<u16>) -> Result<Date, DateError> {
        if self.end {
            return self.last_day(default_year);
        }
        self.first(default_year).map(|(date, _, _)| date)
    }

    fn first(&self, default_year: Option<u16>) -> Result<(Date, bool, bool), DateError> {
        let year = self.year.unwrap_or_else(|| default_year.map_or(2000, u32::from));
        if !(1949..=2100).contains(&year) {
            return Err(DateError::Year(year));
        }
        let year16 = i16::try_from(year).map_err(|_| DateError::Year(year))?;
        let month = self.month.unwrap_or(1);
        let month8 = i8::try_from(month)
            .ok()
            .filter(|m| (1..=12).contains(m))
            .ok_or(DateError::Month(month))?;
        let first = Date::new(year16, month8, 1).map_err(|_| DateError::Month(month))?;
        let day = self.day.unwrap_or(1);
        let date = i8::try_from(day)
            .ok()
            .and_then(|day8| Date::new(year16, month8, day8).ok())
            .ok_or(DateError::Day {
                day,
                last: first.days_in_month(),
            })?;
        Ok((date, self.month.is_some(), self.day.is_some()))
    }
}

/// A day of every year: 12月15日.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayMonth {
    /// Month.
    pub month: u32,
    /// Day; `None` means the last day of the month.
    pub day: Option<u32>,
}

/// One end of a time limit. Equality is of the time alone, wherever it is written.
#[derive(Debug, Clone)]
pub enum TimePoint {
    /// A date.
    Date(PartialDate),
    /// 每年12月15日: recurs.
    Yearly(DayMonth, Span),
    /// 每月15日: recurs; `None` means the last day of the month.
    Monthly(Option<u32>, Span),
    /// 3个月内, counted from an event where one is named (`退出其他制度保障后3个月内`).
    Within(Quantity, Option<Name>),
}

impl PartialEq for TimePoint {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (TimePoint::Date(a), TimePoint::Date(b)) => a == b,
            (TimePoint::Yearly(a, _), TimePoint::Yearly(b, _)) => a == b,
            (TimePoint::Monthly(a, _), TimePoint::Monthly(b, _)) => a == b,
            (TimePoint::Within(a, after), TimePoint::Within(b, other_after)) => {
                a == b && after == other_after
            }
            _ => false,
        }
    }
}

impl Eq for TimePoint {}

impl TimePoint {
    /// The words.
    pub fn span(&self) -> Span {
        match self {
            TimePoint::Date(date) => date.span,
            TimePoint::Yearly(_, span) | TimePoint::Monthly(_, span) => *span,
            TimePoint::Within(quantity, after) => after
                .as_ref()
                .map_or(quantity.span, |after| after.span.to(quantity.span)),
        }
    }
}

/// When something is to be done, or holds. Equality is of the time alone, wherever it is written.
#[derive(Debug, Clone)]
pub enum TimeLimit {
    /// `限 D 前`: a deadline; the day itself is in time.
    Before(TimePoint),
    /// `自 D 起`: a start.
    From(TimePoint),
    /// `于 D`: an event.
    On(TimePoint),
    /// `D1 至 D2`: a window.
    Window(PartialDate, PartialDate),
    /// 持续推进: without end (tasks only).
    Ongoing(Span),
}

impl PartialEq for TimeLimit {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (TimeLimit::Before(a), TimeLimit::Before(b))
            | (TimeLimit::From(a), TimeLimit::From(b))
            | (TimeLimit::On(a), TimeLimit::On(b)) => a == b,
            (TimeLimit::Window(a, b), TimeLimit::Window(c, d)) => a == c && b == d,
            (TimeLimit::Ongoing(_), TimeLimit::Ongoing(_)) => true,
            _ => false,
        }
    }
}

impl Eq for TimeLimit {}
