//! A comma of half width in Chinese text.

use crate::diagnostic::{Diagnostic, Edit, Severity, Text};
use crate::rules::text::{after, before, is_han};
use crate::rules::{Group, Info, Rule, TextView};
use crate::source::Span;

pub(crate) struct HalfWidthPunctuation;

static INFO: Info = Info {
    name: "half-width-punctuation",
    group: Group::Wording,
    level: Severity::Warning,
    summary_zh: "中文里用了半角标点",
    summary_en: "half-width punctuation in Chinese text",
    ground: "GB/T 15834—2011 5.1",
    explanation: include_str!("half-width-punctuation.md"),
};

/// The marks that are looked at, and what they are called.
const MARKS: [(u8, &str, &str); 8] = [
    (b',', "逗号", "commas"),
    (b';', "分号", "semicolons"),
    (b':', "冒号", "colons"),
    (b'?', "问号", "question marks"),
    (b'!', "叹号", "exclamation marks"),
    (b'(', "左括号", "opening brackets"),
    (b')', "右括号", "closing brackets"),
    (b'"', "引号", "quotation marks"),
];

/// How far the other bracket of a pair is looked for, in bytes.
const INSIDE: usize = 300;

impl Rule for HalfWidthPunctuation {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let ends: Vec<usize> = text
            .documents()
            .map(|(document, _)| text.text.repaired.source(document.range).end)
            .collect();
        let mut found = Found::default();
        let mut document = 0usize;
        let source = text.source;
        for (at, byte) in source.bytes().enumerate() {
            let Some(mark) = mark(byte) else { continue };
            if !is_within_chinese(source, at, byte) {
                continue;
            }
            while ends.get(document).is_some_and(|&end| at >= end) {
                out.extend(found.finding(text));
                found = Found::default();
                document = document.saturating_add(1);
            }
            found.push(mark, at);
        }
        out.extend(found.finding(text));
    }
}

fn mark(byte: u8) -> Option<usize> {
    // Most bytes are parts of Chinese characters.
    if !(b'!'..=b'?').contains(&byte) {
        return None;
    }
    MARKS.iter().position(|(mark, ..)| *mark == byte)
}

/// What stands on one side of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A Chinese character or a full-width mark.
    Chinese,
    /// A digit or a percent sign.
    Figure,
    /// A half-width bracket, which stands in Chinese text or in Latin.
    Bracket,
    /// A line end, or the end of the text.
    Edge,
    /// Anything else.
    Other,
}

fn side(c: Option<char>) -> Side {
    match c {
        None | Some('\n' | '\r') => Side::Edge,
        Some(c) if is_han(c) => Side::Chinese,
        Some('“' | '”' | '‘' | '’' | '\u{3001}'..='\u{301F}' | '\u{FF01}'..='\u{FF20}') => {
            Side::Chinese
        }
        Some(c) if c.is_ascii_digit() || c == '%' => Side::Figure,
        Some('(' | ')') => Side::Bracket,
        Some(_) => Side::Other,
    }
}

/// The character before or after that is no blank.
fn near(chars: impl Iterator<Item = char>) -> Option<char> {
    chars.take(4).find(|c| !matches!(c, ' ' | '\u{3000}' | '\u{A0}'))
}

fn is_within_chinese(source: &str, at: usize, byte: u8) -> bool {
    let end = at.saturating_add(1);
    let left = source.get(..at).unwrap_or_default();
    let right = source.get(end..).unwrap_or_default();
    let (before_it, after_it) = (side(near(left.chars().rev())), side(near(right.chars())));
    match byte {
        b',' | b';' => matches!(
            (before_it, after_it),
            (
                Side::Chinese,
                Side::Chinese | Side::Figure | Side::Bracket | Side::Edge
            ) | (Side::Figure | Side::Bracket, Side::Chinese)
        ),
        b':' => before_it == Side::Chinese && matches!(after_it, Side::Chinese | Side::Figure | Side::Edge),
        b'?' | b'!' => before(source, at).is_some_and(is_han),
        b'"' => {
            before(source, at).is_some_and(|c| side(Some(c)) == Side::Chinese)
                || after(source, end).is_some_and(is_han)
        }
        b'(' => {
            // What stands in the brackets decides: 2×(3+4) and (DRG) are no Chinese.
            before(source, at) != Some(']') && inside(right.char_indices(), ')')
        }
        _ => {
            let back = left
                .char_indices()
                .rev()
                .map(|(from, c)| (at.saturating_sub(from), c));
            inside(back, '(')
        }
    }
}

/// Whether Chinese stands before the other bracket of a pair, or before the end of the line: it may be wrapped
/// within the brackets.
fn inside(chars: impl Iterator<Item = (usize, char)>, other: char) -> bool {
    chars
        .take_while(|&(at, c)| at <= INSIDE && c != '\n' && c != other && c != '）' && c != '（')
        .any(|(_, c)| is_han(c))
}

#[derive(Default)]
struct Found {
    counts: [usize; MARKS.len()],
    /// The first place of each mark.
    first: [Option<usize>; MARKS.len()],
    /// All marks and their places, in order.
    all: Vec<(u8, usize)>,
}

impl Found {
    fn push(&mut self, mark: usize, at: usize) {
        if let (Some(count), Some(first)) = (self.counts.get_mut(mark), self.first.get_mut(mark)) {
            *count = count.saturating_add(1);
            first.get_or_insert(at);
        }
        self.all.extend(MARKS.get(mark).map(|(byte, ..)| (*byte, at)));
    }

    /// The full-width marks instead. Brackets only in pairs; which way a quotation mark turns is for a person
    /// to say.
    fn edits(&self, text: &TextView<'_>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let edit = |at: usize, mark: &str| Edit {
            span: text.source_span(at, at.saturating_add(1)),
            text: mark.to_owned(),
        };
        for (index, &(byte, at)) in self.all.iter().enumerate() {
            let mark = match byte {
                b',' => "，",
                b';' => "；",
                b':' => "：",
                b'?' => "？",
                b'!' => "！",
                _ => {
                    let rest = self.all.iter().skip(index.saturating_add(1));
                    let close = rest.clone().find(|(byte, _)| matches!(byte, b'(' | b')'));
                    let between = |end: usize| text.source.get(at.saturating_add(1)..end);
                    if byte == b'('
                        && let Some(&(b')', end)) = close
                        && between(end).is_some_and(|between| !between.contains(['(', ')', '（', '）']))
                    {
                        edits.push(edit(at, "（"));
                        edits.push(edit(end, "）"));
                    }
                    continue;
                }
            };
            edits.push(edit(at, mark));
        }
        edits
    }

    fn finding(&self, text: &TextView<'_>) -> Option<Diagnostic> {
        let mut places: Vec<(usize, Span)> = self
            .first
            .iter()
            .enumerate()
            .filter_map(|(mark, at)| {
                let at = (*at)?;
                Some((mark, text.source_span(at, at.saturating_add(1))))
            })
            .collect();
        places.sort_by_key(|(_, span)| span.start);
        let ((_, primary), rest) = places.split_first()?;
        let total: usize = self.counts.iter().sum();
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        for ((_, name, english), count) in MARKS.iter().zip(self.counts) {
            if count > 0 {
                zh.push(format!("{name} {count} 个"));
                en.push(format!("{count} {english}"));
            }
        }
        let message = if total == 1 {
            Text::new(
                format!("中文里的「{}」是半角标点", text.corpus.sources().slice(*primary)),
                format!(
                    "「{}」 in Chinese text is half-width",
                    text.corpus.sources().slice(*primary)
                ),
            )
        } else {
            Text::new(
                format!("中文里有半角标点 {total} 处：{}", zh.join("、")),
                format!("{total} half-width marks in Chinese text: {}", en.join(", ")),
            )
        };
        let mut finding = Diagnostic::new(INFO.name, *primary, message)
            .severity(INFO.level)
            .help(Text::new(
                "改为全角；数字、西文和网址里的不用改",
                "use full-width marks; those in numbers, Latin text and addresses are right",
            ));
        for (mark, span) in rest {
            let (name, english) = MARKS.get(*mark).map_or(("", ""), |(_, name, en)| (*name, *en));
            finding = finding.related(
                *span,
                Text::new(format!("首个半角{name}"), format!("the first of the {english}")),
            );
        }
        Some(finding.edits(self.edits(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(source: &str) -> usize {
        source
            .bytes()
            .enumerate()
            .filter(|&(at, byte)| mark(byte).is_some() && is_within_chinese(source, at, byte))
            .count()
    }

    #[test]
    fn marks_between_chinese_words_are_counted() {
        for (text, expected) in [
            ("2023年,全省达到640元;其中:", 3),
            ("增加30%,达到640元", 1),
            ("(试行)", 2),
            ("\"一站式\"服务", 2),
            ("时限:2025年底", 1),
            ("按(一)办理,(二)除外", 5),
            ("(23号),进一步", 3),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_latin_text_and_addresses_are_left_alone() {
        for text in [
            "共1,000元",
            "见http://example.cn/a?b=c:8080",
            "上午9:30开始",
            "病组(DRG)付费",
            "a, b; c",
            "按3×(4+5)计算",
            "网址:http",
            "比例为6:4",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
