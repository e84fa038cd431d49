//! In what respects two provisions on one topic differ, and by how much.

use jiff::civil::Date;

use super::change::{Aspect, Difference};
use super::provision::{Kind, Provision, Said, Time, difference_unit};
use super::rename::Renames;
use crate::corpus::rational::{Rational, div, mul, round_half_up, sub, whole};
use crate::notice::{Measure, Relation};

/// What is different.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) aspects: Vec<Aspect>,
    pub(super) difference: Option<Difference>,
}

/// Compares what is laid down. `years` lie between the two notices: a deadline that moves on with them has not
/// moved.
pub(super) fn differ(old: &Provision, new: &Provision, years: i32, renames: &Renames) -> Found {
    let mut found = Found::default();
    match (&old.said, &new.said) {
        (
            Said::Amount {
                relation: old_relation,
                value: old_value,
                unit: old_unit,
            },
            Said::Amount {
                relation,
                value,
                unit,
            },
        ) => {
            if !old_unit.fits(unit) {
                found.aspects.push(Aspect::Unit);
            } else if old_value != value {
                found.aspects.push(if new.topic.kind == Kind::Share {
                    Aspect::Share
                } else {
                    Aspect::Value
                });
                found.difference = sub(value, old_value).map(|amount| Difference::Amount {
                    amount,
                    unit: difference_unit(unit),
                    percent: (unit.measure != Measure::Percent)
                        .then(|| percent(&amount, old_value))
                        .flatten(),
                });
            }
            if !same_relation(*old_relation, *relation) {
                found.aspects.push(Aspect::Relation);
            }
        }
        (Said::Parts(old), Said::Parts(new)) => {
            let sorted = |parts: &[(compact_str::CompactString, Rational)]| {
                let mut parts = parts.to_vec();
                parts.sort_unstable();
                parts
            };
            if sorted(old) != sorted(new) {
                found.aspects.push(Aspect::Split);
            }
        }
        (
            Said::Terms {
                relation: old_relation,
                coefficients: old_coefficients,
                constant: old_constant,
            },
            Said::Terms {
                relation,
                coefficients,
                constant,
            },
        ) => {
            if old_coefficients != coefficients || old_constant != constant {
                found.aspects.push(Aspect::Terms);
            }
            if !same_relation(*old_relation, *relation) {
                found.aspects.push(Aspect::Relation);
            }
        }
        (Said::Time(old), Said::Time(new)) => moved(old, new, years, &mut found),
        (
            Said::Duty {
                holders: old_holders,
                time: old_time,
            },
            Said::Duty { holders, time },
        ) => {
            let later = |name: &compact_str::CompactString| {
                renames
                    .name(name, &mut Vec::new())
                    .unwrap_or_else(|| name.clone())
            };
            let same = old_holders.iter().zip(holders).all(|(old, new)| {
                let mut old: Vec<_> = old.iter().map(later).collect();
                old.sort_unstable();
                old == *new
            });
            if !same {
                found.aspects.push(Aspect::Holder);
            }
            match (old_time, time) {
                (Some(old), Some(new)) => moved(old, new, years, &mut found),
                (None, None) => {}
                _ => found.aspects.push(Aspect::Deadline),
            }
        }
        (Said::Names(old), Said::Names(new)) => {
            if old != new {
                found.aspects.push(Aspect::Name);
            }
        }
        _ => found.aspects.push(Aspect::Terms),
    }
    if old.force != new.force {
        found.aspects.push(Aspect::Force);
    }
    found
}

/// 为 and 达到 both state a value in the notice that says it.
fn same_relation(old: Relation, new: Relation) -> bool {
    let states = |relation| matches!(relation, Relation::Equal | Relation::Reaches);
    old == new || (states(old) && states(new))
}

/// `amount` in percent of `of`, to one decimal.
fn percent(amount: &Rational, of: &Rational) -> Option<Rational> {
    round_half_up(&mul(&div(amount, of)?, &whole(100))?, &Rational::new(1, 10))
}

fn moved(old: &Time, new: &Time, years: i32, found: &mut Found) {
    let moved_on = |date: &Date| -> Date {
        let year = i32::from(date.year()).saturating_add(years);
        let year = i16::try_from(year).unwrap_or(date.year());
        let month = Date::new(year, date.month(), 1).unwrap_or(*date);
        // The last day of February stays the last.
        let day = if *date == date.last_of_month() {
            month.days_in_month()
        } else {
            date.day()
        };
        Date::new(year, date.month(), day.min(month.days_in_month())).unwrap_or(*date)
    };
    let days = |old: &Date, new: &Date| -> i32 { new.since(moved_on(old)).map_or(0, |span| span.get_days()) };
    let (moved, by) = match (old, new) {
        (Time::Before(a), Time::Before(b)) | (Time::From(a), Time::From(b)) | (Time::On(a), Time::On(b)) => {
            (a != b && moved_on(a) != *b, Some(days(a, b)))
        }
        (Time::Window(a, b), Time::Window(c, d)) => {
            let same = (a, b) == (c, d) || (moved_on(a) == *c && moved_on(b) == *d);
            (!same, Some(days(b, d)).filter(|days| *days != 0))
        }
        (old, new) => (old != new, None),
    };
    if moved {
        found.aspects.push(Aspect::Deadline);
        found.difference = by.map(Difference::Days);
    }
}
