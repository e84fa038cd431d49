//! The rule `syntax`: a line that cannot be read, or that is written in a way known to be wrong.

use super::wording::{self, Place};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::parse::{Expected, Problem, ProblemKind, Slip};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "syntax",
    group: Group::Syntax,
    level: Severity::Error,
    summary_zh: "摘录中有读不懂或写法不对的行",
    summary_en: "a line of the extract that cannot be read, or is written wrongly",
    ground: "摘录语言",
    explanation: include_str!("syntax.md"),
};

/// See `syntax.md`.
pub struct Syntax;

impl Rule for Syntax {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        out.extend(
            entry
                .problems
                .iter()
                .filter_map(|problem| finding(corpus, problem)),
        );
    }
}

fn finding(corpus: &Corpus, problem: &Problem) -> Option<Diagnostic> {
    let words = corpus.sources().slice(problem.span);
    let (message, help) = match &problem.kind {
        ProblemKind::Expected {
            expected,
            found,
            nearest,
        } => {
            let place = if found.is_empty() {
                Place::LineEnd
            } else {
                Place::At(found)
            };
            let nearest = nearest.filter(|_| expected.iter().any(is_word));
            // A misspelt word of the language explains more than a misspelt name.
            let nearest = nearest.or_else(|| nearest_name(corpus, expected, found));
            wording::expected(expected, place, nearest)
        }
        ProblemKind::Slip { slip, remedy } => wording::slip(*slip, words, remedy),
        ProblemKind::UnknownKeyword { word, nearest } => wording::unknown_keyword(word, *nearest),
        ProblemKind::UnknownForce { word } => wording::unknown_force(word),
        ProblemKind::LineTooLong { bytes } => wording::line_too_long(*bytes),
        ProblemKind::TooDeep => wording::too_deep(),
        ProblemKind::TooManyDigits { digits } => wording::too_many_digits(*digits),
        ProblemKind::YearOutOfRange { year } => wording::year_out_of_range(year),
        ProblemKind::YearsReversed => wording::years_reversed(words),
        ProblemKind::Repeated => wording::repeated(words),
        ProblemKind::MixedParts => wording::mixed_parts(words),
        // Rules of their own.
        ProblemKind::MissingHeader(_)
        | ProblemKind::DuplicateHeader { .. }
        | ProblemKind::UnreadableNumber => return None,
    };
    let found = Diagnostic::new(INFO.name, problem.span, message).severity(INFO.level);
    let found = match &problem.kind {
        // Another sign for the same relation; digits and units are for a person to mend.
        ProblemKind::Slip {
            slip: Slip::RelationSign,
            remedy,
        } => found.edits(vec![Edit {
            span: problem.span,
            text: remedy.to_string(),
        }]),
        _ => found,
    };
    Some(match help {
        Some(help) => found.help(help),
        None => found,
    })
}

/// Whether a word of the language could stand there.
fn is_word(expected: &Expected) -> bool {
    matches!(
        expected,
        Expected::Relation | Expected::Belongs | Expected::DelegationWord
    )
}

/// The known item or bearer that is probably meant where a name could stand.
fn nearest_name<'c>(corpus: &'c Corpus, expected: &[Expected], found: &str) -> Option<&'c str> {
    let vocabulary = corpus.vocabulary();
    let is_name = |one: &Expected| matches!(one, Expected::Name | Expected::Group);
    let known = vocabulary.item(found).is_some() || vocabulary.bearer(found).is_some();
    if known || !expected.iter().any(is_name) {
        return None;
    }
    vocabulary
        .nearest_item(found)
        .or_else(|| vocabulary.nearest_bearer(found))
}
