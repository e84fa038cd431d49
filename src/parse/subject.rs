//! A subject alone, as it is asked for.

use pest::Parser;

use super::expected;
use super::grammar::{Grammar, Rule};
use super::primitive::{LineReader, child};
use super::{LINE_LIMIT, Problem, ProblemKind};
use crate::notice::Subject;
use crate::source::{FileId, Span};

/// Reads `事项（facets）`, `事项·承担方（facets）` or a bearer alone, as the left of a clause may be.
///
/// # Errors
/// What is wrong with `text`, with its place there: the first thing that stops it from being read, and else
/// such as a year out of range.
pub fn parse_subject(file: FileId, text: &str) -> Result<Subject, Problem> {
    if text.len() > LINE_LIMIT {
        let kind = ProblemKind::LineTooLong { bytes: text.len() };
        return Err(Problem {
            kind,
            span: Span::new(file, 0, text.len()),
        });
    }
    let mut pairs = Grammar::parse(Rule::subject_value, text)
        .map_err(|error| expected::problem(&error, text, file, 0))?;
    let mut problems = Vec::new();
    let mut reader = LineReader {
        file,
        base: 0,
        problems: &mut problems,
    };
    let subject = pairs
        .next()
        .and_then(|pair| child(&pair, Rule::subject))
        .and_then(|pair| reader.subject(&pair));
    match (subject, problems.into_iter().next()) {
        (Some(subject), None) => Ok(subject),
        (_, Some(problem)) => Err(problem),
        (None, None) => Err(Problem {
            kind: ProblemKind::Expected {
                expected: vec![super::Expected::Name],
                found: text.chars().take(12).collect(),
                nearest: None,
            },
            span: Span::new(file, 0, text.len()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::YearFacet;
    use crate::source::Sources;

    fn read(text: &str) -> Result<Subject, Problem> {
        parse_subject(Sources::new().next_id(0), text)
    }

    #[test]
    fn a_subject_is_read_as_in_a_clause() {
        let subject = read(" 财政补助·县级财政（2023年，陵川县、城区）").unwrap();
        assert_eq!(subject.head.text, "财政补助");
        assert_eq!(
            subject.bearer.map(|bearer| bearer.text.to_string()),
            Some("县级财政".to_owned())
        );
        assert!(matches!(subject.facets.year, Some((YearFacet::Year(2023), _))));
        let groups: Vec<&str> = subject
            .facets
            .groups
            .iter()
            .map(|group| group.text.as_str())
            .collect();
        assert_eq!(groups, ["陵川县", "城区"]);
        assert_eq!(read("地方财政").unwrap().head.text, "地方财政");
    }

    #[test]
    fn what_is_no_subject_is_said() {
        for text in [
            "",
            "（2023年）",
            "财政补助 ≥ 640元",
            "财政补助（2023年",
            "财政补助（1023年）",
            "·",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let long = "财".repeat(LINE_LIMIT);
        assert!(matches!(
            read(&long).unwrap_err().kind,
            ProblemKind::LineTooLong { .. }
        ));
    }
}
