//! Whether dates exist and follow each other.

pub(super) mod deadline_before_issue;
pub(super) mod deadline_conflict;
pub(super) mod invalid_date;
mod limits;
pub(super) mod older_than_basis;
pub(super) mod printed_before_issue;
pub(super) mod start_before_issue;
