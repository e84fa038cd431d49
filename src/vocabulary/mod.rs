//! The vocabulary (词汇): the names that notices use for what they decide, and what they mean.
//!
//! It is data, in `data/*.ron`, and the lookups over it. The built-in packs and what a user adds have one
//! shape, [`VocabularyData`]. All lookups go by [`fold`], so that 县（市、区）财政 and 县财政 are one name.
//!
//! # Glossary
//! | term | in code | meaning |
//! |---|---|---|
//! | 事项 | [`Item`] | what a notice sets a value for: 财政补助 |
//! | 承担方 | [`Bearer`] | who pays a part of it: 地方财政 |
//! | 群体 | [`Group`] | the people or places it applies to: 大学生, 西部 |
//! | 分类 | [`Partition`] | groups of which exactly one applies: 西部, 中部, 东部 |
//! | 事件 | [`Event`] | what a notice sets a date for: 拨付补助资金 |
//! | 地区 | [`Region`] | the nation (全国), a province (省), prefecture (地市) or county (县) |
//! | 简称 | `short`, `abbreviation` | 广西, 桂 |
//! | 别名 | `aliases` | other names of the same thing |
//! | 更名 | [`RenameData`] | the term that later notices use instead: 建档立卡贫困人口, 脱贫人口 |
//! | 从高、从低 | [`Direction`] | which way a value is stricter |
//! | 预收 | `prepaid` | paid in one year for the next |

mod assemble;
mod bearer;
mod data;
mod derived;
mod error;
mod event;
mod group;
mod id;
mod item;
mod name;
mod nearest;
mod region;
mod region_data;
mod region_path;
mod region_table;
mod table;
#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

pub use bearer::Bearer;
pub use data::{
    BearerData, EventData, GroupData, ItemData, PartitionData, RegionData, RenameData, VocabularyData,
};
pub use error::{Kind, VocabularyError};
pub use event::Event;
pub use group::{Group, GroupKind, Partition};
pub use id::{BearerId, EventId, GroupId, ItemId, RegionId};
pub use item::{Direction, Item};
pub use name::fold;
pub(crate) use nearest::nearest;
pub use region::{Level, PathResolution, Region};
pub use region_table::Regions;

use table::Table;

/// The names known to a check. Additions make a new vocabulary, in which the old identities keep their
/// meaning.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    items: Table<ItemId, Item>,
    bearers: Table<BearerId, Bearer>,
    groups: Table<GroupId, Group>,
    events: Table<EventId, Event>,
    partitions: Vec<Partition>,
    renames: Vec<RenameData>,
    /// The groups that list a region itself.
    groups_by_region: FxHashMap<RegionId, Vec<GroupId>>,
    /// Shared, because few additions touch it and it is large.
    regions: Arc<Regions>,
    /// What readers have worked out of it.
    derived: derived::Derived,
}

static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(|| {
    // A test proves that the data is valid, so that the empty vocabulary is never used.
    assemble::builtin().unwrap_or_default()
});

impl Default for Vocabulary {
    /// No names but the nation's.
    fn default() -> Self {
        Self::over(Regions::default())
    }
}

impl Vocabulary {
    /// The vocabulary that comes with the program.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The vocabulary with more names in it.
    ///
    /// # Errors
    /// Where the data names what neither it nor this vocabulary has, takes a name that is taken, gives a
    /// bearer two wholes, or puts something within itself.
    pub fn with_additions(&self, data: &VocabularyData) -> Result<Self, VocabularyError> {
        let mut vocabulary = self.clone();
        vocabulary.add(data)?;
        Ok(vocabulary)
    }

    /// What `make` works out of this vocabulary. It is worked out once; there is one such thing to a
    /// vocabulary.
    pub(crate) fn derived<T: Send + Sync + 'static>(&self, make: impl Fn(&Self) -> T) -> Arc<T> {
        self.derived.get(|| make(self))
    }

    /// The item of a name or alias.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<ItemId> {
        self.items.find(name)
    }

    /// What is known of an item.
    #[must_use]
    pub fn item_info(&self, id: ItemId) -> &Item {
        self.items.get(id)
    }

    /// All items, in the order of the data.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.items.iter()
    }

    /// The bearer of a name or alias.
    #[must_use]
    pub fn bearer(&self, name: &str) -> Option<BearerId> {
        self.bearers.find(name)
    }

    /// What is known of a bearer.
    #[must_use]
    pub fn bearer_info(&self, id: BearerId) -> &Bearer {
        self.bearers.get(id)
    }

    /// All bearers, in the order of the data.
    pub fn bearers(&self) -> impl Iterator<Item = (BearerId, &Bearer)> {
        self.bearers.iter()
    }

    /// Whether `inner` is `outer` or a part of it, at any depth: 县级财政 within 地方财政.
    #[must_use]
    pub fn bearer_is_within(&self, inner: BearerId, outer: BearerId) -> bool {
        self.bearers.is_within(inner, outer)
    }

    /// The group of a name or alias.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<GroupId> {
        self.groups.find(name)
    }

    /// What is known of a group.
    #[must_use]
    pub fn group_info(&self, id: GroupId) -> &Group {
        self.groups.get(id)
    }

    /// All groups, in the order of the data.
    pub fn groups(&self) -> impl Iterator<Item = (GroupId, &Group)> {
        self.groups.iter()
    }

    /// Whether `inner` is `outer` or lies within it, through any number of groups.
    #[must_use]
    pub fn group_is_within(&self, inner: GroupId, outer: GroupId) -> bool {
        self.groups.is_within(inner, outer)
    }

    /// All partitions, in the order of the data.
    #[must_use]
    pub fn partitions(&self) -> &[Partition] {
        &self.partitions
    }

    /// The terms that later notices replace by others, in the order of the data.
    #[must_use]
    pub fn renames(&self) -> &[RenameData] {
        &self.renames
    }

    /// The first partition that has this group.
    #[must_use]
    pub fn partition_of(&self, group: GroupId) -> Option<&Partition> {
        self.partitions
            .iter()
            .find(|partition| partition.members.contains(&group))
    }

    /// Whether the region or one above it is listed in the group, or in a group within it: 广西 and 南宁
    /// in 西部.
    #[must_use]
    pub fn region_in_group(&self, region: RegionId, group: GroupId) -> bool {
        std::iter::once(region)
            .chain(self.regions.ancestors(region))
            .any(|region| {
                self.listed_in(region)
                    .any(|listed| self.group_is_within(listed, group))
            })
    }

    /// The member of the partition that the region is in. The region's own listing goes before that of the
    /// regions above it.
    #[must_use]
    pub fn group_of_region(&self, region: RegionId, partition: &Partition) -> Option<GroupId> {
        std::iter::once(region)
            .chain(self.regions.ancestors(region))
            .find_map(|region| {
                self.listed_in(region).find_map(|listed| {
                    partition
                        .members
                        .iter()
                        .copied()
                        .find(|member| self.group_is_within(listed, *member))
                })
            })
    }

    fn listed_in(&self, region: RegionId) -> impl Iterator<Item = GroupId> {
        self.groups_by_region.get(&region).into_iter().flatten().copied()
    }

    /// The event of a name or alias.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<EventId> {
        self.events.find(name)
    }

    /// What is known of an event.
    #[must_use]
    pub fn event_info(&self, id: EventId) -> &Event {
        self.events.get(id)
    }

    /// All events, in the order of the data.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        self.events.iter()
    }

    /// The table of regions.
    #[must_use]
    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    /// The item name or alias that a misspelt one probably means; never the name itself.
    #[must_use]
    pub fn nearest_item(&self, name: &str) -> Option<&str> {
        self.items.nearest(name).map(|found| found.spelling)
    }

    /// The bearer name or alias that a misspelt one probably means.
    #[must_use]
    pub fn nearest_bearer(&self, name: &str) -> Option<&str> {
        self.bearers.nearest(name).map(|found| found.spelling)
    }

    /// The group name or alias that a misspelt one probably means.
    #[must_use]
    pub fn nearest_group(&self, name: &str) -> Option<&str> {
        self.groups.nearest(name).map(|found| found.spelling)
    }

    /// The event name or alias that a misspelt one probably means.
    #[must_use]
    pub fn nearest_event(&self, name: &str) -> Option<&str> {
        self.events.nearest(name).map(|found| found.spelling)
    }

    /// The region name that a misspelt one probably means, where only one in the country is so near. See
    /// [`Regions::nearest`] for a search in one region.
    #[must_use]
    pub fn nearest_region(&self, name: &str) -> Option<&str> {
        self.regions.nearest(name, self.regions.nation())
    }

    /// Whether every pair of neighbouring characters of `name` stands in some item, bearer or group: then
    /// it is put together from words of the field, and is another name rather than a misspelt one.
    #[must_use]
    pub fn is_of_its_words(&self, name: &str) -> bool {
        let name = fold(name);
        let pairs: Vec<(char, char)> = name.chars().zip(name.chars().skip(1)).collect();
        let mut open: FxHashSet<(char, char)> = pairs.into_iter().collect();
        for spelling in self
            .items
            .spellings()
            .chain(self.bearers.spellings())
            .chain(self.groups.spellings())
        {
            if open.is_empty() {
                break;
            }
            for pair in spelling.chars().zip(spelling.chars().skip(1)) {
                open.remove(&pair);
            }
        }
        open.is_empty()
    }

    /// The name of any kind that a misspelt one probably means: of those equally near, an item before a
    /// bearer, a group, an event and a region.
    #[must_use]
    pub fn nearest_name(&self, name: &str) -> Option<&str> {
        [
            self.items.nearest(name),
            self.bearers.nearest(name),
            self.groups.nearest(name),
            self.events.nearest(name),
        ]
        .into_iter()
        .flatten()
        .min_by_key(|found| found.distance)
        .map(|found| found.spelling)
        .or_else(|| self.nearest_region(name))
    }
}
