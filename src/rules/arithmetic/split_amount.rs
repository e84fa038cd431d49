//! `split-amount`: amounts that do not follow their ratio.

use crate::corpus::rational::show;
use crate::corpus::{Corpus, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::arithmetic::share_amount;
use crate::rules::wording::{figure, finding};
use crate::rules::{Group, Info, Rule};

/// Amounts that do not follow their ratio.
pub(in crate::rules) struct SplitAmount;

static INFO: Info = Info {
    name: "split-amount",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "金额与分担比例对不上",
    summary_en: "amounts that do not follow their ratio",
    ground: "《党政机关公文处理工作条例》第十九条第三项（表述准确）；四舍五入按 GB/T 8170—2008",
    explanation: include_str!("split-amount.md"),
};

impl Rule for SplitAmount {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus.violations(id) {
            match violation.kind {
                ViolationKind::Split => out.push(share_amount::diagnose(corpus, violation, &INFO)),
                ViolationKind::Residual => out.push(residual(corpus, violation)),
                _ => {}
            }
        }
    }
}

/// Half-up cannot make the parts add up; this part carries what is left over.
fn residual(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let words = figure(corpus, violation.figure);
    let rounded = violation
        .admissible
        .value()
        .map(|value| show(&value))
        .unwrap_or_default();
    let exact = violation.derivation.first().map(|step| show(&step.value));
    let exact = exact.unwrap_or_default();
    let message = Text::new(
        format!("「{words}」带有尾差：按比例为 {exact}，四舍五入为 {rounded}"),
        format!("「{words}」 carries what rounding leaves over: by ratio {exact}, rounded {rounded}"),
    );
    finding(corpus, violation, &INFO, message)
        .severity(Severity::Info)
        .help(Text::new(
            "尾差由这一方承担的，不用改",
            "nothing to change if this one is meant to carry it",
        ))
}
