//! Extracts: `.notice`.

use super::{Input, Read};
use crate::parse::parse_extract;
use crate::source::FileId;
use crate::vocabulary::Vocabulary;

/// The ending of extracts.
pub(super) const ENDING: &str = "notice";

/// See the head of this file.
pub(super) struct ExtractInput;

impl Input for ExtractInput {
    fn endings(&self) -> &'static [&'static str] {
        &[ENDING]
    }

    fn is_extract(&self) -> bool {
        true
    }

    fn read(&self, file: FileId, text: &str, _vocabulary: &Vocabulary) -> Read {
        Read::Extract(Box::new(parse_extract(file, text)))
    }
}
