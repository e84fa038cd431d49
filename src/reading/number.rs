//! Numbers of notices in prose: 医保发〔2023〕24号, with the slips that occur.

use std::ops::Range;
use std::str::FromStr;

use compact_str::CompactString;
use pest::Parser;

use super::grammar::{Grammar, Rule};
use super::place::Place;
use crate::notice::{NoticeNumber, NumberDefect};

/// The most characters of a 代字.
const CODE: usize = 16;

/// The number whose year bracket opens at byte `at`, and where it stands; none where the bracket holds
/// something else.
pub(super) fn at_bracket(place: &Place<'_>, floor: usize, at: usize) -> Option<(NoticeNumber, Range<usize>)> {
    let text = place.text();
    let rest = text.get(at..)?;
    let mut reach = rest.len().min(48);
    while !rest.is_char_boundary(reach) {
        reach = reach.saturating_sub(1);
    }
    let pair = Grammar::parse(Rule::number_tail, rest.get(..reach)?)
        .ok()?
        .next()?;
    let end = at.saturating_add(pair.as_str().len());
    let mut defects = Vec::new();
    let (mut open, mut close) = (None, None);
    let (mut year, mut serial, mut hao, mut long_year) = (None, None, false, false);
    for inner in pair.into_inner().flat_map(|pair| {
        let nested = pair.clone().into_inner();
        std::iter::once(pair).chain(nested)
    }) {
        match inner.as_rule() {
            Rule::open_bracket => open = inner.as_str().chars().next(),
            Rule::close_bracket => close = inner.as_str().chars().next(),
            Rule::number_year => {
                year = u16::from_str(inner.as_str()).ok();
                long_year = inner.as_str().len() == 4;
            }
            Rule::ordinal_word => defects.push(NumberDefect::Ordinal),
            Rule::serial => {
                serial = u32::from_str(inner.as_str()).ok();
                if inner.as_str().starts_with('0') {
                    defects.push(NumberDefect::LeadingZero);
                }
            }
            Rule::hao => hao = true,
            _ => {}
        }
    }
    let (mut year, serial) = (year?, serial?);
    // (2023)32 without 号 is no number unless its brackets say so.
    if !hao && !matches!(open, Some('〔' | '[' | '［')) {
        return None;
    }
    let round = matches!(open, Some('（' | '('));
    let (start, code) = code_before(text, floor, at, round)?;
    match (open, close) {
        (Some('〔'), Some('〕')) => {}
        (Some(_), Some('〔' | '[') | None) => defects.push(NumberDefect::BracketOrder),
        _ => defects.push(NumberDefect::Brackets),
    }
    if !hao {
        defects.push(NumberDefect::NoHao);
    }
    if !long_year {
        defects.push(NumberDefect::Year);
        if year < 100 {
            year = year.saturating_add(2000);
        }
    }
    let range = start..end;
    let number = NoticeNumber {
        code: CompactString::from(code),
        year,
        serial,
        defects,
        span: place.span(&range),
    };
    Some((number, range))
}

/// The 代字 before the bracket at `at`: it begins behind a mark, or behind a word that leads to a citation.
fn code_before(text: &str, floor: usize, at: usize, round: bool) -> Option<(usize, &str)> {
    let before = text.get(floor..at)?;
    let mut start = at;
    for (count, (offset, c)) in before.char_indices().rev().enumerate() {
        let known = c.is_alphabetic() || c == '·';
        if count >= CODE || !known {
            break;
        }
        start = floor.saturating_add(offset);
    }
    let mut code = text.get(start..at)?;
    for word in LEADS {
        if let Some(found) = code.rfind(word) {
            code = code.get(found.saturating_add(word.len())..)?;
        }
    }
    let count = code.chars().count();
    // A code ends in the kind of paper it counts: 发, 函, 字 … ; two characters are the least there is.
    let ends = code.ends_with([
        '发', '函', '字', '办', '规', '令', '通', '文', '告', '知', '议', '复', '电', '任', '请', '报',
    ]);
    (count >= 2 && (ends || !round)).then(|| (at.saturating_sub(code.len()), code))
}

/// Words that lead to a citation and are no part of its 代字.
const LEADS: [&str; 16] = [
    "根据", "按照", "依据", "落实", "贯彻", "执行", "转发", "印发", "参照", "结合", "废止", "详见", "遵照",
    "文号", "以及", "和",
];
