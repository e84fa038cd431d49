//! `share-total`: percentages that do not make 100% where all bearers are listed.

use crate::corpus::rational::{mul, whole};
use crate::corpus::{Content, Corpus, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{difference, finding, percent};
use crate::rules::{Group, Info, Rule};

/// Percentages that do not make 100%.
pub(in crate::rules) struct ShareTotal;

static INFO: Info = Info {
    name: "share-total",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "各方占比之和不是 100%",
    summary_en: "shares of one whole that do not make 100%",
    ground: "《党政机关公文处理工作条例》第十九条第三项（表述准确）",
    explanation: include_str!("share-total.md"),
};

impl Rule for ShareTotal {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus.violations_of(id, ViolationKind::ShareTotal) {
            out.push(diagnose(corpus, violation));
        }
    }
}

fn diagnose(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let shares: Vec<String> = violation
        .conflict
        .iter()
        .filter_map(|&reference| match &corpus.statement(reference)?.content {
            Content::Share { share, .. } => Some(percent(share)),
            _ => None,
        })
        .collect();
    let sum = shares.join(" + ");
    let total = violation
        .totals
        .map(|(total, _)| percent(&total))
        .unwrap_or_default();
    let message = Text::new(
        format!("{sum} = {total}，应为 100%"),
        format!("{sum} = {total}, expected 100%"),
    );
    let mut diagnostic = finding(corpus, violation, &INFO, message);
    // The shares stand side by side; they are underlined as one.
    let last = violation
        .conflict
        .last()
        .and_then(|&reference| corpus.statement(reference));
    if let Some(last) = last {
        diagnostic.primary.span = diagnostic.primary.span.to(last.span);
    }
    diagnostic.related.clear();
    let off = violation.totals.and_then(|(total, _)| {
        let hundred = whole(100);
        difference(&mul(&total, &hundred)?, &hundred, "%")
    });
    if let Some(off) = off {
        diagnostic = diagnostic.label(off);
    }
    diagnostic.help(Text::new(
        "核对各方的占比，看有没有漏列或者多列一方",
        "check each percentage, and whether a bearer is missing or listed twice",
    ))
}
