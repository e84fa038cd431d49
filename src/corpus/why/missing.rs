//! What would determine a quantity that is not determined.

use super::super::duty::ClauseRef;
use super::super::family::Family;
use super::super::key::{BearerKey, Measurand};
use super::super::rational::whole;
use super::super::statement::{Content, Statement};
use super::super::system::{Constraint, End, Variable, settle};
use super::super::view::{StatementRef, View};
use super::cost::Cost;
use crate::notice::Form;
use crate::vocabulary::Vocabulary;

/// More quantities than this are not tried.
const TRIED: usize = 60;
/// More than this are not named.
const NAMED: usize = 3;

/// Something that is not stated, and would determine the quantity or is why it is not.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// The value of another quantity: with it this one follows.
    Value(Measurand),
    /// The share of this part in the whole; those of `stated` are said of other places or people.
    Share {
        /// The part whose share is not stated.
        part: Measurand,
        /// The whole.
        whole: Measurand,
        /// The shares of the same part that are stated for others.
        stated: Vec<StatementRef>,
    },
    /// It is left to another to decide.
    Delegated(ClauseRef),
}

/// What is missing for `variable`, the most telling first.
pub(super) fn missing(
    view: &View<'_>,
    family: &Family,
    block: &[u32],
    variable: Variable,
    cost: &Cost,
) -> Vec<Missing> {
    let Some((asked, case)) = view.variables.get(variable.index()) else {
        return Vec::new();
    };
    let mut missing = Vec::new();
    missing.extend(delegated(view, asked).map(Missing::Delegated));
    missing.extend(shares(view, family, asked, *case));
    missing.extend(
        values(view, block, (variable, asked, *case), cost)
            .into_iter()
            .map(Missing::Value),
    );
    missing
}

/// The statement that leaves the quantity, or the whole that it is a part of, to others.
fn delegated(view: &View<'_>, asked: &Measurand) -> Option<ClauseRef> {
    let corpus = view.corpus;
    let vocabulary = corpus.vocabulary();
    let above = corpus.ancestors(view.notice).iter().rev();
    let mut notices: Vec<_> = std::iter::once(view.notice)
        .chain(corpus.forwarded(view.notice).iter().copied())
        .chain(above.copied())
        .collect();
    notices.dedup();
    notices.into_iter().find_map(|notice| {
        let entry = corpus.get(notice)?;
        let names = corpus.names(notice)?;
        entry.notice.sure_clauses().find_map(|(clause, own)| {
            let Form::Delegate(_) = &own.form else { return None };
            let subject = names.subjects.get(clause)?.first()?;
            let of = &subject.measurand;
            let holds = of.item == asked.item
                && of.year == asked.year
                && match (&of.bearer, &asked.bearer) {
                    (Some(BearerKey::Known(of)), Some(BearerKey::Known(asked))) => {
                        vocabulary.bearer_is_within(*asked, *of)
                    }
                    (of, asked) => of == asked,
                };
            holds.then_some(ClauseRef { notice, clause })
        })
    })
}

/// Shares of the quantity, or of it in its parts, that are stated for other cases and for none that holds here.
fn shares(view: &View<'_>, family: &Family, asked: &Measurand, case: usize) -> Option<Missing> {
    let corpus = view.corpus;
    let vocabulary = corpus.vocabulary();
    let here = view.cases.get(case)?;
    let own = family.own.iter().map(|&index| StatementRef {
        notice: view.notice,
        index,
    });
    let all: Vec<(StatementRef, &Statement)> = own
        .chain(family.above.iter().copied())
        .filter_map(|reference| Some((reference, corpus.statement(reference)?)))
        .collect();
    let reaches = |reference: StatementRef, statement: &Statement| {
        corpus
            .applies(view.notice, reference.notice, &statement.groups, here)
            .is_some()
    };
    let mut found: Option<(Measurand, Measurand, Vec<StatementRef>)> = None;
    for &(reference, statement) in &all {
        let Content::Share { part, whole, .. } = &statement.content else {
            continue;
        };
        let concerns =
            part == asked || (whole == asked && asked.bearer.is_none()) || is_inside(asked, part, vocabulary);
        if !concerns || statement.groups.is_empty() {
            continue;
        }
        if reaches(reference, statement) {
            // It is stated for this case as well.
            if part == asked || whole == asked {
                return None;
            }
            continue;
        }
        match &mut found {
            None => found = Some((part.clone(), whole.clone(), vec![reference])),
            Some((known, _, stated)) if known == part => stated.push(reference),
            // The share of the quantity itself says more than that of a whole around it.
            Some(known) if part == asked && known.0 != *asked => {
                *known = (part.clone(), whole.clone(), vec![reference]);
            }
            Some(_) => {}
        }
    }
    // A share that holds for this very part in this case makes another one needless.
    let (part, whole, stated) = found?;
    let known = all.iter().any(|&(reference, statement)| {
        matches!(&statement.content, Content::Share { part: own, .. } if *own == part)
            && reaches(reference, statement)
    });
    (!known).then_some(Missing::Share { part, whole, stated })
}

/// Whether `asked` is borne within the bearer of `part`.
fn is_inside(asked: &Measurand, part: &Measurand, vocabulary: &Vocabulary) -> bool {
    asked.item == part.item
        && asked.year == part.year
        && match (&asked.bearer, &part.bearer) {
            (Some(BearerKey::Known(asked)), Some(BearerKey::Known(part))) => {
                asked != part && vocabulary.bearer_is_within(*asked, *part)
            }
            _ => false,
        }
}

/// The quantities whose value alone would determine `variable`, the nearest first.
fn values(
    view: &View<'_>,
    block: &[u32],
    (variable, asked, case): (Variable, &Measurand, usize),
    cost: &Cost,
) -> Vec<Measurand> {
    let mut others: Vec<Variable> = Vec::new();
    for constraint in block.iter().filter_map(|&index| view.system.constraint(index)) {
        for (_, other) in &constraint.terms {
            if *other != variable && !others.contains(other) {
                others.push(*other);
            }
        }
        if others.len() > TRIED {
            break;
        }
    }
    let mut found: Vec<(bool, bool, Measurand)> = Vec::new();
    for other in others {
        let Some((measurand, at)) = view.variables.get(other.index()) else {
            continue;
        };
        // Any value does to see what follows from it.
        let mut system = view.system.clone();
        let index = u32::try_from(system.constraints.len()).unwrap_or(u32::MAX);
        let end = Some(End::at(whole(1)));
        system.constraints.push(Constraint {
            terms: vec![(whole(1), other)],
            low: end,
            high: end,
            tag: u32::MAX,
        });
        let mut chosen = block.to_vec();
        chosen.push(index);
        let with = Supposing {
            cost,
            supposed: index,
        };
        if *at == case && settle(&system, &chosen, &with).get(variable).is_some() {
            found.push((
                measurand.item != asked.item || measurand.year != asked.year,
                measurand.bearer.is_none(),
                measurand.clone(),
            ));
        }
    }
    found.sort_unstable();
    found.truncate(NAMED);
    found.into_iter().map(|(_, _, measurand)| measurand).collect()
}

/// As the cost of a view, with one more constraint that is supposed.
struct Supposing<'a> {
    cost: &'a Cost,
    supposed: u32,
}

impl super::super::system::Measure for Supposing<'_> {
    fn cost(&self, constraint: u32) -> Option<u64> {
        if constraint == self.supposed {
            Some(1)
        } else {
            self.cost.cost(constraint)
        }
    }

    fn rank(&self, constraint: u32) -> u32 {
        self.cost.rank(constraint)
    }

    fn taken(
        &self,
        _: Variable,
        exact: &super::super::rational::Rational,
        _: Option<u32>,
    ) -> super::super::rational::Rational {
        *exact
    }
}
