//! What the built-in data says, and what additions may say.

mod additions;
mod names;
mod regions;

use super::{Vocabulary, VocabularyData, VocabularyError, assemble};

fn with(addition: &str) -> Result<Vocabulary, VocabularyError> {
    Vocabulary::builtin().with_additions(&VocabularyData::from_ron(addition).unwrap())
}

#[test]
fn the_builtin_data_is_valid() {
    assemble::builtin().unwrap_or_else(|error| panic!("{error}"));
}
