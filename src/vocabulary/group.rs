//! Groups (群体): the people or places that a value applies to, and the partitions they form.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::error::{Kind, VocabularyError};
use super::table::{Entry, Table};
use super::{GroupId, RegionId};

/// What a group consists of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupKind {
    /// Places: 西部, 脱贫县.
    #[default]
    Place,
    /// People: 大学生, 特困人员.
    Population,
}

/// People or places that a value applies to.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// The name findings use.
    pub name: CompactString,
    /// The English name.
    pub english: CompactString,
    /// Other names.
    pub aliases: Vec<CompactString>,
    /// Places or people.
    pub kind: GroupKind,
    /// The broader groups that the data names.
    pub within: Vec<GroupId>,
    /// The regions that the data names.
    pub regions: Vec<RegionId>,
    /// All groups it lies within, itself included, in order.
    pub(crate) broader: Vec<GroupId>,
}

/// Groups of which exactly one applies to whatever is partitioned: 西部, 中部, 东部.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// What the groups are told apart by.
    pub name: CompactString,
    /// The groups, in the order of the data.
    pub members: Vec<GroupId>,
}

impl Entry for Group {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[CompactString] {
        &self.aliases
    }
}

impl Table<GroupId, Group> {
    /// Works out what `group` lies within, once all groups and their `within` are known.
    pub(crate) fn close(&mut self, group: GroupId) -> Result<(), VocabularyError> {
        let mut broader = vec![group];
        let mut open = self.get(group).within.clone();
        while let Some(next) = open.pop() {
            if next == group {
                let name = self.get(group).name.to_string();
                return Err(VocabularyError::Circular {
                    kind: Kind::Group,
                    name,
                });
            }
            if !broader.contains(&next) {
                broader.push(next);
                open.extend(&self.get(next).within);
            }
        }
        broader.sort_unstable();
        if let Some(entry) = self.get_mut(group) {
            entry.broader = broader;
        }
        Ok(())
    }

    /// Whether `inner` is `outer` or lies within it, through any number of groups.
    pub(crate) fn is_within(&self, inner: GroupId, outer: GroupId) -> bool {
        inner == outer || self.get(inner).broader.binary_search(&outer).is_ok()
    }
}
