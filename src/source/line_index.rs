//! Byte offsets to lines and columns.

/// A place for people: line and column count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// The starts of all lines of one text.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            memchr::memchr_iter(b'\n', text.as_bytes())
                .map(|newline| u32::try_from(newline.saturating_add(1)).unwrap_or(u32::MAX)),
        );
        LineIndex { starts }
    }

    /// Line and column of the byte `offset`; an offset past the end, or inside a character, is
    /// taken back to the last place that exists.
    pub fn locate(&self, text: &str, offset: usize) -> LineColumn {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .map_or(0, |&start| start as usize);
        let before = text.as_bytes().get(start..offset).unwrap_or_default();
        // Every byte that does not continue a character begins one.
        let column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        LineColumn {
            line,
            column: column.saturating_add(1),
        }
    }

    /// The bytes of line `line` (from 1), without its line end.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .map_or(text.len(), |&start| start as usize);
        let next = self.starts.get(line).map_or(text.len(), |&next| next as usize);
        let body = text.get(start..next).unwrap_or("");
        start..start.saturating_add(body.trim_end_matches(['\n', '\r']).len())
    }

    /// How many lines there are, the last one counted even when empty.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: an empty text has one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "财政补助\n地方 128元\r\n";
        let index = LineIndex::new(text);
        let offset = text.find("128").unwrap();
        assert_eq!(index.locate(text, offset), LineColumn { line: 2, column: 4 });
        assert_eq!(&text[index.line_range(text, 2)], "地方 128元");
        assert_eq!(index.locate(text, 10_000), LineColumn { line: 3, column: 1 });
    }
}
