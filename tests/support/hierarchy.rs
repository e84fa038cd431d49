//! Random hierarchies of extracts that agree with each other, and the laws by which they do.
//!
//! A hierarchy is a nation, provinces, cities and counties, each with a notice. While it is written,
//! every figure is noted with its place, and every reason why it cannot be another one is noted as a
//! [`Law`] over figures. So whether a changed figure makes the corpus inconsistent is known here, from
//! the construction, without the checker.

use std::ops::Range;

/// A small generator of random numbers (splitmix64): the same on every machine.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn within(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % u64::try_from(high - low + 1).unwrap()) as i64
    }

    pub(crate) fn chance(&mut self, of: i64) -> bool {
        self.within(1, of) == 1
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.within(0, from.len() as i64 - 1)).unwrap()]
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// 元.
    Amount,
    /// A percentage by which a sum is shared out.
    Share,
    /// One side of 6:4.
    Ratio,
    /// A percentage that is reached.
    Rate,
    /// A day, counted from 1 January of the policy year.
    Day,
}

/// Index into [`Hierarchy::figures`].
pub(crate) type Id = usize;

/// One figure of one notice.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) file: usize,
    /// The bytes of the number (of the whole date).
    pub(crate) range: Range<usize>,
    /// The bytes of the statement it stands in.
    pub(crate) line: Range<usize>,
    pub(crate) kind: Kind,
    /// In hundredths; days and ratios as they are.
    pub(crate) value: i64,
    /// The last place written, in the same unit.
    pub(crate) place: i64,
    /// Whether some change of it makes the corpus inconsistent, or why none does.
    pub(crate) bound: Result<(), &'static str>,
}

/// The fraction that a part is of its whole.
#[derive(Debug, Clone)]
pub(crate) enum Fraction {
    /// A percentage, in hundredths of a percent.
    Percent(Id),
    /// One number of a ratio, and all of them.
    Ratio(Id, Vec<Id>),
}

/// Why figures cannot be others.
#[derive(Debug, Clone)]
pub(crate) enum Law {
    /// `Σ factor × figure + constant = 0`, or `≥ 0`.
    Linear {
        terms: Vec<(i64, Id)>,
        constant: i64,
        equal: bool,
    },
    /// Parts (each the sum of some figures) are fractions of a whole, rounded half-up. Where all
    /// parts of the whole are given and cannot all be rounded so, the residual is in some of them.
    Parts {
        whole: Vec<(i64, Id)>,
        parts: Vec<(Fraction, Vec<Id>)>,
        complete: bool,
        /// The fractions are of this amount; what is paid beyond it is shared out freely.
        floor: Option<Id>,
    },
}

impl Law {
    fn figures(&self) -> Vec<Id> {
        match self {
            Law::Linear { terms, .. } => terms.iter().map(|(_, id)| *id).collect(),
            Law::Parts {
                whole, parts, floor, ..
            } => {
                let mut ids: Vec<Id> = whole.iter().map(|(_, id)| *id).chain(*floor).collect();
                for (fraction, part) in parts {
                    ids.extend(part);
                    match fraction {
                        Fraction::Percent(id) => ids.push(*id),
                        Fraction::Ratio(_, all) => ids.extend(all),
                    }
                }
                ids
            }
        }
    }

    fn holds(&self, value: &dyn Fn(Id) -> i64, place: &dyn Fn(Id) -> i64) -> bool {
        let sum = |terms: &[(i64, Id)]| terms.iter().map(|(factor, id)| factor * value(*id)).sum::<i64>();
        match self {
            Law::Linear {
                terms,
                constant,
                equal,
            } => {
                let sum = sum(terms) + constant;
                if *equal { sum == 0 } else { sum >= 0 }
            }
            Law::Parts {
                whole,
                parts,
                complete,
                floor,
            } => {
                let total = i128::from(sum(whole));
                let raised = floor
                    .map(|id| i128::from(value(id)))
                    .filter(|floor| total > *floor);
                let (mut off, mut residual, mut all, mut last) = (0, total, 0, 1);
                for (fraction, part) in parts {
                    let (n, d) = match fraction {
                        Fraction::Percent(id) => (i128::from(value(*id)), 10_000),
                        Fraction::Ratio(id, of) => (
                            i128::from(value(*id)),
                            of.iter().map(|id| i128::from(value(*id))).sum(),
                        ),
                    };
                    let given: i128 = part.iter().map(|id| i128::from(value(*id))).sum();
                    let step = part.iter().map(|id| i128::from(place(*id))).min().unwrap_or(1);
                    if let Some(floor) = raised {
                        // The exact part of the floor, less one last place and what is rounded off.
                        if (2 * given + 3 * step) * d < 2 * n * floor {
                            return false;
                        }
                        continue;
                    }
                    let rounded = (2 * n * total + d * step).div_euclid(2 * d * step) * step;
                    residual -= rounded;
                    all += given;
                    if given != rounded {
                        if (given - rounded).abs() > step {
                            return false;
                        }
                        off += 1;
                        last = step;
                    }
                }
                off == 0 || (*complete && all == total && residual.abs() == off * last)
            }
        }
    }
}

/// One extract.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A corpus in which everything agrees.
#[derive(Debug, Default)]
pub(crate) struct Hierarchy {
    pub(crate) documents: Vec<Document>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) laws: Vec<Law>,
    year: i64,
}

impl Hierarchy {
    /// The corpus of a seed.
    pub(crate) fn new(seed: u64) -> Hierarchy {
        let mut writer = Writer::new(seed);
        writer.nation();
        let mut hierarchy = writer.hierarchy;
        for law in &hierarchy.laws {
            assert!(
                law.holds(&|id| hierarchy.figures[id].value, &|id| hierarchy.figures[id]
                    .place),
                "seed {seed}: the generator broke its own law {law:?}: {:?}",
                law.figures()
                    .iter()
                    .map(|&id| hierarchy.statement(id))
                    .collect::<Vec<_>>()
            );
        }
        for id in 0..hierarchy.figures.len() {
            let bound = if !hierarchy.laws.iter().any(|law| law.figures().contains(&id)) {
                Err("no law speaks of it")
            } else if hierarchy
                .changes(id)
                .iter()
                .all(|&value| hierarchy.broken(id, value).is_empty())
            {
                Err("the laws allow every change tried")
            } else {
                Ok(())
            };
            hierarchy.figures[id].bound = bound;
        }
        hierarchy
    }

    /// The laws that do not hold once figure `id` has another value.
    pub(crate) fn broken(&self, id: Id, value: i64) -> Vec<&Law> {
        let of = |other: Id| {
            if other == id {
                value
            } else {
                self.figures[other].value
            }
        };
        let place = |other: Id| self.figures[other].place;
        self.laws
            .iter()
            .filter(|law| law.figures().contains(&id) && !law.holds(&of, &place))
            .collect()
    }

    /// The figures that share a law with `id`, itself included.
    pub(crate) fn linked(&self, id: Id) -> Vec<Id> {
        let mut linked = vec![id];
        for law in &self.laws {
            let figures = law.figures();
            if figures.contains(&id) {
                linked.extend(figures);
            }
        }
        linked.sort_unstable();
        linked.dedup();
        linked
    }

    /// Other values for a figure: up and down, by one last place and by a lot.
    pub(crate) fn changes(&self, id: Id) -> Vec<i64> {
        let Figure {
            kind, value, place, ..
        } = self.figures[id];
        let lot = match kind {
            Kind::Day => 40,
            Kind::Ratio => 3,
            _ => (value / 7 / place + 2) * place,
        };
        [value + place, value - place, value + lot, value - lot]
            .into_iter()
            .filter(|&new| match kind {
                Kind::Amount => new >= 0,
                Kind::Share | Kind::Rate => new > 0 && new <= 10_000,
                Kind::Ratio => new > 0,
                Kind::Day => new >= 0,
            })
            .collect()
    }

    /// The texts once figure `id` has another value.
    pub(crate) fn changed(&self, id: Id, value: i64) -> Vec<Document> {
        let figure = &self.figures[id];
        let mut documents = self.documents.clone();
        let new = written(figure.kind, value, figure.place, self.year);
        documents[figure.file]
            .text
            .replace_range(figure.range.clone(), &new);
        documents
    }

    /// The statements that a law speaks of.
    pub(crate) fn words(&self, law: &Law) -> String {
        law.figures()
            .into_iter()
            .map(|id| {
                format!(
                    "    {id}: {} {}\n",
                    self.documents[self.figures[id].file].path,
                    self.statement(id)
                )
            })
            .collect()
    }

    /// The line of a figure, as it stands.
    pub(crate) fn statement(&self, id: Id) -> &str {
        let figure = &self.figures[id];
        &self.documents[figure.file].text[figure.line.clone()]
    }
}

fn written(kind: Kind, value: i64, place: i64, year: i64) -> String {
    match kind {
        Kind::Ratio => value.to_string(),
        Kind::Day => {
            let start = jiff::civil::date(i16::try_from(year).unwrap(), 1, 1);
            let day = start + jiff::Span::new().days(value);
            format!("{}年{}月{}日", day.year(), day.month(), day.day())
        }
        _ if place == 100 => (value / 100).to_string(),
        _ if place == 10 => format!("{}.{}", value / 100, value % 100 / 10),
        _ => format!("{}.{:02}", value / 100, value % 100),
    }
}

fn place_of(value: i64) -> i64 {
    match (value % 100, value % 10) {
        (0, _) => 100,
        (_, 0) => 10,
        _ => 1,
    }
}

const WEST: [(&str, &str); 4] = [
    ("广西壮族自治区", "桂"),
    ("贵州省", "黔"),
    ("云南省", "云"),
    ("甘肃省", "甘"),
];
const CENTRE: [(&str, &str); 4] = [
    ("山西省", "晋"),
    ("河南省", "豫"),
    ("湖南省", "湘"),
    ("安徽省", "皖"),
];
const CITIES: [&str; 9] = [
    "青平市",
    "临岚市",
    "岭澄市",
    "砚川市",
    "棠溪市",
    "沅林市",
    "汀岩市",
    "槐荫市",
    "澜泊市",
];
const COUNTIES: [&str; 9] = [
    "白石县",
    "松坪县",
    "柳泉县",
    "铜岭县",
    "枫桥县",
    "兰渡县",
    "鹿河县",
    "古岩县",
    "竹林县",
];

/// A statement of an amount, and whether it is the amount itself or a floor.
#[derive(Debug, Clone, Copy)]
struct Stated {
    id: Id,
    exact: bool,
    /// `=`, which those below may not exceed.
    fixed: bool,
}

struct Nation {
    subsidy: Stated,
    contribution: Id,
    funding: Option<Id>,
    west: [Id; 2],
    centre: [Id; 2],
    rate: Id,
    enrolment: Id,
    deadline: Option<Id>,
    growth: Option<Id>,
}

/// What a notice says that those below must meet.
#[derive(Clone)]
struct Above {
    number: String,
    subsidy: Option<Stated>,
    contribution: Option<Stated>,
    growth: Option<Id>,
    step: Option<Id>,
    rate: Option<(Id, bool)>,
    enrolment: Vec<Id>,
    everybody: Vec<Id>,
    deadline: Vec<Id>,
}

/// How a province shares its subsidy out: by amounts, or by percentages for each kind of county.
#[derive(Clone)]
enum Scheme {
    Amounts {
        /// 中央财政 and 地方财政.
        central: Id,
        local: Id,
        /// 省级财政 and 县级财政 in 脱贫县; 省级财政 and 市县财政 elsewhere.
        poor: [Id; 2],
        other: [Id; 2],
    },
    Percentages {
        /// 一般县 and 享受西部政策的县: percentages and amounts of 中央、省级、市县, and whether the last is exact.
        classes: [([Id; 3], [Id; 3], bool); 2],
    },
}

struct Writer {
    rng: Rng,
    hierarchy: Hierarchy,
    line: usize,
    /// The day of issue of the notice being written, counted from 1 January.
    issued: i64,
    /// Steps of amounts, in hundredths of a 元.
    step: i64,
    floor: i64,
    contribution: i64,
    increase: i64,
}

impl Writer {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let step = rng.pick(&[100, 100, 50, 10]);
        let year = rng.within(2017, 2032);
        let floor = rng.within(400, 900) * 100 + if step == 100 { 0 } else { rng.within(0, 1) * 50 };
        let contribution = rng.within(150, 600) * 100;
        let increase = rng.within(10, 60) * 100 + if step == 100 { 0 } else { rng.within(0, 1) * 50 };
        let hierarchy = Hierarchy {
            year,
            ..Hierarchy::default()
        };
        Writer {
            rng,
            hierarchy,
            line: 0,
            issued: 0,
            step: if step == 50 { 10 } else { step },
            floor,
            contribution,
            increase,
        }
    }

    // ------------------------------------------------------------ writing

    fn text(&mut self) -> &mut String {
        &mut self.hierarchy.documents.last_mut().unwrap().text
    }

    fn put(&mut self, text: &str) {
        let year = self.hierarchy.year;
        let text = text
            .replace("{Y}", &year.to_string())
            .replace("{Y-1}", &(year - 1).to_string())
            .replace("{Y+1}", &(year + 1).to_string());
        self.text().push_str(&text);
    }

    fn figure(&mut self, kind: Kind, value: i64) -> Id {
        let place = match kind {
            Kind::Ratio | Kind::Day => 1,
            _ => place_of(value),
        };
        let new = written(kind, value, place, self.hierarchy.year);
        let start = self.text().len();
        self.text().push_str(&new);
        let file = self.hierarchy.documents.len() - 1;
        self.hierarchy.figures.push(Figure {
            file,
            range: start..start + new.len(),
            line: start..start,
            kind,
            value,
            place,
            bound: Err("not worked out yet"),
        });
        self.hierarchy.figures.len() - 1
    }

    fn end(&mut self) {
        let line = self.line..self.text().len();
        let file = self.hierarchy.documents.len() - 1;
        for figure in self.hierarchy.figures.iter_mut().rev() {
            if figure.file != file || figure.range.start < line.start {
                break;
            }
            figure.line = line.clone();
        }
        self.text().push('\n');
        self.line = self.text().len();
    }

    /// A line of words alone.
    fn say(&mut self, text: &str) {
        self.put(text);
        self.end();
    }

    /// `before FIGURE after`.
    fn one(&mut self, before: &str, kind: Kind, value: i64, after: &str) -> Id {
        self.put(before);
        let id = self.figure(kind, value);
        self.put(after);
        self.end();
        id
    }

    /// `before name FIGURE + name FIGURE + …`.
    fn parts<const N: usize>(&mut self, whole: &str, kind: Kind, parts: [(&str, i64); N]) -> [Id; N] {
        let (joint, unit) = match kind {
            Kind::Ratio => (" : ", ""),
            Kind::Amount => (" + ", "元"),
            _ => (" + ", "%"),
        };
        self.put(whole);
        self.put(" = ");
        let mut first = true;
        let ids = parts.map(|(name, value)| {
            if !std::mem::take(&mut first) {
                self.put(joint);
            }
            self.put(name);
            if !name.ends_with('≥') {
                self.put(" ");
            }
            let id = self.figure(kind, value);
            self.put(unit);
            id
        });
        self.end();
        ids
    }

    /// A serial number that no other notice has.
    fn serial(&mut self) -> i64 {
        self.hierarchy.documents.len() as i64 * 7 + self.rng.within(1, 7)
    }

    fn begin(&mut self, path: &str, number: &str, region: &str, year: i64, month: i64, basis: &str) {
        self.hierarchy.documents.push(Document {
            path: format!("{path}.notice"),
            text: String::new(),
        });
        self.line = 0;
        let day = self.rng.within(1, 28);
        let date = |part: i64| i8::try_from(part).unwrap();
        let issued = jiff::civil::date(i16::try_from(year).unwrap(), date(month), date(day));
        self.issued = i64::from(issued.day_of_year()) - 1;
        self.say(&format!("文号：{number}"));
        self.say(&format!("标题：关于做好{year}年城乡居民基本医疗保障工作的通知"));
        let issuer = match region {
            "全国" => "国家医疗保障局".to_owned(),
            _ => format!("{}医疗保障局", last_name(region)),
        };
        self.say(&format!("机关：{issuer}"));
        self.say(&format!("地区：{region}"));
        self.say(&format!("成文：{year}年{month}月{day}日"));
        self.say(&format!("年度：{year}年"));
        if !basis.is_empty() {
            self.say(&format!("依据：{basis}"));
        }
        self.say("");
    }

    // ------------------------------------------------------------ laws

    fn value(&self, id: Id) -> i64 {
        self.hierarchy.figures[id].value
    }

    fn law(&mut self, terms: &[(i64, Id)], equal: bool) {
        self.hierarchy.laws.push(Law::Linear {
            terms: terms.to_vec(),
            constant: 0,
            equal,
        });
    }

    fn same(&mut self, a: Id, b: Id) {
        self.law(&[(1, a), (-1, b)], true);
    }

    fn at_least(&mut self, a: Id, b: Id) {
        self.law(&[(1, a), (-1, b)], false);
    }

    /// A deadline is not past on the day of issue.
    fn not_past(&mut self, deadline: Id) {
        self.hierarchy.laws.push(Law::Linear {
            terms: vec![(1, deadline)],
            constant: -self.issued,
            equal: false,
        });
    }

    fn hundred(&mut self, shares: &[Id]) {
        self.hierarchy.laws.push(Law::Linear {
            terms: shares.iter().map(|&id| (1, id)).collect(),
            constant: -10_000,
            equal: true,
        });
    }

    fn shared(
        &mut self,
        whole: &[(i64, Id)],
        parts: Vec<(Fraction, Vec<Id>)>,
        complete: bool,
        floor: Option<Id>,
    ) {
        self.hierarchy.laws.push(Law::Parts {
            whole: whole.to_vec(),
            parts,
            complete,
            floor,
        });
    }

    /// `total` cut by `weights`: each part rounded half-up to `step`, and what that leaves put into
    /// some parts, so that they add up.
    fn cut(&mut self, total: i64, weights: &[i64], step: i64) -> Vec<i64> {
        let sum: i64 = weights.iter().sum();
        let mut parts: Vec<i64> = weights
            .iter()
            .map(|weight| (2 * weight * total + sum * step).div_euclid(2 * sum * step) * step)
            .collect();
        let mut residual = total - parts.iter().sum::<i64>();
        let mut at = self.rng.within(0, weights.len() as i64 - 1) as usize;
        while residual != 0 {
            parts[at] += residual.signum() * step;
            residual -= residual.signum() * step;
            at = (at + 1) % parts.len();
        }
        parts
    }

    /// The step of parts of `total`: that of the corpus, or a finer one if the total needs it.
    fn step_for(&self, total: i64) -> i64 {
        self.step.min(place_of(total))
    }

    // ------------------------------------------------------------ the nation

    fn nation(&mut self) {
        let year = self.hierarchy.year;
        let number = format!("医保发〔{year}〕{}号", self.serial());
        self.begin("nation", &number, "全国", year, 7, "");
        self.say("一、合理确定筹资标准");
        let (floor, contribution) = (self.floor, self.contribution);
        let funding = (!self.rng.chance(3)).then(|| {
            let id = self.one(
                "    筹资标准（{Y}年） = ",
                Kind::Amount,
                floor + contribution,
                "元/人·年",
            );
            self.say("    筹资标准（{Y}年） = 财政补助 + 个人缴费");
            id
        });
        let exact = self.rng.chance(2);
        let relation = if exact { "达到" } else { "≥" };
        let subsidy = Stated {
            id: self.one(
                &format!("    财政补助（{{Y}}年） {relation} "),
                Kind::Amount,
                floor,
                "元/人·年",
            ),
            exact,
            fixed: false,
        };
        let growth = (exact && self.rng.chance(3)).then(|| {
            let increase = self.increase;
            self.one(
                "    财政补助（{Y}年） = 财政补助（{Y-1}年） + ",
                Kind::Amount,
                increase,
                "元",
            )
        });
        let contribution = self.one(
            "    个人缴费（{Y}年） 达到 ",
            Kind::Amount,
            contribution,
            "元/人·年",
        );
        if let Some(funding) = funding {
            self.law(&[(1, funding), (-1, subsidy.id), (-1, contribution)], exact);
        }
        let west = self.rng.pick(&[7_000, 7_500, 8_000, 8_500, 8_750]);
        let centre = self.rng.pick(&[5_000, 5_500, 6_000, 6_250, 6_500]);
        let west = self.parts(
            "    财政补助（西部）",
            Kind::Share,
            [("中央财政", west), ("地方财政", 10_000 - west)],
        );
        self.hundred(&west);
        let centre = self.parts(
            "    财政补助（中部）",
            Kind::Share,
            [("中央财政", centre), ("地方财政", 10_000 - centre)],
        );
        self.hundred(&centre);
        self.say("二、健全待遇保障机制");
        let rate = self.rng.within(55, 80) * 100;
        let rate = self.one("    住院政策范围内基金支付比例 ≈ ", Kind::Rate, rate, "%");
        let enrolment = self.rng.within(94, 99) * 100;
        let enrolment = self.one(
            "    基本医疗保险参保率（农村低收入人口、脱贫人口） ≥ ",
            Kind::Rate,
            enrolment,
            "%",
        );
        let deadline = self.rng.chance(2).then(|| {
            let day = self.rng.within(320, 364);
            let id = self.one("    拨付补助资金 限 ", Kind::Day, day, "前");
            self.not_past(id);
            id
        });
        let nation = Nation {
            subsidy,
            contribution,
            funding,
            west,
            centre,
            rate,
            enrolment,
            deadline,
            growth,
        };
        let provinces = self.rng.within(1, 3);
        let (west, centre) = (self.rng.within(0, 3), self.rng.within(0, 3));
        for index in 0..provinces {
            let western = self.rng.chance(2);
            let at = |start: i64| usize::try_from((start + index) % 4).unwrap();
            let (name, code) = if western {
                WEST[at(west)]
            } else {
                CENTRE[at(centre)]
            };
            self.province(&nation, &number, index, western, name, code);
        }
    }

    // ------------------------------------------------------------ what every level says

    /// Contribution, rates and deadline of a notice below `above`.
    fn rest(&mut self, above: &Above) -> Above {
        let mut own = above.clone();
        self.say("二、健全待遇保障机制");
        if !self.rng.chance(4)
            && let Some((higher, about)) = above.rate
        {
            let value = self.value(higher);
            if about && !self.rng.chance(4) {
                let id = self.one("    住院政策范围内基金支付比例 ≈ ", Kind::Rate, value, "%");
                self.same(id, higher);
                own.rate = Some((id, true));
            } else {
                let more = value + self.rng.within(0, 5) * 100;
                let id = self.one("    住院政策范围内基金支付比例 达到 ", Kind::Rate, more, "%");
                if about {
                    // 左右 leaves a twentieth of the value.
                    self.law(&[(20, id), (-19, higher)], false);
                } else {
                    self.at_least(id, higher);
                }
                own.rate = Some((id, false));
            }
        }
        if self.rng.chance(2) {
            let group = self.rng.pick(&["脱贫人口", "农村低收入人口、脱贫人口"]);
            let higher = above.enrolment.iter().map(|&id| self.value(id)).max().unwrap();
            let value = (higher + self.rng.within(0, 4) * 50).min(10_000);
            let relation = self.rng.pick(&["≥", "达到"]);
            let id = self.one(
                &format!("    基本医疗保险参保率（{group}） {relation} "),
                Kind::Rate,
                value,
                "%",
            );
            for &other in &above.enrolment {
                self.at_least(id, other);
            }
            own.enrolment.push(id);
        }
        if self.rng.chance(3) {
            let higher = above
                .everybody
                .iter()
                .map(|&id| self.value(id))
                .max()
                .unwrap_or(9_000);
            let value = (higher + self.rng.within(0, 2) * 50).min(10_000);
            let id = self.one("    基本医疗保险参保率 ≥ ", Kind::Rate, value, "%");
            for &other in &above.everybody {
                self.at_least(id, other);
            }
            own.everybody.push(id);
        }
        if self.rng.chance(2) {
            let latest = above
                .deadline
                .iter()
                .map(|&id| self.value(id))
                .min()
                .unwrap_or(364);
            let day = (latest - self.rng.pick(&[0, 0, 1, 7, 12])).max(310);
            let id = self.one("    拨付补助资金 限 ", Kind::Day, day, "前");
            for &other in &above.deadline {
                self.at_least(other, id);
            }
            self.not_past(id);
            own.deadline.push(id);
        }
        own
    }

    /// The contribution; `last` is what last year's notice of the same region says of it.
    fn contribution(&mut self, above: &Above, last: Option<(i64, Stated)>, own: &mut Above) {
        let higher = above.contribution.map(|stated| stated.id).unwrap();
        let more = if self.rng.chance(4) {
            self.rng.within(1, 20) * 100
        } else {
            0
        };
        let exact = self.rng.chance(2);
        let relation = if exact { "达到" } else { "≥" };
        let (value, step) = match last {
            Some((value, _)) => (value, Some(value)),
            None => (self.value(higher) + more, None),
        };
        let id = self.one(
            &format!("    个人缴费（{{Y}}年预收{{Y+1}}年度） {relation} "),
            Kind::Amount,
            value,
            "元/人·年",
        );
        self.at_least(id, higher);
        own.contribution = Some(Stated {
            id,
            exact,
            fixed: false,
        });
        if step.is_some() || self.rng.chance(3) {
            let increase = match (last, above.step) {
                (Some((value, stated)), _) => value - self.value(stated.id),
                (None, Some(step)) => self.value(step),
                (None, None) => self.rng.within(10, 40) * 100,
            };
            let step = self.one(
                "    个人缴费（{Y}年预收{Y+1}年度） = 个人缴费（{Y-1}年预收{Y}年度） + ",
                Kind::Amount,
                increase,
                "元",
            );
            if let Some(above) = above.step {
                self.same(step, above);
            }
            if let Some((_, last)) = last {
                match (exact, last.exact) {
                    (true, true) => self.law(&[(1, id), (-1, step), (-1, last.id)], true),
                    (true, false) => self.law(&[(1, id), (-1, step), (-1, last.id)], false),
                    (false, true) => self.law(&[(1, last.id), (1, step), (-1, id)], false),
                    (false, false) => {}
                }
            }
            own.step = Some(step);
        }
    }

    // ------------------------------------------------------------ a province

    fn province(&mut self, nation: &Nation, basis: &str, index: i64, western: bool, name: &str, code: &str) {
        let year = self.hierarchy.year;
        let serial = self.serial();
        let number = format!("{code}医保发〔{year}〕{serial}号");
        let path = format!("p{index}");
        let raised = nation.growth.is_none() && self.rng.chance(5);
        let total = self.floor + if raised { self.rng.within(1, 6) * 500 } else { 0 };
        let by_amounts = western || self.rng.chance(2);
        let (exact, fixed, relation) = if by_amounts {
            self.rng
                .pick(&[(true, false, "达到"), (true, true, "="), (false, false, "≥")])
        } else {
            (true, false, "达到")
        };
        let above = Above {
            number: basis.to_owned(),
            subsidy: Some(nation.subsidy),
            contribution: Some(Stated {
                id: nation.contribution,
                exact: true,
                fixed: false,
            }),
            growth: nation.growth,
            step: None,
            rate: Some((nation.rate, true)),
            enrolment: vec![nation.enrolment],
            everybody: Vec::new(),
            deadline: nation.deadline.into_iter().collect(),
        };
        // Last year's notice of the same region.
        let last = self.rng.chance(3).then(|| {
            self.begin(
                &format!("{path}-last"),
                &format!("{code}医保发〔{}〕{serial}号", year - 1),
                name,
                year - 1,
                8,
                "",
            );
            self.say("一、合理确定筹资标准");
            let value = total - self.increase;
            let subsidy = self.one("    财政补助（{Y-1}年） 达到 ", Kind::Amount, value, "元/人·年");
            let contribution = self.contribution - self.rng.within(1, 30) * 100;
            let exact = self.rng.chance(2);
            let relation = if exact { "达到" } else { "≥" };
            let contribution = self.one(
                &format!("    个人缴费（{{Y-1}}年预收{{Y}}年度） {relation} "),
                Kind::Amount,
                contribution,
                "元/人·年",
            );
            (
                subsidy,
                Stated {
                    id: contribution,
                    exact,
                    fixed: false,
                },
            )
        });
        self.begin(&path, &number, name, year, 8, basis);
        self.say("一、合理确定筹资标准");
        let subsidy = Stated {
            id: self.one(
                &format!("    财政补助（{{Y}}年） {relation} "),
                Kind::Amount,
                total,
                "元/人·年",
            ),
            exact,
            fixed,
        };
        self.at_least(subsidy.id, nation.subsidy.id);
        let mut own = Above {
            number: number.clone(),
            subsidy: Some(subsidy),
            ..above.clone()
        };
        if last.is_some() || self.rng.chance(2) {
            let increase = self.increase;
            let growth = self.one(
                "    财政补助（{Y}年） = 财政补助（{Y-1}年） + ",
                Kind::Amount,
                increase,
                "元",
            );
            if let Some(higher) = nation.growth {
                self.same(growth, higher);
            }
            if let Some((last, _)) = last
                && exact
            {
                self.law(&[(1, subsidy.id), (-1, growth), (-1, last)], true);
            }
            own.growth = Some(growth);
        }
        let last_contribution = last.map(|(_, stated)| (self.contribution, stated));
        self.contribution(&above, last_contribution, &mut own);
        if let (Some(funding), Some(contribution)) = (nation.funding, own.contribution)
            && exact
            && contribution.exact
        {
            let terms = [(1, subsidy.id), (1, contribution.id)];
            self.law(&[terms[0], terms[1], (-1, funding)], false);
            if self.rng.chance(2) {
                let value = total + self.value(contribution.id);
                let stated = self.one("    筹资标准（{Y}年） = ", Kind::Amount, value, "元/人·年");
                self.law(&[terms[0], terms[1], (-1, stated)], true);
                self.at_least(stated, funding);
            }
        }
        let level = if name.ends_with("自治区") {
            "自治区财政"
        } else {
            "省级财政"
        };
        let scheme = if by_amounts {
            self.by_amounts(
                nation,
                western,
                total,
                subsidy,
                level,
                last.map(|(id, _)| id),
                own.growth,
            )
        } else {
            self.by_percentages(nation, total, subsidy, level)
        };
        let own = self.rest(&own);
        let cities = self.rng.within(1, 3);
        let first = self.rng.within(0, 8);
        let mut counties = self.rng.within(0, 8);
        for city in 0..cities {
            let at = usize::try_from((first + city) % 9).unwrap();
            self.city(&own, &scheme, &path, city, name, CITIES[at], level, &mut counties);
        }
    }

    /// Each kind of place and people with the amounts it bears.
    #[allow(
        clippy::too_many_arguments,
        reason = "one paragraph of a notice, and what it rests on"
    )]
    fn by_amounts(
        &mut self,
        nation: &Nation,
        western: bool,
        total: i64,
        subsidy: Stated,
        level: &str,
        last: Option<Id>,
        growth: Option<Id>,
    ) -> Scheme {
        let shares = if western { nation.west } else { nation.centre };
        let percent = [self.value(shares[0]), self.value(shares[1])];
        let floor = self.floor;
        let cut = if total > floor && self.rng.chance(2) {
            // The locality bears what it adds.
            let step = self.step_for(floor);
            let cut = self.cut(floor, &percent, step);
            vec![cut[0], total - cut[0]]
        } else {
            let step = self.step_for(total);
            self.cut(total, &percent, step)
        };
        let [central, local] = self.parts(
            "    财政补助（{Y}年）",
            Kind::Amount,
            [("中央财政", cut[0]), ("地方财政", cut[1])],
        );
        let whole = [(1, central), (1, local)];
        self.law(&[whole[0], whole[1], (-1, subsidy.id)], subsidy.exact);
        if let (Some(last), Some(growth)) = (last, growth) {
            self.law(&[whole[0], whole[1], (-1, growth), (-1, last)], true);
        }
        self.shared(
            &whole,
            vec![
                (Fraction::Percent(shares[0]), vec![central]),
                (Fraction::Percent(shares[1]), vec![local]),
            ],
            true,
            Some(nation.subsidy.id),
        );
        let step = self.step_for(cut[1]);
        let two = |writer: &mut Writer, group: &str, lower: &str| {
            let share = writer.rng.pick(&[5_000, 6_000, 7_500, 6_250]);
            let parts = writer.cut(cut[1], &[share, 10_000 - share], step);
            let shares = writer.rng.chance(3).then(|| {
                let ids = writer.parts(
                    &format!("    地方财政（{group}）"),
                    Kind::Share,
                    [(level, share), (lower, 10_000 - share)],
                );
                writer.hundred(&ids);
                ids
            });
            let ids = writer.parts(
                &format!("    地方财政（{{Y}}年，{group}）"),
                Kind::Amount,
                [(level, parts[0]), (lower, parts[1])],
            );
            writer.law(&[(1, ids[0]), (1, ids[1]), (-1, local)], true);
            if let Some(shares) = shares {
                writer.shared(
                    &[(1, local)],
                    vec![
                        (Fraction::Percent(shares[0]), vec![ids[0]]),
                        (Fraction::Percent(shares[1]), vec![ids[1]]),
                    ],
                    true,
                    None,
                );
            }
            ids
        };
        let poor = two(self, "脱贫县", "县级财政");
        let other = two(self, "设区市、其他县", "市县财政");
        if self.rng.chance(2) {
            let group = if level == "自治区财政" {
                "自治区直属高校大学生"
            } else {
                "省属大学生"
            };
            let [all] = self.parts(
                &format!("    地方财政（{{Y}}年，{group}）"),
                Kind::Amount,
                [(level, cut[1])],
            );
            self.same(all, local);
        }
        Scheme::Amounts {
            central,
            local,
            poor,
            other,
        }
    }

    /// Each kind of county with its percentages, and the amounts they come to.
    fn by_percentages(&mut self, nation: &Nation, total: i64, subsidy: Stated, level: &str) -> Scheme {
        let exact = self.rng.chance(2);
        let delegated = self.rng.chance(2);
        let class = |writer: &mut Writer, group: &str, shares: [Id; 2]| {
            let central = writer.value(shares[0]);
            let province = (10_000 - central) * writer.rng.pick(&[4, 5, 6]) / 10;
            let percent = [central, province, 10_000 - central - province];
            let ids = writer.parts(
                &format!("    财政补助（{group}）"),
                Kind::Share,
                [
                    ("中央财政", percent[0]),
                    (level, percent[1]),
                    ("市县财政", percent[2]),
                ],
            );
            writer.hundred(&ids);
            writer.same(ids[0], shares[0]);
            (ids, percent)
        };
        let general = class(self, "一般县", nation.centre);
        let western = class(self, "享受西部政策的县", nation.west);
        if delegated {
            self.say("    授权：市县财政 由 各市 确定");
        }
        let amounts = |writer: &mut Writer, group: &str, (shares, percent): ([Id; 3], [i64; 3])| {
            let step = writer.step_for(total);
            let mut parts = if exact {
                writer.cut(total, &percent, step)
            } else {
                percent
                    .iter()
                    .map(|share| (2 * share * total + 10_000 * step).div_euclid(20_000 * step) * step)
                    .collect()
            };
            parts[2] = total - parts[0] - parts[1];
            let last = if exact { "市县财政" } else { "市县财政 ≥" };
            let ids = writer.parts(
                &format!("    财政补助（{{Y}}年，{group}）"),
                Kind::Amount,
                [("中央财政", parts[0]), (level, parts[1]), (last, parts[2])],
            );
            writer.law(
                &[(1, subsidy.id), (-1, ids[0]), (-1, ids[1]), (-1, ids[2])],
                exact,
            );
            let mut shared = vec![
                (Fraction::Percent(shares[0]), vec![ids[0]]),
                (Fraction::Percent(shares[1]), vec![ids[1]]),
            ];
            if exact {
                shared.push((Fraction::Percent(shares[2]), vec![ids[2]]));
            }
            writer.shared(&[(1, subsidy.id)], shared, exact, None);
            (shares, ids, exact)
        };
        let general = amounts(self, "一般县", general);
        let western = amounts(self, "享受西部政策的县", western);
        Scheme::Percentages {
            classes: [general, western],
        }
    }

    // ------------------------------------------------------------ a city

    #[allow(clippy::too_many_arguments, reason = "a place and everything above it")]
    fn city(
        &mut self,
        above: &Above,
        scheme: &Scheme,
        path: &str,
        index: i64,
        province: &str,
        name: &str,
        level: &str,
        next_county: &mut i64,
    ) {
        let year = self.hierarchy.year;
        let first = name.chars().next().unwrap();
        let number = format!("{first}医保发〔{year}〕{}号", self.serial());
        let path = format!("{path}-c{index}");
        let region = format!("{province}{name}");
        self.begin(&path, &number, &region, year, 9, &above.number);
        self.say("一、合理确定筹资标准");
        let mut own = Above {
            number,
            ..above.clone()
        };
        if !self.rng.chance(4) {
            self.total(above, scheme, &mut own);
        }
        if self.rng.chance(3) {
            let increase = self.increase;
            let growth = self.one(
                "    财政补助（{Y}年） = 财政补助（{Y-1}年） + ",
                Kind::Amount,
                increase,
                "元",
            );
            if let Some(higher) = above.growth {
                self.same(growth, higher);
            }
            own.growth = Some(growth);
        }
        if !self.rng.chance(3) {
            self.contribution(above, None, &mut own);
        }
        let count = self.rng.within(0, 3);
        let counties: Vec<(&str, bool)> = (0..count)
            .map(|_| {
                *next_county += 1;
                let at = usize::try_from(*next_county % 9).unwrap();
                (COUNTIES[at], self.rng.chance(2))
            })
            .collect();
        let mut cases = Vec::new();
        // The ratio by which city and county share, for counties that are not told otherwise.
        let ratio = self.rng.pick(&[(6, 4), (4, 6), (5, 5), (7, 3), (2, 1), (1, 2)]);
        let (poor, other) = match scheme {
            Scheme::Amounts { .. } => ("脱贫县", "其他县"),
            Scheme::Percentages { .. } => ("享受西部政策的县", "一般县"),
        };
        for (class, wanted) in [(poor, true), (other, false)] {
            let members: Vec<&str> = counties
                .iter()
                .filter(|(_, is)| *is == wanted)
                .map(|(name, _)| *name)
                .collect();
            if !members.is_empty() {
                self.say(&format!("    归类：{} 属于 {class}", members.join("、")));
            }
        }
        let split: Vec<&str> = counties
            .iter()
            .filter(|(_, poor)| !poor || matches!(scheme, Scheme::Percentages { .. }))
            .map(|(name, _)| *name)
            .collect();
        let ratios = (!split.is_empty() && !self.rng.chance(4)).then(|| {
            self.parts(
                &format!("    市县财政（{}）", split.join("、")),
                Kind::Ratio,
                [("市级财政", ratio.0), ("县级财政", ratio.1)],
            )
        });
        for &(county, poor) in &counties {
            cases.push(self.case(above, &own, scheme, county, poor, level, ratios));
        }
        if let Scheme::Percentages { classes } = scheme
            && !counties.is_empty()
            && counties.iter().all(|(_, west)| !west)
            && self.rng.chance(2)
        {
            let (_, amounts, _) = classes[0];
            let value = self.value(amounts[2]);
            let city = self.one(
                "    市级财政（{Y}年，市属大中专院校学生） = ",
                Kind::Amount,
                value,
                "元/人·年",
            );
            let none = self.one(
                "    县级财政（{Y}年，市属大中专院校学生） = ",
                Kind::Amount,
                0,
                "元/人·年",
            );
            let provincial = above.subsidy.unwrap().id;
            let total = own.subsidy.unwrap();
            self.law(
                &[
                    (1, city),
                    (1, none),
                    (1, amounts[0]),
                    (1, amounts[1]),
                    (-1, total.id),
                ],
                total.exact && total.id != provincial,
            );
        }
        let own = self.rest(&own);
        for (at, (&(county, poor), case)) in counties.iter().zip(&cases).enumerate() {
            if self.rng.chance(2) {
                self.county(&own, above, scheme, case, &path, at, &region, county, poor, level);
            }
        }
    }

    /// The subsidy of a city or county, as high as the one above.
    fn total(&mut self, above: &Above, scheme: &Scheme, own: &mut Above) {
        let higher = above.subsidy.unwrap();
        let value = self.value(higher.id);
        let exact = self.rng.chance(2);
        let relation = if exact { "达到" } else { "≥" };
        let id = self.one(
            &format!("    财政补助（{{Y}}年） {relation} "),
            Kind::Amount,
            value,
            "元/人·年",
        );
        self.law(&[(1, id), (-1, higher.id)], higher.fixed);
        if let Scheme::Amounts { central, local, .. } = scheme {
            self.law(&[(1, *central), (1, *local), (-1, id)], exact);
        }
        own.subsidy = Some(Stated {
            id,
            exact,
            fixed: false,
        });
    }

    /// One county's amounts: 中央, 省级, 市级 and 县级 where stated.
    #[allow(clippy::too_many_arguments, reason = "a case and everything it rests on")]
    fn case(
        &mut self,
        above: &Above,
        own: &Above,
        scheme: &Scheme,
        county: &str,
        poor: bool,
        level: &str,
        ratios: Option<[Id; 2]>,
    ) -> Vec<(&'static str, Id)> {
        let provincial = above.subsidy.unwrap();
        let local_total = own
            .subsidy
            .filter(|stated| stated.exact && stated.id != provincial.id);
        match scheme {
            Scheme::Amounts { local, poor: two, .. } if poor => {
                let values = two.map(|id| self.value(id));
                let ids = self.parts(
                    &format!("    地方财政（{{Y}}年，{county}）"),
                    Kind::Amount,
                    [(level, values[0]), ("县级财政", values[1])],
                );
                self.same(ids[0], two[0]);
                self.same(ids[1], two[1]);
                self.law(&[(1, ids[0]), (1, ids[1]), (-1, *local)], true);
                vec![("省级财政", ids[0]), ("县级财政", ids[1])]
            }
            Scheme::Amounts {
                central,
                local,
                other,
                ..
            } => {
                let [province, together] = other.map(|id| self.value(id));
                let (city, lower) = self.divide(together, ratios);
                if self.rng.chance(2) {
                    let ids = self.parts(
                        &format!("    地方财政（{{Y}}年，{county}）"),
                        Kind::Amount,
                        [(level, province), ("市县财政", together)],
                    );
                    self.same(ids[0], other[0]);
                    self.same(ids[1], other[1]);
                    self.law(&[(1, ids[0]), (1, ids[1]), (-1, *local)], true);
                    let two = self.parts(
                        &format!("    市县财政（{{Y}}年，{county}）"),
                        Kind::Amount,
                        [("市级财政", city), ("县级财政", lower)],
                    );
                    self.law(&[(1, two[0]), (1, two[1]), (-1, ids[1])], true);
                    self.law(&[(1, two[0]), (1, two[1]), (-1, other[1])], true);
                    self.split(&[(1, ids[1])], two, ratios);
                    vec![("省级财政", ids[0]), ("市级财政", two[0]), ("县级财政", two[1])]
                } else {
                    let first = self.value(*central);
                    let ids = self.parts(
                        &format!("    财政补助（{{Y}}年，{county}）"),
                        Kind::Amount,
                        [
                            ("中央财政", first),
                            (level, province),
                            ("市级财政", city),
                            ("县级财政", lower),
                        ],
                    );
                    self.same(ids[0], *central);
                    self.same(ids[1], other[0]);
                    self.law(&[(1, ids[2]), (1, ids[3]), (-1, other[1])], true);
                    self.law(
                        &[
                            (1, ids[0]),
                            (1, ids[1]),
                            (1, ids[2]),
                            (1, ids[3]),
                            (-1, local_total.unwrap_or(provincial).id),
                        ],
                        local_total.is_some() || provincial.fixed,
                    );
                    self.split(&[(1, other[1])], [ids[2], ids[3]], ratios);
                    vec![
                        ("中央财政", ids[0]),
                        ("省级财政", ids[1]),
                        ("市级财政", ids[2]),
                        ("县级财政", ids[3]),
                    ]
                }
            }
            Scheme::Percentages { classes } => {
                let (shares, amounts, exact) = classes[usize::from(poor)];
                let values = amounts.map(|id| self.value(id));
                let (city, lower) = self.divide(values[2], ratios);
                let total = local_total.unwrap_or(provincial);
                let ids = self.parts(
                    &format!("    财政补助（{{Y}}年，{county}）"),
                    Kind::Amount,
                    [
                        ("中央财政", values[0]),
                        (level, values[1]),
                        ("市级财政", city),
                        ("县级财政", lower),
                    ],
                );
                self.same(ids[0], amounts[0]);
                self.same(ids[1], amounts[1]);
                self.law(&[(1, ids[2]), (1, ids[3]), (-1, amounts[2])], exact);
                let sum = [(1, ids[0]), (1, ids[1]), (1, ids[2]), (1, ids[3])];
                let mut terms = sum.to_vec();
                terms.push((-1, total.id));
                self.law(&terms, local_total.is_some());
                if local_total.is_none() {
                    terms.pop();
                    terms.push((-1, provincial.id));
                    self.law(&terms, false);
                }
                self.shared(
                    &sum,
                    vec![
                        (Fraction::Percent(shares[0]), vec![ids[0]]),
                        (Fraction::Percent(shares[1]), vec![ids[1]]),
                        (Fraction::Percent(shares[2]), vec![ids[2], ids[3]]),
                    ],
                    true,
                    Some(provincial.id),
                );
                let together = [(1, ids[2]), (1, ids[3])];
                self.split(&together, [ids[2], ids[3]], ratios);
                vec![
                    ("中央财政", ids[0]),
                    ("省级财政", ids[1]),
                    ("市级财政", ids[2]),
                    ("县级财政", ids[3]),
                ]
            }
        }
    }

    fn divide(&mut self, together: i64, ratios: Option<[Id; 2]>) -> (i64, i64) {
        let weights = match ratios {
            Some(ids) => ids.map(|id| self.value(id)),
            None => [self.rng.within(1, 9), self.rng.within(1, 9)],
        };
        let step = self.step_for(together);
        let parts = self.cut(together, &weights, step);
        (parts[0], parts[1])
    }

    fn split(&mut self, whole: &[(i64, Id)], parts: [Id; 2], ratios: Option<[Id; 2]>) {
        if let Some(ratios) = ratios {
            self.shared(
                whole,
                parts
                    .iter()
                    .zip(ratios)
                    .map(|(&part, ratio)| (Fraction::Ratio(ratio, ratios.to_vec()), vec![part]))
                    .collect(),
                true,
                None,
            );
        }
    }

    // ------------------------------------------------------------ a county

    #[allow(clippy::too_many_arguments, reason = "a place and everything above it")]
    fn county(
        &mut self,
        above: &Above,
        provincial: &Above,
        scheme: &Scheme,
        case: &[(&'static str, Id)],
        path: &str,
        index: usize,
        city: &str,
        name: &str,
        poor: bool,
        level: &str,
    ) {
        let year = self.hierarchy.year;
        let first = name.chars().next().unwrap();
        let number = format!("{first}医保发〔{year}〕{}号", self.serial());
        self.begin(
            &format!("{path}-x{index}"),
            &number,
            &format!("{city}{name}"),
            year,
            10,
            &above.number,
        );
        self.say("一、合理确定筹资标准");
        let mut own = Above {
            number,
            ..above.clone()
        };
        if self.rng.chance(2) {
            self.total(above, scheme, &mut own);
            let id = own.subsidy.unwrap().id;
            let higher = provincial.subsidy.unwrap();
            self.law(&[(1, id), (-1, higher.id)], higher.fixed);
        }
        if self.rng.chance(2) {
            self.contribution(above, None, &mut own);
        }
        // What the city says of this county, it says itself.
        for &(bearer, higher) in case {
            if self.rng.chance(2) {
                continue;
            }
            let value = self.value(higher);
            let named = if bearer == "省级财政" { level } else { bearer };
            let id = self.one(
                &format!("    财政补助·{named}（{{Y}}年） = "),
                Kind::Amount,
                value,
                "元/人·年",
            );
            self.same(id, higher);
            match (scheme, bearer) {
                (Scheme::Amounts { central, .. }, "中央财政") => self.same(id, *central),
                (Scheme::Amounts { poor: two, .. }, "省级财政") if poor => self.same(id, two[0]),
                (Scheme::Amounts { poor: two, .. }, "县级财政") if poor => self.same(id, two[1]),
                (Scheme::Amounts { other, .. }, "省级财政") => self.same(id, other[0]),
                (Scheme::Percentages { classes }, "中央财政") => {
                    self.same(id, classes[usize::from(poor)].1[0]);
                }
                (Scheme::Percentages { classes }, "省级财政") => {
                    self.same(id, classes[usize::from(poor)].1[1]);
                }
                _ => {}
            }
        }
        self.rest(&own);
    }
}

fn last_name(region: &str) -> &str {
    let cut = ["自治区", "省", "市"]
        .iter()
        .filter_map(|word| {
            let at = region.find(word)? + word.len();
            (at < region.len()).then_some(at)
        })
        .max();
    &region[cut.unwrap_or(0)..]
}
