//! Laws of the arithmetic and of dates, on values that nobody chose.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use duibiao::corpus::rational::{Rational, from_decimal, round_half_up, show};
use duibiao::notice::PartialDate;
use duibiao::source::{Sources, Span};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

fn nowhere() -> Span {
    Span::new(Sources::new().next_id(0), 0, 0)
}

proptest! {
    /// GB/T 8170 as practised for money: half goes away from zero, as `Decimal` rounds too.
    #[test]
    fn half_up_is_half_away_from_zero(digits in -1_000_000_000i64..1_000_000_000, scale in 0u32..6, places in 0u32..4) {
        let value = Decimal::new(digits, scale);
        let place = from_decimal(Decimal::new(1, places));
        let rounded = round_half_up(&from_decimal(value), &place).unwrap();
        let expected = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        prop_assert_eq!(rounded, from_decimal(expected));
    }

    /// Parts of a ratio are off by at most half a last place each, so together by at most half of one for each part.
    #[test]
    fn the_residual_of_a_split_is_small(whole in 1i128..1_000_000, a in 1i128..20, b in 1i128..20) {
        let one = Rational::from_integer(1);
        let part = |side: i128| round_half_up(&Rational::new(whole * side, a + b), &one).unwrap();
        let residual = Rational::from_integer(whole) - part(a) - part(b);
        prop_assert!(residual <= one && -residual <= one, "{}", residual);
    }

    /// What is shown reads back as the same number.
    #[test]
    fn what_is_shown_is_the_number(digits in -1_000_000_000i64..1_000_000_000, scale in 0u32..6) {
        let value = from_decimal(Decimal::new(digits, scale));
        prop_assert_eq!(from_decimal(show(&value).parse::<Decimal>().unwrap()), value);
    }

    /// A date never ends before it begins, and exists exactly where the calendar has it.
    #[test]
    fn a_date_ends_after_it_begins(year in 1949u32..=2100, month in 1u32..=12, day in proptest::option::of(1u32..=31), end: bool) {
        let date = PartialDate { year: Some(year), month: Some(month), day, end, span: nowhere() };
        match (date.first_day(None), date.last_day(None)) {
            (Ok(first), Ok(last)) => {
                prop_assert!(first <= last);
                let exists = jiff::civil::Date::new(
                    i16::try_from(year).unwrap(), i8::try_from(month).unwrap(), i8::try_from(day.unwrap_or(1)).unwrap());
                prop_assert!(exists.is_ok());
            }
            (first, last) => {
                prop_assert!(first.is_err() && last.is_err());
                prop_assert!(day.is_some_and(|day| day > 28));
            }
        }
    }
}
