//! The same fact stated twice in one notice.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::names::Names;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{
    Clause, Expression, Form, Measure, Part, PartialDate, Quantity, Sign, Subject, TimeLimit, TimePoint,
    YearFacet, Years,
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
        let mut key = String::with_capacity(96);
        match &clause.form {
            Form::Bound {
                subject,
                relation,
                value,
            } => {
                self.subject(subject, &mut key);
                key.push_str(relation.sign());
                amount(value, &mut key);
            }
            Form::Sum {
                whole,
                relation,
                parts,
            } => {
                self.subject(whole, &mut key);
                key.push_str(relation.sign());
                self.parts(parts, &mut key);
            }
            Form::Shares { whole, parts } => {
                self.subject(whole, &mut key);
                key.push('=');
                self.parts(parts, &mut key);
            }
            Form::Split { whole, parts } => {
                self.subject(whole, &mut key);
                key.push('=');
                sorted(parts, &mut key, |part, key| {
                    self.subject(&part.subject, key);
                    key.push(':');
                    amount(&part.ratio, key);
                });
            }
            Form::Reference {
                left,
                relation,
                right,
            } => {
                self.expression(left, &mut key);
                key.push_str(relation.sign());
                self.expression(right, &mut key);
            }
            Form::Date(action) => {
                self.subject(&action.subject, &mut key);
                key.push_str(&limit(&action.limit));
            }
            Form::Classify(_) | Form::Task(_) | Form::Cite(_) | Form::Alias(_) | Form::Delegate(_) => {
                return None;
            }
        }
        key.push_str(clause.force.word());
        Some(key)
    }

    fn subject(&self, subject: &Subject, key: &mut String) {
        key.push_str(&self.names.canonical(&subject.head.text));
        if let Some(bearer) = &subject.bearer {
            key.push('·');
            key.push_str(&self.names.canonical(&bearer.text));
        }
        key.push('（');
        self.year(subject, key);
        key.push('，');
        sorted(&subject.facets.groups, key, |group, key| {
            key.push_str(&self.names.canonical(&group.text));
        });
        key.push('）');
    }

    fn parts(&self, parts: &[Part], key: &mut String) {
        sorted(parts, key, |part, key| {
            self.subject(&part.subject, key);
            key.push_str(part.relation.sign());
            amount(&part.value, key);
        });
    }

    /// A subject without a year takes that of the notice.
    fn year(&self, subject: &Subject, key: &mut String) {
        let own = self
            .years
            .filter(|years| years.first == years.last)
            .map(|years| years.first);
        // Writing to a string cannot fail.
        let _ = match (subject.facets.year.map(|(year, _)| year), own) {
            (Some(YearFacet::Year(year)), _) | (None, Some(year)) => write!(key, "{year}"),
            (Some(YearFacet::Annual(year)), _) => write!(key, "{year}年度"),
            (Some(YearFacet::Prepaid { collected, covers }), _) => write!(key, "{collected}预收{covers}"),
            (Some(YearFacet::Previous), Some(year)) => write!(key, "{}", year.saturating_sub(1)),
            (Some(YearFacet::Previous), None) => write!(key, "上年"),
            (None, None) => Ok(()),
        };
    }

    fn expression(&self, expression: &Expression, key: &mut String) {
        match expression {
            Expression::Subject(subject) => self.subject(subject, key),
            Expression::Amount(quantity) => amount(quantity, key),
            Expression::Product(factor, inner) => {
                amount(factor, key);
                key.push('×');
                self.expression(inner, key);
            }
            Expression::Sum(terms) => sorted(terms, key, |(sign, term), key| {
                key.push(if *sign == Sign::Plus { '+' } else { '-' });
                self.expression(term, key);
            }),
        }
    }
}

/// Writes all of `parts` in an order that does not depend on theirs.
fn sorted<T>(parts: &[T], key: &mut String, write: impl Fn(&T, &mut String)) {
    key.push('[');
    if let [only] = parts {
        write(only, key);
    } else if !parts.is_empty() {
        let mut written: Vec<String> = parts
            .iter()
            .map(|part| {
                let mut one = String::new();
                write(part, &mut one);
                one
            })
            .collect();
        written.sort_unstable();
        key.push_str(&written.join("；"));
    }
    key.push(']');
}

/// The value in its plain measure; 512元 and 512元/人·年 are one fact.
fn amount(quantity: &Quantity, key: &mut String) {
    let value = quantity.base_value().unwrap_or(quantity.number).normalize();
    let unit = match &quantity.unit.measure {
        Measure::Yuan => "元",
        Measure::Percent => "%",
        Measure::PercentagePoint => "个百分点",
        Measure::Count(word) => word.as_str(),
        Measure::Duration(unit) => unit.word(),
        Measure::Number => "",
    };
    let _ = write!(key, "{value}{unit}");
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
        TimePoint::Monthly(day, _) => format!("每月{day:?}"),
        TimePoint::Within(quantity, after) => {
            let after = after.as_ref().map_or("", |after| after.text.as_str());
            let mut point = format!("{after}后");
            amount(quantity, &mut point);
            point.push('内');
            point
        }
    }
}

fn date(date: &PartialDate) -> String {
    format!("{:?}-{:?}-{:?}-{}", date.year, date.month, date.day, date.end)
}
