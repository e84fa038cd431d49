//! Whether the figures of one notice agree with each other.

mod above_whole;
mod case_overlap;
mod contradiction;
mod delta_mismatch;
mod share_amount;
mod share_total;
mod split_amount;
mod sum_mismatch;
mod uncovered_group;

pub(super) use above_whole::AboveWhole;
pub(super) use case_overlap::CaseOverlap;
pub(super) use contradiction::Contradiction;
pub(super) use delta_mismatch::DeltaMismatch;
pub(super) use share_amount::ShareAmount;
pub(super) use share_total::ShareTotal;
pub(super) use split_amount::SplitAmount;
pub(super) use sum_mismatch::SumMismatch;
pub(super) use uncovered_group::UncoveredGroup;
