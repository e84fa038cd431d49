//! Duties without a date: which organ has to do what the vocabulary knows as an event.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::place::Place;
use super::tokens::{Kind, Token};
use crate::notice::{Clause, Force, Form, Sureness, Task};

/// The words that name whose duty it is.
const ORGANS: [&str; 5] = ["各级财政部门", "财政部门", "税务部门", "医保部门", "各地"];

/// The duty of a sentence part such as 财政部门要足额安排补助资金并及时拨付到位. A sentence with a date states
/// that instead.
pub(super) fn clauses(
    place: &Place<'_>,
    tokens: &[Token],
    sentence: &Range<usize>,
    lexicon: &Lexicon,
    heading: Option<usize>,
    out: &mut Vec<Clause>,
) {
    let dated = tokens.iter().any(|token| matches!(&token.kind, Kind::Figure(_)));
    let Some(words) = place.text().get(sentence.clone()) else {
        return;
    };
    if dated {
        return;
    }
    let Some((at, organ)) = ORGANS.iter().find_map(|organ| Some((words.find(organ)?, *organ))) else {
        return;
    };
    let start = sentence.start.saturating_add(at);
    let Some((name, range)) = lexicon
        .events()
        .of(place.text(), sentence)
        .near(&(start..sentence.end))
    else {
        return;
    };
    let organ = start..start.saturating_add(organ.len());
    let whole = organ.start..range.end.max(organ.end);
    let responsible = place.name(place.text().get(organ.clone()).unwrap_or("").into(), &organ);
    out.push(Clause {
        form: Form::Task(Task {
            name: place.name(name, &range),
            lead: Vec::new(),
            support: Vec::new(),
            responsible: vec![responsible],
            limit: None,
        }),
        force: Force::Must,
        evidence: Some(place.evidence(&whole)),
        comment: None,
        span: place.span(&whole),
        heading,
        // The words may say less than the event does.
        sureness: Sureness::Unsure,
    });
}
