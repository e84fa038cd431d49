//! The reckoning by which a notice answers a mandate, in words.

use super::wording::{difference, factor, figure, unit, value_of};
use crate::corpus::rational::{mul, show};
use crate::corpus::{Content, Corpus, Product, Reckoning, StatementRef};
use crate::diagnostic::Text;

/// `512元 = 80% × 640元`, or how far a value goes beyond the one that is asked; nothing where the two are the
/// same and there is nothing to reckon.
pub fn reckoning(corpus: &Corpus, reckoning: &Reckoning) -> Option<Text> {
    match reckoning {
        Reckoning::Values { own, asked } => beyond(corpus, *own, *asked),
        Reckoning::Product(product) => of_product(corpus, product),
    }
}

fn beyond(corpus: &Corpus, own: StatementRef, asked: StatementRef) -> Option<Text> {
    let (value, expected) = (value_of(corpus, own)?, value_of(corpus, asked)?);
    let Content::Value { measurand, .. } = &corpus.statement(own)?.content else {
        return None;
    };
    let unit = unit(corpus, measurand, corpus.statement(own));
    let by = difference(&value, &expected, &unit)?;
    let (own, asked) = (figure(corpus, own), figure(corpus, asked));
    Some(Text::new(
        format!("{own} 比 {asked} {}", by.zh),
        format!("{own} against {asked}: {}", by.en),
    ))
}

fn of_product(corpus: &Corpus, product: &Product) -> Option<Text> {
    let (part, whole) = (value_of(corpus, product.part)?, value_of(corpus, product.whole)?);
    let Content::Share { share, .. } = &corpus.statement(product.share)?.content else {
        return None;
    };
    let Content::Value { measurand, .. } = &corpus.statement(product.part)?.content else {
        return None;
    };
    let unit = unit(corpus, measurand, corpus.statement(product.part));
    let exact = mul(share, &whole)?;
    let factor = factor(corpus, product.share, share);
    let reckoned = format!("{factor} × {}{unit}", show(&whole));
    Some(Text::same(if exact == part {
        format!("{}{unit} = {reckoned}", show(&part))
    } else {
        format!("{}{unit} ≈ {reckoned} = {}{unit}", show(&part), show(&exact))
    }))
}
