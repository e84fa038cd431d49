//! How each figure of a notice meets the mandates on the same quantity.

use super::case::Case;
use super::family::Family;
use super::judge::Judge;
use super::key::{GroupKey, ItemKey, Measurand};
use super::rational::{Rational, mul, sub};
use super::statement::{Content, Statement};
use super::view::{StatementRef, ends};
use super::violation::{Admissible, Violation, ViolationKind, mandate_kind};
use super::{Corpus, NoticeId};
use crate::notice::Relation;
use crate::vocabulary::Direction;

impl Judge<'_> {
    /// Compares every share of the family with the shares set above.
    pub(super) fn meet_shares(&mut self, family: &Family, above: &[StatementRef]) {
        self.meet_those(family, above, |statement| {
            matches!(statement.content, Content::Share { .. })
        });
    }

    /// Compares every value that stands alone, as no part of a sum, with the values above.
    pub(super) fn meet_lone(&mut self, family: &Family, above: &[StatementRef]) {
        self.meet_those(family, above, |statement| {
            statement.part.is_none() && matches!(statement.content, Content::Value { .. })
        });
    }

    /// Compares every figure of the family that still stands with the mandates above.
    pub(super) fn meet(&mut self, family: &Family, above: &[StatementRef]) {
        self.meet_those(family, above, |_| true);
    }

    fn meet_those(&mut self, family: &Family, above: &[StatementRef], compared: impl Fn(&Statement) -> bool) {
        if above.is_empty() {
            return;
        }
        let own: Vec<StatementRef> = family
            .own
            .iter()
            .map(|&index| StatementRef {
                notice: self.notice,
                index,
            })
            .filter(|reference| !self.excluded.contains(reference))
            .collect();
        for figure in own {
            let Some(statement) = self.corpus.statement(figure) else {
                continue;
            };
            if !compared(statement) {
                continue;
            }
            let measurand = match &statement.content {
                Content::Value { measurand, .. } => measurand,
                Content::Share { part, .. } => part,
                _ => continue,
            };
            let cases = cases_of(&statement.groups, self.corpus);
            let mut breached: Vec<(StatementRef, ViolationKind, bool)> = Vec::new();
            let mut breached_case = None;
            for case in &cases {
                for &mandate in above {
                    if breached.iter().any(|(known, _, _)| *known == mandate)
                        || self.excluded.contains(&mandate)
                        || !self.corpus.is_above(mandate.notice, self.notice)
                    {
                        continue;
                    }
                    let Some(higher) = self.corpus.statement(mandate) else {
                        continue;
                    };
                    if let Some(kind) = self.breach(statement, mandate, higher, case) {
                        breached.push((mandate, kind, higher.force.is_binding()));
                        breached_case.get_or_insert_with(|| case.clone());
                    }
                }
            }
            let Some(&(first, kind, _)) = breached.first() else {
                continue;
            };
            let binding = statement.force.is_binding() && breached.iter().any(|(_, _, binding)| *binding);
            let mut conflict: Vec<StatementRef> = vec![figure];
            conflict.extend(breached.iter().map(|(mandate, _, _)| *mandate));
            self.found.push(Violation {
                kind,
                figure,
                mends: true,
                measurand: Some(measurand.clone()),
                admissible: self.admissible(first),
                conflict,
                derivation: Vec::new(),
                case: breached_case.unwrap_or_default(),
                totals: None,
                binding,
            });
            self.excluded.insert(figure);
        }
    }

    fn admissible(&self, mandate: StatementRef) -> Admissible {
        match self.corpus.statement(mandate).map(|statement| &statement.content) {
            Some(Content::Value {
                measurand,
                relation,
                value,
                ..
            }) => {
                let relation = self.corpus.effective_relation(mandate, *relation, measurand);
                let (low, high) = ends(relation, *value);
                let end = |end: Option<super::system::End>| end.map(|end| (end.value, end.strict));
                Admissible {
                    low: end(low),
                    high: end(high),
                }
            }
            Some(Content::Share { share, .. }) => Admissible {
                low: Some((*share, false)),
                high: Some((*share, false)),
            },
            _ => Admissible::default(),
        }
    }

    /// Whether the local statement falls outside the mandate in this case.
    fn breach(
        &self,
        local: &Statement,
        mandate: StatementRef,
        higher: &Statement,
        case: &Case,
    ) -> Option<ViolationKind> {
        match self.corpus.compare(self.notice, local, mandate, higher, case) {
            Some(Comparison::Outside(kind)) => Some(kind),
            Some(Comparison::Equal | Comparison::Stricter) | None => None,
        }
    }
}

/// How a local statement meets a mandate on the same quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// It says the same, or a value that the mandate allows.
    Equal,
    /// It goes further than asked.
    Stricter,
    /// It falls outside the mandate.
    Outside(ViolationKind),
}

impl Corpus {
    /// How a statement of `notice` meets a mandate in a case; nothing where they cannot be compared.
    pub(super) fn compare(
        &self,
        notice: NoticeId,
        local: &Statement,
        mandate: StatementRef,
        higher: &Statement,
        case: &Case,
    ) -> Option<Comparison> {
        match (&local.content, &higher.content) {
            (
                Content::Value {
                    measurand,
                    relation,
                    value,
                    measure,
                    ..
                },
                Content::Value {
                    measurand: same,
                    relation: asked,
                    value: required,
                    measure: same_measure,
                    ..
                },
            ) => {
                if measurand != same || measure != same_measure {
                    return None;
                }
                let closeness = self.applies(notice, mandate.notice, &higher.groups, case)?;
                let money = *measure == crate::notice::Measure::Yuan;
                if !money && higher.groups.is_empty() && !local.groups.is_empty() {
                    return None;
                }
                if case.population.is_some() && closeness.population == 0 && measurand.bearer.is_some() {
                    // How a special population is paid for is the notice's own to say.
                    return None;
                }
                let asked = self.effective_relation(mandate, *asked, measurand);
                let direction = direction(measurand, self);
                // How far off 左右 may be.
                let margin = mul(required, &Rational::new(i128::from(self.tolerance), 1000));
                Some(
                    if !within(*relation, value, asked, (required, margin), direction) {
                        Comparison::Outside(mandate_kind(asked))
                    } else if goes_further(*relation, value, asked, (required, margin)) {
                        Comparison::Stricter
                    } else {
                        Comparison::Equal
                    },
                )
            }
            (
                Content::Share {
                    part,
                    whole,
                    share,
                    split,
                },
                Content::Share {
                    part: same_part,
                    whole: same_whole,
                    share: required,
                    split: same_split,
                },
            ) => {
                if part != same_part || whole != same_whole {
                    return None;
                }
                let closeness = self.applies(notice, mandate.notice, &higher.groups, case)?;
                if share == required {
                    return Some(Comparison::Equal);
                }
                if case.population.is_some() && closeness.population == 0 {
                    return None;
                }
                (split == same_split).then_some(Comparison::Outside(ViolationKind::Differs))
            }
            _ => None,
        }
    }
}

fn direction(measurand: &Measurand, corpus: &Corpus) -> Direction {
    match &measurand.item {
        ItemKey::Known(item) => corpus.vocabulary().item_info(*item).direction,
        ItemKey::Named(_) => Direction::None,
    }
}

/// The cases that a statement about `groups` names.
pub(super) fn cases_of(groups: &[GroupKey], corpus: &Corpus) -> Vec<Case> {
    let vocabulary = corpus.vocabulary();
    let (places, populations): (Vec<&GroupKey>, Vec<&GroupKey>) =
        groups.iter().partition(|group| group.is_place(vocabulary));
    let case = |place: Option<&GroupKey>, population: Option<&GroupKey>| Case {
        place: place.cloned(),
        population: population.cloned(),
    };
    match (places.as_slice(), populations.as_slice()) {
        ([], []) => vec![Case::default()],
        (places, []) => places.iter().map(|place| case(Some(place), None)).collect(),
        ([], populations) => populations
            .iter()
            .map(|population| case(None, Some(population)))
            .collect(),
        (places, populations) => places
            .iter()
            .flat_map(|place| {
                populations
                    .iter()
                    .map(|population| case(Some(place), Some(population)))
            })
            .collect(),
    }
}

/// Whether a value within what is asked is further than it: 650 where 640 is the least, more than 95% where
/// 95% is enough. Near what 左右 asks for is not further.
fn goes_further(
    relation: Relation,
    value: &Rational,
    asked: Relation,
    (required, margin): (&Rational, Option<Rational>),
) -> bool {
    match asked {
        Relation::About => !is_near(value, required, margin),
        Relation::AtLeast | Relation::AtMost | Relation::Reaches => {
            value != required || matches!(relation, Relation::MoreThan | Relation::LessThan)
        }
        Relation::MoreThan | Relation::LessThan => value != required,
        Relation::Equal => false,
    }
}

/// Whether a value is near enough to one that is asked with 左右.
fn is_near(value: &Rational, required: &Rational, margin: Option<Rational>) -> bool {
    margin.is_none_or(|margin| sub(value, required).is_none_or(|off| off <= margin && -off <= margin))
}

/// Whether every value that `relation` to `value` allows is one that `asked` of `required` allows. Where
/// a higher value is the stricter one (or a lower), going further than asked is within it.
fn within(
    relation: Relation,
    value: &Rational,
    asked: Relation,
    (required, margin): (&Rational, Option<Rational>),
    direction: Direction,
) -> bool {
    let (low, high) = ends(relation, *value);
    let about = relation == Relation::About;
    let at_least = |least: &Rational, strict: bool| {
        if about {
            return value >= least;
        }
        low.is_some_and(|low| low.value > *least || (low.value == *least && (!strict || low.strict)))
    };
    let at_most = |most: &Rational, strict: bool| {
        if about {
            return value <= most;
        }
        high.is_some_and(|high| high.value < *most || (high.value == *most && (!strict || high.strict)))
    };
    match asked {
        Relation::AtLeast | Relation::Reaches => at_least(required, false),
        Relation::MoreThan => at_least(required, true),
        Relation::AtMost => at_most(required, false),
        Relation::LessThan => at_most(required, true),
        Relation::Equal => match direction {
            // 每人不低于380元 answers 380元.
            Direction::Up if relation == Relation::AtLeast => value == required,
            Direction::Down if relation == Relation::AtMost => value == required,
            _ => value == required && !matches!(relation, Relation::MoreThan | Relation::LessThan),
        },
        Relation::About => {
            if about {
                return value == required;
            }
            is_near(value, required, margin)
                || (direction == Direction::Up && at_least(required, false))
                || (direction == Direction::Down && at_most(required, false))
        }
    }
}
