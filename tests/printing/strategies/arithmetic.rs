//! The statements that are equations or inequalities.

use duibiao::notice::{Expression, Form, Measure, Part, Quantity, RatioPart, Relation, Sign, Unit};
use proptest::collection::vec;
use proptest::prelude::*;

use super::amounts::{amount, any_relation, decimal, percentage, quantity, quantity_in};
use super::words::subject;
use crate::printing::plain::nowhere;

pub(super) fn bound() -> impl Strategy<Value = Form> {
    (subject(), any_relation(), quantity()).prop_map(|(subject, relation, value)| Form::Bound {
        subject,
        relation,
        value,
    })
}

/// Labelled parts; besides `=` the language gives a part `≥` and `≤` only.
fn parts(value: impl Strategy<Value = Quantity>) -> impl Strategy<Value = Vec<Part>> {
    let relation = prop_oneof![
        4 => Just(Relation::Equal),
        1 => Just(Relation::AtLeast),
        1 => Just(Relation::AtMost),
    ];
    let part = (subject(), relation, value).prop_map(|(subject, relation, value)| Part {
        subject,
        relation,
        value,
        span: nowhere(),
    });
    vec(part, 1..=4)
}

/// No part of a sum is a percentage: shares mixed with amounts are a mistake.
pub(super) fn sum() -> impl Strategy<Value = Form> {
    (subject(), any_relation(), parts(amount())).prop_map(|(whole, relation, parts)| Form::Sum {
        whole,
        relation,
        parts,
    })
}

pub(super) fn shares() -> impl Strategy<Value = Form> {
    (subject(), parts(percentage())).prop_map(|(whole, parts)| Form::Shares { whole, parts })
}

pub(super) fn split() -> impl Strategy<Value = Form> {
    let part = (subject(), 1u32..=100).prop_map(|(subject, ratio)| RatioPart {
        subject,
        ratio: quantity_in(Unit::plain(Measure::Number), ratio.into()),
        span: nowhere(),
    });
    (subject(), vec(part, 2..=4)).prop_map(|(whole, parts)| Form::Split { whole, parts })
}

fn expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        3 => subject().prop_map(Expression::Subject),
        1 => quantity().prop_map(Expression::Amount),
    ];
    let factor = prop_oneof![
        percentage(),
        decimal().prop_map(|number| quantity_in(Unit::plain(Measure::Number), number)),
    ];
    leaf.prop_recursive(3, 16, 3, move |inner| {
        let sign = prop_oneof![Just(Sign::Plus), Just(Sign::Minus)];
        let product = (factor.clone(), inner.clone())
            .prop_map(|(factor, inner)| Expression::Product(factor, Box::new(inner)));
        let sum = vec((sign, inner), 2..=3).prop_map(|mut terms| {
            terms[0].0 = Sign::Plus;
            Expression::Sum(terms)
        });
        prop_oneof![product, sum]
    })
}

/// A subject alone against an amount alone is a bound, so that it is left out here; a left side
/// without a subject is about nothing.
pub(super) fn reference() -> impl Strategy<Value = Form> {
    let left = expression()
        .prop_filter("no subject on the left", |left| {
            let mut subjects = 0;
            left.subjects(&mut |_| subjects += 1);
            subjects > 0
        })
        .prop_map(|mut left| {
            lead_with_whole_number(&mut left);
            left
        });
    (left, any_relation(), expression())
        .prop_filter("a bound", |(left, _, right)| {
            !matches!((left, right), (Expression::Subject(_), Expression::Amount(_)))
        })
        .prop_map(|(left, relation, right)| Form::Reference {
            left,
            relation,
            right,
        })
}

/// A line that begins with `1.5` could be a heading `1.`, so that a number at the very beginning
/// has no decimal places.
fn lead_with_whole_number(expression: &mut Expression) {
    match expression {
        Expression::Subject(_) => {}
        Expression::Amount(quantity) | Expression::Product(quantity, _) => {
            quantity.number = quantity.number.trunc();
        }
        Expression::Sum(terms) => lead_with_whole_number(&mut terms[0].1),
    }
}
