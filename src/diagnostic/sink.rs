//! Where findings go after the rules have run: levels, selection and order act here and nowhere else.

use std::collections::BTreeMap;

use super::{Diagnostic, Severity};

/// A rule name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name as given.
    pub name: String,
    /// The nearest rule there is.
    pub nearest: Option<&'static str>,
}

/// Which rules are heard.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    select: Vec<&'static str>,
    ignore: Vec<&'static str>,
}

impl Levels {
    /// Keeps the rules named in `select` (all where it is empty) and drops those in `ignore`.
    ///
    /// # Errors
    /// The first name that is not among `known`.
    pub fn new(known: &[&'static str], select: &[String], ignore: &[String]) -> Result<Self, UnknownRule> {
        let resolve = |names: &[String]| -> Result<Vec<&'static str>, UnknownRule> {
            names
                .iter()
                .map(|name| {
                    known
                        .iter()
                        .find(|rule| *rule == name)
                        .copied()
                        .ok_or_else(|| UnknownRule {
                            name: name.clone(),
                            nearest: nearest(name, known),
                        })
                })
                .collect()
        };
        Ok(Levels {
            select: resolve(select)?,
            ignore: resolve(ignore)?,
        })
    }

    /// Whether findings of `rule` are heard.
    pub fn hears(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
    }
}

/// The known name that is nearest to `name`, if any is near at all.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    known
        .iter()
        .map(|rule| (strsim::damerau_levenshtein(name, rule), *rule))
        .filter(|(distance, rule)| *distance <= 2.max(rule.len() / 3))
        .min()
        .map(|(_, rule)| rule)
}

/// Collects findings, applies [`Levels`] and puts them into their stable order.
#[derive(Debug, Default)]
pub struct Sink {
    levels: Levels,
    kept: Vec<Diagnostic>,
}

impl Sink {
    /// A sink that hears what `levels` lets through.
    pub fn new(levels: Levels) -> Self {
        Sink {
            levels,
            kept: Vec::new(),
        }
    }

    /// Takes one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.levels.hears(diagnostic.rule) {
            self.kept.push(diagnostic);
        }
    }

    /// All findings, ordered by the path of their file (`path_of`), place, level and rule.
    pub fn finish<'a>(mut self, path_of: impl Fn(&Diagnostic) -> &'a str) -> Vec<Diagnostic> {
        let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in &self.kept {
            ranks.insert(path_of(diagnostic), 0);
        }
        for (rank, (_, slot)) in ranks.iter_mut().enumerate() {
            *slot = rank;
        }
        self.kept.sort_by_cached_key(|diagnostic| {
            let span = diagnostic.primary.span;
            let rank = ranks.get(path_of(diagnostic)).copied().unwrap_or_default();
            (
                rank,
                span.start,
                span.end,
                std::cmp::Reverse(diagnostic.severity),
                diagnostic.rule,
                diagnostic.message.zh.clone(),
            )
        });
        self.kept.dedup();
        self.kept
    }
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Counts::default();
        for diagnostic in diagnostics {
            let slot = match diagnostic.severity {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Info => &mut counts.infos,
            };
            *slot = slot.saturating_add(1);
        }
        counts
    }
}
