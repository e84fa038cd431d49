//! How sure the reading of a clause is.

/// Begins the comment on what a reviewer of an extract has yet to confirm.
pub const TO_CONFIRM: &str = "待核";

/// How sure it is that a clause says what its words say. Extracts are reviewed, so that their clauses are
/// [`Sureness::Sure`], but for those whose comment begins with [`TO_CONFIRM`]; clauses read from prose may
/// be less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sureness {
    /// Only its figure is certain: what the figure measures is not known.
    Unnamed,
    /// Its item, bearer, group or year was concluded from the surroundings in a way that may be wrong. It
    /// never raises an error.
    Unsure,
    /// Read from words that leave no choice.
    #[default]
    Sure,
}

impl Sureness {
    /// The word of the facts table.
    pub fn name(self) -> &'static str {
        match self {
            Sureness::Unnamed => "unnamed",
            Sureness::Unsure => "unsure",
            Sureness::Sure => "sure",
        }
    }

    /// Whether findings may rest on it.
    pub fn is_sure(self) -> bool {
        self == Sureness::Sure
    }
}
