//! Amounts against their percentages and ratios, to the last place written.
//!
//! A part is its exact value rounded half-up to the last place written, and the parts add up to the
//! whole exactly. Half-up alone cannot always do that; where a residual has to go somewhere, a part
//! may be off by one last place if the sum is exact.

use num_traits::Signed;

use super::family::every_constraint;
use super::judge::Judge;
use super::key::{BearerKey, ItemKey, Measurand};
use super::rational::{Rational, add, mul, round_half_up, sub, whole};
use super::statement::{Content, Statements};
use super::system::{Outcome, Propagation, Variable, propagate};
use super::view::{Origin, Phase, StatementRef, View};
use super::violation::{Admissible, Deduction, Violation, ViolationKind};
use crate::notice::Form;

/// The shares of one clause in one case.
struct Group {
    clause: (super::NoticeId, usize),
    case: usize,
    whole: Variable,
    parts: Vec<Part>,
}

struct Part {
    share: StatementRef,
    fraction: Rational,
    variable: Variable,
    measurand: Measurand,
    split: bool,
}

/// The sum, or `None` where it cannot be held.
fn sum(mut values: impl Iterator<Item = Rational>) -> Option<Rational> {
    values.try_fold(whole(0), |sum, value| add(&sum, &value))
}

impl<'c> Judge<'c> {
    /// Percentages of one whole that do not make 100% although all bearers are listed.
    pub(super) fn share_totals(&mut self, statements: &Statements) {
        let Some(entry) = self.corpus.get(self.notice) else {
            return;
        };
        for (index, clause) in entry.notice.clauses.iter().enumerate() {
            let Form::Shares { .. } = &clause.form else {
                continue;
            };
            let shares: Vec<(StatementRef, &Measurand, &Measurand, Rational)> = statements
                .of_clause(index)
                .filter_map(|(at, statement)| match &statement.content {
                    Content::Share {
                        part, whole, share, ..
                    } => Some((
                        StatementRef {
                            notice: self.notice,
                            index: at,
                        },
                        part,
                        whole,
                        *share,
                    )),
                    _ => None,
                })
                .collect();
            let Some(&(figure, _, all, _)) = shares.first() else {
                continue;
            };
            let Some(total) = shares
                .iter()
                .try_fold(whole(0), |sum, (_, _, _, share)| add(&sum, share))
            else {
                continue;
            };
            let listed: Vec<&Measurand> = shares.iter().map(|(_, part, _, _)| *part).collect();
            let wrong = if self.all_listed(all, &listed) {
                total != whole(1)
            } else {
                total > whole(1)
            };
            if !wrong {
                continue;
            }
            self.excluded
                .extend(shares.iter().map(|(reference, ..)| *reference));
            self.found.push(Violation {
                kind: ViolationKind::ShareTotal,
                figure,
                mends: false,
                measurand: Some(all.clone()),
                admissible: Admissible::default(),
                conflict: shares.iter().map(|(reference, ..)| *reference).collect(),
                derivation: Vec::new(),
                case: super::case::Case::default(),
                totals: Some((total, whole(1))),
                binding: true,
            });
        }
    }

    /// Whether `parts` are all that can bear a part of `all`.
    fn all_listed(&self, all: &Measurand, parts: &[&Measurand]) -> bool {
        let vocabulary = self.corpus.vocabulary();
        let root = match (&all.bearer, &all.item) {
            (Some(BearerKey::Known(bearer)), _) => Some(*bearer),
            (None, ItemKey::Known(item)) => vocabulary.item_info(*item).bearers,
            _ => None,
        };
        let Some(root) = root else { return parts.len() > 1 };
        let mut listed = Vec::with_capacity(parts.len());
        for part in parts {
            match &part.bearer {
                Some(BearerKey::Known(bearer)) => listed.push(*bearer),
                // A bearer outside the tree: what else there may be is not known.
                _ => return parts.len() > 1,
            }
        }
        let mut waiting = vec![root];
        while let Some(bearer) = waiting.pop() {
            if listed.contains(&bearer) {
                continue;
            }
            let inner = &vocabulary.bearer_info(bearer).parts;
            let some = |part: &crate::vocabulary::BearerId| {
                listed
                    .iter()
                    .any(|known| vocabulary.bearer_is_within(*known, *part))
            };
            // 自治区财政 and 县级财政 together leave the city out, which then bears nothing.
            if inner.is_empty() || !inner.iter().any(some) {
                if bearer == root {
                    return false;
                }
                let sibling_listed = parts.len() > 1 && all.bearer.is_some();
                if !sibling_listed {
                    return false;
                }
                continue;
            }
            waiting.extend(inner.iter().copied());
        }
        true
    }

    /// Amounts that are not their share rounded half-up.
    pub(super) fn rounding(&mut self, view: &View<'c>) {
        let active = self.active(view, &every_constraint(view), Phase::Mandate);
        let groups = self.groups(view, &active);
        if groups.is_empty() {
            return;
        }
        let state = propagate(&view.system, &active);
        if state.outcome == Outcome::Open {
            self.round_groups(view, &groups, |whole| state.value(whole));
        }
    }

    /// As [`Judge::rounding`], where the ranges of all blocks are known already.
    pub(super) fn rounding_of(&mut self, view: &View<'c>, settled: &[Propagation]) {
        let active = self.active(view, &every_constraint(view), Phase::Mandate);
        let groups = self.groups(view, &active);
        self.round_groups(view, &groups, |whole| {
            settled.iter().find_map(|state| state.value(whole))
        });
    }

    fn round_groups(
        &mut self,
        view: &View<'c>,
        groups: &[Group],
        value: impl Fn(Variable) -> Option<Rational>,
    ) {
        for group in groups {
            let Some(total) = value(group.whole) else {
                continue;
            };
            let (notice, clause) = group.clause;
            if view
                .floor(notice, clause, group.case)
                .is_some_and(|floor| total > floor)
            {
                // The shares are of the floor; what is paid beyond it is shared out freely.
                continue;
            }
            self.round_group(view, group, total);
        }
    }

    fn groups(&self, view: &View<'c>, active: &[u32]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for &constraint in active {
            let Some(meta) = view.origin(constraint) else {
                continue;
            };
            let Origin::Stated(reference) = meta.origin else {
                continue;
            };
            let Some(statement) = self.corpus.statement(reference) else {
                continue;
            };
            let Content::Share {
                part,
                whole,
                share,
                split,
            } = &statement.content
            else {
                continue;
            };
            let (Some(variable), Some(whole)) = (view.known(part, meta.case), view.known(whole, meta.case))
            else {
                continue;
            };
            let part = Part {
                share: reference,
                fraction: *share,
                variable,
                measurand: part.clone(),
                split: *split,
            };
            let clause = (reference.notice, statement.clause);
            // Constraints of one clause in one case stand together.
            match groups
                .last_mut()
                .filter(|group| group.clause == clause && group.case == meta.case)
            {
                Some(group) => {
                    if !group.parts.iter().any(|known| known.share == part.share) {
                        group.parts.push(part);
                    }
                }
                None => groups.push(Group {
                    clause,
                    case: meta.case,
                    whole,
                    parts: vec![part],
                }),
            }
        }
        groups
    }

    fn round_group(&mut self, view: &View<'c>, group: &Group, total: Rational) {
        struct Stated<'p> {
            part: &'p Part,
            figure: StatementRef,
            value: Rational,
            exact: Rational,
            rounded: Rational,
            place: Rational,
        }
        let mut stated: Vec<Stated<'_>> = Vec::new();
        for part in &group.parts {
            let found = view.own_value(part.variable).and_then(|figure| {
                let place = view.last_place(part.variable)?;
                let Content::Value { value, .. } = &self.corpus.statement(figure)?.content else {
                    return None;
                };
                let exact = mul(&part.fraction, &total)?;
                Some(Stated {
                    part,
                    figure,
                    value: *value,
                    exact,
                    rounded: round_half_up(&exact, &place)?,
                    place,
                })
            });
            stated.extend(found);
        }
        let off: Vec<&Stated<'_>> = stated
            .iter()
            .filter(|entry| entry.value != entry.rounded)
            .collect();
        if off.is_empty() || off.iter().any(|entry| self.excluded.contains(&entry.figure)) {
            return;
        }
        let fractions = sum(group.parts.iter().map(|part| part.fraction));
        let complete = stated.len() == group.parts.len() && fractions == Some(whole(1));
        let residual =
            sum(stated.iter().map(|entry| entry.rounded)).and_then(|rounded| sub(&total, &rounded));
        let carried = complete
            && residual.is_some_and(|residual| {
                sum(off.iter().map(|entry| entry.place)) == Some(residual.abs())
                    && sum(stated.iter().map(|entry| entry.value)) == Some(total)
            })
            && off.iter().all(|entry| {
                sub(&entry.value, &entry.rounded).is_some_and(|difference| difference.abs() <= entry.place)
            });
        for entry in off {
            if !carried
                && view
                    .mandated(entry.part.variable)
                    .any(|value| value == entry.value)
            {
                // It repeats an amount from above, which is rounded there.
                continue;
            }
            let kind = if carried {
                ViolationKind::Residual
            } else if entry.part.split {
                ViolationKind::Split
            } else {
                ViolationKind::Share
            };
            let figure_statement = self.corpus.statement(entry.figure);
            let share_statement = self.corpus.statement(entry.part.share);
            let binding = [figure_statement, share_statement]
                .into_iter()
                .flatten()
                .all(|statement| statement.force.is_binding());
            let whole_measurand = view
                .variables
                .get(group.whole.index())
                .map(|(measurand, _)| measurand.clone());
            let derivation = whole_measurand
                .map(|of| Deduction {
                    measurand: entry.part.measurand.clone(),
                    case: view.cases.get(group.case).cloned().unwrap_or_default(),
                    value: entry.exact,
                    bound: None,
                    by: Some(entry.part.share),
                    from: vec![(entry.part.fraction, of, total)],
                })
                .into_iter()
                .collect();
            self.found.push(Violation {
                kind,
                figure: entry.figure,
                mends: true,
                measurand: Some(entry.part.measurand.clone()),
                admissible: Admissible {
                    low: Some((entry.rounded, false)),
                    high: Some((entry.rounded, false)),
                },
                conflict: vec![entry.figure, entry.part.share],
                derivation,
                case: view.cases.get(group.case).cloned().unwrap_or_default(),
                totals: None,
                binding,
            });
            self.excluded.insert(entry.figure);
        }
    }
}
