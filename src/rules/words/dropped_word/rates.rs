//! 可办理达到30% beside 可办理率达到50%.

use memchr::memchr_iter;

use super::Dropped;
use crate::rules::text::is_han;
use crate::text::Stretch;

/// What names a share.
const NOUNS: &str = "率比例";

/// Words between the name of a share and its figure, longest first.
const RELATIONS: [&str; 22] = [
    "稳定在",
    "保持在",
    "控制在",
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "下降到",
    "下降至",
    "降低到",
    "降低至",
    "分别达到",
    "均达到",
    "达到",
    "超过",
    "达",
    "为",
    "至",
];

/// Words that say as much with 率 as without it.
const MOVES: [&str; 8] = ["增长", "下降", "提高", "降低", "上升", "增加", "减少", "增幅"];

/// How many characters of a name must agree.
const NAME: usize = 3;

/// Adds the shares whose noun is missing beside one of the same name in the same paragraph.
pub(super) fn dropped(text: &str, found: &mut Vec<Dropped>) {
    // With their noun: the name, the noun, where.
    let mut named: Vec<(&str, &str, Stretch)> = Vec::new();
    let mut bare: Vec<(&str, Stretch, &str)> = Vec::new();
    let (mut start, mut seen, mut paragraph) = (0usize, 0usize, 0usize);
    for percent in memchr_iter(b'%', text.as_bytes()) {
        let since = text.get(seen..percent).unwrap_or_default();
        if let Some(at) = since.rfind('\n') {
            start = seen.saturating_add(at).saturating_add(1);
        }
        seen = percent;
        if start != paragraph {
            pair(&named, &bare, found);
            named.clear();
            bare.clear();
            paragraph = start;
        }
        // A paragraph without end is no paragraph.
        if named.len().saturating_add(bare.len()) > 200 {
            continue;
        }
        let line = text.get(start..percent).unwrap_or_default();
        let words = line.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let Some((words, relation)) = RELATIONS
            .iter()
            .find_map(|relation| Some((words.strip_suffix(relation)?, *relation)))
        else {
            continue;
        };
        let end = start.saturating_add(words.len());
        let noun = words
            .len()
            .saturating_sub(words.trim_end_matches(|c| NOUNS.contains(c)).len());
        let name_end = words.len().saturating_sub(noun);
        let Some(name) = tail(words.get(..name_end).unwrap_or_default()) else {
            continue;
        };
        let stretch = Stretch::new(end.saturating_sub(noun).saturating_sub(name.len()), end);
        if noun > 0 {
            named.push((name, words.get(name_end..).unwrap_or_default(), stretch));
        } else if !MOVES.iter().any(|word| name.ends_with(word)) {
            let with = Stretch::new(stretch.start as usize, end.saturating_add(relation.len()));
            bare.push((name, with, relation));
        }
    }
    pair(&named, &bare, found);
}

/// The last characters of a name; nothing where it is shorter.
fn tail(words: &str) -> Option<&str> {
    let (start, _) = words.char_indices().rev().nth(NAME.saturating_sub(1))?;
    words.get(start..).filter(|tail| tail.chars().all(is_han))
}

fn pair(named: &[(&str, &str, Stretch)], bare: &[(&str, Stretch, &str)], found: &mut Vec<Dropped>) {
    for (name, stretch, relation) in bare {
        let Some((_, noun, elsewhere)) = named.iter().find(|(other, ..)| other == name) else {
            continue;
        };
        found.push(Dropped {
            stretch: *stretch,
            whole: format!("{name}{noun}{relation}"),
            missing: (*noun).to_owned(),
            elsewhere: Some(*elsewhere),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        dropped(text, &mut found);
        found.into_iter().map(|dropped| dropped.whole).collect()
    }

    #[test]
    fn a_share_without_its_noun_is_found_beside_one_with_it() {
        assert_eq!(
            missing("乡镇事项可办理率达到50%，村级可办理达到30%。"),
            ["可办理率达到"]
        );
        assert_eq!(
            missing("合格率不低于90%。\n优良合格不低于80%"),
            Vec::<String>::new()
        );
        assert_eq!(
            missing("同比增长率达到8%，收入同比增长达到5%"),
            Vec::<String>::new()
        );
        assert_eq!(
            missing("参保率达到95%，脱贫人口参保率达到99%"),
            Vec::<String>::new()
        );
    }
}
