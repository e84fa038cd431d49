//! Random hierarchies of extracts that agree with each other, and the laws by which they do.
//!
//! A hierarchy is a nation, provinces, cities and counties, each with a notice. While it is written,
//! every figure is noted with its place, and every reason why it cannot be another one is noted as a
//! [`Law`] over figures. So whether a changed figure makes the corpus inconsistent is known here, from
//! the construction, without the checker.
//!
//! - `rng`, `names`, `writer`: what the generator is made of; `above` is what levels hand down.
//! - `nation`, `province` (with `scheme`), `city` (with `case`), `county`, `every_level`: what each says.
//! - `law`: the truth; `change`: one figure changed, and the laws it breaks.

mod above;
mod case;
mod change;
mod city;
mod county;
mod every_level;
mod law;
mod names;
mod nation;
mod province;
mod rng;
mod scheme;
mod writer;

use std::ops::Range;

use law::Law;
pub(crate) use rng::Rng;
use writer::Writer;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// 元.
    Amount,
    /// A percentage by which a sum is shared out.
    Share,
    /// One side of 6:4.
    Ratio,
    /// A percentage that is reached.
    Rate,
    /// A day, counted from 1 January of the policy year.
    Day,
}

/// Index into [`Hierarchy::figures`].
pub(crate) type Id = usize;

/// One figure of one notice.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) file: usize,
    /// The bytes of the number (of the whole date).
    pub(crate) range: Range<usize>,
    /// The bytes of the statement it stands in.
    pub(crate) line: Range<usize>,
    pub(crate) kind: Kind,
    /// In hundredths; days and ratios as they are.
    pub(crate) value: i64,
    /// The last place written, in the same unit.
    pub(crate) place: i64,
    /// Whether some change of it makes the corpus inconsistent, or why none does.
    pub(crate) bound: Result<(), &'static str>,
}

/// One extract.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A corpus in which everything agrees.
#[derive(Debug, Default)]
pub(crate) struct Hierarchy {
    pub(crate) documents: Vec<Document>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) laws: Vec<Law>,
    year: i64,
}

impl Hierarchy {
    /// The corpus of a seed.
    pub(crate) fn new(seed: u64) -> Hierarchy {
        let mut writer = Writer::new(seed);
        writer.nation();
        let mut hierarchy = writer.hierarchy;
        for law in &hierarchy.laws {
            assert!(
                law.holds(&|id| hierarchy.figures[id].value, &|id| hierarchy.figures[id]
                    .place),
                "seed {seed}: the generator broke its own law {law:?}: {:?}",
                law.figures()
                    .iter()
                    .map(|&id| hierarchy.statement(id))
                    .collect::<Vec<_>>()
            );
        }
        for id in 0..hierarchy.figures.len() {
            let bound = if !hierarchy.laws.iter().any(|law| law.figures().contains(&id)) {
                Err("no law speaks of it")
            } else if hierarchy
                .changes(id)
                .iter()
                .all(|&value| hierarchy.broken(id, value).is_empty())
            {
                Err("the laws allow every change tried")
            } else {
                Ok(())
            };
            hierarchy.figures[id].bound = bound;
        }
        hierarchy
    }
}

/// A figure as a notice writes it.
fn written(kind: Kind, value: i64, place: i64, year: i64) -> String {
    match kind {
        Kind::Ratio => value.to_string(),
        Kind::Day => {
            let start = jiff::civil::date(i16::try_from(year).unwrap(), 1, 1);
            let day = start + jiff::Span::new().days(value);
            format!("{}年{}月{}日", day.year(), day.month(), day.day())
        }
        _ if place == 100 => (value / 100).to_string(),
        _ if place == 10 => format!("{}.{}", value / 100, value % 100 / 10),
        _ => format!("{}.{:02}", value / 100, value % 100),
    }
}

/// The last place that a value in hundredths needs.
fn place_of(value: i64) -> i64 {
    match (value % 100, value % 10) {
        (0, _) => 100,
        (_, 0) => 10,
        _ => 1,
    }
}
