//! Names of items outside the vocabulary: the shortest words that name a quantity.
//!
//! A name is found within the words before its figure by what is no part of it: verbs and small words at its
//! ends, and what stands before the last verb. Names of quantities end in a head (标准, 比例, 补贴); words
//! without one say of whom or where a quantity named elsewhere is (农村, 散居孤儿).

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use compact_str::CompactString;
use serde::Deserialize;

/// The words that tell what is part of a name.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamingWords {
    /// Words that lead to a name and are no part of it.
    leads: Vec<String>,
    /// Words that begin like those and are part of a name.
    kept: Vec<String>,
    /// Words behind a name that are no part of it.
    tails: Vec<String>,
    /// Verbs: a name begins behind the last.
    verbs: Vec<String>,
    /// How names of quantities end.
    heads: Vec<String>,
    /// Heads that name nothing by themselves.
    general: Vec<String>,
    /// How words end that say whom something is for.
    whom: Vec<String>,
    /// Words of which one takes the place of another: 城市, 农村.
    classes: Vec<Vec<String>>,
}

/// The words, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Naming {
    words: NamingWords,
    verbs: Option<AhoCorasick>,
}

/// The longest words that are taken for whom something is for, in characters.
const LONGEST_WHOM: usize = 28;
/// Heads that a verb before them belongs to.
const BARE: [&str; 18] = [
    "比例", "标准", "进度", "限额", "额度", "金额", "总量", "总额", "期限", "时间", "面积", "人数", "成本",
    "强度", "幅度", "系数", "基数", "次数",
];
/// The longest name, in characters.
const LONGEST_NAME: usize = 30;

impl Naming {
    pub(super) fn new(mut words: NamingWords) -> Naming {
        // The longest first, so that no word is cut off a longer one.
        for list in [&mut words.leads, &mut words.tails, &mut words.heads] {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        let verbs = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.verbs.iter().chain(&words.kept))
            .ok();
        Naming { words, verbs }
    }

    /// The range without the small words, marks and ordinals at its ends.
    pub(super) fn trim(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let range = self.trim_start(text, range);
        self.trim_end(text, range)
    }

    fn trim_start(&self, text: &str, mut range: Range<usize>) -> Range<usize> {
        while let Some(words) = text.get(range.clone()) {
            let kept = without_ordinal(words.trim_start_matches(is_edge));
            let kept = if self.words.kept.iter().any(|word| kept.starts_with(word.as_str())) {
                kept
            } else {
                self.words
                    .leads
                    .iter()
                    .find_map(|lead| kept.strip_prefix(lead.as_str()))
                    .unwrap_or(kept)
            };
            if kept.len() == words.len() {
                break;
            }
            range.start = range.end.saturating_sub(kept.len());
        }
        range
    }

    fn trim_end(&self, text: &str, mut range: Range<usize>) -> Range<usize> {
        while let Some(words) = text.get(range.clone()) {
            let kept = words.trim_end_matches(is_edge);
            if self.is_headed(kept) {
                range.end = range.start.saturating_add(kept.len());
                break;
            }
            let kept = self
                .words
                .tails
                .iter()
                .find_map(|tail| kept.strip_suffix(tail.as_str()))
                .unwrap_or(kept);
            if kept.len() == words.len() {
                break;
            }
            range.end = range.start.saturating_add(kept.len());
        }
        range
    }

    /// What stands behind the last verb, and what before it.
    pub(super) fn behind_verb(
        &self,
        text: &str,
        range: &Range<usize>,
    ) -> (Range<usize>, Option<Range<usize>>) {
        let whole = (range.clone(), None);
        let (Some(words), Some(verbs)) = (text.get(range.clone()), &self.verbs) else {
            return whole;
        };
        let verb_count = self.words.verbs.len();
        let last = verbs
            .find_iter(words)
            .filter(|found| {
                let rest = words.get(found.end()..).unwrap_or("");
                // 一类区（城区、开发区）: what stands in brackets is no verb of the name.
                if let Some(close) = rest.find(['）', ')'])
                    && !rest.get(..close).is_some_and(|inner| inner.contains(['（', '(']))
                {
                    return false;
                }
                // 使用量, 提取限额: a verb right before a bare head is part of the name.
                found.pattern().as_usize() < verb_count && rest.chars().count() > 1 && !BARE.contains(&rest)
            })
            .last();
        match last {
            Some(found) => (
                range.start.saturating_add(found.end())..range.end,
                (found.start() > 0).then(|| range.start..range.start.saturating_add(found.start())),
            ),
            None => whole,
        }
    }

    /// Whether words begin with one that is part of a name though it begins like a verb: 执行进度.
    pub(super) fn keeps(&self, words: &str) -> bool {
        self.words
            .kept
            .iter()
            .any(|word| words.starts_with(word.as_str()))
    }

    /// Whether words end as the name of a quantity does.
    pub(super) fn is_headed(&self, words: &str) -> bool {
        let words = words.trim_end_matches(['）', ')']);
        // 时期 and 同期 say when.
        if [
            "时期", "同期", "前期", "后期", "近期", "日期", "周期", "定期", "长期",
        ]
        .iter()
        .any(|end| words.ends_with(end))
        {
            return false;
        }
        self.words.heads.iter().any(|head| words.ends_with(head.as_str()))
    }

    /// Whether words are a head that names nothing by itself: 标准, 价格.
    pub(super) fn is_general(&self, words: &str) -> bool {
        self.words.general.iter().any(|head| head == words)
    }

    /// The end of the shortest name at the start of `words`, its head included: 征收率 of 征收率征收.
    pub(super) fn head_end(&self, words: &str) -> Option<usize> {
        let at = |from: usize| {
            let rest = words.get(from..).unwrap_or("");
            self.words
                .heads
                .iter()
                .filter_map(|head| Some((rest.find(head.as_str())?, head.len())))
                .min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)))
        };
        let (start, length) = at(0)?;
        let mut end = start.saturating_add(length);
        // 补助标准: heads that follow one another are one.
        while let Some((0, length)) = at(end) {
            end = end.saturating_add(length);
        }
        Some(end)
    }

    /// Whether words say whom or what something is for.
    pub(super) fn is_whom(&self, words: &str) -> bool {
        self.words.whom.iter().any(|end| words.ends_with(end.as_str()))
    }

    /// Whether words are one of several that take each other's place: 首套.
    pub(super) fn is_class(&self, words: &str) -> bool {
        self.words.classes.iter().flatten().any(|word| word == words)
    }

    /// `name` said of `other`: 农村 and 城市低保标准 make 农村低保标准. None where the two are not of one kind.
    pub(super) fn replaced(&self, name: &str, other: &str) -> Option<CompactString> {
        self.words.classes.iter().find_map(|class| {
            let starting = class
                .iter()
                .filter(|word| other.ends_with(word.as_str()) || other.starts_with(word.as_str()))
                .max_by_key(|word| word.len())?;
            // 一级至四级: the whole range.
            let range = class.iter().find_map(|first| {
                let at = name.find(&format!("{first}至"))?;
                let rest = name.get(at.saturating_add(first.len())..)?.strip_prefix('至')?;
                let last = class.iter().find(|last| rest.starts_with(last.as_str()))?;
                Some((name.get(..at)?, rest.get(last.len()..)?))
            });
            if let Some((before, after)) = range {
                return Some(CompactString::from(format!("{before}{other}{after}")));
            }
            class
                .iter()
                .filter(|word| *word != starting)
                .filter_map(|word| Some((name.find(word.as_str())?, word)))
                .max_by_key(|(_, word)| word.len())
                .and_then(|(at, word)| {
                    let before = name.get(..at).unwrap_or("");
                    let after = name.get(at.saturating_add(word.len())..).unwrap_or("");
                    // 散居孤儿 for 集中供养孤儿养育标准: what both say is said once.
                    let after = match other.strip_prefix(starting.as_str()) {
                        // 一级及以下 takes the place of 三级 whole.
                        Some(rest) if rest.starts_with(['及', '以']) => after,
                        Some(rest) => after.strip_prefix(rest)?,
                        None => after,
                    };
                    // What leads to the word that is replaced goes with it only where the other brings its own.
                    let before = if other.len() > starting.len() { "" } else { before };
                    Some(CompactString::from(format!("{before}{other}{after}")))
                })
        })
    }

    /// The name of each of several things of which the last alone is named in full: 一级、二级护理补贴.
    pub(super) fn shared_end(&self, part: &str, full: &str) -> Option<CompactString> {
        if let Some(name) = self.replaced(full, part) {
            return Some(name);
        }
        let last = part.chars().next_back()?;
        if let Some((at, c)) = full.char_indices().skip(1).find(|&(_, c)| c == last) {
            let rest = full.get(at.saturating_add(c.len_utf8())..)?;
            if self.is_headed(rest) {
                return Some(CompactString::from(format!("{part}{rest}")));
            }
        }
        // Words as long as these stand before the shared end.
        let count = part.chars().count();
        let rest = full
            .char_indices()
            .nth(count)
            .and_then(|(at, _)| full.get(at..))?;
        (rest.chars().count() >= 2 && self.is_headed(rest))
            .then(|| CompactString::from(format!("{part}{rest}")))
    }

    /// Whether words name an organ, which is never what a figure measures.
    pub(super) fn is_organ(words: &str) -> bool {
        words.ends_with(['局', '厅', '委', '部', '院', '办'])
            || ["部门", "政府", "办公室", "委员会"]
                .iter()
                .any(|end| words.ends_with(end))
    }

    /// Whether words are short enough for whom something is for.
    pub(super) fn is_short(words: &str) -> bool {
        words.chars().nth(LONGEST_WHOM).is_none()
    }
}

/// Words of a range as a name: without brackets and the signs that the extract language keeps for itself.
pub(super) fn clean(words: &str) -> CompactString {
    let mut depth = 0usize;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '（' | '(' => depth = depth.saturating_add(1),
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !super::place::RESERVED.contains(&c) => out.push(c),
            _ => {}
        }
    }
    let count = out.chars().count();
    if count <= LONGEST_NAME {
        return CompactString::from(out);
    }
    // The last words name it; what stands further away explains it.
    out.chars().skip(count.saturating_sub(LONGEST_NAME)).collect()
}

fn is_edge(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | ','
            | ';'
            | ':'
            | '“'
            | '”'
            | '"'
            | '\''
            | '—'
            | '-'
            | '·'
            | ' '
            | '\u{3000}'
            | '）'
            | ')'
            | '《'
            | '》'
            | '*'
            | '#'
    )
}

/// Words without the ordinal of a heading that they run on from: 八、省与市县…, （一）, 1.
fn without_ordinal(words: &str) -> &str {
    let inner = words.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if rest.len() == inner.len() {
        return words;
    }
    match rest.chars().next() {
        Some('、' | '.' | '．') => rest
            .get(rest.chars().next().map_or(0, char::len_utf8)..)
            .unwrap_or(rest),
        Some('）' | ')') => rest
            .get(rest.chars().next().map_or(0, char::len_utf8)..)
            .unwrap_or(rest),
        _ => words,
    }
}
