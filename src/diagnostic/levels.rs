//! Which rules are heard, and at what level.

use super::Diagnostic;
use super::sink::Whereabouts;

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

    /// The finding at the level at which it is heard; nothing where it is not.
    pub(super) fn weigh(&self, diagnostic: Diagnostic, _run: &impl Whereabouts) -> Option<Diagnostic> {
        self.hears(diagnostic.rule).then_some(diagnostic)
    }

    /// Whether findings of `rule` are heard.
    pub fn hears(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
    }
}

/// The known name that is nearest to `name`, if any is near at all.
pub(crate) fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    known
        .iter()
        .map(|rule| (strsim::damerau_levenshtein(name, rule), *rule))
        .filter(|(distance, rule)| *distance <= 2.max(rule.len() / 3))
        .min()
        .map(|(_, rule)| rule)
}
