//! Bearers (承担方): who pays, as a tree in which each bearer is the sum of its parts.

use compact_str::CompactString;

use super::BearerId;
use super::error::{Kind, VocabularyError};
use super::table::{Entry, Table};

/// Who pays a part of an item, such as 地方财政.
#[derive(Debug, Clone, Default)]
pub struct Bearer {
    /// The name findings use.
    pub name: CompactString,
    /// The English name.
    pub english: CompactString,
    /// Other names.
    pub aliases: Vec<CompactString>,
    /// The bearer it is a part of.
    pub parent: Option<BearerId>,
    /// The bearers that together are this one, in the order of the data; none for a bearer that is not
    /// divided further.
    pub parts: Vec<BearerId>,
}

impl Entry for Bearer {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[CompactString] {
        &self.aliases
    }
}

impl Table<BearerId, Bearer> {
    /// Makes `part` a part of `whole`.
    pub(crate) fn attach(&mut self, part: BearerId, whole: BearerId) -> Result<(), VocabularyError> {
        match self.get(part).parent {
            Some(parent) if parent == whole => return Ok(()),
            Some(parent) => {
                return Err(VocabularyError::TwoParents {
                    name: self.get(part).name.to_string(),
                    first: self.get(parent).name.to_string(),
                    second: self.get(whole).name.to_string(),
                });
            }
            None => {}
        }
        if self.is_within(whole, part) {
            let name = self.get(part).name.to_string();
            return Err(VocabularyError::Circular {
                kind: Kind::Bearer,
                name,
            });
        }
        if let Some(bearer) = self.get_mut(part) {
            bearer.parent = Some(whole);
        }
        if let Some(bearer) = self.get_mut(whole) {
            bearer.parts.push(part);
        }
        Ok(())
    }

    /// Whether `inner` is `outer` or a part of it, at any depth.
    pub(crate) fn is_within(&self, inner: BearerId, outer: BearerId) -> bool {
        std::iter::successors(Some(inner), |bearer| self.get(*bearer).parent).any(|bearer| bearer == outer)
    }
}
