//! Terms that later notices replace by others.
//!
//! A name that the vocabulary holds as an alias needs no rename: both names have one identity already. Renames
//! are for terms that are two things when notices of one year are compared (建档立卡贫困人口, 脱贫人口), and only
//! follow each other from one year to another.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::provision::{Provision, Quantified, Topic};
use crate::corpus::{BearerKey, GroupKey, ItemKey};
use crate::vocabulary::{RegionId, RenameData, Vocabulary, fold};

/// Terms of fewer characters are replaced only where they are a whole name.
const WITHIN_NAMES: usize = 3;

/// Who says that a term follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The user, with `--rename`.
    User,
    /// The renames of the vocabulary.
    TermMap,
    /// Two names of one thing in the vocabulary.
    Alias,
    /// Two ways of dividing the same places that share all members but this one.
    Partition,
}

impl By {
    /// The word of the contract.
    pub fn name(self) -> &'static str {
        match self {
            By::User => "option",
            By::TermMap => "vocabulary",
            By::Alias => "alias",
            By::Partition => "partition",
        }
    }
}

/// A term, the one that follows it, and how often they met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The earlier term.
    pub old: CompactString,
    /// The later one.
    pub new: CompactString,
    /// Who says so.
    pub by: By,
    /// In how many pairs of provisions it was met.
    pub met: usize,
}

/// The renames of one comparison.
#[derive(Debug, Default)]
pub(super) struct Renames {
    pub(super) all: Vec<Rename>,
    items: FxHashMap<ItemKey, (ItemKey, usize)>,
    bearers: FxHashMap<BearerKey, (BearerKey, usize)>,
    groups: FxHashMap<GroupKey, (GroupKey, usize)>,
    names: Vec<(CompactString, CompactString, usize)>,
}

impl Renames {
    /// Those of the user first: they go before what the vocabulary says of the same term.
    pub(super) fn new(user: &[RenameData], region: RegionId, vocabulary: &Vocabulary) -> Self {
        let mut renames = Renames::default();
        let of_user = user.iter().map(|rename| (rename, By::User));
        let of_data = vocabulary.renames().iter().map(|rename| (rename, By::TermMap));
        for (rename, by) in of_user.chain(of_data) {
            let (old, new) = (fold(&rename.old), fold(&rename.new));
            if renames.names.iter().any(|(known, ..)| *known == old.as_ref()) {
                continue;
            }
            let at = renames.all.len();
            renames.all.push(Rename {
                old: CompactString::from(&rename.old),
                new: CompactString::from(&rename.new),
                by,
                met: 0,
            });
            let named = |name: &str| CompactString::from(name);
            renames.names.push((named(&old), named(&new), at));
            let item = |name: &str| {
                vocabulary
                    .item(name)
                    .map_or_else(|| ItemKey::Named(named(name)), ItemKey::Known)
            };
            let bearer = |name: &str| {
                vocabulary
                    .bearer(name)
                    .map_or_else(|| BearerKey::Named(named(name)), BearerKey::Known)
            };
            let group = |name: &str| GroupKey::resolve(name, region, vocabulary);
            if item(&old) != item(&new) {
                renames.items.entry(item(&old)).or_insert((item(&new), at));
            }
            if bearer(&old) != bearer(&new) {
                renames.bearers.entry(bearer(&old)).or_insert((bearer(&new), at));
            }
            if group(&old) != group(&new) {
                renames.groups.entry(group(&old)).or_insert((group(&new), at));
            }
        }
        renames
    }

    /// Adds the last members of two partitions that share all others: where places are 贫困县, 设区市 and 非贫困县
    /// in one notice and 脱贫县, 设区市 and 其他县 in the other, the third are the same places.
    pub(super) fn add_partitions(&mut self, old: &[Provision], new: &[Provision], vocabulary: &Vocabulary) {
        let (old, new) = (groups_in(old), groups_in(new));
        let partitions = vocabulary.partitions();
        for earlier in partitions {
            for later in partitions.iter().filter(|later| later.name != earlier.name) {
                let only = |of: &[_], not: &[_]| -> Vec<_> {
                    of.iter()
                        .copied()
                        .filter(|member| !not.contains(member))
                        .collect()
                };
                let (gone, come) = (
                    only(&earlier.members, &later.members),
                    only(&later.members, &earlier.members),
                );
                let ([gone], [come]) = (gone.as_slice(), come.as_slice()) else {
                    continue;
                };
                let all_in = |members: &[crate::vocabulary::GroupId], set: &FxHashSet<&GroupKey>| {
                    members.len() > 2
                        && members
                            .iter()
                            .all(|&member| set.contains(&GroupKey::Known(member)))
                };
                let (gone_key, come_key) = (GroupKey::Known(*gone), GroupKey::Known(*come));
                if !all_in(&earlier.members, &old)
                    || !all_in(&later.members, &new)
                    || self.groups.contains_key(&gone_key)
                {
                    continue;
                }
                let at = self.all.len();
                self.all.push(Rename {
                    old: vocabulary.group_info(*gone).name.clone(),
                    new: vocabulary.group_info(*come).name.clone(),
                    by: By::Partition,
                    met: 0,
                });
                self.groups.insert(gone_key, (come_key, at));
            }
        }
    }

    /// The topic in the later terms, and which renames that took; nothing where no term of it was replaced.
    pub(super) fn translate(&self, topic: &Topic) -> Option<(Topic, Vec<usize>)> {
        let mut used: Vec<usize> = Vec::new();
        let mut translated = Topic {
            quantities: topic
                .quantities
                .iter()
                .map(|quantified| self.quantified(quantified, &mut used))
                .collect(),
            groups: self.groups(&topic.groups, &mut used),
            ..topic.clone()
        };
        if let Some(name) = self.name(&topic.name, &mut used) {
            translated.name = name;
        }
        used.sort_unstable();
        used.dedup();
        (!used.is_empty()).then_some((translated, used))
    }

    fn quantified(&self, quantified: &Quantified, used: &mut Vec<usize>) -> Quantified {
        let mut changed = quantified.clone();
        if let Some((item, at)) = self.items.get(&quantified.item) {
            changed.item = item.clone();
            used.push(*at);
        } else if let ItemKey::Named(name) = &quantified.item
            && let Some(name) = self.name(name, used)
        {
            changed.item = ItemKey::Named(name);
        }
        if let Some((bearer, at)) = quantified
            .bearer
            .as_ref()
            .and_then(|bearer| self.bearers.get(bearer))
        {
            changed.bearer = Some(bearer.clone());
            used.push(*at);
        }
        changed.groups = self.groups(&quantified.groups, used);
        changed
    }

    fn groups(&self, groups: &[GroupKey], used: &mut Vec<usize>) -> Vec<GroupKey> {
        let mut changed: Vec<GroupKey> = groups
            .iter()
            .map(|group| match self.groups.get(group) {
                Some((later, at)) => {
                    used.push(*at);
                    later.clone()
                }
                None => group.clone(),
            })
            .collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// A name in the later terms.
    pub(super) fn name(&self, name: &str, used: &mut Vec<usize>) -> Option<CompactString> {
        let mut changed: Option<String> = None;
        for (old, new, at) in &self.names {
            let now = changed.as_deref().unwrap_or(name);
            // 脱贫人口 must not become 脱脱贫人口 of 贫困人口's successor.
            let within = old.chars().count() >= WITHIN_NAMES
                && now.contains(old.as_str())
                && !now.contains(new.as_str());
            if now == old.as_str() || within {
                changed = Some(now.replace(old.as_str(), new));
                used.push(*at);
            }
        }
        changed.map(CompactString::from)
    }

    /// Notes that `old` and `new` are two names of one thing, and gives the rename's place in the list.
    pub(super) fn alias(&mut self, old: &CompactString, new: &CompactString) -> usize {
        if let Some(at) = self
            .all
            .iter()
            .position(|known| fold(&known.old) == *old && fold(&known.new) == *new)
        {
            return at;
        }
        self.all.push(Rename {
            old: old.clone(),
            new: new.clone(),
            by: By::Alias,
            met: 0,
        });
        self.all.len().saturating_sub(1)
    }

    /// Counts one pair that needed the renames `used`.
    pub(super) fn meet(&mut self, used: &[usize]) {
        for &at in used {
            if let Some(rename) = self.all.get_mut(at) {
                rename.met = rename.met.saturating_add(1);
            }
        }
    }
}

fn groups_in(provisions: &[Provision]) -> FxHashSet<&GroupKey> {
    provisions
        .iter()
        .flat_map(|provision| &provision.topic.quantities)
        .flat_map(|quantified| &quantified.groups)
        .collect()
}
