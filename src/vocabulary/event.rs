//! Events (事件): what a notice sets a date for.

use compact_str::CompactString;

use super::table::Entry;

/// What a notice sets a date for, such as 拨付补助资金.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// The name findings use.
    pub name: CompactString,
    /// The English name.
    pub english: CompactString,
    /// Other names.
    pub aliases: Vec<CompactString>,
}

impl Entry for Event {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[CompactString] {
        &self.aliases
    }
}
