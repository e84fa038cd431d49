//! The numbers that a notice cites, and where.

use rustc_hash::FxHashSet;

use crate::notice::{Citation, Form, Notice, NoticeNumber};

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// 依据.
    Basis,
    /// 转发.
    Forwards,
    /// 废止.
    Repeals,
    /// 引用.
    Body,
}

/// The citations of the body.
pub(crate) fn citations(notice: &Notice) -> impl Iterator<Item = &Citation> {
    notice
        .sure_clauses()
        .filter_map(|(_, clause)| match &clause.form {
            Form::Cite(citation) => Some(citation),
            _ => None,
        })
}

/// All numbers that the notice cites: those of the header before those of the body.
pub(crate) fn numbers(notice: &Notice) -> impl Iterator<Item = (Place, &NoticeNumber)> {
    let header = &notice.header;
    let with = |place: Place| move |number| (place, number);
    let body = citations(notice).filter_map(|citation| citation.number.as_ref());
    header
        .basis
        .iter()
        .map(with(Place::Basis))
        .chain(header.forwards.iter().map(with(Place::Forwards)))
        .chain(header.repeals.iter().map(with(Place::Repeals)))
        .chain(body.map(with(Place::Body)))
}

/// Every number that the notice cites once, at its first place.
pub(crate) fn first_places(notice: &Notice) -> impl Iterator<Item = (Place, &NoticeNumber)> {
    let mut seen = FxHashSet::default();
    numbers(notice).filter(move |&(_, number)| seen.insert(number))
}

/// Whether the year of a number can be one.
pub(crate) fn has_year(number: &NoticeNumber) -> bool {
    (1949..=2100).contains(&number.year)
}
