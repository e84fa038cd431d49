//! What can be wrong with a line, as facts; the wording is the rules' business.

use crate::source::Span;

/// The fields of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeaderField {
    /// 文号.
    Number,
    /// 标题.
    Title,
    /// 机关.
    Issuers,
    /// 地区.
    Region,
    /// 成文.
    Issued,
    /// 年度.
    Years,
    /// 依据.
    Basis,
    /// 转发.
    Forwards,
    /// 废止.
    Repeals,
    /// 原文.
    Source,
}

impl HeaderField {
    /// All fields, in their canonical order.
    pub const ALL: [HeaderField; 10] = [
        HeaderField::Number,
        HeaderField::Title,
        HeaderField::Issuers,
        HeaderField::Region,
        HeaderField::Issued,
        HeaderField::Years,
        HeaderField::Basis,
        HeaderField::Forwards,
        HeaderField::Repeals,
        HeaderField::Source,
    ];

    /// The fields that every extract must have.
    pub const REQUIRED: [HeaderField; 4] = [
        HeaderField::Number,
        HeaderField::Region,
        HeaderField::Issued,
        HeaderField::Years,
    ];

    /// The word before the colon.
    pub fn word(self) -> &'static str {
        match self {
            HeaderField::Number => "文号",
            HeaderField::Title => "标题",
            HeaderField::Issuers => "机关",
            HeaderField::Region => "地区",
            HeaderField::Issued => "成文",
            HeaderField::Years => "年度",
            HeaderField::Basis => "依据",
            HeaderField::Forwards => "转发",
            HeaderField::Repeals => "废止",
            HeaderField::Source => "原文",
        }
    }

    /// The field called `word`.
    pub fn from_word(word: &str) -> Option<HeaderField> {
        HeaderField::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// What could have stood at the place of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expected {
    /// An item or bearer.
    Name,
    /// A relation: =, 达到, ≥ …, or 限, 自, 于.
    Relation,
    /// A number.
    Number,
    /// A unit.
    Unit,
    /// A date.
    Date,
    /// A notice's number.
    NoticeNumber,
    /// A year.
    Year,
    /// A title in 《》.
    Title,
    /// A group or place.
    Group,
    /// `）`.
    CloseBracket,
    /// `：`.
    Colon,
    /// `:` between the sides of a ratio.
    RatioSign,
    /// `+`, `−`.
    Sign,
    /// `、` between names or numbers.
    Comma,
    /// 前 or 内 after a time.
    TimeWord,
    /// 起.
    FromWord,
    /// 至.
    UntilWord,
    /// 属于.
    Belongs,
    /// 由 … 确定.
    DelegationWord,
    /// `」`.
    CloseEvidence,
    /// `】`.
    CloseForce,
    /// `》`.
    CloseTitle,
    /// Words.
    Words,
    /// Evidence, force, a comment, or the end of the line.
    LineEnd,
}

/// A way of writing that is known, and wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// ６４０ for 640.
    FullWidthDigit,
    /// 1,020 for 1020.
    Comma,
    /// 2万 without 元.
    MissingMeasure,
    /// `>=` for ≥, and its kin.
    RelationSign,
    /// 97%以上 for ≥ 97%.
    Postfix,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Something else should stand here.
    Expected {
        /// What could have.
        expected: Vec<Expected>,
        /// What does; empty at the end of the line.
        found: String,
        /// The word of the language that is nearest to it.
        nearest: Option<&'static str>,
    },
    /// A known slip; the clause was read all the same.
    Slip {
        /// Which.
        slip: Slip,
        /// How it is written properly.
        remedy: String,
    },
    /// `word：` where no such field or keyword exists.
    UnknownKeyword {
        /// As written.
        word: String,
        /// The nearest that exists.
        nearest: Option<&'static str>,
    },
    /// 【…】 with a word that is not a force.
    UnknownForce {
        /// As written.
        word: String,
    },
    /// A line longer than [`super::LINE_LIMIT`].
    LineTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Brackets deeper than [`super::NESTING_LIMIT`].
    TooDeep,
    /// An amount with more digits than can be reckoned with exactly.
    TooManyDigits {
        /// How many.
        digits: usize,
    },
    /// A year that no notice can mean.
    YearOutOfRange {
        /// As written.
        year: String,
    },
    /// A range of years whose end comes before its beginning.
    YearsReversed,
    /// Evidence, or a force, given twice.
    Repeated,
    /// Shares and amounts mixed in one sum.
    MixedParts,
    /// A required field is missing.
    MissingHeader(HeaderField),
    /// A field given twice.
    DuplicateHeader {
        /// Which.
        field: HeaderField,
        /// Where it was given first.
        first: Span,
    },
    /// A notice's number that cannot be read even with its defects forgiven.
    UnreadableNumber,
}

/// One thing wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// Where, as narrow as can be.
    pub span: Span,
}
