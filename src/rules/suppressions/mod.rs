//! Rules on the comments that ask for findings to be left out.

pub(super) mod bare;
pub(super) mod unused;

pub use unused::finding as unused_finding;
