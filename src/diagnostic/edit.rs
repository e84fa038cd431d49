//! Remedies that are mechanical and certain.

use crate::source::Span;

/// Words to be put in place of others.
///
/// Only what leaves every figure, date and number as it is may carry one: brackets, variant characters,
/// punctuation, layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The words to be replaced; nothing but a place where words are added.
    pub span: Span,
    /// The words that come instead.
    pub text: String,
}
