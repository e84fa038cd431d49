//! What one notice lays down, each with the identity under which another notice may lay it down too.

use std::fmt::Write as _;

use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::rational::{Rational, add, div, from_decimal, whole};
use crate::corpus::{
    BearerKey, Content, Corpus, Entry, EquationKind, GroupKey, ItemKey, NoticeId, ResolvedSubject, Statement,
    action_key,
};
use crate::notice::{
    Clause, DayMonth, DurationUnit, Facets, Force, Form, Measure, Name, NoticeNumber, Quantity, Relation,
    Sureness, Task, TimeLimit, TimePoint, Unit, layout_clause,
};
use crate::source::Span;
use crate::vocabulary::{Vocabulary, fold};

/// What kind of thing a provision lays down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An amount, a rate or a count, or a bound of one.
    Value,
    /// A percentage of a whole.
    Share,
    /// A ratio by which a whole is split.
    Split,
    /// Arithmetic over quantities: 较上年增加30元, 收入的50%.
    Equation,
    /// When something is done or starts.
    Date,
    /// A duty and who has it.
    Task,
    /// A notice or document that is cited.
    Citation,
    /// A short name.
    Alias,
    /// What a place or group belongs to.
    Class,
    /// What is left to others.
    Delegation,
}

impl Kind {
    /// The word of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Value => "value",
            Kind::Share => "share",
            Kind::Split => "split",
            Kind::Equation => "equation",
            Kind::Date => "date",
            Kind::Task => "task",
            Kind::Citation => "citation",
            Kind::Alias => "alias",
            Kind::Class => "class",
            Kind::Delegation => "delegation",
        }
    }
}

/// A quantity, with its year counted from the notice's own: 0 is that year, −1 the one before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantified {
    /// What is measured.
    pub item: ItemKey,
    /// Whose part of it; the whole where `None`.
    pub bearer: Option<BearerKey>,
    /// Years after the notice's own.
    pub year: i32,
    /// The groups or places, in order; all where empty.
    pub groups: Vec<GroupKey>,
}

/// What a provision is about: two provisions with the same topic say something of the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    /// What kind of thing is laid down.
    pub kind: Kind,
    /// The quantities: one, or the part and the whole of a share, or all of an equation.
    pub quantities: Vec<Quantified>,
    /// The groups of what is no quantity.
    pub groups: Vec<GroupKey>,
    /// The folded name of what is no quantity.
    pub name: CompactString,
}

/// A time that two provisions can be compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Time {
    /// On or before a day.
    Before(Date),
    /// From a day on.
    From(Date),
    /// On a day.
    On(Date),
    /// From one day to another.
    Window(Date, Date),
    /// Every year on or before a day.
    Yearly(DayMonth),
    /// A time span after an event.
    Within(Quantity, Option<CompactString>),
    /// Without end.
    Ongoing,
    /// A date that does not exist; only its words can be compared.
    Words(String),
}

/// What is laid down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// An amount and how it stands to the quantity.
    Amount {
        /// How.
        relation: Relation,
        /// The value in the plain measure.
        value: Rational,
        /// As written.
        unit: Unit,
    },
    /// The parts of a split, by name, each as a fraction of the whole.
    Parts(Vec<(CompactString, Rational)>),
    /// The coefficients and the constant of an equation.
    Terms {
        /// How the sides compare.
        relation: Relation,
        /// In the order of the quantities.
        coefficients: Vec<Rational>,
        /// In the plain measure.
        constant: Rational,
    },
    /// A time.
    Time(Time),
    /// Who has a duty, and until when.
    Duty {
        /// 牵头, 配合 and 责任单位, each list in order.
        holders: [Vec<CompactString>; 3],
        /// 时限.
        time: Option<Time>,
    },
    /// Names: what a short name or a group is, to whom something is left, which document is cited.
    Names(Vec<CompactString>),
}

/// One thing that a notice lays down, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// What it is about.
    pub topic: Topic,
    /// What is laid down.
    pub said: Said,
    /// That, as it is shown.
    pub shown: String,
    /// How binding it is.
    pub force: Force,
    /// How sure the reading is.
    pub sureness: Sureness,
    /// The year it is for, where it has one.
    pub year: Option<i32>,
    /// The notice.
    pub notice: NoticeId,
    /// The very words.
    pub span: Span,
    /// The words of its groups, folded.
    pub group_words: Vec<(GroupKey, CompactString)>,
    /// The number and folded title of what is cited.
    pub cited: Option<(Option<NoticeNumber>, CompactString)>,
}

/// The policy year that a notice speaks of: that of its 年度, else of its number, else of its issue.
pub fn own_year(entry: &Entry) -> Option<i32> {
    let years = entry.years().map(|years| i32::from(years.last));
    years
        .or_else(|| entry.number().map(|number| i32::from(number.year)))
        .or_else(|| entry.issue_date().map(|date| i32::from(date.year())))
}

/// Everything that a notice lays down, in its order, and how many of its figures measure something unknown.
pub(super) fn provisions(corpus: &Corpus, id: NoticeId, entry: &Entry) -> (Vec<Provision>, usize) {
    let mut equations: FxHashMap<usize, &Statement> = FxHashMap::default();
    for statement in corpus.statements(id).into_iter().flat_map(|all| all.spoken()) {
        if matches!(statement.content, Content::Equation { .. }) {
            equations.entry(statement.clause).or_insert(statement);
        }
    }
    let mut reader = Reader {
        corpus,
        vocabulary: corpus.vocabulary(),
        id,
        entry,
        own: own_year(entry),
        found: Vec::with_capacity(entry.notice.clauses.len()),
    };
    let mut unnamed = 0usize;
    reader.bases();
    let subjects = corpus
        .names(id)
        .map_or(&[][..], |names| names.subjects.as_slice());
    for (index, clause) in entry.notice.clauses.iter().enumerate() {
        if clause.sureness == Sureness::Unnamed {
            unnamed = unnamed.saturating_add(1);
            continue;
        }
        let subjects = subjects.get(index).map_or(&[][..], Vec::as_slice);
        reader.clause(clause, subjects, equations.get(&index).copied());
    }
    (reader.found, unnamed)
}

struct Reader<'c> {
    corpus: &'c Corpus,
    vocabulary: &'c Vocabulary,
    id: NoticeId,
    entry: &'c Entry,
    own: Option<i32>,
    found: Vec<Provision>,
}

impl Reader<'_> {
    /// The numbers of 依据 that the body does not cite.
    fn bases(&mut self) {
        let notice = &self.entry.notice;
        let cited: FxHashSet<&NoticeNumber> = notice
            .clauses
            .iter()
            .filter_map(|clause| match &clause.form {
                Form::Cite(cited) => cited.number.as_ref(),
                _ => None,
            })
            .collect();
        let bases: Vec<NoticeNumber> = notice
            .header
            .basis
            .iter()
            .filter(|number| !cited.contains(number))
            .cloned()
            .collect();
        for number in bases {
            let mut provision = self.plain(Kind::Citation, number.span, number.to_string());
            provision.topic.name = CompactString::from(number.to_string());
            provision.said = Said::Names(vec![provision.topic.name.clone()]);
            provision.cited = Some((Some(number), CompactString::default()));
            self.found.push(provision);
        }
    }

    fn plain(&self, kind: Kind, span: Span, shown: String) -> Provision {
        Provision {
            topic: Topic {
                kind,
                quantities: Vec::new(),
                groups: Vec::new(),
                name: CompactString::default(),
            },
            said: Said::Names(Vec::new()),
            shown,
            force: Force::Must,
            sureness: Sureness::Sure,
            year: None,
            notice: self.id,
            span,
            group_words: Vec::new(),
            cited: None,
        }
    }

    fn of_clause(&self, kind: Kind, clause: &Clause, shown: String) -> Provision {
        Provision {
            force: clause.force,
            sureness: clause.sureness,
            ..self.plain(kind, clause.span, shown)
        }
    }

    fn quantified(&self, subject: &ResolvedSubject) -> Quantified {
        self.quantity(&subject.measurand, &subject.groups)
    }

    fn quantity(&self, measurand: &crate::corpus::Measurand, groups: &[GroupKey]) -> Quantified {
        let mut groups = groups.to_vec();
        groups.sort_unstable();
        Quantified {
            item: measurand.item.clone(),
            bearer: measurand.bearer.clone(),
            year: match (measurand.year, self.own) {
                (0, _) | (_, None) => 0,
                (year, Some(own)) => year.saturating_sub(own),
            },
            groups,
        }
    }

    /// The year that a quantity is for.
    fn year_of(&self, subject: &ResolvedSubject) -> Option<i32> {
        match subject.measurand.year {
            0 => self.own,
            year => Some(year),
        }
    }

    /// The words for each group, as the notice writes it.
    fn words(&self, groups: &[Name], out: &mut Vec<(GroupKey, CompactString)>) {
        for name in groups {
            let keys = GroupKey::resolve_all(&name.text, self.entry.region, self.vocabulary);
            if let [key] = keys.as_slice() {
                let words = self.corpus.sources().slice(name.span);
                out.push((key.clone(), CompactString::from(fold(words).as_ref())));
            }
        }
    }

    fn clause(&mut self, clause: &Clause, subjects: &[ResolvedSubject], equation: Option<&Statement>) {
        match &clause.form {
            Form::Bound {
                subject,
                relation,
                value,
            } => {
                if let Some(resolved) = subjects.first() {
                    self.amount(
                        clause,
                        resolved,
                        &[&subject.facets],
                        *relation,
                        value,
                        clause.span,
                    );
                }
            }
            Form::Sum { whole, parts, .. } => {
                for (part, resolved) in parts.iter().zip(subjects.iter().skip(1)) {
                    let facets = [&whole.facets, &part.subject.facets];
                    self.amount(clause, resolved, &facets, part.relation, &part.value, part.span);
                }
            }
            Form::Shares { whole, parts } => {
                let Some(of) = subjects.first() else { return };
                for (part, resolved) in parts.iter().zip(subjects.iter().skip(1)) {
                    let shown = shown_amount(part.relation, &part.value);
                    let mut provision = self.of_clause(Kind::Share, clause, shown);
                    provision.topic.quantities = vec![self.quantified(resolved), self.quantified(of)];
                    provision.year = self.year_of(resolved);
                    provision.span = part.span;
                    provision.said = Said::Amount {
                        relation: part.relation,
                        value: from_decimal(part.value.number),
                        unit: part.value.unit.clone(),
                    };
                    self.words(&whole.facets.groups, &mut provision.group_words);
                    self.found.push(provision);
                }
            }
            Form::Split { whole: of, parts } => {
                let Some((first, rest)) = subjects.split_first() else {
                    return;
                };
                let total = parts
                    .iter()
                    .try_fold(whole(0), |sum, part| add(&sum, &from_decimal(part.ratio.number)));
                let Some(total) = total else { return };
                let shares: Option<Vec<(CompactString, Rational)>> = parts
                    .iter()
                    .zip(rest)
                    .map(|(part, resolved)| {
                        let name = CompactString::from(resolved.measurand.short_name(self.vocabulary));
                        Some((name, div(&from_decimal(part.ratio.number), &total)?))
                    })
                    .collect();
                let Some(shares) = shares else { return };
                let numbers: Vec<String> = parts.iter().map(|part| part.ratio.number.to_string()).collect();
                let mut provision = self.of_clause(Kind::Split, clause, numbers.join(" : "));
                provision.topic.quantities = vec![self.quantified(first)];
                provision.year = self.year_of(first);
                provision.said = Said::Parts(shares);
                self.words(&of.facets.groups, &mut provision.group_words);
                self.found.push(provision);
            }
            Form::Reference { left, right, .. } => {
                self.equation(clause, equation);
                let mut words = Vec::new();
                for side in [left, right] {
                    side.subjects(&mut |subject| self.words(&subject.facets.groups, &mut words));
                }
                if let Some(last) = self.found.last_mut().filter(|last| last.span == clause.span) {
                    last.group_words = words;
                }
            }
            Form::Date(action) => {
                let time = self.time(&action.limit);
                let shown = self.shown_time(&action.limit);
                let facets = &action.subject.facets;
                let mut provision = self.of_clause(Kind::Date, clause, shown);
                provision.topic.name = action_key(&action.subject.head, self.vocabulary);
                provision.topic.groups = self.groups(facets);
                provision.said = Said::Time(time);
                self.words(&facets.groups, &mut provision.group_words);
                self.found.push(provision);
            }
            Form::Task(task) => self.task(clause, task),
            Form::Cite(citation) => {
                let title = citation
                    .title
                    .as_ref()
                    .map(|title| title.text.clone())
                    .unwrap_or_default();
                let number = citation
                    .number
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let shown = if number.is_empty() {
                    format!("《{title}》")
                } else {
                    number.clone()
                };
                let title = CompactString::from(fold(&title).as_ref());
                let mut provision = self.of_clause(Kind::Citation, clause, shown);
                provision.topic.name = if number.is_empty() {
                    title.clone()
                } else {
                    CompactString::from(number)
                };
                provision.said = Said::Names(vec![provision.topic.name.clone()]);
                provision.cited = Some((citation.number.clone(), title));
                self.found.push(provision);
            }
            Form::Alias(alias) => {
                let mut provision = self.of_clause(Kind::Alias, clause, alias.short.text.to_string());
                provision.topic.name = CompactString::from(fold(&alias.full.text).as_ref());
                provision.said = Said::Names(vec![CompactString::from(fold(&alias.short.text).as_ref())]);
                self.found.push(provision);
            }
            Form::Classify(classification) => {
                for member in &classification.members {
                    let mut provision =
                        self.of_clause(Kind::Class, clause, classification.group.text.to_string());
                    provision.topic.groups = vec![GroupKey::resolve(
                        &member.text,
                        self.entry.region,
                        self.vocabulary,
                    )];
                    let group =
                        GroupKey::resolve(&classification.group.text, self.entry.region, self.vocabulary);
                    provision.said = Said::Names(vec![CompactString::from(group.name(self.vocabulary))]);
                    self.found.push(provision);
                }
            }
            Form::Delegate(delegation) => {
                let Some(subject) = subjects.first() else { return };
                let mut provision = self.of_clause(Kind::Delegation, clause, delegation.to.text.to_string());
                provision.topic.quantities = vec![self.quantified(subject)];
                provision.year = self.year_of(subject);
                provision.said = Said::Names(vec![CompactString::from(fold(&delegation.to.text).as_ref())]);
                self.words(&delegation.subject.facets.groups, &mut provision.group_words);
                self.found.push(provision);
            }
        }
    }

    fn amount(
        &mut self,
        clause: &Clause,
        subject: &ResolvedSubject,
        facets: &[&Facets],
        relation: Relation,
        quantity: &Quantity,
        span: Span,
    ) {
        let Some(value) = quantity.base_value() else {
            return;
        };
        let mut provision = self.of_clause(Kind::Value, clause, shown_amount(relation, quantity));
        provision.topic.quantities = vec![self.quantified(subject)];
        provision.year = self.year_of(subject);
        provision.span = span;
        provision.said = Said::Amount {
            relation,
            value: from_decimal(value),
            unit: quantity.unit.clone(),
        };
        for facets in facets {
            self.words(&facets.groups, &mut provision.group_words);
        }
        self.found.push(provision);
    }

    fn equation(&mut self, clause: &Clause, equation: Option<&Statement>) {
        let Some(Content::Equation {
            terms,
            relation,
            constant,
            kind,
        }) = equation.map(|statement| &statement.content)
        else {
            return;
        };
        let quantities: Vec<Quantified> = terms
            .iter()
            .map(|(_, measurand, groups)| self.quantity(measurand, groups))
            .collect();
        let mut amounts = Vec::new();
        if let Form::Reference { right, .. } = &clause.form {
            right.quantities(&mut |quantity| amounts.push(quantity));
        }
        let over_last_year = *kind == EquationKind::Delta
            && *relation == Relation::Equal
            && matches!(quantities.as_slice(), [now, before] if now.year == before.year.saturating_add(1));
        let text = layout_clause(clause);
        let shown = match amounts.as_slice() {
            [one] if over_last_year && *constant != whole(0) => {
                format!("较上年{}{one}", if *constant < whole(0) { "减" } else { "增" })
            }
            // What stands on the right: the subject is named already.
            _ => match text.split_once(' ') {
                Some((_, right)) => right.trim_start_matches("= ").to_owned(),
                None => text,
            },
        };
        let mut provision = self.of_clause(Kind::Equation, clause, shown);
        provision.topic.quantities = quantities;
        provision.year = self.own;
        provision.said = Said::Terms {
            relation: *relation,
            coefficients: terms.iter().map(|(coefficient, ..)| *coefficient).collect(),
            constant: *constant,
        };
        self.found.push(provision);
    }

    fn task(&mut self, clause: &Clause, task: &Task) {
        let fold_all = |names: &[Name]| -> Vec<CompactString> {
            let mut folded: Vec<CompactString> = names
                .iter()
                .map(|name| CompactString::from(fold(&name.text).as_ref()))
                .collect();
            folded.sort_unstable();
            folded
        };
        let mut shown = String::new();
        for (word, names) in [
            ("牵头", &task.lead),
            ("配合", &task.support),
            ("责任", &task.responsible),
        ] {
            if !names.is_empty() {
                let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                let gap = if shown.is_empty() { "" } else { "，" };
                // Writing to a string cannot fail.
                let _ = write!(shown, "{gap}{word}{}", names.join("、"));
            }
        }
        if let Some(limit) = &task.limit {
            let gap = if shown.is_empty() { "" } else { "，" };
            let _ = write!(shown, "{gap}{}", self.shown_time(limit));
        }
        let mut provision = self.of_clause(Kind::Task, clause, shown);
        provision.topic.name = action_key(&task.name, self.vocabulary);
        provision.said = Said::Duty {
            holders: [
                fold_all(&task.lead),
                fold_all(&task.support),
                fold_all(&task.responsible),
            ],
            time: task.limit.as_ref().map(|limit| self.time(limit)),
        };
        self.found.push(provision);
    }

    fn groups(&self, facets: &Facets) -> Vec<GroupKey> {
        let mut groups: Vec<GroupKey> = facets
            .groups
            .iter()
            .flat_map(|group| GroupKey::resolve_all(&group.text, self.entry.region, self.vocabulary))
            .collect();
        groups.sort_unstable();
        groups
    }

    fn time(&self, limit: &TimeLimit) -> Time {
        let year = self.own.and_then(|year| u16::try_from(year).ok());
        let words = || Time::Words(self.shown_time(limit));
        match limit {
            TimeLimit::Before(TimePoint::Date(date)) => {
                date.last_day(year).map_or_else(|_| words(), Time::Before)
            }
            TimeLimit::From(TimePoint::Date(date)) => {
                date.first_day(year).map_or_else(|_| words(), Time::From)
            }
            TimeLimit::On(TimePoint::Date(date)) => date.last_day(year).map_or_else(|_| words(), Time::On),
            TimeLimit::Window(first, last) => match (first.first_day(year), last.last_day(year)) {
                (Ok(first), Ok(last)) => Time::Window(first, last),
                _ => words(),
            },
            TimeLimit::Ongoing(_) => Time::Ongoing,
            TimeLimit::Before(TimePoint::Yearly(day, _)) => Time::Yearly(*day),
            TimeLimit::Before(TimePoint::Within(span, event)) => Time::Within(
                span.clone(),
                event
                    .as_ref()
                    .map(|event| CompactString::from(fold(&event.text).as_ref())),
            ),
            TimeLimit::Before(TimePoint::Monthly(..)) | TimeLimit::From(_) | TimeLimit::On(_) => words(),
        }
    }

    fn shown_time(&self, limit: &TimeLimit) -> String {
        // The words of a text may be broken by spaces and line ends.
        let words = |span: Span| -> String {
            let text = self.corpus.sources().slice(span);
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            text.trim_end_matches('前').to_owned()
        };
        match limit {
            TimeLimit::Before(TimePoint::Yearly(day, _)) => match day.day {
                Some(of_month) => format!("每年{}月{of_month}日前", day.month),
                None => format!("每年{}月底前", day.month),
            },
            TimeLimit::Before(point) => format!("{}前", words(point.span())),
            TimeLimit::From(point) => format!("{}起", words(point.span()).trim_end_matches('起')),
            TimeLimit::On(point) => words(point.span()),
            TimeLimit::Window(first, last) => format!("{}至{}", words(first.span), words(last.span)),
            TimeLimit::Ongoing(span) => words(*span),
        }
    }
}

/// `≥ 250元/人·年`; the sign of equality is left out.
fn shown_amount(relation: Relation, quantity: &Quantity) -> String {
    match relation {
        Relation::Equal => quantity.to_string(),
        other => format!("{} {quantity}", other.sign()),
    }
}

/// The word for a difference in `unit`: 元, 个百分点, 个月.
pub(super) fn difference_unit(unit: &Unit) -> String {
    match &unit.measure {
        Measure::Percent => "个百分点".to_owned(),
        Measure::Duration(DurationUnit::Day) => "天".to_owned(),
        measure => Unit::plain(measure.clone()).to_string(),
    }
}
