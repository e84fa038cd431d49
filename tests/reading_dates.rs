//! By when, from when and between which days: the dates of invented notices, in many ways of writing.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/reading.rs"]
mod text;

use duibiao::notice::Force;
use text::{read, states_of};

const HEAD: &str = "云溪市财政局关于下达2024年就业补助资金的通知\n云财社〔2024〕18号\n\n各县（市、区）财政局：\n\n一、工作要求\n\n";

fn assert_states(paragraph: &str, expected: &[&str]) {
    assert_eq!(
        states_of(&format!("{HEAD}{paragraph}\n")),
        expected,
        "{paragraph}"
    );
}

#[test]
fn deadlines_name_what_is_to_be_done() {
    assert_states(
        "各县要在2024年底前完成资金分配。",
        &["~完成资金分配 限 2024年底前"],
    );
    assert_states(
        "各单位应于2024年12月底前将绩效自评报告报送市财政局。",
        &["~绩效自评报告报送市财政局 限 2024年12月底前"],
    );
    assert_states(
        "养老金补发工作于2024年4月30日前完成。",
        &["~养老金补发工作完成 限 2024年4月30日前"],
    );
    assert_states(
        "2024年底前，完成老旧小区改造。",
        &["~完成老旧小区改造 限 2024年底前"],
    );
    assert_states(
        "请于2024年5月20日（星期一）前报送名单。",
        &["~报送名单 限 2024年5月20日前"],
    );
    assert_states("2024年3月31日24时前完成登记。", &["~完成登记 限 2024年3月31日前"]);
    // A recogniser dropped the 日.
    assert_states("2024年9月30前完成整改。", &["~完成整改 限 2024年9月30日前"]);
    assert_states("2024.9.30前完成整改。", &["~完成整改 限 2024年9月30日前"]);
    assert_states(
        "申报截止时间为2024年5月31日，逾期不予受理。",
        &["~申报 限 2024年5月31日前"],
    );
}

#[test]
fn dates_in_chinese_numerals_are_dates() {
    assert_states(
        "二〇二四年六月三十日前完成公示。",
        &["~完成公示 限 2024年6月30日前"],
    );
    assert_states("二○二四年十一月底前完成公示。", &["~完成公示 限 2024年11月底前"]);
}

#[test]
fn days_that_recur_are_read_as_such() {
    assert_states("补贴于每月10日前发放到户。", &["~补贴发放到户 限 每月10日前"]);
    assert_states(
        "自2024年9月起按月10日前社会化发放养老金。",
        &[
            "~社会化发放养老金 自 2024年9月 起",
            "~社会化发放养老金 限 每月10日前",
        ],
    );
    assert_states(
        "助学金分别于每年5月31日和11月30日前发放到位。",
        &[
            "~助学金发放到位 限 每年5月31日前",
            "~助学金发放到位 限 每年11月30日前",
        ],
    );
    assert_states("每年年底前完成核查。", &["~完成核查 限 每年12月底前"]);
}

#[test]
fn the_year_comes_from_the_words_around() {
    assert_states("今年底前建成平台。", &["~建成平台 限 2024年12月底前"]);
    assert_states("明年6月底前投入运行。", &["~投入运行 限 2025年6月底前"]);
    assert_states("次年1月31日前完成结算。", &["~完成结算 限 2025年1月31日前"]);
    assert_states(
        "2023年6月底前完成摸底，9月底前全部整改。",
        &["~完成摸底 限 2023年6月底前", "~全部整改 限 2023年9月底前"],
    );
    assert_states("年底前全部兑现。", &["~全部兑现 限 12月底前"]);
    // How things stood says nothing of what is to be done.
    assert_states(
        "截至2022年末存量已清零，6月底前完成验收。",
        &["~完成验收 限 6月底前"],
    );
}

#[test]
fn windows_run_from_day_to_day() {
    let window = "~报名期 2023年9月1日 至 2024年2月29日";
    assert_states("报名期为2023年9月1日至2024年2月29日。", &[window]);
    assert_states("报名期为2023年9月1日至次年2月29日。", &[window]);
    assert_states("报名期为2023年9月1日（含）至2024年2月29日（含）。", &[window]);
    assert_states(
        "自2024年1月1日起至2025年12月31日止，继续实施稳岗返还政策。",
        &["~继续实施稳岗返还政策 2024年1月1日 至 2025年12月31日"],
    );
    assert_states(
        "报名时间为2024年3月1日至15日。",
        &["~报名 2024年3月1日 至 2024年3月15日"],
    );
    // Every year anew, which a window is not.
    assert_states("申报时间为每年6月1日至6月30日。", &[]);
}

#[test]
fn spans_count_from_what_happens() {
    assert_states(
        "收到通知后15个工作日内将资金拨付到位。",
        &["~资金拨付到位 限 收到通知后15个工作日内"],
    );
    assert_states("自受理之日起三十日内作出决定。", &["~作出决定 限 受理后30天内"]);
    assert_states("企业应在3个月内提出申请。", &["~提出申请 限 3个月内"]);
    // In a year is how often, not by when.
    assert_states("一个年度内多次住院的，降低起付线。", &[]);
}

#[test]
fn days_of_other_notices_and_of_meetings_set_no_limit() {
    assert_states("2023年12月1日，市政府第12次常务会议审议通过。", &[]);
    assert_states("在2019年12月标准基础上分别提高。", &[]);
    assert_states("于2023年5月6日印发的文件继续有效。", &[]);
    assert_states("2024年10月8日组织验收。", &["~组织验收 于 2024年10月8日"]);
    assert_states("政策延长到2024年12月31日。", &["~政策 限 2024年12月31日前"]);
}

#[test]
fn how_binding_it_is_stays_with_its_own_date() {
    let forces = |paragraph: &str| -> Vec<Force> {
        let (_, notice) = read(&format!("{HEAD}{paragraph}\n"));
        notice.clauses.iter().map(|clause| clause.force).collect()
    };
    assert_eq!(
        forces("自2024年9月1日起执行新标准，力争2025年底前覆盖所有乡镇。"),
        [Force::Must, Force::Expected]
    );
    assert_eq!(forces("原则上应于9月15日前拨付到位。"), [Force::InPrinciple]);
    assert_eq!(
        forces("力争2024年6月底前开工；2025年10月底前竣工。"),
        [Force::Expected, Force::Must]
    );
}

#[test]
fn a_responsibility_block_says_its_date_once() {
    let text = format!("{HEAD}1.建设村级公路。新建道路。\n牵头单位：县交通局；完成时限：2024年6月。\n");
    let found = states_of(&text);
    assert_eq!(
        found.iter().filter(|state| state.contains("2024年6月")).count(),
        1,
        "{found:?}"
    );
}
