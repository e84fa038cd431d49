//! What a figure is of that is no item of the vocabulary, whom it is for, and what it is a part of.

use std::ops::Range;

use compact_str::CompactString;

use super::Walker;
use crate::notice::{Measure, Relation};
use crate::reading::figure::FigureKind;
use crate::reading::naming::{Naming as Words, clean};
use crate::reading::stated::{GroupName, Phrase, Value};
use crate::reading::tokens::{Kind, Token};

/// The names of one figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub(super) item: Option<Phrase>,
    pub(super) groups: Vec<GroupName>,
    /// What a percentage is of: 缴费工资 in 缴费工资的8%.
    pub(super) base: Option<Phrase>,
    /// The relation that stands before what a percentage is of.
    pub(super) relation: Option<Relation>,
    /// Whether the item was taken from a figure before, with its basis.
    pub(super) carried: bool,
    /// Whether the item is named beside the figure itself.
    pub(super) own: bool,
}

impl Named {
    /// Whether the words of a group of the vocabulary are part of these names.
    pub(super) fn covers(&self, group: &GroupName) -> bool {
        let within = |range: &Range<usize>| range.start <= group.range.start && group.range.end <= range.end;
        self.groups.iter().any(|own| within(&own.range)) || self.item.iter().any(|item| within(&item.range))
    }
}

/// The words before a figure.
#[derive(Debug, Clone, Default)]
struct Own {
    words: Range<usize>,
    groups: Vec<GroupName>,
    base: Option<Phrase>,
    relation: Option<Relation>,
    /// A verb that is a noun as well: 补贴40元.
    paid: Option<Range<usize>>,
    /// Whether a verb of giving stands right before the figure.
    given: bool,
}

/// Words without meaning of their own between a name and its figure.
const CONNECTIVES: [&str; 58] = [
    "的",
    "将",
    "把",
    "在",
    "于",
    "由",
    "从",
    "要",
    "应",
    "应当",
    "须",
    "需",
    "必须",
    "则",
    "也",
    "并",
    "且",
    "再",
    "已",
    "每",
    "至",
    "到",
    "按",
    "按照",
    "根据",
    "可",
    "原",
    "现",
    "同比",
    "环比",
    "累计",
    "共",
    "合计",
    "分别",
    "分别按照",
    "实际",
    "统一",
    "提高",
    "提升",
    "增加",
    "降低",
    "调整",
    "确定",
    "达到",
    "约",
    "大约",
    "予以",
    "给予",
    "比",
    "较",
    "上",
    "实现",
    "确保",
    "保持",
    "稳定",
    "与",
    "左右",
    "其中",
];

/// Words of paying that a percentage behind them is the rate of.
const RATED: [&str; 3] = ["支付", "报销", "救助"];

/// Heads of names that stand within words of relation: 标准为.
const HEADED: [&str; 4] = ["标准", "比例", "总额", "金额"];

/// Words of paying that are nouns as well.
const NOUNS: [&str; 6] = ["补助", "补贴", "资助", "配套", "财政补助", "定额补助"];

impl Walker<'_, '_, '_> {
    /// The names of the figure of `value`, which is no item of the vocabulary.
    pub(super) fn named(&self, value: &Value) -> Named {
        let figure = value.range();
        let high = self
            .tokens
            .partition_point(|token| token.range.end <= figure.start);
        let low = self
            .tokens
            .partition_point(|token| token.range.start < self.part.origin);
        let naming = self.context.lexicon.naming();
        let own = self.own(low, high, parted(value));
        let mut named = Named {
            item: None,
            groups: own.groups.clone(),
            base: own.base.clone(),
            relation: own.relation,
            carried: false,
            own: true,
        };
        let mut own_words = own.words.clone();
        if Words::is_organ(self.words(&own_words)) {
            own_words = 0..0;
        }
        // 5万元—10万元部分支付70%: the tier that the figure before bounds.
        if let Some(tier) = self.tier(&own_words) {
            named.groups = vec![tier];
            own_words = 0..0;
        }
        let own = Own {
            words: own_words,
            ..own
        };
        let words = self.words(&own.words);
        // A rate is no sum of money.
        let is_money = matches!(value, Value::Amount(amount) if amount.unit.measure == Measure::Yuan);
        let fits = |name: &&Phrase| !(is_money && name.text.ends_with(['率', '例', '比', '重']));
        let carried = self
            .phrase
            .as_ref()
            .filter(fits)
            .or(self.context.subject.as_ref())
            .filter(fits)
            .or(self.context.last.as_ref())
            .filter(fits);
        // 学校按学费收入的5%提取奖助基金: what is taken out of the base stands behind.
        if named.base.is_some()
            && !naming.is_headed(words)
            && !self.part.from
            && let Some(item) = self
                .name_behind(high)
                .filter(|item| !naming.is_general(&item.text))
        {
            named.groups.extend(self.as_group(&own.words));
            named.item = Some(item);
            return named;
        }
        if !words.is_empty()
            && let Some(item) = self.given_behind(high, value, own.given)
        {
            // 处年收入60%的罚款: what it is a part of stands before it.
            if parted(value) == Parted::Part {
                named.base = named.base.or_else(|| Some(self.phrase_of(&own.words)));
            } else {
                self.qualified(&mut named, true);
            }
            named.item = Some(item);
            return named;
        }
        if !words.is_empty() && (naming.is_headed(words) || named.base.is_some() && carried.is_none()) {
            named.item = Some(self.phrase_of(&own.words));
            self.generalised(&mut named, words, carried);
            return named;
        }
        let behind = if self.part.from {
            None
        } else {
            self.name_behind(high)
        };
        if let Some(item) = behind {
            if naming.is_general(&item.text)
                && let Some(carried) = carried.filter(|carried| carried.text.ends_with(item.text.as_str()))
            {
                named.item = Some(carried.clone());
            } else {
                named.item = Some(item);
            }
            named.groups.extend(self.as_group(&own.words));
            self.qualified(&mut named, true);
            return named;
        }
        if let Some(paid) = &own.paid
            && words.is_empty()
            && (NOUNS.contains(&self.words(paid)) || parted(value) == Parted::Part)
        {
            let word = self.words(paid);
            let rate = !NOUNS.contains(&word);
            named.item = Some(match carried.filter(|carried| carried.text.contains(word)) {
                Some(carried) => carried.clone(),
                // 支付60%.
                None if rate => Phrase {
                    text: CompactString::from(format!("{word}比例")),
                    range: paid.clone(),
                },
                None => self.phrase_of(paid),
            });
            self.qualified(&mut named, true);
            return named;
        }
        if words.is_empty() {
            let counted = self.counted_behind(high, value);
            named.own = counted.is_some();
            named.item = counted.or_else(|| carried.cloned());
            named.carried = self.part.after_from;
            self.qualified(&mut named, true);
            return named;
        }
        if let Some((item, group)) = self.parted_name(&own.words) {
            named.item = Some(item);
            named.groups.push(group);
            return named;
        }
        // 损坏住房户均补助3万元: what is paid names it, and the words before say for what.
        if let Some(paid) = &own.paid
            && NOUNS.contains(&self.words(paid))
            && carried.is_none_or(|carried| !carried.text.contains(self.words(paid)))
        {
            named.item = Some(self.phrase_of(paid));
            named.groups.extend(self.as_group(&own.words));
            return named;
        }
        // 班额小学不超过45人、初中不超过50人: of what the count before was of.
        let counted = self.part.relation.is_some()
            && self.out.stated.last().is_some_and(|last| {
                same_measure(&last.value, value) && Some(&last.name) == self.phrase.as_ref()
            });
        match carried.filter(|_| !counts(value) || counted) {
            Some(carried) => {
                named.own = false;
                named.carried = self.phrase.is_some();
                match naming.replaced(&carried.text, words) {
                    Some(text) => {
                        named.item = Some(Phrase {
                            text,
                            range: own.words.clone(),
                        })
                    }
                    None => {
                        named.item = Some(carried.clone());
                        named.groups.extend(self.as_group(&own.words));
                    }
                }
            }
            None => named.item = Some(self.phrase_of(&own.words)),
        }
        self.qualified(&mut named, false);
        named
    }

    /// 部分 right behind an amount, with that amount: of what tier the figure behind it is.
    fn tier(&self, words: &Range<usize>) -> Option<GroupName> {
        if !matches!(self.words(words), "部分" | "以上部分" | "以下部分") {
            return None;
        }
        let last = self.out.stated.last()?;
        let mut start = last.value.range().start;
        // Both ends of a range.
        let before = self
            .out
            .stated
            .len()
            .checked_sub(2)
            .and_then(|at| self.out.stated.get(at));
        if let Some(before) = before
            && last.relation == Relation::AtMost
            && matches!(before.relation, Relation::AtLeast | Relation::MoreThan)
            && self
                .text
                .get(before.value.range().end..start)
                .is_some_and(|gap| gap.chars().count() <= 8)
        {
            start = before.value.range().start;
        }
        let gap = self.text.get(last.value.range().end..words.start)?;
        (gap.chars().count() <= 6 && !gap.contains(['，', '；', '。']))
            .then(|| self.group_of(&(start..words.end)))
    }

    /// 按收托人数给予每人300元运营补助, 处年收入60%的罚款: what is given, right behind its figure.
    fn given_behind(&self, high: usize, value: &Value, given: bool) -> Option<Phrase> {
        let end = self.tokens.get(high)?.range.end;
        let part = parted(value) == Parted::Part;
        let directly = self.words(&(end..end.saturating_add(3))) == "的";
        if part && !directly || !part && !given || self.part.from {
            return None;
        }
        let item = self.name_behind(high)?;
        let gap = item.range.start.saturating_sub(end);
        let near = gap <= 3 && !(part && gap == 0);
        (near && !self.context.lexicon.naming().is_general(&item.text)).then_some(item)
    }

    /// 首付款比例首套: the name of the quantity, and of what kind it is.
    fn parted_name(&self, range: &Range<usize>) -> Option<(Phrase, GroupName)> {
        let naming = self.context.lexicon.naming();
        let words = self.words(range);
        let cut = range.start.saturating_add(naming.head_end(words)?);
        let (name, rest) = (range.start..cut, cut..range.end);
        let fits = (3..=12).contains(&self.words(&name).chars().count())
            && (1..=8).contains(&self.words(&rest).chars().count())
            && !naming.is_general(self.words(&name))
            && (naming.is_whom(self.words(&rest)) || naming.is_class(self.words(&rest)));
        fits.then(|| (self.phrase_of(&name), self.group_of(&rest)))
    }

    /// 20所公办幼儿园: what is counted stands behind its number.
    fn counted_behind(&self, high: usize, value: &Value) -> Option<Phrase> {
        let lasts =
            matches!(value, Value::Amount(amount) if matches!(amount.unit.measure, Measure::Duration(_)));
        if !(counts(value) || lasts) {
            return None;
        }
        let naming = self.context.lexicon.naming();
        let start = self.tokens.get(high)?.range.end;
        let end = self
            .tokens
            .iter()
            .skip(high.saturating_add(1))
            .take_while(|token| {
                matches!(
                    token.kind,
                    Kind::Unknown
                        | Kind::Neutral
                        | Kind::Group(_)
                        | Kind::Item(_)
                        | Kind::Measure
                        | Kind::Place
                )
            })
            .last()
            .map_or(start, |token| token.range.end);
        let range = naming.trim(self.text, start..end);
        let count = self.words(&range).chars().count();
        (2..=14).contains(&count).then(|| self.phrase_of(&range))
    }

    /// 补贴 behind 见习补贴 is the same, and 价格 is that of what was named before.
    fn generalised(&self, named: &mut Named, words: &str, carried: Option<&Phrase>) {
        let naming = self.context.lexicon.naming();
        let general = naming.is_general(words);
        if let Some(carried) = carried.filter(|_| general) {
            if carried.text.ends_with(words) || HEADED.contains(&words) {
                named.item = Some(carried.clone());
            } else if let (Some(text), Some(item)) = (naming.replaced(&carried.text, words), &mut named.item)
            {
                // 下限 behind 月缴存额上限.
                item.text = text;
            }
        }
        self.qualified(named, general);
    }

    /// Whom the figure is for, where that was said before it in the same part between semicolons.
    fn qualified(&self, named: &mut Named, bare: bool) {
        if let Some((group, conditional)) = &self.qualifier
            && (bare || *conditional)
            && named.groups.is_empty()
        {
            named.groups.push(group.clone());
        }
    }

    /// The names of `count` figures in a row, in order.
    pub(super) fn named_in_order(&self, value: &Value, count: usize) -> Option<Vec<Named>> {
        let figure = value.range();
        let high = self
            .tokens
            .partition_point(|token| token.range.end <= figure.start);
        let low = self
            .tokens
            .partition_point(|token| token.range.start < self.part.origin);
        // 三类补贴分别为最低工资的三分之一、六分之一: the names stand before what these are parts of.
        let base = match parted(value) {
            Parted::Part => self.own(low, high, Parted::Part).base,
            _ => None,
        };
        let high = base.as_ref().map_or(high, |base| {
            self.tokens
                .partition_point(|token| token.range.end <= base.range.start)
        });
        if let Some(base) = base {
            let mut named = self.in_order(low, high, count)?;
            for name in &mut named {
                name.base = Some(base.clone());
            }
            return Some(named);
        }
        self.in_order(low, high, count)
    }

    /// The names of `count` figures in a row within the tokens from `low` to `high`, in order.
    fn in_order(&self, low: usize, high: usize, count: usize) -> Option<Vec<Named>> {
        let naming = self.context.lexicon.naming();
        let end = self.words_end(low, high);
        let start = self.last_cut(low, end).map_or(low, |cut| cut.saturating_add(1));
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut from = start;
        for index in start..=end {
            let is_list = self
                .tokens
                .get(index)
                .is_some_and(|token| matches!(token.kind, Kind::List));
            if index == end || is_list {
                if let (Some(first), Some(last)) = (
                    self.tokens.get(from),
                    index.checked_sub(1).and_then(|last| self.tokens.get(last)),
                ) && from < index
                {
                    parts.push(naming.trim(self.text, first.range.start..last.range.end));
                }
                from = index.saturating_add(1);
            }
        }
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            return self.named_before(count);
        }
        if let [item] = parts.as_slice() {
            // 江州市、云阳县2022年能耗分别…: whom they are of stands before the year.
            let item = self.phrase_of(item);
            let listed = self.listed(low, start.saturating_sub(1), count)?;
            return Some(listed.iter().map(|part| self.of_group(&item, part)).collect());
        }
        if parts.len() != count {
            return None;
        }
        let full = parts.last()?.clone();
        // 全护理、半护理、全自理三档护理标准: how many there are parts them from what they share.
        if let Some((part, shared)) = self.counted(&full, count) {
            let item = if shared.is_empty() {
                self.phrase.clone().or_else(|| self.context.subject.clone())?
            } else {
                self.phrase_of(&shared)
            };
            *parts.last_mut()? = part;
            return Some(parts.iter().map(|part| self.of_group(&item, part)).collect());
        }
        if !naming.is_headed(self.words(&full)) {
            let item = self.phrase.as_ref().or(self.context.subject.as_ref())?;
            return Some(parts.iter().map(|part| self.of_group(item, part)).collect());
        }
        // 陵川县、高平市、泽州县低保标准: places are whom the figures are of.
        if let Some(at) = place_end(self.words(&full))
            && let Some((_, others)) = parts.split_last()
            && others
                .iter()
                .all(|part| place_end(self.words(part)) == Some(self.words(part).len()))
        {
            let cut = full.start.saturating_add(at);
            let shared = naming.trim(self.text, cut..full.end);
            if naming.is_headed(self.words(&shared)) {
                let item = if naming.is_general(self.words(&shared)) {
                    self.phrase.clone().unwrap_or_else(|| self.phrase_of(&shared))
                } else {
                    self.phrase_of(&shared)
                };
                *parts.last_mut()? = full.start..cut;
                return Some(parts.iter().map(|part| self.of_group(&item, part)).collect());
            }
        }
        let mut out: Vec<Named> = Vec::with_capacity(count);
        for (index, part) in parts.iter().enumerate() {
            let words = self.words(part);
            let item = if naming.is_headed(words) {
                self.phrase_of(part)
            } else {
                // The next that is named in full says what all are.
                let next = parts
                    .iter()
                    .skip(index)
                    .find(|next| naming.is_headed(self.words(next)))
                    .unwrap_or(&full);
                match naming.shared_end(words, self.words(next)) {
                    Some(text) => Phrase {
                        text,
                        range: part.clone(),
                    },
                    None => {
                        out.push(self.of_group(&self.phrase_of(next), part));
                        continue;
                    }
                }
            };
            out.push(Named {
                item: Some(item),
                ..Named::default()
            });
        }
        Some(out)
    }

    /// The `count` names of a list that ends before the token `high`.
    fn listed(&self, low: usize, high: usize, count: usize) -> Option<Vec<Range<usize>>> {
        let naming = self.context.lexicon.naming();
        let tokens = self.tokens.get(low..high)?;
        let parts: Vec<Range<usize>> = tokens
            .split(|token| token.kind == Kind::List)
            .filter_map(|part| {
                Some(naming.trim(self.text, part.first()?.range.start..part.last()?.range.end))
            })
            .filter(|part| !part.is_empty())
            .collect();
        (parts.len() == count).then_some(parts)
    }

    /// 比上年分别增加100元、80元: of the figures before, in order.
    fn named_before(&self, count: usize) -> Option<Vec<Named>> {
        let from = self.out.stated.len().checked_sub(count)?;
        let last = self.out.stated.get(from..)?;
        let named = last
            .iter()
            .map(|stated| Named {
                item: Some(stated.name.clone()),
                groups: stated.groups.clone(),
                ..Named::default()
            })
            .collect();
        Some(named)
    }

    fn of_group(&self, item: &Phrase, part: &Range<usize>) -> Named {
        Named {
            item: Some(item.clone()),
            groups: self.as_group(part).into_iter().collect(),
            ..Named::default()
        }
    }

    /// 全自理三档护理标准: the last of three, and what the three share.
    fn counted(&self, full: &Range<usize>, count: usize) -> Option<(Range<usize>, Range<usize>)> {
        const NUMERALS: [&str; 9] = ["两", "二", "三", "四", "五", "六", "七", "八", "九"];
        let words = self.words(full);
        for numeral in NUMERALS {
            let value = match numeral {
                "两" => 2,
                other => NUMERALS.iter().position(|word| *word == other)?.saturating_add(1),
            };
            if value != count {
                continue;
            }
            for measure in ["档", "类", "个档次", "个等级", "个级别", "个", "项", "种", "级"] {
                let sign = format!("{numeral}{measure}");
                if let Some(at) = words.find(&sign).filter(|at| *at > 0) {
                    let start = full.start.saturating_add(at);
                    let shared = start.saturating_add(sign.len())..full.end;
                    return Some((
                        full.start..start,
                        self.context.lexicon.naming().trim(self.text, shared),
                    ));
                }
            }
        }
        None
    }

    /// The words of the tokens from `low` to `high` that may name a figure.
    fn own(&self, low: usize, high: usize, parted: Parted) -> Own {
        let naming = self.context.lexicon.naming();
        let mut own = Own::default();
        let end = self.words_end(low, high);
        own.paid = self
            .tokens
            .get(end..high)
            .unwrap_or_default()
            .iter()
            .find_map(|token| {
                (token.kind == Kind::Pays
                    && (NOUNS.contains(&self.words(&token.range))
                        || RATED.contains(&self.words(&token.range))))
                .then(|| token.range.clone())
            });
        own.given = self
            .tokens
            .get(end..high)
            .unwrap_or_default()
            .iter()
            .any(|token| matches!(self.words(&token.range), "给予" | "发放" | "予以" | "奖励"));
        let Some(last) = end.checked_sub(1).and_then(|last| self.tokens.get(last)) else {
            return own;
        };
        if end <= low {
            return own;
        }
        let related = |index: usize| {
            self.tokens
                .get(index)
                .is_some_and(|token| matches!(token.kind, Kind::Relation(_)) && self.cuts(token, true))
        };
        let cut = if parted == Parted::No {
            self.last_cut(low, end)
        } else {
            (low..end)
                .rev()
                .find(|&index| related(index))
                .or_else(|| self.last_cut(low, end))
        };
        let from = cut.map_or(low, |cut| cut.saturating_add(1));
        let Some(first) = self.tokens.get(from).filter(|_| from < end) else {
            return own;
        };
        let mut words = first.range.start..last.range.end;
        // 标准为: the head of the name stands within the relation.
        if let Some(next) = self
            .tokens
            .get(end)
            .filter(|next| matches!(next.kind, Kind::Relation(_)))
        {
            let within = self.words(&next.range);
            if let Some(head) = HEADED.iter().find(|head| within.starts_with(**head)) {
                words.end = next.range.start.saturating_add(head.len());
            }
        }
        let next = self.words(&(last.range.end..last.range.end.saturating_add(3)));
        // 超过限额的部分按90%: the rate stands behind a relation of its own.
        let direct = !self
            .tokens
            .get(end..high)
            .unwrap_or_default()
            .iter()
            .any(|token| matches!(token.kind, Kind::Relation(_)));
        if parted != Parted::No
            && direct
            && let Some(cut) = cut
            && let Some(Kind::Relation(relation)) = self.tokens.get(cut).map(|token| &token.kind)
            && (next == "的" || *relation != Relation::Equal || self.is_by(cut, &words))
        {
            let points = !self.words(&words).is_empty() && parted == Parted::Points;
            let base = naming.trim(self.text, words);
            let mut outer = self.own(low, cut, Parted::No);
            if !base.is_empty() {
                outer.base = (!points).then(|| self.phrase_of(&base));
                // 应不低于 before it binds more than 按.
                outer.relation = (low..=cut)
                    .rev()
                    .map_while(|index| match self.tokens.get(index).map(|token| &token.kind) {
                        Some(Kind::Relation(relation)) => Some(Some(*relation)),
                        Some(Kind::Neutral | Kind::Per(_)) => Some(None),
                        _ => None,
                    })
                    .flatten()
                    .reduce(|near, far| {
                        // The nearest binds, but 达到 and 按 bind less than what stands before them.
                        if matches!(near, Relation::Equal | Relation::Reaches) {
                            super::stronger(Some(near), far)
                        } else {
                            near
                        }
                    });
            }
            return outer;
        }
        if let Some(cut) = cut
            && let Some(start) = self.tokens.get(low).map(|token| token.range.start)
            && let Some(until) = self.tokens.get(cut).map(|token| token.range.start)
        {
            own.groups.extend(self.whom(start..until));
        }
        let whole = naming.trim(self.text, words);
        let (name, before) = naming.behind_verb(self.text, &whole);
        let name = naming.trim(self.text, name);
        if let Some(before) = before {
            own.groups.extend(self.whom(before));
        }
        own.words = name;
        // 滞纳金按日加收: the name stands before the relation.
        if let Some(cut) = cut.filter(|cut| *cut > low)
            && !naming.is_headed(self.words(&own.words))
            && matches!(
                self.tokens.get(cut).map(|token| &token.kind),
                Some(Kind::Relation(_))
            )
        {
            let outer = self.own(low, cut, Parted::No);
            if naming.is_headed(self.words(&outer.words)) {
                return outer;
            }
        }
        own
    }

    /// 按缴费工资8%: of what is named behind 按, unless that is the rate itself.
    fn is_by(&self, cut: usize, words: &Range<usize>) -> bool {
        let by = self
            .tokens
            .get(cut)
            .is_some_and(|token| matches!(self.words(&token.range), "按" | "按照"));
        by && self.context.lexicon.naming().is_headed(self.words(words))
            && !self.words(words).ends_with(['率', '例', '准', '重'])
    }

    /// Words before a verb or a payer, where they say whom something is for: 对高校毕业生.
    fn whom(&self, range: Range<usize>) -> Option<GroupName> {
        let naming = self.context.lexicon.naming();
        let led = self.words(&range).starts_with(['对', '向', '给', '为']);
        let range = naming.trim(self.text, range);
        let words = self.words(&range);
        (!words.is_empty() && Words::is_short(words) && (led || naming.is_whom(words)))
            .then(|| self.group_of(&range))
    }

    /// Words as the name of a group.
    fn as_group(&self, range: &Range<usize>) -> Option<GroupName> {
        let words = self.words(range);
        (!words.is_empty() && Words::is_short(words)).then(|| self.group_of(range))
    }

    fn group_of(&self, range: &Range<usize>) -> GroupName {
        GroupName {
            text: clean(self.words(range)),
            range: range.clone(),
        }
    }

    fn phrase_of(&self, range: &Range<usize>) -> Phrase {
        Phrase {
            text: clean(self.words(range)),
            range: range.clone(),
        }
    }

    /// The token behind the last between `low` and `high` that may be part of a name.
    fn words_end(&self, low: usize, high: usize) -> usize {
        let mut end = high;
        let mut brackets = 0usize;
        while end > low {
            let Some(token) = end.checked_sub(1).and_then(|last| self.tokens.get(last)) else {
                break;
            };
            match &token.kind {
                Kind::Close => brackets = brackets.saturating_add(1),
                Kind::Open => brackets = brackets.saturating_sub(1),
                _ if brackets > 0 => {}
                _ if self.connects(token, end, low) => {}
                _ => break,
            }
            end = end.saturating_sub(1);
        }
        end
    }

    fn connects(&self, token: &Token, end: usize, low: usize) -> bool {
        let words = self.words(&token.range);
        match &token.kind {
            Kind::Relation(_)
            | Kind::Rise
            | Kind::Fall
            | Kind::Respectively
            | Kind::Each
            | Kind::All
            | Kind::Per(_)
            | Kind::Force(_)
            | Kind::OnBasis
            | Kind::LastYear
            | Kind::Mark
            | Kind::ByAll
            | Kind::Bearer(_)
            | Kind::Finance
            | Kind::OfWhich
            | Kind::Rest
            | Kind::List
            | Kind::Half => true,
            Kind::Figure(figure) => matches!(figure.kind, FigureKind::Date(..) | FigureKind::Nothing),
            Kind::Neutral => CONNECTIVES.contains(&words),
            Kind::Pays if NOUNS.contains(&words) => {
                // 中央财政补助 pays, 生活补助 is a name.
                end.checked_sub(2)
                    .filter(|before| *before >= low)
                    .and_then(|before| self.tokens.get(before))
                    .is_none_or(|before| {
                        matches!(
                            before.kind,
                            Kind::Bearer(_)
                                | Kind::Finance
                                | Kind::Per(_)
                                | Kind::Figure(_)
                                | Kind::Each
                                | Kind::All
                        )
                    })
            }
            Kind::Pays => true,
            // 每吨煤50元.
            Kind::Unknown => {
                words.chars().count() == 1
                    && end
                        .checked_sub(2)
                        .filter(|before| *before >= low)
                        .and_then(|before| self.tokens.get(before))
                        .is_some_and(|before| matches!(before.kind, Kind::Per(_)))
            }
            _ => false,
        }
    }

    /// The last token between `low` and `end` that a name cannot go across.
    fn last_cut(&self, low: usize, end: usize) -> Option<usize> {
        let mut brackets = 0usize;
        (low..end).rev().find(|&index| {
            let Some(token) = self.tokens.get(index) else {
                return false;
            };
            match token.kind {
                Kind::Close => brackets = brackets.saturating_add(1),
                Kind::Open => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            brackets == 0 && self.cuts(token, false)
        })
    }

    fn cuts(&self, token: &Token, bound: bool) -> bool {
        let words = self.words(&token.range);
        // 执行进度, 支付比例: the verb is part of the name.
        if matches!(token.kind, Kind::Relation(_) | Kind::Pays)
            && self
                .context
                .lexicon
                .naming()
                .keeps(self.text.get(token.range.start..).unwrap_or(""))
        {
            return false;
        }
        match &token.kind {
            Kind::Bearer(_) | Kind::Force(_) | Kind::OnBasis | Kind::ByAll => true,
            // 月人均补差水平 is a name.
            Kind::Per(_) => words.starts_with('每'),
            Kind::Figure(_)
            | Kind::Respectively
            | Kind::OfWhich
            | Kind::Comma
            | Kind::Colon
            | Kind::Semicolon => true,
            Kind::Pays => !NOUNS.contains(&words) && !RATED.contains(&words) && words != "补",
            Kind::Relation(_) => {
                let before = self.text.get(..token.range.start).unwrap_or("");
                match words {
                    "为" => !before.ends_with(['行', '作', '因', '成', '认', '人']),
                    "按" | "按照" | "是" => true,
                    "最高" | "最低" | "最多" | "最长" | "超过" | "控制在" => {
                        bound && words != "控制在" && words.starts_with('超')
                    }
                    _ => words.chars().count() > 1 && !words.starts_with(['共', '合', '总']),
                }
            }
            _ => false,
        }
    }

    /// The name behind the figure at token `high`: 5000元一次性创业补贴, 按10%的比例计提….
    fn name_behind(&self, high: usize) -> Option<Phrase> {
        const GENERAL: [&str; 12] = [
            "的标准",
            "标准",
            "的比例",
            "比例",
            "的额度",
            "额度",
            "的幅度",
            "幅度",
            "的价格",
            "价格",
            "的水平",
            "及以上",
        ];
        let naming = self.context.lexicon.naming();
        let start = self.tokens.get(high)?.range.end;
        let end = self
            .tokens
            .iter()
            .skip(high.saturating_add(1))
            .take_while(|token| {
                !matches!(
                    token.kind,
                    Kind::Comma
                        | Kind::Semicolon
                        | Kind::Colon
                        | Kind::Figure(_)
                        | Kind::Open
                        | Kind::Close
                        | Kind::List
                        | Kind::Mark
                        | Kind::Relation(_)
                        | Kind::Title
                )
            })
            .last()
            .map_or(start, |token| token.range.end);
        let words = self.words(&(start..end));
        let rest = GENERAL
            .iter()
            .find_map(|general| words.strip_prefix(general))
            .unwrap_or(words);
        let start = end.saturating_sub(rest.len());
        // 提高到, 以上的学校: what goes on is no name of this figure.
        let trimmed = naming.trim(self.text, start..end);
        let rest = self.words(&trimmed);
        let length = naming.head_end(rest)?;
        let name = trimmed.start..trimmed.start.saturating_add(length);
        let (name, _) = naming.behind_verb(self.text, &name);
        let name = naming.trim(self.text, name);
        let count = self.words(&name).chars().count();
        ((2..=16).contains(&count) && naming.is_headed(self.words(&name))).then(|| self.phrase_of(&name))
    }

    /// What the words up to a mark name for the figures behind it.
    pub(super) fn leads_on(&mut self, until: usize) {
        let lexicon = self.context.lexicon;
        let naming = lexicon.naming();
        let whole = self.said_from..until;
        let words = self.words(&whole);
        let stated = self
            .out
            .stated
            .last()
            .is_some_and(|last| last.words.end > whole.start);
        let led = words.starts_with(['对', '向']);
        if words.ends_with('的') || words.ends_with("部分") || led {
            let group = naming.trim(self.text, whole);
            if let Some(group) = self.as_group(&group) {
                self.qualifier = Some((group, true));
            }
            return;
        }
        if stated {
            return;
        }
        let low = self
            .tokens
            .partition_point(|token| token.range.start < whole.start);
        let high = self.tokens.partition_point(|token| token.range.end <= until);
        let own = self.own(low, high, Parted::No);
        let first = (low..high)
            .find(|&index| {
                self.tokens
                    .get(index)
                    .is_some_and(|token| self.cuts(token, false))
            })
            .and_then(|cut| {
                let first = self.tokens.get(low)?.range.start;
                let until = self.tokens.get(cut)?.range.start;
                (cut > low).then(|| naming.trim(self.text, first..until))
            });
        let before = naming
            .behind_verb(self.text, &naming.trim(self.text, whole))
            .1
            .map(|before| naming.trim(self.text, before));
        for range in [Some(own.words.clone()), first, before].into_iter().flatten() {
            let words = self.words(&range);
            if naming.is_headed(words) && !naming.is_general(words) {
                self.phrase = Some(self.phrase_of(&range));
                return;
            }
        }
        let words = self.words(&own.words);
        if naming.is_whom(words)
            && let Some(group) = self.as_group(&own.words)
        {
            self.qualifier = Some((group, false));
        }
    }

    /// Keeps what was stated for the figures behind it.
    pub(super) fn keep_name(&mut self, named: &Named) {
        let naming = self.context.lexicon.naming();
        if let Some(item) = &named.item {
            if naming.is_headed(&item.text) {
                if !naming.is_general(&item.text) || self.phrase.is_none() {
                    self.phrase = Some(item.clone());
                }
            } else if Words::is_short(&item.text) {
                self.qualifier = Some((
                    GroupName {
                        text: item.text.clone(),
                        range: item.range.clone(),
                    },
                    false,
                ));
            }
        }
    }
}

/// Whether a value may be a part of something that is named before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    No,
    /// 8%, 1.3倍.
    Part,
    /// 2个百分点 above or below it.
    Points,
}

fn parted(value: &Value) -> Parted {
    match value {
        Value::Amount(amount) => match &amount.unit.measure {
            Measure::Percent => Parted::Part,
            Measure::Number if amount.over.is_some() => Parted::Part,
            Measure::PercentagePoint => Parted::Points,
            Measure::Count(word) if word == "倍" => Parted::Part,
            _ => Parted::No,
        },
        _ => Parted::No,
    }
}

/// Where the name of a place at the start of `words` ends: 陵川县 of 陵川县低保标准.
fn place_end(words: &str) -> Option<usize> {
    words
        .char_indices()
        .skip(1)
        .take(7)
        .find(|&(_, c)| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '盟' | '镇' | '乡'))
        .map(|(at, c)| at.saturating_add(c.len_utf8()))
}

/// Whether two amounts are counted in the same things.
fn same_measure(one: &Value, other: &Value) -> bool {
    matches!((one, other), (Value::Amount(one), Value::Amount(other)) if one.unit.measure == other.unit.measure)
}

/// Whether a value counts things.
fn counts(value: &Value) -> bool {
    matches!(value, Value::Amount(amount) if matches!(&amount.unit.measure, Measure::Count(word) if word != "倍"))
}

/// Words that stand for a name that nothing gives.
pub(super) fn nothing_named(range: &Range<usize>) -> Phrase {
    Phrase {
        text: CompactString::const_new("未定事项"),
        range: range.clone(),
    }
}
