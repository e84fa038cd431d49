//! A task without a time limit where the others have one.

use super::blocks;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};

pub(crate) struct TaskWithoutDeadline;

static INFO: Info = Info {
    name: "task-without-deadline",
    group: Group::Tasks,
    level: Severity::Warning,
    summary_zh: "同类任务都有完成时限，这一项没有",
    summary_en: "a task without a time limit where the others have one",
    ground: "实务（任务分工）",
    explanation: include_str!("task-without-deadline.md"),
};

/// How many places are labelled.
const LABELS: usize = 12;

impl Rule for TaskWithoutDeadline {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let tasks = &document.responsibilities;
            let Some(odd) = blocks::odd_ones(tasks, |task| task.limit.is_some()) else {
                continue;
            };
            let (count, without) = (tasks.len(), odd.len());
            let Some((first, rest)) = odd.split_first() else {
                continue;
            };
            let message = Text::new(
                format!("{count} 项任务中有 {without} 项没有写完成时限"),
                format!("{without} of {count} tasks have no time limit"),
            );
            let mut finding = text
                .find(&INFO, first.range, message)
                .label(Text::new("没有完成时限", "no time limit"))
                .help(Text::new(
                    "补上完成时限；没有时限的写「持续推进」",
                    "add the time limit, or 持续推进 where there is none",
                ));
            for task in rest.iter().take(LABELS) {
                finding = finding.related(text.span(task.range), Text::new("没有完成时限", "no time limit"));
            }
            out.push(finding);
        }
    }
}
