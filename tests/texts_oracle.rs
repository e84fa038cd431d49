//! The seeds read as texts, held against the oracle: what is wrong is found at its place, and what holds is
//! left alone.
//!
//! Runs where the shared folders are; prints what is found of each kind.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may panic and print"
)]

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, Options};
use duibiao::diagnostic::{Diagnostic, Label, Severity};
use duibiao::rules::run;

/// VIOLATION rows that are found, of those that the oracle lists; none may be lost.
const FOUND: usize = 19;

struct Row {
    id: String,
    file: String,
    lines: RangeInclusive<usize>,
    verdict: String,
    quote: String,
}

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    (folder.join("seeds").is_dir() && folder.join("oracle").is_dir()).then_some(folder)
}

fn rows(folder: &Path) -> Vec<Row> {
    let table = std::fs::read_to_string(folder.join("oracle/seeds.tsv")).unwrap();
    table
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let mut lines = fields[2].split('-').map(|line| line.parse::<usize>().unwrap());
            let first = lines.next().unwrap();
            Row {
                id: fields[0].to_owned(),
                file: fields[1].to_owned(),
                lines: first..=lines.next().unwrap_or(first),
                verdict: fields[4].to_owned(),
                quote: fields[5].to_owned(),
            }
        })
        .collect()
}

/// The findings on texts alone: each seed is checked without the others and without mandates, so that what is
/// found is said of the text itself.
fn findings(folder: &Path) -> (Corpus, Vec<Diagnostic>) {
    let options = Options {
        paths: vec![folder.join("seeds")],
        no_builtin: true,
        ..Options::default()
    };
    let (corpus, unreadable) = Corpus::load(&options);
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let found = run(&corpus);
    (corpus, found)
}

fn is_at(corpus: &Corpus, label: &Label, row: &Row) -> bool {
    let sources = corpus.sources();
    let line = sources.start(label.span).line;
    let end = sources.end(label.span).line;
    sources.path(label.span.file).ends_with(&row.file)
        && line <= *row.lines.end()
        && end >= *row.lines.start()
}

/// Whether the words of a row and those of a place overlap; a row without its exact words is taken by its lines.
fn is_on(corpus: &Corpus, label: &Label, row: &Row) -> bool {
    if !is_at(corpus, label, row) {
        return false;
    }
    let sources = corpus.sources();
    let file = sources.get(label.span.file).unwrap();
    let text = file.text();
    let places: Vec<usize> = text
        .match_indices(row.quote.as_str())
        .map(|(at, _)| at)
        .filter(|&at| {
            let lines = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n');
            row.lines.contains(&(lines.count() + 1))
        })
        .collect();
    places.iter().any(|&at| {
        let span = label.span.range();
        span.start < at + row.quote.len() && span.end > at
    })
}

#[test]
fn what_is_wrong_in_the_seeds_is_found_at_its_place() {
    let Some(folder) = shared() else { return };
    let (corpus, found) = findings(&folder);
    let mut count = 0;
    for row in rows(&folder).iter().filter(|row| row.verdict == "VIOLATION") {
        let rules: Vec<&str> = found
            .iter()
            .filter(|finding| {
                std::iter::once(&finding.primary)
                    .chain(&finding.related)
                    .any(|label| is_at(&corpus, label, row))
                    && finding.severity > Severity::Info
            })
            .map(|finding| finding.rule)
            .collect();
        println!("{} {} {:?} {rules:?}", row.id, row.file, row.lines);
        count += usize::from(!rules.is_empty());
    }
    println!("{count} found");
    assert!(count >= FOUND, "{count} of {FOUND}");
}

/// Rules of the rooms that look at the text itself. What figures are found to disagree is held elsewhere.
fn is_of_texts(rule: &str) -> bool {
    let group = duibiao::rules::rule(rule).unwrap().info().group;
    group.is_of_texts() || group == duibiao::rules::Group::Citations
}

#[test]
fn what_holds_in_the_seeds_is_left_alone() {
    let Some(folder) = shared() else { return };
    let (corpus, found) = findings(&folder);
    let all = rows(&folder);
    // Words may hold in one respect and be wrong in another.
    let wrong: Vec<&Row> = all
        .iter()
        .filter(|row| matches!(row.verdict.as_str(), "VIOLATION" | "WARN"))
        .collect();
    let mut alarms = Vec::new();
    for row in all
        .iter()
        .filter(|row| matches!(row.verdict.as_str(), "HOLDS" | "TRAP"))
    {
        for finding in &found {
            if finding.severity > Severity::Info
                && is_of_texts(finding.rule)
                && is_on(&corpus, &finding.primary, row)
                && !wrong.iter().any(|row| is_on(&corpus, &finding.primary, row))
            {
                alarms.push(format!("{} {}: {}", row.id, finding.rule, finding.message.zh));
            }
        }
    }
    println!("{alarms:#?}");
    assert!(alarms.is_empty(), "{alarms:#?}");
}
