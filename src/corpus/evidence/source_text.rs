//! What is known of the source text of an extract.

use crate::diagnostic::Text;
use crate::source::FileId;

/// What is known of the source text of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceText {
    /// Nothing was looked for: no 原文, no folder of texts, or a notice that is not reported on.
    NotSought,
    /// No such file.
    NotFound {
        /// The name that was looked for.
        name: String,
        /// Whether folders of texts were named, so that it should have been there.
        folders: bool,
    },
    /// There is a file, but it cannot be read as text.
    Unreadable {
        /// Its path.
        path: String,
        /// Why, and what helps.
        reason: Text,
    },
    /// It was read.
    Read(FileId),
}
