//! What stands below the text of a notice: 附件说明, 发文机关署名, 成文日期, 附注, 抄送, 印发.
//!
//! A plan that is printed with its notice stands below these, so that they are looked for everywhere.

use super::{Item, Texts};
use crate::text::kind::{Kind, is_organs, last_date, ordinal};
use crate::text::{Attachment, Document, OrdinalForm, Printing, Stretch};

/// Takes the parts of the tail out of `items`; all others go to `rest`.
pub(super) fn tail(texts: Texts<'_>, items: &[Item], document: &mut Document, rest: &mut Vec<Item>) {
    let mut at = 0usize;
    while let Some(item) = items.get(at) {
        let mut next = at.saturating_add(1);
        let text = texts.item(item);
        let following = |kind: Kind| {
            items
                .get(at.saturating_add(1))
                .is_some_and(|item| item.kind == kind)
        };
        match item.kind {
            _ if item.table.is_some() => rest.push(*item),
            // The organ that prints may stand on a line of its own; a line with its own organ leaves it alone.
            Kind::Organs
                if following(Kind::Printing)
                    && document.printing.is_none()
                    && items
                        .get(at.saturating_add(1))
                        .is_some_and(|below| printing(texts, below.range, None).organ.is_none()) => {}
            Kind::Organs if signs(items, at) => document.signatures.push(item.range),
            Kind::Date if document.issued.is_none() => document.issued = Some(item.range),
            Kind::Note if document.note.is_none() => document.note = Some(item.range),
            Kind::Copies if document.copies.is_none() => document.copies = Some(item.range),
            Kind::Printing if document.printing.is_none() => {
                let above = at.checked_sub(1).and_then(|above| items.get(above));
                let organ = above
                    .filter(|above| above.kind == Kind::Organs)
                    .map(|above| above.range);
                document.printing = Some(printing(texts, item.range, organ));
            }
            Kind::Attachment if document.attachments.is_empty() && text.contains(['：', ':']) => {
                next = attachments(texts, items, at, document);
            }
            Kind::Field if at > 0 => {
                // At the foot of a page, as at its head.
                next = super::head::field(texts, items, at, document);
            }
            Kind::Rule => {}
            Kind::Plain if signed_and_dated(texts, item, document) => {}
            _ => rest.push(*item),
        }
        at = next.max(at.saturating_add(1));
    }
}

/// Whether the organ at `at` is a signature: a date, another signature or the end follows.
fn signs(items: &[Item], at: usize) -> bool {
    items
        .get(at.saturating_add(1)..)
        .unwrap_or_default()
        .iter()
        .find(|item| item.kind != Kind::Organs)
        .is_none_or(|item| matches!(item.kind, Kind::Date | Kind::Note | Kind::Copies | Kind::Rule))
}

/// 青平市医疗保障局 2023年9月4日 on one line.
fn signed_and_dated(texts: Texts<'_>, item: &Item, document: &mut Document) -> bool {
    let text = texts.item(item);
    if text.len() > 200 || document.issued.is_some() || !text.ends_with('日') {
        return false;
    }
    let Some(date) = last_date(text) else { return false };
    if !text.get(..date.start).is_some_and(is_organs) {
        return false;
    }
    let start = item.range.start as usize;
    document
        .signatures
        .push(Stretch::new(start, start.saturating_add(date.start)));
    document.issued = Some(Stretch::new(
        start.saturating_add(date.start),
        item.range.end as usize,
    ));
    true
}

fn printing(texts: Texts<'_>, range: Stretch, above: Option<Stretch>) -> Printing {
    let text = texts.of(range);
    let start = range.start as usize;
    let date = text.rfind("印发").and_then(|end| last_date(text.get(..end)?));
    let organ = date
        .as_ref()
        .filter(|date| date.start > 0)
        .map(|date| Stretch::new(start, start.saturating_add(date.start)));
    Printing {
        organ: organ.or(above),
        date: date.map(|date| Stretch::new(start.saturating_add(date.start), start.saturating_add(date.end))),
        range: if organ.is_some() {
            range
        } else {
            above.map_or(range, |above| above.to(range))
        },
    }
}

/// 附件：1.… and the lines below it that go on counting; returns the next index.
fn attachments(texts: Texts<'_>, items: &[Item], at: usize, document: &mut Document) -> usize {
    let Some(item) = items.get(at) else { return at };
    let text = texts.item(item);
    let colon = text.find(['：', ':']).unwrap_or(0);
    let width = text
        .get(colon..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let first = Stretch::new(
        (item.range.start as usize)
            .saturating_add(colon)
            .saturating_add(width),
        item.range.end as usize,
    );
    let mut next = at.saturating_add(1);
    let mut expected = 1u32;
    // A label alone on its line belongs to the first that is counted below it.
    let mut label = first.is_empty().then_some(item.range);
    let mut push = |range: Stretch, whole: Stretch| {
        let number = ordinal(texts.of(range)).filter(|found| found.form == OrdinalForm::Third);
        let title = number.map_or(range, |found| {
            Stretch::new(
                (range.start as usize).saturating_add(found.length),
                range.end as usize,
            )
        });
        document.attachments.push(Attachment {
            number: number.map(|found| found.number),
            title,
            range: whole,
        });
    };
    if !first.is_empty() {
        push(first, item.range);
        expected = 2;
    }
    while let Some(item) = items.get(next) {
        let counts = item.kind == Kind::Ordinal(OrdinalForm::Third)
            && item.range.range().len() <= 300
            && ordinal(texts.item(item)).is_some_and(|found| found.number == expected);
        if !counts {
            break;
        }
        push(
            item.range,
            label.take().map_or(item.range, |label| label.to(item.range)),
        );
        expected = expected.saturating_add(1);
        next = next.saturating_add(1);
    }
    if let Some(label) = label {
        push(first, label);
    }
    next
}
