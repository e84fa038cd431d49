//! The grammar's parser, generated from `grammar/notice.pest`.

#![allow(
    missing_docs,
    reason = "the generated rules are documented in the grammar itself"
)]

use pest_derive::Parser;

/// The parser of the extract language.
#[derive(Parser)]
#[grammar = "../grammar/notice.pest"]
pub(super) struct Grammar;

pub(super) type Pair<'a> = pest::iterators::Pair<'a, Rule>;
