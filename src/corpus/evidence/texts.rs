//! Finding and reading the source texts of extracts.

use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::entry::Entry;
use super::super::load;
use crate::diagnostic::Text;
use crate::source::{FileId, SourceFile, Sources};

/// The endings of source texts, where 原文 names none.
const ENDINGS: [&str; 2] = ["txt", "md"];

/// What is known of the source text of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceText {
    /// Nothing was looked for: no 原文, no folder of texts, or a notice that is not reported on.
    NotSought,
    /// No such file.
    NotFound {
        /// The name that was looked for.
        name: String,
        /// Whether folders of texts were named, so that it should have been there.
        folders: bool,
    },
    /// There is a file, but it cannot be read as text.
    Unreadable {
        /// Its path.
        path: String,
        /// Why, and what helps.
        reason: Text,
    },
    /// It was read.
    Read(FileId),
}

/// The texts of a run.
pub(super) struct Texts {
    /// One for each notice.
    pub(super) of_notice: Vec<SourceText>,
    /// The files that were read.
    pub(super) files: Vec<FileId>,
}

impl Texts {
    pub(super) fn find(entries: &[Entry], sources: &mut Sources, folders: &[PathBuf]) -> Texts {
        let wanted: Vec<Option<Wanted>> = {
            let sources = &*sources;
            entries
                .par_iter()
                .map(|entry| {
                    let given = entry.is_reported().then(|| sources.path(entry.file()))?;
                    Wanted::of(entry, Path::new(given), folders)
                })
                .collect()
        };
        let mut paths: Vec<&PathBuf> = wanted
            .iter()
            .flatten()
            .filter_map(|want| want.path.as_ref())
            .collect();
        paths.sort();
        paths.dedup();
        // Several extracts may share one text, as a notice and the one that it forwards do.
        let read: Vec<_> = paths.par_iter().map(|path| load::read(path)).collect();
        let mut known: FxHashMap<&PathBuf, SourceText> = FxHashMap::default();
        let mut files = Vec::new();
        for (path, read) in paths.into_iter().zip(read) {
            let state = match read {
                Ok(loaded) => {
                    let file = sources.add(SourceFile::new(loaded.path, loaded.text).laid_out(loaded.layout));
                    files.push(file);
                    SourceText::Read(file)
                }
                Err(failed) => SourceText::Unreadable {
                    path: failed.path,
                    reason: failed.reason,
                },
            };
            known.insert(path, state);
        }
        let of_notice = wanted
            .iter()
            .map(|wanted| match wanted {
                None => SourceText::NotSought,
                Some(Wanted { name, path }) => path
                    .as_ref()
                    .and_then(|path| known.get(path).cloned())
                    .unwrap_or_else(|| SourceText::NotFound {
                        name: name.clone(),
                        folders: !folders.is_empty(),
                    }),
            })
            .collect();
        Texts { of_notice, files }
    }
}

/// The text that an extract needs, and the file that is it, if there is one.
struct Wanted {
    name: String,
    path: Option<PathBuf>,
}

impl Wanted {
    fn of(entry: &Entry, extract: &Path, folders: &[PathBuf]) -> Option<Wanted> {
        let beside = extract.parent().unwrap_or(Path::new(""));
        let places = || std::iter::once(beside).chain(folders.iter().map(PathBuf::as_path));
        if let Some(source) = &entry.notice.header.source {
            let name = Path::new(source.text.as_str());
            // An extract names a text by its place beside itself, never a place of the whole machine.
            let relative = name
                .components()
                .all(|part| !matches!(part, Component::RootDir | Component::Prefix(_)));
            let path = relative
                .then(|| {
                    places()
                        .flat_map(|folder| {
                            [
                                Some(folder.join(name)),
                                name.file_name().map(|name| folder.join(name)),
                            ]
                        })
                        .flatten()
                        .find(|path| path.is_file())
                })
                .flatten();
            return Some(Wanted {
                name: source.text.to_string(),
                path,
            });
        }
        let stem = extract.file_stem()?;
        let candidate = |ending: &str| {
            let mut name = stem.to_os_string();
            name.push(".");
            name.push(ending);
            name
        };
        let path = places()
            .flat_map(|folder| ENDINGS.map(|ending| folder.join(candidate(ending))))
            .find(|path| path.is_file());
        if path.is_none() && folders.is_empty() {
            return None;
        }
        Some(Wanted {
            name: candidate("txt").to_string_lossy().into_owned(),
            path,
        })
    }
}
