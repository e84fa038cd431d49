//! The one canonical layout of an extract.

use super::{Clause, Notice};
use crate::source::Sources;

/// The canonical text of one statement, without force, evidence and comment.
pub fn layout_clause(_clause: &Clause) -> String {
    String::new()
}

/// The canonical text of a whole extract, a line end after every line.
pub fn layout_notice(_notice: &Notice, _sources: &Sources) -> String {
    String::new()
}
