//! The small pieces that all kinds of lines share: names, numbers, quantities, subjects.

use std::str::FromStr;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::grammar::{Pair, Rule};
use super::{DECIMAL_PLACES_LIMIT, INTEGER_DIGITS_LIMIT, Problem, ProblemKind, Slip};
use crate::notice::{
    DurationUnit, Facets, Magnitude, Measure, Name, NoticeNumber, NumberDefect, Quantity, Relation, Subject,
    Unit, YearFacet,
};
use crate::source::{FileId, Span};

/// One line being read: where it stands, and what was found wrong with it so far.
pub(super) struct LineReader<'p> {
    pub(super) file: FileId,
    pub(super) base: usize,
    pub(super) problems: &'p mut Vec<Problem>,
}

/// The first child of `pair` that is a `rule`.
pub(super) fn child<'a>(pair: &Pair<'a>, rule: Rule) -> Option<Pair<'a>> {
    pair.clone().into_inner().find(|inner| inner.as_rule() == rule)
}

impl LineReader<'_> {
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        Span::new(
            self.file,
            self.base.saturating_add(span.start()),
            self.base.saturating_add(span.end()),
        )
    }

    pub(super) fn report(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem { kind, span });
    }

    fn slip(&mut self, span: Span, slip: Slip, remedy: impl Into<String>) {
        self.report(
            span,
            ProblemKind::Slip {
                slip,
                remedy: remedy.into(),
            },
        );
    }

    pub(super) fn name(&self, pair: &Pair<'_>) -> Name {
        let raw = pair.as_str();
        let text = raw.trim();
        let span = self.span(pair);
        let lead = raw.len().saturating_sub(raw.trim_start().len());
        let start = (span.start as usize).saturating_add(lead);
        Name {
            text: CompactString::from(text),
            span: Span::new(self.file, start, start.saturating_add(text.len())),
        }
    }

    /// A number; slips are reported and read, numbers too large to reckon with are reported.
    pub(super) fn decimal(&mut self, pair: &Pair<'_>) -> Option<Decimal> {
        let raw = pair.as_str();
        let span = self.span(pair);
        let plain: String = raw
            .chars()
            .filter_map(|c| match c {
                '０'..='９' => char::from_digit((c as u32).saturating_sub('０' as u32), 10),
                '．' => Some('.'),
                ',' | '，' => None,
                other => Some(other),
            })
            .collect();
        if raw.contains([',', '，']) {
            self.slip(span, Slip::Comma, plain.clone());
        } else if !raw.is_ascii() {
            self.slip(span, Slip::FullWidthDigit, plain.clone());
        }
        let (whole, places) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
        let digits = whole.trim_start_matches('0').len();
        if digits > INTEGER_DIGITS_LIMIT || places.len() > DECIMAL_PLACES_LIMIT {
            self.report(
                span,
                ProblemKind::TooManyDigits {
                    digits: digits.saturating_add(places.len()),
                },
            );
            return None;
        }
        // `from_str` rounds silently; this does not.
        Decimal::from_str_exact(plain.trim_end_matches('.')).ok()
    }

    /// A `quantity` or `bare_number` or `quantity_in`.
    pub(super) fn quantity(&mut self, pair: &Pair<'_>) -> Option<Quantity> {
        let mut unit = Unit::plain(Measure::Number);
        let mut number = None;
        let mut span = self.span(pair);
        let mut number_span = span;
        let mut postfix = None;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::number => {
                    number_span = self.span(&inner);
                    number = self.decimal(&inner);
                }
                Rule::unit => unit = self.unit(&inner),
                Rule::duration_unit => unit = Unit::plain(Measure::Duration(duration(inner.as_str()))),
                Rule::postfix_slip => postfix = Some((self.span(&inner), inner.as_str().to_owned())),
                _ => {}
            }
        }
        let raw = pair.as_str().trim_end();
        span.end = span
            .start
            .saturating_add(u32::try_from(raw.len()).unwrap_or(u32::MAX));
        let number = number?;
        if let Some((place, word)) = postfix {
            span.end = place.start;
            let sign = match word.as_str() {
                "以下" | "以内" => "≤",
                "左右" => "≈",
                _ => "≥",
            };
            self.slip(place, Slip::Postfix, format!("{sign} {number}{unit}"));
        }
        Some(Quantity {
            number,
            unit,
            span,
            number_span,
        })
    }

    fn unit(&mut self, pair: &Pair<'_>) -> Unit {
        let mut unit = Unit::plain(Measure::Number);
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::magnitude => {
                    unit.magnitude = if inner.as_str() == "万" {
                        Magnitude::TenThousand
                    } else {
                        Magnitude::HundredMillion
                    };
                }
                Rule::measure => unit.measure = measure(&inner),
                Rule::basis => {
                    unit.per = inner
                        .into_inner()
                        .filter(|word| word.as_rule() == Rule::basis_word)
                        .map(|word| CompactString::from(word.as_str().trim()))
                        .collect();
                }
                _ => {}
            }
        }
        if unit.measure == Measure::Number {
            let span = self.span(pair);
            self.slip(span, Slip::MissingMeasure, format!("{}元", pair.as_str().trim()));
            unit.measure = Measure::Yuan;
        }
        unit
    }

    /// A `relation` or `part_relation`.
    pub(super) fn relation(&mut self, pair: &Pair<'_>) -> Relation {
        let inner = pair.clone().into_inner().next();
        let Some(inner) = inner else {
            return relation_sign(pair.as_str());
        };
        match inner.as_rule() {
            Rule::rel_slip => {
                let relation = relation_sign(inner.as_str());
                let span = self.span(&inner);
                self.slip(span, Slip::RelationSign, relation.sign());
                relation
            }
            Rule::rel_reaches => Relation::Reaches,
            Rule::rel_at_least => Relation::AtLeast,
            Rule::rel_at_most => Relation::AtMost,
            Rule::rel_more => Relation::MoreThan,
            Rule::rel_less => Relation::LessThan,
            Rule::rel_about => Relation::About,
            _ => Relation::Equal,
        }
    }

    pub(super) fn subject(&mut self, pair: &Pair<'_>) -> Option<Subject> {
        let mut names = Vec::with_capacity(2);
        let mut facets = Facets::default();
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::name => names.push(self.name(&inner)),
                Rule::facets => facets = self.facets(&inner),
                _ => {}
            }
        }
        let mut names = names.into_iter();
        let head = names.next()?;
        let bearer = names.next();
        let mut span = bearer
            .as_ref()
            .map_or(head.span, |bearer| head.span.to(bearer.span));
        if let Some(brackets) = facets.span {
            span = span.to(brackets);
        }
        Some(Subject {
            head,
            bearer,
            facets,
            span,
        })
    }

    fn facets(&mut self, pair: &Pair<'_>) -> Facets {
        let mut facets = Facets {
            span: Some(self.span(pair)),
            ..Facets::default()
        };
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::year_facet => facets.year = self.year_facet(&inner),
                Rule::group_name => facets.groups.push(self.name(&inner)),
                _ => {}
            }
        }
        facets
    }

    fn year_facet(&mut self, pair: &Pair<'_>) -> Option<(YearFacet, Span)> {
        let span = self.span(pair);
        let inner = pair.clone().into_inner().next()?;
        let kind = inner.as_rule();
        let mut years = Vec::with_capacity(2);
        for year in inner
            .into_inner()
            .filter(|year| year.as_rule() == Rule::year_number)
        {
            years.push(self.year(&year)?);
        }
        let year = match (kind, years.as_slice()) {
            (Rule::prepaid, &[collected, covers]) => YearFacet::Prepaid { collected, covers },
            (Rule::annual, &[year]) => YearFacet::Annual(year),
            (Rule::year_only, &[year]) => YearFacet::Year(year),
            _ => YearFacet::Previous,
        };
        Some((year, span))
    }

    /// A year from 1949 to 2100; another is reported.
    pub(super) fn year(&mut self, pair: &Pair<'_>) -> Option<u16> {
        let year = year_of(pair.as_str());
        if year.is_none() {
            let span = self.span(pair);
            self.report(
                span,
                ProblemKind::YearOutOfRange {
                    year: pair.as_str().chars().take(12).collect(),
                },
            );
        }
        year
    }

    /// A notice's number, its defects noted on it.
    pub(super) fn notice_number(&mut self, pair: &Pair<'_>) -> Option<NoticeNumber> {
        let span = self.span(pair);
        let mut defects = Vec::new();
        let (mut code, mut year, mut serial) = ("", None, None);
        let (mut open, mut close, mut hao) = (None, None, false);
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::number_code => code = inner.as_str().trim(),
                Rule::number_open => open = inner.as_str().chars().next(),
                Rule::number_close => close = inner.as_str().chars().next(),
                Rule::number_year => year = self.digits(inner.as_str(), &mut defects),
                Rule::number_di => defects.push(NumberDefect::Ordinal),
                Rule::number_serial => {
                    serial = self.digits(inner.as_str(), &mut defects);
                    if inner.as_str().starts_with(['0', '０']) {
                        defects.push(NumberDefect::LeadingZero);
                    }
                }
                Rule::number_hao => hao = true,
                _ => {}
            }
        }
        let opens = |c: char| matches!(c, '〔' | '[' | '［' | '（' | '(' | '【' | '﹝' | '{' | '〖');
        match (open, close) {
            (Some('〔'), Some('〕')) => {}
            (Some(open), Some(close)) if opens(open) && !opens(close) => defects.push(NumberDefect::Brackets),
            _ => defects.push(NumberDefect::BracketOrder),
        }
        if !hao {
            defects.push(NumberDefect::NoHao);
        }
        let mut year = year?;
        if !(1949..=2100).contains(&year) {
            defects.push(NumberDefect::Year);
            // 〔23〕 can only mean 2023.
            if year < 100 {
                year = year.saturating_add(2000);
            }
        }
        let (Ok(year), Some(serial)) = (u16::try_from(year), serial) else {
            self.report(span, ProblemKind::UnreadableNumber);
            return None;
        };
        Some(NoticeNumber {
            code: CompactString::from(code),
            year,
            serial,
            defects,
            span,
        })
    }

    fn digits(&mut self, raw: &str, defects: &mut Vec<NumberDefect>) -> Option<u32> {
        if !raw.is_ascii() {
            defects.push(NumberDefect::FullWidthDigit);
        }
        raw.chars().try_fold(0u32, |value, c| {
            let digit = match c {
                '０'..='９' => (c as u32).checked_sub('０' as u32)?,
                other => other.to_digit(10)?,
            };
            value.checked_mul(10)?.checked_add(digit)
        })
    }
}

/// A year from 1949 to 2100, as its digits say.
pub(super) fn year_of(digits: &str) -> Option<u16> {
    u16::from_str(digits)
        .ok()
        .filter(|year| (1949..=2100).contains(year))
}

fn relation_sign(sign: &str) -> Relation {
    match sign {
        "≥" | ">=" | "=>" | "＞＝" | "≧" | "⩾" => Relation::AtLeast,
        "≤" | "<=" | "=<" | "＜＝" | "≦" | "⩽" => Relation::AtMost,
        ">" | "＞" => Relation::MoreThan,
        "<" | "＜" => Relation::LessThan,
        "≈" | "~" | "～" => Relation::About,
        _ => Relation::Equal,
    }
}

fn measure(pair: &Pair<'_>) -> Measure {
    let Some(inner) = pair.clone().into_inner().next() else {
        return Measure::Number;
    };
    match inner.as_rule() {
        Rule::yuan => Measure::Yuan,
        Rule::percent => Measure::Percent,
        Rule::points => Measure::PercentagePoint,
        Rule::duration => Measure::Duration(duration(inner.as_str())),
        _ => Measure::Count(CompactString::from(inner.as_str())),
    }
}

fn duration(word: &str) -> DurationUnit {
    match word.trim() {
        "个工作日" => DurationUnit::WorkingDay,
        "个月" => DurationUnit::Month,
        "年" => DurationUnit::Year,
        "小时" => DurationUnit::Hour,
        "分钟" => DurationUnit::Minute,
        _ => DurationUnit::Day,
    }
}
