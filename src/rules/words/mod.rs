//! Characters, words and marks.

pub(super) mod declared_count;
pub(super) mod doubled_word;
pub(super) mod dropped_word;
pub(super) mod half_width_punctuation;
mod lexicon;
pub(super) mod nonstandard_character;
pub(super) mod plan_years;
pub(super) mod unbalanced_bracket;
pub(super) mod undefined_abbreviation;
