//! All notices of a run, resolved against each other.
//!
//! Everything that rules need to know is worked out here, once; rules read it and never recompute it.

mod action;
mod agree;
mod answers;
mod blame;
mod builtin;
mod candidates;
mod case;
mod constrain;
mod coverage;
mod derive;
mod describe;
mod drift;
mod duty;
mod entry;
mod evidence;
mod family;
mod floor;
mod history;
mod input;
mod judge;
mod key;
mod lineage;
mod load;
mod mandates;
mod meet;
mod misread;
mod names;
mod overlap;
pub mod rational;
mod region;
mod rounding;
mod silence;
mod standing;
mod statement;
mod suppose;
mod system;
#[cfg(test)]
mod trust_tests;
mod view;
mod violation;
pub mod why;

pub use action::Action;
pub use case::Case;
pub use coverage::{Answer, Cell, Coverage, Ground, Part, Product, Reckoning, State};
pub use drift::Drift;
pub use duty::{ClauseRef, DateBreach, Duties, Silence, Uncited, WeakerForce};
pub use entry::{Entry, NoticeId, Origin, Placing, Role};
pub use evidence::{EvidenceCounts, Evidenced, LostPhrase, NoticeEvidence, SourceText, is_evidence_for};
pub use input::{ReadText, has_notices, read_extracts, read_texts};
pub(crate) use key::action_key;
pub use key::{BearerKey, GroupKey, ItemKey, Measurand, ResolvedSubject};
pub use load::{FILE_LIMIT, Unreadable};
pub use mandates::Mandate;
pub use names::{AmbiguousBearer, Names};
pub use statement::{Content, EquationKind, Statement, Statements};
pub use suppose::Supposition;
pub use view::StatementRef;
pub use violation::{Admissible, Deduction, Violation, ViolationKind};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::notice::{Notice, NoticeNumber};
use crate::source::{FileId, PathSet, SourceFile, Sources};
use crate::text::{Document, NoticeText};
use crate::vocabulary::{Level, RegionId, Vocabulary};
use action::Actions;
use evidence::EvidenceIndex;
use history::History;
use input::Gathered;
use lineage::Lineage;

/// What to put into a corpus: texts of notices, extracts, or folders of them.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What to report on.
    pub paths: Vec<PathBuf>,
    /// What is held as mandates and not reported on.
    pub against: Vec<PathBuf>,
    /// Leaves out the national notices that ship inside the program.
    pub no_builtin: bool,
    /// Folders that hold the source texts of extracts.
    pub sources: Vec<PathBuf>,
    /// Files that are passed over when a folder is walked.
    pub exclude: PathSet,
    /// The names known to a check; those of the program where none are given.
    pub vocabulary: Option<Vocabulary>,
    /// How far off 左右 may be, in thousandths of the value; see [`Corpus::load`] for what it is otherwise.
    pub tolerance: Option<u32>,
}

impl Options {
    /// The names known to a check.
    fn vocabulary(&self) -> Cow<'static, Vocabulary> {
        match &self.vocabulary {
            Some(vocabulary) => Cow::Owned(vocabulary.clone()),
            None => Cow::Borrowed(Vocabulary::builtin()),
        }
    }
}

/// How far from a value 左右 may be, in thousandths of the value, unless somebody says otherwise.
const ABOUT: u32 = 50;

/// A text given directly, without a file on disk.
#[derive(Debug, Clone)]
pub struct Given {
    /// What stands where a path stands for files.
    pub path: String,
    /// The text of a notice, or of an extract.
    pub text: String,
    /// Why it is in the corpus.
    pub role: Role,
}

/// All notices of a run.
#[derive(Debug)]
pub struct Corpus {
    sources: Sources,
    vocabulary: Cow<'static, Vocabulary>,
    /// How far from a value 左右 may be, in thousandths of the value.
    tolerance: u32,
    entries: Vec<Entry>,
    /// In the order of their files.
    texts: Vec<(FileId, NoticeText)>,
    aside: usize,
    by_number: FxHashMap<NoticeNumber, NoticeId>,
    lineage: Lineage,
    names: Vec<Names>,
    /// Whose 归类 hold for each notice.
    classifying: Vec<Vec<NoticeId>>,
    statements: Vec<Statements>,
    floors: Vec<FxHashSet<Measurand>>,
    violations: Vec<Vec<Violation>>,
    history: History,
    actions: Vec<Actions>,
    drifts: Vec<Vec<Drift>>,
    duties: Vec<Duties>,
    evidence: EvidenceIndex,
}

impl Corpus {
    /// Finds, reads and resolves the files that `options` name. What cannot be read is returned
    /// beside the corpus, and the rest is in it all the same.
    pub fn load(options: &Options) -> (Corpus, Vec<Unreadable>) {
        let vocabulary = options.vocabulary();
        let mut gathered = Gathered::load(options, &vocabulary);
        let unreadable = std::mem::take(&mut gathered.unreadable);
        (
            Corpus::resolve(gathered, vocabulary, options.tolerance),
            unreadable,
        )
    }

    /// The national notices that ship inside the program.
    pub fn builtin() -> impl Iterator<Item = Given> {
        builtin::BUILTIN.into_iter().map(|(path, text)| Given {
            path: path.to_owned(),
            text: text.to_owned(),
            role: Role::Builtin,
        })
    }

    /// Resolves what is already in memory. The ending of its name says what each is, as for files; what has
    /// no ending is an extract.
    pub fn new(given: Vec<Given>, vocabulary: &'static Vocabulary) -> Corpus {
        Corpus::resolve(
            Gathered::given(given, vocabulary),
            Cow::Borrowed(vocabulary),
            None,
        )
    }

    fn resolve(gathered: Gathered, vocabulary: Cow<'static, Vocabulary>, tolerance: Option<u32>) -> Corpus {
        let Gathered {
            sources,
            mut entries,
            texts,
            aside,
            ..
        } = gathered;
        let by_number = index_numbers(&mut entries);
        let vocabulary = match region::place(&mut entries, &vocabulary, &by_number) {
            Some(extended) => Cow::Owned(extended),
            None => vocabulary,
        };
        let lineage = Lineage::new(&entries, &vocabulary, &by_number);
        let evidence = EvidenceIndex::new(&entries, &sources, &texts);
        let mut corpus = Corpus {
            sources,
            vocabulary,
            tolerance: tolerance.unwrap_or(ABOUT),
            entries,
            texts,
            aside,
            by_number,
            lineage,
            names: Vec::new(),
            classifying: Vec::new(),
            statements: Vec::new(),
            floors: Vec::new(),
            violations: Vec::new(),
            history: History::default(),
            actions: Vec::new(),
            drifts: Vec::new(),
            duties: Vec::new(),
            evidence,
        };
        corpus.resolve_names();
        corpus.classifying = corpus.find_classifying();
        corpus.statements = corpus
            .entries
            .par_iter()
            .zip(&corpus.names)
            .map(|(entry, names)| statement::statements(&entry.notice, names, &corpus.vocabulary))
            .collect();
        corpus.history = History::new(&corpus.entries, &corpus.statements, |id| {
            corpus.lineage.is_in_force(id)
        });
        let count = corpus.entries.len();
        corpus.floors = (0..count)
            .into_par_iter()
            .map(|index| corpus.find_floors(NoticeId::from_index(index)))
            .collect();
        corpus.actions = corpus
            .entries
            .par_iter()
            .map(|entry| action::actions(entry, &corpus.vocabulary))
            .collect();
        corpus.drifts = drift::all(&corpus);
        corpus.duties = (0..count)
            .into_par_iter()
            .map(|index| {
                let id = NoticeId::from_index(index);
                if corpus.get(id).is_some_and(Entry::is_reported) {
                    duty::duties(&corpus, id)
                } else {
                    Duties::default()
                }
            })
            .collect();
        corpus.judge_all();
        corpus
    }

    /// Judges the notices from the nation downwards and from earlier years to later ones, so that what
    /// is wrong in one is not held against those that rest on it.
    fn judge_all(&mut self) {
        let mut rounds: BTreeMap<(Level, u16), Vec<NoticeId>> = BTreeMap::new();
        for (id, entry) in self.reported() {
            let level = self.vocabulary.regions().get(entry.region).level;
            let year = entry.years().map_or(0, |years| years.last);
            rounds.entry((level, year)).or_default().push(id);
        }
        self.violations = vec![Vec::new(); self.entries.len()];
        let mut wrong: FxHashSet<StatementRef> = FxHashSet::default();
        for ids in rounds.into_values() {
            let judged: Vec<(Vec<Violation>, Vec<StatementRef>)> =
                ids.par_iter().map(|&id| judge::judge(self, id, &wrong)).collect();
            for (id, (violations, blamed)) in ids.into_iter().zip(judged) {
                wrong.extend(blamed);
                if let Some(slot) = self.violations.get_mut(id.index()) {
                    *slot = violations;
                }
            }
        }
    }

    fn resolve_names(&mut self) {
        let vocabulary: &Vocabulary = &self.vocabulary;
        let looks: Vec<names::FirstLook> = self
            .entries
            .par_iter()
            .map(|entry| names::first_look(entry, vocabulary))
            .collect();
        let items: Vec<names::BearerItems> = looks.iter().map(|look| look.items.clone()).collect();
        let lineage = &self.lineage;
        let by_number = &self.by_number;
        self.names = self
            .entries
            .par_iter()
            .zip(looks)
            .enumerate()
            .map(|(index, (entry, look))| {
                let id = NoticeId::from_index(index);
                let cited = entry
                    .notice
                    .header
                    .basis
                    .iter()
                    .filter_map(|number| by_number.get(number).copied());
                let inherited: Vec<&names::BearerItems> = lineage
                    .forwarded(id)
                    .iter()
                    .copied()
                    .chain(cited)
                    .chain(lineage.ancestors(id).iter().rev().copied())
                    .filter_map(|above| items.get(above.index()))
                    .collect();
                names::resolve(entry, vocabulary, look, &inherited)
            })
            .collect();
    }

    /// The resolved names of a notice.
    pub fn names(&self, id: NoticeId) -> Option<&Names> {
        self.names.get(id.index())
    }

    /// What the clauses of a notice amount to.
    pub fn statements(&self, id: NoticeId) -> Option<&Statements> {
        self.statements.get(id.index())
    }

    /// One statement.
    pub fn statement(&self, reference: StatementRef) -> Option<&Statement> {
        self.statements(reference.notice)?.all.get(reference.index)
    }

    /// What other notices of its region say of the quantities of a notice.
    pub(crate) fn bearing_on(&self, id: NoticeId) -> Vec<StatementRef> {
        match (self.get(id), self.statements(id)) {
            (Some(entry), Some(statements)) => self.history.bearing_on(entry.region, id, statements),
            _ => Vec::new(),
        }
    }

    /// The notices whose 归类 hold for `id`.
    pub(crate) fn classifying(&self, id: NoticeId) -> &[NoticeId] {
        self.classifying.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether `other` is a notice of a region above that of `id`, or one that it forwards, so that what it
    /// says is a mandate; a notice of the same region only says the same thing or another.
    pub(crate) fn is_above(&self, other: NoticeId, id: NoticeId) -> bool {
        match (self.get(other), self.get(id)) {
            (Some(above), Some(own)) => other != id && above.region != own.region,
            _ => false,
        }
    }

    /// The actions of a notice that findings may rest on: dates and time limits of tasks.
    pub fn actions(&self, id: NoticeId) -> &[Action] {
        self.actions.get(id.index()).map_or(&[], |actions| &actions.sure)
    }

    /// The actions of a notice whose reading is not sure.
    pub fn unsure_actions(&self, id: NoticeId) -> &[Action] {
        self.actions
            .get(id.index())
            .map_or(&[], |actions| &actions.unsure)
    }

    /// How a notice meets what those above ask beyond figures. Only of notices that are reported on.
    pub fn duties(&self, id: NoticeId) -> Option<&Duties> {
        self.duties.get(id.index())
    }

    /// Where the figures of a notice, and those above it, cannot all be right. Only of notices that
    /// are reported on.
    pub fn violations(&self, id: NoticeId) -> &[Violation] {
        self.violations.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Those of [`Corpus::violations`] that are of one kind.
    pub fn violations_of(&self, id: NoticeId, kind: ViolationKind) -> impl Iterator<Item = &Violation> {
        self.violations(id)
            .iter()
            .filter(move |violation| violation.kind == kind)
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Takes in a file that findings may point into, and that states nothing.
    pub fn add_source(&mut self, file: SourceFile) -> FileId {
        self.sources.add(file)
    }

    /// The files alone, once everything has been found.
    ///
    /// All else is freed on another thread: for many notices that takes longer than showing what was found.
    pub fn into_sources(mut self) -> Sources {
        let sources = std::mem::take(&mut self.sources);
        rayon::spawn(move || drop(self));
        sources
    }

    /// The vocabulary, with the places that only this corpus knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// All notices, in the order of their files.
    pub fn entries(&self) -> impl Iterator<Item = (NoticeId, &Entry)> {
        self.entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (NoticeId::from_index(index), entry))
    }

    /// The notices that are reported on.
    pub fn reported(&self) -> impl Iterator<Item = (NoticeId, &Entry)> {
        self.entries().filter(|(_, entry)| entry.is_reported())
    }

    /// One notice; `None` for an identity of another corpus.
    pub fn get(&self, id: NoticeId) -> Option<&Entry> {
        self.entries.get(id.index())
    }

    /// The notice with this number: 代字, year and serial together.
    pub fn by_number(&self, number: &NoticeNumber) -> Option<NoticeId> {
        self.by_number.get(number).copied()
    }

    /// The notices of all regions above the notice's own, for the same 年度, from the nation
    /// downwards, whether it cites them or not. Repealed notices and second notices of one number
    /// are not among them.
    pub fn ancestors(&self, id: NoticeId) -> &[NoticeId] {
        self.lineage.ancestors(id)
    }

    /// The notices that it forwards, and those that these forward.
    pub fn forwarded(&self, id: NoticeId) -> &[NoticeId] {
        self.lineage.forwarded(id)
    }

    /// The texts of notices, in the order of their files.
    pub fn texts(&self) -> impl Iterator<Item = (FileId, &NoticeText)> {
        self.texts.iter().map(|(file, text)| (*file, text))
    }

    /// The text of a notice and its part of that text, whether it was read from there or the text is that
    /// of its extract.
    pub fn text_of(&self, id: NoticeId) -> Option<(&NoticeText, &Document)> {
        let (file, document, _) = self.get(id)?.text_part()?;
        let at = self.texts.binary_search_by_key(&file, |(known, _)| *known).ok()?;
        let (_, text) = self.texts.get(at)?;
        Some((text, text.documents.get(document)?))
    }

    /// What the text of an extract was read as. Nothing for a notice that was itself read from its text, or
    /// whose text is not at hand.
    pub fn reading_of(&self, id: NoticeId) -> Option<&Notice> {
        self.get(id)?
            .counterpart
            .as_ref()
            .map(|counterpart| &counterpart.notice)
    }

    /// Where the text of an extract says otherwise, or more. Only of extracts that are reported on.
    pub fn drifts(&self, id: NoticeId) -> &[Drift] {
        self.drifts.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// How many texts were found in folders and left aside because they do not read as notices.
    pub fn left_aside(&self) -> usize {
        self.aside
    }

    /// What the source text of a notice says of its statements. Texts are looked for only for notices that
    /// are reported on.
    pub fn evidence(&self, id: NoticeId) -> Option<&NoticeEvidence> {
        self.evidence.get(id)
    }

    /// How many statements of the notices that are reported on have which kind of evidence.
    pub fn evidence_counts(&self) -> EvidenceCounts {
        self.evidence.counts(&self.entries)
    }

    /// The notices of one region for one 年度.
    pub fn of_region(&self, region: RegionId, years: (u16, u16)) -> &[NoticeId] {
        self.lineage.of_region(region, years)
    }
}

/// Numbers to notices. A number that occurs twice belongs to the first notice that is reported on;
/// a built-in notice gives way to any other.
fn index_numbers(entries: &mut Vec<Entry>) -> FxHashMap<NoticeNumber, NoticeId> {
    let held: rustc_hash::FxHashSet<NoticeNumber> = entries
        .iter()
        .filter(|entry| entry.role != Role::Builtin)
        .filter_map(|entry| entry.number().cloned())
        .collect();
    // The files stay known to the sources; only the notices are taken out.
    entries.retain(|entry| {
        entry.role != Role::Builtin || entry.number().is_none_or(|number| !held.contains(number))
    });
    let mut by_number: FxHashMap<NoticeNumber, NoticeId> = FxHashMap::default();
    for index in 0..entries.len() {
        let id = NoticeId::from_index(index);
        let Some(number) = entries.get(index).and_then(|entry| entry.number().cloned()) else {
            continue;
        };
        match by_number.entry(number) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(id);
            }
            std::collections::hash_map::Entry::Occupied(slot) => {
                if let Some(entry) = entries.get_mut(index) {
                    entry.duplicate_of = Some(*slot.get());
                }
            }
        }
    }
    by_number
}
