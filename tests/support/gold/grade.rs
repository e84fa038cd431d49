//! Pairs what is read with what is stated, and counts.

use serde_json::Value;

use super::unit::{Unit, same};
use super::{Row, narrow};

/// What is judged beside value and relation.
pub(crate) const FACETS: [&str; 5] = ["item", "bearer", "groups", "year", "basis"];

/// A share of a number of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) all: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    pub(crate) fn merge(&mut self, other: Tally) {
        self.right += other.right;
        self.all += other.all;
    }
}

/// How one text is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grade {
    /// Amounts, shares, ratios, percentages and dates that are found with value and relation.
    pub(crate) figures: Tally,
    /// Counts, spans of time and other measures.
    pub(crate) counts: Tally,
    /// Of what is reported, what is stated.
    pub(crate) reported: Tally,
    /// Of what is found, what has all that is judged.
    pub(crate) whole: Tally,
    pub(crate) facets: [Tally; 5],
    /// A line for each miss, each wrong fact and each wrong facet.
    pub(crate) lines: Vec<String>,
}

impl Grade {
    pub(crate) fn merge(&mut self, other: Grade) {
        self.figures.merge(other.figures);
        self.counts.merge(other.counts);
        self.reported.merge(other.reported);
        self.whole.merge(other.whole);
        for (facet, other) in self.facets.iter_mut().zip(other.facets) {
            facet.merge(other);
        }
        self.lines.extend(other.lines);
    }
}

/// One fact as the program prints it.
struct Fact<'a> {
    json: &'a Value,
    start: usize,
    end: usize,
    words: String,
}

impl Fact<'_> {
    fn get(&self, name: &str) -> &str {
        self.json[name].as_str().unwrap_or("")
    }

    fn is_date(&self) -> bool {
        matches!(self.get("kind"), "date" | "task")
    }
}

/// Facts that state an amount or a date; of tasks those with a dated limit.
fn stated<'a>(facts: &'a [Value], text: &str) -> Vec<Fact<'a>> {
    let place = |json: &Value, end: &str| usize::try_from(json[end]["offset"].as_u64().unwrap()).unwrap();
    facts
        .iter()
        .filter(|json| match json["kind"].as_str().unwrap() {
            "bound" | "part" | "share" | "ratio" | "date" | "reference" => json["value"].is_string(),
            "task" => json["value"]
                .as_str()
                .is_some_and(|value| value.contains(|c: char| c.is_ascii_digit())),
            _ => false,
        })
        .map(|json| {
            let (start, end) = (place(json, "start"), place(json, "end"));
            Fact {
                json,
                start,
                end,
                words: squeeze(&text[start..end]),
            }
        })
        .collect()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

/// Names are compared without 的, brackets and commas.
fn core(name: &str) -> String {
    squeeze(name)
        .chars()
        .filter(|c| !matches!(c, '的' | '(' | ')' | '、' | ','))
        .collect()
}

/// Whether value, measure and relation are those of the row.
fn agrees(row: &Row, fact: &Fact<'_>) -> bool {
    if row.is_date() != fact.is_date() || !row.relations.iter().any(|r| r == fact.get("relation")) {
        return false;
    }
    let value = fact.get("value");
    if row.is_date() {
        return row.values.iter().any(|wanted| same_time(wanted, value));
    }
    let unit = Unit::new(fact.get("unit"));
    if row.units == ["比"] && fact.get("kind") != "ratio" && !fact.get("unit").is_empty() {
        return false;
    }
    row.units.iter().any(|wanted| {
        row.values
            .iter()
            .any(|v| same(v, &Unit::new(wanted), value, &unit))
    })
}

/// Dates are the same as they stand; spans of time where the number and its unit end what is read.
fn same_time(wanted: &str, read: &str) -> bool {
    let even = |time: &str| {
        squeeze(time)
            .replace("..", "/")
            .replace('日', "天")
            .replace("个天", "天")
    };
    let (wanted, read) = (even(wanted), even(read));
    if wanted == read {
        return true;
    }
    let dated =
        wanted.len() > 4 && wanted.as_bytes()[..4].iter().all(u8::is_ascii_digit) && wanted.contains('-');
    !dated
        && read.strip_suffix(&wanted).is_some_and(|before| {
            !(before.ends_with(|c: char| c.is_ascii_digit())
                && wanted.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// What of the five facets is judged, and whether it is right.
fn facets(row: &Row, fact: &Fact<'_>) -> [Option<bool>; 5] {
    let item = core(fact.get("item"));
    let groups: String = fact.json["groups"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let subject = fact.get("text").split(' ').next().unwrap_or("");
    let around = [item.clone(), core(&groups), core(subject)].concat();
    let item_is = |name: &String| name != "-" && name.split('&').all(|part| item.contains(&core(part)));
    let bearer = bearer_level(fact.get("bearer"));
    let bearer_is = |name: &String| {
        if name == "-" {
            bearer.is_empty()
        } else {
            !bearer.is_empty() && bearer.contains(&bearer_level(name))
        }
    };
    let year = fact.json["year"].as_i64().map(|year| year.to_string());
    let basis = (!row.is_date()
        && row.units.iter().any(|unit| unit.contains('/'))
        && (fact.get("kind") != "part" || fact.get("unit").contains('/')))
    .then(|| {
        let read = Unit::new(fact.get("unit")).basis;
        row.units.iter().any(|unit| Unit::new(unit).basis == read)
    });
    [
        row.item.as_ref().map(|names| names.iter().any(item_is)),
        row.bearer.as_ref().map(|names| names.iter().any(bearer_is)),
        row.groups.as_ref().map(|alternatives| {
            alternatives
                .iter()
                .any(|all| all.split('、').all(|group| around.contains(&core(group))))
        }),
        row.year
            .as_ref()
            .filter(|_| !row.is_date())
            .map(|years| years.iter().any(|wanted| Some(wanted) == year.as_ref())),
        basis,
    ]
}

/// The level of a bearer, under one name.
fn bearer_level(name: &str) -> String {
    let name = core(name);
    let stem = name
        .strip_suffix("财政")
        .or_else(|| name.strip_suffix("资金"))
        .unwrap_or(&name);
    match stem {
        "自治区" | "省级" | "省" => "省级财政".to_owned(),
        "市级" | "市" | "州" | "市州" => "市级财政".to_owned(),
        "县级" | "县" | "区县" | "县区" | "县市区" | "区" => "县级财政".to_owned(),
        "中央" => "中央财政".to_owned(),
        _ => name,
    }
}

/// Whether a row is an amount, a share, a ratio, a percentage or a date, and not a count or a span of time.
fn is_figure(row: &Row) -> bool {
    row.is_date()
        || row.units[0] == "比"
        || matches!(
            Unit::new(&row.units[0]).measure.as_str(),
            "元" | "%" | "个百分点" | "倍" | "" | "BP"
        )
}

/// Pairs rows and facts, each once: the nearest in what is judged first, then as many as can be.
fn pairs(rows: &[Row], facts: &[Fact<'_>]) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut possible = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        for (f, fact) in facts.iter().enumerate() {
            let touches = fact.start < row.place.end && row.place.start < fact.end;
            if touches && agrees(row, fact) {
                let wrong = facets(row, fact)
                    .iter()
                    .filter(|right| **right == Some(false))
                    .count();
                let far = fact.start.abs_diff(row.place.start);
                possible.push((wrong, fact.end - fact.start, far, r, f));
            }
        }
    }
    possible.sort_unstable();
    let (mut of_row, mut of_fact) = (vec![None; rows.len()], vec![None; facts.len()]);
    for &(_, _, _, r, f) in &possible {
        if of_row[r].is_none() && of_fact[f].is_none() {
            (of_row[r], of_fact[f]) = (Some(f), Some(r));
        }
    }
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for &(_, _, _, r, f) in &possible {
        next[r].push(f);
    }
    for r in 0..rows.len() {
        if of_row[r].is_none() {
            let mut seen = vec![false; facts.len()];
            augment(r, &next, &mut of_row, &mut of_fact, &mut seen);
        }
    }
    (of_row, of_fact)
}

fn augment(
    row: usize,
    next: &[Vec<usize>],
    of_row: &mut [Option<usize>],
    of_fact: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for &fact in &next[row] {
        if std::mem::replace(&mut seen[fact], true) {
            continue;
        }
        if of_fact[fact].is_none_or(|other| augment(other, next, of_row, of_fact, seen)) {
            (of_fact[fact], of_row[row]) = (Some(row), Some(fact));
            return true;
        }
    }
    false
}

/// 到2025年 before targets: their year, which may be a date or not.
fn is_year_of_targets(fact: &Fact<'_>) -> bool {
    let words = fact.words.trim_start_matches(['到', '至']).trim_end_matches('前');
    let words = words.trim_end_matches(['底', '末']);
    fact.get("kind") == "date"
        && words
            .strip_suffix('年')
            .is_some_and(|year| year.len() == 4 && year.starts_with("20") && year.parse::<u16>().is_ok())
}

/// Grades the facts of one text.
pub(crate) fn grade(name: &str, text: &str, rows: &[Row], facts: &[Value]) -> Grade {
    let facts = stated(facts, text);
    let (of_row, of_fact) = pairs(rows, &facts);
    let mut grade = Grade::default();
    for (row, found) in rows.iter().zip(&of_row).filter(|(row, _)| row.needed) {
        let tally = if is_figure(row) {
            &mut grade.figures
        } else {
            &mut grade.counts
        };
        tally.add(found.is_some());
        let Some(fact) = found.map(|f| &facts[f]) else {
            let (relation, value, unit) = (&row.relations[0], &row.values[0], &row.units[0]);
            grade.lines.push(format!(
                "MISS\t{name}\t{relation} {value} {unit}\t「{}」",
                row.words
            ));
            continue;
        };
        let judged = facets(row, fact);
        grade.whole.add(!judged.contains(&Some(false)));
        for ((facet, right), named) in grade.facets.iter_mut().zip(judged).zip(FACETS) {
            let Some(right) = right else { continue };
            facet.add(right);
            if !right {
                let read = fact.get("text");
                grade
                    .lines
                    .push(format!("OFF {named}\t{name}\t「{}」\tread as {read}", row.words));
            }
        }
    }
    for (fact, paired) in facts.iter().zip(&of_fact) {
        // The same words may state one thing twice: an increase as an equation, and as an amount.
        let again = || {
            rows.iter()
                .any(|row| fact.start < row.place.end && row.place.start < fact.end && agrees(row, fact))
        };
        let right = paired.is_some() || again();
        if !right && is_year_of_targets(fact) {
            continue;
        }
        grade.reported.add(right);
        if !right {
            let (sure, read) = (fact.get("sureness"), fact.get("text"));
            grade.lines.push(format!(
                "WRONG {sure}\t{name}\t「{}」\tread as {read}",
                fact.words
            ));
        }
    }
    grade
}
