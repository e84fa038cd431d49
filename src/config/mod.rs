//! `duibiao.ron`: what a team has settled for its corpus.
//!
//! One file holds for a run: the one that is named, or the nearest one in the checked folder or above it.
//! Nothing is merged, so that reading one file tells everything. Paths in it start from its folder.

mod data;
mod error;
mod folder;
mod resolve;
mod template;

use std::path::{Path, PathBuf};

pub use data::{ConfigData, LevelWord, PathData, SuppressionData};
pub use error::ConfigError;
pub use template::{FIRST_EXTRACT, TEMPLATE};

use crate::diagnostic::{Levels, Severity, Suppression};
use crate::source::{FileId, PathSet};
use crate::vocabulary::Vocabulary;

/// The name of the file.
pub const FILE_NAME: &str = "duibiao.ron";

/// What a configuration comes to.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Where it was read, as it is shown; nothing where there is no file.
    pub path: Option<String>,
    /// Its text, which findings about it point into.
    pub text: String,
    /// The level from which on the exit status is 1.
    pub deny: Option<Severity>,
    /// At what level which rules are heard where.
    pub levels: Levels,
    /// What is left out, with a span each in the text of the file, whose identity is not known yet.
    suppressions: Vec<Suppression>,
    /// Files that are not looked at.
    pub exclude: PathSet,
    /// Notices held as mandates.
    pub against: Vec<PathBuf>,
    /// Folders of texts.
    pub sources: Vec<PathBuf>,
    /// Leaves out the notices inside the program.
    pub no_builtin: bool,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// How far off 左右 may be, in thousandths.
    pub tolerance: Option<u32>,
    /// The names known to a check, where it adds any.
    pub vocabulary: Option<Vocabulary>,
}

impl Config {
    /// Reads the file at `path`, and those that it names.
    ///
    /// # Errors
    /// What is wrong with it, at its place, and what helps.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        resolve::read(path)
    }

    /// The configuration that holds for `paths`: the nearest one in or above the first of them.
    pub fn find(paths: &[PathBuf]) -> Option<PathBuf> {
        let first = paths.first()?;
        let folder = if first.is_dir() {
            first.as_path()
        } else {
            first.parent()?
        };
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let own = folder.join(FILE_NAME);
        if own.is_file() {
            return Some(own);
        }
        // The folders above are those of the real place, whatever way leads to it.
        let real = std::fs::canonicalize(folder).ok()?;
        real.ancestors()
            .skip(1)
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.is_file())
    }

    /// What is left out, pointing into the file that has become `file` of a run.
    pub fn suppressions(&self, file: FileId) -> Vec<Suppression> {
        let mut suppressions = self.suppressions.clone();
        for suppression in &mut suppressions {
            suppression.place.file = file;
        }
        suppressions
    }
}
