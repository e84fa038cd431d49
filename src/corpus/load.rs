//! Reading files.

use std::io::Read;
use std::path::Path;

use crate::diagnostic::Text;
use crate::source::{DecodeError, Decoded, Layout, decode};

/// The largest file that is read, in bytes.
pub const FILE_LIMIT: u64 = 32 * 1024 * 1024;

/// Something that could not be read, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The path as the user gave it, or as it was found below such a path.
    pub path: String,
    /// What is wrong and what helps.
    pub reason: Text,
    /// Whether it may be text that merely could not be got at; files of other programs are not.
    pub is_text: bool,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) layout: Layout,
}

/// Reads one file within the bound of [`FILE_LIMIT`], and decodes it.
pub(crate) fn read(
    path: &Path,
    decode: impl FnOnce(Vec<u8>) -> Result<Decoded, Undecodable>,
) -> Result<Loaded, Unreadable> {
    let shown = display(path);
    let refuse = |reason: Text| Unreadable {
        path: shown.clone(),
        reason,
        is_text: false,
    };
    let failed = |error: std::io::Error| Unreadable {
        is_text: true,
        ..refuse(Text::new(
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
            format!("文件超过 {limit} MB，不像一份公文，未读；请拆分"),
            format!("the file is larger than {limit} MB, which no notice is, and was not read; split it"),
        )));
    }
    let Decoded { text, layout } = decode(bytes).map_err(|failed| Unreadable {
        is_text: failed.is_text,
        ..refuse(failed.reason)
    })?;
    Ok(Loaded {
        path: shown,
        text,
        layout,
    })
}

/// Bytes that hold no text of their format.
pub(crate) struct Undecodable {
    /// What they look like, and what helps.
    pub(crate) reason: Text,
    /// Whether they may be text all the same.
    pub(crate) is_text: bool,
}

/// The text in the bytes of a plain text file.
pub(crate) fn decode_text(bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
    decode(bytes).map_err(|error| Undecodable {
        is_text: error == DecodeError::Utf32,
        reason: match error {
            DecodeError::Binary => Text::new(
                "是二进制文件，不是文本；请另存为 UTF-8 文本",
                "a binary file, not text; save it as UTF-8 text",
            ),
            DecodeError::Utf32 => Text::new(
                "是 UTF-32 编码，读不了；请另存为 UTF-8",
                "encoded in UTF-32, which is not read; save it as UTF-8",
            ),
            DecodeError::Unknown { line, offset } => Text::new(
                format!(
                    "第 {line} 行起不是 UTF-8、UTF-16 或 GB18030 编码（第 {offset} 字节）；请另存为 UTF-8"
                ),
                format!("not UTF-8, UTF-16 or GB18030 from line {line} on (byte {offset}); save it as UTF-8"),
            ),
        },
    })
}

/// A path as it is shown: with `/` between its parts and no leading `./`.
pub(crate) fn display(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown
        .strip_prefix("./")
        .filter(|rest| !rest.is_empty())
        .map_or(shown.clone(), ToOwned::to_owned)
}
