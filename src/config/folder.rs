//! The folder of a configuration: paths and patterns start from it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use rustc_hash::FxHashMap;

use crate::source::PathSet;

/// A folder from which paths start.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// As it was given, so that what is found below it is shown in the same way.
    shown: PathBuf,
    real: PathBuf,
    /// Paths that have been looked up: a pattern is asked again and again for the same few files.
    known: Arc<Mutex<FxHashMap<String, Option<String>>>>,
}

impl Folder {
    /// The folder of the file at `path`.
    pub(super) fn of(path: &Path) -> Self {
        let shown = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let folder = if shown.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &shown
        };
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        Folder {
            shown,
            real,
            known: Arc::default(),
        }
    }

    /// A path that starts from here.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.shown.join(path)
    }

    /// The files below this folder that any of `patterns` takes.
    ///
    /// # Errors
    /// The pattern that is none, and what is wrong with it.
    pub(super) fn set(&self, patterns: &[String]) -> Result<PathSet, (String, String)> {
        let mut builder = GlobSetBuilder::new();
        for pattern in patterns {
            let trimmed = pattern.strip_prefix("./").unwrap_or(pattern);
            let glob = GlobBuilder::new(trimmed)
                .literal_separator(true)
                .build()
                .map_err(|error| (pattern.clone(), error.kind().to_string()))?;
            builder.add(glob);
            // A folder stands for all that is in it.
            if let Ok(below) = GlobBuilder::new(&format!("{}/**", trimmed.trim_end_matches('/')))
                .literal_separator(true)
                .build()
            {
                builder.add(below);
            }
        }
        let globs: GlobSet = builder
            .build()
            .map_err(|error| (String::new(), error.to_string()))?;
        let folder = self.clone();
        Ok(PathSet::new(move |path| {
            folder
                .relative(path)
                .is_some_and(|relative| globs.is_match(relative))
        }))
    }

    /// The path from here to a file, with `/` between its parts; nothing where it is elsewhere.
    fn relative(&self, path: &str) -> Option<String> {
        let known = || self.known.lock().ok();
        if let Some(known) = known().as_ref().and_then(|known| known.get(path)) {
            return known.clone();
        }
        let real = std::fs::canonicalize(path).ok();
        let relative = real
            .as_deref()
            .and_then(|real| real.strip_prefix(&self.real).ok());
        let relative = relative.map(|path| path.to_string_lossy().replace('\\', "/"));
        if let Some(mut known) = known() {
            known.insert(path.to_owned(), relative.clone());
        }
        relative
    }
}
