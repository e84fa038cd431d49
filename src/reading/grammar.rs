//! The parser of what carries a fact in prose, generated from `grammar/prose.pest`.

#![allow(
    missing_docs,
    reason = "the generated rules are documented in the grammar itself"
)]

use pest_derive::Parser;

/// The parser of figures.
#[derive(Parser)]
#[grammar = "../grammar/prose.pest"]
pub(super) struct Grammar;

pub(super) type Pair<'a> = pest::iterators::Pair<'a, Rule>;
