//! What sentences of notices state, read from invented notices in many styles.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use duibiao::notice::{Notice, Sureness, layout_clause};
use duibiao::reading;
use duibiao::source::{SourceFile, Sources};
use duibiao::text::NoticeText;
use duibiao::vocabulary::Vocabulary;

const HEAD: &str = "青平市医疗保障局关于做好2023年城乡居民基本医疗保障工作的通知\n青医保发〔2023〕5号\n\n各县（市、区）医疗保障局：\n\n一、工作要求\n\n";

fn notice(text: &str) -> (Sources, Notice) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("甲.txt", text.to_owned()));
    let read = NoticeText::read(text);
    let mut notices = reading::read(file, text, &read, Vocabulary::builtin());
    (sources, notices.remove(0))
}

/// The statements of a paragraph, with `?` before the unsure and `~` before the unnamed.
fn states(paragraph: &str) -> Vec<String> {
    let (_, notice) = notice(&format!("{HEAD}{paragraph}\n"));
    notice
        .clauses
        .iter()
        .map(|clause| {
            let mark = match clause.sureness {
                Sureness::Sure => "",
                Sureness::Unsure => "?",
                Sureness::Unnamed => "~",
            };
            format!("{mark}{}", layout_clause(clause))
        })
        .collect()
}

fn assert_states(paragraph: &str, expected: &[&str]) {
    assert_eq!(states(paragraph), expected, "{paragraph}");
}

#[test]
fn bounds_take_their_relation_from_the_nearest_words() {
    assert_states(
        "2023年居民医保人均财政补助标准达到每人每年不低于640元。",
        &["财政补助（2023年） ≥ 640元/人·年"],
    );
    assert_states("全市参保率稳定在97%以上。", &["基本医疗保险参保率 ≥ 97%"]);
    assert_states("医保电子凭证激活率超过85%。", &["医保电子凭证激活率 > 85%"]);
    assert_states(
        "政策范围内住院费用基金支付比例保持在70%左右。",
        &["住院政策范围内基金支付比例 ≈ 70%"],
    );
    assert_states(
        "个人缴费标准按照每人每年不低于380元执行。",
        &["个人缴费 ≥ 380元/人·年"],
    );
}

#[test]
fn increases_compare_with_the_year_before() {
    assert_states(
        "2023年财政补助标准在2022年的基础上新增30元，达到每人每年640元。",
        &[
            "财政补助（2023年） = 财政补助（2022年） + 30元",
            "新增财政补助（2023年） = 30元/人·年",
            "财政补助（2023年） 达到 640元/人·年",
        ],
    );
    assert_states(
        "大病保险支付比例由50%提高至60%。",
        &["大病保险支付比例（上年） = 50%", "大病保险支付比例 达到 60%"],
    );
}

#[test]
fn what_several_bear_is_one_sum() {
    assert_states(
        "居民医保财政补助中央财政补助384元，省级财政补助128元，市县财政补助128元。",
        &["财政补助 = 中央财政 384元 + 省级财政 128元 + 市县财政 128元"],
    );
    assert_states(
        "居民医保财政补助一般县中央财政负担60%，省和市县两级财政各负担20%。",
        &["财政补助（一般县） = 中央财政 60% + 省级财政 20% + 市县财政 20%"],
    );
    assert_states(
        "居民医保财政补助市县两级财政分担比例为6：4。",
        &["财政补助·市县财政 = 市级财政 6 : 县级财政 4"],
    );
    assert_states(
        "居民医保财政补助省级财政对脱贫县补助96元/人·年，脱贫县财政负担32元/人·年。",
        &["财政补助·地方财政（脱贫县） = 省级财政 96元 + 县级财政 32元"],
    );
}

#[test]
fn names_and_values_are_paired_in_order() {
    assert_states(
        "住院病种和医保基金支出覆盖比例分别达到90%和70%。",
        &[
            "支付方式改革病种覆盖率 达到 90%",
            "支付方式改革基金支出覆盖率 达到 70%",
        ],
    );
    assert_states(
        "中央财政对西部、中部地区省份分别按照人均财政补助标准80%、60%的比例给予补助。",
        &[
            "财政补助（西部） = 中央财政 80% + 地方财政 20%",
            "财政补助（中部） = 中央财政 60% + 地方财政 40%",
        ],
    );
}

#[test]
fn unknown_words_are_another_name() {
    // The unknown group makes it another rate.
    assert_states("职业病患者参保率达到90%。", &["~职业病患者参保率 达到 90%"]);
    assert_states(
        "一次性创业补贴标准由5000元提高至8000元。",
        &[
            "~一次性创业补贴标准（上年） = 5000元",
            "~一次性创业补贴标准 达到 8000元",
        ],
    );
    assert_states(
        "住房公积金缴存比例不得低于5%，不得高于12%。",
        &["~住房公积金缴存比例 ≥ 5%", "~住房公积金缴存比例 ≤ 12%"],
    );
    assert_states(
        "子女教育专项附加扣除标准，由每个子女每月1000元提高到2000元。",
        &[
            "~子女教育专项附加扣除标准（上年） = 1000元/人·月",
            "~子女教育专项附加扣除标准 达到 2000元/人·月",
        ],
    );
}

#[test]
fn ages_and_names_with_numbers_are_no_facts() {
    assert_states(
        "为60岁以上老年人提供15分钟服务，开展第三批试点，推广12345热线。",
        &[],
    );
    assert_states("参保缴费服务下沉乡镇、村一级，打通最后一公里。", &[]);
}

#[test]
fn dates_say_of_what_they_are() {
    assert_states(
        "财政补助资金原则上应于9月15日前拨付到位。",
        &["拨付补助资金 限 9月15日前"],
    );
    assert_states(
        "2024年度城乡居民基本医疗保险集中缴费期自2023年9月1日启动。",
        &["集中缴费期（2024年度） 自 2023年9月1日 起"],
    );
    assert_states(
        "每年12月15日前完成基金清算。",
        &["医保基金清算 限 每年12月15日前"],
    );
    assert_states("本通知自2023年10月1日起施行。", &["施行 自 2023年10月1日 起"]);
    assert_states(
        "各县应于2023年10月31日前报送实施方案。",
        &["~报送实施方案 限 2023年10月31日前"],
    );
}

#[test]
fn money_in_chinese_numerals_is_money() {
    assert_states("大病保险起付线为一万元。", &["大病保险起付线 = 10000元"]);
    assert_states("医疗救助比例不低于百分之七十。", &["医疗救助比例 ≥ 70%"]);
}

#[test]
fn the_header_comes_from_the_notice_itself() {
    let text = "清河省医疗保障局 清河省财政厅\n关于做好2024年城乡居民基本医疗保障工作的通知\n清医保发〔2024〕12号\n\n各市医疗保障局、财政局：\n\n根据《国家医保局关于做好2024年城乡居民基本医疗保障工作的通知》（医保发〔2024〕19号）精神，现就有关事项通知如下：\n\n一、提高筹资标准\n\n财政补助标准达到670元。《清河省居民医保办法》（清政发〔2015〕3号）同时废止。\n\n清河省医疗保障局\n清河省财政厅\n2024年9月2日\n";
    let (sources, notice) = notice(text);
    let header = &notice.header;
    assert_eq!(
        header.number.as_ref().unwrap().to_string(),
        "清医保发〔2024〕12号"
    );
    assert_eq!(
        sources.slice(header.number.as_ref().unwrap().span),
        "清医保发〔2024〕12号"
    );
    assert_eq!(header.region.as_ref().unwrap().text, "清河省");
    assert_eq!(
        header.title.as_ref().unwrap().text,
        "关于做好2024年城乡居民基本医疗保障工作的通知"
    );
    assert_eq!(header.years.unwrap().last, 2024);
    let numbers =
        |list: &[duibiao::notice::NoticeNumber]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(numbers(&header.basis), ["医保发〔2024〕19号"]);
    assert_eq!(numbers(&header.repeals), ["清政发〔2015〕3号"]);
    let issued = header.issued.unwrap();
    assert_eq!(
        (issued.year, issued.month, issued.day),
        (Some(2024), Some(9), Some(2))
    );
}

#[test]
fn every_value_keeps_its_own_words() {
    let paragraph = "2023年居民医保人均财政\n\n— 3 —\n\n补助标准达到每人每年不低于 640 元。";
    let (sources, notice) = notice(&format!(
        "{HEAD}{}{paragraph}\n",
        "为持续推进健全覆盖全民统筹城乡公平统一安全规范可持续的多层次医疗保障体系，"
    ));
    let clause = &notice.clauses[0];
    assert_eq!(layout_clause(clause), "财政补助（2023年） ≥ 640元/人·年");
    let duibiao::notice::Form::Bound { value, .. } = &clause.form else {
        panic!("{clause:?}");
    };
    assert_eq!(sources.slice(value.number_span), "640");
}
