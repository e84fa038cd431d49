//! UTF-16 of either byte order.

use super::layout::STRIDE;
use super::{Decoded, Encoding, Layout};

/// Decodes all of `bytes`; half a pair of surrogates, or a byte left over, becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Decoded {
    let mut layout = Layout::new(encoding);
    let mut text = String::with_capacity(bytes.len().saturating_mul(3) / 2);
    let mut raw = 0usize;
    let (pairs, left) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(pair),
        _ => u16::from_le_bytes(pair),
    });
    for decoded in char::decode_utf16(units) {
        let character = decoded.unwrap_or_else(|_| {
            layout.damage();
            char::REPLACEMENT_CHARACTER
        });
        text.push(character);
        raw = raw.saturating_add(character.len_utf16().saturating_mul(2));
        if text.len().saturating_sub(layout.last_point()) >= STRIDE {
            layout.point(text.len(), raw);
        }
    }
    if !left.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
        layout.damage();
        layout.point(text.len(), raw.saturating_add(left.len()));
    }
    Decoded { text, layout }
}
