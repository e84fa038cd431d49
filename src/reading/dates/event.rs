//! What a date is the date of, by the words of what is to be done.

use std::ops::Range;

use compact_str::CompactString;

use super::super::place::Place;
use super::limit::Dated;
use crate::notice::Name;

/// Marks that end what is to be done by a date.
const STOPS: [char; 7] = ['，', '。', '；', '：', '！', '？', '\n'];

/// Words that say no more than that it is done.
const GENERIC: [&str; 46] = [
    "完成",
    "执行",
    "实施",
    "施行",
    "到位",
    "落实",
    "实现",
    "启动",
    "开始",
    "执行完毕",
    "完毕",
    "办结",
    "结束",
    "截止",
    "生效",
    "有效",
    "办理",
    "落实到位",
    "发放到位",
    "拨付到位",
    "整改到位",
    "全部完成",
    "全面完成",
    "正式实施",
    "正式施行",
    "正式启动",
    "全面实施",
    "全部到位",
    "建成",
    "竣工",
    "开工",
    "投产",
    "全面落实",
    "全面执行",
    "开始执行",
    "开始实施",
    "起执行",
    "起施行",
    "起实施",
    "兑现",
    "兑付",
    "上报",
    "报送",
    "发放",
    "拨付",
    "公开",
];

/// Words before a date that lead to it.
const LEADS: [&str; 42] = [
    "次年",
    "明年",
    "今年",
    "当年",
    "同年",
    "本年",
    "翌年",
    "来年",
    "自",
    "从",
    "于",
    "在",
    "至",
    "到",
    "截止",
    "截止时间",
    "时间",
    "期间",
    "为",
    "按",
    "按照",
    "原则上",
    "最迟",
    "不迟于",
    "不晚于",
    "预计",
    "计划",
    "务必",
    "分别",
    "每年",
    "每月",
    "其中",
    "均",
    "已",
    "并",
    "也",
    "的",
    "即",
    "是",
    "对",
    "延长",
    "推迟",
];

/// Words that say whose duty it is stands before them.
const MODALS: [&str; 14] = [
    "应", "应当", "要", "须", "必须", "需", "需要", "请", "将", "力争", "争取", "确保", "可", "应该",
];

/// The words of what is to be done at the date `index` of a sentence, and where they end.
pub(super) fn phrase(
    place: &Place<'_>,
    sentence: &Range<usize>,
    dated: &[Dated],
    index: usize,
) -> Option<(Name, usize)> {
    let date = dated.get(index)?;
    let text = place.text();
    // Dates that follow without a word between share what stands behind the last of them.
    let mut end = date.range.end;
    for next in dated.iter().skip(index.saturating_add(1)) {
        let between = text.get(end..next.range.start).unwrap_or("");
        if !is_empty(between) {
            break;
        }
        end = next.range.end;
    }
    let limit = dated
        .iter()
        .map(|next| next.range.start)
        .find(|&start| start >= end)
        .unwrap_or(sentence.end);
    let behind = part_from(text, end, limit);
    // And what stands in front of the first of them.
    let mut first = index;
    while let Some(previous) = first.checked_sub(1)
        && let (Some(previous_date), Some(date)) = (dated.get(previous), dated.get(first))
        && text
            .get(previous_date.range.end..date.range.start)
            .is_some_and(is_empty)
    {
        first = previous;
    }
    let front = dated.get(first).map_or(date.range.start, |date| date.range.start);
    let start = part_start(text, sentence.start, front, dated, first);
    let before = start..front;
    let (before, modal) = without_leads(text, before);
    let own = name_of(place, &behind);
    let said = name_of(place, &before);
    let generic = own
        .as_ref()
        .is_none_or(|name| GENERIC.contains(&name.text.as_str()) || name.text.chars().count() < 2);
    let topic = topic(text, sentence.start, start, dated).and_then(|topic| name_of(place, &topic));
    match (own, said) {
        (Some(own), said) if !generic => {
            // 各县要在…前完成: whose duty it is, is no part of it.
            let before = said.or(topic).filter(|_| !modal);
            let name = match before {
                Some(before) => joined(&before, &own),
                None => own,
            };
            Some((name, behind.end))
        }
        (Some(own), Some(said)) if !modal => Some((joined(&said, &own), behind.end)),
        (None, Some(said)) if !modal => Some((said, date.range.end)),
        (own, _) => {
            // 2024年底前，…: what is to be done stands behind the comma; or before the one in front.
            let next = text
                .get(behind.end..limit)
                .and_then(|rest| rest.chars().next())
                .filter(|&c| c == '，')
                .map(|comma| part_from(text, behind.end.saturating_add(comma.len_utf8()), limit));
            match (own, topic) {
                (Some(own), Some(topic)) => Some((joined(&topic, &own), behind.end)),
                (Some(own), None) => Some((own, behind.end)),
                (None, topic) => {
                    let next = next.and_then(|next| Some((name_of(place, &next)?, next.end)));
                    next.or_else(|| topic.map(|topic| (topic, date.range.end)))
                }
            }
        }
    }
}

/// The words before the date in its own part of the sentence, where they say of what it is: 有效期至….
pub(super) fn own_part(
    place: &Place<'_>,
    sentence: &Range<usize>,
    dated: &[Dated],
    index: usize,
) -> Option<Range<usize>> {
    let date = dated.get(index)?;
    let start = part_start(place.text(), sentence.start, date.range.start, dated, index);
    let (range, modal) = without_leads(place.text(), start..date.range.start);
    let said = !modal && name_of(place, &range).is_some_and(|name| name.text.chars().count() >= 3);
    said.then_some(start..date.range.start)
}

/// The rest of the part of a sentence that begins at `from`.
fn part_from(text: &str, from: usize, limit: usize) -> Range<usize> {
    let rest = text.get(from..limit.max(from)).unwrap_or("");
    let end = rest.find(STOPS).unwrap_or(rest.len());
    from..from.saturating_add(end)
}

/// Where the part of the sentence begins that ends at `end`: behind a mark, or behind the date before.
fn part_start(text: &str, floor: usize, end: usize, dated: &[Dated], index: usize) -> usize {
    let floor = index
        .checked_sub(1)
        .and_then(|before| dated.get(before))
        .map_or(floor, |before| before.range.end.max(floor))
        .min(end);
    text.get(floor..end)
        .and_then(|before| {
            let (at, mark) = before.char_indices().rev().find(|&(_, c)| STOPS.contains(&c))?;
            Some(floor.saturating_add(at).saturating_add(mark.len_utf8()))
        })
        .unwrap_or(floor)
}

/// A short part before the comma in front of the date: 工伤职工伤残津贴，从….
fn topic(text: &str, floor: usize, start: usize, dated: &[Dated]) -> Option<Range<usize>> {
    let before = text.get(floor..start)?.strip_suffix('，')?;
    let end = floor.saturating_add(before.len());
    let from = before
        .char_indices()
        .rev()
        .find(|&(_, c)| STOPS.contains(&c))
        .map_or(floor, |(at, mark)| {
            floor.saturating_add(at).saturating_add(mark.len_utf8())
        });
    let words = text.get(from..end)?;
    // What it is about, not why, when or for whom.
    let leads = [
        "为", "根据", "按照", "请", "各", "经", "对", "在", "从", "如", "若", "凡", "要", "由", "逾期",
        "同时", "此外", "确保", "加快", "切实", "并",
    ];
    let about = !leads.iter().any(|lead| words.starts_with(lead))
        && !words.ends_with(['后', '前', '时', '的', '外', '起', '中']);
    let short = about && words.chars().count() <= 24 && !words.contains(|c: char| c.is_ascii_digit());
    let free = dated
        .iter()
        .all(|date| date.range.end <= from || date.range.start >= end);
    (short && free && !words.is_empty()).then_some(from..end)
}

/// `range` without the words at its end that lead to a date, and whether one of them says whose duty it is.
fn without_leads(text: &str, range: Range<usize>) -> (Range<usize>, bool) {
    let mut words = text.get(range.clone()).unwrap_or("");
    let mut modal = false;
    loop {
        let before = words.len();
        words = words.trim_end_matches([' ', '（', '“', '、']);
        if let Some(rest) = MODALS.iter().find_map(|word| words.strip_suffix(word)) {
            modal = true;
            words = rest;
        } else if let Some(rest) = LEADS.iter().find_map(|word| words.strip_suffix(word)) {
            words = rest;
        }
        if words.len() == before {
            break;
        }
    }
    (range.start..range.start.saturating_add(words.len()), modal)
}

/// Whether the words between two dates say nothing.
fn is_empty(between: &str) -> bool {
    let mut rest = between;
    while let Some(after) = [
        "，", "、", "和", "与", "及", "以", "按", "每年", "起", "至", "于", "在", "的", " ",
    ]
    .iter()
    .find_map(|word| rest.strip_prefix(word))
    {
        // A comma parts two things that are to be done.
        if rest.starts_with('，') {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// Signs that the extract language keeps for itself.
const RESERVED: [char; 33] = [
    ' ', '（', '）', '(', ')', '：', ':', '，', ',', '、', '；', ';', '=', '≥', '≤', '>', '<', '+', '-', '×',
    '·', '「', '」', '【', '】', '｜', '|', '%', '#', '《', '》', '“', '”',
];

/// The longest name, in characters.
const NAME: usize = 30;

/// The words of a range as a name, up to the first figure; none where they say nothing.
fn name_of(place: &Place<'_>, range: &Range<usize>) -> Option<Name> {
    let words = place.text().get(range.clone())?;
    let mark = |c: char| !c.is_alphanumeric();
    let mut kept = without_ordinal(words.trim_start_matches(mark)).trim_start_matches(mark);
    while let Some(rest) = ["将", "对", "按", "把", "其中", "并", "的", "起", "也", "，"]
        .iter()
        .find_map(|word| kept.strip_prefix(word))
    {
        kept = rest;
    }
    let start = range.start.saturating_add(words.len().saturating_sub(kept.len()));
    // 达到50%: how much, an amount says.
    if let Some((at, _)) = kept.char_indices().find(|(_, c)| c.is_ascii_digit())
        && kept.get(..at).is_some_and(|before| before.chars().count() >= 3)
    {
        kept = kept.get(..at)?;
    }
    kept = kept
        .trim_end_matches(|c: char| mark(c) || matches!(c, '的' | '为' | '达' | '到' | '按' | '应' | '约'));
    let text: CompactString = kept
        .chars()
        .filter(|c| !RESERVED.contains(c))
        .take(NAME)
        .collect();
    let name = Name {
        span: place.span(&(start..start.saturating_add(kept.len()))),
        text,
    };
    kept.contains(|c: char| c.is_alphabetic()).then_some(name)
}

/// Words without the ordinal of a heading that they run on from.
fn without_ordinal(words: &str) -> &str {
    match words.split_once('、') {
        Some((ordinal, rest)) if ordinal.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
            rest
        }
        _ => words,
    }
}

/// Two names as one, in the order of the text.
fn joined(first: &Name, second: &Name) -> Name {
    let mut text = String::with_capacity(first.text.len().saturating_add(second.text.len()));
    let count = second.text.chars().count();
    let room = 40usize.saturating_sub(count);
    let skipped = first.text.chars().count().saturating_sub(room);
    text.extend(first.text.chars().skip(skipped));
    text.push_str(&second.text);
    Name {
        text: CompactString::from(text),
        span: first.span.to(second.span),
    }
}
