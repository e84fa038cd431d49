//! Numbers, units, and the words behind an amount.

use compact_str::CompactString;
use rust_decimal::Decimal;

use crate::notice::{DurationUnit, Magnitude, Measure, Relation, Unit};
use crate::parse::{DECIMAL_PLACES_LIMIT, INTEGER_DIGITS_LIMIT};
use crate::reading::grammar::{Pair, Rule};

pub(super) fn decimal(raw: &str) -> Option<Decimal> {
    let plain: String = raw.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    let (whole, places) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    if whole.trim_start_matches('0').len() > INTEGER_DIGITS_LIMIT || places.len() > DECIMAL_PLACES_LIMIT {
        return None;
    }
    Decimal::from_str_exact(&plain).ok()
}

pub(super) fn read_unit(pair: &Pair<'_>) -> (Unit, Decimal) {
    let mut unit = Unit::plain(Measure::Number);
    let mut scale = Decimal::ONE;
    for inner in pair.clone().into_inner() {
        match inner.as_rule() {
            Rule::magnitude => (unit.magnitude, scale) = magnitude(inner.as_str()),
            Rule::yuan => unit.measure = Measure::Yuan,
            Rule::percent => {
                unit.measure = Measure::Percent;
                if inner.as_str() == "‰" {
                    scale = Decimal::new(1, 1);
                }
            }
            Rule::points => unit.measure = Measure::PercentagePoint,
            Rule::duration => unit.measure = duration(inner.as_str()),
            Rule::count => unit.measure = Measure::Count(CompactString::from(inner.as_str())),
            Rule::basis => {
                unit.per = inner
                    .into_inner()
                    .filter(|word| word.as_rule() == Rule::basis_word)
                    .map(|word| CompactString::from(word.as_str()))
                    .collect();
            }
            _ => {}
        }
    }
    (unit, scale)
}

/// 万 and 亿 are units; 百万 is a hundred of them.
fn magnitude(word: &str) -> (Magnitude, Decimal) {
    let (magnitude, scale) = match word {
        "百" => (Magnitude::One, 100),
        "千" => (Magnitude::One, 1000),
        "十万" => (Magnitude::TenThousand, 10),
        "百万" => (Magnitude::TenThousand, 100),
        "千万" => (Magnitude::TenThousand, 1000),
        "十亿" => (Magnitude::HundredMillion, 10),
        "百亿" => (Magnitude::HundredMillion, 100),
        "千亿" => (Magnitude::HundredMillion, 1000),
        "万亿" => (Magnitude::HundredMillion, 10_000),
        "亿" => (Magnitude::HundredMillion, 1),
        _ => (Magnitude::TenThousand, 1),
    };
    (magnitude, Decimal::from(scale))
}

fn duration(word: &str) -> Measure {
    Measure::Duration(match word {
        "个工作日" | "个交易日" | "工作日" => DurationUnit::WorkingDay,
        "个月" => DurationUnit::Month,
        "个小时" | "小时" => DurationUnit::Hour,
        "分钟" => DurationUnit::Minute,
        "年" | "周年" | "个年度" => DurationUnit::Year,
        "个季度" => return Measure::Count(CompactString::const_new("个季度")),
        _ => DurationUnit::Day,
    })
}

/// 以上, 以下, 以内 include the number and 以外 excludes it (Civil Code, art. 1259).
pub(super) fn suffix(word: &str) -> Relation {
    if word.contains("不含") {
        return if word.contains("以上") {
            Relation::MoreThan
        } else {
            Relation::LessThan
        };
    }
    if word.contains('上') && word != "上下" {
        Relation::AtLeast
    } else if word == "以外" {
        Relation::MoreThan
    } else if matches!(word, "左右" | "上下") {
        Relation::About
    } else {
        Relation::AtMost
    }
}
