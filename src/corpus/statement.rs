//! What the clauses of one notice amount to: values, shares and linear equations over measurands.

use rustc_hash::{FxHashMap, FxHashSet};

use super::key::{BearerKey, GroupKey, Measurand, ResolvedSubject};
use super::names::Names;
use super::rational::{Rational, add, from_decimal, mul, whole};
use crate::notice::{Clause, Expression, Force, Form, Magnitude, Measure, Notice, Quantity, Relation, Sign};
use crate::source::Span;
use crate::vocabulary::{BearerId, Vocabulary};

/// What a statement does in the arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A measurand has a value, or is bounded by one.
    Value {
        /// What.
        measurand: Measurand,
        /// How.
        relation: Relation,
        /// The value in the plain measure.
        value: Rational,
        /// The unit of the last place written.
        last_place: Rational,
        /// What it is measured in.
        measure: Measure,
    },
    /// A sum lists all bearers of the whole, so this one bears nothing.
    Nothing {
        /// Who bears nothing.
        measurand: Measurand,
    },
    /// A part is a share of the whole.
    Share {
        /// The part.
        part: Measurand,
        /// The whole.
        whole: Measurand,
        /// The share, as a fraction.
        share: Rational,
        /// Whether it was given as a ratio (6:4) rather than as a percentage.
        split: bool,
    },
    /// `Σ coefficient × measurand  relation  constant`.
    Equation {
        /// Coefficient, measurand, and the groups that are written with it.
        terms: Vec<(Rational, Measurand, Vec<GroupKey>)>,
        /// How the sum of the terms stands to the constant.
        relation: Relation,
        /// The constant.
        constant: Rational,
        /// What kind of equation it is.
        kind: EquationKind,
    },
}

/// Kinds of equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EquationKind {
    /// A whole and its parts.
    Sum,
    /// The same measurand in two years.
    Delta,
    /// A percentage of another quantity.
    Proportion,
    /// Any other.
    Other,
}

/// One arithmetic statement, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub content: Content,
    /// The groups or places that it is said of.
    pub groups: Vec<GroupKey>,
    /// How binding it is.
    pub force: Force,
    /// Index of its clause.
    pub clause: usize,
    /// Index of the part within the clause, if it is one.
    pub part: Option<usize>,
    /// The figure, with the name of its part if it has one: what a finding points at.
    pub span: Span,
    /// The figure alone.
    pub figure: Span,
}

/// The statements of one notice.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// All that findings may rest on, in the order of the clauses.
    pub all: Vec<Statement>,
    /// What clauses whose reading is not sure may say: it answers what is asked from above and binds nothing.
    pub unsure: Vec<Statement>,
    /// The places and kinds of place that they distinguish.
    pub places: Vec<GroupKey>,
    /// The populations that they distinguish.
    pub populations: Vec<GroupKey>,
    /// Floors that the notice itself makes exact.
    pub(super) exact_floors: Vec<ExactFloor>,
}

impl Statements {
    /// Everything that the notice says or may say.
    pub fn spoken(&self) -> impl Iterator<Item = &Statement> {
        self.all.iter().chain(&self.unsure)
    }

    /// The statements of one clause, with their indices.
    pub fn of_clause(&self, clause: usize) -> impl Iterator<Item = (usize, &Statement)> {
        let start = self.all.partition_point(|statement| statement.clause < clause);
        self.all
            .iter()
            .enumerate()
            .skip(start)
            .take_while(move |(_, statement)| statement.clause == clause)
    }
}

/// Some clauses amount to more than one statement: how many more there is room for from the start.
const SPARE: usize = 8;

/// Reads the statements off the clauses.
pub(super) fn statements(notice: &Notice, names: &Names, vocabulary: &Vocabulary) -> Statements {
    let mut statements = Statements {
        all: Vec::with_capacity(notice.clauses.len().saturating_add(SPARE)),
        ..Statements::default()
    };
    for (index, (clause, subjects)) in notice.clauses.iter().zip(&names.subjects).enumerate() {
        let reader = Reader {
            index,
            clause,
            subjects,
            vocabulary,
        };
        reader.read(if clause.sureness.is_sure() {
            &mut statements.all
        } else {
            &mut statements.unsure
        });
    }
    let mut seen: FxHashSet<&GroupKey> = FxHashSet::default();
    let (mut places, mut populations) = (Vec::new(), Vec::new());
    for group in statements.all.iter().flat_map(|statement| &statement.groups) {
        if seen.insert(group) {
            if group.is_place(vocabulary) {
                places.push(group.clone())
            } else {
                populations.push(group.clone())
            }
        }
    }
    statements.places = places;
    statements.populations = populations;
    statements.exact_floors = exact_floors(&statements.all);
    statements
}

/// A floor that leaves no value but one, by index into [`Statements::all`].
#[derive(Debug, Clone)]
pub(super) struct ExactFloor {
    /// The sum.
    pub(super) sum: usize,
    /// The floor.
    pub(super) floor: usize,
    /// The whole, then all parts, the floor among them.
    pub(super) values: Vec<usize>,
}

/// Floors that stand as the only one among the parts of a sum of which all else is exact: 640 = 384 + 128 +
/// (不低于128) leaves no other value, so the figures have to add up.
fn exact_floors(all: &[Statement]) -> Vec<ExactFloor> {
    let is_floor = |statement: &Statement| {
        matches!(
            statement.content,
            Content::Value {
                relation: Relation::AtLeast,
                ..
            }
        )
    };
    let is_sum = |statement: &Statement| {
        matches!(
            statement.content,
            Content::Equation {
                kind: EquationKind::Sum,
                ..
            }
        )
    };
    // Few notices have both.
    if !all.iter().any(is_sum) || !all.iter().any(is_floor) {
        return Vec::new();
    }
    let mut values: FxHashMap<(&Measurand, &[GroupKey]), (usize, Relation)> = FxHashMap::default();
    for (index, statement) in all.iter().enumerate() {
        if let Content::Value {
            measurand, relation, ..
        } = &statement.content
        {
            values
                .entry((measurand, statement.groups.as_slice()))
                .or_insert((index, *relation));
        }
    }
    let mut floors = Vec::new();
    for (sum, statement) in all.iter().enumerate() {
        let Content::Equation {
            terms,
            relation: Relation::Equal,
            kind: EquationKind::Sum,
            ..
        } = &statement.content
        else {
            continue;
        };
        let (mut floor, mut stated) = (None, Vec::with_capacity(terms.len()));
        for (_, measurand, groups) in terms {
            let value = values
                .get(&(measurand, statement.groups.as_slice()))
                .or_else(|| values.get(&(measurand, &[][..])));
            match value {
                Some(&(index, Relation::Equal | Relation::Reaches)) if groups.is_empty() => {
                    stated.push(index);
                }
                Some(&(index, Relation::AtLeast))
                    if groups.is_empty() && floor.is_none() && !stated.is_empty() =>
                {
                    floor = Some(index);
                    stated.push(index);
                }
                _ => break,
            }
        }
        if let Some(floor) = floor
            && stated.len() == terms.len()
        {
            floors.push(ExactFloor {
                sum,
                floor,
                values: stated,
            });
        }
    }
    floors
}

struct Reader<'a> {
    index: usize,
    clause: &'a Clause,
    subjects: &'a [ResolvedSubject],
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    fn read(&self, out: &mut Vec<Statement>) {
        let Some(first) = self.subjects.first() else {
            return;
        };
        match &self.clause.form {
            Form::Bound { relation, value, .. } => {
                if let Some(content) = valued(&first.measurand, *relation, value) {
                    out.push(self.statement(content, &first.groups, None, self.clause.span, value.span));
                }
                if let Some(content) = self.increase(&first.measurand, *relation, value) {
                    out.push(self.statement(content, &first.groups, None, self.clause.span, value.span));
                }
            }
            Form::Sum { relation, parts, .. } => {
                let rest = self.subjects.get(1..).unwrap_or_default();
                let mut terms = vec![(whole(1), first.measurand.clone(), Vec::new())];
                let mut exact = *relation == Relation::Equal;
                for (number, (part, subject)) in parts.iter().zip(rest).enumerate() {
                    if let Some(content) = valued(&subject.measurand, part.relation, &part.value) {
                        out.push(self.statement(
                            content,
                            &subject.groups,
                            Some(number),
                            part.span,
                            part.value.span,
                        ));
                    }
                    exact &= !matches!(part.relation, Relation::About);
                    terms.push((whole(-1), subject.measurand.clone(), Vec::new()));
                }
                if exact || *relation != Relation::About {
                    let content = Content::Equation {
                        terms,
                        relation: if *relation == Relation::Reaches {
                            Relation::Equal
                        } else {
                            *relation
                        },
                        constant: whole(0),
                        kind: EquationKind::Sum,
                    };
                    out.push(self.statement(
                        content,
                        &first.groups,
                        None,
                        self.clause.span,
                        self.clause.span,
                    ));
                }
                self.nothing_left(first, rest, out);
            }
            Form::Shares { parts, .. } => {
                let rest = self.subjects.get(1..).unwrap_or_default();
                for (number, (part, subject)) in parts.iter().zip(rest).enumerate() {
                    let share = from_decimal(part.value.number);
                    let Some(share) = mul(&share, &Rational::new(1, 100)) else {
                        continue;
                    };
                    if part.relation != Relation::Equal {
                        continue;
                    }
                    let content = Content::Share {
                        part: subject.measurand.clone(),
                        whole: first.measurand.clone(),
                        share,
                        split: false,
                    };
                    out.push(self.statement(
                        content,
                        &first.groups,
                        Some(number),
                        part.span,
                        part.value.span,
                    ));
                }
            }
            Form::Split { parts, .. } => {
                let rest = self.subjects.get(1..).unwrap_or_default();
                let ratios: Vec<Rational> =
                    parts.iter().map(|part| from_decimal(part.ratio.number)).collect();
                let Some(total) = ratios.iter().try_fold(whole(0), |sum, ratio| add(&sum, ratio)) else {
                    return;
                };
                for (number, ((part, subject), ratio)) in parts.iter().zip(rest).zip(&ratios).enumerate() {
                    let Some(share) = super::rational::div(ratio, &total) else {
                        continue;
                    };
                    let content = Content::Share {
                        part: subject.measurand.clone(),
                        whole: first.measurand.clone(),
                        share,
                        split: true,
                    };
                    out.push(self.statement(
                        content,
                        &first.groups,
                        Some(number),
                        part.span,
                        part.ratio.span,
                    ));
                }
            }
            Form::Reference {
                left,
                relation,
                right,
            } => self.reference(left, *relation, right, out),
            _ => {}
        }
    }

    fn statement(
        &self,
        content: Content,
        groups: &[GroupKey],
        part: Option<usize>,
        span: Span,
        figure: Span,
    ) -> Statement {
        Statement {
            content,
            groups: groups.to_vec(),
            force: self.clause.force,
            clause: self.index,
            part,
            span,
            figure,
        }
    }

    /// 新增财政补助（2019年） = 30元 says by how much 财政补助 exceeds last year's, where the vocabulary knows
    /// both and they are amounts for each person.
    fn increase(&self, increase: &Measurand, relation: Relation, value: &Quantity) -> Option<Content> {
        if !matches!(relation, Relation::Equal | Relation::Reaches) || increase.bearer.is_some() {
            return None;
        }
        let item = self
            .vocabulary
            .item(increase.item.name(self.vocabulary).strip_prefix("新增")?)?;
        let unit = self.vocabulary.item_info(item).unit.as_ref()?;
        if value.unit.measure != Measure::Yuan || !unit.starts_with("元/人") {
            return None;
        }
        let of = |year: i32| Measurand {
            item: super::key::ItemKey::Known(item),
            bearer: None,
            year,
        };
        Some(Content::Equation {
            terms: vec![
                (whole(1), of(increase.year), Vec::new()),
                (whole(-1), of(increase.year.checked_sub(1)?), Vec::new()),
            ],
            relation: Relation::Equal,
            constant: base_value(value)?,
            kind: EquationKind::Delta,
        })
    }

    /// The bearers within the whole that a sum leaves out bear nothing.
    fn nothing_left(&self, first: &ResolvedSubject, parts: &[ResolvedSubject], out: &mut Vec<Statement>) {
        let Some(root) = self.root_of(&first.measurand) else {
            return;
        };
        let mut listed = Vec::with_capacity(parts.len());
        for part in parts {
            match (
                &part.measurand.bearer,
                part.measurand.item == first.measurand.item,
            ) {
                (Some(BearerKey::Known(bearer)), true) => listed.push(*bearer),
                _ => return,
            }
        }
        let mut waiting = vec![root];
        while let Some(bearer) = waiting.pop() {
            let info = self.vocabulary.bearer_info(bearer);
            for &part in &info.parts {
                let covered = listed
                    .iter()
                    .any(|&known| self.vocabulary.bearer_is_within(part, known));
                let above = listed
                    .iter()
                    .any(|&known| self.vocabulary.bearer_is_within(known, part));
                if above {
                    waiting.push(part);
                } else if !covered {
                    let measurand = Measurand {
                        bearer: Some(BearerKey::Known(part)),
                        ..first.measurand.clone()
                    };
                    let content = Content::Nothing { measurand };
                    out.push(self.statement(
                        content,
                        &first.groups,
                        None,
                        self.clause.span,
                        self.clause.span,
                    ));
                }
            }
        }
    }

    fn root_of(&self, measurand: &Measurand) -> Option<BearerId> {
        match (&measurand.bearer, &measurand.item) {
            (Some(BearerKey::Known(bearer)), _) => Some(*bearer),
            (None, super::key::ItemKey::Known(item)) => self.vocabulary.item_info(*item).bearers,
            _ => None,
        }
    }

    fn reference(&self, left: &Expression, relation: Relation, right: &Expression, out: &mut Vec<Statement>) {
        let mut linear = Linear {
            subjects: self.subjects,
            next: 0,
            terms: Vec::new(),
            constant: whole(0),
        };
        let read = linear
            .walk(left, &whole(1))
            .and_then(|()| linear.walk(right, &whole(-1)));
        if read.is_none() {
            return;
        }
        let Linear {
            mut terms, constant, ..
        } = linear;
        terms.retain(|(coefficient, _, _)| *coefficient != whole(0));
        if terms.is_empty() {
            return;
        }
        let kind = kind_of(&terms, left, right);
        let mut groups: Vec<GroupKey> = Vec::new();
        for group in terms.iter().flat_map(|(_, _, groups)| groups) {
            if !groups.contains(group) {
                groups.push(group.clone());
            }
        }
        // The figure of a reference is its first amount or percentage.
        let mut figure = None;
        right.quantities(&mut |quantity| {
            figure.get_or_insert(quantity.span);
        });
        let constant = -constant;
        let relation = if relation == Relation::Reaches {
            Relation::Equal
        } else {
            relation
        };
        let content = Content::Equation {
            terms,
            relation,
            constant,
            kind,
        };
        let span = self.clause.span;
        out.push(self.statement(content, &groups, None, span, figure.unwrap_or(span)));
    }
}

fn kind_of(
    terms: &[(Rational, Measurand, Vec<GroupKey>)],
    left: &Expression,
    right: &Expression,
) -> EquationKind {
    if let [first, rest @ ..] = terms {
        let same_quantity = |other: &(Rational, Measurand, Vec<GroupKey>)| {
            other.1.item == first.1.item && other.1.bearer == first.1.bearer && other.1.year != first.1.year
        };
        if rest.iter().any(same_quantity) {
            return EquationKind::Delta;
        }
        let mut products = false;
        let mut see = |expression: &Expression| {
            if let Expression::Product(_, _) = expression {
                products = true;
            }
        };
        see(left);
        see(right);
        if products {
            return EquationKind::Proportion;
        }
        let unit = |coefficient: &Rational| *coefficient == whole(1) || *coefficient == whole(-1);
        if terms.len() > 2 && terms.iter().all(|(coefficient, _, _)| unit(coefficient)) {
            return EquationKind::Sum;
        }
    }
    EquationKind::Other
}

/// An expression being flattened into terms and a constant.
struct Linear<'a> {
    subjects: &'a [ResolvedSubject],
    next: usize,
    terms: Vec<(Rational, Measurand, Vec<GroupKey>)>,
    constant: Rational,
}

impl Linear<'_> {
    fn walk(&mut self, expression: &Expression, factor: &Rational) -> Option<()> {
        match expression {
            Expression::Subject(_) => {
                let subject = self.subjects.get(self.next)?;
                self.next = self.next.checked_add(1)?;
                let known = self.terms.iter_mut().find(|(_, measurand, groups)| {
                    *measurand == subject.measurand && *groups == subject.groups
                });
                match known {
                    Some((coefficient, _, _)) => *coefficient = add(coefficient, factor)?,
                    None => self
                        .terms
                        .push((*factor, subject.measurand.clone(), subject.groups.clone())),
                }
            }
            Expression::Amount(quantity) => {
                let value = base_value(quantity)?;
                self.constant = add(&self.constant, &mul(factor, &value)?)?;
            }
            Expression::Product(quantity, inner) => {
                let mut coefficient = from_decimal(quantity.number);
                if quantity.unit.measure == Measure::Percent {
                    coefficient = mul(&coefficient, &Rational::new(1, 100))?;
                }
                self.walk(inner, &mul(factor, &coefficient)?)?;
            }
            Expression::Sum(terms) => {
                for (sign, term) in terms {
                    let signed = if *sign == Sign::Minus { -*factor } else { *factor };
                    self.walk(term, &signed)?;
                }
            }
        }
        Some(())
    }
}

fn valued(measurand: &Measurand, relation: Relation, quantity: &Quantity) -> Option<Content> {
    Some(Content::Value {
        measurand: measurand.clone(),
        relation,
        value: base_value(quantity)?,
        last_place: from_decimal(quantity.last_place()?),
        measure: quantity.unit.measure.clone(),
    })
}

/// The value in the plain measure: 元, not 万元.
fn base_value(quantity: &Quantity) -> Option<Rational> {
    if quantity.unit.magnitude == Magnitude::One {
        return Some(from_decimal(quantity.number));
    }
    quantity.base_value().map(from_decimal)
}
