//! A source text that is not there.

use crate::corpus::{Corpus, Evidenced, NoticeId, SourceText};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

static INFO: Info = Info {
    name: "source-not-found",
    group: Group::Evidence,
    level: Severity::Warning,
    summary_zh: "找不到原文，或原文不是可读的文本",
    summary_en: "there is no readable source text",
    ground: "摘录语言：原文一栏",
    explanation: include_str!("source-not-found.md"),
};

/// See `source-not-found.md`.
pub struct SourceNotFound;

impl Rule for SourceNotFound {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let (Some(entry), Some(evidence)) = (corpus.get(id), corpus.evidence(id)) else {
            return;
        };
        let header = &entry.notice.header;
        let quotes = || {
            evidence
                .clauses
                .iter()
                .any(|clause| *clause != Evidenced::Missing)
        };
        // Without 原文 and without evidence nothing asks for a text.
        if header.source.is_none() && !quotes() {
            return;
        }
        // Where no folder of texts is named, the text may simply be kept elsewhere.
        let level = match &evidence.source {
            SourceText::NotFound { folders: false, .. } => Severity::Info,
            _ => INFO.level,
        };
        let (message, help) = match &evidence.source {
            SourceText::NotSought | SourceText::Read(_) => return,
            SourceText::NotFound { name, .. } => (
                Text::new(
                    format!("找不到原文「{name}」"),
                    format!("there is no source text 「{name}」"),
                ),
                Text::new(
                    "原文的路径从摘录所在的文件夹算起；也可用 --sources 指明原文所在的文件夹",
                    "the path of 原文 starts from the folder of the extract; --sources names other folders",
                ),
            ),
            SourceText::Unreadable { path, reason } => (
                Text::new(
                    format!("原文「{path}」不能作为文本读取"),
                    format!("the source text 「{path}」 cannot be read as text"),
                ),
                reason.clone(),
            ),
        };
        let place = header
            .source
            .as_ref()
            .map(|source| source.span)
            .or(header.number.as_ref().map(|number| number.span))
            .unwrap_or(Span::new(entry.file(), 0, 0));
        out.push(
            Diagnostic::new(INFO.name, place, message)
                .severity(level)
                .help(help),
        );
    }
}
