//! Clauses of every form.

use duibiao::notice::{
    Action, Alias, Citation, Classification, Clause, Delegation, Force, Form, Task, TimeLimit, TimePoint,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::amounts::{limit, partial_date};
use super::arithmetic::{bound, reference, shares, split, sum};
use super::words::{GROUPS, comment, evidence, name, name_from, named, notice_number, subject, title};
use crate::printing::plain::nowhere;

/// Any clause, its heading not yet known.
pub(crate) fn clause() -> impl Strategy<Value = Clause> {
    let force = prop_oneof![3 => Just(Force::Must), 2 => select(Force::ALL.to_vec())];
    (
        form(),
        force,
        option::of(evidence()),
        option::weighted(0.2, comment()),
    )
        .prop_map(|(form, force, evidence, comment)| Clause {
            form,
            force,
            evidence,
            comment: comment.map(Into::into),
            span: nowhere(),
            heading: None,
            sureness: duibiao::notice::Sureness::Sure,
        })
}

/// Every form, equally often.
fn form() -> impl Strategy<Value = Form> {
    prop_oneof![
        bound(),
        sum(),
        shares(),
        split(),
        reference(),
        (subject(), limit()).prop_map(|(subject, limit)| Form::Date(Action { subject, limit })),
        classification(),
        task(),
        citation(),
        (name(), name()).prop_map(|(short, full)| Form::Alias(Alias { short, full })),
        (subject(), name()).prop_map(|(subject, to)| Form::Delegate(Delegation { subject, to })),
    ]
}

fn classification() -> impl Strategy<Value = Form> {
    (vec(name_from(&GROUPS), 1..=4), name_from(&GROUPS))
        .prop_map(|(members, group)| Form::Classify(Classification { members, group }))
}

fn task() -> impl Strategy<Value = Form> {
    let duty = prop_oneof![
        name(),
        select(vec![
            "完善医保支付方式，扩大付费改革覆盖面",
            "建立健全“双通道”管理、处方流转、基金监管制度",
        ])
        .prop_map(named),
    ];
    let offices = || {
        let office = name_from(&["省医保局", "省财政厅", "国家税务总局山西省税务局", "各市人民政府"]);
        prop_oneof![Just(Vec::new()), vec(office, 1..=3)]
    };
    let limit = prop_oneof![
        partial_date().prop_map(|date| TimeLimit::Before(TimePoint::Date(date))),
        Just(TimeLimit::Ongoing(nowhere())),
    ];
    (duty, offices(), offices(), offices(), option::of(limit)).prop_map(
        |(name, lead, support, responsible, limit)| {
            Form::Task(Task {
                name,
                lead,
                support,
                responsible,
                limit,
            })
        },
    )
}

/// Where only one of number and title is written, the number counts as first if it is there.
fn citation() -> impl Strategy<Value = Form> {
    let pair = prop_oneof![
        notice_number().prop_map(|number| (Some(number), None, true)),
        title().prop_map(|title| (None, Some(title), false)),
        (notice_number(), title(), any::<bool>()).prop_map(|(number, title, number_first)| (
            Some(number),
            Some(title),
            number_first
        )),
    ];
    pair.prop_map(|(number, title, number_first)| {
        Form::Cite(Citation {
            number,
            title,
            number_first,
        })
    })
}
