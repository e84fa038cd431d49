//! `weaker-force`: 必须 above, 鼓励 or 探索 below.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

/// 必须 above, 鼓励 or 探索 below.
pub(in crate::rules) struct WeakerForce;

static INFO: Info = Info {
    name: "weaker-force",
    group: Group::Mandate,
    level: Severity::Error,
    summary_zh: "上级是必须，本文只是鼓励或探索",
    summary_en: "a binding mandate answered with mere encouragement",
    ground: "《党政机关公文处理工作条例》第十九条第一项（同现行有关公文相衔接）",
    explanation: include_str!("weaker-force.md"),
};

impl Rule for WeakerForce {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for weaker in corpus
            .duties(id)
            .map_or(&[][..], |duties| duties.weaker.as_slice())
        {
            let Some(own) = corpus.clause(weaker.own) else {
                continue;
            };
            let number = corpus
                .get(weaker.mandate.notice)
                .map(|entry| entry.number_text())
                .unwrap_or_default();
            let word = own.force.word();
            let words = corpus.sources().slice(own.span);
            let message = Text::new(
                format!("「{words}」只是{word}，{number}要求必须做到"),
                format!("「{words}」 is only 「{word}」, {number} makes it binding"),
            );
            let mut diagnostic = Diagnostic::new(INFO.name, own.span, message)
                .severity(INFO.level)
                .help(Text::new(
                    format!("去掉「{word}」；鼓励再进一步的，另写一句"),
                    format!("drop 「{word}」; encourage what goes further in a sentence of its own"),
                ));
            for mandate in std::iter::once(&weaker.mandate).chain(&weaker.also) {
                if let (Some(asked), Some(entry)) = (corpus.clause(*mandate), corpus.get(mandate.notice)) {
                    let number = entry.number_text();
                    diagnostic = diagnostic.related(
                        asked.span,
                        Text::new(format!("{number}的要求"), format!("asked by {number}")),
                    );
                }
            }
            out.push(diagnostic);
        }
    }
}
