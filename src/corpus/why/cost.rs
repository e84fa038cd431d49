//! What makes a chain short: few figures, then few statements.

use num_traits::Signed;
use rustc_hash::FxHashMap;

use super::super::rational::{Rational, mul, sub};
use super::super::statement::{Content, Statement};
use super::super::system::{Measure, Variable};
use super::super::view::{Origin, StatementRef, View};
use super::super::{Corpus, Entry};

/// One statement more.
const STATEMENT: u64 = 1;
/// One more amount that stands alone: a standard. More than any number of rules by which others follow from it.
const STANDARD: u64 = 1_000;
/// One more amount that is a part of a sum: what is shared out follows from the standard where it can.
const PART: u64 = 100_000;
/// That no amount is below nothing says little.
const NOTHING: u64 = 10_000_000;

/// An amount that the region of a notice states itself.
#[derive(Debug, Clone, Copy)]
struct Stated {
    value: Rational,
    place: Rational,
    /// Whether it was found to be wrong.
    wrong: bool,
}

/// The measure of chains for one quantity of one view.
pub(super) struct Cost {
    costs: Vec<Option<u64>>,
    ranks: Vec<u32>,
    stated: FxHashMap<Variable, Stated>,
    /// The variables that are shares of others, by constraint.
    shares: Vec<bool>,
}

impl Cost {
    /// What is stated of `target` itself is left out: it is the question, not the answer.
    pub(super) fn new(view: &View<'_>, target: Variable) -> Cost {
        let corpus = view.corpus;
        let mut cost = Cost {
            costs: Vec::with_capacity(view.system.constraints.len()),
            ranks: Vec::new(),
            stated: FxHashMap::default(),
            shares: Vec::with_capacity(view.system.constraints.len()),
        };
        let mut keys = Vec::with_capacity(view.system.constraints.len());
        for (index, constraint) in (0u32..).zip(&view.system.constraints) {
            let origin = view.origin(index).map(|meta| meta.origin);
            let statement = match origin {
                Some(Origin::Stated(reference)) => corpus.statement(reference).map(|own| (reference, own)),
                _ => None,
            };
            let alone = match constraint.terms.as_slice() {
                [(_, variable)] => Some(*variable),
                _ => None,
            };
            cost.shares.push(
                constraint.terms.len() > 1
                    && statement.is_some_and(|(_, own)| matches!(own.content, Content::Share { .. })),
            );
            cost.costs.push(match (origin, statement) {
                (Some(Origin::NotNegative), _) => Some(NOTHING),
                _ if alone == Some(target) && constraint.equal().is_some() => None,
                (_, Some((_, own))) => Some(of_statement(own)),
                _ => Some(STATEMENT),
            });
            if let (Some(variable), Some((reference, own))) = (alone, statement)
                && let Some(stated) = stated(view, reference, own)
                && constraint.equal().is_some()
            {
                cost.stated.entry(variable).or_insert(stated);
            }
            keys.push((key(view, statement), index));
        }
        keys.sort_unstable();
        cost.ranks = vec![0; keys.len()];
        for (rank, (_, index)) in (0u32..).zip(&keys) {
            if let Some(slot) = cost.ranks.get_mut(*index as usize) {
                *slot = rank;
            }
        }
        cost
    }
}

impl Measure for Cost {
    fn cost(&self, constraint: u32) -> Option<u64> {
        self.costs.get(constraint as usize).copied().flatten()
    }

    fn rank(&self, constraint: u32) -> u32 {
        self.ranks.get(constraint as usize).copied().unwrap_or(u32::MAX)
    }

    fn taken(&self, variable: Variable, exact: &Rational, by: Option<u32>) -> Rational {
        let share = by.is_some_and(|by| self.shares.get(by as usize) == Some(&true));
        match self.stated.get(&variable) {
            Some(stated) if share && stated.rounds(exact) => stated.value,
            _ => *exact,
        }
    }
}

impl Stated {
    /// Whether it is `exact` to the last place written, or takes up a residual of the rounding.
    fn rounds(&self, exact: &Rational) -> bool {
        let room = mul(&self.place, &Rational::new(3, 2));
        let off = sub(&self.value, exact);
        !self.wrong && off.zip(room).is_some_and(|(off, room)| off.abs() <= room)
    }
}

fn of_statement(statement: &Statement) -> u64 {
    match (&statement.content, statement.part) {
        (Content::Value { .. }, Some(_)) => PART,
        (Content::Value { .. }, None) => STANDARD,
        _ => STATEMENT,
    }
}

fn stated(view: &View<'_>, reference: StatementRef, statement: &Statement) -> Option<Stated> {
    let corpus = view.corpus;
    match &statement.content {
        Content::Value {
            value, last_place, ..
        } if !corpus.is_above(reference.notice, view.notice) => Some(Stated {
            value: *value,
            place: *last_place,
            wrong: is_wrong(corpus, reference),
        }),
        _ => None,
    }
}

/// Whether a figure was found wrong; a residual of rounding is not.
fn is_wrong(corpus: &Corpus, figure: StatementRef) -> bool {
    corpus.violations(figure.notice).iter().any(|violation| {
        violation.figure == figure && violation.kind != super::super::violation::ViolationKind::Residual
    })
}

/// What decides between chains of equal length, whatever the order of files and lines: the notice itself before
/// those above it, the nearest of these first; then the words.
type Key = (u8, std::cmp::Reverse<u8>, String, String, Option<usize>);

fn key(view: &View<'_>, statement: Option<(StatementRef, &Statement)>) -> Key {
    let corpus = view.corpus;
    let Some((reference, statement)) = statement else {
        return (2, std::cmp::Reverse(0), String::new(), String::new(), None);
    };
    let entry = corpus.get(reference.notice);
    let level = entry.map_or(0, |entry| {
        let regions = corpus.vocabulary().regions();
        u8::try_from(regions.ancestors(entry.region).count()).unwrap_or(u8::MAX)
    });
    let clause = entry.and_then(|entry| entry.notice.clauses.get(statement.clause));
    let words = clause.map_or("", |clause| corpus.sources().slice(clause.span));
    (
        u8::from(reference.notice != view.notice),
        std::cmp::Reverse(level),
        entry.map(Entry::number_text).unwrap_or_default(),
        words.to_owned(),
        statement.part,
    )
}
