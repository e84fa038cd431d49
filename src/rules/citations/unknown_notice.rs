//! A cited notice that nobody can look up.

use super::basis_number::slips;
use super::cited::{first_places, has_year};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

pub(crate) struct UnknownNotice;

static INFO: Info = Info {
    name: "unknown-notice",
    group: Group::Citations,
    level: Severity::Info,
    summary_zh: "语料中没有的公文",
    summary_en: "a cited notice that the corpus lacks",
    ground: "实务",
    explanation: include_str!("unknown-notice.md"),
};

impl Rule for UnknownNotice {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let slips = slips(corpus, &entry.notice);
        for (_, number) in first_places(&entry.notice) {
            // A year that cannot be one is found as such, and so is a slip in the header.
            if slips.iter().any(|(slip, _)| *slip == number) {
                continue;
            }
            if has_year(number) && corpus.by_number(number).is_none() {
                let message = Text::new(
                    format!("语料中没有{number}，未与之核对"),
                    format!("{number} is not in the corpus and was not checked against"),
                );
                out.push(
                    Diagnostic::new(INFO.name, number.span, message)
                        .severity(INFO.level)
                        .help(Text::new(
                            "核对文号，或将该公文的摘录加入语料",
                            "check the number, or add an extract of that notice to the corpus",
                        )),
                );
            }
        }
    }
}
