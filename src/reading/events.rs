//! Events (事件) that a sentence speaks of: what a notice sets a date for.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::vocabulary::Vocabulary;

/// The names of all events.
///
/// Most sentences speak of none. Whatever the way in which a name is said, its first and its last two characters
/// stand in the sentence: one pass finds these for all names at once, and only names that have both are looked for.
#[derive(Debug)]
pub(super) struct Events {
    /// The longest first, so that the first one found is the one that is meant.
    names: Vec<EventName>,
    ends: Option<AhoCorasick>,
    count: usize,
}

#[derive(Debug)]
struct EventName {
    /// As the notice says it.
    words: CompactString,
    /// The name of the event.
    event: CompactString,
    /// Which of the ends it begins and ends with.
    first: usize,
    last: usize,
}

impl Events {
    pub(super) fn new(vocabulary: &Vocabulary) -> Events {
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        let mut ends: Vec<&str> = Vec::new();
        let mut number = |end| {
            *numbers.entry(end).or_insert_with(|| {
                ends.push(end);
                ends.len().saturating_sub(1)
            })
        };
        let mut names: Vec<EventName> = Vec::new();
        for (_, info) in vocabulary.events() {
            for words in std::iter::once(&info.name).chain(&info.aliases) {
                names.push(EventName {
                    words: words.clone(),
                    event: info.name.clone(),
                    first: number(first_two(words)),
                    last: number(last_two(words)),
                });
            }
        }
        names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&ends)
            .ok();
        Events {
            names,
            count: ends.len(),
            ends: automaton,
        }
    }

    /// The names that `sentence` may hold, the longest first.
    fn possible(&self, sentence: &str) -> Vec<&EventName> {
        let mut seen = vec![false; self.count];
        for found in self
            .ends
            .iter()
            .flat_map(|ends| ends.find_overlapping_iter(sentence))
        {
            if let Some(seen) = seen.get_mut(found.pattern().as_usize()) {
                *seen = true;
            }
        }
        let has = |end: usize| seen.get(end).copied().unwrap_or(false);
        self.names
            .iter()
            .filter(|name| has(name.first) && has(name.last))
            .collect()
    }

    /// The events of the sentence at `range` of `text`, to be looked for near its dates.
    pub(super) fn of<'e, 't>(&'e self, text: &'t str, range: &Range<usize>) -> EventsOf<'e, 't> {
        let sentence = text.get(range.clone()).unwrap_or("");
        EventsOf {
            text,
            sentence,
            names: self.possible(sentence),
        }
    }
}

fn first_two(words: &str) -> &str {
    let end = words.char_indices().nth(2).map_or(words.len(), |(at, _)| at);
    words.get(..end).unwrap_or(words)
}

fn last_two(words: &str) -> &str {
    let start = words.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    words.get(start..).unwrap_or(words)
}

/// The events that one sentence may speak of.
pub(super) struct EventsOf<'e, 't> {
    text: &'t str,
    sentence: &'t str,
    names: Vec<&'e EventName>,
}

impl EventsOf<'_, '_> {
    /// The event that the sentence speaks of, at least in part within `zone`: its name may be cut in two and turned
    /// round, as in 补助资金…拨付到位. The longest name wins.
    pub(super) fn near(&self, zone: &Range<usize>) -> Option<(CompactString, Range<usize>)> {
        let near = self.text.get(zone.clone())?;
        self.names.iter().find_map(|name| {
            let (at, length) = found_in(&name.words, self.sentence, near)?;
            let start = zone.start.saturating_add(at);
            Some((
                name.event.clone(),
                start..start.saturating_add(length).min(zone.end),
            ))
        })
    }
}

/// Where the name, or the part of it that stands near the date, begins, and how long that is.
fn found_in(name: &str, sentence: &str, near: &str) -> Option<(usize, usize)> {
    if let Some(at) = near.find(name) {
        return Some((at, name.len()));
    }
    // Nothing shorter than two characters is a word.
    let cuts: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).collect();
    let last = cuts.len().saturating_sub(1);
    for &cut in cuts.iter().take(last) {
        let (head, tail) = (name.get(..cut)?, name.get(cut..)?);
        let Some((at, length)) = near
            .find(tail)
            .map(|at| (at, tail.len()))
            .or_else(|| near.find(head).map(|at| (at, head.len())))
        else {
            continue;
        };
        if sentence.contains(head) && sentence.contains(tail) {
            return Some((at, length));
        }
    }
    None
}
