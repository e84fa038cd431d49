//! Items (事项): what a notice sets a value for.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::table::Entry;
use super::{BearerId, ItemId};

/// Which way a value is stricter for whoever has to meet it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// The higher value is the stricter one: 财政补助, 参保率.
    Up,
    /// The lower value is the stricter one: 起付线.
    Down,
    /// Neither is: a value that differs is only different.
    #[default]
    None,
}

/// What a notice sets a value for, such as 财政补助.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// The name findings use.
    pub name: CompactString,
    /// The English name.
    pub english: CompactString,
    /// Other names.
    pub aliases: Vec<CompactString>,
    /// The field of policy, such as 居民医保; empty where the data does not say.
    pub field: CompactString,
    /// The unit as written in the data, such as 元/人·年.
    pub unit: Option<CompactString>,
    /// The bearer whose parts make up the item.
    pub bearers: Option<BearerId>,
    /// The items that make it up and leave nothing over: 筹资标准 is 财政补助 and 个人缴费.
    pub parts: Vec<ItemId>,
    /// Which way is stricter.
    pub direction: Direction,
    /// Whether it is paid in one year for the next, as 个人缴费 is.
    pub prepaid: bool,
}

impl Entry for Item {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[CompactString] {
        &self.aliases
    }
}
