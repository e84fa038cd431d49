//! What the columns of a table hold, and in which units.

use super::super::figure::{self, FigureKind};
use super::super::place::Place;
use crate::notice::{Measure, Unit};
use crate::text::{Stretch, Table};

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    /// 序号.
    Serial,
    /// The name of the indicator, or the place.
    Name,
    /// A further name: the project, the kind.
    Text,
    /// Values of one year.
    Year(u16),
    /// 指标属性.
    Force,
    /// 单位: the unit of each row.
    Unit,
    /// Values that the column's own name names, with the unit that they have where one is known.
    Value(Option<Unit>),
    /// Anything else: 备注, 责任单位.
    Other,
}

/// Names of columns that tell whom or what a row is about, the better first.
const NAMES: [&str; 30] = [
    "指标名称",
    "主要指标",
    "指标",
    "地区",
    "地市",
    "市县",
    "县区",
    "市州",
    "区县",
    "区划",
    "县（市",
    "市（县",
    "市、县",
    "省份",
    "设区市",
    "区域",
    "单位名称",
    "项目名称",
    "补助项目",
    "项目",
    "名称",
    "对象",
    "类别",
    "档次",
    "级别",
    "等级",
    "单位",
    "类型",
    "种类",
    "事项",
];

/// Names of columns that hold no figures of their own.
const NOTES: [&str; 14] = [
    "备注",
    "说明",
    "责任单位",
    "牵头单位",
    "责任部门",
    "依据",
    "联系人",
    "电话",
    "科目",
    "编码",
    "代码",
    "文号",
    "时限",
    "完成时间",
];

/// The columns of `table`, in order.
pub(super) fn columns(place: &Place<'_>, table: &Table) -> Vec<Column> {
    let words = |stretch: Stretch| place.repaired.slice(stretch);
    let units = table_units(place, table);
    let count = table.columns.len();
    let figures: Vec<bool> = (0..count).map(|index| is_figures(place, table, index)).collect();
    let names: Vec<&str> = table.columns.iter().map(|&stretch| words(stretch)).collect();
    let name = name_column(&names, &figures);
    names
        .iter()
        .enumerate()
        .map(|(index, &title)| {
            let figures = figures.get(index).copied().unwrap_or(false);
            if matches!(title, "序号" | "编号" | "号" | "序") {
                Column::Serial
            } else if let Some(year) = year_of(title) {
                Column::Year(year)
            } else if title.contains("属性") || title.contains("性质") && !figures {
                Column::Force
            } else if name == Some(index) {
                Column::Name
            } else if matches!(title, "单位" | "计量单位" | "指标单位") && !figures {
                Column::Unit
            } else if NOTES.iter().any(|note| title.contains(note)) {
                Column::Other
            } else if figures {
                Column::Value(unit_of(title).or_else(|| fitting(title, &units)))
            } else {
                Column::Text
            }
        })
        .collect()
}

/// Which column names the rows: the one whose name says so, else the first that holds no figures.
fn name_column(names: &[&str], figures: &[bool]) -> Option<usize> {
    let free = |index: usize| {
        !figures.get(index).copied().unwrap_or(false)
            && names.get(index).is_some_and(|name| {
                !matches!(*name, "序号" | "编号" | "号" | "序")
                    && year_of(name).is_none()
                    && !name.contains("属性")
                    && !NOTES.iter().any(|note| name.contains(note))
            })
    };
    let measures = |name: &str| matches!(name, "计量单位" | "指标单位");
    NAMES
        .iter()
        .find_map(|known| {
            names
                .iter()
                .position(|name| name.contains(known) && !measures(name))
                .filter(|&index| free(index))
        })
        .or_else(|| (0..names.len()).find(|&index| free(index)))
}

/// Whether most cells of a column that hold anything hold figures.
fn is_figures(place: &Place<'_>, table: &Table, index: usize) -> bool {
    let (mut figures, mut words) = (0usize, 0usize);
    for row in &table.rows {
        let cell = row
            .cells
            .get(index)
            .map_or("", |&cell| place.repaired.slice(cell));
        let lead = cell.trim_start_matches(['>', '<', '≥', '≤', '=', '〔', '[', '（', '约']);
        if lead.starts_with(|c: char| c.is_ascii_digit()) {
            figures = figures.saturating_add(1);
        } else if !matches!(cell, "" | "-" | "—" | "——" | "/" | "－") {
            words = words.saturating_add(1);
        }
    }
    figures > words
}

/// The year whose values a column holds: 2025年, 2025年目标值, 目标值（2025年）.
pub(super) fn year_of(name: &str) -> Option<u16> {
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let digits = name.get(at..at.saturating_add(4))?;
    let rest = name.get(at.saturating_add(4)..)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest = rest.strip_prefix('年').or(rest.is_empty().then_some(""))?;
    let year: u16 = digits.parse().ok().filter(|year| (1949..=2100).contains(year))?;
    // 2024年补助资金 is the name of what is measured.
    let mut words: String = name.get(..at)?.to_owned();
    words.push_str(rest);
    let words = words.trim_matches(['（', '）', '(', ')', '度', '底', '末', ' ', '：']);
    const VALUES: [&str; 22] = [
        "",
        "目标",
        "目标值",
        "实际",
        "实际值",
        "现状",
        "现状值",
        "基期",
        "基期值",
        "基准",
        "基准值",
        "规划目标",
        "完成",
        "完成值",
        "预期",
        "预期值",
        "值",
        "规划值",
        "基数",
        "指标值",
        "完成情况",
        "实绩",
    ];
    VALUES.contains(&words).then_some(year)
}

/// The units that stand above a table: 单位：万元、公里.
pub(super) fn table_units(place: &Place<'_>, table: &Table) -> Vec<Unit> {
    let Some(stretch) = table.unit else {
        return Vec::new();
    };
    let words = place.repaired.slice(stretch);
    let units = words.split_once(['：', ':']).map_or(words, |(_, units)| units);
    units
        .trim_end_matches(['）', ')'])
        .split(['、', '，', ',', '；', ' '])
        .filter_map(unit)
        .collect()
}

/// What the names of quantities say of their units: the money, the length, the area, the people.
const KINDS: [(&str, &[&str]); 8] = [
    (
        "元",
        &[
            "金额", "资金", "补助", "经费", "额度", "预算", "支出", "收入", "标准", "投资", "奖补", "债券",
            "补贴",
        ],
    ),
    ("公里", &["里程", "长度", "公路"]),
    ("米", &["桥梁", "桥长", "延米", "长度"]),
    ("人", &["人数", "人口", "人员", "学生", "名额"]),
    ("户", &["户数", "农户", "家庭"]),
    ("亩", &["面积", "耕地"]),
    ("平方米", &["面积"]),
    ("%", &["率", "比例", "占比", "比重"]),
];

/// Of the units above a table the one that fits the name of a column; the only one fits all but rates.
fn fitting(title: &str, units: &[Unit]) -> Option<Unit> {
    if let [only] = units {
        let rate = title.ends_with('率') || title.contains("占比") || title.contains("比例");
        let counts = ["人数", "户数", "个数", "数量"]
            .iter()
            .any(|word| title.contains(word));
        let money = only.measure == Measure::Yuan;
        return (!(money && (rate || counts))).then(|| only.clone());
    }
    let fits = |unit: &&Unit| {
        let measure = match &unit.measure {
            Measure::Yuan => "元",
            Measure::Percent => "%",
            Measure::Count(word) => word.as_str(),
            _ => return false,
        };
        KINDS
            .iter()
            .any(|(known, names)| *known == measure && names.iter().any(|name| title.contains(name)))
    };
    units.iter().find(fits).cloned()
}

/// The unit in the brackets of a name, or behind 单位：: 基金收入（亿元）.
pub(super) fn unit_of(name: &str) -> Option<Unit> {
    // 金额/万元; the stroke within a unit stands in a bracket.
    let at = name.rfind(['（', '(', '：', ':']).or_else(|| name.rfind('/'))?;
    let rest = name.get(at..)?;
    let inner = rest
        .get(rest.chars().next()?.len_utf8()..)?
        .trim_end_matches(['）', ')'])
        .trim_start_matches("单位：");
    unit(inner)
}

/// The unit that words are, and nothing else: 万元, 元/人·月.
pub(super) fn unit(words: &str) -> Option<Unit> {
    let words = words.trim();
    let probe = format!("1{words}");
    match figure::at_digit(&probe, 0) {
        Some(found) if found.range.end == probe.len() && !words.is_empty() => match found.kind {
            FigureKind::Amount(amount, None) => Some(amount.unit),
            _ => None,
        },
        _ => None,
    }
}
