//! `delta-mismatch`: last year plus the increase is not this year.

use crate::corpus::rational::show;
use crate::corpus::{Content, Corpus, EquationKind, Measurand, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{bounded, elsewhere, figure, finding, mend, off_by, unit};
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

/// 「610 + 31 = 641，应为 640」, where both years are stated.
fn years(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let (increase, this, last) = violation.conflict.iter().find_map(|&reference| {
        let Content::Equation {
            terms,
            constant,
            kind: EquationKind::Delta,
            ..
        } = &corpus.statement(reference)?.content
        else {
            return None;
        };
        let [(_, first, _), (_, second, _)] = terms.as_slice() else {
            return None;
        };
        Some((*constant, first.clone(), second.clone()))
    })?;
    let value = |measurand: &Measurand| {
        violation
            .conflict
            .iter()
            .find_map(|&reference| match &corpus.statement(reference)?.content {
                Content::Value {
                    measurand: own,
                    value,
                    ..
                } if own == measurand => Some(*value),
                _ => None,
            })
    };
    let (this, last) = (value(&this)?, value(&last)?);
    let sum = show(&(last + increase));
    let (last, increase, this) = (show(&last), show(&increase), show(&this));
    Some(Text::new(
        format!("{last} + {increase} = {sum}，与本年的 {this} 不符"),
        format!("{last} + {increase} = {sum}, which is not this year's {this}"),
    ))
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
            format!("{number} 的「{against}」"),
            format!("「{against}」 of {number}"),
        ),
        None => (format!("「{against}」"), format!("「{against}」")),
    };
    let expected = violation.measurand.as_ref().and_then(|measurand| {
        bounded(
            violation,
            &unit(corpus, measurand, corpus.statement(violation.figure)),
        )
    });
    match expected {
        Some(expected) => Text::new(
            format!("「{words}」与{zh}不符，应为{}", expected.zh),
            format!("「{words}」 does not agree with {en}, expected {}", expected.en),
        ),
        None => Text::new(
            format!("「{words}」与{zh}不符"),
            format!("「{words}」 does not agree with {en}"),
        ),
    }
}
