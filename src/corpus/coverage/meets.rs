//! What a notice itself says on the quantity or the action of a mandate.

use super::below::{Below, said};
use super::{Answer, Ground, Part, Product, Reckoning, State};
use crate::corpus::action::{Action, stricter};
use crate::corpus::duty::ClauseRef;
use crate::corpus::meet::Comparison;
use crate::corpus::statement::{Content, EquationKind, Statement};
use crate::corpus::view::StatementRef;

/// What has been found so far.
#[derive(Default)]
struct Found {
    answers: Vec<Answer>,
    equal: bool,
    stricter: bool,
    outside: bool,
    reckoning: Option<Reckoning>,
}

impl Found {
    fn note(&mut self, comparison: Comparison, answer: Option<Answer>, reckoning: Option<Reckoning>) {
        match comparison {
            Comparison::Equal => self.equal = true,
            Comparison::Stricter => self.stricter = true,
            Comparison::Outside(_) => self.outside = true,
        }
        self.answers.extend(answer);
        // The reckoning is of what goes further, where something does.
        if self.reckoning.is_none() || comparison == Comparison::Stricter {
            self.reckoning = reckoning;
        }
    }

    fn part(self, clause: usize) -> Option<Part> {
        let (state, ground) = match (self.equal, self.stricter, self.outside) {
            // A finding on the figure itself says that it is wrong.
            (_, _, true) => (State::Unknown, Some(Ground::FigureInDoubt)),
            (true, _, _) => (State::Answered, None),
            (false, true, _) => (State::Stricter, None),
            (false, false, false) => return None,
        };
        Some(Part {
            ground,
            reckoning: self.reckoning,
            ..said(clause, state, self.answers)
        })
    }
}

impl Below<'_> {
    /// How the notice's own words meet a clause above; nothing where it has none that can be compared.
    pub(super) fn meets(&self, mandate: ClauseRef) -> Option<Part> {
        let mut found = Found::default();
        if let Some(statements) = self.corpus.statements(mandate.notice) {
            for (index, higher) in statements.of_clause(mandate.clause) {
                let reference = StatementRef {
                    notice: mandate.notice,
                    index,
                };
                self.meet_statement(reference, higher, &mut found);
            }
        }
        self.meet_action(mandate, &mut found);
        found.part(mandate.clause)
    }

    fn meet_statement(&self, mandate: StatementRef, higher: &Statement, found: &mut Found) {
        let item = match &higher.content {
            Content::Value { measurand, .. } => &measurand.item,
            Content::Share { part, .. } => &part.item,
            Content::Equation { terms, .. } => match terms.first() {
                Some((_, first, _)) => &first.item,
                None => return,
            },
            Content::Nothing { .. } => return,
        };
        let Some(own) = self.corpus.statements(self.id) else {
            return;
        };
        for &index in self.own.get(item).map_or(&[][..], Vec::as_slice) {
            let Some(statement) = own.all.get(index) else {
                continue;
            };
            let reference = StatementRef {
                notice: self.id,
                index,
            };
            if let Some(comparison) = self.values(statement, mandate, higher) {
                let plain = matches!(statement.content, Content::Value { .. });
                let reckoning = plain.then_some(Reckoning::Values {
                    own: reference,
                    asked: mandate,
                });
                found.note(comparison, self.answer(reference), reckoning);
            } else if self.is_share_of(statement, mandate, higher) {
                let whole = self.whole(statement, mandate, higher);
                let product = whole.map(|whole| {
                    Reckoning::Product(Product {
                        part: reference,
                        share: mandate,
                        whole,
                    })
                });
                found.note(Comparison::Equal, self.answer(reference), product);
            } else if self.is_same_equation(statement, mandate, higher) {
                found.note(Comparison::Equal, self.answer(reference), None);
            }
        }
    }

    /// The comparison that the judge makes too, in all cases that the statement names.
    fn values(&self, own: &Statement, mandate: StatementRef, higher: &Statement) -> Option<Comparison> {
        self.cases(&own.groups)
            .iter()
            .filter_map(|case| self.corpus.compare(self.id, own, mandate, higher, case))
            .max_by_key(|comparison| match comparison {
                Comparison::Stricter => 0,
                Comparison::Equal => 1,
                Comparison::Outside(_) => 2,
            })
    }

    /// Whether the notice gives the amount of a part whose share is asked.
    fn is_share_of(&self, own: &Statement, mandate: StatementRef, higher: &Statement) -> bool {
        let (Content::Value { measurand, .. }, Content::Share { part, .. }) = (&own.content, &higher.content)
        else {
            return false;
        };
        measurand == part
            && self.cases(&own.groups).iter().any(|case| {
                self.corpus
                    .applies(self.id, mandate.notice, &higher.groups, case)
                    .is_some_and(|closeness| case.population.is_none() || closeness.population > 0)
            })
    }

    /// The amount of the whole that a share is of: the notice's own for the same groups or for all, else the
    /// mandate's.
    fn whole(&self, own: &Statement, mandate: StatementRef, higher: &Statement) -> Option<StatementRef> {
        let Content::Share { whole, .. } = &higher.content else {
            return None;
        };
        let fits = |statement: &Statement| {
            matches!(&statement.content, Content::Value { measurand, .. } if measurand == whole)
                && (statement.groups.is_empty() || statement.groups == own.groups)
        };
        let statements = self.corpus.statements(self.id)?;
        let here = self
            .own
            .get(&whole.item)
            .into_iter()
            .flatten()
            .copied()
            .find(|&index| statements.all.get(index).is_some_and(fits));
        if let Some(index) = here {
            return Some(StatementRef {
                notice: self.id,
                index,
            });
        }
        let above = &self.corpus.statements(mandate.notice)?.all;
        above.iter().position(fits).map(|index| StatementRef {
            notice: mandate.notice,
            index,
        })
    }

    /// Whether both say that the same whole has the same parts, or the same step from another year.
    fn is_same_equation(&self, own: &Statement, mandate: StatementRef, higher: &Statement) -> bool {
        let (
            Content::Equation {
                terms,
                relation,
                constant,
                kind,
            },
            Content::Equation {
                terms: asked,
                relation: same_relation,
                constant: same_constant,
                kind: same_kind,
            },
        ) = (&own.content, &higher.content)
        else {
            return false;
        };
        let same = kind == same_kind
            && relation == same_relation
            && match kind {
                EquationKind::Sum => {
                    terms.first().map(|(_, whole, _)| whole) == asked.first().map(|(_, whole, _)| whole)
                }
                _ => constant == same_constant && terms.iter().map(quantity).eq(asked.iter().map(quantity)),
            };
        same && self.cases(&own.groups).iter().any(|case| {
            self.corpus
                .applies(self.id, mandate.notice, &higher.groups, case)
                .is_some()
        })
    }

    fn meet_action(&self, mandate: ClauseRef, found: &mut Found) {
        let corpus = self.corpus;
        let Some(clause) = corpus.clause(mandate) else {
            return;
        };
        let Some(key) = corpus.action_key_of(clause) else {
            return;
        };
        let of = |notice, clause: usize| -> Option<&Action> {
            corpus
                .actions(notice)
                .iter()
                .find(|action| action.clause == clause)
        };
        let asked = of(mandate.notice, mandate.clause);
        for &index in self.tasks.get(&key).map_or(&[][..], Vec::as_slice) {
            let own = ClauseRef {
                notice: self.id,
                clause: index,
            };
            let Some(words) = corpus.clause(own) else { continue };
            let answer = Answer {
                clause: own,
                span: words.span,
            };
            match (asked, of(self.id, index)) {
                (Some(asked), Some(action)) => {
                    if self
                        .meeting
                        .reaches(mandate.notice, &asked.groups, &action.groups)
                    {
                        let comparison = if stricter(action, asked) {
                            Comparison::Stricter
                        } else {
                            Comparison::Equal
                        };
                        found.note(comparison, Some(answer), None);
                    }
                }
                // A task without a deadline does not say when.
                (Some(_), None) => {}
                (None, _) => found.note(Comparison::Equal, Some(answer), None),
            }
        }
    }
}

type Term = (
    crate::corpus::rational::Rational,
    crate::corpus::key::Measurand,
    Vec<crate::corpus::key::GroupKey>,
);

fn quantity(term: &Term) -> (&crate::corpus::rational::Rational, &crate::corpus::key::Measurand) {
    (&term.0, &term.1)
}
