//! The parts of a sentence, and what passes from one to the next.

use std::ops::Range;

use compact_str::CompactString;

use super::Walker;
use crate::notice::{Relation, Sign};
use crate::reading::stated::{GroupName, Named, Value};
use crate::reading::tokens::Kind;
use crate::vocabulary::{BearerId, ItemId};

/// What has been read of the part of a sentence since its last mark or figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) start: usize,
    /// Where its first word stands, dates included.
    pub(super) origin: usize,
    /// Where the words that may name the next figure end: at its relation, or at what it is per.
    pub(super) name_end: Option<usize>,
    /// The part before it, up to its comma.
    pub(super) before: Option<Range<usize>>,
    /// The first word that belongs to the next figure.
    pub(super) first: Option<usize>,
    /// Whether an item is written in this part.
    pub(super) item_here: bool,
    /// All items of this part, for 分别.
    pub(super) items: Vec<Named<ItemId>>,
    pub(super) bearers: Vec<Named<BearerId>>,
    /// Whether the bearer is the purse of the places named before it.
    pub(super) own: bool,
    pub(super) groups: Vec<GroupName>,
    pub(super) change: Option<Sign>,
    pub(super) relation: Option<Relation>,
    /// The basis of the amounts behind it, and where its words end.
    pub(super) per: Vec<CompactString>,
    pub(super) per_end: Option<usize>,
    /// Whether the figure before is what was before: 720元 in 由720元提高到760元.
    pub(super) after_from: bool,
    pub(super) each: bool,
    /// 由 or 从 before a figure: 由50%提高至60%.
    pub(super) from: bool,
    /// 的 between the item and its figure: 可支配收入的50%.
    pub(super) of: bool,
    /// Whether a word of paying has been read behind the bearer.
    pub(super) paid: bool,
    pub(super) prefix: Option<(CompactString, Range<usize>)>,
    /// Characters of unknown words.
    pub(super) residue: usize,
    /// Characters of unknown words after the item.
    pub(super) after_item: usize,
}

impl Part {
    pub(super) fn starting(start: usize) -> Part {
        Part {
            start,
            origin: start,
            ..Part::default()
        }
    }

    pub(super) fn touch(&mut self, range: &Range<usize>) {
        self.first.get_or_insert(range.start);
    }

    /// The words that may name the next figure end before `range`.
    pub(super) fn end_name(&mut self, range: &Range<usize>) {
        self.name_end.get_or_insert(range.start);
    }

    /// Unknown words part a relation from its figure, too.
    pub(super) fn unknown(&mut self, count: usize) {
        self.residue = self.residue.saturating_add(count);
        self.after_item = self.after_item.saturating_add(count);
        self.relation = None;
        self.change = None;
        self.name_end = None;
        self.of = false;
    }
}

impl Walker<'_, '_, '_> {
    pub(super) fn comma(&mut self, range: &Range<usize>) {
        self.leads_on(range.start);
        self.said_from = range.end;
        self.part_force = None;
        let known = self.part.residue == 0;
        let conditional = self
            .text
            .get(..range.start)
            .is_some_and(|before| before.ends_with('的'));
        let opens = self.begins_with_group();
        if !self.part.groups.is_empty() && (conditional || opens && !known) {
            self.topic = std::mem::take(&mut self.part.groups);
            self.topic_is_sure = known || conditional;
        }
        // 地方财政补助部分，…: what follows shares that bearer's part.
        if known
            && let [bearer] = self.part.bearers.as_slice()
            && self.words(&(self.part.start..range.start)).ends_with("部分")
        {
            self.out.whole = Some(*bearer);
            self.part.bearers.clear();
        }
        let mut groups = std::mem::take(&mut self.part.groups);
        let mut bearers = std::mem::take(&mut self.part.bearers);
        if !known {
            let lost = |group: &GroupName| {
                let before = self.text.get(..group.range.start).unwrap_or("");
                before.ends_with(['对', '向', '为'])
            };
            self.group_lost |= conditional && self.topic.is_empty() || groups.iter().any(lost);
            groups.clear();
            self.item = None;
        }
        // 中央财政按规定补助，…: who has paid in one part is not the payer of the next.
        if !known || self.part.paid {
            bearers.clear();
        }
        let own = self.part.own;
        let name = self.part.start..range.start;
        self.close_part(range.end);
        self.part.before = Some(name);
        self.part.groups = groups;
        self.part.bearers = bearers;
        self.part.own = own;
    }

    /// Whether the sentence begins with the groups of this part: they are what it is about.
    fn begins_with_group(&self) -> bool {
        self.out.stated.is_empty()
            && self.part.groups.first().is_some_and(|group| {
                self.tokens
                    .iter()
                    .take_while(|token| token.range.start < group.range.start)
                    .all(|token| matches!(token.kind, Kind::Scheme(_) | Kind::Neutral | Kind::Mark))
            })
    }

    pub(super) fn close_part(&mut self, next: usize) {
        self.part = Part::starting(next);
    }

    pub(super) fn semicolon(&mut self, range: &Range<usize>) {
        self.said_from = range.end;
        self.qualifier = None;
        self.part_force = None;
        self.close_part(range.end);
        self.last_groups.clear();
        self.group_lost = false;
        self.item = None;
        self.by_all = false;
        self.base = None;
        self.payer = None;
    }

    pub(super) fn colon(&mut self, range: &Range<usize>) {
        self.leads_on(range.start);
        let alone = self.part.residue == 0 && self.item.is_none() && self.part.bearers.is_empty();
        if alone && !self.part.groups.is_empty() {
            self.topic = std::mem::take(&mut self.part.groups);
        }
        let item = self.item.filter(|_| self.part.residue == 0);
        let qualifier = self.qualifier.take();
        self.semicolon(range);
        self.qualifier = qualifier;
        self.item = item;
    }

    /// 全部由自治区财政负担: the figure before is that bearer's alone.
    pub(super) fn assign_all(&mut self, bearer: Named<BearerId>) {
        self.by_all = false;
        if let Some(last) = self.out.stated.last_mut()
            && last.frame == self.frame
            && matches!(last.value, Value::Amount(_))
        {
            last.all_by = Some(bearer);
            last.words.end = last.words.end.max(bearer.end);
        }
    }

    pub(super) fn after_figure(&mut self, end: usize) {
        let groups = std::mem::take(&mut self.part.groups);
        let after_from = self.part.from;
        self.close_part(end);
        self.part.groups = groups;
        self.part.after_from = after_from;
        self.base = None;
    }
}
