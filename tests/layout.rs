//! What holds of the canonical layout of every notice.
#![allow(
    clippy::indexing_slicing,
    reason = "the strategies index what they have just made"
)]

mod printing;

use duibiao::notice::{Line, Notice, layout_clause, layout_notice};
use duibiao::source::Sources;
use printing::strategies;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// The lines of the body, as the model has them, beside the lines printed for them.
fn body_lines<'a>(notice: &'a Notice, text: &'a str) -> Vec<(&'a Line, &'a str)> {
    let printed: Vec<&str> = text.lines().collect();
    let first = printed.len() - notice.body.len();
    notice.body.iter().zip(printed.into_iter().skip(first)).collect()
}

proptest! {
    #[test]
    fn a_statement_is_one_line(clause in strategies::clause()) {
        let text = layout_clause(&clause);
        prop_assert!(!text.is_empty() && text.trim() == text && text.lines().count() == 1, "{text:?}");
        prop_assert!(!text.contains("  "), "{text}");
    }

    #[test]
    fn white_space_is_canonical(notice in strategies::notice()) {
        let text = layout_notice(&notice, &Sources::new());
        prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.starts_with('\n'), "{text}");
        prop_assert!(!text.contains("\n\n\n"), "{text}");
        prop_assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
    }

    #[test]
    fn every_line_of_the_body_is_printed_in_its_place(notice in strategies::notice()) {
        let text = layout_notice(&notice, &Sources::new());
        for (line, printed) in body_lines(&notice, &text) {
            match line {
                Line::Heading(index) => {
                    let heading = &notice.headings[*index];
                    prop_assert_eq!(printed, format!("{}{}", heading.ordinal, heading.title));
                }
                Line::Clause(index) => {
                    let clause = &notice.clauses[*index];
                    let start = format!("    {}", layout_clause(clause));
                    prop_assert!(printed.starts_with(&start), "{}", printed);
                    if let Some(evidence) = &clause.evidence {
                        let evidence = format!("「{}」", evidence.text);
                        prop_assert!(printed.contains(&evidence), "{}", printed);
                    }
                    if let Some(comment) = &clause.comment {
                        let comment = format!(" # {comment}");
                        prop_assert!(printed.ends_with(&comment), "{}", printed);
                    }
                }
                Line::Comment(text) if text.is_empty() => prop_assert_eq!(printed, ""),
                Line::Comment(text) => prop_assert_eq!(printed, format!("    # {text}")),
                Line::Unread(_) => {}
            }
        }
    }

    #[test]
    fn evidence_of_a_block_stands_in_one_column(notice in strategies::notice()) {
        let text = layout_notice(&notice, &Sources::new());
        let mut column = None;
        for (line, printed) in body_lines(&notice, &text) {
            let Line::Clause(index) = line else {
                column = None;
                continue;
            };
            let Some(evidence) = &notice.clauses[*index].evidence else {
                continue;
            };
            let start = printed.find(&format!("「{}」", evidence.text)).unwrap();
            let (before, _) = printed.split_at(start);
            // A statement wider than 88 columns stands out.
            if before.trim().width() <= 88 {
                prop_assert_eq!(*column.get_or_insert(before.width()), before.width(), "{}", text);
            }
        }
    }
}
