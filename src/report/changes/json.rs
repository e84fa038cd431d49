//! The contract of changes, version 1, described at the head of the folder.

use std::io;

use serde::{Serialize, Serializer};

use super::{ChangeCounts, ChangeRow, ChangeSide, ChangeTable, ComparedNotice, RenameRow};
use crate::report::json::Place;
use crate::source::Sources;

/// The version of the contract.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    comparisons: Vec<Table<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    region: &'a str,
    old: &'a [ComparedNotice],
    new: &'a [ComparedNotice],
    summary: ChangeCounts,
    renames: &'a [RenameRow],
    changes: Rows<'a>,
}

/// The changes, turned into their contract form one at a time while they are written.
struct Rows<'a>(&'a [ChangeRow], &'a Sources);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Rows(rows, sources) = self;
        serializer.collect_seq(rows.iter().map(|row| Row::new(row, sources)))
    }
}

#[derive(Serialize)]
struct Row<'a> {
    status: &'a str,
    kind: &'a str,
    aspects: &'a [&'static str],
    subject: &'a str,
    old: Option<Placed<'a>>,
    new: Option<Placed<'a>>,
    difference: Option<&'a str>,
    unit: Option<&'a str>,
    percent: Option<&'a str>,
    days: Option<i32>,
    renames: &'a [usize],
    near: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Placed<'a> {
    #[serde(flatten)]
    side: &'a ChangeSide,
    #[serde(flatten)]
    place: Place<'a>,
}

impl<'a> Row<'a> {
    fn new(row: &'a ChangeRow, sources: &'a Sources) -> Self {
        let placed = |side: &'a Option<ChangeSide>| {
            side.as_ref().map(|side| Placed {
                side,
                place: Place::new(side.span, sources),
            })
        };
        Row {
            status: row.status,
            kind: row.kind,
            aspects: &row.aspects,
            subject: &row.subject,
            old: placed(&row.old),
            new: placed(&row.new),
            difference: row.difference.as_deref(),
            unit: row.unit.as_deref(),
            percent: row.percent.as_deref(),
            days: row.days,
            renames: &row.renames,
            near: row.near.map(|span| Place::new(span, sources)),
        }
    }
}

/// Writes one object and a line end.
pub(super) fn write(tables: &[ChangeTable], sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        comparisons: tables
            .iter()
            .map(|table| Table {
                region: &table.region,
                old: &table.old,
                new: &table.new,
                summary: table.counts,
                renames: &table.renames,
                changes: Rows(&table.changes, sources),
            })
            .collect(),
    };
    serde_json::to_writer(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}
