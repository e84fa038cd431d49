//! Dates as they are written.

use std::str::FromStr;

use super::{DateMark, DateWords};
use crate::reading::grammar::{Pair, Rule};
use crate::reading::numeral;

pub(super) fn date_mark(pair: &Pair<'_>) -> DateMark {
    let inner = pair.clone().into_inner().next().unwrap_or_else(|| pair.clone());
    match inner.as_rule() {
        Rule::before => DateMark::Before,
        Rule::from => DateMark::From,
        _ => DateMark::Name,
    }
}

pub(super) fn date_words(pair: &Pair<'_>) -> DateWords {
    let mut words = DateWords::default();
    for inner in pair.clone().into_inner().flat_map(Pair::into_inner) {
        let value = || u32::from_str(inner.as_str()).ok();
        let numeral = || {
            let words = inner.as_str().replace(['○', 'Ｏ', 'O'], "〇");
            numeral::value(&words).and_then(|value| u32::try_from(value).ok())
        };
        match inner.as_rule() {
            Rule::year => words.year = value(),
            Rule::month => words.month = value(),
            Rule::day => words.day = value(),
            Rule::cn_year => words.year = numeral(),
            Rule::cn_month => words.month = numeral(),
            Rule::cn_day => words.day = numeral(),
            Rule::year_end => words.end = true,
            Rule::annual => words.annual = true,
            Rule::month_end => words.end = matches!(inner.as_str(), "底" | "末" | "下旬"),
            Rule::half => {
                // 上半年 ends in June, 三季度 in September; 初 and 年内 say no day.
                let month = match inner.as_str() {
                    "上半年" | "第二季度" | "二季度" => Some(6),
                    "第一季度" | "一季度" => Some(3),
                    "第三季度" | "三季度" => Some(9),
                    "初" => None,
                    _ => Some(12),
                };
                words.month = month;
                words.end = month.is_some();
            }
            _ => {}
        }
    }
    words
}
