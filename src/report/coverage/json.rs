//! The JSON form, version 1: a contract with programs, kept in types of its own.
//!
//! One object. `notices` and `mandates` are lists, and what refers to them gives an index into them. A cell
//! is one mandate and one notice below it; `state` is one of `looser`, `silent`, `partial`, `answered`,
//! `stricter`, `forwarded`, `delegated`, `optional`, `unknown`, `not-comparable`. A mandate has a clause for
//! each thing that one phrase asks, and a cell a part for each of them. Places are as in the JSON form of
//! `check`: `offset` in bytes from 0, `line` and `column` from 1, the column in characters.

use std::io;

use serde::{Serialize, Serializer};

use super::{Cell, Counts, CoverageReport, Words};
use crate::corpus::State;
use crate::diagnostic::Language;
use crate::report::Look;
use crate::report::json::Place;
use crate::source::Sources;

/// The version of the contract.
const VERSION: u32 = 1;

/// Writes one object and a line end.
pub(super) fn write(report: &CoverageReport<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let coverage = report.coverage;
    let mut below: Vec<usize> = coverage.cells.iter().map(|cell| cell.notice).collect();
    below.sort_unstable();
    below.dedup();
    let document = Document {
        version: VERSION,
        summary: Summary {
            notices: below.len(),
            mandates: coverage.rows.len(),
            cells: coverage.cells.len(),
            states: States(Counts::of(&coverage.cells)),
        },
        notices: coverage
            .notices
            .iter()
            .map(|notice| Notice {
                number: &notice.number,
                title: &notice.title,
                region: &notice.region,
                file: report.sources.path(notice.span.file),
            })
            .collect(),
        mandates: coverage
            .rows
            .iter()
            .map(|row| Mandate {
                notice: row.notice,
                heading: &row.heading,
                force: row.force,
                clauses: row
                    .clauses
                    .iter()
                    .map(|clause| Stated::new(clause, report.sources))
                    .collect(),
            })
            .collect(),
        cells: Cells(report),
    };
    serde_json::to_writer(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    summary: Summary,
    notices: Vec<Notice<'a>>,
    mandates: Vec<Mandate<'a>>,
    cells: Cells<'a>,
}

#[derive(Serialize)]
struct Summary {
    /// Notices that have a cell.
    notices: usize,
    mandates: usize,
    cells: usize,
    states: States,
}

/// Every state with the number of its cells.
struct States(Counts);

impl Serialize for States {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            State::ALL
                .into_iter()
                .map(|state| (state.name(), self.0.get(state))),
        )
    }
}

#[derive(Serialize)]
struct Notice<'a> {
    number: &'a str,
    title: &'a str,
    region: &'a str,
    file: &'a str,
}

#[derive(Serialize)]
struct Mandate<'a> {
    notice: usize,
    heading: &'a str,
    force: &'a str,
    clauses: Vec<Stated<'a>>,
}

#[derive(Serialize)]
struct Stated<'a> {
    kind: &'a str,
    text: &'a str,
    quote: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
}

impl<'a> Stated<'a> {
    fn new(words: &'a Words, sources: &'a Sources) -> Self {
        Stated {
            kind: words.kind,
            text: &words.text,
            quote: words.quote.as_deref(),
            place: Place::new(words.span, sources),
        }
    }
}

/// The cells, turned into their contract form one at a time while they are written.
struct Cells<'a>(&'a CoverageReport<'a>);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cells(report) = self;
        serializer.collect_seq(report.coverage.cells.iter().map(|cell| Met::new(cell, report)))
    }
}

#[derive(Serialize)]
struct Met<'a> {
    mandate: usize,
    notice: usize,
    state: &'static str,
    forwarded: bool,
    parts: Vec<MetPart<'a>>,
}

#[derive(Serialize)]
struct MetPart<'a> {
    clause: usize,
    state: &'static str,
    reason: Option<Reason<'a>>,
    answers: Vec<Answered<'a>>,
    /// Answers beyond those that are listed.
    more: usize,
    reckoning: Option<&'a str>,
    finding: Option<Finding<'a>>,
}

#[derive(Serialize)]
struct Reason<'a> {
    name: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Answered<'a> {
    notice: usize,
    #[serde(flatten)]
    stated: Stated<'a>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    derivation: Vec<&'a str>,
}

impl<'a> Met<'a> {
    fn new(cell: &'a Cell, report: &CoverageReport<'a>) -> Self {
        let (sources, language): (&'a Sources, Language) = (report.sources, report.language);
        Met {
            mandate: cell.row,
            notice: cell.notice,
            state: cell.state.name(),
            forwarded: cell.forwarded,
            parts: cell
                .parts
                .iter()
                .map(|part| MetPart {
                    clause: part.clause,
                    state: part.state.name(),
                    reason: part.reason.as_ref().map(|(name, text)| Reason {
                        name,
                        text: text.get(language),
                    }),
                    answers: part
                        .answers
                        .iter()
                        .map(|answer| Answered {
                            notice: answer.notice,
                            stated: Stated::new(&answer.words, sources),
                        })
                        .collect(),
                    more: part.more,
                    reckoning: part.reckoning.as_ref().map(|text| text.get(language)),
                    finding: part.shortfall.as_ref().map(|found| Finding {
                        rule: found.rule,
                        message: found.message.get(language),
                        help: found.help.as_ref().map(|help| help.get(language)),
                        derivation: found.steps.iter().map(|step| step.get(language)).collect(),
                    }),
                })
                .collect(),
        }
    }
}
