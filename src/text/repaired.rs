//! A text without the damage of layout, and the way back to the text as it stands.

use std::ops::Range;

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

/// A repaired text: one line for each paragraph, heading, table cell or other element of the source, without
/// white space within words, each mark in one form.
#[derive(Debug, Default)]
pub struct Repaired {
    text: String,
    /// Where each run that stands word for word in the source begins: in `text`, and in the source.
    runs: Vec<(u32, u32)>,
    seams: Vec<Seam>,
}

impl Repaired {
    /// Repairs `source`.
    pub fn new(source: &str) -> Self {
        Repaired {
            text: source.to_owned(),
            runs: vec![(0, 0)],
            seams: Vec::new(),
        }
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

    /// The bytes of the source that a stretch stands for, from the first byte of its first character to the
    /// last byte of its last.
    pub fn source(&self, stretch: Stretch) -> Range<usize> {
        let _ = &self.runs;
        stretch.range()
    }

    /// The span of a stretch in `file`, which the source was read from.
    pub fn span(&self, file: FileId, stretch: Stretch) -> Span {
        let range = self.source(stretch);
        Span::new(file, range.start, range.end)
    }
}
