//! What a figure is of that is no item of the vocabulary, whom it is for, and what it is a part of.

mod behind;
mod lead;
mod order;
mod own;

use std::ops::Range;

use compact_str::CompactString;

use super::Walker;
use crate::notice::{Measure, Relation};
use crate::reading::naming::{Naming as Words, clean};
use crate::reading::stated::{GroupName, Phrase, Value};
use own::Own;

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

/// Words of paying that a percentage behind them is the rate of.
const RATED: [&str; 3] = ["支付", "报销", "救助"];

/// Heads of names that stand within words of relation: 标准为.
const HEADED: [&str; 4] = ["标准", "比例", "总额", "金额"];

/// Words of paying that are nouns as well.
const NOUNS: [&str; 6] = ["补助", "补贴", "资助", "配套", "财政补助", "定额补助"];

impl Walker<'_, '_, '_> {
    /// The tokens of the part before `figure`.
    fn before(&self, figure: &Range<usize>) -> Range<usize> {
        let low = self
            .tokens
            .partition_point(|token| token.range.start < self.part.origin);
        let high = self
            .tokens
            .partition_point(|token| token.range.end <= figure.start);
        low..high
    }

    /// The names of the figure of `value`, which is no item of the vocabulary.
    pub(super) fn named(&self, value: &Value) -> Named {
        let figure = value.range();
        let Range {
            start: low,
            end: high,
        } = self.before(&figure);
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
