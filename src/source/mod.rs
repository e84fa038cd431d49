//! Files, spans and lines: everything that knows where a text came from, and nothing of policy.

mod decode;
mod line_index;
mod path_set;
mod text;

pub use decode::{DecodeError, Decoded, Encoding, Layout, decode, encode};
pub use line_index::{LineColumn, LineIndex};
pub use path_set::PathSet;
pub use text::{LineRange, lines};

use std::sync::OnceLock;

/// Identity of one file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Its number among the files of its run, from 0.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// A stretch of one file, in bytes, end exclusive.
///
/// Both ends stand on character boundaries of the file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `file` from byte `start` to byte `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            file,
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// The smallest span that holds both; `self` where the files differ.
    pub fn to(self, other: Span) -> Span {
        if self.file == other.file {
            Span {
                file: self.file,
                start: self.start.min(other.start),
                end: self.end.max(other.end),
            }
        } else {
            self
        }
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// Whether the two have a byte in common.
    pub fn overlaps(self, other: Span) -> bool {
        self.file == other.file && self.start < other.end && other.start < self.end
    }

    /// The span as a range of byte indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One text file as it was read.
///
/// Everything but [`SourceFile::raw_offset`] speaks of the decoded text.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: Box<str>,
    layout: Layout,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// A file called `path` (as the user gave it) holding `text`.
    pub fn new(path: impl Into<String>, text: impl Into<Box<str>>) -> Self {
        SourceFile {
            path: path.into(),
            text: text.into(),
            layout: Layout::default(),
            lines: OnceLock::new(),
        }
    }

    /// The same file, with its text lying in its bytes as `layout` says.
    #[must_use]
    pub fn laid_out(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// The path as the user gave it, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the text lies in the bytes of the file.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The byte of the file where the character at byte `offset` of the text begins.
    pub fn raw_offset(&self, offset: usize) -> usize {
        self.layout.raw_offset(&self.text, offset)
    }

    /// Where the lines begin; found on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// All files of one run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file in and gives its identity.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    /// The identity that the next added file will have; lets files be parsed before they are taken in.
    pub fn next_id(&self, ahead: usize) -> FileId {
        FileId(u32::try_from(self.files.len().saturating_add(ahead)).unwrap_or(u32::MAX))
    }

    /// The file, if `id` belongs to this set.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The path of a file; empty for an identity of another set.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", SourceFile::path)
    }

    /// The words under a span; empty where it is out of bounds.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|file| file.text().get(span.range()))
            .unwrap_or("")
    }

    /// Line and column (from 1, in characters) of the first byte of `span`.
    pub fn start(&self, span: Span) -> LineColumn {
        self.locate(span.file, span.start as usize)
    }

    /// Line and column (from 1, in characters) of the end of `span`.
    pub fn end(&self, span: Span) -> LineColumn {
        self.locate(span.file, span.end as usize)
    }

    /// The bytes of the file that `span` stands for, whatever its encoding.
    pub fn raw(&self, span: Span) -> std::ops::Range<usize> {
        self.get(span.file).map_or(span.range(), |file| {
            file.raw_offset(span.start as usize)..file.raw_offset(span.end as usize)
        })
    }

    fn locate(&self, file: FileId, offset: usize) -> LineColumn {
        self.get(file).map_or(LineColumn { line: 1, column: 1 }, |file| {
            file.lines().locate(file.text(), offset)
        })
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
