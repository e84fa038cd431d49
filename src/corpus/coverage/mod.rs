//! How each notice meets each mandate above it: mandates × notices.
//!
//! What is looser and what is silent is what the violations and duties of a notice say, which is also what
//! the rules report; nothing of that is judged here a second time. What remains is looked up: where the
//! notice says the same or more, which other notice says it, or why it need not.

mod below;
mod meets;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::duty::ClauseRef;
use super::mandates::Mandate;
use super::view::StatementRef;
use super::{Corpus, NoticeId};
use crate::source::Span;
use below::Below;

/// How one notice meets one mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 更松: outside the mandate, later or earlier than it, or of less force; there is a finding.
    Looser,
    /// 未回应: nothing answers it; there is a finding.
    Silent,
    /// 部分回应: of what one phrase asks, some is answered and some is not.
    Partial,
    /// 已回应: it says what is asked, or a value that the mandate allows.
    Answered,
    /// 更严: it goes further than asked.
    Stricter,
    /// 转发: the notice forwards the mandate, which holds as it stands.
    Forwarded,
    /// 授权: it is left to another level, or to others, to settle.
    Delegated,
    /// 可选: it is not binding above, and nothing answers it.
    Optional,
    /// 未提及: not spoken of, and whether it should be cannot be told; or what is said cannot be read for sure.
    Unknown,
    /// 不可比: it is about other places.
    NotComparable,
}

impl State {
    /// All states, in the order in which they call for a reviewer's eye.
    pub const ALL: [State; 10] = [
        State::Looser,
        State::Silent,
        State::Partial,
        State::Answered,
        State::Stricter,
        State::Forwarded,
        State::Delegated,
        State::Optional,
        State::Unknown,
        State::NotComparable,
    ];

    /// The word of the contracts: `answered`, `not-comparable`.
    pub fn name(self) -> &'static str {
        match self {
            State::Looser => "looser",
            State::Silent => "silent",
            State::Partial => "partial",
            State::Answered => "answered",
            State::Stricter => "stricter",
            State::Forwarded => "forwarded",
            State::Delegated => "delegated",
            State::Optional => "optional",
            State::Unknown => "unknown",
            State::NotComparable => "not-comparable",
        }
    }

    /// Whether the mandate is met.
    pub fn is_met(self) -> bool {
        matches!(self, State::Answered | State::Stricter | State::Forwarded)
    }

    /// Whether a reviewer has to look at it.
    pub fn calls(self) -> bool {
        matches!(self, State::Looser | State::Silent | State::Partial)
    }
}

/// Why a part of a mandate is in its state, where no words of the notice show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The notice does not name the mandate's among its bases, so that nothing is asked of it by name.
    NotCited,
    /// It holds below without being said again: how things are shared out or reckoned, or when they start.
    HoldsByItself,
    /// A task without a deadline; tasks are not asked for one by one.
    Task,
    /// What may answer it is not sure to say so.
    Unsure,
    /// The notice speaks of it in a line that could not be read, or misspells its name.
    Misread,
    /// The figures cannot both be right, and a finding elsewhere says which is wrong.
    FigureInDoubt,
    /// It is about other places.
    OtherPlaces,
    /// It is left to another level to settle.
    OtherLevel,
    /// Another notice answers it, for the same region or between the two.
    Elsewhere,
}

/// Words of a notice that answer a mandate, or fall short of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// The clause; of the notice itself, or of another that answers for it.
    pub clause: ClauseRef,
    /// The figure with its name, or the whole clause.
    pub span: Span,
}

/// An amount that is a share of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// The amount of the part.
    pub part: StatementRef,
    /// The share that is asked.
    pub share: StatementRef,
    /// The amount of the whole.
    pub whole: StatementRef,
}

/// The reckoning by which an answer meets a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoning {
    /// One value against the other.
    Values {
        /// The notice's.
        own: StatementRef,
        /// The mandate's.
        asked: StatementRef,
    },
    /// The notice states the amount of which the mandate states the share.
    Product(Product),
}

/// How a notice meets one clause of a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The clause of the mandate's notice.
    pub clause: usize,
    /// How it is met.
    pub state: State,
    /// Why, where words do not show it.
    pub ground: Option<Ground>,
    /// The words that answer it, those of the notice itself first.
    pub answers: Vec<Answer>,
    /// How many more answers there are.
    pub more: usize,
    /// The reckoning, where there is one.
    pub reckoning: Option<Reckoning>,
}

/// How a notice meets a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Index into [`Coverage::mandates`].
    pub mandate: usize,
    /// The notice.
    pub notice: NoticeId,
    /// How the mandate as a whole is met.
    pub state: State,
    /// Whether the notice forwards that of the mandate.
    pub forwarded: bool,
    /// How each of its clauses is met, in their order.
    pub parts: Vec<Part>,
}

/// Mandates × notices.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// All mandates, from the nation downwards and in the order of their notices.
    pub mandates: Vec<Mandate>,
    /// One for each mandate and each reported notice that it reaches, in the order of the mandates and then
    /// of the notices.
    pub cells: Vec<Cell>,
}

impl Corpus {
    /// How the notices that are reported on meet the mandates above them. A notice above that is neither
    /// cited nor forwarded, directly or through others, and that is not spoken of in any way, is left out.
    pub fn coverage(&self) -> Coverage {
        let reported: Vec<NoticeId> = self.reported().map(|(id, _)| id).collect();
        let mut above: Vec<NoticeId> = reported
            .iter()
            .flat_map(|&id| super::duty::notices_above(self, id))
            .collect();
        above.sort_unstable_by_key(|&id| (self.level(id), id));
        above.dedup();
        let mandates: FxHashMap<NoticeId, Vec<Mandate>> =
            above.par_iter().map(|&id| (id, self.mandates(id))).collect();
        let mut first: FxHashMap<NoticeId, usize> = FxHashMap::default();
        let mut rows: Vec<Mandate> = Vec::new();
        for id in &above {
            first.insert(*id, rows.len());
            rows.extend(mandates.get(id).into_iter().flatten().cloned());
        }
        let mut cells: Vec<Cell> = reported
            .par_iter()
            .flat_map_iter(|&id| Below::with_findings(self, id).cells(&rows, &first))
            .collect();
        cells.par_sort_unstable_by_key(|cell| (cell.mandate, cell.notice));
        Coverage {
            mandates: rows,
            cells,
        }
    }
}
