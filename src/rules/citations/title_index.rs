//! Which numbers a title goes with in the corpus.

use rustc_hash::FxHashMap;

use super::cited::{citations, has_year};
use super::title::{compared, matter};
use crate::corpus::{Corpus, Role};
use crate::notice::{Name, NoticeNumber};

/// The shortest title, in characters, that can be told from another notice's by chance.
const LONG_ENOUGH: usize = 12;

/// From here on a serial hardly falls to the same title again in another year.
const TELLING_SERIAL: u32 = 10;

/// How many numbers of one title are looked at; a title with more of them is used for many notices.
const HELD: usize = 16;

/// A number and the title that it goes with.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) number: &'a NoticeNumber,
    pub(super) title: &'a Name,
    /// How many citations give the two together.
    times: usize,
    /// Whether a notice that is not itself being checked does.
    trusted: bool,
}

/// The title and the 代字 without its last character, in which the kinds of one organ's numbers differ.
type Key = (String, String);

/// The titles of the corpus: those of its notices, and those that citations give to notices it lacks.
pub(super) struct TitleIndex<'a> {
    titles: FxHashMap<Key, Vec<Known<'a>>>,
    cited: FxHashMap<Key, Vec<Known<'a>>>,
}

impl<'a> TitleIndex<'a> {
    pub(super) fn new(corpus: &'a Corpus) -> Self {
        let mut index = TitleIndex {
            titles: FxHashMap::default(),
            cited: FxHashMap::default(),
        };
        for (_, entry) in corpus.entries() {
            let trusted = entry.role != Role::Reported;
            if let (Some(number), Some(title)) = (entry.number(), &entry.notice.header.title) {
                add(&mut index.titles, number, title, trusted);
            }
            for citation in citations(&entry.notice) {
                if let (Some(number), Some(title)) = (&citation.number, &citation.title)
                    && corpus.by_number(number).is_none()
                {
                    add(&mut index.cited, number, title, trusted);
                }
            }
        }
        index
    }

    /// The notice of the corpus that has this title, where `number` is none of the corpus.
    pub(super) fn owner(&self, number: &NoticeNumber, title: &str) -> Option<Known<'a>> {
        let key = key(number, title)?;
        let found = self.titles.get(&key)?.iter();
        found
            .copied()
            .find(|known| known.number != number && is_one_notice(number, known.number, &key.0))
    }

    /// Another number under which this title is cited, where that one is given oftener, by a notice that
    /// is not being checked, or first.
    pub(super) fn other_number(&self, number: &NoticeNumber, title: &str) -> Option<Known<'a>> {
        let key = key(number, title)?;
        let found = self.cited.get(&key)?;
        if found.len() > HELD {
            return None;
        }
        let mut best: Option<&Known<'a>> = None;
        for known in found {
            if best.is_none_or(|best| (best.trusted, best.times) < (known.trusted, known.times)) {
                best = Some(known);
            }
        }
        best.copied()
            .filter(|best| best.number != number && is_one_notice(number, best.number, &key.0))
    }
}

fn add<'a>(
    index: &mut FxHashMap<Key, Vec<Known<'a>>>,
    number: &'a NoticeNumber,
    title: &'a Name,
    trusted: bool,
) {
    let Some(key) = key(number, &title.text) else {
        return;
    };
    let known = index.entry(key).or_default();
    if let Some(same) = known.iter_mut().find(|known| known.number == number) {
        same.times = same.times.saturating_add(1);
        same.trusted |= trusted;
    } else if known.len() <= HELD {
        known.push(Known {
            number,
            title,
            times: 1,
            trusted,
        });
    }
}

fn key(number: &NoticeNumber, title: &str) -> Option<Key> {
    if !has_year(number) {
        return None;
    }
    let compared = compared(title);
    let matter = matter(&compared);
    let mut stem = number.code.chars();
    stem.next_back();
    (matter.chars().count() >= LONG_ENOUGH).then(|| (matter.to_owned(), stem.as_str().to_owned()))
}

/// Whether one organ can hardly have used this title for both numbers. A title without a year may come
/// back every year, and other organs use the same titles for notices of their own.
fn is_one_notice(cited: &NoticeNumber, known: &NoticeNumber, title: &str) -> bool {
    let names = |year: u16| title.contains(&format!("{year}年"));
    let names_year = names(known.year) || names(cited.year);
    if cited.code == known.code {
        let same_serial = cited.serial == known.serial && cited.serial >= TELLING_SERIAL;
        cited.year == known.year || names_year || same_serial
    } else {
        cited.year == known.year && names_year
    }
}
