//! A text without its white space, and the way back to the text as it stands.

use memchr::memmem;

/// How far the next phrase of `甲…乙` may stand from the one before, in bytes without white space: about
/// 600 characters.
const GAP: usize = 1800;

/// How many places of one phrase are looked at for the numbers of its statement.
const PLACES: usize = 64;

/// A text without white space, because notices break lines and pad table cells anywhere.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    /// Where each stretch without white space begins: in `text`, and in the text as it stands.
    runs: Vec<(usize, usize)>,
}

/// A stretch of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// White space of any kind, and the marks that take no room at all.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether `text` is nothing but white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// `text` without its white space.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c)).collect()
}

impl Folded {
    pub(super) fn new(source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut runs = Vec::new();
        let mut in_run = false;
        for (at, c) in source.char_indices() {
            if is_space(c) {
                in_run = false;
                continue;
            }
            if !in_run {
                runs.push((text.len(), at));
                in_run = true;
            }
            text.push(c);
        }
        Folded { text, runs }
    }

    /// The bytes of the text as it stands that `stretch` covers.
    pub(super) fn source(&self, stretch: Stretch) -> std::ops::Range<usize> {
        let start = self.source_byte(stretch.start);
        let end = self.source_byte(stretch.end.saturating_sub(1)).saturating_add(1);
        start..end.max(start)
    }

    fn source_byte(&self, folded: usize) -> usize {
        let after = self.runs.partition_point(|&(start, _)| start <= folded);
        self.runs
            .get(after.saturating_sub(1))
            .map_or(folded, |&(start, source)| {
                source.saturating_add(folded.saturating_sub(start))
            })
    }

    /// The places where all `pieces` stand one after the other.
    ///
    /// # Errors
    /// The index of the first piece that has no such place.
    pub(super) fn places(&self, pieces: &[String]) -> Result<Vec<Vec<Stretch>>, usize> {
        // For each piece: its places, and which place of the piece before each one follows.
        let mut levels: Vec<Vec<(Stretch, usize)>> = Vec::with_capacity(pieces.len());
        for (index, piece) in pieces.iter().enumerate() {
            let mut level = Vec::new();
            let mut reached = 0usize;
            for start in memmem::find_iter(self.text.as_bytes(), piece.as_bytes()) {
                let end = start.saturating_add(piece.len());
                match levels.last() {
                    None => level.push((Stretch { start, end }, 0)),
                    Some(before) => {
                        while before.get(reached).is_some_and(|(place, _)| place.end <= start) {
                            reached = reached.saturating_add(1);
                        }
                        // The last one before it is the nearest.
                        let Some(last) = reached.checked_sub(1) else {
                            continue;
                        };
                        if before
                            .get(last)
                            .is_some_and(|(place, _)| start.saturating_sub(place.end) <= GAP)
                        {
                            level.push((Stretch { start, end }, last));
                        }
                    }
                }
            }
            if level.is_empty() {
                return Err(index);
            }
            levels.push(level);
        }
        let last = levels.last().map_or(0, Vec::len);
        Ok((0..last.min(PLACES))
            .map(|mut at| {
                let mut chain = Vec::with_capacity(levels.len());
                for level in levels.iter().rev() {
                    if let Some(&(place, before)) = level.get(at) {
                        chain.push(place);
                        at = before;
                    }
                }
                chain.reverse();
                chain
            })
            .collect())
    }

    /// Whether `piece` stands anywhere.
    pub(super) fn contains(&self, piece: &str) -> bool {
        memmem::find(self.text.as_bytes(), piece.as_bytes()).is_some()
    }

    /// The place that agrees with `piece` for longest, from its beginning or, failing that, up to its end:
    /// as much of the text as `piece` is long.
    pub(super) fn nearest(&self, piece: &str) -> Option<Stretch> {
        let count = piece.chars().count();
        let cuts: Vec<usize> = piece
            .char_indices()
            .map(|(at, _)| at)
            .chain(std::iter::once(piece.len()))
            .collect();
        let head = longest(count, |length| {
            self.find(piece.get(..*cuts.get(length)?)?)
                .map(|start| (start, length))
        });
        let tail = longest(count, |length| {
            let part = piece.get(*cuts.get(count.checked_sub(length)?)?..)?;
            self.find(part)
                .map(|start| (start.saturating_add(part.len()), length))
        });
        let head_length = head.map_or(0, |(_, length)| length);
        let tail_length = tail.map_or(0, |(_, length)| length);
        // Fewer than three characters agree anywhere.
        if head_length.max(tail_length) < 3 {
            return None;
        }
        if head_length >= tail_length {
            let start = head?.0;
            let end = self
                .text
                .get(start..)?
                .char_indices()
                .nth(count)
                .map_or(self.text.len(), |(at, _)| start.saturating_add(at));
            Some(Stretch { start, end })
        } else {
            let end = tail?.0;
            let start = self
                .text
                .get(..end)?
                .char_indices()
                .rev()
                .take(count)
                .last()
                .map_or(0, |(at, _)| at);
            Some(Stretch { start, end })
        }
    }

    fn find(&self, part: &str) -> Option<usize> {
        memmem::find(self.text.as_bytes(), part.as_bytes())
    }
}

/// The answer for the greatest length from 1 to `most` that has one; if a length has one, so has every
/// smaller length.
fn longest<T>(most: usize, answer: impl Fn(usize) -> Option<T>) -> Option<T> {
    let (mut low, mut high) = (0usize, most);
    let mut best = None;
    while low < high {
        let middle = low.saturating_add(high).saturating_add(1) / 2;
        match answer(middle) {
            Some(found) => {
                best = Some(found);
                low = middle;
            }
            None => high = middle.saturating_sub(1),
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| fold(text)).collect()
    }

    #[test]
    fn white_space_is_ignored_and_the_way_back_is_known() {
        let source = "二、补助 640\u{3000}元，\n达\t到  标准";
        let folded = Folded::new(source);
        let places = folded.places(&pieces(&["640元，达到"])).unwrap();
        assert_eq!(places.len(), 1);
        assert_eq!(&source[folded.source(places[0][0])], "640\u{3000}元，\n达\t到");
    }

    #[test]
    fn later_pieces_follow_earlier_ones() {
        let folded = Folded::new("乙甲丙甲乙");
        assert_eq!(folded.places(&pieces(&["甲", "乙"])).unwrap().len(), 1);
        assert_eq!(folded.places(&pieces(&["丙", "丙"])), Err(1));
        assert_eq!(folded.places(&pieces(&["丁"])), Err(0));
        let far = format!("甲{}乙", "远".repeat(700));
        assert_eq!(Folded::new(&far).places(&pieces(&["甲", "乙"])), Err(1));
    }

    #[test]
    fn the_nearest_place_is_as_long_as_the_phrase() {
        let source = "各级财政补助每人每年640元，其余自筹";
        let folded = Folded::new(source);
        let near = |piece: &str| folded.nearest(piece).map(|place| &source[folded.source(place)]);
        assert_eq!(near("每人每年650元"), Some("每人每年640元"));
        assert_eq!(near("各级财政补贴"), Some("各级财政补助"));
        assert_eq!(near("毫不相干"), None);
    }
}
