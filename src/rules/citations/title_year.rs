//! A title about one year with a number of another.

use rustc_hash::FxHashSet;

use super::cited::{citations, has_year};
use super::title_index::TitleIndex;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::Citation;
use crate::rules::{Group, Info, Rule};

pub(crate) struct TitleYear;

static INFO: Info = Info {
    name: "title-year",
    group: Group::Citations,
    level: Severity::Warning,
    summary_zh: "引用的标题与文号的年份对不上",
    summary_en: "a citation whose title and number are of different years",
    ground: "GB/T 9704—2012 7.2.5",
    explanation: include_str!("title-year.md"),
};

impl Rule for TitleYear {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn corpus(&self, corpus: &Corpus, out: &mut Vec<Diagnostic>) {
        let mut index: Option<TitleIndex<'_>> = None;
        for (_, entry) in corpus.reported().filter(|(_, entry)| entry.is_text()) {
            let mut seen = FxHashSet::default();
            for citation in citations(&entry.notice) {
                let Some(finding) = check(corpus, citation) else {
                    continue;
                };
                let index = index.get_or_insert_with(|| TitleIndex::new(corpus));
                if !is_another(citation, index) && seen.insert(finding.message.zh.clone()) {
                    out.push(finding);
                }
            }
        }
    }
}

/// Whether the title is known to go with another number, which `title-mismatch` finds.
fn is_another(citation: &Citation, index: &TitleIndex<'_>) -> bool {
    let (Some(number), Some(title)) = (&citation.number, &citation.title) else {
        return false;
    };
    index.owner(number, &title.text).is_some() || index.other_number(number, &title.text).is_some()
}

fn check(corpus: &Corpus, citation: &Citation) -> Option<Diagnostic> {
    let (number, title) = (citation.number.as_ref()?, citation.title.as_ref()?);
    if !has_year(number) {
        return None;
    }
    let about = about_year(&title.text)?;
    // Another title than the known one is a finding of its own.
    let known = corpus.by_number(number).and_then(|id| corpus.get(id));
    if let Some(known) = known.and_then(|entry| entry.notice.header.title.as_ref())
        && about_year(&known.text) != Some(about)
    {
        return None;
    }
    let own = number.year;
    if own == about {
        return None;
    }
    // Work of a year may be arranged at the end of the year before, and settled in the year after.
    let near = own.abs_diff(about) == 1;
    let level = if near { Severity::Info } else { INFO.level };
    let message = Text::new(
        format!("标题说的是{about}年，文号{number}是{own}年的"),
        format!("the title is about {about}, {number} is a number of {own}"),
    );
    Some(
        Diagnostic::new(INFO.name, number.span, message)
            .severity(level)
            .related(title.span, Text::new("标题", "the title"))
            .help(Text::new(
                "核对标题的年份与文号",
                "check the year in the title and the number",
            )),
    )
}

/// The year that a title is about: the only one in it, behind 做好, 关于 and the like, outside brackets.
fn about_year(title: &str) -> Option<u16> {
    let plain = title.split(['（', '(']).next()?;
    let mut years = plain.match_indices('年').filter_map(|(at, _)| {
        let head = plain.get(..at)?.trim_end();
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let digits = head.get(start..)?;
        let ranged = head.get(..start)?.ends_with(['—', '-', '至', '～', '~', '－']);
        (digits.len() == 4).then_some((digits.parse::<u16>().ok()?, ranged))
    });
    let (year, ranged) = years.next()?;
    let only = years.next().is_none() && !ranged && plain.contains("关于");
    (only && (1949..=2100).contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_title() {
        assert_eq!(about_year("关于做好2023年居民医保工作的通知"), Some(2023));
        assert_eq!(about_year("关于印发青平市规划（2021—2025年）的通知"), None);
        assert_eq!(about_year("关于2021—2025年工作的意见"), None);
        assert_eq!(about_year("关于做好居民医保工作的通知"), None);
    }
}
