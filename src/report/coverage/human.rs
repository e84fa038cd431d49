//! The table on a terminal, fitted to its width.
//!
//! One notice below is shown with the words of both sides; several as a grid, with the words of what has to
//! be looked at under it; more than a grid can show as one line each.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::words::{self, Wording};
use super::{Block, Cell, Counts, Coverage, CoverageReport, Part};
use crate::corpus::State;
use crate::diagnostic::Language;
use crate::report::Look;
use crate::report::visible::{Paint, pad, visible, width};

/// Columns where the output goes to no terminal.
const COLUMNS: usize = 120;
/// The least that a table is laid out for.
const LEAST: usize = 48;
/// Grids of one block, side by side notices cut into pieces that fit; beyond these a line for each notice.
const GRIDS: usize = 4;
/// Lines of one cell; the rest is left to the other formats.
const LINES: usize = 4;
/// Columns between two columns of a table.
const GAP: usize = 2;
/// The least columns for one notice of a grid: its number and the beginning of its region.
const NOTICE: usize = 8;

/// Writes the blocks, what has to be looked at, and the counts.
pub(super) fn write(report: &CoverageReport<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let human = Human {
        coverage: report.coverage,
        report,
        language: report.language,
        wording: Wording::of(report.language),
        colour: look.colour,
        columns: look.width.unwrap_or(COLUMNS).max(LEAST),
    };
    let blocks = report.coverage.blocks();
    for block in &blocks {
        human.block(block, out)?;
        writeln!(out)?;
    }
    if blocks.is_empty() {
        return writeln!(out, "{}", words::nothing(report.language));
    }
    human.total(&blocks, out)
}

struct Human<'a> {
    coverage: &'a Coverage,
    report: &'a CoverageReport<'a>,
    language: Language,
    wording: Wording,
    colour: bool,
    columns: usize,
}

/// Text of one column of a row, and how it is painted.
struct Field {
    text: String,
    paint: Option<Paint>,
}

impl Field {
    fn plain(text: impl Into<String>) -> Field {
        Field {
            text: text.into(),
            paint: None,
        }
    }
}

impl Human<'_> {
    fn block(&self, block: &Block<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(above) = self.coverage.notice(block.notice) else {
            return Ok(());
        };
        let title = [above.name(), &above.title].map(visible).join(" ");
        for line in wrap(&title, self.columns, LINES) {
            writeln!(out, "{}", Paint::Cyan.on(&line, self.colour))?;
        }
        let extent = words::extent(block.rows.len(), block.below.len(), self.language);
        let counts = words::counted(&Counts::of(block.cells), self.language);
        writeln!(out, "{extent}{}{counts}", self.wording.colon)?;
        writeln!(out)?;
        if let [below] = block.below.as_slice() {
            return self.side_by_side(block, *below, out);
        }
        let each = self.widest_state().max(NOTICE) + GAP;
        let at_once = (self.columns / 2 / each).max(2);
        if block.below.len() > at_once * GRIDS {
            self.one_line_each(block, out)?;
        } else {
            for (number, below) in block.below.iter().enumerate() {
                let Some(notice) = self.coverage.notice(*below) else {
                    continue;
                };
                let line = format!(
                    "{:>3}  {}  {}",
                    number + 1,
                    visible(notice.name()),
                    visible(&notice.region)
                );
                writeln!(out, "{}", cut(&line, self.columns))?;
            }
            let numbered: Vec<(usize, usize)> = block.below.iter().copied().zip(1..).collect();
            for columns in numbered.chunks(at_once) {
                writeln!(out)?;
                self.grid(block, columns, out)?;
            }
        }
        self.to_look_at(block, out)
    }

    fn widest_state(&self) -> usize {
        State::ALL
            .into_iter()
            .map(|state| width(words::state(state, self.language)))
            .max()
            .unwrap_or_default()
    }

    /// The words of both sides, for one notice.
    fn side_by_side(&self, block: &Block<'_>, below: usize, out: &mut dyn Write) -> io::Result<()> {
        let name = self.coverage.notice(below).map_or("", |notice| notice.name());
        let state = self.widest_state();
        let line = 4;
        let words = self.columns.saturating_sub(state + 2 * line + 4 * GAP);
        let widths = [state, words.div_ceil(2), line, words / 2, line];
        let heads = [
            self.wording.state,
            self.wording.mandate,
            self.wording.line,
            name,
            self.wording.line,
        ];
        self.line(&widths, heads.map(Field::plain), out)?;
        self.rule(&widths, out)?;
        for row in block.rows.clone() {
            let Some(cell) = block.cell(row, below) else {
                continue;
            };
            let places = |spans: Vec<crate::source::Span>| {
                let lines = spans
                    .into_iter()
                    .map(|span| self.report.sources.start(span).line.to_string());
                let mut lines: Vec<String> = lines.collect();
                lines.dedup();
                lines.join(" ")
            };
            let asked = self
                .coverage
                .rows
                .get(row)
                .map_or(&[][..], |row| row.clauses.as_slice());
            let own = cell.parts.iter().flat_map(|part| &part.answers);
            let here = own
                .filter(|answer| answer.notice == below)
                .map(|answer| answer.words.span);
            self.line(
                &widths,
                [
                    self.state(cell),
                    Field::plain(self.coverage.asked(row)),
                    Field::plain(places(asked.iter().map(|clause| clause.span).collect())),
                    Field::plain(self.answer(cell)),
                    Field::plain(places(here.collect())),
                ],
                out,
            )?;
        }
        Ok(())
    }

    /// The states of several notices.
    fn grid(&self, block: &Block<'_>, columns: &[(usize, usize)], out: &mut dyn Write) -> io::Result<()> {
        let each = self.widest_state().max(NOTICE);
        let rest = self.columns.saturating_sub(columns.len() * (each + GAP));
        let longest = block
            .rows
            .clone()
            .map(|row| width(&self.coverage.asked(row)))
            .max();
        let first = rest.min(longest.unwrap_or_default()).max(12);
        let mut widths = vec![first];
        widths.extend(columns.iter().map(|_| each));
        let mut heads = vec![Field::plain(self.wording.mandate)];
        heads.extend(columns.iter().map(|(notice, number)| {
            let region = self
                .coverage
                .notice(*notice)
                .map_or("", |notice| notice.region.as_str());
            Field::plain(cut(&format!("{number} {region}"), each))
        }));
        self.line(&widths, heads, out)?;
        self.rule(&widths, out)?;
        for row in block.rows.clone() {
            let mut fields = vec![Field::plain(self.coverage.asked(row))];
            fields.extend(columns.iter().map(|(notice, _)| {
                block
                    .cell(row, *notice)
                    .map_or(Field::plain("—"), |cell| self.state(cell))
            }));
            self.line(&widths, fields, out)?;
        }
        Ok(())
    }

    /// One line with the counts of each notice, for more notices than a grid can show.
    fn one_line_each(&self, block: &Block<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut counts: Vec<Vec<&Cell>> = vec![Vec::new(); block.below.len()];
        for cell in block.cells {
            if let Ok(at) = block.below.binary_search(&cell.notice)
                && let Some(cells) = counts.get_mut(at)
            {
                cells.push(cell);
            }
        }
        let name = |notice: &usize| self.coverage.notice(*notice).map_or("", |notice| notice.name());
        let first = block
            .below
            .iter()
            .map(|notice| width(&visible(name(notice))))
            .max();
        let first = first.unwrap_or_default().min(self.columns / 2);
        for (notice, cells) in block.below.iter().zip(counts) {
            let counted = words::counted(&Counts::of(cells), self.language);
            let line = format!("{}  {counted}", pad(&cut(&visible(name(notice)), first), first));
            writeln!(out, "{}", cut(&line, self.columns))?;
        }
        Ok(())
    }

    /// The words of what falls short, of several notices.
    fn to_look_at(&self, block: &Block<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut calling: Vec<&Cell> = block.cells.iter().filter(|cell| cell.state.calls()).collect();
        if calling.is_empty() {
            return Ok(());
        }
        calling.sort_by_key(|cell| (cell.notice, cell.row));
        writeln!(out)?;
        writeln!(out, "{}", self.wording.look)?;
        let indent = self.widest_state() + GAP;
        for cells in calling.chunk_by(|a, b| a.notice == b.notice) {
            let Some(notice) = cells.first().and_then(|cell| self.coverage.notice(cell.notice)) else {
                continue;
            };
            let place = self.report.sources.path(notice.span.file);
            let line = format!("{}  {}", visible(notice.name()), visible(place));
            writeln!(out, "{}", cut(&line, self.columns))?;
            for cell in cells {
                let state = self.state(cell);
                let shown = pad(&state.text, indent);
                let shown = state
                    .paint
                    .map_or(shown.clone(), |paint| paint.on(&shown, self.colour).into_owned());
                let mut text = self.coverage.asked(cell.row);
                let answer = self.answer(cell);
                if !answer.is_empty() {
                    text = format!("{text} → {answer}");
                }
                for (number, line) in wrap(&text, self.columns.saturating_sub(indent), LINES)
                    .iter()
                    .enumerate()
                {
                    let lead = if number == 0 {
                        shown.clone()
                    } else {
                        " ".repeat(indent)
                    };
                    writeln!(out, "{lead}{line}")?;
                }
            }
        }
        Ok(())
    }

    /// What a notice says in answer, and the reckoning; of one that says nothing, why.
    fn answer(&self, cell: &Cell) -> String {
        let mut said: Vec<String> = Vec::new();
        for part in &cell.parts {
            let text = self.part(part, cell);
            if !text.is_empty() && !said.contains(&text) {
                said.push(text);
            }
        }
        said.join("；")
    }

    fn part(&self, part: &Part, cell: &Cell) -> String {
        let mut text = String::new();
        for answer in &part.answers {
            if !text.is_empty() {
                text.push('；');
            }
            if answer.notice != cell.notice
                && let Some(notice) = self.coverage.notice(answer.notice)
            {
                let line = self.report.sources.start(answer.words.span).line;
                text.push_str(&format!("{}:{line} ", notice.name()));
            }
            text.push_str(&answer.words.text);
        }
        if part.more > 0 {
            text.push_str(&format!(" …+{}", part.more));
        }
        let note = match (&part.shortfall, &part.reckoning, &part.reason) {
            (Some(found), ..) => Some(format!(
                "{}{}{}",
                found.rule,
                self.wording.colon,
                found.message.get(self.language)
            )),
            (None, Some(reckoning), _) => Some(reckoning.get(self.language).to_owned()),
            (None, None, Some((_, reason))) => Some(reason.get(self.language).to_owned()),
            (None, None, None) => None,
        };
        match note {
            Some(note) if text.is_empty() => note,
            Some(note) => format!("{text}（{note}）"),
            None => text,
        }
    }

    fn state(&self, cell: &Cell) -> Field {
        let paint = match cell.state {
            State::Looser => Some(Paint::Red),
            State::Silent | State::Partial => Some(Paint::Yellow),
            State::Answered => None,
            State::Stricter | State::Forwarded => Some(Paint::Cyan),
            State::Delegated | State::Optional | State::Unknown | State::NotComparable => Some(Paint::Dim),
        };
        Field {
            text: words::state(cell.state, self.language).to_owned(),
            paint,
        }
    }

    /// One row, on as many lines as its longest field needs.
    fn line(
        &self,
        widths: &[usize],
        fields: impl IntoIterator<Item = Field>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let fields: Vec<(Vec<String>, Option<Paint>, usize)> = fields
            .into_iter()
            .zip(widths)
            .map(|(field, &columns)| (wrap(&visible(&field.text), columns, LINES), field.paint, columns))
            .collect();
        let lines = fields
            .iter()
            .map(|(lines, ..)| lines.len())
            .max()
            .unwrap_or_default();
        for number in 0..lines.max(1) {
            let mut row = String::new();
            let mut missing = 0;
            for (text, paint, columns) in &fields {
                let text = text.get(number).map_or("", String::as_str);
                row.push_str(&" ".repeat(if text.is_empty() { 0 } else { missing }));
                missing = if text.is_empty() {
                    missing + columns + GAP
                } else {
                    columns - width(text).min(*columns) + GAP
                };
                match paint {
                    Some(paint) if !text.is_empty() => row.push_str(&paint.on(text, self.colour)),
                    _ => row.push_str(text),
                }
            }
            writeln!(out, "{row}")?;
        }
        Ok(())
    }

    fn rule(&self, widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
        let dashes: Vec<String> = widths.iter().map(|&columns| "─".repeat(columns)).collect();
        writeln!(out, "{}", Paint::Dim.on(&dashes.join("  "), self.colour))
    }

    fn total(&self, blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
        let mut below: Vec<usize> = blocks
            .iter()
            .flat_map(|block| block.below.iter().copied())
            .collect();
        below.sort_unstable();
        below.dedup();
        let cells = self.coverage.cells.len();
        let counts = words::counted(&Counts::of(&self.coverage.cells), self.language);
        let total = match self.language {
            Language::Chinese => format!(
                "{} 个公文对 {} 个上级公文，共 {cells} 项：{counts}",
                below.len(),
                blocks.len()
            ),
            Language::English => format!(
                "notices {}, notices above {}, {cells} cells: {counts}",
                below.len(),
                blocks.len()
            ),
        };
        writeln!(out, "{total}")
    }
}

/// `text` cut to `columns`, with … where something is cut off.
fn cut(text: &str, columns: usize) -> String {
    wrap(text, columns, 1).into_iter().next().unwrap_or_default()
}

/// `text` on lines of at most `columns`, broken between any two characters but within no run of Latin letters
/// and digits that fits on a line; at most `limit` lines, the last then ending in ….
fn wrap(text: &str, columns: usize, limit: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let wide = width(piece);
        if !line.is_empty() && width(&line) + wide > columns {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if line.is_empty() && piece.trim().is_empty() {
            continue;
        }
        if wide <= columns {
            line.push_str(piece);
            continue;
        }
        for c in piece.chars() {
            if width(&line) + c.width().unwrap_or_default() > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    if lines.len() > limit {
        lines.truncate(limit);
        if let Some(last) = lines.last_mut() {
            while width(last) + 1 > columns {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// The pieces that stay on one line: runs of ASCII letters, digits and signs, and single other characters; what
/// may not begin a line stays with what is before it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let joins = |c: char| c.is_ascii_graphic();
    let closes = |c: char| "，。；：、）」』》〉】〕！？%".contains(c);
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        let mut run = joins(first);
        let end = chars
            .find(|&(_, c)| {
                if closes(c) {
                    run = false;
                    return false;
                }
                let stays = run && joins(c);
                run &= stays;
                !stays
            })
            .map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_by_columns_and_keep_figures_whole() {
        let text = "财政补助（2023年） ≥ 640元/人·年";
        for columns in 2..40 {
            let lines = wrap(text, columns, 40);
            assert!(
                lines.iter().all(|line| width(line) <= columns.max(3)),
                "{columns} {lines:?}"
            );
            let joined: String = lines.concat();
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(plain(&joined), plain(text));
        }
        assert_eq!(wrap("补助 512元", 7, 9), ["补助", "512元"]);
        assert_eq!(wrap("一二三四五六", 4, 2), ["一二", "三…"]);
        assert_eq!(cut("广西壮族自治区", 7), "广西壮…");
    }
}
