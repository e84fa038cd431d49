//! Whole notices.

use duibiao::notice::{Clause, Header, Heading, Line, Notice, Years};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::amounts::partial_date;
use super::statements::clause;
use super::words::{comment, name_from, named, notice_number, random_words, title, year};
use crate::printing::plain::nowhere;

/// A whole notice as it is read from its own layout, without unread lines: those have no model.
pub(crate) fn notice() -> impl Strategy<Value = Notice> {
    (header(), vec(entry(), 0..14)).prop_map(|(header, entries)| assemble(header, entries))
}

fn header() -> impl Strategy<Value = Header> {
    let numbers = || prop_oneof![Just(Vec::new()), vec(notice_number(), 1..=3)];
    let issuer = name_from(&[
        "广西壮族自治区医疗保障局",
        "广西壮族自治区财政厅",
        "晋城市医疗保障局",
    ]);
    let region = select(vec!["全国", "广西壮族自治区", "山西省", "晋城市"]).prop_map(named);
    let years = (year(), prop_oneof![Just(0), 0u16..5]).prop_map(|(first, length)| Years {
        first,
        last: (first + length).min(2100),
        span: nowhere(),
    });
    let source = select(vec!["guangxi-2023-32.txt", "../原文/晋城2023.txt"]).prop_map(named);
    (
        (
            notice_number(),
            option::of(title()),
            vec(issuer, 0..=3),
            region,
            partial_date(),
            years,
        ),
        (
            numbers(),
            numbers(),
            numbers(),
            option::of(source),
            vec(comment(), 0..=2),
        ),
    )
        .prop_map(
            |(
                (number, title, issuers, region, issued, years),
                (basis, forwards, repeals, source, comments),
            )| Header {
                number: Some(number),
                title,
                issuers,
                region: Some(region),
                issued: Some(issued),
                years: Some(years),
                basis,
                forwards,
                repeals,
                source,
                comments,
                notes: Vec::new(),
                unread: Vec::new(),
                span: None,
            },
        )
}

/// One line of a body.
#[derive(Debug, Clone)]
enum Entry {
    Heading { depth: u8, place: usize, title: String },
    Clause(Box<Clause>),
    Comment(String),
    Empty,
}

fn entry() -> impl Strategy<Value = Entry> {
    let heading_title = prop_oneof![
        select(vec![
            "合理确定居民医保筹资标准".to_owned(),
            "巩固住院保障水平，加强门诊保障政策衔接".to_owned(),
            "完善医保支付、经办管理".to_owned(),
        ]),
        random_words(),
    ];
    prop_oneof![
        2 => (1u8..=5, 0usize..ORDINALS.len(), heading_title)
            .prop_map(|(depth, place, title)| Entry::Heading { depth, place, title }),
        6 => clause().prop_map(|clause| Entry::Clause(Box::new(clause))),
        1 => comment().prop_map(Entry::Comment),
        1 => Just(Entry::Empty),
    ]
}

const ORDINALS: [&str; 12] = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "二十三",
];

fn ordinal(depth: u8, place: usize) -> String {
    let word = ORDINALS[place];
    match depth {
        1 => format!("{word}、"),
        2 => format!("（{word}）"),
        3 => format!("{}.", place + 1),
        4 => format!("（{}）", place + 1),
        _ => format!("第{word}条"),
    }
}

/// Puts the body together with its empty lines where the layout has them. It does not begin with a
/// comment, which would be one of the header.
fn assemble(header: Header, entries: Vec<Entry>) -> Notice {
    let mut notice = Notice {
        file: nowhere().file,
        header,
        headings: Vec::new(),
        clauses: Vec::new(),
        body: Vec::new(),
    };
    let empty = Line::Comment(String::new());
    for entry in entries {
        let starts = notice.body.is_empty();
        let after_empty = starts || notice.body.last() == Some(&empty);
        match entry {
            Entry::Heading { depth, place, title } => {
                if depth == 1 && !after_empty {
                    notice.body.push(empty.clone());
                }
                notice.body.push(Line::Heading(notice.headings.len()));
                notice.headings.push(Heading {
                    depth,
                    ordinal: ordinal(depth, place),
                    title,
                    span: nowhere(),
                });
            }
            Entry::Clause(clause) => {
                notice.body.push(Line::Clause(notice.clauses.len()));
                notice.clauses.push(Clause {
                    heading: notice.headings.len().checked_sub(1),
                    ..*clause
                });
            }
            Entry::Comment(text) if !starts => notice.body.push(Line::Comment(text)),
            Entry::Empty if !after_empty => notice.body.push(empty.clone()),
            Entry::Comment(_) | Entry::Empty => {}
        }
    }
    if notice.body.last() == Some(&empty) {
        notice.body.pop();
    }
    notice
}
