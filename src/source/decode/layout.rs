//! The way from the text of a file back to its bytes.

use super::Encoding;

/// At least one [`Point`] stands in this many bytes of text, so that a look-up walks no further.
pub(super) const STRIDE: usize = 4096;

/// A place known in both the text and the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    text: u32,
    raw: u32,
}

/// How the text of a file lies in the file's bytes.
///
/// Between two points every character has the usual length of its encoding; a point stands after each that
/// has not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    encoding: Encoding,
    mark: usize,
    malformed: usize,
    points: Vec<Point>,
}

impl Layout {
    pub(super) fn new(encoding: Encoding) -> Self {
        Layout {
            encoding,
            ..Layout::default()
        }
    }

    /// How the file is encoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many damaged places became U+FFFD.
    pub fn malformed(&self) -> usize {
        self.malformed
    }

    /// Whether every byte of the file is the same byte of the text.
    pub fn is_plain(&self) -> bool {
        self.encoding == Encoding::Utf8 && self.mark == 0 && self.points.is_empty()
    }

    /// The byte of the file where the character at byte `offset` of `text` begins; `text` is the one that
    /// was decoded with this layout. An offset within a character is taken back to its first byte.
    pub fn raw_offset(&self, text: &str, offset: usize) -> usize {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset = offset.saturating_sub(1);
        }
        let known = self
            .points
            .partition_point(|point| point.text as usize <= offset)
            .checked_sub(1)
            .and_then(|at| self.points.get(at))
            .map_or((0, 0), |point| (point.text as usize, point.raw as usize));
        let between = text.as_bytes().get(known.0..offset).unwrap_or_default();
        let walked = match self.encoding {
            Encoding::Utf8 => between.len(),
            encoding => between.iter().map(|&byte| usual_length(encoding, byte)).sum(),
        };
        self.mark.saturating_add(known.1).saturating_add(walked)
    }

    pub(super) fn shift(&mut self, mark: usize) {
        self.mark = mark;
    }

    /// Remembers that byte `text` of the text is byte `raw` of the file behind its mark.
    pub(super) fn point(&mut self, text: usize, raw: usize) {
        if let (Ok(text), Ok(raw)) = (u32::try_from(text), u32::try_from(raw)) {
            self.points.push(Point { text, raw });
        }
    }

    pub(super) fn last_point(&self) -> usize {
        self.points.last().map_or(0, |point| point.text as usize)
    }

    pub(super) fn damage(&mut self) {
        self.malformed = self.malformed.saturating_add(1);
    }
}

/// How many bytes of the file the character usually takes whose UTF-8 begins with `byte`; none for a byte
/// that goes on with one.
pub(super) fn usual_length(encoding: Encoding, byte: u8) -> usize {
    match (encoding, byte) {
        (Encoding::Utf8, _) => 1,
        (_, 0x80..=0xBF) => 0,
        (Encoding::Gb18030, 0..=0x7F) => 1,
        (Encoding::Utf16Le | Encoding::Utf16Be, 0xF0..=0xFF) => 4,
        _ => 2,
    }
}
