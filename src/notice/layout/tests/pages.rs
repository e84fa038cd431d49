//! Whole extracts: header, empty lines, alignment.

use unicode_width::UnicodeWidthStr;

use super::{
    bound, clause, day, item, name, names, number, part, percent, span, subject, timed, with_evidence, yuan,
};
use crate::notice::{
    Clause, Force, Form, Header, Heading, Line, Notice, Relation, TimeLimit, TimePoint, YearFacet, Years,
    layout_notice,
};
use crate::source::{SourceFile, Sources, Span};

fn notice(header: Header, headings: Vec<(u8, &str, &str)>, clauses: Vec<Clause>, body: Vec<Line>) -> Notice {
    Notice {
        file: span().file,
        header,
        headings: headings
            .into_iter()
            .map(|(depth, ordinal, title)| Heading {
                depth,
                ordinal: ordinal.to_owned(),
                title: title.to_owned(),
                span: span(),
            })
            .collect(),
        clauses,
        body,
    }
}

/// A notice without header or headings, its clauses one block.
fn block(clauses: Vec<Clause>) -> String {
    let body = (0..clauses.len()).map(Line::Clause).collect();
    layout_notice(&notice(Header::default(), vec![], clauses, body), &Sources::new())
}

/// The display columns of `「`, one for each line that has it.
fn evidence_columns(text: &str) -> Vec<usize> {
    text.lines()
        .filter_map(|line| line.split_once('「'))
        .map(|(before, _)| before.width())
        .collect()
}

#[test]
fn evidence_stands_in_one_column_of_a_block() {
    let narrow = bound(item("甲"), Relation::Equal, yuan("1"));
    let widest = bound(item("财政补助"), Relation::Equal, yuan("640"));
    let text = block(vec![
        with_evidence(narrow.clone(), "一元"),
        // Takes part in the alignment although it has no evidence.
        Clause {
            force: Force::Expected,
            ..clause(widest)
        },
        with_evidence(narrow, "一元"),
    ]);
    assert_eq!(text.lines().nth(1), Some("    财政补助 = 640元 【预期性】"));
    let column = "    财政补助 = 640元 【预期性】".width() + 4;
    assert_eq!(evidence_columns(&text), [column, column]);
}

#[test]
fn blocks_are_aligned_apart() {
    let narrow = with_evidence(bound(item("甲"), Relation::Equal, yuan("1")), "一元");
    let wide = with_evidence(
        bound(item("财政补助"), Relation::Equal, yuan("640")),
        "六百四十元",
    );
    let clauses = vec![narrow, wide];
    let body = vec![Line::Clause(0), Line::Comment(String::new()), Line::Clause(1)];
    let text = layout_notice(&notice(Header::default(), vec![], clauses, body), &Sources::new());
    assert_eq!(
        text,
        "    甲 = 1元    「一元」\n\n    财政补助 = 640元    「六百四十元」\n"
    );
}

#[test]
fn overlong_statements_do_not_push_the_column() {
    let narrow = with_evidence(bound(item("甲"), Relation::Equal, yuan("1")), "一元");
    // ` = 1元` takes 6 columns.
    let full = with_evidence(bound(item(&"长".repeat(41)), Relation::Equal, yuan("1")), "一元");
    let over = with_evidence(bound(item(&"长".repeat(42)), Relation::Equal, yuan("1")), "一元");
    let text = block(vec![narrow.clone(), over.clone()]);
    assert_eq!(evidence_columns(&text), [4 + 8 + 4, 4 + 90 + 4]);
    let text = block(vec![narrow, full, over]);
    assert_eq!(evidence_columns(&text), [4 + 88 + 4, 4 + 88 + 4, 4 + 90 + 4]);
}

#[test]
fn empty_lines_collapse() {
    let empty = || Line::Comment(" ".to_owned());
    let remark = || Line::Comment(" 备注 ".to_owned());
    let headings = vec![
        (1, "一、", "甲"),
        (2, "（一）", "乙"),
        (1, "二、", "丙"),
        (5, "第一条", "丁"),
    ];
    let body = vec![
        empty(),
        Line::Heading(0),
        Line::Heading(1),
        empty(),
        empty(),
        remark(),
        Line::Heading(2),
        Line::Heading(3),
        empty(),
    ];
    let header = Header {
        region: Some(name("全国")),
        ..Header::default()
    };
    let with_header = layout_notice(
        &notice(header, headings.clone(), vec![], body.clone()),
        &Sources::new(),
    );
    let without = layout_notice(
        &notice(Header::default(), headings, vec![], body),
        &Sources::new(),
    );
    let body = "一、甲\n（一）乙\n\n    # 备注\n\n二、丙\n第一条丁\n";
    assert_eq!(without, body);
    assert_eq!(with_header, format!("地区：全国\n\n{body}"));
}

#[test]
fn nothing_is_laid_out_as_nothing() {
    let nothing = notice(
        Header::default(),
        vec![],
        vec![],
        vec![Line::Comment(String::new())],
    );
    assert_eq!(layout_notice(&nothing, &Sources::new()), "");
}

#[test]
fn unread_lines_are_kept_word_for_word() {
    let mut sources = Sources::new();
    let written = "地区：全国\n年度：二〇二三  \n\n  财政补助 == 1元 \t\r\n乙 = 2元\n";
    let file = sources.add(SourceFile::new("a.notice", written));
    let find = |words: &str| {
        let start = written.find(words).unwrap();
        Span::new(file, start, start + words.len())
    };
    let header = Header {
        region: Some(name("全国")),
        comments: vec![" 备注 ".to_owned()],
        unread: vec![find("二〇二三")],
        ..Header::default()
    };
    let clauses = vec![clause(bound(item("乙"), Relation::Equal, yuan("2")))];
    let body = vec![
        Line::Comment(String::new()),
        Line::Unread(find("财政补助 == 1元")),
        Line::Clause(0),
        Line::Unread(Span::new(file, 9_000, 9_001)),
    ];
    assert_eq!(
        layout_notice(&notice(header, vec![], clauses, body), &sources),
        "地区：全国\n# 备注\n年度：二〇二三\n\n  财政补助 == 1元\n    乙 = 2元\n"
    );
}

#[test]
fn a_whole_notice() {
    let header = Header {
        number: Some(number("桂医保发", 2023, 32)),
        title: Some(name("关于做好2023年城乡居民基本医疗保障有关工作的通知")),
        issuers: names(&["广西壮族自治区医疗保障局", "广西壮族自治区财政厅"]),
        region: Some(name("广西壮族自治区")),
        issued: Some(day(2023, 8, 24)),
        years: Some(Years {
            first: 2021,
            last: 2025,
            span: span(),
        }),
        basis: vec![number("医保发", 2023, 24), number("桂政办发", 2019, 48)],
        forwards: vec![number("医保发", 2023, 25)],
        repeals: vec![number("桂医保发", 2022, 30)],
        source: Some(name("guangxi-2023-32.txt")),
        comments: vec!["数字已核对".to_owned()],
        ..Header::default()
    };
    let subsidy = || subject("财政补助", Some(YearFacet::Year(2023)), &[]);
    let mut sum = with_evidence(
        Form::Sum {
            whole: subsidy(),
            relation: Relation::Equal,
            parts: vec![
                part(item("中央财政"), Relation::Equal, yuan("512")),
                part(item("地方财政"), Relation::Equal, yuan("128")),
            ],
        },
        "中央财政补助512元…地方财政补助128元",
    );
    sum.comment = Some("见第二段".into());
    let mut rate = clause(bound(
        item("政策范围内基金支付比例"),
        Relation::About,
        percent("70"),
    ));
    rate.force = Force::Expected;
    rate.comment = Some("稳定在70%左右".into());
    let clauses = vec![
        with_evidence(
            bound(subsidy(), Relation::Reaches, yuan("640")),
            "达到每人每年640元",
        ),
        sum,
        rate,
        clause(timed(
            "集中缴费期",
            TimeLimit::From(TimePoint::Date(day(2023, 9, 1))),
        )),
    ];
    let headings = vec![
        (1, "一、", "合理确定居民医保筹资标准"),
        (2, "（一）", "继续提高财政补助和个人缴费标准"),
        (1, "二、", "健全待遇保障机制"),
    ];
    let body = vec![
        Line::Heading(0),
        Line::Heading(1),
        Line::Clause(0),
        Line::Clause(1),
        Line::Heading(2),
        Line::Comment("下列两条没有数字来源".to_owned()),
        Line::Clause(2),
        Line::Comment(String::new()),
        Line::Clause(3),
    ];
    let text = layout_notice(&notice(header, headings, clauses, body), &Sources::new());
    insta::assert_snapshot!(text, @r"
    文号：桂医保发〔2023〕32号
    标题：关于做好2023年城乡居民基本医疗保障有关工作的通知
    机关：广西壮族自治区医疗保障局、广西壮族自治区财政厅
    地区：广西壮族自治区
    成文：2023年8月24日
    年度：2021—2025年
    依据：医保发〔2023〕24号、桂政办发〔2019〕48号
    转发：医保发〔2023〕25号
    废止：桂医保发〔2022〕30号
    原文：guangxi-2023-32.txt
    # 数字已核对

    一、合理确定居民医保筹资标准
    （一）继续提高财政补助和个人缴费标准
        财政补助（2023年） 达到 640元                           「达到每人每年640元」
        财政补助（2023年） = 中央财政 512元 + 地方财政 128元    「中央财政补助512元…地方财政补助128元」 # 见第二段

    二、健全待遇保障机制
        # 下列两条没有数字来源
        政策范围内基金支付比例 ≈ 70% 【预期性】 # 稳定在70%左右

        集中缴费期 自 2023年9月1日 起
    ");
}
