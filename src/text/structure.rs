//! Finding the parts of a notice.

use super::{Block, BlockKind, Document, Repaired, Stretch};
use crate::source::lines;

/// The notices in a text; one at least.
pub(super) fn documents(repaired: &Repaired, _source: &str) -> Vec<Document> {
    let text = repaired.text();
    let blocks = lines(text)
        .filter(|line| line.start < line.end)
        .map(|line| Block {
            kind: BlockKind::Paragraph,
            range: Stretch::new(line.start, line.end),
            heading: None,
        })
        .collect();
    vec![Document {
        range: Stretch::new(0, text.len()),
        blocks,
        ..Document::default()
    }]
}
