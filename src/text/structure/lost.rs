//! Headings that lost their ordinals.
//!
//! Automatic numbers get lost when a text is copied. A line is taken for such a heading only where its
//! siblings have ordinals: where one is missing between （二） and （四）, or where the section counts its
//! other tasks 1. 2. and this line is worded as they are.

use super::heading::split;
use super::{Item, Texts};
use crate::text::kind::Kind;
use crate::text::{OrdinalForm, Stretch};

/// A heading without its ordinal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lost {
    /// Index of its line.
    pub(super) item: usize,
    /// The form that its siblings have.
    pub(super) form: OrdinalForm,
    pub(super) title: Stretch,
    pub(super) range: Stretch,
}

/// A line that could be a heading.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    item: usize,
    title: Stretch,
    range: Stretch,
    /// Whether nothing else stands on its line.
    alone: bool,
}

/// The longest title, in characters.
const TITLE: usize = 22;

/// The headings that lost their ordinals, in order.
pub(super) fn headings(texts: Texts<'_>, items: &[Item]) -> Vec<Lost> {
    let mut found: Vec<Lost> = Vec::new();
    // One section after the other: from one 一、 to the next.
    let mut start = 0usize;
    for end in 0..=items.len() {
        let ends = items
            .get(end)
            .is_none_or(|item| item.kind == Kind::Ordinal(OrdinalForm::First));
        if ends {
            section(texts, items, start, end, &mut found);
            start = end;
        }
    }
    found.sort_by_key(|lost| lost.item);
    found
}

fn form(item: &Item) -> Option<OrdinalForm> {
    match item.kind {
        Kind::Ordinal(form) => Some(form),
        _ => None,
    }
}

fn section(texts: Texts<'_>, items: &[Item], start: usize, end: usize, found: &mut Vec<Lost>) {
    let within = items.get(start..end).unwrap_or_default();
    let counted = within
        .iter()
        .filter(|item| form(item) == Some(OrdinalForm::Third))
        .count();
    if counted < 2 || !within.iter().any(|item| form(item) == Some(OrdinalForm::Second)) {
        missing(texts, items, start, end, found);
        return;
    }
    missing(texts, items, start, end, found);
    // Under each heading of the second level, whether it kept its ordinal or lost it.
    let is_second = |index: usize, item: &Item| {
        form(item) == Some(OrdinalForm::Second) || found.iter().any(|lost| lost.item == index)
    };
    let seconds: Vec<usize> = (start..end)
        .filter(|&index| items.get(index).is_some_and(|item| is_second(index, item)))
        .collect();
    for (at, &second) in seconds.iter().enumerate() {
        let next = seconds.get(at.saturating_add(1)).copied().unwrap_or(end);
        under(texts, items, second.saturating_add(1), next, found);
    }
}

/// The tasks under one heading of the second level.
fn under(texts: Texts<'_>, items: &[Item], start: usize, end: usize, found: &mut Vec<Lost>) {
    // The first of them shows how the others are written: title alone, or title and text.
    let mut alone = None;
    for index in start..end {
        let Some(item) = items.get(index) else { break };
        if form(item) == Some(OrdinalForm::Third) {
            let alone_here = split(texts, item.range).is_some_and(|split| split.text.is_none());
            alone = alone.or(Some(alone_here));
            continue;
        }
        let Some(candidate) = candidate(texts, items, index) else {
            // Text before the first task: an introduction.
            if alone.is_none() && index == start && !matches!(item.kind, Kind::Ordinal(_)) {
                return;
            }
            continue;
        };
        let first = alone.is_none();
        let style = *alone.get_or_insert(candidate.alone);
        if candidate.alone || !style || first {
            found.push(Lost {
                item: candidate.item,
                form: OrdinalForm::Third,
                title: candidate.title,
                range: candidate.range,
            });
        }
    }
}

/// Headings of the second level that are missing where the count leaps over them.
fn missing(texts: Texts<'_>, items: &[Item], start: usize, end: usize, found: &mut Vec<Lost>) {
    let mut before: Option<(usize, u32)> = None;
    for index in start..end {
        let Some(item) = items.get(index) else { break };
        if form(item) != Some(OrdinalForm::Second) {
            continue;
        }
        let Some(number) = split(texts, item.range).map(|split| split.ordinal.number) else {
            continue;
        };
        if let Some((last, counted)) = before
            && number > counted.saturating_add(1)
        {
            let mut gone = number.saturating_sub(counted).saturating_sub(1);
            for between in last.saturating_add(1)..index {
                if gone == 0 {
                    break;
                }
                if let Some(candidate) = candidate(texts, items, between).filter(|candidate| candidate.alone)
                {
                    found.push(Lost {
                        item: between,
                        form: OrdinalForm::Second,
                        title: candidate.title,
                        range: candidate.range,
                    });
                    gone = gone.saturating_sub(1);
                }
            }
        }
        before = Some((index, number));
    }
}

/// The line at `index`, if it could be a heading: a short first sentence without a comma, and text behind
/// it or below it.
fn candidate(texts: Texts<'_>, items: &[Item], index: usize) -> Option<Candidate> {
    let item = items.get(index)?;
    if item.kind != Kind::Plain || item.table.is_some() {
        return None;
    }
    let text = texts.item(item);
    let mut length = None;
    for (count, (at, character)) in text.char_indices().enumerate() {
        if character == '。' {
            length = Some(at);
            break;
        }
        let first = count == 0 && matches!(character, '—' | '“' | '（');
        if first || count >= TITLE || matches!(character, '，' | '；' | '：' | '、' | '%') {
            return None;
        }
    }
    let title = length.unwrap_or(text.len());
    let end = length.map_or(text.len(), |at| at.saturating_add('。'.len_utf8()));
    let enumerated = [
        "一是", "二是", "三是", "四是", "五是", "首先", "其次", "特此", "以上", "此",
    ];
    let characters = text.get(..title)?.chars().count();
    if characters < 5 || enumerated.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let alone = end == text.len();
    // A heading on a line of its own has something below it.
    let followed = items.get(index.saturating_add(1)).is_some_and(|next| {
        next.table.is_none() && matches!(next.kind, Kind::Plain | Kind::Ordinal(_) | Kind::Dash)
    });
    if alone && !followed {
        return None;
    }
    let start = item.range.start as usize;
    Some(Candidate {
        item: index,
        title: Stretch::new(start, start.saturating_add(title)),
        range: Stretch::new(start, start.saturating_add(end)),
        alone,
    })
}
