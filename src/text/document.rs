//! The parts of a notice (GB/T 9704—2012), as stretches of the repaired text.

use super::Stretch;

/// How the ordinal of a heading is written (GB/T 9704—2012, 7.3.3: 一、 （一） 1. （1）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrdinalForm {
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
    /// ①
    Circled,
    /// 第一条
    Article,
    /// 第一章, 第一节
    Chapter,
    /// 一是, 首先: an enumeration within a paragraph, no heading of its own.
    Enumeration,
}

/// The ordinal of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal {
    /// How it is written.
    pub form: OrdinalForm,
    /// Its number, from 1.
    pub number: u32,
    /// Its words, punctuation included: （二）.
    pub range: Stretch,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Depth from 1; that of its ordinal's form, or where it has lost its ordinal that of its siblings.
    pub depth: u8,
    /// Its ordinal; `None` where it stands without one although its siblings have one.
    pub ordinal: Option<Ordinal>,
    /// The words after the ordinal, without the full stop.
    pub title: Stretch,
    /// Ordinal and title.
    pub range: Stretch,
    /// The heading that it stands under.
    pub parent: Option<usize>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells; empty stretches where a cell is empty.
    pub cells: Vec<Stretch>,
    /// The whole row.
    pub range: Stretch,
}

/// A table, whether its cells stand beside each other, one on each line, or between bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The line above it that names it.
    pub caption: Option<Stretch>,
    /// 单位：万元.
    pub unit: Option<Stretch>,
    /// The names of its columns.
    pub columns: Vec<Stretch>,
    /// What stands above the name of each column where one name spans several; empty where nothing does.
    pub spans: Vec<Stretch>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// What a block of the body is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// Index into [`Document::headings`].
    Heading(usize),
    /// A paragraph, or what follows a heading on its line.
    Paragraph,
    /// A table.
    Table(Table),
}

/// One piece of the body, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub range: Stretch,
    /// The innermost heading above it (for a heading, itself).
    pub heading: Option<usize>,
}

/// （牵头单位：…；配合单位：…。完成时限：…）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsibility {
    /// Brackets and all.
    pub range: Stretch,
    /// Index of the block that it closes.
    pub block: usize,
    /// 牵头单位, one for each organ.
    pub lead: Vec<Stretch>,
    /// 配合单位.
    pub support: Vec<Stretch>,
    /// 责任单位, or the organs named without a label.
    pub responsible: Vec<Stretch>,
    /// Whether a label (牵头单位, 责任单位 …) stands before the organs.
    pub labelled: bool,
    /// What stands after 完成时限.
    pub limit: Option<Stretch>,
}

/// One attachment of the 附件说明.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its number; `None` where there is only one and it has none.
    pub number: Option<u32>,
    /// Its title.
    pub title: Stretch,
    /// The whole.
    pub range: Stretch,
}

/// 印发机关和印发日期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printing {
    /// Who prints it.
    pub organ: Option<Stretch>,
    /// When, 印发 not included.
    pub date: Option<Stretch>,
    /// The whole.
    pub range: Stretch,
}

/// One field of the table of particulars that government sites print above a notice: 文号：…, 成文日期：….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub key: Stretch,
    /// What it says.
    pub value: Stretch,
}

/// One notice of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// All of it.
    pub range: Stretch,
    /// 发文机关标志: its lines.
    pub masthead: Vec<Stretch>,
    /// 附件, 附件1: where this text is itself an attachment, that label.
    pub attachment_label: Option<Stretch>,
    /// 发文字号.
    pub number: Option<Stretch>,
    /// 标题, organs included.
    pub title: Option<Stretch>,
    /// The issuing organs, 主办 first: from the masthead, the title or the signatures.
    pub issuers: Vec<Stretch>,
    /// 主送机关, its colon included where it has one.
    pub addressees: Option<Stretch>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// 正文: headings, paragraphs and tables, in order.
    pub blocks: Vec<Block>,
    /// The responsibility blocks at the ends of paragraphs, in order.
    pub responsibilities: Vec<Responsibility>,
    /// 附件说明.
    pub attachments: Vec<Attachment>,
    /// 发文机关署名.
    pub signatures: Vec<Stretch>,
    /// 成文日期.
    pub issued: Option<Stretch>,
    /// 附注, brackets included: （此件公开发布）, 公开方式：主动公开.
    pub note: Option<Stretch>,
    /// 抄送机关, 抄送 included.
    pub copies: Option<Stretch>,
    /// 印发机关和印发日期.
    pub printing: Option<Printing>,
    /// The particulars that a government site prints beside it.
    pub fields: Vec<Field>,
}

impl Document {
    /// The headings above block `index`, outermost first.
    pub fn heading_path(&self, heading: Option<usize>) -> Vec<usize> {
        let mut path = Vec::new();
        let mut next = heading;
        while let Some(index) = next {
            // A parent always comes before its child, so that this ends.
            path.push(index);
            next = self
                .headings
                .get(index)
                .and_then(|heading| heading.parent)
                .filter(|&parent| parent < index);
        }
        path.reverse();
        path
    }
}
