//! What a notice leaves to others to settle: 由各市自行确定, 国家有新规定的，从其规定.

use std::ops::Range;

use compact_str::CompactString;

use super::place::Place;
use super::tokens::{Kind, Token};
use crate::notice::{Clause, Delegation, Facets, Force, Form, Name, Subject, Sureness, YearFacet};
use crate::source::Span;
use crate::vocabulary::Vocabulary;

/// The delegations of one sentence. `last` is what the last figure before it is of: its year is that of the
/// delegation, too.
pub(super) fn clauses(
    place: &Place<'_>,
    tokens: &[Token],
    sentence: &Range<usize>,
    vocabulary: &Vocabulary,
    last: Option<&Subject>,
    heading: Option<usize>,
    out: &mut Vec<Clause>,
) {
    let text = place.text();
    let Some(words) = text.get(sentence.clone()) else {
        return;
    };
    let mut push =
        |to: Range<usize>, named: Option<(CompactString, Range<usize>)>, groups: Vec<Name>, end: usize| {
            let (Some((head, range)), Some(name)) = (named, text.get(to.clone())) else {
                return;
            };
            let head = place.name(head, &range);
            let year: Option<(YearFacet, Span)> = last
                .filter(|last| last.head.text == head.text && last.bearer.is_none())
                .and_then(|last| last.facets.year);
            let whole = range.start.min(to.start)..end;
            out.push(Clause {
                form: Form::Delegate(Delegation {
                    subject: Subject {
                        span: head.span,
                        head,
                        bearer: None,
                        facets: Facets {
                            year,
                            groups,
                            span: year.map(|(_, span)| span),
                        },
                    },
                    to: place.name(CompactString::from(name), &to),
                }),
                force: Force::Must,
                evidence: Some(place.evidence(&whole)),
                comment: None,
                span: place.span(&whole),
                heading,
                sureness: Sureness::Sure,
            });
        };
    for word in ["自行确定", "自行制定", "自主确定"] {
        for (at, _) in words.match_indices(word) {
            let Some(before) = words.get(..at) else { continue };
            let Some(from) = before.rfind('由') else { continue };
            let to = sentence
                .start
                .saturating_add(from)
                .saturating_add('由'.len_utf8());
            let who = before.get(from..).unwrap_or("");
            if who.chars().count() > 12 || who.contains(['，', '。', '；']) {
                continue;
            }
            let at = sentence.start.saturating_add(at);
            push(
                to..at,
                subject(tokens, to, vocabulary),
                Vec::new(),
                at.saturating_add(word.len()),
            );
        }
    }
    for (at, word) in words.match_indices("从其规定") {
        let before = words.get(..at).unwrap_or("");
        // 国家对个人缴费有新规定的，从其规定: who stands before 对, or before 有.
        let part = before
            .trim_end_matches('，')
            .rfind(['，', '；', '。'])
            .map_or(0, |mark| mark.saturating_add(3));
        let clause = before.get(part..).unwrap_or("");
        let Some(end) = clause.find('对').or_else(|| clause.find("有新")) else {
            continue;
        };
        let start = sentence.start.saturating_add(part);
        let to = start..start.saturating_add(end);
        let stop = sentence.start.saturating_add(at).saturating_add(word.len());
        if to.is_empty() {
            continue;
        }
        let named = tokens
            .iter()
            .filter(|token| token.range.start >= to.end && token.range.end <= stop)
            .find_map(|token| match token.kind {
                Kind::Item(id) => Some((vocabulary.item_info(id).name.clone(), token.range.clone())),
                _ => None,
            });
        let groups = tokens
            .iter()
            .filter(|token| token.range.start >= to.end && token.range.end <= stop)
            .filter_map(|token| match token.kind {
                Kind::Group(id) => Some(place.name(vocabulary.group_info(id).name.clone(), &token.range)),
                _ => None,
            })
            .collect();
        push(to, named, groups, stop);
    }
}

/// The last item or bearer before `end`, in its part of the sentence.
fn subject(tokens: &[Token], end: usize, vocabulary: &Vocabulary) -> Option<(CompactString, Range<usize>)> {
    tokens
        .iter()
        .rev()
        .skip_while(|token| token.range.start >= end)
        .take_while(|token| !matches!(token.kind, Kind::Comma | Kind::Semicolon))
        .find_map(|token| match token.kind {
            Kind::Item(id) => Some((vocabulary.item_info(id).name.clone(), token.range.clone())),
            Kind::Bearer(id) => Some((vocabulary.bearer_info(id).name.clone(), token.range.clone())),
            _ => None,
        })
}
