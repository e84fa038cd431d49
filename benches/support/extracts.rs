//! Extracts of notices that nobody has issued: a nation, provinces, and cities and counties that do not exist.

use duibiao::corpus::{Given, Role};

use super::names::place_name;

const PROVINCES: [&str; 12] = [
    "广西壮族自治区",
    "贵州省",
    "云南省",
    "甘肃省",
    "四川省",
    "陕西省",
    "青海省",
    "山西省",
    "河南省",
    "湖南省",
    "安徽省",
    "江西省",
];

/// Counties of one city.
const COUNTIES: usize = 12;

fn given(path: String, text: String) -> Given {
    Given {
        path,
        text,
        role: Role::Reported,
    }
}

fn head(number: &str, region: &str, basis: &str) -> String {
    let mut text = format!(
        "文号：{number}\n标题：关于做好2023年城乡居民基本医疗保障工作的通知\n机关：{region}医疗保障局\n地区：{region}\n成文：2023年9月1日\n年度：2023年\n"
    );
    if !basis.is_empty() {
        text.push_str(&format!("依据：{basis}\n"));
    }
    text.push('\n');
    text
}

/// Statements that every notice has besides its money.
const OTHERS: &str = "二、健全待遇保障机制
    住院政策范围内基金支付比例 ≈ 70%
    大病保险待遇水平 ≥ 大病保险待遇水平（上年）
    大病保险支付比例 达到 60%
    大病保险支付比例（特困人员） = 大病保险支付比例 + 5个百分点
    普通门诊统筹支付比例 ≥ 50%
    普通门诊统筹年度支付限额 ≥ 300元/人·年
    两病用药报销比例 ≥ 50%
    医疗救助比例（特困人员） = 100%
    住院起付线（一级医疗机构） ≤ 200元
    住院起付线（二级医疗机构） ≤ 400元
    住院起付线（三级医疗机构） ≤ 800元
三、扎实推进参保扩面
    基本医疗保险参保率 ≥ 97%
    基本医疗保险参保率（农村低收入人口、脱贫人口） ≥ 99%
    参保缴费服务覆盖率（乡镇、村） = 100%
    拨付补助资金 限 2023年9月30日前
    建立处方流转机制 限 2023年12月31日前
    集中缴费期（2024年度） 自 2023年9月1日 起
    任务：参保扩面工作成果与年度考核挂钩｜责任：各地
    任务：及时足额拨付财政补助资金｜责任：财政部门
    医保电子凭证激活率 > 85%
    医保经办服务覆盖率 = 100%
";

const MONEY: &str = "一、合理确定筹资标准
    财政补助（2023年） 达到 640元/人·年
    财政补助（2023年） = 财政补助（2022年） + 30元
    个人缴费（2023年预收2024年度） ≥ 380元/人·年
    个人缴费（2023年预收2024年度） = 个人缴费（2022年预收2023年度） + 30元
    财政补助（持居住证参保人员） = 财政补助
";

/// `count` extracts, of about forty statements each.
pub(super) fn corpus(count: usize) -> Vec<Given> {
    let mut all = Vec::with_capacity(count);
    let national = "医保发〔2023〕24号".to_owned();
    let mut text = head(&national, "全国", "");
    text.push_str(MONEY);
    text.push_str("    财政补助（西部） = 中央财政 80% + 地方财政 20%\n    财政补助（中部） = 中央财政 60% + 地方财政 40%\n");
    text.push_str(OTHERS);
    all.push(given("nation.notice".to_owned(), text));
    let mut numbers = Vec::new();
    for (index, province) in PROVINCES.iter().enumerate() {
        let number = format!("省{}医保发〔2023〕1号", place_name(index));
        let (central, level, rest) = if index < 7 { (512, 64, 64) } else { (384, 128, 128) };
        let mut text = head(&number, province, &national);
        text.push_str(MONEY);
        text.push_str(&format!(
            "    财政补助（2023年） = 中央财政 {central}元 + 地方财政 {}元\n",
            level + rest
        ));
        text.push_str(&format!(
            "    地方财政（2023年，脱贫县） = 省级财政 {level}元 + 县级财政 {rest}元\n"
        ));
        text.push_str(&format!(
            "    地方财政（2023年，设区市、其他县） = 省级财政 {level}元 + 市县财政 {rest}元\n"
        ));
        text.push_str(OTHERS);
        all.push(given(format!("{number}.notice"), text));
        numbers.push(number);
    }
    let mut city = 0;
    while all.len() < count {
        let at = city % PROVINCES.len();
        let region = format!("{}{}市", PROVINCES[at], place_name(city));
        let number = format!("{}医保发〔2023〕{}号", place_name(city), city + 1);
        let (level, rest) = if at < 7 { (64, 64) } else { (128, 128) };
        let upper = rest * 6 / 10 + i32::from(rest * 6 % 10 >= 5);
        let county = |index: usize| format!("{}县", place_name(100_000 + city * COUNTIES + index));
        let mut text = head(&number, &region, &numbers[at]);
        text.push_str(MONEY);
        let names: Vec<String> = (0..COUNTIES).map(county).collect();
        text.push_str(&format!("    归类：{} 属于 其他县\n", names.join("、")));
        text.push_str("    市县财政（其他县） = 市级财政 6 : 县级财政 4\n");
        for name in &names {
            text.push_str(&format!(
                "    地方财政（2023年，{name}） = 省级财政 {level}元 + 市级财政 {upper}元 + 县级财政 {}元\n",
                rest - upper
            ));
        }
        text.push_str(OTHERS);
        all.push(given(format!("{number}.notice"), text));
        for (index, name) in names.iter().enumerate() {
            if all.len() >= count {
                break;
            }
            let own = format!("{name}医保发〔2023〕{index}号");
            let mut text = head(&own, &format!("{region}{name}"), &number);
            text.push_str(MONEY);
            text.push_str(&format!(
                "    财政补助·省级财政（2023年） = {level}元/人·年\n    财政补助·市级财政（2023年） = {upper}元/人·年\n"
            ));
            for (nth, (item, least, unit)) in EXTRA.into_iter().enumerate() {
                let value = least + (city * 7 + index * 5 + nth * 3) % 30;
                text.push_str(&format!("    {item} = {value}{unit}\n"));
            }
            text.push_str(OTHERS);
            all.push(given(format!("{own}.notice"), text));
        }
        city += 1;
    }
    all
}

/// What counties set for themselves: each has its own figure, from this one upwards.
const EXTRA: [(&str, usize, &str); 10] = [
    ("大病保险筹资标准", 90, "元/人·年"),
    ("一般诊疗费支付标准", 10, "元"),
    ("日间手术支付比例", 60, "%"),
    ("谈判药品支付比例", 50, "%"),
    ("乙类药品个人先行自付比例", 10, "%"),
    ("生育医疗费用支付限额", 3000, "元"),
    ("大病保险年度支付限额", 40, "万元/人·年"),
    ("医疗救助年度限额", 30, "万元/人·年"),
    ("门诊慢特病支付比例", 55, "%"),
    ("支付方式改革病种覆盖率", 60, "%"),
];

/// One notice of a city with `count` counties, each a case of its own.
pub(super) fn counties(count: usize) -> Vec<Given> {
    let national = head("医保发〔2023〕24号", "全国", "")
        + MONEY
        + "    财政补助（西部） = 中央财政 80% + 地方财政 20%\n";
    let mut text = head(
        "青医保发〔2023〕1号",
        "广西壮族自治区青平市",
        "医保发〔2023〕24号",
    );
    text.push_str(MONEY);
    for index in 0..count {
        text.push_str(&format!(
            "    财政补助（2023年，{}县） = 中央财政 512元 + 省级财政 64元 + 市级财政 38元 + 县级财政 26元\n",
            place_name(index)
        ));
    }
    vec![
        given("nation".to_owned(), national),
        given("city".to_owned(), text),
    ]
}
