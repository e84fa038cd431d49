//! What bytes look like.

use super::{DecodeError, Encoding};

/// The encoding that a byte order mark names, and the length of the mark.
pub(super) fn mark(bytes: &[u8]) -> Result<Option<(Encoding, usize)>, DecodeError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Ok(Some((Encoding::Utf8, 3))),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err(DecodeError::Utf32),
        [0xFF, 0xFE, ..] => Ok(Some((Encoding::Utf16Le, 2))),
        [0xFE, 0xFF, ..] => Ok(Some((Encoding::Utf16Be, 2))),
        [0x84, 0x31, 0x95, 0x33, ..] => Ok(Some((Encoding::Gb18030, 4))),
        _ => Ok(None),
    }
}

/// How many bytes are looked at.
const SAMPLE: usize = 8192;

/// The byte order in which nearly all units are such as notices are written with, if it is one.
pub(super) fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE.min(bytes.len()))?;
    let (pairs, _) = sample.as_chunks::<2>();
    // One stray unit in ten, such as half of a rare character; a single unit is no evidence.
    let clear =
        |fitting: usize| pairs.len() >= 2 && fitting.saturating_mul(10) >= pairs.len().saturating_mul(9);
    let fitting = |read: fn([u8; 2]) -> u16| pairs.iter().filter(|&&pair| is_usual(read(pair))).count();
    let (little, big) = (fitting(u16::from_le_bytes), fitting(u16::from_be_bytes));
    if little > big && clear(little) {
        Some(Encoding::Utf16Le)
    } else if big > little && clear(big) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn is_usual(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E
        | 0x00A0 | 0x00B7 | 0x2000..=0x266F | 0x3000..=0x33FF
        | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E)
}

/// The error for bytes that no encoding fits.
pub(super) fn unknown(bytes: &[u8]) -> DecodeError {
    let control = bytes.iter().filter(|&&byte| is_control(byte)).count();
    if control.saturating_mul(50) > bytes.len() {
        return DecodeError::Binary;
    }
    let offset = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let good = bytes.get(..offset).unwrap_or_default();
    DecodeError::Unknown {
        line: memchr::memchr_iter(b'\n', good).count().saturating_add(1),
        offset,
    }
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C) || byte == 0x7F
}
