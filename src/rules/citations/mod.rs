//! Whether other notices are cited properly.

pub(super) mod basis_not_cited;
pub(super) mod basis_number;
pub(super) mod circular_basis;
pub(super) mod citation_order;
pub(super) mod cited;
pub(super) mod duplicate_notice;
pub(super) mod issuer_number;
pub(super) mod malformed_number;
pub(super) mod number_year;
pub(super) mod repealed_notice;
mod title;
mod title_index;
pub(super) mod title_mismatch;
pub(super) mod title_variant;
pub(super) mod title_year;
pub(super) mod unknown_notice;
