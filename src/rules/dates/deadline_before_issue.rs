//! A deadline that is past on the day of issue.

use super::limits::{Days, day, deadline, default_year, issued, limits, shown};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

pub(crate) struct DeadlineBeforeIssue;

static INFO: Info = Info {
    name: "deadline-before-issue",
    group: Group::Dates,
    level: Severity::Error,
    summary_zh: "成文之日已经过去的完成时限",
    summary_en: "a deadline that is past on the day of issue",
    ground: "《党政机关公文处理工作条例》第十九条第（二）项：所提政策措施和办法切实可行",
    explanation: include_str!("deadline-before-issue.md"),
};

impl Rule for DeadlineBeforeIssue {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let Some(issued) = issued(entry) else { return };
        for (clause, limit) in limits(&entry.notice) {
            let Some(due) = deadline(limit, default_year(entry)) else {
                continue;
            };
            if due.last < issued.first {
                let level = if clause.force.is_binding() {
                    INFO.level
                } else {
                    Severity::Warning
                };
                let words = corpus.sources().slice(due.words.span);
                out.push(finding(words, due, issued).severity(level));
            }
        }
    }
}

fn finding(words: &str, due: Days, issued: Days) -> Diagnostic {
    let (words, due_day, issue_day) = (shown(words), day(due.last), day(issued.first));
    let message = Text::new(
        format!("时限「{words}」早于成文日期{}", issue_day.zh),
        format!(
            "the deadline 「{words}」 is before the day of issue, {}",
            issue_day.en
        ),
    );
    Diagnostic::new(INFO.name, due.words.span, message)
        .label(Text::new(
            format!("截止{}", due_day.zh),
            format!("ends on {}", due_day.en),
        ))
        .related(issued.words.span, Text::new("成文日期", "day of issue"))
        .help(Text::new(
            "核对时限与成文日期的年份和月份",
            "check the year and month of the deadline and of the day of issue",
        ))
}
