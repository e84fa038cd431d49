//! The header of an extract.

use std::hash::{Hash, Hasher};

use compact_str::CompactString;

use super::{NoticeNumber, PartialDate};
use crate::source::Span;

/// A name with the words it stands in. Equality is of the name alone.
#[derive(Debug, Clone)]
pub struct Name {
    /// The name as written, white space at its ends removed.
    pub text: CompactString,
    /// The words.
    pub span: Span,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// 年度: one year, or a range such as 2021—2025年.
#[derive(Debug, Clone, Copy, Eq)]
pub struct Years {
    /// First year.
    pub first: u16,
    /// Last year; the same as `first` for one year.
    pub last: u16,
    /// The words.
    pub span: Span,
}

impl PartialEq for Years {
    fn eq(&self, other: &Self) -> bool {
        self.first == other.first && self.last == other.last
    }
}

/// A comment that belongs to one field of the header, so that it must not leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNote {
    /// The word of the field, such as 文号.
    pub field: &'static str,
    /// The comment, without its `#`.
    pub text: String,
    /// Whether it stands above the field, rather than at the end of its line.
    pub above: bool,
}

/// The header: what is known of the notice as a whole. Required fields that are missing were
/// reported when the extract was read; they are `None` here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// 文号.
    pub number: Option<NoticeNumber>,
    /// 标题.
    pub title: Option<Name>,
    /// 机关, the issuing organs, 主办 first.
    pub issuers: Vec<Name>,
    /// 地区, as written; looked up by the corpus.
    pub region: Option<Name>,
    /// 成文, the date of issue.
    pub issued: Option<PartialDate>,
    /// 年度, the policy year.
    pub years: Option<Years>,
    /// 依据, the notices it implements.
    pub basis: Vec<NoticeNumber>,
    /// 转发, the notices it forwards.
    pub forwards: Vec<NoticeNumber>,
    /// 废止, the notices it repeals.
    pub repeals: Vec<NoticeNumber>,
    /// 原文, the file of the source text, relative to the extract.
    pub source: Option<Name>,
    /// Comments and unread lines between the fields, before which field they stood is not kept.
    pub comments: Vec<String>,
    /// Comments that belong to one field, in order.
    pub notes: Vec<FieldNote>,
    /// Lines of the header that could not be read.
    pub unread: Vec<Span>,
    /// From the first field to the last.
    pub span: Option<Span>,
}
