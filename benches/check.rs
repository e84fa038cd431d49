//! How long it takes to read and check extracts, and how much memory, by their number.
//!
//! The extracts are a nation, the provinces, and cities and counties that do not exist; each has about
//! forty statements. One more corpus is a single notice with a case for each of many counties.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a benchmark: what goes wrong here is to stop it"
)]

use divan::Bencher;
use divan::counter::ItemsCount;
use duibiao::corpus::{Corpus, Given, Role};
use duibiao::parse::parse_extract;
use duibiao::source::Sources;
use duibiao::vocabulary::Vocabulary;

fn main() {
    print_memory();
    divan::main();
}

/// Prints the peak of resident memory for corpora of growing size, in all and for each statement. Linux only.
fn print_memory() {
    let Some(before) = peak_kilobytes() else { return };
    for count in [100, 1_000, 10_000] {
        let corpus = Corpus::new(corpus(count), Vocabulary::builtin());
        let statements: usize = corpus
            .entries()
            .map(|(_, entry)| entry.notice.clauses.len())
            .sum();
        let findings = duibiao::rules::run(&corpus).len();
        let peak = peak_kilobytes().unwrap_or(before).saturating_sub(before);
        let each = peak * 1024 / statements.max(1);
        eprintln!(
            "memory  {count:>6} extracts  {statements:>7} statements  {findings:>6} findings  {peak:>7} KB  {each:>5} bytes a statement"
        );
    }
}

/// The most memory that this process has held so far, in units of 1,024 bytes.
fn peak_kilobytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

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

/// A name for a number: digits as characters that names of places are made of.
fn name(number: usize) -> String {
    const SYLLABLES: [char; 16] = [
        '青', '白', '松', '柳', '铜', '枫', '兰', '鹿', '岭', '砚', '棠', '沅', '汀', '槐', '澜', '岚',
    ];
    let mut name = String::new();
    let mut left = number + 16;
    while left > 0 {
        name.push(SYLLABLES[left % 16]);
        left /= 16;
    }
    name
}

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

/// `count` extracts.
fn corpus(count: usize) -> Vec<Given> {
    let mut all = Vec::with_capacity(count);
    let national = "医保发〔2023〕24号".to_owned();
    let mut text = head(&national, "全国", "");
    text.push_str(MONEY);
    text.push_str("    财政补助（西部） = 中央财政 80% + 地方财政 20%\n    财政补助（中部） = 中央财政 60% + 地方财政 40%\n");
    text.push_str(OTHERS);
    all.push(given("nation.notice".to_owned(), text));
    let mut numbers = Vec::new();
    for (index, province) in PROVINCES.iter().enumerate() {
        let number = format!("省{}医保发〔2023〕1号", name(index));
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
        let region = format!("{}{}市", PROVINCES[at], name(city));
        let number = format!("{}医保发〔2023〕{}号", name(city), city + 1);
        let (level, rest) = if at < 7 { (64, 64) } else { (128, 128) };
        let upper = rest * 6 / 10 + i32::from(rest * 6 % 10 >= 5);
        let county = |index: usize| format!("{}县", name(100_000 + city * COUNTIES + index));
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
            for (item, value) in EXTRA {
                text.push_str(&format!("    {item} = {value}\n"));
            }
            text.push_str(OTHERS);
            all.push(given(format!("{own}.notice"), text));
        }
        city += 1;
    }
    all
}

const EXTRA: [(&str, &str); 10] = [
    ("大病保险筹资标准", "90元/人·年"),
    ("一般诊疗费支付标准", "10元"),
    ("日间手术支付比例", "70%"),
    ("谈判药品支付比例", "60%"),
    ("乙类药品个人先行自付比例", "10%"),
    ("生育医疗费用支付限额", "3000元"),
    ("大病保险年度支付限额", "40万元/人·年"),
    ("医疗救助年度限额", "3万元/人·年"),
    ("门诊慢特病支付比例", "65%"),
    ("支付方式改革病种覆盖率", "90%"),
];

/// One notice of a city with `count` counties, each a case of its own.
fn counties(count: usize) -> Vec<Given> {
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
            name(index)
        ));
    }
    vec![
        given("nation".to_owned(), national),
        given("city".to_owned(), text),
    ]
}

/// Statements in the texts: lines that are neither header nor heading.
fn statements(given: &[Given]) -> usize {
    given
        .iter()
        .flat_map(|given| given.text.lines())
        .filter(|line| line.starts_with("    "))
        .count()
}

/// Reading alone.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, extracts: usize) {
    let given = corpus(extracts);
    bencher
        .counter(ItemsCount::new(statements(&given)))
        .bench_local(|| {
            given
                .iter()
                .map(|given| {
                    let extract = parse_extract(Sources::new().next_id(0), &given.text);
                    assert!(extract.problems.is_empty());
                    extract.notice.clauses.len()
                })
                .sum::<usize>()
        });
}

/// Reading, resolving and judging, on all cores.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn resolve(bencher: Bencher<'_, '_>, extracts: usize) {
    run(bencher, &corpus(extracts), |corpus| corpus.reported().count());
}

/// All of it: reading, resolving, judging and every rule, on all cores.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, extracts: usize) {
    run(bencher, &corpus(extracts), |corpus| {
        duibiao::rules::run(corpus).len()
    });
}

/// One notice with many counties.
#[divan::bench(args = [100, 1_000, 2_000], sample_count = 3, sample_size = 1)]
fn check_counties(bencher: Bencher<'_, '_>, counties_of_one_city: usize) {
    run(bencher, &counties(counties_of_one_city), |corpus| {
        duibiao::rules::run(corpus).len()
    });
}

fn run(bencher: Bencher<'_, '_>, given: &[Given], what: impl Fn(&Corpus) -> usize + Sync) {
    bencher
        .counter(ItemsCount::new(statements(given)))
        .with_inputs(|| given.to_vec())
        .bench_local_values(|given| {
            let corpus = Corpus::new(given, Vocabulary::builtin());
            what(&corpus)
        });
}
