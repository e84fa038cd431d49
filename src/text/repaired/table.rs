//! Tables among the lines of a file: their cells beside each other, between bars, or one on each line.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::line::{Gap, Line};
use crate::text::marks::is_blank;

/// A table, as indices of lines.
#[derive(Debug)]
pub(super) struct Lines {
    /// The lines of each row: one, or one for each cell.
    pub(super) rows: Vec<Range<usize>>,
}

/// Finds the tables and marks their lines.
pub(super) fn tables(source: &str, lines: &mut [Line]) -> Vec<Lines> {
    let mut found = Vec::new();
    let mut at = 0usize;
    while at < lines.len() {
        let rows = serial_rows(source, lines, at)
            .or_else(|| tabbed_rows(lines, at))
            .map(|rows| (rows, false))
            .or_else(|| side_by_side(source, lines, at).map(|rows| (rows, true)));
        let Some((rows, beside)) = rows else {
            at = at.saturating_add(1);
            continue;
        };
        let end = rows.last().map_or(at, |row| row.end).max(at.saturating_add(1));
        let id = u32::try_from(found.len()).unwrap_or(u32::MAX);
        for line in lines.get_mut(at..end).unwrap_or_default() {
            line.table = Some(id);
            line.row = beside;
        }
        found.push(Lines { rows });
        at = end;
    }
    found
}

/// The most columns that a table is taken to have.
const COLUMNS: usize = 16;

/// Wider lines are paragraphs, not cells.
const CELL: usize = 160;

fn compact_is(source: &str, line: &Line, word: &str) -> bool {
    line.width <= 20 && {
        let text = source.get(line.start..line.end).unwrap_or_default();
        text.chars().filter(|&c| !is_blank(c)).eq(word.chars())
    }
}

fn serial(source: &str, line: &Line) -> Option<u32> {
    if line.width > 3 {
        return None;
    }
    source.get(line.start..line.end)?.parse().ok()
}

/// One cell on each line: 序号 and the other names of columns, then rows that begin with 1, 2, 3.
fn serial_rows(source: &str, lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let first = lines.get(at)?;
    if !(compact_is(source, first, "序号") || compact_is(source, first, "编号")) {
        return None;
    }
    let columns = lines
        .get(at.saturating_add(1)..)?
        .iter()
        .take(COLUMNS)
        .position(|line| serial(source, line) == Some(1))?
        .saturating_add(1);
    if columns < 2 {
        return None;
    }
    let mut rows = Vec::new();
    rows.push(at..at.saturating_add(columns));
    let mut start = at.saturating_add(columns);
    for number in 2u32.. {
        let regular = start.saturating_add(columns);
        let next = Some(regular)
            .filter(|&next| lines.get(next).and_then(|line| serial(source, line)) == Some(number))
            .or_else(|| {
                // A row with a cell too many or too few.
                let from = start.saturating_add(1);
                let window = lines.get(from..regular.saturating_add(columns).min(lines.len()))?;
                window
                    .iter()
                    .position(|line| serial(source, line) == Some(number))
                    .map(|found| from.saturating_add(found))
            });
        let Some(next) = next else { break };
        rows.push(start..next);
        start = next;
    }
    // The last row has as many cells as the others, unless the table ends before.
    let last = lines.get(start..start.saturating_add(columns).min(lines.len()))?;
    let cells = last
        .iter()
        .position(|line| line.width > CELL)
        .unwrap_or(last.len());
    rows.push(start..start.saturating_add(cells));
    (rows.len() >= 3).then_some(rows)
}

/// One cell on each line with a tab in front, and an empty line between rows.
fn tabbed_rows(lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let is_cell = |line: &Line| line.tab && line.width <= CELL;
    if !is_cell(lines.get(at)?) {
        return None;
    }
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut start = at;
    let mut next = at.saturating_add(1);
    while let Some(line) = lines.get(next).filter(|line| is_cell(line)) {
        if line.gap >= Gap::Blank {
            rows.push(start..next);
            start = next;
        }
        next = next.saturating_add(1);
    }
    rows.push(start..next);
    let columns = rows.first()?.len();
    let regular = rows.iter().filter(|row| row.len() == columns).count();
    // Most rows have as many cells as the first.
    (columns >= 2 && rows.len() >= 3 && regular.saturating_mul(3) >= rows.len().saturating_mul(2))
        .then_some(rows)
}

/// Rows whose cells stand beside each other: at least two of three cells, or three of two.
fn side_by_side(source: &str, lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let cells = cell_count(source, lines.get(at)?);
    if cells < 2 {
        return None;
    }
    let mut end = at.saturating_add(1);
    let mut matching = 1usize;
    while let Some(line) = lines.get(end) {
        let count = cell_count(source, line);
        if count < 2 {
            break;
        }
        matching = matching.saturating_add(usize::from(count == cells));
        end = end.saturating_add(1);
    }
    let rows = end.saturating_sub(at);
    let enough = if cells >= 3 { 2 } else { 3 };
    (rows >= enough && matching.saturating_mul(2) >= rows)
        .then(|| (at..end).map(|row| row..row.saturating_add(1)).collect())
}

/// How many cells stand on a line, between bars or wide blanks.
fn cell_count(source: &str, line: &Line) -> usize {
    let text = source.get(line.start..line.end).unwrap_or_default();
    if text.len() > 1_200 {
        return 0;
    }
    let bytes = text.as_bytes();
    if text.starts_with(['|', '｜']) {
        return text.matches(['|', '｜']).count().saturating_sub(1);
    }
    if !has_wide_blank(bytes) {
        return 1;
    }
    let (mut cells, mut characters) = (1usize, 0usize);
    let (mut blanks, mut tab) = (0usize, false);
    for character in text.chars() {
        if is_blank(character) {
            blanks = blanks.saturating_add(1);
            tab |= character == '\t';
        } else {
            if tab || blanks >= 2 {
                cells = cells.saturating_add(1);
            }
            (blanks, tab) = (0, false);
            characters = characters.saturating_add(1);
        }
    }
    // A text with blanks after every character has no cells.
    if cells > COLUMNS || cells.saturating_mul(2) > characters.saturating_add(2) {
        1
    } else {
        cells
    }
}

/// Whether a tab or two blanks beside each other stand in `bytes`.
fn has_wide_blank(bytes: &[u8]) -> bool {
    memchr::memchr(b'\t', bytes).is_some()
        || memchr::memchr_iter(b' ', bytes).any(|at| bytes.get(at.saturating_add(1)) == Some(&b' '))
        || IDEOGRAPHIC.find(bytes).is_some()
}

/// Two ideographic blanks.
static IDEOGRAPHIC: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{3000}\u{3000}"));
