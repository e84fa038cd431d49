//! `sum-mismatch`: parts that do not make up the whole.

use crate::corpus::rational::{Rational, add, show, sub, whole};
use crate::corpus::{Content, Corpus, NoticeId, StatementRef, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::Form;
use crate::rules::wording::{figure, finding, mend, off_by, should_be, value_of};
use crate::rules::{Group, Info, Rule};

/// Parts that do not make up the whole.
pub(in crate::rules) struct SumMismatch;

static INFO: Info = Info {
    name: "sum-mismatch",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "各部分之和不等于总数",
    summary_en: "parts that do not make up the whole",
    ground: "《党政机关公文处理工作条例》第十九条第三项（表述准确）",
    explanation: include_str!("sum-mismatch.md"),
};

impl Rule for SumMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus.violations_of(id, ViolationKind::Sum) {
            out.push(diagnose(corpus, violation));
        }
    }
}

fn diagnose(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let message = equation(corpus, violation).unwrap_or_else(|| {
        let words = figure(corpus, violation.figure);
        match should_be(corpus, violation) {
            Some(expected) => Text::new(
                format!("「{words}」与各部分之和不符，{}", expected.zh),
                format!("「{words}」 does not agree with the parts, {}", expected.en),
            ),
            None => Text::new(
                format!("「{words}」与各部分之和不符"),
                format!("「{words}」 does not agree with the parts"),
            ),
        }
    });
    let mut diagnostic = finding(corpus, violation, &INFO, message);
    if let Some(label) = off_by(corpus, violation) {
        diagnostic = diagnostic.label(label);
    }
    if let Some(help) = mend(corpus, violation) {
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

/// 「96 + 33 = 129，应为 128」: the sum that the figure is a part of; 「512 + 128 = 640，不是 641」: that it is the
/// total of.
fn equation(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let figure = corpus.statement(violation.figure)?;
    let clauses = &corpus.get(violation.figure.notice)?.notice.clauses;
    let own = figure.part.is_some();
    let clause = if own {
        figure.clause
    } else {
        violation
            .conflict
            .iter()
            .filter(|other| other.notice == violation.figure.notice)
            .filter_map(|&other| corpus.statement(other))
            .find(|other| {
                matches!(
                    clauses.get(other.clause).map(|clause| &clause.form),
                    Some(Form::Sum { .. })
                )
            })?
            .clause
    };
    let statements = corpus.statements(violation.figure.notice)?;
    let parts: Vec<(StatementRef, Rational)> = statements
        .of_clause(clause)
        .filter(|(_, statement)| {
            matches!(statement.content, Content::Value { .. }) && statement.part.is_some()
        })
        .filter_map(|(index, _)| {
            let reference = StatementRef {
                notice: violation.figure.notice,
                index,
            };
            Some((reference, value_of(corpus, reference)?))
        })
        .collect();
    let total = parts
        .iter()
        .try_fold(whole(0), |sum, (_, value)| add(&sum, value))?;
    let expected = if own {
        // The whole that the other parts and the admissible value of this one would make.
        let others = sub(&total, &value_of(corpus, violation.figure)?)?;
        add(&others, &violation.admissible.value()?)?
    } else {
        value_of(corpus, violation.figure)?
    };
    if expected == total || parts.len() < 2 {
        return None;
    }
    let sum: Vec<String> = parts.iter().map(|(_, value)| show(value)).collect();
    let (sum, total, expected) = (sum.join(" + "), show(&total), show(&expected));
    // A part is changed so that the sum comes out; a total is changed to the sum.
    Some(if own {
        Text::new(
            format!("{sum} = {total}，应为 {expected}"),
            format!("{sum} = {total}, expected {expected}"),
        )
    } else {
        Text::new(
            format!("{sum} = {total}，不是 {expected}"),
            format!("{sum} = {total}, not {expected}"),
        )
    })
}
