//! A phrase without a number or date of its statement.

use crate::corpus::{Corpus, Evidenced, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "evidence-number",
    group: Group::Evidence,
    level: Severity::Error,
    summary_zh: "证据里没有语句中的数字或日期",
    summary_en: "the quoted phrase lacks a number or date of the statement",
    ground: "摘录语言：「…」所引须足以说明语句",
    explanation: include_str!("evidence-number.md"),
};

/// See `evidence-number.md`.
pub struct EvidenceNumber;

impl Rule for EvidenceNumber {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let verdicts = corpus.evidence(id).map_or(&[][..], |notice| &notice.clauses);
        for verdict in verdicts {
            let Evidenced::NumberMissing { missing, place } = verdict else {
                continue;
            };
            for span in missing {
                let number = corpus.sources().slice(*span);
                let message = Text::new(
                    format!("所引原文里没有「{number}」"),
                    format!("the quoted words lack 「{number}」"),
                );
                out.push(
                    Diagnostic::new(INFO.name, *span, message)
                        .severity(INFO.level)
                        .related(*place, Text::new("所引原文", "the quoted words"))
                        .help(Text::new(
                            "核对数字，或在「…」中引上含有该数字的词句",
                            "check the number, or quote the words that hold it",
                        )),
                );
            }
        }
    }
}
