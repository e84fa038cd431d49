//! Tables: caption, unit, names of columns, rows.

use super::{Item, Texts};
use crate::text::{Block, BlockKind, Document, Row, Table};

/// Takes in the table `index`; `above` is the line before it.
pub(super) fn push(
    texts: Texts<'_>,
    index: usize,
    item: &Item,
    above: Option<&Item>,
    heading: Option<usize>,
    document: &mut Document,
) {
    let rows = texts.repaired.tables().get(index).map_or(&[][..], Vec::as_slice);
    let mut rows: Vec<Row> = rows
        .iter()
        .map(|found| Row {
            cells: found.cells.clone(),
            range: found.row,
        })
        .filter(|row| !is_ruler(texts, row))
        .collect();
    let columns = if rows
        .first()
        .is_some_and(|row| names_columns(texts, row, rows.get(1)))
    {
        rows.remove(0).cells
    } else {
        Vec::new()
    };
    let mut table = Table {
        caption: None,
        unit: None,
        columns,
        rows,
    };
    // The block above may be 单位：万元, and the one above that the caption.
    let mut range = item.range;
    if above.is_some() {
        for _ in 0..2 {
            let Some(block) = document.blocks.last() else {
                break;
            };
            let text = texts.of(block.range);
            let is_unit = ["单位：", "（单位：", "计量单位："]
                .iter()
                .any(|label| text.starts_with(label))
                && text.len() <= 60;
            let is_caption = block.kind == BlockKind::Paragraph
                && text.len() <= 150
                && !text.contains(['。', '；', '，', '：'])
                && text.chars().count() >= 3;
            if is_unit && table.unit.is_none() && table.caption.is_none() {
                table.unit = Some(block.range);
            } else if is_caption && table.caption.is_none() {
                table.caption = Some(block.range);
            } else {
                break;
            }
            range = range.to(block.range);
            document.blocks.pop();
        }
    }
    document.blocks.push(Block {
        kind: BlockKind::Table(table),
        range,
        heading,
    });
}

/// |---|:--:| of Markdown.
fn is_ruler(texts: Texts<'_>, row: &Row) -> bool {
    let text = texts.of(row.range);
    text.starts_with('|')
        && text
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '—'))
}

/// Whether the first row names the columns: it counts nothing, and holds fewer figures than the second.
fn names_columns(texts: Texts<'_>, row: &Row, second: Option<&Row>) -> bool {
    let figures = |row: &Row| {
        row.cells
            .iter()
            .filter(|&&cell| {
                let cell = texts.of(cell);
                let year = cell.ends_with('年') || cell.ends_with("年度");
                !year && cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '>' | '<' | '≥' | '≤'))
            })
            .count()
    };
    let first = row.cells.first().map_or("", |&cell| texts.of(cell));
    if first == "序号" || first == "编号" {
        return true;
    }
    figures(row) == 0 && second.is_some_and(|second| figures(second) > 0)
}
