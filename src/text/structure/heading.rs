//! A heading at the start of a line, and the headings above it.

use super::Texts;
use crate::text::kind::{Found, ordinal};
use crate::text::marks::is_terminal;
use crate::text::{Document, Heading, Ordinal, OrdinalForm, Stretch};

/// The longest title of a heading that has text behind it, in characters.
const TITLE: usize = 40;

/// Lines longer than this, in bytes, may hold a heading and what was the line below it.
const LONG: usize = 240;

/// The longest title of a heading on a line of its own, in characters.
const LINE: usize = 70;

/// A heading, and the text behind it on its line.
pub(super) struct Split {
    pub(super) ordinal: Ordinal,
    pub(super) title: Stretch,
    pub(super) range: Stretch,
    pub(super) text: Option<Stretch>,
}

/// Cuts a line that begins with an ordinal.
pub(super) fn split(texts: Texts<'_>, line: Stretch) -> Option<Split> {
    let text = texts.of(line);
    let Found { form, number, length } = ordinal(text)?;
    let start = line.start as usize;
    let after = start.saturating_add(length);
    let ordinal = Ordinal {
        form,
        number,
        range: Stretch::new(start, after),
    };
    let words = texts.of(Stretch::new(after, line.end as usize));
    let (title, end) = title(texts, words, after, form);
    let range = Stretch::new(start, after.saturating_add(end));
    let rest = Stretch::new(after.saturating_add(end), line.end as usize);
    Some(Split {
        ordinal,
        title: Stretch::new(after, after.saturating_add(title)),
        range,
        text: (!rest.is_empty()).then_some(rest),
    })
}

/// How long the title is at the start of `words`, without and with the mark behind it; nothing where the
/// line is text with an ordinal.
fn title(texts: Texts<'_>, words: &str, start: usize, form: OrdinalForm) -> (usize, usize) {
    if matches!(form, OrdinalForm::Article) {
        return (0, 0);
    }
    // A recogniser may leave a blank where the line of the heading ended.
    let mut gap = None;
    if words.len() > LONG {
        let near = Stretch::new(start, start.saturating_add(4 * TITLE));
        gap = texts
            .repaired
            .breaks(near)
            .find(|&at| texts.gap_before(at) && at.saturating_sub(start) >= 12)
            .map(|at| at.saturating_sub(start));
    }
    for (count, (at, character)) in words.char_indices().enumerate() {
        let mark = match character {
            '。' => true,
            '：' => form != OrdinalForm::First,
            _ => false,
        };
        if mark {
            let title = words.get(..at).unwrap_or_default();
            let end = at.saturating_add(character.len_utf8());
            return if count <= TITLE && !states(title) {
                (at, end)
            } else if let Some(gap) = gap {
                (gap, gap)
            } else {
                (0, 0)
            };
        }
        if count > LINE {
            return gap.map_or((0, 0), |gap| (gap, gap));
        }
    }
    let title = words.trim_end_matches(is_terminal);
    if words.ends_with('；') {
        // An item of a list.
        (0, 0)
    } else {
        (title.len(), words.len())
    }
}

/// Whether words state a figure, so that they are text rather than a title.
fn states(words: &str) -> bool {
    words.contains(['%', '；']) || {
        let mut digit = false;
        words.chars().any(|c| {
            let figure = digit && matches!(c, '元' | '万' | '亿');
            digit = c.is_ascii_digit();
            figure
        })
    }
}

/// The headings that are open while a text is read.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Rank and index, outermost first.
    open: Vec<(u8, usize)>,
    /// Whether the text has articles, under which （一） stands.
    articles: bool,
}

fn rank(form: OrdinalForm, text: &str) -> u8 {
    match form {
        OrdinalForm::Chapter if text.contains('节') => 2,
        OrdinalForm::Chapter => 1,
        OrdinalForm::Article => 3,
        OrdinalForm::First => 4,
        OrdinalForm::Second => 5,
        OrdinalForm::Third | OrdinalForm::Enumeration => 6,
        OrdinalForm::Fourth => 7,
        OrdinalForm::Circled => 8,
    }
}

impl Outline {
    /// Takes in a heading, and gives its index.
    pub(super) fn push(&mut self, texts: Texts<'_>, split: &Split, document: &mut Document) -> usize {
        let form = split.ordinal.form;
        let rank = rank(form, texts.of(split.ordinal.range));
        self.articles |= form == OrdinalForm::Article;
        self.place(rank, Some(split.ordinal), split.title, split.range, document)
    }

    /// Takes in a heading that lost an ordinal of `form`, and gives its index.
    pub(super) fn push_lost(
        &mut self,
        form: OrdinalForm,
        title: Stretch,
        range: Stretch,
        document: &mut Document,
    ) -> usize {
        self.place(rank(form, ""), None, title, range, document)
    }

    fn place(
        &mut self,
        rank: u8,
        ordinal: Option<Ordinal>,
        title: Stretch,
        range: Stretch,
        document: &mut Document,
    ) -> usize {
        while self.open.last().is_some_and(|&(above, _)| above >= rank) {
            self.open.pop();
        }
        let index = document.headings.len();
        let depth = match rank {
            1..=3 => rank,
            _ if self.articles => rank.saturating_sub(1),
            _ => rank.saturating_sub(3),
        };
        document.headings.push(Heading {
            depth,
            ordinal,
            title,
            range,
            parent: self.open.last().map(|&(_, above)| above),
        });
        self.open.push((rank, index));
        index
    }

    /// The innermost heading.
    pub(super) fn innermost(&self) -> Option<usize> {
        self.open.last().map(|&(_, index)| index)
    }
}
