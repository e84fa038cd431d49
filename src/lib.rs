//! duibiao 对标 checks Chinese policy notices (公文) against themselves and against the mandates above them.
//!
//! Data flows one way, and the modules say so:
//!
//! ```text
//! bytes → source → parse → notice → corpus → rules → diagnostic → report
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::string_slice, reason = "a test may panic"))]

// What the grammars are derived into asks for it by name.
extern crate alloc;

pub mod cli;
pub mod compare;
pub mod config;
pub mod corpus;
pub mod diagnostic;
pub mod extract;
pub mod gate;
pub mod impact;
pub mod notice;
pub mod parse;
pub mod reading;
pub mod report;
pub mod rules;
pub mod source;
pub mod text;
pub mod vocabulary;
pub mod why;
