//! The lines of a text, as byte ranges.

/// One line: its bytes without the line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte before the line end.
    pub end: usize,
}

/// All lines of `text` in order; `\n` and `\r\n` end a line.
pub fn lines(text: &str) -> impl Iterator<Item = LineRange> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0usize;
    let mut newlines = memchr::memchr_iter(b'\n', bytes);
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let (mut end, next) = match newlines.next() {
            Some(newline) => (newline, newline.saturating_add(1)),
            None => {
                done = true;
                (bytes.len(), bytes.len())
            }
        };
        if end > start && bytes.get(end.saturating_sub(1)) == Some(&b'\r') {
            end = end.saturating_sub(1);
        }
        let line = LineRange { start, end };
        start = next;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_line_ends_are_known() {
        let text = "甲\r\n乙\n\n丙";
        let found: Vec<&str> = lines(text).map(|line| &text[line.start..line.end]).collect();
        assert_eq!(found, ["甲", "乙", "", "丙"]);
    }
}
