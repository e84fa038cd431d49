//! Where findings go after the rules have run: suppressions, levels, the baseline and the order act here and
//! nowhere else.

use std::collections::BTreeMap;

use super::baseline::{Baseline, Identity, Known};
use super::suppression::{Suppression, Suppressions};
use super::{Diagnostic, Levels, Severity};

/// What only the run knows of a finding.
pub trait Whereabouts {
    /// The default level of a rule.
    fn level(&self, rule: &str) -> Severity;

    /// The path of its file.
    fn path(&self, diagnostic: &Diagnostic) -> &str;

    /// What stays the same of it when lines move.
    fn identity(&self, diagnostic: &Diagnostic) -> Identity;

    /// The finding that a suppression leaves out nothing; none where that could not be told.
    fn unused(&self, suppression: &Suppression) -> Option<Diagnostic>;
}

/// What came of all findings.
#[derive(Debug, Default)]
pub struct Settled {
    /// The findings to be shown, ordered by the path of their file, place, level and rule.
    pub kept: Vec<Diagnostic>,
    /// How many findings were left out because a comment or the configuration asks for it.
    pub suppressed: usize,
    /// What came of the baseline.
    pub known: Known,
}

/// Collects findings, and settles which of them are shown and at what level.
#[derive(Debug, Default)]
pub struct Sink {
    levels: Levels,
    suppressions: Suppressions,
    baseline: Option<Baseline>,
    found: Vec<Diagnostic>,
}

impl Sink {
    /// A sink that hears what `levels` lets through.
    pub fn new(levels: Levels) -> Self {
        Sink {
            levels,
            ..Sink::default()
        }
    }

    /// Leaves out what `suppressions` speak of.
    #[must_use]
    pub fn suppressing(mut self, suppressions: Vec<Suppression>) -> Self {
        self.suppressions = Suppressions::new(suppressions);
        self
    }

    /// Leaves out what was known before.
    #[must_use]
    pub fn knowing(mut self, baseline: Option<Baseline>) -> Self {
        self.baseline = baseline;
        self
    }

    /// Takes one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes findings.
    pub fn extend(&mut self, diagnostics: Vec<Diagnostic>) {
        self.found.extend(diagnostics);
    }

    /// Settles all findings, in an order that does not depend on that in which they came.
    pub fn settle(mut self, run: &impl Whereabouts) -> Settled {
        let found = order(std::mem::take(&mut self.found), run);
        let mut settled = Settled::default();
        let mut known = self.baseline.take().map(Baseline::into_counts);
        for diagnostic in found {
            self.one(diagnostic, run, &mut known, &mut settled);
        }
        // A suppression may leave out what is said of another one. Those that do are judged last.
        let (last, first): (Vec<_>, Vec<_>) = self.suppressions.unused().partition(|s| s.is_of_unused());
        for suppression in &first {
            if let Some(diagnostic) = run.unused(suppression) {
                self.one(diagnostic, run, &mut known, &mut settled);
            }
        }
        for suppression in last
            .iter()
            .filter(|suppression| !self.suppressions.is_used(suppression))
        {
            if let Some(diagnostic) = run.unused(suppression)
                && let Some(diagnostic) = self.levels.weigh(diagnostic, run)
            {
                settled.keep(diagnostic, run, &mut known);
            }
        }
        if let Some(known) = known {
            settled.known.gone = known.left();
        }
        settled.kept = order(settled.kept, run);
        settled
    }

    fn one(
        &mut self,
        diagnostic: Diagnostic,
        run: &impl Whereabouts,
        known: &mut Option<super::baseline::Counts>,
        settled: &mut Settled,
    ) {
        let suppressed = self.suppressions.take(&diagnostic, run.path(&diagnostic));
        // What is not heard anyway is not counted as left out; its suppression is in use all the same.
        let Some(diagnostic) = self.levels.weigh(diagnostic, run) else {
            return;
        };
        if suppressed {
            settled.suppressed = settled.suppressed.saturating_add(1);
        } else {
            settled.keep(diagnostic, run, known);
        }
    }
}

impl Settled {
    fn keep(
        &mut self,
        diagnostic: Diagnostic,
        run: &impl Whereabouts,
        known: &mut Option<super::baseline::Counts>,
    ) {
        let identity = run.identity(&diagnostic);
        if known.as_mut().is_some_and(|known| known.take(&identity)) {
            self.known.count = self.known.count.saturating_add(1);
        } else {
            self.kept.push(Diagnostic {
                identity: Some(identity),
                ..diagnostic
            });
        }
    }
}

/// Findings by the path of their file, place, level, rule and words, each once.
fn order(mut found: Vec<Diagnostic>, run: &impl Whereabouts) -> Vec<Diagnostic> {
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &found {
        ranks.insert(run.path(diagnostic), 0);
    }
    for (rank, (_, slot)) in ranks.iter_mut().enumerate() {
        *slot = rank;
    }
    found.sort_by_cached_key(|diagnostic| {
        let span = diagnostic.primary.span;
        let rank = ranks.get(run.path(diagnostic)).copied().unwrap_or_default();
        (
            rank,
            span.start,
            span.end,
            std::cmp::Reverse(diagnostic.severity),
            diagnostic.rule,
            diagnostic.message.zh.clone(),
        )
    });
    found.dedup();
    found
}
