//! Parts of a notice that are not there.

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{Document, Stretch};

pub(crate) struct ElementMissing;

static INFO: Info = Info {
    name: "element-missing",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "缺成文日期、署名或者主送机关",
    summary_en: "no day of issue, signature or addressees",
    ground: "《党政机关公文处理工作条例》第九条、GB/T 9704—2012 7.3.5",
    explanation: include_str!("element-missing.md"),
};

impl Rule for ElementMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            // A draft has no number yet, and none of what comes after it.
            let out_already = document.number.is_some() || !document.fields.is_empty();
            if !out_already || document.title.is_none() {
                continue;
            }
            out.extend(signatures(text, document));
            out.extend(date(text, document));
            out.extend(addressees(text, document));
        }
    }
}

/// Fewer signatures than issuing organs.
fn signatures(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let (issuers, signed) = (document.issuers.len(), document.signatures.len());
    let last = document.signatures.last()?;
    if issuers < 2 || signed >= issuers {
        return None;
    }
    // Several names on one line are read as one.
    let all: String = document
        .signatures
        .iter()
        .map(|stretch| text.words(*stretch))
        .collect();
    // 国家医保局 signs as 国家医疗保障局: names as long as those of all organs are those of all.
    let length = |words: &str| words.chars().count();
    let named: usize = document
        .issuers
        .iter()
        .map(|stretch| length(text.words(*stretch)))
        .sum();
    if length(&all).saturating_mul(10) >= named.saturating_mul(7) {
        return None;
    }
    let missing: Vec<&str> = document
        .issuers
        .iter()
        .map(|stretch| text.words(*stretch).trim_end_matches("文件"))
        .filter(|name| !name.is_empty() && !all.contains(*name))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let listed = crate::rules::text::listed(&missing, 3);
    let message = Text::new(
        format!("{issuers} 个机关联合发文，署名缺{listed}"),
        format!("of the {issuers} organs that issue it, {listed} did not sign"),
    );
    let mut finding = text.find(&INFO, *last, message).help(Text::new(
        "补上署名；印章上的署名在转成文字时会丢失，原件有的不用改",
        "add them; names on seals get lost in conversion, so check the original",
    ));
    if let (Some(first), Some(end)) = (document.issuers.first(), document.issuers.last()) {
        finding = finding.related(
            text.span(first.to(*end)),
            Text::new("发文机关", "the issuing organs"),
        );
    }
    Some(finding)
}

/// No day of issue although the notice has gone out.
fn date(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    if document.issued.is_some() || !document.fields.is_empty() {
        return None;
    }
    let printing = document.printing.as_ref()?;
    let (zh, en) = if document.signatures.is_empty() {
        (
            "有印发日期，没有发文机关署名和成文日期",
            "it was printed, but has no signature and no day of issue",
        )
    } else {
        (
            "有印发日期，没有成文日期",
            "it was printed, but has no day of issue",
        )
    };
    let place: Stretch = printing.organ.or(printing.date)?;
    Some(text.find(&INFO, place, Text::new(zh, en)).help(Text::new(
        "在正文之后补上；加盖印章处的文字在转换时会丢失，原件有的不用改",
        "add it below the text; what stands under a seal gets lost in conversion, so check the original",
    )))
}

/// 文种 that are sent to somebody.
const SENT: [&str; 4] = ["通知", "请示", "批复", "函"];

fn addressees(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let title = document.title?;
    let words = text.words(title);
    let sent = SENT.iter().find(|kind| words.ends_with(**kind))?;
    let complete = document.issued.is_some() && !document.signatures.is_empty();
    if document.addressees.is_some() || !complete {
        return None;
    }
    let message = Text::new(
        format!("{sent}没有主送机关"),
        format!("a {sent} without addressees"),
    );
    Some(
        text.find(&INFO, title, message)
            .severity(Severity::Info)
            .help(Text::new(
                "标题之下写明发给谁；普发而不列的，不用改",
                "name them below the title, unless it goes to everybody",
            )),
    )
}
