//! Resolving the names of one notice: which item, which bearer, which year, which groups.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::Entry;
use super::key::{BearerKey, GroupKey, ItemKey, Measurand, ResolvedSubject};
use crate::notice::{Expression, Form, Name, Part, RatioPart, Subject, YearFacet};
use crate::source::Span;
use crate::vocabulary::{RegionId, Vocabulary, fold};

/// A bearer standing alone that two items have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousBearer {
    /// The words.
    pub span: Span,
    /// The items that have it.
    pub items: Vec<ItemKey>,
}

/// The names of one notice, resolved. Vectors run along [`crate::notice::Notice::clauses`].
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The subjects of each clause: whole first, then the parts; of a reference, in reading order.
    /// Empty where a clause has none or they could not be resolved.
    pub subjects: Vec<Vec<ResolvedSubject>>,
    /// Bearers that could belong to two items.
    pub ambiguous: Vec<AmbiguousBearer>,
    /// 归类: group to the groups it belongs to.
    pub(crate) classes: FxHashMap<GroupKey, Vec<GroupKey>>,
    /// 简称: folded short name to what it stands for.
    pub(crate) aliases: FxHashMap<CompactString, CompactString>,
}

/// Which items a notice itself gives to a bearer; known before bearers standing alone are resolved.
pub(super) type BearerItems = FxHashMap<BearerKey, Vec<ItemKey>>;

/// A first look at one notice: aliases, and which bearers belong to which items by its own words.
pub(super) struct FirstLook {
    aliases: FxHashMap<CompactString, CompactString>,
    pub(super) items: BearerItems,
}

/// Looks a notice through once.
pub(super) fn first_look(entry: &Entry, vocabulary: &Vocabulary) -> FirstLook {
    let mut aliases = FxHashMap::default();
    for (_, clause) in entry.notice.sure_clauses() {
        if let Form::Alias(alias) = &clause.form {
            aliases.insert(
                CompactString::from(fold(&alias.short.text).as_ref()),
                alias.full.text.clone(),
            );
        }
    }
    let mut look = FirstLook {
        aliases,
        items: BearerItems::default(),
    };
    // A bearer standing alone as a whole is resolved by the items of other clauses, so its parts
    // are known only in a later round.
    let mut pending: Vec<(&Subject, Vec<&Subject>)> = Vec::new();
    for (_, clause) in entry.notice.sure_clauses() {
        match &clause.form {
            Form::Sum { whole, parts, .. } | Form::Shares { whole, parts } => {
                pending.push((whole, parts.iter().map(|part| &part.subject).collect()));
            }
            Form::Split { whole, parts } => {
                pending.push((whole, parts.iter().map(|part| &part.subject).collect()));
            }
            Form::Bound { subject, .. } => pending.push((subject, Vec::new())),
            Form::Reference { left, right, .. } => {
                let mut own = Vec::new();
                left.subjects(&mut |subject| own.push(subject));
                right.subjects(&mut |subject| own.push(subject));
                for subject in own {
                    pending.push((subject, Vec::new()));
                }
            }
            _ => {}
        }
    }
    let mut waiting = true;
    while waiting {
        waiting = false;
        pending.retain(|(whole, parts)| {
            let Some(item) = look.item_of(whole, vocabulary) else {
                return true;
            };
            if let Some(bearer) = own_bearer(whole, &look.aliases, vocabulary) {
                waiting |= look.give(bearer, &item);
            }
            for part in parts {
                if let Some(bearer) = bearer_named(&part.head, &look.aliases, vocabulary) {
                    waiting |= look.give(bearer, &item);
                }
            }
            false
        });
    }
    look
}

impl FirstLook {
    fn give(&mut self, bearer: BearerKey, item: &ItemKey) -> bool {
        let items = self.items.entry(bearer).or_default();
        let new = !items.contains(item);
        if new {
            items.push(item.clone());
        }
        new
    }

    /// The item of a subject, if it is written, or if the bearer alone has exactly one so far.
    fn item_of(&self, subject: &Subject, vocabulary: &Vocabulary) -> Option<ItemKey> {
        match bearer_named(&subject.head, &self.aliases, vocabulary) {
            Some(bearer) if subject.bearer.is_none() => match self.items.get(&bearer).map(Vec::as_slice) {
                Some([item]) => Some(item.clone()),
                _ => None,
            },
            _ => Some(item_named(&subject.head, &self.aliases, vocabulary)),
        }
    }
}

fn aliased<'a>(name: &'a str, aliases: &'a FxHashMap<CompactString, CompactString>) -> &'a str {
    if aliases.is_empty() {
        return name;
    }
    aliases
        .get(fold(name).as_ref())
        .map_or(name, CompactString::as_str)
}

pub(super) fn item_named(
    name: &Name,
    aliases: &FxHashMap<CompactString, CompactString>,
    vocabulary: &Vocabulary,
) -> ItemKey {
    if let Some(item) = vocabulary.item(&name.text) {
        return ItemKey::Known(item);
    }
    let full = aliased(&name.text, aliases);
    match vocabulary.item(full) {
        Some(item) => ItemKey::Known(item),
        None => ItemKey::Named(CompactString::from(fold(full).as_ref())),
    }
}

pub(super) fn bearer_named(
    name: &Name,
    aliases: &FxHashMap<CompactString, CompactString>,
    vocabulary: &Vocabulary,
) -> Option<BearerKey> {
    let found = vocabulary.bearer(&name.text).or_else(|| {
        let full = aliased(&name.text, aliases);
        // Most names are none of a bearer, nor short for one.
        (full != name.text.as_str())
            .then(|| vocabulary.bearer(full))
            .flatten()
    });
    found.map(BearerKey::Known)
}

/// The bearer that a whole subject names, whether after `·` or alone.
fn own_bearer(
    subject: &Subject,
    aliases: &FxHashMap<CompactString, CompactString>,
    vocabulary: &Vocabulary,
) -> Option<BearerKey> {
    match &subject.bearer {
        Some(bearer) => Some(
            bearer_named(bearer, aliases, vocabulary)
                .unwrap_or_else(|| BearerKey::Named(CompactString::from(fold(&bearer.text).as_ref()))),
        ),
        None => bearer_named(&subject.head, aliases, vocabulary),
    }
}

/// Resolves one notice. `inherited` are the first looks of the notices it rests on, nearest first.
pub(super) fn resolve(
    entry: &Entry,
    vocabulary: &Vocabulary,
    look: FirstLook,
    inherited: &[&BearerItems],
) -> Names {
    let mut resolver = Resolver {
        region: entry.region,
        year: entry.years().map_or(0, |years| i32::from(years.last)),
        vocabulary,
        look,
        inherited,
        ahead: FxHashSet::default(),
        names: Names::default(),
    };
    resolver.find_ahead(entry);
    for clause in &entry.notice.clauses {
        let subjects = resolver.clause(&clause.form);
        resolver.names.subjects.push(subjects);
        if let Form::Classify(classification) = &clause.form
            && clause.sureness.is_sure()
        {
            let group = GroupKey::resolve(&classification.group.text, entry.region, vocabulary);
            for member in &classification.members {
                let member = GroupKey::resolve(&member.text, entry.region, vocabulary);
                let above = resolver.names.classes.entry(member).or_default();
                if !above.contains(&group) {
                    above.push(group.clone());
                }
            }
        }
    }
    resolver.names.aliases = resolver.look.aliases;
    resolver.names
}

struct Resolver<'a> {
    region: RegionId,
    year: i32,
    vocabulary: &'a Vocabulary,
    look: FirstLook,
    inherited: &'a [&'a BearerItems],
    /// Prepaid items for which the notice speaks of the year after its own.
    ahead: FxHashSet<ItemKey>,
    names: Names,
}

impl Resolver<'_> {
    /// Notes the prepaid items whose 年度 facets mean the year covered, one later than the year collected.
    fn find_ahead(&mut self, entry: &Entry) {
        for (_, clause) in entry.notice.sure_clauses() {
            let mut visit = |subject: &Subject| {
                let covers = match subject.facets.year {
                    Some((YearFacet::Annual(year), _)) => i32::from(year),
                    Some((YearFacet::Prepaid { covers, .. }, _)) => i32::from(covers),
                    _ => return,
                };
                let item = item_named(&subject.head, &self.look.aliases, self.vocabulary);
                if covers > self.year && is_prepaid(&item, self.vocabulary) {
                    self.ahead.insert(item);
                }
            };
            match &clause.form {
                Form::Bound { subject, .. } => visit(subject),
                Form::Sum { whole, parts, .. } | Form::Shares { whole, parts } => {
                    visit(whole);
                    parts.iter().for_each(|part| visit(&part.subject));
                }
                Form::Reference { left, right, .. } => {
                    left.subjects(&mut |subject| visit(subject));
                    right.subjects(&mut |subject| visit(subject));
                }
                _ => {}
            }
        }
    }

    fn clause(&mut self, form: &Form) -> Vec<ResolvedSubject> {
        match form {
            Form::Bound { subject, .. } => self.subject(subject).into_iter().collect(),
            Form::Sum { whole, parts, .. } | Form::Shares { whole, parts } => {
                self.whole_and_parts(whole, parts.iter().map(|part: &Part| &part.subject))
            }
            Form::Split { whole, parts } => {
                self.whole_and_parts(whole, parts.iter().map(|part: &RatioPart| &part.subject))
            }
            Form::Reference { left, right, .. } => self.reference(left, right),
            Form::Delegate(delegation) => self.subject(&delegation.subject).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn reference(&mut self, left: &Expression, right: &Expression) -> Vec<ResolvedSubject> {
        let mut subjects = Vec::new();
        left.subjects(&mut |subject| subjects.push(subject));
        right.subjects(&mut |subject| subjects.push(subject));
        let resolved: Vec<Option<ResolvedSubject>> =
            subjects.iter().map(|subject| self.subject(subject)).collect();
        resolved
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .unwrap_or_default()
    }

    fn whole_and_parts<'s>(
        &mut self,
        whole: &Subject,
        parts: impl Iterator<Item = &'s Subject>,
    ) -> Vec<ResolvedSubject> {
        let Some(whole) = self.subject(whole) else {
            return Vec::new();
        };
        let mut resolved = vec![whole.clone()];
        for part in parts {
            let groups = if part.facets.groups.is_empty() {
                whole.groups.clone()
            } else {
                self.groups(&part.facets.groups)
            };
            let bearer = bearer_named(&part.head, &self.look.aliases, self.vocabulary);
            let measurand = match (&part.bearer, bearer) {
                // 事项·承担方 as a part.
                (Some(_), _) => match self.subject(part) {
                    Some(subject) => subject.measurand,
                    None => return Vec::new(),
                },
                (None, Some(bearer)) => Measurand {
                    bearer: Some(bearer),
                    ..whole.measurand.clone()
                },
                (None, None) => {
                    let item = item_named(&part.head, &self.look.aliases, self.vocabulary);
                    let borne = whole.measurand.bearer.is_some() || self.has_bearers(&whole.measurand.item);
                    match item {
                        // An unknown name among bearers is a bearer of its own.
                        ItemKey::Named(name) if borne => Measurand {
                            bearer: Some(BearerKey::Named(name)),
                            ..whole.measurand.clone()
                        },
                        item => {
                            let year = part
                                .facets
                                .year
                                .map_or(whole.measurand.year, |(year, _)| self.year_of(year, &item));
                            Measurand {
                                item,
                                bearer: None,
                                year,
                            }
                        }
                    }
                }
            };
            resolved.push(ResolvedSubject {
                measurand,
                groups,
                span: part.span,
            });
        }
        resolved
    }

    fn has_bearers(&self, item: &ItemKey) -> bool {
        matches!(item, ItemKey::Known(id) if self.vocabulary.item_info(*id).bearers.is_some())
    }

    fn groups(&self, names: &[Name]) -> Vec<GroupKey> {
        let mut groups = Vec::with_capacity(names.len());
        for name in names {
            for group in GroupKey::resolve_all(
                aliased(&name.text, &self.look.aliases),
                self.region,
                self.vocabulary,
            ) {
                if !groups.contains(&group) {
                    groups.push(group);
                }
            }
        }
        groups
    }

    fn subject(&mut self, subject: &Subject) -> Option<ResolvedSubject> {
        let bearer = own_bearer(subject, &self.look.aliases, self.vocabulary);
        let alone = subject.bearer.is_none();
        let item = match &bearer {
            Some(bearer) if alone => self.item_of_bearer(bearer, subject.head.span)?,
            _ => item_named(&subject.head, &self.look.aliases, self.vocabulary),
        };
        let year = subject
            .facets
            .year
            .map_or(self.year, |(year, _)| self.year_of(year, &item));
        let groups = self.groups(&subject.facets.groups);
        Some(ResolvedSubject {
            measurand: Measurand { item, bearer, year },
            groups,
            span: subject.span,
        })
    }

    /// The one item that has `bearer`: by this notice's own words, else by those of the notices it
    /// rests on, else by the vocabulary.
    fn item_of_bearer(&mut self, bearer: &BearerKey, span: Span) -> Option<ItemKey> {
        let own = self.look.items.get(bearer).map(Vec::as_slice).unwrap_or_default();
        let found = std::iter::once(own)
            .chain(
                self.inherited
                    .iter()
                    .map(|items| items.get(bearer).map(Vec::as_slice).unwrap_or_default()),
            )
            .find(|items| !items.is_empty());
        let candidates: Vec<ItemKey> = match found {
            Some(items) => items.to_vec(),
            None => self.by_vocabulary(bearer),
        };
        match candidates.as_slice() {
            [item] => Some(item.clone()),
            _ => {
                if !self.names.ambiguous.iter().any(|known| known.span == span) {
                    self.names.ambiguous.push(AmbiguousBearer {
                        span,
                        items: candidates,
                    });
                }
                None
            }
        }
    }

    /// The items of the vocabulary that this bearer can bear: those that the notice speaks of, else
    /// the field's first, which is what its notices share out.
    fn by_vocabulary(&self, bearer: &BearerKey) -> Vec<ItemKey> {
        let BearerKey::Known(bearer) = bearer else {
            return Vec::new();
        };
        let able = self.vocabulary.items().filter(|(_, item)| {
            item.bearers
                .is_some_and(|all| self.vocabulary.bearer_is_within(*bearer, all))
        });
        let spoken: FxHashSet<&ItemKey> = self.look.items.values().flatten().collect();
        let mut first = None;
        let mut known = Vec::new();
        for (id, _) in able {
            let key = ItemKey::Known(id);
            first.get_or_insert(id);
            if spoken.contains(&key) {
                known.push(key);
            }
        }
        if known.is_empty() {
            first.map(ItemKey::Known).into_iter().collect()
        } else {
            known
        }
    }

    fn year_of(&self, facet: YearFacet, item: &ItemKey) -> i32 {
        match facet {
            YearFacet::Year(year) => i32::from(year),
            YearFacet::Annual(year) => {
                let year = i32::from(year);
                if self.ahead.contains(item) {
                    year.saturating_sub(1)
                } else {
                    year
                }
            }
            YearFacet::Prepaid { collected, .. } => i32::from(collected),
            YearFacet::Previous => self.year.saturating_sub(1),
        }
    }
}

pub(super) fn is_prepaid(item: &ItemKey, vocabulary: &Vocabulary) -> bool {
    matches!(item, ItemKey::Known(id) if vocabulary.item_info(*id).prepaid)
}
