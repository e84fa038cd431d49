//! The baseline of `duibiao check`: reading it, writing it, and saying what of it no longer occurs.

use std::fs;
use std::io;
use std::path::Path;

use super::{Console, reason, shown, write};
use crate::diagnostic::{Baseline, BaselineError, Identity, Language, Text};
use crate::report::visible;

/// Entries that are named; of more only the number is said.
const NAMED: usize = 20;

/// Reads the baseline at `path`.
///
/// # Errors
/// What is wrong and what helps.
pub(super) fn read(path: &Path) -> Result<Baseline, Text> {
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Text::new(
            "没有这个基线文件；加 --write-baseline 写一份，或者核对路径",
            "there is no such baseline; write one with --write-baseline, or check the path",
        ),
        _ => reason(&error),
    })?;
    Baseline::from_text(&text).map_err(|error| match error {
        BaselineError::Syntax {
            line,
            column,
            message,
        } => Text::new(
            format!("第 {line} 行第 {column} 列不是基线的写法（{message}）；加 --write-baseline 重新写一份"),
            format!("line {line}, column {column} is not of a baseline ({message}); write it anew with --write-baseline"),
        ),
        BaselineError::Version(version) => Text::new(
            format!("基线的版本 {version} 比本程序新；请升级程序"),
            format!("the baseline is of version {version}, which is later than this program; update the program"),
        ),
    })
}

/// Writes `baseline` to `path`, whole or not at all, and says so.
pub(super) fn put(
    path: &Path,
    baseline: &Baseline,
    language: Language,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    if let Err(error) = write::put(path, baseline.to_text().as_bytes()) {
        console.cannot_write(path, &error, language)?;
        return Ok(false);
    }
    let (shown, count) = (shown(path), baseline.len());
    console.note(&match language {
        Language::Chinese => format!("已写入基线 {shown}：{count} 条"),
        Language::English => format!("wrote the baseline {shown}: {count} findings"),
    })?;
    Ok(true)
}

/// Says which entries of the baseline no longer occur.
pub(super) fn say_gone(
    gone: &[(Identity, usize)],
    language: Language,
    console: &mut Console<'_>,
) -> io::Result<()> {
    for (identity, count) in gone.iter().take(NAMED) {
        let Identity {
            notice,
            rule,
            words,
            about,
        } = identity;
        let words = if about.is_empty() { words } else { about };
        let (notice, words) = (visible(notice), visible(words));
        let times = match (*count, language) {
            (1, _) => String::new(),
            (count, Language::Chinese) => format!("，{count} 处"),
            (count, Language::English) => format!(", {count} times"),
        };
        console.note(&match language {
            Language::Chinese => format!("基线中不再出现：{notice} {rule}「{words}」{times}"),
            Language::English => format!("gone from the baseline: {notice} {rule} “{words}”{times}"),
        })?;
    }
    let rest = gone.len().saturating_sub(NAMED);
    if rest > 0 {
        console.note(&match language {
            Language::Chinese => format!("基线中不再出现的另有 {rest} 项"),
            Language::English => format!("{rest} more are gone from the baseline"),
        })?;
    }
    if !gone.is_empty() {
        console.note(match language {
            Language::Chinese => "用 --prune-baseline 从基线中删去",
            Language::English => "take them out of the baseline with --prune-baseline",
        })?;
    }
    Ok(())
}
