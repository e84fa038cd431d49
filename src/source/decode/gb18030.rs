//! GB18030.

use encoding_rs::{DecoderResult, GB18030};

use super::layout::{STRIDE, usual_length};
use super::{Decoded, Encoding, Layout};

/// Decodes all of `bytes`; `None` where too much is malformed, or where the characters are such as Chinese
/// text hardly has, because it is something else: nearly any two bytes are some character of GB18030.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let mut text = String::with_capacity(bytes.len().saturating_mul(3) / 2);
    let mut walk = Walk {
        layout: Layout::new(Encoding::Gb18030),
        raw: 0,
        units: 0,
        common: 0,
    };
    while walk.raw < bytes.len() {
        let rest = bytes.get(walk.raw..)?;
        let mut decoder = GB18030.new_decoder_without_bom_handling();
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len())?);
        let before = text.len();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        let (wrong, ahead) = match result {
            DecoderResult::Malformed(wrong, ahead) => (usize::from(wrong), usize::from(ahead)),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => (0, 0),
        };
        let sound = read.checked_sub(wrong)?.checked_sub(ahead)?;
        walk.over(rest.get(..sound)?, text.get(before..)?, before);
        if wrong > 0 {
            text.push(char::REPLACEMENT_CHARACTER);
            walk.raw = walk.raw.saturating_add(wrong);
            walk.layout.damage();
            walk.layout.point(text.len(), walk.raw);
            let malformed = walk.layout.malformed();
            if malformed > 16 && malformed.saturating_mul(20) > walk.units {
                return None;
            }
        } else if sound == 0 {
            return None;
        }
    }
    let malformed = walk.layout.malformed();
    let few = malformed.saturating_mul(50) <= walk.units || (malformed == 1 && walk.units >= 2);
    let chinese = walk.common.saturating_mul(10) >= walk.units.saturating_mul(7);
    (few && chinese).then_some(Decoded {
        text,
        layout: walk.layout,
    })
}

/// A walk over bytes and text side by side.
struct Walk {
    layout: Layout,
    raw: usize,
    /// Characters beyond ASCII.
    units: usize,
    /// Of them, those of GB2312: the everyday characters and marks.
    common: usize,
}

impl Walk {
    /// Walks over a sound run of bytes and the text that it became, which begins at `start` of the whole.
    fn over(&mut self, bytes: &[u8], text: &str, start: usize) {
        let text = text.as_bytes();
        let (mut raw, mut at) = (0usize, 0usize);
        while let (Some(&lead), Some(&first)) = (bytes.get(raw), text.get(at)) {
            if lead < 0x80 {
                raw = raw.saturating_add(1);
                at = at.saturating_add(1);
            } else {
                let trail = bytes.get(raw.saturating_add(1)).copied().unwrap_or(0);
                let length = match trail {
                    _ if lead == 0x80 => 1,
                    b'0'..=b'9' => 4,
                    _ => 2,
                };
                self.units = self.units.saturating_add(1);
                if matches!(lead, 0xA1..=0xF7) && trail >= 0xA1 {
                    self.common = self.common.saturating_add(1);
                }
                raw = raw.saturating_add(length);
                at = at.saturating_add(match first {
                    0..=0x7F => 1,
                    0x80..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    _ => 4,
                });
                let place = start.saturating_add(at);
                if length != usual_length(Encoding::Gb18030, first)
                    || place.saturating_sub(self.layout.last_point()) >= STRIDE
                {
                    self.layout.point(place, self.raw.saturating_add(raw));
                }
            }
        }
        self.raw = self.raw.saturating_add(bytes.len());
    }
}
