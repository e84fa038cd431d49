//! Reading the files of a run, and those that belong to them.

use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::super::entry::{Entry, Role};
use super::super::evidence::SourceText;
use super::super::load::{Loaded, Unreadable};
use super::super::{Given, Options};
use super::find::{Finding, Walked, identity, is_known, unknown_format};
use super::pair::{self, Seeker};
use super::{Read, extract, is_text, of_path, read_given};
use crate::source::{FileId, SourceFile, Sources};
use crate::text::NoticeText;
use crate::vocabulary::Vocabulary;

/// One file of a run.
#[derive(Debug)]
pub(super) struct InputFile {
    /// Its identity among the sources.
    pub(super) id: FileId,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Why its notices are in the corpus; `None` where it is only the text of an extract.
    pub(super) role: Option<Role>,
    /// What it was read as.
    pub(super) read: Read,
    /// The state of the text of an extract, and which file it is.
    pub(super) source: SourceText,
    /// The file that is its text.
    pub(super) text: Option<usize>,
}

/// All files of a run, read and put together.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Gathered {
    /// The files.
    pub(in crate::corpus) sources: Sources,
    /// Their notices, in the order of the files.
    pub(in crate::corpus) entries: Vec<Entry>,
    /// The texts, in the order of their files.
    pub(in crate::corpus) texts: Vec<(FileId, NoticeText)>,
    /// How many texts were found that do not read as notices.
    pub(in crate::corpus) aside: usize,
    /// What could not be read.
    pub(in crate::corpus) unreadable: Vec<Unreadable>,
}

impl Gathered {
    /// What was given without files. Extracts find their texts among it by the names given.
    pub(in crate::corpus) fn given(given: Vec<Given>, vocabulary: &Vocabulary) -> Gathered {
        let mut run = Run::new(vocabulary);
        run.add_given(given);
        let among = |path: &Path| run.by_path.contains_key(path);
        let found: Vec<Option<Seeker>> = run
            .files
            .iter()
            .map(|file| Seeker::new(file, &[], among))
            .collect();
        run.settle(found, false);
        run.finish()
    }

    /// What `options` name, and what belongs to it.
    pub(in crate::corpus) fn load(options: &Options, vocabulary: &Vocabulary) -> Gathered {
        let mut run = Run::new(vocabulary);
        run.on_disk = true;
        run.add_found(options);
        if !options.no_builtin {
            run.add_given(super::super::Corpus::builtin().collect());
        }
        run.drop_strangers();
        let sources = &options.sources;
        let known: FxHashSet<PathBuf> = run.by_path.keys().cloned().collect();
        let found: Vec<Option<Seeker>> = run
            .files
            .par_iter()
            .map(|file| match file.role {
                Some(Role::Reported) => Seeker::new(file, sources, Path::is_file),
                // What is only held as a mandate is not verified; its text must not be read beside it.
                Some(Role::Against) => Seeker::new(file, sources, |path| known.contains(&identity(path))),
                _ => None,
            })
            .collect();
        run.add_texts(&found);
        run.settle(found, !sources.is_empty());
        run.finish()
    }
}

/// A file that is to be read.
struct Planned {
    path: PathBuf,
    /// What is the same for all names of the file.
    identity: PathBuf,
    role: Role,
    /// The folder in which it was found, if it was not named.
    folder: Option<usize>,
    /// The text that was named, where this is an extract that may belong to it.
    beside: Option<PathBuf>,
}

struct Run<'v> {
    vocabulary: &'v Vocabulary,
    sources: Sources,
    files: Vec<InputFile>,
    by_path: FxHashMap<PathBuf, usize>,
    on_disk: bool,
    folders: Vec<Walked>,
    /// Texts that do not read as notices, and the folders they were found in.
    aside: Vec<(Option<usize>, usize)>,
    /// Files of no text at all, by the folders they were found in.
    no_text: Vec<usize>,
    /// Extracts that were not named, and the texts that they may belong to.
    beside: Vec<(usize, PathBuf)>,
    /// Files that could not be read as the text of an extract.
    failed: FxHashMap<PathBuf, Unreadable>,
    unreadable: Vec<Unreadable>,
}

impl<'v> Run<'v> {
    fn new(vocabulary: &'v Vocabulary) -> Self {
        Run {
            vocabulary,
            sources: Sources::new(),
            files: Vec::new(),
            by_path: FxHashMap::default(),
            on_disk: false,
            folders: Vec::new(),
            aside: Vec::new(),
            no_text: Vec::new(),
            beside: Vec::new(),
            failed: FxHashMap::default(),
            unreadable: Vec::new(),
        }
    }

    fn identity(&self, path: &Path) -> PathBuf {
        if self.on_disk {
            identity(path)
        } else {
            path.to_owned()
        }
    }

    fn add_given(&mut self, given: Vec<Given>) {
        let vocabulary = self.vocabulary;
        let sources = &self.sources;
        let read: Vec<Read> = given
            .par_iter()
            .enumerate()
            .map(|(index, given)| read_given(&given.path, sources.next_id(index), &given.text, vocabulary))
            .collect();
        for (given, read) in given.into_iter().zip(read) {
            let path = PathBuf::from(&given.path);
            let file = SourceFile::new(given.path, given.text);
            self.take(path.clone(), path, Some(given.role), read, file);
        }
    }

    fn take(
        &mut self,
        path: PathBuf,
        identity: PathBuf,
        role: Option<Role>,
        read: Read,
        file: SourceFile,
    ) -> usize {
        let id = self.sources.add(file);
        let index = self.files.len();
        self.files.push(InputFile {
            id,
            path,
            role,
            read,
            source: SourceText::NotSought,
            text: None,
        });
        self.by_path.entry(identity).or_insert(index);
        index
    }

    /// Everything that the paths of `options` name, each file once.
    fn add_found(&mut self, options: &Options) {
        let mut planned: Vec<Planned> = Vec::new();
        let mut known: FxHashSet<PathBuf> = FxHashSet::default();
        for (paths, role) in [
            (&options.paths, Role::Reported),
            (&options.against, Role::Against),
        ] {
            let wanted = |path: &Path, found: bool| {
                is_known(path) && !(found && options.exclude.takes(&path.to_string_lossy()))
            };
            let finding = Finding::new(paths, wanted, &unknown_format());
            let first = self.folders.len();
            for found in finding.files {
                if !known.insert(found.identity.clone()) {
                    continue;
                }
                let named = found.folder.is_none() && is_text(&found.path);
                let beside = if named {
                    extracts_beside(&found.path)
                } else {
                    Vec::new()
                };
                let text = found.path.clone();
                planned.push(Planned {
                    path: found.path,
                    identity: found.identity,
                    role,
                    folder: found.folder.map(|folder| folder.saturating_add(first)),
                    beside: None,
                });
                planned.extend(beside.into_iter().map(|path| Planned {
                    identity: identity(&path),
                    path,
                    role,
                    folder: None,
                    beside: Some(text.clone()),
                }));
            }
            self.folders.extend(finding.folders);
            self.unreadable.extend(finding.unreadable);
        }
        // An extract beside a named text may have been named itself.
        let mut seen = known;
        planned.retain(|plan| plan.beside.is_none() || seen.insert(plan.identity.clone()));
        let loaded: Vec<Result<Loaded, Unreadable>> =
            planned.par_iter().map(|plan| super::load(&plan.path)).collect();
        self.read(planned, loaded);
    }

    fn read(&mut self, planned: Vec<Planned>, loaded: Vec<Result<Loaded, Unreadable>>) {
        let mut ready: Vec<(Planned, Loaded)> = Vec::with_capacity(planned.len());
        let mut contents: FxHashMap<u64, usize> = FxHashMap::default();
        let mut copies: Vec<(PathBuf, usize)> = Vec::new();
        for (plan, loaded) in planned.into_iter().zip(loaded) {
            match loaded {
                Err(failed) => match plan.folder {
                    // What merely ends like a text is none of a person's drafts.
                    Some(folder) if !failed.is_text && is_text(&plan.path) => self.no_text.push(folder),
                    _ => self.unreadable.push(failed),
                },
                Ok(loaded) if is_text(&plan.path) => {
                    let index = *contents
                        .entry(FxBuildHasher.hash_one(&loaded.text))
                        .or_insert(ready.len());
                    match ready.get_mut(index) {
                        // A copy of a text says nothing new.
                        Some((first, same)) if same.text == loaded.text => {
                            if plan.folder.is_none() {
                                first.folder = None;
                            }
                            copies.push((plan.identity, index));
                        }
                        _ => ready.push((plan, loaded)),
                    }
                }
                Ok(loaded) => ready.push((plan, loaded)),
            }
        }
        let (vocabulary, sources) = (self.vocabulary, &self.sources);
        let read: Vec<Read> = ready
            .par_iter()
            .enumerate()
            .map(|(index, (plan, loaded))| {
                let file = sources.next_id(index);
                match of_path(&plan.path) {
                    Some(input) => input.read(file, &loaded.text, vocabulary),
                    None => read_given("", file, &loaded.text, vocabulary),
                }
            })
            .collect();
        let first = self.files.len();
        for ((plan, loaded), read) in ready.into_iter().zip(read) {
            let meant = of_path(&plan.path).is_none_or(|input| input.is_meant(&read));
            let role = (plan.folder.is_none() || meant).then_some(plan.role);
            let identity = plan.identity;
            let file = SourceFile::new(loaded.path, loaded.text).laid_out(loaded.layout);
            let index = self.take(plan.path, identity, role, read, file);
            if role.is_none() {
                self.aside.push((plan.folder, index));
            }
            if let Some(text) = plan.beside {
                self.beside.push((index, text));
            }
        }
        for (path, index) in copies {
            self.by_path.entry(path).or_insert(first.saturating_add(index));
        }
    }

    /// Takes out the extracts beside a named text that are not extracts of it.
    fn drop_strangers(&mut self) {
        for (index, text) in std::mem::take(&mut self.beside) {
            let text = identity(&text);
            let Some(file) = self.files.get(index) else {
                continue;
            };
            let own = Seeker::new(file, &[], Path::is_file)
                .and_then(|seeker| seeker.path)
                .is_some_and(|path| identity(&path) == text);
            if !own && let Some(file) = self.files.get_mut(index) {
                file.role = None;
            }
        }
    }

    /// Reads the texts that extracts have found and that are not of the run already.
    fn add_texts(&mut self, found: &[Option<Seeker>]) {
        let mut paths: Vec<(PathBuf, PathBuf)> = found
            .iter()
            .flatten()
            .filter_map(|seeker| seeker.path.clone())
            .map(|path| (identity(&path), path))
            .filter(|(identity, _)| !self.by_path.contains_key(identity))
            .collect();
        paths.sort();
        // Several extracts may share one text, as a notice and the one that it forwards do.
        paths.dedup_by(|a, b| a.0 == b.0);
        let loaded: Vec<Result<Loaded, Unreadable>> =
            paths.par_iter().map(|(_, path)| super::load(path)).collect();
        let mut ready: Vec<(PathBuf, PathBuf, Loaded)> = Vec::new();
        for ((identity, path), loaded) in paths.into_iter().zip(loaded) {
            match loaded {
                Ok(loaded) => ready.push((identity, path, loaded)),
                Err(failed) => {
                    self.failed.insert(identity, failed);
                }
            }
        }
        let (vocabulary, sources) = (self.vocabulary, &self.sources);
        let read: Vec<Read> = ready
            .par_iter()
            .enumerate()
            .map(|(index, (_, _, loaded))| {
                // 原文 may name a file of any ending.
                super::text::read(sources.next_id(index), &loaded.text, vocabulary)
            })
            .collect();
        for ((identity, path, loaded), read) in ready.into_iter().zip(read) {
            let file = SourceFile::new(loaded.path, loaded.text).laid_out(loaded.layout);
            self.take(path, identity, None, read, file);
        }
    }

    /// Notes which text each extract has.
    fn settle(&mut self, found: Vec<Option<Seeker>>, folders: bool) {
        for (index, seeker) in found.into_iter().enumerate() {
            let Some(seeker) = seeker else { continue };
            let identity = seeker.path.as_deref().map(|path| self.identity(path));
            let text = identity
                .as_ref()
                .and_then(|identity| self.by_path.get(identity).copied())
                .filter(|&text| text != index);
            let failed = identity.and_then(|identity| self.failed.get(&identity));
            let id = text.and_then(|text| self.files.get(text)).map(|file| file.id);
            let sought = self.on_disk && (seeker.named || folders);
            let source = match (id, failed) {
                (Some(id), _) => SourceText::Read(id),
                (None, Some(failed)) => SourceText::Unreadable {
                    path: failed.path.clone(),
                    reason: failed.reason.clone(),
                },
                (None, None) if sought => SourceText::NotFound {
                    name: seeker.name,
                    folders,
                },
                (None, None) => SourceText::NotSought,
            };
            if let Some(file) = self.files.get_mut(index) {
                file.source = source;
                file.text = text;
            }
        }
    }

    fn finish(self) -> Gathered {
        let Run {
            vocabulary,
            sources,
            mut files,
            folders,
            aside,
            no_text,
            mut unreadable,
            ..
        } = self;
        pair::pair_by_number(&mut files);
        let used: FxHashSet<usize> = files.iter().filter_map(|file| file.text).collect();
        let aside: Vec<Option<usize>> = aside
            .into_iter()
            .filter(|(_, index)| !used.contains(index))
            .map(|(folder, _)| folder)
            .chain(no_text.into_iter().map(Some))
            .collect();
        for (number, folder) in folders.iter().enumerate() {
            let here = aside.iter().filter(|folder| **folder == Some(number)).count();
            unreadable.extend(folder.empty(here));
        }
        let (entries, texts) = pair::entries(files, vocabulary.regions().nation());
        Gathered {
            sources,
            entries,
            texts,
            aside: aside.len(),
            unreadable,
        }
    }
}

/// The extracts beside a text that was named: those whose names begin like its own. A text with two
/// notices has two extracts.
fn extracts_beside(text: &Path) -> Vec<PathBuf> {
    let Some(stem) = text.file_stem().and_then(|stem| stem.to_str()) else {
        return Vec::new();
    };
    let folder = text.parent().filter(|folder| !folder.as_os_str().is_empty());
    // A folder that cannot be listed has no extract that could be read.
    let Ok(listed) = std::fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = listed
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name();
            let rest = name.to_str()?.strip_prefix(stem)?;
            let tail = rest.strip_suffix(&format!(".{}", extract::ENDING))?;
            let belongs = tail.is_empty() || tail.starts_with(['-', '.']);
            let path = folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name));
            (belongs && path.is_file()).then_some(path)
        })
        .collect();
    found.sort();
    found
}
