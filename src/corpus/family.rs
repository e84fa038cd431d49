//! Items that hang together, and constraints that do.

use rustc_hash::FxHashMap;

use super::Corpus;
use super::key::{GroupKey, ItemKey};
use super::statement::{Content, Statement};
use super::view::{Origin, StatementRef, View};

/// Items that are linked by the equations of a notice, with the groups it distinguishes for them.
#[derive(Clone)]
pub(crate) struct Family {
    pub(crate) own: Vec<usize>,
    /// The statements from above that speak of these items only.
    pub(crate) above: Vec<StatementRef>,
    pub(crate) places: Vec<GroupKey>,
    pub(crate) populations: Vec<GroupKey>,
}

/// The items of a notice, grouped by the equations that link them, those from `above` included.
pub(super) fn families(corpus: &Corpus, statements: &[Statement], above: &[StatementRef]) -> Vec<Family> {
    let vocabulary = corpus.vocabulary();
    let mut number: FxHashMap<&ItemKey, usize> = FxHashMap::default();
    let mut parent: Vec<usize> = Vec::new();
    let find = |parent: &Vec<usize>, mut at: usize| {
        while let Some(&up) = parent.get(at)
            && up != at
        {
            at = up;
        }
        at
    };
    let linking = above
        .iter()
        .filter_map(|&reference| corpus.statement(reference))
        .filter(|statement| matches!(statement.content, Content::Equation { .. }));
    for statement in statements.iter().chain(linking) {
        let mut first = None;
        for item in items_of(&statement.content) {
            let at = *number.entry(item).or_insert_with(|| {
                parent.push(parent.len());
                parent.len().saturating_sub(1)
            });
            let root = find(&parent, at);
            match first {
                None => first = Some(root),
                Some(own) if own != root => {
                    if let Some(slot) = parent.get_mut(root) {
                        *slot = own;
                    }
                }
                Some(_) => {}
            }
        }
    }
    let mut families: Vec<Family> = Vec::new();
    let mut by_root: FxHashMap<usize, usize> = FxHashMap::default();
    let root_of = |item: &ItemKey| number.get(item).map(|&at| find(&parent, at));
    for (index, statement) in statements.iter().enumerate() {
        let Some(root) = items_of(&statement.content).next().and_then(root_of) else {
            continue;
        };
        let at = *by_root.entry(root).or_insert_with(|| {
            families.push(Family {
                own: Vec::new(),
                above: Vec::new(),
                places: Vec::new(),
                populations: Vec::new(),
            });
            families.len().saturating_sub(1)
        });
        let Some(family) = families.get_mut(at) else {
            continue;
        };
        family.own.push(index);
        for group in &statement.groups {
            let list = if group.is_place(vocabulary) {
                &mut family.places
            } else {
                &mut family.populations
            };
            if !list.contains(group) {
                list.push(group.clone());
            }
        }
    }
    for &reference in above {
        let Some(statement) = corpus.statement(reference) else {
            continue;
        };
        let mut roots = items_of(&statement.content).map(root_of);
        let Some(first) = roots.next() else { continue };
        let family = first
            .filter(|_| roots.all(|root| root == first))
            .and_then(|root| by_root.get(&root))
            .and_then(|&at| families.get_mut(at));
        if let Some(family) = family {
            family.above.push(reference);
        }
    }
    families
}

/// The items that a statement speaks of.
pub(super) fn items_of(content: &Content) -> impl Iterator<Item = &ItemKey> {
    let (first, second, terms) = match content {
        Content::Value { measurand, .. } | Content::Nothing { measurand } => (Some(measurand), None, &[][..]),
        Content::Share { part, whole, .. } => (Some(part), Some(whole), &[][..]),
        Content::Equation { terms, .. } => (None, None, terms.as_slice()),
    };
    let alone = first.into_iter().chain(second);
    alone
        .chain(terms.iter().map(|(_, measurand, _)| measurand))
        .map(|measurand| &measurand.item)
}

/// Constraints that share variables, directly or through others.
pub(super) fn blocks(view: &View<'_>) -> Vec<Vec<u32>> {
    let mut parent: Vec<u32> = (0..view.system.variables).collect();
    fn root(parent: &mut [u32], mut at: u32) -> u32 {
        while let Some(&up) = parent.get(at as usize)
            && up != at
        {
            let above = parent.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = parent.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }
    for constraint in &view.system.constraints {
        let Some(&(_, first)) = constraint.terms.first() else {
            continue;
        };
        for &(_, other) in constraint.terms.iter().skip(1) {
            let (a, b) = (root(&mut parent, first.0), root(&mut parent, other.0));
            if a != b
                && let Some(slot) = parent.get_mut(b as usize)
            {
                *slot = a;
            }
        }
    }
    let mut order: FxHashMap<u32, usize> = FxHashMap::default();
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    for (index, constraint) in (0u32..).zip(&view.system.constraints) {
        let Some(&(_, first)) = constraint.terms.first() else {
            blocks.push(vec![index]);
            continue;
        };
        let root = root(&mut parent, first.0);
        let at = *order.entry(root).or_insert_with(|| {
            blocks.push(Vec::new());
            blocks.len().saturating_sub(1)
        });
        if let Some(block) = blocks.get_mut(at) {
            block.push(index);
        }
    }
    blocks
}

pub(super) fn every_constraint(view: &View<'_>) -> Vec<u32> {
    (0u32..).take(view.system.constraints.len()).collect()
}

/// The statements behind constraints, in order, each once.
pub(super) fn stated_in(view: &View<'_>, core: &[u32]) -> Vec<StatementRef> {
    let mut stated: Vec<StatementRef> = core
        .iter()
        .filter_map(|&constraint| match view.origin(constraint)?.origin {
            Origin::Stated(reference) => Some(reference),
            Origin::Tree | Origin::NotNegative => None,
        })
        .collect();
    stated.sort_unstable();
    stated.dedup();
    stated
}
