//! One line of the source in one form: no blanks within words, each mark in one width.

use super::line::{Line, blank_entity};
use super::map::Map;
use super::table::COLUMNS;
use crate::text::marks::{Side, blank_columns, is_blank, is_opening, opening, side};

/// A line, folded.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    pub(super) map: Map,
    /// The brackets that are opened and not closed, innermost last, and about where in the line.
    pub(super) open: Vec<(char, usize)>,
    /// What the brackets would have to be that are closed and were not opened, and about where.
    pub(super) closed: Vec<(char, usize)>,
    /// For each half-width bracket that was opened, innermost last, whether it became a full-width one.
    widened: Vec<bool>,
}

/// More brackets than this are not kept track of.
const NESTED: usize = 64;

/// How long the character is that begins with a byte, where nothing is to be done about it; else 0.
const PLAIN: [u8; 256] = {
    let mut plain = [0u8; 256];
    let mut byte = 0x21usize;
    while byte < 0xF5 {
        #[allow(
            clippy::indexing_slicing,
            reason = "a constant: out of bounds would not compile"
        )]
        {
            plain[byte] = match byte as u8 {
                b'!' | b'&' | b'(' | b')' | b'*' | b',' | b':' | b';' | b'?' | b'\\' | 0x7F => 0,
                // What recognisers take 0 and 1 for.
                b'O' | b'o' | b'l' => 0,
                0x21..=0x7E => 1,
                0xC3..=0xDF => 2,
                0xE1 | 0xE4..=0xEE => 3,
                0xF0..=0xF4 => 4,
                _ => 0,
            };
        }
        byte += 1;
    }
    plain
};

impl Folded {
    /// Folds a line; in a row, the blanks that part cells become tabs.
    pub(super) fn fold(&mut self, source: &str, line: &Line) {
        self.text.clear();
        self.open.clear();
        self.closed.clear();
        self.widened.clear();
        let mut fold = Fold {
            source,
            end: line.end,
            at: line.start,
            run: line.start,
            row: line.row,
            narrow: line.narrow,
            spaced: None,
            start: line.start,
            out: self,
        };
        fold.line();
    }
}

struct Fold<'a> {
    source: &'a str,
    start: usize,
    end: usize,
    at: usize,
    /// Where the run begins that is yet to be copied.
    run: usize,
    row: bool,
    /// Whether a single blank parts the cells of the row.
    narrow: bool,
    /// Whether a blank stands after nearly every character; found out when it matters.
    spaced: Option<bool>,
    out: &'a mut Folded,
}

impl Fold<'_> {
    fn line(&mut self) {
        let bytes = self.source.as_bytes();
        while self.at < self.end {
            let Some(&byte) = bytes.get(self.at) else { break };
            // Nearly every character is one of these; a branch is foretold, a table has to be waited for.
            if matches!(byte, 0xE4..=0xE9) {
                self.at = self.at.saturating_add(3);
                continue;
            }
            let plain = PLAIN.get(usize::from(byte)).copied().unwrap_or(1);
            if plain > 0 {
                self.at = self.at.saturating_add(usize::from(plain));
            } else {
                self.special(byte);
            }
        }
        self.at = self.end;
        self.flush();
    }

    /// Copies the run that ends here.
    fn flush(&mut self) {
        if let Some(run) = self.source.get(self.run..self.at).filter(|run| !run.is_empty()) {
            self.out.map.verbatim(self.out.text.len(), self.run);
            self.out.text.push_str(run);
        }
        self.run = self.at;
    }

    fn special(&mut self, byte: u8) {
        let bytes = self.source.as_bytes();
        let second = bytes.get(self.at.saturating_add(1)).copied().unwrap_or(0);
        let third = bytes.get(self.at.saturating_add(2)).copied().unwrap_or(0);
        // The marks of Chinese text all begin with these three bytes; nothing is to be done about most.
        let plain = match (byte, second, third) {
            (0xE3, 0x80, 0x88..=0x91 | 0x94 | 0x95)
            | (0xEF, 0xBC, 0x88 | 0x89)
            | (0xE2, 0x80, 0x98 | 0x99 | 0x9C | 0x9D) => {
                self.bracket();
                true
            }
            (0xE2, 0x80, 0x94) if self.page_foot() > 0 => false,
            (0xE3, 0x80, 0x80) | (0xE3, 0x85, _) => false,
            (0xE3, _, _) | (0xEF, 0xBC, 0x81 | 0x8C | 0x9B | 0x9F) => true,
            (0xE2, 0x80, 0x90..=0xA7 | 0xB0..=0xBF) => true,
            (0xE2, 0x80 | 0x81 | 0xBA..=0xBF, _) | (0xEF, 0xB8..=0xBD, _) => false,
            (0xE2 | 0xEF, _, _) => true,
            _ => false,
        };
        if plain {
            self.at = self.at.saturating_add(3);
            return;
        }
        let Some(character) = self
            .source
            .get(self.at..self.end)
            .and_then(|rest| rest.chars().next())
        else {
            self.at = self.end;
            return;
        };
        let next = self.at.saturating_add(character.len_utf8());
        match character {
            _ if is_blank(character) => self.blanks(),
            '—' => {
                let foot = self.page_foot();
                self.skip(foot);
            }
            '*' if second == b'*' => {
                let stars = self
                    .source
                    .get(self.at..self.end)
                    .map_or(2, |rest| rest.bytes().take_while(|&byte| byte == b'*').count());
                if stars > 3 {
                    self.at = self.at.saturating_add(stars);
                } else {
                    self.skip(stars);
                }
            }
            '\\' if second.is_ascii_punctuation() => {
                self.skip(1);
                self.at = self.at.saturating_add(1);
            }
            '&' => self.entity(),
            ',' | ';' | '?' | '!' | ':' | '(' | ')' => self.half_width(character),
            'O' | 'o' | 'l' => match super::misread::digit(self.source, self.at) {
                Some(digit) => self.replace(next, digit),
                None => self.at = next,
            },
            '：' => {
                if self.parts_figures() {
                    self.replace(next, ':');
                } else {
                    self.at = next;
                }
            }
            _ => match self.folded(character) {
                Some(folded) => self.replace(next, folded),
                None => self.at = next,
            },
        }
    }

    /// The length of the foot of a page that stands here within a line: — 3 —; else 0.
    fn page_foot(&self) -> usize {
        let rest = self.source.get(self.at..self.end).unwrap_or_default();
        let Some(after) = rest.strip_prefix('—') else {
            return 0;
        };
        let number = after.trim_start_matches(is_blank);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let Some(close) = number
            .get(digits..)
            .map(|close| close.trim_start_matches(is_blank))
        else {
            return 0;
        };
        let Some(behind) = close.strip_prefix('—') else {
            return 0;
        };
        // 2021—2025—…, — 5 ——: strokes of another kind.
        let apart = !behind.starts_with('—') && side(behind.chars().next()) != Side::Digit;
        if (1..=3).contains(&digits)
            && apart
            && !matches!(self.before(), Side::Digit | Side::Other | Side::Edge)
        {
            rest.len().saturating_sub(behind.len())
        } else {
            0
        }
    }

    /// Keeps track of the bracket that stands here.
    fn bracket(&mut self) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        if let Some(bracket) = rest.chars().next() {
            self.pair(bracket);
        }
    }

    fn pair(&mut self, bracket: char) {
        let at = self.at.saturating_sub(self.start);
        let Folded { open, closed, .. } = &mut *self.out;
        match opening(bracket) {
            Some(opened) => match open.iter().rposition(|&(known, _)| known == opened) {
                Some(depth) => open.truncate(depth),
                None if closed.len() < NESTED => closed.push((opened, at)),
                None => {}
            },
            None if is_opening(bracket) && open.len() < NESTED => open.push((bracket, at)),
            None => {}
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.flush();
        self.at = self.at.saturating_add(bytes).min(self.end);
        self.run = self.at;
    }

    fn replace(&mut self, next: usize, character: char) {
        self.flush();
        self.out.map.instead(self.out.text.len(), self.at..next);
        self.out.text.push(character);
        self.at = next;
        self.run = next;
    }

    /// What stands before this place, blanks and residue left out.
    fn before(&self) -> Side {
        let run = self
            .source
            .get(self.run..self.at)
            .and_then(|run| run.chars().next_back());
        side(run.or_else(|| self.out.text.chars().next_back()))
    }

    /// What stands from byte `at` on, blanks left out.
    fn after(&self, at: usize) -> Side {
        let rest = self.source.get(at..self.end).unwrap_or_default();
        side(rest.chars().find(|&c| !is_blank(c)))
    }

    /// Folds a run of blanks away, or keeps one of them between Latin words and between figures.
    fn blanks(&mut self) {
        let from = self.at;
        let (mut columns, mut tabs) = (0usize, 0usize);
        let mut at = self.at;
        while let Some(rest) = self.source.get(at..self.end) {
            let Some(first) = rest.chars().next() else { break };
            if is_blank(first) {
                columns = columns.saturating_add(blank_columns(first));
                tabs = tabs.saturating_add(usize::from(first == '\t'));
                at = at.saturating_add(first.len_utf8());
            } else if let Some(entity) = Some(rest).filter(|_| first == '&').and_then(blank_entity) {
                columns = columns.saturating_add(1);
                at = at.saturating_add(entity.len());
            } else {
                break;
            }
        }
        let (before, after) = (self.before(), self.after(at));
        let kept = if columns == 0 || before == Side::Edge || after == Side::Edge {
            None
        } else if self.row && (tabs > 0 || columns >= 2 || self.narrow && !self.parts_total(at)) {
            Some('\t')
        } else if matches!(before, Side::Digit | Side::Letter) && matches!(after, Side::Digit | Side::Letter)
        {
            // 4 00: no number begins with a zero before other figures, so it goes on with the one in front.
            let goes_on = columns == 1 && before == Side::Digit && self.goes_on(at);
            (columns > 1 || !goes_on && !self.is_spaced()).then_some(' ')
        } else {
            None
        };
        self.at = from;
        self.flush();
        match kept {
            Some(kept) => {
                // Each further tab leaves a cell empty.
                if kept == '\t' && tabs > 1 {
                    let blanks = self.source.get(from..at).unwrap_or_default();
                    for (offset, _) in blanks.match_indices('\t').skip(1).take(COLUMNS) {
                        self.replace(from.saturating_add(offset), kept);
                    }
                }
                self.replace(at, kept);
            }
            None => {
                self.at = at;
                self.run = at;
            }
        }
    }

    /// Whether what begins at `at` can only be the rest of a number.
    fn goes_on(&self, at: usize) -> bool {
        let rest = self.source.get(at..self.end).unwrap_or_default();
        rest.starts_with('0') && !rest.starts_with("0.")
    }

    /// Whether the blank up to `at` stands within 合 计 or the like.
    fn parts_total(&self, at: usize) -> bool {
        let before = self.source.get(self.start..self.at).unwrap_or_default();
        let after = self.source.get(at..self.end).unwrap_or_default();
        after.starts_with('计') && before.ends_with(['合', '总', '小', '共'])
    }

    /// Whether a blank stands after nearly every character of the line, as some recognisers write it.
    fn is_spaced(&mut self) -> bool {
        if let Some(spaced) = self.spaced {
            return spaced;
        }
        let line = self.source.get(self.start..self.end).unwrap_or_default();
        let (mut blanks, mut others, mut in_blank) = (0usize, 0usize, true);
        for character in line.chars().take(400) {
            if is_blank(character) {
                blanks = blanks.saturating_add(usize::from(!in_blank));
                in_blank = true;
            } else {
                others = others.saturating_add(1);
                in_blank = false;
            }
        }
        let spaced = others >= 4 && blanks.saturating_mul(10) >= others.saturating_mul(7);
        self.spaced = Some(spaced);
        spaced
    }

    /// A half-width mark: full-width beside Chinese text.
    fn half_width(&mut self, mark: char) {
        let next = self.at.saturating_add(1);
        let (before, after) = (self.before(), self.after(next));
        let adjacent = side(
            self.source
                .get(next..self.end)
                .and_then(|rest| rest.chars().next()),
        );
        let chinese = before == Side::Chinese || after == Side::Chinese;
        let full = match mark {
            ',' => chinese.then_some('，'),
            ';' => chinese.then_some('；'),
            '?' => (before == Side::Chinese).then_some('？'),
            '!' => (before == Side::Chinese).then_some('！'),
            ':' if self.parts_figures() => None,
            ':' => chinese.then_some('：'),
            '(' => {
                let latin = |side| matches!(side, Side::Digit | Side::Letter);
                let full = !(latin(before) && latin(adjacent));
                self.out.widened.push(full);
                full.then_some('（')
            }
            _ => {
                let full = self.out.widened.pop().unwrap_or(chinese);
                full.then_some('）')
            }
        };
        self.pair(full.unwrap_or(mark));
        match full {
            Some(full) => self.replace(next, full),
            None => self.at = next,
        }
    }

    /// Whether the colon here stands between the figures of a ratio or of a time: 6：4, 12：30; but not
    /// 附件1：2023年….
    fn parts_figures(&self) -> bool {
        let before = self.source.get(self.start..self.at).unwrap_or_default();
        let mut digits = 0usize;
        let mut word = None;
        for character in before.chars().rev().filter(|&c| !is_blank(c)).take(5) {
            if matches!(side(Some(character)), Side::Digit) || matches!(character, '.' | '．') {
                digits = digits.saturating_add(1);
            } else {
                word = Some(character);
                break;
            }
        }
        let colon = self
            .source
            .get(self.at..self.end)
            .and_then(|rest| rest.chars().next());
        let after = self.at.saturating_add(colon.map_or(1, char::len_utf8));
        let following = self
            .source
            .get(after..self.end)
            .unwrap_or_default()
            .chars()
            .filter(|&c| !is_blank(c))
            .take(5)
            .take_while(|&c| side(Some(c)) == Side::Digit)
            .count();
        (1..=4).contains(&digits)
            && (1..=3).contains(&following)
            && !matches!(word, Some('件' | '表' | '图' | '录'))
    }

    /// The form that `character` has in every text, where it is another one.
    fn folded(&self, character: char) -> Option<char> {
        let narrow = || char::from_u32(u32::from(character).saturating_sub(0xFEE0));
        match character {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => narrow(),
            '％' | '＋' | '－' | '＝' | '＜' | '＞' | '／' | '＃' | '＆' | '＠' | '｜' => narrow(),
            '．' => (self.before() == Side::Digit).then_some('.'),
            '﹪' => Some('%'),
            _ => super::radical::character(character),
        }
    }

    /// A character reference of HTML.
    fn entity(&mut self) {
        let rest = self.source.get(self.at..self.end).unwrap_or_default();
        if blank_entity(rest).is_some() {
            self.blanks();
            return;
        }
        let reference = rest
            .char_indices()
            .take(10)
            .find(|&(_, c)| c == ';')
            .and_then(|(end, _)| Some((rest.get(1..end)?, end.saturating_add(1))));
        match reference.and_then(|(name, length)| Some((referenced(name)?, length))) {
            Some((character, length)) => self.replace(self.at.saturating_add(length), character),
            None => self.at = self.at.saturating_add(1),
        }
    }
}

fn referenced(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 24] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("middot", '·'),
        ("bull", '•'),
        ("hellip", '…'),
        ("times", '×'),
        ("divide", '÷'),
        ("permil", '‰'),
        ("deg", '°'),
        ("ge", '≥'),
        ("le", '≤'),
        ("asymp", '≈'),
        ("yen", '¥'),
        ("plusmn", '±'),
        ("sect", '§'),
    ];
    if let Some(code) = name.strip_prefix('#') {
        let value = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        return char::from_u32(value).filter(|&c| !is_blank(c));
    }
    NAMES
        .iter()
        .find_map(|&(known, character)| (known == name).then_some(character))
}
