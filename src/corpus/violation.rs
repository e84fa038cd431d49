//! What a violation is: figures that cannot all be right, the one to change, and why.

use super::Corpus;
use super::case::Case;
use super::key::Measurand;
use super::rational::Rational;
use super::statement::Content;
use super::view::StatementRef;
use crate::notice::Relation;

/// What kind of mistake a violation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ViolationKind {
    /// Parts that do not make up the whole.
    Sum,
    /// An amount that is not its percentage of the whole.
    Share,
    /// Amounts that do not follow their ratio.
    Split,
    /// Last year plus the increase is not this year.
    Delta,
    /// Below a mandate.
    Below,
    /// Above a mandate.
    Above,
    /// Other than a mandate.
    Differs,
    /// Statements that no value satisfies, for none of the reasons above.
    Contradiction,
    /// A group that falls under two cases with different totals.
    CaseOverlap,
    /// Percentages of one whole that do not make 100%.
    ShareTotal,
    /// A part that is off by one last place so that the parts add up: worth knowing, not wrong.
    Residual,
}

/// The values that a figure could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Admissible {
    /// The least, and whether it is excluded itself.
    pub low: Option<(Rational, bool)>,
    /// The greatest, and whether it is excluded itself.
    pub high: Option<(Rational, bool)>,
}

impl Admissible {
    /// The one value that is admissible.
    pub fn value(&self) -> Option<Rational> {
        match (self.low, self.high) {
            (Some((low, false)), Some((high, false))) if low == high => Some(low),
            _ => None,
        }
    }
}

/// One step by which a value follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Deduction {
    /// What is found, and for which case.
    pub measurand: Measurand,
    /// The case.
    pub case: Case,
    /// The value or bound.
    pub value: Rational,
    /// Whether it is a lower bound; `None` where it is the value itself.
    pub bound: Option<bool>,
    /// The statement that it follows by; `None` for the tree of bearers.
    pub by: Option<StatementRef>,
    /// What it follows from: coefficient on the other side, what, and its value. Empty where the
    /// statement says the value itself.
    pub from: Vec<(Rational, Measurand, Rational)>,
}

/// Figures that cannot all be right, and the one to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// What kind of mistake.
    pub kind: ViolationKind,
    /// The figure to look at.
    pub figure: StatementRef,
    /// Whether a change of that figure alone makes everything agree.
    pub mends: bool,
    /// The measurand of the figure, if it is a value or a share.
    pub measurand: Option<Measurand>,
    /// The values that the figure's measurand could have instead.
    pub admissible: Admissible,
    /// The smallest set of statements that conflict, the figure's own among them, in order.
    pub conflict: Vec<StatementRef>,
    /// How the admissible values follow.
    pub derivation: Vec<Deduction>,
    /// The case in which they conflict.
    pub case: Case,
    /// What the parts come to, and what the whole is, where that is what is wrong. Of a percentage or an
    /// increase: the two amounts that it stands between, where the other statements settle them.
    pub totals: Option<(Rational, Rational)>,
    /// Whether all that conflicts is binding; a violation of anything softer is at most a warning.
    pub binding: bool,
}

impl Violation {
    /// The mandates that the violation breaches: those on the figure's own quantity where there are any, else
    /// the first that the conflict rests on. None for what a notice gets wrong by itself, and for a residual,
    /// which is no mistake.
    pub fn breached(&self, corpus: &Corpus) -> Vec<StatementRef> {
        if self.kind == ViolationKind::Residual {
            return Vec::new();
        }
        let above = || {
            let above = |other: &&StatementRef| corpus.is_above(other.notice, self.figure.notice);
            self.conflict.iter().filter(above).copied()
        };
        let speaks = |other: &StatementRef, quantity: Option<&Measurand>| {
            corpus
                .statement(*other)
                .is_some_and(|statement| match &statement.content {
                    Content::Value { measurand: of, .. } | Content::Share { part: of, .. } => {
                        quantity.is_none_or(|quantity| quantity == of)
                    }
                    _ => false,
                })
        };
        let direct: Vec<StatementRef> = above()
            .filter(|other| self.measurand.is_some() && speaks(other, self.measurand.as_ref()))
            .collect();
        if !direct.is_empty() {
            return direct;
        }
        let first = above().find(|other| speaks(other, None)).or(above().next());
        first.into_iter().collect()
    }
}

/// What kind of breach a value outside a mandate with `relation` is.
pub(super) fn mandate_kind(relation: Relation) -> ViolationKind {
    match relation {
        Relation::AtLeast | Relation::MoreThan | Relation::Reaches => ViolationKind::Below,
        Relation::AtMost | Relation::LessThan => ViolationKind::Above,
        Relation::Equal | Relation::About => ViolationKind::Differs,
    }
}
