//! Walking the tokens of a sentence: which names belong to which figure.
//!
//! A figure takes the names that stand before it in its part of the sentence. What a part leaves out, it
//! takes from the part before, but only where nothing unknown stands in it: unknown words are another name.

use std::ops::Range;

use super::figure::{Amount, DateMark, Figure, FigureKind};
use super::lexicon::Per;
use super::stated::{Change, GroupName, Named, Stated, Value};
use super::tokens::{Kind, Token};
use crate::notice::{Force, Measure, Relation, Sign, Sureness, Unit, YearFacet};
use crate::vocabulary::{BearerId, ItemId, RegionId, Vocabulary};
use compact_str::CompactString;
use rust_decimal::Decimal;

/// What the sentences of a notice share.
pub(super) struct Context<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    /// The notice's own region.
    pub(super) region: RegionId,
    /// The policy year of the notice.
    pub(super) year: Option<u16>,
    /// The item that was last shared among bearers.
    pub(super) shared: Option<Named<ItemId>>,
    /// The groups that the heading above is about.
    pub(super) heading_groups: Vec<GroupName>,
}

/// A place that belongs to a group by the words before it: 享受西部政策的陵川县.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    pub(super) member: GroupName,
    pub(super) group: CompactString,
    pub(super) range: Range<usize>,
}

/// What one sentence gave.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) stated: Vec<Stated>,
    pub(super) members: Vec<Member>,
    /// A bearer whose part the sentence is about: 地方财政补助部分，….
    pub(super) whole: Option<Named<BearerId>>,
}

/// Walks one sentence.
pub(super) fn walk(text: &str, tokens: &[Token], context: &mut Context<'_>) -> Walked {
    let mut walker = Walker {
        text,
        tokens,
        context,
        out: Walked::default(),
        item: None,
        item_here: false,
        bearers: Vec::new(),
        own: false,
        groups: Vec::new(),
        topic: Vec::new(),
        last_groups: Vec::new(),
        year: None,
        base: None,
        change: None,
        relation: None,
        per: None,
        force: Force::Must,
        each: false,
        respectively: false,
        by_all: false,
        from: false,
        prefix: None,
        part_start: tokens.first().map_or(0, |token| token.range.start),
        first: None,
        residue: 0,
        after_item: 0,
        items: Vec::new(),
        frame: 0,
        frames: 0,
        outer: Vec::new(),
        last_item: None,
        paid: false,
        payer: None,
    };
    walker.topic.clone_from(&walker.context.heading_groups);
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index = walker.step(index, token);
    }
    walker.out
}

struct Walker<'t, 'c, 'v> {
    text: &'t str,
    tokens: &'t [Token],
    context: &'c mut Context<'v>,
    out: Walked,
    /// The item of this part, or carried over from a part without unknown words.
    item: Option<Named<ItemId>>,
    /// Whether it is written in this part.
    item_here: bool,
    /// All items of this part, for 分别.
    items: Vec<Named<ItemId>>,
    bearers: Vec<Named<BearerId>>,
    own: bool,
    groups: Vec<GroupName>,
    /// Groups that the whole sentence is about.
    topic: Vec<GroupName>,
    /// Groups of the figure before, within the same part between semicolons.
    last_groups: Vec<GroupName>,
    year: Option<(YearFacet, Range<usize>)>,
    base: Option<(YearFacet, Range<usize>)>,
    change: Option<Sign>,
    relation: Option<Relation>,
    per: Option<Per>,
    force: Force,
    each: bool,
    respectively: bool,
    by_all: bool,
    /// 由 or 从 before a figure: 由50%提高至60%.
    from: bool,
    prefix: Option<(CompactString, Range<usize>)>,
    part_start: usize,
    first: Option<usize>,
    /// Characters of unknown words in this part.
    residue: usize,
    /// Characters of unknown words after the item.
    after_item: usize,
    frame: u32,
    frames: u32,
    outer: Vec<u32>,
    last_item: Option<Named<ItemId>>,
    /// Whether this part has said that its bearer pays.
    paid: bool,
    /// The bearer that the sentence begins with.
    payer: Option<Named<BearerId>>,
}

impl Walker<'_, '_, '_> {
    fn touch(&mut self, range: &Range<usize>) {
        self.first.get_or_insert(range.start);
    }

    fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    fn step(&mut self, index: usize, token: &Token) -> usize {
        let range = &token.range;
        match &token.kind {
            Kind::Item(id) => {
                self.touch(range);
                let named = Named::new(*id, range);
                self.item = Some(named);
                self.item_here = true;
                self.items.push(named);
                self.after_item = 0;
                self.relation = None;
                self.change = None;
            }
            Kind::Bearer(id) => {
                self.touch(range);
                if self.by_all {
                    self.assign_all(Named::new(*id, range));
                } else {
                    self.bearers.push(Named::new(*id, range));
                    self.paid = false;
                    self.payer.get_or_insert(Named::new(*id, range));
                }
            }
            Kind::Group(_) => self.group(range),
            Kind::GroupPrefix(id) => {
                let name = self.context.vocabulary.group_info(*id).name.clone();
                self.prefix = Some((name, range.clone()));
                self.touch(range);
            }
            Kind::Region(id) => {
                let regions = self.context.vocabulary.regions();
                if *id != self.context.region && regions.is_within(*id, self.context.region) {
                    if let Some((group, prefix)) = self.prefix.take() {
                        self.out.members.push(Member {
                            member: GroupName {
                                text: CompactString::from(self.words(range)),
                                range: range.clone(),
                            },
                            group,
                            range: prefix.start..range.end,
                        });
                    }
                    self.group(range);
                }
            }
            Kind::Finance => self.finance(range),
            Kind::Relation(relation) => {
                self.touch(range);
                self.relation = Some(stronger(self.relation, *relation));
                if *relation == Relation::Reaches && self.change.is_some() {
                    self.change = None;
                }
            }
            Kind::Rise | Kind::Fall => {
                self.touch(range);
                self.change = Some(if token.kind == Kind::Rise {
                    Sign::Plus
                } else {
                    Sign::Minus
                });
                self.relation = None;
            }
            Kind::Respectively => self.respectively = true,
            Kind::Each => self.each = true,
            Kind::Per(per) => {
                self.touch(range);
                self.per = Some(*per);
            }
            Kind::Force(force) => self.force = *force,
            Kind::OfWhich => {
                // What follows makes up the figure before.
                self.new_frame();
                self.close_part(range.end);
            }
            Kind::PaysNothing => self.nothing(range),
            Kind::Everything => self.everything(range),
            Kind::ByAll => {
                self.by_all = true;
                self.touch(range);
            }
            Kind::LastYear => self.base = Some((YearFacet::Previous, range.clone())),
            Kind::OnBasis => {
                if self.base.is_none() {
                    self.base = self.year.take();
                }
            }
            Kind::Same => self.same(range),
            Kind::NotLower => self.not_worse(Relation::AtLeast, range),
            Kind::NotHigher => self.not_worse(Relation::AtMost, range),
            Kind::Figure(figure) => return self.figure(index, figure),
            Kind::Comma => self.comma(range),
            Kind::Semicolon => self.semicolon(range),
            Kind::Colon => self.colon(range),
            Kind::Open => {
                self.outer.push(self.frame);
                self.new_frame();
            }
            Kind::Close => {
                if let Some(frame) = self.outer.pop() {
                    self.frame = frame;
                }
            }
            Kind::Neutral => {
                let words = self.words(range);
                if matches!(words, "由" | "从") {
                    self.from = true;
                }
            }
            // 可办理 for 可办理率: the name of the figure before with a character lost.
            Kind::Unknown if self.repeats_item(range) => self.touch(range),
            Kind::Unknown => {
                let count = self.words(range).chars().count();
                self.residue = self.residue.saturating_add(count);
                self.after_item = self.after_item.saturating_add(count);
                // Words in between part a relation from its figure.
                self.relation = None;
                self.change = None;
            }
            Kind::Title => self.residue = self.residue.saturating_add(4),
            Kind::Pays => self.paid = true,
            Kind::All | Kind::Rest | Kind::Half | Kind::List | Kind::Mark => {}
        }
        index.saturating_add(1)
    }

    /// Whether unknown words are most of the name of the item of the figure before.
    fn repeats_item(&self, range: &Range<usize>) -> bool {
        let words = self.words(range);
        words.chars().count() >= 3
            && self
                .last_item
                .and_then(|item| self.text.get(item.start..item.end))
                .is_some_and(|name| name.contains(words))
    }

    fn new_frame(&mut self) {
        self.frames = self.frames.saturating_add(1);
        self.frame = self.frames;
    }

    fn group(&mut self, range: &Range<usize>) {
        self.touch(range);
        let group = GroupName {
            text: CompactString::from(self.words(range)),
            range: range.clone(),
        };
        self.groups.push(group);
    }

    /// 脱贫县财政: the purse of the places named before it.
    fn finance(&mut self, range: &Range<usize>) {
        let cities = self
            .groups
            .iter()
            .any(|group| group.text.contains("设区市") || group.text.ends_with('市'));
        let counties = self.groups.iter().any(|group| {
            group.text.contains('县') || group.text.ends_with('区') && !group.text.contains("设区市")
        });
        let name = match (cities, counties) {
            (true, true) => "市县财政",
            (true, false) => "市级财政",
            _ => "县级财政",
        };
        if let Some(id) = self.context.vocabulary.bearer(name) {
            self.bearers.push(Named::new(id, range));
            self.own = true;
        }
    }

    fn comma(&mut self, range: &Range<usize>) {
        let known = self.residue == 0;
        let conditional = self
            .text
            .get(..range.start)
            .is_some_and(|before| before.ends_with('的'));
        if conditional && !self.groups.is_empty() {
            self.topic = std::mem::take(&mut self.groups);
        }
        // 地方财政补助部分，…: what follows shares that bearer's part.
        if known
            && let [bearer] = self.bearers.as_slice()
            && self.words(&(self.part_start..range.start)).ends_with("部分")
        {
            self.out.whole = Some(*bearer);
            self.bearers.clear();
        }
        if !known {
            self.groups.clear();
            self.item = None;
        }
        // 中央财政按规定补助，…: who has paid in one part is not the payer of the next.
        if !known || self.paid {
            self.bearers.clear();
        }
        self.close_part(range.end);
    }

    fn close_part(&mut self, next: usize) {
        self.part_start = next;
        self.first = None;
        self.residue = 0;
        self.after_item = 0;
        self.item_here = false;
        self.items.clear();
        self.relation = None;
        self.change = None;
        self.per = None;
        self.each = false;
        self.respectively = false;
        self.from = false;
        self.prefix = None;
        self.paid = false;
    }

    fn semicolon(&mut self, range: &Range<usize>) {
        self.close_part(range.end);
        self.groups.clear();
        self.bearers.clear();
        self.last_groups.clear();
        self.item = None;
        self.new_frame();
        self.own = false;
        self.by_all = false;
        self.base = None;
        self.payer = None;
    }

    fn colon(&mut self, range: &Range<usize>) {
        if self.residue == 0 && !self.groups.is_empty() && self.item.is_none() && self.bearers.is_empty() {
            self.topic = std::mem::take(&mut self.groups);
        }
        let keep = self.item;
        self.semicolon(range);
        self.item = keep;
    }

    /// 全部由自治区财政负担: the figure before is that bearer's alone.
    fn assign_all(&mut self, bearer: Named<BearerId>) {
        self.by_all = false;
        if let Some(last) = self.out.stated.last_mut()
            && last.frame == self.frame
            && matches!(last.value, Value::Amount(_))
        {
            last.all_by = Some(bearer);
            last.words.end = last.words.end.max(bearer.end);
        }
    }

    fn take_groups(&mut self) -> Vec<GroupName> {
        if self.groups.is_empty() {
            if !self.last_groups.is_empty() && !self.item_here {
                return self.last_groups.clone();
            }
            return self.topic.clone();
        }
        let groups = std::mem::take(&mut self.groups);
        self.last_groups.clone_from(&groups);
        groups
    }

    fn figure(&mut self, index: usize, figure: &Figure) -> usize {
        let next = index.saturating_add(1);
        match &figure.kind {
            FigureKind::Amount(..) => self.amounts(index),
            FigureKind::Range(low, high) => {
                self.between(low, high, &figure.range);
                next
            }
            FigureKind::Ratio(parts) => {
                let value = Value::Ratio(parts.clone());
                let bearer = self.bearers.first().copied();
                let groups = self.take_groups();
                self.state(value, Relation::Equal, bearer, groups, None);
                self.after_figure(figure.range.end);
                next
            }
            FigureKind::Date(words, mark) => {
                self.touch(&figure.range);
                if *mark != DateMark::Name
                    && let Some(year) = words.year.and_then(|year| u16::try_from(year).ok())
                {
                    let facet = if words.annual {
                        YearFacet::Annual(year)
                    } else {
                        YearFacet::Year(year)
                    };
                    let base = self
                        .tokens
                        .get(next)
                        .is_some_and(|token| token.kind == Kind::OnBasis || token.kind == Kind::LastYear);
                    if words.is_year() || words.end {
                        if base {
                            self.base = Some((facet, figure.core.clone()));
                        } else {
                            self.year = Some((facet, figure.core.clone()));
                        }
                    }
                }
                next
            }
            FigureKind::Window(..) | FigureKind::Years(..) | FigureKind::Nothing => next,
        }
    }

    /// One amount, or a list of them.
    fn amounts(&mut self, index: usize) -> usize {
        let mut values: Vec<(&Amount, Option<Relation>)> = Vec::new();
        let mut next = index;
        let mut end = self.part_start;
        while let Some(Kind::Figure(figure)) = self.tokens.get(next).map(|token| &token.kind)
            && let FigureKind::Amount(amount, after) = &figure.kind
        {
            values.push((amount, *after));
            end = figure.range.end;
            next = next.saturating_add(1);
            let follows = |at: usize| {
                self.tokens.get(at).is_some_and(|token| {
                    matches!(&token.kind, Kind::Figure(figure) if matches!(figure.kind, FigureKind::Amount(..)))
                })
            };
            let listed = self
                .tokens
                .get(next)
                .is_some_and(|token| token.kind == Kind::List);
            if listed && follows(next.saturating_add(1)) {
                next = next.saturating_add(1);
            } else {
                break;
            }
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
        let relation = after.or(self.relation).unwrap_or(Relation::Equal);
        // 100%乡镇, 85%以上村: the group stands behind.
        let percent = amount.unit.measure == Measure::Percent;
        let groups = match self.groups_behind(index) {
            Some((groups, after)) if percent && self.groups.is_empty() => {
                next = after;
                groups
            }
            _ => self.take_groups(),
        };
        let bearers = std::mem::take(&mut self.bearers);
        let change = self.change.take().map(|sign| Change {
            sign,
            base: self.base.take(),
        });
        if self.each && bearers.len() > 1 {
            for bearer in bearers {
                self.state(
                    Value::Amount(amount.clone()),
                    relation,
                    Some(bearer),
                    groups.clone(),
                    None,
                );
            }
        } else {
            let bearer = bearers.last().copied();
            if !self.item_here
                && bearer.is_none()
                && let Some(item) = self.item_behind(index)
            {
                // What stands before the figure then names something else.
                self.item = Some(item);
                self.item_here = true;
                self.residue = 0;
            }
            self.state(Value::Amount(amount.clone()), relation, bearer, groups, change);
            if bearers.len() > 1
                && let Some(last) = self.out.stated.last_mut()
            {
                last.sureness = last.sureness.min(Sureness::Unsure);
            }
        }
        next
    }

    /// 西部、中部分别80%、60%: names and values in order.
    fn paired(&mut self, values: &[(&Amount, Option<Relation>)]) {
        let before = self.relation;
        let relation = |after: Option<Relation>| after.or(before).unwrap_or(Relation::Equal);
        let items = self.listed_items(values.len());
        if let Some(items) = items {
            let groups = self.take_groups();
            for (item, (amount, after)) in items.into_iter().zip(values) {
                self.item = Some(item);
                self.item_here = true;
                self.state(
                    Value::Amount((*amount).clone()),
                    relation(*after),
                    None,
                    groups.clone(),
                    None,
                );
            }
        } else if self.bearers.len() == values.len() {
            let bearers = std::mem::take(&mut self.bearers);
            let groups = self.take_groups();
            for (bearer, (amount, after)) in bearers.into_iter().zip(values) {
                self.state(
                    Value::Amount((*amount).clone()),
                    relation(*after),
                    Some(bearer),
                    groups.clone(),
                    None,
                );
            }
        } else if self.groups.len() == values.len() {
            let groups = self.take_groups();
            let bearer = self.bearers.last().copied();
            for (group, (amount, after)) in groups.into_iter().zip(values) {
                self.state(
                    Value::Amount((*amount).clone()),
                    relation(*after),
                    bearer,
                    vec![group],
                    None,
                );
            }
        } else {
            let groups = self.take_groups();
            let bearer = self.bearers.last().copied();
            for (amount, after) in values {
                self.state(
                    Value::Amount((*amount).clone()),
                    relation(*after),
                    bearer,
                    groups.clone(),
                    None,
                );
                if let Some(last) = self.out.stated.last_mut() {
                    last.sureness = Sureness::Unnamed;
                }
            }
        }
    }

    /// The items of this part where there are as many as values; 住院病种和医保基金支出覆盖比例 shares the end
    /// of its last name.
    fn listed_items(&mut self, count: usize) -> Option<Vec<Named<ItemId>>> {
        if self.items.len() == count {
            return Some(std::mem::take(&mut self.items));
        }
        let (&[last], 2) = (self.items.as_slice(), count) else {
            return None;
        };
        let before = self.text.get(self.part_start..last.start)?;
        let before = before.strip_suffix(['和', '与', '及', '、'])?;
        let name = self.text.get(last.start..last.end)?;
        let start = self.part_start;
        let end = start.saturating_add(before.len());
        for (cut, _) in name.char_indices().skip(1) {
            let ending = name.get(cut..)?;
            // The name may begin anywhere after other words: 各医院住院病种.
            for (from, _) in before.char_indices() {
                let whole = format!("{}{ending}", before.get(from..)?);
                if let Some(id) = self.context.vocabulary.item(&whole) {
                    self.residue = self.residue.saturating_sub(before.chars().count());
                    return Some(vec![
                        Named {
                            id,
                            start: start.saturating_add(from),
                            end,
                        },
                        last,
                    ]);
                }
            }
        }
        None
    }

    /// 不低于5%，不高于12%, 5%—12%: a floor and a ceiling.
    fn between(&mut self, low: &Amount, high: &Amount, range: &Range<usize>) {
        let groups = self.take_groups();
        let bearer = self.bearers.last().copied();
        for (amount, relation) in [(low, Relation::AtLeast), (high, Relation::AtMost)] {
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

    /// The groups right behind the figure at `index`, and the token after them.
    fn groups_behind(&self, index: usize) -> Option<(Vec<GroupName>, usize)> {
        let mut groups = Vec::new();
        let mut at = index.saturating_add(1);
        while let Some(token) = self.tokens.get(at) {
            match &token.kind {
                Kind::Group(_) => groups.push(GroupName {
                    text: CompactString::from(self.words(&token.range)),
                    range: token.range.clone(),
                }),
                Kind::Neutral if groups.is_empty() && self.words(&token.range) == "的" => {}
                _ => break,
            }
            at = at.saturating_add(1);
        }
        // A group that goes on to pay, or to have an item of its own, begins what comes next.
        let ends = self.tokens.get(at).is_none_or(|token| {
            matches!(
                token.kind,
                Kind::Comma | Kind::List | Kind::Semicolon | Kind::Mark | Kind::Close
            )
        });
        (ends && !groups.is_empty()).then_some((groups, at))
    }

    /// 70%的统筹地区开展实际付费: the item stands behind its figure.
    fn item_behind(&self, index: usize) -> Option<Named<ItemId>> {
        for token in self.tokens.iter().skip(index.saturating_add(1)) {
            match &token.kind {
                Kind::Item(id) => return Some(Named::new(*id, &token.range)),
                Kind::Neutral => {}
                _ => break,
            }
        }
        None
    }

    /// 县级财政不补.
    fn nothing(&mut self, range: &Range<usize>) {
        self.touch(range);
        let bearers = std::mem::take(&mut self.bearers);
        let groups = self.take_groups();
        for bearer in bearers {
            let amount = Amount {
                number: Decimal::ZERO,
                unit: Unit::plain(Measure::Yuan),
                number_range: range.clone(),
                range: range.clone(),
            };
            self.state(
                Value::Amount(amount),
                Relation::Equal,
                Some(bearer),
                groups.clone(),
                None,
            );
        }
        self.after_figure(range.end);
    }

    /// 参保率全覆盖 is 100%.
    fn everything(&mut self, range: &Range<usize>) {
        if self.item_here && self.after_item == 0 {
            let amount = Amount {
                number: Decimal::ONE_HUNDRED,
                unit: Unit::plain(Measure::Percent),
                number_range: range.clone(),
                range: range.clone(),
            };
            let groups = self.take_groups();
            self.state(Value::Amount(amount), Relation::Equal, None, groups, None);
            self.after_figure(range.end);
        }
    }

    /// 各级财政按当地居民相同标准给予补助.
    fn same(&mut self, range: &Range<usize>) {
        if self.topic.is_empty() && self.groups.is_empty() {
            return;
        }
        // 当地居民 is whom they are compared with.
        self.groups.retain(|group| !group.text.contains("当地"));
        let mut groups = self.take_groups();
        if groups.is_empty() {
            groups.clone_from(&self.topic);
        }
        let item = self.item.or(self.context.shared);
        self.item = item;
        if item.is_some() && !groups.is_empty() && !self.bearers.is_empty() {
            self.bearers.clear();
            self.residue = 0;
            self.state(Value::Same(range.clone()), Relation::Equal, None, groups, None);
            self.after_figure(range.end);
        }
    }

    /// 大病保险待遇水平不降低.
    fn not_worse(&mut self, relation: Relation, range: &Range<usize>) {
        if !self.item_here || self.after_item > 0 {
            return;
        }
        let items = std::mem::take(&mut self.items);
        let groups = self.take_groups();
        for item in items {
            self.item = Some(item);
            self.state(
                Value::NotWorse(relation, range.clone()),
                relation,
                None,
                groups.clone(),
                None,
            );
        }
        self.after_figure(range.end);
    }

    fn after_figure(&mut self, end: usize) {
        self.bearers.clear();
        self.own = false;
        self.part_start = end;
        self.first = None;
        self.residue = 0;
        self.after_item = 0;
        self.item_here = false;
        self.items.clear();
        self.relation = None;
        self.change = None;
        self.each = false;
        self.respectively = false;
        self.from = false;
        self.base = None;
    }

    fn state(
        &mut self,
        value: Value,
        relation: Relation,
        bearer: Option<Named<BearerId>>,
        groups: Vec<GroupName>,
        change: Option<Change>,
    ) {
        let range = value.range();
        let vocabulary = self.context.vocabulary;
        let mut sureness = if self.residue > 0 {
            Sureness::Unsure
        } else {
            Sureness::Sure
        };
        let mut item = self.item;
        let mut bearer = bearer;
        let mut of = None;
        let percent = matches!(&value, Value::Amount(amount) if amount.unit.measure == Measure::Percent);
        if item.is_none() && sureness.is_sure() && bearer.is_none() {
            item = self.last_item;
        }
        if item.is_none() && bearer.is_some() {
            item = self.last_item.or(self.context.shared);
        }
        if let Value::Amount(amount) = &value
            && let Some(named) = item
        {
            let info = vocabulary.item_info(named.id);
            if !fits(amount, info.unit.as_deref(), change.is_some()) {
                if percent && info.bearers.is_some() && bearer.or(self.payer).is_some() {
                    // A bearer's share of an amount; the bearer may be named where the sentence begins.
                    bearer = bearer.or(self.payer);
                } else if percent && self.item_here {
                    of = Some(named);
                    item = self.last_item.filter(|last| last.id != named.id);
                    if item.is_none() {
                        sureness = Sureness::Unnamed;
                    }
                } else {
                    item = None;
                }
            }
        }
        if item.is_none() {
            sureness = Sureness::Unnamed;
        }
        let mut value = value;
        if let Value::Amount(amount) = &mut value
            && amount.unit.measure == Measure::Yuan
            && amount.unit.per.is_empty()
            && let Some(per) = self.per
        {
            amount.unit.per = per
                .basis()
                .iter()
                .map(|word| CompactString::const_new(word))
                .collect();
        }
        let before = self.from && self.next_is_change(range.end);
        if before && change.is_none() {
            sureness = sureness.min(Sureness::Sure);
        }
        let start = self.first.unwrap_or(range.start).min(range.start);
        let year = self
            .year
            .clone()
            .map(|(facet, range)| (self.prepaid(item, facet), range));
        self.out.stated.push(Stated {
            item,
            of,
            bearer,
            own: self.own,
            groups,
            year,
            relation,
            value,
            change,
            before,
            all_by: None,
            force: self.force,
            frame: self.frame,
            words: start..range.end,
            name: self.part_start..range.start,
            sureness,
        });
        if let Some(item) = item {
            self.last_item = Some(item);
            if vocabulary.item_info(item.id).bearers.is_some() {
                self.context.shared = Some(item);
            }
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
        self.tokens
            .iter()
            .find(|token| token.range.start >= end)
            .is_some_and(|token| match &token.kind {
                Kind::Relation(_) | Kind::Rise | Kind::Fall => {
                    let words = self.words(&token.range);
                    words.starts_with(['提', '增', '降', '下', '上', '调', '减', '扩', '缩', '升'])
                }
                _ => false,
            })
    }
}

/// Of two relations before one figure the one that bounds it: 达到每人每年不低于640元.
fn stronger(before: Option<Relation>, now: Relation) -> Relation {
    let rank = |relation: Relation| match relation {
        Relation::Equal => 0,
        Relation::Reaches => 1,
        _ => 2,
    };
    match before {
        Some(before) if rank(before) > rank(now) => before,
        _ => now,
    }
}

/// Whether an amount can be one of an item of this unit.
fn fits(amount: &Amount, unit: Option<&str>, change: bool) -> bool {
    let Some(unit) = unit else { return true };
    let unit = unit.trim_start_matches(['万', '亿']);
    match &amount.unit.measure {
        Measure::Yuan => unit.starts_with('元'),
        Measure::Percent => unit.starts_with('%') || unit == "个百分点",
        Measure::PercentagePoint => unit == "个百分点" || change && unit.starts_with('%'),
        Measure::Count(_) => !unit.starts_with(['元', '%']) && !unit.starts_with("个月"),
        Measure::Duration(_) => unit.starts_with("个月") || unit == "天" || unit == "年",
        Measure::Number => false,
    }
}

/// Finds places of the region by their short names where a list or a purse shows that a place is meant:
/// 城区、陵川市县两级财政.
pub(super) fn find_places(text: &str, context: &Context<'_>, tokens: &mut [Token]) {
    let regions = context.vocabulary.regions();
    for index in 0..tokens.len() {
        let before = index
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .map(|token| &token.kind);
        let after = tokens.get(index.saturating_add(1)).map(|token| &token.kind);
        let listed = matches!(before, Some(Kind::List) | None) || matches!(after, Some(Kind::List));
        let placed = listed || matches!(after, Some(Kind::Bearer(_) | Kind::Finance | Kind::Colon));
        let Some(token) = tokens.get(index) else { return };
        if token.kind != Kind::Unknown || !placed {
            continue;
        }
        let words = text.get(token.range.clone()).unwrap_or("");
        if !(2..=5).contains(&words.chars().count()) {
            continue;
        }
        let found = regions
            .resolve(words, context.region)
            .filter(|&id| id != context.region && regions.is_within(id, context.region));
        if let (Some(id), Some(token)) = (found, tokens.get_mut(index)) {
            token.kind = Kind::Region(id);
        }
    }
}

/// The groups and places of a heading that is about nothing else: 享受西部政策的陵川县.
pub(super) fn only_groups(text: &str, tokens: &[Token]) -> Option<Vec<GroupName>> {
    let mut groups = Vec::new();
    let mut ordinal = true;
    for token in tokens {
        match &token.kind {
            Kind::Group(_) | Kind::Region(_) => {
                ordinal = false;
                groups.push(GroupName {
                    text: CompactString::from(text.get(token.range.clone()).unwrap_or("")),
                    range: token.range.clone(),
                });
            }
            Kind::GroupPrefix(_) | Kind::List | Kind::Mark | Kind::Colon | Kind::Open | Kind::Close => {}
            Kind::Neutral | Kind::Figure(_) | Kind::Unknown if ordinal => {
                // The ordinal in front: （一）, 2.
                let words = text.get(token.range.clone()).unwrap_or("");
                if words.chars().count() > 3 {
                    return None;
                }
            }
            _ => return None,
        }
    }
    (!groups.is_empty()).then_some(groups)
}
