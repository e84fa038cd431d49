//! How long it takes to read and check extracts, and how much memory, by their number.
//!
//! The extracts are a nation, the provinces, and cities and counties that do not exist; each has about
//! forty statements. One more corpus is a single notice with a case for each of many counties.
//!
//! ```text
//! cargo bench --bench check                                     # everything
//! cargo bench --bench check -- parse                            # one of parse, resolve, check, check_counties
//! cargo bench --bench check -- --write target/extracts 10000    # writes the corpus, for the program itself
//! time target/release/duibiao check target/extracts
//! ```
//!
//! First the most memory held after 100, 1,000 and 10,000 extracts is printed, in all and for each statement, then
//! for each function the times and the statements a second. Both should hardly change from one size to the next.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a benchmark: what goes wrong here is to stop it"
)]

use divan::Bencher;
use divan::counter::ItemsCount;
use duibiao::corpus::{Corpus, Given};
use duibiao::parse::parse_extract;
use duibiao::source::Sources;
use duibiao::vocabulary::Vocabulary;

#[path = "support/extracts.rs"]
mod extracts;
#[path = "support/memory.rs"]
mod memory;
#[path = "support/names.rs"]
mod names;
#[path = "support/write.rs"]
mod write;

use extracts::{corpus, counties};
use memory::peak_kilobytes;

fn main() {
    if let Some((folder, count)) = write::wanted() {
        let given = corpus(count);
        return write::write(&folder, given.iter().map(|given| (&*given.path, &*given.text)));
    }
    print_memory();
    divan::main();
}

/// Prints the peak of resident memory for corpora of growing size, in all and for each statement. Linux only.
fn print_memory() {
    let Some(before) = peak_kilobytes() else { return };
    for count in [100, 1_000, 10_000] {
        let corpus = Corpus::new(corpus(count), Vocabulary::builtin());
        let statements: usize = corpus
            .entries()
            .map(|(_, entry)| entry.notice.clauses.len())
            .sum();
        let findings = duibiao::rules::run(&corpus).len();
        let peak = peak_kilobytes().unwrap_or(before).saturating_sub(before);
        let each = peak * 1024 / statements.max(1);
        eprintln!(
            "memory  {count:>6} extracts  {statements:>7} statements  {findings:>6} findings  {peak:>7} KB  {each:>5} bytes a statement"
        );
    }
}

/// Statements in the texts: lines that are neither header nor heading.
fn statements(given: &[Given]) -> usize {
    given
        .iter()
        .flat_map(|given| given.text.lines())
        .filter(|line| line.starts_with("    "))
        .count()
}

/// Reading alone.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, extracts: usize) {
    let given = corpus(extracts);
    bencher
        .counter(ItemsCount::new(statements(&given)))
        .bench_local(|| {
            given
                .iter()
                .map(|given| {
                    let extract = parse_extract(Sources::new().next_id(0), &given.text);
                    assert!(extract.problems.is_empty());
                    extract.notice.clauses.len()
                })
                .sum::<usize>()
        });
}

/// Reading, resolving and judging, on all cores.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn resolve(bencher: Bencher<'_, '_>, extracts: usize) {
    run(bencher, &corpus(extracts), |corpus| corpus.reported().count());
}

/// All of it: reading, resolving, judging and every rule, on all cores.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, extracts: usize) {
    run(bencher, &corpus(extracts), |corpus| {
        duibiao::rules::run(corpus).len()
    });
}

/// Reading, resolving, and every mandate against every notice below it: four levels of about forty statements.
#[divan::bench(args = [500, 1_000, 2_000, 4_000], sample_count = 3, sample_size = 1)]
fn coverage(bencher: Bencher<'_, '_>, extracts: usize) {
    run(bencher, &corpus(extracts), |corpus| corpus.coverage().cells.len());
}

/// One notice with many counties.
#[divan::bench(args = [100, 1_000, 2_000], sample_count = 3, sample_size = 1)]
fn check_counties(bencher: Bencher<'_, '_>, counties_of_one_city: usize) {
    run(bencher, &counties(counties_of_one_city), |corpus| {
        duibiao::rules::run(corpus).len()
    });
}

fn run(bencher: Bencher<'_, '_>, given: &[Given], what: impl Fn(&Corpus) -> usize + Sync) {
    bencher
        .counter(ItemsCount::new(statements(given)))
        .with_inputs(|| given.to_vec())
        .bench_local_values(|given| {
            let corpus = Corpus::new(given, Vocabulary::builtin());
            what(&corpus)
        });
}
