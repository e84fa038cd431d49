//! Why a quantity has the value that it has: the shortest chain of statements, or what is missing.
//!
//! Nothing here is put into words; see [`crate::why`].

mod ask;
mod chain;
mod context;
mod cost;
mod missing;

pub use ask::{Question, Unasked};
pub use missing::Missing;

use super::case::Case;
use super::duty::ClauseRef;
use super::key::Measurand;
use super::rational::Rational;
use super::view::StatementRef;
use super::violation::Deduction;
use super::{Corpus, NoticeId};

/// What is known of a quantity as one notice sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The notice that is asked.
    pub notice: NoticeId,
    /// The quantity.
    pub measurand: Measurand,
    /// For which places or people.
    pub case: Case,
    /// What is known.
    pub known: Known,
    /// Where its value is not known: what would determine it.
    pub missing: Vec<Missing>,
}

/// How much is known of a quantity.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one answer at a time, and it is looked at once"
)]
pub enum Known {
    /// Its value.
    Value(Proof),
    /// Bounds of it.
    Bounds {
        /// The least that it can be, and why.
        low: Option<Proof>,
        /// The greatest.
        high: Option<Proof>,
    },
    /// Nothing that any statement says.
    Nothing,
    /// What is said cannot all hold: the smallest set of statements that no value satisfies.
    Contradiction(Vec<StatementRef>),
    /// The equations are too many to be searched.
    TooLarge,
}

/// By what a step follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// One statement.
    Statement(StatementRef),
    /// A bearer's amount is that of its parts together.
    Tree,
    /// No amount is below nothing.
    NotNegative,
    /// Several equations, only together.
    Joint(Vec<StatementRef>),
}

/// Why a quantity has a value or a bound: one step, and the steps that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The step: what follows, to the letter, by which statement and from what.
    pub step: Deduction,
    /// Whether the end of the range is itself excluded; never of a value.
    pub strict: bool,
    /// By what.
    pub ground: Ground,
    /// The value as it is written and paid, where that is the exact one rounded.
    pub rounded: Option<Rational>,
    /// Statements of the quantity itself in the same region that say the same.
    pub said: Vec<StatementRef>,
    /// Statements of the quantity itself in the same region that say otherwise.
    pub denied: Vec<StatementRef>,
    /// Statements of notices above that it answers: mandates on the same quantity, and the same rule.
    pub answers: Vec<StatementRef>,
    /// The 归类 by which the statement reaches the place.
    pub classes: Vec<ClauseRef>,
    /// What it rests on, in the order of [`Deduction::from`].
    pub premises: Vec<Proof>,
    /// Whether the same step stands earlier in the tree, with its premises.
    pub repeated: bool,
}

impl Proof {
    /// The value as those that rest on it take it.
    pub fn value(&self) -> Rational {
        self.rounded.unwrap_or(self.step.value)
    }

    /// The number of steps, this one included; repeated ones count once.
    pub fn steps(&self) -> usize {
        let below: usize = self.premises.iter().map(Proof::steps).sum();
        below.saturating_add(usize::from(!self.repeated))
    }
}

impl Corpus {
    /// Answers `question` for every notice that is reported on and knows the quantity; of several that stand
    /// above one another where a place is asked for, for the lowest. The order is from the nation downwards,
    /// then by year and number.
    ///
    /// # Errors
    /// A name that neither the vocabulary nor a notice has, or a quantity that no notice speaks of.
    pub fn why(&self, question: &Question) -> Result<Vec<Answer>, Unasked> {
        ask::check(self, question)?;
        let contexts = context::contexts(self, question);
        if contexts.is_empty() {
            return Err(Unasked::Nowhere);
        }
        Ok(contexts
            .iter()
            .flat_map(|context| context.answers(self))
            .collect())
    }
}
