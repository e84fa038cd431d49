//! Whether the source text says what an extract states.

mod evidence_not_found;
mod evidence_number;
mod source_not_found;

pub use evidence_not_found::EvidenceNotFound;
pub use evidence_number::EvidenceNumber;
pub use source_not_found::SourceNotFound;
