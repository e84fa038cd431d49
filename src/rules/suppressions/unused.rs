//! `unused-suppression`: what is to be left out does not occur.
//!
//! Whether a suppression was of use is known only once all rules have run, so that the sink asks for this
//! finding; a rule that does not exist is found like anything else.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text, UNUSED_SUPPRESSION, nearest};
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

static INFO: Info = Info {
    name: UNUSED_SUPPRESSION,
    group: Group::Syntax,
    level: Severity::Warning,
    summary_zh: "要忽略的规则不存在，或者这里没有它的发现",
    summary_en: "a suppression of a rule that does not exist or finds nothing here",
    ground: "摘录语言：忽略的发现已经改正的，应当删去这一注",
    explanation: include_str!("unused-suppression.md"),
};

/// See `unused-suppression.md`.
pub(in crate::rules) struct UnusedSuppression;

impl Rule for UnusedSuppression {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let known = crate::rules::names();
        let named = entry
            .suppressions
            .iter()
            .filter(|comment| !comment.reason.is_empty());
        for (name, span) in named.flat_map(|comment| &comment.rules) {
            if known.contains(&name.as_str()) {
                continue;
            }
            let message = Text::new(
                format!("没有规则「{name}」"),
                format!("there is no rule 「{name}」"),
            );
            let help = match nearest(name, &known) {
                Some(nearest) => Text::new(format!("是否为 {nearest}"), format!("did you mean {nearest}")),
                None => Text::new("用 duibiao rules 列出所有规则", "duibiao rules lists them all"),
            };
            out.push(
                Diagnostic::new(INFO.name, *span, message)
                    .severity(INFO.level)
                    .help(help),
            );
        }
    }
}

/// The finding that the suppression of `rule` at `place` leaves out nothing.
pub fn finding(rule: &str, place: Span) -> Diagnostic {
    let message = Text::new(
        format!("这里没有 {rule} 的发现可忽略"),
        format!("{rule} finds nothing here that could be left out"),
    );
    let help = Text::new(
        "已经改正的，删去这一注",
        "where it has been mended, remove the comment",
    );
    Diagnostic::new(INFO.name, place, message)
        .severity(INFO.level)
        .help(help)
}
