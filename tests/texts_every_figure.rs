//! Every figure that is read from the real notices is changed in their raw texts, one at a time, and a finding
//! must name the change, with the national notice's own text as the mandate.
//!
//! The texts are not part of the project; without them there is nothing to change. What no statement binds
//! stands in `texts_every_figure.unbound.tsv`, which is exact both ways. `UPDATE_EXPECT=1` rewrites it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "the share caught is worth seeing")]
#![allow(clippy::float_arithmetic, reason = "a percentage for people, not money")]

use std::collections::BTreeSet;
use std::path::Path;

use duibiao::corpus::{Corpus, Given, Role};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::notice::{Form, Quantity};
use duibiao::rules;
use duibiao::source::Span;
use duibiao::vocabulary::Vocabulary;
use rayon::prelude::*;
use rust_decimal::Decimal;

fn texts() -> Option<Vec<(String, String)>> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(folder) = std::fs::read_dir(&seeds) else {
        println!("skipped: no texts beside the project");
        return None;
    };
    let mut texts: Vec<(String, String)> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    Some(texts)
}

fn corpus(texts: &[(String, String)]) -> Corpus {
    let given = texts
        .iter()
        .map(|(path, text)| Given {
            path: path.clone(),
            text: text.clone(),
            role: Role::Reported,
        })
        .collect();
    Corpus::new(given, Vocabulary::builtin())
}

fn covers(found: &Diagnostic, span: Span) -> bool {
    let touches = |place: Span| place.file == span.file && place.start < span.end && span.start < place.end;
    found.severity >= Severity::Warning
        && (touches(found.primary.span) || found.related.iter().any(|label| touches(label.span)))
}

struct Figure {
    span: Span,
    statement: String,
    words: String,
}

fn figures(corpus: &Corpus) -> Vec<Figure> {
    let mut out = Vec::new();
    for (_, entry) in corpus.reported() {
        for clause in entry
            .notice
            .clauses
            .iter()
            .filter(|clause| clause.sureness.is_sure())
        {
            let mut quantities: Vec<&Quantity> = Vec::new();
            match &clause.form {
                Form::Bound { value, .. } => quantities.push(value),
                Form::Sum { parts, .. } | Form::Shares { parts, .. } => {
                    quantities.extend(parts.iter().map(|part| &part.value));
                }
                Form::Split { parts, .. } => quantities.extend(parts.iter().map(|part| &part.ratio)),
                Form::Reference { left, right, .. } => {
                    left.quantities(&mut |quantity| quantities.push(quantity));
                    right.quantities(&mut |quantity| quantities.push(quantity));
                }
                _ => {}
            }
            for quantity in quantities {
                let words = corpus.sources().slice(quantity.number_span);
                if words.parse::<Decimal>().is_ok() {
                    out.push(Figure {
                        span: quantity.number_span,
                        statement: duibiao::notice::layout_clause(clause),
                        words: words.to_owned(),
                    });
                }
            }
        }
    }
    // One figure may be read into two statements.
    out.sort_by_key(|figure| (figure.span.file, figure.span.start));
    out.dedup_by_key(|figure| figure.span);
    out
}

#[test]
fn a_changed_figure_is_named() {
    let Some(texts) = texts() else { return };
    let before = corpus(&texts);
    let figures = figures(&before);
    let known: BTreeSet<String> = rules::run(&before)
        .iter()
        .map(|found| found.message.zh.clone())
        .collect();
    let outcomes: Vec<Vec<String>> = figures
        .par_iter()
        .map(|figure| {
            let path = before.sources().path(figure.span.file).to_owned();
            let value: Decimal = figure.words.parse().unwrap();
            let mut unbound = Vec::new();
            for (name, changed) in [
                ("+1", value + Decimal::ONE),
                ("-1", value - Decimal::ONE),
                ("×2", value * Decimal::TWO),
            ] {
                if changed <= Decimal::ZERO {
                    continue;
                }
                let mut texts = texts.clone();
                let (_, text) = texts.iter_mut().find(|(known, _)| *known == path).unwrap();
                let range = figure.span.start as usize..figure.span.end as usize;
                let changed = changed.to_string();
                text.replace_range(range.clone(), &changed);
                let after = corpus(&texts);
                let place = Span::new(figure.span.file, range.start, range.start + changed.len());
                let named = rules::run(&after)
                    .iter()
                    .any(|found| covers(found, place) && !known.contains(&found.message.zh));
                if !named {
                    unbound.push(format!("{path}\t{}\t{}\t{name}", figure.statement, figure.words));
                }
            }
            unbound
        })
        .collect();
    let tried: usize = figures.len() * 3;
    let unbound: BTreeSet<String> = outcomes.into_iter().flatten().collect();
    println!(
        "{} figures, about {tried} changes, {} named, {:.1}%",
        figures.len(),
        tried - unbound.len(),
        100.0 * (tried - unbound.len()) as f64 / tried as f64
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts_every_figure.unbound.tsv");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let lines: Vec<&str> = unbound.iter().map(String::as_str).collect();
        std::fs::write(path, format!("{}\n", lines.join("\n"))).unwrap();
        return;
    }
    let expected: BTreeSet<String> = std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(ToOwned::to_owned)
        .collect();
    assert_eq!(unbound, expected, "what nothing binds");
}
