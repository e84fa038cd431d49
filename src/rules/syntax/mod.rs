//! How an extract is written.

mod ambiguous_bearer;
mod duplicate_header;
mod duplicate_statement;
mod line;
mod missing_header;
mod names;
mod unit_mismatch;
mod units;
mod unknown_name;
mod wording;

pub use ambiguous_bearer::AmbiguousBearer;
pub use duplicate_header::DuplicateHeader;
pub use duplicate_statement::DuplicateStatement;
pub use line::Syntax;
pub use missing_header::MissingHeader;
pub use unit_mismatch::UnitMismatch;
pub use unknown_name::UnknownName;
