//! From a corpus to the findings that are shown: all rules, then suppressions, levels and the baseline.
//!
//! The rules know nothing of what is left out, and the sink knows nothing of notices; here they meet.

mod run;
mod suppressions;

pub use run::Run;

use crate::corpus::Corpus;
use crate::diagnostic::{Baseline, Diagnostic, Levels, Settled, Sink, Suppression};

/// What is let through.
#[derive(Debug, Default)]
pub struct Gate {
    /// Which rules are heard.
    pub levels: Levels,
    /// What is left out beside what the extracts say.
    pub suppressions: Vec<Suppression>,
    /// What was known before.
    pub baseline: Option<Baseline>,
}

impl Gate {
    /// Runs every rule over the corpus and settles what is shown.
    pub fn check(self, corpus: &Corpus) -> Settled {
        let mut suppressions = suppressions::of(corpus);
        suppressions.extend(self.suppressions);
        let mut sink = Sink::new(self.levels)
            .suppressing(suppressions)
            .knowing(self.baseline);
        sink.extend(crate::rules::run(corpus));
        sink.settle(&Run::new(corpus))
    }
}

/// The baseline that knows all of `diagnostics`, which have been settled.
pub fn baseline(diagnostics: &[Diagnostic]) -> Baseline {
    let identities = diagnostics.iter().filter_map(|found| found.identity.clone());
    identities.collect()
}
