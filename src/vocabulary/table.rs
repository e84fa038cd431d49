//! A table of named entries: found by any of their names, and by identity.

use std::marker::PhantomData;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::error::{Kind, VocabularyError};
use super::id::Id;
use super::name::fold;
use super::nearest::{Nearest, nearest};

/// What can stand in a [`Table`].
pub(crate) trait Entry: Default {
    fn name(&self) -> &str;
    fn aliases(&self) -> &[CompactString];
}

#[derive(Debug, Clone)]
pub(crate) struct Table<I, T> {
    kind: Kind,
    entries: Vec<T>,
    by_name: FxHashMap<CompactString, I>,
    /// Stands for an identity that another, larger vocabulary gave out.
    missing: T,
    id: PhantomData<I>,
}

impl<I: Id, T: Entry> Table<I, T> {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            entries: Vec::new(),
            by_name: FxHashMap::default(),
            missing: T::default(),
            id: PhantomData,
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<I> {
        self.by_name.get(fold(name).as_ref()).copied()
    }

    pub(crate) fn get(&self, id: I) -> &T {
        self.entries.get(id.index()).unwrap_or(&self.missing)
    }

    pub(crate) fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.entries.get_mut(id.index())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (I::from_index(index), entry))
    }

    /// Adds an entry under all its names.
    pub(crate) fn insert(&mut self, entry: T) -> Result<I, VocabularyError> {
        let id = I::from_index(self.entries.len());
        for name in std::iter::once(entry.name()).chain(entry.aliases().iter().map(CompactString::as_str)) {
            let key = fold(name);
            if key.is_empty() {
                return Err(VocabularyError::EmptyName { kind: self.kind });
            }
            match self.by_name.insert(CompactString::from(key), id) {
                Some(holder) if holder != id => {
                    return Err(VocabularyError::Duplicate {
                        kind: self.kind,
                        name: name.to_owned(),
                        holder: self.get(holder).name().to_owned(),
                    });
                }
                _ => {}
            }
        }
        self.entries.push(entry);
        Ok(id)
    }

    /// The entry that `referrer` names.
    pub(crate) fn require(&self, name: &str, referrer: &str) -> Result<I, VocabularyError> {
        self.find(name).ok_or_else(|| VocabularyError::Unknown {
            kind: self.kind,
            name: name.to_owned(),
            referrer: referrer.to_owned(),
            nearest: self.nearest(name).map(|found| found.spelling.to_owned()),
        })
    }

    /// All names and aliases.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| {
            std::iter::once(entry.name()).chain(entry.aliases().iter().map(CompactString::as_str))
        })
    }

    /// The name or alias nearest to `name`.
    pub(crate) fn nearest(&self, name: &str) -> Option<Nearest<'_>> {
        nearest(name, self.spellings())
    }
}
