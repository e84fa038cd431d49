//! Citations: titles in 《》 and numbers of notices, and what they are cited as.

use std::ops::Range;

use compact_str::CompactString;

use super::number;
use super::place::Place;
use crate::notice::{Citation, Clause, Evidence, Force, Form, Name, NoticeNumber, Sureness};

/// How a notice is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 根据…, 按照…要求.
    Basis,
    /// 现将…转发给你们.
    Forwards,
    /// …同时废止.
    Repeals,
    /// 现将…印发给你们: it is part of this notice.
    Prints,
    /// Otherwise.
    Cites,
}

/// A citation in the text.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    pub(super) title: Option<Range<usize>>,
    pub(super) number: Option<NoticeNumber>,
    pub(super) number_range: Option<Range<usize>>,
    pub(super) range: Range<usize>,
    pub(super) role: Role,
}

/// The citations between two places of the text, in order.
pub(super) fn citations(place: &Place<'_>, range: Range<usize>) -> Vec<Cited> {
    let text = place.text();
    let mut out: Vec<Cited> = Vec::new();
    let mut at = range.start;
    while let Some(found) = next_mark(text, at, range.end) {
        let c = text
            .get(found..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or(' ');
        if c == '《' {
            let end = title_end(text, found, range.end);
            if end <= found.saturating_add(c.len_utf8()) {
                at = found.saturating_add(c.len_utf8());
                continue;
            }
            let mut cited = Cited {
                title: Some(found..end),
                number: None,
                number_range: None,
                range: found..end,
                role: Role::Cites,
            };
            // 《…》（医保发〔2023〕24号): the number stands in the bracket right behind.
            let behind = text.get(end..range.end).unwrap_or("");
            if behind.starts_with(['（', '(', '〔', '['])
                || behind.chars().next().is_some_and(char::is_alphabetic)
            {
                let reach = nth(behind, 30);
                for (offset, _) in behind
                    .get(..reach)
                    .unwrap_or("")
                    .char_indices()
                    .filter(|(_, c)| matches!(c, '〔' | '[' | '［' | '（' | '(' | '【' | '﹝'))
                {
                    let bracket = end.saturating_add(offset);
                    if let Some((number, place)) = number::at_bracket(place, end, bracket)
                        && place.start <= end.saturating_add(3)
                    {
                        cited.range.end = place.end;
                        cited.number = Some(number);
                        cited.number_range = Some(place);
                        break;
                    }
                }
            }
            // 医保发〔2023〕24号《…》: the number before it is the same citation.
            if cited.number.is_none()
                && let Some(last) = out.last_mut()
                && last.title.is_none()
                && last.range.end == found
            {
                last.title = cited.title;
                last.range.end = end;
                at = end;
                continue;
            }
            at = cited.range.end;
            out.push(cited);
        } else {
            at = found.saturating_add(c.len_utf8());
            let floor = out.last().map_or(range.start, |last| last.range.end);
            if let Some((number, place)) = number::at_bracket(place, floor, found) {
                at = place.end;
                out.push(Cited {
                    title: None,
                    number: Some(number),
                    number_range: Some(place.clone()),
                    range: place,
                    role: Role::Cites,
                });
            }
        }
    }
    for cited in &mut out {
        cited.role = role(text, &range, &cited.range);
    }
    out
}

/// The character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

fn nth(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

/// The next 《, or bracket of a number, from `at` on.
fn next_mark(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at..end)?.as_bytes();
    // All the marks begin with the byte E3 or EF or are ASCII brackets.
    let mut offset = 0usize;
    while let Some(found) = memchr::memchr3(0xE3, b'[', 0xEF, rest.get(offset..)?) {
        let place = at.saturating_add(offset).saturating_add(found);
        let c = text.get(place..).and_then(|rest| rest.chars().next());
        if matches!(c, Some('《' | '〔' | '[' | '［')) {
            return Some(place);
        }
        if matches!(c, Some('（' | '【')) {
            let inner = text.get(place.saturating_add(3)..end).unwrap_or("");
            let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 4 {
                return Some(place);
            }
        }
        offset = offset.saturating_add(found).saturating_add(1);
        // Step over the rest of a character.
        while rest.get(offset).is_some_and(|byte| byte & 0xC0 == 0x80) {
            offset = offset.saturating_add(1);
        }
    }
    None
}

/// The longest title, in bytes. What is left open is no title, however long it goes on.
const TITLE: usize = 1200;

fn title_end(text: &str, start: usize, end: usize) -> usize {
    let end = floor(text, end.min(start.saturating_add(TITLE)));
    let mut depth = 0usize;
    for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
        match c {
            '《' => depth = depth.saturating_add(1),
            '》' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return start.saturating_add(at).saturating_add(c.len_utf8());
                }
            }
            '\n' => break,
            _ => {}
        }
    }
    start
}

/// What the words around a citation say of it.
fn role(text: &str, body: &Range<usize>, cited: &Range<usize>) -> Role {
    let from = floor(text, body.start.max(cited.start.saturating_sub(TITLE)));
    let before = text.get(from..cited.start).unwrap_or("");
    let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or(before);
    let upto = floor(text, body.end.min(cited.end.saturating_add(TITLE)));
    let after = text.get(cited.end..upto).unwrap_or("");
    let rest = after.split(['。', '；', '\n']).next().unwrap_or(after);
    let near = rest.get(..nth(rest, 24)).unwrap_or(rest);
    if near.contains("转发给你们") || near.starts_with("转发") || near.contains("）转发") {
        return Role::Forwards;
    }
    if near.starts_with("印发给你们") || near.contains("）印发给你们") {
        return Role::Prints;
    }
    if rest.contains("废止") || rest.contains("停止执行") {
        return Role::Repeals;
    }
    let leads = ["根据", "依据", "按照", "遵照", "贯彻", "落实"];
    if leads.iter().any(|lead| sentence.contains(lead)) {
        return Role::Basis;
    }
    Role::Cites
}

/// The clause of a citation.
pub(super) fn clause(place: &Place<'_>, cited: &Cited, heading: Option<usize>) -> Clause {
    let title = cited.title.as_ref().map(|range| {
        let inner = range.start.saturating_add('《'.len_utf8())..range.end.saturating_sub('》'.len_utf8());
        let text = place.text().get(inner.clone()).unwrap_or("");
        let kept = without_issuer(text);
        let start = inner.end.saturating_sub(kept.len());
        Name {
            text: CompactString::from(kept),
            span: place.span(&(start..inner.end)),
        }
    });
    let number_first = match (&cited.title, &cited.number_range) {
        (Some(title), Some(number)) => number.start < title.start,
        _ => false,
    };
    let evidence = match &cited.number_range {
        Some(range) => place.evidence(range),
        None => place.evidence(&cited.range),
    };
    Clause {
        form: Form::Cite(Citation {
            number: cited.number.clone(),
            title,
            number_first,
        }),
        force: Force::Must,
        evidence: Some(Evidence { ..evidence }),
        comment: None,
        span: place.span(&cited.range),
        heading,
        sureness: Sureness::Sure,
    }
}

/// A title without the organs before 关于: 国家医保局关于做好…的通知 is cited as 关于做好…的通知.
pub(super) fn without_issuer(title: &str) -> &str {
    match title.find("关于") {
        Some(at) if at > 0 && ends_as_organ(title.get(..at).unwrap_or("")) => {
            title.get(at..).unwrap_or(title)
        }
        _ => title,
    }
}

fn ends_as_organ(text: &str) -> bool {
    const ENDS: [&str; 16] = [
        "局",
        "厅",
        "部",
        "委",
        "办",
        "会",
        "政府",
        "办公室",
        "院",
        "署",
        "行",
        "总局",
        "中心",
        "联",
        "总会",
        "公司",
    ];
    let text = text.trim_end();
    ENDS.iter().any(|end| text.ends_with(end))
}
