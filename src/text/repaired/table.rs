//! Tables among the lines of a file: their cells beside each other, between bars, or one on each line.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::line::{Gap, Line};
use crate::text::OrdinalForm;
use crate::text::kind::ordinal;
use crate::text::marks::is_blank;

/// A table, as indices of lines.
#[derive(Debug)]
pub(super) struct Lines {
    /// The lines of each row: one, or one for each cell.
    pub(super) rows: Vec<Range<usize>>,
}

/// Finds the tables and marks their lines.
pub(super) fn tables(source: &str, lines: &mut [Line]) -> Vec<Lines> {
    let mut found = Vec::new();
    let mut at = 0usize;
    while at < lines.len() {
        let rows = serial_rows(source, lines, at)
            .or_else(|| tabbed_rows(lines, at))
            .or_else(|| named_rows(source, lines, at))
            .map(|rows| (rows, false, false))
            .or_else(|| side_by_side(source, lines, at).map(|rows| (rows, true, false)))
            .or_else(|| blank_rows(source, lines, at).map(|rows| (rows, true, true)));
        let Some((rows, beside, narrow)) = rows else {
            at = at.saturating_add(1);
            continue;
        };
        let end = rows.last().map_or(at, |row| row.end).max(at.saturating_add(1));
        let id = u32::try_from(found.len()).unwrap_or(u32::MAX);
        for line in lines.get_mut(at..end).unwrap_or_default() {
            line.table = Some(id);
            line.row = beside;
            line.narrow = narrow;
        }
        found.push(Lines { rows });
        at = end;
    }
    found
}

/// The most columns that a table is taken to have.
pub(super) const COLUMNS: usize = 16;

/// Wider lines are paragraphs, not cells.
const CELL: usize = 160;

fn compact_is(source: &str, line: &Line, word: &str) -> bool {
    line.width <= 20 && {
        let text = source.get(line.start..line.end).unwrap_or_default();
        text.chars().filter(|&c| !is_blank(c)).eq(word.chars())
    }
}

fn serial(source: &str, line: &Line) -> Option<u32> {
    if line.width > 3 {
        return None;
    }
    source.get(line.start..line.end)?.parse().ok()
}

/// Names of the row that adds up the others.
const TOTALS: [&str; 9] = [
    "合计",
    "总计",
    "全省合计",
    "全市合计",
    "全区合计",
    "全县合计",
    "全国合计",
    "全省",
    "全市",
];

fn is_total(source: &str, line: &Line) -> bool {
    TOTALS.iter().any(|total| compact_is(source, line, total))
}

/// Whether a line is a figure as it stands in a cell, or a stroke for none.
fn is_figure(text: &str) -> bool {
    let text = text.trim_start_matches(['>', '<', '≥', '≤', '＞', '＜', '〔', '[', '（', '(']);
    let figure = text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    // 2024年 names a column, 3个 and 95%以上 are figures.
    let names = text.ends_with('年') || text.ends_with("年度") || text.contains("目标");
    figure && !names && text.len() <= 40 || matches!(text, "-" | "—" | "——" | "－" | "/" | "0")
}

/// One cell on each line: 序号 and the other names of columns, then rows that begin with 1, 2, 3. A row that
/// adds them up, without a number of its own, may stand above the first or below the last.
fn serial_rows(source: &str, lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let first = lines.get(at)?;
    if !(compact_is(source, first, "序号") || compact_is(source, first, "编号")) {
        return None;
    }
    let head = lines
        .get(at.saturating_add(1)..)?
        .iter()
        .take(COLUMNS.saturating_mul(2))
        .position(|line| serial(source, line) == Some(1))?
        .saturating_add(1);
    let total = lines
        .get(at..at.saturating_add(head))?
        .iter()
        .position(|line| is_total(source, line));
    let columns = total.unwrap_or(head);
    if !(2..=COLUMNS).contains(&columns) {
        return None;
    }
    let mut rows = Vec::new();
    rows.push(at..at.saturating_add(columns));
    let mut start = at.saturating_add(head);
    if total.is_some() {
        rows.push(at.saturating_add(columns)..start);
    }
    for number in 2u32.. {
        let regular = start.saturating_add(columns);
        let next = Some(regular)
            .filter(|&next| lines.get(next).and_then(|line| serial(source, line)) == Some(number))
            .or_else(|| {
                // A row with a cell too many or too few.
                let from = start.saturating_add(1);
                let window = lines.get(from..regular.saturating_add(columns).min(lines.len()))?;
                window
                    .iter()
                    .position(|line| serial(source, line) == Some(number))
                    .map(|found| from.saturating_add(found))
            });
        let Some(next) = next else { break };
        rows.push(start..next);
        start = next;
    }
    // The last row has as many cells as the others, unless the table ends before.
    let last = lines.get(start..start.saturating_add(columns).min(lines.len()))?;
    let cells = last
        .iter()
        .enumerate()
        .position(|(index, line)| line.width > CELL || index > 0 && is_total(source, line))
        .unwrap_or(last.len());
    let end = start.saturating_add(cells);
    rows.push(start..end);
    if lines.get(end).is_some_and(|line| is_total(source, line)) {
        let below = lines.get(end.saturating_add(1)..).unwrap_or_default();
        let figures = below
            .iter()
            .take(columns.saturating_sub(1))
            .take_while(|line| source.get(line.start..line.end).is_some_and(is_figure))
            .count();
        rows.push(end..end.saturating_add(1).saturating_add(figures));
    }
    (rows.len() >= 3).then_some(rows)
}

/// What the first column of a table without serial numbers is named.
const NAMES: [&str; 36] = [
    "地区",
    "地市",
    "市县",
    "县区",
    "市州",
    "区县",
    "区划",
    "单位",
    "项目",
    "名称",
    "指标",
    "区域",
    "类别",
    "档次",
    "级别",
    "省份",
    "省市",
    "市（县",
    "市、县",
    "对象",
    "县（市",
    "类型",
    "种类",
    "事项",
    "学段",
    "年级",
    "机构",
    "品目",
    "学校",
    "等级",
    "人员",
    "企业",
    "月份",
    "部门",
    "乡镇",
    "街道",
];

/// One cell on each line, without serial numbers: the names of the columns, the first of them one of places or
/// the like, then rows of a name and its figures.
fn named_rows(source: &str, lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let text = |index: usize| {
        let line = lines.get(index).filter(|line| line.width <= 60 && !line.tab)?;
        source.get(line.start..line.end)
    };
    let first = text(at)?;
    if first.len() > 36
        || !NAMES.iter().any(|name| first.contains(name))
        || first.contains(['。', '，', '：'])
    {
        return None;
    }
    let is_name = |index: usize| {
        text(index).is_some_and(|words| !is_figure(words) && !words.contains(['。', '；', '，', '：']))
    };
    let is_value = |index: usize| text(index).is_some_and(is_figure);
    for columns in 2..=8usize {
        let head = at..at.saturating_add(columns);
        if !head.clone().all(is_name) {
            return None;
        }
        let mut rows = vec![head.clone()];
        let mut start = head.end;
        loop {
            let next = start.saturating_add(columns);
            let values = start.saturating_add(1)..next;
            let figures = values.clone().filter(|&index| is_value(index)).count();
            let fits = is_name(start)
                && figures > 0
                && figures.saturating_mul(2) >= columns.saturating_sub(1)
                && values.clone().all(|index| is_value(index) || is_name(index));
            if !fits {
                break;
            }
            rows.push(start..next);
            start = next;
        }
        // A name is read where a figure would be if the width is wrong.
        let sound = rows.len() >= 4 && !is_value(start);
        if sound {
            return Some(rows);
        }
    }
    None
}

/// One cell on each line with a tab in front, and an empty line between rows.
fn tabbed_rows(lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let is_cell = |line: &Line| line.tab && line.width <= CELL;
    if !is_cell(lines.get(at)?) {
        return None;
    }
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut start = at;
    let mut next = at.saturating_add(1);
    while let Some(line) = lines.get(next).filter(|line| is_cell(line)) {
        if line.gap >= Gap::Blank {
            rows.push(start..next);
            start = next;
        }
        next = next.saturating_add(1);
    }
    rows.push(start..next);
    let columns = rows.first()?.len();
    let regular = rows.iter().filter(|row| row.len() == columns).count();
    // Most rows have as many cells as the first.
    (columns >= 2 && rows.len() >= 3 && regular.saturating_mul(3) >= rows.len().saturating_mul(2))
        .then_some(rows)
}

/// Rows whose cells stand beside each other: at least two of three cells, or three of two.
fn side_by_side(source: &str, lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let first = lines.get(at)?;
    let cells = row_count(source, first);
    if cells < 2 {
        return None;
    }
    let barred = |line: &Line| {
        source
            .get(line.start..line.end)
            .is_some_and(|text| text.contains(['|', '｜']))
    };
    let bars = barred(first);
    let mut counts = vec![cells];
    // Where the rows so far were last seen to be regular, so that a long run is not looked through again.
    let mut sound = None;
    let mut figures = has_figure(source, first);
    let mut end = at.saturating_add(1);
    while let Some(line) = lines.get(end) {
        let count = row_count(source, line);
        if count < 2 || barred(line) != bars {
            break;
        }
        // Behind an empty line a row without a figure names the columns of another table.
        let figure = has_figure(source, line);
        if line.gap >= Gap::Blank && figures && !figure && count > 2 {
            break;
        }
        figures |= figure;
        counts.push(count);
        end = end.saturating_add(1);
        if counts.len() >= STRETCH {
            if !is_regular(&counts, cells, figures) {
                break;
            }
            sound = Some(end);
            counts.clear();
        }
    }
    let end = match sound {
        Some(sound) if counts.is_empty() || !is_regular(&counts, cells, figures) => sound,
        Some(_) => end,
        None => {
            let most = counts.iter().copied().max().unwrap_or(cells);
            let enough = if most >= 3 { 2 } else { 3 };
            if counts.len() < enough || !is_regular(&counts, cells, figures) {
                return None;
            }
            end
        }
    };
    Some((at..end).map(|row| row..row.saturating_add(1)).collect())
}

/// How many rows are looked at together.
const STRETCH: usize = 64;

/// Whether rows with so many cells each are those of one table whose first row has `cells`. Empty cells at the
/// end of a row are not written.
fn is_regular(counts: &[usize], cells: usize, figures: bool) -> bool {
    let rows = counts.len();
    let most = counts.iter().copied().max().unwrap_or(cells);
    let same = counts.iter().filter(|&&count| count == cells).count();
    let near = counts
        .iter()
        .filter(|&&count| count.saturating_add(2) >= most)
        .count();
    same.saturating_mul(2) >= rows || figures && near.saturating_mul(3) >= rows.saturating_mul(2)
}

/// How many cells stand on a line, those that the tabs in front of it leave empty included.
fn row_count(source: &str, line: &Line) -> usize {
    let text = source.get(line.start..line.end).unwrap_or_default();
    // A paragraph with a wide blank in it is no row.
    if line.width > 60 && text.contains('。') && !text.starts_with(['|', '｜']) {
        return 1;
    }
    let count = cell_count(source, line);
    if count >= 2 || line.lead > 0 && line.width <= CELL {
        count.saturating_add(usize::from(line.lead))
    } else {
        count
    }
}

fn has_figure(source: &str, line: &Line) -> bool {
    source.get(line.start..line.end).is_some_and(|text| {
        text.split(['\t', '|', ' ', '｜'])
            .any(|cell| is_figure(cell.trim()))
    })
}

/// Rows whose cells a single blank parts, as recognisers write them: names of columns, then rows of a name and
/// figures, as many on each line.
fn blank_rows(source: &str, lines: &[Line], at: usize) -> Option<Vec<Range<usize>>> {
    let fields = |index: usize| {
        let line = lines
            .get(index)
            .filter(|line| line.width <= CELL && line.indent < 8)?;
        let text = source.get(line.start..line.end)?;
        if !text.contains([' ', '\u{3000}']) || text.contains(['。', '；', '，', '：', ':', '“', '《', '|'])
        {
            return None;
        }
        let (mut names, mut figures) = (0usize, 0usize);
        let mut before = "";
        for field in text.split(is_blank).filter(|field| !field.is_empty()) {
            let total = field == "计" && matches!(before, "合" | "总" | "小" | "共");
            if is_figure(field) {
                figures = figures.saturating_add(1);
            } else if !total {
                // A name behind a figure: only a serial number stands before one.
                if figures > 1 || figures == 1 && names > 0 {
                    return None;
                }
                names = names.saturating_add(1);
            }
            before = field;
        }
        (names <= COLUMNS && figures <= COLUMNS).then_some((names, figures))
    };
    let (names, figures) = fields(at)?;
    let columns = names.saturating_add(figures);
    if columns < 2 || figures > 0 && names == 0 {
        return None;
    }
    let mut end = at.saturating_add(1);
    let mut rows = usize::from(figures > 0);
    while let Some((names, figures)) = fields(end) {
        let count = names.saturating_add(figures);
        // The row that adds up has no serial number.
        let fits = count == columns || count.saturating_add(1) == columns;
        if figures == 0 || names == 0 || !fits {
            break;
        }
        rows = rows.saturating_add(1);
        end = end.saturating_add(1);
    }
    (rows >= 3 || rows >= 2 && figures == 0 && columns >= 2)
        .then(|| (at..end).map(|row| row..row.saturating_add(1)).collect())
}

/// How many cells stand on a line, between bars or wide blanks.
fn cell_count(source: &str, line: &Line) -> usize {
    let text = source.get(line.start..line.end).unwrap_or_default();
    if text.len() > 1_200 {
        return 0;
    }
    let bytes = text.as_bytes();
    if text.starts_with(['|', '｜']) {
        return text.matches(['|', '｜']).count().saturating_sub(1);
    }
    // 指标 | 2020年 | 2025年.
    let bars = memchr::memchr_iter(b'|', bytes).count();
    if bars > 0 && bars <= COLUMNS && text.contains(" | ") {
        return bars.saturating_add(1);
    }
    if !has_wide_blank(bytes) {
        return 1;
    }
    let text = after_heading(text);
    let (mut cells, mut characters) = (1usize, 0usize);
    let (mut blanks, mut tab) = (0usize, false);
    for character in text.chars() {
        if is_blank(character) {
            blanks = blanks.saturating_add(1);
            tab |= character == '\t';
        } else {
            if tab || blanks >= 2 {
                cells = cells.saturating_add(1);
            }
            (blanks, tab) = (0, false);
            characters = characters.saturating_add(1);
        }
    }
    // A text with blanks after every character has no cells.
    if cells > COLUMNS || cells.saturating_mul(2) > characters.saturating_add(2) {
        1
    } else {
        cells
    }
}

/// What stands behind the ordinal of a heading and the blanks that set it off: 第一条  为规范… is no row of two cells.
fn after_heading(text: &str) -> &str {
    let heading = ordinal(text).filter(|found| {
        matches!(
            found.form,
            OrdinalForm::First | OrdinalForm::Second | OrdinalForm::Article | OrdinalForm::Chapter
        )
    });
    heading
        .and_then(|found| text.get(found.length..))
        .map_or(text, |rest| rest.trim_start_matches(is_blank))
}

/// Whether a tab or two blanks beside each other stand in `bytes`.
fn has_wide_blank(bytes: &[u8]) -> bool {
    memchr::memchr(b'\t', bytes).is_some()
        || memchr::memchr_iter(b' ', bytes).any(|at| bytes.get(at.saturating_add(1)) == Some(&b' '))
        || IDEOGRAPHIC.find(bytes).is_some()
}

/// Two ideographic blanks.
static IDEOGRAPHIC: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{3000}\u{3000}"));
