//! `below-mandate`, `above-mandate`, `differs-from-mandate`: a figure outside what is asked above.

use crate::corpus::rational::show;
use crate::corpus::{Content, Corpus, NoticeId, StatementRef, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{
    bounded, elsewhere, figure, finding, name_of, named, percent, ratio, ratio_span, related_value,
    should_be, unit,
};
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
    for violation in corpus.violations_of(id, kind) {
        let ratio = ratio_span(corpus, violation.figure);
        if let Some(span) = ratio
            && out
                .iter()
                .any(|known| known.rule == info.name && known.primary.span == span)
        {
            // A ratio is one figure, however many parts it has.
            continue;
        }
        let mut diagnostic = finding(corpus, violation, info, message(corpus, violation));
        diagnostic.primary.span = ratio.unwrap_or(diagnostic.primary.span);
        if let Some(help) = help(corpus, violation) {
            diagnostic = diagnostic.help(help);
        }
        out.push(diagnostic);
    }
}

/// What the figure would have to be, or, where it is asked for as it stands, how to answer.
fn help(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let statement = corpus.statement(violation.figure)?;
    let expected = match &statement.content {
        Content::Value { measurand, .. } => bounded(violation, &unit(corpus, measurand, Some(statement))),
        Content::Share { split: true, .. } => mandate(corpus, violation)
            .and_then(|mandate| ratio(corpus, mandate))
            .map(|(_, _, words)| Text::same(words)),
        Content::Share { .. } => violation
            .admissible
            .value()
            .map(|share| Text::same(percent(&share))),
        _ => return None,
    };
    let Some(expected) = expected else {
        return Some(Text::new(
            "改到符合上级要求；确需不同的，先报上级同意，再在文中写明",
            "meet what is asked, or have the exception agreed to above and say so",
        ));
    };
    let to = if violation.admissible.value().is_some() {
        "改为 "
    } else {
        "改到"
    };
    Some(Text::new(
        format!("{to}{}；确需不同的，先报上级同意，再在文中写明", expected.zh),
        format!(
            "make it {}, or have the exception agreed to above and say so",
            expected.en
        ),
    ))
}

/// The mandate that the violation is of.
fn mandate(corpus: &Corpus, violation: &Violation) -> Option<StatementRef> {
    violation.breached(corpus).first().copied()
}

fn message(corpus: &Corpus, violation: &Violation) -> Text {
    let words = ratio(corpus, violation.figure).map_or_else(
        || figure(corpus, violation.figure).to_owned(),
        |(_, _, words)| words,
    );
    let Some(mandate) = mandate(corpus, violation) else {
        return Text::new(
            format!("「{words}」与上级要求不符"),
            format!("「{words}」 does not meet the mandate"),
        );
    };
    let number = elsewhere(corpus, violation.figure.notice, mandate).unwrap_or_default();
    let Text {
        zh: asked_zh,
        en: asked_en,
    } = asked(corpus, violation.figure.notice, mandate);
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
            format!("「{words}」不符合{number}的要求：{asked_zh}"),
            format!("「{words}」 is not what {number} asks: {asked_en}"),
        );
    }
    // The figure is a part of what is asked for: say what it would have to be.
    match should_be(corpus, violation) {
        Some(expected) => Text::new(
            format!("「{words}」{}，才符合{number}的要求：{asked_zh}", expected.zh),
            format!("「{words}」 does not meet {number}: {asked_en}, {}", expected.en),
        ),
        None => Text::new(
            format!("「{words}」使合计不符合{number}的要求：{asked_zh}"),
            format!("with 「{words}」 the total is not what {number} asks: {asked_en}"),
        ),
    }
}

/// What the mandate says, in words.
fn asked(corpus: &Corpus, notice: NoticeId, mandate: StatementRef) -> Text {
    match corpus.statement(mandate).map(|statement| &statement.content) {
        Some(Content::Value {
            measurand,
            relation,
            value,
            ..
        }) => {
            let relation = corpus.effective_relation(mandate, *relation, measurand);
            let name = named(corpus, notice, measurand, None);
            let unit = unit(corpus, measurand, corpus.statement(mandate));
            let asked = related_value(relation, &format!("{}{unit}", show(value)), false);
            Text::new(format!("{name}{}", asked.zh), format!("{name}{}", asked.en))
        }
        Some(Content::Share {
            part, whole, share, ..
        }) => {
            let (part, whole) = (name_of(corpus, notice, part), name_of(corpus, notice, whole));
            match ratio(corpus, mandate) {
                Some((_, _, ratio)) => Text::new(
                    format!("{whole}按 {ratio} 分担"),
                    format!("{whole} is shared {ratio}"),
                ),
                None => {
                    let share = percent(share);
                    Text::new(
                        format!("{part}占{whole}的 {share}"),
                        format!("{part} is {share} of {whole}"),
                    )
                }
            }
        }
        _ => Text::default(),
    }
}
