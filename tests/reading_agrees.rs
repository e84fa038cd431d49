//! What is read from the real notices agrees with the extracts that were written by hand.
//!
//! The texts are not part of the project; without them there is nothing to compare. The differences stand in
//! `reading_agrees.differences.tsv` with the reason of each, and that file is exact both ways.
//! `UPDATE_EXPECT=1` rewrites it, with `?` where a reason is still to be given.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "the figures are worth seeing")]
#![allow(clippy::float_arithmetic, reason = "percentages for people, not money")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[path = "support/cli.rs"]
mod cli;

use cli::duibiao;

/// Why a statement of one side may be missing on the other.
const REASONS: [&str; 6] = [
    "the extract leaves it out",
    "the extract names it in its own words",
    "the extract concludes it from several places of the text",
    "a list with its count and no word for a short name",
    "stated by words that name no item of the vocabulary",
    "a title without 《》",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn seeds() -> Option<PathBuf> {
    let seeds = root().join("../shared/seeds");
    if !seeds.is_dir() {
        println!("skipped: no texts beside the project");
        return None;
    }
    Some(seeds)
}

/// One fact, by what it says and not by how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    notice: String,
    kind: &'static str,
    says: String,
}

fn text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn key(fact: &serde_json::Value) -> Option<Key> {
    let get = |name: &str| text(&fact[name]);
    let mut groups: Vec<String> = fact["groups"].as_array().unwrap().iter().map(text).collect();
    groups.sort();
    let kind = get("kind");
    let (kind, says) = match kind.as_str() {
        "bound" | "part" | "share" | "ratio" => {
            let what = [get("item"), get("bearer"), get("year"), groups.join("、")].join(" ");
            ("figure", format!("{what} {} {}", get("relation"), get("value")))
        }
        // The parts of a sum are facts of their own.
        "sum" => return None,
        "date" => ("date", [get("item"), get("relation"), get("value")].join(" ")),
        "cite" => {
            let number = get("value");
            ("cite", if number.is_empty() { get("item") } else { number })
        }
        // The name of a task is put in the reviewer's words.
        "task" => {
            let text = get("text");
            let fields = text.split_once('｜').map(|(_, fields)| fields.to_owned());
            let folded = fields?.replace(['〔', '['], "（").replace(['〕', ']'], "）");
            let mut parts: Vec<String> = folded
                .split('｜')
                .map(|field| {
                    let (label, organs) = field.split_once('：').unwrap_or((field, ""));
                    let mut organs: Vec<&str> = organs.split('、').collect();
                    organs.sort_unstable();
                    format!("{label}：{}", organs.join("、"))
                })
                .collect();
            parts.sort();
            ("task", parts.join("｜"))
        }
        _ => {
            let mut text: String = get("text").chars().filter(|c| !c.is_whitespace()).collect();
            // The notice's own year may be written or not.
            if let Some((_, issued)) = get("notice").split_once('〔') {
                let year: u16 = issued[..4].parse().unwrap();
                text = text
                    .replace(&format!("（{year}年）"), "")
                    .replace(&format!("（{year}年，"), "（");
                text = text.replace(&format!("（{}年", year - 1), "（上年");
            }
            ("other", text)
        }
    };
    Some(Key {
        notice: get("notice"),
        kind,
        says,
    })
}

fn keys(path: &Path) -> Vec<Key> {
    let ran = duibiao(&["facts", "--format", "json", &path.display().to_string()]);
    let facts: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).unwrap();
    facts
        .iter()
        .filter(|fact| text(&fact["sureness"]) != "unnamed")
        .filter_map(key)
        .collect()
}

/// What is in `these` and not, as often, in `those`.
fn only(these: &[Key], those: &[Key]) -> Vec<Key> {
    let mut counts: BTreeMap<&Key, usize> = BTreeMap::new();
    for key in those {
        *counts.entry(key).or_default() += 1;
    }
    these
        .iter()
        .filter(|key| match counts.get_mut(key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .cloned()
        .collect()
}

#[test]
fn what_is_read_agrees_with_what_was_written_by_hand() {
    let Some(seeds) = seeds() else { return };
    let read = keys(&seeds);
    let written = keys(&root().join("fixtures/corpus"));
    let missed = only(&written, &read);
    let added = only(&read, &written);
    let shared = written.len() - missed.len();
    println!(
        "of {} statements written by hand {shared} are read: recall {:.1}%, precision {:.1}% of {} read",
        written.len(),
        100.0 * shared as f64 / written.len() as f64,
        100.0 * shared as f64 / read.len() as f64,
        read.len()
    );
    for kind in ["figure", "date", "cite", "task", "other"] {
        let count = |keys: &[Key]| keys.iter().filter(|key| key.kind == kind).count();
        println!(
            "  {kind}: {} written, {} read, {} missed, {} added",
            count(&written),
            count(&read),
            count(&missed),
            count(&added)
        );
    }
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (side, keys) in [("missed", missed), ("added", added)] {
        for key in keys {
            found.insert(format!("{side}\t{}\t{}\t{}", key.notice, key.kind, key.says));
        }
    }
    assert!(20 * shared >= 19 * written.len(), "recall below 95%");
    assert!(20 * shared >= 19 * read.len(), "precision below 95%");
    let path = root().join("tests/reading_agrees.differences.tsv");
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let mut reasons: BTreeMap<&str, &str> = BTreeMap::new();
    for line in expected.lines().filter(|line| !line.starts_with('#')) {
        let (difference, reason) = line.rsplit_once('\t').unwrap();
        reasons.insert(difference, reason);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let mut out = String::from("# side\tnotice\tkind\tstatement\treason\n");
        for difference in &found {
            let reason = reasons.get(difference.as_str()).copied().unwrap_or("?");
            out.push_str(&format!("{difference}\t{reason}\n"));
        }
        std::fs::write(path, out).unwrap();
        return;
    }
    let known: BTreeSet<String> = reasons.keys().map(|line| (*line).to_owned()).collect();
    assert_eq!(found, known, "the list of differences is exact");
    for reason in reasons.values() {
        assert!(REASONS.contains(reason), "no reason: {reason}");
    }
}
