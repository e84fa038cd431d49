//! UTF-8 with a mark in front, or with damage.

use super::{DecodeError, Decoded, Encoding, Layout, guess};

/// UTF-8 behind a mark of `mark` bytes.
pub(super) fn marked(mut bytes: Vec<u8>, mark: usize) -> Result<Decoded, DecodeError> {
    bytes.drain(..mark.min(bytes.len()));
    let decoded = match String::from_utf8(bytes) {
        Ok(text) => Decoded::plain(text),
        Err(error) => {
            let bytes = error.into_bytes();
            damaged(&bytes).ok_or_else(|| guess::unknown(&bytes))?
        }
    };
    Ok(decoded.behind_mark(mark))
}

/// UTF-8 in which a few bytes are wrong; `None` where more are, so that it is something else.
pub(super) fn damaged(bytes: &[u8]) -> Option<Decoded> {
    let mut text = String::with_capacity(bytes.len());
    let mut layout = Layout::new(Encoding::Utf8);
    let mut raw = 0usize;
    // Chinese characters take three bytes; two-byte sequences come about by chance in GB18030.
    let mut sound = 0usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        sound = sound.saturating_add(chunk.valid().bytes().filter(|&byte| byte >= 0xE0).count());
        raw = raw.saturating_add(chunk.valid().len());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            raw = raw.saturating_add(chunk.invalid().len());
            layout.damage();
            layout.point(text.len(), raw);
            if layout.malformed() > 16 && layout.malformed() > sound {
                return None;
            }
        }
    }
    let few = match layout.malformed() {
        wrong @ ..=2 => wrong.saturating_mul(2),
        wrong => wrong.saturating_mul(20),
    };
    (few <= sound).then_some(Decoded { text, layout })
}
