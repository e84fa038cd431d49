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
    ground: "《党政机关公文处理工作条例》第十九条第三项（表述准确）",
    explanation: include_str!("delta-mismatch.md"),
};

impl Rule for DeltaMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus.violations_of(id, ViolationKind::Delta) {
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
    let help = mend(corpus, violation).unwrap_or_else(|| {
        Text::new(
            "对照上年的文件，看是增幅写错还是标准写错",
            "check against last year's notice whether the increase or a standard is wrong",
        )
    });
    diagnostic.help(help)
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
    let text = |sum: String, wrong: &Rational| {
        let wrong = show(wrong);
        Text::new(format!("{sum}，不是 {wrong}"), format!("{sum}, not {wrong}"))
    };
    match &corpus.statement(violation.figure)?.content {
        Content::Value { measurand, value, .. } if measurand == first => {
            let last = known(second)?;
            let this = add(&last, &increase)?;
            (this != *value).then(|| text(sum(this, last, increase), value))
        }
        Content::Value { measurand, value, .. } if measurand == second => {
            let this = known(first)?;
            let last = sub(&this, &increase)?;
            (last != *value).then(|| text(sum(last, this, -increase), value))
        }
        // A part of one of the two: the year that it makes up follows from the other.
        Content::Value { .. } => {
            let expected = should_be(corpus, violation)?;
            let by_increase = |measurand: &Measurand| {
                violation
                    .derivation
                    .iter()
                    .any(|step| step.measurand == *measurand && step.from.len() == 1 && step.bound.is_none())
            };
            let (this, last) = (known(first)?, known(second)?);
            let sum = if by_increase(first) {
                sum(this, last, increase)
            } else {
                sum(last, this, -increase)
            };
            let words = figure(corpus, violation.figure);
            Some(Text::new(
                format!("{sum}，「{words}」{}", expected.zh),
                format!("{sum}, 「{words}」 {}", expected.en),
            ))
        }
        _ => {
            let (this, last) = match violation.totals {
                Some(both) => both,
                None => (known(first)?, known(second)?),
            };
            let difference = sub(&this, &last)?;
            (difference != increase).then(|| text(sum(difference, this, -last), &increase))
        }
    }
}

/// 「610 + 30 = 640」, 「640 − 30 = 610」.
fn sum(result: Rational, left: Rational, right: Rational) -> String {
    let (sign, size) = if right < whole(0) {
        ('−', -right)
    } else {
        ('+', right)
    };
    format!("{} {sign} {} = {}", show(&left), show(&size), show(&result))
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
