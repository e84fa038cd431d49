//! Exact rationals for the arithmetic of mandates. Money never becomes a floating-point number.

use num_rational::Ratio;
use num_traits::{
    CheckedAdd as _, CheckedDiv as _, CheckedMul as _, CheckedSub as _, Signed as _, Zero as _,
};
use rust_decimal::Decimal;

/// An exact rational.
pub type Rational = Ratio<i128>;

/// The rational that a decimal is.
pub fn from_decimal(decimal: Decimal) -> Rational {
    let scale = 10i128.checked_pow(decimal.scale()).unwrap_or(1);
    Ratio::new(decimal.mantissa(), scale)
}

/// The whole number `n`.
pub fn whole(n: i128) -> Rational {
    Ratio::from_integer(n)
}

/// `a + b`, or `None` where it cannot be held.
pub(crate) fn add(a: &Rational, b: &Rational) -> Option<Rational> {
    if a.denom() == &1 && b.denom() == &1 {
        return i128::checked_add(*a.numer(), *b.numer()).map(Ratio::from_integer);
    }
    a.checked_add(b)
}

/// `a − b`, or `None` where it cannot be held.
pub(crate) fn sub(a: &Rational, b: &Rational) -> Option<Rational> {
    if a.denom() == &1 && b.denom() == &1 {
        return i128::checked_sub(*a.numer(), *b.numer()).map(Ratio::from_integer);
    }
    a.checked_sub(b)
}

/// `a × b`, or `None` where it cannot be held.
pub(crate) fn mul(a: &Rational, b: &Rational) -> Option<Rational> {
    if a.denom() == &1 {
        // Most coefficients are one; multiplying wide integers costs more than looking.
        match a.numer() {
            1 => return Some(*b),
            -1 => {
                return i128::checked_neg(*b.numer()).map(|numerator| Ratio::new_raw(numerator, *b.denom()));
            }
            _ => {}
        }
        if b.denom() == &1 {
            return i128::checked_mul(*a.numer(), *b.numer()).map(Ratio::from_integer);
        }
    }
    match (small(a), small(b)) {
        (Some(a), Some(b)) => Some(small_product(a, b)),
        _ => a.checked_mul(b),
    }
}

/// Numerator and denominator, where they have room to be multiplied.
fn small(value: &Rational) -> Option<(i64, i64)> {
    Some((
        i64::try_from(*value.numer()).ok()?,
        i64::try_from(*value.denom()).ok()?,
    ))
}

/// The product in lowest terms, reckoned in narrow integers as far as it can be.
fn small_product((a, b): (i64, i64), (c, d): (i64, i64)) -> Rational {
    let (one, other) = (common(a, d), common(c, b));
    let numerator = i128::from(a / one) * i128::from(c / other);
    let denominator = i128::from(b / other) * i128::from(d / one);
    Ratio::new_raw(numerator, denominator)
}

/// The greatest common divisor of a number and a positive one.
fn common(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    // It divides `b`, which is an `i64`.
    i64::try_from(a).unwrap_or(1)
}

/// `a ÷ b`, or `None` for zero or where it cannot be held.
pub(crate) fn div(a: &Rational, b: &Rational) -> Option<Rational> {
    // Most coefficients are one; dividing wide integers costs more than looking.
    if b.denom() == &1 {
        match b.numer() {
            1 => return Some(*a),
            -1 => return Some(-*a),
            _ => {}
        }
    }
    if b.is_zero() {
        return None;
    }
    match (small(a), small(b)) {
        (Some(a), Some((numerator, denominator))) if numerator > 0 => {
            Some(small_product(a, (denominator, numerator)))
        }
        _ => a.checked_div(b),
    }
}

/// `value` rounded half-up (half away from zero) to a multiple of `place`.
pub fn round_half_up(value: &Rational, place: &Rational) -> Option<Rational> {
    let units = div(value, place)?;
    let half = Ratio::new(1, 2);
    let rounded = if units.is_negative() {
        sub(&units, &half)?.ceil()
    } else {
        add(&units, &half)?.floor()
    };
    mul(&rounded, place)
}

/// The number as a person writes it: a decimal where it is one, else a fraction.
pub fn show(value: &Rational) -> String {
    let mut denominator = *value.denom();
    let (mut twos, mut fives) = (0u32, 0u32);
    while denominator % 2 == 0 {
        denominator /= 2;
        twos = twos.saturating_add(1);
    }
    while denominator % 5 == 0 {
        denominator /= 5;
        fives = fives.saturating_add(1);
    }
    let places = twos.max(fives);
    let scaled = 10i128
        .checked_pow(places)
        .filter(|_| denominator == 1 && places <= 12)
        .and_then(|power| i128::checked_mul(*value.numer(), i128::checked_div(power, *value.denom())?));
    match scaled.and_then(|scaled| Decimal::try_from_i128_with_scale(scaled, places).ok()) {
        Some(decimal) => decimal.normalize().to_string(),
        None => format!("{}/{}", value.numer(), value.denom()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Rational {
        Ratio::new(numerator, denominator)
    }

    #[test]
    fn half_goes_up() {
        let one = whole(1);
        assert_eq!(round_half_up(&ratio(384, 10), &one), Some(whole(38)));
        assert_eq!(round_half_up(&ratio(256, 10), &one), Some(whole(26)));
        assert_eq!(round_half_up(&ratio(65, 2), &one), Some(whole(33)));
        assert_eq!(round_half_up(&ratio(-65, 2), &one), Some(whole(-33)));
        assert_eq!(round_half_up(&ratio(1, 3), &ratio(1, 100)), Some(ratio(33, 100)));
    }

    proptest::proptest! {
        #[test]
        fn narrow_integers_reckon_as_wide_ones_do(
            a in -400i64..400, b in 1i64..60, c in proptest::num::i64::ANY, d in 1i64..i64::MAX,
        ) {
            for (x, y) in [((a, b), (c, d)), ((c, d), (a, b)), ((c, d), (c, d)), ((a, b), (b, a.max(1)))] {
                let (x, y) = (ratio(x.0.into(), x.1.into()), ratio(y.0.into(), y.1.into()));
                if let Some(wide) = x.checked_mul(&y) {
                    proptest::prop_assert_eq!(mul(&x, &y), Some(wide));
                }
                if let Some(wide) = x.checked_div(&y) {
                    proptest::prop_assert_eq!(div(&x, &y), Some(wide));
                }
            }
        }
    }

    #[test]
    fn shown_as_written() {
        assert_eq!(show(&whole(640)), "640");
        assert_eq!(show(&ratio(384, 10)), "38.4");
        assert_eq!(show(&ratio(1, 3)), "1/3");
        assert_eq!(show(&ratio(-5, 4)), "-1.25");
    }
}
