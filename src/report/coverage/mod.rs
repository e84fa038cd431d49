//! Mandates × notices as a table: one file for each output format, and the list of them.

mod csv;
mod html;
mod human;
mod json;
mod markdown;
mod words;

use std::io;

use super::Look;
use crate::corpus::State;
use crate::diagnostic::{Language, Text};
use crate::source::{Sources, Span};

/// What one clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In the extract language.
    pub text: String,
    /// What kind of statement: `bound`, `share`, `date`, …
    pub kind: &'static str,
    /// The words that state it: of an extract its evidence, of a text what stands there.
    pub quote: Option<String>,
    /// Where it is stated.
    pub span: Span,
}

/// A notice of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// 文号, or the empty string.
    pub number: String,
    /// 标题, or the empty string.
    pub title: String,
    /// The region that issued it.
    pub region: String,
    /// Any place in its file.
    pub span: Span,
}

/// A mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Index into [`Coverage::notices`].
    pub notice: usize,
    /// The headings that it stands under.
    pub heading: String,
    /// How binding it is.
    pub force: &'static str,
    /// What it asks; more than one clause where one phrase asks several things at once.
    pub clauses: Vec<Words>,
}

/// Words that answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Index into [`Coverage::notices`].
    pub notice: usize,
    /// What is said.
    pub words: Words,
}

/// What `check` finds where a notice falls short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// The rule.
    pub rule: &'static str,
    /// What it says.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// How the figure follows.
    pub steps: Vec<Text>,
}

/// How a notice meets one clause of a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Index into [`Row::clauses`].
    pub clause: usize,
    /// How.
    pub state: State,
    /// Why, where the words do not show it: a word of the contract, and what it means.
    pub reason: Option<(&'static str, Text)>,
    /// The words that answer it.
    pub answers: Vec<Answer>,
    /// How many more there are.
    pub more: usize,
    /// The reckoning.
    pub reckoning: Option<Text>,
    /// What is found, where it falls short.
    pub shortfall: Option<Shortfall>,
}

/// How a notice meets a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Index into [`Coverage::rows`].
    pub row: usize,
    /// Index into [`Coverage::notices`].
    pub notice: usize,
    /// How.
    pub state: State,
    /// Whether the notice forwards that of the mandate.
    pub forwarded: bool,
    /// Each clause of the mandate.
    pub parts: Vec<Part>,
}

/// The whole table.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// All notices, of mandates and of answers.
    pub notices: Vec<Party>,
    /// The mandates; those of one notice together.
    pub rows: Vec<Row>,
    /// The cells, by row and then by notice.
    pub cells: Vec<Cell>,
}

/// How many cells are in which state, in the order of [`State::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts([usize; State::ALL.len()]);

impl Counts {
    fn of<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Counts {
        let mut counts = Counts::default();
        for cell in cells {
            if let Some(count) = counts.0.get_mut(cell.state as usize) {
                *count = count.saturating_add(1);
            }
        }
        counts
    }

    fn get(&self, state: State) -> usize {
        self.0.get(state as usize).copied().unwrap_or_default()
    }

    /// The states that occur, with how often they do.
    fn occurring(&self) -> impl Iterator<Item = (State, usize)> {
        State::ALL
            .into_iter()
            .map(|state| (state, self.get(state)))
            .filter(|(_, count)| *count > 0)
    }
}

/// The mandates of one notice, and the notices that they reach.
pub(super) struct Block<'a> {
    /// Whose mandates.
    notice: usize,
    /// Their indices, in order.
    rows: std::ops::Range<usize>,
    /// The notices below, in order.
    below: Vec<usize>,
    /// Their cells, by row and then by notice.
    cells: &'a [Cell],
}

impl Block<'_> {
    /// The cells of one row.
    fn row(&self, row: usize) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// The cell of one notice in a row.
    fn cell(&self, row: usize, notice: usize) -> Option<&Cell> {
        let cells = self.row(row);
        let at = cells.binary_search_by_key(&notice, |cell| cell.notice).ok()?;
        cells.get(at)
    }
}

impl Coverage {
    /// The table part by part; mandates that reach no notice are left out.
    fn blocks(&self) -> Vec<Block<'_>> {
        let row_of = |cell: &Cell| self.rows.get(cell.row).map(|row| row.notice);
        self.cells
            .chunk_by(|a, b| row_of(a) == row_of(b))
            .filter_map(|cells| {
                let (first, last) = (cells.first()?, cells.last()?);
                let mut below: Vec<usize> = cells.iter().map(|cell| cell.notice).collect();
                below.sort_unstable();
                below.dedup();
                Some(Block {
                    notice: row_of(first)?,
                    rows: first.row..last.row.saturating_add(1),
                    below,
                    cells,
                })
            })
            .collect()
    }

    fn notice(&self, index: usize) -> Option<&Party> {
        self.notices.get(index)
    }

    /// What a row asks, its clauses joined.
    fn asked(&self, row: usize) -> String {
        let clauses = self.rows.get(row).map_or(&[][..], |row| row.clauses.as_slice());
        let texts: Vec<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
        texts.join("；")
    }
}

impl Party {
    /// 文号, or what else it can be told by.
    fn name(&self) -> &str {
        [&self.number, &self.title, &self.region]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("—", String::as_str)
    }
}

/// Everything that a format may show.
#[derive(Debug, Clone, Copy)]
pub struct CoverageReport<'a> {
    /// The files that spans point into.
    pub sources: &'a Sources,
    /// The table.
    pub coverage: &'a Coverage,
    /// The language of all wording.
    pub language: Language,
}

/// One output format.
#[derive(Debug)]
pub struct CoverageFormat {
    /// The name given to `--format`.
    pub name: &'static str,
    write: fn(&CoverageReport<'_>, Look, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats, the default first.
pub static COVERAGE_FORMATS: &[CoverageFormat] = &[
    CoverageFormat {
        name: "human",
        write: human::write,
    },
    CoverageFormat {
        name: "csv",
        write: csv::write,
    },
    CoverageFormat {
        name: "json",
        write: json::write,
    },
    CoverageFormat {
        name: "markdown",
        write: markdown::write,
    },
    CoverageFormat {
        name: "html",
        write: html::write,
    },
];

impl CoverageFormat {
    /// The format called `name`.
    pub fn named(name: &str) -> Option<&'static CoverageFormat> {
        COVERAGE_FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes `report` to `out` through a buffer.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, report: &CoverageReport<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        let mut buffered = io::BufWriter::new(out);
        (self.write)(report, look, &mut buffered)?;
        io::Write::flush(&mut buffered)
    }
}
