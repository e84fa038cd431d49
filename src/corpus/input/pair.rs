//! Which text belongs to which extract.
//!
//! Where a notice has both, the extract counts: it has been reviewed. The text is its evidence, and what
//! the text was read as is held against the extract.

use std::path::{Component, Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::entry::{Entry, Origin, Placing, Role};
use super::super::evidence::SourceText;
use super::gather::InputFile;
use super::{Read, TextFile, text::ENDINGS};
use crate::notice::{Notice, NoticeNumber};
use crate::source::FileId;
use crate::text::NoticeText;
use crate::vocabulary::{RegionId, fold};

/// The part of a text that an extract states, as the text itself was read.
#[derive(Debug)]
pub(in crate::corpus) struct Counterpart {
    /// Index into [`NoticeText::documents`].
    pub(in crate::corpus) document: usize,
    /// What it was read as.
    pub(in crate::corpus) notice: Notice,
    /// Whether the text is to be checked as well: it was given, or lies beside its extract. One that was only
    /// looked up among the sources is evidence.
    pub(in crate::corpus) is_checked: bool,
}

/// The text that an extract needs, and the file that is it, if there is one.
pub(super) struct Seeker {
    /// The name that was looked for.
    pub(super) name: String,
    /// Whether the extract names it.
    pub(super) named: bool,
    /// The file.
    pub(super) path: Option<PathBuf>,
}

impl Seeker {
    /// Looks for the text of `file` beside it and in `folders`; `None` for what is no extract.
    pub(super) fn new(
        file: &InputFile,
        folders: &[PathBuf],
        is_file: impl Fn(&Path) -> bool,
    ) -> Option<Seeker> {
        let Read::Extract(extract) = &file.read else {
            return None;
        };
        file.role?;
        let beside = file.path.parent().unwrap_or(Path::new(""));
        let places = || std::iter::once(beside).chain(folders.iter().map(PathBuf::as_path));
        if let Some(source) = &extract.notice.header.source {
            let name = Path::new(source.text.as_str());
            // An extract names a text by its place beside itself, never a place of the whole machine.
            let relative = name
                .components()
                .all(|part| !matches!(part, Component::RootDir | Component::Prefix(_)));
            let path = places()
                .filter(|_| relative)
                .flat_map(|folder| {
                    [
                        Some(folder.join(name)),
                        name.file_name().map(|name| folder.join(name)),
                    ]
                })
                .flatten()
                .find(|path| is_file(path));
            return Some(Seeker {
                name: source.text.to_string(),
                named: true,
                path,
            });
        }
        let stem = file.path.file_stem()?;
        let candidate = |ending: &str| {
            let mut name = stem.to_os_string();
            name.push(".");
            name.push(ending);
            name
        };
        let path = places()
            .flat_map(|folder| ENDINGS.iter().map(move |ending| (folder, *ending)))
            .map(|(folder, ending)| folder.join(candidate(ending)))
            .find(|path| is_file(path));
        Some(Seeker {
            name: candidate("txt").to_string_lossy().into_owned(),
            named: false,
            path,
        })
    }
}

/// Gives extracts that found no text the one of the run with a notice of their number.
pub(super) fn pair_by_number(files: &mut [InputFile]) {
    let mut stated: FxHashMap<(NoticeNumber, Role), usize> = FxHashMap::default();
    for (index, file) in files.iter().enumerate() {
        if let (Read::Text(text), Some(role)) = (&file.read, file.role) {
            let numbers = text.notices.iter();
            for number in numbers.filter_map(|(_, notice)| notice.header.number.clone()) {
                stated.entry((number, role)).or_insert(index);
            }
        }
    }
    if stated.is_empty() {
        return;
    }
    let found: Vec<(usize, usize, FileId)> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.text.is_none())
        .filter_map(|(index, file)| {
            let Read::Extract(extract) = &file.read else {
                return None;
            };
            let number = extract.notice.header.number.clone()?;
            let &text = stated.get(&(number, file.role?))?;
            Some((index, text, files.get(text)?.id))
        })
        .collect();
    for (index, text, id) in found {
        if let Some(file) = files.get_mut(index) {
            file.text = Some(text);
            file.source = SourceText::Read(id);
        }
    }
}

/// The notices of `files`, in their order, and the texts among these.
pub(super) fn entries(
    mut files: Vec<InputFile>,
    nation: RegionId,
) -> (Vec<Entry>, Vec<(FileId, NoticeText)>) {
    let claims = claims(&files);
    let used: FxHashSet<usize> = files.iter().filter_map(|file| file.text).collect();
    // Whoever asks to check a text that has an extract asks about the extract.
    for &(extract, text, _) in &claims {
        let reported = files
            .get(text)
            .is_some_and(|file| file.role == Some(Role::Reported));
        if let Some(file) = files.get_mut(extract)
            && reported
            && file.role == Some(Role::Against)
        {
            file.role = Some(Role::Reported);
        }
    }
    let checked: FxHashSet<usize> = claims
        .iter()
        .filter(|&&(extract, text, _)| is_checked(files.get(extract), files.get(text)))
        .map(|&(extract, _, _)| extract)
        .collect();
    let mut read: Vec<Vec<Option<(usize, Notice)>>> = Vec::with_capacity(files.len());
    let mut texts: Vec<(FileId, NoticeText)> = Vec::new();
    let mut rest: Vec<(Option<Role>, SourceText, Option<Box<crate::parse::Extract>>)> =
        Vec::with_capacity(files.len());
    for (index, file) in files.into_iter().enumerate() {
        match file.read {
            Read::Extract(extract) => {
                read.push(Vec::new());
                rest.push((file.role, file.source, Some(extract)));
            }
            Read::Text(TextFile { text, notices }) => {
                read.push(notices.into_iter().map(Some).collect());
                if file.role.is_some() || used.contains(&index) {
                    texts.push((file.id, text));
                }
                rest.push((file.role, file.source, None));
            }
        }
    }
    let mut counterparts: FxHashMap<usize, Counterpart> = FxHashMap::default();
    for (extract, text, notice) in claims {
        let claimed = read.get_mut(text).and_then(|slots| slots.get_mut(notice)?.take());
        if let Some((document, notice)) = claimed {
            let is_checked = checked.contains(&extract);
            let counterpart = Counterpart {
                document,
                notice,
                is_checked,
            };
            counterparts.insert(extract, counterpart);
        }
    }
    let mut entries = Vec::with_capacity(rest.len());
    for (index, ((role, source, extract), notices)) in rest.into_iter().zip(read).enumerate() {
        let Some(role) = role else { continue };
        if let Some(extract) = extract {
            let entry = entry(extract.notice, Origin::Extract, role, nation);
            entries.push(Entry {
                problems: extract.problems,
                suppressions: extract.suppressions,
                source,
                counterpart: counterparts.remove(&index),
                ..entry
            });
        }
        let left = notices.into_iter().flatten();
        entries.extend(left.map(|(document, notice)| entry(notice, Origin::Text { document }, role, nation)));
    }
    (entries, texts)
}

fn is_checked(extract: Option<&InputFile>, text: Option<&InputFile>) -> bool {
    let (Some(extract), Some(text)) = (extract, text) else {
        return false;
    };
    text.role == Some(Role::Reported) || text.path.parent() == extract.path.parent()
}

fn entry(notice: Notice, origin: Origin, role: Role, region: RegionId) -> Entry {
    Entry {
        notice,
        problems: Vec::new(),
        suppressions: Vec::new(),
        origin,
        role,
        region,
        placing: Placing::Unplaced,
        duplicate_of: None,
        source: SourceText::NotSought,
        counterpart: None,
    }
}

/// Extract, text and the notice of it that the extract states: by the number, then by the title, then the
/// only one that is left, or the first that has no number.
fn claims(files: &[InputFile]) -> Vec<(usize, usize, usize)> {
    let mut claims: Vec<(usize, usize, usize)> = Vec::new();
    let mut waiting: Vec<(usize, usize, &Notice, &TextFile)> = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if let (Read::Extract(extract), Some(text), Some(_)) = (&file.read, file.text, file.role)
            && let Some(Read::Text(read)) = files.get(text).map(|file| &file.read)
        {
            waiting.push((index, text, &extract.notice, read));
        }
    }
    for same in [same_number, same_title] {
        waiting.retain(|(index, text, own, read)| {
            let document = read
                .notices
                .iter()
                .enumerate()
                .position(|(document, (_, other))| {
                    same(own, other) && !claims.iter().any(|&(_, t, d)| (t, d) == (*text, document))
                });
            claims.extend(document.map(|document| (*index, *text, document)));
            document.is_none()
        });
    }
    for (index, text, _, read) in waiting {
        let free: Vec<usize> = (0..read.notices.len())
            .filter(|&document| !claims.iter().any(|&(_, t, d)| (t, d) == (text, document)))
            .collect();
        let nameless = |document: &&usize| {
            read.notices
                .get(**document)
                .is_some_and(|(_, notice)| notice.header.number.is_none())
        };
        let document = match free.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(nameless).copied(),
        };
        claims.extend(document.map(|document| (index, text, document)));
    }
    claims.sort_unstable();
    claims
}

fn same_number(own: &Notice, other: &Notice) -> bool {
    own.header.number.is_some() && own.header.number == other.header.number
}

fn same_title(own: &Notice, other: &Notice) -> bool {
    match (&own.header.title, &other.header.title) {
        (Some(own), Some(other)) => fold(&own.text) == fold(&other.text),
        _ => false,
    }
}
