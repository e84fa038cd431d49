//! Tables: caption, unit, names of columns, rows.

use super::{Item, Texts};
use crate::text::{Block, BlockKind, Document, Row, Stretch, Table};

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
    let mut unit = None;
    let mut caption = None;
    titles(texts, &mut rows, &mut unit, &mut caption);
    let mut spans = Vec::new();
    let mut columns = if rows
        .first()
        .is_some_and(|row| names_columns(texts, row, rows.get(1), rows.get(2)))
    {
        rows.remove(0).cells
    } else {
        Vec::new()
    };
    if rows.first().is_some_and(|row| is_under(texts, &columns, row)) {
        let under = rows.remove(0).cells;
        (spans, columns) = spanning(&columns, &under);
    }
    for row in &mut rows {
        align(texts, &columns, row);
    }
    let mut table = Table {
        caption,
        unit,
        columns,
        spans,
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
            let inner = unit_within(texts, block.range);
            let bare = inner.map_or(text, |unit| {
                let length = (unit.start as usize).saturating_sub(block.range.start as usize);
                text.get(..length).unwrap_or(text)
            });
            let bare = bare.trim_end_matches(['（', '(', '：', ' ']);
            let is_caption =
                text.len() <= 150 && !bare.contains(['。', '；', '，', '：']) && bare.chars().count() >= 3;
            let paragraph = block.kind == BlockKind::Paragraph;
            if table.unit.is_none()
                && let Some(unit) = inner
            {
                table.unit = Some(unit);
                if !(paragraph && bare.is_empty()) {
                    // The unit stands in the line that names the table, or leads to it.
                    if is_caption && table.caption.is_none() {
                        let start = caption_start(document, block);
                        let end = (block.range.start as usize).saturating_add(bare.len());
                        table.caption = Some(Stretch::new(start, end.max(start)));
                        if paragraph {
                            range = range.to(block.range);
                            document.blocks.pop();
                        }
                    }
                    break;
                }
            } else if paragraph && is_caption && table.caption.is_none() {
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

/// Where the words of a block begin that name the table.
fn caption_start(document: &Document, block: &Block) -> usize {
    match block.kind {
        BlockKind::Heading(index) => document
            .headings
            .get(index)
            .map_or(block.range.start as usize, |heading| heading.title.start as usize),
        _ => block.range.start as usize,
    }
}

/// 单位：万元 in a line, its label included.
fn unit_within(texts: Texts<'_>, line: Stretch) -> Option<Stretch> {
    let text = texts.of(line);
    // A line that leads to a table, not a paragraph.
    if text.len() > 200 {
        return None;
    }
    for label in ["计量单位：", "金额单位：", "单位：", "单位:"] {
        let Some(at) = text.rfind(label) else { continue };
        let from = at.saturating_add(label.len());
        let rest = text.get(from..)?;
        let end = rest.find(['）', ')', '。', '；']).unwrap_or(rest.len());
        let words = rest.get(..end)?;
        let start = (line.start as usize).saturating_add(at);
        // 责任单位：县财政局 names an organ.
        let before = text.get(..at).unwrap_or_default();
        if words.is_empty()
            || words.chars().count() > 16
            || before.ends_with(['任', '头', '合', '送', '办', '报', '本'])
        {
            continue;
        }
        let stop = start.saturating_add(label.len()).saturating_add(words.len());
        return Some(Stretch::new(start, stop));
    }
    None
}

/// Takes off the rows above the names of the columns that hold one cell: the caption, and the unit.
fn titles(texts: Texts<'_>, rows: &mut Vec<Row>, unit: &mut Option<Stretch>, caption: &mut Option<Stretch>) {
    while rows.len() > 2 {
        let Some(row) = rows.first() else { return };
        let mut filled = row.cells.iter().filter(|cell| !texts.of(**cell).is_empty());
        let (Some(&only), None) = (filled.next(), filled.next()) else {
            return;
        };
        match unit_within(texts, only) {
            Some(found) if unit.is_none() => *unit = Some(found),
            None if caption.is_none() && unit.is_none() => *caption = Some(only),
            _ => return,
        }
        rows.remove(0);
    }
}

/// Whether a row goes on naming columns: nothing in it is a figure, and it fills what the row above leaves
/// empty or spans.
fn is_under(texts: Texts<'_>, columns: &[Stretch], row: &Row) -> bool {
    let empty = |cells: &[Stretch]| cells.iter().filter(|cell| texts.of(**cell).is_empty()).count();
    let shorter = columns.len() < row.cells.len() && columns.len() >= 2;
    let first = row.cells.first().is_none_or(|&cell| texts.of(cell).is_empty());
    !columns.is_empty()
        && figures(texts, row) == 0
        && row.cells.len() >= 2
        && (first && (empty(columns) > 0 || shorter) || shorter && empty(&row.cells) > 0)
}

/// The columns of two rows of names: the lower name where there is one, and the upper one that spans it.
fn spanning(upper: &[Stretch], lower: &[Stretch]) -> (Vec<Stretch>, Vec<Stretch>) {
    let count = upper.len().max(lower.len());
    let (mut spans, mut columns) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut above = Stretch::default();
    for index in 0..count {
        let over = upper.get(index).copied().filter(|cell| !cell.is_empty());
        let name = lower.get(index).copied().filter(|cell| !cell.is_empty());
        above = over.unwrap_or(above);
        match name {
            Some(name) => {
                columns.push(name);
                spans.push(above);
            }
            None => {
                columns.push(over.unwrap_or_default());
                spans.push(Stretch::default());
            }
        }
    }
    (spans, columns)
}

/// Brings the cells of a row under the names of the columns: without the empty ones that only align, and with
/// an empty one in front of the row that adds up, which has no serial number.
fn align(texts: Texts<'_>, columns: &[Stretch], row: &mut Row) {
    while row.cells.len() > columns.len() && columns.len() >= 2 {
        let Some(at) = row.cells.iter().position(|cell| texts.of(*cell).is_empty()) else {
            break;
        };
        row.cells.remove(at);
    }
    let serial = columns
        .first()
        .is_some_and(|&name| matches!(texts.of(name), "序号" | "编号"));
    let words = row.cells.first().map_or("", |&cell| texts.of(cell));
    let counted = words.chars().all(|c| c.is_ascii_digit());
    if serial && !counted && row.cells.len() < columns.len() {
        let start = row.range.start as usize;
        row.cells.insert(0, Stretch::new(start, start));
    }
    // Empty cells at the end of a line are not written.
    if texts.of(row.range).contains('\t') {
        let end = row.range.end as usize;
        while row.cells.len() < columns.len() {
            row.cells.push(Stretch::new(end, end));
        }
    }
}

/// |---|:--:| of Markdown.
fn is_ruler(texts: Texts<'_>, row: &Row) -> bool {
    let text = texts.of(row.range);
    text.starts_with('|')
        && text
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '—'))
}

/// How many cells of a row hold figures.
fn figures(texts: Texts<'_>, row: &Row) -> usize {
    row.cells
        .iter()
        .filter(|&&cell| {
            let cell = texts.of(cell);
            let year = cell.ends_with('年')
                || cell.ends_with("年度")
                || cell.get(4..).is_some_and(|rest| rest.starts_with('年'));
            !year && cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '>' | '<' | '≥' | '≤'))
        })
        .count()
}

/// Whether the first row names the columns: it counts nothing, and holds fewer figures than those below it.
fn names_columns(texts: Texts<'_>, row: &Row, second: Option<&Row>, third: Option<&Row>) -> bool {
    let first = row.cells.first().map_or("", |&cell| texts.of(cell));
    if first == "序号" || first == "编号" {
        return true;
    }
    figures(texts, row) == 0
        && [second, third]
            .into_iter()
            .flatten()
            .any(|below| figures(texts, below) > 0)
}
