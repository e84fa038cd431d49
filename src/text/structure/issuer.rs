//! The organs that issue a notice, one by one.

use super::Texts;
use crate::text::kind::ORGAN_ENDINGS;
use crate::text::{Document, Stretch};

/// Names the issuers: those of the masthead, the title or the signatures, whichever names most of them.
pub(super) fn issuers(texts: Texts<'_>, document: &mut Document) {
    let masthead: Vec<Stretch> = document
        .masthead
        .iter()
        .flat_map(|&line| organs(texts, line))
        .collect();
    let title = document
        .title
        .map(|title| of_title(texts, title))
        .unwrap_or_default();
    let signatures: Vec<Stretch> = document
        .signatures
        .iter()
        .flat_map(|&line| organs(texts, line))
        .collect();
    document.issuers = [masthead, title, signatures]
        .into_iter()
        .reduce(|most, next| if next.len() > most.len() { next } else { most })
        .unwrap_or_default();
}

/// The organs in front of 关于, 印发 or 转发 in a title.
fn of_title(texts: Texts<'_>, title: Stretch) -> Vec<Stretch> {
    let text = texts.of(title);
    let Some(end) = ["关于", "印发", "转发", "批转"]
        .iter()
        .filter_map(|word| text.find(word))
        .min()
    else {
        return Vec::new();
    };
    let names = text.get(..end).unwrap_or_default();
    if names.is_empty() || !ORGAN_ENDINGS.iter().any(|ending| names.ends_with(ending)) {
        return Vec::new();
    }
    let start = title.start as usize;
    organs(texts, Stretch::new(start, start.saturating_add(end)))
}

/// Ministries, whose names begin with no place.
const MINISTRIES: [&str; 24] = [
    "国家",
    "中国",
    "中共",
    "中央",
    "财政部",
    "教育部",
    "民政部",
    "公安部",
    "司法部",
    "农业农村部",
    "工业和信息化部",
    "人力资源社会保障部",
    "人力资源和社会保障部",
    "自然资源部",
    "生态环境部",
    "住房城乡建设部",
    "交通运输部",
    "水利部",
    "商务部",
    "文化和旅游部",
    "退役军人",
    "应急管理部",
    "审计署",
    "全国",
];

/// The organs of a line that may name several without anything between them.
pub(super) fn organs(texts: Texts<'_>, line: Stretch) -> Vec<Stretch> {
    let text = texts.of(line);
    let start = line.start as usize;
    let place = place(text);
    let mut found = Vec::new();
    let mut from = 0usize;
    let mut push = |from: usize, to: usize| {
        let name = text.get(from..to).unwrap_or_default();
        let name = name.strip_suffix("文件").unwrap_or(name);
        let skip = if name.starts_with("文件") {
            "文件".len()
        } else {
            0
        };
        if name.len() > skip.saturating_add(3) {
            let first = start.saturating_add(from).saturating_add(skip);
            found.push(Stretch::new(
                first,
                start.saturating_add(from).saturating_add(name.len()),
            ));
        }
    };
    for (at, character) in text.char_indices().skip(1) {
        let name = text.get(from..at).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        if matches!(character, '、' | '，' | '\t' | ' ') {
            push(from, at);
            from = at.saturating_add(character.len_utf8());
            continue;
        }
        // 文件 beside the names of a joint masthead stands between two of them.
        let bare = name.strip_suffix("文件").unwrap_or(name);
        if rest.starts_with("文件") || !ORGAN_ENDINGS.iter().any(|ending| bare.ends_with(ending)) {
            continue;
        }
        let names_place = !place.is_empty() && rest.starts_with(place);
        // 国家税务总局山西省税务局 is one organ, in whatever way it is spaced.
        if bare.trim_start_matches("文件").starts_with("国家") && names_place {
            continue;
        }
        let starts = names_place || MINISTRIES.iter().any(|ministry| rest.starts_with(ministry));
        let whole = !["办公室", "办公厅", "委员会", "部门", "党组"]
            .iter()
            .any(|word| rest.starts_with(word));
        if starts || whole && bare.len() < name.len() || whole && texts.gap_before(start.saturating_add(at)) {
            push(from, at);
            from = at;
        }
    }
    push(from, text.len());
    found
}

/// The place that the first organ names: 山西省, 广西壮族自治区, 青平市.
fn place(text: &str) -> &str {
    let skip = ["中共", "国家税务总局", "国家统计局"]
        .iter()
        .find(|prefix| text.starts_with(**prefix))
        .map_or(0, |prefix| prefix.len());
    let text = text.get(skip..).unwrap_or_default();
    if let Some(end) = text.find("自治区").filter(|&end| end <= 24) {
        return text.get(..end.saturating_add("自治区".len())).unwrap_or_default();
    }
    text.char_indices()
        .take(12)
        .skip(1)
        .find(|(_, c)| matches!(c, '省' | '市' | '县' | '区' | '州' | '盟' | '旗'))
        .and_then(|(at, c)| text.get(..at.saturating_add(c.len_utf8())))
        .unwrap_or_default()
}
