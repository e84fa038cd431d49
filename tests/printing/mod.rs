//! What the property tests share.
#![allow(dead_code, reason = "every test binary uses another part of it")]

pub(crate) mod plain;
pub(crate) mod strategies;
