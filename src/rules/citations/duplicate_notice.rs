//! Two notices with one number.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

pub(crate) struct DuplicateNotice;

static INFO: Info = Info {
    name: "duplicate-notice",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "两份公文同一文号",
    summary_en: "two notices with one number",
    ground: "《党政机关公文处理工作条例》第九条第（五）项：发文字号由发文机关代字、年份、发文顺序号组成",
    explanation: include_str!("duplicate-notice.md"),
};

impl Rule for DuplicateNotice {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        // A draft may stand in for a published notice that is only held as a mandate.
        let first = entry.duplicate_of.and_then(|first| corpus.get(first));
        let Some(first) = first.filter(|first| first.is_reported()) else {
            return;
        };
        let (Some(number), Some(first_number)) = (entry.number(), first.number()) else {
            return;
        };
        let path = corpus.sources().path(first.file());
        let message = Text::new(
            format!("文号{number}与 {path} 相同"),
            format!("{number} is the number of {path} as well"),
        );
        out.push(
            Diagnostic::new(INFO.name, number.span, message)
                .severity(INFO.level)
                .label(Text::new("重复的文号", "the number again"))
                .related(first_number.span, Text::new("先有此文号", "the number first"))
                .help(Text::new(
                    "核对两份公文的代字、年份和序号",
                    "check 代字, year and serial of both notices",
                )),
        );
    }
}
