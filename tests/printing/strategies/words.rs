//! Names, subjects, titles, evidence and comments.

use duibiao::notice::{Evidence, Facets, Name, NoticeNumber, Subject, YearFacet};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::printing::plain::nowhere;

const ITEMS: [&str; 14] = [
    "财政补助",
    "个人缴费",
    "筹资标准",
    "大病保险起付线",
    "住院政策范围内基金支付比例",
    "居民人均可支配收入",
    "拨付补助资金",
    "集中缴费期",
    "建立处方流转机制",
    "HPV疫苗接种率",
    "“两病”门诊用药保障人数",
    // Words of the language inside a name.
    "自付费用为零的限额达到人数",
    "由各市确定的前置审批事项",
    "列入3类目录的药品",
];

const BEARERS: [&str; 8] = [
    "中央财政",
    "地方财政",
    "自治区财政",
    "省级财政",
    "市级财政",
    "市县财政",
    "县级财政",
    "医疗保险基金",
];

pub(super) const GROUPS: [&str; 9] = [
    "脱贫县",
    "一般县",
    "设区市和其他县",
    "西部",
    "中部",
    "城区",
    "陵川县",
    "自治区直属高校大学生",
    "享受西部政策的县",
];

/// A name cannot be one of the words that stand alone in a statement.
const WORDS: [&str; 24] = [
    "为",
    "达到",
    "不低于",
    "不超过",
    "不少于",
    "不高于",
    "高于",
    "低于",
    "超过",
    "不满",
    "左右",
    "以上",
    "以下",
    "不降低",
    "不提高",
    "限",
    "自",
    "于",
    "至",
    "起",
    "前",
    "属于",
    "由",
    "确定",
];

pub(super) fn named(text: &str) -> Name {
    Name {
        text: text.into(),
        span: nowhere(),
    }
}

/// Words of two to eight characters, most of which no dictionary has.
pub(super) fn random_words() -> impl Strategy<Value = String> {
    vec(prop::char::range('一', '龥'), 2..=8)
        .prop_map(|characters| characters.into_iter().collect::<String>())
        // 第…条 begins a heading; 上年 is a year.
        .prop_filter("a word of the language", |words| {
            !WORDS.contains(&words.as_str()) && !words.starts_with('第') && words != "上年"
        })
}

pub(super) fn name_from(pool: &'static [&'static str]) -> impl Strategy<Value = Name> {
    prop_oneof![3 => select(pool).prop_map(named), 1 => random_words().prop_map(|words| named(&words))]
}

pub(super) fn name() -> impl Strategy<Value = Name> {
    prop_oneof![name_from(&ITEMS), name_from(&BEARERS), name_from(&GROUPS)]
}

pub(super) fn evidence() -> impl Strategy<Value = Evidence> {
    let phrase = prop_oneof![
        select(vec![
            "达到每人每年640元".to_owned(),
            "每人每年不低于380元".to_owned(),
            "稳定在70%左右".to_owned(),
            "按60%、20%、20%的比例分担（不含省直管县）".to_owned(),
            "2023年9月15日前".to_owned(),
            "＝ 128 元，其中：中央财政".to_owned(),
        ]),
        random_words(),
    ];
    vec(phrase, 1..=3).prop_map(|phrases| Evidence {
        text: phrases.join("…").into(),
        span: nowhere(),
    })
}

pub(super) fn comment() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "见附件2，第3条".to_owned(),
            "待核对: 640 = 512 + 128".to_owned(),
            "原文作「新增30元」，见 #2".to_owned(),
            "一、".to_owned(),
        ]),
        random_words(),
    ]
}

pub(super) fn notice_number() -> impl Strategy<Value = NoticeNumber> {
    let code = select(vec![
        "医保发",
        "桂医保发",
        "晋市医保函",
        "国办发",
        "桂政办发",
        "财社",
    ]);
    (code, year(), 1u32..=2_000).prop_map(|(code, year, serial)| NoticeNumber {
        code: code.into(),
        year,
        serial,
        defects: Vec::new(),
        span: nowhere(),
    })
}

pub(super) fn title() -> impl Strategy<Value = Name> {
    prop_oneof![
        select(vec![
            "关于做好2023年城乡居民基本医疗保障有关工作的通知",
            "关于印发〈医疗救助办法（试行）〉的通知",
            "国务院办公厅关于印发医疗卫生、养老领域事权和支出责任划分改革方案的通知",
        ])
        .prop_map(named),
        random_words().prop_map(|words| named(&words)),
    ]
}

pub(super) fn year() -> impl Strategy<Value = u16> {
    1990u16..=2100
}

pub(super) fn subject() -> impl Strategy<Value = Subject> {
    let year_facet = prop_oneof![
        year().prop_map(YearFacet::Year),
        year().prop_map(YearFacet::Annual),
        (year(), year()).prop_map(|(collected, covers)| YearFacet::Prepaid { collected, covers }),
        Just(YearFacet::Previous),
    ];
    let head = prop_oneof![2 => name_from(&ITEMS), 1 => name_from(&BEARERS)];
    let bearer = option::weighted(0.2, name_from(&BEARERS));
    let groups = prop_oneof![Just(Vec::new()), vec(name_from(&GROUPS), 1..=3)];
    (head, bearer, option::of(year_facet), groups).prop_map(|(head, bearer, year, groups)| Subject {
        head,
        bearer,
        facets: Facets {
            span: (year.is_some() || !groups.is_empty()).then(nowhere),
            year: year.map(|year| (year, nowhere())),
            groups,
        },
        span: nowhere(),
    })
}
