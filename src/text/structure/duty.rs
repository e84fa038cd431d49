//! Who does what by when: （牵头单位：…；配合单位：…。完成时限：…）.

use super::Texts;
use crate::text::kind::{Duty, ORGAN_ENDINGS, duty_label};
use crate::text::{Document, Responsibility, Stretch};

/// Finds the responsibility block at the end of a paragraph.
pub(super) fn push(texts: Texts<'_>, paragraph: Stretch, block: usize, document: &mut Document) {
    let text = texts.of(paragraph);
    let start = paragraph.start as usize;
    if duty_label(text).is_some() {
        // A line of its own without brackets closes what stands above it.
        let above = block.checked_sub(1).unwrap_or(block);
        if let Some(found) = read(texts, paragraph, paragraph, above) {
            document.responsibilities.push(found);
        }
        return;
    }
    let body = text.trim_end_matches('。');
    if !body.ends_with('）') {
        return;
    }
    let Some(open) = bracket(body) else { return };
    let range = Stretch::new(start.saturating_add(open), start.saturating_add(body.len()));
    let inner = Stretch::new(
        (range.start as usize).saturating_add('（'.len_utf8()),
        (range.end as usize).saturating_sub('）'.len_utf8()),
    );
    let closes = if open == 0 {
        block.checked_sub(1).unwrap_or(block)
    } else {
        block
    };
    if let Some(found) = read(texts, range, inner, closes) {
        document.responsibilities.push(found);
    }
}

/// Where the bracket opens that closes at the end of `text`.
fn bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices().rev() {
        match character {
            '）' => depth = depth.saturating_add(1),
            '（' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn read(texts: Texts<'_>, range: Stretch, inner: Stretch, block: usize) -> Option<Responsibility> {
    let text = texts.of(inner);
    let mut found = Responsibility {
        range,
        block,
        lead: Vec::new(),
        support: Vec::new(),
        responsible: Vec::new(),
        labelled: false,
        limit: None,
    };
    let mut labels = 0usize;
    let mut current = None;
    let mut from = 0usize;
    // A label stands at the start or behind a mark; what follows it goes up to the next one.
    let mut at = 0usize;
    while at < text.len() {
        let rest = text.get(at..)?;
        let label = duty_label(rest);
        if let Some((duty, length)) = label {
            part(texts, inner, from..at, current, &mut found);
            labels = labels.saturating_add(1);
            current = Some(duty);
            from = at
                .saturating_add(length)
                .saturating_add('：'.len_utf8())
                .min(text.len());
            at = from;
        }
        match text
            .get(at..)
            .and_then(|rest| rest.find(['；', '。', '，', '、', ' ', ';', '：']))
        {
            Some(mark) => {
                let mark = at.saturating_add(mark);
                at = mark.saturating_add(text.get(mark..)?.chars().next()?.len_utf8());
            }
            None => break,
        }
    }
    part(texts, inner, from..text.len(), current, &mut found);
    let unlabelled = labels == usize::from(found.limit.is_some());
    found.labelled = !unlabelled;
    if unlabelled && (found.responsible.is_empty() || !is_duty(texts, text, &found)) {
        return None;
    }
    Some(found)
}

/// Whether organs without a label are those who are to act.
fn is_duty(texts: Texts<'_>, text: &str, found: &Responsibility) -> bool {
    text.contains("负责")
        || found.limit.is_some()
        || found.responsible.iter().all(|&organ| {
            let organ = texts.of(organ);
            organ.len() <= 60
                && ORGAN_ENDINGS.iter().any(|ending| organ.ends_with(ending))
                && organ.chars().count() >= 3
        }) && found.responsible.len() >= 2
}

/// What stands behind one label.
fn part(
    texts: Texts<'_>,
    inner: Stretch,
    range: std::ops::Range<usize>,
    duty: Option<Duty>,
    found: &mut Responsibility,
) {
    let start = inner.start as usize;
    let text = texts.of(inner).get(range.clone()).unwrap_or_default();
    let words = text.trim_matches(['；', '。', '，', '、', ' ', ';']);
    if words.is_empty() {
        return;
    }
    let lead = text
        .len()
        .saturating_sub(text.trim_start_matches(['；', '。', '，', '、', ' ', ';']).len());
    let from = start.saturating_add(range.start).saturating_add(lead);
    if duty == Some(Duty::Limit) {
        found.limit = found
            .limit
            .or(Some(Stretch::new(from, from.saturating_add(words.len()))));
        return;
    }
    let into = match duty {
        Some(Duty::Lead) => &mut found.lead,
        Some(Duty::Support) => &mut found.support,
        _ => &mut found.responsible,
    };
    organs(words, from, into);
}

/// The organs of a list; 〔 〕 and （ ） within a name do not part it.
fn organs(words: &str, start: usize, into: &mut Vec<Stretch>) {
    let words = [
        "按职责分工负责",
        "按照职责分工负责",
        "按职责分工落实",
        "分别负责",
        "负责",
        "按职责分工",
        "牵头",
    ]
    .iter()
    .find_map(|ending| words.strip_suffix(ending))
    .unwrap_or(words);
    let mut depth = 0usize;
    let mut from = 0usize;
    let mut push = |from: usize, to: usize| {
        let name = words.get(from..to).unwrap_or_default();
        let name = name.strip_suffix('等').unwrap_or(name);
        if !name.is_empty() {
            let first = start.saturating_add(from);
            into.push(Stretch::new(first, first.saturating_add(name.len())));
        }
    };
    for (at, character) in words.char_indices() {
        match character {
            '〔' | '（' | '(' | '[' => depth = depth.saturating_add(1),
            '〕' | '）' | ')' | ']' => depth = depth.saturating_sub(1),
            '、' | '，' | '；' | '。' | ' ' | ',' if depth == 0 => {
                push(from, at);
                from = at.saturating_add(character.len_utf8());
            }
            _ => {}
        }
    }
    push(from, words.len());
}
