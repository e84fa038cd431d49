//! Which rules are heard, and at what level.

use super::sink::Whereabouts;
use super::{Diagnostic, Severity};
use crate::source::PathSet;

/// A rule name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name as given.
    pub name: String,
    /// The nearest rule there is.
    pub nearest: Option<&'static str>,
}

/// What somebody has settled for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Not heard.
    Off,
    /// Heard at this level.
    At(Severity),
}

/// Which rules are heard, and at what level.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    select: Vec<&'static str>,
    ignore: Vec<&'static str>,
    settings: Vec<(&'static str, Setting)>,
    /// Later ones go before earlier ones, and all before `settings`.
    places: Vec<(PathSet, Vec<(&'static str, Setting)>)>,
}

impl Levels {
    /// Keeps the rules named in `select` (all where it is empty) and drops those in `ignore`.
    ///
    /// # Errors
    /// The first name that is not among `known`.
    pub fn new(known: &[&'static str], select: &[String], ignore: &[String]) -> Result<Self, UnknownRule> {
        Levels::default().selecting(known, select, ignore)
    }

    /// The same levels, of the rules named in `select` (all where it is empty) without those in `ignore`.
    ///
    /// # Errors
    /// The first name that is not among `known`.
    pub fn selecting(
        mut self,
        known: &[&'static str],
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
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
        self.select = resolve(select)?;
        self.ignore = resolve(ignore)?;
        Ok(self)
    }

    /// Sets the levels of rules.
    #[must_use]
    pub fn set(mut self, settings: Vec<(&'static str, Setting)>) -> Self {
        self.settings.extend(settings);
        self
    }

    /// Sets the levels of rules in some files only.
    #[must_use]
    pub fn set_in(mut self, files: PathSet, settings: Vec<(&'static str, Setting)>) -> Self {
        self.places.push((files, settings));
        self
    }

    /// The finding at the level at which it is heard; nothing where it is not.
    ///
    /// What its rule has lowered for a reason of its own is never raised by a setting, only lowered further.
    pub(super) fn weigh(&self, diagnostic: Diagnostic, run: &impl Whereabouts) -> Option<Diagnostic> {
        let rule = diagnostic.rule;
        if !self.is_chosen(rule) {
            return None;
        }
        let of = |settings: &[(&'static str, Setting)]| -> Option<Setting> {
            let mut settings = settings.iter().rev();
            settings
                .find(|(name, _)| *name == rule)
                .map(|(_, setting)| *setting)
        };
        let here = self.places.iter().rev().find_map(|(files, settings)| {
            // The rule is looked up first, because telling a file is dearer.
            of(settings).filter(|_| files.takes(run.path(&diagnostic)))
        });
        match here.or_else(|| of(&self.settings)) {
            None => Some(diagnostic),
            Some(Setting::Off) => None,
            Some(Setting::At(level)) => {
                let own = diagnostic.severity;
                let is_lowered = own < run.level(rule);
                Some(diagnostic.severity(if is_lowered { own.min(level) } else { level }))
            }
        }
    }

    fn is_chosen(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
    }

    /// Whether findings of `rule` are heard anywhere.
    pub fn hears(&self, rule: &str) -> bool {
        let last = self.settings.iter().rev().find(|(name, _)| *name == rule);
        let off = last.is_some_and(|(_, setting)| *setting == Setting::Off);
        let elsewhere = self.places.iter().any(|(_, settings)| {
            settings
                .iter()
                .any(|(name, setting)| *name == rule && *setting != Setting::Off)
        });
        self.is_chosen(rule) && (!off || elsewhere)
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
