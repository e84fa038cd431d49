//! Both checks, and what lies between them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::replaced::{Replaced, replaced};
use super::statement::Supposed;
use crate::corpus::rational::{Rational, mul, sub, whole};
use crate::corpus::{
    Case, Content, Corpus, Entry, Measurand, NoticeId, Options, Supposition, Unreadable, Violation,
};
use crate::diagnostic::Diagnostic;
use crate::notice::{Form, Relation};
use crate::rules::{self, Group};
use crate::source::Span;
use crate::vocabulary::RegionId;

/// What is shown in place of a path for the statement that is supposed.
const PLACE: &str = "假设";
/// Parts of parts of parts are followed so far; the tree of bearers is no deeper.
const DEPTH: usize = 6;

/// What becomes of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The check finds what it does not find now.
    Breaks,
    /// The check no longer finds what it finds now, and nothing new.
    Agrees,
    /// It speaks of the quantity, and the check finds the same as now.
    Holds,
    /// The statement does not concern it.
    NotApplicable(Reason),
}

/// Why a statement does not concern a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is not below the authority.
    NotBelow,
    /// Another notice of its region is of the year in question, or nearer to it.
    Superseded,
    /// It is for a later year.
    LaterYear,
    /// It has no 年度.
    NoYear,
    /// It forwards what a notice above says, and says nothing of the quantity itself.
    Forwarded,
    /// It leaves the quantity to others.
    Delegated,
    /// It says nothing of the quantity.
    Silent,
}

impl Reason {
    /// The word of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NotBelow => "not-below",
            Reason::Superseded => "superseded",
            Reason::LaterYear => "later-year",
            Reason::NoYear => "no-year",
            Reason::Forwarded => "forwarded",
            Reason::Delegated => "delegated",
            Reason::Silent => "silent",
        }
    }
}

/// A part that the supposed statement settles, through shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// The part.
    pub measurand: Measurand,
    /// The case it is for.
    pub case: Case,
    /// What it is a share of, and which.
    pub share: Rational,
    /// What the notice gives for it now, if it does.
    pub now: Option<Rational>,
    /// What it would be; the same relation as that of the statement.
    pub then: Rational,
}

/// One notice, and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Touched {
    /// The notice.
    pub notice: NoticeId,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether it is judged as if it stayed unchanged until the year of the statement.
    pub assumed: bool,
    /// What the check finds that it does not find now, each with how far the figure is off: below nothing where it
    /// is too low.
    pub findings: Vec<(Diagnostic, Option<Rational>)>,
    /// What it finds now and would not find.
    pub resolved: Vec<Diagnostic>,
    /// What follows for the parts, where it breaks.
    pub follows: Vec<Followed>,
}

/// What would come of a statement.
#[derive(Debug)]
pub struct Impact {
    /// The corpus with the statement supposed; places point into it.
    pub corpus: Corpus,
    /// What the statement takes the place of.
    pub replaced: Replaced,
    /// The notices, in the order of their files.
    pub notices: Vec<Touched>,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// Checks `now`, the corpus of `options`, once more with `supposed` said by `region`.
pub fn impact(now: &Corpus, options: &Options, region: RegionId, supposed: &Supposed) -> Impact {
    let concerned = concerned(now, region, supposed.year);
    let mut years: Vec<u16> = concerned.values().filter_map(|judged| judged.ok()).collect();
    years.push(supposed.year);
    years.sort_unstable();
    years.dedup();
    let replaced = replaced(now, region, &years, supposed);
    let (corpus, unreadable) = Corpus::suppose(
        options,
        &Supposition {
            path: PLACE.to_owned(),
            text: supposed.text.clone(),
            years,
            without: replaced.same.iter().chain(&replaced.bound).copied().collect(),
        },
    );
    let (before, after) = (by_file(now), by_file(&corpus));
    let none = Vec::new();
    let mut notices = Vec::new();
    for (id, judged) in concerned {
        let Some(entry) = corpus.get(id) else { continue };
        let touched = match judged {
            Err(reason) => blank(id, Outcome::NotApplicable(reason), false),
            Ok(year) => {
                let findings =
                    |all: &FxHashMap<NoticeId, Vec<Diagnostic>>| all.get(&id).unwrap_or(&none).clone();
                let (before, after) = (findings(&before), findings(&after));
                judge(&corpus, id, entry, supposed, year, &before, after)
            }
        };
        notices.push(touched);
    }
    Impact {
        corpus,
        replaced,
        notices,
        unreadable,
    }
}

fn blank(notice: NoticeId, outcome: Outcome, assumed: bool) -> Touched {
    Touched {
        notice,
        outcome,
        assumed,
        findings: Vec::new(),
        resolved: Vec::new(),
        follows: Vec::new(),
    }
}

/// For each notice that is reported on: the year under which it is judged, or why it is not.
fn concerned(corpus: &Corpus, region: RegionId, year: u16) -> BTreeMap<NoticeId, Result<u16, Reason>> {
    let regions = corpus.vocabulary().regions();
    // The nearest year up to that of the statement for which each region has a notice.
    let mut nearest: FxHashMap<RegionId, u16> = FxHashMap::default();
    for (_, entry) in corpus.reported() {
        if let Some(own) = entry.years().map(|years| years.last).filter(|own| *own <= year) {
            let known = nearest.entry(entry.region).or_insert(own);
            *known = own.max(*known);
        }
    }
    corpus
        .reported()
        .map(|(id, entry)| {
            let below = entry.region != region && regions.is_within(entry.region, region);
            let judged = match entry.years().map(|years| years.last) {
                _ if !below => Err(Reason::NotBelow),
                None => Err(Reason::NoYear),
                Some(own) if own > year => Err(Reason::LaterYear),
                Some(own) if nearest.get(&entry.region) != Some(&own) => Err(Reason::Superseded),
                Some(own) => Ok(own),
            };
            (id, judged)
        })
        .collect()
}

/// The findings on figures, dates and mandates, by notice.
fn by_file(corpus: &Corpus) -> FxHashMap<NoticeId, Vec<Diagnostic>> {
    let mut notices: BTreeMap<(crate::source::FileId, u32), NoticeId> = BTreeMap::new();
    for (id, entry) in corpus.reported() {
        let start = entry.notice.clauses.first().map_or(0, |clause| clause.span.start);
        notices.insert((entry.file(), start), id);
    }
    let mut found: FxHashMap<NoticeId, Vec<Diagnostic>> = FxHashMap::default();
    let mut all = rules::run(corpus);
    // Rules run on all cores; their findings come in no order.
    all.sort_by(|a, b| (a.primary.span, a.rule, &a.message.zh).cmp(&(b.primary.span, b.rule, &b.message.zh)));
    all.dedup();
    for diagnostic in all {
        let group = rules::rule(diagnostic.rule).map(|rule| rule.info().group);
        // That a supposed notice is not cited, or not answered in full, is no fault.
        let of_documents = matches!(diagnostic.rule, "silent-on-mandate" | "basis-not-cited");
        if of_documents || !matches!(group, Some(Group::Arithmetic | Group::Mandate)) {
            continue;
        }
        let span = diagnostic.primary.span;
        let key = (span.file, span.start);
        let near = notices
            .range(..=key)
            .next_back()
            .filter(|((file, _), _)| *file == span.file);
        let first = || {
            notices
                .range((span.file, 0)..)
                .next()
                .filter(|((file, _), _)| *file == span.file)
        };
        if let Some((_, id)) = near.or_else(first) {
            found.entry(*id).or_default().push(diagnostic);
        }
    }
    found
}

fn judge(
    corpus: &Corpus,
    id: NoticeId,
    entry: &Entry,
    supposed: &Supposed,
    year: u16,
    before: &[Diagnostic],
    after: Vec<Diagnostic>,
) -> Touched {
    let key = |found: &Diagnostic| (found.rule, found.primary.span, found.message.zh.clone());
    let known: FxHashSet<_> = before.iter().map(key).collect();
    // What is found at the same place with other figures in it has not gone.
    let still: FxHashSet<_> = after
        .iter()
        .map(|found| (found.rule, found.primary.span))
        .collect();
    let mut touched = blank(id, Outcome::Holds, year != supposed.year);
    touched.resolved = before
        .iter()
        .filter(|found| !still.contains(&(found.rule, found.primary.span)))
        .cloned()
        .collect();
    touched.findings = after
        .into_iter()
        .filter(|found| !known.contains(&key(found)))
        .map(|found| {
            let gap = gap(corpus, id, found.primary.span);
            (found, gap)
        })
        .collect();
    let by = i32::from(year).saturating_sub(i32::from(supposed.year));
    touched.outcome = match (touched.findings.is_empty(), touched.resolved.is_empty()) {
        (false, _) => Outcome::Breaks,
        (true, false) => Outcome::Agrees,
        (true, true) => match bearing(corpus, id, entry, supposed, by) {
            None => Outcome::Holds,
            Some(reason) => Outcome::NotApplicable(reason),
        },
    };
    if touched.outcome == Outcome::Breaks {
        touched.follows = follows(corpus, id, supposed, by);
    }
    touched
}

/// How far the figure at `span` is from what it could be.
fn gap(corpus: &Corpus, id: NoticeId, span: Span) -> Option<Rational> {
    let violation: &Violation = corpus.violations(id).iter().find(|violation| {
        corpus
            .statement(violation.figure)
            .is_some_and(|statement| statement.span == span || span.contains(statement.figure))
    })?;
    let Content::Value { value, .. } = &corpus.statement(violation.figure)?.content else {
        return None;
    };
    match (violation.admissible.low, violation.admissible.high) {
        (Some((low, _)), _) if *value < low => sub(value, &low),
        (_, Some((high, _))) if *value > high => sub(value, &high),
        _ => None,
    }
}

/// Why the statement does not concern the notice, by what the notice says.
fn bearing(corpus: &Corpus, id: NoticeId, entry: &Entry, supposed: &Supposed, by: i32) -> Option<Reason> {
    if let Some((key, _)) = &supposed.action
        && corpus.actions(id).iter().any(|action| action.key == *key)
    {
        return None;
    }
    let asked: Vec<Measurand> = supposed
        .statements
        .iter()
        .flat_map(|statement| measurands(&statement.content))
        .map(|measurand| Measurand {
            year: measurand.year.saturating_add(by),
            ..measurand.clone()
        })
        .collect();
    let said = corpus.statements(id).into_iter().flat_map(|all| all.spoken());
    let speaks = said
        .flat_map(|statement| measurands(&statement.content))
        .any(|measurand| {
            asked
                .iter()
                .any(|asked| asked.item == measurand.item && asked.year == measurand.year)
        });
    let left_open = entry
        .notice
        .clauses
        .iter()
        .zip(&corpus.names(id)?.subjects)
        .any(|(clause, subjects)| {
            matches!(clause.form, Form::Delegate(_))
                && subjects
                    .iter()
                    .any(|subject| asked.iter().any(|asked| asked.item == subject.measurand.item))
        });
    match (speaks, left_open, entry.notice.header.forwards.is_empty()) {
        (true, ..) => None,
        (false, true, _) => Some(Reason::Delegated),
        (false, false, false) => Some(Reason::Forwarded),
        (false, false, true) => Some(Reason::Silent),
    }
}

fn measurands(content: &Content) -> Vec<&Measurand> {
    match content {
        Content::Value { measurand, .. } | Content::Nothing { measurand } => vec![measurand],
        Content::Share { part, whole, .. } => vec![part, whole],
        Content::Equation { terms, .. } => terms.iter().map(|(_, measurand, _)| measurand).collect(),
    }
}

/// The parts of the supposed amount, by the shares that reach the notice.
fn follows(corpus: &Corpus, id: NoticeId, supposed: &Supposed, by: i32) -> Vec<Followed> {
    let [statement] = supposed.statements.as_slice() else {
        return Vec::new();
    };
    let Content::Value {
        measurand,
        value,
        relation: Relation::Equal | Relation::Reaches | Relation::AtLeast,
        ..
    } = &statement.content
    else {
        return Vec::new();
    };
    let top = Measurand {
        year: measurand.year.saturating_add(by),
        ..measurand.clone()
    };
    let cases = std::iter::once(Case::default()).chain(corpus.statements(id).into_iter().flat_map(|all| {
        all.places.iter().map(|place| Case {
            place: Some(place.clone()),
            population: None,
        })
    }));
    let mut found: Vec<Followed> = Vec::new();
    for case in cases {
        let mut open = vec![(top.clone(), *value, 0usize)];
        while let Some((of, amount, depth)) = open.pop() {
            if depth >= DEPTH {
                continue;
            }
            for (part, share) in shares(corpus, id, &of, &case) {
                let Some(then) = mul(&share, &amount) else {
                    continue;
                };
                let followed = Followed {
                    now: own_value(corpus, id, &part, &case),
                    measurand: part.clone(),
                    case: case.clone(),
                    share,
                    then,
                };
                // What holds everywhere is said once.
                let known = found
                    .iter()
                    .any(|known| known.measurand == part && known.then == then);
                if !known {
                    found.push(followed);
                }
                open.push((part, then, depth.saturating_add(1)));
            }
        }
    }
    found
}

/// The shares of `of` that reach the notice in a case; of several on one part the nearest notice's counts.
fn shares(corpus: &Corpus, id: NoticeId, of: &Measurand, case: &Case) -> Vec<(Measurand, Rational)> {
    let mut found: Vec<(Measurand, Rational)> = Vec::new();
    let owners = std::iter::once(id)
        .chain(corpus.forwarded(id).iter().copied())
        .chain(corpus.ancestors(id).iter().rev().copied());
    for owner in owners {
        for statement in corpus.statements(owner).map_or(&[][..], |all| all.all.as_slice()) {
            let Content::Share {
                part,
                whole: base,
                share,
                ..
            } = &statement.content
            else {
                continue;
            };
            if base == of
                && *share > whole(0)
                && !found.iter().any(|(known, _)| known == part)
                && corpus.applies(id, owner, &statement.groups, case).is_some()
            {
                found.push((part.clone(), *share));
            }
        }
    }
    found
}

/// What the notice itself gives for a part in a case, the closest statement first.
fn own_value(corpus: &Corpus, id: NoticeId, part: &Measurand, case: &Case) -> Option<Rational> {
    let mut best = None;
    for statement in &corpus.statements(id)?.all {
        let Content::Value { measurand, value, .. } = &statement.content else {
            continue;
        };
        if measurand == part
            && let Some(closeness) = corpus.applies(id, id, &statement.groups, case)
            && best.is_none_or(|(known, _)| closeness > known)
        {
            best = Some((closeness, *value));
        }
    }
    best.map(|(_, value)| value)
}
