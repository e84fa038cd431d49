//! The text of a notice as it was published: repaired, and cut into its parts.
//!
//! Three layers lie between the bytes of a file and what it says. The **source** is the decoded text that
//! spans point into. The [`Repaired`] text joins what layout took apart (pages, hard wraps, spaces within
//! words) and gives each mark one form; every place in it leads back to the source. The **structure**
//! ([`Document`]) says which stretch of it is what. Reading never refuses: any text has a structure.
//!
//! # Glossary (GB/T 9704—2012)
//!
//! | 公文 | here |
//! |---|---|
//! | 发文机关标志 | [`Document::masthead`] |
//! | 发文字号 | [`Document::number`] |
//! | 标题 | [`Document::title`] |
//! | 主送机关 | [`Document::addressees`] |
//! | 正文 | [`Document::blocks`] |
//! | 结构层次序数 | [`Ordinal`] |
//! | 附件说明 | [`Document::attachments`] |
//! | 发文机关署名 | [`Document::signatures`] |
//! | 成文日期 | [`Document::issued`] |
//! | 附注 | [`Document::note`] |
//! | 抄送机关 | [`Document::copies`] |
//! | 印发机关和印发日期 | [`Document::printing`] |
//! | 牵头单位 配合单位 责任单位 完成时限 | [`Responsibility`] |

mod document;
mod kind;
mod marks;
mod repaired;
mod structure;

pub use document::{
    Attachment, Block, BlockKind, Document, Field, Heading, Ordinal, OrdinalForm, Printing, Responsibility,
    Row, Table,
};
pub use repaired::{Repaired, Seam, SeamKind, Stretch};

/// One file: its repaired text and the notices in it.
#[derive(Debug)]
pub struct NoticeText {
    /// The text, repaired.
    pub repaired: Repaired,
    /// The notices, in order; one at least, even where nothing is recognised.
    pub documents: Vec<Document>,
}

impl NoticeText {
    /// Repairs `source` and finds its structure, in one pass each.
    pub fn read(source: &str) -> NoticeText {
        let repaired = Repaired::new(source);
        let documents = structure::documents(&repaired, source);
        NoticeText { repaired, documents }
    }
}
