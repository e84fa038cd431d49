//! All words that reading knows, found in one pass: the names of the vocabulary, the regions, and the words of
//! `words.ron`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::notice::{Force, Relation};
use crate::vocabulary::{BearerId, GroupId, ItemId, RegionId, Vocabulary};

/// The basis that a word gives to the amounts after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Per {
    /// 每人每年.
    PersonYear,
    /// 每人每月.
    PersonMonth,
    /// 每人, 人均.
    Person,
    /// 每年.
    Year,
    /// 每月.
    Month,
}

impl Per {
    /// As the basis of a unit.
    pub(super) fn basis(self) -> &'static [&'static str] {
        match self {
            Per::PersonYear => &["人", "年"],
            Per::PersonMonth => &["人", "月"],
            Per::Person => &["人"],
            Per::Year => &["年"],
            Per::Month => &["月"],
        }
    }
}

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Item(ItemId),
    Bearer(BearerId),
    /// A level of government that is a bearer only where it pays: 省级, 市.
    Level(BearerId),
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
    Per(Per),
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
    Neutral,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    relations: RelationWords,
    rises: Vec<String>,
    falls: Vec<String>,
    respectively: Vec<String>,
    each: Vec<String>,
    all: Vec<String>,
    pays: Vec<String>,
    per_person_year: Vec<String>,
    per_person_month: Vec<String>,
    per_person: Vec<String>,
    per_year: Vec<String>,
    per_month: Vec<String>,
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
    neutral: Vec<String>,
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
        let tables: [(&Vec<String>, Word); 35] = [
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
            (&self.per_person_year, Word::Per(Per::PersonYear)),
            (&self.per_person_month, Word::Per(Per::PersonMonth)),
            (&self.per_person, Word::Per(Per::Person)),
            (&self.per_year, Word::Per(Per::Year)),
            (&self.per_month, Word::Per(Per::Month)),
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
        ];
        for (words, meaning) in tables {
            for word in words {
                take(word, meaning);
            }
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
const LEVELS: [(&str, &str); 5] = [
    ("省", "省级财政"),
    ("自治区", "省级财政"),
    ("市", "市级财政"),
    ("县", "县级财政"),
    ("国家", "中央财政"),
];

/// The words, and the automaton that finds them.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    meanings: Vec<Word>,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Vocabulary::builtin()));

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) word: Word,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Lexicon {
    /// The words of the vocabulary that comes with the program.
    pub(super) fn builtin() -> &'static Lexicon {
        &BUILTIN
    }

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
        if let Some(words) = Words::builtin() {
            words.each(&mut take);
        }
        for (id, region) in vocabulary.regions().iter() {
            take(&region.name, Word::Region(id));
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .ok();
        Lexicon { automaton, meanings }
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
        let words: Vec<Word> = Lexicon::builtin()
            .find("中央财政补助512元")
            .map(|found| found.word)
            .collect();
        assert!(matches!(words.as_slice(), [Word::Bearer(_), Word::Pays]));
    }
}
