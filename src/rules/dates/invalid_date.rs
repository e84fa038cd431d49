//! 2月30日, 13月.

use super::limits::{limits, shown, span};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{DateError, DayMonth, PartialDate, TimeLimit, TimePoint, Years};
use crate::rules::{Group, Info, Rule, TextView, written};
use crate::source::Span;
use crate::text::Stretch;

pub(crate) struct InvalidDate;

static INFO: Info = Info {
    name: "invalid-date",
    group: Group::Dates,
    level: Severity::Error,
    summary_zh: "历法上不存在的日期",
    summary_en: "a date that the calendar does not have",
    ground: "公历",
    explanation: include_str!("invalid-date.md"),
};

impl Rule for InvalidDate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let mut date = |date: &PartialDate, years: Option<Years>| {
            let year = year_of(date, years);
            if let Err(error) = date.check(year) {
                let words = corpus.sources().slice(date.span);
                out.push(finding(words, date.span, error, date, year));
            }
        };
        if let Some(issued) = &entry.notice.header.issued {
            date(issued, None);
        }
        let years = entry.years();
        let mut yearly = Vec::new();
        for (_, limit) in limits(&entry.notice) {
            match limit {
                TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point) => match point {
                    TimePoint::Date(point) => date(point, years),
                    TimePoint::Yearly(day, span) => yearly.push((*day, *span)),
                    // January has every day that a month can have.
                    TimePoint::Monthly(day, span) => {
                        yearly.push((DayMonth { month: 1, day: *day }, *span));
                    }
                    TimePoint::Within(..) => {}
                },
                TimeLimit::Window(first, last) => {
                    date(first, years);
                    // An end without a year may lie in the year after the start's.
                    date(last, if last.year.is_none() { None } else { years });
                }
                TimeLimit::Ongoing(_) => {}
            }
        }
        for (day, span) in yearly {
            let date = any_year(day, span);
            if let Err(error) = date.check(None) {
                out.push(finding(corpus.sources().slice(span), span, error, &date, None));
            }
        }
    }

    /// Whatever is said of a date, it has to exist: every date in figures is looked at, also where nothing is
    /// read from its sentence.
    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, notice) in text.documents() {
            let entry = notice.and_then(|id| text.corpus.get(id));
            // What the notice itself says has been looked at there.
            let stated: Vec<Span> = entry
                .into_iter()
                .flat_map(|entry| {
                    let issued = entry.notice.header.issued.map(|date| date.span);
                    issued
                        .into_iter()
                        .chain(limits(&entry.notice).map(|(_, limit)| span(limit)))
                })
                .collect();
            let base = document.range.start;
            let words = text.words(document.range);
            for date in written::dates(words).filter(|date| date.day.is_some()) {
                let at = |byte: usize| (base as usize).saturating_add(byte);
                let stretch = Stretch::new(at(date.start), at(date.end));
                let place = text.span(stretch);
                // 1.12月5日 and 5-13月1日 are no dates of their own.
                let goes_on = words
                    .get(..date.start)
                    .is_some_and(|before| before.ends_with(['.', '．', '-', '/', '—', '~', '～']));
                if goes_on || stated.iter().any(|stated| stated.overlaps(place)) {
                    continue;
                }
                let number = |digits: &str| digits.parse::<u32>().ok();
                let date = PartialDate {
                    year: date.year.filter(|year| year.len() == 4).and_then(number),
                    month: number(date.month),
                    day: date.day.and_then(number),
                    end: false,
                    span: place,
                };
                if let Err(error) = date.check(None) {
                    out.push(finding(text.words(stretch), place, error, &date, None));
                }
            }
        }
    }
}

/// The year in which a date without one is looked up: the last of 年度, or for a 29 February any that has it.
fn year_of(date: &PartialDate, years: Option<Years>) -> Option<u16> {
    let years = years?;
    if (date.month, date.day) == (Some(2), Some(29)) {
        let span = years.last.saturating_sub(years.first).min(8);
        let mut candidates = (0..=span).map(|back| years.last.saturating_sub(back));
        if let Some(leap) = candidates.find(|&year| date.check(Some(year)).is_ok()) {
            return Some(leap);
        }
    }
    Some(years.last)
}

/// A day of every year as a date without one: some year has a 29 February.
fn any_year(day: DayMonth, span: Span) -> PartialDate {
    PartialDate {
        year: None,
        month: Some(day.month),
        day: day.day,
        end: false,
        span,
    }
}

fn finding(
    words: &str,
    span: Span,
    error: DateError,
    date: &PartialDate,
    default_year: Option<u16>,
) -> Diagnostic {
    let words = shown(words);
    let (message, label) = match error {
        DateError::Year(_) => (
            Text::new(
                format!("「{words}」的年份不在1949年至2100年之间"),
                format!("the year of 「{words}」 is not between 1949 and 2100"),
            ),
            Text::new("年份应在1949年至2100年之间", "years run from 1949 to 2100"),
        ),
        DateError::Month(month) => (
            Text::new(
                format!("「{words}」不存在，一年有12个月"),
                format!("「{words}」 does not exist, a year has 12 months"),
            ),
            Text::new(format!("没有{month}月"), format!("there is no month {month}")),
        ),
        DateError::Day { day, last } => {
            let month = date.month.unwrap_or(1);
            let year = date.year.or_else(|| default_year.map(u32::from));
            let (zh, en) = match year {
                Some(year) => (format!("{year}年{month}月"), format!("{year}-{month:02}")),
                None => (format!("{month}月"), format!("month {month}")),
            };
            (
                Text::new(
                    format!("「{words}」不存在，{zh}有{last}天"),
                    format!("「{words}」 does not exist, {en} has {last} days"),
                ),
                Text::new(format!("没有{day}日"), format!("there is no day {day}")),
            )
        }
    };
    Diagnostic::new(INFO.name, span, message)
        .severity(INFO.level)
        .label(label)
}
