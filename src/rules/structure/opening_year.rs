//! A title about one year whose words the opening repeats with another.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{BlockKind, Document, Stretch};

pub(crate) struct OpeningYear;

static INFO: Info = Info {
    name: "opening-year",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "正文开头重复标题，年份却不同",
    summary_en: "an opening that repeats the title with another year",
    ground: "《党政机关公文处理工作条例》第十九条第（三）项：表述准确",
    explanation: include_str!("opening-year.md"),
};

/// How many characters after the year the opening shares with the title.
const SHARED: usize = 6;

impl Rule for OpeningYear {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            out.extend(check(text, document));
        }
    }
}

fn check(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let title = document.title?;
    let own = years(text.words(title));
    // A plan of several years, or a report on two, is about no single one.
    let [(own_year, own_range)] = own.as_slice() else {
        return None;
    };
    let matter = following(text.words(title), own_range.end);
    if matter.chars().count() < SHARED {
        return None;
    }
    let mut other: Option<(u32, Stretch)> = None;
    let opening = document
        .blocks
        .iter()
        .take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
    for block in opening.filter(|block| block.kind == BlockKind::Paragraph) {
        let words = text.words(block.range);
        for (year, range) in years(words) {
            let head = words.get(..range.start).unwrap_or_default();
            // What stands in 《》 is the title of another notice.
            let quoted = head.matches('《').count() > head.matches('》').count();
            if quoted || following(words, range.end) != matter {
                continue;
            }
            if year == *own_year {
                return None;
            }
            let start = block.range.start as usize;
            let stretch = Stretch::new(start.saturating_add(range.start), start.saturating_add(range.end));
            other = other.or(Some((year, stretch)));
        }
    }
    let (year, stretch) = other?;
    let start = title.start as usize;
    let named = Stretch::new(
        start.saturating_add(own_range.start),
        start.saturating_add(own_range.end),
    );
    let message = Text::new(
        format!("标题是{own_year}年的，正文开头是{year}年的"),
        format!("the title is about {own_year}, the opening about {year}"),
    );
    Some(
        text.find(&INFO, stretch, message)
            .related(text.span(named), Text::new("标题的年份", "the year in the title"))
            .help(Text::new("核对两处的年份", "check the year in both places")),
    )
}

/// The years in `words` that no range ends with, each with its place, 年 included.
fn years(words: &str) -> Vec<(u32, Range<usize>)> {
    words
        .match_indices('年')
        .filter_map(|(at, mark)| {
            let head = words.get(..at)?.trim_end();
            let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let digits = head.get(start..)?;
            let year: u32 = digits.parse().ok()?;
            let ranged = head
                .get(..start)?
                .ends_with(['—', '-', '至', '～', '~', '－', '–']);
            let plain = digits.len() == 4 && (1949..=2100).contains(&year) && !ranged;
            plain.then(|| (year, start..at.saturating_add(mark.len())))
        })
        .collect()
}

/// The first characters of `words` behind `at`, without spaces.
fn following(words: &str, at: usize) -> String {
    let rest = words.get(at..).unwrap_or_default();
    rest.chars().filter(|c| !c.is_whitespace()).take(SHARED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_words() {
        let found = |words: &str| -> Vec<u32> { years(words).into_iter().map(|(year, _)| year).collect() };
        assert_eq!(found("关于做好 2023 年居民医保工作的通知"), [2023]);
        assert_eq!(found("规划（2021—2025年）"), [0u32; 0]);
        assert_eq!(found("2022年和2023年"), [2022, 2023]);
        assert_eq!(following("2023 年城乡 居民", "2023 年".len()), "城乡居民");
    }
}
