//! What names a day, a notice or an organ: dates, 发文字号, names of organs.

use crate::text::marks::{chinese_digit, number};

/// The length of a date with year, month and day at the start of `text`.
pub(in crate::text) fn date(text: &str) -> Option<usize> {
    let mut at = 0usize;
    for (unit, most) in [("年", 4), ("月", 3), ("日", 3)] {
        let rest = text.get(at..)?;
        let length: usize = rest
            .chars()
            .take_while(|&c| c.is_ascii_digit() || c == '十' || chinese_digit(c).is_some())
            .take(most)
            .map(char::len_utf8)
            .sum();
        if length == 0 || !rest.get(length..)?.starts_with(unit) {
            return None;
        }
        at = at.saturating_add(length).saturating_add(unit.len());
    }
    Some(at)
}

/// Where a date with year, month and day stands in `text`, the last one.
pub(in crate::text) fn last_date(text: &str) -> Option<std::ops::Range<usize>> {
    let day = text.rfind('日')?.saturating_add('日'.len_utf8());
    let mut from = day;
    for (back, character) in text.get(..day)?.char_indices().rev() {
        if !(character.is_ascii_digit()
            || matches!(character, '年' | '月' | '日' | '十')
            || chinese_digit(character).is_some())
        {
            break;
        }
        from = back;
    }
    let whole = text.get(from..day)?;
    (date(whole) == Some(whole.len())).then_some(from..day)
}

/// Where the first 发文字号 stands in `line`, defects and all: a 代字, the year in some bracket, the serial.
pub(in crate::text) fn reference_number(line: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0usize;
    while let Some(found) = line
        .get(from..)?
        .find(['〔', '[', '［', '【', '（', '(', '﹝', '「', '{'])
    {
        let open = from.saturating_add(found);
        let width = line.get(open..)?.chars().next()?.len_utf8();
        from = open.saturating_add(width);
        let Some((year, digits)) = number(line.get(from..)?, 4) else {
            continue;
        };
        if !(1949..=2099).contains(&year) || digits != 4 {
            continue;
        }
        let rest = line.get(from.saturating_add(digits)..)?;
        let Some(close) = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '〕' | ']' | '］' | '】' | '）' | ')' | '﹞' | '」' | '}'))
        else {
            continue;
        };
        let after = rest.get(close.len_utf8()..)?;
        let serial = after.strip_prefix('第').unwrap_or(after);
        let Some((_, length)) = number(serial, 5) else {
            continue;
        };
        let mut end = line.len().saturating_sub(serial.len()).saturating_add(length);
        let unit = serial.get(length..)?;
        if unit.starts_with('号') {
            end = end.saturating_add('号'.len_utf8());
        } else if matches!(close, '）' | ')') || unit.starts_with(['年', '月', '%', '元', '.', '个']) {
            continue;
        }
        let start = code_start(line, open);
        if start < open {
            return Some(start..end);
        }
    }
    None
}

/// Where the 代字 begins that ends at `open`.
fn code_start(line: &str, open: usize) -> usize {
    let before = line.get(..open).unwrap_or_default();
    let mut start = open;
    for (at, character) in before.char_indices().rev().take(16) {
        if !('\u{4E00}'..='\u{9FFF}').contains(&character) {
            break;
        }
        start = at;
    }
    start
}

/// How names of organs end.
pub(in crate::text) const ORGAN_ENDINGS: [&str; 22] = [
    "委员会",
    "办公室",
    "办公厅",
    "人民政府",
    "政府",
    "党委",
    "总局",
    "分局",
    "支局",
    "总署",
    "银行",
    "法院",
    "检察院",
    "总工会",
    "红十字会",
    "联合会",
    "管委会",
    "中心",
    "局",
    "厅",
    "委",
    "部",
];

/// Whether `line` is nothing but names of organs, with 文件 here or there.
pub(in crate::text) fn is_organs(line: &str) -> bool {
    let line = line.strip_suffix("文件").unwrap_or(line);
    let length = line.chars().count();
    (3..=120).contains(&length)
        && ORGAN_ENDINGS.iter().any(|ending| line.ends_with(ending))
        && line
            .chars()
            .all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) || matches!(c, ' ' | '\t' | '（' | '）'))
        && ![
            "关于", "通知", "印发", "转发", "各级", "加强", "推进", "完善", "健全", "建立", "落实", "全部",
        ]
        .iter()
        .any(|word| line.contains(word))
        && !line.starts_with('各')
}
