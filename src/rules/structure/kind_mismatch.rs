//! A 批复 that calls itself 本通知.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{BlockKind, Document, Stretch};

pub(crate) struct KindMismatch;

static INFO: Info = Info {
    name: "kind-mismatch",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "正文自称的文种与标题不一致",
    summary_en: "a text that calls itself another kind of notice than its title does",
    ground: "《党政机关公文处理工作条例》第八条",
    explanation: include_str!("kind-mismatch.md"),
};

/// 文种 that a text may call itself; 令, 函 and 报告 have other senses as well.
const KINDS: [&str; 11] = [
    "决议", "决定", "公报", "公告", "通告", "意见", "通知", "通报", "请示", "批复", "纪要",
];

/// Titles that end with two 文种.
const BOTH: [&str; 3] = ["请示报告", "请示函", "通知函"];

/// How many places are labelled.
const LABELS: usize = 6;

impl Rule for KindMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let Some(title) = document.title else { continue };
            let words = text.words(title);
            if let Some(both) = BOTH.iter().find(|both| words.ends_with(**both)) {
                let end = title.end as usize;
                let stretch = Stretch::new(end.saturating_sub(both.len()), end);
                let message = Text::new(
                    format!("「{both}」不是文种"),
                    format!("「{both}」 is no kind of notice"),
                );
                out.push(text.find(&INFO, stretch, message).help(Text::new(
                    "用《条例》所列的一种，如请示、报告、通知、函",
                    "use one of those listed, such as 请示, 报告, 通知 or 函",
                )));
                continue;
            }
            let Some(own) = KINDS.iter().find(|kind| words.ends_with(**kind)) else {
                continue;
            };
            out.extend(other(text, document, title, own));
        }
    }
}

fn other(text: &TextView<'_>, document: &Document, title: Stretch, own: &str) -> Option<Diagnostic> {
    let name = text.words(title);
    let mut places: Vec<(Stretch, &str)> = Vec::new();
    // A short paragraph with an ordinal is a heading.
    let paragraphs = document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Table(_)));
    for block in paragraphs {
        let words = text.words(block.range);
        let start = block.range.start as usize;
        for at in memmem::find_iter(words.as_bytes(), "本") {
            let end = at.saturating_add("本".len());
            let rest = words.get(end..).unwrap_or_default();
            // 根本决定, 基本意见: 本 belongs to the word before.
            let head = words.get(..at).unwrap_or_default();
            if head.ends_with(['根', '基', '成', '资', '文', '原', '版', '样']) {
                continue;
            }
            let Some(kind) = KINDS.iter().find(|kind| rest.starts_with(**kind)) else {
                continue;
            };
            if kind == &own {
                // It calls itself what it is; another 本… is that of an attachment.
                return None;
            }
            if name.contains(kind) {
                continue;
            }
            let from = start.saturating_add(at);
            let to = start.saturating_add(end).saturating_add(kind.len());
            places.push((Stretch::new(from, to), kind));
        }
    }
    let ((first, kind), rest) = places.split_first()?;
    let message = Text::new(
        format!("标题是{own}，正文自称「本{kind}」"),
        format!("the title says {own}, the text calls itself 「本{kind}」"),
    );
    let mut finding = text
        .find(&INFO, *first, message)
        .related(text.span(title), Text::new("标题", "the title"))
        .help(Text::new(
            format!("改为「本{own}」，或者核对标题的文种"),
            format!("write 「本{own}」, or check the title"),
        ));
    for (place, _) in rest.iter().take(LABELS) {
        finding = finding.related(text.span(*place), Text::default());
    }
    Some(finding)
}
