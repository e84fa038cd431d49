//! What a relation to a value means for the notices below.

use rustc_hash::FxHashSet;

use super::key::{GroupKey, ItemKey, Measurand};
use super::rational::Rational;
use super::statement::Content;
use super::view::StatementRef;
use super::{Corpus, NoticeId};
use crate::notice::Relation;
use crate::vocabulary::Direction;

impl Corpus {
    /// What a relation to a value means for the notices below: 达到 is a floor (a ceiling where lower is
    /// stricter), and so are a total that is stated beside floors for its parts, and a number of things of
    /// which there should be more: 8种 goes further than 5种.
    pub fn effective_relation(
        &self,
        reference: StatementRef,
        relation: Relation,
        measurand: &Measurand,
    ) -> Relation {
        let direction = match &measurand.item {
            ItemKey::Known(item) => self.vocabulary().item_info(*item).direction,
            ItemKey::Named(_) => Direction::None,
        };
        let floor = if direction == Direction::Down {
            Relation::AtMost
        } else {
            Relation::AtLeast
        };
        match relation {
            Relation::Reaches => floor,
            Relation::Equal if direction == Direction::Up && self.is_count(reference) => floor,
            Relation::Equal if self.has_floor_part(reference.notice, measurand) => floor,
            other => other,
        }
    }

    /// What a relation to a value means for the notice `view`: what its region itself said elsewhere is a
    /// value, not a floor.
    pub(super) fn relation_seen_from(
        &self,
        view: NoticeId,
        reference: StatementRef,
        relation: Relation,
        measurand: &Measurand,
    ) -> Relation {
        if self.is_above(reference.notice, view) {
            self.effective_relation(reference, relation, measurand)
        } else {
            relation
        }
    }

    fn is_count(&self, reference: StatementRef) -> bool {
        self.statement(reference).is_some_and(|statement| {
            matches!(
                &statement.content,
                Content::Value {
                    measure: crate::notice::Measure::Count(_),
                    ..
                }
            )
        })
    }

    /// Whether `measurand` is the sum of parts of which one is only a floor, by the notice or those above it.
    fn has_floor_part(&self, notice: NoticeId, measurand: &Measurand) -> bool {
        self.floors
            .get(notice.index())
            .is_some_and(|floors| floors.contains(measurand))
    }

    /// The wholes for which a notice states a value, and which have a part that is only a floor.
    pub(super) fn find_floors(&self, notice: NoticeId) -> FxHashSet<Measurand> {
        let all = || {
            std::iter::once(&notice)
                .chain(self.ancestors(notice))
                .filter_map(|&id| self.statements(id))
                .flat_map(|statements| &statements.all)
        };
        let own = self
            .statements(notice)
            .map_or(&[][..], |statements| &statements.all);
        let valued: FxHashSet<&Measurand> = own
            .iter()
            .filter_map(|statement| match &statement.content {
                Content::Value {
                    measurand,
                    relation: Relation::Equal,
                    ..
                } => Some(measurand),
                _ => None,
            })
            .collect();
        let sums: Vec<&[(Rational, Measurand, Vec<GroupKey>)]> = all()
            .filter_map(|statement| match &statement.content {
                Content::Equation {
                    terms,
                    kind: super::statement::EquationKind::Sum,
                    ..
                } => Some(terms.as_slice()),
                _ => None,
            })
            .filter(|terms| terms.first().is_some_and(|(_, whole, _)| valued.contains(whole)))
            .collect();
        if sums.is_empty() {
            return FxHashSet::default();
        }
        let floors: FxHashSet<&Measurand> = all()
            .filter_map(|statement| match &statement.content {
                Content::Value {
                    measurand,
                    relation: Relation::AtLeast | Relation::MoreThan | Relation::Reaches,
                    ..
                } => Some(measurand),
                _ => None,
            })
            .collect();
        sums.into_iter()
            .filter(|terms| terms.iter().skip(1).any(|(_, part, _)| floors.contains(part)))
            .filter_map(|terms| terms.first().map(|(_, whole, _)| whole.clone()))
            .collect()
    }
}
