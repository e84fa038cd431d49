//! 要便民利民为第一原则 for 要以便民利民为第一原则.

use memchr::memmem;

use super::Dropped;
use crate::text::Stretch;

/// What a clause begins with that asks for 以…为….
const LEADS: [&str; 9] = [
    "要始终坚持",
    "要坚持",
    "必须坚持",
    "始终坚持",
    "应当",
    "必须",
    "坚持",
    "应",
    "要",
];

/// What 以…为… makes of something.
const ROLES: [&str; 21] = [
    "原则",
    "导向",
    "核心",
    "重点",
    "目标",
    "主线",
    "抓手",
    "中心",
    "根本",
    "宗旨",
    "出发点",
    "引领",
    "牵引",
    "主体",
    "依托",
    "载体",
    "契机",
    "突破口",
    "准则",
    "遵循",
    "前提",
];

/// What may stand before it.
const KINDS: [&str; 9] = [
    "第一", "首要", "根本", "基本", "主要", "重要", "总", "最高", "唯一",
];

/// What takes the place of 以, or makes 为 a part of another word.
const OTHERS: [&str; 29] = [
    "以", "将", "把", "视", "使", "让", "作为", "成为", "认为", "称为", "改为", "变为", "定为", "列为",
    "分为", "转为", "设为", "因为", "行为", "更为", "较为", "是", "突出", "聚焦", "围绕", "确定", "选择",
    "安排", "列",
];

/// The longest part between, in characters.
const PART: usize = 16;

/// Adds the clauses that have the second half of the frame only.
pub(super) fn dropped(text: &str, found: &mut Vec<Dropped>) {
    for at in memmem::find_iter(text.as_bytes(), "为") {
        let behind = text.get(at.saturating_add("为".len())..).unwrap_or_default();
        let kind = KINDS.iter().find(|kind| behind.starts_with(**kind));
        let rest = kind.map_or(behind, |kind| behind.get(kind.len()..).unwrap_or_default());
        let Some(role) = ROLES.iter().find(|role| rest.starts_with(**role)) else {
            continue;
        };
        let line = text.get(..at).unwrap_or_default();
        // A sentence of 200 characters may begin elsewhere.
        let Some(start) = line
            .char_indices()
            .rev()
            .take(200)
            .find(|(_, c)| matches!(c, '。' | '；' | '\n' | '：' | '！'))
            .map(|(at, c)| at.saturating_add(c.len_utf8()))
            .or((line.len() < 600).then_some(0))
        else {
            continue;
        };
        let sentence = line.get(start..).unwrap_or_default();
        let Some((lead, part)) = LEADS
            .iter()
            .find_map(|lead| Some((*lead, sentence.strip_prefix(lead)?)))
        else {
            continue;
        };
        let plain = part.chars().all(|c| super::is_word_part(c) || c == '、');
        let length = part.chars().count();
        if !plain
            || !(2..=PART).contains(&length)
            || OTHERS.iter().any(|other| part.contains(other))
            || part.starts_with('求')
        {
            continue;
        }
        let kind = kind.copied().unwrap_or_default();
        let end = at
            .saturating_add("为".len())
            .saturating_add(kind.len())
            .saturating_add(role.len());
        found.push(Dropped {
            stretch: Stretch::new(start, end),
            whole: format!("{lead}以{part}为{kind}{role}"),
            missing: "以".to_owned(),
            elsewhere: None,
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
    fn the_second_half_of_a_frame_alone_is_found() {
        assert_eq!(
            missing("要方便群众为第一原则优化服务。"),
            ["要以方便群众为第一原则"]
        );
        assert_eq!(
            missing("做好工作。坚持人民健康为中心，推进改革"),
            ["坚持以人民健康为中心"]
        );
    }

    #[test]
    fn whole_frames_and_other_words_are_left_alone() {
        for text in [
            "要以方便群众为第一原则优化服务。",
            "坚持预防为主，防治结合。",
            "要将医保作为重点工作。",
            "要使基金成为主体。",
            "要求各地为重点人群提供服务",
            "应把群众满意作为根本标准",
            "坚持以基本医保为主体、医疗救助为依托",
        ] {
            assert!(missing(text).is_empty(), "{text}");
        }
    }
}
