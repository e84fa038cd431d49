//! All words that reading knows, found in one pass: the names of the vocabulary, the regions, and the words of
//! `words.ron`.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::events::Events;
use super::naming::{Naming, NamingWords};
use crate::notice::{Force, Relation};
use crate::vocabulary::{BearerId, GroupId, ItemId, RegionId, Vocabulary};

/// The basis that a word gives to the amounts after it, by its index: 每人每年.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PerId(u32);

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Item(ItemId),
    Bearer(BearerId),
    /// A level of government that is a bearer only where it pays: 省级, 市.
    Level(BearerId),
    /// A scheme whose items may go by shorter names once it is named: 大病保险.
    Scheme(SchemeId),
    /// Such a shorter name, by its index: 起付线.
    Partial(u32),
    Group(GroupId),
    /// What a group's name says before 县, so that a place after it is one of the group: 享受西部政策的.
    GroupPrefix(GroupId),
    Region(RegionId),
    Relation(Relation),
    /// 新增, 提高.
    Rise,
    /// 减少, 降低.
    Fall,
    Respectively,
    Each,
    All,
    Pays,
    Per(PerId),
    Force(Force),
    OfWhich,
    Rest,
    /// 不补.
    PaysNothing,
    /// 全覆盖.
    Everything,
    /// 全部由.
    ByAll,
    /// 的基础上.
    OnBasis,
    LastYear,
    Half,
    /// 、 和.
    List,
    /// 财政 behind a place.
    Finance,
    /// 相同标准.
    Same,
    /// 不降低.
    NotLower,
    /// 不提高.
    NotHigher,
    /// 标准, 比例.
    Measure,
    Neutral,
}

/// A scheme, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct SchemeId(u32);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    schemes: Vec<String>,
    relations: RelationWords,
    rises: Vec<String>,
    falls: Vec<String>,
    respectively: Vec<String>,
    each: Vec<String>,
    all: Vec<String>,
    pays: Vec<String>,
    per: Vec<PerWords>,
    forces: ForceWords,
    of_which: Vec<String>,
    rest: Vec<String>,
    nothing: Vec<String>,
    everything: Vec<String>,
    by_all: Vec<String>,
    on_basis_of: Vec<String>,
    last_year: Vec<String>,
    half: Vec<String>,
    lists: Vec<String>,
    finance: Vec<String>,
    same: Vec<String>,
    not_lower: Vec<String>,
    not_higher: Vec<String>,
    measures: Vec<String>,
    neutral: Vec<String>,
    naming: NamingWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerWords {
    basis: Vec<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    non_snake_case,
    reason = "the data names relations as the code does, so that one table serves both readers"
)]
struct RelationWords {
    AtLeast: Vec<String>,
    AtMost: Vec<String>,
    MoreThan: Vec<String>,
    LessThan: Vec<String>,
    About: Vec<String>,
    Reaches: Vec<String>,
    Equal: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    non_snake_case,
    reason = "the data names forces as the code does, so that one table serves both readers"
)]
struct ForceWords {
    InPrinciple: Vec<String>,
    Encouraged: Vec<String>,
    Exploratory: Vec<String>,
    Expected: Vec<String>,
    Optional: Vec<String>,
}

impl Words {
    fn builtin() -> Option<Words> {
        // A test proves that the data is valid.
        ron::from_str(include_str!("words.ron")).ok()
    }

    fn each(&self, mut take: impl FnMut(&str, Word)) {
        let relations = &self.relations;
        let forces = &self.forces;
        let tables: [(&Vec<String>, Word); 31] = [
            (&relations.AtLeast, Word::Relation(Relation::AtLeast)),
            (&relations.AtMost, Word::Relation(Relation::AtMost)),
            (&relations.MoreThan, Word::Relation(Relation::MoreThan)),
            (&relations.LessThan, Word::Relation(Relation::LessThan)),
            (&relations.About, Word::Relation(Relation::About)),
            (&relations.Reaches, Word::Relation(Relation::Reaches)),
            (&relations.Equal, Word::Relation(Relation::Equal)),
            (&forces.InPrinciple, Word::Force(Force::InPrinciple)),
            (&forces.Encouraged, Word::Force(Force::Encouraged)),
            (&forces.Exploratory, Word::Force(Force::Exploratory)),
            (&forces.Expected, Word::Force(Force::Expected)),
            (&forces.Optional, Word::Force(Force::Optional)),
            (&self.rises, Word::Rise),
            (&self.falls, Word::Fall),
            (&self.respectively, Word::Respectively),
            (&self.each, Word::Each),
            (&self.all, Word::All),
            (&self.of_which, Word::OfWhich),
            (&self.rest, Word::Rest),
            (&self.nothing, Word::PaysNothing),
            (&self.everything, Word::Everything),
            (&self.by_all, Word::ByAll),
            (&self.on_basis_of, Word::OnBasis),
            (&self.last_year, Word::LastYear),
            (&self.half, Word::Half),
            (&self.lists, Word::List),
            (&self.finance, Word::Finance),
            (&self.same, Word::Same),
            (&self.not_lower, Word::NotLower),
            (&self.not_higher, Word::NotHigher),
            (&self.measures, Word::Measure),
        ];
        for (words, meaning) in tables {
            for word in words {
                take(word, meaning);
            }
        }
        for (index, per) in self.per.iter().enumerate() {
            let id = PerId(u32::try_from(index).unwrap_or(u32::MAX));
            per.words.iter().for_each(|word| take(word, Word::Per(id)));
        }
        for word in &self.pays {
            take(word, Word::Pays);
        }
        for word in &self.neutral {
            take(word, Word::Neutral);
        }
    }
}

/// The names of levels of government that pay only where a word of paying follows, and the bearers they stand for.
const LEVELS: [(&str, &str); 14] = [
    ("区县", "县级财政"),
    ("县区", "县级财政"),
    ("旗县", "县级财政"),
    ("州县", "市县财政"),
    ("区", "县级财政"),
    ("州", "市级财政"),
    ("盟", "市级财政"),
    ("省本级", "省级财政"),
    ("市本级", "市级财政"),
    ("省", "省级财政"),
    ("自治区", "省级财政"),
    ("市", "市级财政"),
    ("县", "县级财政"),
    ("国家", "中央财政"),
];

/// How names of quantities end; what ends otherwise is too common a word to be a name by itself.
const ENDS: [&str; 7] = ["比例", "线", "限额", "标准", "率", "水平", "额度"];

/// The words, and the automaton that finds them.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    meanings: Vec<Word>,
    schemes: Vec<String>,
    /// What tells names that are not in the vocabulary.
    naming: Naming,
    /// The bases of amounts, by [`PerId`].
    bases: Vec<Vec<CompactString>>,
    /// The item that a shorter name means within a scheme.
    partials: FxHashMap<(SchemeId, u32), ItemId>,
    events: Events,
}

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) word: Word,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Lexicon {
    /// The words of `vocabulary` and of prose.
    pub(super) fn new(vocabulary: &Vocabulary) -> Lexicon {
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings: Vec<Word> = Vec::new();
        let mut known: FxHashMap<String, ()> = FxHashMap::default();
        let mut take = |pattern: &str, word: Word| {
            if !pattern.is_empty() && known.insert(pattern.to_owned(), ()).is_none() {
                patterns.push(pattern.to_owned());
                meanings.push(word);
            }
        };
        for (id, item) in vocabulary.items() {
            take(&item.name, Word::Item(id));
            item.aliases.iter().for_each(|alias| take(alias, Word::Item(id)));
        }
        for (id, bearer) in vocabulary.bearers() {
            for name in std::iter::once(&bearer.name).chain(&bearer.aliases) {
                let word = if name.contains("财政") {
                    Word::Bearer(id)
                } else {
                    Word::Level(id)
                };
                take(name, word);
            }
        }
        for (name, bearer) in LEVELS {
            if let Some(id) = vocabulary.bearer(bearer) {
                take(name, Word::Level(id));
            }
        }
        for (id, group) in vocabulary.groups() {
            take(&group.name, Word::Group(id));
            for name in std::iter::once(&group.name).chain(&group.aliases) {
                take(name, Word::Group(id));
            }
        }
        for (id, group) in vocabulary.groups() {
            for name in std::iter::once(&group.name).chain(&group.aliases) {
                if let Some(prefix) = name.strip_suffix('县').filter(|prefix| prefix.ends_with('的')) {
                    take(prefix, Word::GroupPrefix(id));
                }
            }
        }
        let mut words = Words::builtin();
        let naming = words
            .as_mut()
            .map(|words| Naming::new(std::mem::take(&mut words.naming)))
            .unwrap_or_default();
        let schemes = words
            .as_ref()
            .map(|words| words.schemes.clone())
            .unwrap_or_default();
        let bases = words
            .iter()
            .flat_map(|words| &words.per)
            .map(|per| per.basis.iter().map(CompactString::from).collect())
            .collect();
        for (index, scheme) in schemes.iter().enumerate() {
            take(
                scheme,
                Word::Scheme(SchemeId(u32::try_from(index).unwrap_or(u32::MAX))),
            );
        }
        if let Some(words) = &words {
            words.each(&mut take);
        }
        let mut partials = FxHashMap::default();
        let mut shorter: FxHashMap<&str, u32> = FxHashMap::default();
        for (id, item) in vocabulary.items() {
            for name in std::iter::once(&item.name).chain(&item.aliases) {
                let found = schemes.iter().enumerate().find_map(|(index, scheme)| {
                    let rest = name.strip_prefix(scheme.as_str())?;
                    let whole = ENDS.iter().any(|end| rest.ends_with(end)) && rest.chars().count() > 2;
                    whole.then_some((SchemeId(u32::try_from(index).ok()?), rest))
                });
                if let Some((scheme, rest)) = found {
                    let next = u32::try_from(shorter.len()).unwrap_or(u32::MAX);
                    let partial = *shorter.entry(rest).or_insert(next);
                    partials.insert((scheme, partial), id);
                    take(rest, Word::Partial(partial));
                }
            }
        }
        for (id, region) in vocabulary.regions().iter() {
            take(&region.name, Word::Region(id));
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .ok();
        Lexicon {
            automaton,
            meanings,
            schemes,
            naming,
            bases,
            partials,
            events: Events::new(vocabulary),
        }
    }

    /// The basis of amounts that a word gives.
    pub(super) fn basis(&self, per: PerId) -> &[CompactString] {
        self.bases.get(per.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The events that dates are set for.
    pub(super) fn events(&self) -> &Events {
        &self.events
    }

    /// What tells names that are not in the vocabulary.
    pub(super) fn naming(&self) -> &Naming {
        &self.naming
    }

    /// The name of a scheme.
    pub(super) fn scheme(&self, scheme: SchemeId) -> &str {
        self.schemes.get(scheme.0 as usize).map_or("", String::as_str)
    }

    /// The scheme that a name begins with.
    pub(super) fn scheme_of(&self, name: &str) -> Option<SchemeId> {
        self.schemes
            .iter()
            .position(|scheme| name.starts_with(scheme.as_str()))
            .and_then(|index| u32::try_from(index).ok())
            .map(SchemeId)
    }

    /// The item that a shorter name means within a scheme.
    pub(super) fn partial(&self, scheme: SchemeId, partial: u32) -> Option<ItemId> {
        self.partials.get(&(scheme, partial)).copied()
    }

    /// The words of `text`, leftmost and longest first, none within another.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text))
            .filter_map(|found| {
                Some(Found {
                    word: *self.meanings.get(found.pattern().as_usize())?,
                    start: found.start(),
                    end: found.end(),
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_valid() {
        let words: Words = ron::from_str(include_str!("words.ron")).unwrap();
        let mut count = 0;
        words.each(|word, _| {
            assert!(!word.is_empty());
            count += 1;
        });
        assert!(count > 300);
    }

    #[test]
    fn the_longest_word_wins() {
        let words: Vec<Word> = Lexicon::new(Vocabulary::builtin())
            .find("中央财政补助512元")
            .map(|found| found.word)
            .collect();
        assert!(matches!(words.as_slice(), [Word::Bearer(_), Word::Pays]));
    }
}
