//! The constraints that hold for one notice: its own statements, and those of the notices above it
//! that reach its cases.

use rustc_hash::{FxHashMap, FxHashSet};

use super::case::{Case, Closeness};
use super::family::Family;
use super::key::{BearerKey, GroupKey, ItemKey, Measurand};
use super::rational::{Rational, add, mul, sub, whole};
use super::statement::{Content, Statement};
use super::system::{Constraint, End, System, Variable};
use super::{Corpus, NoticeId};
use crate::notice::{Measure, Relation};
use crate::vocabulary::{BearerId, Direction, Vocabulary};

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
    known: FxHashMap<(Measurand, usize), Variable>,
    /// The variables of each case.
    by_case: Vec<Vec<Variable>>,
    /// The last place written, of variables that have a stated amount.
    last_places: FxHashMap<Variable, Rational>,
    /// The amount that shares from above are of, by their clause and case, where it is only a floor.
    floors: FxHashMap<(NoticeId, usize, usize), Rational>,
    /// The constraints on one variable alone, by that variable.
    plain: FxHashMap<Variable, Vec<u32>>,
    case_numbers: FxHashMap<Case, usize>,
}

/// The statements of a family, found by the places that they name.
///
/// A notice may give each of a thousand counties a case of its own: each case then looks only at the
/// statements that name its place or what it belongs to, and at those that name no single place.
struct Candidates {
    all: Vec<StatementRef>,
    by_place: FxHashMap<GroupKey, Vec<u32>>,
    others: Vec<u32>,
}

impl Candidates {
    fn new(corpus: &Corpus, notice: NoticeId, family: &Family, above: &[StatementRef]) -> Self {
        let vocabulary = corpus.vocabulary();
        let own = family.own.iter().map(|&index| StatementRef { notice, index });
        let mut candidates = Candidates {
            all: own.chain(above.iter().copied()).collect(),
            by_place: FxHashMap::default(),
            others: Vec::new(),
        };
        for (at, &reference) in (0u32..).zip(&candidates.all) {
            let groups = corpus
                .statement(reference)
                .map_or(&[][..], |statement| &statement.groups);
            let single = |group: &GroupKey| {
                !matches!(group, GroupKey::Known(_))
                    && group.is_place(vocabulary)
                    && !group.is_rest(vocabulary)
            };
            if !groups.is_empty() && groups.iter().all(single) {
                for group in groups {
                    candidates.by_place.entry(group.clone()).or_default().push(at);
                }
            } else {
                candidates.others.push(at);
            }
        }
        candidates
    }

    /// The statements that may hold for `place`, in order.
    fn of(&self, corpus: &Corpus, notice: NoticeId, place: Option<&GroupKey>) -> Vec<StatementRef> {
        let mut found = self.others.clone();
        if !self.by_place.is_empty() {
            let here = corpus.get(notice).map(|entry| GroupKey::Region(entry.region));
            for start in place.into_iter().chain(here.as_ref()) {
                for group in corpus.belongs_to(notice, start) {
                    found.extend(self.by_place.get(&group).into_iter().flatten());
                }
            }
            found.sort_unstable();
            found.dedup();
        }
        found
            .into_iter()
            .filter_map(|at| self.all.get(at as usize).copied())
            .collect()
    }
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
            plain: FxHashMap::default(),
            case_numbers: FxHashMap::default(),
        };
        view.by_case = vec![Vec::new(); view.cases.len()];
        view.case_numbers = view.cases.iter().cloned().zip(0..).collect();
        let candidates = Candidates::new(corpus, notice, family, above);
        for case in 0..view.cases.len() {
            view.add_case(case, &candidates, excluded);
        }
        view
    }

    fn add_case(&mut self, case: usize, candidates: &Candidates, excluded: &FxHashSet<StatementRef>) {
        let corpus = self.corpus;
        let place = self.cases.get(case).and_then(|case| case.place.as_ref());
        let candidates = candidates.of(corpus, self.notice, place);
        let mut reaching: Vec<Reaching<'c>> = Vec::new();
        // Amounts from above that are set aside: shares of them bind nobody either.
        let mut doubtful: Vec<(NoticeId, &Measurand)> = Vec::new();
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
            if let Some(closeness) = self.reach(reference, statement, case) {
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
        self.add_tree(case);
    }

    /// How closely a statement fits a case, if it holds there at all. An equation that names groups on
    /// one side only is put in once, in the case of those groups.
    fn reach(&self, reference: StatementRef, statement: &Statement, case: usize) -> Option<Closeness> {
        let case = self.cases.get(case)?;
        let own = reference.notice == self.notice;
        let closeness = self
            .corpus
            .applies(self.notice, reference.notice, &statement.groups, case)?;
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

    fn variable(&mut self, measurand: &Measurand, case: usize) -> Variable {
        if let Some(&known) = self.known.get(&(measurand.clone(), case)) {
            return known;
        }
        let variable = Variable(self.system.variables);
        self.system.variables = self.system.variables.saturating_add(1);
        self.known.insert((measurand.clone(), case), variable);
        self.variables.push((measurand.clone(), case));
        if let Some(list) = self.by_case.get_mut(case) {
            list.push(variable);
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

    fn push(&mut self, terms: Vec<(Rational, Variable)>, low: Option<End>, high: Option<End>, meta: Meta) {
        if low.is_none() && high.is_none() {
            return;
        }
        let tag = u32::try_from(self.metas.len()).unwrap_or(u32::MAX);
        self.metas.push(meta);
        if let [(_, only)] = terms.as_slice() {
            let index = u32::try_from(self.system.constraints.len()).unwrap_or(u32::MAX);
            self.plain.entry(*only).or_default().push(index);
        }
        self.system.constraints.push(Constraint {
            terms,
            low,
            high,
            tag,
        });
    }

    fn meta(&self, reference: StatementRef, case: usize, value: bool) -> Meta {
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

    fn add_value(&mut self, entry: &Reaching<'_>, case: usize) {
        let meta = self.meta(entry.reference, case, true);
        match &entry.statement.content {
            Content::Value {
                measurand,
                relation,
                value,
                last_place,
                ..
            } => {
                // What the region itself said elsewhere is a value, not a floor.
                let relation = if !self.corpus.is_above(entry.reference.notice, self.notice) {
                    *relation
                } else {
                    self.corpus
                        .effective_relation(entry.reference, *relation, measurand)
                };
                let (low, high) = ends(relation, *value);
                if low.is_none() && high.is_none() {
                    return;
                }
                let variable = self.variable(measurand, case);
                if matches!(relation, Relation::Equal | Relation::Reaches) {
                    self.last_places.entry(variable).or_insert(*last_place);
                }
                self.push(vec![(whole(1), variable)], low, high, meta);
            }
            Content::Nothing { measurand } if meta.phase == Phase::Own => {
                let variable = self.variable(measurand, case);
                let zero = Some(End::at(whole(0)));
                self.push(vec![(whole(1), variable)], zero, zero, meta);
            }
            _ => {}
        }
    }

    fn add_share(&mut self, entry: &Reaching<'_>, all: &[&Reaching<'_>], case: usize) {
        let Content::Share {
            part,
            whole: all_of,
            share,
            ..
        } = &entry.statement.content
        else {
            return;
        };
        let meta = self.meta(entry.reference, case, false);
        let part_variable = self.variable(part, case);
        let whole_variable = self.variable(all_of, case);
        let stated = self.last_places.get(&part_variable).copied().or_else(|| {
            // A part that is not stated takes up the rounding of its stated siblings.
            all.iter()
                .filter(|other| {
                    other.reference.notice == entry.reference.notice
                        && other.statement.clause == entry.statement.clause
                })
                .find_map(|other| match &other.statement.content {
                    Content::Share { part, .. } => self
                        .known
                        .get(&(part.clone(), case))
                        .and_then(|known| self.last_places.get(known))
                        .copied(),
                    _ => None,
                })
        });
        // Rounded by up to half a last place, and off by one more where a residual is put.
        let stated = stated.and_then(|place| mul(&place, &Rational::new(3, 2)));
        let terms = vec![(whole(1), part_variable), (-*share, whole_variable)];
        let (low, high) = match stated {
            Some(slack) => (End::at(-slack), End::at(slack)),
            None => (End::at(whole(0)), End::at(whole(0))),
        };
        let floor = (meta.phase != Phase::Own)
            .then(|| self.floor_of(entry, all_of, all))
            .flatten()
            // A notice that stays below it is judged for that, and its parts by its own amount.
            .filter(|floor| !self.states_less(all_of, floor, all));
        match floor {
            // The share is of the standard set above: a locality that raises the standard may bear
            // the difference itself.
            Some(floor) => {
                let Some(least) = mul(share, &floor) else { return };
                let Some(least) = sub(&least, &stated.unwrap_or_else(|| whole(0))) else {
                    return;
                };
                // It rests on an amount from above.
                let meta = Meta {
                    phase: Phase::Mandate,
                    ..meta
                };
                self.push(vec![(whole(1), part_variable)], Some(End::at(least)), None, meta);
                // Where all shares are given, the floors of the others bound this one.
                if !shares_all(entry, all) {
                    self.push(terms, None, Some(high), meta);
                }
                let clause = (entry.reference.notice, entry.statement.clause, case);
                self.floors.insert(clause, floor);
            }
            None => self.push(terms, Some(low), Some(high), meta),
        }
    }

    /// Whether the notice itself gives `of` a value below `floor`.
    fn states_less(&self, of: &Measurand, floor: &Rational, all: &[&Reaching<'_>]) -> bool {
        all.iter()
            .filter(|other| other.reference.notice == self.notice)
            .any(|other| match &other.statement.content {
                Content::Value {
                    measurand,
                    relation: Relation::Equal | Relation::Reaches | Relation::AtMost,
                    value,
                    ..
                } => measurand == of && value < floor,
                _ => false,
            })
    }

    /// The floor that the notice of a share sets for the whole.
    fn floor_of(&self, entry: &Reaching<'_>, of: &Measurand, all: &[&Reaching<'_>]) -> Option<Rational> {
        all.iter()
            .filter(|other| other.reference.notice == entry.reference.notice)
            .find_map(|other| match &other.statement.content {
                Content::Value {
                    measurand,
                    relation,
                    value,
                    ..
                } if measurand == of => {
                    let relation = self
                        .corpus
                        .effective_relation(other.reference, *relation, measurand);
                    (relation == Relation::AtLeast).then_some(*value)
                }
                _ => None,
            })
    }

    fn add_equation(&mut self, entry: &Reaching<'_>, case: usize) {
        let Content::Equation {
            terms,
            relation,
            constant,
            ..
        } = &entry.statement.content
        else {
            return;
        };
        let mixed = terms.iter().any(|(_, _, groups)| !groups.is_empty())
            && terms
                .iter()
                .any(|(_, _, groups)| *groups != entry.statement.groups);
        let meta = self.meta(entry.reference, case, false);
        let mut own = Vec::with_capacity(terms.len());
        for (coefficient, measurand, groups) in terms {
            let at = if mixed {
                // A side without groups speaks of everybody.
                match self.case_of(groups) {
                    Some(at) => at,
                    None => return,
                }
            } else {
                case
            };
            own.push((*coefficient, self.variable(measurand, at)));
        }
        if mixed {
            let first = terms.iter().find(|(_, _, groups)| !groups.is_empty());
            if first.and_then(|(_, _, groups)| self.case_of(groups)) != Some(case) {
                return;
            }
        }
        let (low, high) = ends(*relation, *constant);
        self.push(own, low, high, meta);
    }

    fn case_of(&self, groups: &[GroupKey]) -> Option<usize> {
        let vocabulary = self.corpus.vocabulary();
        let mut case = Case::default();
        for group in groups {
            let slot = if group.is_place(vocabulary) {
                &mut case.place
            } else {
                &mut case.population
            };
            slot.get_or_insert_with(|| group.clone());
        }
        self.case_numbers.get(&case).copied()
    }

    /// A bearer's amount is that of its parts together, wherever one of them is spoken of.
    fn add_tree(&mut self, case: usize) {
        let vocabulary = self.corpus.vocabulary();
        let mut roots: Vec<(Measurand, BearerId)> = Vec::new();
        let mut unknown: FxHashSet<ItemKey> = FxHashSet::default();
        let mut spoken_of: Vec<Measurand> = Vec::new();
        for variable in self.by_case.get(case).map_or(&[][..], Vec::as_slice) {
            let Some((measurand, _)) = self.variables.get(variable.index()) else {
                continue;
            };
            let (ItemKey::Known(item), Some(bearer)) = (&measurand.item, &measurand.bearer) else {
                continue;
            };
            spoken_of.push(measurand.clone());
            if matches!(bearer, BearerKey::Named(_)) {
                unknown.insert(measurand.item.clone());
            }
            if let Some(root) = vocabulary.item_info(*item).bearers {
                let whole = Measurand {
                    bearer: None,
                    ..measurand.clone()
                };
                if !roots.iter().any(|(known, _)| *known == whole) {
                    roots.push((whole, root));
                }
            }
        }
        for (all, root) in roots {
            if unknown.contains(&all.item) {
                continue;
            }
            let mut waiting = vec![(root, all.clone())];
            while let Some((bearer, measurand)) = waiting.pop() {
                let parts = vocabulary.bearer_info(bearer).parts.clone();
                let of = |part: BearerId| Measurand {
                    bearer: Some(BearerKey::Known(part)),
                    ..all.clone()
                };
                let spoken = |part: BearerId| {
                    spoken_of.iter().any(|known| {
                        known.item == all.item
                            && known.year == all.year
                            && matches!(known.bearer, Some(BearerKey::Known(own)) if vocabulary.bearer_is_within(own, part))
                    })
                };
                if parts.is_empty() || !parts.iter().any(|&part| spoken(part)) {
                    continue;
                }
                let mut terms = vec![(whole(1), self.variable(&measurand, case))];
                for &part in &parts {
                    let inner = of(part);
                    terms.push((whole(-1), self.variable(&inner, case)));
                    waiting.push((part, inner));
                }
                let zero = Some(End::at(whole(0)));
                let meta = Meta {
                    origin: Origin::Tree,
                    phase: Phase::Own,
                    case,
                };
                self.push(terms, zero, zero, meta);
            }
        }
    }

    pub(crate) fn known(&self, measurand: &Measurand, case: usize) -> Option<Variable> {
        self.known.get(&(measurand.clone(), case)).copied()
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
        self.plain
            .get(&variable)
            .into_iter()
            .flatten()
            .filter_map(|&index| self.system.constraint(index))
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

/// Whether the shares of one clause make up their whole.
fn shares_all(entry: &Reaching<'_>, all: &[&Reaching<'_>]) -> bool {
    all.iter()
        .filter(|other| {
            other.reference.notice == entry.reference.notice
                && other.statement.clause == entry.statement.clause
        })
        .filter_map(|other| match &other.statement.content {
            Content::Share { share, .. } => Some(share),
            _ => None,
        })
        .try_fold(whole(0), |sum, share| add(&sum, share))
        == Some(whole(1))
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

impl Corpus {
    /// What a relation to a value means for the notices below: 达到 is a floor (a ceiling where lower is
    /// stricter), and so are a total that is stated beside floors for its parts, and a number of things of
    /// which there should be more: 8种 goes further than 5种.
    pub fn effective_relation(
        &self,
        reference: StatementRef,
        relation: Relation,
        measurand: &Measurand,
    ) -> Relation {
        let direction = match &measurand.item {
            ItemKey::Known(item) => self.vocabulary().item_info(*item).direction,
            ItemKey::Named(_) => Direction::None,
        };
        let floor = if direction == Direction::Down {
            Relation::AtMost
        } else {
            Relation::AtLeast
        };
        match relation {
            Relation::Reaches => floor,
            Relation::Equal if direction == Direction::Up && self.is_count(reference) => floor,
            Relation::Equal if self.has_floor_part(reference.notice, measurand) => floor,
            other => other,
        }
    }

    fn is_count(&self, reference: StatementRef) -> bool {
        self.statement(reference).is_some_and(|statement| {
            matches!(
                &statement.content,
                Content::Value {
                    measure: crate::notice::Measure::Count(_),
                    ..
                }
            )
        })
    }

    /// Whether `measurand` is the sum of parts of which one is only a floor, by the notice or those above it.
    fn has_floor_part(&self, notice: NoticeId, measurand: &Measurand) -> bool {
        self.floors
            .get(notice.index())
            .is_some_and(|floors| floors.contains(measurand))
    }

    /// The wholes for which a notice states a value, and which have a part that is only a floor.
    pub(super) fn find_floors(&self, notice: NoticeId) -> FxHashSet<Measurand> {
        let all = || {
            std::iter::once(&notice)
                .chain(self.ancestors(notice))
                .filter_map(|&id| self.statements(id))
                .flat_map(|statements| &statements.all)
        };
        let own = self
            .statements(notice)
            .map_or(&[][..], |statements| &statements.all);
        let valued: FxHashSet<&Measurand> = own
            .iter()
            .filter_map(|statement| match &statement.content {
                Content::Value {
                    measurand,
                    relation: Relation::Equal,
                    ..
                } => Some(measurand),
                _ => None,
            })
            .collect();
        let sums: Vec<&[(Rational, Measurand, Vec<GroupKey>)]> = all()
            .filter_map(|statement| match &statement.content {
                Content::Equation {
                    terms,
                    kind: super::statement::EquationKind::Sum,
                    ..
                } => Some(terms.as_slice()),
                _ => None,
            })
            .filter(|terms| terms.first().is_some_and(|(_, whole, _)| valued.contains(whole)))
            .collect();
        if sums.is_empty() {
            return FxHashSet::default();
        }
        let floors: FxHashSet<&Measurand> = all()
            .filter_map(|statement| match &statement.content {
                Content::Value {
                    measurand,
                    relation: Relation::AtLeast | Relation::MoreThan | Relation::Reaches,
                    ..
                } => Some(measurand),
                _ => None,
            })
            .collect();
        sums.into_iter()
            .filter(|terms| terms.iter().skip(1).any(|(_, part, _)| floors.contains(part)))
            .filter_map(|terms| terms.first().map(|(_, whole, _)| whole.clone()))
            .collect()
    }
}
