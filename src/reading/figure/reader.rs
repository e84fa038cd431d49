//! From what the grammar found to a figure.

use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::date::{date_mark, date_words};
use super::unit::{decimal, read_unit, suffix};
use super::{Amount, DateMark, DateWords, Figure, FigureKind};
use crate::notice::{Magnitude, Measure, Relation, Unit};
use crate::reading::grammar::{Pair, Rule};
use crate::reading::numeral;

/// Reads figures whose text begins at byte `base`.
pub(super) struct FigureReader {
    pub(super) base: usize,
}

impl FigureReader {
    /// The figure that stands at `whole` and is what `inner` says.
    pub(super) fn figure(&self, whole: &Pair<'_>, inner: &Pair<'_>) -> Option<Figure> {
        let (kind, core) = self.kind(inner)?;
        let range = self.range(whole);
        Some(Figure { kind, range, core })
    }

    fn range(&self, pair: &Pair<'_>) -> Range<usize> {
        let span = pair.as_span();
        self.base.saturating_add(span.start())..self.base.saturating_add(span.end())
    }

    fn kind(&self, pair: &Pair<'_>) -> Option<(FigureKind, Range<usize>)> {
        let whole = self.range(pair);
        Some(match pair.as_rule() {
            Rule::amount | Rule::numeral_amount => {
                let (amount, after) = self.amount(pair)?;
                let core = amount.range.clone();
                (FigureKind::Amount(amount, after), core)
            }
            Rule::discount => {
                let (amount, after) = self.discount(pair)?;
                let core = amount.range.clone();
                (FigureKind::Amount(amount, after), core)
            }
            Rule::part_of | Rule::tenths => {
                let (amount, after) = self.part(pair)?;
                let core = amount.range.clone();
                (FigureKind::Amount(amount, after), core)
            }
            Rule::fraction => {
                let (amount, after) = self.fraction(pair)?;
                let core = amount.range.clone();
                (FigureKind::Amount(amount, after), core)
            }
            Rule::range | Rule::numeral_range => (self.between(pair)?, whole),
            Rule::ratio => {
                let parts = pair
                    .clone()
                    .into_inner()
                    .map(|part| Some((decimal(part.as_str())?, self.range(&part))))
                    .collect::<Option<Vec<_>>>()?;
                (FigureKind::Ratio(parts), whole)
            }
            Rule::date | Rule::numeral_date => {
                let mut words = DateWords::default();
                let mut mark = DateMark::None;
                let mut core = whole;
                for inner in pair.clone().into_inner() {
                    match inner.as_rule() {
                        Rule::date_body | Rule::numeral_body => {
                            words = date_words(&inner);
                            core = self.range(&inner);
                        }
                        _ => mark = date_mark(&inner),
                    }
                }
                (FigureKind::Date(words, mark), core)
            }
            Rule::date_window => self.window(pair)?,
            Rule::year_range => {
                let mut years = pair
                    .clone()
                    .into_inner()
                    .filter_map(|year| u16::from_str(year.as_str()).ok());
                (FigureKind::Years(years.next()?, years.next()?), whole)
            }
            _ => (FigureKind::Nothing, whole),
        })
    }

    /// 2023年9月1日至12月31日, 9月1日至次年2月底, 9月1日至15日.
    fn window(&self, pair: &Pair<'_>) -> Option<(FigureKind, Range<usize>)> {
        let mut ends: Vec<(DateWords, Range<usize>)> = Vec::with_capacity(2);
        let mut next_year = false;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::date_body => ends.push((date_words(&inner), self.range(&inner))),
                Rule::next_year => next_year = true,
                Rule::day_only => {
                    let day = inner.clone().into_inner().next()?;
                    let (first, _) = ends.first()?;
                    let words = DateWords {
                        day: u32::from_str(day.as_str()).ok(),
                        ..*first
                    };
                    // 2024年至15日 is no window.
                    first.day?;
                    ends.push((words, self.range(&inner)));
                }
                _ => {}
            }
        }
        let ((mut last, last_range), (mut first, first_range)) = (ends.pop()?, ends.pop()?);
        if next_year {
            last.year = first.year.map(|year| year.saturating_add(1));
        } else {
            // 2023年9月至12月: the year of the first is that of the second, and the other way round.
            last.year = last.year.or(first.year);
            first.year = first.year.or(last.year);
        }
        Some((
            FigureKind::Window(first, first_range, last, last_range),
            self.range(pair),
        ))
    }

    /// `number unit suffix`, in digits or in Chinese.
    fn amount(&self, pair: &Pair<'_>) -> Option<(Amount, Option<Relation>)> {
        let mut number = None;
        let mut number_range = self.range(pair);
        let mut end = number_range.end;
        let mut unit = Unit::plain(Measure::Number);
        let mut scale = Decimal::ONE;
        let mut after = None;
        let mut in_digits = false;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::number => {
                    in_digits = true;
                    number = decimal(inner.as_str());
                    number_range = self.range(&inner);
                    end = number_range.end;
                }
                Rule::numeral => {
                    number = numeral::value(inner.as_str());
                    number_range = self.range(&inner);
                    end = number_range.end;
                }
                Rule::unit => {
                    (unit, scale) = read_unit(&inner);
                    end = self.range(&inner).end;
                }
                Rule::suffix => after = Some(suffix(inner.as_str())),
                _ => {}
            }
        }
        let amount = Amount {
            number: number?.checked_mul(scale)?,
            unit,
            range: number_range.start..end,
            number_range,
            in_digits,
            over: None,
        };
        Some((amount, after))
    }

    /// 8.5折.
    fn discount(&self, pair: &Pair<'_>) -> Option<(Amount, Option<Relation>)> {
        let range = self.range(pair);
        let number = decimal(pair.clone().into_inner().next()?.as_str())?;
        let percent = if number > Decimal::TEN {
            number
        } else {
            number.checked_mul(Decimal::TEN)?
        };
        let amount = Amount {
            number: percent.normalize(),
            unit: Unit::plain(Measure::Percent),
            number_range: range.clone(),
            range,
            in_digits: true,
            over: None,
        };
        Some((amount, None))
    }

    /// 百分之七十, 七成, 九折.
    fn part(&self, pair: &Pair<'_>) -> Option<(Amount, Option<Relation>)> {
        let whole = self.range(pair);
        let mut range = whole.clone();
        let mut number = None;
        let mut after = None;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::numeral => number = numeral::value(inner.as_str()),
                Rule::number => number = decimal(inner.as_str()),
                Rule::half_tenth => number = number?.checked_add(Decimal::new(5, 1)),
                Rule::suffix => {
                    after = Some(suffix(inner.as_str()));
                    range.end = self.range(&inner).start;
                }
                _ => {}
            }
        }
        let mut number = number?;
        if pair.as_rule() == Rule::tenths && number <= Decimal::TEN {
            number = number.checked_mul(Decimal::TEN)?;
        } else if pair.as_str().starts_with('千') {
            number = number.checked_div(Decimal::TEN)?;
        } else if pair.as_str().starts_with('万') {
            number = number.checked_div(Decimal::ONE_HUNDRED)?;
        }
        let amount = Amount {
            number: number.normalize(),
            unit: Unit::plain(Measure::Percent),
            number_range: range.clone(),
            range,
            in_digits: false,
            over: None,
        };
        Some((amount, after))
    }

    /// 三分之二, 2/3.
    fn fraction(&self, pair: &Pair<'_>) -> Option<(Amount, Option<Relation>)> {
        let whole = self.range(pair);
        let mut range = whole.clone();
        let mut numbers = Vec::with_capacity(2);
        let mut after = None;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::numeral => numbers.push(numeral::value(inner.as_str())?),
                Rule::suffix => {
                    after = Some(suffix(inner.as_str()));
                    range.end = self.range(&inner).start;
                }
                _ => {}
            }
        }
        let (number, over) = (numbers.pop()?, numbers.pop()?);
        let amount = Amount {
            number,
            unit: Unit::plain(Measure::Number),
            number_range: range.clone(),
            range,
            in_digits: false,
            over: Some(over).filter(|over| !over.is_zero()),
        };
        Some((amount, after))
    }

    fn between(&self, pair: &Pair<'_>) -> Option<FigureKind> {
        let mut ends: Vec<Amount> = Vec::with_capacity(2);
        let mut scales: Vec<Decimal> = Vec::with_capacity(2);
        let mut relations = [Relation::AtLeast, Relation::AtMost];
        for inner in pair.clone().into_inner() {
            let range = self.range(&inner);
            match inner.as_rule() {
                Rule::number | Rule::numeral => {
                    let number = if inner.as_rule() == Rule::number {
                        decimal(inner.as_str())
                    } else {
                        numeral::value(inner.as_str())
                    }?;
                    ends.push(Amount {
                        number,
                        unit: Unit::plain(Measure::Number),
                        number_range: range.clone(),
                        range,
                        in_digits: inner.as_rule() == Rule::number,
                        over: None,
                    });
                    scales.push(Decimal::ONE);
                }
                Rule::unit => {
                    let (unit, scale) = read_unit(&inner);
                    let last = ends.last_mut()?;
                    last.unit = unit;
                    last.range.end = range.end;
                    *scales.last_mut()? = scale;
                }
                Rule::inclusive if inner.as_str().contains("不含") => match ends.len() {
                    1 => relations[0] = Relation::MoreThan,
                    _ => relations[1] = Relation::LessThan,
                },
                _ => {}
            }
        }
        let (high, low) = (ends.pop()?, ends.pop()?);
        let (high_scale, low_scale) = (scales.pop()?, scales.pop()?);
        let mut high = high;
        let mut low = low;
        high.number = high.number.checked_mul(high_scale)?;
        // 5至10万元 shares the whole unit, 2万—10万元 the measure.
        if low.unit.measure == Measure::Number {
            if low.unit.magnitude == Magnitude::One && low.range == low.number_range {
                low.unit = high.unit.clone();
                low.number = low.number.checked_mul(high_scale)?;
            } else {
                low.number = low.number.checked_mul(low_scale)?;
                low.unit.measure = high.unit.measure.clone();
                low.unit.per = high.unit.per.clone();
            }
        } else {
            low.number = low.number.checked_mul(low_scale)?;
        }
        Some(FigureKind::Range(low, high, relations))
    }
}
