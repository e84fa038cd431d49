//! Which dates of a sentence set a limit, and which: by when, from when, on which day, between which days.

use std::ops::Range;

use super::super::figure::{Amount, DateMark, DateWords, Figure, FigureKind};
use super::super::place::Place;
use super::super::tokens::{Kind, Token};
use crate::notice::{
    DayMonth, DurationUnit, Measure, Name, PartialDate, Quantity, Relation, TimeLimit, TimePoint,
};

/// A date of a sentence as a limit.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    pub(super) limit: TimeLimit,
    /// The date, with the words that make it a limit.
    pub(super) range: Range<usize>,
    /// The date alone.
    pub(super) core: Range<usize>,
}

/// Words that say how things stood, or since when they have stood so.
const PAST: [&str; 5] = ["截至", "截止至", "自从", "回溯至", "追溯至"];

/// Words before a date that is the last day.
const UNTIL: [&str; 13] = [
    "至",
    "到",
    "截止",
    "截止时间为",
    "截止日期为",
    "截止时间是",
    "期限为",
    "时限为",
    "不迟于",
    "不晚于",
    "最迟",
    "最晚于",
    "完成时间为",
];

/// Words before a date on which something happens.
const ON: [&str; 8] = ["于", "在", "定于", "定为", "时间为", "时间是", "日期为", "拟于"];

/// What may be done on a day; what was decided or published on it is no limit.
const BEGINS: [&str; 22] = [
    "启动", "开始", "开工", "竣工", "完工", "实施", "施行", "执行", "上线", "运行", "开展", "生效", "开通",
    "组织", "完成", "交付", "投产", "建成", "兑现", "兑付", "发放", "投入",
];

/// What was done on a day before the notice, or what a date only tells apart.
const DONE: [&str; 18] = [
    "的", "标准", "水平", "基础", "印发", "发布", "下发", "出台", "召开", "会议", "审议", "通过", "批准",
    "公布", "修订", "收盘", "在册", "收悉",
];

/// The years that dates without one are read by.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::reading) struct Years {
    /// The year in which the notice was issued.
    pub(in crate::reading) issued: Option<u16>,
    /// The last year that it is for.
    pub(in crate::reading) policy: Option<u16>,
    /// The year that the heading above is about.
    pub(in crate::reading) section: Option<u16>,
}

/// The limits that the dates of one sentence set, in order.
pub(super) fn limits(
    place: &Place<'_>,
    tokens: &[Token],
    sentence: &Range<usize>,
    years: Years,
) -> Vec<Dated> {
    let mut reader = Limits {
        place,
        tokens,
        sentence: sentence.clone(),
        issued: years.issued.map(u32::from),
        standing: years
            .section
            .or_else(|| {
                years
                    .issued
                    .filter(|issued| years.policy.is_some_and(|policy| policy != *issued))
            })
            .map(u32::from),
        year: None,
        open: Vec::new(),
        out: Vec::new(),
    };
    for (index, token) in tokens.iter().enumerate() {
        if let Kind::Figure(figure) = &token.kind {
            reader.figure(index, figure);
        }
    }
    reader.words();
    let mut out = reader.out;
    out.sort_by_key(|dated| dated.range.start);
    out
}

struct Limits<'a> {
    place: &'a Place<'a>,
    tokens: &'a [Token],
    sentence: Range<usize>,
    /// The year in which the notice was issued.
    issued: Option<u32>,
    /// The year of a date without one, where it is not that of the policy.
    standing: Option<u32>,
    /// The year of the date before.
    year: Option<u32>,
    /// Dates of a list whose last one says what they are: 5月31日和11月30日前.
    open: Vec<(TimePoint, Range<usize>)>,
    out: Vec<Dated>,
}

impl Limits<'_> {
    fn before(&self, at: usize) -> &str {
        self.place.text().get(self.sentence.start..at).unwrap_or("")
    }

    fn behind(&self, at: usize) -> &str {
        self.place.text().get(at..self.sentence.end).unwrap_or("")
    }

    fn push(&mut self, limit: TimeLimit, range: Range<usize>, core: Range<usize>) {
        self.out.push(Dated { limit, range, core });
    }

    fn figure(&mut self, index: usize, figure: &Figure) {
        match &figure.kind {
            FigureKind::Date(words, mark) => self.date(index, *words, *mark, figure),
            FigureKind::Window(first, first_range, last, last_range) => {
                let lead = self.before(figure.range.start);
                // 每年6月1日至6月30日 recurs, which a window does not.
                let recurs = ["每年", "每年的", "每学年"]
                    .iter()
                    .any(|word| lead.ends_with(word));
                if first.annual || last.annual || recurs {
                    return;
                }
                self.year = last.year.or(self.year);
                let window =
                    TimeLimit::Window(self.partial(*first, first_range), self.partial(*last, last_range));
                self.push(window, figure.range.clone(), figure.range.clone());
            }
            FigureKind::Amount(amount, after) => self.amount(amount, *after, figure),
            _ => {}
        }
    }

    fn date(&mut self, index: usize, words: DateWords, mark: DateMark, figure: &Figure) {
        let range = figure.range.clone();
        let whole = self.place.text().get(range.clone()).unwrap_or("");
        let lead = self.before(range.start);
        let dated = words.year.is_some() && (words.month.is_some() || words.end);
        let past = whole.ends_with("以来") || PAST.iter().any(|word| lead.ends_with(word));
        // The year of how things stood is not that of what is to be done.
        if past || mark == DateMark::Name || words.annual {
            return;
        }
        let point = self.point(words, &range, &figure.core);
        let lead = self.before(range.start);
        let ends = |list: &[&str]| list.iter().any(|word| lead.ends_with(word));
        let listed = self
            .open
            .last()
            .is_some_and(|(_, open)| self.joins(open.end, range.start));
        let limit: Option<fn(TimePoint) -> TimeLimit> = match mark {
            DateMark::Before => Some(TimeLimit::Before),
            DateMark::From => Some(TimeLimit::From),
            DateMark::Name => None,
            DateMark::None if words.is_year() => None,
            DateMark::None if ends(&UNTIL) => Some(TimeLimit::Before),
            DateMark::None if ends(&["自", "从"]) => Some(TimeLimit::From),
            DateMark::None => {
                let behind = self.behind(range.end);
                let base = self
                    .tokens
                    .get(index.saturating_add(1))
                    .is_some_and(|next| next.range.start == range.end && matches!(next.kind, Kind::OnBasis));
                let done = base || DONE.iter().any(|word| behind.starts_with(word));
                let happens = ends(&ON)
                    || self.begins_part(range.start) && {
                        let rest = behind.trim_start_matches(['，', '正', '式', '全', '面', '起', '前']);
                        BEGINS.iter().any(|word| rest.starts_with(word))
                    };
                // 2024年第二季度资金 is of that quarter, 2024年第二季度完成 is by its end.
                let core = self.place.text().get(figure.core.clone()).unwrap_or("");
                let period = core.ends_with("季度") || core.ends_with("半年");
                let begins = BEGINS.iter().any(|word| behind.starts_with(word));
                if done || period && !begins {
                    None
                } else if words.end {
                    Some(TimeLimit::Before)
                } else if happens && (words.day.is_some() || words.year.is_some()) {
                    Some(TimeLimit::On)
                } else {
                    None
                }
            }
        };
        let joined = self.behind(range.end).starts_with(['、', '和', '与', '及']);
        if mark == DateMark::None && joined && (words.month.is_some() || words.end) && !ends(&UNTIL) {
            // What comes of it the next date says.
            if dated {
                self.year = words.year;
            }
            self.open.push((point, range));
            return;
        }
        let waiting = std::mem::take(&mut self.open);
        let Some(limit) = limit else { return };
        if dated {
            self.year = words.year;
        }
        if listed {
            for (point, range) in waiting {
                self.push(limit(point), range.clone(), range);
            }
        }
        self.push(limit(point), range, figure.core.clone());
    }

    /// Whether nothing but a word of a list stands between two dates.
    fn joins(&self, from: usize, to: usize) -> bool {
        self.place.text().get(from..to).is_some_and(|between| {
            let rest = between.trim_start_matches(['、', '和', '与', '及', '以']);
            rest.is_empty() || rest == "每年"
        })
    }

    fn begins_part(&self, at: usize) -> bool {
        let before = self.before(at);
        before.is_empty()
            || before.ends_with(['，', '；', '：', '。', '、', '）'])
            || before.ends_with("力争")
    }

    /// The date that the words mean, with the year that the words before it give.
    fn point(&self, words: DateWords, range: &Range<usize>, core: &Range<usize>) -> TimePoint {
        let lead = self.before(range.start);
        let mut words = words;
        if words.year.is_none() && words.month.is_some() {
            let annual = lead.contains("每年");
            let ends = |list: &[&str]| list.iter().any(|word| lead.ends_with(word));
            let listed = self.open.last().is_some_and(|(point, open)| {
                matches!(point, TimePoint::Yearly(..)) && self.joins(open.end, range.start)
            });
            let after = ["次年", "翌年", "下一年", "下年", "第二年", "次年度"];
            if listed
                || ends(&["每年", "每年的", "每年度"])
                || annual && (ends(&["当年", "同年"]) || ends(&after))
            {
                return TimePoint::Yearly(
                    DayMonth {
                        month: words.month.unwrap_or(12),
                        day: words.day,
                    },
                    self.place.span(core),
                );
            }
            words.year = if ends(&after) {
                self.year.or(self.issued).map(|year| year.saturating_add(1))
            } else if ends(&["明年", "来年"]) {
                self.issued.map(|year| year.saturating_add(1))
            } else if ends(&["今年", "本年", "本年度"]) {
                self.issued
            } else if ends(&["同年", "当年"]) {
                self.year
            } else {
                // 2024年6月底前…，9月底前…: both are of one year.
                self.year.or(self.standing)
            };
        }
        TimePoint::Date(self.partial(words, core))
    }

    /// 3个月内, 收到通知后15个工作日内; 每月10日前.
    fn amount(&mut self, amount: &Amount, after: Option<Relation>, figure: &Figure) {
        let Measure::Duration(unit) = &amount.unit.measure else {
            return;
        };
        let whole = self.place.text().get(figure.range.clone()).unwrap_or("");
        if after == Some(Relation::AtMost) && whole.ends_with('内') {
            // 一个年度内 is how long something is counted for.
            if whole.contains("年度") {
                return;
            }
            let quantity = Quantity {
                number: amount.number,
                unit: amount.unit.clone(),
                span: self.place.span(&amount.range),
                number_span: self.place.span(&amount.number_range),
            };
            let (since, start) = match self.since(figure.range.start) {
                Some((name, start)) => (Some(name), start),
                None => (None, figure.range.start),
            };
            self.push(
                TimeLimit::Before(TimePoint::Within(quantity, since)),
                start..figure.range.end,
                figure.range.clone(),
            );
            return;
        }
        if after.is_none() && *unit == DurationUnit::Day {
            self.monthly(amount, figure);
        }
    }

    /// 每月10日前, 按月10日前.
    fn monthly(&mut self, amount: &Amount, figure: &Figure) {
        let lead = self.before(figure.range.start);
        let word = ["每月", "按月", "每月的", "每个月", "次月"]
            .into_iter()
            .find(|word| lead.ends_with(word));
        let day = amount.number.to_string().parse::<u32>().ok();
        let (Some(word), Some(day)) = (word, day) else {
            return;
        };
        let start = figure.range.start.saturating_sub(word.len());
        let behind = self.behind(figure.range.end);
        let mark = ["（含）前", "之前", "以前", "前"]
            .into_iter()
            .find(|mark| behind.starts_with(mark));
        let core = start..figure.range.end;
        let point = TimePoint::Monthly(Some(day), self.place.span(&core));
        match mark {
            Some(mark) => {
                let range = start..figure.range.end.saturating_add(mark.len());
                self.push(TimeLimit::Before(point), range, core);
            }
            // 每月15日发放, but not 每月5天.
            None if figure_ends_with_day(self.place, figure) => {
                self.push(TimeLimit::On(point), core.clone(), core);
            }
            None => {}
        }
    }

    /// What a span of time is counted from: 收到通知后, 自受理之日起.
    fn since(&self, at: usize) -> Option<(Name, usize)> {
        let lead = self.before(at);
        let marks = ["之日起", "之日", "之后", "以后", "后", "起"];
        let mark = marks.into_iter().find(|mark| lead.ends_with(mark))?;
        let words = lead.strip_suffix(mark)?;
        let begin = words
            .rfind(['，', '。', '；', '：', '、', '（', '）', '《', '》', '“', '”'])
            .map_or(0, |mark| mark.saturating_add(3));
        let mut name = words.get(begin..)?;
        // The words that lead to it: 应当在, 自.
        for lead in ["自", "从", "在", "于"] {
            if let Some((before, rest)) = name.split_once(lead)
                && before.chars().count() <= 14
                && !rest.is_empty()
            {
                name = rest;
                break;
            }
        }
        let plain = |c: char| c.is_alphabetic() && c != '后';
        let count = name.chars().count();
        if !(2..=18).contains(&count) || !name.chars().all(plain) {
            return None;
        }
        let end = self.sentence.start.saturating_add(words.len());
        let start = end.saturating_sub(name.len());
        Some((self.place.name(name.into(), &(start..end)), start))
    }

    /// Times written without a figure: 年底前, 今年底前, 明年上半年, 三季度末前.
    fn words(&mut self) {
        let text = self.before(self.sentence.end);
        if !text.contains("年底")
            && !text.contains("年末")
            && !text.contains("季度")
            && !text.contains("半年")
        {
            return;
        }
        let start = self.sentence.start;
        let mut found: Vec<(Range<usize>, When, u32)> = Vec::new();
        for (word, month) in WORDS {
            for (at, _) in text.match_indices(word) {
                let lead = text.get(..at).unwrap_or("");
                let named = |list: &[&str]| {
                    let found = list.iter().find(|word| lead.ends_with(**word));
                    found.map(|word| word.len())
                };
                let (before, shift) = if let Some(long) = named(&["每年"]) {
                    (long, When::Yearly)
                } else if let Some(long) = named(&["今年", "本年", "本年度", "当年", "本", "今"]) {
                    (long, When::In(0))
                } else if let Some(long) = named(&["明年", "来年", "次年", "明", "次"]) {
                    (long, When::In(1))
                } else if lead.ends_with(['每', '上', '去', '前', '各']) {
                    continue;
                } else {
                    (0, When::Open)
                };
                let end = start.saturating_add(at).saturating_add(word.len());
                let range = start.saturating_add(at).saturating_sub(before)..end;
                found.push((range, shift, month));
            }
        }
        for (range, when, month) in found {
            let free = self
                .out
                .iter()
                .all(|dated| dated.range.end <= range.start || range.end <= dated.range.start);
            if !free {
                continue;
            }
            let span = self.place.span(&range);
            let year = match when {
                When::In(more) => self.issued.map(|year| year.saturating_add(more)),
                When::Yearly | When::Open => None,
            };
            let point = if when == When::Yearly {
                let day = None;
                TimePoint::Yearly(DayMonth { month, day }, span)
            } else {
                let (month, day) = (Some(month), None);
                TimePoint::Date(PartialDate {
                    year,
                    month,
                    day,
                    end: true,
                    span,
                })
            };
            self.push(TimeLimit::Before(point), range.clone(), range);
        }
    }

    fn partial(&self, words: DateWords, range: &Range<usize>) -> PartialDate {
        PartialDate {
            year: words.year,
            month: words.month,
            day: words.day,
            end: words.end,
            span: self.place.span(range),
        }
    }
}

/// The year of a time that is written without a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// So many years after that of the notice.
    In(u32),
    /// 每年.
    Yearly,
    /// It is not said.
    Open,
}

fn figure_ends_with_day(place: &Place<'_>, figure: &Figure) -> bool {
    place
        .text()
        .get(figure.range.clone())
        .is_some_and(|words| words.ends_with('日'))
}

/// Ends of a year and of its parts, with the month that they end in; the longer before the shorter.
const WORDS: [(&str, u32); 18] = [
    ("年底之前", 12),
    ("年底以前", 12),
    ("年底前", 12),
    ("年末前", 12),
    ("上半年底前", 6),
    ("上半年前", 6),
    ("一季度末前", 3),
    ("一季度底前", 3),
    ("一季度前", 3),
    ("二季度末前", 6),
    ("二季度底前", 6),
    ("二季度前", 6),
    ("三季度末前", 9),
    ("三季度底前", 9),
    ("三季度前", 9),
    ("四季度末前", 12),
    ("四季度底前", 12),
    ("四季度前", 12),
];
