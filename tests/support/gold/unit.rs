//! Units and numbers, told apart from how they are written.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

/// A unit: what is measured, how many of it one is, and the basis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) measure: String,
    factor: Decimal,
    pub(super) basis: BTreeSet<String>,
}

impl Unit {
    pub(super) fn new(written: &str) -> Unit {
        let written = match written {
            "-" | "比" => "",
            other => other,
        };
        let (mut measure, basis) = written.split_once('/').unwrap_or((written, ""));
        let mut factor = Decimal::ONE;
        loop {
            let (rest, by) = if let Some(rest) = measure.strip_prefix('万') {
                (rest, 10_000)
            } else if let Some(rest) = measure.strip_prefix('亿') {
                (rest, 100_000_000)
            } else {
                break;
            };
            measure = rest;
            factor *= Decimal::from(by);
        }
        if measure == "‰" {
            measure = "%";
            factor /= Decimal::TEN;
        }
        let measure = match measure {
            "日" => "天",
            "周岁" => "岁",
            "名" => "人",
            other => other,
        };
        let basis = basis
            .split(['·', '/'])
            .filter(|part| !part.is_empty())
            .map(|part| match part {
                "日" => "天",
                "生" | "孩" | "名" => "人",
                other => other,
            })
            .map(str::to_owned)
            .collect();
        Unit {
            measure: measure.to_owned(),
            factor,
            basis,
        }
    }
}

/// `2/3` as its two sides.
fn fraction(value: &str) -> Option<(Decimal, Decimal)> {
    let (above, below) = value.split_once('/').unwrap_or((value, "1"));
    Some((above.parse().ok()?, below.parse().ok()?))
}

/// Whether two values with their units are the same.
pub(super) fn same(value: &str, unit: &Unit, other: &str, other_unit: &Unit) -> bool {
    let (Some((a, b)), Some((c, d))) = (fraction(value), fraction(other)) else {
        return false;
    };
    let plain = |unit: &Unit| unit.measure.is_empty() || unit.measure == "倍";
    let share = |unit: &Unit| {
        if unit.measure == "%" {
            Decimal::ONE_HUNDRED
        } else {
            Decimal::ONE
        }
    };
    let comparable = unit.measure == other_unit.measure
        || plain(unit) && plain(other_unit)
        // A half may be 50%.
        || [unit, other_unit].iter().all(|unit| unit.measure.is_empty() || unit.measure == "%");
    comparable && a * d * unit.factor * share(other_unit) == c * b * other_unit.factor * share(unit)
}
