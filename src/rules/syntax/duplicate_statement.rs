//! The same fact stated twice in one notice.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::names::Names;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{
    Clause, Expression, Form, Measure, PartialDate, Quantity, Sign, Subject, TimeLimit, TimePoint, YearFacet,
    Years,
};
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

static INFO: Info = Info {
    name: "duplicate-statement",
    group: Group::Syntax,
    level: Severity::Warning,
    summary_zh: "同一事实在一份摘录里写了两次",
    summary_en: "the same fact is stated twice in one extract",
    ground: "实务",
    explanation: include_str!("duplicate-statement.md"),
};

/// See `duplicate-statement.md`.
pub struct DuplicateStatement;

impl Rule for DuplicateStatement {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let fact = Fact {
            names: Names::new(corpus, entry),
            years: entry.years(),
        };
        let mut first: FxHashMap<String, Span> = FxHashMap::default();
        for clause in &entry.notice.clauses {
            let Some(key) = fact.of(clause) else { continue };
            match first.entry(key) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(clause.span);
                }
                std::collections::hash_map::Entry::Occupied(slot) => {
                    out.push(
                        Diagnostic::new(
                            INFO.name,
                            clause.span,
                            Text::new("与前面的语句重复", "this repeats a statement above"),
                        )
                        .severity(INFO.level)
                        .related(*slot.get(), Text::new("前面已写", "stated here first"))
                        .help(Text::new(
                            "删去一处；如果指的是不同年份或群体，请在括号中写明",
                            "remove one, or write the year or group in which they differ",
                        )),
                    );
                }
            }
        }
    }
}

/// Facts as text that is the same for the same fact, however it is written.
struct Fact<'c> {
    names: Names<'c>,
    years: Option<Years>,
}

impl Fact<'_> {
    /// `None` for forms that may well be repeated: citations, short names, tasks and the like.
    fn of(&self, clause: &Clause) -> Option<String> {
        let mut key = match &clause.form {
            Form::Bound {
                subject,
                relation,
                value,
            } => format!("{}{}{}", self.subject(subject), relation.sign(), amount(value)),
            Form::Sum {
                whole,
                relation,
                parts,
            } => {
                let parts = parts.iter().map(|part| {
                    let sign = part.relation.sign();
                    format!("{}{sign}{}", self.subject(&part.subject), amount(&part.value))
                });
                format!("{}{}{}", self.subject(whole), relation.sign(), sorted(parts))
            }
            Form::Shares { whole, parts } => {
                let parts = parts.iter().map(|part| {
                    let sign = part.relation.sign();
                    format!("{}{sign}{}", self.subject(&part.subject), amount(&part.value))
                });
                format!("{}={}", self.subject(whole), sorted(parts))
            }
            Form::Split { whole, parts } => {
                let parts = parts
                    .iter()
                    .map(|part| format!("{}:{}", self.subject(&part.subject), amount(&part.ratio)));
                format!("{}={}", self.subject(whole), sorted(parts))
            }
            Form::Reference {
                left,
                relation,
                right,
            } => format!(
                "{}{}{}",
                self.expression(left),
                relation.sign(),
                self.expression(right)
            ),
            Form::Date(action) => format!("{}{}", self.subject(&action.subject), limit(&action.limit)),
            Form::Classify(_) | Form::Task(_) | Form::Cite(_) | Form::Alias(_) | Form::Delegate(_) => {
                return None;
            }
        };
        key.push_str(clause.force.word());
        Some(key)
    }

    fn subject(&self, subject: &Subject) -> String {
        let mut key = self.names.canonical(&subject.head.text);
        if let Some(bearer) = &subject.bearer {
            key.push('·');
            key.push_str(&self.names.canonical(&bearer.text));
        }
        let groups = subject
            .facets
            .groups
            .iter()
            .map(|group| self.names.canonical(&group.text));
        let _ = write!(key, "（{}，{}）", self.year(subject), sorted(groups));
        key
    }

    /// A subject without a year takes that of the notice.
    fn year(&self, subject: &Subject) -> String {
        let own = self
            .years
            .filter(|years| years.first == years.last)
            .map(|years| years.first);
        match (subject.facets.year.map(|(year, _)| year), own) {
            (Some(YearFacet::Year(year)), _) | (None, Some(year)) => year.to_string(),
            (Some(YearFacet::Annual(year)), _) => format!("{year}年度"),
            (Some(YearFacet::Prepaid { collected, covers }), _) => format!("{collected}预收{covers}"),
            (Some(YearFacet::Previous), Some(year)) => year.saturating_sub(1).to_string(),
            (Some(YearFacet::Previous), None) => "上年".to_owned(),
            (None, None) => String::new(),
        }
    }

    fn expression(&self, expression: &Expression) -> String {
        match expression {
            Expression::Subject(subject) => self.subject(subject),
            Expression::Amount(quantity) => amount(quantity),
            Expression::Product(factor, inner) => format!("{}×{}", amount(factor), self.expression(inner)),
            Expression::Sum(terms) => sorted(terms.iter().map(|(sign, term)| {
                let sign = if *sign == Sign::Plus { '+' } else { '-' };
                format!("{sign}{}", self.expression(term))
            })),
        }
    }
}

fn sorted(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.sort_unstable();
    format!("[{}]", parts.join("；"))
}

/// The value in its plain measure; 512元 and 512元/人·年 are one fact.
fn amount(quantity: &Quantity) -> String {
    let value = quantity.base_value().unwrap_or(quantity.number).normalize();
    let unit = match &quantity.unit.measure {
        Measure::Yuan => "元",
        Measure::Percent => "%",
        Measure::PercentagePoint => "个百分点",
        Measure::Count(word) => word.as_str(),
        Measure::Duration(unit) => unit.word(),
        Measure::Number => "",
    };
    format!("{value}{unit}")
}

fn limit(limit: &TimeLimit) -> String {
    match limit {
        TimeLimit::Before(given) => format!("限{}", point(given)),
        TimeLimit::From(given) => format!("自{}", point(given)),
        TimeLimit::On(given) => format!("于{}", point(given)),
        TimeLimit::Window(first, last) => format!("{}至{}", date(first), date(last)),
        TimeLimit::Ongoing(_) => "持续".to_owned(),
    }
}

fn point(point: &TimePoint) -> String {
    match point {
        TimePoint::Date(given) => date(given),
        TimePoint::Yearly(day, _) => format!("每年{day:?}"),
        TimePoint::Within(quantity, after) => {
            let after = after.as_ref().map_or("", |after| after.text.as_str());
            format!("{after}后{}内", amount(quantity))
        }
    }
}

fn date(date: &PartialDate) -> String {
    format!("{:?}-{:?}-{:?}-{}", date.year, date.month, date.day, date.end)
}
