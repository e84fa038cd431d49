//! How the lines of a file were broken: where they were, the end of a line says nothing.

use super::line::{Gap, Line};
use crate::text::marks::{is_opening, is_terminal};

/// How the lines of a file were broken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// The columns at which lines were broken, where many lines are that wide.
    pub(super) width: Option<usize>,
    /// Whether most lines end within a sentence, whatever their width.
    pub(super) ragged: bool,
    /// Whether the first line of each paragraph is indented and the others are not.
    pub(super) indents: bool,
    /// Whether an empty line stands behind every line, so that it says nothing.
    pub(super) spread: bool,
}

/// Lines narrower than this are titles, cells and signatures rather than broken text.
pub(super) const NARROW: usize = 30;

impl Shape {
    pub(super) fn of(source: &str, lines: &[Line]) -> Shape {
        let mut widths = [0usize; 160];
        let (mut unfinished, mut wide) = (0usize, 0usize);
        let (mut begun, mut begun_indented, mut continued, mut continued_flush) =
            (0usize, 0usize, 0usize, 0usize);
        let mut spread = 0usize;
        let mut open_before = None;
        for line in lines.iter().filter(|line| line.table.is_none()) {
            match open_before {
                Some(true) => {
                    continued = continued.saturating_add(1);
                    spread = spread.saturating_add(usize::from(line.gap == Gap::Blank));
                    continued_flush = continued_flush.saturating_add(usize::from(line.indent < 2));
                }
                Some(false) => {
                    begun = begun.saturating_add(1);
                    begun_indented = begun_indented.saturating_add(usize::from(line.indent >= 3));
                }
                None => {}
            }
            let open = is_open(source, line);
            if open && line.width >= NARROW {
                unfinished = unfinished.saturating_add(usize::from(line.width <= 100));
                if let Some(count) = widths.get_mut(line.width) {
                    *count = count.saturating_add(1);
                }
            }
            wide = wide.saturating_add(usize::from(line.width >= NARROW));
            open_before = Some(open && line.width >= NARROW);
        }
        // A mark that must not begin a line is drawn in, so that lines differ by two characters.
        let (at, count) = (0..widths.len())
            .map(|width| {
                let near = widths.get(width.saturating_sub(4)..=width).unwrap_or_default();
                (width, near.iter().sum::<usize>())
            })
            .max_by_key(|&(width, count)| (count, std::cmp::Reverse(width)))
            .unwrap_or_default();
        Shape {
            width: (count >= 4 && count.saturating_mul(5) >= unfinished.saturating_mul(2)).then_some(at),
            ragged: unfinished >= 6 && unfinished.saturating_mul(2) > wide,
            spread: count >= 8 && spread.saturating_mul(10) >= continued.saturating_mul(9),
            indents: begun >= 3
                && begun_indented.saturating_mul(10) >= begun.saturating_mul(8)
                && continued_flush.saturating_mul(10) >= continued.saturating_mul(8),
        }
    }

    /// Whether a line of `width` columns may have been broken where it ends.
    pub(super) fn is_full(self, width: usize) -> bool {
        self.width.is_some_and(|full| width.saturating_add(5) >= full)
    }
}

/// Whether a line ends without a mark that ends a sentence.
fn is_open(source: &str, line: &Line) -> bool {
    let text = source.get(line.start..line.end).unwrap_or_default();
    let last = text.chars().next_back().unwrap_or('。');
    !is_terminal(last) && !matches!(last, '”' | '）' | '》' | ')' | ':' | ';' | '.' | '?' | '!')
        || is_opening(last)
}
