//! What `duibiao init` writes.

/// A commented configuration in which every key stands with what holds where it is left out.
pub const TEMPLATE: &str = include_str!("duibiao.ron");

/// A first extract, to be written over.
pub const FIRST_EXTRACT: &str = include_str!("first.notice");
