//! Tables whose rows do not fit their columns, or whose serials leap.

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{BlockKind, Row, Table};

pub(crate) struct IndicatorTable;

static INFO: Info = Info {
    name: "indicator-table",
    group: Group::Indicators,
    level: Severity::Warning,
    summary_zh: "表格的序号不连续，或者某行的格数与表头不同",
    summary_en: "a table whose serials leap or whose rows do not fit its columns",
    ground: "实务（编制表格）",
    explanation: include_str!("indicator-table.md"),
};

/// How many rows a table needs for its serials to be one series.
const ROWS: usize = 3;

impl Rule for IndicatorTable {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            for block in &document.blocks {
                if let BlockKind::Table(table) = &block.kind {
                    out.extend(serials(text, table));
                    out.extend(ragged(text, table));
                }
            }
        }
    }
}

fn serial(text: &TextView<'_>, row: &Row) -> Option<u32> {
    text.words(*row.cells.first()?).trim().parse().ok()
}

/// The first leap or repeat of the serials.
fn serials(text: &TextView<'_>, table: &Table) -> Option<Diagnostic> {
    let head = text.words(*table.columns.first()?);
    if !matches!(head, "序号" | "编号" | "号") {
        return None;
    }
    let rows: Vec<(u32, &Row)> = table
        .rows
        .iter()
        .filter_map(|row| Some((serial(text, row)?, row)))
        .collect();
    if rows.len() < ROWS || rows.first().is_none_or(|(number, _)| *number != 1) {
        return None;
    }
    let (before, (number, row)) = rows
        .iter()
        .zip(rows.iter().skip(1))
        .map(|((before, _), next)| (*before, next))
        // 1 again begins another part of the table.
        .find(|(before, (number, _))| *number != before.saturating_add(1) && *number != 1)?;
    let cell = *row.cells.first()?;
    let message = Text::new(
        format!("序号 {before} 之后是 {number}"),
        format!("serial {number} follows {before}"),
    );
    Some(text.find(&INFO, cell, message).help(Text::new(
        "核对有没有漏行、多行；跨页的表格在转换时会丢行",
        "check for rows that are missing or too many; conversion may lose rows between pages",
    )))
}

/// One row of another number of cells, where all others agree with the head.
fn ragged(text: &TextView<'_>, table: &Table) -> Option<Diagnostic> {
    let columns = table.columns.len();
    if columns < 2 || table.rows.len() < ROWS {
        return None;
    }
    let mut odd = table.rows.iter().filter(|row| row.cells.len() != columns);
    let row = odd.next()?;
    // Merged cells make many rows short, and no row is wrong for that.
    if odd.next().is_some() {
        return None;
    }
    let cells = row.cells.len();
    let message = Text::new(
        format!("这一行有 {cells} 格，表头有 {columns} 格"),
        format!("this row has {cells} cells, the head has {columns}"),
    );
    Some(
        text.find(&INFO, row.range, message)
            .severity(Severity::Info)
            .help(Text::new(
                "核对有没有漏填；合并的单元格在转换时会这样，不用改",
                "check whether a cell was left out; merged cells look so after conversion",
            )),
    )
}
