//! What a text states, as a person lists it, and how the facts that are read agree with the list.
//!
//! `NAME.facts.tsv` stands beside `NAME.txt`: one stated thing a line, in the order of the text, with a tab between columns.
//! `-` is not judged; `|` separates alternatives that are all right.
//!
//! | column | |
//! |---|---|
//! | need | 必 must be found; 可 may be read or not, and is right where it is |
//! | relation | `=` 达到 `≥` `≤` `>` `<` `≈`; of dates 限 自 于 至 |
//! | value | an exact decimal or a fraction such as `2/3`; a date as `2024-12-31`, `2023-01-01..2024-12-31`, `3个月`, `每月15日` |
//! | unit | 元/人·月, 万元, %, 倍, 比 (one side of a ratio), 公里 …; `date`; `-` for none |
//! | words | the words of the text, looked up behind the last row's; white space and width of characters do not count |
//! | item | the core of a name: the item that is read contains it |
//! | bearer | who bears it |
//! | groups | in the groups that are read, or in the item |
//! | year | the year that it is for |
//!
//! What counts:
//! - 由720元提高到760元 is two rows: 720 with `=`, the earlier state, and 760 with 达到. 调整为 is `=` or 达到.
//! - 提高30元, 下降15%, 加价0.5倍 state the difference, with `=`; 8%左右 `≈`, 8%以上 `≥`.
//! - A range is two rows, `≥` and `≤`. 上限 and 限额 为X are `=` or `≤`; 最高X is `≤`.
//! - 6：4 is one row for each side. 一半 and 减半 are 50%, 三分之二 `2/3`, 三成 30%.
//! - Conditions count (月销售额10万元以下); ages and 第2次 are 可.
//! - 各负担20% is one row; the bearers are any of those that are named. 分别 pairs in order.
//! - A cell of a table is a row, its item from the heads of its column and row; 合计 counts.
//! - 到2025年 before targets is their year and may be a date or not.
//! - No row: dates of signature, printing and meetings, numbers of notices, telephones, postal codes, ordinals, pages, articles.

mod grade;
mod unit;

pub(crate) use grade::{Grade, Tally, grade};

use std::ops::Range;

/// One line of the list.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) needed: bool,
    pub(crate) relations: Vec<String>,
    pub(crate) values: Vec<String>,
    pub(crate) units: Vec<String>,
    pub(crate) words: String,
    /// `None` where a column is not judged.
    pub(crate) item: Option<Vec<String>>,
    pub(crate) bearer: Option<Vec<String>>,
    pub(crate) groups: Option<Vec<String>>,
    pub(crate) year: Option<Vec<String>>,
    /// Bytes of the text.
    pub(crate) place: Range<usize>,
}

impl Row {
    pub(crate) fn is_date(&self) -> bool {
        self.units == ["date"]
    }
}

/// One character as it is compared: full-width forms of ASCII are the same.
pub(crate) fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap(),
        other => other,
    }
}

/// The characters of a text without white space, each with its bytes.
fn squeezed(text: &str) -> (Vec<char>, Vec<Range<usize>>) {
    text.char_indices()
        .filter(|(_, character)| !character.is_whitespace())
        .map(|(at, character)| (narrow(character), at..at + character.len_utf8()))
        .unzip()
}

/// Reads a list and finds its words in `text`.
pub(crate) fn rows(list: &str, text: &str) -> Result<Vec<Row>, String> {
    let (characters, places) = squeezed(text);
    let mut at = 0;
    let mut rows = Vec::new();
    for line in list.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [need, relation, value, unit, words, item, bearer, groups, year] = columns.as_slice() else {
            return Err(format!("not nine columns: {line}"));
        };
        let wanted: Vec<char> = squeezed(words).0;
        at = (at..characters.len())
            .find(|&start| stands(text, &characters, &places, &wanted, start))
            .ok_or_else(|| format!("not in the text, or not in its order: {line}"))?;
        let alternatives = |column: &str| column.split('|').map(str::to_owned).collect::<Vec<String>>();
        let judged = |column: &str| (column != "-").then(|| alternatives(column));
        rows.push(Row {
            needed: match *need {
                "必" => true,
                "可" => false,
                _ => return Err(format!("neither 必 nor 可: {line}")),
            },
            relations: alternatives(relation),
            values: alternatives(value),
            units: alternatives(unit),
            words: (*words).to_owned(),
            item: judged(item),
            bearer: judged(bearer),
            groups: judged(groups),
            year: judged(year),
            place: places[at].start..places[at + wanted.len() - 1].end,
        });
    }
    Ok(rows)
}

/// Whether `wanted` stands at `start`, with no more digits of its numbers on either side.
fn stands(text: &str, characters: &[char], places: &[Range<usize>], wanted: &[char], start: usize) -> bool {
    let end = start + wanted.len();
    if characters.get(start..end) != Some(wanted) {
        return false;
    }
    let is_numeric = |character: char| character.is_ascii_digit() || character == '.';
    let apart = |left: usize| {
        let gap = &text[places[left].end..places[left + 1].start];
        gap.chars().count() > 1 || gap.contains(['\n', '\t', '\u{3000}'])
    };
    let cut_before =
        start > 0 && wanted[0].is_ascii_digit() && is_numeric(characters[start - 1]) && !apart(start - 1);
    let cut_after = end < characters.len()
        && wanted[wanted.len() - 1].is_ascii_digit()
        && is_numeric(characters[end])
        && !apart(end - 1);
    !cut_before && !cut_after
}
