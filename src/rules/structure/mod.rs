//! Whether a text has the parts of a notice, in the form of GB/T 9704—2012.

pub(super) mod attachment_mismatch;
pub(super) mod date_form;
pub(super) mod element_form;
pub(super) mod element_missing;
pub(super) mod heading_order;
pub(super) mod kind_mismatch;
pub(super) mod number_form;
pub(super) mod opening_year;
