//! Names resolved to identities: what two statements must share before they are compared.

use compact_str::CompactString;

use crate::notice::Name;
use crate::source::Span;
use crate::vocabulary::{BearerId, GroupId, GroupKind, ItemId, RegionId, Vocabulary, fold};

/// An item: of the vocabulary, or a name that only notices use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKey {
    /// In the vocabulary.
    Known(ItemId),
    /// Not in it; the folded name.
    Named(CompactString),
}

impl ItemKey {
    /// The canonical name.
    pub fn name<'a>(&'a self, vocabulary: &'a Vocabulary) -> &'a str {
        match self {
            ItemKey::Known(id) => &vocabulary.item_info(*id).name,
            ItemKey::Named(name) => name,
        }
    }
}

/// A bearer: of the vocabulary, or a name that only notices use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BearerKey {
    /// In the vocabulary.
    Known(BearerId),
    /// Not in it; the folded name.
    Named(CompactString),
}

impl BearerKey {
    /// The canonical name.
    pub fn name<'a>(&'a self, vocabulary: &'a Vocabulary) -> &'a str {
        match self {
            BearerKey::Known(id) => &vocabulary.bearer_info(*id).name,
            BearerKey::Named(name) => name,
        }
    }
}

/// A group or place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// In the vocabulary.
    Known(GroupId),
    /// A region of the table.
    Region(RegionId),
    /// Neither; the folded name.
    Named(CompactString),
}

impl GroupKey {
    /// The group that `name` means in a notice of `region`: a place within that region first.
    pub(crate) fn resolve(name: &str, region: RegionId, vocabulary: &Vocabulary) -> GroupKey {
        let regions = vocabulary.regions();
        let found = regions.resolve(name, region);
        if let Some(found) = found.filter(|&found| regions.is_within(found, region)) {
            return GroupKey::Region(found);
        }
        if let Some(group) = vocabulary.group(name) {
            return GroupKey::Known(group);
        }
        match found.filter(|&found| regions.is_within(region, found)) {
            Some(found) => GroupKey::Region(found),
            // A namesake elsewhere in the country is not meant.
            None => GroupKey::Named(CompactString::from(fold(name).as_ref())),
        }
    }

    /// The groups that `name` lists: one, or those of 设区市和其他县 where each piece is known.
    pub(crate) fn resolve_all(name: &str, region: RegionId, vocabulary: &Vocabulary) -> Vec<GroupKey> {
        let whole = GroupKey::resolve(name, region, vocabulary);
        if let GroupKey::Named(_) = whole {
            for joint in ["和", "及", "与"] {
                let pieces: Vec<GroupKey> = name
                    .split(joint)
                    .map(|piece| GroupKey::resolve(piece, region, vocabulary))
                    .collect();
                let known = |key: &GroupKey| !matches!(key, GroupKey::Named(_)) || key.is_rest(vocabulary);
                if pieces.len() > 1 && pieces.iter().all(known) {
                    return pieces;
                }
            }
        }
        vec![whole]
    }

    /// The canonical name.
    pub fn name<'a>(&'a self, vocabulary: &'a Vocabulary) -> &'a str {
        match self {
            GroupKey::Known(id) => &vocabulary.group_info(*id).name,
            GroupKey::Region(id) => &vocabulary.regions().get(*id).name,
            GroupKey::Named(name) => name,
        }
    }

    /// Whether it is a place rather than a population.
    pub fn is_place(&self, vocabulary: &Vocabulary) -> bool {
        match self {
            GroupKey::Known(id) => vocabulary.group_info(*id).kind == GroupKind::Place,
            GroupKey::Region(_) => true,
            GroupKey::Named(name) => {
                name.ends_with(['县', '市', '区', '旗', '省', '州', '盟', '乡', '镇', '村'])
                    || name.ends_with("街道")
                    || name.ends_with("地区")
            }
        }
    }

    /// Whether it is what its siblings leave over: 其他县.
    pub fn is_rest(&self, vocabulary: &Vocabulary) -> bool {
        let name = self.name(vocabulary);
        name.starts_with("其他") || name.starts_with("其余") || name.starts_with("其它")
    }
}

/// One named quantity, apart from the case it is considered in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measurand {
    /// The item.
    pub item: ItemKey,
    /// The bearer's part of it; the whole where `None`.
    pub bearer: Option<BearerKey>,
    /// The policy year: for what is paid in advance, the year it is collected.
    pub year: i32,
}

impl Measurand {
    /// How messages call it: the bearer where there is one, else the item.
    pub fn short_name<'a>(&'a self, vocabulary: &'a Vocabulary) -> &'a str {
        self.bearer
            .as_ref()
            .map_or_else(|| self.item.name(vocabulary), |bearer| bearer.name(vocabulary))
    }
}

/// A subject of a clause, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedSubject {
    /// What is measured.
    pub measurand: Measurand,
    /// The groups or places it is said of; of all where empty.
    pub groups: Vec<GroupKey>,
    /// The words.
    pub span: Span,
}

/// The folded identity of a free name such as that of an action.
pub(crate) fn action_key(name: &Name, vocabulary: &Vocabulary) -> CompactString {
    match vocabulary.event(&name.text) {
        Some(event) => vocabulary.event_info(event).name.clone(),
        None => CompactString::from(fold(&name.text).as_ref()),
    }
}
