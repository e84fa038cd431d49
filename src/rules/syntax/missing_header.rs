//! A required field that is absent.

use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::parse::{HeaderField, ProblemKind};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "missing-header",
    group: Group::Syntax,
    level: Severity::Error,
    summary_zh: "缺少必填的文号、地区、成文或年度",
    summary_en: "a required field of the header is absent",
    ground: "摘录语言：文号、地区、成文、年度为必填项",
    explanation: include_str!("missing-header.md"),
};

/// See `missing-header.md`.
pub struct MissingHeader;

impl Rule for MissingHeader {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        // 文号 东医保发〔2023〕48号 lacks its colon, which is said where it stands.
        let unread: Vec<&str> = entry
            .notice
            .header
            .unread
            .iter()
            .map(|&span| corpus.sources().slice(span).trim())
            .collect();
        let begun = |field: HeaderField| unread.iter().any(|line| line.starts_with(field.word()));
        let mut missing = entry.problems.iter().filter_map(|problem| match problem.kind {
            ProblemKind::MissingHeader(field) if !begun(field) => Some((field, problem.span)),
            _ => None,
        });
        if is_empty(entry) {
            let Some((_, span)) = missing.next() else { return };
            let message = Text::new("摘录是空的", "the extract is empty");
            let help = Text::new(
                "先写上「文号：」「地区：」「成文：」「年度：」四项",
                "begin with the four fields 「文号：」「地区：」「成文：」「年度：」",
            );
            out.push(
                Diagnostic::new(INFO.name, span, message)
                    .severity(INFO.level)
                    .help(help),
            );
            return;
        }
        out.extend(missing.map(|(field, span)| {
            let word = field.word();
            let message = Text::new(
                format!("文件头缺少「{word}」"),
                format!("the header lacks 「{word}」"),
            );
            let example = example(field);
            let help = Text::new(
                format!("加上一行，如「{word}：{example}」"),
                format!("add a line such as 「{word}：{example}」"),
            );
            Diagnostic::new(INFO.name, span, message)
                .severity(INFO.level)
                .help(help)
                .about(word)
        }));
    }
}

/// Whether there is nothing but comments and blank lines.
fn is_empty(entry: &Entry) -> bool {
    let notice = &entry.notice;
    notice.header.span.is_none()
        && notice.header.unread.is_empty()
        && notice.headings.is_empty()
        && notice.clauses.is_empty()
        && !notice
            .body
            .iter()
            .any(|line| matches!(line, crate::notice::Line::Unread(_)))
}

fn example(field: HeaderField) -> &'static str {
    match field {
        HeaderField::Number => "青医保发〔2023〕5号",
        HeaderField::Region => "广西壮族自治区青平市",
        HeaderField::Issued => "2023年9月4日",
        HeaderField::Years => "2023年",
        _ => "……",
    }
}
