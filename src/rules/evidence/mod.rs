//! Whether the source text says what an extract states.

mod evidence_not_found;
mod evidence_number;
mod extract_drift;
mod source_not_found;

pub use evidence_not_found::EvidenceNotFound;
pub use evidence_number::EvidenceNumber;
pub use extract_drift::ExtractDrift;
pub use source_not_found::SourceNotFound;
