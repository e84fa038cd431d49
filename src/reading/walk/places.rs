//! Groups and places: whom and where a figure is said of.

use std::ops::Range;

use compact_str::CompactString;

use super::{Context, Member, Walker};
use crate::reading::stated::{GroupName, Named};
use crate::reading::tokens::{Kind, Token};
use crate::vocabulary::RegionId;

impl Walker<'_, '_, '_> {
    pub(super) fn group(&mut self, text: CompactString, range: &Range<usize>, index: usize) {
        self.part.touch(range);
        // 农村低收入人口等困难群体: the first is an example of the second.
        let example = index
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|before| before.kind == Kind::Neutral && self.words(&before.range) == "等");
        if example {
            self.part.groups.pop();
        }
        // 自治区—市—县—乡镇—村: levels, not groups.
        let level = index
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|before| before.kind == Kind::Mark && self.words(&before.range).ends_with('—'));
        if level {
            self.part.groups.clear();
            return;
        }
        self.part.groups.push(GroupName {
            text,
            range: range.clone(),
        });
    }

    pub(super) fn region(&mut self, id: RegionId, range: &Range<usize>, index: usize) {
        let regions = self.context.vocabulary.regions();
        if id == self.context.region || !regions.is_within(id, self.context.region) {
            return;
        }
        let name = regions.get(id).name.clone();
        if let Some((group, prefix)) = self.part.prefix.take() {
            self.out.members.push(Member {
                member: GroupName {
                    text: name.clone(),
                    range: range.clone(),
                },
                group,
                range: prefix.start..range.end,
            });
        }
        self.group(name, range, index);
    }

    /// 脱贫县财政: the purse of the places named before it.
    pub(super) fn finance(&mut self, range: &Range<usize>) {
        let is_city = |group: &GroupName| group.text.contains("设区市") || group.text.ends_with('市');
        let cities = self.part.groups.iter().any(is_city);
        let counties = self.part.groups.iter().any(|group| !is_city(group));
        let name = match (cities, counties) {
            (true, true) => "市县财政",
            (true, false) => "市级财政",
            _ => "县级财政",
        };
        if let Some(id) = self.context.vocabulary.bearer(name) {
            self.part.bearers.push(Named::new(id, range));
            self.part.own = true;
        }
    }

    /// The groups of the next figure: those before it, else those of the figure before in the same part, else
    /// what the sentence is about.
    pub(super) fn take_groups(&mut self) -> Vec<GroupName> {
        if self.part.groups.is_empty() {
            if let Some(group) = self.class_of_last() {
                self.part.residue = 0;
                self.last_groups = vec![group.clone()];
                return vec![group];
            }
            if !self.last_groups.is_empty() && !self.part.item_here {
                return self.last_groups.clone();
            }
            return self.topic.clone();
        }
        let groups = std::mem::take(&mut self.part.groups);
        self.last_groups.clone_from(&groups);
        groups
    }

    /// 一级医疗机构70%、二级60%: a word of the same kind takes the place of its own in the group before.
    fn class_of_last(&self) -> Option<GroupName> {
        let [last] = self.last_groups.as_slice() else {
            return None;
        };
        let naming = self.context.lexicon.naming();
        let token = self
            .tokens
            .partition_point(|token| token.range.start < self.part.start);
        let token = self
            .tokens
            .get(token..)?
            .iter()
            .find(|token| !matches!(token.kind, Kind::List | Kind::Neutral | Kind::Mark | Kind::Comma))?;
        let words = self.words(&token.range);
        if token.kind != Kind::Unknown || !naming.is_class(words) {
            return None;
        }
        let text = naming.replaced(&last.text, words)?;
        // Only what the vocabulary knows is surely a group.
        self.context.vocabulary.group(&text)?;
        Some(GroupName {
            text,
            range: token.range.clone(),
        })
    }

    /// 一级、二级、三级医疗机构: the group of each word of a list of which the last alone is named in full.
    pub(super) fn listed_classes(&mut self, count: usize) -> Option<Vec<GroupName>> {
        let [last] = self.part.groups.as_slice() else {
            return None;
        };
        let naming = self.context.lexicon.naming();
        let end = self
            .tokens
            .partition_point(|token| token.range.start < last.range.start);
        let mut groups = vec![last.clone()];
        let mut residue = 0usize;
        let mut at = end;
        while groups.len() < count {
            let list = self.tokens.get(at.checked_sub(1)?)?;
            let token = self.tokens.get(at.checked_sub(2)?)?;
            // The words before the first may run on into it: 住院起付线一级.
            let words = self.words(&token.range);
            if list.kind != Kind::List || token.kind != Kind::Unknown || !naming.is_class(words) {
                return None;
            }
            let text = naming.replaced(&last.text, words)?;
            self.context.vocabulary.group(&text)?;
            residue = residue.saturating_add(words.chars().count());
            groups.push(GroupName {
                text,
                range: token.range.clone(),
            });
            at = at.saturating_sub(2);
        }
        groups.reverse();
        self.part.residue = self.part.residue.saturating_sub(residue);
        self.part.groups.clear();
        Some(groups)
    }

    /// The groups right behind the figure at `index`, and the token after them: 100%乡镇, 85%以上村.
    pub(super) fn groups_behind(&self, index: usize) -> Option<(Vec<GroupName>, usize)> {
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
}

/// Finds places of the region by their short names where a list or a purse shows that a place is meant:
/// 城区、陵川市县两级财政.
pub(in crate::reading) fn find_places(text: &str, context: &Context<'_>, tokens: &mut [Token]) {
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
        // Of the places that share a name, the one in this region is meant.
        let named = matches!(token.kind, Kind::Region(_));
        if !(named || token.kind == Kind::Unknown && placed) {
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
pub(in crate::reading) fn only_groups(
    text: &str,
    context: &Context<'_>,
    tokens: &[Token],
) -> Option<Vec<GroupName>> {
    let mut groups = Vec::new();
    for token in tokens {
        let words = text.get(token.range.clone()).unwrap_or("");
        let name = match &token.kind {
            Kind::Group(_) => CompactString::from(words),
            Kind::Region(id) => context.vocabulary.regions().get(*id).name.clone(),
            Kind::GroupPrefix(_) | Kind::List | Kind::Mark | Kind::Colon | Kind::Open | Kind::Close => {
                continue;
            }
            // The ordinal in front: （一）, 2.
            Kind::Neutral | Kind::Figure(_) | Kind::Unknown
                if groups.is_empty() && words.chars().count() <= 3 =>
            {
                continue;
            }
            _ => return None,
        };
        groups.push(GroupName {
            text: name,
            range: token.range.clone(),
        });
    }
    (!groups.is_empty()).then_some(groups)
}
