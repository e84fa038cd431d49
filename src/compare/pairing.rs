//! Which provision of the earlier notices stands beside which of the later.

use std::collections::{BTreeMap, VecDeque};

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Aspect, Change, Status};
use super::difference::{Found, differ};
use super::provision::{Kind, Provision, Quantified, Said, Topic};
use super::rename::Renames;
use crate::corpus::rational::{Rational, sub, whole};
use crate::notice::{NoticeNumber, Relation};
use crate::source::Span;
use crate::vocabulary::Vocabulary;

/// So many provisions that stand alone are looked through for likely counterparts, on either side; a reader of
/// more would not follow the hints, and the search would grow with their product.
const ALONE: usize = 200;
/// Two names of one thing that begin alike, in so many characters, are one term in two wordings.
const SAME_BEGINNING: usize = 3;
/// How much alike two names are, in thousandths, before one may be the other.
const ALIKE: usize = 600;
/// How much alike titles without their years are, in thousandths, before one may renew the other.
const ALIKE_TITLES: usize = 800;

/// What the earlier and the later notices lay down, and the years between them.
pub(super) struct Pairing<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) old: Vec<Provision>,
    pub(super) new: Vec<Provision>,
    pub(super) years: i32,
    pub(super) renames: Renames,
}

/// The earlier provisions on one topic, in their order, with the renames that each took to get there.
type ByTopic = FxHashMap<Topic, VecDeque<(usize, Vec<usize>)>>;

/// A pair, and what it took.
struct Pair {
    old: usize,
    renames: Vec<usize>,
    renewed: bool,
}

impl Pairing<'_> {
    /// All changes, in the order of the later notices, then of the earlier ones.
    pub(super) fn changes(&mut self) -> Vec<Change> {
        self.renames.add_partitions(&self.old, &self.new, self.vocabulary);
        let mut taken = vec![false; self.old.len()];
        let mut pairs: Vec<Option<Pair>> = self.new.iter().map(|_| None).collect();
        let mut restated = self.restated();
        self.release_restated(&restated, &mut taken);
        let exact = self.by_topic(|provision| Some((provision.topic.clone(), Vec::new())));
        self.pair(exact, &restated, &mut taken, &mut pairs);
        let renames = &self.renames;
        let renamed = self.by_topic(|provision| renames.translate(&provision.topic));
        self.pair(renamed, &restated, &mut taken, &mut pairs);
        self.renewed(&mut taken, &mut pairs);
        let near = self.near(&taken, &pairs, &restated);
        let mut changes = Vec::with_capacity(self.new.len());
        for (at, pair) in pairs.into_iter().enumerate() {
            let Some(new) = self.new.get(at).cloned() else {
                continue;
            };
            if let Some(old) = restated.remove(&at) {
                changes.extend(self.restatement(old, new));
            } else if let Some(pair) = pair {
                changes.extend(self.change(pair, new));
            } else {
                let near = near.get(&Side::New(at)).copied();
                changes.push(alone(Status::New, new, near, self.vocabulary));
            }
        }
        self.add_increases(&mut changes);
        for (at, old) in self.old.iter().enumerate() {
            if !taken.get(at).copied().unwrap_or(true) {
                let near = near.get(&Side::Old(at)).copied();
                changes.push(alone(Status::Dropped, old.clone(), near, self.vocabulary));
            }
        }
        changes
    }

    /// The earlier provisions by the topic that `topic` gives them, in their order.
    fn by_topic(&self, topic: impl Fn(&Provision) -> Option<(Topic, Vec<usize>)>) -> ByTopic {
        let mut found: ByTopic = FxHashMap::default();
        for (at, provision) in self.old.iter().enumerate() {
            if let Some((topic, used)) = topic(provision) {
                found.entry(topic).or_default().push_back((at, used));
            }
        }
        found
    }

    /// Pairs what has one topic: first what says the same, then in order.
    fn pair(
        &self,
        mut by_topic: ByTopic,
        restated: &BTreeMap<usize, usize>,
        taken: &mut [bool],
        pairs: &mut [Option<Pair>],
    ) {
        for same in [true, false] {
            for (at, new) in self.new.iter().enumerate() {
                let Some(slot) = pairs
                    .get_mut(at)
                    .filter(|slot| slot.is_none() && !restated.contains_key(&at))
                else {
                    continue;
                };
                let Some(candidates) = by_topic.get_mut(&new.topic) else {
                    continue;
                };
                // Of more on one topic than anybody can tell apart the first are as good as any.
                let place = candidates.iter().take(ALONE).position(|(old, _)| {
                    taken.get(*old) == Some(&false)
                        && self
                            .old
                            .get(*old)
                            .is_some_and(|old| !same || self.differ(old, new).aspects.is_empty())
                });
                if let Some((old, renames)) = place.and_then(|place| candidates.remove(place)) {
                    if let Some(taken) = taken.get_mut(old) {
                        *taken = true;
                    }
                    *slot = Some(Pair {
                        old,
                        renames,
                        renewed: false,
                    });
                }
            }
        }
    }

    fn differ(&self, old: &Provision, new: &Provision) -> Found {
        differ(old, new, self.years, &self.renames)
    }

    /// What the later notices say of the earlier ones' own years, by what those said.
    fn restated(&self) -> BTreeMap<usize, usize> {
        let said = self.own_values();
        let mut found = BTreeMap::new();
        for (at, new) in self.new.iter().enumerate() {
            if let Some(old) = self.earlier(new).and_then(|key| said.get(&key)) {
                found.insert(at, *old);
            }
        }
        found
    }

    /// What the earlier notices said of their own year, under the later terms as well.
    fn own_values(&self) -> FxHashMap<Quantified, usize> {
        let mut said: FxHashMap<Quantified, usize> = FxHashMap::default();
        for (at, old) in self.old.iter().enumerate() {
            let ([quantified], Kind::Value) = (old.topic.quantities.as_slice(), old.topic.kind) else {
                continue;
            };
            if quantified.year == 0 {
                said.entry(quantified.clone()).or_insert(at);
                if let Some((topic, _)) = self.renames.translate(&old.topic) {
                    said.extend(topic.quantities.into_iter().map(|later| (later, at)));
                }
            }
        }
        said
    }

    /// The quantity of the earlier notices' own year that a later provision speaks of.
    fn earlier(&self, new: &Provision) -> Option<Quantified> {
        let ([quantified], Kind::Value) = (new.topic.quantities.as_slice(), new.topic.kind) else {
            return None;
        };
        (self.years > 0 && quantified.year == self.years.checked_neg()?).then(|| Quantified {
            year: 0,
            ..quantified.clone()
        })
    }

    /// What the earlier notices said of the year before theirs has its counterpart in the same saying of the
    /// later ones, which is a restatement: it is neither dropped nor changed.
    fn release_restated(&self, restated: &BTreeMap<usize, usize>, taken: &mut [bool]) {
        let topics: FxHashSet<&Topic> = restated
            .keys()
            .filter_map(|at| Some(&self.new.get(*at)?.topic))
            .collect();
        for (old, taken) in self.old.iter().zip(taken) {
            *taken |= old.topic.kind == Kind::Value && topics.contains(&old.topic);
        }
    }

    fn restatement(&mut self, old: usize, new: Provision) -> Option<Change> {
        let old = self.old.get(old)?.clone();
        let Found { aspects, difference } = differ(&old, &new, 0, &self.renames);
        // 上年为610元 restates 不低于610元 and 达到610元 alike.
        let wrong = aspects.contains(&Aspect::Value);
        Some(Change {
            status: if wrong {
                Status::Contradicted
            } else {
                Status::Restated
            },
            kind: Kind::Value,
            subject: subject(&new, self.vocabulary),
            aspects: aspects
                .into_iter()
                .filter(|aspect| *aspect == Aspect::Value)
                .collect(),
            difference: difference.filter(|_| wrong),
            old: Some(old),
            new: Some(new),
            renames: Vec::new(),
            near: None,
        })
    }

    /// Puts what increases imply behind the increases.
    fn add_increases(&self, changes: &mut Vec<Change>) {
        let mut implied: FxHashMap<Span, Change> = FxHashMap::default();
        for change in self.increases() {
            if let Some(new) = &change.new {
                implied.entry(new.span).or_insert(change);
            }
        }
        if implied.is_empty() {
            return;
        }
        let mut ordered = Vec::with_capacity(changes.len().saturating_add(implied.len()));
        for change in changes.drain(..) {
            let span = change.new.as_ref().map(|new| new.span);
            ordered.push(change);
            ordered.extend(span.and_then(|span| implied.remove(&span)));
        }
        *changes = ordered;
    }

    /// Increases over the earlier notices' own year imply what its figure was.
    fn increases(&self) -> Vec<Change> {
        let said = self.own_values();
        let values: FxHashMap<&Topic, &Provision> = self
            .new
            .iter()
            .rev()
            .map(|provision| (&provision.topic, provision))
            .collect();
        let mut found = Vec::new();
        for new in &self.new {
            let Said::Terms {
                relation: Relation::Equal,
                coefficients,
                constant,
            } = &new.said
            else {
                continue;
            };
            let ([now, before], [one, minus]) = (new.topic.quantities.as_slice(), coefficients.as_slice())
            else {
                continue;
            };
            let same = now.item == before.item && now.bearer == before.bearer && now.groups == before.groups;
            let over = now.year == 0 && self.years > 0 && Some(before.year) == self.years.checked_neg();
            if !same || !over || *one != whole(1) || *minus != whole(-1) {
                continue;
            }
            let topic = Topic {
                kind: Kind::Value,
                quantities: vec![now.clone()],
                groups: Vec::new(),
                name: CompactString::default(),
            };
            let Some(value) = values.get(&topic).and_then(|value| exact(value)) else {
                continue;
            };
            let old = said
                .get(&Quantified {
                    year: 0,
                    ..before.clone()
                })
                .and_then(|old| self.old.get(*old));
            let (Some(old), Some(implied)) = (old, sub(&value, constant)) else {
                continue;
            };
            let Some(stated) = exact(old) else { continue };
            found.push(Change {
                status: if stated == implied {
                    Status::Restated
                } else {
                    Status::Contradicted
                },
                kind: Kind::Equation,
                aspects: if stated == implied {
                    Vec::new()
                } else {
                    vec![Aspect::Value]
                },
                subject: subject_of(before, self.vocabulary),
                difference: sub(&implied, &stated)
                    .filter(|amount| *amount != whole(0))
                    .map(|amount| super::change::Difference::Amount {
                        amount,
                        unit: match &old.said {
                            Said::Amount { unit, .. } => super::provision::difference_unit(unit),
                            _ => String::new(),
                        },
                        percent: None,
                    }),
                old: Some(old.clone()),
                new: Some(new.clone()),
                renames: Vec::new(),
                near: None,
            });
        }
        found
    }

    /// Later issues of what was cited: another number of the same 代字 with the same title but for its years, or a
    /// title of which only the year changed.
    fn renewed(&self, taken: &mut [bool], pairs: &mut [Option<Pair>]) {
        let mut left: FxHashMap<CompactString, Vec<usize>> = FxHashMap::default();
        for (at, old) in self.old.iter().enumerate() {
            if let Some(series) = series(old).filter(|_| taken.get(at) == Some(&false)) {
                left.entry(series).or_default().push(at);
            }
        }
        for (at, new) in self.new.iter().enumerate() {
            let Some(slot) = pairs.get_mut(at).filter(|slot| slot.is_none()) else {
                continue;
            };
            let Some(left) = series(new).and_then(|series| left.get_mut(&series)) else {
                continue;
            };
            let best = left
                .iter()
                .enumerate()
                .take(ALONE)
                .filter_map(|(place, &old)| {
                    let (_, old_title) = self.old.get(old)?.cited.as_ref()?;
                    let (_, title) = new.cited.as_ref()?;
                    let score = alike(&without_years(old_title), &without_years(title));
                    (score >= ALIKE_TITLES).then_some((score, std::cmp::Reverse(place)))
                })
                .max();
            if let Some((_, std::cmp::Reverse(place))) = best {
                let old = left.remove(place);
                if let Some(taken) = taken.get_mut(old) {
                    *taken = true;
                }
                *slot = Some(Pair {
                    old,
                    renames: Vec::new(),
                    renewed: true,
                });
            }
        }
    }

    fn change(&mut self, pair: Pair, new: Provision) -> Option<Change> {
        let old = self.old.get(pair.old)?.clone();
        let Found {
            mut aspects,
            difference,
        } = self.differ(&old, &new);
        let mut renames = pair.renames;
        if pair.renewed {
            aspects = vec![Aspect::Renewed];
        }
        for (key, words) in &old.group_words {
            let later = new
                .group_words
                .iter()
                .find(|(other, _)| other == key)
                .map(|(_, words)| words);
            if let Some(later) = later.filter(|later| is_another_term(words, later)) {
                renames.push(self.renames.alias(words, later));
            }
        }
        renames.sort_unstable();
        renames.dedup();
        self.renames.meet(&renames);
        let status = match (aspects.is_empty(), renames.is_empty()) {
            (true, true) => Status::Unchanged,
            (true, false) => Status::Renamed,
            (false, _) => Status::Changed,
        };
        if !renames.is_empty() {
            aspects.push(Aspect::Renamed);
        }
        Some(Change {
            status,
            kind: new.topic.kind,
            aspects,
            subject: subject(&new, self.vocabulary),
            old: Some(old),
            new: Some(new),
            difference,
            renames,
            near: None,
        })
    }

    /// What of the other side each lone provision may correspond to: the same item and bearer for other groups,
    /// or the same groups and a name that is much alike.
    fn near(
        &self,
        taken: &[bool],
        pairs: &[Option<Pair>],
        restated: &BTreeMap<usize, usize>,
    ) -> FxHashMap<Side, Span> {
        let old = self
            .old
            .iter()
            .enumerate()
            .filter(|(at, _)| taken.get(*at) == Some(&false));
        let new = self
            .new
            .iter()
            .enumerate()
            .zip(pairs)
            .filter(|((at, _), pair)| pair.is_none() && !restated.contains_key(at))
            .map(|(new, _)| new);
        let old: Vec<(usize, &Provision)> = old.take(ALONE).collect();
        let mut scored: Vec<(usize, usize, usize)> = Vec::new();
        for (new_at, new) in new.take(ALONE) {
            for (old_at, old) in &old {
                let score = self.likeness(old, new);
                if score >= ALIKE {
                    scored.push((score, new_at, *old_at));
                }
            }
        }
        scored.sort_by_key(|&(score, new, old)| (std::cmp::Reverse(score), new, old));
        let mut near = FxHashMap::default();
        for (_, new_at, old_at) in scored {
            let (new_side, old_side) = (Side::New(new_at), Side::Old(old_at));
            if near.contains_key(&new_side) || near.contains_key(&old_side) {
                continue;
            }
            if let (Some(new), Some(old)) = (self.new.get(new_at), self.old.get(old_at)) {
                near.insert(new_side, old.span);
                near.insert(old_side, new.span);
            }
        }
        near
    }

    /// How likely two lone provisions are about one thing, in thousandths.
    fn likeness(&self, old: &Provision, new: &Provision) -> usize {
        if old.topic.kind != new.topic.kind || matches!(new.topic.kind, Kind::Citation | Kind::Equation) {
            return 0;
        }
        match (old.topic.quantities.first(), new.topic.quantities.first()) {
            (Some(a), Some(b)) if a.year != b.year => 0,
            (Some(a), Some(b)) if a.item == b.item && a.bearer == b.bearer => {
                // The same figure in other words, before another figure.
                if old.said == new.said { 1000 } else { 900 }
            }
            (Some(a), Some(b)) if a.bearer == b.bearer && a.groups == b.groups => {
                alike(a.item.name(self.vocabulary), b.item.name(self.vocabulary))
            }
            (None, None) if old.topic.groups == new.topic.groups => alike(&old.topic.name, &new.topic.name),
            _ => 0,
        }
    }
}

/// A lone provision, by its side and its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Old(usize),
    New(usize),
}

fn alone(status: Status, provision: Provision, near: Option<Span>, vocabulary: &Vocabulary) -> Change {
    let subject = subject(&provision, vocabulary);
    let kind = provision.topic.kind;
    let (old, new) = match status {
        Status::New => (None, Some(provision)),
        _ => (Some(provision), None),
    };
    Change {
        status,
        kind,
        aspects: Vec::new(),
        subject,
        old,
        new,
        difference: None,
        renames: Vec::new(),
        near,
    }
}

/// The value of what is stated exactly.
fn exact(provision: &Provision) -> Option<Rational> {
    match &provision.said {
        Said::Amount {
            relation: Relation::Equal | Relation::Reaches,
            value,
            ..
        } => Some(*value),
        _ => None,
    }
}

/// 贫困县 and 脱贫县 are two terms; 持居住证参保 and 持居住证参加当地居民医保 are one in two wordings.
fn is_another_term(old: &str, new: &str) -> bool {
    let alike_at_first = old
        .chars()
        .zip(new.chars())
        .take_while(|(old, new)| old == new)
        .count();
    !old.is_empty()
        && !new.is_empty()
        && !old.contains(new)
        && !new.contains(old)
        && alike_at_first < SAME_BEGINNING
}

/// What is renewed together: numbers of one 代字, or titles without a number.
fn series(provision: &Provision) -> Option<CompactString> {
    let (number, _) = provision.cited.as_ref()?;
    Some(
        number
            .as_ref()
            .map(|number: &NoticeNumber| number.code.clone())
            .unwrap_or_default(),
    )
}

/// A title without its digits: 2022版 and 2023版 are one.
fn without_years(title: &str) -> String {
    title.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// How much alike two names are, in thousandths of the longer one.
fn alike(one: &str, other: &str) -> usize {
    let longer = one.chars().count().max(other.chars().count());
    if longer == 0 {
        return 0;
    }
    let same = longer.saturating_sub(strsim::levenshtein(one, other));
    same.saturating_mul(1000).checked_div(longer).unwrap_or(0)
}

/// `财政补助·地方财政（脱贫县）`: what a provision is about.
fn subject(provision: &Provision, vocabulary: &Vocabulary) -> String {
    let topic = &provision.topic;
    match (topic.kind, topic.quantities.as_slice()) {
        (Kind::Share, [part, _]) => subject_of(part, vocabulary),
        (_, [first, ..]) => subject_of(first, vocabulary),
        (Kind::Citation, _) => match &provision.cited {
            Some((Some(_), title)) if !title.is_empty() => format!("《{title}》"),
            // The number or the title alone is what is shown beside it.
            _ => String::new(),
        },
        _ => with_facets(&topic.name, None, &topic.groups, vocabulary),
    }
}

fn subject_of(quantified: &Quantified, vocabulary: &Vocabulary) -> String {
    let mut name = quantified.item.name(vocabulary).to_owned();
    if let Some(bearer) = &quantified.bearer {
        name.push('·');
        name.push_str(bearer.name(vocabulary));
    }
    let year = match quantified.year {
        0 => None,
        -1 => Some("上年".to_owned()),
        1 => Some("下年".to_owned()),
        years if years < 0 => Some(format!("{}年前", years.unsigned_abs())),
        years => Some(format!("{years}年后")),
    };
    with_facets(&name, year, &quantified.groups, vocabulary)
}

fn with_facets(
    name: &str,
    year: Option<String>,
    groups: &[crate::corpus::GroupKey],
    vocabulary: &Vocabulary,
) -> String {
    let groups: Vec<&str> = groups.iter().map(|group| group.name(vocabulary)).collect();
    let groups = (!groups.is_empty()).then(|| groups.join("、"));
    let facets: Vec<String> = year.into_iter().chain(groups).collect();
    match (name.is_empty(), facets.is_empty()) {
        (_, true) => name.to_owned(),
        (true, false) => facets.join("，"),
        (false, false) => format!("{name}（{}）", facets.join("，")),
    }
}
