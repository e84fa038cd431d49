//! Strings that stand elsewhere with exactly one more character in the same surroundings.
//!
//! Two characters on each side of the gap are compared. First all surroundings of one character each are kept
//! in a set of bits; what stands without the character and is in that set is looked for again with the
//! character. So a text is read three times and no two of its strings are compared with each other.

use rustc_hash::FxHashMap;

use super::{Dropped, is_word_part};
use crate::rules::words::lexicon::{LONGEST, is_word};
use crate::text::Stretch;

/// What may be put in or left out as a writer likes, and what names a place or a level.
const FREE: &str = "的了地得之所和与及或并且而也又均都各每全本我该此其将对向给为以于在从由被把让使应要须可能会等个些\
                    级区市县省州盟旗乡镇村街部委局厅办处科室上下中内外前后里大小多少高低新老主副总分再已未不无非有\
                    一二三四五六七八九十百千万亿两半第费额率量类型式性化者员人们部门";

/// Characters that stand alone in good writing.
const ALONE: &str = "的了地得之所和与及或并且而也又均都各每全本我该此其将对向给为以于在从由被把让使应要须可能会等个些\
                     级区市县省州盟旗乡镇村街部委局厅办处科室上下中内外前后里大小多少高低新老主副总分再已未不无非有\
                     一二三四五六七八九十百千万亿两半第年月日元人家户名岁次种类项件条款按照经至到由自是就还只仅因若如\
                     即且但便更最较很太越这那哪谁何几做作用需请报送交给予带拿看查找见说讲写读学教问答想知爱好坏早晚快慢\
                     长短前去来回出入进退起落开关收发买卖租借还欠领取存放取用设建立定改修换加减增补退免罚奖评比选派调\
                     统户口处户率费额量型式性化者员们度期时段点线面网站证卡单表册簿书信函电金款税价值险病药医院校";

/// How many places are looked at closely; a text with more of them is no prose.
const LOOKS: usize = 2_000;

/// How often a string may stand without the character.
const RARE: usize = 4;

/// A string of four characters and what stands between the second and the third.
type Key = u64;

pub(super) fn dropped(text: &str) -> Vec<Dropped> {
    let candidates = candidates(text);
    if candidates.is_empty() {
        return Vec::new();
    }
    confirm(text, &candidates)
}

/// The last five characters, Chinese ones only.
#[derive(Default, Clone, Copy)]
struct Window {
    chars: [char; 5],
    /// How many Chinese characters stand here without a break.
    run: usize,
}

impl Window {
    fn push(&mut self, c: char) {
        if !is_word_part(c) {
            self.run = 0;
            return;
        }
        let [_, b, c2, d, e] = self.chars;
        self.chars = [b, c2, d, e, c];
        self.run = self.run.saturating_add(1);
    }

    /// The surroundings of the third of five characters.
    fn around(&self) -> Option<(Key, char)> {
        let [a, b, x, d, e] = self.chars;
        (self.run >= 5).then(|| (key(a, b, d, e), x))
    }

    /// The last four characters.
    fn tight(&self) -> Option<Key> {
        let [_, a, b, c, d] = self.chars;
        (self.run >= 4).then(|| key(a, b, c, d))
    }
}

/// Characters of the first plane fit into 16 bits each.
fn key(a: char, b: char, c: char, d: char) -> Key {
    [a, b, c, d]
        .into_iter()
        .fold(0u64, |key, c| (key << 16) | u64::from(c as u32 & 0xFFFF))
}

fn spread(key: Key) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A set of keys that may hold a few more than were put in.
struct Bits {
    words: Vec<u64>,
    shift: u32,
}

impl Bits {
    /// For `count` keys, with room enough that few others seem to be in it.
    fn with_capacity(count: usize) -> Bits {
        let words = (count / 2).next_power_of_two().clamp(64, 1 << 20);
        Bits {
            words: vec![0; words],
            shift: 64u32.saturating_sub(words.trailing_zeros()),
        }
    }

    /// A word, and two bits of it.
    fn place(&self, key: Key) -> (usize, u64) {
        let spread = spread(key);
        let at = usize::try_from(spread >> self.shift).unwrap_or(0);
        (at, 1u64 << (spread & 63) | 1u64 << (spread >> 6 & 63))
    }

    fn insert(&mut self, key: Key) {
        let (at, bits) = self.place(key);
        if let Some(word) = self.words.get_mut(at) {
            *word |= bits;
        }
    }

    fn contains(&self, key: Key) -> bool {
        let (at, bits) = self.place(key);
        self.words.get(at).is_some_and(|word| word & bits == bits)
    }
}

/// Where strings of four stand that may stand elsewhere with one more character.
fn candidates(text: &str) -> FxHashMap<Key, Vec<usize>> {
    let mut around = Bits::with_capacity(text.len() / 3);
    let mut window = Window::default();
    for c in text.chars() {
        window.push(c);
        if let Some((key, _)) = window.around() {
            around.insert(key);
        }
    }
    let mut found: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    let mut window = Window::default();
    for (at, c) in text.char_indices() {
        window.push(c);
        if let Some(key) = window.tight()
            && around.contains(key)
        {
            let places = found.entry(key).or_default();
            // One more tells that it is no slip.
            if places.len() <= RARE {
                places.push(at.saturating_sub(9));
            }
        }
    }
    found.retain(|_, places| places.len() <= RARE);
    found
}

/// Which of the `count` characters at `start` are left over where they, in their surroundings, are parted into words
/// as well as can be: one bit for each.
fn left_over(text: &str, start: usize, count: usize) -> Option<u32> {
    // Up to three characters before and behind belong to words that reach in.
    let before = text.get(..start)?;
    let from = before
        .char_indices()
        .rev()
        .take(3)
        .take_while(|(_, c)| is_word_part(*c))
        .last()
        .map_or(start, |(at, _)| at);
    let inner_end = start.saturating_add(count.saturating_mul(3));
    let behind = text.get(inner_end..)?;
    let reach: usize = behind
        .chars()
        .take(3)
        .take_while(|c| is_word_part(*c))
        .map(char::len_utf8)
        .sum();
    let chars: Vec<char> = text.get(from..inner_end.saturating_add(reach))?.chars().collect();
    let offset = text.get(from..start)?.chars().count();
    let inner = offset..offset.saturating_add(count);
    // best[n]: which characters are left over in the first n.
    let mut best: Vec<u32> = vec![0];
    for end in 1..=chars.len() {
        let last = end.saturating_sub(1);
        let c = chars.get(last).copied()?;
        // What stands outside may belong to words that are cut off here.
        let alone = !inner.contains(&last) || ALONE.contains(c);
        let bit = if alone {
            0
        } else {
            1u32.checked_shl(u32::try_from(last).ok()?)?
        };
        let mut choice = best.get(last)? | bit;
        for length in 2..=LONGEST.min(end) {
            let begin = end.saturating_sub(length);
            let word: String = chars.get(begin..end)?.iter().collect();
            let before = best.get(begin).copied()?;
            if before.count_ones() < choice.count_ones() && is_word(&word) {
                choice = before;
            }
        }
        best.push(choice);
    }
    best.last()?.checked_shr(u32::try_from(offset).ok()?)
}

/// Finds the strings with the character, and keeps those where it makes a word of what is left over.
fn confirm(text: &str, candidates: &FxHashMap<Key, Vec<usize>>) -> Vec<Dropped> {
    let mut wanted = Bits::with_capacity(candidates.len().saturating_mul(8));
    candidates.keys().for_each(|key| wanted.insert(*key));
    // By key: what stands in the gap, how often, and where first.
    let mut whole: FxHashMap<Key, Vec<(char, usize, usize)>> = FxHashMap::default();
    let mut window = Window::default();
    for (at, c) in text.char_indices() {
        window.push(c);
        let Some((key, x)) = window.around().filter(|(key, _)| wanted.contains(*key)) else {
            continue;
        };
        if !candidates.contains_key(&key) || FREE.contains(x) {
            continue;
        }
        let fillings = whole.entry(key).or_default();
        match fillings.iter_mut().find(|(known, ..)| *known == x) {
            Some((_, count, _)) => *count = count.saturating_add(1),
            None => fillings.push((x, 1, at.saturating_sub(12))),
        }
    }
    let mut likely: Vec<(usize, char, usize)> = whole
        .iter()
        .filter_map(|(key, fillings)| {
            let places = candidates.get(key)?;
            let (x, count, elsewhere) = fillings.iter().max_by_key(|(x, count, _)| (*count, *x))?;
            (places.len() <= *count).then(|| places.iter().map(|&start| (start, *x, *elsewhere)))
        })
        .flatten()
        .collect();
    likely.sort_unstable();
    likely
        .into_iter()
        .take(LOOKS)
        .filter_map(|(start, x, elsewhere)| described(text, start, x, elsewhere))
        .collect()
}

fn described(text: &str, start: usize, x: char, elsewhere: usize) -> Option<Dropped> {
    let mut chars = text.get(start..start.saturating_add(12))?.chars();
    let (a, b, c, d) = (chars.next()?, chars.next()?, chars.next()?, chars.next()?);
    if x == b || x == c {
        return None;
    }
    // Words with the character in them, and which of the four they take in.
    let whole = [a, b, x, c, d];
    let bits = [1u32, 2, 0, 4, 8];
    let taken: Vec<u32> = (0..3usize)
        .flat_map(|first| (3..=whole.len()).map(move |end| first..end))
        .filter_map(|range| {
            let word: String = whole.get(range.clone())?.iter().collect();
            is_word(&word)
                .then(|| bits.get(range))?
                .map(|bits| bits.iter().sum())
        })
        .collect();
    if taken.is_empty() {
        return None;
    }
    let left = left_over(text, start, 4)?;
    let left_in_whole = left_over(text, elsewhere, 5)?;
    // The character makes a word of what is left over at the gap.
    let at_gap = left & 0b0110;
    let mends = left.count_ones() > left_in_whole.count_ones();
    (mends && taken.iter().any(|taken| taken & at_gap != 0)).then(|| Dropped {
        stretch: Stretch::new(start, start.saturating_add(12)),
        whole: whole.iter().collect(),
        missing: x.to_string(),
        elsewhere: Some(Stretch::new(elsewhere, elsewhere.saturating_add(15))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(text: &str) -> Vec<String> {
        let mut found = dropped(text);
        found.sort_by_key(|dropped| dropped.stretch);
        found.into_iter().map(|dropped| dropped.whole).collect()
    }

    #[test]
    fn a_word_cut_short_is_found_where_it_stands_whole_elsewhere() {
        assert_eq!(missing("县级财政补助26元，其中市级财补助38元"), ["级财政补助"]);
        assert_eq!(
            missing("加强就业服务机构管理，规范就业服机构行为"),
            ["业服务机构"]
        );
        assert!(missing("县级财政补助26元，市级财政补助38元").is_empty());
    }

    #[test]
    fn what_can_be_parted_into_words_is_left_alone() {
        for text in [
            "支持中小微企业发展，中小企业也可申请",
            "按保险缴费率计算，按保险费率计算",
            "加强对医保基金的监管，加强医保基金监管",
            "各县级财政负担，各县财政负担",
            "完善医疗救助等制度，完善医疗救助制度",
        ] {
            assert!(missing(text).is_empty(), "{text}");
        }
    }
}
