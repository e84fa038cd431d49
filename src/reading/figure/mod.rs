//! Figures: amounts, percentages, ratios and dates, each read where it begins.

mod date;
mod reader;
mod unit;

use std::ops::Range;

use pest::Parser;
use rust_decimal::Decimal;

use super::grammar::{Grammar, Rule};
use super::numeral;
use crate::notice::{Relation, Unit};
use reader::FigureReader;

/// A number with its unit, as places in the repaired text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub(super) number: Decimal,
    pub(super) unit: Unit,
    /// The number alone.
    pub(super) number_range: Range<usize>,
    /// Number and unit.
    pub(super) range: Range<usize>,
    /// Whether the number is written in digits.
    pub(super) in_digits: bool,
    /// What the number is divided by: 3 in 三分之二.
    pub(super) over: Option<Decimal>,
}

/// What stands after a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateMark {
    /// Nothing.
    None,
    /// 前, 内, 止.
    Before,
    /// 起, 后, 启动.
    From,
    /// 版: the date is part of a name.
    Name,
}

/// A date as it is written; numbers are kept even where no such day exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DateWords {
    pub(super) year: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// 底, 末.
    pub(super) end: bool,
    /// 年度.
    pub(super) annual: bool,
}

impl DateWords {
    /// Whether only a year is written.
    pub(super) fn is_year(self) -> bool {
        self.year.is_some() && self.month.is_none() && !self.end
    }
}

/// What a figure is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FigureKind {
    /// 640元, 70%, 3种; with the relation that stands after it (以上).
    Amount(Amount, Option<Relation>),
    /// 2万元—10万元, with the relation of each end; 500万元（含）至3000万元（不含） leaves the second out.
    Range(Amount, Amount, [Relation; 2]),
    /// 6:4.
    Ratio(Vec<(Decimal, Range<usize>)>),
    /// 2023年9月15日前.
    Date(DateWords, DateMark),
    /// 2023年9月1日至12月31日.
    Window(DateWords, Range<usize>, DateWords, Range<usize>),
    /// 2021—2025年.
    Years(u16, u16),
    /// A time of day, or digits that are part of a name.
    Nothing,
}

/// A figure and where it stands in the repaired text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) kind: FigureKind,
    /// The whole, relation and marks after it included.
    pub(super) range: Range<usize>,
    /// The date, ratio or amount alone.
    pub(super) core: Range<usize>,
}

/// The longest stretch that one figure is looked for in.
const REACH: usize = 160;

/// The figure that begins with the digit at byte `at`.
pub(super) fn at_digit(text: &str, at: usize) -> Option<Figure> {
    let near = near(text, at)?;
    if is_amount(near) {
        // What the grammar would come to after all other kinds of figure.
        let amount = Grammar::parse(Rule::amount, near).ok()?.next()?;
        return FigureReader { base: at }.figure(&amount, &amount);
    }
    read(near, at, Rule::figure)
}

/// The figure that begins with the numeral, 百分之 or the like, at byte `at`.
pub(super) fn at_numeral(text: &str, at: usize) -> Option<Figure> {
    let near = near(text, at)?;
    // 统一, 一律: most numerals count nothing, and the grammar need not be asked.
    let counts = near.starts_with("百分之") || near.starts_with("千分之") || {
        let behind = near.trim_start_matches(numeral::is_numeral);
        // 六月三十日, 二○二四年: dates.
        behind.starts_with(BEHIND_NUMERALS) || behind.starts_with(['月', '○', 'Ｏ', 'O'])
    };
    counts.then(|| read(near, at, Rule::numeral_figure)).flatten()
}

/// What a unit that is no numeral itself can begin with, and 成 and 至: what stands behind a numeral that states
/// something. A test holds this against the grammar.
const BEHIND_NUMERALS: [char; 98] = [
    '成', '至', '元', '块', '%', '％', '‰', '个', '工', '小', '分', '周', '年', '日', '天', '人', '公', '平',
    '立', '毫', '标', '种', '类', '家', '项', '户', '次', '张', '所', '台', '床', '例', '名', '件', '条',
    '批', '组', '套', '岁', '吨', '亩', '处', '座', '倍', '级', '档', '篇', '村', '辆', '间', '头', '只',
    '株', '棵', '度', '期', '学', '课', '场', '支', '部', '克', '米', '美', '位', '宗', '片', '颗', '枚',
    '本', '份', '代', '孩', '微', '蒸', '班', '托', '摄', '兆', '厘', '海', 'B', '折', '马', '车', '单',
    '栋', '幢', '艘', '架', '盏', '眼', '尾', '羽', '斤', '升', '门', '箱',
];

/// The stretch that one figure is looked for in.
fn near(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let mut reach = REACH.min(rest.len());
    while !rest.is_char_boundary(reach) {
        reach = reach.saturating_sub(1);
    }
    rest.get(..reach)
}

/// Whether the figure that `near` begins with can be nothing but an amount: there is nothing behind its first
/// digits that dates, times and ratios have, and nothing further on that parts the two ends of a range.
fn is_amount(near: &str) -> bool {
    let behind = near.trim_start_matches(|c: char| c.is_ascii_digit());
    !behind.starts_with(['年', '月', ':', '：', '∶', '-', '.', '/'])
        && !near.contains(['—', '－', '-', '–', '~', '～', '至', '到', '∽'])
}

fn read(near: &str, at: usize, rule: Rule) -> Option<Figure> {
    let pair = Grammar::parse(rule, near).ok()?.next()?;
    let inner = pair.clone().into_inner().next()?;
    FigureReader { base: at }.figure(&pair, &inner)
}

#[cfg(test)]
mod tests;
