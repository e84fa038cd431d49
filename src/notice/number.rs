//! The number of a notice (发文字号).

use std::fmt;

use compact_str::CompactString;

use crate::source::Span;

/// A notice's number such as 医保发〔2023〕24号: 代字, year and serial together.
///
/// Two numbers are the same only if all three agree: 医保发 is a suffix of 晋医保发, and two
/// notices of one place may share 〔2023〕13号.
#[derive(Debug, Clone)]
pub struct NoticeNumber {
    /// 代字, the letters of the issuing organ: 医保发, 晋市医保函.
    pub code: CompactString,
    /// Year between the brackets.
    pub year: u16,
    /// Serial (序号).
    pub serial: u32,
    /// What is wrong with the way it is written.
    pub defects: Vec<NumberDefect>,
    /// The words.
    pub span: Span,
}

impl PartialEq for NoticeNumber {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code && self.year == other.year && self.serial == other.serial
    }
}

impl Eq for NoticeNumber {}

impl std::hash::Hash for NoticeNumber {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code.hash(state);
        self.year.hash(state);
        self.serial.hash(state);
    }
}

impl fmt::Display for NoticeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}

/// A departure from the form of GB/T 9704—2012, 7.2.5: 代字, year in full between 〔〕, serial without
/// 第 and without zeros in front, 号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberDefect {
    /// Brackets other than 〔〕.
    Brackets,
    /// Brackets in the wrong order or one of them missing.
    BracketOrder,
    /// A year of other than four digits.
    Year,
    /// 第 before the serial.
    Ordinal,
    /// Zeros in front of the serial.
    LeadingZero,
    /// 号 missing.
    NoHao,
    /// Full-width digits.
    FullWidthDigit,
}
