//! A figure of the text that the extract lacks or contradicts.

use crate::corpus::{Corpus, Drift, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "extract-drift",
    group: Group::Evidence,
    level: Severity::Warning,
    summary_zh: "原文中的数字或日期，摘录没有或与之不同",
    summary_en: "a figure or date of the source text that the extract lacks or contradicts",
    ground: "摘录语言：摘录须与原文一致",
    explanation: include_str!("extract-drift.md"),
};

/// See `extract-drift.md`.
pub struct ExtractDrift;

impl Rule for ExtractDrift {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        out.extend(corpus.drifts(id).iter().map(|drift| finding(corpus, drift)));
    }
}

fn finding(corpus: &Corpus, drift: &Drift) -> Diagnostic {
    let words = |span| -> String {
        let words = corpus.sources().slice(span);
        words.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let figure = words(drift.figure);
    let level = if drift.doubtful {
        Severity::Info
    } else {
        INFO.level
    };
    match drift.instead {
        Some(instead) => {
            let stated = corpus.sources().slice(instead);
            let message = Text::new(
                format!("原文为「{figure}」，摘录为「{stated}」"),
                format!("the text says 「{figure}」, the extract 「{stated}」"),
            );
            Diagnostic::new(INFO.name, drift.figure, message)
                .label(Text::new("原文", "the text"))
                .related(instead, Text::new("摘录", "the extract"))
                .help(Text::new(
                    "原文对则改摘录，摘录对则改原文",
                    "mend whichever of the two is wrong",
                ))
        }
        None => {
            let message = Text::new(
                format!("摘录没有写到原文的「{figure}」"),
                format!("the extract lacks 「{figure}」 of the text"),
            );
            Diagnostic::new(INFO.name, drift.figure, message).help(Text::new(
                "在摘录中补上；不必写成陈述的，用「# 原文：…」注明",
                "add it to the extract; what need not be a statement may stand in a comment 「# 原文：…」",
            ))
        }
    }
    .severity(level)
}
