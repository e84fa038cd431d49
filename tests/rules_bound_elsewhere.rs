//! Figures that another statement of the notice binds: floors in exact sums, increases, numbers of the header,
//! rates of a whole.

mod support;

use support::{Found, found, notice, one};

fn lines(rule: &str, lines: &str) -> Vec<Found> {
    found(
        rule,
        &[notice("青医保发〔2023〕5号", "2023年9月6日", "2023年", "", lines)],
    )
}

#[test]
fn the_only_floor_of_an_exact_sum_adds_up() {
    let sum = |whole: u32, floor: u32| {
        format!(
            "财政补助（2023年） = {whole}元/人·年\n财政补助（2023年） = 中央财政 384元 + 省级财政 128元 + 市县财政 ≥{floor}元"
        )
    };
    assert!(lines("sum-mismatch", &sum(640, 128)).is_empty());
    for (whole, floor) in [(640, 127), (640, 64), (641, 128), (640, 129)] {
        assert_eq!(one(lines("sum-mismatch", &sum(whole, floor))).level, "error");
    }
    // Two floors leave room, and so does a whole that is a floor itself.
    let loose = "财政补助（2023年） = 640元/人·年\n财政补助（2023年） = 中央财政 384元 + 省级财政 ≥100元 + 市县财政 ≥100元";
    assert!(lines("sum-mismatch", loose).is_empty());
    let open = "财政补助（2023年） ≥ 640元/人·年\n财政补助（2023年） = 中央财政 384元 + 省级财政 128元 + 市县财政 ≥100元";
    assert!(lines("sum-mismatch", open).is_empty());
}

#[test]
fn an_increase_is_one_number() {
    let two = |increase: u32| {
        format!("财政补助（2023年） = 财政补助（2022年） + 30元\n新增财政补助（2023年） = {increase}元/人·年")
    };
    assert!(lines("delta-mismatch", &two(30)).is_empty());
    assert_eq!(one(lines("delta-mismatch", &two(31))).level, "error");
    // What is new of anything else need not be an increase.
    let counts = "床位数（2023年） = 床位数（2022年） + 30张\n新增床位数（2023年） = 40张";
    assert!(lines("delta-mismatch", counts).is_empty());
}

#[test]
fn the_year_of_a_number_is_that_of_the_day_of_issue() {
    let dated = |issued: &str| {
        found(
            "number-year",
            &[notice("青医保发〔2023〕5号", issued, "2023年", "", "")],
        )
    };
    for issued in ["2023年1月1日", "2023年12月31日", "2024年1月4日", "2024年3月31日"] {
        assert!(dated(issued).is_empty(), "{issued}");
    }
    for issued in ["2022年12月31日", "2024年4月1日", "2025年1月4日", "2018年9月6日"] {
        let found = one(dated(issued));
        assert_eq!(
            (found.words.as_str(), found.level),
            ("青医保发〔2023〕5号", "error")
        );
        assert_eq!(found.related, [issued]);
    }
}

#[test]
fn a_basis_has_the_number_that_the_body_gives() {
    let resting = |basis: &str, cited: &str, extra: &str| {
        let text = format!(
            "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月6日\n年度：2023年\n依据：{basis}\n\n引用：{cited}\n\n一、正文\n{extra}\n"
        );
        found(
            "basis-number",
            &[support::given(&text, duibiao::corpus::Role::Reported)],
        )
    };
    let right = "桂医保发〔2023〕32号";
    for slip in ["桂医保发〔2023〕33号", "桂医保发〔2022〕32号"] {
        let found = one(resting(slip, right, ""));
        assert_eq!((found.words.as_str(), found.level), (slip, "error"));
        assert_eq!(found.related, [right]);
        assert!(resting(slip, right, &format!("引用：{slip}")).is_empty());
        assert!(resting(&format!("{slip}、{right}"), right, "").is_empty());
        // Cited further on, it need not be what the notice rests on.
        assert!(resting(slip, "国发〔2016〕44号", &format!("引用：{right}")).is_empty());
    }
    // One that is known and left out is meant, even where the other is cited further on.
    let known = support::given(
        "文号：桂医保发〔2023〕32号\n地区：广西壮族自治区\n成文：2023年8月24日\n年度：2023年\n",
        duibiao::corpus::Role::Against,
    );
    let text = "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月6日\n年度：2023年\n依据：桂医保发〔2023〕31号\n\n引用：桂医保发〔2023〕32号\n\n一、正文\n引用：桂医保发〔2023〕31号\n";
    let notices = [known, support::given(text, duibiao::corpus::Role::Reported)];
    assert_eq!(one(found("basis-number", &notices)).words, "桂医保发〔2023〕31号");
    for other in [right, "桂医保发〔2022〕9号", "桂政办发〔2023〕32号"] {
        assert!(resting(other, right, "").is_empty(), "{other}");
    }
}

#[test]
fn a_part_is_not_more_than_the_whole() {
    for rate in [
        "大病保险支付比例 达到 101%",
        "应用覆盖率（2023年） ≥ 110%",
        "开展DRG/DIP实际付费的统筹地区比例 ≥ 140%",
        "住院费用跨省直接结算率 > 102%",
        // The members of a group are counted; of a place, those who live elsewhere as well.
        "基本医疗保险参保率（脱贫人口） = 101%",
        "基本医疗保险参保率 = 194%",
    ] {
        assert_eq!(one(lines("above-whole", rate)).level, "error");
    }
    for rate in [
        "大病保险支付比例 达到 100%",
        "应用覆盖率（2023年） > 99.9%",
        "基金收入增长率 = 120%",
        "基本医疗保险参保率 = 101%",
        "基本医疗保险参保率（陵川县） = 101%",
    ] {
        assert!(lines("above-whole", rate).is_empty(), "{rate}");
    }
}
