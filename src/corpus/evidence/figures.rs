//! The figures and dates that stand in a piece of a notice's text.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::dates::dates;
use super::folded::is_space;
use crate::notice::{Magnitude, PartialDate};
use crate::source::Span;

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) value: Decimal,
    pub(super) magnitude: Magnitude,
}

/// Everything numeric in the places where a phrase was found.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Figures {
    /// Numbers that are no part of a date.
    pub(super) amounts: Vec<Figure>,
    /// Dates, each as complete as it is written.
    pub(super) dates: Vec<PartialDate>,
    /// Year and serial of the notices' numbers.
    pub(super) numbers: Vec<(u32, u32)>,
    /// The words, without white space.
    pub(super) words: String,
}

/// A run of digits or numerals.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// Other readings: the parts of 128,128, and the digits of 六四.
    others: Vec<Decimal>,
    pub(super) in_date: bool,
}

impl Figures {
    /// Reads `text` at `place`. A number that the place cuts in two is none of its numbers.
    pub(in crate::corpus) fn read(&mut self, text: &str, place: Span) {
        let range = place.range();
        let chars: Vec<char> = text.get(range.clone()).unwrap_or("").chars().collect();
        let mut before = text.get(..range.start).unwrap_or("").chars().rev();
        let mut after = text.get(range.end..).unwrap_or("").chars();
        let mut tokens = tokens(&chars);
        let (last, next) = (before.next(), after.next());
        let cut_before = last.is_some_and(is_digit)
            || last.is_some_and(is_separator) && before.next().is_some_and(is_digit);
        let cut_after = next.is_some_and(is_digit)
            || next.is_some_and(|c| matches!(c, '.' | '．')) && after.next().is_some_and(is_digit);
        if cut_before && chars.first().copied().is_some_and(is_digit) {
            tokens.retain(|token| token.start != 0);
        }
        if cut_after && chars.last().copied().is_some_and(is_digit) {
            tokens.retain(|token| token.end != chars.len());
        }
        dates(&chars, &mut tokens, place, &mut self.dates);
        self.numbers.extend(quoted_numbers(&chars, &tokens));
        for token in tokens.iter().filter(|token| !token.in_date) {
            let unit = skip_space(&chars, token.end);
            let (magnitude, factor) = match chars.get(unit) {
                Some('万') => (Magnitude::TenThousand, 1),
                Some('亿') => (Magnitude::HundredMillion, 1),
                // 八成 is 80%, 2倍 is 200%.
                Some('成') => (Magnitude::One, 10),
                Some('倍') => (Magnitude::One, 100),
                _ => (Magnitude::One, 1),
            };
            for value in std::iter::once(token.value).chain(token.others.iter().copied()) {
                self.amounts.push(Figure { value, magnitude });
                if factor > 1
                    && let Some(value) = value.checked_mul(Decimal::from(factor))
                {
                    self.amounts.push(Figure { value, magnitude });
                }
            }
        }
        self.joined_lines(&chars, &tokens);
        self.words.extend(chars.into_iter().filter(|&c| !is_space(c)));
        // Keeps the words of two pieces apart.
        self.words.push('…');
    }

    /// A number that a line end breaks in two is read whole as well.
    fn joined_lines(&mut self, chars: &[char], tokens: &[Token]) {
        for pair in tokens.windows(2) {
            let [first, second] = pair else { continue };
            let between = chars.get(first.end..second.start).unwrap_or_default();
            let digits: Option<String> = matches!(between, ['\n'] | ['\r', '\n'])
                .then(|| chars.get(first.start..second.end))
                .flatten()
                .map(|run| run.iter().filter_map(|&c| plain_digit(c)).collect());
            if let Some(value) = digits.and_then(|digits| Decimal::from_str_exact(&digits).ok()) {
                self.amounts.push(Figure {
                    value,
                    magnitude: Magnitude::One,
                });
            }
        }
    }
}

pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '．' | ',' | '，')
}

/// The ASCII form of a digit or decimal point; none for anything else.
fn plain_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' => Some(c),
        '０'..='９' => char::from_digit((c as u32).saturating_sub('０' as u32), 10),
        '．' => Some('.'),
        _ => None,
    }
}

pub(super) fn skip_space(chars: &[char], mut at: usize) -> usize {
    while chars.get(at).copied().is_some_and(is_space) {
        at = at.saturating_add(1);
    }
    at
}

fn tokens(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0usize;
    while let Some(&c) = chars.get(at) {
        let token = if is_digit(c) {
            Some(digits(chars, at))
        } else if super::numeral::is_numeral(c) {
            Some(numeral(chars, at))
        } else {
            None
        };
        match token {
            Some((end, token)) => {
                tokens.extend(token);
                at = end;
            }
            None => at = at.saturating_add(1),
        }
    }
    tokens
}

/// 1020, 1,020 and 37.8.
fn digits(chars: &[char], start: usize) -> (usize, Option<Token>) {
    let digit_at = |at: usize| chars.get(at).copied().is_some_and(is_digit);
    let mut end = start;
    let mut parts: Vec<String> = vec![String::new()];
    let mut point = false;
    while let Some(&c) = chars.get(end) {
        let next = end.saturating_add(1);
        let group = || {
            (1..=3usize).all(|ahead| digit_at(end.saturating_add(ahead))) && !digit_at(end.saturating_add(4))
        };
        if let Some(digit) = plain_digit(c).filter(|&digit| digit != '.') {
            if let Some(part) = parts.last_mut() {
                part.push(digit);
            }
        } else if matches!(c, '.' | '．') && !point && digit_at(next) {
            point = true;
            if let Some(part) = parts.last_mut() {
                part.push('.');
            }
        } else if matches!(c, ',' | '，') && !point && group() {
            parts.push(String::new());
        } else {
            break;
        }
        end = next;
    }
    let token = Decimal::from_str_exact(&parts.concat()).ok().map(|value| Token {
        start,
        end,
        value,
        others: if parts.len() > 1 {
            parts
                .iter()
                .filter_map(|part| Decimal::from_str(part).ok())
                .collect()
        } else {
            Vec::new()
        },
        in_date: false,
    });
    (end, token)
}

/// 三百八十 and 二〇二三.
fn numeral(chars: &[char], start: usize) -> (usize, Option<Token>) {
    let mut end = start;
    while chars.get(end).copied().is_some_and(super::numeral::is_numeral) {
        end = end.saturating_add(1);
    }
    let run = chars.get(start..end).unwrap_or_default();
    let token = super::numeral::value(run).map(|(value, others)| Token {
        start,
        end,
        value,
        others,
        in_date: false,
    });
    (end, token)
}

/// 〔2023〕24: a year between brackets, and the number after it.
fn quoted_numbers(chars: &[char], tokens: &[Token]) -> Vec<(u32, u32)> {
    let bracket = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| "〔〕[]［］（）()【】﹝﹞{}〖〗".contains(*c))
    };
    tokens
        .windows(2)
        .filter_map(|pair| {
            let [year, serial] = pair else { return None };
            let year_value = u32::try_from(year.value).ok()?;
            let close = skip_space(chars, year.end);
            let open = (0..year.start)
                .rev()
                .find(|&at| !chars.get(at).copied().is_some_and(is_space));
            let serial_start = skip_space(chars, close.saturating_add(1));
            let serial_start = if chars.get(serial_start) == Some(&'第') {
                skip_space(chars, serial_start.saturating_add(1))
            } else {
                serial_start
            };
            (bracket(open) && bracket(Some(close)) && serial_start == serial.start)
                .then(|| Some((year_value, u32::try_from(serial.value).ok()?)))
                .flatten()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    proptest::proptest! {
        #[test]
        fn any_piece_of_any_text_is_read(text in "[0-9０-９.,，．一二十百〇万亿成年月日底至号〔〕（） \n\tA]{0,40}", from in 0usize..40, to in 0usize..40) {
            let at = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
            let (start, end) = (at(from.min(to)), at(from.max(to)));
            let mut figures = Figures::default();
            figures.read(&text, Span::new(Sources::new().next_id(0), start, end));
        }
    }
}
