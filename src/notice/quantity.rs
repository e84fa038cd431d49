//! Amounts with their units.

use std::fmt;

use compact_str::CompactString;
use rust_decimal::Decimal;

use crate::source::Span;

/// How a subject stands to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=` 为.
    Equal,
    /// 达到: a value in the notice that says it, a floor for the notices below.
    Reaches,
    /// `≥` 不低于, 以上 (includes the number: Civil Code, art. 1259).
    AtLeast,
    /// `≤` 不超过, 以内.
    AtMost,
    /// `>` 高于, 超过 (excludes the number: Civil Code, art. 1259).
    MoreThan,
    /// `<` 低于, 不满.
    LessThan,
    /// `≈` 左右.
    About,
}

impl Relation {
    /// The canonical sign.
    pub fn sign(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::Reaches => "达到",
            Relation::AtLeast => "≥",
            Relation::AtMost => "≤",
            Relation::MoreThan => ">",
            Relation::LessThan => "<",
            Relation::About => "≈",
        }
    }
}

/// 万 or 亿 before a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Magnitude {
    /// Neither.
    #[default]
    One,
    /// 万, ten thousand.
    TenThousand,
    /// 亿, a hundred million.
    HundredMillion,
}

impl Magnitude {
    /// What one of it is.
    pub fn factor(self) -> Decimal {
        Decimal::from(match self {
            Magnitude::One => 1u32,
            Magnitude::TenThousand => 10_000,
            Magnitude::HundredMillion => 100_000_000,
        })
    }

    fn sign(self) -> &'static str {
        match self {
            Magnitude::One => "",
            Magnitude::TenThousand => "万",
            Magnitude::HundredMillion => "亿",
        }
    }
}

/// Units of time spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DurationUnit {
    /// 天, 日.
    Day,
    /// 个工作日.
    WorkingDay,
    /// 个月.
    Month,
    /// 年.
    Year,
    /// 小时.
    Hour,
    /// 分钟.
    Minute,
}

impl DurationUnit {
    /// The canonical word.
    pub fn word(self) -> &'static str {
        match self {
            DurationUnit::Day => "天",
            DurationUnit::WorkingDay => "个工作日",
            DurationUnit::Month => "个月",
            DurationUnit::Year => "年",
            DurationUnit::Hour => "小时",
            DurationUnit::Minute => "分钟",
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 元.
    Yuan,
    /// %.
    Percent,
    /// 个百分点, a difference of percentages.
    PercentagePoint,
    /// A count with its measure word: 个, 种, 类, 家, 项 …
    Count(CompactString),
    /// A time span.
    Duration(DurationUnit),
    /// A bare number, as in a coefficient or a ratio.
    Number,
}

/// A unit: magnitude, measure and basis.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// 万 or 亿.
    pub magnitude: Magnitude,
    /// 元, %, 种 …
    pub measure: Measure,
    /// The basis after `/`: `["人", "年"]` for 元/人·年; empty where none is written.
    pub per: Vec<CompactString>,
}

impl Unit {
    /// A unit without magnitude or basis.
    pub fn plain(measure: Measure) -> Self {
        Unit {
            magnitude: Magnitude::One,
            measure,
            per: Vec::new(),
        }
    }

    /// Whether amounts in the two units may stand in one sum: the same measure, and the same basis
    /// or none written.
    pub fn fits(&self, other: &Unit) -> bool {
        self.measure == other.measure
            && (self.per == other.per || self.per.is_empty() || other.per.is_empty())
    }

    /// Whether the two measure the same kind of thing, whatever their basis.
    pub fn same_measure(&self, other: &Unit) -> bool {
        self.measure == other.measure
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.magnitude.sign())?;
        match &self.measure {
            Measure::Yuan => f.write_str("元")?,
            Measure::Percent => f.write_str("%")?,
            Measure::PercentagePoint => f.write_str("个百分点")?,
            Measure::Count(word) => f.write_str(word)?,
            Measure::Duration(unit) => f.write_str(unit.word())?,
            Measure::Number => {}
        }
        for (index, basis) in self.per.iter().enumerate() {
            f.write_str(if index == 0 { "/" } else { "·" })?;
            f.write_str(basis)?;
        }
        Ok(())
    }
}

/// A number with its unit and the words it stands in.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// The number as written, its decimal places kept ([`Decimal::scale`]); 万 and 亿 not applied.
    pub number: Decimal,
    /// The unit.
    pub unit: Unit,
    /// Number and unit.
    pub span: Span,
    /// The number alone.
    pub number_span: Span,
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        // 64.0 and 64 differ: the decimal places say what was rounded.
        self.number == other.number && self.number.scale() == other.number.scale() && self.unit == other.unit
    }
}

impl Eq for Quantity {}

impl Quantity {
    /// The value in the plain measure (元, not 万元). `None` where it does not fit a `Decimal`.
    pub fn base_value(&self) -> Option<Decimal> {
        self.number.checked_mul(self.unit.magnitude.factor())
    }

    /// The unit of the last place written, in the plain measure: 1 for 38元, 100 for 1.28万元.
    pub fn last_place(&self) -> Option<Decimal> {
        Decimal::new(1, self.number.scale()).checked_mul(self.unit.magnitude.factor())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit)
    }
}
