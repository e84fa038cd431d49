//! The RON shape of vocabulary data: the built-in packs and what a user adds are written alike.
//!
//! Every field but `name` may be left out, and a field that does not exist is an error, so that a misspelt
//! one is never ignored. `Some("…")` may be written `"…"`.

use serde::{Deserialize, Serialize};

use super::error::VocabularyError;
use super::group::GroupKind;
use super::item::Direction;
use super::region::Level;

/// One file of vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VocabularyData {
    /// The field of policy the items belong to, such as 居民医保.
    pub field: String,
    /// 事项
    pub items: Vec<ItemData>,
    /// 承担方
    pub bearers: Vec<BearerData>,
    /// 群体
    pub groups: Vec<GroupData>,
    /// Sets of groups of which exactly one applies.
    pub partitions: Vec<PartitionData>,
    /// 事件
    pub events: Vec<EventData>,
    /// 地区
    pub regions: Vec<RegionData>,
    /// 更名
    pub renames: Vec<RenameData>,
}

/// What a notice sets a value for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemData {
    /// The name findings use.
    pub name: String,
    /// The English name; the Chinese one where it is left out.
    #[serde(default)]
    pub english: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The unit, such as 元/人·年.
    #[serde(default)]
    pub unit: String,
    /// The bearer whose parts make up the item.
    #[serde(default)]
    pub bearers: Option<String>,
    /// The items that make it up, where it has no others.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Which way is stricter.
    #[serde(default)]
    pub direction: Direction,
    /// Whether it is paid in one year for the next.
    #[serde(default)]
    pub prepaid: bool,
}

/// Who pays a part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BearerData {
    /// The name findings use.
    pub name: String,
    /// The English name; the Chinese one where it is left out.
    #[serde(default)]
    pub english: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The bearers it consists of.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The bearer it is a part of: adds a bearer to one that exists already.
    #[serde(default)]
    pub within: Option<String>,
}

/// People or places that a value applies to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupData {
    /// The name findings use.
    pub name: String,
    /// The English name; the Chinese one where it is left out.
    #[serde(default)]
    pub english: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Places or people.
    #[serde(default)]
    pub kind: GroupKind,
    /// Broader groups it belongs to.
    #[serde(default)]
    pub within: Vec<String>,
    /// The regions in it, by name or path.
    #[serde(default)]
    pub regions: Vec<String>,
}

/// A set of groups of which exactly one applies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartitionData {
    /// What the groups are told apart by.
    pub name: String,
    /// The groups.
    #[serde(default)]
    pub members: Vec<String>,
}

/// Something that has a date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventData {
    /// The name findings use.
    pub name: String,
    /// The English name; the Chinese one where it is left out.
    #[serde(default)]
    pub english: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A region that the table of divisions lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionData {
    /// The full name.
    pub name: String,
    /// The region above it, by name or path; the nation where it is left out.
    #[serde(default)]
    pub parent: Option<String>,
    /// Its level; guessed from the name where it is left out.
    #[serde(default)]
    pub level: Option<Level>,
    /// Its code in GB/T 2260.
    #[serde(default)]
    pub code: Option<u32>,
    /// The short name.
    #[serde(default)]
    pub short: Option<String>,
    /// The one-character name.
    #[serde(default)]
    pub abbreviation: Option<char>,
}

/// A term that notices of later years replace by another. The two stay two names, because a notice may
/// speak of both; only a comparison of an earlier notice with a later one takes them for one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenameData {
    /// The earlier term.
    pub old: String,
    /// The later one.
    pub new: String,
}

impl VocabularyData {
    /// Reads a file of vocabulary.
    ///
    /// # Errors
    /// [`VocabularyError::Syntax`] where the text is not RON of this shape.
    pub fn from_ron(text: &str) -> Result<Self, VocabularyError> {
        read(text)
    }
}

/// Reads any of the vocabulary's RON files.
pub(crate) fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, VocabularyError> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| VocabularyError::Syntax {
            line: error.span.start.line,
            column: error.span.start.col,
            message: error.code.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_is_required() {
        let data = VocabularyData::from_ron("(items: [(name: \"财政补助\")])").unwrap();
        assert_eq!(data.items[0].direction, Direction::None);
        assert_eq!(VocabularyData::from_ron("()").unwrap(), VocabularyData::default());
    }

    #[test]
    fn some_may_be_left_out() {
        let written = VocabularyData::from_ron("(items: [(name: \"甲\", bearers: Some(\"乙\"))])").unwrap();
        let implied = VocabularyData::from_ron("(items: [(name: \"甲\", bearers: \"乙\")])").unwrap();
        assert_eq!(written, implied);
        let none = "(items: [(name: \"甲\", bearers: None, direction: None)])";
        assert_eq!(VocabularyData::from_ron(none).unwrap().items[0].bearers, None);
    }

    #[test]
    fn a_misspelt_field_is_placed_in_characters() {
        let error =
            VocabularyData::from_ron("(\n  items: [(name: \"财政补助\", unti: \"元\")],\n)").unwrap_err();
        let VocabularyError::Syntax {
            line,
            column,
            message,
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!(line, 2);
        assert!((26..=30).contains(&column), "{column}");
        assert!(message.contains("unti"), "{message}");
    }

    #[test]
    fn what_is_written_reads_back() {
        let data = VocabularyData::from_ron(include_str!("data/public-finance.ron")).unwrap();
        let text = ron::to_string(&data).unwrap();
        assert_eq!(VocabularyData::from_ron(&text).unwrap(), data);
    }
}
