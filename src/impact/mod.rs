//! What would break if an authority said something else.
//!
//! The corpus is checked as it is, and once more with the statement supposed; what the second check finds and the
//! first does not is the impact. So it comes from the same computation as the findings of a check.
//!
//! A statement about a year is held against the notices of that year. Where a region has none, its latest notice
//! before that year is judged as if it stayed unchanged: the statement is supposed for the year of that notice. This
//! is what a reviewer asks before the notices of a year are written.

mod outcome;
mod replaced;
mod statement;

pub use outcome::{Followed, Impact, Outcome, Reason, Touched, impact};
pub use replaced::Replaced;
pub use statement::{Mistake, Supposed, read};
