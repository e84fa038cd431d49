//! Parts of a notice that are not written as the standard has it.

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::Document;

pub(crate) struct ElementForm;

static INFO: Info = Info {
    name: "element-form",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "主送机关、附注、抄送机关的写法不合标准",
    summary_en: "addressees, notes or copies that are not written as the standard has it",
    ground: "GB/T 9704—2012 7.3.2、7.3.7、7.4.2",
    explanation: include_str!("element-form.md"),
};

impl Rule for ElementForm {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            out.extend(addressees(text, document));
            out.extend(note(text, document));
            out.extend(copies(text, document));
        }
    }
}

fn addressees(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let stretch = document.addressees?;
    let words = text.words(stretch).trim_end();
    if words.ends_with(['：', ':']) {
        return None;
    }
    let message = Text::new("主送机关之后没有冒号", "no colon stands behind the addressees");
    Some(text.find(&INFO, stretch, message).help(Text::new(
        "最后一个机关名称后加全角冒号「：」",
        "put 「：」 behind the last of them",
    )))
}

fn note(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let stretch = document.note?;
    let words = text.words(stretch).trim();
    if words.is_empty() || words.starts_with(['（', '(']) && words.ends_with(['）', ')']) {
        return None;
    }
    let message = Text::new(
        format!("附注「{words}」没有加圆括号"),
        format!("the note 「{words}」 is not in brackets"),
    );
    Some(text.find(&INFO, stretch, message).help(Text::new(
        format!("写成「（{words}）」"),
        format!("write 「（{words}）」"),
    )))
}

fn copies(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let stretch = document.copies?;
    let words = text.words(stretch).trim_end();
    if words.ends_with('。') || !words.starts_with("抄送") {
        return None;
    }
    let message = Text::new(
        "抄送机关之后没有句号",
        "no full stop stands behind the organs that get copies",
    );
    Some(text.find(&INFO, stretch, message).help(Text::new(
        "最后一个抄送机关名称后加句号「。」",
        "put 「。」 behind the last of them",
    )))
}
