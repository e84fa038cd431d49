//! Row by row: what a reader noted in the real notices is read from their raw texts, at its place.
//!
//! `oracle_rows.tsv` says which facts a row stands for: whose part (with the places or people), relation and
//! value, or what the header says. `?` marks what reading need not be sure of; `—` a row without a figure, with
//! the reason. Dates and citations are held by relation and value alone, since what they are about is put into
//! words in more than one way. The texts and the list are not part of the project; without them the test says
//! so and holds nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]
#![allow(clippy::print_stdout, reason = "the share held is worth seeing")]

#[path = "support/cli.rs"]
mod cli;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;

use serde_json::Value;

/// The types of rows that stand for figures, dates and numbers.
const TYPES: [&str; 15] = [
    "SUM", "PCT", "RATIO", "ROUND", "FLOOR", "DELTA", "DEADLINE", "TARGET", "TABLE", "CITE", "EQ", "DATE",
    "DOCNO", "CHAIN", "FORWARD",
];

struct Row {
    file: String,
    lines: RangeInclusive<u64>,
    kind: String,
    verdict: String,
}

fn rows(shared: &Path) -> BTreeMap<String, Row> {
    let text = std::fs::read_to_string(shared.join("oracle/seeds.tsv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let (first, last) = cells[2].split_once('-').unwrap_or((cells[2], cells[2]));
            let row = Row {
                file: cells[1].to_owned(),
                lines: first.parse().unwrap()..=last.parse().unwrap(),
                kind: cells[3].to_owned(),
                verdict: cells[4].to_owned(),
            };
            (cells[0].to_owned(), row)
        })
        .collect()
}

fn word<'a>(fact: &'a Value, key: &str) -> &'a str {
    fact[key].as_str().unwrap_or_default()
}

/// A fact as the table writes it.
fn written(fact: &Value) -> String {
    let groups: Vec<&str> = fact["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group.as_str().unwrap())
        .collect();
    let groups = match groups.as_slice() {
        [] => String::new(),
        some => format!("（{}）", some.join("、")),
    };
    let (kind, relation, value) = (word(fact, "kind"), word(fact, "relation"), word(fact, "value"));
    match kind {
        "cite" => format!("引用 {value}"),
        "date" | "task" => format!("{relation} {value}"),
        _ => {
            let name = fact["bearer"].as_str().unwrap_or_else(|| word(fact, "item"));
            format!("{name}{groups} {relation} {value}")
        }
    }
}

/// Whether what a row stands for was read there.
fn is_read(expected: &str, facts: &[&Value], row: &Row) -> bool {
    if let Some(number) = expected.strip_prefix("文号 ") {
        return facts.iter().any(|fact| word(fact, "notice") == number);
    }
    if let Some(day) = expected.strip_prefix("成文 ") {
        return facts.iter().any(|fact| word(fact, "issued") == day);
    }
    let (wanted, sure) = match expected.strip_prefix('?') {
        Some(wanted) => (wanted, false),
        None => (expected, true),
    };
    facts.iter().any(|fact| {
        let line = |end: &str| fact[end]["line"].as_u64().unwrap();
        line("start") <= *row.lines.end()
            && *row.lines.start() <= line("end")
            && (!sure || word(fact, "sureness") == "sure")
            && written(fact) == wanted
    })
}

#[test]
fn every_row_with_a_figure_is_read_from_the_raw_text() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !(shared.join("oracle/seeds.tsv").is_file() && shared.join("seeds").is_dir()) {
        println!("skipped: no list of facts beside the project");
        return;
    }
    let rows = rows(&shared);
    let seeds = shared.join("seeds");
    let args = [
        "facts".as_ref(),
        seeds.as_os_str(),
        "--format".as_ref(),
        "json".as_ref(),
    ];
    let facts: Vec<Value> = serde_json::from_str(&cli::duibiao(&args).stdout).unwrap();
    let mut held: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut lost = Vec::new();
    let mut listed = BTreeSet::new();
    for line in include_str!("oracle_rows.tsv").lines().skip(1) {
        let [id, kind, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        assert!(listed.insert(id), "twice: {id}");
        let row = &rows[id];
        assert_eq!(row.kind, kind, "{id}");
        if let Some(reason) = expected.strip_prefix('—') {
            assert!(!reason.trim().is_empty(), "no reason: {id}");
            continue;
        }
        let own: Vec<&Value> = facts
            .iter()
            .filter(|fact| Path::new(word(fact, "file")).file_name().unwrap() == row.file.as_str())
            .collect();
        let missing: Vec<&str> = expected
            .split('；')
            .filter(|wanted| !is_read(wanted, &own, row))
            .collect();
        let count = held.entry(kind).or_default();
        count[0] += usize::from(missing.is_empty());
        count[1] += 1;
        if !missing.is_empty() {
            lost.push(format!("{id} {kind}: {}", missing.join("；")));
        }
    }
    for (kind, [read, all]) in &held {
        println!("{kind}: {read} of {all} rows");
    }
    let all: usize = held.values().map(|count| count[1]).sum();
    println!("{} of {all} rows are read", all - lost.len());
    assert!(lost.is_empty(), "{lost:#?}");
    let unlisted: Vec<&String> = rows
        .iter()
        .filter(|(_, row)| TYPES.contains(&row.kind.as_str()) && row.verdict != "GAP")
        .map(|(id, _)| id)
        .filter(|id| !listed.contains(id.as_str()))
        .collect();
    assert!(
        unlisted.is_empty(),
        "rows of no figure that is held: {unlisted:?}"
    );
}
