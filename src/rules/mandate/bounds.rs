//! `below-mandate`, `above-mandate`, `differs-from-mandate`: a figure outside what is asked above.

use crate::corpus::rational::show;
use crate::corpus::{Content, Corpus, NoticeId, StatementRef, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{bounded, elsewhere, figure, finding, fraction, mend, relation_words, unit};
use crate::rules::{Group, Info, Rule};

/// A value lower than asked.
pub(in crate::rules) struct BelowMandate;

/// A value higher than allowed.
pub(in crate::rules) struct AboveMandate;

/// A value or share other than set.
pub(in crate::rules) struct DiffersFromMandate;

const GROUND: &str = "《党政机关公文处理工作条例》第十九条第一项（同现行有关公文相衔接）";

static BELOW: Info = Info {
    name: "below-mandate",
    group: Group::Mandate,
    level: Severity::Error,
    summary_zh: "低于上级要求的下限",
    summary_en: "a value below what is asked above",
    ground: GROUND,
    explanation: include_str!("below-mandate.md"),
};

static ABOVE: Info = Info {
    name: "above-mandate",
    group: Group::Mandate,
    level: Severity::Error,
    summary_zh: "高于上级规定的上限",
    summary_en: "a value above what is allowed from above",
    ground: GROUND,
    explanation: include_str!("above-mandate.md"),
};

static DIFFERS: Info = Info {
    name: "differs-from-mandate",
    group: Group::Mandate,
    level: Severity::Error,
    summary_zh: "与上级规定的数值、占比不同",
    summary_en: "a value or share other than the one set above",
    ground: GROUND,
    explanation: include_str!("differs-from-mandate.md"),
};

impl Rule for BelowMandate {
    fn info(&self) -> &'static Info {
        &BELOW
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        diagnose(corpus, id, ViolationKind::Below, &BELOW, out);
    }
}

impl Rule for AboveMandate {
    fn info(&self) -> &'static Info {
        &ABOVE
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        diagnose(corpus, id, ViolationKind::Above, &ABOVE, out);
    }
}

impl Rule for DiffersFromMandate {
    fn info(&self) -> &'static Info {
        &DIFFERS
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        diagnose(corpus, id, ViolationKind::Differs, &DIFFERS, out);
    }
}

fn diagnose(corpus: &Corpus, id: NoticeId, kind: ViolationKind, info: &Info, out: &mut Vec<Diagnostic>) {
    for violation in corpus.violations(id).iter().filter(|found| found.kind == kind) {
        let mut diagnostic = finding(corpus, violation, info, message(corpus, violation));
        if let Some(help) = mend(corpus, violation) {
            diagnostic = diagnostic.help(help);
        }
        out.push(diagnostic);
    }
}

/// The mandate that the violation is of.
fn mandate(corpus: &Corpus, violation: &Violation) -> Option<StatementRef> {
    violation.conflict.iter().copied().find(|other| {
        other.notice != violation.figure.notice
            && corpus.statement(*other).is_some_and(|statement| {
                matches!(statement.content, Content::Value { .. } | Content::Share { .. })
            })
    })
}

fn message(corpus: &Corpus, violation: &Violation) -> Text {
    let words = figure(corpus, violation.figure);
    let Some(mandate) = mandate(corpus, violation) else {
        return Text::new(
            format!("「{words}」与上级要求不符"),
            format!("「{words}」 does not meet the mandate"),
        );
    };
    let number = elsewhere(corpus, violation.figure.notice, mandate).unwrap_or_default();
    let (asked_zh, asked_en) = asked(corpus, mandate);
    let own = violation.measurand.as_ref();
    let same = corpus
        .statement(mandate)
        .is_some_and(|statement| match &statement.content {
            Content::Value { measurand, .. } => Some(measurand) == own,
            Content::Share { part, .. } => Some(part) == own,
            _ => false,
        });
    if same {
        return Text::new(
            format!("「{words}」不符合 {number} 的要求：{asked_zh}"),
            format!("「{words}」 is not what {number} asks: {asked_en}"),
        );
    }
    // The figure is a part of what is asked for: say what it would have to be.
    let expected = own.and_then(|measurand| {
        bounded(
            violation,
            &unit(corpus, measurand, corpus.statement(violation.figure)),
        )
    });
    match expected {
        Some(expected) => Text::new(
            format!(
                "「{words}」应{}，才符合 {number} 的要求：{asked_zh}",
                verb(&expected.zh)
            ),
            format!("「{words}」 must be {} to meet {number}: {asked_en}", expected.en),
        ),
        None => Text::new(
            format!("「{words}」使合计不符合 {number} 的要求：{asked_zh}"),
            format!("with 「{words}」 the total is not what {number} asks: {asked_en}"),
        ),
    }
}

fn verb(expected: &str) -> String {
    if expected.starts_with(|c: char| c.is_ascii_digit()) {
        format!("为 {expected}")
    } else {
        expected.to_owned()
    }
}

/// What the mandate says, in words.
fn asked(corpus: &Corpus, mandate: StatementRef) -> (String, String) {
    let vocabulary = corpus.vocabulary();
    match corpus.statement(mandate).map(|statement| &statement.content) {
        Some(Content::Value {
            measurand,
            relation,
            value,
            ..
        }) => {
            let relation = corpus.effective_relation(mandate, *relation, measurand);
            let (zh, en) = relation_words(relation);
            let name = measurand.short_name(vocabulary);
            let unit = unit(corpus, measurand, corpus.statement(mandate));
            let value = show(value);
            if relation == crate::notice::Relation::About {
                (
                    format!("{name} {value}{unit}{zh}"),
                    format!("{name} {en} {value} {unit}"),
                )
            } else {
                (
                    format!("{name}{zh} {value}{unit}"),
                    format!("{name} {en} {value} {unit}"),
                )
            }
        }
        Some(Content::Share {
            part,
            whole,
            share,
            split,
        }) => {
            let (part, whole) = (part.short_name(vocabulary), whole.short_name(vocabulary));
            let fraction = fraction(share, *split);
            (
                format!("{part}占{whole}的 {fraction}"),
                format!("{part} is {fraction} of {whole}"),
            )
        }
        _ => (String::new(), String::new()),
    }
}
