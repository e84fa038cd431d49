//! A line that was read before, elsewhere, reads as one that is read first: words, values and every span.

#![allow(
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test stops at what is not as it should be"
)]

use std::path::Path;

use duibiao::parse::parse_extract;
use duibiao::source::{FileId, SourceFile, Sources};
use walkdir::WalkDir;

/// Everything that is read from `text`, with its spans, as the `nth` file of a run.
fn read(nth: usize, text: &str) -> String {
    format!("{:#?}", parse_extract(file(nth), text))
}

fn file(nth: usize) -> FileId {
    let mut sources = Sources::new();
    for _ in 0..nth {
        sources.add(SourceFile::new("before.notice", ""));
    }
    sources.add(SourceFile::new("a.notice", ""))
}

/// As [`read`], on a thread of its own, which has read nothing yet.
fn read_first(nth: usize, text: &str) -> String {
    std::thread::scope(|scope| scope.spawn(|| read(nth, text)).join().expect("reads"))
}

/// `text` with every digit `step` further.
fn turned(text: &str, step: u32) -> String {
    let turn = |c: char| {
        c.to_digit(10)
            .and_then(|digit| char::from_digit((digit + step) % 10, 10))
            .unwrap_or(c)
    };
    text.chars().map(turn).collect()
}

#[test]
fn a_line_read_before_reads_as_one_read_first() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let extracts: Vec<String> = WalkDir::new(fixtures)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "notice"))
        .map(|entry| std::fs::read_to_string(entry.path()).expect("a readable fixture"))
        .collect();
    assert!(extracts.len() > 50, "only {} extracts found", extracts.len());
    // What each thread has read before lies at another place of another file.
    std::thread::scope(|scope| {
        scope
            .spawn(|| {
                for text in &extracts {
                    read(0, &format!("# 另一处，另一行\n\n{text}"));
                    // The same figures, then others.
                    for step in [0, 1, 2, 5] {
                        let text = turned(text, step);
                        assert_eq!(read(1, &text), read_first(1, &text), "{text}");
                    }
                }
            })
            .join()
            .expect("all read alike");
    });
}

#[test]
fn what_is_wrong_with_a_line_is_said_every_time() {
    let line = "    财政补助 ≥ ６40元/人·年\n";
    let text = format!("年度：2023年\n\n一、筹资\n{line}{line}");
    let twice = parse_extract(file(0), &text);
    let slips = twice
        .problems
        .iter()
        .map(|problem| &text[problem.span.range()])
        .filter(|words| *words == "６40")
        .count();
    assert_eq!(slips, 2, "{:#?}", twice.problems);
}
