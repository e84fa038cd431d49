//! 三年行动方案（2018—2021年）, which are four years.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::numeral;
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::Stretch;

pub(crate) struct PlanYears;

static INFO: Info = Info {
    name: "plan-years",
    group: Group::Wording,
    level: Severity::Warning,
    summary_zh: "计划写明的年数与起止年份不一致",
    summary_en: "a plan whose first and last year are not as many years as it says",
    ground: "实务（校对）",
    explanation: include_str!("plan-years.md"),
};

/// What lasts the years that are counted before it.
const PLANS: [&str; 6] = ["年行动", "年计划", "年规划", "年攻坚", "年实施", "年工作"];

/// How far before its years a plan says how many they are, in characters.
const NEAR: usize = 24;

impl Rule for PlanYears {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let words = text.repaired();
        for at in memmem::find_iter(words.as_bytes(), "年") {
            let Some(span) = span(words, at) else { continue };
            let Some((said, start)) = said(words.get(..span.start).unwrap_or_default()) else {
                continue;
            };
            let count = span.last.saturating_sub(span.first).saturating_add(1);
            if said == count {
                continue;
            }
            let (first, last) = (span.first, span.last);
            let message = Text::new(
                format!("写的是{said}年，{first}年至{last}年是{count}年"),
                format!("{said} years are said, {first} to {last} are {count}"),
            );
            let name = Stretch::new(start, span.start);
            out.push(
                text.find(&INFO, Stretch::new(span.start, span.end), message)
                    .related(
                        text.span(name),
                        Text::new("写明的年数", "how many years are said"),
                    )
                    .help(Text::new(
                        "核对年数与起止年份",
                        "check the number of years and the years",
                    )),
            );
        }
    }
}

/// （2018—2020年）.
#[derive(Debug, PartialEq, Eq)]
struct Years {
    first: u32,
    last: u32,
    /// At the first digit.
    start: usize,
    /// Behind 年.
    end: usize,
}

/// The years in brackets whose 年 stands at `at`.
fn span(words: &str, at: usize) -> Option<Years> {
    let head = words.get(..at)?.trim_end();
    let (head, last) = year(head)?;
    let dash = head.trim_end_matches(['—', '-', '–', '－', '～', '~', '至', ' ']);
    if dash.len() == head.len() {
        return None;
    }
    let (head, first) = year(dash.strip_suffix('年').unwrap_or(dash))?;
    (head.ends_with(['（', '(']) && first < last).then_some(Years {
        first,
        last,
        start: head.len(),
        end: at.saturating_add("年".len()),
    })
}

/// The year at the end of `words`, and what stands before it.
fn year(words: &str) -> Option<(&str, u32)> {
    let head = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = words.get(head.len()..)?;
    let year = digits.parse().ok()?;
    (digits.len() == 4 && (1949..=2100).contains(&year)).then_some((head, year))
}

/// How many years the name before the brackets says, and where.
fn said(head: &str) -> Option<(u32, usize)> {
    let from = head
        .char_indices()
        .rev()
        .take(NEAR)
        .last()
        .map_or(0, |(at, _)| at);
    let near = head.get(from..)?;
    // Only the name itself.
    let cut = near
        .rfind(['《', '。', '，', '；', '》'])
        .map_or(0, |at| at.saturating_add("。".len()));
    let name = near.get(cut..)?;
    let at = PLANS.iter().filter_map(|plan| name.rfind(plan)).max()?;
    let before = name.get(..at)?;
    let length: usize = before
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(*c))
        .map(char::len_utf8)
        .sum();
    let start = at.saturating_sub(length);
    let count = numeral(name.get(start..at)?).filter(|count| *count < 50)?;
    Some((count, from.saturating_add(cut).saturating_add(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_brackets_and_what_is_said_of_them() {
        let words = "《青平市医保三年行动方案（2018-2020年）》";
        let at = words.rfind('年').unwrap();
        let found = span(words, at).unwrap();
        assert_eq!((found.first, found.last), (2018, 2020));
        let (count, start) = said(&words[..found.start]).unwrap();
        assert_eq!((count, &words[start..start + "三年".len()]), (3, "三年"));
        for words in ["（2020年", "2018-2020年", "（20180-2020年"] {
            assert_eq!(span(words, words.rfind('年').unwrap()), None, "{words}");
        }
        for words in ["青平市规划（", "近三年。行动（", "第十四个五年规划纲要和（"] {
            assert!(said(words).is_none_or(|(count, _)| count == 5), "{words}");
        }
    }
}
