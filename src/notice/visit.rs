//! Every place and every written value of a clause, for one that is to stand elsewhere.
//!
//! All fields are named: a new one with a span cannot be forgotten here.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::{
    Action, Alias, Citation, Classification, Clause, Delegation, Evidence, Expression, Facets, Form, Name,
    NoticeNumber, Part, PartialDate, Quantity, RatioPart, Subject, Task, TimeLimit, TimePoint, YearFacet,
};
use crate::source::Span;

/// What is done with each place of a clause.
pub(crate) trait Visitor {
    /// Any place.
    fn span(&mut self, span: &mut Span);

    /// Words, taken as they stand at their place.
    fn words(&mut self, _text: &mut CompactString, span: &mut Span) {
        self.span(span);
    }

    /// A number, and its place.
    fn number(&mut self, _number: &mut Decimal, span: &mut Span) {
        self.span(span);
    }

    /// A policy year, and its place.
    fn year(&mut self, _year: &mut YearFacet, span: &mut Span) {
        self.span(span);
    }
}

impl Clause {
    /// Shows everything that has a place to `visitor`.
    pub(crate) fn visit(&mut self, visitor: &mut impl Visitor) {
        let Clause {
            form,
            force: _,
            evidence,
            comment: _,
            span,
            heading: _,
            sureness: _,
        } = self;
        form.visit(visitor);
        if let Some(Evidence { text, span }) = evidence {
            visitor.words(text, span);
        }
        visitor.span(span);
    }
}

/// What has places to be visited.
trait Visit {
    fn visit(&mut self, visitor: &mut impl Visitor);
}

impl<T: Visit> Visit for Vec<T> {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        for one in self {
            one.visit(visitor);
        }
    }
}

impl<T: Visit> Visit for Option<T> {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        if let Some(one) = self {
            one.visit(visitor);
        }
    }
}

impl Visit for Span {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        visitor.span(self);
    }
}

impl Visit for Form {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        match self {
            Form::Bound {
                subject,
                relation: _,
                value,
            } => {
                subject.visit(visitor);
                value.visit(visitor);
            }
            Form::Sum {
                whole,
                relation: _,
                parts,
            }
            | Form::Shares { whole, parts } => {
                whole.visit(visitor);
                parts.visit(visitor);
            }
            Form::Split { whole, parts } => {
                whole.visit(visitor);
                parts.visit(visitor);
            }
            Form::Reference {
                left,
                relation: _,
                right,
            } => {
                left.visit(visitor);
                right.visit(visitor);
            }
            Form::Date(Action { subject, limit }) => {
                subject.visit(visitor);
                limit.visit(visitor);
            }
            Form::Classify(Classification { members, group }) => {
                members.visit(visitor);
                group.visit(visitor);
            }
            Form::Task(Task {
                name,
                lead,
                support,
                responsible,
                limit,
            }) => {
                name.visit(visitor);
                lead.visit(visitor);
                support.visit(visitor);
                responsible.visit(visitor);
                limit.visit(visitor);
            }
            Form::Cite(Citation {
                number,
                title,
                number_first: _,
            }) => {
                number.visit(visitor);
                title.visit(visitor);
            }
            Form::Alias(Alias { short, full }) => {
                short.visit(visitor);
                full.visit(visitor);
            }
            Form::Delegate(Delegation { subject, to }) => {
                subject.visit(visitor);
                to.visit(visitor);
            }
        }
    }
}

impl Visit for Expression {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        match self {
            Expression::Subject(subject) => subject.visit(visitor),
            Expression::Amount(quantity) => quantity.visit(visitor),
            Expression::Product(factor, inner) => {
                factor.visit(visitor);
                inner.visit(visitor);
            }
            Expression::Sum(terms) => {
                for (_, term) in terms {
                    term.visit(visitor);
                }
            }
        }
    }
}

impl Visit for Part {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let Part {
            subject,
            relation: _,
            value,
            span,
        } = self;
        subject.visit(visitor);
        value.visit(visitor);
        visitor.span(span);
    }
}

impl Visit for RatioPart {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let RatioPart { subject, ratio, span } = self;
        subject.visit(visitor);
        ratio.visit(visitor);
        visitor.span(span);
    }
}

impl Visit for Subject {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let Subject {
            head,
            bearer,
            facets:
                Facets {
                    year,
                    groups,
                    span: brackets,
                },
            span,
        } = self;
        head.visit(visitor);
        bearer.visit(visitor);
        if let Some((year, place)) = year {
            visitor.year(year, place);
        }
        groups.visit(visitor);
        brackets.visit(visitor);
        visitor.span(span);
    }
}

impl Visit for Name {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let Name { text, span } = self;
        visitor.words(text, span);
    }
}

impl Visit for Quantity {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let Quantity {
            number,
            unit: _,
            span,
            number_span,
        } = self;
        visitor.span(span);
        visitor.number(number, number_span);
    }
}

impl Visit for NoticeNumber {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let NoticeNumber {
            code: _,
            year: _,
            serial: _,
            defects: _,
            span,
        } = self;
        visitor.span(span);
    }
}

impl Visit for PartialDate {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        let PartialDate {
            year: _,
            month: _,
            day: _,
            end: _,
            span,
        } = self;
        visitor.span(span);
    }
}

impl Visit for TimePoint {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        match self {
            TimePoint::Date(date) => date.visit(visitor),
            TimePoint::Yearly(_, span) | TimePoint::Monthly(_, span) => visitor.span(span),
            TimePoint::Within(quantity, event) => {
                quantity.visit(visitor);
                event.visit(visitor);
            }
        }
    }
}

impl Visit for TimeLimit {
    fn visit(&mut self, visitor: &mut impl Visitor) {
        match self {
            TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point) => point.visit(visitor),
            TimeLimit::Window(from, to) => {
                from.visit(visitor);
                to.visit(visitor);
            }
            TimeLimit::Ongoing(span) => visitor.span(span),
        }
    }
}
