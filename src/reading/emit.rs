//! From stated figures to clauses: what belongs to one whole becomes one sum, shares or split.

use std::ops::Range;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::figure::Amount;
use super::place::Place;
use super::stated::{GroupName, Named, Stated, Value};
use super::walk::Walked;
use crate::notice::{
    Classification, Clause, Expression, Facets, Force, Form, Measure, Name, Part, Quantity, RatioPart,
    Relation, Sign, Subject, Sureness, Unit, YearFacet,
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

    /// Several bearers' parts as the sum or the shares of what they make up.
    fn whole(&self, run: &[Stated], about: Option<Named<BearerId>>) -> Option<Clause> {
        let (first, last) = (run.first()?, run.last()?);
        if run.len() < 2 {
            return None;
        }
        let item = first.item?;
        let bearers: Vec<(BearerId, bool)> = run
            .iter()
            .filter_map(|part| part.bearer.map(|bearer| (bearer.id, part.own)))
            .collect();
        let whole = self.covered(&bearers, about)?;
        let top = self.vocabulary.item_info(item.id).bearers;
        let subject = if Some(whole) == top {
            self.subject(first, item, None)
        } else {
            self.subject(first, item, Some((whole, &first.words)))
        };
        let parts = run.iter().filter_map(|part| self.part(part)).collect();
        let span = first.words.start..last.words.end;
        let form = if measure(first) == Some(Measure::Percent) {
            Form::Shares {
                whole: subject,
                parts,
            }
        } else {
            Form::Sum {
                whole: subject,
                relation: Relation::Equal,
                parts,
            }
        };
        let sureness = run.iter().map(|part| part.sureness).min().unwrap_or_default();
        Some(self.clause(form, &span, strictest(run), sureness))
    }

    /// The bearer that these make up together, each once; a place's own purse bears all below the province.
    fn covered(&self, bearers: &[(BearerId, bool)], about: Option<Named<BearerId>>) -> Option<BearerId> {
        let given = |id: BearerId| bearers.iter().any(|(bearer, _)| *bearer == id);
        let own = bearers.iter().any(|(_, own)| *own);
        let first = bearers.first()?.0;
        let mut candidate = self.vocabulary.bearer_info(first).parent;
        while let Some(whole) = candidate {
            if bearers
                .iter()
                .all(|(bearer, _)| self.vocabulary.bearer_is_within(*bearer, whole))
            {
                let all = self
                    .vocabulary
                    .bearer_info(whole)
                    .parts
                    .iter()
                    .all(|&part| given(part) || self.is_made_up(part, bearers, own));
                let said = about.is_some_and(|about| about.id == whole);
                return (all || said).then_some(whole);
            }
            candidate = self.vocabulary.bearer_info(whole).parent;
        }
        None
    }

    fn is_made_up(&self, whole: BearerId, bearers: &[(BearerId, bool)], own: bool) -> bool {
        let parts = &self.vocabulary.bearer_info(whole).parts;
        if parts.is_empty() {
            return false;
        }
        let given = |id: BearerId| bearers.iter().any(|(bearer, _)| *bearer == id);
        let is_local = self.vocabulary.bearer("市县财政") == Some(whole);
        (own && is_local && parts.iter().any(|&part| given(part)))
            || parts
                .iter()
                .all(|&part| given(part) || self.is_made_up(part, bearers, own))
    }

    fn part(&self, stated: &Stated) -> Option<Part> {
        let bearer = stated.bearer?;
        let Value::Amount(amount) = &stated.value else {
            return None;
        };
        let range = bearer.start.min(amount.range.start)..amount.range.end;
        let mut value = self.quantity(amount);
        if value.unit.measure == Measure::Yuan {
            // The whole says per whom and how long.
            value.unit.per.clear();
        }
        Some(Part {
            subject: self.bearer_alone(bearer),
            relation: part_relation(stated.relation),
            value,
            span: self.place.span(&range),
        })
    }

    /// A bearer's share, and what it leaves to the only other bearer of the whole.
    fn with_rest(&self, stated: &Stated, whole: Option<BearerId>) -> Vec<Part> {
        let mut parts: Vec<Part> = self.part(stated).into_iter().collect();
        let others: Vec<BearerId> = whole
            .map(|whole| self.vocabulary.bearer_info(whole).parts.clone())
            .unwrap_or_default();
        if let ([part], Some(bearer), [first, second]) = (parts.as_slice(), stated.bearer, others.as_slice())
            && (bearer.id == *first || bearer.id == *second)
            && part.relation == Relation::Equal
        {
            let other = if bearer.id == *first { *second } else { *first };
            let mut rest = part.clone();
            rest.subject = self.bearer_alone(Named { id: other, ..bearer });
            rest.value.number = Decimal::ONE_HUNDRED.saturating_sub(part.value.number);
            if rest.value.number > Decimal::ZERO {
                parts.push(rest);
            }
        }
        parts
    }

    fn bearer_alone(&self, bearer: Named<BearerId>) -> Subject {
        let range = bearer.start..bearer.end;
        let name = self.vocabulary.bearer_info(bearer.id).name.clone();
        Subject {
            head: self.place.name(name, &range),
            bearer: None,
            facets: Facets::default(),
            span: self.place.span(&range),
        }
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

    fn amount(&self, stated: &Stated, amount: &Amount, item: Named<ItemId>, next: Option<&Stated>) -> Form {
        let percent = amount.unit.measure == Measure::Percent;
        let info = self.vocabulary.item_info(item.id);
        if let Some(of) = stated.of {
            return self.proportion(stated, amount, item, of);
        }
        if let Some(change) = &stated.change {
            return self.change(stated, amount, item, change.sign, change.base.clone());
        }
        if let (Some(bearer), Some(by)) = (stated.bearer, stated.all_by) {
            let mut value = self.quantity(amount);
            value.unit.per.clear();
            let range = amount.range.start..by.end;
            return Form::Sum {
                whole: self.subject(stated, item, Some((bearer.id, &(bearer.start..bearer.end)))),
                relation: Relation::Equal,
                parts: vec![Part {
                    subject: self.bearer_alone(by),
                    relation: Relation::Equal,
                    value,
                    span: self.place.span(&range),
                }],
            };
        }
        if let Some(bearer) = stated.bearer {
            if percent
                && info.bearers.is_some()
                && info.unit.as_deref().is_some_and(|unit| unit.contains('元'))
            {
                return Form::Shares {
                    whole: self.subject(stated, item, None),
                    parts: self.with_rest(stated, info.bearers),
                };
            }
            return Form::Bound {
                subject: self.subject(stated, item, Some((bearer.id, &(bearer.start..bearer.end)))),
                relation: stated.relation,
                value: self.with_basis(amount, item),
            };
        }
        let mut subject = self.subject(stated, item, None);
        let mut relation = stated.relation;
        if stated.before && next.is_some_and(|next| next.item.map(|item| item.id) == Some(item.id)) {
            subject.facets.year = Some((YearFacet::Previous, subject.span));
            relation = Relation::Equal;
        }
        Form::Bound {
            subject,
            relation,
            value: self.with_basis(amount, item),
        }
    }

    /// 按居民人均可支配收入的50%确定.
    fn proportion(&self, stated: &Stated, amount: &Amount, item: Named<ItemId>, of: Named<ItemId>) -> Form {
        let range = of.start..of.end;
        // The figures of a year are published in the next.
        let facets = Facets {
            year: Some((YearFacet::Previous, self.place.span(&range))),
            ..Facets::default()
        };
        let name = self.vocabulary.item_info(of.id).name.clone();
        let basis = Subject {
            head: self.place.name(name, &range),
            bearer: None,
            facets,
            span: self.place.span(&range),
        };
        Form::Reference {
            left: Expression::Subject(self.subject(stated, item, None)),
            relation: part_relation(stated.relation),
            right: Expression::Product(self.quantity(amount), Box::new(Expression::Subject(basis))),
        }
    }

    /// 在2022年的基础上新增30元.
    fn change(
        &self,
        stated: &Stated,
        amount: &Amount,
        item: Named<ItemId>,
        sign: Sign,
        base: Option<(YearFacet, Range<usize>)>,
    ) -> Form {
        let mut left = self.subject(stated, item, None);
        let mut right = left.clone();
        let year = match left.facets.year.map(|(facet, _)| facet) {
            Some(facet) => Some(facet),
            None => self.year.map(YearFacet::Year),
        };
        if left.facets.year.is_none()
            && let Some(facet) = year
        {
            left.facets.year = Some((facet, left.span));
        }
        // 对脱贫人口报销比例提高10%: above what holds for everybody.
        if base.is_none()
            && amount.unit.measure == Measure::Percent
            && !left.facets.groups.is_empty()
            && self.is_percentage(item)
        {
            let mut value = self.quantity(amount);
            left.facets.year = stated
                .year
                .as_ref()
                .map(|(facet, range)| (*facet, self.place.span(range)));
            right.facets = Facets::default();
            value.unit.measure = Measure::PercentagePoint;
            return Form::Reference {
                left: Expression::Subject(left),
                relation: part_relation(stated.relation),
                right: Expression::Sum(vec![
                    (Sign::Plus, Expression::Subject(right)),
                    (sign, Expression::Amount(value)),
                ]),
            };
        }
        let (base, range) = match base {
            Some((facet, range)) => (facet, self.place.span(&range)),
            None => (year.map_or(YearFacet::Previous, before), left.span),
        };
        right.facets.year = Some((base, range));
        let mut value = self.quantity(amount);
        value.unit.per.clear();
        if value.unit.measure == Measure::Percent && !self.is_percentage(item) {
            return self.scaled(stated, item, sign, value, right);
        }
        if value.unit.measure == Measure::Percent {
            // 提高10%: of a percentage, points are meant.
            value.unit.measure = Measure::PercentagePoint;
        }
        Form::Reference {
            left: Expression::Subject(left),
            relation: part_relation(stated.relation),
            right: Expression::Sum(vec![
                (Sign::Plus, Expression::Subject(right)),
                (sign, Expression::Amount(value)),
            ]),
        }
    }

    fn is_percentage(&self, item: Named<ItemId>) -> bool {
        let unit = self.vocabulary.item_info(item.id).unit.as_deref();
        unit.is_none_or(|unit| unit.starts_with('%'))
    }

    /// 起付线降低50%: half of what it is for everybody, or of what it was.
    fn scaled(
        &self,
        stated: &Stated,
        item: Named<ItemId>,
        sign: Sign,
        mut value: Quantity,
        before: Subject,
    ) -> Form {
        let hundred = Decimal::ONE_HUNDRED;
        value.number = match sign {
            Sign::Plus => hundred.saturating_add(value.number),
            Sign::Minus => hundred.saturating_sub(value.number),
        };
        let left = self.subject(stated, item, None);
        let mut right = before;
        if !left.facets.groups.is_empty() {
            right.facets = Facets::default();
        }
        Form::Reference {
            left: Expression::Subject(left),
            relation: Relation::Equal,
            right: Expression::Product(value, Box::new(Expression::Subject(right))),
        }
    }

    fn same(&self, stated: &Stated, item: Named<ItemId>) -> Form {
        let left = self.subject(stated, item, None);
        let mut right = left.clone();
        right.facets.groups.clear();
        right.facets.span = None;
        Form::Reference {
            left: Expression::Subject(left),
            relation: Relation::Equal,
            right: Expression::Subject(right),
        }
    }

    /// 市县两级财政分担比例为6:4, 中央、省、市、县按5:3:1:1分担.
    fn split(
        &self,
        stated: &Stated,
        ratio: &[(Decimal, Range<usize>)],
        item: Option<Named<ItemId>>,
    ) -> (Form, Sureness) {
        let listed: Vec<Named<BearerId>> = match (stated.bearers.as_slice(), stated.bearer) {
            (bearers, _) if bearers.len() == ratio.len() => bearers.to_vec(),
            (_, Some(bearer)) => self
                .vocabulary
                .bearer_info(bearer.id)
                .parts
                .iter()
                .map(|&id| Named { id, ..bearer })
                .collect(),
            _ => Vec::new(),
        };
        let known = listed.len() == ratio.len();
        let parts = ratio
            .iter()
            .enumerate()
            .map(|(index, (number, place))| {
                let span = self.place.span(place);
                let subject = match listed.get(index).filter(|_| known) {
                    Some(&bearer) => self.bearer_alone(bearer),
                    None => Subject {
                        head: self.place.name(ordinal(index), place),
                        bearer: None,
                        facets: Facets::default(),
                        span,
                    },
                };
                RatioPart {
                    subject,
                    ratio: Quantity {
                        number: *number,
                        unit: Unit::plain(Measure::Number),
                        span,
                        number_span: span,
                    },
                    span,
                }
            })
            .collect();
        let bearers: Vec<(BearerId, bool)> = listed.iter().map(|bearer| (bearer.id, false)).collect();
        let whole = match stated.bearer {
            Some(bearer) if stated.bearers.len() != ratio.len() => {
                Some((bearer.id, bearer.start..bearer.end))
            }
            _ => self.covered(&bearers, None).map(|id| (id, stated.words.clone())),
        };
        match (item, whole, known) {
            (Some(item), Some((id, range)), true) => {
                let top = self.vocabulary.item_info(item.id).bearers == Some(id);
                let whole = self.subject(stated, item, (!top).then_some((id, &range)));
                (Form::Split { whole, parts }, stated.sureness)
            }
            _ => {
                let name = self.place.unnamed(&stated.name);
                let span = name.span;
                let whole = Subject {
                    head: name,
                    bearer: None,
                    facets: self.facets(stated, span),
                    span,
                };
                (Form::Split { whole, parts }, Sureness::Unnamed)
            }
        }
    }

    fn unnamed(&self, stated: &Stated, amount: &Amount) -> Form {
        let name = self.place.unnamed(&stated.name);
        let span = name.span;
        Form::Bound {
            subject: Subject {
                head: name,
                bearer: None,
                facets: self.facets(stated, span),
                span,
            },
            relation: stated.relation,
            value: self.quantity(amount),
        }
    }

    fn subject(
        &self,
        stated: &Stated,
        item: Named<ItemId>,
        bearer: Option<(BearerId, &Range<usize>)>,
    ) -> Subject {
        let range = item.start..item.end;
        let head = self
            .place
            .name(self.vocabulary.item_info(item.id).name.clone(), &range);
        let mut span = head.span;
        let bearer = bearer.map(|(id, range)| {
            let name = self
                .place
                .name(self.vocabulary.bearer_info(id).name.clone(), range);
            span = name.span;
            name
        });
        Subject {
            facets: self.facets(stated, span),
            head,
            bearer,
            span,
        }
    }

    fn facets(&self, stated: &Stated, near: Span) -> Facets {
        let year = stated
            .year
            .as_ref()
            .map(|(facet, range)| (*facet, self.place.span(range)));
        let groups: Vec<Name> = stated.groups.iter().map(|group| self.group(group)).collect();
        let span = (year.is_some() || !groups.is_empty()).then(|| {
            groups
                .first()
                .map_or_else(|| year.map_or(near, |(_, span)| span), |group| group.span)
        });
        Facets { year, groups, span }
    }

    fn group(&self, group: &GroupName) -> Name {
        let name = match self.vocabulary.group(&group.text) {
            Some(id) => self.vocabulary.group_info(id).name.clone(),
            None => group.text.clone(),
        };
        self.place.name(name, &group.range)
    }

    /// An amount of money takes the basis of its item where the words leave it out: 达到640元.
    fn with_basis(&self, amount: &Amount, item: Named<ItemId>) -> Quantity {
        let mut quantity = self.quantity(amount);
        if quantity.unit.measure == Measure::Yuan
            && let Some(unit) = self.vocabulary.item_info(item.id).unit.as_deref()
            && let Some(basis) = unit.split_once('/').map(|(_, basis)| basis)
        {
            let basis: Vec<CompactString> = basis.split('·').map(CompactString::from).collect();
            // 元/人 said of what is 元/人·年 is the same.
            if quantity.unit.per.iter().all(|word| basis.contains(word)) {
                quantity.unit.per = basis;
            }
        }
        quantity
    }

    fn quantity(&self, amount: &Amount) -> Quantity {
        Quantity {
            number: amount.number,
            unit: amount.unit.clone(),
            span: self.place.span(&amount.range),
            number_span: self.place.span(&amount.number_range),
        }
    }

    fn clause(&self, form: Form, range: &Range<usize>, force: Force, sureness: Sureness) -> Clause {
        Clause {
            form,
            force,
            evidence: Some(self.place.evidence(range)),
            comment: None,
            span: self.place.span(range),
            heading: self.heading,
            sureness,
        }
    }
}

/// Whether an amount of something unknown is a fact of policy: money, percentages, and what is bounded; the ages
/// and times of those it is about are not.
fn is_fact(stated: &Stated, amount: &Amount) -> bool {
    match &amount.unit.measure {
        Measure::Yuan | Measure::Percent | Measure::PercentagePoint => true,
        Measure::Count(word) => stated.relation != Relation::Equal && !matches!(word.as_str(), "岁" | "周岁"),
        Measure::Duration(_) => stated.relation == Relation::AtMost || stated.relation == Relation::Reaches,
        Measure::Number => amount.unit.magnitude != crate::notice::Magnitude::One,
    }
}

fn is_part(stated: &Stated) -> bool {
    stated.bearer.is_some()
        && stated.change.is_none()
        && stated.of.is_none()
        && stated.all_by.is_none()
        && matches!(stated.value, Value::Amount(_))
}

fn measure(stated: &Stated) -> Option<Measure> {
    match &stated.value {
        Value::Amount(amount) => Some(amount.unit.measure.clone()),
        _ => None,
    }
}

/// In a sum 达到 and = are one.
fn part_relation(relation: Relation) -> Relation {
    match relation {
        Relation::Reaches => Relation::Equal,
        other => other,
    }
}

fn strictest(run: &[Stated]) -> Force {
    run.iter()
        .map(|part| part.force)
        .min_by_key(|force| force.rank())
        .unwrap_or_default()
}

/// The name of a side of a ratio that is not known.
fn ordinal(index: usize) -> CompactString {
    const NAMES: [&str; 6] = ["甲方", "乙方", "丙方", "丁方", "戊方", "己方"];
    CompactString::const_new(NAMES.get(index).copied().unwrap_or("另一方"))
}

/// The year before.
fn before(facet: YearFacet) -> YearFacet {
    match facet {
        YearFacet::Year(year) => YearFacet::Year(year.saturating_sub(1)),
        YearFacet::Annual(year) => YearFacet::Annual(year.saturating_sub(1)),
        YearFacet::Prepaid { collected, covers } => YearFacet::Prepaid {
            collected: collected.saturating_sub(1),
            covers: covers.saturating_sub(1),
        },
        YearFacet::Previous => YearFacet::Previous,
    }
}
