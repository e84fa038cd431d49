//! How fast the texts of notices are read and checked, beside the floor: what it takes to find every match of
//! `[0-9.]+(元|%)` in the same bytes, in the same run, with as many threads.
//!
//! The texts are made by the bench: see `support/notices.rs`.
//!
//! ```text
//! cargo bench --bench text                                     # with one thread, then with all
//! cargo bench --bench text -- --write target/notices 1000      # writes such texts, for the program itself
//! time target/release/duibiao check target/notices
//! ```
//!
//! Each line is one thing done to all texts, from their bytes on: megabytes (10⁶ bytes) a second, and how many times
//! as long as the floor it took. The lines take turns and the quickest of several rounds counts, so that other work on
//! the machine troubles the ratio less than it troubles the speed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a benchmark: what goes wrong here is to stop it"
)]

#[path = "support/memory.rs"]
mod memory;
#[path = "support/names.rs"]
mod names;
#[path = "support/notices.rs"]
mod notices;
#[path = "support/write.rs"]
mod write;

use std::time::{Duration, Instant};

use duibiao::corpus::{Corpus, Given, Role};
use duibiao::reading;
use duibiao::source::{Sources, decode};
use duibiao::text::NoticeText;
use duibiao::vocabulary::Vocabulary;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use regex::bytes::Regex;

/// How many notices; about 17 KB each.
const NOTICES: usize = 400;

/// How often each thing is done; the quickest counts, since what else the machine does only adds to it.
const ROUNDS: usize = 9;

fn main() {
    if let Some((folder, count)) = write::wanted() {
        let notices = notices::notices(count);
        return write::write(&folder, notices.iter().map(|(path, text)| (&**path, &**text)));
    }
    let corpus = notices::notices(NOTICES);
    let bytes: usize = corpus.iter().map(|(_, text)| text.len()).sum();
    println!(
        "{NOTICES} notices, {bytes} bytes, {} figures",
        corpus.iter().map(|(_, text)| figures(text)).sum::<usize>()
    );
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    let mut counts = vec![1, all];
    counts.dedup();
    for threads in counts {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        println!("\n{threads:>2} threads                 MB/s   times the floor");
        let quickest = pool.install(|| quickest(&corpus));
        let floor = quickest[0];
        for ((name, _), time) in STAGES.iter().zip(quickest) {
            println!(
                "{name:<24} {:>6.0}   {:>5.1}",
                bytes as f64 / 1e6 / time.as_secs_f64(),
                time.as_secs_f64() / floor.as_secs_f64()
            );
        }
    }
    if let Some(peak) = memory::peak_kilobytes() {
        println!("\npeak of memory: {peak} KB");
    }
}

type Notices = [(String, String)];

/// Something that is measured: its name, and what is done.
type Stage = (&'static str, fn(&Notices) -> usize);

/// What is measured, each from the bytes on; the floor comes first.
const STAGES: [Stage; 5] = [
    ("figures by regex (floor)", floor),
    ("decoding", decoding),
    ("repair and structure", structure),
    ("reading", reading),
    ("reading and checking", checking),
];

/// The least time of each stage. The stages take turns, so that all meet the same machine.
fn quickest(corpus: &Notices) -> Vec<Duration> {
    let mut least = vec![Duration::MAX; STAGES.len()];
    for _ in 0..ROUNDS {
        for ((_, stage), least) in STAGES.iter().zip(&mut least) {
            let start = Instant::now();
            std::hint::black_box(stage(std::hint::black_box(corpus)));
            *least = start.elapsed().min(*least);
        }
    }
    least
}

fn expression() -> Regex {
    Regex::new("[0-9.]+(元|%)").unwrap()
}

fn figures(text: &str) -> usize {
    expression().find_iter(text.as_bytes()).count()
}

fn floor(corpus: &Notices) -> usize {
    let expression = expression();
    corpus
        .par_iter()
        .map_init(
            || expression.clone(),
            |expression, (_, text)| expression.find_iter(text.as_bytes()).count(),
        )
        .sum()
}

fn decoded(text: &str) -> String {
    decode(text.as_bytes().to_vec()).unwrap().text
}

fn decoding(corpus: &Notices) -> usize {
    corpus.par_iter().map(|(_, text)| decoded(text).len()).sum()
}

fn structure(corpus: &Notices) -> usize {
    corpus
        .par_iter()
        .map(|(_, text)| NoticeText::read(&decoded(text)).documents.len())
        .sum()
}

fn reading(corpus: &Notices) -> usize {
    corpus
        .par_iter()
        .map(|(_, text)| {
            let source = decoded(text);
            let text = NoticeText::read(&source);
            let read = reading::read(Sources::new().next_id(0), &source, &text, Vocabulary::builtin());
            read.iter().map(|notice| notice.clauses.len()).sum::<usize>()
        })
        .sum()
}

fn checking(corpus: &Notices) -> usize {
    let given = corpus
        .par_iter()
        .map(|(path, text)| Given {
            path: path.clone(),
            text: decoded(text),
            role: Role::Reported,
        })
        .collect();
    let corpus = Corpus::new(given, Vocabulary::builtin());
    duibiao::rules::run(&corpus).len()
}
