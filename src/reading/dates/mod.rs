//! Dates that set a limit: by when, from when, and of what.

mod event;
mod limit;

pub(super) use limit::Years;

use std::ops::Range;

use super::figure::FigureKind;
use super::lexicon::Lexicon;
use super::place::Place;
use super::tokens::{Kind, Token};
use crate::notice::{Action, Clause, Facets, Force, Form, Name, Subject, Sureness, TimeLimit, YearFacet};

/// What the dates of a sentence are told by.
pub(super) struct Around<'a> {
    /// Names what the sentence belongs to where it is part of a task with its own responsibility block.
    pub(super) task: Option<&'a Name>,
    pub(super) heading: Option<usize>,
    pub(super) years: Years,
}

/// The clauses of the dates in one sentence.
pub(super) fn clauses(
    place: &Place<'_>,
    tokens: &[Token],
    sentence: &Range<usize>,
    lexicon: &Lexicon,
    around: &Around<'_>,
    out: &mut Vec<Clause>,
) {
    let dated = limit::limits(place, tokens, sentence, around.years);
    if dated.is_empty() {
        return;
    }
    let events = lexicon.events().of(place.text(), sentence);
    let mut force = Force::Must;
    let mut read = sentence.start;
    for (index, date) in dated.iter().enumerate() {
        let next = dated
            .get(index.saturating_add(1))
            .map_or(sentence.end, |next| next.range.start);
        let previous = index
            .checked_sub(1)
            .and_then(|before| dated.get(before))
            .map_or(sentence.start, |before| before.range.end);
        let zone = date.range.end..next.max(date.range.end);
        let before = event::own_part(place, sentence, &dated, index)
            .unwrap_or(previous.min(date.range.start)..date.range.start);
        let found = events.near(&zone).or_else(|| events.near(&before));
        let phrase = event::phrase(place, sentence, &dated, index);
        let end = phrase.as_ref().map_or(date.range.end, |(_, end)| *end);
        let (name, sureness) = match (found, around.task) {
            (Some((name, range)), _) => (place.name(name, &range), Sureness::Sure),
            (None, Some(task)) if matches!(date.limit, TimeLimit::Before(_)) => {
                (task.clone(), Sureness::Sure)
            }
            _ => {
                let name = phrase.map_or_else(|| place.unnamed(&date.core), |(name, _)| name);
                (name, Sureness::Unnamed)
            }
        };
        force = binding(tokens, read..end.max(date.range.end), force);
        read = end.max(date.range.end);
        let facets = Facets {
            year: annual(tokens, place, &date.range),
            groups: Vec::new(),
            span: None,
        };
        out.push(Clause {
            form: Form::Date(Action {
                subject: Subject {
                    span: name.span,
                    head: name,
                    bearer: None,
                    facets,
                },
                limit: date.limit.clone(),
            }),
            force,
            evidence: Some(place.evidence(&date.range)),
            comment: None,
            span: place.span(&date.range),
            heading: around.heading,
            sureness,
        });
    }
}

/// How binding what is said in `range` is: by its own last word for it, else as `before`, up to a semicolon.
/// A word behind it is of something else.
fn binding(tokens: &[Token], range: Range<usize>, before: Force) -> Force {
    let within = |token: &&Token| token.range.start >= range.start && token.range.start < range.end;
    let mut force = before;
    for token in tokens.iter().filter(within) {
        match token.kind {
            Kind::Force(found) => force = found,
            Kind::Semicolon => force = Force::Must,
            _ => {}
        }
    }
    force
}

/// 2024年度 before a start: 2024年度…集中缴费期自2023年9月1日启动.
fn annual(
    tokens: &[Token],
    place: &Place<'_>,
    date: &Range<usize>,
) -> Option<(YearFacet, crate::source::Span)> {
    tokens
        .iter()
        .take_while(|token| token.range.start < date.start)
        .filter_map(|token| {
            let Kind::Figure(figure) = &token.kind else {
                return None;
            };
            match figure.kind {
                FigureKind::Date(words, _) if words.annual => {
                    let year = u16::try_from(words.year?).ok()?;
                    Some((YearFacet::Annual(year), place.span(&figure.core)))
                }
                _ => None,
            }
        })
        .last()
}
