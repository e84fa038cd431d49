//! Cases: which statement holds for which group of places or people.

use super::key::GroupKey;
use super::{Corpus, NoticeId};
use crate::vocabulary::{GroupId, Level, RegionId, Vocabulary};

/// A case: a kind of place, a kind of people, both, or everybody everywhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Case {
    /// The place or kind of place; all where `None`.
    pub place: Option<GroupKey>,
    /// The population; all where `None`.
    pub population: Option<GroupKey>,
}

impl Case {
    /// How messages call it: 陵川县、市属大中专院校学生; empty for the general case.
    pub fn name(&self, vocabulary: &Vocabulary) -> String {
        let mut name = String::new();
        for key in self.place.iter().chain(&self.population) {
            if !name.is_empty() {
                name.push('、');
            }
            name.push_str(key.name(vocabulary));
        }
        name
    }
}

/// How closely a statement fits a case; the closer one is the special rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Closeness {
    /// 0 for everybody, 1 for a broader population, 2 for the very population.
    pub(crate) population: u8,
    /// 0 for everywhere, 1 for a region around it, 2 for a kind of place that it is said to be of, 3 for
    /// the very place.
    pub(crate) place: u8,
}

impl Corpus {
    /// Whether a statement of `owner` about `groups` holds for `case` as seen from the notice `view`,
    /// and how closely.
    pub(crate) fn applies(
        &self,
        view: NoticeId,
        owner: NoticeId,
        groups: &[GroupKey],
        case: &Case,
    ) -> Option<Closeness> {
        if groups.is_empty() {
            return Some(Closeness {
                population: 0,
                place: 0,
            });
        }
        let vocabulary = self.vocabulary();
        let (mut place, mut population) = (None, None);
        let (mut places, mut populations) = (false, false);
        for group in groups {
            if group.is_place(vocabulary) {
                places = true;
                place = place.max(self.place_fits(view, owner, group, case.place.as_ref()));
            } else {
                populations = true;
                let fit = case.population.as_ref().and_then(|own| {
                    if own == group {
                        Some(2)
                    } else {
                        self.reaches(view, own, group).then_some(1)
                    }
                });
                population = population.max(fit);
            }
        }
        Some(Closeness {
            population: if populations { population? } else { 0 },
            place: if places { place? } else { 0 },
        })
    }

    fn place_fits(
        &self,
        view: NoticeId,
        owner: NoticeId,
        group: &GroupKey,
        own: Option<&GroupKey>,
    ) -> Option<u8> {
        let vocabulary = self.vocabulary();
        let region = self.get(view)?.region;
        let here = GroupKey::Region(region);
        if group.is_rest(vocabulary) {
            return match own {
                Some(own) if own == group => (owner == view || self.same_siblings(view, owner)).then_some(3),
                Some(own) => self.is_left_over(view, owner, group, own).then_some(2),
                None => self.is_left_over(view, owner, group, &here).then_some(2),
            };
        }
        if let Some(own) = own
            && own == group
        {
            return Some(3);
        }
        if let GroupKey::Known(id) = group
            && let Some(partition) = vocabulary.partition_of(*id)
        {
            // 享受西部政策的县 of a 中部 province is 西部: its own membership beats its region's.
            let explicit = |start: &GroupKey| {
                let mut reached: Vec<GroupId> = Vec::new();
                self.climb(view, start, |group| {
                    if let GroupKey::Known(id) = group {
                        reached.push(*id);
                    }
                    false
                });
                let members = partition.members.iter().copied();
                members.into_iter().find(|member| reached.contains(member))
            };
            let by_region = |start: &GroupKey| match start {
                GroupKey::Region(region) => vocabulary.group_of_region(*region, partition),
                _ => None,
            };
            let member = own
                .and_then(|own| explicit(own).or_else(|| by_region(own)))
                .or_else(|| explicit(&here))
                .or_else(|| by_region(&here));
            return (member == Some(*id)).then_some(2);
        }
        let start = own.unwrap_or(&here);
        if self.reaches_by_words(view, start, group) {
            return Some(2);
        }
        (self.reaches(view, start, group) || (own.is_some() && self.reaches(view, &here, group))).then_some(1)
    }

    /// Whether `start` belongs to `target`, through the vocabulary, 归类 in the notice, those above it
    /// and those it forwards, and the table of regions.
    pub fn reaches(&self, view: NoticeId, start: &GroupKey, target: &GroupKey) -> bool {
        self.climb(view, start, |group| self.is_in(group, target))
    }

    /// As [`Corpus::reaches`], but a region counts as a member only by 归类, not by the table.
    fn reaches_by_words(&self, view: NoticeId, start: &GroupKey, target: &GroupKey) -> bool {
        self.climb(view, start, |group| group == target)
    }

    /// All that `start` belongs to, itself included: as [`Corpus::reaches`], but every single place and
    /// named group at once.
    pub(crate) fn belongs_to(&self, view: NoticeId, start: &GroupKey) -> Vec<GroupKey> {
        let regions = self.vocabulary().regions();
        let mut all = Vec::new();
        self.climb(view, start, |group| {
            all.push(group.clone());
            if let GroupKey::Region(region) = group {
                all.extend(regions.ancestors(*region).map(GroupKey::Region));
            }
            false
        });
        all
    }

    fn is_in(&self, group: &GroupKey, target: &GroupKey) -> bool {
        if group == target {
            return true;
        }
        let vocabulary = self.vocabulary();
        match (group, target) {
            (GroupKey::Region(inner), GroupKey::Region(outer)) => {
                vocabulary.regions().is_within(*inner, *outer)
            }
            (GroupKey::Region(region), GroupKey::Known(id)) => vocabulary.region_in_group(*region, *id),
            _ => false,
        }
    }

    fn climb(&self, view: NoticeId, start: &GroupKey, mut found: impl FnMut(&GroupKey) -> bool) -> bool {
        if found(start) {
            return true;
        }
        // Most groups belong to nothing: then nothing is allocated.
        let mut seen: Vec<GroupKey> = Vec::new();
        self.step(view, start, start, &mut seen);
        let mut at = 0usize;
        while let Some(group) = seen.get(at).cloned() {
            if found(&group) {
                return true;
            }
            self.step(view, start, &group, &mut seen);
            at = at.saturating_add(1);
        }
        false
    }

    /// Adds what `group` belongs to directly, and neither is `start` nor was seen before.
    fn step(&self, view: NoticeId, start: &GroupKey, group: &GroupKey, seen: &mut Vec<GroupKey>) {
        let mut add = |above: &GroupKey| {
            if above != start && !seen.contains(above) {
                seen.push(above.clone());
            }
        };
        if let GroupKey::Known(id) = group {
            for &above in &self.vocabulary().group_info(*id).within {
                add(&GroupKey::Known(above));
            }
        }
        for classes in self.classes_above(view) {
            for above in classes.get(group).into_iter().flatten() {
                add(above);
            }
        }
    }

    /// The 归类 of the notice itself, of those it forwards and of those above it; empty ones left out.
    fn classes_above(
        &self,
        view: NoticeId,
    ) -> impl Iterator<Item = &rustc_hash::FxHashMap<GroupKey, Vec<GroupKey>>> {
        self.classifying
            .get(view.index())
            .into_iter()
            .flatten()
            .filter_map(|&id| self.names(id))
            .map(|names| &names.classes)
    }

    /// For each notice those among itself, the notices it forwards and those above it that have a 归类.
    pub(super) fn find_classifying(&self) -> Vec<Vec<NoticeId>> {
        let classifies = |id: &NoticeId| self.names(*id).is_some_and(|names| !names.classes.is_empty());
        let lineage = |view: NoticeId| {
            std::iter::once(view)
                .chain(self.forwarded(view).iter().copied())
                .chain(self.ancestors(view).iter().copied())
        };
        self.entries()
            .map(|(view, _)| lineage(view).filter(classifies).collect())
            .collect()
    }

    /// Whether `own` is among what the siblings of `rest` in `owner` leave over. Where a sibling is a
    /// kind of county and it is not known whether `own` is of that kind, it is not.
    fn is_left_over(&self, view: NoticeId, owner: NoticeId, rest: &GroupKey, own: &GroupKey) -> bool {
        let vocabulary = self.vocabulary();
        let GroupKey::Region(region) = own else {
            return self.reaches_by_words(view, own, rest);
        };
        let Some(above) = self.get(owner).map(|entry| entry.region) else {
            return false;
        };
        if !vocabulary.regions().is_within(*region, above) || *region == above {
            return false;
        }
        if !fits_level(vocabulary, *region, rest) {
            return false;
        }
        let classified = self.classes_above(view).any(|classes| classes.contains_key(own));
        // A city may name each of its counties: what `own` lies in is found out once for all of them.
        let around = self.belongs_to(view, own);
        self.siblings(owner)
            .iter()
            .filter(|sibling| *sibling != rest)
            .all(|sibling| match sibling {
                GroupKey::Region(_) => !around.contains(sibling),
                _ => classified && !self.reaches(view, own, sibling),
            })
    }

    fn same_siblings(&self, view: NoticeId, owner: NoticeId) -> bool {
        let (own, above) = (self.siblings(view), self.siblings(owner));
        own.len() == above.len() && above.iter().all(|sibling| own.contains(sibling))
    }

    /// All places and kinds of place that a notice distinguishes.
    pub(crate) fn siblings(&self, id: NoticeId) -> &[GroupKey] {
        self.statements(id)
            .map_or(&[], |statements| statements.places.as_slice())
    }
}

/// 其他县 is said of counties, 其他市 of cities.
fn fits_level(vocabulary: &Vocabulary, region: RegionId, rest: &GroupKey) -> bool {
    let name = rest.name(vocabulary);
    match vocabulary.regions().get(region).level {
        Level::County => !name.ends_with('市') || name.contains('县'),
        Level::Prefecture => !name.contains('县'),
        _ => true,
    }
}
