//! Names that a notice gives: 城乡居民基本医疗保险（以下简称“居民医保”）.

use std::ops::Range;

use compact_str::CompactString;

use super::lexicon::{Lexicon, Word};
use super::place::Place;
use crate::notice::{Alias, Clause, Force, Form, Sureness};

/// The words that introduce a short name.
const LEADS: [&str; 7] = [
    "以下简称",
    "以下统称",
    "以下合称",
    "以下称",
    "以下并称",
    "下称",
    "简称",
];

/// The short names given in a stretch of the text.
pub(super) fn clauses(
    place: &Place<'_>,
    range: &Range<usize>,
    lexicon: &Lexicon,
    heading: Option<usize>,
    out: &mut Vec<Clause>,
) {
    let text = place.text();
    let Some(words) = text.get(range.clone()) else {
        return;
    };
    for (at, _) in words.match_indices(['（', '(']) {
        let open = range.start.saturating_add(at);
        let Some(inside) = text.get(open..range.end) else {
            return;
        };
        let inside = inside
            .get(inside.chars().next().map_or(0, char::len_utf8)..)
            .unwrap_or("");
        let Some(lead) = LEADS.iter().find(|lead| inside.starts_with(**lead)) else {
            continue;
        };
        let Some(close) = inside.find(['）', ')']) else {
            continue;
        };
        let raw = inside.get(lead.len()..close).unwrap_or("");
        let short = raw.trim_matches(|c: char| matches!(c, '“' | '”' | '"' | '：' | ':' | '‘' | '’' | '为'));
        if short.is_empty() || short.chars().count() > 20 || short.contains(['，', '、', '“']) {
            continue;
        }
        let short_at = raw.find(short).unwrap_or(0);
        let start = text.get(open..range.end).map_or(open, |rest| {
            open.saturating_add(rest.len().saturating_sub(inside.len()))
                .saturating_add(lead.len())
                .saturating_add(short_at)
        });
        let end = start.saturating_add(short.len());
        let Some(full) = full_name(text, range.start, open, short, lexicon) else {
            continue;
        };
        let whole = full.start..end;
        // 城乡居民大病保险（或职工大额医疗费用补助）: what a bracket adds is not part of the name.
        let name = without_brackets(text.get(full.clone()).unwrap_or(""));
        if name.contains(['=', '「', '」', '【', '】', '#']) {
            continue;
        }
        out.push(Clause {
            form: Form::Alias(Alias {
                short: place.name(CompactString::from(short), &(start..end)),
                full: place.name(name, &full),
            }),
            force: Force::Must,
            evidence: Some(place.evidence(&whole)),
            comment: None,
            span: place.span(&whole),
            heading,
            sureness: Sureness::Sure,
        });
    }
}

/// A name without what its brackets add: 基本医疗保险（含生育保险）基金收入.
pub(super) fn without_brackets(name: &str) -> CompactString {
    let mut depth = 0usize;
    name.chars()
        .filter(|c| match c {
            '（' | '(' => {
                depth = depth.saturating_add(1);
                false
            }
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// The name before the bracket: back to a mark, without the words that lead to it. A short name that counts
/// (两病, 三重制度) stands for a list.
fn full_name(text: &str, floor: usize, open: usize, short: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let before = text.get(floor..open)?;
    let lists = short.starts_with(['两', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let begin = before
        .char_indices()
        .rev()
        .find(|(_, c)| {
            matches!(c, '，' | '。' | '；' | '：' | '！' | '\n' | '“' | '》' | '《')
                || !lists && matches!(c, '、')
        })
        .map_or(0, |(at, c)| at.saturating_add(c.len_utf8()));
    let candidate = before.get(begin..)?;
    // A bracket of its own is part of the name only at its end.
    let mut start = floor.saturating_add(begin);
    let mut at = 0usize;
    for found in lexicon.find(candidate) {
        let leads = matches!(
            found.word,
            Word::Neutral | Word::Relation(_) | Word::Rise | Word::Fall | Word::Pays | Word::List | Word::All
        );
        // What is left must say more than the short name does.
        let rest = candidate.get(found.end..).unwrap_or("");
        let listed = lists && rest.starts_with(['、', '和']);
        if found.start != at || !leads || listed || rest.chars().count() <= short.chars().count() {
            break;
        }
        at = found.end;
    }
    start = start.saturating_add(at);
    let name = text.get(start..open)?;
    let count = name.chars().count();
    (2..=40).contains(&count).then_some(start..open)
}
