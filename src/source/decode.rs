//! Bytes to text: UTF-8, UTF-16 and GB18030, with a byte order mark or without.
//!
//! Government offices still send GB18030, and office programs save UTF-16. A text is not refused for a few
//! damaged bytes: each becomes U+FFFD and is counted. What is no text at all is said to be none.

mod gb18030;
mod guess;
mod layout;
mod utf16;
mod utf8;

pub use layout::Layout;

use std::fmt;

/// How the characters of a file are written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, and so GBK and GB2312 as well.
    Gb18030,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
        })
    }
}

/// The text of a file, and how it lies in the file's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The way back to the bytes.
    pub layout: Layout,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// There are bytes that no text has.
    Binary,
    /// The mark in front says UTF-32.
    Utf32,
    /// No encoding that is known fits.
    Unknown {
        /// The line, from 1, of the first byte that is not UTF-8.
        line: usize,
        /// That byte, from 0.
        offset: usize,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Binary => f.write_str("binary, not text"),
            DecodeError::Utf32 => f.write_str("UTF-32"),
            DecodeError::Unknown { line, offset } => {
                write!(f, "in no known encoding from line {line} on (byte {offset})")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// The text that `bytes` hold.
///
/// # Errors
///
/// Where the bytes are not text, or text in an encoding that is not known.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if let Some((encoding, mark)) = guess::mark(&bytes)? {
        let rest = bytes.get(mark..).unwrap_or_default();
        let decoded = match encoding {
            Encoding::Utf8 => return utf8::marked(bytes, mark),
            Encoding::Utf16Le | Encoding::Utf16Be => utf16::decode(rest, encoding),
            Encoding::Gb18030 => gb18030::decode(rest).ok_or_else(|| guess::unknown(&bytes))?,
        };
        return Ok(decoded.behind_mark(mark));
    }
    if memchr::memchr(0, &bytes).is_some() {
        let encoding = guess::utf16(&bytes).ok_or(DecodeError::Binary)?;
        return Ok(utf16::decode(&bytes, encoding));
    }
    // Several times as fast as the standard library, the copy of the text included.
    if let Some(text) = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(&bytes) {
        return Ok(Decoded::plain(text.into_owned()));
    }
    if let Some(decoded) = utf8::damaged(&bytes) {
        return Ok(decoded);
    }
    if let Some(encoding) = guess::utf16(&bytes) {
        return Ok(utf16::decode(&bytes, encoding));
    }
    gb18030::decode(&bytes).ok_or_else(|| guess::unknown(&bytes))
}

/// The bytes of `text` in an encoding, without a byte order mark.
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        // It has every character.
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
    }
}

impl Decoded {
    /// A text that stands in the file as it is.
    fn plain(text: String) -> Self {
        Decoded {
            text,
            layout: Layout::default(),
        }
    }

    fn behind_mark(mut self, mark: usize) -> Self {
        self.layout.shift(mark);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "青平市医疗保障局文件\r\n每人每年 640 元，€ 与 𠮷 与 ㄤ。\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    fn gb(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    /// Every character of the text leads to its bytes, found here by encoding what stands before it.
    fn check(bytes: &[u8], encoding: Encoding, text: &str, encode: impl Fn(&str) -> Vec<u8>, mark: usize) {
        let decoded = decode(bytes.to_vec()).unwrap();
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.layout.encoding(), encoding);
        assert_eq!(decoded.layout.malformed(), 0);
        // Every character of a short text, some of a long one: each is found by encoding all before it.
        let step = 1 + text.len() / 2_000;
        let ends = text.char_indices().step_by(step);
        for (at, _) in ends.chain([(text.len(), ' ')]) {
            assert_eq!(
                decoded.layout.raw_offset(text, at),
                mark + encode(&text[..at]).len(),
                "at {at}"
            );
        }
    }

    #[test]
    fn every_encoding_leads_back_to_its_bytes() {
        let utf8 = |text: &str| text.as_bytes().to_vec();
        let little = |text: &str| utf16(text, false);
        let big = |text: &str| utf16(text, true);
        for times in [1, 400] {
            let text = TEXT.repeat(times);
            check(&utf8(&text), Encoding::Utf8, &text, utf8, 0);
            check(&little(&text), Encoding::Utf16Le, &text, little, 0);
            check(&big(&text), Encoding::Utf16Be, &text, big, 0);
            check(&gb(&text), Encoding::Gb18030, &text, gb, 0);
            let marked = |bytes: Vec<u8>, mark: &[u8]| [mark, &bytes].concat();
            check(
                &marked(utf8(&text), b"\xEF\xBB\xBF"),
                Encoding::Utf8,
                &text,
                utf8,
                3,
            );
            check(
                &marked(little(&text), b"\xFF\xFE"),
                Encoding::Utf16Le,
                &text,
                little,
                2,
            );
            check(&marked(big(&text), b"\xFE\xFF"), Encoding::Utf16Be, &text, big, 2);
            check(
                &marked(gb(&text), b"\x84\x31\x95\x33"),
                Encoding::Gb18030,
                &text,
                gb,
                4,
            );
        }
    }

    #[test]
    fn damage_is_marked_and_counted() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.insert(6, 0xFF);
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.layout.malformed(), 1);
        assert!(decoded.text.starts_with("青平\u{FFFD}市"));
        assert_eq!(decoded.layout.raw_offset(&decoded.text, 6), 6);
        assert_eq!(decoded.layout.raw_offset(&decoded.text, 9), 7);

        let text = TEXT.repeat(20);
        let mut bytes = gb(&text);
        bytes.insert(4, 0xFF);
        let length = bytes.len();
        let decoded = decode(bytes).unwrap();
        assert_eq!(
            (decoded.layout.encoding(), decoded.layout.malformed()),
            (Encoding::Gb18030, 1)
        );
        assert!(decoded.text.starts_with("青平\u{FFFD}市"));
        assert_eq!(decoded.layout.raw_offset(&decoded.text, 9), 5);
        assert_eq!(
            decoded.layout.raw_offset(&decoded.text, decoded.text.len()),
            length
        );
    }

    #[test]
    fn a_text_cut_within_a_character_is_still_read() {
        let whole = gb(&TEXT.replace('ㄤ', "甲"));
        for end in 40..whole.len() {
            let decoded = decode(whole[..end].to_vec()).unwrap();
            assert_eq!(decoded.layout.encoding(), Encoding::Gb18030);
            assert_eq!(decoded.layout.raw_offset(&decoded.text, decoded.text.len()), end);
        }
        for end in 20..TEXT.len() {
            let decoded = decode(TEXT.as_bytes()[..end].to_vec()).unwrap();
            assert_eq!(decoded.layout.encoding(), Encoding::Utf8);
            assert_eq!(decoded.layout.raw_offset(&decoded.text, decoded.text.len()), end);
        }
        let whole = utf16(TEXT, false);
        let decoded = decode([b"\xFF\xFE", &whole[..whole.len() - 1]].concat()).unwrap();
        assert_eq!(
            decoded.layout.raw_offset(&decoded.text, decoded.text.len()),
            whole.len() + 1
        );
    }

    #[test]
    fn short_texts_are_told_apart() {
        assert_eq!(decode(Vec::new()).unwrap().text, "");
        assert_eq!(
            decode(b"\xce\xc4\xba\xc5\xa3\xba".to_vec()).unwrap().text,
            "文号："
        );
        assert_eq!(decode(b"\xEF\xBB\xBF".to_vec()).unwrap().text, "");
        assert_eq!(decode("文号：".into()).unwrap().text, "文号：");
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        assert_eq!(decode(b"\x7fELF\x00\x01\x02".to_vec()), Err(DecodeError::Binary));
        assert_eq!(
            decode(b"PK\x03\x04\xff\xfe\x00\x01".to_vec()),
            Err(DecodeError::Binary)
        );
        assert_eq!(
            decode(b"\xFF\xFE\x00\x00\x31\x00\x00\x00".to_vec()),
            Err(DecodeError::Utf32)
        );
        let latin = b"ann\xe9e\nfran\xe7ais \xe0 l'\xe9t\xe9 \xfc\xff\n";
        assert_eq!(
            decode(latin.to_vec()),
            Err(DecodeError::Unknown { line: 1, offset: 3 })
        );
        // Big5 and Shift JIS look like rare characters of GB18030.
        let big5 = encoding_rs::BIG5
            .encode("關於做好全市城鄉居民醫療保險工作的通知，各縣市區人民政府")
            .0;
        assert!(matches!(
            decode(big5.into_owned()),
            Err(DecodeError::Unknown { .. })
        ));
    }
}
