//! From stated figures to clauses: what belongs to one whole becomes one sum, shares or split.

mod forms;
mod names;
mod whole;

use std::ops::Range;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::figure::Amount;
use super::place::Place;
use super::stated::{GroupName, Named, Phrase, Stated, Value};
use super::walk::Walked;
use crate::notice::{
    Classification, Clause, Expression, Facets, Force, Form, Magnitude, Measure, Name, Part, Quantity,
    RatioPart, Relation, Sign, Subject, Sureness, Unit, YearFacet,
};
use crate::source::Span;
use crate::vocabulary::{BearerId, ItemId, Vocabulary};

/// Turns what sentences state into clauses.
pub(super) struct Emitter<'a> {
    pub(super) place: Place<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    /// The policy year, for 去年.
    pub(super) year: Option<u16>,
    pub(super) heading: Option<usize>,
}

impl Emitter<'_> {
    /// The clauses of one sentence, in the order of their words.
    pub(super) fn sentence(&self, walked: &Walked, out: &mut Vec<Clause>) {
        for member in &walked.members {
            let clause = self.clause(
                Form::Classify(Classification {
                    members: vec![self.place.name(member.member.text.clone(), &member.member.range)],
                    group: self.place.name(member.group.clone(), &member.range),
                }),
                &member.range,
                Force::Must,
                Sureness::Sure,
            );
            out.push(clause);
        }
        let stated = &walked.stated;
        self.made_up(stated, out);
        let mut index = 0;
        while let Some(first) = stated.get(index) {
            let run = self.run(stated, index);
            if let Some(clause) = self.whole(run, walked.whole) {
                out.push(clause);
                index = index.saturating_add(run.len().max(1));
            } else {
                self.single(first, stated.get(index.saturating_add(1)), out);
                index = index.saturating_add(1);
            }
        }
    }

    /// 筹资标准为1020元，其中财政补助…，个人缴费…: an item with all that makes it up is their sum.
    fn made_up(&self, stated: &[Stated], out: &mut Vec<Clause>) {
        for (index, whole) in stated.iter().enumerate() {
            let Some(item) = whole.item else { continue };
            let parts = &self.vocabulary.item_info(item.id).parts;
            let rest = stated.get(index.saturating_add(1)..).unwrap_or_default();
            let found: Vec<&Stated> = parts
                .iter()
                .filter_map(|part| {
                    rest.iter().find(|other| {
                        other.item.is_some_and(|item| item.id == *part)
                            && other.frame != whole.frame
                            && other.groups == whole.groups
                            && other.bearer.is_none()
                            && other.change.is_none()
                    })
                })
                .collect();
            let (Some(last), true) = (found.last(), found.len() == parts.len()) else {
                continue;
            };
            let terms = found
                .iter()
                .filter_map(|part| {
                    Some((
                        Sign::Plus,
                        Expression::Subject(self.subject(part, part.item?, None)),
                    ))
                })
                .collect();
            let form = Form::Reference {
                left: Expression::Subject(self.subject(whole, item, None)),
                relation: Relation::Equal,
                right: Expression::Sum(terms),
            };
            let range = whole.words.start..last.words.end;
            out.push(self.clause(form, &range, whole.force, whole.sureness.min(last.sureness)));
        }
    }

    /// The stated parts from `index` on that may be parts of one whole.
    fn run<'s>(&self, stated: &'s [Stated], index: usize) -> &'s [Stated] {
        let rest = stated.get(index..).unwrap_or_default();
        let Some(first) = rest.first() else { return rest };
        let mut seen: Vec<BearerId> = Vec::new();
        let length =
            rest.iter()
                .take_while(|next| {
                    let fits = is_part(next)
                        && next.item.map(|item| item.id) == first.item.map(|item| item.id)
                        && next.groups.len() == first.groups.len()
                        && next.groups.iter().zip(&first.groups).all(|(a, b)| {
                            crate::vocabulary::fold(&a.text) == crate::vocabulary::fold(&b.text)
                        })
                        && next.frame == first.frame
                        && measure(next) == measure(first)
                        && next.bearer.is_some_and(|bearer| !seen.contains(&bearer.id));
                    if let Some(bearer) = next.bearer {
                        seen.push(bearer.id);
                    }
                    fits
                })
                .count();
        rest.get(..length).unwrap_or_default()
    }

    /// One stated figure on its own.
    fn single(&self, stated: &Stated, next: Option<&Stated>, out: &mut Vec<Clause>) {
        let (form, sureness) = match (&stated.value, stated.item) {
            // How many or how long, of what is not known and not bounded, is no fact of policy.
            (Value::Amount(amount), None) if !is_fact(stated, amount) => return,
            (Value::Amount(amount), None) => (self.unnamed(stated, amount), Sureness::Unnamed),
            (Value::Amount(amount), Some(item)) => (self.amount(stated, amount, item, next), stated.sureness),
            (Value::Ratio(parts), item) => self.split(stated, parts, item),
            (Value::Same(_), Some(item)) => (self.same(stated, item), stated.sureness),
            (Value::NotWorse(relation, _), Some(item)) => {
                let left = self.subject(stated, item, None);
                let mut right = left.clone();
                right.facets.year = Some((YearFacet::Previous, left.span));
                let form = Form::Reference {
                    left: Expression::Subject(left),
                    relation: *relation,
                    right: Expression::Subject(right),
                };
                (form, stated.sureness)
            }
            (Value::Same(_) | Value::NotWorse(..), None) => return,
        };
        out.push(self.clause(form, &stated.words, stated.force, sureness));
        self.increase(stated, out);
    }

    /// 新增30元: where the vocabulary has an item for what is added, its value.
    fn increase(&self, stated: &Stated, out: &mut Vec<Clause>) {
        let (Value::Amount(amount), Some(item), Some(change)) = (&stated.value, stated.item, &stated.change)
        else {
            return;
        };
        let name = format!("新增{}", self.vocabulary.item_info(item.id).name);
        let Some(id) = self.vocabulary.item(&name) else {
            return;
        };
        if change.sign == Sign::Plus && amount.unit.measure == Measure::Yuan && stated.bearer.is_none() {
            let added = Named { id, ..item };
            let form = Form::Bound {
                subject: self.subject(stated, added, None),
                relation: part_relation(stated.relation),
                value: self.with_basis(amount, added),
            };
            out.push(self.clause(form, &stated.words, stated.force, stated.sureness));
        }
    }
}

/// Whether an amount of something unknown is a fact of policy: money, percentages, what is bounded or measured
/// in the units of things, and how long what is named lasts; ages, ordinals and passing counts are not.
fn is_fact(stated: &Stated, amount: &Amount) -> bool {
    let magnitude = amount.unit.magnitude != Magnitude::One;
    match &amount.unit.measure {
        Measure::Yuan | Measure::Percent | Measure::PercentagePoint => true,
        Measure::Count(word) => match word.as_str() {
            "岁" | "周岁" | "级" | "档" | "期" | "类" | "代" | "批" => magnitude,
            // 扣减3分, 每千瓦时降低1.5分, 新增线路18条.
            "分" | "条" | "部" => {
                magnitude
                    || stated.relation != Relation::Equal
                    || stated.change.is_some()
                    || !amount.unit.per.is_empty()
            }
            "个" | "种" | "家" | "项" | "人" | "户" | "次" | "张" | "所" | "例" | "名" | "件" | "组"
            | "处" | "座" | "村" | "间" | "场" | "位" | "孩" | "个季度" => {
                magnitude
                    || stated.beside && amount.in_digits
                    || stated.relation != Relation::Equal
                    || stated.change.is_some()
                    || !amount.unit.per.is_empty()
            }
            _ => true,
        },
        Measure::Duration(_) => {
            stated.relation != Relation::Equal
                || stated.change.is_some()
                || stated.related && amount.in_digits
                || ["假", "期", "时间", "时限", "年限", "天数", "期限", "公示"]
                    .iter()
                    .any(|word| stated.name.text.ends_with(word))
        }
        Measure::Number => {
            magnitude
                || amount.over.is_some()
                || !matches!(stated.relation, Relation::Equal | Relation::Reaches)
        }
    }
}

fn is_part(stated: &Stated) -> bool {
    stated.bearer.is_some()
        && stated.change.is_none()
        && stated.of.is_none()
        && stated.all_by.is_none()
        && matches!(stated.value, Value::Amount(_))
}

pub(super) fn measure(stated: &Stated) -> Option<Measure> {
    match &stated.value {
        Value::Amount(amount) => Some(amount.unit.measure.clone()),
        _ => None,
    }
}

/// In a sum 达到 and = are one.
pub(super) fn part_relation(relation: Relation) -> Relation {
    match relation {
        Relation::Reaches => Relation::Equal,
        other => other,
    }
}

pub(super) fn strictest(run: &[Stated]) -> Force {
    run.iter()
        .map(|part| part.force)
        .min_by_key(|force| force.rank())
        .unwrap_or_default()
}
