//! `delta-mismatch`: last year plus the increase is not this year.

use crate::corpus::rational::{Rational, add, show, sub, whole};
use crate::corpus::{Content, Corpus, EquationKind, Measurand, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{elsewhere, figure, finding, mend, off_by, should_be};
use crate::rules::{Group, Info, Rule};

/// Last year plus the increase is not this year.
pub(in crate::rules) struct DeltaMismatch;

static INFO: Info = Info {
    name: "delta-mismatch",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "上年标准加增幅不等于本年标准",
    summary_en: "last year plus the increase is not this year",
    ground: "《党政机关公文处理工作条例》第十九条（内容准确）",
    explanation: include_str!("delta-mismatch.md"),
};

impl Rule for DeltaMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus
            .violations(id)
            .iter()
            .filter(|found| found.kind == ViolationKind::Delta)
        {
            out.push(diagnose(corpus, violation));
        }
    }
}

fn diagnose(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let message = years(corpus, violation).unwrap_or_else(|| others(corpus, violation));
    let mut diagnostic = finding(corpus, violation, &INFO, message);
    if let Some(label) = off_by(corpus, violation) {
        diagnostic = diagnostic.label(label);
    }
    if let Some(help) = mend(corpus, violation) {
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

/// 「640 − 610 = 30，不是 31」 where the increase is the figure, 「610 + 30 = 640，不是 641」 where this year's
/// standard is, 「640 − 30 = 610，不是 611」 where last year's is.
fn years(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let (increase, first, second) = violation.conflict.iter().find_map(|&reference| {
        let Content::Equation {
            terms,
            constant,
            kind: EquationKind::Delta,
            ..
        } = &corpus.statement(reference)?.content
        else {
            return None;
        };
        let [(one, first, _), (minus, second, _)] = terms.as_slice() else {
            return None;
        };
        (*one == whole(1) && *minus == whole(-1)).then_some((*constant, first, second))
    })?;
    let known = |wanted: &Measurand| {
        let step = violation
            .derivation
            .iter()
            .find(|step| step.measurand == *wanted && step.bound.is_none());
        let stated = || {
            violation
                .conflict
                .iter()
                .find_map(|&reference| match &corpus.statement(reference)?.content {
                    Content::Value { measurand, value, .. } if measurand == wanted => Some(*value),
                    _ => None,
                })
        };
        step.map(|step| step.value).or_else(stated)
    };
    let text = |left: Rational, sign: &str, right: Rational, result: Rational, wrong: Rational| {
        // A decrease is taken away.
        let (sign, right) = match (sign, right < whole(0)) {
            ("+", true) => ("−", -right),
            ("−", true) => ("+", -right),
            (sign, _) => (sign, right),
        };
        let (left, right) = (show(&left), show(&right));
        let (result, wrong) = (show(&result), show(&wrong));
        Text::new(
            format!("{left} {sign} {right} = {result}，不是 {wrong}"),
            format!("{left} {sign} {right} = {result}, not {wrong}"),
        )
    };
    match &corpus.statement(violation.figure)?.content {
        Content::Value { measurand, value, .. } if measurand == first => {
            let last = known(second)?;
            let this = add(&last, &increase)?;
            (this != *value).then(|| text(last, "+", increase, this, *value))
        }
        Content::Value { measurand, value, .. } if measurand == second => {
            let this = known(first)?;
            let last = sub(&this, &increase)?;
            (last != *value).then(|| text(this, "−", increase, last, *value))
        }
        _ => {
            let (this, last) = match violation.totals {
                Some(both) => both,
                None => (known(first)?, known(second)?),
            };
            let difference = sub(&this, &last)?;
            (difference != increase).then(|| text(this, "−", last, difference, increase))
        }
    }
}

fn others(corpus: &Corpus, violation: &Violation) -> Text {
    let words = figure(corpus, violation.figure);
    let other = violation.conflict.iter().copied().rev().find(|&other| {
        other != violation.figure
            && corpus.statement(other).is_some_and(|statement| {
                matches!(
                    &statement.content,
                    Content::Equation { .. } | Content::Value { .. }
                )
            })
    });
    let Some(other) = other else {
        return Text::new(
            format!("「{words}」与本年、上年标准不符"),
            format!("「{words}」 does not agree with the two years"),
        );
    };
    let against = figure(corpus, other);
    let place = elsewhere(corpus, violation.figure.notice, other);
    let (zh, en) = match place {
        Some(number) => (
            format!("{number}的「{against}」"),
            format!("「{against}」 of {number}"),
        ),
        None => (format!("「{against}」"), format!("「{against}」")),
    };
    match should_be(corpus, violation) {
        Some(expected) => Text::new(
            format!("「{words}」与{zh}不符，{}", expected.zh),
            format!("「{words}」 does not agree with {en}, {}", expected.en),
        ),
        None => Text::new(
            format!("「{words}」与{zh}不符"),
            format!("「{words}」 does not agree with {en}"),
        ),
    }
}
