//! deadline-conflict: one task with two time limits.

mod support;

use support::{errors_and_warnings_of_the_fixtures, found, notice, one};

const RULE: &str = "deadline-conflict";

/// Findings in a city's notice of 2023-09-06 for 2023 with these lines.
fn in_city(lines: &str) -> Vec<support::Found> {
    found(
        RULE,
        &[notice("青医保发〔2023〕5号", "2023年9月6日", "2023年", "", lines)],
    )
}

#[test]
fn one_task_with_two_limits() {
    for (first, second, words, related) in [
        (
            "推广应用医保电子凭证 限 2025年底",
            "任务：推广应用医保电子凭证｜时限：持续推进",
            "持续推进",
            "2025年底",
        ),
        (
            "任务：推广应用医保电子凭证｜时限：2024年",
            "推广应用医保电子凭证 限 2025年底",
            "2025年底",
            "2024年",
        ),
        (
            "任务：甲｜牵头：市医保局｜时限：2024年",
            "任务：甲｜牵头：市医保局｜时限：2025年",
            "2025年",
            "2024年",
        ),
        (
            "拨付补助资金 限 2023年9月15日前",
            "拨付补助资金 限 2023年9月25日前",
            "2023年9月25日",
            "2023年9月15日",
        ),
        (
            "拨付补助资金（脱贫县、城区） 限 9月15日前",
            "拨付补助资金（城区、脱贫县） 限 9月25日前",
            "9月25日",
            "9月15日",
        ),
        (
            "集中缴费期 自 2023年10月1日 起",
            "集中缴费期 自 2023年11月1日 起",
            "2023年11月1日",
            "2023年10月1日",
        ),
        (
            "集中缴费期 自 2023年10月1日 起",
            "集中缴费期 限 2023年9月15日前",
            "2023年9月15日",
            "2023年10月1日",
        ),
        (
            "补办居民医保参保手续 限 3个月内",
            "补办居民医保参保手续 限 6个月内",
            "6个月",
            "3个月",
        ),
    ] {
        let found = in_city(&format!("{first}\n{second}"));
        assert_eq!(found.len(), 1, "{first} / {second}: {found:#?}");
        assert_eq!(found[0].words, words);
        assert_eq!(found[0].related, [related]);
    }
    let reversed = one(in_city("集中缴费期 2023年12月1日 至 2023年11月1日"));
    assert_eq!(reversed.words, "2023年11月1日");
    assert!(reversed.message.contains("早于起始的「2023年12月1日」"));
    for (first, second) in [
        ("拨付补助资金 限 2023年9月15日前", "拨付补助资金 限 9月15日前"),
        ("拨付补助资金 限 2023年底", "拨付补助资金 限 2023年12月31日前"),
        (
            "拨付补助资金 限 2023年",
            "任务：拨付补助资金｜时限：2023年9月30日",
        ),
        (
            "拨付补助资金（脱贫县） 限 9月15日前",
            "拨付补助资金（城区） 限 9月25日前",
        ),
        (
            "拨付补助资金（2023年） 限 2023年9月15日前",
            "拨付补助资金（2024年） 限 2024年9月15日前",
        ),
        (
            "拨付补助资金 限 2023年9月15日前",
            "拨付大病保险资金 限 2023年9月25日前",
        ),
        ("集中缴费期 自 2023年9月10日 起", "集中缴费期 限 2023年12月31日前"),
        (
            "集中缴费期 自 2023年9月10日 起",
            "任务：集中缴费期｜时限：持续推进",
        ),
        (
            "拨付补助资金 限 2023年9月15日前 【原则上】",
            "拨付补助资金 限 2023年9月30日前",
        ),
        ("医保基金清算 限 每年6月30日前", "医保基金清算 限 每年12月31日前"),
        (
            "任务：甲｜牵头：市医保局｜时限：2024年",
            "任务：甲｜牵头：市财政局｜时限：2025年",
        ),
        (
            "补办参保手续 限 退出其他制度保障后3个月内",
            "补办参保手续 限 出生后6个月内",
        ),
        (
            "集中缴费期 2023年9月10日 至 2月28日",
            "集中缴费期 限 2024年2月28日前",
        ),
    ] {
        let found = in_city(&format!("{first}\n{second}"));
        assert!(found.is_empty(), "{first} / {second}: {found:#?}");
    }
}

#[test]
fn the_real_notices_have_one_conflict_of_limits_and_no_more() {
    let found = errors_and_warnings_of_the_fixtures();
    // The plan of 梧州 sets 2025年底 in its text, and its block says 持续推进.
    assert_eq!(found, [("deadline-conflict", "持续推进".to_owned())]);
}
