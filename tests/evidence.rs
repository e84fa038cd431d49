//! Tests of evidence: what extracts quote is held against the texts they come from.

use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, EvidenceCounts, Evidenced, Options};
use duibiao::rules::run;

/// The real extracts against the texts they were taken from, where those are at hand.
#[test]
fn every_evidence_of_the_real_extracts_is_verified() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = std::env::var_os("DUIBIAO_SEEDS").map_or_else(|| root.join("../shared/seeds"), PathBuf::from);
    if !texts.is_dir() {
        return;
    }
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: vec![root.join("fixtures/corpus")],
        sources: vec![texts],
        no_builtin: true,
        ..Options::default()
    });
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let mut failures = Vec::new();
    let mut statements = 0usize;
    for (id, entry) in corpus.reported() {
        for (clause, verdict) in entry
            .notice
            .clauses
            .iter()
            .zip(&corpus.evidence(id).unwrap().clauses)
        {
            statements += 1;
            if *verdict != Evidenced::Verified {
                let place = corpus.sources().start(clause.span);
                let path = corpus.sources().path(entry.file());
                failures.push(format!("{path}:{} {verdict:?}", place.line));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(corpus.evidence_counts().verified, statements);
}
