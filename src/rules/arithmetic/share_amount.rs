//! `share-amount`: amounts that are not their share of the whole.

use crate::corpus::rational::{Rational, add, div, mul, round_half_up, show, whole};
use crate::corpus::{
    Content, Corpus, EquationKind, Measurand, NoticeId, Statement, StatementRef, Violation, ViolationKind,
};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{
    about_percent, also, factor, figure, finding, mend, off_by, percent, ratio, ratio_span, should_be,
};
use crate::rules::{Group, Info, Rule};

/// Amounts that are not their share of the whole.
pub(in crate::rules) struct ShareAmount;

static INFO: Info = Info {
    name: "share-amount",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "金额与其占比对不上",
    summary_en: "an amount that is not its share of the whole",
    ground: "《党政机关公文处理工作条例》第十九条第三项（表述准确）",
    explanation: include_str!("share-amount.md"),
};

impl Rule for ShareAmount {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus.violations_of(id, ViolationKind::Share) {
            out.push(diagnose(corpus, violation, &INFO));
        }
    }
}

/// A finding on an amount that does not follow its percentage or ratio, or on such a percentage or ratio.
pub(in crate::rules) fn diagnose(corpus: &Corpus, violation: &Violation, info: &Info) -> Diagnostic {
    let message = product(corpus, violation)
        .or_else(|| quotient(corpus, violation))
        .or_else(|| divided(corpus, violation))
        .unwrap_or_else(|| conflict(corpus, violation));
    let mut diagnostic = finding(corpus, violation, info, message);
    if let Some(label) = off_by(corpus, violation) {
        diagnostic = diagnostic.label(label);
    }
    if let Some(help) = mend(corpus, violation) {
        diagnostic = diagnostic.help(help);
    }
    if ratio(corpus, violation.figure).is_some() {
        // A ratio is one figure, and all that is paid by it stands against it.
        diagnostic.primary.span = ratio_span(corpus, violation.figure).unwrap_or(diagnostic.primary.span);
        for (reference, ..) in divided_amounts(corpus, violation).unwrap_or_default() {
            diagnostic = also(corpus, violation, reference, diagnostic);
        }
    }
    if diagnostic.help.is_none() {
        diagnostic = diagnostic.help(Text::new(
            "对照测算表，看是比例写错还是金额写错",
            "check against the calculation whether the proportion or the amount is wrong",
        ));
    }
    diagnostic
}

/// 「80% × 640 = 512，不是 513」, with the rounded value where the product does not come out even.
fn product(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let statement = corpus.statement(violation.figure)?;
    let Content::Value { measurand, value, .. } = &statement.content else {
        return None;
    };
    let found = violation
        .derivation
        .iter()
        .find(|step| step.measurand == *measurand && !step.from.is_empty())
        .and_then(|step| {
            let reference = step.by?;
            let (coefficient, _, total) = step.from.first()?;
            let factor = match &corpus.statement(reference)?.content {
                Content::Share { part, share, .. } if part == measurand => factor(corpus, reference, share),
                Content::Equation {
                    kind: EquationKind::Proportion,
                    ..
                } if step.from.len() == 1 => percent(coefficient),
                _ => return None,
            };
            Some((factor, *total, step.value, step.bound))
        });
    let (factor, total, exact, bound) = found.or_else(|| beside(corpus, violation, measurand))?;
    let (shown, value, total) = (show(&exact), show(value), show(&total));
    if let Some(low) = bound {
        let zh = if low { "低于" } else { "高于" };
        let en = if low { "below" } else { "above" };
        return Some(Text::new(
            format!("{value} {zh} {factor} × {total} = {shown}"),
            format!("{value} is {en} {factor} × {total} = {shown}"),
        ));
    }
    Some(match violation.admissible.value() {
        Some(rounded) if rounded != exact => {
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

/// The share of `measurand` beside the shares that conflict: its factor, the whole and the product.
fn beside(
    corpus: &Corpus,
    violation: &Violation,
    measurand: &Measurand,
) -> Option<(String, Rational, Rational, Option<bool>)> {
    violation.conflict.iter().find_map(|&reference| {
        let known = corpus.statement(reference)?;
        let Content::Share { whole, .. } = &known.content else {
            return None;
        };
        let total = violation
            .derivation
            .iter()
            .find(|step| step.measurand == *whole && step.bound.is_none())?
            .value;
        let statements = corpus.statements(reference.notice)?;
        statements
            .of_clause(known.clause)
            .find_map(|(index, statement)| match &statement.content {
                Content::Share { part, share, .. } if part == measurand => {
                    let own = StatementRef { index, ..reference };
                    let exact = mul(share, &total)?;
                    Some((factor(corpus, own, share), total, exact, None))
                }
                _ => None,
            })
    })
}

/// 「512 ÷ 640 = 80%，不是 81%」, where the percentage is the figure; 「50% × 31000 = 15500，不是 15000」, where a
/// standard is reckoned by it.
fn quotient(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let (part, all) = violation.totals?;
    match &corpus.statement(violation.figure)?.content {
        Content::Share {
            share, split: false, ..
        } => {
            let quotient = about_percent(&div(&part, &all)?)?;
            let (part, all, share) = (show(&part), show(&all), percent(share));
            Some(Text::new(
                format!("{part} ÷ {all} {quotient}，不是 {share}"),
                format!("{part} ÷ {all} {quotient}, not {share}"),
            ))
        }
        Content::Equation {
            terms,
            constant,
            kind: EquationKind::Proportion,
            ..
        } if *constant == whole(0) => {
            let [(first, ..), (second, ..)] = terms.as_slice() else {
                return None;
            };
            let coefficient = div(&-*second, first)?;
            let product = show(&mul(&coefficient, &all)?);
            let (part, all, factor) = (show(&part), show(&all), percent(&coefficient));
            Some(Text::new(
                format!("{factor} × {all} = {product}，不是 {part}"),
                format!("{factor} × {all} = {product}, not {part}"),
            ))
        }
        _ => None,
    }
}

/// The share, the stated amount and its last place of every part of the ratio that is the figure, if all are
/// stated.
fn divided_amounts(
    corpus: &Corpus,
    violation: &Violation,
) -> Option<Vec<(StatementRef, Rational, Rational, Rational)>> {
    let notice = violation.figure.notice;
    let figure = corpus.statement(violation.figure)?;
    let statements = corpus.statements(notice)?;
    let case = &violation.case;
    let in_case = |other: &Statement| {
        other.groups == figure.groups
            || other
                .groups
                .iter()
                .all(|group| case.place.as_ref() == Some(group) || case.population.as_ref() == Some(group))
    };
    let amount = |wanted: &Measurand| {
        (0..)
            .zip(&statements.all)
            .find_map(|(index, other)| match &other.content {
                Content::Value {
                    measurand,
                    value,
                    last_place,
                    ..
                } if measurand == wanted && in_case(other) => {
                    Some((StatementRef { notice, index }, *value, *last_place))
                }
                _ => None,
            })
    };
    statements
        .of_clause(figure.clause)
        .filter_map(|(_, statement)| match &statement.content {
            Content::Share { part, share, .. } => Some((part, *share)),
            _ => None,
        })
        .map(|(part, share)| {
            let (reference, value, place) = amount(part)?;
            Some((reference, share, value, place))
        })
        .collect()
}

/// 「64 按 7 : 3 分担应为 45 和 19，不是 38 和 26」, where the ratio is the figure and all amounts are stated.
fn divided(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let (_, _, words) = ratio(corpus, violation.figure)?;
    let parts = divided_amounts(corpus, violation)?;
    let total = parts
        .iter()
        .try_fold(whole(0), |sum, (_, _, value, _)| add(&sum, value))?;
    let (mut due, mut stated) = (Vec::new(), Vec::new());
    for (_, share, value, place) in &parts {
        due.push(show(&round_half_up(&mul(share, &total)?, place)?));
        stated.push(show(value));
    }
    let total = show(&total);
    Some(Text::new(
        format!(
            "{total} 按 {words} 分担应为 {}，不是 {}",
            due.join(" 和 "),
            stated.join(" 和 ")
        ),
        format!(
            "{total} shared {words} makes {}, not {}",
            due.join(" and "),
            stated.join(" and ")
        ),
    ))
}

/// Where no product shows the mistake: what stands against the figure.
fn conflict(corpus: &Corpus, violation: &Violation) -> Text {
    let words = figure(corpus, violation.figure);
    let mut others: Vec<String> = Vec::new();
    for &other in violation
        .conflict
        .iter()
        .filter(|other| **other != violation.figure)
    {
        // A clause that is a figure of its own says no more than its parts.
        let whole_clause = corpus
            .statement(other)
            .is_none_or(|statement| statement.figure == statement.span);
        let words =
            ratio(corpus, other).map_or_else(|| figure(corpus, other).to_owned(), |(_, _, words)| words);
        let quoted = format!("「{words}」");
        if !whole_clause && !others.contains(&quoted) {
            others.push(quoted);
        }
    }
    let others = others.join("");
    match should_be(corpus, violation) {
        Some(expected) => Text::new(
            format!("「{words}」与{others}不能同时成立，{}", expected.zh),
            format!("「{words}」 cannot hold together with {others}, {}", expected.en),
        ),
        None => Text::new(
            format!("「{words}」与{others}不能同时成立"),
            format!("「{words}」 cannot hold together with {others}"),
        ),
    }
}
