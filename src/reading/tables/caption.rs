//! What the caption of a table says of its figures.

use super::super::place::Place;
use super::RESERVED;
use crate::text::{Stretch, Table};
use crate::vocabulary::fold;

/// What a table is about.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// 就业补助资金, of 2024年就业补助资金分配表.
    pub(super) name: String,
    /// The year in its caption.
    pub(super) year: Option<(u16, Stretch)>,
}

/// How captions end.
const ENDINGS: [&str; 18] = [
    "分配情况表",
    "分配表",
    "明细表",
    "安排表",
    "情况表",
    "一览表",
    "计划表",
    "统计表",
    "汇总表",
    "任务表",
    "测算表",
    "下达表",
    "标准表",
    "对照表",
    "清单",
    "目标表",
    "表",
    "安排",
];

/// What the caption of `table` names.
pub(super) fn about(place: &Place<'_>, table: &Table) -> About {
    let Some(caption) = table.caption else {
        return About::default();
    };
    let words = place.repaired.slice(caption);
    let mut about = About::default();
    let mut name = words;
    // 表1, 附表2, 专栏3.
    for label in ["附件", "附表", "表", "专栏"] {
        if let Some(rest) = name.strip_prefix(label) {
            let rest = rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十：: -—".contains(c));
            if rest.len() < name.len() && !rest.is_empty() {
                name = rest;
                break;
            }
        }
    }
    if let Some(at) = name.find('年')
        && let Some(before) = name.get(..at)
        && let Some(from) = at.checked_sub(4)
        && let Some(digits) = before.get(from..)
        && let Ok(year) = digits.parse::<u16>()
        && (1949..=2100).contains(&year)
    {
        about.year = Some((year, caption));
        let rest = name.get(at..).unwrap_or("");
        name = rest.trim_start_matches("年度").trim_start_matches('年');
    }
    for ending in ENDINGS {
        if let Some(rest) = name.strip_suffix(ending).filter(|rest| rest.chars().count() >= 2) {
            name = if ending == "标准表" {
                name.strip_suffix('表').unwrap_or(rest)
            } else {
                rest
            };
            break;
        }
    }
    about.name = fold(name)
        .chars()
        .filter(|c| c.is_alphanumeric() && !RESERVED.contains(c))
        .take(24)
        .collect();
    about
}

/// Whether a name says no more than that something is measured: 金额, 合计.
pub(super) fn is_bare(name: &str) -> bool {
    const BARE: [&str; 20] = [
        "金额",
        "资金",
        "数额",
        "额度",
        "合计",
        "总计",
        "小计",
        "资金额",
        "分配金额",
        "下达金额",
        "安排金额",
        "本次下达",
        "此次下达",
        "下达资金",
        "标准",
        "数量",
        "指标",
        "目标",
        "目标值",
        "分配资金",
    ];
    BARE.contains(&name)
}

/// Whether a name ends as the names of quantities do.
pub(super) fn is_quantity(name: &str) -> bool {
    const ENDS: [&str; 26] = [
        "额", "额度", "资金", "标准", "率", "数", "费", "量", "里程", "面积", "经费", "补助", "补贴", "收入",
        "支出", "价格", "比例", "占比", "人口", "投资", "预算", "奖励", "待遇", "水平", "限额", "基数",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_told_from_groups() {
        assert!(is_quantity("补助金额") && is_quantity("县道里程"));
        assert!(!is_quantity("单职工") && is_bare("金额"));
    }
}
