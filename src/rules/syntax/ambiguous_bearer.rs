//! `ambiguous-bearer`: a bearer standing alone that two items have.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

/// A bearer standing alone that two items have.
pub struct AmbiguousBearer;

static INFO: Info = Info {
    name: "ambiguous-bearer",
    group: Group::Syntax,
    level: Severity::Error,
    summary_zh: "承担方单独出现，却有两个事项都由它承担",
    summary_en: "a bearer standing alone that two items have",
    ground: "摘录语言：承担方单独出现时指本文唯一由它承担的事项",
    explanation: include_str!("ambiguous-bearer.md"),
};

impl Rule for AmbiguousBearer {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(names) = corpus.names(id) else { return };
        for found in &names.ambiguous {
            let words = corpus.sources().slice(found.span);
            let items: Vec<&str> = found
                .items
                .iter()
                .map(|item| item.name(corpus.vocabulary()))
                .collect();
            let listed = items.join("」「");
            let message = if items.is_empty() {
                Text::new(
                    format!("「{words}」承担的是哪个事项看不出来"),
                    format!("which item 「{words}」 bears a part of is not said"),
                )
            } else {
                Text::new(
                    format!("「{words}」可以是「{listed}」的一部分"),
                    format!("「{words}」 could be a part of 「{listed}」"),
                )
            };
            let first = items.first().copied().unwrap_or("事项");
            out.push(
                Diagnostic::new(INFO.name, found.span, message)
                    .severity(INFO.level)
                    .help(Text::new(
                        format!("写作「{first}·{words}」"),
                        format!("write 「{first}·{words}」"),
                    )),
            );
        }
    }
}
