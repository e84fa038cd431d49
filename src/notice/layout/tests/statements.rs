//! Each form of statement.

use super::{
    bound, clause, date, day, item, name, names, number, part, percent, quantity, span, subject, timed, yuan,
};
use crate::notice::{
    Alias, Citation, Classification, DayMonth, Delegation, DurationUnit, Expression, Form, Magnitude,
    Measure, RatioPart, Relation, Sign, Subject, Task, TimeLimit, TimePoint, Unit, YearFacet, layout_clause,
};

fn text(form: Form) -> String {
    layout_clause(&clause(form))
}

#[test]
fn bounds() {
    let per_person = Unit {
        magnitude: Magnitude::One,
        measure: Measure::Yuan,
        per: vec!["人".into(), "年".into()],
    };
    let form = bound(
        subject("财政补助", Some(YearFacet::Year(2023)), &[]),
        Relation::AtLeast,
        quantity("640", per_person),
    );
    assert_eq!(text(form), "财政补助（2023年） ≥ 640元/人·年");
    let form = bound(item("基金支付比例"), Relation::Reaches, percent("70.00"));
    assert_eq!(text(form), "基金支付比例 达到 70.00%");
    let ten_thousand = Unit {
        magnitude: Magnitude::TenThousand,
        ..Unit::plain(Measure::Yuan)
    };
    let form = bound(item("补助资金"), Relation::About, quantity("1.28", ten_thousand));
    assert_eq!(text(form), "补助资金 ≈ 1.28万元");
}

#[test]
fn subjects_and_facets() {
    let show = |subject: Subject| text(bound(subject, Relation::Equal, yuan("1")));
    let groups = ["脱贫县", "一般县"];
    assert_eq!(
        show(subject("财政补助", Some(YearFacet::Year(2023)), &groups)),
        "财政补助（2023年，脱贫县、一般县） = 1元"
    );
    assert_eq!(
        show(subject("财政补助", None, &groups)),
        "财政补助（脱贫县、一般县） = 1元"
    );
    assert_eq!(
        show(subject("财政补助", Some(YearFacet::Annual(2024)), &[])),
        "财政补助（2024年度） = 1元"
    );
    let prepaid = YearFacet::Prepaid {
        collected: 2023,
        covers: 2024,
    };
    assert_eq!(
        show(subject("个人缴费", Some(prepaid), &[])),
        "个人缴费（2023年预收2024年度） = 1元"
    );
    let mut part_of = subject("财政补助", Some(YearFacet::Previous), &["西部"]);
    part_of.bearer = Some(name("地方财政"));
    assert_eq!(show(part_of), "财政补助·地方财政（上年，西部） = 1元");
}

#[test]
fn sums() {
    let form = Form::Sum {
        whole: subject("地方财政", Some(YearFacet::Year(2023)), &["脱贫县"]),
        relation: Relation::Equal,
        parts: vec![
            part(item("自治区财政"), Relation::Equal, yuan("96")),
            part(item("县级财政"), Relation::AtLeast, yuan("32")),
            part(item("其他"), Relation::Reaches, yuan("1")),
        ],
    };
    assert_eq!(
        text(form),
        "地方财政（2023年，脱贫县） = 自治区财政 96元 + 县级财政 ≥32元 + 其他 达到 1元"
    );
}

#[test]
fn shares() {
    let form = Form::Shares {
        whole: subject("财政补助", None, &["西部"]),
        parts: vec![
            part(item("中央财政"), Relation::Equal, percent("80")),
            part(item("地方财政"), Relation::Equal, percent("20")),
        ],
    };
    assert_eq!(text(form), "财政补助（西部） = 中央财政 80% + 地方财政 20%");
}

#[test]
fn splits() {
    let ratio = |head: &str, ratio: &str| RatioPart {
        subject: item(head),
        ratio: quantity(ratio, Unit::plain(Measure::Number)),
        span: span(),
    };
    let form = Form::Split {
        whole: subject("市县财政", None, &["城区"]),
        parts: vec![ratio("市级财政", "6"), ratio("县级财政", "4")],
    };
    assert_eq!(text(form), "市县财政（城区） = 市级财政 6 : 县级财政 4");
}

#[test]
fn references() {
    let of = |head: &str| Expression::Subject(item(head));
    let reference = |relation, right| Form::Reference {
        left: of("甲"),
        relation,
        right,
    };
    let sum = |terms: Vec<(Sign, Expression)>| Expression::Sum(terms);
    assert_eq!(text(reference(Relation::AtLeast, of("乙"))), "甲 ≥ 乙");
    assert_eq!(
        text(reference(
            Relation::Equal,
            sum(vec![
                (Sign::Plus, of("乙")),
                (Sign::Minus, Expression::Amount(yuan("30")))
            ])
        )),
        "甲 = 乙 − 30元"
    );
    let inner = sum(vec![(Sign::Plus, of("乙")), (Sign::Plus, of("丙"))]);
    let product = Expression::Product(percent("50"), Box::new(inner.clone()));
    assert_eq!(
        text(reference(Relation::Equal, product.clone())),
        "甲 = 50% × （乙 + 丙）"
    );
    let nested = sum(vec![(Sign::Plus, product), (Sign::Minus, inner)]);
    assert_eq!(
        text(reference(Relation::LessThan, nested)),
        "甲 < 50% × （乙 + 丙） − （乙 + 丙）"
    );
    let twice = Expression::Product(
        quantity("0.5", Unit::plain(Measure::Number)),
        Box::new(Expression::Product(percent("60"), Box::new(of("乙")))),
    );
    assert_eq!(text(reference(Relation::Equal, twice)), "甲 = 0.5 × 60% × 乙");
}

#[test]
fn dates() {
    let show = |limit| text(timed("拨付补助资金", limit));
    let on = TimePoint::Date;
    let yearly = |month, day| TimePoint::Yearly(DayMonth { month, day }, span());
    let months = || quantity("3", Unit::plain(Measure::Duration(DurationUnit::Month)));
    let before = |point| show(TimeLimit::Before(point));
    assert_eq!(before(on(day(2023, 9, 15))), "拨付补助资金 限 2023年9月15日前");
    assert_eq!(
        before(on(date(Some(2023), Some(12), None, true))),
        "拨付补助资金 限 2023年12月底前"
    );
    assert_eq!(
        before(on(date(Some(2023), None, None, true))),
        "拨付补助资金 限 2023年底前"
    );
    assert_eq!(
        before(on(date(Some(2025), None, None, false))),
        "拨付补助资金 限 2025年前"
    );
    assert_eq!(
        before(on(date(None, Some(9), Some(15), false))),
        "拨付补助资金 限 9月15日前"
    );
    assert_eq!(before(yearly(12, Some(15))), "拨付补助资金 限 每年12月15日前");
    assert_eq!(before(yearly(12, None)), "拨付补助资金 限 每年12月底前");
    assert_eq!(
        before(TimePoint::Monthly(Some(15), span())),
        "拨付补助资金 限 每月15日前"
    );
    assert_eq!(
        before(TimePoint::Monthly(None, span())),
        "拨付补助资金 限 每月底前"
    );
    assert_eq!(
        before(TimePoint::Within(months(), None)),
        "拨付补助资金 限 3个月内"
    );
    assert_eq!(
        before(TimePoint::Within(months(), Some(name("退出其他制度保障")))),
        "拨付补助资金 限 退出其他制度保障后3个月内"
    );
    assert_eq!(
        show(TimeLimit::From(on(day(2023, 9, 1)))),
        "拨付补助资金 自 2023年9月1日 起"
    );
    assert_eq!(
        show(TimeLimit::On(on(day(2023, 9, 1)))),
        "拨付补助资金 于 2023年9月1日"
    );
    assert_eq!(
        show(TimeLimit::Window(day(2023, 9, 1), day(2023, 12, 31))),
        "拨付补助资金 2023年9月1日 至 2023年12月31日"
    );
}

#[test]
fn facts_with_a_keyword() {
    let classification = Classification {
        members: names(&["城区", "其他县（市）"]),
        group: name("一般县"),
    };
    assert_eq!(
        text(Form::Classify(classification)),
        "归类：城区、其他县（市） 属于 一般县"
    );
    let alias = Alias {
        short: name("居民医保"),
        full: name("城乡居民基本医疗保险"),
    };
    assert_eq!(text(Form::Alias(alias)), "简称：居民医保 = 城乡居民基本医疗保险");
    let delegation = Delegation {
        subject: subject("市县财政", None, &["一般县"]),
        to: name("各市"),
    };
    assert_eq!(
        text(Form::Delegate(delegation)),
        "授权：市县财政（一般县） 由 各市 确定"
    );
}

#[test]
fn tasks() {
    let plain = Task {
        name: name("完善支付方式"),
        lead: vec![],
        support: vec![],
        responsible: vec![],
        limit: None,
    };
    assert_eq!(text(Form::Task(plain.clone())), "任务：完善支付方式");
    let full = Task {
        lead: names(&["省医保局", "省财政厅"]),
        support: names(&["省税务局"]),
        responsible: names(&["各市人民政府"]),
        limit: Some(TimeLimit::Before(TimePoint::Date(date(
            Some(2025),
            None,
            None,
            false,
        )))),
        ..plain.clone()
    };
    assert_eq!(
        text(Form::Task(full)),
        "任务：完善支付方式 ｜牵头：省医保局、省财政厅｜配合：省税务局｜责任：各市人民政府｜时限：2025年"
    );
    let ongoing = Task {
        limit: Some(TimeLimit::Ongoing(span())),
        ..plain
    };
    assert_eq!(text(Form::Task(ongoing)), "任务：完善支付方式 ｜时限：持续推进");
}

#[test]
fn citations() {
    let cite = |number_first, with_number, with_title| {
        text(Form::Cite(Citation {
            number: Some(number("医保发", 2021, 48)).filter(|_| with_number),
            title: Some(name("关于印发〈办法〉的通知")).filter(|_| with_title),
            number_first,
        }))
    };
    assert_eq!(
        cite(true, true, true),
        "引用：医保发〔2021〕48号《关于印发〈办法〉的通知》"
    );
    assert_eq!(
        cite(false, true, true),
        "引用：《关于印发〈办法〉的通知》（医保发〔2021〕48号）"
    );
    assert_eq!(cite(true, true, false), "引用：医保发〔2021〕48号");
    assert_eq!(cite(false, false, true), "引用：《关于印发〈办法〉的通知》");
}
