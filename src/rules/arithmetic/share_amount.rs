//! `share-amount`: amounts that are not their share of the whole.

use crate::corpus::rational::show;
use crate::corpus::{Content, Corpus, EquationKind, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{bounded, figure, finding, fraction, mend, off_by, unit};
use crate::rules::{Group, Info, Rule};

/// Amounts that are not their share of the whole.
pub(in crate::rules) struct ShareAmount;

static INFO: Info = Info {
    name: "share-amount",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "金额与其占比对不上",
    summary_en: "an amount that is not its share of the whole",
    ground: "《党政机关公文处理工作条例》第十九条（内容准确）",
    explanation: include_str!("share-amount.md"),
};

impl Rule for ShareAmount {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus
            .violations(id)
            .iter()
            .filter(|found| found.kind == ViolationKind::Share)
        {
            out.push(diagnose(corpus, violation, &INFO));
        }
    }
}

/// A finding on an amount that does not follow its percentage or ratio, or on such a percentage or ratio.
pub(in crate::rules) fn diagnose(corpus: &Corpus, violation: &Violation, info: &Info) -> Diagnostic {
    let message = product(corpus, violation).unwrap_or_else(|| conflict(corpus, violation));
    let mut diagnostic = finding(corpus, violation, info, message);
    if let Some(label) = off_by(corpus, violation).filter(|_| {
        corpus
            .statement(violation.figure)
            .is_some_and(|s| matches!(s.content, Content::Value { .. }))
    }) {
        diagnostic = diagnostic.label(label);
    }
    if let Some(help) = mend(corpus, violation) {
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

/// 「80% × 640 = 512，不是 513」, with the rounded value where the product does not come out even.
fn product(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let statement = corpus.statement(violation.figure)?;
    let Content::Value { measurand, value, .. } = &statement.content else {
        return None;
    };
    let step = violation
        .derivation
        .iter()
        .find(|step| step.measurand == *measurand && !step.from.is_empty())?;
    let by = corpus.statement(step.by?)?;
    let (factor, total) = match &by.content {
        Content::Share { share, split, .. } => (fraction(share, *split), step.from.first()?.2),
        Content::Equation {
            kind: EquationKind::Proportion,
            ..
        } => {
            let (coefficient, _, total) = step.from.first()?;
            (fraction(coefficient, false), *total)
        }
        _ => return None,
    };
    // Where the total only has bounds, or the figure is the total, there is no product to show.
    let (_, of, _) = step.from.first()?;
    let exact = violation
        .derivation
        .iter()
        .any(|known| known.measurand == *of && known.bound.is_none() && known.value == total);
    let reversed = matches!(&by.content, Content::Share { part, .. } if part != measurand);
    if !exact || reversed {
        return None;
    }
    let product = match &by.content {
        Content::Share { share, .. } => *share * total,
        _ => step.value,
    };
    let (shown, value) = (show(&product), show(value));
    let total = show(&total);
    Some(match violation.admissible.value() {
        Some(rounded) if rounded != product => {
            let rounded = show(&rounded);
            Text::new(
                format!("{factor} × {total} = {shown}，四舍五入为 {rounded}，不是 {value}"),
                format!("{factor} × {total} = {shown}, rounded {rounded}, not {value}"),
            )
        }
        _ => Text::new(
            format!("{factor} × {total} = {shown}，不是 {value}"),
            format!("{factor} × {total} = {shown}, not {value}"),
        ),
    })
}

/// Where no product shows the mistake: what stands against the figure.
fn conflict(corpus: &Corpus, violation: &Violation) -> Text {
    let words = figure(corpus, violation.figure);
    let others: Vec<String> = violation
        .conflict
        .iter()
        .filter(|other| **other != violation.figure)
        .map(|&other| format!("「{}」", figure(corpus, other)))
        .collect();
    let others = others.join("");
    // A mere bound carries the slack of rounding, 高于 511 for 512, and is left to the derivation.
    let exact = violation.admissible.value().and(violation.measurand.as_ref());
    let expected = exact.and_then(|measurand| {
        let statement = corpus.statement(violation.figure)?;
        matches!(statement.content, Content::Value { .. })
            .then(|| bounded(violation, &unit(corpus, measurand, Some(statement))))
            .flatten()
    });
    match expected {
        Some(expected) => Text::new(
            format!("「{words}」与{others}不能同时成立，应为{}", expected.zh),
            format!(
                "「{words}」 cannot hold together with {others}, expected {}",
                expected.en
            ),
        ),
        None => Text::new(
            format!("「{words}」与{others}不能同时成立"),
            format!("「{words}」 cannot hold together with {others}"),
        ),
    }
}
