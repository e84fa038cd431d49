//! Whether a notice agrees with the mandates above it.

mod bounds;
mod dates;
mod silent_on_mandate;
mod weaker_force;

pub(super) use bounds::{AboveMandate, BelowMandate, DiffersFromMandate};
pub(super) use dates::{EarlyStart, LateDeadline};
pub(super) use silent_on_mandate::SilentOnMandate;
pub(super) use weaker_force::WeakerForce;
