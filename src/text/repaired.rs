//! A text without the damage of layout, and the way back to the text as it stands.

mod fold;
mod join;
mod line;
mod map;
mod misread;
mod radical;
mod shape;
mod table;

use std::ops::Range;

pub(super) use join::is_complete_title;

use fold::Folded;
use join::Element;
use line::{Gap, Line};
use map::Map;
use shape::Shape;

use super::kind::{Kind, kind};
use crate::source::{FileId, Span};

/// A stretch of a repaired text, in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stretch {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Stretch {
    /// From byte `start` to byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Stretch {
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// As a range of byte indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The smallest stretch that holds both.
    pub fn to(self, other: Stretch) -> Stretch {
        Stretch {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Stretch) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Why two pieces of the source were joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeamKind {
    /// An empty line, or a page footer between empty lines, within a paragraph.
    Page,
    /// A line end within a paragraph.
    Wrap,
}

/// A place where two pieces of the source were joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seam {
    /// First byte after it, in the repaired text.
    pub at: u32,
    /// Why.
    pub kind: SeamKind,
}

/// A row of a table, and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) row: Stretch,
    pub(super) cells: Vec<Stretch>,
}

/// A repaired text: one line for each paragraph, heading, table cell or other element of the source, without
/// white space within words, each mark in one form.
#[derive(Debug, Default)]
pub struct Repaired {
    text: String,
    map: Map,
    seams: Vec<Seam>,
    lines: Vec<(Stretch, Kind)>,
    tables: Vec<Vec<Cells>>,
}

impl Repaired {
    /// Repairs `source`.
    pub fn new(source: &str) -> Self {
        let mut lines = line::lines(source);
        let tables = table::tables(source, &mut lines);
        let shape = Shape::of(source, &lines);
        let mut repair = Repair {
            source,
            lines: &lines,
            shape,
            into: Repaired {
                text: String::with_capacity(source.len().saturating_add(source.len() / 16)),
                ..Repaired::default()
            },
            folded: Folded::default(),
            element: None,
            open: Vec::new(),
            joined: false,
            end: 0,
            places: Vec::new(),
        };
        for index in 0..lines.len() {
            repair.line(index, !tables.is_empty());
        }
        repair.close();
        let places = repair.places;
        let mut repaired = repair.into;
        repaired.tables = tables
            .iter()
            .map(|table| {
                table
                    .rows
                    .iter()
                    .map(|row| cells(&repaired, &places, &lines, row))
                    .collect()
            })
            .collect();
        repaired
    }

    /// The repaired text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a stretch; empty where it is out of bounds.
    pub fn slice(&self, stretch: Stretch) -> &str {
        self.text.get(stretch.range()).unwrap_or("")
    }

    /// The joins, in order.
    pub fn seams(&self) -> &[Seam] {
        &self.seams
    }

    /// The lines, and what each is by its own words.
    pub(super) fn lines(&self) -> &[(Stretch, Kind)] {
        &self.lines
    }

    /// Where, within a stretch, something of the source was left out or put otherwise.
    pub(super) fn breaks(&self, stretch: Stretch) -> impl Iterator<Item = usize> + '_ {
        self.map.starts(stretch.range())
    }

    /// The rows of the tables, in order.
    pub(super) fn tables(&self) -> &[Vec<Cells>] {
        &self.tables
    }

    /// The bytes of the source that a stretch stands for, from the first byte of its first character to the
    /// last byte of its last.
    pub fn source(&self, stretch: Stretch) -> Range<usize> {
        let Range { start, end } = stretch.range();
        let start = start.min(self.text.len());
        let from = if start == self.text.len() {
            self.map.end(start)
        } else {
            self.map.start(start)
        };
        if end <= start {
            return from..from;
        }
        from..self.map.end(end.min(self.text.len())).max(from)
    }

    /// The span of a stretch in `file`, which the source was read from.
    pub fn span(&self, file: FileId, stretch: Stretch) -> Span {
        let range = self.source(stretch);
        Span::new(file, range.start, range.end)
    }
}

/// A repair under way.
struct Repair<'a> {
    source: &'a str,
    lines: &'a [Line],
    shape: Shape,
    into: Repaired,
    folded: Folded,
    element: Option<Element>,
    /// The brackets that the element leaves open, innermost last, and about where in the repaired text.
    open: Vec<(char, usize)>,
    /// Whether the element has more than one line.
    joined: bool,
    /// Where the line before ended in the source.
    end: usize,
    /// Where each line came to stand; kept only where there are tables.
    places: Vec<Stretch>,
}

impl Repair<'_> {
    fn line(&mut self, index: usize, keep: bool) {
        let Some(line) = self.lines.get(index) else { return };
        self.folded.fold(self.source, line);
        let next = self.folded.text.as_str();
        let kind = kind(next);
        let joined = self.element.filter(|element| {
            let before = self.into.text.get(element.start..).unwrap_or_default();
            join::Seam {
                source: self.source,
                shape: self.shape,
                before,
                element: *element,
                line,
                next,
                kind,
                open: self
                    .open
                    .last()
                    .map(|&(open, at)| (open, self.into.text.len().saturating_sub(at))),
                closed: self.folded.closed.first().copied(),
                ahead: self.lines.get(index.saturating_add(1)..).unwrap_or_default(),
            }
            .joins()
        });
        let between = self.end..line.start;
        self.end = line.end;
        if let Some(element) = joined {
            self.joined = true;
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if latin(self.into.text.chars().next_back()) && latin(next.chars().next()) {
                self.mark(' ', between);
            }
            self.into.seams.push(Seam {
                at: Stretch::new(self.into.text.len(), 0).start,
                kind: if line.gap == Gap::None {
                    SeamKind::Wrap
                } else {
                    SeamKind::Page
                },
            });
            self.element = Some(Element {
                width: line.width,
                ..element
            });
        } else {
            if self.element.is_some() {
                self.close();
                self.mark('\n', between);
            }
            self.element = Some(Element {
                start: self.into.text.len(),
                // A cell is no heading, whatever it begins with, and nothing goes on with it.
                kind: if line.table.is_some() { Kind::Rule } else { kind },
                width: line.width,
            });
        }
        for (open, _) in self.folded.closed.drain(..) {
            if let Some(at) = self.open.iter().rposition(|&(known, _)| known == open) {
                self.open.truncate(at);
            }
        }
        let start = self.into.text.len();
        let opened = self.folded.open.drain(..);
        self.open
            .extend(opened.map(|(open, at)| (open, at.saturating_add(start))));
        self.into.map.append(&mut self.folded.map, start);
        self.into.text.push_str(&self.folded.text);
        if keep {
            self.places.push(Stretch::new(start, self.into.text.len()));
        }
    }

    /// Ends the element.
    fn close(&mut self) {
        if let Some(element) = self.element {
            let line = Stretch::new(element.start, self.into.text.len());
            let kind = if self.joined {
                kind(self.into.slice(line))
            } else {
                element.kind
            };
            self.into.lines.push((line, kind));
        }
        self.joined = false;
        self.open.clear();
    }

    /// A character for what stands between two lines.
    fn mark(&mut self, character: char, between: Range<usize>) {
        self.into.map.instead(self.into.text.len(), between);
        self.into.text.push(character);
    }
}

/// The cells of one row, its lines given.
fn cells(repaired: &Repaired, places: &[Stretch], all: &[Line], lines: &Range<usize>) -> Cells {
    let places = places.get(lines.clone()).unwrap_or_default();
    // Tabs in front of the first word leave cells empty.
    let lead = all
        .get(lines.start)
        .filter(|line| line.row)
        .map_or(0, |line| usize::from(line.lead));
    let row = match (places.first(), places.last()) {
        (Some(first), Some(last)) => first.to(*last),
        _ => Stretch::default(),
    };
    let cells = match places {
        [line] => {
            let empty = Stretch::new(line.start as usize, line.start as usize);
            let mut cells = vec![empty; lead.min(table::COLUMNS)];
            cells.extend(split(repaired.slice(*line), line.start as usize));
            cells
        }
        lines => lines.to_vec(),
    };
    Cells { row, cells }
}

/// The cells of a line: parted by bars where it begins with one, or has no tabs; by tabs otherwise.
fn split(line: &str, start: usize) -> Vec<Stretch> {
    let (bar, inner, mut at) = match line.strip_prefix('|') {
        None if line.contains('|') && !line.contains('\t') => ('|', line, start),
        Some(inner) => (
            '|',
            inner.strip_suffix('|').unwrap_or(inner),
            start.saturating_add(1),
        ),
        None => ('\t', line, start),
    };
    inner
        .split(bar)
        .map(|cell| {
            let blank = cell.len().saturating_sub(cell.trim_start().len());
            let from = at.saturating_add(blank);
            at = at.saturating_add(cell.len()).saturating_add(1);
            Stretch::new(from, from.saturating_add(cell.trim().len()))
        })
        .collect()
}

#[cfg(test)]
mod tests;
