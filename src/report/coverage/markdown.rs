//! Markdown: a table for each notice above, and the words of what has to be looked at.

use std::io::{self, Write};

use super::words::{self, Wording};
use super::{Counts, CoverageReport};
use crate::report::Look;
use crate::source::Span;

/// Writes the whole table.
pub(super) fn write(report: &CoverageReport<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
    let (coverage, language) = (report.coverage, report.language);
    let wording = Wording::of(language);
    let place = |span: Span| {
        let sources = report.sources;
        escape(&format!(
            "{}:{}",
            sources.path(span.file),
            sources.start(span).line
        ))
    };
    writeln!(out, "# {}\n", wording.heading)?;
    let blocks = coverage.blocks();
    if blocks.is_empty() {
        return writeln!(out, "{}", words::nothing(language));
    }
    writeln!(
        out,
        "{}\n",
        words::counted(&Counts::of(&coverage.cells), language)
    )?;
    for block in &blocks {
        let Some(above) = coverage.notice(block.notice) else {
            continue;
        };
        writeln!(out, "## {} {}\n", escape(above.name()), escape(&above.title))?;
        let names = block.below.iter().filter_map(|&below| coverage.notice(below));
        let heads: Vec<String> = names.map(|notice| escape(notice.name())).collect();
        writeln!(out, "| {} | {} |", wording.mandate, heads.join(" | "))?;
        writeln!(out, "|---|{}", "---|".repeat(heads.len()))?;
        for row in block.rows.clone() {
            let states = block.below.iter().map(|&below| {
                block
                    .cell(row, below)
                    .map_or("—", |cell| words::state(cell.state, language))
            });
            let states: Vec<&str> = states.collect();
            writeln!(
                out,
                "| {} | {} |",
                escape(&coverage.asked(row)),
                states.join(" | ")
            )?;
        }
        writeln!(out)?;
        let mut calling: Vec<_> = block.cells.iter().filter(|cell| cell.state.calls()).collect();
        calling.sort_by_key(|cell| (cell.notice, cell.row));
        for cells in calling.chunk_by(|a, b| a.notice == b.notice) {
            let Some(below) = cells.first().and_then(|cell| coverage.notice(cell.notice)) else {
                continue;
            };
            writeln!(
                out,
                "### {}{}{}\n",
                wording.look,
                wording.colon,
                escape(below.name())
            )?;
            for cell in cells {
                let asked = coverage
                    .rows
                    .get(cell.row)
                    .map_or(&[][..], |row| row.clauses.as_slice());
                let at = asked.first().map(|clause| place(clause.span)).unwrap_or_default();
                let state = words::state(cell.state, language);
                writeln!(out, "- **{state}** {}（{at}）", escape(&coverage.asked(cell.row)))?;
                for part in &cell.parts {
                    for answer in &part.answers {
                        writeln!(
                            out,
                            "  - {}（{}）",
                            escape(&answer.words.text),
                            place(answer.words.span)
                        )?;
                    }
                    if let Some(found) = &part.shortfall {
                        let message = escape(found.message.get(language));
                        writeln!(out, "  - `{}`{}{message}", found.rule, wording.colon)?;
                    }
                }
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// `text` so that nothing in it is markup of Markdown or HTML, and a line stays one.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in crate::report::visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' => escaped.push(' '),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_in_a_notice_is_markup() {
        assert_eq!(escape("<script>|a|`b`\n"), "&lt;script&gt;\\|a\\|\\`b\\`␊");
    }
}
