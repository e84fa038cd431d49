//! What can be put into a corpus: one file for each format, and the list of them.
//!
//! Whatever a file is, it becomes a text with spans and the notices that the text states, so that nothing
//! after this room asks what it was.

mod extract;
mod find;
mod gather;
mod pair;
mod text;

pub use find::{ReadText, has_notices, read_extracts, read_texts};
pub(super) use gather::Gathered;
pub(super) use pair::Counterpart;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::load::{self, Loaded, Undecodable, Unreadable};
use crate::notice::Notice;
use crate::parse::Extract;
use crate::source::{Decoded, FileId};
use crate::text::NoticeText;
use crate::vocabulary::Vocabulary;

/// One format of input.
pub(super) trait Input: Sync {
    /// How the names of its files end, without the dot; the usual ending first.
    fn endings(&self) -> &'static [&'static str];

    /// The text in the bytes of a file.
    ///
    /// # Errors
    /// What they look like instead, and what helps.
    fn decode(&self, bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        load::decode_text(bytes)
    }

    /// The notices in a text of this format.
    fn read(&self, file: FileId, text: &str, vocabulary: &Vocabulary) -> Read;

    /// Whether its files are extracts, which people have reviewed.
    fn is_extract(&self) -> bool {
        false
    }

    /// Whether a file that nobody named, but which was found in a folder, is meant to be checked.
    fn is_meant(&self, _read: &Read) -> bool {
        true
    }
}

/// All formats; a new one is a file and a line here.
static INPUTS: &[&dyn Input] = &[&extract::ExtractInput, &text::TextInput];

/// What a file was read as.
#[derive(Debug)]
pub(super) enum Read {
    /// The reviewed statement of one notice.
    Extract(Box<Extract>),
    /// The texts of one notice or several.
    Text(TextFile),
}

/// A text and the notices that it was read as.
#[derive(Debug)]
pub(super) struct TextFile {
    /// The text and its structure.
    pub(super) text: NoticeText,
    /// The notices, each with the index of its document; attachments are part of theirs.
    pub(super) notices: Vec<(usize, Notice)>,
}

/// The format of a file by the ending of its name.
pub(super) fn of_path(path: &Path) -> Option<&'static dyn Input> {
    let ending = path.extension()?;
    INPUTS.iter().copied().find(|input| {
        input
            .endings()
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Reads and decodes one file.
///
/// # Errors
/// Why it cannot be read, and what helps.
pub(super) fn load(path: &Path) -> Result<Loaded, Unreadable> {
    load::read(path, |bytes| match of_path(path) {
        Some(input) => input.decode(bytes),
        // 原文 may name a text of any ending.
        None => load::decode_text(bytes),
    })
}

/// Reads `paths` on all cores; results come in the order of the paths.
fn load_all(paths: &[PathBuf]) -> Vec<Result<Loaded, Unreadable>> {
    paths.par_iter().map(|path| load(path)).collect()
}

/// Reads a text that was given without a file: by the ending of its name, and as an extract where it has none.
fn read_given(path: &str, file: FileId, text: &str, vocabulary: &Vocabulary) -> Read {
    match of_path(Path::new(path)) {
        Some(input) => input.read(file, text, vocabulary),
        None => extract::ExtractInput.read(file, text, vocabulary),
    }
}

/// Whether the file may be the text of a notice, rather than an extract.
fn is_text(path: &Path) -> bool {
    of_path(path).is_some_and(|input| !input.is_extract())
}
