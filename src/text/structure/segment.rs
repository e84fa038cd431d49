//! Where one notice of a file ends and the next begins.

use super::{Item, Texts, head};
use crate::text::kind::Kind;

/// The items of each notice; one segment at least.
pub(super) fn segments<'a>(texts: Texts<'_>, items: &'a [Item]) -> Vec<&'a [Item]> {
    let mut found = Vec::new();
    let mut start = 0usize;
    // Whether the notice has text of its own so far, and then something that comes after the text.
    let (mut text, mut ended) = (false, false);
    for (index, item) in items.iter().enumerate() {
        match item.kind {
            Kind::Number | Kind::Plain if text && index > start => {
                let begins = if item.kind == Kind::Number {
                    titled(texts, items, index).then(|| masthead(items, start, index, ended))
                } else {
                    (ended && addressed(texts, items, index)).then_some(index)
                };
                if let Some(next) = begins.filter(|&next| next > start) {
                    found.push(items.get(start..next).unwrap_or_default());
                    start = next;
                    (text, ended) = (false, false);
                }
            }
            Kind::Date | Kind::Printing | Kind::Note | Kind::Copies => ended |= text,
            _ => {}
        }
        text |=
            item.table.is_some() || item.range.range().len() > 120 || matches!(item.kind, Kind::Ordinal(_));
    }
    found.push(items.get(start..).unwrap_or_default());
    found
}

/// Whether a title stands shortly after the number at `index`.
fn titled(texts: Texts<'_>, items: &[Item], index: usize) -> bool {
    let from = index.saturating_add(1);
    items
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take(4)
        .any(|item| head::is_title(texts.item(item), item.kind))
}

/// Where the masthead above the number at `index` begins.
fn masthead(items: &[Item], start: usize, index: usize, ended: bool) -> usize {
    let mut first = index;
    while let Some(before) = first.checked_sub(1).filter(|&before| before > start) {
        match items.get(before).map(|item| item.kind) {
            // Without a date the lines of organs above may as well be signatures.
            Some(Kind::Organs) if ended => first = before,
            Some(Kind::Attachment | Kind::Rule | Kind::Field) => first = before,
            _ => break,
        }
    }
    first
}

/// Whether a title with addressees under it stands at `index`: a notice without a number.
fn addressed(texts: Texts<'_>, items: &[Item], index: usize) -> bool {
    let Some(item) = items.get(index) else {
        return false;
    };
    let next = items.get(index.saturating_add(1));
    head::is_title(texts.item(item), item.kind)
        && next.is_some_and(|next| head::is_addressees(texts.item(next)))
}
