//! Dates as they stand in a text, in figures: 2023年9月15日, 9月15日, 2023年9月.

use memchr::memmem;

/// A date in figures, within the words that were searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenDate<'w> {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// The digits of the year, where they stand before 年.
    pub(super) year: Option<&'w str>,
    /// The one or two digits of the month.
    pub(super) month: &'w str,
    /// The one or two digits of the day, where 日 stands behind them.
    pub(super) day: Option<&'w str>,
}

/// The dates in `words`, in their order.
pub(super) fn dates(words: &str) -> impl Iterator<Item = WrittenDate<'_>> {
    memmem::find_iter(words.as_bytes(), "月").filter_map(|at| date(words, at))
}

/// The date whose 月 is at byte `at`.
fn date(words: &str, at: usize) -> Option<WrittenDate<'_>> {
    let behind = at.saturating_add("月".len());
    let (before, month) = last_digits(words.get(..at)?);
    if !(1..=2).contains(&month.len()) {
        return None;
    }
    let tail = words.get(behind..)?;
    let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    let day = tail.get(..tail.len().saturating_sub(rest.len()))?;
    let day = ((1..=2).contains(&day.len()) && rest.starts_with('日')).then_some(day);
    let year = before
        .strip_suffix('年')
        .map(last_digits)
        .filter(|(_, year)| !year.is_empty());
    Some(WrittenDate {
        start: year.map_or(before.len(), |(before, _)| before.len()),
        end: day.map_or(behind, |day| {
            behind.saturating_add(day.len()).saturating_add("日".len())
        }),
        year: year.map(|(_, year)| year),
        month,
        day,
    })
}

/// The digits that `words` ends with, and what stands before them.
fn last_digits(words: &str) -> (&str, &str) {
    let before = words.trim_end_matches(|c: char| c.is_ascii_digit());
    (before, words.get(before.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_year_and_day() {
        let words = "自2023年9月1日起，10月31日前，23年12月底；6个月内，三月";
        let found: Vec<_> = dates(words)
            .map(|date| {
                let whole = words.get(date.start..date.end);
                (whole, date.year, date.month, date.day)
            })
            .collect();
        assert_eq!(
            found,
            [
                (Some("2023年9月1日"), Some("2023"), "9", Some("1")),
                (Some("10月31日"), None, "10", Some("31")),
                (Some("23年12月"), Some("23"), "12", None),
            ]
        );
    }
}
