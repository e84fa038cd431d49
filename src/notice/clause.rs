//! The clauses: one fact each.

use compact_str::CompactString;

use super::{Force, Name, NoticeNumber, Quantity, Relation, Subject, Sureness, TimeLimit};
use crate::source::Span;

/// `「…」`: the shortest phrase of the source text that states the fact.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The words between the brackets; `…` joins two phrases.
    pub text: CompactString,
    /// The words between the brackets.
    pub span: Span,
}

impl PartialEq for Evidence {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Evidence {}

/// Plus or minus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+`.
    Plus,
    /// `−`.
    Minus,
}

/// Linear arithmetic over subjects and amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A quantity that a subject names.
    Subject(Subject),
    /// An amount.
    Amount(Quantity),
    /// `50% × …`.
    Product(Quantity, Box<Expression>),
    /// `a + b − c`; brackets are kept as a sum within a sum.
    Sum(Vec<(Sign, Expression)>),
}

impl Expression {
    /// Calls `visit` with every subject in it, in order.
    pub fn subjects<'a>(&'a self, visit: &mut impl FnMut(&'a Subject)) {
        match self {
            Expression::Subject(subject) => visit(subject),
            Expression::Amount(_) => {}
            Expression::Product(_, inner) => inner.subjects(visit),
            Expression::Sum(terms) => terms.iter().for_each(|(_, term)| term.subjects(visit)),
        }
    }

    /// Calls `visit` with every subject in it, in order, to be changed.
    pub fn subjects_mut(&mut self, visit: &mut impl FnMut(&mut Subject)) {
        match self {
            Expression::Subject(subject) => visit(subject),
            Expression::Amount(_) => {}
            Expression::Product(_, inner) => inner.subjects_mut(visit),
            Expression::Sum(terms) => terms.iter_mut().for_each(|(_, term)| term.subjects_mut(visit)),
        }
    }

    /// Calls `visit` with every quantity in it, in order.
    pub fn quantities<'a>(&'a self, visit: &mut impl FnMut(&'a Quantity)) {
        match self {
            Expression::Subject(_) => {}
            Expression::Amount(quantity) => visit(quantity),
            Expression::Product(factor, inner) => {
                visit(factor);
                inner.quantities(visit);
            }
            Expression::Sum(terms) => terms.iter().for_each(|(_, term)| term.quantities(visit)),
        }
    }
}

/// A labelled part of a sum or of shares: `中央财政 512元`, `市县财政 ≥128元`, `省级财政 20%`.
#[derive(Debug, Clone)]
pub struct Part {
    /// Who bears it, or which item it is.
    pub subject: Subject,
    /// `=` unless another is written.
    pub relation: Relation,
    /// Amount or percentage.
    pub value: Quantity,
    /// Name and value.
    pub span: Span,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.subject == other.subject && self.relation == other.relation && self.value == other.value
    }
}

impl Eq for Part {}

/// One side of a split: `市级财政 6`.
#[derive(Debug, Clone)]
pub struct RatioPart {
    /// Who bears it.
    pub subject: Subject,
    /// The integer.
    pub ratio: Quantity,
    /// Name and integer.
    pub span: Span,
}

impl PartialEq for RatioPart {
    fn eq(&self, other: &Self) -> bool {
        self.subject == other.subject && self.ratio == other.ratio
    }
}

impl Eq for RatioPart {}

/// `归类：陵川县 属于 享受西部政策的县`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classification {
    /// Places or groups.
    pub members: Vec<Name>,
    /// The group they belong to.
    pub group: Name,
}

/// `任务：… ｜牵头：…｜配合：…｜责任：…｜时限：…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub name: Name,
    /// 牵头单位.
    pub lead: Vec<Name>,
    /// 配合单位.
    pub support: Vec<Name>,
    /// 责任单位, where none leads.
    pub responsible: Vec<Name>,
    /// 完成时限.
    pub limit: Option<TimeLimit>,
}

/// `引用：医保发〔2021〕48号《…》`; at least one of number and title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// 文号.
    pub number: Option<NoticeNumber>,
    /// The title between 《 and 》.
    pub title: Option<Name>,
    /// Whether the number is written before the title.
    pub number_first: bool,
}

/// `简称：居民医保 = 城乡居民基本医疗保险`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The short name.
    pub short: Name,
    /// What it stands for.
    pub full: Name,
}

/// `授权：市县财政 由 各市 确定`: exactly one clause below must discharge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// What is left open: how this is split, or its value.
    pub subject: Subject,
    /// To whom.
    pub to: Name,
}

/// `拨付补助资金（脱贫县） 限 2023年9月15日前`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What is done, or starts.
    pub subject: Subject,
    /// When.
    pub limit: TimeLimit,
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `财政补助（2023年） ≥ 640元/人·年`.
    Bound {
        /// What is bounded.
        subject: Subject,
        /// How.
        relation: Relation,
        /// The quantity.
        value: Quantity,
    },
    /// `财政补助 = 中央财政 512元 + 地方财政 128元`: the parts make up the whole, and each is a fact of its own.
    Sum {
        /// The whole.
        whole: Subject,
        /// `=`, unless the whole is only bounded.
        relation: Relation,
        /// The parts.
        parts: Vec<Part>,
    },
    /// `财政补助（西部） = 中央财政 80% + 地方财政 20%`.
    Shares {
        /// The whole.
        whole: Subject,
        /// The parts.
        parts: Vec<Part>,
    },
    /// `市县财政（城区） = 市级财政 6 : 县级财政 4`.
    Split {
        /// The whole.
        whole: Subject,
        /// The parts, at least two.
        parts: Vec<RatioPart>,
    },
    /// `财政补助（2023年） = 财政补助（2022年） + 30元`.
    Reference {
        /// Left side.
        left: Expression,
        /// How the sides compare.
        relation: Relation,
        /// Right side.
        right: Expression,
    },
    /// A date.
    Date(Action),
    /// 归类.
    Classify(Classification),
    /// 任务.
    Task(Task),
    /// 引用.
    Cite(Citation),
    /// 简称.
    Alias(Alias),
    /// 授权.
    Delegate(Delegation),
}

impl Form {
    /// The word of the facts table: bound, sum, share, ratio, reference, date, classify, task, cite, alias, delegate.
    pub fn kind(&self) -> &'static str {
        match self {
            Form::Bound { .. } => "bound",
            Form::Sum { .. } => "sum",
            Form::Shares { .. } => "share",
            Form::Split { .. } => "ratio",
            Form::Reference { .. } => "reference",
            Form::Date(_) => "date",
            Form::Classify(_) => "classify",
            Form::Task(_) => "task",
            Form::Cite(_) => "cite",
            Form::Alias(_) => "alias",
            Form::Delegate(_) => "delegate",
        }
    }
}

/// One statement of an extract.
#[derive(Debug, Clone)]
pub struct Clause {
    /// What it says.
    pub form: Form,
    /// How binding it is.
    pub force: Force,
    /// Its evidence.
    pub evidence: Option<Evidence>,
    /// The comment at the end of its line, without `#`.
    pub comment: Option<CompactString>,
    /// The statement alone, without force, evidence and comment.
    pub span: Span,
    /// Index of the heading it stands under.
    pub heading: Option<usize>,
    /// How sure it is that the words say this.
    pub sureness: Sureness,
}

impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
            && self.force == other.force
            && self.evidence == other.evidence
            && self.comment == other.comment
            && self.heading == other.heading
    }
}

impl Eq for Clause {}
