//! The RON shape of `duibiao.ron`. Every key may be left out; one that does not exist is an error.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::vocabulary::VocabularyData;

/// The whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConfigData {
    /// The level from which on the exit status is 1; `Error` where it is left out.
    pub deny: Option<LevelWord>,
    /// Levels by the names of rules.
    pub levels: BTreeMap<String, LevelWord>,
    /// Levels in some files only; later ones go before earlier ones.
    pub paths: Vec<PathData>,
    /// Findings that are left out, with a reason.
    pub suppressions: Vec<SuppressionData>,
    /// Patterns of files that are not looked at.
    pub exclude: Vec<String>,
    /// Files and folders held as mandates and not reported on.
    pub against: Vec<String>,
    /// Folders where extracts find their texts.
    pub sources: Vec<String>,
    /// Whether the national notices inside the program are used; they are where it is left out.
    pub builtin: Option<bool>,
    /// The baseline.
    pub baseline: Option<String>,
    /// How far off 左右 may be, in per cent, such as "5%".
    pub tolerance: Option<String>,
    /// Files of vocabulary, of the same shape as `vocabulary`.
    pub packs: Vec<String>,
    /// Names beside those that come with the program.
    pub vocabulary: VocabularyData,
}

/// A level, or none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LevelWord {
    /// Not heard.
    Off,
    /// Worth knowing.
    Info,
    /// Worth a look before publication.
    Warning,
    /// Wrong.
    Error,
}

/// Levels in some files only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathData {
    /// Patterns of the files.
    pub files: Vec<String>,
    /// Levels by the names of rules.
    pub levels: BTreeMap<String, LevelWord>,
}

/// Findings that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuppressionData {
    /// Patterns of the files.
    pub files: Vec<String>,
    /// Names of the rules.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
}
