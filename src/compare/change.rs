//! What a comparison gives.

use super::provision::{Kind, Provision};
use super::rename::Rename;
use crate::corpus::NoticeId;
use crate::corpus::rational::Rational;
use crate::source::Span;
use crate::vocabulary::RegionId;

/// What came of one provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It says something else now.
    Changed,
    /// Only its name is another.
    Renamed,
    /// Only the later notice has it.
    New,
    /// Only the earlier notice has it.
    Dropped,
    /// It says the same.
    Unchanged,
    /// The later notice says what the earlier one said of that year.
    Restated,
    /// The later notice says otherwise of the earlier one's year than that said itself.
    Contradicted,
}

impl Status {
    /// The word of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Status::Changed => "changed",
            Status::Renamed => "renamed",
            Status::New => "new",
            Status::Dropped => "dropped",
            Status::Unchanged => "unchanged",
            Status::Restated => "restated",
            Status::Contradicted => "contradicted",
        }
    }

    /// Whether it is only counted unless all is asked for.
    pub fn is_quiet(self) -> bool {
        matches!(self, Status::Unchanged | Status::Restated)
    }
}

/// In what respect a provision changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The figure.
    Value,
    /// ≥ → =.
    Relation,
    /// The unit, so that the figures cannot be compared.
    Unit,
    /// A percentage of a whole.
    Share,
    /// 6 : 4 → 7 : 3.
    Split,
    /// The arithmetic.
    Terms,
    /// A date or a deadline.
    Deadline,
    /// Who has a duty.
    Holder,
    /// What a name stands for, or whom a matter is left to.
    Name,
    /// 鼓励 → 必须.
    Force,
    /// Another issue of the cited document.
    Renewed,
    /// A term was replaced.
    Renamed,
}

impl Aspect {
    /// The word of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Value => "value",
            Aspect::Relation => "relation",
            Aspect::Unit => "unit",
            Aspect::Share => "share",
            Aspect::Split => "split",
            Aspect::Terms => "terms",
            Aspect::Deadline => "deadline",
            Aspect::Holder => "holder",
            Aspect::Name => "name",
            Aspect::Force => "force",
            Aspect::Renewed => "renewed",
            Aspect::Renamed => "renamed",
        }
    }
}

/// By how much a figure or a date moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Later minus earlier.
    Amount {
        /// In the plain measure.
        amount: Rational,
        /// The word for it: 元, 个百分点.
        unit: String,
        /// In percent of the earlier figure, rounded half-up to one decimal; nothing for rates and from zero.
        percent: Option<Rational>,
    },
    /// Days later than the earlier date moved on by the years between the two notices; negative for sooner.
    Days(i32),
}

/// One provision of the earlier notice beside one of the later, or one that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What came of it.
    pub status: Status,
    /// What kind of provision.
    pub kind: Kind,
    /// In what respects it changed.
    pub aspects: Vec<Aspect>,
    /// What it is about, in the words of the vocabulary.
    pub subject: String,
    /// What the earlier notice says.
    pub old: Option<Provision>,
    /// What the later notice says.
    pub new: Option<Provision>,
    /// By how much it moved.
    pub difference: Option<Difference>,
    /// The renames it took, as indices into [`Comparison::renames`].
    pub renames: Vec<usize>,
    /// Of what stands alone: the words on the other side that it may correspond to. Nobody says that they do.
    pub near: Option<Span>,
}

/// How many changes there are of each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// [`Status::Changed`].
    pub changed: usize,
    /// [`Status::Renamed`].
    pub renamed: usize,
    /// [`Status::New`].
    pub new: usize,
    /// [`Status::Dropped`].
    pub dropped: usize,
    /// [`Status::Unchanged`].
    pub unchanged: usize,
    /// [`Status::Restated`].
    pub restated: usize,
    /// [`Status::Contradicted`].
    pub contradicted: usize,
}

/// Two sides of one region, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The region of the later notices.
    pub region: RegionId,
    /// The earlier notices, in the order of their files.
    pub old: Vec<NoticeId>,
    /// The later notices.
    pub new: Vec<NoticeId>,
    /// Every change: in the order of the later notices, then what only the earlier ones have, in theirs.
    pub changes: Vec<Change>,
    /// The terms that were replaced, those of the user always.
    pub renames: Vec<Rename>,
    /// Figures of which it is not known what they measure, on either side: they were not compared.
    pub not_compared: (usize, usize),
}

impl Comparison {
    /// Counts the changes.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            let slot = match change.status {
                Status::Changed => &mut counts.changed,
                Status::Renamed => &mut counts.renamed,
                Status::New => &mut counts.new,
                Status::Dropped => &mut counts.dropped,
                Status::Unchanged => &mut counts.unchanged,
                Status::Restated => &mut counts.restated,
                Status::Contradicted => &mut counts.contradicted,
            };
            *slot = slot.saturating_add(1);
        }
        counts
    }
}
