//! What stands above the text of a notice: 发文机关标志, 发文字号, 标题, 主送机关.

use super::{Item, Texts};
use crate::text::kind::{Kind, field_key, reference_number};
use crate::text::repaired::is_complete_title;
use crate::text::{Document, Field, Stretch};

/// The longest title, in bytes.
const TITLE: usize = 480;

/// Reads the head. Returns the index of the first item under it; items of the head that are none of its
/// parts go to `rest`.
pub(super) fn head(texts: Texts<'_>, items: &[Item], document: &mut Document, rest: &mut Vec<Item>) -> usize {
    let mut at = 0usize;
    // What stands above a number belongs to the head, however far below the top of a page it is.
    let number = items
        .iter()
        .take(24)
        .position(|item| item.kind == Kind::Number)
        .filter(|&index| {
            items
                .get(..index)
                .unwrap_or_default()
                .iter()
                .all(|item| item.range.range().len() < TITLE)
        });
    while let Some(item) = items.get(at) {
        let text = texts.item(item);
        let next = at.saturating_add(1);
        match item.kind {
            _ if item.table.is_some() => break,
            Kind::Field => {
                at = field(texts, items, at, document);
                continue;
            }
            Kind::Attachment
                if document.attachment_label.is_none()
                    && (at == 0 || document.number.is_none() && number.is_some_and(|number| at < number)) =>
            {
                document.attachment_label = Some(item.range);
            }
            Kind::Number if document.number.is_none() => {
                let range = reference_number(text).unwrap_or_default();
                let start = item.range.start as usize;
                document.number = Some(Stretch::new(
                    start.saturating_add(range.start),
                    start.saturating_add(range.end),
                ));
                let signer = Stretch::new(start.saturating_add(range.end), item.range.end as usize);
                if !signer.is_empty() {
                    rest.push(Item {
                        range: signer,
                        kind: Kind::Plain,
                        table: None,
                    });
                }
            }
            Kind::Organs
                if document.title.is_none()
                    && (number.is_some_and(|number| at < number) || text.contains("文件")) =>
            {
                document.masthead.push(item.range);
            }
            Kind::Organs if document.title.is_none() && titled_next(texts, items, next) => {
                document.masthead.push(item.range);
            }
            Kind::Rule => {}
            Kind::Plain if document.title.is_none() && is_title(text, item.kind) => {
                document.title = Some(item.range);
            }
            Kind::Plain
                if document.title.is_none()
                    && is_plain_title(text)
                    && (document.number.is_some() || at == 0 || !document.masthead.is_empty()) =>
            {
                document.title = Some(item.range);
            }
            Kind::Plain
                if document.title.is_some() && document.addressees.is_none() && is_addressees(text) =>
            {
                document.addressees = Some(item.range);
                return next;
            }
            // A stray mark, or a line above the number.
            Kind::Plain
                if document.title.is_none()
                    && (number.is_some_and(|number| at < number) || text.len() <= 12) =>
            {
                rest.push(*item);
            }
            Kind::Plain | Kind::Date | Kind::Note
                if document.title.is_some()
                    && document.addressees.is_none()
                    && text.len() <= 120
                    && text.starts_with('（') =>
            {
                // （2023年9月4日青平市人民政府第3次常务会议通过） under a title.
                rest.push(*item);
            }
            _ => break,
        }
        at = next;
    }
    at
}

fn titled_next(texts: Texts<'_>, items: &[Item], from: usize) -> bool {
    items
        .get(from..)
        .unwrap_or_default()
        .iter()
        .find(|item| item.kind != Kind::Organs)
        .is_some_and(|item| is_title(texts.item(item), item.kind))
}

/// Whether a line is a title: it says what it is about, and what kind of notice it is.
pub(super) fn is_title(text: &str, kind: Kind) -> bool {
    matches!(kind, Kind::Plain | Kind::Organs)
        && text.len() <= TITLE
        && ["关于", "印发", "转发", "批转"]
            .iter()
            .any(|word| text.contains(word))
        && !text.contains(['。', '；', '：'])
        && is_complete_title(text)
}

/// Whether a line may be the title of a plan: 青平市医疗保障事业发展规划.
fn is_plain_title(text: &str) -> bool {
    text.len() <= 180
        && text.len() >= 12
        && !text.contains(['。', '；', '：', '，'])
        && (is_complete_title(text) || text.contains("关于"))
}

/// Whether a line names those whom a notice is sent to.
pub(super) fn is_addressees(text: &str) -> bool {
    let (names, colon) = match text.strip_suffix('：').or_else(|| text.strip_suffix(':')) {
        Some(names) => (names, true),
        None => (text, false),
    };
    if names.len() > 900 || names.contains(['。', '；', '：']) {
        return false;
    }
    let says = ["如下", "通知", "现将", "按照", "根据", "为了", "以下", "要求"];
    if says.iter().any(|word| names.contains(word)) {
        return false;
    }
    let ends = names
        .trim_end_matches(['）', '〕'])
        .chars()
        .next_back()
        .is_some_and(|last| {
            matches!(
                last,
                '局' | '厅'
                    | '委'
                    | '府'
                    | '部'
                    | '办'
                    | '位'
                    | '构'
                    | '院'
                    | '校'
                    | '会'
                    | '司'
                    | '处'
                    | '心'
                    | '科'
                    | '站'
                    | '室'
                    | '团'
                    | '关'
                    | '行'
                    | '区'
                    | '县'
                    | '市'
                    | '组'
                    | '门'
                    | '队'
                    | '社'
                    | '所'
                    | '导'
                    | '志'
            )
        });
    if colon {
        ends && names.len() >= 6
    } else {
        ends && names.starts_with('各') && names.contains(['、', '，'])
    }
}

/// A field of the particulars, its value behind its key or on the next line; returns the next index.
pub(super) fn field(texts: Texts<'_>, items: &[Item], at: usize, document: &mut Document) -> usize {
    let Some(item) = items.get(at) else { return at };
    let text = texts.item(item);
    let next = at.saturating_add(1);
    let start = item.range.start as usize;
    let end = item.range.end as usize;
    let Some(key) = field_key(text) else { return next };
    let key_end = start.saturating_add(key.len());
    let after = texts.of(Stretch::new(key_end, end));
    let value_start = key_end.saturating_add(after.chars().next().map_or(0, char::len_utf8));
    let value = Stretch::new(value_start, end);
    if !value.is_empty() {
        several(texts, Stretch::new(start, key_end), value, document);
        return next;
    }
    // The value stands on the line below, unless that is a key of its own.
    let below = items.get(next).filter(|below| {
        below.kind != Kind::Field && below.table.is_none() && below.range.range().len() <= TITLE
    });
    document.fields.push(Field {
        key: Stretch::new(start, key_end),
        value: below.map_or(Stretch::new(end, end), |below| below.range),
    });
    if below.is_some() {
        next.saturating_add(1)
    } else {
        next
    }
}

/// Fields that stand on one line, each behind the value of the one before.
fn several(texts: Texts<'_>, mut key: Stretch, value: Stretch, document: &mut Document) {
    let text = texts.of(value);
    let mut start = 0usize;
    let mut from = 0usize;
    let place = |at: usize| (value.start as usize).saturating_add(at);
    while let Some(colon) = text.get(from..).and_then(|rest| rest.find('：')) {
        let colon = from.saturating_add(colon);
        from = colon.saturating_add('：'.len_utf8());
        let before = text.get(start..colon).unwrap_or_default();
        let found = before.char_indices().find_map(|(at, _)| {
            let rest = before.get(at..)?;
            (field_key(rest)?.len() == rest.len()).then_some(start.saturating_add(at))
        });
        if let Some(at) = found {
            document.fields.push(Field {
                key,
                value: Stretch::new(place(start), place(at)),
            });
            key = Stretch::new(place(at), place(colon));
            start = from;
        }
    }
    document.fields.push(Field {
        key,
        value: Stretch::new(place(start), value.end as usize),
    });
}
