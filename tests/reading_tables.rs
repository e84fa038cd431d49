//! Tables of invented notices, as pages, web forms and recognisers leave them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/reading.rs"]
mod text;

use text::states_of;

const HEAD: &str = "云溪市财政局关于下达2024年就业补助资金的通知\n云财社〔2024〕18号\n\n各县（市、区）财政局：\n\n请按附表执行。\n\n";

fn assert_states(table: &str, expected: &[&str]) {
    assert_eq!(states_of(&format!("{HEAD}{table}\n")), expected, "{table}");
}

/// What an allocation to three places states, its total first.
const ALLOCATION: [&str; 5] = [
    "就业补助资金合计 = 1,000万元",
    "就业补助资金合计 = 东山县就业补助资金 500万元 + 云岭县就业补助资金 299.5万元 + 白石市就业补助资金 200.5万元",
    "?就业补助资金（2024年，东山县） = 500万元",
    "?就业补助资金（2024年，云岭县） = 299.5万元",
    "?就业补助资金（2024年，白石市） = 200.5万元",
];

fn assert_allocation(table: &str) {
    let found = states_of(&format!("{HEAD}{table}\n"));
    let plain: Vec<String> = ALLOCATION.iter().map(|state| state.replace(',', "")).collect();
    assert_eq!(found, plain, "{table}");
}

#[test]
fn cells_beside_each_other() {
    assert_allocation(
        "2024年就业补助资金分配表\n单位：万元\n序号\t地区\t金额\t备注\n\t合计\t1000\n1\t东山县\t500\n2\t云岭县\t299.5\t含奖励\n3\t白石市\t200.5\n",
    );
    assert_allocation(
        "2024年就业补助资金分配表（单位：万元）\n| 地区 | 金额 |\n|---|---|\n| 合计 | 1000 |\n| 东山县 | 500 |\n| 云岭县 | 299.5 |\n| 白石市 | 200.5 |\n",
    );
    assert_allocation(
        "2024年就业补助资金分配表\n单位：万元\n地区 金额\n合 计 1000\n东山县 500\n云岭县 299.5\n白石市 200.5\n",
    );
}

#[test]
fn one_cell_on_each_line() {
    assert_allocation(
        "2024年就业补助资金分配表\n单位：万元\n序号\n地区\n金额\n合计\n1000\n1\n东山县\n500\n2\n云岭县\n299.5\n3\n白石市\n200.5\n",
    );
    assert_allocation(
        "2024年就业补助资金分配表\n单位：万元\n地区\n金额\n合计\n1000\n东山县\n500\n云岭县\n299.5\n白石市\n200.5\n",
    );
}

#[test]
fn units_come_from_the_heads_of_columns() {
    assert_states(
        "2024年各地低保标准表\n地区\t城市低保标准（元/月）\t农村低保标准（元/人·年）\n东山县\t780\t7800\n云岭县\t760\t7,600\n",
        &[
            "?城市低保标准（2024年，东山县） = 780元/月",
            "?农村低保标准（2024年，东山县） = 7800元/人·年",
            "?城市低保标准（2024年，云岭县） = 760元/月",
            "?农村低保标准（2024年，云岭县） = 7600元/人·年",
        ],
    );
    assert_states(
        "养护任务表\n单位：万元、公里\n地区\t养护里程\t补助金额\n东山县\t210\t500\n云岭县\t170\t300\n",
        &[
            "?养护里程（东山县） = 210公里",
            "?补助金额（东山县） = 500万元",
            "?养护里程（云岭县） = 170公里",
            "?补助金额（云岭县） = 300万元",
        ],
    );
}

#[test]
fn indicators_have_years_units_and_force() {
    assert_states(
        "| 指标 | 单位 | 2020年 | 2025年目标值 | 属性 |\n|---|---|---|---|---|\n| 托位数 | 个 | 1.8 | 4.5 | 预期性 |\n| 森林覆盖率 | % | 24 | ≥25 | 约束性 |\n",
        &[
            "?托位数（2020年） = 1.8个",
            "?托位数（2025年） = 4.5个",
            "?森林覆盖率（2020年） = 24%",
            "?森林覆盖率（2025年） ≥ 25%",
        ],
    );
}

#[test]
fn ranges_and_strokes_in_cells() {
    assert_states(
        "补贴标准表\n档次\t标准（元/月）\n甲类\t60-80\n乙类\t—\n丙类\t50以上\n",
        &[
            "?补贴标准（甲类） ≥ 60元/月",
            "?补贴标准（甲类） ≤ 80元/月",
            "?补贴标准（丙类） ≥ 50元/月",
        ],
    );
}

#[test]
fn parts_of_rows_and_rates_are_not_added_up() {
    let found = states_of(&format!(
        "{HEAD}资金分配表\n单位：万元\n地区\t金额\n合计\t300\n东山县\t100\n其中：县本级\t40\n云岭县\t200\n"
    ));
    assert!(!found.iter().any(|state| state.contains(" + ")), "{found:?}");
    assert!(found.contains(&"?资金合计 = 300万元".to_owned()), "{found:?}");
}

#[test]
fn a_column_over_two() {
    assert_states(
        "分配表\n单位：万元\n地区\t中央资金\t\t省级资金\n\t补贴\t奖励\t补贴\n东山县\t10\t20\t30\n云岭县\t11\t21\t31\n",
        &[
            "?中央资金补贴（东山县） = 10万元",
            "?中央资金奖励（东山县） = 20万元",
            "?省级资金补贴（东山县） = 30万元",
            "?中央资金补贴（云岭县） = 11万元",
            "?中央资金奖励（云岭县） = 21万元",
            "?省级资金补贴（云岭县） = 31万元",
        ],
    );
}
