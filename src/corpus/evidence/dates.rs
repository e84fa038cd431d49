//! The dates that stand in a piece of a notice's text.

use rust_decimal::Decimal;

use super::figures::{Token, is_digit, skip_space};
use super::folded::is_space;
use super::numeral::is_numeral;
use crate::notice::PartialDate;
use crate::source::Span;

/// What a token is in a date, by the word after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Year,
    Month,
    Day,
}

fn date_part(chars: &[char], token: &Token) -> Option<(Place, u32, usize)> {
    let value = u32::try_from(token.value.trunc()).ok()?;
    if Decimal::from(value) != token.value {
        return None;
    }
    let after = skip_space(chars, token.end);
    let next = after.saturating_add(1);
    match chars.get(after)? {
        '年' if (1949..=2100).contains(&value) => Some((Place::Year, value, next)),
        '月' if (1..=99).contains(&value) => Some((Place::Month, value, next)),
        '日' | '号' if (1..=99).contains(&value) => Some((Place::Day, value, next)),
        _ => None,
    }
}

/// Reads dates off the tokens and marks those that belong to one; `span` is where they all stand.
pub(super) fn dates(chars: &[char], tokens: &mut [Token], span: Span, out: &mut Vec<PartialDate>) {
    let mut open: Option<(PartialDate, Place, usize)> = None;
    for token in tokens {
        let Some((kind, value, after)) = date_part(chars, token) else {
            continue;
        };
        let start = token.start;
        let follows = |end: usize| skip_space(chars, end) == start;
        let ranges = |end: usize| {
            matches!(
                chars.get(skip_space(chars, end)..start),
                Some(['至' | '到' | '—' | '-' | '－' | '~' | '～', ..])
            )
        };
        let blank = PartialDate {
            year: None,
            month: None,
            day: None,
            end: false,
            span,
        };
        let date = match (kind, open) {
            (Place::Year, _) => Some(PartialDate {
                year: Some(value),
                ..blank
            }),
            (Place::Month, Some((date, Place::Year, end))) if follows(end) => Some(PartialDate {
                month: Some(value),
                ..date
            }),
            (Place::Month, _) => Some(PartialDate {
                month: Some(value),
                ..blank
            }),
            (Place::Day, Some((date, Place::Month, end))) if follows(end) => Some(PartialDate {
                day: Some(value),
                ..date
            }),
            (Place::Day, Some((date, Place::Day, end))) if ranges(end) => Some(PartialDate {
                day: Some(value),
                ..date
            }),
            // 每月10日, 按月10日: a day of every month.
            (Place::Day, _) if start.checked_sub(1).and_then(|before| chars.get(before)) == Some(&'月') => {
                Some(PartialDate {
                    day: Some(value),
                    ..blank
                })
            }
            (Place::Day, _) => None,
        };
        let Some(mut date) = date else { continue };
        token.in_date = true;
        // A date that grows takes the place of its beginning.
        if open.is_some_and(|(_, last, end)| follows(end) && last != kind && kind != Place::Year) {
            out.pop();
        }
        date.end = kind != Place::Day && matches!(chars.get(skip_space(chars, after)), Some('底' | '末'));
        out.push(date);
        open = Some((date, kind, after));
    }
    for pair in chars.windows(3) {
        // 年底 without a year before it.
        if let [before, '年', '底' | '末'] = pair
            && !is_digit(*before)
            && !is_space(*before)
            && !is_numeral(*before)
        {
            out.push(year_end(span));
        }
    }
    if let ['年', '底' | '末', ..] = chars {
        out.push(year_end(span));
    }
}

fn year_end(span: Span) -> PartialDate {
    PartialDate {
        year: None,
        month: Some(12),
        day: Some(31),
        end: false,
        span,
    }
}
