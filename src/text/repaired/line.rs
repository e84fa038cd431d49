//! The lines of a source that bear text, and what lies between them.

use crate::text::marks::{blank_columns, is_blank};

/// What lies between a line and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The end of the line before.
    None,
    /// Empty lines.
    Blank,
    /// The foot of a page, or a form feed.
    Page,
}

/// A line that bears text, without blanks and residue at its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Columns of blanks in front.
    pub(super) indent: usize,
    /// Whether a tab stands in front.
    pub(super) tab: bool,
    /// Columns, two for a Chinese character.
    pub(super) width: usize,
    pub(super) gap: Gap,
    /// Whether marks of Markdown say that it is a heading or a quotation.
    pub(super) marked: bool,
    /// The first byte of the line end or of the blanks before it, for the end of an element.
    pub(super) table: Option<u32>,
    /// Whether its cells stand beside each other.
    pub(super) row: bool,
    /// Whether a single blank parts them.
    pub(super) narrow: bool,
    /// How many tabs stand in front: empty cells of a row.
    pub(super) lead: u8,
}

/// The lines of `source` that bear text. Page footers are left out; so are bare numbers of pages.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let bytes = source.as_bytes();
    let mut found: Vec<Line> = Vec::with_capacity(bytes.len() / 160);
    let mut gap = Gap::None;
    let mut start = 0usize;
    let mut ends = memchr::memchr3_iter(b'\n', b'\r', 0x0C, bytes);
    let mut done = false;
    while !done {
        let end = ends.next().unwrap_or(bytes.len());
        done = end == bytes.len();
        if let Some(mut line) = trimmed(source, start, end) {
            let text = source.get(line.start..line.end).unwrap_or_default();
            if line.width <= 40 && is_footer(text) {
                gap = Gap::Page;
            } else {
                line.gap = gap;
                gap = Gap::None;
                found.push(line);
            }
        } else if end > start || end < bytes.len() && !follows_return(bytes, end) {
            gap = gap.max(Gap::Blank);
        }
        if bytes.get(end) == Some(&0x0C) {
            gap = Gap::Page;
        }
        start = end.saturating_add(1);
    }
    drop_page_numbers(source, &mut found);
    found
}

/// Whether a line feed stands at `at` that belongs to a carriage return before it.
fn follows_return(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b'\n') && at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r')
}

/// Entities that are blanks.
pub(super) const BLANK_ENTITIES: [&str; 8] = [
    "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#160;", "&#12288;", "&#xa0;", "&#x3000;",
];

/// The entity at the start of `text` that is a blank.
pub(super) fn blank_entity(text: &str) -> Option<&'static str> {
    BLANK_ENTITIES.into_iter().find(|entity| {
        text.get(..entity.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(entity))
    })
}

fn trimmed(source: &str, start: usize, end: usize) -> Option<Line> {
    let whole = source.get(start..end)?;
    let (mut indent, mut tab, mut marked) = (0usize, false, false);
    let mut lead = 0u8;
    let mut rest = whole;
    loop {
        let first = rest.chars().next()?;
        if is_blank(first) {
            indent = indent.saturating_add(blank_columns(first));
            tab |= first == '\t';
            lead = lead.saturating_add(u8::from(first == '\t'));
            rest = rest.get(first.len_utf8()..)?;
        } else if first == '&' && blank_entity(rest).is_some() {
            let entity = blank_entity(rest)?;
            indent = indent.saturating_add(if entity.contains("12288") || entity.contains("em") {
                2
            } else {
                1
            });
            rest = rest.get(entity.len()..)?;
        } else if let Some(residue) = leading_residue(rest) {
            marked |= first == '#';
            rest = rest.get(residue..)?;
        } else {
            break;
        }
    }
    let from = end.saturating_sub(rest.len());
    loop {
        let last = rest.chars().next_back()?;
        if is_blank(last) {
            rest = rest.get(..rest.len().saturating_sub(last.len_utf8()))?;
        } else if last == ';' && BLANK_ENTITIES.iter().any(|entity| rest.ends_with(entity)) {
            let entity = BLANK_ENTITIES.iter().find(|entity| rest.ends_with(*entity))?;
            rest = rest.get(..rest.len().saturating_sub(entity.len()))?;
        } else if let Some(kept) = rest.strip_suffix("**").filter(|kept| !kept.is_empty()) {
            rest = kept;
        } else {
            break;
        }
    }
    let bytes = rest.as_bytes();
    // How wide a paragraph is does not matter, only that it is one.
    let characters = match bytes.len() {
        long @ 800.. => long / 3,
        _ => rest.chars().count(),
    };
    Some(Line {
        start: from,
        end: from.saturating_add(rest.len()),
        indent,
        tab,
        // Three bytes and two columns for a Chinese character, one and one for a Latin letter.
        width: bytes.len().saturating_add(characters) / 2,
        gap: Gap::None,
        marked,
        table: None,
        row: false,
        narrow: false,
        lead,
    })
}

/// The length of Markdown's marks at the start of a line: `**`, `## `, `> `.
fn leading_residue(text: &str) -> Option<usize> {
    if text.starts_with("**") {
        let stars = text.bytes().take_while(|&byte| byte == b'*').count();
        // A line of stars is a drawn line.
        return (stars <= 3 && text.len() > stars).then_some(stars);
    }
    if text.starts_with('#') {
        let marks = text.bytes().take_while(|&byte| byte == b'#').count();
        let after = text.get(marks..)?.chars().next()?;
        return (marks <= 6 && !after.is_ascii_alphanumeric()).then_some(marks);
    }
    if let Some(rest) = text.strip_prefix('>') {
        // >95% and > 95% are figures.
        let after = rest.chars().find(|&c| !is_blank(c))?;
        return (!after.is_ascii_digit() && !('０'..='９').contains(&after)).then_some(1);
    }
    None
}

/// Whether a line is the foot of a page: — 1 —, 第 3 页 共 8 页, 3 / 8.
pub(super) fn is_footer(text: &str) -> bool {
    let mut compact = [' '; 24];
    let mut length = 0usize;
    for character in text.chars().filter(|&c| !is_blank(c)) {
        let Some(slot) = compact.get_mut(length) else {
            return false;
        };
        *slot = match character {
            '０'..='９' => char::from_u32(u32::from(character).saturating_sub(0xFEE0)).unwrap_or(character),
            '－' | '–' | '-' | '─' | '―' | '━' | '﹣' | '·' | '•' | '~' | '～' => '—',
            '／' => '/',
            other => other,
        };
        length = length.saturating_add(1);
    }
    let compact = compact.get(..length).unwrap_or_default();
    let digits = |text: &[char]| !text.is_empty() && text.len() <= 4 && text.iter().all(char::is_ascii_digit);
    let dashes = compact.iter().take_while(|&&c| c == '—').count();
    let closing = compact.iter().rev().take_while(|&&c| c == '—').count();
    let inner = compact
        .get(dashes..length.saturating_sub(closing))
        .unwrap_or_default();
    if digits(inner) && dashes > 0 && closing > 0 {
        return true;
    }
    match inner {
        ['第', rest @ ..] => {
            let Some(page) = rest.iter().position(|&c| c == '页') else {
                return false;
            };
            let (number, after) = rest.split_at(page);
            let after: Vec<char> = after
                .iter()
                .copied()
                .filter(|c| !matches!(c, '页' | '共' | '/' | '，' | ',' | '（' | '）' | '(' | ')'))
                .collect();
            digits(number) && (after.is_empty() || digits(&after))
        }
        ['P' | 'p', rest @ ..] => {
            let rest = rest.strip_prefix(&['a', 'g', 'e']).unwrap_or(rest);
            digits(rest)
        }
        ['页', '码', rest @ ..] => digits(
            rest.strip_prefix(&['：'])
                .or(rest.strip_prefix(&[':']))
                .unwrap_or(rest),
        ),
        _ => match inner.iter().position(|&c| c == '/') {
            Some(slash) => {
                let (page, of) = inner.split_at(slash);
                let of = of.get(1..).unwrap_or_default();
                let value = |digits: &[char]| digits.iter().collect::<String>().parse::<u32>().unwrap_or(0);
                digits(page) && digits(of) && page.len() <= 3 && value(page) <= value(of) && value(page) > 0
            }
            None => false,
        },
    }
}

/// Takes out bare numbers that stand between empty lines within a sentence: 1, then 2, then 3.
fn drop_page_numbers(source: &str, lines: &mut Vec<Line>) {
    let text = |line: &Line| source.get(line.start..line.end).unwrap_or_default();
    let is_number = |line: &Line| {
        let text = text(line);
        text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut dropped = Vec::new();
    for (at, window) in lines.windows(3).enumerate() {
        let [before, line, after] = window else { continue };
        if line.gap >= Gap::Blank
            && after.gap >= Gap::Blank
            && is_number(line)
            && before.width >= 30
            && after.width >= 12
            && !is_number(after)
            && !text(before).ends_with(['。', '；', '：', '！', '？'])
        {
            dropped.push(at.saturating_add(1));
        }
    }
    for &at in dropped.iter().rev() {
        lines.remove(at);
        if let Some(after) = lines.get_mut(at) {
            after.gap = Gap::Page;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footers_are_told_from_text() {
        for footer in [
            "— 1 —",
            "- 3 -",
            "－３－",
            "—12—",
            "第 3 页 共 8 页",
            "第3页",
            "第3页/共8页",
            "3 / 8",
            "3/8",
            "– 4 –",
            "Page 3",
        ] {
            assert!(is_footer(footer), "{footer}");
        }
        for text in [
            "—",
            "3",
            "8/3",
            "2023",
            "— 甲 —",
            "第三页",
            "6:4",
            "第3条",
            "2023/1/5",
        ] {
            assert!(!is_footer(text), "{text}");
        }
    }

    #[test]
    fn blanks_and_residue_at_the_ends_are_left_out() {
        let source = "\u{3000}\u{3000}甲乙 \r\n\r\n**丙**\n## 丁\n> 戊\n\t>95%\n&nbsp;&nbsp;己&nbsp;\n";
        let found = lines(source);
        let texts: Vec<&str> = found.iter().map(|line| &source[line.start..line.end]).collect();
        assert_eq!(texts, ["甲乙", "丙", "丁", "戊", ">95%", "己"]);
        let gaps: Vec<Gap> = found.iter().map(|line| line.gap).collect();
        assert_eq!(
            gaps,
            [Gap::None, Gap::Blank, Gap::None, Gap::None, Gap::None, Gap::None]
        );
        assert_eq!((found[0].indent, found[4].tab, found[5].indent), (4, true, 2));
    }

    #[test]
    fn numbers_of_pages_within_a_sentence_are_left_out() {
        let source =
            "各级财政部门要将补助资金足额安排到位并及时拨\n\n3\n\n付到位，不得以任何理由截留。\n\n1\n\n二\n";
        let found = lines(source);
        let texts: Vec<&str> = found.iter().map(|line| &source[line.start..line.end]).collect();
        assert_eq!(texts.len(), 4);
        assert_eq!(found[1].gap, Gap::Page);
    }
}
