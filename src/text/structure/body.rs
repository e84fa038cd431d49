//! The text of a notice: headings, paragraphs, tables.

use super::heading::{Outline, split};
use super::{Item, Texts, duty, lost, table};
use crate::text::kind::Kind;
use crate::text::{Block, BlockKind, Document, Stretch};

/// Reads `items` into the blocks of `document`.
pub(super) fn body(texts: Texts<'_>, items: &[Item], document: &mut Document) {
    let lost = lost::headings(texts, items);
    let mut lost = lost.into_iter().peekable();
    let mut outline = Outline::default();
    let mut at = 0usize;
    while let Some(item) = items.get(at) {
        let mut next = at.saturating_add(1);
        if let Some(index) = item.table {
            let above = at.checked_sub(1).and_then(|above| items.get(above));
            table::push(texts, index, item, above, outline.innermost(), document);
        } else if let Some(found) = lost.next_if(|found| found.item == at) {
            let heading = outline.push_lost(found.form, found.title, found.range, document);
            push(document, BlockKind::Heading(heading), found.range, Some(heading));
            let rest = Stretch::new(found.range.end as usize, item.range.end as usize);
            if !rest.is_empty() {
                paragraph(texts, rest, Some(heading), document);
            }
        } else if let Some(cut) = matches!(item.kind, Kind::Ordinal(_))
            .then(|| split(texts, item.range))
            .flatten()
        {
            let heading = outline.push(texts, &cut, document);
            push(document, BlockKind::Heading(heading), cut.range, Some(heading));
            if let Some(rest) = cut.text {
                paragraph(texts, rest, Some(heading), document);
            }
        } else {
            paragraph(texts, item.range, outline.innermost(), document);
        }
        next = next.max(at.saturating_add(1));
        at = next;
    }
}

fn push(document: &mut Document, kind: BlockKind, range: Stretch, heading: Option<usize>) {
    document.blocks.push(Block { kind, range, heading });
}

fn paragraph(texts: Texts<'_>, range: Stretch, heading: Option<usize>, document: &mut Document) {
    push(document, BlockKind::Paragraph, range, heading);
    let block = document.blocks.len().saturating_sub(1);
    duty::push(texts, range, block, document);
}
