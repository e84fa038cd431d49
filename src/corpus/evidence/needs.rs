//! Which numbers and dates a statement needs evidence for, and whether it has it.

use rust_decimal::Decimal;

use super::figures::{Figure, Figures};
use crate::notice::{
    Clause, DayMonth, Form, Magnitude, Measure, NoticeNumber, PartialDate, Quantity, TimeLimit, TimePoint,
};
use crate::source::Span;

/// Words that say 100%.
const ALL: [&str; 6] = ["所有", "应保尽保", "应缴尽缴", "应参尽参", "应资尽资", "一倍"];

/// Words that say 0.
const NOTHING: [&str; 11] = [
    "不补",
    "不负担",
    "不承担",
    "不予",
    "不再",
    "不设",
    "不收",
    "取消",
    "免除",
    "免费",
    "免缴",
];

/// The numbers and dates of `clause` that are not among `figures`, in order.
pub(in crate::corpus) fn missing(clause: &Clause, figures: &Figures, default_year: Option<u16>) -> Vec<Span> {
    let lacks = |quantity: &Quantity| (!has_amount(figures, quantity)).then_some(quantity.number_span);
    match &clause.form {
        Form::Bound { value, .. } => lacks(value).into_iter().collect(),
        Form::Sum { parts, .. } => parts.iter().filter_map(|part| lacks(&part.value)).collect(),
        Form::Shares { parts, .. } => {
            let missing: Vec<Span> = parts.iter().filter_map(|part| lacks(&part.value)).collect();
            let total = parts
                .iter()
                .try_fold(Decimal::ZERO, |total, part| total.checked_add(part.value.number));
            // What the others leave over need not be said.
            if missing.len() == 1 && parts.len() > 1 && total == Some(Decimal::ONE_HUNDRED) {
                return Vec::new();
            }
            missing
        }
        Form::Split { parts, .. } => parts.iter().filter_map(|part| lacks(&part.ratio)).collect(),
        Form::Reference { left, right, .. } => {
            let mut missing = Vec::new();
            for side in [left, right] {
                side.quantities(&mut |quantity| missing.extend(lacks(quantity)));
            }
            missing
        }
        Form::Date(action) => missing_dates(&action.limit, figures, default_year),
        Form::Task(task) => task
            .limit
            .as_ref()
            .map(|limit| missing_dates(limit, figures, default_year))
            .unwrap_or_default(),
        Form::Cite(citation) => citation
            .number
            .iter()
            .filter(|number| !has_number(figures, number))
            .map(|number| number.span)
            .collect(),
        Form::Classify(_) | Form::Alias(_) | Form::Delegate(_) => Vec::new(),
    }
}

fn has_amount(figures: &Figures, quantity: &Quantity) -> bool {
    let wanted = quantity.base_value();
    let magnitude = quantity.unit.magnitude;
    let sign = match magnitude {
        Magnitude::One => None,
        Magnitude::TenThousand => Some('万'),
        Magnitude::HundredMillion => Some('亿'),
    };
    let equal = |figure: &Figure| {
        let value = Quantity {
            number: figure.value,
            ..quantity.clone()
        };
        match figure.magnitude {
            // The head of a table may hold the magnitude of its cells: 收入（亿元） 37.8.
            Magnitude::One if sign.is_some_and(|sign| figures.words.contains(sign)) => {
                value.number == quantity.number || Some(figure.value) == wanted
            }
            given => figure.value.checked_mul(given.factor()) == wanted,
        }
    };
    if figures.amounts.iter().any(equal) {
        return true;
    }
    let words = figures.words.as_str();
    let percent = quantity.unit.measure == Measure::Percent;
    if quantity.number.is_zero() {
        return NOTHING.iter().any(|word| words.contains(word));
    }
    if percent && quantity.number == Decimal::ONE_HUNDRED {
        return ALL.iter().any(|word| words.contains(word)) || says_whole(words);
    }
    (percent && quantity.number == Decimal::from(50u8) && words.contains('半'))
        || (matches!(
            quantity.unit.measure,
            Measure::Duration(crate::notice::DurationUnit::Month)
        ) && quantity.number == Decimal::from(6u8)
            && words.contains("半年"))
}

/// Whether a 全 stands in `words` that says the whole of something, and not the whole country, or what
/// something is a share of (占全部费用).
fn says_whole(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    chars.iter().enumerate().any(|(at, &c)| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at.saturating_add(1));
        c == '全'
            && !before.is_some_and(|c| "健安占".contains(*c))
            && !after.is_some_and(|c| "国省市县区州盟旗乡镇年文".contains(*c))
    })
}

fn has_number(figures: &Figures, number: &NoticeNumber) -> bool {
    // Evidence that quotes only the title says nothing of the number.
    figures.numbers.is_empty() || figures.numbers.contains(&(u32::from(number.year), number.serial))
}

fn missing_dates(limit: &TimeLimit, figures: &Figures, default_year: Option<u16>) -> Vec<Span> {
    let date = |date: &PartialDate, starts: bool| {
        let found = figures
            .dates
            .iter()
            .any(|mention| same_date(date, mention, starts, default_year));
        (!found).then_some(date.span)
    };
    let point = |point: &TimePoint, starts: bool| match point {
        TimePoint::Date(given) => date(given, starts),
        TimePoint::Yearly(day, span) => {
            (!figures.dates.iter().any(|mention| same_day(*day, mention))).then_some(*span)
        }
        TimePoint::Monthly(Some(day), span) => (!figures
            .dates
            .iter()
            .any(|mention| (mention.year, mention.month, mention.day) == (None, None, Some(*day))))
        .then_some(*span),
        TimePoint::Monthly(None, _) => None,
        TimePoint::Within(quantity, _) => (!has_amount(figures, quantity)).then_some(quantity.number_span),
    };
    match limit {
        TimeLimit::Before(given) | TimeLimit::On(given) => point(given, false).into_iter().collect(),
        TimeLimit::From(given) => point(given, true).into_iter().collect(),
        TimeLimit::Window(first, last) => {
            let mut missing: Vec<Span> = date(first, true).into_iter().collect();
            missing.extend(date(last, false));
            missing
        }
        TimeLimit::Ongoing(_) => Vec::new(),
    }
}

/// Whether `mention`, as the text has it, says `date`.
pub(in crate::corpus) fn same_date(
    date: &PartialDate,
    mention: &PartialDate,
    starts: bool,
    default_year: Option<u16>,
) -> bool {
    let year_agrees = match (date.year, mention.year) {
        (Some(wanted), Some(given)) => wanted == given,
        // 9月15日前 leaves the year to the notice.
        (_, None) => mention.month.is_some(),
        (None, Some(given)) => default_year.is_none_or(|year| u32::from(year) == given),
    };
    if !year_agrees {
        return false;
    }
    let exact = (date.month, date.day) == (mention.month, mention.day);
    let mention = PartialDate {
        year: mention.year.or(date.year),
        ..*mention
    };
    let last = date.last_day(default_year);
    exact
        || last.is_ok() && last == mention.last_day(default_year)
        || starts
            && date
                .first_day(default_year)
                .is_ok_and(|first| mention.first_day(default_year) == Ok(first))
}

fn same_day(day: DayMonth, mention: &PartialDate) -> bool {
    let date = PartialDate {
        year: None,
        month: Some(day.month),
        day: day.day,
        end: false,
        span: mention.span,
    };
    same_date(
        &date,
        &PartialDate {
            year: None,
            ..*mention
        },
        false,
        None,
    )
}
