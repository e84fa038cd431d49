//! Writing extracts: lines, figures with their places, and the laws noted beside them.

use super::law::{Fraction, Law};
use super::names::last_name;
use super::rng::Rng;
use super::{Document, Figure, Hierarchy, Id, Kind, place_of, written};

pub(super) struct Writer {
    pub(super) rng: Rng,
    pub(super) hierarchy: Hierarchy,
    pub(super) line: usize,
    /// The day of issue of the notice being written, counted from 1 January.
    pub(super) issued: i64,
    /// Steps of amounts, in hundredths of a 元.
    pub(super) step: i64,
    pub(super) floor: i64,
    pub(super) contribution: i64,
    pub(super) increase: i64,
}

impl Writer {
    pub(super) fn new(seed: u64) -> Self {
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

    pub(super) fn text(&mut self) -> &mut String {
        &mut self.hierarchy.documents.last_mut().unwrap().text
    }

    pub(super) fn put(&mut self, text: &str) {
        let year = self.hierarchy.year;
        let text = text
            .replace("{Y}", &year.to_string())
            .replace("{Y-1}", &(year - 1).to_string())
            .replace("{Y+1}", &(year + 1).to_string());
        self.text().push_str(&text);
    }

    pub(super) fn figure(&mut self, kind: Kind, value: i64) -> Id {
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

    pub(super) fn end(&mut self) {
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
    pub(super) fn say(&mut self, text: &str) {
        self.put(text);
        self.end();
    }

    /// `before FIGURE after`.
    pub(super) fn one(&mut self, before: &str, kind: Kind, value: i64, after: &str) -> Id {
        self.put(before);
        let id = self.figure(kind, value);
        self.put(after);
        self.end();
        id
    }

    /// `before name FIGURE + name FIGURE + …`.
    pub(super) fn parts<const N: usize>(
        &mut self,
        whole: &str,
        kind: Kind,
        parts: [(&str, i64); N],
    ) -> [Id; N] {
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
    pub(super) fn serial(&mut self) -> i64 {
        self.hierarchy.documents.len() as i64 * 7 + self.rng.within(1, 7)
    }

    pub(super) fn begin(
        &mut self,
        path: &str,
        number: &str,
        region: &str,
        year: i64,
        month: i64,
        basis: &str,
    ) {
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

    pub(super) fn value(&self, id: Id) -> i64 {
        self.hierarchy.figures[id].value
    }

    pub(super) fn law(&mut self, terms: &[(i64, Id)], equal: bool) {
        self.hierarchy.laws.push(Law::Linear {
            terms: terms.to_vec(),
            constant: 0,
            equal,
        });
    }

    pub(super) fn same(&mut self, a: Id, b: Id) {
        self.law(&[(1, a), (-1, b)], true);
    }

    pub(super) fn at_least(&mut self, a: Id, b: Id) {
        self.law(&[(1, a), (-1, b)], false);
    }

    /// A deadline is not past on the day of issue.
    pub(super) fn not_past(&mut self, deadline: Id) {
        self.hierarchy.laws.push(Law::Linear {
            terms: vec![(1, deadline)],
            constant: -self.issued,
            equal: false,
        });
    }

    pub(super) fn hundred(&mut self, shares: &[Id]) {
        self.hierarchy.laws.push(Law::Linear {
            terms: shares.iter().map(|&id| (1, id)).collect(),
            constant: -10_000,
            equal: true,
        });
    }

    pub(super) fn shared(
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
    pub(super) fn cut(&mut self, total: i64, weights: &[i64], step: i64) -> Vec<i64> {
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
    pub(super) fn step_for(&self, total: i64) -> i64 {
        self.step.min(place_of(total))
    }
}
