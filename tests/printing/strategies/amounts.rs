//! Quantities, relations and dates.

use duibiao::notice::{
    DayMonth, DurationUnit, Magnitude, Measure, PartialDate, Quantity, Relation, TimeLimit, TimePoint, Unit,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::words::name;
use crate::printing::plain::nowhere;

pub(super) fn any_relation() -> impl Strategy<Value = Relation> {
    select(vec![
        Relation::Equal,
        Relation::Reaches,
        Relation::AtLeast,
        Relation::AtMost,
        Relation::MoreThan,
        Relation::LessThan,
        Relation::About,
    ])
}

pub(super) fn quantity_in(unit: Unit, number: Decimal) -> Quantity {
    Quantity {
        number,
        unit,
        span: nowhere(),
        number_span: nowhere(),
    }
}

pub(super) fn decimal() -> impl Strategy<Value = Decimal> {
    let digits = prop_oneof![0i64..1_000, 0i64..10_000_000];
    (digits, 0u32..=4).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn duration_unit() -> impl Strategy<Value = DurationUnit> {
    select(vec![
        DurationUnit::Day,
        DurationUnit::WorkingDay,
        DurationUnit::Month,
        DurationUnit::Year,
        DurationUnit::Hour,
        DurationUnit::Minute,
    ])
}

/// All units but %, and not none: a quantity has a unit, only a factor and a ratio do without. 万 and 亿
/// stand before 元 only, as the language has them.
fn unit() -> impl Strategy<Value = Unit> {
    let per = || {
        let bases = [
            &[] as &[&str],
            &[],
            &["人"],
            &["年"],
            &["人", "年"],
            &["人", "月"],
        ];
        select(bases.to_vec()).prop_map(|per| per.iter().map(|&basis| basis.into()).collect::<Vec<_>>())
    };
    let magnitude = select(vec![
        Magnitude::One,
        Magnitude::TenThousand,
        Magnitude::HundredMillion,
    ]);
    let count = select(vec!["个", "种", "类", "家", "项"]);
    prop_oneof![
        3 => (magnitude, per()).prop_map(|(magnitude, per)| Unit { magnitude, measure: Measure::Yuan, per }),
        1 => (count, per()).prop_map(|(count, per)| Unit {
            per,
            ..Unit::plain(Measure::Count(count.into()))
        }),
        1 => Just(Unit::plain(Measure::PercentagePoint)),
        1 => duration_unit().prop_map(|unit| Unit::plain(Measure::Duration(unit))),
    ]
}

pub(super) fn percentage() -> impl Strategy<Value = Quantity> {
    decimal().prop_map(|number| quantity_in(Unit::plain(Measure::Percent), number))
}

pub(super) fn amount() -> impl Strategy<Value = Quantity> {
    (unit(), decimal()).prop_map(|(unit, number)| quantity_in(unit, number))
}

pub(super) fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![3 => amount(), 1 => percentage()]
}

/// The dates that notices write. A month alone (12月) is left out, as it reads like a duration.
pub(super) fn partial_date() -> impl Strategy<Value = PartialDate> {
    (1990u32..=2100, 1u32..=12, 1u32..=28, 0..7).prop_map(|(year, month, day, shape)| {
        let (year, month, day, end) = match shape {
            0 => (Some(year), None, None, false),
            1 => (Some(year), None, None, true),
            2 => (Some(year), Some(month), None, false),
            3 => (Some(year), Some(month), None, true),
            4 => (None, Some(month), Some(day), false),
            5 => (None, Some(month), None, true),
            _ => (Some(year), Some(month), Some(day), false),
        };
        PartialDate {
            year,
            month,
            day,
            end,
            span: nowhere(),
        }
    })
}

/// A date or a day of every year.
fn day() -> impl Strategy<Value = TimePoint> {
    prop_oneof![
        2 => partial_date().prop_map(TimePoint::Date),
        1 => option::of(1u32..=31).prop_map(|day| TimePoint::Monthly(day, nowhere())),
        1 => (1u32..=12, option::of(1u32..=28))
            .prop_map(|(month, day)| TimePoint::Yearly(DayMonth { month, day }, nowhere())),
    ]
}

/// A time span is a deadline only: nothing starts or happens 于 3个月内. 持续推进 is for tasks.
pub(super) fn limit() -> impl Strategy<Value = TimeLimit> {
    let within = (
        duration_unit(),
        1u32..=100,
        option::of(name().prop_filter("后 within the name of an event", |name| {
            !name.text.contains('后')
        })),
    )
        .prop_map(|(unit, number, after)| {
            TimePoint::Within(
                quantity_in(Unit::plain(Measure::Duration(unit)), number.into()),
                after,
            )
        });
    prop_oneof![
        day().prop_map(TimeLimit::Before),
        within.prop_map(TimeLimit::Before),
        day().prop_map(TimeLimit::From),
        day().prop_map(TimeLimit::On),
        (partial_date(), partial_date()).prop_map(|(first, last)| TimeLimit::Window(first, last)),
    ]
}
