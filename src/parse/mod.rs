//! From the text of an extract to a [`Notice`].
//!
//! The body is read line by line and reading never fails as a whole: a line that cannot be read
//! yields its own [`Problem`] and is kept word for word, and the next line is read all the same.

mod clause;
mod expected;
mod extract;
mod grammar;
mod header;
mod primitive;
mod problem;
mod repeated;
mod subject;
mod suppression;
mod time;

pub use extract::{Extract, parse_extract};
pub use problem::{Expected, HeaderField, Problem, ProblemKind, Slip};
pub use subject::parse_subject;
pub use suppression::{SUPPRESS, SuppressionComment};

/// The longest line that is read, in bytes.
pub const LINE_LIMIT: usize = 16 * 1024;

/// How deep brackets may stand within brackets.
pub const NESTING_LIMIT: usize = 32;

/// How many digits an amount may have before its decimal point.
pub const INTEGER_DIGITS_LIMIT: usize = 15;

/// How many decimal places an amount may have.
pub const DECIMAL_PLACES_LIMIT: usize = 6;
