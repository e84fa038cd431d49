//! Findings that somebody has asked to be left out, with a reason.

use rustc_hash::FxHashMap;

use super::Diagnostic;
use crate::source::{FileId, PathSet, Span};

/// The rule that finds suppressions which leave out nothing. It is known here because such a suppression
/// may itself be left out, so that the order matters in which they are judged.
pub const UNUSED_SUPPRESSION: &str = "unused-suppression";

/// Where a suppression holds.
#[derive(Debug, Clone)]
pub enum Scope {
    /// Where a finding touches these lines.
    Lines(Span),
    /// In these files.
    Files(PathSet),
}

/// One rule to be left out somewhere.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// Name of the rule.
    pub rule: &'static str,
    /// Where it holds.
    pub scope: Scope,
    /// The place to point at where it leaves out nothing.
    pub place: Span,
}

impl Suppression {
    /// Whether it leaves out what is said of other suppressions.
    pub(super) fn is_of_unused(&self) -> bool {
        self.rule == UNUSED_SUPPRESSION
    }

    fn holds(&self, diagnostic: &Diagnostic, path: &str) -> bool {
        if self.rule != diagnostic.rule {
            return false;
        }
        match &self.scope {
            Scope::Lines(lines) => {
                let found = diagnostic.primary.span;
                found.file == lines.file
                    && found.start <= lines.end
                    && (found.end > lines.start || found.start >= lines.start)
                    // It cannot leave out what is said of itself.
                    && !(self.is_of_unused() && found == self.place)
            }
            Scope::Files(files) => files.takes(path),
        }
    }
}

/// All suppressions of a run, and which of them were of use.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    all: Vec<Suppression>,
    used: Vec<bool>,
    by_file: FxHashMap<FileId, Vec<usize>>,
    anywhere: Vec<usize>,
}

impl Suppressions {
    pub(super) fn new(all: Vec<Suppression>) -> Self {
        let mut by_file: FxHashMap<FileId, Vec<usize>> = FxHashMap::default();
        let mut anywhere = Vec::new();
        for (index, suppression) in all.iter().enumerate() {
            match &suppression.scope {
                Scope::Lines(lines) => by_file.entry(lines.file).or_default().push(index),
                Scope::Files(_) => anywhere.push(index),
            }
        }
        Suppressions {
            used: vec![false; all.len()],
            all,
            by_file,
            anywhere,
        }
    }

    /// Whether the finding is to be left out; every suppression that says so is in use from now on.
    pub(super) fn take(&mut self, diagnostic: &Diagnostic, path: &str) -> bool {
        let here = self.by_file.get(&diagnostic.primary.span.file);
        let mut taken = false;
        for &index in here.into_iter().flatten().chain(&self.anywhere) {
            let holds = self.all.get(index).is_some_and(|one| one.holds(diagnostic, path));
            if holds && let Some(used) = self.used.get_mut(index) {
                *used = true;
                taken = true;
            }
        }
        taken
    }

    /// Those that have left out nothing so far.
    pub(super) fn unused(&self) -> impl Iterator<Item = Suppression> {
        let unused = self.all.iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.map(|(suppression, _)| suppression.clone())
    }

    /// Whether it has left out something.
    pub(super) fn is_used(&self, suppression: &Suppression) -> bool {
        let mut all = self.all.iter().zip(&self.used);
        all.any(|(other, used)| *used && other.place == suppression.place && other.rule == suppression.rule)
    }
}
