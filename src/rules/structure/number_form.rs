//! 10～20%, 3,5万, 2018-2020年.

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{after, before};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::Stretch;

pub(crate) struct NumberForm;

static INFO: Info = Info {
    name: "number-form",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "数字的写法有歧义或者不合标准",
    summary_en: "numbers that are ambiguous or not written as the standard has it",
    ground: "GB/T 15835—2011 5.1.3、GB/T 15834—2011 4.13",
    explanation: include_str!("number-form.md"),
};

/// How many places of one kind are labelled.
const LABELS: usize = 8;

/// Signs between two numbers of a range.
const TO: [char; 6] = ['～', '~', '—', '－', '–', '-'];

impl Rule for NumberForm {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let mut found = Found::default();
            scan(
                text.words(document.range),
                document.range.start as usize,
                &mut found,
            );
            out.extend(several(text, &found.units, INFO.level, |words| {
                (
                    Text::new(
                        format!("「{words}」的前一个数没有单位"),
                        format!("the first number of 「{words}」 has no unit"),
                    ),
                    Text::new(
                        "两个数都写上单位，如「10%～20%」「9亿～16亿」",
                        "write the unit behind both, such as 10%～20% or 9亿～16亿",
                    ),
                )
            }));
            out.extend(several(text, &found.commas, INFO.level, |words| {
                (
                    Text::new(
                        format!("「{words}」的逗号之后不是三位"),
                        format!("not three digits stand behind the comma of 「{words}」"),
                    ),
                    Text::new(
                        "核对是小数点还是千分位",
                        "check whether a decimal point or a group of thousands is meant",
                    ),
                )
            }));
            // Many notices write a hyphen, and nobody misreads it.
            out.extend(several(text, &found.hyphens, Severity::Info, |words| {
                (
                    Text::new(
                        format!("「{words}」的起止年份之间用了半字线"),
                        format!("a hyphen stands between the years of 「{words}」"),
                    ),
                    Text::new("起止年份之间用一字线「—」", "write 「—」 between years"),
                )
            }));
        }
    }
}

#[derive(Default)]
struct Found {
    /// 10～20%.
    units: Vec<Stretch>,
    /// 3,5万.
    commas: Vec<Stretch>,
    /// 2018-2020年.
    hyphens: Vec<Stretch>,
}

/// The number that begins at `at`: where it ends.
fn number(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut end = 0usize;
    for (offset, c) in rest.char_indices() {
        match c {
            '0'..='9' => end = offset.saturating_add(1),
            '.' => {}
            _ => break,
        }
        if c == '.' && offset != end {
            break;
        }
    }
    at.saturating_add(end)
}

fn scan(text: &str, base: usize, found: &mut Found) {
    let bytes = text.as_bytes();
    let mut at = 0usize;
    while let Some(&byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at = at.saturating_add(1);
            continue;
        }
        let start = at;
        at = number(text, start);
        let stretch = |end: usize| Stretch::new(base.saturating_add(start), base.saturating_add(end));
        let within = before(text, start).is_some_and(|c| {
            c.is_ascii_alphanumeric() || TO.contains(&c) || matches!(c, '.' | ',' | '/' | '第')
        });
        if within {
            continue;
        }
        match after(text, at) {
            Some(',') => {
                if let Some(end) = wrong_comma(text, at) {
                    found.commas.push(stretch(end));
                    at = end;
                }
            }
            Some(to) if TO.contains(&to) => {
                let second = at.saturating_add(to.len_utf8());
                let end = number(text, second);
                if end == second {
                    continue;
                }
                let first = text.get(start..at).unwrap_or_default();
                let other = text.get(second..end).unwrap_or_default();
                let year =
                    |words: &str| words.len() == 4 && (words.starts_with("19") || words.starts_with("20"));
                let behind = text.get(end..).unwrap_or_default();
                if year(first) && year(other) {
                    if to == '-' && behind.starts_with('年') {
                        found.hyphens.push(stretch(end.saturating_add("年".len())));
                    }
                } else if let Some(unit) = large_unit(behind) {
                    found.units.push(stretch(end.saturating_add(unit)));
                }
                at = end;
            }
            _ => {}
        }
    }
}

/// A unit that changes the size of a number, so that leaving it out is ambiguous; its length.
fn large_unit(behind: &str) -> Option<usize> {
    ["%", "‰", "万", "亿"]
        .iter()
        .find(|unit| behind.starts_with(**unit))
        .map(|unit| unit.len())
}

/// A comma with one or two digits behind it, and a unit: where the number ends.
fn wrong_comma(text: &str, comma: usize) -> Option<usize> {
    let digits = comma.saturating_add(1);
    let end = number(text, digits);
    let length = end.saturating_sub(digits);
    let behind = text.get(end..)?;
    let unit = large_unit(behind).or_else(|| behind.starts_with('元').then_some("元".len()))?;
    ((1..=2).contains(&length)).then(|| end.saturating_add(unit))
}

fn several(
    text: &TextView<'_>,
    places: &[Stretch],
    level: Severity,
    wording: impl Fn(&str) -> (Text, Text),
) -> Option<Diagnostic> {
    let (first, rest) = places.split_first()?;
    let (mut message, help) = wording(text.words(*first));
    if !rest.is_empty() {
        let count = places.len();
        message.zh.push_str(&format!("，这样的写法共 {count} 处"));
        message.en.push_str(&format!(", {count} places are written so"));
    }
    let mut finding = text.find(&INFO, *first, message).severity(level).help(help);
    for place in rest.iter().take(LABELS) {
        finding = finding.related(text.span(*place), Text::default());
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> (usize, usize, usize) {
        let mut found = Found::default();
        scan(text, 0, &mut found);
        (found.units.len(), found.commas.len(), found.hyphens.len())
    }

    #[test]
    fn ambiguous_numbers_are_found() {
        assert_eq!(counts("提高10～20%"), (1, 0, 0));
        assert_eq!(counts("投入2—5万元"), (1, 0, 0));
        assert_eq!(counts("投入3,5万元"), (0, 1, 0));
        assert_eq!(counts("行动计划（2018-2020年）"), (0, 0, 1));
    }

    #[test]
    fn proper_numbers_are_left_alone() {
        for text in [
            "提高10%～20%，投入1,000元，共1,234,567.89元",
            "2018—2020年，3～5年，5—10人，第3,5条",
            "DRG-2023%",
            "电话0774-3823456",
            "2023-09-06",
            "附件1-3",
        ] {
            assert_eq!(counts(text), (0, 0, 0), "{text}");
        }
    }
}
