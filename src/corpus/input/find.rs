//! Finding the files of a run.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use walkdir::WalkDir;

use super::super::load::{Unreadable, display};
use super::text::TextInput;
use super::{Input, Read, extract, is_text, of_path};
use crate::diagnostic::Text;
use crate::notice::Notice;
use crate::source::{SourceFile, Sources};
use crate::vocabulary::Vocabulary;

/// A file to be read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The folder in which it was found; `None` where the file itself was named.
    pub(super) folder: Option<usize>,
    /// What is the same for all names of the file.
    pub(super) identity: PathBuf,
}

/// A folder that was named.
#[derive(Debug)]
pub(super) struct Walked {
    path: PathBuf,
    /// How many files were found in it.
    files: usize,
    /// Whether anything in it could not be read.
    troubled: bool,
}

/// The files that `paths` name or that are found below them, in the order of their paths; what could not be
/// read; and the folders, by whose place in the list files refer to them.
#[derive(Debug, Default)]
pub(super) struct Finding {
    pub(super) files: Vec<Found>,
    pub(super) folders: Vec<Walked>,
    pub(super) unreadable: Vec<Unreadable>,
}

impl Finding {
    /// Looks for the files that `wanted` takes, which is told whether a file was found in a folder rather than
    /// named; `unknown` says what is wrong with a named file that it does
    /// not take.
    pub(super) fn new(paths: &[PathBuf], wanted: impl Fn(&Path, bool) -> bool, unknown: &Text) -> Finding {
        let mut finding = Finding::default();
        for path in paths {
            if path.is_dir() {
                finding.walk(path, &wanted);
            } else if path.is_file() && wanted(path, false) {
                finding.files.push(Found {
                    path: path.clone(),
                    folder: None,
                    identity: PathBuf::new(),
                });
            } else {
                finding.unreadable.push(Unreadable {
                    path: display(path),
                    reason: if path.is_file() {
                        unknown.clone()
                    } else if path.exists() {
                        Text::new("不是普通文件，也不是目录", "neither a regular file nor a folder")
                    } else {
                        Text::new(
                            "没有这个文件或目录；请检查路径",
                            "no such file or folder; check the path",
                        )
                    },
                    is_text: true,
                });
            }
        }
        finding.name_once();
        finding
    }

    fn walk(&mut self, folder: &Path, wanted: &impl Fn(&Path, bool) -> bool) {
        let number = self.folders.len();
        let before = self.files.len();
        let mut troubled = false;
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() && wanted(entry.path(), true) => {
                    self.files.push(Found {
                        path: entry.into_path(),
                        folder: Some(number),
                        identity: PathBuf::new(),
                    })
                }
                Ok(_) => {}
                Err(error) => {
                    troubled = true;
                    self.unreadable.push(walk_error(&error));
                }
            }
        }
        self.folders.push(Walked {
            path: folder.to_owned(),
            files: self.files.len().saturating_sub(before),
            troubled,
        });
    }

    /// A file that is named twice is one; it was named if it was named once.
    fn name_once(&mut self) {
        self.files
            .par_iter_mut()
            .for_each(|found| found.identity = identity(&found.path));
        let mut first: FxHashMap<PathBuf, usize> = FxHashMap::default();
        let mut once: Vec<Found> = Vec::with_capacity(self.files.len());
        for found in self.files.drain(..) {
            match first.entry(found.identity.clone()) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(once.len());
                    once.push(found);
                }
                std::collections::hash_map::Entry::Occupied(slot) => {
                    if let Some(known) = once.get_mut(*slot.get())
                        && found.folder.is_none()
                    {
                        known.folder = None;
                    }
                }
            }
        }
        self.files = once;
    }
}

/// What is the same for all names of one file.
pub(super) fn identity(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

impl Walked {
    /// What to say where nothing in the folder was taken, because `aside` of its files were left aside.
    pub(super) fn empty(&self, aside: usize) -> Option<Unreadable> {
        if self.troubled || aside < self.files {
            return None;
        }
        Some(Unreadable {
            path: display(&self.path),
            reason: if aside == 0 {
                Text::new(
                    "目录里没有公文（.txt、.md）或摘录（.notice）；请检查路径",
                    "no notice (.txt, .md) or extract (.notice) in this folder; check the path",
                )
            } else {
                Text::new(
                    format!("目录里的 {aside} 个文本都不像公文；若是公文，请直接写出文件名"),
                    format!(
                        "none of the {aside} texts in this folder reads as a notice; if one is, name the file itself"
                    ),
                )
            },
            is_text: true,
        })
    }
}

fn walk_error(error: &walkdir::Error) -> Unreadable {
    let path = error.path().map(display).unwrap_or_default();
    let reason = if error.loop_ancestor().is_some() {
        Text::new(
            "符号链接绕回了上级目录，未再进入；请删去这个链接",
            "a link leads back to a folder above it and was not followed; remove the link",
        )
    } else {
        Text::new(
            format!("目录读不了：{error}"),
            format!("the folder cannot be read: {error}"),
        )
    };
    Unreadable {
        path,
        reason,
        is_text: true,
    }
}

/// The extracts named by `paths` or found below them, with their texts, in the order of their paths;
/// and what could not be read.
pub fn read_extracts(paths: &[PathBuf]) -> (Vec<(PathBuf, String)>, Vec<Unreadable>) {
    let unknown = Text::new(
        "不是摘录；摘录的文件名以 .notice 结尾",
        "not an extract; the file name of an extract ends in .notice",
    );
    let is_extract = |path: &Path, _| {
        path.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(extract::ENDING))
    };
    let Finding {
        files,
        folders,
        mut unreadable,
    } = Finding::new(paths, is_extract, &unknown);
    for folder in &folders {
        if !folder.troubled && folder.files == 0 {
            unreadable.push(Unreadable {
                path: display(&folder.path),
                reason: Text::new(
                    "目录里没有 .notice 文件；请检查路径，或先写一份摘录",
                    "no .notice file in this folder; check the path, or write an extract first",
                ),
                is_text: true,
            });
        }
    }
    let mut extracts = Vec::with_capacity(files.len());
    let paths: Vec<PathBuf> = files.into_iter().map(|file| file.path).collect();
    for (path, read) in paths.iter().zip(super::load_all(&paths)) {
        match read {
            Ok(loaded) => extracts.push((path.clone(), loaded.text)),
            Err(failed) => unreadable.push(failed),
        }
    }
    (extracts, unreadable)
}

/// A text and the notices in it.
#[derive(Debug)]
pub struct ReadText {
    /// Where it is.
    pub path: PathBuf,
    /// Its file alone.
    pub sources: Sources,
    /// The notices that it was read as, their attachments included.
    pub notices: Vec<Notice>,
}

/// The texts of notices named by `paths` or found below them, in the order of their paths; and what could
/// not be read.
pub fn read_texts(paths: &[PathBuf], vocabulary: &Vocabulary) -> (Vec<ReadText>, Vec<Unreadable>) {
    let unknown = Text::new(
        "不是公文正文；公文用 .txt 或 .md",
        "not the text of a notice, which is a .txt or .md",
    );
    let Finding {
        files,
        folders,
        mut unreadable,
    } = Finding::new(paths, |path, _| is_text(path), &unknown);
    let read: Vec<Result<Option<ReadText>, Unreadable>> = files
        .par_iter()
        .map(|found| {
            let loaded = super::load(&found.path)?;
            let mut sources = Sources::new();
            let read = super::text::read(sources.next_id(0), &loaded.text, vocabulary);
            sources.add(SourceFile::new(loaded.path, loaded.text).laid_out(loaded.layout));
            let meant = found.folder.is_none() || TextInput.is_meant(&read);
            Ok(match read {
                Read::Text(file) if meant => Some(ReadText {
                    path: found.path.clone(),
                    sources,
                    notices: file.notices.into_iter().map(|(_, notice)| notice).collect(),
                }),
                _ => None,
            })
        })
        .collect();
    let mut texts = Vec::with_capacity(read.len());
    let mut aside = vec![0usize; folders.len()];
    for (found, read) in files.iter().zip(read) {
        let left = match read {
            Ok(Some(text)) => {
                texts.push(text);
                continue;
            }
            Ok(None) => true,
            Err(failed) if found.folder.is_some() && !failed.is_text => true,
            Err(failed) => {
                unreadable.push(failed);
                false
            }
        };
        if left && let Some(count) = found.folder.and_then(|folder| aside.get_mut(folder)) {
            *count = count.saturating_add(1);
        }
    }
    unreadable.extend(
        folders
            .iter()
            .zip(aside)
            .filter_map(|(folder, aside)| folder.empty(aside)),
    );
    (texts, unreadable)
}

/// Whether there is a notice or an extract at `path` or below it.
pub fn has_notices(path: &Path) -> bool {
    let paths = [path.to_path_buf()];
    let finding = Finding::new(&paths, |path, _| is_known(path), &Text::default());
    !finding.files.is_empty()
}

/// What to say of a named file of no known format.
pub(super) fn unknown_format() -> Text {
    Text::new(
        "不知道怎样读这种文件；公文用 .txt 或 .md，摘录用 .notice",
        "not a kind of file that can be read; a notice is a .txt or .md, an extract a .notice",
    )
}

/// Whether a file is of any known format.
pub(super) fn is_known(path: &Path) -> bool {
    of_path(path).is_some()
}
