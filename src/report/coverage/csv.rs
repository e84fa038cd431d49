//! One line for each clause of a mandate and each notice, for spreadsheets.

use std::io;

use super::CoverageReport;
use crate::report::Look;
use crate::report::facts::io_error;
use crate::report::json::Place;

/// Writes a header, and the clauses cell by cell; several answers are joined with `；`, and the place is that
/// of the first.
pub(super) fn write(report: &CoverageReport<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "mandate_notice",
        "mandate_title",
        "mandate_region",
        "heading",
        "force",
        "mandate",
        "mandate_quote",
        "mandate_file",
        "mandate_line",
        "mandate_column",
        "notice",
        "title",
        "region",
        "state",
        "clause_state",
        "forwarded",
        "answer",
        "answer_quote",
        "answer_notice",
        "answer_file",
        "answer_line",
        "answer_column",
        "reckoning",
        "finding",
        "message",
        "reason",
    ])
    .map_err(io_error)?;
    let (coverage, language) = (report.coverage, report.language);
    for cell in &coverage.cells {
        let (Some(row), Some(below)) = (coverage.rows.get(cell.row), coverage.notice(cell.notice)) else {
            continue;
        };
        let Some(above) = coverage.notice(row.notice) else {
            continue;
        };
        for part in &cell.parts {
            let Some(clause) = row.clauses.get(part.clause) else {
                continue;
            };
            let place = Place::new(clause.span, report.sources);
            let (line, column) = place.start();
            let joined = |words: Vec<&str>| words.join("；");
            let first = part.answers.first();
            let answered = first.map(|answer| Place::new(answer.words.span, report.sources));
            let start = answered.as_ref().map(Place::start);
            let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
            let shortfall = part.shortfall.as_ref();
            rows.write_record([
                above.number.as_str(),
                &above.title,
                &above.region,
                &row.heading,
                row.force,
                &clause.text,
                clause.quote.as_deref().unwrap_or_default(),
                place.file(),
                &line.to_string(),
                &column.to_string(),
                &below.number,
                &below.title,
                &below.region,
                cell.state.name(),
                part.state.name(),
                if cell.forwarded { "true" } else { "false" },
                &joined(
                    part.answers
                        .iter()
                        .map(|answer| answer.words.text.as_str())
                        .collect(),
                ),
                &joined(
                    part.answers
                        .iter()
                        .filter_map(|answer| answer.words.quote.as_deref())
                        .collect(),
                ),
                first
                    .and_then(|answer| coverage.notice(answer.notice))
                    .map_or("", |notice| &notice.number),
                answered.as_ref().map_or("", Place::file),
                &number(start.map(|(line, _)| line)),
                &number(start.map(|(_, column)| column)),
                part.reckoning.as_ref().map_or("", |text| text.get(language)),
                shortfall.map_or("", |found| found.rule),
                shortfall.map_or("", |found| found.message.get(language)),
                part.reason.as_ref().map_or("", |(_, text)| text.get(language)),
            ])
            .map_err(io_error)?;
        }
    }
    rows.flush()
}
