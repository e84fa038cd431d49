//! Figures as the walk meets them: one, several in a list, a range, a ratio, and the words that are figures.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Walker;
use crate::notice::{Measure, Relation, Sureness, Unit, YearFacet};
use crate::reading::figure::{Amount, DateMark, DateWords, Figure, FigureKind};
use crate::reading::stated::{Change, Named, Value};
use crate::reading::tokens::Kind;
use crate::vocabulary::ItemId;

impl Walker<'_, '_, '_> {
    pub(super) fn figure(&mut self, index: usize, figure: &Figure) -> usize {
        let next = index.saturating_add(1);
        match &figure.kind {
            FigureKind::Amount(amount, after) if is_time_limit(self.words(&figure.range), amount, *after) => {
                next
            }
            // 前3名 says which.
            FigureKind::Amount(amount, None)
                if matches!(amount.unit.measure, Measure::Count(_))
                    && self
                        .text
                        .get(..figure.range.start)
                        .is_some_and(|before| before.ends_with('前')) =>
            {
                next
            }
            FigureKind::Amount(..) => self.amounts(index),
            FigureKind::Range(low, high, relations) => {
                self.between(low, high, *relations, &figure.range);
                next
            }
            FigureKind::Ratio(parts) => {
                self.part_bearers(parts.len());
                let bearer = self.part.bearers.first().copied();
                let groups = self.take_groups();
                self.state(Value::Ratio(parts.clone()), Relation::Equal, bearer, groups, None);
                self.after_figure(figure.range.end);
                next
            }
            FigureKind::Date(words, mark) => {
                self.date(*words, *mark, figure, next);
                next
            }
            FigureKind::Window(..) | FigureKind::Years(..) | FigureKind::Nothing => next,
        }
    }

    /// A date before a figure says what year the figure is of, or with what year it is compared.
    fn date(&mut self, words: DateWords, mark: DateMark, figure: &Figure, next: usize) {
        self.part.touch(&figure.range);
        self.part.start = self.part.start.max(figure.range.end);
        let year = words.year.and_then(|year| u16::try_from(year).ok());
        let (Some(year), true) = (year, mark != DateMark::Name && (words.is_year() || words.end)) else {
            return;
        };
        let facet = if words.annual {
            YearFacet::Annual(year)
        } else {
            YearFacet::Year(year)
        };
        let compared = self
            .tokens
            .get(next)
            .is_some_and(|token| matches!(token.kind, Kind::OnBasis | Kind::LastYear));
        // 比2020年下降15%: the year that it is compared with, not its own.
        let against = self
            .text
            .get(..figure.core.start)
            .is_some_and(|before| before.ends_with(['比', '较', '与']));
        let compared = compared || against;
        if self
            .text
            .get(..figure.core.start)
            .is_some_and(|before| before.ends_with('到'))
        {
            self.context.target = Some((facet, figure.core.clone()));
        }
        if compared {
            self.base = Some((facet, figure.core.clone()));
        } else {
            self.year = Some((facet, figure.core.clone()));
        }
    }

    /// 省、市、县财政按5：2：3: where there is a value for each, 市、县财政 are two that pay.
    fn part_bearers(&mut self, count: usize) {
        if self.part.bearers.len().saturating_add(1) != count {
            return;
        }
        let Some(&last) = self.part.bearers.last() else {
            return;
        };
        let Some(at) = self
            .text
            .get(last.start..last.end)
            .and_then(|words| words.find(['、', '和', '与']))
        else {
            return;
        };
        let cut = last.start.saturating_add(at);
        let vocabulary = self.context.vocabulary;
        let [Some(city), Some(county)] = ["市级财政", "县级财政"].map(|name| vocabulary.bearer(name))
        else {
            return;
        };
        let both = vocabulary.bearer("市县财政");
        if both == Some(last.id) {
            self.part.bearers.pop();
            self.part.bearers.push(Named::new(city, &(last.start..cut)));
            self.part
                .bearers
                .push(Named::new(county, &(cut.saturating_add(3)..last.end)));
        }
    }

    /// One amount, or a list of them.
    fn amounts(&mut self, index: usize) -> usize {
        let mut values: Vec<(&Amount, Option<Relation>)> = Vec::new();
        let mut next = index;
        let mut end = self.part.start;
        while let Some(Kind::Figure(figure)) = self.tokens.get(next).map(|token| &token.kind)
            && let FigureKind::Amount(amount, after) = &figure.kind
        {
            values.push((amount, *after));
            end = figure.range.end;
            next = next.saturating_add(1);
            let listed = self
                .tokens
                .get(next)
                .is_some_and(|token| token.kind == Kind::List);
            let follows = self.tokens.get(next.saturating_add(1)).is_some_and(|token| {
                matches!(&token.kind, Kind::Figure(figure) if matches!(figure.kind, FigureKind::Amount(..)))
            });
            if !(listed && follows) {
                break;
            }
            next = next.saturating_add(1);
        }
        // 4200吨和2600吨以上: what stands behind the last is said of all.
        if let Some(&(_, last @ Some(_))) = values.last()
            && values.len() > 1
            && values.iter().rev().skip(1).all(|(_, after)| after.is_none())
        {
            values.iter_mut().for_each(|(_, after)| *after = last);
        }
        if values.len() > 1 {
            self.paired(&values);
        } else if let Some((amount, after)) = values.first() {
            next = self.one(index, amount, *after);
        }
        self.after_figure(end);
        next
    }

    /// One amount on its own; gives the token to go on from.
    fn one(&mut self, index: usize, amount: &Amount, after: Option<Relation>) -> usize {
        let mut next = index.saturating_add(1);
        self.listed = self.part.relation.filter(|_| after.is_none());
        let relation = after
            .or_else(|| self.limit_behind(index))
            .or_else(|| self.upto(index))
            .or(self.part.relation)
            .unwrap_or(Relation::Equal);
        let percent = amount.unit.measure == Measure::Percent;
        let groups = match self.groups_behind(index) {
            Some((groups, after)) if percent && self.part.groups.is_empty() => {
                next = after;
                groups
            }
            _ => self.take_groups(),
        };
        let bearers = std::mem::take(&mut self.part.bearers);
        let change = self.part.change.take().map(|sign| Change {
            sign,
            base: self.base.take(),
        });
        let value = Value::Amount(amount.clone());
        if self.part.each && bearers.len() > 1 {
            for bearer in bearers {
                self.state(value.clone(), relation, Some(bearer), groups.clone(), None);
            }
            return next;
        }
        let bearer = bearers.last().copied();
        let bearer = bearer.or_else(|| self.same_payer(&value, &groups));
        if !self.part.item_here
            && bearer.is_none()
            && let Some(item) = self.item_behind(index)
        {
            // What stands before the figure then names something else.
            self.item = Some(item);
            self.part.item_here = true;
            self.part.residue = 0;
        }
        self.state(value, relation, bearer, groups, change);
        if bearers.len() > 1
            && let Some(last) = self.out.stated.last_mut()
        {
            last.sureness = last.sureness.min(Sureness::Unsure);
        }
        next
    }

    /// 西部地区中央分担80%，中部地区60%: of something outside the vocabulary the payer of the group before pays.
    fn same_payer(
        &self,
        value: &Value,
        groups: &[crate::reading::stated::GroupName],
    ) -> Option<Named<crate::vocabulary::BearerId>> {
        let last = self.out.stated.last()?;
        let percent =
            |value: &Value| matches!(value, Value::Amount(amount) if amount.unit.measure == Measure::Percent);
        let next = self.part.residue == 0
            && self.item.is_none()
            && last.item.is_none()
            && !last.groups.is_empty()
            && !groups.is_empty()
            && groups != last.groups
            && self.part.relation.is_none();
        (next && percent(value) && percent(&last.value))
            .then_some(last.bearer)
            .flatten()
    }

    /// 在80000元限额内, 50%的幅度内.
    fn limit_behind(&self, index: usize) -> Option<Relation> {
        let behind = self.text.get(self.tokens.get(index)?.range.end..)?;
        let behind = behind.strip_prefix('的').unwrap_or(behind);
        ["限额", "额度", "幅度", "范围", "限度"]
            .iter()
            .find_map(|word| behind.strip_prefix(word))
            .filter(|rest| rest.starts_with('内') || rest.starts_with("以内") || rest.starts_with("之内"))
            .map(|_| Relation::AtMost)
    }

    /// 起付标准以上至5万元: the upper end of what begins above something named.
    fn upto(&self, index: usize) -> Option<Relation> {
        let before = self.text.get(..self.tokens.get(index)?.range.start)?;
        let lower = before.strip_suffix(['至', '到'])?;
        (lower.ends_with("以上") || lower.ends_with("（含）") || lower.ends_with("（不含）"))
            .then_some(Relation::AtMost)
    }

    /// 西部、中部分别80%、60%: names and values in order.
    fn paired(&mut self, values: &[(&Amount, Option<Relation>)]) {
        let before = self.part.relation;
        self.part_bearers(values.len());
        let change = self.part.change.take().map(|sign| Change {
            sign,
            base: self.base.take(),
        });
        let relation = |after: Option<Relation>| after.or(before).unwrap_or(Relation::Equal);
        if let Some(items) = self.listed_items(values.len()) {
            let groups = self.take_groups();
            for (item, (amount, after)) in items.into_iter().zip(values) {
                self.item = Some(item);
                self.part.item_here = true;
                self.state(
                    Value::Amount((*amount).clone()),
                    relation(*after),
                    None,
                    groups.clone(),
                    None,
                );
            }
        } else if self.part.bearers.len() == values.len() {
            let bearers = std::mem::take(&mut self.part.bearers);
            let groups = self.take_groups();
            for (bearer, (amount, after)) in bearers.into_iter().zip(values) {
                let value = Value::Amount((*amount).clone());
                self.state(value, relation(*after), Some(bearer), groups.clone(), None);
            }
        } else if self.part.groups.len() == values.len() {
            // The places of a list are part of no name.
            let named = values
                .first()
                .filter(|_| self.item.is_none())
                .and_then(|(amount, _)| self.named_in_order(&Value::Amount((*amount).clone()), values.len()))
                .unwrap_or_default();
            let groups = self.take_groups();
            let bearer = self.part.bearers.last().copied();
            for (index, (group, (amount, after))) in groups.into_iter().zip(values).enumerate() {
                let value = Value::Amount((*amount).clone());
                self.given = named.get(index).cloned();
                self.state(value, relation(*after), bearer, vec![group], None);
            }
        } else if let Some(groups) = self.item.and_then(|_| self.listed_classes(values.len())) {
            let bearer = self.part.bearers.last().copied();
            for (group, (amount, after)) in groups.into_iter().zip(values) {
                let value = Value::Amount((*amount).clone());
                self.state(value, relation(*after), bearer, vec![group], None);
            }
        } else {
            let named = values
                .first()
                .and_then(|(amount, _)| self.named_in_order(&Value::Amount((*amount).clone()), values.len()))
                .unwrap_or_default();
            let alone = values
                .first()
                .map(|(amount, _)| self.named(&Value::Amount((*amount).clone())));
            // 分别给予2000元、1500元、1000元奖励: what is given stands behind the last.
            let alone = alone.map(|mut alone| {
                if alone.item.is_none() {
                    alone.item = values
                        .last()
                        .and_then(|(amount, _)| self.given_after(amount.range.start));
                }
                alone
            });
            let groups = self.take_groups();
            let bearer = self.part.bearers.last().copied();
            self.item = None;
            self.last_item = None;
            for (index, (amount, after)) in values.iter().enumerate() {
                let value = Value::Amount((*amount).clone());
                self.given = named.get(index).cloned().or_else(|| alone.clone());
                self.strange = true;
                self.state(value, relation(*after), bearer, groups.clone(), change.clone());
                if let Some(last) = self.out.stated.last_mut() {
                    last.sureness = Sureness::Unnamed;
                }
            }
        }
    }

    /// The items of this part where there are as many as values; 住院病种和医保基金支出覆盖比例 shares the end
    /// of its last name.
    fn listed_items(&mut self, count: usize) -> Option<Vec<Named<ItemId>>> {
        if self.part.items.len() == count {
            return Some(std::mem::take(&mut self.part.items));
        }
        let (&[last], 2) = (self.part.items.as_slice(), count) else {
            return None;
        };
        let start = self.part.start.min(last.start);
        let before = self.text.get(start..last.start)?;
        let before = before.strip_suffix(['和', '与', '及', '、'])?;
        let name = self.text.get(last.start..last.end)?;
        let end = start.saturating_add(before.len());
        for (cut, _) in name.char_indices().skip(1) {
            let ending = name.get(cut..)?;
            // The name may begin anywhere after other words: 各医院住院病种.
            for (from, _) in before.char_indices() {
                let whole = format!("{}{ending}", before.get(from..)?);
                if let Some(id) = self.context.vocabulary.item(&whole) {
                    let count = before.chars().count();
                    self.part.residue = self.part.residue.saturating_sub(count);
                    let first = Named {
                        id,
                        start: start.saturating_add(from),
                        end,
                    };
                    return Some(vec![first, last]);
                }
            }
        }
        None
    }

    /// 5%—12%: a floor and a ceiling.
    fn between(&mut self, low: &Amount, high: &Amount, mut relations: [Relation; 2], range: &Range<usize>) {
        // 超过5万元至10万元.
        if self.part.relation == Some(Relation::MoreThan) {
            relations[0] = Relation::MoreThan;
        }
        let groups = self.take_groups();
        let bearer = self.part.bearers.last().copied();
        let items = (self.part.item_here, self.part.residue);
        for (amount, relation) in [low, high].into_iter().zip(relations) {
            (self.part.item_here, self.part.residue) = items;
            self.state(
                Value::Amount(amount.clone()),
                relation,
                bearer,
                groups.clone(),
                None,
            );
        }
        self.after_figure(range.end);
    }

    /// 70%的统筹地区开展实际付费: the item stands behind its figure.
    fn item_behind(&self, index: usize) -> Option<Named<ItemId>> {
        let mut bracket = false;
        for token in self.tokens.iter().skip(index.saturating_add(1)) {
            match &token.kind {
                Kind::Open => bracket = true,
                Kind::Close => bracket = false,
                Kind::Item(id) if !bracket => return Some(Named::new(*id, &token.range)),
                Kind::Neutral | Kind::Place => {}
                _ if bracket => {}
                _ => break,
            }
        }
        None
    }

    /// 县级财政不补.
    pub(super) fn nothing(&mut self, range: &Range<usize>) {
        self.part.touch(range);
        let bearers = std::mem::take(&mut self.part.bearers);
        let groups = self.take_groups();
        for bearer in bearers {
            let value = Value::Amount(words_as(Decimal::ZERO, Measure::Yuan, range));
            self.state(value, Relation::Equal, Some(bearer), groups.clone(), None);
        }
        self.after_figure(range.end);
    }

    /// 参保率全覆盖 is 100%, and so is 全额资助 of the groups behind it.
    pub(super) fn everything(&mut self, index: usize, range: &Range<usize>) -> usize {
        let mut next = index.saturating_add(1);
        if self.part.item_here && self.part.after_item == 0 {
            let groups = match self.groups_behind(index) {
                Some((groups, after)) if self.part.groups.is_empty() => {
                    next = after;
                    groups
                }
                _ => self.take_groups(),
            };
            let value = Value::Amount(words_as(Decimal::ONE_HUNDRED, Measure::Percent, range));
            self.state(value, Relation::Equal, None, groups, None);
            self.after_figure(range.end);
        }
        next
    }

    /// 新增财政补助一半用于….
    pub(super) fn half(&mut self, range: &Range<usize>) {
        self.part.touch(range);
        let value = Value::Amount(words_as(Decimal::from(50), Measure::Percent, range));
        let relation = self.part.relation.unwrap_or(Relation::Equal);
        let bearers = std::mem::take(&mut self.part.bearers);
        let groups = self.take_groups();
        if bearers.is_empty() {
            self.state(value, relation, None, groups, None);
        } else {
            // 由市、县财政各负担一半.
            for bearer in bearers {
                self.state(value.clone(), relation, Some(bearer), groups.clone(), None);
            }
        }
        self.after_figure(range.end);
    }

    /// 各级财政按当地居民相同标准给予补助.
    pub(super) fn same(&mut self, range: &Range<usize>) {
        // 当地居民 is whom they are compared with.
        self.part.groups.retain(|group| !group.text.contains("当地"));
        let item = self.item.or(self.context.shared);
        let said = !(self.topic.is_empty() && self.part.groups.is_empty());
        if item.is_none() || !said || self.part.bearers.is_empty() {
            return;
        }
        let groups = self.take_groups();
        self.item = item;
        self.part.bearers.clear();
        self.part.residue = 0;
        self.state(Value::Same(range.clone()), Relation::Equal, None, groups, None);
        self.after_figure(range.end);
    }

    /// 大病保险待遇水平不降低.
    pub(super) fn not_worse(&mut self, relation: Relation, range: &Range<usize>) {
        if !self.part.item_here || self.part.after_item > 0 {
            return;
        }
        let items = std::mem::take(&mut self.part.items);
        let groups = self.take_groups();
        for item in items {
            self.item = Some(item);
            self.part.item_here = true;
            let value = Value::NotWorse(relation, range.clone());
            self.state(value, relation, None, groups.clone(), None);
        }
        self.after_figure(range.end);
    }
}

/// A figure that a word stands for.
fn words_as(number: Decimal, measure: Measure, range: &Range<usize>) -> Amount {
    Amount {
        number,
        unit: Unit::plain(measure),
        number_range: range.clone(),
        range: range.clone(),
        in_digits: false,
        over: None,
    }
}

/// 3个月内 says by when, not how much.
fn is_time_limit(words: &str, amount: &Amount, after: Option<Relation>) -> bool {
    matches!(amount.unit.measure, Measure::Duration(_))
        && after == Some(Relation::AtMost)
        && words.ends_with('内')
}
