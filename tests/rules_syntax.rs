//! Tests of the rules of the group syntax.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use duibiao::corpus::{Corpus, Given, Role};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::rules::run;
use duibiao::vocabulary::Vocabulary;

const HEADER: &str =
    "文号：青平医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n";

fn corpus(text: &str, role: Role) -> Corpus {
    let given = Given {
        path: "a.notice".to_owned(),
        text: text.to_owned(),
        role,
    };
    Corpus::new(vec![given], Vocabulary::builtin())
}

/// The findings about `text`, in the order of the file.
fn findings(text: &str) -> (Corpus, Vec<Diagnostic>) {
    let corpus = corpus(text, Role::Reported);
    let mut found = run(&corpus);
    found.sort_by_key(|found| (found.primary.span.start, found.rule));
    (corpus, found)
}

/// What one bad line after a good header yields.
struct Case {
    line: &'static str,
    rule: &'static str,
    /// The words under the primary span.
    under: &'static str,
    /// In characters, from 1.
    column: usize,
    message: &'static str,
    /// Empty where there is none.
    help: &'static str,
}

const fn case(
    line: &'static str,
    rule: &'static str,
    under: &'static str,
    column: usize,
    message: &'static str,
    help: &'static str,
) -> Case {
    Case {
        line,
        rule,
        under,
        column,
        message,
        help,
    }
}

const SYNTAX: &str = "syntax";
const UNKNOWN: &str = "unknown-name";
const UNIT: &str = "unit-mismatch";

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Something else should stand there.
    case("财政补助（2023年） 不少余 640元/人·年", SYNTAX, "不少余", 13, "「不少余」处应为关系（如 =、达到、≥、≤、≈）", "是否为「不少于」"),
    case("财政补助（2023年） 不少于640元/人·年", SYNTAX, "不少于640元", 13, "「不少于640元」处应为关系（如 =、达到、≥、≤、≈）", "「不少于」前后各空一格"),
    case("财政补助（2023年）", SYNTAX, "", 12, "行末缺关系（如 =、达到、≥、≤、≈）", ""),
    case("财政补助（2023年） ≥", SYNTAX, "", 14, "行末缺数字", ""),
    case("财政补助（2023年） ≥ 640", SYNTAX, "", 18, "行末缺单位（如 元、%、个）", ""),
    case("财政补助（2023年 ≥ 640元/人·年", SYNTAX, "≥", 12, "「≥」处应为「）」", "括号以「）」结束"),
    case("财政补助 = 640元/人·年 「没有右引号", SYNTAX, "", 23, "行末缺证据的右引号", "证据写在「…」中，以」结束"),
    case("财政补助 = 640圆", SYNTAX, "圆", 11, "「圆」处应为单位（如 元、%、个）", ""),
    case("财政补助 = 中央财政 512元、地方财政 128元", SYNTAX, "、", 17, "「、」处应为「+」或「−」，或行末", ""),
    case("= 640元", SYNTAX, "=", 1, "「=」处应为事项或承担方", ""),
    case("市县财政 = 市级财政 6 : 县级财政", SYNTAX, "", 21, "行末缺数字", ""),
    case("归类：陵川县 属干 一般县", SYNTAX, "属干", 8, "「属干」处应为「属于」", "是否为「属于」"),
    case("归类：陵川县 属于", SYNTAX, "", 10, "行末缺群体或地区", ""),
    case("归类 陵川县 属于 一般县", SYNTAX, "陵川县", 4, "「陵川县」处应为「：」", ""),
    case("授权：市县财政 由 各市", SYNTAX, "", 13, "行末缺「由…确定」", ""),
    case("引用：医保发〔2021〕48号《关于", SYNTAX, "", 19, "行末缺「》」", "标题写在《…》中，以》结束"),
    case("拨付补助资金 限 尽快", SYNTAX, "尽快", 10, "「尽快」处应为日期（如 2023年9月15日）", ""),
    case("拨付补助资金 限 2023年9月15日前完成", SYNTAX, "完成", 21, "「完成」处语句应已结束", ""),
    case("任务：做好工作｜时限：明年", SYNTAX, "明年", 12, "「明年」处应为日期（如 2023年9月15日）", ""),
    // Known slips.
    case("财政补助 = ６４０元/人·年", SYNTAX, "６４０", 8, "「６４０」是全角数字", "写作「640」"),
    case("筹资标准 = 1,020元/人·年", SYNTAX, "1,020", 8, "数字「1,020」中有逗号", "写作「1020」"),
    case("大病保险起付线 = 2万", SYNTAX, "万", 12, "「万」后缺单位", "写作「万元」"),
    case("财政补助 >= 640元/人·年", SYNTAX, ">=", 6, "「>=」不是摘录用的关系符号", "写作「≥」"),
    case("基本医疗保险参保率 = 97%以上", SYNTAX, "以上", 16, "「以上」应写成数字前的关系符号", "写作「≥ 97%」"),
    // Words that are none of the language.
    case("任物：做好工作", SYNTAX, "任物", 1, "没有「任物」这一项", "是否为「任务」"),
    case("备注：随便", SYNTAX, "备注", 1, "没有「备注」这一项", "文件头有文号、标题、机关、地区、成文、年度、依据、转发、废止、原文，正文有归类、任务、引用、简称、授权"),
    case("任务：做好工作｜牵投：市医保局", SYNTAX, "牵投", 9, "没有「牵投」这一项", "是否为「牵头」"),
    case("财政补助 = 640元/人·年 【必需】", SYNTAX, "【必需】", 17, "没有「必需」这种约束力", "是否为「必须」"),
    case("财政补助 = 640元/人·年 【尽量】", SYNTAX, "【尽量】", 17, "没有「尽量」这种约束力", "可写必须、约束性、预期性、原则上、鼓励、探索、可"),
    // Bounds.
    case("财政补助（99999年） = 640元/人·年", SYNTAX, "99999", 6, "年份「99999」不在 1949 至 2100 之间", ""),
    case("财政补助 = 1234567890123456789012345678901234567890元", SYNTAX, "1234567890123456789012345678901234567890", 8, "数字有 40 位，超过上限", "整数至多 15 位，小数至多 6 位"),
    case("财政补助 = 640元/人·年 「甲」「乙」", SYNTAX, "「乙」", 20, "一条语句写了两处证据", "两句合在一处，中间用「…」连接"),
    case("财政补助 = 中央财政 80% + 地方财政 128元", SYNTAX, "80%", 13, "「80%」与同一式中其他各部分写法不同", "各部分都写名称和金额，或都写名称和比例，用「+」连接"),
    case("财政补助 = 中央财政 512元 − 地方财政 128元", SYNTAX, "−", 18, "各部分之间不能用「−」", "各部分都写名称和金额，或都写名称和比例，用「+」连接"),
    // Names.
    case("财政补肋 = 640元/人·年", UNKNOWN, "财政补肋", 1, "词汇表里没有「财政补肋」", "是否为「财政补助」"),
    case("财政补助·中央才政 = 512元", UNKNOWN, "中央才政", 6, "词汇表里没有「中央才政」", "是否为「中央财政」"),
    case("财政补助 = 中央财正 512元 + 地方财政 128元", UNKNOWN, "中央财正", 8, "词汇表里没有「中央财正」", "是否为「中央财政」"),
    case("省外住院合规综合报销比例 = 80%", UNKNOWN, "省外住院合规综合报销比例", 1, "词汇表里没有「省外住院合规综合报销比例」，当作另一名称", "相近的有「省内住院合规综合报销比例」"),
    case("财政补助（脱平县） = 640元/人·年", UNKNOWN, "脱平县", 6, "词汇表里没有「脱平县」", "是否为「脱贫县」"),
    case("财政补助（设区市和脱平县） = 640元/人·年", UNKNOWN, "设区市和脱平县", 6, "词汇表里没有「设区市和脱平县」", "是否为「脱贫县」"),
    // Units.
    case("财政补助 ≥ 640%", UNIT, "640%", 8, "「财政补助」的单位应为元/人·年，不是%", "写金额；如为比例，写成各方的份额，如「= 中央财政 80% + 地方财政 20%」，或「80% × …」"),
    case("基本医疗保险参保率 ≥ 97个", UNIT, "97个", 13, "「基本医疗保险参保率」的单位应为%，不是个", "换成百分比，或换用相应的事项"),
    case("财政补助 = 财政补助（上年） + 5%", UNIT, "5%", 19, "百分比与金额不能放在一个式子里", "写金额；如为比例，写成各方的份额，如「= 中央财政 80% + 地方财政 20%」，或「80% × …」"),
    case("财政补助 = 中央财政 512元 + 地方财政 128个", UNIT, "128个", 25, "个与元不能相加", "统一单位"),
    case("财政补助 = 中央财政 512元/人 + 地方财政 128元/人·年", UNIT, "128元/人·年", 27, "元/人·年与元/人不能相加", "统一单位"),
];

#[test]
fn each_bad_line_is_named_at_its_place() {
    for case in CASES {
        let (corpus, found) = findings(&format!("{HEADER}{}\n", case.line));
        let line = case.line;
        let [found] = found.as_slice() else {
            panic!("{line}: {found:#?}");
        };
        assert_eq!(found.rule, case.rule, "{line}");
        assert_eq!(corpus.sources().slice(found.primary.span), case.under, "{line}");
        let place = corpus.sources().start(found.primary.span);
        assert_eq!((place.line, place.column), (6, case.column), "{line}");
        assert_eq!(found.message.zh, case.message, "{line}");
        assert_eq!(
            found.help.as_ref().map_or("", |help| help.zh.as_str()),
            case.help,
            "{line}"
        );
        for text in [&found.message.zh, &found.message.en] {
            assert!(!text.ends_with(['。', '.']) && !text.is_empty(), "{text}");
        }
    }
}

#[test]
fn what_is_right_stays_silent() {
    for line in [
        "财政补助 = 中央财政 512元 + 地方财政 128元\n财政补助 = 640元/人·年",
        "财政补助 = 640元/人·年\n财政补助（2022年） = 610元",
        "基本医疗保险参保率 = 基本医疗保险参保率（上年） + 2个百分点",
        "大病保险起付线 = 50% × 居民人均可支配收入（上年）",
        "基本医疗保险基金收入 = 37000万元\n基本医疗保险基金收入（2022年） = 3亿元",
        "财政补助（困难企业退休人员） = 640元/人·年",
        "财政补助（设区市和其他县） = 640元/人·年",
        "财政补助（其余各县） = 640元/人·年",
        "归类：青石县 属于 山区县\n财政补助（山区县） = 640元/人·年",
        "简称：居民医保 = 城乡居民基本医疗保险\n居民医保参保率 ≥ 97%",
        "简称：门诊包干费 = 门诊统筹包干费用\n门诊包干费 = 60元/人·年",
        "整理台账 限 2023年9月15日前",
        "引用：《关于做好工作的通知》\n引用：《关于做好工作的通知》",
        "财政补助 = 640元/人·年\n财政补助 ≥ 640元/人·年 【鼓励】",
    ] {
        let (_, found) = findings(&format!("{HEADER}{line}\n"));
        let ours: Vec<_> = found
            .iter()
            .filter(|found| {
                duibiao::rules::rule(found.rule).unwrap().info().group == duibiao::rules::Group::Syntax
            })
            .collect();
        assert!(ours.is_empty(), "{line}: {ours:#?}");
    }
}

#[test]
fn levels_follow_what_is_known() {
    for (line, severity) in [
        ("财政补肋 = 640元/人·年", Severity::Error),
        ("医保码使用率 = 50%", Severity::Warning),
        ("财政补助（脱平县） = 640元/人·年", Severity::Warning),
        ("财政补助 ≥ 640%", Severity::Error),
        (
            "财政补助 = 640元/人·年\n财政补助（2022年） = 610元/人",
            Severity::Warning,
        ),
        (
            "财政补助 = 640元/人·年\n财政补助标准（2023年） = 640元",
            Severity::Warning,
        ),
    ] {
        let (_, found) = findings(&format!("{HEADER}{line}\n"));
        assert_eq!(found.len(), 1, "{line}: {found:#?}");
        assert_eq!(found[0].severity, severity, "{line}");
    }
}

#[test]
fn a_name_is_reported_once_and_a_repeated_statement_shows_both_places() {
    let (_, found) = findings(&format!(
        "{HEADER}医保码使用率 = 50%\n医保码使用率（2022年） = 40%\n"
    ));
    assert_eq!(found.len(), 1);
    let (corpus, found) = findings(&format!(
        "{HEADER}大病保险起付线 = 2万元\n大病保险起付线（2023年） = 20000元\n"
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "duplicate-statement");
    assert_eq!(
        corpus.sources().slice(found[0].related[0].span),
        "大病保险起付线 = 2万元"
    );
}

#[test]
fn the_header_is_complete_and_single() {
    let (corpus, found) = findings(&format!("{HEADER}成文：2023年9月5日\n"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "duplicate-header");
    assert_eq!(corpus.sources().start(found[0].primary.span).line, 6);
    assert_eq!(corpus.sources().start(found[0].related[0].span).line, 3);

    let (_, found) = findings("标题：关于做好工作的通知\n");
    let messages: Vec<&str> = found.iter().map(|found| found.message.zh.as_str()).collect();
    assert_eq!(found.len(), 4);
    for word in ["文号", "地区", "成文", "年度"] {
        assert!(
            messages.contains(&format!("文件头缺少「{word}」").as_str()),
            "{messages:?}"
        );
    }

    let (_, found) = findings(&HEADER.replace("2023年\n\n", "2025—2021年\n"));
    assert_eq!(found[0].message.zh, "「2025—2021」的终止年份早于起始年份");
}

#[test]
fn an_empty_file_gets_one_finding() {
    for text in ["", "\n\n", "# 待写\n", "\u{feff}"] {
        let (_, found) = findings(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:#?}");
        assert_eq!(found[0].rule, "missing-header");
        assert_eq!(found[0].message.zh, "摘录是空的");
        let help = &found[0].help.as_ref().unwrap().zh;
        assert!(
            ["文号", "地区", "成文", "年度"]
                .iter()
                .all(|word| help.contains(word)),
            "{help}"
        );
    }
}

#[test]
fn a_region_says_how_it_was_placed() {
    let region = |name: &str| HEADER.replace("广西壮族自治区青平市", name);
    let (_, found) = findings(&region("青平市").replace("青平医保发", "平医保发"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].message.zh, "区划表里没有「青平市」，只与全国性文件对照");
    let guessed = region("青平市").replace("青平医保发", "桂青医保发");
    let (corpus, found) = findings(&guessed);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        found[0].message.zh,
        "区划表里没有「青平市」，当作「广西壮族自治区」的下级"
    );
    assert_eq!(corpus.sources().slice(found[0].primary.span), "青平市");
    for name in ["广西壮族自治区青平市", "晋城市", "全国"] {
        assert_eq!(findings(&region(name)).1.len(), 0, "{name}");
    }
}

#[test]
fn a_place_within_the_region_is_known() {
    let header = HEADER.replace("广西壮族自治区青平市", "山西省晋城市");
    let (_, found) = findings(&format!("{header}财政补助（城区、陵川县） = 640元/人·年\n"));
    assert!(found.is_empty(), "{found:#?}");
    let (_, found) = findings(&format!("{header}财政补助（陵穿县） = 640元/人·年\n"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].help.as_ref().unwrap().zh, "是否为「陵川县」");
}

#[test]
fn a_thousand_bad_lines_are_a_thousand_places() {
    let mut text = HEADER.to_owned();
    for number in 0..1000 {
        writeln!(text, "财政补助（2023年） 不少余 {number}元").unwrap();
    }
    let (corpus, found) = findings(&text);
    assert_eq!(found.len(), 1000);
    let places: BTreeSet<_> = found
        .iter()
        .map(|found| corpus.sources().start(found.primary.span))
        .collect();
    assert_eq!(places.len(), 1000);
    assert!(found.iter().all(|found| found.rule == SYNTAX));
}

#[test]
fn what_is_out_of_bounds_is_named_and_nothing_breaks() {
    let nested = format!("{HEADER}财政补助 = {}640元\n", "（".repeat(1000));
    let long = format!("{HEADER}财政补助 = {}元\n", "9".repeat(20 * 1024));
    let huge = format!("{HEADER}{}\n", "（".repeat(100_000));
    for (text, message) in [
        (nested, "括号套了 32 层以上"),
        (long, "这一行长 21 KB，超过 16 KB 的上限"),
        (huge, "这一行长 293 KB，超过 16 KB 的上限"),
    ] {
        let (corpus, found) = findings(&text);
        assert_eq!(found.len(), 1, "{message}");
        assert_eq!(found[0].message.zh, message);
        assert_eq!(corpus.sources().start(found[0].primary.span).line, 6);
    }
}

#[test]
fn only_notices_that_are_reported_on_are_checked() {
    let corpus = corpus("财政补肋 = 640元\n", Role::Against);
    assert!(run(&corpus).is_empty());
}
