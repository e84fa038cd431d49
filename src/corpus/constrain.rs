//! From the statements that reach a case to its constraints.

use rustc_hash::FxHashSet;

use super::case::Case;
use super::key::{BearerKey, GroupKey, ItemKey, Measurand};
use super::rational::{Rational, add, mul, sub, whole};
use super::statement::Content;
use super::system::{End, Variable};
use super::view::{Meta, Origin, Phase, Reaching, View, ends};
use crate::notice::Relation;
use crate::vocabulary::BearerId;

impl<'c> View<'c> {
    pub(super) fn add_value(&mut self, entry: &Reaching<'_>, case: usize) {
        let meta = self.meta(entry.reference, case, true);
        match &entry.statement.content {
            Content::Value {
                measurand,
                relation,
                value,
                last_place,
                ..
            } => {
                let relation =
                    self.corpus
                        .relation_seen_from(self.notice, entry.reference, *relation, measurand);
                let (low, high) = ends(relation, *value);
                if low.is_none() && high.is_none() {
                    return;
                }
                let variable = self.variable(measurand, case);
                if matches!(relation, Relation::Equal | Relation::Reaches) {
                    self.last_places.entry(variable).or_insert(*last_place);
                }
                self.push(vec![(whole(1), variable)], low, high, meta);
            }
            Content::Nothing { measurand } if meta.phase == Phase::Own => {
                let variable = self.variable(measurand, case);
                let zero = Some(End::at(whole(0)));
                self.push(vec![(whole(1), variable)], zero, zero, meta);
            }
            _ => {}
        }
    }

    pub(super) fn add_share(&mut self, entry: &Reaching<'_>, all: &[&Reaching<'_>], case: usize) {
        let Content::Share {
            part,
            whole: all_of,
            share,
            ..
        } = &entry.statement.content
        else {
            return;
        };
        let meta = self.meta(entry.reference, case, false);
        let part_variable = self.variable(part, case);
        let whole_variable = self.variable(all_of, case);
        if self.exact {
            self.add_exact_share(entry, all, (part_variable, whole_variable), meta);
            return;
        }
        let stated = self.last_places.get(&part_variable).copied().or_else(|| {
            // A part that is not stated takes up the rounding of its stated siblings.
            all.iter()
                .filter(|other| {
                    other.reference.notice == entry.reference.notice
                        && other.statement.clause == entry.statement.clause
                })
                .find_map(|other| match &other.statement.content {
                    Content::Share { part, .. } => self
                        .known(part, case)
                        .and_then(|known| self.last_places.get(&known))
                        .copied(),
                    _ => None,
                })
        });
        // Rounded by up to half a last place, and off by one more where a residual is put.
        let stated = stated.and_then(|place| mul(&place, &Rational::new(3, 2)));
        let terms = vec![(whole(1), part_variable), (-*share, whole_variable)];
        let (low, high) = match stated {
            Some(slack) => (End::at(-slack), End::at(slack)),
            None => (End::at(whole(0)), End::at(whole(0))),
        };
        let floor = (meta.phase != Phase::Own)
            .then(|| self.floor_of(entry, all_of, all))
            .flatten()
            // A notice that stays below it is judged for that, and its parts by its own amount.
            .filter(|floor| !self.states_less(all_of, floor, all));
        match floor {
            // The share is of the standard set above: a locality that raises the standard may bear
            // the difference itself.
            Some(floor) => {
                let Some(least) = mul(share, &floor) else { return };
                let Some(least) = sub(&least, &stated.unwrap_or_else(|| whole(0))) else {
                    return;
                };
                // It rests on an amount from above.
                let meta = Meta {
                    phase: Phase::Mandate,
                    ..meta
                };
                self.push(vec![(whole(1), part_variable)], Some(End::at(least)), None, meta);
                // Where all shares are given, the floors of the others bound this one.
                if !shares_all(entry, all) {
                    self.push(terms, None, Some(high), meta);
                }
                let clause = (entry.reference.notice, entry.statement.clause, case);
                self.floors.insert(clause, floor);
            }
            None => self.push(terms, Some(low), Some(high), meta),
        }
    }

    /// The share to the letter. It is of the standard set above: where the notice itself raises that, what its
    /// share of the standard comes to is only the least that the part may be.
    fn add_exact_share(
        &mut self,
        entry: &Reaching<'_>,
        all: &[&Reaching<'_>],
        (part, of): (Variable, Variable),
        meta: Meta,
    ) {
        let Content::Share {
            whole: all_of, share, ..
        } = &entry.statement.content
        else {
            return;
        };
        let raised = (meta.phase != Phase::Own)
            .then(|| self.floor_of(entry, all_of, all))
            .flatten()
            .filter(|floor| self.states_more(all_of, floor, all));
        match raised.map(|floor| mul(share, &floor)) {
            Some(Some(least)) => self.push(vec![(whole(1), part)], Some(End::at(least)), None, meta),
            Some(None) => {}
            None => {
                let zero = Some(End::at(whole(0)));
                self.push(vec![(whole(1), part), (-*share, of)], zero, zero, meta);
            }
        }
    }

    /// Whether the notice itself gives `of` a value above `floor`.
    fn states_more(&self, of: &Measurand, floor: &Rational, all: &[&Reaching<'_>]) -> bool {
        self.states(of, all, |relation, value| {
            matches!(relation, Relation::Equal | Relation::Reaches | Relation::AtLeast) && value > floor
        })
    }

    fn states(
        &self,
        of: &Measurand,
        all: &[&Reaching<'_>],
        test: impl Fn(Relation, &Rational) -> bool,
    ) -> bool {
        all.iter()
            .filter(|other| other.reference.notice == self.notice)
            .any(|other| match &other.statement.content {
                Content::Value {
                    measurand,
                    relation,
                    value,
                    ..
                } => measurand == of && test(*relation, value),
                _ => false,
            })
    }

    /// Whether the notice itself gives `of` a value below `floor`.
    pub(super) fn states_less(&self, of: &Measurand, floor: &Rational, all: &[&Reaching<'_>]) -> bool {
        self.states(of, all, |relation, value| {
            matches!(relation, Relation::Equal | Relation::Reaches | Relation::AtMost) && value < floor
        })
    }

    /// The floor that the notice of a share sets for the whole.
    pub(super) fn floor_of(
        &self,
        entry: &Reaching<'_>,
        of: &Measurand,
        all: &[&Reaching<'_>],
    ) -> Option<Rational> {
        all.iter()
            .filter(|other| other.reference.notice == entry.reference.notice)
            .find_map(|other| match &other.statement.content {
                Content::Value {
                    measurand,
                    relation,
                    value,
                    ..
                } if measurand == of => {
                    let relation = self
                        .corpus
                        .effective_relation(other.reference, *relation, measurand);
                    (relation == Relation::AtLeast).then_some(*value)
                }
                _ => None,
            })
    }

    pub(super) fn add_equation(&mut self, entry: &Reaching<'_>, case: usize) {
        let Content::Equation {
            terms,
            relation,
            constant,
            ..
        } = &entry.statement.content
        else {
            return;
        };
        let mixed = terms.iter().any(|(_, _, groups)| !groups.is_empty())
            && terms
                .iter()
                .any(|(_, _, groups)| *groups != entry.statement.groups);
        let meta = self.meta(entry.reference, case, false);
        let mut own = Vec::with_capacity(terms.len());
        for (coefficient, measurand, groups) in terms {
            let at = if mixed {
                // A side without groups speaks of everybody.
                match self.case_of(groups) {
                    Some(at) => at,
                    None => return,
                }
            } else {
                case
            };
            own.push((*coefficient, self.variable(measurand, at)));
        }
        if mixed {
            let first = terms.iter().find(|(_, _, groups)| !groups.is_empty());
            if first.and_then(|(_, _, groups)| self.case_of(groups)) != Some(case) {
                return;
            }
        }
        let (low, high) = ends(*relation, *constant);
        self.push(own, low, high, meta);
    }

    pub(super) fn case_of(&self, groups: &[GroupKey]) -> Option<usize> {
        let vocabulary = self.corpus.vocabulary();
        let mut case = Case::default();
        for group in groups {
            let slot = if group.is_place(vocabulary) {
                &mut case.place
            } else {
                &mut case.population
            };
            slot.get_or_insert_with(|| group.clone());
        }
        self.case_numbers.get(&case).copied()
    }

    /// A bearer's amount is that of its parts together, wherever one of them is spoken of.
    pub(super) fn add_tree(&mut self, case: usize) {
        let vocabulary = self.corpus.vocabulary();
        let mut roots: Vec<(Measurand, BearerId)> = Vec::new();
        let mut unknown: FxHashSet<ItemKey> = FxHashSet::default();
        let mut spoken_of: Vec<Measurand> = Vec::new();
        for variable in self.by_case.get(case).map_or(&[][..], Vec::as_slice) {
            let Some((measurand, _)) = self.variables.get(variable.index()) else {
                continue;
            };
            let (ItemKey::Known(item), Some(bearer)) = (&measurand.item, &measurand.bearer) else {
                continue;
            };
            spoken_of.push(measurand.clone());
            if matches!(bearer, BearerKey::Named(_)) {
                unknown.insert(measurand.item.clone());
            }
            if let Some(root) = vocabulary.item_info(*item).bearers {
                let whole = Measurand {
                    bearer: None,
                    ..measurand.clone()
                };
                if !roots.iter().any(|(known, _)| *known == whole) {
                    roots.push((whole, root));
                }
            }
        }
        for (all, root) in roots {
            if unknown.contains(&all.item) {
                continue;
            }
            let mut waiting = vec![(root, all.clone())];
            while let Some((bearer, measurand)) = waiting.pop() {
                let parts = vocabulary.bearer_info(bearer).parts.clone();
                let of = |part: BearerId| Measurand {
                    bearer: Some(BearerKey::Known(part)),
                    ..all.clone()
                };
                let spoken = |part: BearerId| {
                    spoken_of.iter().any(|known| {
                        known.item == all.item
                            && known.year == all.year
                            && matches!(known.bearer, Some(BearerKey::Known(own)) if vocabulary.bearer_is_within(own, part))
                    })
                };
                if parts.is_empty() || !parts.iter().any(|&part| spoken(part)) {
                    continue;
                }
                let mut terms = vec![(whole(1), self.variable(&measurand, case))];
                for &part in &parts {
                    let inner = of(part);
                    terms.push((whole(-1), self.variable(&inner, case)));
                    waiting.push((part, inner));
                }
                let zero = Some(End::at(whole(0)));
                let meta = Meta {
                    origin: Origin::Tree,
                    phase: Phase::Own,
                    case,
                };
                self.push(terms, zero, zero, meta);
            }
        }
    }
}

/// Whether the shares of one clause make up their whole.
fn shares_all(entry: &Reaching<'_>, all: &[&Reaching<'_>]) -> bool {
    all.iter()
        .filter(|other| {
            other.reference.notice == entry.reference.notice
                && other.statement.clause == entry.statement.clause
        })
        .filter_map(|other| match &other.statement.content {
            Content::Share { share, .. } => Some(share),
            _ => None,
        })
        .try_fold(whole(0), |sum, share| add(&sum, share))
        == Some(whole(1))
}
