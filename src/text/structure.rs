//! Finding the parts of a notice.
//!
//! One pass over the lines of the repaired text: each is told by its own words ([`Kind`]), then by where it
//! stands. What is not recognised is a paragraph, so that nothing is lost.

mod body;
mod duty;
mod head;
mod heading;
mod issuer;
mod lost;
mod run_on;
mod segment;
mod table;
mod tail;

use super::kind::Kind;
use super::{Document, Repaired, Stretch};

/// A line of the repaired text, or a table of several.
#[derive(Debug, Clone, Copy)]
struct Item {
    range: Stretch,
    kind: Kind,
    /// The table whose rows these lines are.
    table: Option<usize>,
}

/// What all of this looks into.
#[derive(Clone, Copy)]
struct Texts<'a> {
    repaired: &'a Repaired,
    source: &'a str,
}

impl<'a> Texts<'a> {
    fn of(self, stretch: Stretch) -> &'a str {
        self.repaired.slice(stretch)
    }

    fn item(self, item: &Item) -> &'a str {
        self.of(item.range)
    }

    /// Whether blanks or a line end stand in the source before the character at `at`.
    fn gap_before(self, at: usize) -> bool {
        let before = self.repaired.source(Stretch::new(0, at)).end;
        let after = self.repaired.source(Stretch::new(at, at.saturating_add(1))).start;
        self.source.get(before..after).is_some_and(|gap| !gap.is_empty())
    }
}

/// The notices in a text; one at least.
pub(super) fn documents(repaired: &Repaired, source: &str) -> Vec<Document> {
    let texts = Texts { repaired, source };
    let items = items(texts);
    segment::segments(texts, &items)
        .into_iter()
        .map(|items| document(texts, items))
        .collect()
}

fn items(texts: Texts<'_>) -> Vec<Item> {
    let repaired = texts.repaired;
    let mut count = run_on::Count::default();
    let mut items: Vec<Item> = Vec::new();
    let mut tables = repaired
        .tables()
        .iter()
        .enumerate()
        .filter_map(|(index, rows)| {
            let range = rows.first()?.row.to(rows.last()?.row);
            Some((index, range))
        })
        .peekable();
    for &(range, kind) in repaired.lines() {
        while tables.next_if(|(_, table)| table.end <= range.start).is_some() {}
        if let Some(&(index, table)) = tables.peek()
            && table.contains(range)
        {
            if items.last().is_none_or(|item| item.table != Some(index)) {
                items.push(Item {
                    range: table,
                    kind: Kind::Plain,
                    table: Some(index),
                });
            }
            continue;
        }
        run_on::cut(texts, range, kind, &mut count, &mut items);
    }
    items
}

fn document(texts: Texts<'_>, items: &[Item]) -> Document {
    let mut document = Document {
        range: match (items.first(), items.last()) {
            (Some(first), Some(last)) => first.range.to(last.range),
            _ => Stretch::default(),
        },
        ..Document::default()
    };
    let mut rest: Vec<Item> = Vec::with_capacity(items.len());
    let begun = head::head(texts, items, &mut document, &mut rest);
    let items = items.get(begun..).unwrap_or_default();
    tail::tail(texts, items, &mut document, &mut rest);
    body::body(texts, &rest, &mut document);
    issuer::issuers(texts, &mut document);
    document
}

#[cfg(test)]
mod tests;
