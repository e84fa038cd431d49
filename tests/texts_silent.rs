//! On notices that have no mistake nothing above info is found; in those that have some, these and no others.
//!
//! The texts are those of `fixtures/texts`, each checked by itself beside the mandates that the program brings.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(clippy::string_slice, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "support/cli.rs"]
mod cli;

/// What is rightly found: text, rule, and the words that it points at.
const FOUND: [(&str, &str, &str); 5] = [
    // A range whose first number has lost its 万.
    ("coal-penalty-opinion", "number-form", "30—60万"),
    // A scan that took 〔〕 for square brackets.
    (
        "employee-medical-damaged",
        "malformed-number",
        "汉医保规[2022] 5 号",
    ),
    // Scans with half-width commas.
    ("county-low-income-ocr", "half-width-punctuation", ","),
    ("damaged-scan-disability", "half-width-punctuation", ","),
    ("tiered-water-ocr", "half-width-punctuation", ":"),
];

#[test]
fn nothing_but_the_mistakes_of_the_texts_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/texts");
    let mut seen: BTreeSet<(String, String, String)> = BTreeSet::new();
    let mut texts = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        texts += 1;
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let (_, document) = cli::json(&path, &[]);
        for found in document["diagnostics"].as_array().unwrap() {
            if found["severity"] == "info" {
                continue;
            }
            let offset = |end: &str| usize::try_from(found[end]["offset"].as_u64().unwrap()).unwrap();
            let words = text[offset("start")..offset("end")].to_owned();
            let rule = found["rule"].as_str().unwrap().to_owned();
            seen.insert((name.clone(), rule, words));
        }
    }
    assert!(texts >= 12, "{texts}");
    let right: BTreeSet<(String, String, String)> = FOUND
        .iter()
        .map(|&(name, rule, words)| (name.to_owned(), rule.to_owned(), words.to_owned()))
        .collect();
    let false_alarms: Vec<_> = seen.difference(&right).collect();
    assert!(false_alarms.is_empty(), "false alarms: {false_alarms:#?}");
    let missed: Vec<_> = right.difference(&seen).collect();
    assert!(missed.is_empty(), "no longer found: {missed:#?}");
}
