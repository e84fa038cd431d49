//! A field of the header given twice.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::parse::ProblemKind;
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "duplicate-header",
    group: Group::Syntax,
    level: Severity::Error,
    summary_zh: "文件头的同一项写了两次",
    summary_en: "a field of the header is given twice",
    ground: "摘录语言：文件头每项至多一行",
    explanation: include_str!("duplicate-header.md"),
};

/// See `duplicate-header.md`.
pub struct DuplicateHeader;

impl Rule for DuplicateHeader {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        for problem in &entry.problems {
            let ProblemKind::DuplicateHeader { field, first } = problem.kind else {
                continue;
            };
            let word = field.word();
            let message = Text::new(
                format!("「{word}」写了两次"),
                format!("「{word}」 is given twice"),
            );
            out.push(
                Diagnostic::new(INFO.name, problem.span, message)
                    .severity(INFO.level)
                    .label(Text::new("又写一次", "given again"))
                    .related(first, Text::new("第一次", "given first"))
                    .help(Text::new(
                        "只留一行；多个文号写在一行里，用「、」隔开",
                        "keep one line; several values stand in one line, with 「、」 between them",
                    )),
            );
        }
    }
}
