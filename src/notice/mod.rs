//! The typed model: what one notice states. It knows no parser and no file beyond [`Span`]s.
//!
//! # Glossary
//!
//! | 公文 | here | |
//! |---|---|---|
//! | 条 (statement of an extract) | [`Clause`] | one line, one fact |
//! | 文号 | [`NoticeNumber`] | 代字 [`NoticeNumber::code`], year, 序号 [`NoticeNumber::serial`] |
//! | 事项 | item | a policy quantity such as 财政补助 |
//! | 承担方 | bearer | who pays a part, such as 中央财政 |
//! | 主体 | [`Subject`] | an item, or a bearer's part of it, with its facets |
//! | 年度 | [`Years`] | the policy year or years |
//! | 成文 | [`Header::issued`] | date of issue |
//! | 依据 转发 废止 引用 | basis, forwards, repeals, citation | relations between notices |
//! | 归类 简称 授权 任务 | classification, alias, delegation, task | |
//! | 约束力 (必须, 鼓励 …) | [`Force`] | |

mod clause;
mod date;
mod force;
mod header;
mod layout;
mod number;
mod quantity;

mod subject;
mod sureness;
mod visit;

pub use clause::{
    Action, Alias, Citation, Classification, Clause, Delegation, Evidence, Expression, Form, Part, RatioPart,
    Sign, Task,
};
pub use date::{DateError, DayMonth, PartialDate, TimeLimit, TimePoint};
pub use force::Force;
pub use header::{FieldNote, Header, Name, Years};
pub use layout::{layout_clause, layout_notice};
pub use number::{NoticeNumber, NumberDefect};
pub use quantity::{DurationUnit, Magnitude, Measure, Quantity, Relation, Unit};
pub use subject::{Facets, Subject, YearFacet};
pub use sureness::{Sureness, TO_CONFIRM};
pub(crate) use visit::Visitor;

use crate::source::{FileId, Span};

/// A heading of the notice and how deep it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 一、 is 1, （一） 2, 1. 3, （1） 4, 第…条 5.
    pub depth: u8,
    /// The ordinal with its punctuation, as it is printed: `（二）`.
    pub ordinal: String,
    /// The words after it.
    pub title: String,
    /// The whole heading.
    pub span: Span,
}

impl Heading {
    /// The ordinal without punctuation, as paths of headings use it: `一`, `（二）`, `1`.
    pub fn short(&self) -> &str {
        self.ordinal.trim_end_matches(['、', '.', '．'])
    }
}

/// One line of the body, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Index into [`Notice::headings`].
    Heading(usize),
    /// Index into [`Notice::clauses`].
    Clause(usize),
    /// A comment of its own, or an empty line (empty text).
    Comment(String),
    /// A line that could not be read, kept word for word so that nothing is lost.
    Unread(Span),
}

/// Everything that one extract states, or that the text of a notice was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file it was read from.
    pub file: FileId,
    /// The header.
    pub header: Header,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The clauses, in order.
    pub clauses: Vec<Clause>,
    /// All lines of the body, in order; what the canonical layout is printed from.
    pub body: Vec<Line>,
}

impl Notice {
    /// The clauses that findings may rest on, with their indices.
    pub fn sure_clauses(&self) -> impl Iterator<Item = (usize, &Clause)> {
        self.clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.sureness.is_sure())
    }

    /// The headings above a clause, outermost first.
    pub fn heading_path(&self, clause: &Clause) -> Vec<&Heading> {
        let Some(last) = clause.heading else {
            return Vec::new();
        };
        let mut path: Vec<&Heading> = Vec::new();
        for heading in self.headings.iter().take(last.saturating_add(1)) {
            path.retain(|above| above.depth < heading.depth);
            path.push(heading);
        }
        path
    }
}
