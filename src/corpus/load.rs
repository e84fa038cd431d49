//! Finding and reading the files of a run.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Text;
use crate::source::{DecodeError, Decoded, Layout, decode};

/// The ending of extracts.
pub const EXTRACT_ENDING: &str = "notice";

/// The largest file that is read, in bytes.
pub const FILE_LIMIT: u64 = 32 * 1024 * 1024;

/// Something that could not be read, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The path as the user gave it, or as it was found below such a path.
    pub path: String,
    /// What is wrong and what helps.
    pub reason: Text,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) layout: Layout,
}

/// The extracts named by `paths` or found below them, in the order of their paths.
pub(crate) fn find_extracts(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Unreadable>) {
    let mut found = Vec::new();
    let mut unreadable = Vec::new();
    for path in paths {
        let before = found.len().saturating_add(unreadable.len());
        if path.is_dir() {
            for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
                match entry {
                    Ok(entry) if entry.file_type().is_file() && has_ending(entry.path()) => {
                        found.push(entry.into_path());
                    }
                    Ok(_) => {}
                    Err(error) => unreadable.push(walk_error(&error)),
                }
            }
            if found.len().saturating_add(unreadable.len()) == before {
                unreadable.push(Unreadable {
                    path: display(path),
                    reason: Text::new(
                        "目录里没有 .notice 文件；请检查路径，或先写一份摘录",
                        "no .notice file in this folder; check the path, or write an extract first",
                    ),
                });
            }
        } else if path.is_file() {
            if has_ending(path) {
                found.push(path.clone());
            } else {
                unreadable.push(Unreadable {
                    path: display(path),
                    reason: Text::new(
                        "不是摘录；摘录的文件名以 .notice 结尾",
                        "not an extract; the file name of an extract ends in .notice",
                    ),
                });
            }
        } else {
            unreadable.push(Unreadable {
                path: display(path),
                reason: if path.exists() {
                    Text::new("不是普通文件，也不是目录", "neither a regular file nor a folder")
                } else {
                    Text::new(
                        "没有这个文件或目录；请检查路径",
                        "no such file or folder; check the path",
                    )
                },
            });
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    found.retain(|path| seen.insert(path.clone()));
    (found, unreadable)
}

fn has_ending(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(EXTRACT_ENDING))
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
    Unreadable { path, reason }
}

/// The extracts named by `paths` or found below them, with their texts, in the order of their paths;
/// and what could not be read.
pub fn read_extracts(paths: &[PathBuf]) -> (Vec<(PathBuf, String)>, Vec<Unreadable>) {
    let (found, mut unreadable) = find_extracts(paths);
    let mut extracts = Vec::with_capacity(found.len());
    for (path, read) in found.iter().zip(read_all(&found)) {
        match read {
            Ok(loaded) => extracts.push((path.clone(), loaded.text)),
            Err(failed) => unreadable.push(failed),
        }
    }
    (extracts, unreadable)
}

/// Reads `paths` on all cores; results come in the order of the paths.
pub(crate) fn read_all(paths: &[PathBuf]) -> Vec<Result<Loaded, Unreadable>> {
    paths.par_iter().map(|path| read(path)).collect()
}

/// Reads and decodes one file, within the bound of [`FILE_LIMIT`].
pub(crate) fn read(path: &Path) -> Result<Loaded, Unreadable> {
    let shown = display(path);
    let refuse = |reason: Text| Unreadable {
        path: shown.clone(),
        reason,
    };
    let failed = |error: std::io::Error| {
        refuse(Text::new(
            format!("文件读不了：{error}"),
            format!("the file cannot be read: {error}"),
        ))
    };
    let file = std::fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let mut bytes = Vec::with_capacity(
        usize::try_from(size.min(FILE_LIMIT))
            .unwrap_or(0)
            .saturating_add(1),
    );
    // One byte more than allowed: a file that grows while it is read is caught as well.
    file.take(FILE_LIMIT.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > FILE_LIMIT {
        let limit = FILE_LIMIT / (1024 * 1024);
        return Err(refuse(Text::new(
            format!("文件超过 {limit} MB，不像一份摘录，未读；请拆分"),
            format!("the file is larger than {limit} MB, which no extract is, and was not read; split it"),
        )));
    }
    let Decoded { text, layout } = decode(bytes).map_err(|error| refuse(undecodable(error)))?;
    Ok(Loaded {
        path: shown,
        text,
        layout,
    })
}

/// What bytes that are no text look like, and what helps.
fn undecodable(error: DecodeError) -> Text {
    match error {
        DecodeError::Binary => Text::new(
            "是二进制文件，不是文本；请另存为 UTF-8 文本",
            "a binary file, not text; save it as UTF-8 text",
        ),
        DecodeError::Utf32 => Text::new(
            "是 UTF-32 编码，读不了；请另存为 UTF-8",
            "encoded in UTF-32, which is not read; save it as UTF-8",
        ),
        DecodeError::Unknown { line, offset } => Text::new(
            format!("第 {line} 行起不是 UTF-8、UTF-16 或 GB18030 编码（第 {offset} 字节）；请另存为 UTF-8"),
            format!("not UTF-8, UTF-16 or GB18030 from line {line} on (byte {offset}); save it as UTF-8"),
        ),
    }
}

/// A path as it is shown: with `/` between its parts and no leading `./`.
pub(crate) fn display(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown
        .strip_prefix("./")
        .filter(|rest| !rest.is_empty())
        .map_or(shown.clone(), ToOwned::to_owned)
}
