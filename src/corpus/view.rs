//! The constraints that hold for one notice: its own statements, and those of the notices above it
//! that reach its cases.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Candidates;
use super::case::{Case, Closeness};
use super::family::Family;
use super::key::{BearerKey, GroupKey, ItemKey, Measurand};
use super::rational::{Rational, whole};
use super::statement::{Content, Statement};
use super::system::{Constraint, End, System, Variable};
use super::{Corpus, NoticeId};
use crate::notice::{Measure, Relation};
use crate::vocabulary::{BearerId, Vocabulary};
/// From this many variables on, those of a case are found by hash.
const CROWDED: usize = 24;

/// How many lists of groups back one is looked for before it is fitted to a case anew.
const NEAR: usize = 16;

/// One statement of one notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementRef {
    /// The notice.
    pub notice: NoticeId,
    /// Index into its [`super::Statements::all`].
    pub index: usize,
}

/// Where a constraint comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A statement.
    Stated(StatementRef),
    /// A bearer's amount is that of its parts together.
    Tree,
    /// No amount is below nothing.
    NotNegative,
}

/// When a constraint is brought in: what a notice says itself comes before what others say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// The notice's own.
    Own,
    /// Shares and equations from above.
    Structure,
    /// Values from above.
    Mandate,
}

/// What the tag of a constraint stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meta {
    pub(crate) origin: Origin,
    pub(crate) phase: Phase,
    /// Index into [`View::cases`].
    pub(crate) case: usize,
}

/// The constraints over one family of items, in some cases.
pub(crate) struct View<'c> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) notice: NoticeId,
    pub(crate) cases: Vec<Case>,
    pub(crate) system: System,
    pub(crate) metas: Vec<Meta>,
    /// What each variable stands for.
    pub(crate) variables: Vec<(Measurand, usize)>,
    /// The variables of crowded cases; those of others are found by looking at all of them.
    known: FxHashMap<(Measurand, usize), Variable>,
    /// The variables of each case.
    pub(super) by_case: Vec<Vec<Variable>>,
    /// The last place written, of variables that have a stated amount.
    pub(super) last_places: FxHashMap<Variable, Rational>,
    /// The amount that shares from above are of, by their clause and case, where it is only a floor.
    pub(super) floors: FxHashMap<(NoticeId, usize, usize), Rational>,
    /// The constraints on one variable alone, sorted by that variable.
    plain: Vec<(Variable, u32)>,
    pub(super) case_numbers: FxHashMap<Case, usize>,
    /// Whether shares are taken to the letter, without room for rounding.
    pub(super) exact: bool,
    /// What is asked for in a case, so that it has a variable there though no statement speaks of it.
    pub(super) asked: Vec<(Measurand, usize)>,
}

/// A local statement that settles who bears what in a case, for bearers at or below `root`.
struct Claim {
    item: ItemKey,
    year: i32,
    root: Option<BearerKey>,
    /// Whether the root itself is left out (a decomposition settles only what is below).
    below: bool,
    closeness: Closeness,
}

/// A statement that reaches a case.
pub(crate) struct Reaching<'s> {
    pub(crate) reference: StatementRef,
    pub(crate) statement: &'s Statement,
    pub(crate) closeness: Closeness,
}

/// How closely each list of groups of a notice fits one case: many statements name the same.
#[derive(Default)]
struct Fits<'c>(Vec<(NoticeId, &'c [GroupKey], Option<Closeness>)>);

impl<'c> Fits<'c> {
    fn of(
        &mut self,
        owner: NoticeId,
        groups: &'c [GroupKey],
        find: impl FnOnce(&'c [GroupKey]) -> Option<Closeness>,
    ) -> Option<Closeness> {
        // Two statements that stand together name the same more often than two that do not.
        let near = self.0.iter().rev().take(NEAR);
        let known = near
            .into_iter()
            .find(|(by, list, _)| *by == owner && *list == groups);
        if let Some(&(_, _, fit)) = known {
            return fit;
        }
        let fit = find(groups);
        if !groups.is_empty() {
            self.0.push((owner, groups, fit));
        }
        fit
    }
}

impl<'c> View<'c> {
    /// Builds the constraints of `family` in `cases`.
    pub(crate) fn new(
        corpus: &'c Corpus,
        notice: NoticeId,
        family: &Family,
        above: &[StatementRef],
        cases: Vec<Case>,
        excluded: &FxHashSet<StatementRef>,
    ) -> View<'c> {
        let empty = View::empty(corpus, notice, cases);
        empty.filled(family, above, excluded)
    }

    /// As [`View::new`], but with shares taken to the letter: amounts that are written rounded need not
    /// agree with it, and what follows is exact.
    pub(crate) fn exact(
        corpus: &'c Corpus,
        notice: NoticeId,
        family: &Family,
        above: &[StatementRef],
        cases: Vec<Case>,
        asked: Vec<(Measurand, usize)>,
    ) -> View<'c> {
        let empty = View {
            exact: true,
            asked,
            ..View::empty(corpus, notice, cases)
        };
        empty.filled(family, above, &FxHashSet::default())
    }

    fn empty(corpus: &'c Corpus, notice: NoticeId, cases: Vec<Case>) -> View<'c> {
        let mut view = View {
            corpus,
            notice,
            cases,
            system: System::default(),
            metas: Vec::new(),
            variables: Vec::new(),
            known: FxHashMap::default(),
            by_case: Vec::new(),
            last_places: FxHashMap::default(),
            floors: FxHashMap::default(),
            plain: Vec::new(),
            case_numbers: FxHashMap::default(),
            exact: false,
            asked: Vec::new(),
        };
        view.by_case = vec![Vec::new(); view.cases.len()];
        view.case_numbers = view.cases.iter().cloned().zip(0..).collect();
        view
    }

    fn filled(mut self, family: &Family, above: &[StatementRef], excluded: &FxHashSet<StatementRef>) -> Self {
        let candidates = Candidates::new(self.corpus, self.notice, family, above);
        for case in 0..self.cases.len() {
            self.add_case(case, &candidates, excluded);
        }
        self.plain.sort_unstable();
        self
    }

    fn add_case(&mut self, case: usize, candidates: &Candidates, excluded: &FxHashSet<StatementRef>) {
        let corpus = self.corpus;
        let place = self.cases.get(case).and_then(|case| case.place.as_ref());
        let candidates = candidates.of(corpus, self.notice, place);
        let mut reaching: Vec<Reaching<'c>> = Vec::new();
        // Amounts from above that are set aside: shares of them bind nobody either.
        let mut doubtful: Vec<(NoticeId, &Measurand)> = Vec::new();
        let mut fits = Fits::default();
        for reference in candidates {
            let Some(statement) = corpus.statement(reference) else {
                continue;
            };
            if excluded.contains(&reference) {
                if let Content::Value { measurand, .. } = &statement.content
                    && reference.notice != self.notice
                {
                    doubtful.push((reference.notice, measurand));
                }
                continue;
            }
            if let Some(closeness) = self.reach(reference, statement, case, &mut fits) {
                reaching.push(Reaching {
                    reference,
                    statement,
                    closeness,
                });
            }
        }
        if !doubtful.is_empty() {
            reaching.retain(|entry| match &entry.statement.content {
                Content::Share { whole, .. } => !doubtful.contains(&(entry.reference.notice, whole)),
                _ => true,
            });
        }
        let claims = self.claims(&reaching);
        let kept: Vec<&Reaching<'c>> = reaching
            .iter()
            .filter(|reaching| !self.is_overridden(reaching, &claims))
            .collect();
        // Values first, so that shares know which amounts are stated.
        for reaching in &kept {
            self.add_value(reaching, case);
        }
        for reaching in &kept {
            self.add_share(reaching, &kept, case);
            self.add_equation(reaching, case);
        }
        let asked: Vec<Measurand> = self
            .asked
            .iter()
            .filter(|(_, at)| *at == case)
            .map(|(measurand, _)| measurand.clone())
            .collect();
        for measurand in &asked {
            self.variable(measurand, case);
        }
        self.add_tree(case);
    }

    /// How closely a statement fits a case, if it holds there at all. An equation that names groups on
    /// one side only is put in once, in the case of those groups.
    fn reach(
        &self,
        reference: StatementRef,
        statement: &'c Statement,
        case: usize,
        fits: &mut Fits<'c>,
    ) -> Option<Closeness> {
        let case = self.cases.get(case)?;
        let own = reference.notice == self.notice;
        let closeness = fits.of(reference.notice, &statement.groups, |groups| {
            self.corpus.applies(self.notice, reference.notice, groups, case)
        })?;
        if !own
            && statement.groups.is_empty()
            && (case.place.is_some() || case.population.is_some())
            && !is_money(&statement.content, self.corpus.vocabulary())
        {
            // A rate of everybody says nothing of the rate of one group.
            return None;
        }
        Some(closeness)
    }

    fn claims(&self, reaching: &[Reaching<'_>]) -> Vec<Claim> {
        let mut claims = Vec::new();
        for entry in reaching {
            if entry.reference.notice != self.notice || entry.statement.groups.is_empty() {
                continue;
            }
            let claim = |measurand: &Measurand, below: bool| Claim {
                item: measurand.item.clone(),
                year: measurand.year,
                root: measurand.bearer.clone(),
                below,
                closeness: entry.closeness,
            };
            match &entry.statement.content {
                Content::Value { measurand, .. } | Content::Nothing { measurand } => {
                    claims.push(claim(measurand, false));
                }
                Content::Equation {
                    terms,
                    kind: super::statement::EquationKind::Sum,
                    ..
                } => {
                    if let Some((_, whole, _)) = terms.first() {
                        claims.push(claim(whole, true));
                    }
                }
                // 大病保险支付比例（建档立卡贫困人口） = 大病保险支付比例 + 10个百分点 sets a value of its own.
                Content::Equation { terms, .. } => {
                    if let Some((_, first, groups)) = terms.first()
                        && !groups.is_empty()
                    {
                        claims.push(claim(first, false));
                    }
                }
                Content::Share { .. } => {}
            }
        }
        claims
    }

    /// Whether a special rule of the notice itself takes the statement's place in this case.
    fn is_overridden(&self, entry: &Reaching<'_>, claims: &[Claim]) -> bool {
        let own = entry.reference.notice == self.notice;
        let vocabulary = self.corpus.vocabulary();
        // What is said of a county takes the place of what is said of everybody, or of the city around it;
        // not of what is said of a kind of county that it is one of, which must hold for it too.
        let closer = |claim: &Claim| {
            claim.closeness.population > entry.closeness.population
                || (own
                    && entry.closeness.place <= 1
                    && claim.closeness.population == entry.closeness.population
                    && claim.closeness.place > entry.closeness.place)
        };
        let covers = |claim: &Claim, measurand: &Measurand| {
            claim.item == measurand.item
                && claim.year == measurand.year
                && match (&claim.root, &measurand.bearer) {
                    (root, bearer) if claim.below => {
                        root != bearer
                            && bearer
                                .as_ref()
                                .is_some_and(|bearer| is_within(bearer, root.as_ref(), vocabulary))
                    }
                    (Some(root), Some(bearer)) => is_within(bearer, Some(root), vocabulary),
                    (None, None) => own,
                    _ => false,
                }
        };
        let taken = |measurand: &Measurand| {
            claims
                .iter()
                .any(|claim| closer(claim) && covers(claim, measurand))
        };
        match &entry.statement.content {
            Content::Value { measurand, .. } | Content::Nothing { measurand } => taken(measurand),
            Content::Share { part, .. } => taken(part),
            Content::Equation {
                terms,
                kind: super::statement::EquationKind::Sum,
                ..
            } => {
                let one_item = terms.iter().all(|(_, measurand, _)| {
                    Some(&measurand.item) == terms.first().map(|(_, first, _)| &first.item)
                });
                if one_item {
                    terms
                        .iter()
                        .skip(1)
                        .any(|(_, measurand, _)| measurand.bearer.is_some() && taken(measurand))
                } else {
                    // 个人缴费 of students is their own, and so is 筹资标准 then.
                    let changed = |measurand: &Measurand| {
                        claims.iter().any(|claim| {
                            closer(claim)
                                && !claim.below
                                && claim.item == measurand.item
                                && claim.root == measurand.bearer
                                && claim.year == measurand.year
                        })
                    };
                    terms.iter().any(|(_, measurand, _)| changed(measurand))
                }
            }
            Content::Equation { .. } => false,
        }
    }

    pub(super) fn variable(&mut self, measurand: &Measurand, case: usize) -> Variable {
        if let Some(known) = self.known(measurand, case) {
            return known;
        }
        let variable = Variable(self.system.variables);
        self.system.variables = self.system.variables.saturating_add(1);
        self.variables.push((measurand.clone(), case));
        if let Some(list) = self.by_case.get_mut(case) {
            list.push(variable);
            if list.len() == CROWDED {
                let all = list.iter().filter_map(|&variable| {
                    let (measurand, case) = self.variables.get(variable.index())?;
                    Some(((measurand.clone(), *case), variable))
                });
                self.known.extend(all);
            } else if list.len() > CROWDED {
                self.known.insert((measurand.clone(), case), variable);
            }
        }
        let terms = vec![(whole(1), variable)];
        let meta = Meta {
            origin: Origin::NotNegative,
            phase: Phase::Own,
            case,
        };
        self.push(terms, Some(End::at(whole(0))), None, meta);
        variable
    }

    pub(super) fn push(
        &mut self,
        terms: Vec<(Rational, Variable)>,
        low: Option<End>,
        high: Option<End>,
        meta: Meta,
    ) {
        if low.is_none() && high.is_none() {
            return;
        }
        let tag = u32::try_from(self.metas.len()).unwrap_or(u32::MAX);
        self.metas.push(meta);
        if let [(_, only)] = terms.as_slice() {
            let index = u32::try_from(self.system.constraints.len()).unwrap_or(u32::MAX);
            self.plain.push((*only, index));
        }
        self.system.constraints.push(Constraint {
            terms,
            low,
            high,
            tag,
        });
    }

    pub(super) fn meta(&self, reference: StatementRef, case: usize, value: bool) -> Meta {
        let phase = if reference.notice == self.notice {
            Phase::Own
        } else if value {
            Phase::Mandate
        } else {
            Phase::Structure
        };
        Meta {
            origin: Origin::Stated(reference),
            phase,
            case,
        }
    }

    pub(crate) fn known(&self, measurand: &Measurand, case: usize) -> Option<Variable> {
        let list = self.by_case.get(case)?;
        if list.len() >= CROWDED {
            return self.known.get(&(measurand.clone(), case)).copied();
        }
        list.iter().copied().find(|variable| {
            self.variables
                .get(variable.index())
                .is_some_and(|(known, _)| known == measurand)
        })
    }

    /// The statement of the notice itself that gives the variable its value.
    pub(crate) fn own_value(&self, variable: Variable) -> Option<StatementRef> {
        self.plain(variable).find_map(|constraint| {
            let meta = self.metas.get(constraint.tag as usize)?;
            match meta.origin {
                Origin::Stated(reference)
                    if meta.phase == Phase::Own && constraint.low == constraint.high =>
                {
                    Some(reference)
                }
                _ => None,
            }
        })
    }

    /// The constraints on one variable alone.
    fn plain(&self, variable: Variable) -> impl Iterator<Item = &Constraint> {
        self.plain_indices(variable)
            .filter_map(|index| self.system.constraint(index))
    }

    /// The indices of the constraints on one variable alone.
    pub(super) fn plain_indices(&self, variable: Variable) -> impl Iterator<Item = u32> {
        let start = self.plain.partition_point(|&(of, _)| of < variable);
        self.plain
            .iter()
            .skip(start)
            .take_while(move |&&(of, _)| of == variable)
            .map(|&(_, index)| index)
    }

    /// The value that notices above give to the variable, if they do.
    pub(crate) fn mandated(&self, variable: Variable) -> impl Iterator<Item = Rational> {
        self.plain(variable).filter_map(|constraint| {
            let meta = self.metas.get(constraint.tag as usize)?;
            (meta.phase == Phase::Mandate && constraint.low == constraint.high)
                .then(|| constraint.low.map(|end| end.value))
                .flatten()
        })
    }

    /// The floor that the shares of a clause are of, in a case.
    pub(crate) fn floor(&self, notice: NoticeId, clause: usize, case: usize) -> Option<Rational> {
        self.floors.get(&(notice, clause, case)).copied()
    }

    /// The last place written of a variable that has a stated amount.
    pub(crate) fn last_place(&self, variable: Variable) -> Option<Rational> {
        self.last_places.get(&variable).copied()
    }

    /// What the bearers of `item` are stated to bear in a case, all together: the parts of a bearer
    /// where all of them are stated, else its own amount.
    pub(crate) fn stated_total(&self, item: &Measurand, case: usize) -> Option<Rational> {
        let ItemKey::Known(known) = &item.item else {
            return None;
        };
        let vocabulary = self.corpus.vocabulary();
        let root = vocabulary.item_info(*known).bearers?;
        vocabulary
            .bearer_info(root)
            .parts
            .iter()
            .try_fold(whole(0), |sum, &part| {
                super::rational::add(&sum, &self.stated_by(item, part, case)?)
            })
    }

    fn stated_by(&self, item: &Measurand, bearer: BearerId, case: usize) -> Option<Rational> {
        let parts = &self.corpus.vocabulary().bearer_info(bearer).parts;
        let together = (!parts.is_empty())
            .then(|| {
                parts.iter().try_fold(whole(0), |sum, &part| {
                    super::rational::add(&sum, &self.stated_by(item, part, case)?)
                })
            })
            .flatten();
        together.or_else(|| {
            let measurand = Measurand {
                bearer: Some(BearerKey::Known(bearer)),
                ..item.clone()
            };
            let variable = self.known(&measurand, case)?;
            self.plain(variable)
                .filter(|constraint| constraint.low == constraint.high)
                .find_map(|constraint| constraint.low.map(|end| end.value))
        })
    }

    pub(crate) fn origin(&self, constraint: u32) -> Option<Meta> {
        let tag = self.system.constraint(constraint)?.tag;
        self.metas.get(tag as usize).copied()
    }
}

fn is_within(inner: &BearerKey, outer: Option<&BearerKey>, vocabulary: &Vocabulary) -> bool {
    match (inner, outer) {
        (_, None) => true,
        (BearerKey::Known(inner), Some(BearerKey::Known(outer))) => {
            vocabulary.bearer_is_within(*inner, *outer)
        }
        (inner, Some(outer)) => inner == outer,
    }
}

/// Whether a statement is about money for each person, which holds for every group of people alike.
fn is_money(content: &Content, vocabulary: &Vocabulary) -> bool {
    match content {
        Content::Value { measure, .. } => *measure == Measure::Yuan,
        Content::Nothing { .. } | Content::Share { .. } => true,
        Content::Equation { terms, .. } => terms.iter().all(|(_, measurand, _)| match &measurand.item {
            ItemKey::Known(item) => vocabulary
                .item_info(*item)
                .unit
                .as_ref()
                .is_some_and(|unit| unit.contains('元')),
            ItemKey::Named(_) => false,
        }),
    }
}

/// The range that a relation to a value allows; none for 左右.
pub(crate) fn ends(relation: Relation, value: Rational) -> (Option<End>, Option<End>) {
    match relation {
        Relation::Equal | Relation::Reaches => (Some(End::at(value)), Some(End::at(value))),
        Relation::AtLeast => (Some(End::at(value)), None),
        Relation::AtMost => (None, Some(End::at(value))),
        Relation::MoreThan => (Some(End::beyond(value)), None),
        Relation::LessThan => (None, Some(End::beyond(value))),
        Relation::About => (None, None),
    }
}
