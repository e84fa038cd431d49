//! Wording that several rules share: names, amounts, what stands at a place, derivations.

use crate::corpus::rational::{Rational, add, mul, round_half_up, show, sub, whole};
use crate::corpus::{
    BearerKey, Case, Content, Corpus, Deduction, EquationKind, ItemKey, Measurand, NoticeId, Statement,
    StatementRef, Violation,
};
use crate::diagnostic::{Diagnostic, Severity, Step, Text};
use crate::notice::{Form, Measure, Relation};
use crate::rules::Info;
use crate::source::Span;

/// The word for the plain unit of a measurand: 元, %, 种.
pub(crate) fn unit(corpus: &Corpus, measurand: &Measurand, statement: Option<&Statement>) -> String {
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

/// What the notice of a finding calls a measurand: its own word for the bearer, or for the item
/// where there is none. A word of the vocabulary that the drafter never wrote would puzzle.
pub(crate) fn name_of<'c>(corpus: &'c Corpus, notice: NoticeId, measurand: &'c Measurand) -> &'c str {
    let own = corpus
        .names(notice)
        .and_then(|names| {
            names.subjects.iter().flatten().find(|subject| {
                subject.measurand.item == measurand.item && subject.measurand.bearer == measurand.bearer
            })
        })
        .and_then(|subject| {
            let words = corpus.sources().slice(subject.span);
            let words = words.split(['（', '(']).next()?;
            let words = if measurand.bearer.is_some() {
                words.rsplit('·').next()?
            } else {
                words
            };
            Some(words.trim())
        })
        .filter(|words| !words.is_empty())
        // The words of a text around a part may say more than its name.
        .filter(|words| match (&measurand.bearer, corpus.text_of(notice)) {
            (Some(BearerKey::Known(bearer)), Some(_)) => corpus.vocabulary().bearer(words) == Some(*bearer),
            _ => true,
        });
    own.unwrap_or_else(|| measurand.short_name(corpus.vocabulary()))
}

/// `财政补助（2022年）`: the year where it is not the notice's own, and the case where one is given.
pub(crate) fn named(corpus: &Corpus, notice: NoticeId, measurand: &Measurand, case: Option<&Case>) -> String {
    let name = name_of(corpus, notice, measurand);
    let years = corpus.get(notice).and_then(|entry| entry.years());
    let own_year = years.is_none_or(|years| i32::from(years.last) == measurand.year);
    let mut facets = Vec::new();
    if !own_year {
        facets.push(format!("{}年", measurand.year));
    }
    let case = case
        .map(|case| case.name(corpus.vocabulary()))
        .unwrap_or_default();
    if !case.is_empty() {
        facets.push(case);
    }
    if facets.is_empty() {
        name.to_owned()
    } else {
        format!("{name}（{}）", facets.join("，"))
    }
}

/// The figure of a statement as it is written.
pub(super) fn figure(corpus: &Corpus, reference: StatementRef) -> &str {
    corpus
        .statement(reference)
        .map_or("", |statement| corpus.sources().slice(statement.figure))
}

/// The number of the notice that makes a statement, where it is another notice than `notice`.
pub(crate) fn elsewhere(corpus: &Corpus, notice: NoticeId, reference: StatementRef) -> Option<String> {
    (reference.notice != notice)
        .then(|| corpus.get(reference.notice).map(|entry| entry.number_text()))
        .flatten()
}

/// The words for what a figure may be: 32元, 不低于 32元.
pub(super) fn bounded(violation: &Violation, unit: &str) -> Option<Text> {
    let admissible = &violation.admissible;
    if let Some(value) = admissible.value() {
        return Some(Text::same(format!("{}{unit}", show(&value))));
    }
    let end = |zh: &str, en: &str, value: &Rational| {
        let value = show(value);
        Text::new(format!("{zh} {value}{unit}"), format!("{en} {value}{unit}"))
    };
    match (admissible.low, admissible.high) {
        (Some((low, strict)), None) if low != whole(0) => Some(if strict {
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

/// What the figure of a violation should be: 应为 32元, 应不低于 32元.
pub(super) fn should_be(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let statement = corpus.statement(violation.figure)?;
    if !matches!(statement.content, Content::Value { .. }) {
        return None;
    }
    let unit = unit(corpus, violation.measurand.as_ref()?, Some(statement));
    let bounded = bounded(violation, &unit)?;
    let is = if violation.admissible.value().is_some() {
        "应为 "
    } else {
        "应"
    };
    Some(Text::new(
        format!("{is}{}", bounded.zh),
        format!("expected {}", bounded.en),
    ))
}

/// A ratio that a statement is a part of: its own number, all numbers together, and `6 : 4`.
pub(super) fn ratio(corpus: &Corpus, reference: StatementRef) -> Option<(Rational, Rational, String)> {
    let statement = corpus.statement(reference)?;
    let clauses = &corpus.get(reference.notice)?.notice.clauses;
    let Form::Split { parts, .. } = &clauses.get(statement.clause)?.form else {
        return None;
    };
    let numbers: Vec<Rational> = parts
        .iter()
        .map(|part| crate::corpus::rational::from_decimal(part.ratio.number))
        .collect();
    let own = numbers.get(statement.part?).copied()?;
    let words: Vec<String> = numbers.iter().map(show).collect();
    let all = numbers
        .iter()
        .try_fold(whole(0), |sum, number| add(&sum, number))?;
    Some((own, all, words.join(" : ")))
}

/// 80%, or 4/10 of a ratio of 6 : 4.
pub(super) fn factor(corpus: &Corpus, reference: StatementRef, share: &Rational) -> String {
    match ratio(corpus, reference) {
        Some((own, all, _)) => format!("{}/{}", show(&own), show(&all)),
        None => percent(share),
    }
}

/// 80%.
pub(crate) fn percent(share: &Rational) -> String {
    mul(share, &whole(100)).map_or_else(String::new, |share| format!("{}%", show(&share)))
}

/// `= 79.875%` or, where it does not come out, `≈ 79.88%`.
pub(super) fn about_percent(share: &Rational) -> Option<String> {
    let hundredfold = mul(share, &whole(100))?;
    let rounded = round_half_up(&hundredfold, &Rational::new(1, 100))?;
    let sign = if rounded == hundredfold { "=" } else { "≈" };
    Some(format!("{sign} {}%", show(&rounded)))
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

/// 不低于 70%, 为 65%, 70%左右; `plain` leaves 为 out.
pub(super) fn related_value(relation: Relation, amount: &str, plain: bool) -> Text {
    match relation {
        Relation::Equal | Relation::Reaches if plain => Text::same(format!(" {amount}")),
        Relation::Equal | Relation::Reaches => Text::new(format!("为 {amount}"), format!(" {amount}")),
        Relation::About => Text::new(format!(" {amount}左右"), format!(" about {amount}")),
        _ => {
            let (zh, en) = relation_words(relation);
            Text::new(
                format!("{zh} {amount}"),
                format!(" {} {amount}", en.trim_start_matches("of ")),
            )
        }
    }
}

/// What stands at a place: 中央财政 512元, 财政补助不低于 640元, 按 6 : 4 分担.
pub(crate) fn stands(corpus: &Corpus, notice: NoticeId, reference: StatementRef) -> Option<Text> {
    let statement = corpus.statement(reference)?;
    let text = match &statement.content {
        Content::Value {
            measurand,
            relation,
            value,
            ..
        } => {
            let name = named(corpus, notice, measurand, None);
            let amount = format!("{}{}", show(value), unit(corpus, measurand, Some(statement)));
            let value = related_value(*relation, &amount, true);
            Text::new(format!("{name}{}", value.zh), format!("{name}{}", value.en))
        }
        Content::Nothing { measurand } => {
            let name = named(corpus, notice, measurand, None);
            Text::new(
                format!("没有列出{name}，按 0 计"),
                format!("{name} is not listed, which is nothing"),
            )
        }
        Content::Share { part, share, .. } => match ratio(corpus, reference) {
            Some((_, _, words)) => Text::new(format!("按 {words} 分担"), format!("shared {words}")),
            None => {
                let name = named(corpus, notice, part, None);
                let share = percent(share);
                Text::new(format!("{name}占 {share}"), format!("{name} {share}"))
            }
        },
        Content::Equation {
            kind,
            terms,
            constant,
            ..
        } => match (kind, terms.as_slice()) {
            (EquationKind::Sum, _) => Text::new("各部分之和", "sum of the parts"),
            (EquationKind::Delta, [(_, first, _), (_, second, _)]) if *constant != whole(0) => {
                let less = *constant < whole(0);
                let size = show(&if less { -*constant } else { *constant });
                let unit = unit(corpus, first, None);
                let (zh, en) = if less {
                    ("减少", "less than")
                } else {
                    ("增加", "more than")
                };
                Text::new(
                    format!("比{}年{zh} {size}{unit}", second.year),
                    format!("{size}{unit} {en} in {}", second.year),
                )
            }
            (EquationKind::Proportion, _) => {
                let words = figure(corpus, reference);
                Text::new(format!("按 {words} 计算"), format!("reckoned by {words}"))
            }
            _ => Text::new("此处的算式", "this equation"),
        },
    };
    Some(match elsewhere(corpus, notice, reference) {
        Some(number) => Text::new(format!("{number}：{}", text.zh), format!("{number}: {}", text.en)),
        None => text,
    })
}

/// The derivation as steps, each with the words it rests on.
fn steps(corpus: &Corpus, violation: &Violation, at: Span) -> Vec<Step> {
    let derivation = &violation.derivation;
    // What only repeats the other places says nothing new.
    if derivation.iter().all(|deduction| deduction.from.is_empty()) {
        return Vec::new();
    }
    let notice = violation.figure.notice;
    let mut steps: Vec<Step> = Vec::new();
    for (index, deduction) in derivation.iter().enumerate() {
        // A bearer is its parts together: what is known of them stands where it is stated.
        let by = deduction.by.or_else(|| {
            let (_, first, _) = deduction.from.first()?;
            derivation
                .iter()
                .find(|other| other.measurand == *first && other.case == deduction.case)?
                .by
        });
        let stated = by.and_then(|by| corpus.statement(by));
        let case = (index == 0 || deduction.case != violation.case).then_some(&deduction.case);
        let step = Step {
            text: Text::same(step_text(corpus, notice, deduction, case)),
            span: stated.map_or(at, |statement| statement.span),
            notice: by.and_then(|by| elsewhere(corpus, notice, by)),
        };
        if !steps.iter().any(|known| known.text == step.text) {
            steps.push(step);
        }
    }
    steps
}

/// A step of a derivation: 「地方财政 128元 = 财政补助 640元 − 中央财政 512元」.
pub(crate) fn step_text(
    corpus: &Corpus,
    notice: NoticeId,
    deduction: &Deduction,
    case: Option<&Case>,
) -> String {
    let statement = deduction.by.and_then(|by| corpus.statement(by));
    let valued = |measurand: &Measurand, value: &Rational| {
        let unit = unit(corpus, measurand, None);
        let name = named(corpus, notice, measurand, None);
        format!("{name} {}{unit}", show(value))
    };
    let sign = match deduction.bound {
        None => "=",
        Some(true) => "≥",
        Some(false) => "≤",
    };
    let unit = unit(corpus, &deduction.measurand, statement);
    let name = named(corpus, notice, &deduction.measurand, case);
    let value = show(&deduction.value);
    if deduction.from.is_empty() {
        let space = if deduction.bound.is_some() {
            format!(" {sign} ")
        } else {
            " ".to_owned()
        };
        return format!("{name}{space}{value}{unit}");
    }
    if let (Some(by), Some(Content::Share { part, share, .. })) =
        (deduction.by, statement.map(|statement| &statement.content))
        && let Some((_, of, total)) = deduction.from.first()
        && *part == deduction.measurand
    {
        let factor = factor(corpus, by, share);
        return format!("{name} {value}{unit} {sign} {factor} × {}", valued(of, total));
    }
    let mut text = format!("{name} {value}{unit} {sign} ");
    let mut sum = Some(whole(0));
    for (index, (coefficient, measurand, value)) in deduction.from.iter().enumerate() {
        let negative = *coefficient < whole(0);
        match (index, negative) {
            (0, false) => {}
            (0, true) => text.push('−'),
            (_, false) => text.push_str(" + "),
            (_, true) => text.push_str(" − "),
        }
        let size = if negative { -*coefficient } else { *coefficient };
        if size != whole(1) {
            text.push_str(&format!("{} × ", show(&size)));
        }
        text.push_str(&valued(measurand, value));
        sum = sum.and_then(|sum| add(&sum, &mul(coefficient, value)?));
    }
    // What is left is the constant of the equation, the increase.
    let constant = matches!(
        statement.map(|statement| &statement.content),
        Some(Content::Equation { constant, .. }) if *constant != whole(0)
    );
    if constant
        && let Some(rest) = sum.and_then(|sum| sub(&deduction.value, &sum))
        && rest != whole(0)
    {
        let (sign, size) = if rest < whole(0) {
            ('−', -rest)
        } else {
            ('+', rest)
        };
        text.push_str(&format!(" {sign} {}{unit}", show(&size)));
    }
    text
}

/// A finding on the figure of a violation: the other places are labelled with what stands there, the
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
        .filter(|other| **other != violation.figure && !is_told(corpus, violation, **other))
    {
        diagnostic = also(corpus, violation, other, diagnostic);
    }
    let steps = steps(corpus, violation, span);
    diagnostic.derivation(steps)
}

/// Labels one more place with what stands there, once.
pub(super) fn also(
    corpus: &Corpus,
    violation: &Violation,
    other: StatementRef,
    diagnostic: Diagnostic,
) -> Diagnostic {
    let notice = violation.figure.notice;
    let (Some(statement), Some(text)) = (corpus.statement(other), stands(corpus, notice, other)) else {
        return diagnostic;
    };
    let known = |label: &crate::diagnostic::Label| label.span == statement.span;
    if statement.span == diagnostic.primary.span || diagnostic.related.iter().any(known) {
        return diagnostic;
    }
    diagnostic.related(statement.span, text)
}

/// The words of the whole ratio that a statement is a part of.
pub(super) fn ratio_span(corpus: &Corpus, reference: StatementRef) -> Option<Span> {
    ratio(corpus, reference)?;
    let statement = corpus.statement(reference)?;
    corpus
        .statements(reference.notice)?
        .of_clause(statement.clause)
        .map(|(_, part)| part.span)
        .reduce(Span::to)
}

/// Whether a place of the conflict is told already: a sum, or a bearer that it leaves out, by the parts that
/// are labelled; a ratio by its first part.
fn is_told(corpus: &Corpus, violation: &Violation, other: StatementRef) -> bool {
    let Some(statement) = corpus.statement(other) else {
        return true;
    };
    let beside = |known: StatementRef| {
        known != other
            && known.notice == other.notice
            && corpus
                .statement(known)
                .is_some_and(|known| known.clause == statement.clause && known.part.is_some())
    };
    match &statement.content {
        Content::Equation {
            kind: EquationKind::Sum,
            ..
        }
        | Content::Nothing { .. } => {
            beside(violation.figure) || violation.conflict.iter().copied().any(beside)
        }
        Content::Share { split: true, .. } => {
            beside(violation.figure)
                || violation
                    .conflict
                    .iter()
                    .take_while(|known| **known != other)
                    .copied()
                    .any(beside)
        }
        _ => false,
    }
}

fn corpus_file(corpus: &Corpus, violation: &Violation) -> crate::source::FileId {
    corpus
        .get(violation.figure.notice)
        .map_or_else(|| crate::source::Sources::new().next_id(0), |entry| entry.file())
}

/// 「县级财政为 32元时，与其余各数一致」, where one change mends everything.
pub(super) fn mend(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let measurand = violation.measurand.as_ref()?;
    let statement = corpus.statement(violation.figure)?;
    if !violation.mends || !matches!(statement.content, Content::Value { .. }) {
        return None;
    }
    let unit = unit(corpus, measurand, Some(statement));
    let bounded = bounded(violation, &unit)?;
    let name = named(corpus, violation.figure.notice, measurand, None);
    let is = if violation.admissible.value().is_some() {
        "为 "
    } else {
        ""
    };
    Some(Text::new(
        format!("{name}{is}{}时，与其余各数一致", bounded.zh),
        format!("everything else agrees if {name} is {}", bounded.en),
    ))
}

/// The value of a figure.
pub(super) fn value_of(corpus: &Corpus, reference: StatementRef) -> Option<Rational> {
    match &corpus.statement(reference)?.content {
        Content::Value { value, .. } => Some(*value),
        _ => None,
    }
}

/// How far a figure is off, in words: 多 1 元.
pub(super) fn off_by(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let value = value_of(corpus, violation.figure)?;
    let expected = violation.admissible.value()?;
    let measurand = violation.measurand.as_ref()?;
    let unit = unit(corpus, measurand, corpus.statement(violation.figure));
    difference(&value, &expected, &unit)
}

/// 多 1 元, 少 2 个百分点; nothing where there is no difference.
pub(super) fn difference(value: &Rational, expected: &Rational, unit: &str) -> Option<Text> {
    let difference = sub(value, expected)?;
    if difference == whole(0) {
        return None;
    }
    let (size, zh, en) = if difference < whole(0) {
        (-difference, "少", "short by")
    } else {
        (difference, "多", "over by")
    };
    let size = show(&size);
    let (zh_unit, en_unit) = if unit == "%" {
        ("个百分点", "points")
    } else {
        (unit, unit)
    };
    Some(Text::new(
        format!("{zh} {size} {zh_unit}").trim_end().to_owned(),
        format!("{en} {size} {en_unit}").trim_end().to_owned(),
    ))
}
