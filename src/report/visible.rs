//! Text on a terminal: how wide it is, and how to keep it from steering the terminal.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal; a Chinese character takes two.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// `text` with every character shown that would otherwise act on the terminal.
///
/// A notice comes from anywhere: escape sequences in it must not colour or erase a report, and
/// marks of writing direction must not make a figure read otherwise than it is stored.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| shown(c) != c) {
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What stands for `c`; a tab is left alone.
pub(super) fn shown(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    }
}

/// A colour or weight of a terminal.
#[derive(Debug, Clone, Copy)]
pub(super) enum Paint {
    /// An error.
    Red,
    /// A warning.
    Yellow,
    /// An info, and headings.
    Cyan,
    /// Places.
    Dim,
}

impl Paint {
    /// `text` in this colour where `colour` allows it.
    pub(super) fn on(self, text: &str, colour: bool) -> Cow<'_, str> {
        if !colour {
            return Cow::Borrowed(text);
        }
        let code = match self {
            Paint::Red => "31;1",
            Paint::Yellow => "33;1",
            Paint::Cyan => "36",
            Paint::Dim => "2",
        };
        Cow::Owned(format!("\u{1b}[{code}m{text}\u{1b}[0m"))
    }
}

/// `text` filled with spaces up to `columns`.
pub(super) fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{:missing$}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        assert_eq!(visible("财政\u{1b}[2J补助"), "财政␛[2J补助");
        assert_eq!(visible("96\u{202e}33"), "96\u{fffd}33");
        assert!(matches!(visible("640元"), Cow::Borrowed("640元")));
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("元", 4), "元  ");
        assert_eq!(pad("脱贫县", 4), "脱贫县");
    }
}
