//! A deadline that is past on the day of issue.

use super::limits::{Days, day, deadline, default_year, issued, limits, shown};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::Force;
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

/// How many deadlines of one finding are labelled.
const LABELLED: usize = 16;

impl Rule for DeadlineBeforeIssue {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let Some(issued) = issued(entry) else { return };
        let (mut past, mut in_time) = (Vec::new(), false);
        for (clause, limit) in limits(&entry.notice) {
            if let Some(due) = deadline(limit, default_year(entry)) {
                if due.last < issued.first {
                    past.push((due, clause.force));
                } else {
                    in_time = true;
                }
            }
        }
        if past.len() > 1 && !in_time {
            out.push(all_past(&past, issued));
            return;
        }
        for (due, force) in past {
            let words = corpus.sources().slice(due.words.span);
            out.push(finding(words, due, issued).severity(level(force)));
        }
    }
}

fn level(force: Force) -> Severity {
    if force.is_binding() {
        INFO.level
    } else {
        Severity::Warning
    }
}

/// Where every deadline is past, the day of issue is what they have in common.
fn all_past(past: &[(Days, Force)], issued: Days) -> Diagnostic {
    let (issue_day, count) = (day(issued.first), past.len());
    let message = Text::new(
        format!("成文日期{}晚于全部{count}个时限", issue_day.zh),
        format!(
            "the day of issue, {}, is after all {count} deadlines",
            issue_day.en
        ),
    );
    let mut finding = Diagnostic::new(INFO.name, issued.words.span, message)
        .label(Text::new("成文日期", "day of issue"))
        .help(help());
    let mut severity = Severity::Warning;
    for (index, (due, force)) in past.iter().enumerate() {
        severity = severity.max(level(*force));
        if index < LABELLED {
            let due_day = day(due.last);
            let text = Text::new(format!("截止{}", due_day.zh), format!("ends on {}", due_day.en));
            finding = finding.related(due.words.span, text);
        }
    }
    finding.severity(severity)
}

fn help() -> Text {
    Text::new(
        "核对时限与成文日期的年份和月份",
        "check the year and month of the deadline and of the day of issue",
    )
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
        .help(help())
}
