//! `bare-suppression`: a finding is to be left out, and nobody says why.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "bare-suppression",
    group: Group::Syntax,
    level: Severity::Warning,
    summary_zh: "忽略一条规则而没有写明规则或理由",
    summary_en: "a suppression without a rule or without a reason",
    ground: "摘录语言：# 忽略 规则：理由",
    explanation: include_str!("bare-suppression.md"),
};

/// See `bare-suppression.md`.
pub(in crate::rules) struct BareSuppression;

impl Rule for BareSuppression {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        for comment in &entry.suppressions {
            let rule = comment.rules.first().map(|(rule, _)| rule.as_str());
            let (message, help) = match rule {
                None => (
                    Text::new("没有写明忽略哪条规则", "does not say which rule is left out"),
                    Text::new(
                        "写成「# 忽略 规则：理由」，规则名见各条发现的开头",
                        "write 「# 忽略 RULE：reason」; the name of the rule stands before each finding",
                    ),
                ),
                Some(rule) if comment.reason.is_empty() => (
                    Text::new(
                        format!("忽略 {rule} 而没有写明理由，不起作用"),
                        format!("{rule} is left out without a reason, which has no effect"),
                    ),
                    Text::new(
                        format!("写成「# 忽略 {rule}：理由」"),
                        format!("write 「# 忽略 {rule}：reason」"),
                    ),
                ),
                Some(_) => continue,
            };
            out.push(
                Diagnostic::new(INFO.name, comment.span, message)
                    .severity(INFO.level)
                    .help(help),
            );
        }
    }
}
