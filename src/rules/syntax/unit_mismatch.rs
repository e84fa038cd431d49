//! Units that cannot stand together.

use rustc_hash::FxHashMap;

use super::names::Names;
use super::units::{Kind, expression_kind, item_kind};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Clause, Form, Part, Quantity, Subject};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "unit-mismatch",
    group: Group::Syntax,
    level: Severity::Error,
    summary_zh: "元与 %、元/人与元/人·年等单位混用",
    summary_en: "units that cannot stand together, such as money and percentages",
    ground: "摘录语言：一条语句中的量纲须一致",
    explanation: include_str!("unit-mismatch.md"),
};

/// See `unit-mismatch.md`.
pub struct UnitMismatch;

impl Rule for UnitMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let names = Names::new(corpus, entry);
        let mut seen: Seen<'_> = FxHashMap::default();
        for clause in &entry.notice.clauses {
            let before = out.len();
            statement(&names, clause, out);
            // What is wrong by itself says nothing about other statements.
            if out.len() == before {
                across(&names, clause, &mut seen, out);
            }
        }
    }
}

/// For each name: the first amount of it, and the first amount with a basis.
type Seen<'n> = FxHashMap<String, (&'n Quantity, Option<&'n Quantity>)>;

/// What does not fit within one statement, or with what the vocabulary says of its item.
fn statement(names: &Names<'_>, clause: &Clause, out: &mut Vec<Diagnostic>) {
    match &clause.form {
        Form::Bound { subject, value, .. } => out.extend(against_item(names, subject, value)),
        Form::Sum { whole, parts, .. } => sum(names, whole, parts, out),
        Form::Reference { left, right, .. } => {
            let mut found = Vec::new();
            let kinds = [left, right].map(|side| expression_kind(names, side, &mut found));
            if let [Some((one, first)), Some((other, second))] = kinds
                && !one.fits(other)
            {
                found.push((one, first, other, second));
            }
            out.extend(found.into_iter().take(1).map(|(one, first, other, second)| {
                Diagnostic::new(
                    INFO.name,
                    second,
                    Text::new(
                        format!("{}与{}不能放在一个式子里", other.chinese(), one.chinese()),
                        format!(
                            "{} cannot stand in one equation with {}",
                            other.english(),
                            one.english()
                        ),
                    ),
                )
                .severity(INFO.level)
                .label(Text::new(other.chinese(), other.english()))
                .related(first, Text::new(one.chinese(), one.english()))
                .help(mismatch_help(one, other))
            }));
        }
        _ => {}
    }
}

/// A value whose unit is not of the kind that its item has.
fn against_item(names: &Names<'_>, subject: &Subject, value: &Quantity) -> Option<Diagnostic> {
    let (item, unit) = item_kind(names, subject)?;
    let kind = Kind::of(&value.unit);
    if kind.fits_item(Kind::of_text(unit)) {
        return None;
    }
    let wanted = Kind::of_text(unit);
    Some(
        Diagnostic::new(
            INFO.name,
            value.span,
            Text::new(
                format!("「{item}」的单位应为{unit}，不是{}", value.unit),
                format!("the unit of 「{item}」 is {unit}, not {}", value.unit),
            ),
        )
        .severity(INFO.level)
        .related(
            subject.head.span,
            Text::new(format!("单位为{unit}"), format!("in {unit}")),
        )
        .help(mismatch_help(wanted, kind)),
    )
}

fn mismatch_help(wanted: Kind, given: Kind) -> Text {
    match (wanted, given) {
        (Kind::Yuan, Kind::Percent) => Text::new(
            "写金额；如为比例，写成各方的份额，如「= 中央财政 80% + 地方财政 20%」，或「80% × …」",
            "write an amount; a share is written as 「= 中央财政 80% + 地方财政 20%」 or 「80% × …」",
        ),
        (Kind::Percent, Kind::Yuan) => Text::new(
            "写百分比；如为金额，请换用以元计的事项",
            "write a percentage, or use the item that is an amount",
        ),
        (Kind::Percent, Kind::Point) => Text::new(
            "写百分比；如为增减的幅度，写成「上年 + …个百分点」",
            "write a percentage; a change is written as 「… + …个百分点」",
        ),
        _ => Text::new(
            format!("换成{}，或换用相应的事项", wanted.chinese()),
            format!("write {}, or use another item", wanted.english()),
        ),
    }
}

fn sum(names: &Names<'_>, whole: &Subject, parts: &[Part], out: &mut Vec<Diagnostic>) {
    let Some(first) = parts.first() else { return };
    let kind = Kind::of(&first.value.unit);
    // One finding a statement: where the whole is at odds with its parts, each part would be.
    for part in parts {
        let own = Kind::of(&part.value.unit);
        if !own.fits(kind) {
            let (one, other) = (&first.value, &part.value);
            out.push(pair(
                other,
                one,
                format!("{}与{}不能相加", other.unit, one.unit),
                format!("{} and {} cannot be added", other.unit, one.unit),
            ));
            return;
        }
    }
    if let Some(found) = against_item(names, whole, &first.value) {
        out.push(found);
        return;
    }
    if let Some(found) = parts
        .iter()
        .find_map(|part| against_item(names, &part.subject, &part.value))
    {
        out.push(found);
        return;
    }
    let mut based = parts.iter().filter(|part| !part.value.unit.per.is_empty());
    if let Some(first) = based.next()
        && let Some(other) = based.find(|part| part.value.unit.per != first.value.unit.per)
    {
        let (one, other) = (&first.value, &other.value);
        out.push(
            pair(
                other,
                one,
                format!("{}与{}不能相加", other.unit, one.unit),
                format!("{} and {} cannot be added", other.unit, one.unit),
            )
            .severity(Severity::Warning),
        );
    }
}

/// A finding about two amounts.
fn pair(primary: &Quantity, other: &Quantity, zh: String, en: String) -> Diagnostic {
    Diagnostic::new(INFO.name, primary.span, Text::new(zh, en))
        .severity(INFO.level)
        .label(Text::same(primary.unit.to_string()))
        .related(other.span, Text::same(other.unit.to_string()))
        .help(Text::new("统一单位", "use one unit"))
}

/// What does not fit with an earlier statement about the same name.
fn across<'n>(names: &Names<'_>, clause: &'n Clause, seen: &mut Seen<'n>, out: &mut Vec<Diagnostic>) {
    let mut amounts: Vec<(&Subject, &Quantity)> = Vec::new();
    match &clause.form {
        Form::Bound { subject, value, .. } => amounts.push((subject, value)),
        Form::Sum { parts, .. } => amounts.extend(parts.iter().map(|part| (&part.subject, &part.value))),
        _ => {}
    }
    for (subject, value) in amounts {
        let word = &subject.head.text;
        let mut key = names.canonical(word).into_owned();
        if let Some(bearer) = &subject.bearer {
            key.push('·');
            key.push_str(&names.canonical(&bearer.text));
        }
        let based = (!value.unit.per.is_empty()).then_some(value);
        let Some((first, first_based)) = seen.get_mut(&key) else {
            seen.insert(key, (value, based));
            continue;
        };
        let clash = if !Kind::of(&first.unit).fits(Kind::of(&value.unit)) {
            Some(*first)
        } else {
            match (*first_based, based) {
                (Some(first), Some(value)) if first.unit.per != value.unit.per => Some(first),
                (None, Some(_)) => {
                    *first_based = based;
                    None
                }
                _ => None,
            }
        };
        if let Some(first) = clash {
            out.push(
                pair(
                    value,
                    first,
                    format!("「{word}」前面以{}计，这里以{}计", first.unit, value.unit),
                    format!(
                        "「{word}」 is given in {} above and in {} here",
                        first.unit, value.unit
                    ),
                )
                .severity(Severity::Warning),
            );
        }
    }
}
