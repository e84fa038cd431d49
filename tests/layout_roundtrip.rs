//! Printing and parsing again gives the same clauses, and the same text.
#![allow(
    clippy::indexing_slicing,
    reason = "the strategies index what they have just made"
)]

mod printing;

use duibiao::notice::{Clause, Form, Header, Line, Notice, layout_notice};
use duibiao::parse::{Extract, parse_extract};
use duibiao::source::{SourceFile, Sources};
use printing::plain::{nowhere, plain_notice};
use printing::strategies;
use proptest::prelude::*;

/// What is read from `text`, and what is printed of that.
fn read(text: &str) -> (Extract, String) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("a.notice", text));
    let extract = parse_extract(file, text);
    let again = layout_notice(&extract.notice, &sources);
    (extract, again)
}

fn check(notice: &Notice) -> Result<(), TestCaseError> {
    let text = layout_notice(notice, &Sources::new());
    let (extract, again) = read(&text);
    prop_assert!(extract.problems.is_empty(), "{:#?}\n{text}", extract.problems);
    prop_assert_eq!(plain_notice(&extract.notice), plain_notice(notice), "{}", text);
    prop_assert_eq!(again, text);
    Ok(())
}

/// The clause alone under a header that lacks nothing.
fn extract_of(header: Header, clause: Clause) -> Notice {
    Notice {
        file: nowhere().file,
        header,
        headings: Vec::new(),
        clauses: vec![clause],
        body: vec![Line::Clause(0)],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_clause_reads_as_printed(header in strategies::notice(), clause in strategies::clause()) {
        check(&extract_of(header.header, clause))?;
    }
}

proptest! {
    #[test]
    fn a_notice_reads_as_printed(notice in strategies::notice()) {
        check(&notice)?;
    }

    /// Even of a text that is no extract, printing what was read is a fixed point and loses no clause.
    #[test]
    fn printing_is_a_fixed_point(
        notice in strategies::notice(),
        junk in prop::collection::vec(("[ -~甲乙（）：、，「」【】｜=×≥元年月日#]{0,20}", 0usize..30), 0..4),
    ) {
        let mut lines: Vec<String> =
            layout_notice(&notice, &Sources::new()).lines().map(str::to_owned).collect();
        for (line, place) in junk {
            lines.insert(place.min(lines.len()), line);
        }
        let (first, printed) = read(&lines.join("\n"));
        let (second, again) = read(&printed);
        prop_assert_eq!(again, printed);
        prop_assert_eq!(second.notice.clauses.len(), first.notice.clauses.len());
    }
}

/// The strategies reach every form; without this a form could go untested unseen.
#[test]
fn every_form_is_generated() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let kinds: std::collections::BTreeSet<&str> = (0..1_000)
        .map(|_| strategies::clause().new_tree(&mut runner).unwrap().current().form)
        .map(|form: Form| form.kind())
        .collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
}
