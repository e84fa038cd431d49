//! Which notices know the quantity, and in which cases.

use super::super::case::Case;
use super::super::family::{Family, families};
use super::super::judge::above;
use super::super::key::{BearerKey, GroupKey, Measurand};
use super::super::statement::{Content, Statement};
use super::super::view::{Origin, View};
use super::super::{Corpus, Entry, NoticeId};
use super::ask::{Question, items_asked};
use super::{Answer, Known, chain};
use crate::vocabulary::{RegionId, Vocabulary};

/// More cases than this of one notice are not answered one by one.
const CASES: usize = 200;

/// One notice that knows the quantity.
pub(super) struct Context {
    notice: NoticeId,
    measurand: Measurand,
    family: Family,
    /// The places and people that are asked for; any where `None`.
    case: Option<Case>,
    region: RegionId,
    /// Whether the notice is of a region below the place that is asked for.
    below: bool,
}

/// How the places and people that are asked for look from a notice.
struct Asked {
    case: Option<Case>,
    below: bool,
}

/// All notices that know what `question` asks for, from the nation downwards.
pub(super) fn contexts(corpus: &Corpus, question: &Question) -> Vec<Context> {
    let mut found: Vec<Context> = Vec::new();
    for (id, entry) in corpus.reported() {
        let Some(asked) = asked(corpus, question, id, entry) else {
            continue;
        };
        found.extend(of_notice(corpus, question, (id, entry), &asked));
    }
    if found.iter().any(|context| !context.below) {
        found.retain(|context| !context.below);
    }
    if found
        .iter()
        .any(|context| context.case.is_some() || context.below)
        || names_region(corpus, question)
    {
        // What the lowest notice says of a place holds there; those above it are in its chain.
        let regions = corpus.vocabulary().regions();
        let lowest: Vec<RegionId> = found.iter().map(|context| context.region).collect();
        found.retain(|context| {
            context.below
                || !lowest
                    .iter()
                    .any(|&other| other != context.region && regions.is_within(other, context.region))
        });
    }
    found.sort_by_cached_key(|context| {
        let entry = corpus.get(context.notice);
        (
            corpus.vocabulary().regions().get(context.region).level,
            corpus.vocabulary().regions().path(context.region),
            context.measurand.year,
            entry.map(Entry::number_text),
            context.measurand.item.name(corpus.vocabulary()).to_owned(),
        )
    });
    found
}

/// Whether a place of the table is asked for.
fn names_region(corpus: &Corpus, question: &Question) -> bool {
    corpus.reported().any(|(_, entry)| {
        question
            .groups(entry, corpus)
            .iter()
            .any(|group| matches!(group, GroupKey::Region(_)))
    })
}

fn of_notice(
    corpus: &Corpus,
    question: &Question,
    (id, entry): (NoticeId, &Entry),
    asked: &Asked,
) -> Vec<Context> {
    let (Some(names), Some(statements)) = (corpus.names(id), corpus.statements(id)) else {
        return Vec::new();
    };
    let (item, bearer) = question.names(names, corpus);
    let items = items_asked(corpus, id, item.as_ref(), bearer.as_ref());
    if items.is_empty() {
        return Vec::new();
    }
    let own = entry.years().map_or(0, |years| i32::from(years.last));
    let above = above(corpus, id);
    let all = families(corpus, &statements.all, &above);
    let mut found = Vec::new();
    for item in items {
        let measurand = Measurand {
            year: question.year(&item, own, corpus),
            item,
            bearer: bearer.clone(),
        };
        let spoken = |statement: &Statement| speaks_of(&statement.content, &measurand, corpus.vocabulary());
        let family = all.iter().find(|family| {
            let own = family.own.iter().filter_map(|&index| statements.all.get(index));
            let above = family.above.iter().filter_map(|&above| corpus.statement(above));
            own.chain(above).any(spoken)
        });
        if let Some(family) = family {
            found.push(Context {
                notice: id,
                measurand,
                family: family.clone(),
                case: asked.case.clone(),
                region: entry.region,
                below: asked.below,
            });
        }
    }
    found
}

/// Whether a statement speaks of the quantity itself, of the whole that it is a part of, or of a part of it.
fn speaks_of(content: &Content, asked: &Measurand, vocabulary: &Vocabulary) -> bool {
    let fits = |known: &Measurand| {
        known.item == asked.item
            && known.year == asked.year
            && match (&known.bearer, &asked.bearer) {
                (None, _) | (_, None) => true,
                (Some(BearerKey::Known(known)), Some(BearerKey::Known(asked))) => {
                    vocabulary.bearer_is_within(*known, *asked) || vocabulary.bearer_is_within(*asked, *known)
                }
                (known, asked) => known == asked,
            }
    };
    match content {
        Content::Value { measurand, .. } | Content::Nothing { measurand } => fits(measurand),
        Content::Share { part, whole, .. } => fits(part) || fits(whole),
        Content::Equation { terms, .. } => terms.iter().any(|(_, measurand, _)| fits(measurand)),
    }
}

/// How the groups that are asked for look from a notice; `None` where they are none of its own.
fn asked(corpus: &Corpus, question: &Question, id: NoticeId, entry: &Entry) -> Option<Asked> {
    let vocabulary = corpus.vocabulary();
    let groups = question.groups(entry, corpus);
    let mut case = Case::default();
    let mut below = false;
    for group in groups {
        if let GroupKey::Region(region) = &group {
            let regions = vocabulary.regions();
            if *region == entry.region {
                continue;
            }
            if !regions.is_within(*region, entry.region) {
                if !regions.is_within(entry.region, *region) {
                    return None;
                }
                below = true;
                continue;
            }
        } else if !distinguishes(corpus, id, &group) {
            return None;
        }
        let slot = if group.is_place(vocabulary) {
            &mut case.place
        } else {
            &mut case.population
        };
        *slot = Some(group);
    }
    Some(Asked {
        case: (case != Case::default()).then_some(case),
        below,
    })
}

/// Whether a notice has rules of its own for `group`, or for another group of the same kind: who shares 西部
/// and 中部 out leaves 东部 open.
fn distinguishes(corpus: &Corpus, id: NoticeId, group: &GroupKey) -> bool {
    let Some(statements) = corpus.statements(id) else {
        return false;
    };
    let vocabulary = corpus.vocabulary();
    let partition = match group {
        GroupKey::Known(known) => vocabulary.partition_of(*known),
        _ => None,
    };
    let mut spoken = statements.places.iter().chain(&statements.populations);
    spoken.any(|own| {
        own == group
            || matches!((own, partition), (GroupKey::Known(own), Some(partition)) if partition.members.contains(own))
    })
}

impl Context {
    /// What is known of the quantity in each case that is asked for.
    pub(super) fn answers(&self, corpus: &Corpus) -> Vec<Answer> {
        let place = |key: &GroupKey| Case {
            place: Some(key.clone()),
            population: None,
        };
        let population = |key: &GroupKey| Case {
            place: None,
            population: Some(key.clone()),
        };
        let mut cases = vec![Case::default()];
        cases.extend(self.family.places.iter().map(place));
        cases.extend(self.family.populations.iter().map(population));
        let asked = self.case.as_ref().map_or(0, |case| {
            cases.iter().position(|known| known == case).unwrap_or_else(|| {
                cases.push(case.clone());
                cases.len().saturating_sub(1)
            })
        });
        let view = View::exact(
            corpus,
            self.notice,
            &self.family,
            &self.family.above,
            cases.clone(),
            vec![(self.measurand.clone(), asked)],
        );
        let answer = |case: usize| chain::answer(&view, &self.family, &self.measurand, case);
        if self.case.is_some() {
            return answer(asked).into_iter().collect();
        }
        let special: Vec<usize> = (1..cases.len())
            .filter(|&case| is_special(&view, &self.measurand, case))
            .take(CASES)
            .collect();
        let general = answer(0).filter(|answer| special.is_empty() || answer.known != Known::Nothing);
        general
            .into_iter()
            .chain(special.into_iter().filter_map(answer))
            .collect()
    }
}

/// Whether a statement about the very places or people of the case speaks of the quantity.
fn is_special(view: &View<'_>, measurand: &Measurand, case: usize) -> bool {
    let Some(variable) = view.known(measurand, case) else {
        return false;
    };
    view.system.constraints.iter().any(|constraint| {
        constraint.terms.iter().any(|(_, known)| *known == variable)
            && view
                .metas
                .get(constraint.tag as usize)
                .is_some_and(|meta| match meta.origin {
                    Origin::Stated(reference) => {
                        reference.notice == view.notice
                            && view
                                .corpus
                                .statement(reference)
                                .is_some_and(|statement| !statement.groups.is_empty())
                    }
                    Origin::Tree | Origin::NotNegative => false,
                })
    })
}
