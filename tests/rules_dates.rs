//! The rules about dates: what they find, under which words, and what they leave alone.

mod support;

use support::{found, notice, one};

/// Findings of `rule` in a city's notice of 2023-09-06 for 2023 with these lines.
fn in_city(rule: &str, lines: &str) -> Vec<support::Found> {
    found(
        rule,
        &[notice("青医保发〔2023〕5号", "2023年9月6日", "2023年", "", lines)],
    )
}

#[track_caller]
fn finds(rule: &str, lines: &str, words: &str, message: &str) {
    let found = one(in_city(rule, lines));
    assert_eq!(found.words, words, "{lines}");
    assert!(found.message.contains(message), "{lines}: {}", found.message);
}

#[track_caller]
fn silent(rule: &str, lines: &str) {
    let found = in_city(rule, lines);
    assert!(found.is_empty(), "{lines}: {found:#?}");
}

#[test]
fn dates_that_do_not_exist() {
    for (line, words, message) in [
        (
            "拨付补助资金 限 2023年2月30日前",
            "2023年2月30日",
            "2023年2月有28天",
        ),
        ("拨付补助资金 限 2023年2月29日前", "2023年2月29日", "有28天"),
        ("拨付补助资金 限 2023年13月5日前", "2023年13月5日", "一年有12个月"),
        (
            "拨付补助资金 限 2023年9月31日前",
            "2023年9月31日",
            "2023年9月有30天",
        ),
        ("拨付补助资金 限 9月31日前", "9月31日", "2023年9月有30天"),
        ("拨付补助资金 限 2月29日前", "2月29日", "2023年2月有28天"),
        (
            "拨付补助资金 限 2203年9月15日前",
            "2203年9月15日",
            "1949年至2100年",
        ),
        ("集中缴费期 自 2023年9月0日 起", "2023年9月0日", "有30天"),
        ("集中缴费期 于 2023年11月31日", "2023年11月31日", "有30天"),
        (
            "集中缴费期 2023年9月1日 至 2023年11月31日",
            "2023年11月31日",
            "有30天",
        ),
        (
            "集中缴费期 2023年8月32日 至 2023年11月30日",
            "2023年8月32日",
            "有31天",
        ),
        (
            "任务：推进经办服务｜牵头：市医保局｜时限：2023年14月底",
            "2023年14月底",
            "12个月",
        ),
        ("医保基金清算 限 每年6月31日前", "每年6月31日", "6月有30天"),
    ] {
        finds("invalid-date", line, words, message);
    }
}

#[test]
fn dates_that_exist() {
    for line in [
        "拨付补助资金 限 2024年2月29日前",
        "拨付补助资金 限 2023年12月底前",
        "拨付补助资金 限 2023年底",
        "拨付补助资金 限 2025年",
        "拨付补助资金 限 9月15日前",
        "医保基金清算 限 每年2月29日前",
        "集中缴费期 2023年9月1日 至 2月29日",
        "补办居民医保参保手续 限 3个月内",
    ] {
        silent("invalid-date", line);
    }
}

#[test]
fn the_date_of_issue_must_exist() {
    for (issued, words) in [
        ("2023年2月29日", "2023年2月29日"),
        ("2023年13月1日", "2023年13月1日"),
    ] {
        let found = found(
            "invalid-date",
            &[notice("青医保发〔2023〕5号", issued, "2023年", "", "")],
        );
        assert_eq!(found.len(), 1, "{issued}");
        assert_eq!(found[0].words, words);
    }
    let plan = notice(
        "青政办发〔2022〕6号",
        "2022年3月1日",
        "2021—2025年",
        "",
        "基金清算 限 2月29日前",
    );
    assert!(found("invalid-date", &[plan]).is_empty());
}

#[test]
fn deadlines_past_on_the_day_of_issue() {
    let rule = "deadline-before-issue";
    for (line, words) in [
        ("拨付补助资金 限 2023年9月5日前", "2023年9月5日"),
        ("拨付补助资金 限 9月5日前", "9月5日"),
        ("拨付补助资金 限 2023年8月底前", "2023年8月底"),
        ("拨付补助资金 限 2023年8月前", "2023年8月"),
        ("拨付补助资金 限 2022年", "2022年"),
        ("任务：推进经办服务｜牵头：市医保局｜时限：2022年底", "2022年底"),
        ("集中缴费期 2022年9月1日 至 2023年2月28日", "2023年2月28日"),
    ] {
        finds(rule, line, words, "早于成文日期2023年9月6日");
    }
    for line in [
        "拨付补助资金 限 2023年9月6日前",
        "拨付补助资金 限 2023年9月底前",
        "拨付补助资金 限 2023年9月",
        "拨付补助资金 限 2023年12月底前",
        "拨付补助资金 限 2023年",
        "医保基金清算 限 每年6月30日前",
        "补办居民医保参保手续 限 3个月内",
        "任务：推进经办服务｜牵头：市医保局｜时限：持续推进",
        "集中缴费期 自 2023年9月1日 起",
    ] {
        silent(rule, line);
    }
    // The end of a window without a year follows its start.
    silent(rule, "集中缴费期 2023年9月10日 至 2月28日");
    let all = one(in_city(
        rule,
        "拨付补助资金 限 2022年9月15日前\n拨付大病保险资金 限 2022年9月底前",
    ));
    assert_eq!(all.words, "2023年9月6日");
    assert_eq!(all.related, ["2022年9月15日", "2022年9月底"]);
    let some =
        "拨付补助资金 限 2022年9月15日前\n拨付大病保险资金 限 2022年9月底前\n取消个人账户 限 2023年底前";
    assert_eq!(in_city(rule, some).len(), 2);
    let soft = in_city(rule, "拨付补助资金 限 2023年9月5日前 【原则上】");
    assert_eq!(soft[0].level, "warning");
}

#[test]
fn a_plan_reckons_dates_without_a_year_in_its_last_year() {
    let plan = |lines| notice("青政办发〔2022〕6号", "2022年12月12日", "2021—2025年", "", lines);
    let rule = "deadline-before-issue";
    assert!(found(rule, &[plan("拨付补助资金 限 9月15日前")]).is_empty());
    assert!(found("start-before-issue", &[plan("取消个人账户 2021年 至 2025年")]).is_empty());
    let past = found(rule, &[plan("拨付补助资金 限 2022年9月15日前")]);
    assert_eq!(past[0].related, ["2022年12月12日"]);
}

#[test]
fn starts_before_the_day_of_issue() {
    let rule = "start-before-issue";
    for (line, words) in [
        ("集中缴费期 自 2023年9月1日 起", "2023年9月1日"),
        ("集中缴费期 自 2023年8月 起", "2023年8月"),
        ("集中缴费期 自 2022年 起", "2022年"),
        ("集中缴费期 自 1月1日 起", "1月1日"),
        ("集中缴费期 2023年9月1日 至 2023年12月31日", "2023年9月1日"),
    ] {
        finds(rule, line, words, "早于成文日期2023年9月6日");
    }
    for line in [
        "集中缴费期 自 2023年9月6日 起",
        "集中缴费期 自 2023年9月 起",
        "集中缴费期 自 2023年 起",
        "集中缴费期 自 2024年 起",
        "集中缴费期 自 2024年1月1日 起",
        "集中缴费期 于 2023年9月1日",
        // Past altogether: a deadline past.
        "集中缴费期 2022年9月1日 至 2023年2月28日",
    ] {
        silent(rule, line);
    }
    assert_eq!(in_city(rule, "集中缴费期 自 2023年9月1日 起")[0].level, "warning");
}

#[test]
fn notices_older_than_what_they_cite() {
    let rule = "older-than-basis";
    let above = |issued| notice("青医保发〔2023〕5号", issued, "2023年", "", "");
    let below = |extra, lines| notice("白医保发〔2023〕3号", "2023年9月6日", "2023年", extra, lines);
    for (extra, lines) in [
        ("依据：青医保发〔2023〕5号", ""),
        ("转发：青医保发〔2023〕5号", ""),
        ("", "引用：青医保发〔2023〕5号"),
    ] {
        let one = found(rule, &[above("2023年9月7日"), below(extra, lines)]);
        assert_eq!(one.len(), 1, "{extra}{lines}");
        assert_eq!(one[0].words, "青医保发〔2023〕5号");
        assert_eq!(one[0].related, ["2023年9月6日", "2023年9月7日"]);
        assert!(one[0].message.contains("2023年9月6日") && one[0].message.contains("2023年9月7日"));
        for issued in ["2023年9月6日", "2023年9月", "2023年", "2022年9月7日"] {
            let none = found(rule, &[above(issued), below(extra, lines)]);
            assert!(none.is_empty(), "{issued} {extra}{lines}");
        }
    }
    for (extra, lines, count) in [
        ("依据：桂医保发〔2024〕1号", "", 1),
        (
            "依据：桂医保发〔2024〕1号",
            "引用：桂医保发〔2024〕1号《通知》",
            1,
        ),
        ("", "引用：桂医保发〔2024〕1号《通知》", 1),
        ("依据：桂医保发〔2023〕99号", "", 0),
    ] {
        let found = found(rule, &[below(extra, lines)]);
        assert_eq!(found.len(), count, "{extra} {lines}");
        assert!(found.iter().all(|found| found.message.contains("年份2024晚于")));
    }
    let many = one(found(
        rule,
        &[below("依据：桂医保发〔2024〕1号", "引用：桂医保发〔2024〕2号")],
    ));
    assert_eq!(many.words, "2023年9月6日");
    assert_eq!(many.related, ["桂医保发〔2024〕1号", "桂医保发〔2024〕2号"]);
}
