//! Stating one figure: the item it is of, and how sure that is.

use std::ops::Range;

use compact_str::CompactString;

use super::Walker;
use super::named::{Named as Phrases, nothing_named};
use crate::notice::{Magnitude, Measure, Relation, Sureness, YearFacet};
use crate::reading::figure::Amount;
use crate::reading::stated::{Change, GroupName, Named, Phrase, Stated, Value};
use crate::reading::tokens::Kind;
use crate::vocabulary::{BearerId, ItemId};

/// The item of a figure.
struct Found {
    item: Option<Named<ItemId>>,
    of: Option<Named<ItemId>>,
    bearer: Option<Named<BearerId>>,
    sureness: Sureness,
    /// Whether the words before the figure name something else than the item that was spoken of.
    renamed: bool,
}

impl Walker<'_, '_, '_> {
    /// Puts a figure down with all that belongs to it.
    pub(super) fn state(
        &mut self,
        mut value: Value,
        relation: Relation,
        bearer: Option<Named<BearerId>>,
        groups: Vec<GroupName>,
        change: Option<Change>,
    ) {
        let range = value.range();
        let found = self.find_item(&value, bearer, change.is_some());
        let mut found = found;
        let given = self.given.take();
        // What the vocabulary knows is what the percentage is of, and the words before that name it.
        if found.item.is_none() && found.of.is_some() {
            let named = self.named(&value);
            if named.base.is_some() && named.item.is_some() {
                found.of = None;
            }
        }
        let named = if found.item.is_none() {
            given.unwrap_or_else(|| self.named(&value))
        } else {
            Phrases::default()
        };
        let mut groups = groups;
        let mut relation = relation;
        if found.item.is_none() {
            let is_topic = groups == self.topic;
            groups.retain(|group| !(named.covers(group) || is_topic && !named.groups.is_empty()));
            groups.extend(named.groups.iter().cloned());
            if let Some(before) = named.relation {
                relation = super::stronger(Some(relation), before);
            }
        }
        let mut sureness = found.sureness;
        let bounds = !matches!(relation, Relation::Equal | Relation::Reaches);
        if found.item.is_some_and(|item| item.start < range.start)
            && bounds
            && change.is_none()
            && self.is_condition(&range)
        {
            sureness = sureness.min(Sureness::Unsure);
        }
        if groups.is_empty() && self.group_lost {
            sureness = sureness.min(Sureness::Unsure);
        }
        if groups == self.topic && !groups.is_empty() && !self.topic_is_sure {
            sureness = sureness.min(Sureness::Unsure);
        }
        if let Value::Amount(amount) = &mut value
            && takes_basis(&amount.unit.measure)
        {
            if amount.unit.per.is_empty() {
                amount.unit.per.clone_from(&self.part.per);
            } else if self.part.per_end == Some(amount.range.start) {
                // 每月500元/人 is by both.
                for word in &self.part.per {
                    if !amount.unit.per.contains(word) {
                        amount.unit.per.push(word.clone());
                    }
                }
            }
            // 农村不低于320元: by what the one before is measured, this is as well.
            if amount.unit.per.is_empty()
                && amount.unit.magnitude == Magnitude::One
                && amount.unit.measure == Measure::Yuan
                && (self.part.after_from || named.carried)
                && change.is_none()
            {
                amount.unit.per.clone_from(&self.basis);
            }
            if amount.unit.measure == Measure::Yuan && change.is_none() {
                self.basis.clone_from(&amount.unit.per);
            }
        }
        let before = self.part.from && self.next_is_change(range.end);
        let start = self.part.first.unwrap_or(range.start).min(range.start);
        let year = self
            .year
            .clone()
            .or_else(|| self.context.target.clone())
            .or_else(|| {
                let (year, range) = self.context.section.clone()?;
                found.item.is_none().then_some((YearFacet::Year(year), range))
            })
            .map(|(facet, range)| (self.prepaid(found.item, facet), range));
        self.out.stated.push(Stated {
            item: found.item,
            of: found.of,
            bearer: found.bearer,
            bearers: self.part.bearers.clone(),
            own: self.part.own,
            groups,
            year,
            relation,
            value,
            change,
            before,
            all_by: None,
            force: self.part_force.unwrap_or(self.force),
            frame: self.frame,
            words: start..range.end,
            name: found.item.map_or_else(
                || named.item.clone().unwrap_or_else(|| nothing_named(&range)),
                |item| {
                    let range = item.start..item.end;
                    Phrase {
                        text: CompactString::from(self.words(&range)),
                        range,
                    }
                },
            ),
            beside: named.own,
            related: self.part.relation.is_some(),
            base: named.base.clone(),
            sureness,
        });
        if found.item.is_some() {
            self.phrase = self.out.stated.last().map(|stated| stated.name.clone());
        } else {
            self.keep_name(&named);
        }
        match found.item {
            Some(item) => {
                self.last_item = Some(item);
                if self.context.vocabulary.item_info(item.id).bearers.is_some() {
                    self.context.shared = Some(item);
                }
            }
            // 原补助的60%部分: what follows shares that part.
            None if found.of.is_some() => self.last_item = found.of,
            None if named.base.is_some() => {
                self.last_item = None;
                self.item = None;
                self.strange = true;
            }
            None => {
                self.last_item = None;
                self.strange = true;
                if found.renamed {
                    self.item = None;
                }
            }
        }
    }

    fn find_item(&self, value: &Value, bearer: Option<Named<BearerId>>, change: bool) -> Found {
        let mut found = Found {
            item: self.item,
            of: None,
            bearer,
            sureness: if self.part.residue > 0 {
                Sureness::Unsure
            } else {
                Sureness::Sure
            },
            renamed: false,
        };
        if found.item.is_none() && bearer.is_some() {
            // Who pays a part of what was last shared; but where something unknown was shared before, of that.
            found.item = self.last_item.or(self.context.shared);
            if self.strange && self.last_item.is_none() {
                found.item = None;
            }
        } else if found.item.is_some() && self.is_another() {
            found.item = None;
            return Found {
                sureness: Sureness::Unnamed,
                ..found
            };
        } else if found.item.is_some() && bearer.is_none() && self.is_renamed(value) {
            found.item = None;
            return Found {
                sureness: Sureness::Unnamed,
                renamed: true,
                ..found
            };
        } else if found.item.is_none() && found.sureness.is_sure() {
            found.item = self.last_item;
        }
        if let (Value::Amount(amount), Some(named)) = (value, found.item) {
            self.fit(&mut found, amount, named, change);
        }
        // What goes on from an unsure reading is no surer.
        if let (Some(item), false, Some(last)) = (found.item, self.part.item_here, self.out.stated.last())
            && last.item.is_some_and(|before| before.id == item.id)
        {
            found.sureness = found.sureness.min(last.sureness);
        }
        if found.item.is_none() {
            found.sureness = Sureness::Unnamed;
        }
        found
    }

    /// 财政补助标准提高到640元，公共卫生服务经费标准提高到89元: words before the figure that name a quantity name
    /// another than the item before the comma.
    fn is_renamed(&self, value: &Value) -> bool {
        if self.part.item_here || self.part.residue == 0 {
            return false;
        }
        let naming = self.context.lexicon.naming();
        let figure = value.range();
        let named = self.named(value);
        named.own
            && named.item.is_some_and(|item| {
                item.range.start >= self.part.origin
                    && item.range.end <= figure.start
                    && naming.is_headed(&item.text)
                    && !naming.is_general(&item.text)
            })
    }

    /// 月数在24个月以上的下调50%: a figure that says which of several cases is spoken of bounds nothing.
    fn is_condition(&self, figure: &Range<usize>) -> bool {
        let index = self
            .tokens
            .partition_point(|token| token.range.end <= figure.start);
        let Some(token) = self.tokens.get(index) else {
            return false;
        };
        let behind = self.text.get(token.range.end..).unwrap_or("");
        let behind = ["（含）", "(含)", "（不含）", "(不含)"]
            .iter()
            .find_map(|sign| behind.strip_prefix(sign))
            .unwrap_or(behind);
        if behind.starts_with("部分") {
            return true;
        }
        if !behind.starts_with('的') {
            return false;
        }
        let naming = self.context.lexicon.naming();
        let start = self.text.len().saturating_sub(behind.len()).saturating_add(3);
        let from = self.tokens.partition_point(|token| token.range.end <= start);
        let stops = |kind: &Kind| {
            matches!(
                kind,
                Kind::Comma
                    | Kind::Semicolon
                    | Kind::Colon
                    | Kind::Figure(_)
                    | Kind::Relation(_)
                    | Kind::Rise
                    | Kind::Fall
                    | Kind::Pays
                    | Kind::Force(_)
                    | Kind::List
                    | Kind::Close
                    | Kind::Mark
            )
        };
        let mut end = start;
        let mut stop = None;
        for (at, token) in self.tokens.iter().enumerate().skip(from) {
            if stops(&token.kind) {
                stop = Some(at);
                break;
            }
            end = token.range.end;
        }
        let words = self.words(&(start..end));
        if !words.is_empty() {
            return naming.is_whom(words) && !naming.is_headed(words);
        }
        let kind = |at: usize| self.tokens.get(at).map(|token| &token.kind);
        match stop.and_then(kind) {
            // 不低于50元的资助。
            Some(Kind::Pays | Kind::Rise | Kind::Fall) => {
                let next = stop.and_then(|at| kind(at.saturating_add(1)));
                !matches!(next, None | Some(Kind::Comma | Kind::Semicolon | Kind::Mark))
            }
            Some(Kind::Comma | Kind::Relation(_) | Kind::Force(_)) => true,
            _ => false,
        }
    }

    /// 职业病患者参保率: unknown words right before the name of an item make another name.
    fn is_another(&self) -> bool {
        let Some(item) = self
            .item
            .filter(|_| self.part.item_here && self.part.items.len() == 1)
        else {
            return false;
        };
        let at = self
            .tokens
            .partition_point(|token| token.range.start < item.start);
        at.checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|before| {
                before.kind == Kind::Unknown
                    && before.range.end == item.start
                    && self.words(&before.range).chars().count() > 1
            })
    }

    /// Holds the amount against the unit of the item: a percentage of an amount is a share or a proportion,
    /// and anything else that does not fit is of something else.
    fn fit(&self, found: &mut Found, amount: &Amount, named: Named<ItemId>, change: bool) {
        let info = self.context.vocabulary.item_info(named.id);
        if fits(amount, info.unit.as_deref(), change) {
            return;
        }
        let percent = amount.unit.measure == Measure::Percent;
        let payer = found.bearer.or(self.payer);
        if percent && info.bearers.is_some() && payer.is_some() {
            // A bearer's share of an amount; the bearer may be named where the sentence begins.
            found.bearer = payer;
        } else if percent && self.part.item_here && self.part.of {
            found.of = Some(named);
            found.item = self.previous_item.filter(|item| item.id != named.id);
        } else {
            found.item = None;
        }
    }

    /// 2024年度 of what is paid a year ahead is 2023年预收2024年度.
    fn prepaid(&self, item: Option<Named<ItemId>>, facet: YearFacet) -> YearFacet {
        match (facet, item) {
            (YearFacet::Annual(covers), Some(item)) if self.context.vocabulary.item_info(item.id).prepaid => {
                YearFacet::Prepaid {
                    collected: covers.saturating_sub(1),
                    covers,
                }
            }
            _ => facet,
        }
    }

    /// Whether what follows says that the figure was raised or lowered: 由50%提高至60%.
    fn next_is_change(&self, end: usize) -> bool {
        let next = self.tokens.partition_point(|token| token.range.start < end);
        self.tokens.get(next).is_some_and(|token| {
            let word = |range: &Range<usize>| self.words(range);
            matches!(token.kind, Kind::Relation(_) | Kind::Rise | Kind::Fall)
                && word(&token.range)
                    .starts_with(['提', '增', '降', '下', '上', '调', '减', '扩', '缩', '升'])
        })
    }
}

/// Whether amounts of a measure are said per person, per household and the like.
fn takes_basis(measure: &Measure) -> bool {
    match measure {
        Measure::Yuan => true,
        Measure::Count(word) => !matches!(word.as_str(), "倍" | "人" | "个" | "岁" | "周岁"),
        _ => false,
    }
}

/// Whether an amount can be one of an item of this unit.
fn fits(amount: &Amount, unit: Option<&str>, change: bool) -> bool {
    let Some(unit) = unit else { return true };
    let unit = unit.trim_start_matches(['万', '亿']);
    match &amount.unit.measure {
        Measure::Yuan => unit.starts_with('元'),
        Measure::Percent => {
            unit.starts_with('%') || unit == "个百分点" || change && !unit.starts_with("个月")
        }
        Measure::PercentagePoint => unit == "个百分点" || change && unit.starts_with('%'),
        Measure::Count(_) => !unit.starts_with(['元', '%']) && !unit.starts_with("个月"),
        Measure::Duration(_) => unit.starts_with("个月") || unit == "天" || unit == "年",
        Measure::Number => false,
    }
}
