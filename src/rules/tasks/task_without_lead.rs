//! A task that nobody leads where the others say who does.

use super::blocks;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};

pub(crate) struct TaskWithoutLead;

static INFO: Info = Info {
    name: "task-without-lead",
    group: Group::Tasks,
    level: Severity::Warning,
    summary_zh: "同类任务都写明牵头单位或者责任单位，这一项没有",
    summary_en: "a task that does not say who leads where the others do",
    ground: "实务（任务分工）",
    explanation: include_str!("task-without-lead.md"),
};

/// How many places are labelled.
const LABELS: usize = 12;

impl Rule for TaskWithoutLead {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let tasks = &document.responsibilities;
            let Some(odd) = blocks::odd_ones(tasks, |task| {
                !task.lead.is_empty() || task.labelled && !task.responsible.is_empty()
            }) else {
                continue;
            };
            let (count, without) = (tasks.len(), odd.len());
            let Some((first, rest)) = odd.split_first() else {
                continue;
            };
            let message = Text::new(
                format!("{count} 项任务中有 {without} 项没有写明牵头单位或者责任单位"),
                format!("{without} of {count} tasks do not say who leads or is responsible"),
            );
            let label = || Text::new("没有写明由谁牵头", "who leads is not said");
            let mut finding = text
                .find(&INFO, first.range, message)
                .label(label())
                .help(Text::new(
                    "写明「牵头单位：」或者「责任单位：」",
                    "write 牵头单位： or 责任单位：",
                ));
            for task in rest.iter().take(LABELS) {
                finding = finding.related(text.span(task.range), label());
            }
            out.push(finding);
        }
    }
}
