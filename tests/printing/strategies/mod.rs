//! Strategies for clauses and notices that the extract language can express.
//!
//! They keep to what has only one reading. What is left out on purpose is said where it is left out.
//! All spans are dummies.

mod amounts;
mod arithmetic;
mod extracts;
mod statements;
mod words;

pub(crate) use extracts::notice;
pub(crate) use statements::clause;
