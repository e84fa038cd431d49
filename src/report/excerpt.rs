//! The few lines of a file that a finding shows, cut where they are long.
//!
//! An excerpt is a small text of its own. miette draws that, and never sees the file: it would scan
//! it from the start for every finding, count columns in bytes, and fill the screen with one line.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::visible::{shown, visible};
use crate::source::{LineColumn, SourceFile};

/// Lines between two places that may still stand in one excerpt.
const GAP: usize = 2;
/// Lines of one excerpt.
const LINES: usize = 12;
/// Lines of one place; of a longer one only the first is shown.
const LINES_OF_A_PLACE: usize = 6;
/// Columns that the frame takes from the width of a terminal.
const FRAME: usize = 10;

/// How long a line may be, in columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    /// A line up to this length is left whole.
    whole: usize,
    /// A longer one is cut to about this length.
    cut: usize,
}

impl Limit {
    /// The limit for a terminal of `width` columns, or for a file.
    pub(super) fn new(width: Option<usize>) -> Self {
        match width {
            Some(width) => {
                let columns = width.saturating_sub(FRAME).max(40);
                Limit {
                    whole: columns,
                    cut: columns,
                }
            }
            None => Limit { whole: 200, cut: 160 },
        }
    }
}

/// A place to be underlined, in bytes of the file.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) primary: bool,
}

/// The part of a line that is shown, in bytes of the file.
#[derive(Debug, Clone)]
struct Cut {
    range: Range<usize>,
    before: bool,
    after: bool,
}

/// Lines of one file and the places to be underlined in them.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    file: &'a SourceFile,
    limit: Limit,
    lines: Range<usize>,
    cuts: BTreeMap<usize, Cut>,
    marks: Vec<Mark>,
}

/// An excerpt as text, with the marks in bytes of that text and the places where they are in the file.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) text: String,
    pub(super) first_line: usize,
    pub(super) marks: Vec<(Mark, LineColumn)>,
}

impl<'a> Excerpt<'a> {
    /// An excerpt of `file` around `mark`.
    pub(super) fn new(file: &'a SourceFile, mark: Mark, limit: Limit) -> Self {
        let mut excerpt = Excerpt {
            file,
            limit,
            lines: 0..0,
            cuts: BTreeMap::new(),
            marks: Vec::new(),
        };
        let (mark, lines) = excerpt.fit(mark);
        excerpt.lines = lines.clone();
        for line in lines {
            let cut = excerpt.cut(line, mark.range.start);
            excerpt.cuts.insert(line, cut);
        }
        excerpt.marks.push(mark);
        excerpt
    }

    /// The file.
    pub(super) fn file(&self) -> &'a SourceFile {
        self.file
    }

    /// Takes `mark` in if it stands close enough and can be drawn beside the others; says whether.
    pub(super) fn take(&mut self, file: &SourceFile, mark: &Mark, joint: &str) -> bool {
        if !std::ptr::eq(self.file, file) {
            return false;
        }
        let (mark, lines) = self.fit(mark.clone());
        if let Some(same) = self.marks.iter_mut().find(|other| other.range == mark.range) {
            if same.text.is_empty() {
                same.text = mark.text;
            } else if !mark.text.is_empty() && same.text != mark.text {
                same.text = [same.text.as_str(), &mark.text].join(joint);
            }
            return true;
        }
        let all = self.lines.start.min(lines.start)..self.lines.end.max(lines.end);
        let apart = lines.start > self.lines.end.saturating_add(GAP)
            || self.lines.start > lines.end.saturating_add(GAP);
        // miette would draw one of two crossing places beside its words.
        if apart || all.len() > LINES || self.marks.iter().any(|other| cross(&other.range, &mark.range)) {
            return false;
        }
        let mut cuts = BTreeMap::new();
        for line in lines.clone() {
            match self.cuts.get(&line) {
                Some(cut) if self.outside(cut, line, &mark.range) => return false,
                Some(_) => {}
                None => {
                    cuts.insert(line, self.cut(line, mark.range.start));
                }
            }
        }
        self.cuts.extend(cuts);
        self.lines = all;
        self.marks.push(mark);
        true
    }

    /// The mark brought inside the file and onto few lines, and those lines.
    fn fit(&self, mut mark: Mark) -> (Mark, Range<usize>) {
        let (text, index) = (self.file.text(), self.file.lines());
        let start = boundary(text, mark.range.start);
        let mut end = boundary(text, mark.range.end).max(start);
        let first = index.locate(text, start).line;
        let mut last = index.locate(text, end).line;
        if last > first && index.line_range(text, last).start == end {
            // It ends with a line end: nothing of the next line belongs to it.
            last = last.saturating_sub(1);
        }
        if last.saturating_sub(first) >= LINES_OF_A_PLACE {
            last = first;
        }
        let (first_end, last_end) = (
            index.line_range(text, first).end,
            index.line_range(text, last).end,
        );
        let start = start.min(first_end);
        end = end.min(last_end).max(start);
        mark.range = start..end;
        (mark, first..last.saturating_add(1))
    }

    /// Whether the ends of `range` that stand on `line` are not in `cut`.
    fn outside(&self, cut: &Cut, line: usize, range: &Range<usize>) -> bool {
        let line = self.file.lines().line_range(self.file.text(), line);
        let on_line = |offset: usize| line.start <= offset && offset <= line.end;
        let hidden =
            |offset: usize| on_line(offset) && !(cut.range.start <= offset && offset <= cut.range.end);
        hidden(range.start) || hidden(range.end)
    }

    /// What is shown of `line` so that `point` (taken onto the line) is seen.
    fn cut(&self, line: usize, point: usize) -> Cut {
        let text = self.file.text();
        let range = self.file.lines().line_range(text, line);
        let body = text.get(range.clone()).unwrap_or("");
        if bytes_within(body.chars(), self.limit.whole).0 == body.len() {
            return Cut {
                range,
                before: false,
                after: false,
            };
        }
        let point = point.clamp(range.start, range.end);
        let (left, right) = (
            text.get(range.start..point).unwrap_or(""),
            text.get(point..range.end).unwrap_or(""),
        );
        let lead = bytes_within(left.chars().rev(), self.limit.cut / 3);
        let room = self.limit.cut.saturating_sub(lead.1);
        let tail = bytes_within(right.chars(), room);
        let lead = bytes_within(left.chars().rev(), self.limit.cut.saturating_sub(tail.1));
        let shown = point.saturating_sub(lead.0)..point.saturating_add(tail.0);
        Cut {
            before: shown.start > range.start,
            after: shown.end < range.end,
            range: shown,
        }
    }

    /// The excerpt as text.
    ///
    /// Every line ends with a line end, the last of the file too: miette shows no place of no length
    /// at the very end of a text.
    pub(super) fn draw(self) -> Drawn {
        let (text, index) = (self.file.text(), self.file.lines());
        let mut drawn = String::new();
        // For each line: its bytes in the file that are shown, and where they begin in the excerpt.
        let mut shown_lines: Vec<(Range<usize>, usize)> = Vec::new();
        for line in self.lines.clone() {
            let cut = match self.cuts.get(&line) {
                Some(cut) => cut.clone(),
                None => self.cut(line, 0),
            };
            if cut.before {
                drawn.push('…');
            }
            shown_lines.push((cut.range.clone(), drawn.len()));
            drawn.push_str(&visible(text.get(cut.range).unwrap_or("")));
            if cut.after {
                drawn.push('…');
            }
            drawn.push('\n');
        }
        let place = |offset: usize| {
            let found = shown_lines.iter().rev().find(|(range, _)| range.start <= offset);
            let (range, begin) = found.or(shown_lines.first()).cloned().unwrap_or_default();
            let inside = text.get(range.start..offset.clamp(range.start, range.end));
            begin.saturating_add(visible(inside.unwrap_or("")).len())
        };
        let marks = self
            .marks
            .into_iter()
            .map(|mark| {
                let start = place(mark.range.start);
                let range = start..place(mark.range.end).max(start);
                (
                    Mark {
                        range,
                        ..mark.clone()
                    },
                    index.locate(text, mark.range.start),
                )
            })
            .collect();
        Drawn {
            text: drawn,
            first_line: self.lines.start,
            marks,
        }
    }
}

/// The last character boundary of `text` at or before `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset = offset.saturating_sub(1);
    }
    offset
}

/// Whether two places share a column; one without length takes the column it stands at.
fn cross(one: &Range<usize>, other: &Range<usize>) -> bool {
    let end = |range: &Range<usize>| range.end.max(range.start.saturating_add(1));
    one.start < end(other) && other.start < end(one)
}

fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        _ => shown(c).width().unwrap_or(0),
    }
}

/// Bytes and columns of as many of `chars` as fit into `limit` columns.
fn bytes_within(chars: impl Iterator<Item = char>, limit: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0usize, 0usize);
    for c in chars {
        let next = used.saturating_add(columns(c));
        // Characters without width must not make a line endless either.
        if next > limit || bytes > limit.saturating_mul(8) {
            break;
        }
        used = next;
        bytes = bytes.saturating_add(c.len_utf8());
    }
    (bytes, used)
}
