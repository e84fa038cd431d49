//! Wording that several rules share: amounts, statements, derivations.

use crate::corpus::rational::{Rational, show};
use crate::corpus::{
    Case, Content, Corpus, Deduction, ItemKey, Measurand, NoticeId, Statement, StatementRef, Violation,
};
use crate::diagnostic::{Diagnostic, Severity, Step, Text};
use crate::notice::{Measure, Relation};
use crate::rules::Info;
use crate::source::Span;

/// The word for the plain unit of a measurand: 元, %, 种.
pub(super) fn unit(corpus: &Corpus, measurand: &Measurand, statement: Option<&Statement>) -> String {
    if let Some(Content::Value { measure, .. }) = statement.map(|statement| &statement.content) {
        return measure_word(measure);
    }
    match &measurand.item {
        ItemKey::Known(item) => {
            let unit = corpus
                .vocabulary()
                .item_info(*item)
                .unit
                .as_deref()
                .unwrap_or_default();
            unit.split('/')
                .next()
                .unwrap_or_default()
                .trim_start_matches(['万', '亿'])
                .to_owned()
        }
        ItemKey::Named(_) => String::new(),
    }
}

fn measure_word(measure: &Measure) -> String {
    crate::notice::Unit::plain(measure.clone()).to_string()
}

/// `县级财政`, and the case in brackets where it is a special one.
pub(super) fn named(corpus: &Corpus, measurand: &Measurand, case: &Case) -> String {
    let vocabulary = corpus.vocabulary();
    let name = measurand.short_name(vocabulary);
    let case = case.name(vocabulary);
    if case.is_empty() {
        name.to_owned()
    } else {
        format!("{name}（{case}）")
    }
}

/// The figure of a statement as it is written.
pub(super) fn figure(corpus: &Corpus, reference: StatementRef) -> &str {
    corpus
        .statement(reference)
        .map_or("", |statement| corpus.sources().slice(statement.figure))
}

/// The number of the notice that makes a statement, where it is another notice than `notice`.
pub(super) fn elsewhere(corpus: &Corpus, notice: NoticeId, reference: StatementRef) -> Option<String> {
    (reference.notice != notice)
        .then(|| corpus.get(reference.notice).map(|entry| entry.number_text()))
        .flatten()
}

/// The word for a bound: 不低于 32元.
pub(super) fn bounded(violation: &Violation, unit: &str) -> Option<Text> {
    let admissible = &violation.admissible;
    if let Some(value) = admissible.value() {
        let value = show(&value);
        return Some(Text::same(format!("{value} {unit}").trim_end().to_owned()));
    }
    let end = |zh: &str, en: &str, value: &Rational| {
        let value = show(value);
        Text::new(
            format!("{zh} {value} {unit}").trim_end().to_owned(),
            format!("{en} {value} {unit}").trim_end().to_owned(),
        )
    };
    match (admissible.low, admissible.high) {
        (Some((low, strict)), None) if low != Rational::from_integer(0) => Some(if strict {
            end("高于", "more than", &low)
        } else {
            end("不低于", "at least", &low)
        }),
        (_, Some((high, strict))) => Some(if strict {
            end("低于", "less than", &high)
        } else {
            end("不超过", "at most", &high)
        }),
        _ => None,
    }
}

/// The derivation as steps, each with the words it rests on.
pub(super) fn steps(corpus: &Corpus, notice: NoticeId, at: Span, derivation: &[Deduction]) -> Vec<Step> {
    derivation
        .iter()
        .map(|deduction| {
            let statement = deduction.by.and_then(|reference| corpus.statement(reference));
            Step {
                text: Text::same(step_text(corpus, deduction, statement)),
                span: statement.map_or(at, |statement| statement.span),
                notice: deduction
                    .by
                    .and_then(|reference| elsewhere(corpus, notice, reference)),
            }
        })
        .collect()
}

fn step_text(corpus: &Corpus, deduction: &Deduction, statement: Option<&Statement>) -> String {
    let valued = |measurand: &Measurand, value: &Rational| {
        let unit = unit(corpus, measurand, None);
        format!(
            "{} {}{unit}",
            measurand.short_name(corpus.vocabulary()),
            show(value)
        )
    };
    let sign = match deduction.bound {
        None => "=",
        Some(true) => "≥",
        Some(false) => "≤",
    };
    let unit = unit(corpus, &deduction.measurand, statement);
    let name = named(corpus, &deduction.measurand, &deduction.case);
    let value = show(&deduction.value);
    if deduction.from.is_empty() {
        let space = if deduction.bound.is_some() {
            format!(" {sign} ")
        } else {
            " ".to_owned()
        };
        return format!("{name}{space}{value}{unit}");
    }
    if let Some(Statement {
        content: Content::Share {
            part, share, split, ..
        },
        ..
    }) = statement
    {
        let fraction = fraction(share, *split);
        if let Some((_, of, total)) = deduction.from.first()
            && *part == deduction.measurand
        {
            return format!("{name} {value}{unit} {sign} {fraction} × {}", valued(of, total));
        }
    }
    let one = Rational::from_integer(1);
    let mut text = format!("{name} {value}{unit} {sign} ");
    for (index, (coefficient, measurand, value)) in deduction.from.iter().enumerate() {
        let negative = *coefficient < Rational::from_integer(0);
        match (index, negative) {
            (0, false) => {}
            (0, true) => text.push('−'),
            (_, false) => text.push_str(" + "),
            (_, true) => text.push_str(" − "),
        }
        let size = if negative { -*coefficient } else { *coefficient };
        if size != one {
            text.push_str(&format!("{} × ", show(&size)));
        }
        text.push_str(&valued(measurand, value));
    }
    if let Some(Statement {
        content: Content::Equation { constant, .. },
        figure,
        ..
    }) = statement
        && *constant != Rational::from_integer(0)
    {
        text.push_str(&format!("，{}", corpus.sources().slice(*figure)));
    }
    text
}

/// 80%, or 6/10 for a split.
pub(super) fn fraction(share: &Rational, split: bool) -> String {
    let hundred = Rational::from_integer(100);
    if split {
        show(share)
    } else {
        format!("{}%", show(&(*share * hundred)))
    }
}

/// A relation in words, for messages.
pub(super) fn relation_words(relation: Relation) -> (&'static str, &'static str) {
    match relation {
        Relation::Equal => ("为", "of"),
        Relation::Reaches | Relation::AtLeast => ("不低于", "of at least"),
        Relation::AtMost => ("不超过", "of at most"),
        Relation::MoreThan => ("高于", "of more than"),
        Relation::LessThan => ("低于", "of less than"),
        Relation::About => ("左右", "of about"),
    }
}

/// A finding on the figure of a violation: the other statements that conflict are labelled, the
/// derivation is given, and what is not binding is at most a warning.
pub(super) fn finding(corpus: &Corpus, violation: &Violation, info: &Info, message: Text) -> Diagnostic {
    let statement = corpus.statement(violation.figure);
    let span = statement.map_or(Span::new(corpus_file(corpus, violation), 0, 0), |statement| {
        statement.span
    });
    let level = if violation.binding {
        info.level
    } else {
        info.level.min(Severity::Warning)
    };
    let mut diagnostic = Diagnostic::new(info.name, span, message).severity(level);
    for &other in violation
        .conflict
        .iter()
        .filter(|other| **other != violation.figure)
    {
        let Some(statement) = corpus.statement(other) else {
            continue;
        };
        if statement.span == span
            || diagnostic
                .related
                .iter()
                .any(|label| label.span == statement.span)
        {
            continue;
        }
        let label = match elsewhere(corpus, violation.figure.notice, other) {
            Some(number) => Text::new(format!("{number} 的要求"), format!("asked by {number}")),
            None => Text::new("与此处不符", "does not agree with this"),
        };
        diagnostic = diagnostic.related(statement.span, label);
    }
    let steps = steps(corpus, violation.figure.notice, span, &violation.derivation);
    diagnostic.derivation(steps)
}

fn corpus_file(corpus: &Corpus, violation: &Violation) -> crate::source::FileId {
    corpus
        .get(violation.figure.notice)
        .map_or_else(|| crate::source::Sources::new().next_id(0), |entry| entry.file())
}

/// 「县级财政为 32 元时等式成立」, where one change mends everything.
pub(super) fn mend(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let measurand = violation.measurand.as_ref()?;
    let statement = corpus.statement(violation.figure)?;
    if !violation.mends || !matches!(statement.content, Content::Value { .. }) {
        return None;
    }
    let unit = unit(corpus, measurand, Some(statement));
    let bounded = bounded(violation, &unit)?;
    let name = measurand.short_name(corpus.vocabulary());
    let is = if violation.admissible.value().is_some() {
        "为 "
    } else {
        ""
    };
    Some(Text::new(
        format!("{name}{is}{}时各数一致", with_space(&bounded.zh)),
        format!("everything agrees if {name} is {}", bounded.en),
    ))
}

fn with_space(text: &str) -> String {
    if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        format!("{text} ")
    } else {
        text.to_owned()
    }
}

/// The value of a figure.
pub(super) fn value_of(corpus: &Corpus, reference: StatementRef) -> Option<Rational> {
    match &corpus.statement(reference)?.content {
        Content::Value { value, .. } => Some(*value),
        Content::Share { share, .. } => Some(*share),
        _ => None,
    }
}

/// How far a figure is off, in words: 多 1 元.
pub(super) fn off_by(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let value = value_of(corpus, violation.figure)?;
    let expected = violation.admissible.value()?;
    let measurand = violation.measurand.as_ref()?;
    let unit = unit(corpus, measurand, corpus.statement(violation.figure));
    let difference = value - expected;
    let (size, zh, en) = if difference < Rational::from_integer(0) {
        (-difference, "少", "short by")
    } else {
        (difference, "多", "over by")
    };
    let size = show(&size);
    Some(Text::new(
        format!("{zh} {size} {unit}").trim_end().to_owned(),
        format!("{en} {size} {unit}").trim_end().to_owned(),
    ))
}
