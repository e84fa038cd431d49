//! `duibiao check --fix` and `--diff`.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use similar::TextDiff;

use super::check::Outcome;
use super::{CLEAN, Console, reason, write};
use crate::diagnostic::{Edit, Language, Text};
use crate::report::visible;
use crate::source::{FileId, SourceFile, decode, encode};

/// The edits of the findings that are shown, by file and place; of two that overlap the first.
fn edits(outcome: &Outcome) -> BTreeMap<FileId, Vec<&Edit>> {
    let mut files: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in outcome.diagnostics.iter().flat_map(|found| &found.edits) {
        files.entry(edit.span.file).or_default().push(edit);
    }
    for edits in files.values_mut() {
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut end = 0;
        edits.retain(|edit| {
            let free = edit.span.start >= end;
            if free {
                end = edit.span.end;
            }
            free
        });
    }
    files
}

/// The text after `edits`.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The bytes of the file after `edits`. All bytes but those of the edited words stay as they are, whatever
/// the encoding, the line ends and any damage.
fn edited_bytes(file: &SourceFile, bytes: &[u8], edits: &[&Edit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        let (start, end) = (file.raw_offset(range.start), file.raw_offset(range.end));
        out.extend_from_slice(bytes.get(at..start).unwrap_or_default());
        out.extend_from_slice(&encode(&edit.text, file.layout().encoding()));
        at = end;
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

/// Shows what would be changed.
pub(super) fn show(outcome: &Outcome, language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    for (id, edits) in edits(outcome) {
        let Some(file) = outcome.sources.get(id) else {
            continue;
        };
        let after = edited(file.text(), &edits);
        let diff = TextDiff::from_lines(file.text(), after.as_str());
        let path = visible(file.path());
        let mut unified = diff.unified_diff();
        write!(console.stdout, "{}", unified.header(&path, &path))?;
    }
    console.stdout.flush()?;
    console.unreadable(&outcome.unreadable, language, CLEAN)
}

/// Writes the files that change, each whole or not at all. Gives whether all went well.
pub(super) fn apply(outcome: &Outcome, language: Language, console: &mut Console<'_>) -> io::Result<bool> {
    let mut well = true;
    for (id, edits) in edits(outcome) {
        let Some(file) = outcome.sources.get(id) else {
            continue;
        };
        let shown = visible(file.path());
        match rewrite(file, &edits) {
            Ok(()) => {
                let count = edits.len();
                console.note(&match language {
                    Language::Chinese => format!("改了 {shown}：{count} 处"),
                    Language::English => format!("mended {shown}: {count} places"),
                })?;
            }
            Err(reason) => {
                well = false;
                console.complain(&match language {
                    Language::Chinese => format!("改不了 {shown}：{}", reason.zh),
                    Language::English => format!("cannot mend {shown}: {}", reason.en),
                })?;
            }
        }
    }
    Ok(well)
}

fn rewrite(file: &SourceFile, edits: &[&Edit]) -> Result<(), Text> {
    let path = std::path::Path::new(file.path());
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    // Somebody may have saved the file since it was read.
    let same = decode(bytes.clone()).is_ok_and(|now| now.text == file.text());
    if !same {
        return Err(Text::new(
            "检查期间文件有改动，请再运行一次",
            "the file was changed while it was checked, run this again",
        ));
    }
    let after = edited_bytes(file, &bytes, edits);
    write::replace(path, after).map_err(|error| reason(&error))
}
