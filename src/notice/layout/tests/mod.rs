//! The layout, form by form, and of a whole extract.

mod pages;
mod statements;

use rust_decimal::Decimal;

use crate::notice::{
    Action, Clause, Evidence, Facets, Force, Form, Measure, Name, NoticeNumber, Part, PartialDate, Quantity,
    Relation, Subject, TimeLimit, Unit, YearFacet,
};
use crate::source::{Sources, Span};

pub(super) fn span() -> Span {
    Span::new(Sources::new().next_id(0), 0, 0)
}

pub(super) fn name(text: &str) -> Name {
    Name {
        text: text.into(),
        span: span(),
    }
}

pub(super) fn names(texts: &[&str]) -> Vec<Name> {
    texts.iter().map(|text| name(text)).collect()
}

pub(super) fn subject(head: &str, year: Option<YearFacet>, groups: &[&str]) -> Subject {
    Subject {
        head: name(head),
        bearer: None,
        facets: Facets {
            year: year.map(|year| (year, span())),
            groups: names(groups),
            span: None,
        },
        span: span(),
    }
}

pub(super) fn item(head: &str) -> Subject {
    subject(head, None, &[])
}

pub(super) fn quantity(number: &str, unit: Unit) -> Quantity {
    Quantity {
        number: Decimal::from_str_exact(number).unwrap(),
        unit,
        span: span(),
        number_span: span(),
    }
}

pub(super) fn yuan(number: &str) -> Quantity {
    quantity(number, Unit::plain(Measure::Yuan))
}

pub(super) fn percent(number: &str) -> Quantity {
    quantity(number, Unit::plain(Measure::Percent))
}

pub(super) fn number(code: &str, year: u16, serial: u32) -> NoticeNumber {
    NoticeNumber {
        code: code.into(),
        year,
        serial,
        defects: Vec::new(),
        span: span(),
    }
}

pub(super) fn date(year: Option<u32>, month: Option<u32>, day: Option<u32>, end: bool) -> PartialDate {
    PartialDate {
        year,
        month,
        day,
        end,
        span: span(),
    }
}

pub(super) fn day(year: u32, month: u32, day: u32) -> PartialDate {
    date(Some(year), Some(month), Some(day), false)
}

pub(super) fn clause(form: Form) -> Clause {
    Clause {
        form,
        force: Force::Must,
        evidence: None,
        comment: None,
        span: span(),
        heading: None,
        sureness: crate::notice::Sureness::Sure,
    }
}

pub(super) fn with_evidence(form: Form, evidence: &str) -> Clause {
    Clause {
        evidence: Some(Evidence {
            text: evidence.into(),
            span: span(),
        }),
        ..clause(form)
    }
}

pub(super) fn bound(subject: Subject, relation: Relation, value: Quantity) -> Form {
    Form::Bound {
        subject,
        relation,
        value,
    }
}

pub(super) fn part(subject: Subject, relation: Relation, value: Quantity) -> Part {
    Part {
        subject,
        relation,
        value,
        span: span(),
    }
}

pub(super) fn timed(head: &str, limit: TimeLimit) -> Form {
    Form::Date(Action {
        subject: item(head),
        limit,
    })
}
