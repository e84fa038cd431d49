//! A start that lies before the day of issue.

use super::limits::{Days, day, deadline, default_year, issued, limits, shown, start};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::Years;
use crate::rules::{Group, Info, Rule};

pub(crate) struct StartBeforeIssue;

static INFO: Info = Info {
    name: "start-before-issue",
    group: Group::Dates,
    level: Severity::Warning,
    summary_zh: "早于成文日期的起始时间",
    summary_en: "a start before the day of issue",
    ground: "实务（参照《中华人民共和国立法法》第一百零四条不溯及既往的原则）",
    explanation: include_str!("start-before-issue.md"),
};

impl Rule for StartBeforeIssue {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let Some(issued) = issued(entry) else { return };
        for (_, limit) in limits(&entry.notice) {
            let Some(start) = start(limit, default_year(entry)) else {
                continue;
            };
            // A window that is over altogether is a deadline past, and found as such.
            let over =
                deadline(limit, default_year(entry)).is_some_and(|deadline| deadline.last < issued.first);
            if start.last < issued.first && !over && !is_policy_year(&start, entry.years()) {
                let words = corpus.sources().slice(start.words.span);
                out.push(finding(words, start, issued));
            }
        }
    }
}

/// 自2023年起 names a policy year as a whole, whenever in that year the notice comes out.
fn is_policy_year(start: &Days, years: Option<Years>) -> bool {
    start.words.month.is_none()
        && years.is_some_and(|years| {
            start
                .words
                .year
                .is_some_and(|year| year >= u32::from(years.first))
        })
}

fn finding(words: &str, start: Days, issued: Days) -> Diagnostic {
    let (words, start_day, issue_day) = (shown(words), day(start.first), day(issued.first));
    let message = Text::new(
        format!("起始时间「{words}」早于成文日期{}", issue_day.zh),
        format!(
            "the start 「{words}」 is before the day of issue, {}",
            issue_day.en
        ),
    );
    Diagnostic::new(INFO.name, start.words.span, message)
        .severity(INFO.level)
        .label(Text::new(
            format!("起于{}", start_day.zh),
            format!("begins on {}", start_day.en),
        ))
        .related(issued.words.span, Text::new("成文日期", "day of issue"))
        .help(Text::new(
            "确需追溯的，写明此前已办理事项如何衔接",
            "where it is meant to reach back, say what becomes of cases already settled",
        ))
}
