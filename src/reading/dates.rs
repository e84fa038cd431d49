//! Dates that set a limit: by when, from when, and of what.

use std::ops::Range;

use super::figure::{DateMark, DateWords, Figure, FigureKind};
use super::lexicon::Lexicon;
use super::place::Place;
use super::tokens::{Kind, Token};
use crate::notice::{
    Action, Clause, DayMonth, Facets, Force, Form, Measure, Name, PartialDate, Quantity, Relation, Subject,
    Sureness, TimeLimit, TimePoint, YearFacet,
};

/// A date of a sentence as a limit.
struct Dated {
    limit: TimeLimit,
    range: Range<usize>,
    /// 截至, 年以来: it says how things stood.
    past: bool,
}

/// The clauses of the dates in one sentence. `task` names what the sentence belongs to where it is part of a
/// task with its own responsibility block.
pub(super) fn clauses(
    place: &Place<'_>,
    tokens: &[Token],
    sentence: &Range<usize>,
    lexicon: &Lexicon,
    task: Option<&Name>,
    heading: Option<usize>,
    out: &mut Vec<Clause>,
) {
    let dated: Vec<Dated> = tokens
        .iter()
        .enumerate()
        .filter_map(|(index, token)| match &token.kind {
            Kind::Figure(figure) => limit(place, tokens, index, figure, sentence),
            _ => None,
        })
        .collect();
    if dated.is_empty() {
        return;
    }
    let events = lexicon.events().of(place.text(), sentence);
    let force = tokens
        .iter()
        .filter_map(|token| match token.kind {
            Kind::Force(force) => Some(force),
            _ => None,
        })
        .next()
        .unwrap_or(Force::Must);
    for (index, date) in dated.iter().enumerate() {
        let next = dated
            .get(index.saturating_add(1))
            .map_or(sentence.end, |next| next.range.start);
        let previous = index
            .checked_sub(1)
            .and_then(|before| dated.get(before))
            .map_or(sentence.start, |before| before.range.end);
        let zone = date.range.end..next;
        let before = previous..date.range.start;
        let found = events.near(&zone).or_else(|| events.near(&before));
        let (name, sureness) = match (found, task) {
            (Some((name, range)), _) => (place.name(name, &range), Sureness::Sure),
            (None, Some(task)) if matches!(date.limit, TimeLimit::Before(_)) => {
                (task.clone(), Sureness::Sure)
            }
            _ => (unnamed(place, &zone, &before), Sureness::Unnamed),
        };
        let sureness = if date.past { Sureness::Unnamed } else { sureness };
        let span = place.span(&date.range);
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
            span,
            heading,
            sureness,
        });
    }
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

fn limit(
    place: &Place<'_>,
    tokens: &[Token],
    index: usize,
    figure: &Figure,
    sentence: &Range<usize>,
) -> Option<Dated> {
    let text = place.text();
    let lead = text.get(sentence.start..figure.range.start).unwrap_or("");
    let past = ["截至", "截止", "以来", "自从"]
        .iter()
        .any(|word| lead.ends_with(word))
        || text
            .get(figure.range.clone())
            .is_some_and(|words| words.ends_with("以来"));
    let dated = |limit: TimeLimit| {
        Some(Dated {
            limit,
            range: figure.range.clone(),
            past,
        })
    };
    match &figure.kind {
        FigureKind::Date(words, mark) => {
            let date = partial(place, *words, &figure.core);
            let yearly = words.year.is_none()
                && words.month.is_some()
                && (lead.ends_with("每年")
                    || (lead.ends_with("当年") || lead.ends_with("次年")) && lead.contains("每年"));
            let point = if yearly {
                TimePoint::Yearly(
                    DayMonth {
                        month: words.month?,
                        day: words.day,
                    },
                    date.span,
                )
            } else {
                TimePoint::Date(date)
            };
            match mark {
                DateMark::Before if words.is_year() && text.get(figure.range.clone())?.ends_with('内') => {
                    dated(TimeLimit::Before(point))
                }
                DateMark::Before => dated(TimeLimit::Before(point)),
                DateMark::From => dated(TimeLimit::From(point)),
                DateMark::Name => None,
                DateMark::None if words.annual => None,
                DateMark::None if words.end => dated(TimeLimit::Before(point)),
                DateMark::None if words.is_year() => None,
                DateMark::None => {
                    let before = lead.ends_with('至') || lead.ends_with('到');
                    if before {
                        dated(TimeLimit::Before(point))
                    } else {
                        dated(TimeLimit::On(point))
                    }
                }
            }
        }
        FigureKind::Window(first, first_range, last, last_range) => {
            if first.annual || last.annual {
                return None;
            }
            dated(TimeLimit::Window(
                partial(place, *first, first_range),
                partial(place, *last, last_range),
            ))
        }
        FigureKind::Amount(amount, Some(Relation::AtMost)) => {
            let Measure::Duration(_) = amount.unit.measure else {
                return None;
            };
            // 3个月内, and 15分钟内 of a service circle, are alike; without 内 it is a length of time.
            let words = text.get(figure.range.clone())?;
            if !words.ends_with('内') {
                return None;
            }
            let _ = tokens.get(index);
            let quantity = Quantity {
                number: amount.number,
                unit: amount.unit.clone(),
                span: place.span(&amount.range),
                number_span: place.span(&amount.number_range),
            };
            dated(TimeLimit::Before(TimePoint::Within(quantity, None)))
        }
        _ => None,
    }
}

fn partial(place: &Place<'_>, words: DateWords, range: &Range<usize>) -> PartialDate {
    PartialDate {
        year: words.year,
        month: words.month,
        day: words.day,
        end: words.end,
        span: place.span(range),
    }
}

/// What the words behind the date, or before it, say is to be done.
fn unnamed(place: &Place<'_>, zone: &Range<usize>, before: &Range<usize>) -> Name {
    let cut = |range: &Range<usize>| {
        let words = place.text().get(range.clone()).unwrap_or("");
        let lead = words.trim_start_matches(['，', '、', '：']);
        let start = range.start.saturating_add(words.len().saturating_sub(lead.len()));
        let end = lead.find(['，', '。', '；', '：']).unwrap_or(lead.len());
        start..start.saturating_add(end)
    };
    let behind = cut(zone);
    if behind.len() >= 6 {
        return place.unnamed(&behind);
    }
    let words = place.text().get(before.clone()).unwrap_or("");
    let start = words
        .trim_end_matches(['，', '、'])
        .rfind(['，', '。', '；', '：'])
        .map_or(before.start, |at| {
            before.start.saturating_add(at).saturating_add(3)
        });
    place.unnamed(&(start..before.end))
}
