//! What changed between two notices, or between two years of one region, quantity by quantity.
//!
//! Provisions are matched by what the corpus resolves (item, bearer, group, year, case), never by their text.
//! Years are counted from each notice's own, so that 2022年 of the earlier notice meets 2023年 of the later one
//! where these are their policy years. What the later notice says of an earlier year is held against what the
//! earlier notice says of that very year.
//!
//! # Glossary
//!
//! | term | in code | meaning |
//! |---|---|---|
//! | 规定 | [`Provision`] | one thing that a notice lays down, and its [`Topic`] |
//! | 变化 | [`Change`] | a provision of the earlier notice beside one of the later, or one that stands alone |
//! | 更名 | [`Rename`] | a term and the one that follows it |
//! | 重申 | [`Status::Restated`] | the later notice says what the earlier one said of its own year |

mod change;
mod difference;
mod pairing;
mod provision;
mod rename;
mod side;

pub use change::{Aspect, Change, Comparison, Counts, Difference, Status};
pub use provision::{Kind, Provision, Quantified, Said, Time, Topic, own_year};
pub use rename::{By, Rename};
pub use side::{Refusal, Side, compare, of_number, of_region};
