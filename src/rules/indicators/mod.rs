//! Tables of indicators.

pub(super) mod indicator_table;
pub(super) mod target_regression;
