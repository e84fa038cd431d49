//! Kinds of units, as far as adding and comparing goes.

use super::names::Names;
use crate::notice::{Expression, Measure, Subject, Unit};
use crate::source::Span;

/// What an amount measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Yuan,
    Percent,
    Point,
    Count,
    Duration,
    Number,
}

impl Kind {
    pub(super) fn of(unit: &Unit) -> Kind {
        match unit.measure {
            Measure::Yuan => Kind::Yuan,
            Measure::Percent => Kind::Percent,
            Measure::PercentagePoint => Kind::Point,
            Measure::Count(_) => Kind::Count,
            Measure::Duration(_) => Kind::Duration,
            Measure::Number => Kind::Number,
        }
    }

    /// The kind of a unit as the vocabulary writes it: 元/人·年, 亿元, 个月.
    pub(super) fn of_text(unit: &str) -> Kind {
        let measure = unit
            .split('/')
            .next()
            .unwrap_or("")
            .trim_start_matches(['万', '亿']);
        match measure {
            "元" => Kind::Yuan,
            "%" | "％" => Kind::Percent,
            "个百分点" => Kind::Point,
            "个月" | "个工作日" | "天" | "日" | "年" | "小时" | "分钟" => Kind::Duration,
            "" => Kind::Number,
            _ => Kind::Count,
        }
    }

    /// Whether the two may stand in one sum or comparison; percentage points may be added to percentages.
    pub(super) fn fits(self, other: Kind) -> bool {
        self == other
            || matches!(
                (self, other),
                (Kind::Percent, Kind::Point) | (Kind::Point, Kind::Percent)
            )
    }

    /// Whether a value of this kind can be that of an item measured in `item`. A reduction in percentage
    /// points is often written with a mere %.
    pub(super) fn fits_item(self, item: Kind) -> bool {
        self == item || matches!((self, item), (Kind::Percent, Kind::Point))
    }

    pub(super) fn chinese(self) -> &'static str {
        match self {
            Kind::Yuan => "金额",
            Kind::Percent => "百分比",
            Kind::Point => "百分点",
            Kind::Count => "个数",
            Kind::Duration => "期限",
            Kind::Number => "没有单位的数",
        }
    }

    pub(super) fn english(self) -> &'static str {
        match self {
            Kind::Yuan => "an amount of money",
            Kind::Percent => "a percentage",
            Kind::Point => "percentage points",
            Kind::Count => "a count",
            Kind::Duration => "a length of time",
            Kind::Number => "a number without a unit",
        }
    }
}

/// Name and unit of the item that a subject is about, if the vocabulary has them.
pub(super) fn item_kind<'c>(names: &Names<'c>, subject: &Subject) -> Option<(&'c str, &'c str)> {
    let item = names.vocabulary.item_info(names.item(&subject.head.text)?);
    item.unit.as_ref().map(|unit| (item.name.as_str(), unit.as_str()))
}

/// Two pieces of one expression that do not fit: what they are and where.
pub(super) type Misfit = (Kind, Span, Kind, Span);

/// The kind of an expression and where it shows; none where nothing tells it. Pieces that do not fit each
/// other go into `misfits`.
pub(super) fn expression_kind(
    names: &Names<'_>,
    expression: &Expression,
    misfits: &mut Vec<Misfit>,
) -> Option<(Kind, Span)> {
    match expression {
        Expression::Subject(subject) => {
            let (_, unit) = item_kind(names, subject)?;
            Some((Kind::of_text(unit), subject.span))
        }
        Expression::Amount(quantity) => match Kind::of(&quantity.unit) {
            Kind::Number => None,
            kind => Some((kind, quantity.span)),
        },
        // A percentage of something is of its kind; anything else times something is not our business.
        Expression::Product(factor, inner) => {
            let kind = expression_kind(names, inner, misfits);
            matches!(Kind::of(&factor.unit), Kind::Percent | Kind::Number)
                .then_some(kind)
                .flatten()
        }
        Expression::Sum(terms) => {
            let mut known: Option<(Kind, Span)> = None;
            for (_, term) in terms {
                let Some((kind, span)) = expression_kind(names, term, misfits) else {
                    continue;
                };
                match known {
                    Some((first, place)) if !first.fits(kind) => misfits.push((first, place, kind, span)),
                    Some(_) => {}
                    None => known = Some((kind, span)),
                }
            }
            known
        }
    }
}
