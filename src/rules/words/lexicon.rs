//! The characters and words that are known, as data.
//!
//! Lists of words have one width for each file, so that they are searched where they lie and nothing is
//! built when the program starts.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// 《通用规范汉字表》, by code point.
static STANDARD: &str = include_str!("data/standard.txt");

/// Characters outside the table, each before the one that it stands for.
static VARIANTS: &str = include_str!("data/variants.txt");

/// Words of two, three and four characters that are usual in writing, sorted; derived from the dictionary of
/// the PyPI package jieba 0.42.1 (MIT), names of persons left out.
static WORDS: [&str; 3] = [
    include_str!("data/words-2.txt"),
    include_str!("data/words-3.txt"),
    include_str!("data/words-4.txt"),
];

/// The longest word that is known, in characters.
pub(super) const LONGEST: usize = 4;

/// Bytes of a character of the lists.
const HAN: usize = 3;

struct Standard {
    /// One bit for each code point of the first plane.
    plane: Vec<u64>,
    others: Vec<char>,
}

static TABLE: LazyLock<Standard> = LazyLock::new(|| {
    let mut table = Standard {
        plane: vec![0; 1024],
        others: Vec::new(),
    };
    for c in STANDARD
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::chars)
    {
        let code = c as usize;
        match table.plane.get_mut(code / 64) {
            Some(bits) => *bits |= 1 << (code % 64),
            None => table.others.push(c),
        }
    }
    table
});

static STANDS_FOR: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    VARIANTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(' '))
        .filter_map(|pair| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        })
        .collect()
});

/// Whether a character is in the table.
pub(super) fn is_standard(c: char) -> bool {
    let code = c as usize;
    match TABLE.plane.get(code / 64) {
        Some(bits) => bits & (1 << (code % 64)) != 0,
        None => TABLE.others.binary_search(&c).is_ok(),
    }
}

/// The character of the table that a character outside it stands for.
pub(super) fn standard_of(c: char) -> Option<char> {
    STANDS_FOR.get(&c).copied()
}

/// Whether `word` is a word of two to four characters.
pub(super) fn is_word(word: &str) -> bool {
    let length = word.len() / HAN;
    let Some(list) = length.checked_sub(2).and_then(|at| WORDS.get(at)) else {
        return false;
    };
    if !word.len().is_multiple_of(HAN) {
        return false;
    }
    // Each line is a word and its line end.
    let width = word.len().saturating_add(1);
    let (mut low, mut high) = (0usize, list.len() / width);
    while low < high {
        let middle = low.midpoint(high);
        let start = middle.saturating_mul(width);
        let found = list
            .get(start..start.saturating_add(word.len()))
            .unwrap_or_default();
        match found.cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = middle.saturating_add(1),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}

/// Whether a word of the list ends with the character before byte `end` of `text`.
pub(super) fn word_ends(text: &str, end: usize) -> bool {
    (2..=LONGEST).any(|length| {
        end.checked_sub(length.saturating_mul(HAN))
            .and_then(|start| text.get(start..end))
            .is_some_and(is_word)
    })
}

/// Whether a word of the list begins at byte `start` of `text`.
pub(super) fn word_begins(text: &str, start: usize) -> bool {
    (2..=LONGEST).any(|length| {
        text.get(start..start.saturating_add(length.saturating_mul(HAN)))
            .is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_all_its_characters() {
        let count = STANDARD
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.chars().count())
            .sum::<usize>();
        assert_eq!(count, 8105);
        assert!(is_standard('采') && is_standard('㺄') && is_standard('\u{2C542}'));
        assert!(!is_standard('釆') && !is_standard('査') && !is_standard('A'));
        assert!(TABLE.others.is_sorted());
    }

    #[test]
    fn what_stands_for_another_is_outside_the_table_and_the_other_inside() {
        assert!(STANDS_FOR.len() > 3000);
        let right = |from: &char, to: &char| !is_standard(*from) && is_standard(*to);
        assert!(STANDS_FOR.iter().all(|(from, to)| right(from, to)));
        assert_eq!(standard_of('釆'), Some('采'));
        assert_eq!(standard_of('査'), Some('查'));
        assert_eq!(standard_of('\u{2F49}'), Some('月'));
    }

    #[test]
    fn words_are_sorted_and_found() {
        for list in WORDS {
            let words: Vec<&str> = list.lines().collect();
            assert!(words.is_sorted());
            assert!(words.iter().all(|word| is_word(word)));
        }
        assert!(is_word("落实") && is_word("财政部") && !is_word("额落") && !is_word("") && !is_word("ab"));
        assert!(word_ends("足额落", 6) && !word_ends("足额落", 9));
        assert!(word_begins("落实好", 0) && !word_begins("额落实", 0));
    }
}
