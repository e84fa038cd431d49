//! Changes as tables: Markdown for documents, CSV for spreadsheets.

use std::io;

use super::{ChangeSide, ChangeTable, ComparedNotice, heading, one_line, remarks, status, sum};
use crate::diagnostic::Language;
use crate::report::facts::io_error;
use crate::report::json::Place;
use crate::report::visible;
use crate::source::Sources;

/// Writes one section with a table for each comparison.
pub(super) fn markdown(
    tables: &[ChangeTable],
    sources: &Sources,
    language: Language,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let zh = language == Language::Chinese;
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(
            out,
            "# {} {}\n",
            if zh { "对比" } else { "Changes" },
            cell(&table.region)
        )?;
        let sides = if zh { ["旧", "新"] } else { ["Old", "New"] };
        for (word, notices) in sides.iter().zip([&table.old, &table.new]) {
            for notice in notices {
                writeln!(out, "- {word}{} {}", if zh { "：" } else { ":" }, named(notice))?;
            }
        }
        writeln!(out)?;
        if !table.changes.is_empty() {
            let header = if zh {
                ["变化", "事项", "旧", "新", "说明", "旧文", "新文"]
            } else {
                [
                    "Change",
                    "Subject",
                    "Old",
                    "New",
                    "Remarks",
                    "Old words",
                    "New words",
                ]
            };
            writeln!(out, "| {} |", header.join(" | "))?;
            writeln!(out, "|{}", "---|".repeat(header.len()))?;
        }
        for row in &table.changes {
            let shown =
                |side: &Option<ChangeSide>| side.as_ref().map(|side| cell(&side.shown)).unwrap_or_default();
            let words = |side: &Option<ChangeSide>| {
                side.as_ref()
                    .map(|side| {
                        let line = sources.start(side.span).line;
                        format!(
                            "「{}」{}:{line}",
                            cell(&side.text),
                            cell(sources.path(side.span.file))
                        )
                    })
                    .unwrap_or_default()
            };
            let remarks = remarks(row, &table.renames, language).join(if zh { "，" } else { ", " });
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} |",
                status(row.status, language),
                cell(&heading(row, language)),
                shown(&row.old),
                shown(&row.new),
                cell(&remarks),
                words(&row.old),
                words(&row.new)
            )?;
        }
        if !table.changes.is_empty() {
            writeln!(out)?;
        }
        for rename in &table.renames {
            let word = if zh { "更名：" } else { "Renamed: " };
            writeln!(
                out,
                "- {word}{} → {} ({})",
                cell(&rename.old),
                cell(&rename.new),
                rename.count
            )?;
        }
        writeln!(
            out,
            "{}{}",
            if table.renames.is_empty() { "" } else { "\n" },
            sum(table.counts, language)
        )?;
    }
    Ok(())
}

fn named(notice: &ComparedNotice) -> String {
    let title = notice.title.as_ref().map(|title| format!("《{title}》"));
    let parts: Vec<String> = title
        .into_iter()
        .chain(notice.number.clone())
        .chain([notice.file.clone()])
        .collect();
    cell(&parts.join(" "))
}

/// A text that neither ends a cell nor becomes markup.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in visible(&one_line(text)).chars() {
        if matches!(c, '|' | '\\' | '*' | '_' | '`' | '<' | '[' | ']') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// Writes a header and one row for each change.
pub(super) fn csv(tables: &[ChangeTable], sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "region",
        "status",
        "kind",
        "aspects",
        "subject",
        "old",
        "new",
        "difference",
        "unit",
        "percent",
        "days",
        "old_notice",
        "old_text",
        "old_file",
        "old_line",
        "new_notice",
        "new_text",
        "new_file",
        "new_line",
    ])
    .map_err(io_error)?;
    for table in tables {
        for row in &table.changes {
            let shown =
                |side: &Option<ChangeSide>| side.as_ref().map(|side| side.shown.clone()).unwrap_or_default();
            let side = |side: &Option<ChangeSide>| -> [String; 4] {
                side.as_ref().map_or_else(Default::default, |side| {
                    let place = Place::new(side.span, sources);
                    [
                        side.notice.clone().unwrap_or_default(),
                        one_line(&side.text),
                        place.file().to_owned(),
                        place.start().0.to_string(),
                    ]
                })
            };
            let or_empty = |cell: &Option<String>| cell.clone().unwrap_or_default();
            let mut record = vec![
                table.region.clone(),
                row.status.to_owned(),
                row.kind.to_owned(),
                row.aspects.join("、"),
                row.subject.clone(),
                shown(&row.old),
                shown(&row.new),
                or_empty(&row.difference),
                or_empty(&row.unit),
                or_empty(&row.percent),
                row.days.map(|days| days.to_string()).unwrap_or_default(),
            ];
            record.extend(side(&row.old));
            record.extend(side(&row.new));
            rows.write_record(record).map_err(io_error)?;
        }
    }
    rows.flush()
}
