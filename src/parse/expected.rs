//! What the grammar would have accepted at the place where it failed.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::grammar::Rule;
use super::{Expected, Problem, ProblemKind};
use crate::source::{FileId, Span};

/// Words of the language that a writer may have misspelt where a relation stands.
const RELATION_WORDS: [&str; 15] = [
    "为",
    "达到",
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "高于",
    "超过",
    "低于",
    "少于",
    "不满",
    "不降低",
    "不提高",
    "属于",
    "确定",
];

/// Turns a failure of the grammar on one line, which begins at byte `base`, into a problem.
pub(super) fn problem(error: &Error<Rule>, line: &str, file: FileId, base: usize) -> Problem {
    let offset = match error.location {
        InputLocation::Pos(offset) | InputLocation::Span((offset, _)) => offset.min(line.len()),
    };
    let rest = line.get(offset..).unwrap_or("");
    let skipped = rest
        .len()
        .saturating_sub(rest.trim_start_matches([' ', '\t', '\u{3000}']).len());
    let offset = offset.saturating_add(skipped);
    let rest = line.get(offset..).unwrap_or("").trim_end();
    let found = token(rest);
    let mut expected: Vec<Expected> = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            positives.iter().filter_map(|&rule| meaning(rule)).collect()
        }
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    expected.sort_unstable();
    expected.dedup();
    if expected.is_empty() {
        expected.push(Expected::LineEnd);
    }
    let nearest = RELATION_WORDS.into_iter().find(|word| {
        let length = found.chars().count();
        length > 1 && word.chars().count() > 1 && strsim::damerau_levenshtein(found, word) == 1
    });
    Problem {
        kind: ProblemKind::Expected {
            expected,
            found: found.to_owned(),
            nearest,
        },
        span: Span::new(
            file,
            base.saturating_add(offset),
            base.saturating_add(offset).saturating_add(found.len()),
        ),
    }
}

/// The word or sign at the start of `rest`: what a reader would say stands there.
fn token(rest: &str) -> &str {
    let is_sign = |c: char| !c.is_alphanumeric();
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return "" };
    let end = if is_sign(first) {
        chars.next().map_or(rest.len(), |(index, _)| index)
    } else {
        chars.take(11).find(|&(_, c)| is_sign(c)).map_or_else(
            || rest.char_indices().nth(12).map_or(rest.len(), |(index, _)| index),
            |(index, _)| index,
        )
    };
    rest.get(..end).unwrap_or("")
}

fn meaning(rule: Rule) -> Option<Expected> {
    Some(match rule {
        Rule::name
        | Rule::subject
        | Rule::left
        | Rule::clause_line
        | Rule::split_line
        | Rule::left_group
        | Rule::part
        | Rule::group => Expected::Name,
        Rule::relation
        | Rule::comparison
        | Rule::rel_slip
        | Rule::rel_equal
        | Rule::rel_reaches
        | Rule::rel_at_least
        | Rule::rel_at_most
        | Rule::rel_more
        | Rule::rel_less
        | Rule::rel_about
        | Rule::worse
        | Rule::not_lower
        | Rule::not_higher
        | Rule::deadline
        | Rule::start
        | Rule::event
        | Rule::window
        | Rule::equals => Expected::Relation,
        Rule::number
        | Rule::slip_number
        | Rule::quantity
        | Rule::bare_number
        | Rule::amount
        | Rule::product
        | Rule::bare
        | Rule::quantity_in
        | Rule::right
        | Rule::ratio_part => Expected::Number,
        Rule::unit
        | Rule::magnitude
        | Rule::measure
        | Rule::yuan
        | Rule::percent
        | Rule::points
        | Rule::duration
        | Rule::count
        | Rule::duration_unit
        | Rule::basis_word => Expected::Unit,
        Rule::date
        | Rule::time_point
        | Rule::yearly
        | Rule::monthly
        | Rule::within
        | Rule::month_number
        | Rule::day_number
        | Rule::end_word
        | Rule::ongoing
        | Rule::limit_value
        | Rule::date_value
        | Rule::event_name => Expected::Date,
        Rule::notice_number
        | Rule::number_code
        | Rule::number_open
        | Rule::number_close
        | Rule::number_year
        | Rule::number_di
        | Rule::number_serial
        | Rule::number_hao
        | Rule::number_value
        | Rule::numbers_value
        | Rule::cite_number_first => Expected::NoticeNumber,
        Rule::year_number | Rule::years_value => Expected::Year,
        Rule::title | Rule::title_text | Rule::cite_title_first => Expected::Title,
        Rule::group_name | Rule::year_facet | Rule::facets | Rule::name_list => Expected::Group,
        Rule::ratio_sign => Expected::RatioSign,
        Rule::sign | Rule::plus | Rule::minus | Rule::times => Expected::Sign,
        Rule::list_comma | Rule::facet_comma => Expected::Comma,
        Rule::before => Expected::TimeWord,
        Rule::from_word => Expected::FromWord,
        Rule::belongs => Expected::Belongs,
        Rule::by | Rule::decide => Expected::DelegationWord,
        Rule::quoted | Rule::close_evidence => Expected::CloseEvidence,
        Rule::close_title => Expected::CloseTitle,
        Rule::close => Expected::CloseBracket,
        Rule::force_word | Rule::close_force => Expected::CloseForce,
        Rule::phrase | Rule::task_name | Rule::field_key | Rule::field_value | Rule::heading_title => {
            Expected::Words
        }
        Rule::EOI | Rule::force | Rule::evidence | Rule::comment => Expected::LineEnd,
        _ => return None,
    })
}
