//! A corpus in which an authority says something that it does not say.

use rustc_hash::FxHashSet;

use super::entry::{Entry, Origin, Placing, Role};
use super::evidence::SourceText;
use super::input::Gathered;
use super::load::Unreadable;
use super::{Corpus, Options};
use crate::notice::{
    Facets, Form, Line, Notice, PartialDate, Subject, TimeLimit, TimePoint, YearFacet, Years,
};
use crate::parse::parse_extract;
use crate::source::{SourceFile, Span};

/// What is supposed. Nothing of it is written anywhere.
#[derive(Debug, Clone)]
pub struct Supposition {
    /// What stands where a path stands for files.
    pub path: String,
    /// An extract of the authority that is supposed to be issued.
    pub text: String,
    /// The years for which it is supposed, each as if the extract spoke of that year instead of its own.
    pub years: Vec<u16>,
    /// The clauses that it takes the place of, by their places.
    pub without: FxHashSet<Span>,
}

impl Corpus {
    /// As [`Corpus::load`], with what is supposed among the mandates.
    pub fn suppose(options: &Options, supposition: &Supposition) -> (Corpus, Vec<Unreadable>) {
        let vocabulary = options.vocabulary();
        let mut gathered = Gathered::load(options, &vocabulary);
        for entry in &mut gathered.entries {
            leave_out(&mut entry.notice, &supposition.without);
        }
        let file = gathered.sources.next_id(0);
        let supposed = parse_extract(file, &supposition.text).notice;
        gathered.sources.add(SourceFile::new(
            supposition.path.as_str(),
            supposition.text.as_str(),
        ));
        for &year in &supposition.years {
            gathered.entries.push(Entry {
                notice: for_year(supposed.clone(), year),
                problems: Vec::new(),
                suppressions: Vec::new(),
                origin: Origin::Extract,
                role: Role::Against,
                region: vocabulary.regions().nation(),
                placing: Placing::Unplaced,
                duplicate_of: None,
                source: SourceText::NotSought,
                counterpart: None,
            });
        }
        let unreadable = std::mem::take(&mut gathered.unreadable);
        (
            Corpus::resolve(gathered, vocabulary, options.tolerance),
            unreadable,
        )
    }
}

/// Takes the clauses at `without` out of a notice.
fn leave_out(notice: &mut Notice, without: &FxHashSet<Span>) {
    let mut places = Vec::with_capacity(notice.clauses.len());
    let mut kept = 0usize;
    for clause in &notice.clauses {
        let keep = !without.contains(&clause.span);
        places.push(keep.then_some(kept));
        kept = kept.saturating_add(usize::from(keep));
    }
    if kept == notice.clauses.len() {
        return;
    }
    notice.clauses.retain(|clause| !without.contains(&clause.span));
    notice.body.retain_mut(|line| match line {
        Line::Clause(index) => match places.get(*index).copied().flatten() {
            Some(place) => {
                *index = place;
                true
            }
            None => false,
        },
        _ => true,
    });
}

/// The notice as if it were one for `year`: all its years move with its own.
fn for_year(mut notice: Notice, year: u16) -> Notice {
    let Some(own) = notice.header.years else {
        return notice;
    };
    let by = i32::from(year).saturating_sub(i32::from(own.last));
    notice.header.years = Some(Years {
        first: year,
        last: year,
        span: own.span,
    });
    if let Some(number) = &mut notice.header.number {
        number.year = year;
    }
    if let Some(issued) = &mut notice.header.issued {
        move_date(issued, by);
    }
    for clause in &mut notice.clauses {
        match &mut clause.form {
            Form::Bound { subject, .. } => move_facets(&mut subject.facets, by),
            Form::Sum { whole, parts, .. } | Form::Shares { whole, parts } => {
                move_facets(&mut whole.facets, by);
                parts
                    .iter_mut()
                    .for_each(|part| move_facets(&mut part.subject.facets, by));
            }
            Form::Split { whole, parts } => {
                move_facets(&mut whole.facets, by);
                parts
                    .iter_mut()
                    .for_each(|part| move_facets(&mut part.subject.facets, by));
            }
            Form::Reference { left, right, .. } => {
                for side in [left, right] {
                    side.subjects_mut(&mut |subject: &mut Subject| move_facets(&mut subject.facets, by));
                }
            }
            Form::Date(action) => {
                move_facets(&mut action.subject.facets, by);
                move_limit(&mut action.limit, by);
            }
            _ => {}
        }
    }
    notice
}

fn moved(year: u16, by: i32) -> u16 {
    u16::try_from(i32::from(year).saturating_add(by)).unwrap_or(year)
}

fn move_facets(facets: &mut Facets, by: i32) {
    if let Some((year, _)) = &mut facets.year {
        *year = match *year {
            YearFacet::Year(year) => YearFacet::Year(moved(year, by)),
            YearFacet::Annual(year) => YearFacet::Annual(moved(year, by)),
            YearFacet::Prepaid { collected, covers } => YearFacet::Prepaid {
                collected: moved(collected, by),
                covers: moved(covers, by),
            },
            YearFacet::Previous => YearFacet::Previous,
        };
    }
}

fn move_limit(limit: &mut TimeLimit, by: i32) {
    match limit {
        TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point) => {
            if let TimePoint::Date(date) = point {
                move_date(date, by);
            }
        }
        TimeLimit::Window(first, last) => {
            move_date(first, by);
            move_date(last, by);
        }
        TimeLimit::Ongoing(_) => {}
    }
}

fn move_date(date: &mut PartialDate, by: i32) {
    if let Some(year) = date.year {
        let next = i64::from(year).saturating_add(i64::from(by));
        date.year = u32::try_from(next).ok().or(date.year);
    }
}
