//! What is asked, and whether anything of that name is known.

use super::super::entry::Entry;
use super::super::family::items_of;
use super::super::key::{BearerKey, GroupKey, ItemKey};
use super::super::names::{Names, bearer_named, is_prepaid, item_named};
use super::super::{Corpus, NoticeId};
use crate::notice::{Name, Subject, YearFacet};
use crate::parse::{Problem, parse_subject};
use crate::source::Sources;
use crate::vocabulary::fold;

/// A quantity that is asked for, as a subject of the extract language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The words.
    pub words: String,
    pub(super) subject: Subject,
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unasked {
    /// It is not written as a subject is.
    Unreadable(Box<Problem>),
    /// Neither the vocabulary nor a notice has this name.
    UnknownName {
        /// The name.
        name: String,
        /// The known name that it probably means.
        nearest: Option<String>,
    },
    /// The names are known, and no notice speaks of the quantity in that year, place or group.
    Nowhere,
}

impl Question {
    /// Reads `事项（年份，地区或群体）`, `事项·承担方（…）` or a bearer alone.
    ///
    /// # Errors
    /// Where `words` cannot be read as a subject.
    pub fn parse(words: &str) -> Result<Question, Unasked> {
        let subject = parse_subject(Sources::new().next_id(0), words)
            .map_err(|problem| Unasked::Unreadable(Box::new(problem)))?;
        Ok(Question {
            words: words.trim().to_owned(),
            subject,
        })
    }

    /// The item, where one is named, and the bearer, as `names` of a notice take them.
    pub(super) fn names(&self, names: &Names, corpus: &Corpus) -> (Option<ItemKey>, Option<BearerKey>) {
        let vocabulary = corpus.vocabulary();
        let bearer = |name: &Name| {
            bearer_named(name, &names.aliases, vocabulary)
                .unwrap_or_else(|| BearerKey::Named(fold(&name.text).as_ref().into()))
        };
        let item = |name: &Name| item_named(name, &names.aliases, vocabulary);
        let head = &self.subject.head;
        match &self.subject.bearer {
            Some(of) => (Some(item(head)), Some(bearer(of))),
            None => match bearer_named(head, &names.aliases, vocabulary) {
                Some(bearer) => (None, Some(bearer)),
                None => (Some(item(head)), None),
            },
        }
    }

    /// The year that is meant of `item` in a notice of the year `own`.
    pub(super) fn year(&self, item: &ItemKey, own: i32, corpus: &Corpus) -> i32 {
        match self.subject.facets.year.map(|(year, _)| year) {
            None => own,
            Some(YearFacet::Year(year) | YearFacet::Prepaid { collected: year, .. }) => i32::from(year),
            // What is paid in advance is named by the year that it covers.
            Some(YearFacet::Annual(year)) if is_prepaid(item, corpus.vocabulary()) => {
                i32::from(year).saturating_sub(1)
            }
            Some(YearFacet::Annual(year)) => i32::from(year),
            Some(YearFacet::Previous) => own.saturating_sub(1),
        }
    }

    /// The groups and places, as a notice of `entry`'s region takes them.
    pub(super) fn groups(&self, entry: &Entry, corpus: &Corpus) -> Vec<GroupKey> {
        let mut groups = Vec::new();
        for name in &self.subject.facets.groups {
            for group in GroupKey::resolve_all(&name.text, entry.region, corpus.vocabulary()) {
                if !groups.contains(&group) {
                    groups.push(group);
                }
            }
        }
        groups
    }
}

/// Whether every name of the question is known.
pub(super) fn check(corpus: &Corpus, question: &Question) -> Result<(), Unasked> {
    let subject = &question.subject;
    let quantities = [Some(&subject.head), subject.bearer.as_ref()];
    for name in quantities.into_iter().flatten() {
        if !is_quantity(corpus, name) {
            return Err(Unasked::UnknownName {
                name: name.text.to_string(),
                nearest: nearest_quantity(corpus, name),
            });
        }
    }
    for name in &subject.facets.groups {
        if !is_group(corpus, name) {
            let vocabulary = corpus.vocabulary();
            let nearest = vocabulary
                .nearest_group(&name.text)
                .or_else(|| vocabulary.nearest_region(&name.text));
            return Err(Unasked::UnknownName {
                name: name.text.to_string(),
                nearest: nearest.map(ToOwned::to_owned),
            });
        }
    }
    Ok(())
}

fn is_quantity(corpus: &Corpus, name: &Name) -> bool {
    let vocabulary = corpus.vocabulary();
    let folded = fold(&name.text);
    let named = |key: &str| key == folded.as_ref();
    vocabulary.item(&name.text).is_some()
        || vocabulary.bearer(&name.text).is_some()
        || notices(corpus).any(|(id, _)| {
            corpus
                .names(id)
                .is_some_and(|names| names.aliases.contains_key(folded.as_ref()))
        })
        || own_names(corpus).any(named)
}

/// The names of items and bearers that only notices use.
fn own_names(corpus: &Corpus) -> impl Iterator<Item = &str> {
    notices(corpus)
        .filter_map(|(id, _)| corpus.names(id))
        .flat_map(|names| names.subjects.iter().flatten())
        .flat_map(|subject| {
            let item = match &subject.measurand.item {
                ItemKey::Named(name) => Some(name.as_str()),
                ItemKey::Known(_) => None,
            };
            let bearer = match &subject.measurand.bearer {
                Some(BearerKey::Named(name)) => Some(name.as_str()),
                _ => None,
            };
            item.into_iter().chain(bearer)
        })
}

fn notices(corpus: &Corpus) -> impl Iterator<Item = (NoticeId, &Entry)> {
    corpus.entries()
}

fn nearest_quantity(corpus: &Corpus, name: &Name) -> Option<String> {
    let vocabulary = corpus.vocabulary();
    vocabulary
        .nearest_item(&name.text)
        .or_else(|| vocabulary.nearest_bearer(&name.text))
        .map(ToOwned::to_owned)
        .or_else(|| {
            let mut own: Vec<&str> = own_names(corpus).collect();
            own.sort_unstable();
            own.dedup();
            crate::vocabulary::nearest(&name.text, own.into_iter()).map(|found| found.spelling.to_owned())
        })
}

fn is_group(corpus: &Corpus, name: &Name) -> bool {
    let vocabulary = corpus.vocabulary();
    let folded = fold(&name.text);
    let spoken = |key: &GroupKey| key.name(vocabulary) == folded.as_ref();
    vocabulary.group(&name.text).is_some()
        || !vocabulary.regions().named(&folded).is_empty()
        || notices(corpus).any(|(id, entry)| {
            let resolved = GroupKey::resolve(&name.text, entry.region, vocabulary);
            !matches!(resolved, GroupKey::Named(_))
                || corpus.statements(id).is_some_and(|statements| {
                    statements
                        .places
                        .iter()
                        .chain(&statements.populations)
                        .any(spoken)
                })
        })
}

/// Whether a notice has a statement on `item` or, where none is named, on a part of any item that `bearer`
/// bears; the items are returned.
pub(super) fn items_asked(
    corpus: &Corpus,
    id: NoticeId,
    item: Option<&ItemKey>,
    bearer: Option<&BearerKey>,
) -> Vec<ItemKey> {
    let mut items: Vec<ItemKey> = Vec::new();
    let Some(statements) = corpus.statements(id) else {
        return items;
    };
    let vocabulary = corpus.vocabulary();
    for statement in &statements.all {
        for own in items_of(&statement.content) {
            let fits = match (item, bearer) {
                (Some(item), _) => own == item,
                (None, Some(BearerKey::Known(bearer))) => match own {
                    ItemKey::Known(id) => vocabulary
                        .item_info(*id)
                        .bearers
                        .is_some_and(|all| vocabulary.bearer_is_within(*bearer, all)),
                    ItemKey::Named(_) => false,
                },
                _ => false,
            };
            if fits && !items.contains(own) {
                items.push(own.clone());
            }
        }
    }
    items
}
