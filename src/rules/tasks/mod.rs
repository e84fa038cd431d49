//! Who does what by when.

mod blocks;
pub(super) mod task_after_plan;
pub(super) mod task_without_deadline;
pub(super) mod task_without_lead;
