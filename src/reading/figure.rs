//! Figures: amounts, percentages, ratios and dates, each read where it begins.

use std::ops::Range;
use std::str::FromStr;

use compact_str::CompactString;
use pest::Parser;
use rust_decimal::Decimal;

use super::grammar::{Grammar, Pair, Rule};
use super::numeral;
use crate::notice::{DurationUnit, Magnitude, Measure, Relation, Unit};
use crate::parse::{DECIMAL_PLACES_LIMIT, INTEGER_DIGITS_LIMIT};

/// A number with its unit, as places in the repaired text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub(super) number: Decimal,
    pub(super) unit: Unit,
    /// The number alone.
    pub(super) number_range: Range<usize>,
    /// Number and unit.
    pub(super) range: Range<usize>,
    /// Whether the number is written in digits.
    pub(super) in_digits: bool,
    /// What the number is divided by: 3 in 三分之二.
    pub(super) over: Option<Decimal>,
}

/// What stands after a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateMark {
    /// Nothing.
    None,
    /// 前, 内, 止.
    Before,
    /// 起, 后, 启动.
    From,
    /// 版: the date is part of a name.
    Name,
}

/// A date as it is written; numbers are kept even where no such day exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DateWords {
    pub(super) year: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// 底, 末.
    pub(super) end: bool,
    /// 年度.
    pub(super) annual: bool,
}

impl DateWords {
    /// Whether only a year is written.
    pub(super) fn is_year(self) -> bool {
        self.year.is_some() && self.month.is_none() && !self.end
    }
}

/// What a figure is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FigureKind {
    /// 640元, 70%, 3种; with the relation that stands after it (以上).
    Amount(Amount, Option<Relation>),
    /// 2万元—10万元, with the relation of each end; 500万元（含）至3000万元（不含） leaves the second out.
    Range(Amount, Amount, [Relation; 2]),
    /// 6:4.
    Ratio(Vec<(Decimal, Range<usize>)>),
    /// 2023年9月15日前.
    Date(DateWords, DateMark),
    /// 2023年9月1日至12月31日.
    Window(DateWords, Range<usize>, DateWords, Range<usize>),
    /// 2021—2025年.
    Years(u16, u16),
    /// A time of day, or digits that are part of a name.
    Nothing,
}

/// A figure and where it stands in the repaired text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) kind: FigureKind,
    /// The whole, relation and marks after it included.
    pub(super) range: Range<usize>,
    /// The date, ratio or amount alone.
    pub(super) core: Range<usize>,
}

/// The longest stretch that one figure is looked for in.
const REACH: usize = 160;

/// The figure that begins with the digit at byte `at`.
pub(super) fn at_digit(text: &str, at: usize) -> Option<Figure> {
    let near = near(text, at)?;
    if is_amount(near) {
        // What the grammar would come to after all other kinds of figure.
        let amount = Grammar::parse(Rule::amount, near).ok()?.next()?;
        return FigureReader { base: at }.figure(&amount, &amount);
    }
    read(near, at, Rule::figure)
}

/// The figure that begins with the numeral, 百分之 or the like, at byte `at`.
pub(super) fn at_numeral(text: &str, at: usize) -> Option<Figure> {
    let near = near(text, at)?;
    // 统一, 一律: most numerals count nothing, and the grammar need not be asked.
    let counts = near.starts_with("百分之") || near.starts_with("千分之") || {
        let behind = near.trim_start_matches(numeral::is_numeral);
        // 六月三十日, 二○二四年: dates.
        behind.starts_with(BEHIND_NUMERALS) || behind.starts_with(['月', '○', 'Ｏ', 'O'])
    };
    counts.then(|| read(near, at, Rule::numeral_figure)).flatten()
}

/// What a unit that is no numeral itself can begin with, and 成 and 至: what stands behind a numeral that states
/// something. A test holds this against the grammar.
const BEHIND_NUMERALS: [char; 98] = [
    '成', '至', '元', '块', '%', '％', '‰', '个', '工', '小', '分', '周', '年', '日', '天', '人', '公', '平',
    '立', '毫', '标', '种', '类', '家', '项', '户', '次', '张', '所', '台', '床', '例', '名', '件', '条',
    '批', '组', '套', '岁', '吨', '亩', '处', '座', '倍', '级', '档', '篇', '村', '辆', '间', '头', '只',
    '株', '棵', '度', '期', '学', '课', '场', '支', '部', '克', '米', '美', '位', '宗', '片', '颗', '枚',
    '本', '份', '代', '孩', '微', '蒸', '班', '托', '摄', '兆', '厘', '海', 'B', '折', '马', '车', '单',
    '栋', '幢', '艘', '架', '盏', '眼', '尾', '羽', '斤', '升', '门', '箱',
];

/// The stretch that one figure is looked for in.
fn near(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let mut reach = REACH.min(rest.len());
    while !rest.is_char_boundary(reach) {
        reach = reach.saturating_sub(1);
    }
    rest.get(..reach)
}

/// Whether the figure that `near` begins with can be nothing but an amount: there is nothing behind its first
/// digits that dates, times and ratios have, and nothing further on that parts the two ends of a range.
fn is_amount(near: &str) -> bool {
    let behind = near.trim_start_matches(|c: char| c.is_ascii_digit());
    !behind.starts_with(['年', '月', ':', '：', '∶', '-', '.', '/'])
        && !near.contains(['—', '－', '-', '–', '~', '～', '至', '到', '∽'])
}

fn read(near: &str, at: usize, rule: Rule) -> Option<Figure> {
    let pair = Grammar::parse(rule, near).ok()?.next()?;
    let inner = pair.clone().into_inner().next()?;
    FigureReader { base: at }.figure(&pair, &inner)
}

struct FigureReader {
    base: usize,
}

impl FigureReader {
    /// The figure that stands at `whole` and is what `inner` says.
    fn figure(&self, whole: &Pair<'_>, inner: &Pair<'_>) -> Option<Figure> {
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

fn decimal(raw: &str) -> Option<Decimal> {
    let plain: String = raw.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    let (whole, places) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    if whole.trim_start_matches('0').len() > INTEGER_DIGITS_LIMIT || places.len() > DECIMAL_PLACES_LIMIT {
        return None;
    }
    Decimal::from_str_exact(&plain).ok()
}

fn read_unit(pair: &Pair<'_>) -> (Unit, Decimal) {
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
fn suffix(word: &str) -> Relation {
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

fn date_mark(pair: &Pair<'_>) -> DateMark {
    let inner = pair.clone().into_inner().next().unwrap_or_else(|| pair.clone());
    match inner.as_rule() {
        Rule::before => DateMark::Before,
        Rule::from => DateMark::From,
        _ => DateMark::Name,
    }
}

fn date_words(pair: &Pair<'_>) -> DateWords {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> (String, Option<Relation>) {
        match at_digit(text, 0).or_else(|| at_numeral(text, 0)) {
            Some(Figure {
                kind: FigureKind::Amount(amount, after),
                ..
            }) => (format!("{}{}", amount.number, amount.unit), after),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        for (text, expected) in [
            ("640元，", "640元"),
            ("512元/人·年，", "512元/人·年"),
            ("1,020元", "1020元"),
            ("3.5万元", "3.5万元"),
            ("2百万元", "200万元"),
            ("70%左右", "70%"),
            ("10个百分点", "10个百分点"),
            ("80元/吨", "80元/吨"),
            ("1100万人以上", "1100万人"),
            ("二千元", "2000元"),
            ("百分之七十", "70%"),
            ("三成", "30%"),
            ("30元每人每年", "30元/人·年"),
        ] {
            assert_eq!(amount(text).0, expected, "{text}");
        }
        assert_eq!(amount("97%以上。").1, Some(Relation::AtLeast));
        assert_eq!(amount("70%左右").1, Some(Relation::About));
        assert_eq!(amount("5%以内").1, Some(Relation::AtMost));
    }

    #[test]
    fn ranges_share_what_the_second_end_says() {
        for (text, low, high) in [
            ("2万元—10万元", "2万元", "10万元"),
            ("5至10万元", "5万元", "10万元"),
            ("2万-10万元", "2万元", "10万元"),
            ("10%～20%", "10%", "20%"),
            ("60-80元", "60元", "80元"),
        ] {
            let Some(Figure {
                kind: FigureKind::Range(a, b, _),
                ..
            }) = at_digit(text, 0)
            else {
                panic!("{text}: {:?}", at_digit(text, 0));
            };
            assert_eq!(format!("{}{}", a.number, a.unit), low);
            assert_eq!(format!("{}{}", b.number, b.unit), high);
        }
    }

    #[test]
    fn dates_keep_what_is_written() {
        let date = |text: &str| match at_digit(text, 0) {
            Some(Figure {
                kind: FigureKind::Date(words, mark),
                core,
                ..
            }) => (words, mark, text[core].to_owned()),
            other => panic!("{text}: {other:?}"),
        };
        let (words, mark, core) = date("2023年12月底前，");
        assert_eq!((words.year, words.month, words.end), (Some(2023), Some(12), true));
        assert_eq!((mark, core.as_str()), (DateMark::Before, "2023年12月底"));
        assert_eq!(date("9月15日前").0.day, Some(15));
        assert_eq!(date("2023年9月1日起").1, DateMark::From);
        assert!(date("2024年度居民").0.annual);
    }

    #[test]
    fn the_grammar_is_asked_wherever_a_numeral_has_a_unit() {
        let grammar = include_str!("../../grammar/prose.pest");
        let mut words = 0;
        for rule in ["magnitude", "yuan", "percent", "points", "duration", "count"] {
            let body = grammar.split(&format!("\n{rule} ")).nth(1).unwrap();
            let body = &body[..body.find('}').unwrap()];
            // What must not follow a unit is none.
            let units: String = body
                .split("!(")
                .enumerate()
                .map(|(index, piece)| match index {
                    0 => piece,
                    _ => piece.split_once(')').unwrap().1,
                })
                .collect();
            for word in units.split('"').skip(1).step_by(2) {
                let first = word.chars().next().unwrap();
                assert!(
                    numeral::is_numeral(first) || BEHIND_NUMERALS.contains(&first),
                    "{word}"
                );
                words += 1;
            }
        }
        assert!(words > 80);
        for text in [
            "三成",
            "三至五年",
            "百分之七十",
            "千分之三",
            "二百万元",
            "十个百分点",
        ] {
            assert!(at_numeral(text, 0).is_some(), "{text}");
        }
    }

    #[test]
    fn an_amount_is_the_same_by_either_way() {
        for text in [
            "640元，",
            "512元/人·年，",
            "1,020元",
            "3万人以上，",
            "15个工作日内完成",
            "100%。",
            "2023",
            "12、",
        ] {
            assert!(is_amount(text), "{text}");
            assert_eq!(at_digit(text, 0), read(text, 0, Rule::figure), "{text}");
        }
        for text in ["2023年，", "9月", "6:4", "1.5万元", "2万元—10万元", "2021/5/1"] {
            assert!(!is_amount(text), "{text}");
        }
    }

    #[test]
    fn ratios_and_times_are_told_apart() {
        assert!(matches!(
            at_digit("6:4，其他", 0).map(|f| f.kind),
            Some(FigureKind::Ratio(parts)) if parts.len() == 2
        ));
        assert!(matches!(
            at_digit("2021—2025年", 0).map(|f| f.kind),
            Some(FigureKind::Years(2021, 2025))
        ));
    }
}
