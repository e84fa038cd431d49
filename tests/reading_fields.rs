//! How much is read of what notices of many fields state, and how much of what is read is wrong.
//!
//! `fixtures/texts` holds invented notices in the manner of real ones, each with the list of what it states beside it
//! (`support/gold/mod.rs` describes the lists). `cargo test --test reading_fields -- --nocapture` prints every figure, every
//! miss and every wrong fact; the test fails when a figure falls below what has been reached.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "the figures are worth seeing")]
#![allow(clippy::float_arithmetic, reason = "percentages for people, not money")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "support/cli.rs"]
mod cli;
#[path = "support/gold/mod.rs"]
mod gold;

use gold::{Grade, Row, Tally, grade, rows};

/// What has been reached, in tenths of a percent, and is not given up again.
struct Reached {
    /// Amounts, shares, ratios, percentages and dates found with the right value and relation.
    figures: usize,
    /// Counts, spans of time and other measures found so.
    counts: usize,
    /// Of what is reported, how much is stated.
    reported: usize,
    /// Of what is found, how much has item, bearer, groups, year and basis right.
    whole: usize,
}

const REACHED: Reached = Reached {
    figures: 999,
    counts: 981,
    reported: 998,
    whole: 837,
};

struct Text {
    name: String,
    path: PathBuf,
    text: String,
    rows: Vec<Row>,
}

fn texts() -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/texts");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let list = fs::read_to_string(path.with_extension("facts.tsv")).unwrap();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let rows = rows(&list, &text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            Text {
                name,
                path,
                text,
                rows,
            }
        })
        .collect()
}

/// The facts of each text, as the program prints them.
fn facts(texts: &[Text]) -> BTreeMap<String, Vec<Value>> {
    let mut args = vec!["facts".to_owned(), "--format".to_owned(), "json".to_owned()];
    args.extend(texts.iter().map(|text| text.path.display().to_string()));
    let ran = cli::duibiao(&args);
    let all: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    let mut of_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for fact in all {
        let file = fact["file"].as_str().unwrap().to_owned();
        of_file.entry(file).or_default().push(fact);
    }
    of_file
}

fn percent(tally: Tally) -> String {
    let share = 100.0 * tally.right as f64 / tally.all.max(1) as f64;
    format!("{} of {}, {share:.1}%", tally.right, tally.all)
}

fn holds(what: &str, tally: Tally, reached: usize) {
    assert!(
        tally.right * 1000 >= reached * tally.all,
        "{what}: {}, was {}.{}%",
        percent(tally),
        reached / 10,
        reached % 10
    );
}

#[test]
fn what_notices_of_many_fields_state_is_read() {
    let texts = texts();
    let facts = facts(&texts);
    let mut all = Grade::default();
    for text in &texts {
        let read = facts
            .get(&text.path.display().to_string())
            .map_or(&[][..], Vec::as_slice);
        all.merge(grade(&text.name, &text.text, &text.rows, read));
    }
    all.lines.sort();
    for line in &all.lines {
        println!("{line}");
    }
    println!("{} texts", texts.len());
    println!(
        "amounts, shares, ratios, percentages, dates found: {}",
        percent(all.figures)
    );
    println!(
        "counts, spans of time, other measures found: {}",
        percent(all.counts)
    );
    println!("stated, of what is reported: {}", percent(all.reported));
    println!(
        "item, bearer, groups, year and basis right: {}",
        percent(all.whole)
    );
    for (facet, tally) in ["item", "bearer", "groups", "year", "basis"]
        .iter()
        .zip(all.facets)
    {
        println!("  {facet}: {}", percent(tally));
    }
    holds("figures", all.figures, REACHED.figures);
    holds("counts", all.counts, REACHED.counts);
    holds("reported", all.reported, REACHED.reported);
    holds("whole", all.whole, REACHED.whole);
}

/// The measure would notice: every fact that answers a row is missed when its value, its relation or its place is another.
#[test]
fn a_wrong_value_relation_or_place_is_a_miss() {
    let texts = texts();
    let facts = facts(&texts);
    for text in &texts {
        let read = facts
            .get(&text.path.display().to_string())
            .map_or(&[][..], Vec::as_slice);
        let found = grade(&text.name, &text.text, &text.rows, read);
        assert!(found.figures.right > 0, "{} is not read at all", text.name);
        for (spoilt, by) in [("value", "987654.321"), ("relation", "?")] {
            let wrong: Vec<Value> = read
                .iter()
                .cloned()
                .map(|mut fact| {
                    fact[spoilt] = Value::String(by.to_owned());
                    fact
                })
                .collect();
            let graded = grade(&text.name, &text.text, &text.rows, &wrong);
            assert_eq!(
                (graded.figures.right, graded.counts.right),
                (0, 0),
                "{}: {spoilt}",
                text.name
            );
            assert_eq!(graded.reported.right, 0, "{}: {spoilt}", text.name);
        }
        let elsewhere: Vec<Value> = read
            .iter()
            .cloned()
            .map(|mut fact| {
                fact["start"]["offset"] = 0.into();
                fact["end"]["offset"] = 0.into();
                fact
            })
            .collect();
        let graded = grade(&text.name, &text.text, &text.rows, &elsewhere);
        assert_eq!(graded.figures.right, 0, "{}", text.name);
    }
}
