//! The texts of notices as plain text: `.txt` and `.md`.

use super::super::load::{Undecodable, decode_text};
use super::{Input, Read, TextFile};
use crate::diagnostic::Text;
use crate::notice::{Clause, Line, Notice};
use crate::source::{Decoded, FileId};
use crate::text::{Document, NoticeText, OrdinalForm};
use crate::vocabulary::Vocabulary;

/// The endings of texts.
pub(super) const ENDINGS: &[&str] = &["txt", "md"];

/// See the head of this file.
pub(super) struct TextInput;

impl Input for TextInput {
    fn endings(&self) -> &'static [&'static str] {
        ENDINGS
    }

    /// A file without a word in it is no notice: to say that nothing is wrong with it would mislead.
    fn decode(&self, bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        let decoded = decode_text(bytes)?;
        if decoded.text.chars().all(is_blank) {
            return Err(Undecodable {
                reason: Text::new(
                    "文件是空的，没有正文可读；请看是否存错了文件，或者转换时丢了文字",
                    "the file is empty, there is no text to read; see whether it is the wrong file, or whether \
                     its words were lost when it was converted",
                ),
                is_text: false,
            });
        }
        Ok(decoded)
    }

    fn read(&self, file: FileId, text: &str, vocabulary: &Vocabulary) -> Read {
        read(file, text, vocabulary)
    }

    /// Folders hold readmes, licences and lists of words as well.
    fn is_meant(&self, read: &Read) -> bool {
        match read {
            Read::Extract(_) => true,
            Read::Text(file) => reads_as_notice(&file.text),
        }
    }
}

/// Whether a character shows nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// The notices of a text.
pub(super) fn read(file: FileId, source: &str, vocabulary: &Vocabulary) -> Read {
    let text = NoticeText::read(source);
    let mut notices: Vec<(usize, Notice)> = Vec::new();
    let read = crate::reading::read(file, source, &text, vocabulary);
    for (document, (notice, structure)) in read.into_iter().zip(&text.documents).enumerate() {
        // An attachment without a number of its own is part of the notice before it.
        let attached = structure.attachment_label.is_some() && structure.number.is_none();
        match notices.last_mut() {
            Some((_, main)) if attached => attach(main, notice),
            _ => notices.push((document, notice)),
        }
    }
    Read::Text(TextFile { text, notices })
}

/// Puts what an attachment states behind what its notice states.
fn attach(main: &mut Notice, attachment: Notice) {
    let (headings, clauses) = (main.headings.len(), main.clauses.len());
    main.headings.extend(attachment.headings);
    main.clauses
        .extend(attachment.clauses.into_iter().map(|clause| Clause {
            heading: match clause.heading {
                Some(heading) => Some(heading.saturating_add(headings)),
                None => headings.checked_sub(1),
            },
            ..clause
        }));
    main.body
        .extend(attachment.body.into_iter().map(|line| match line {
            Line::Heading(index) => Line::Heading(index.saturating_add(headings)),
            Line::Clause(index) => Line::Clause(index.saturating_add(clauses)),
            other => other,
        }));
}

/// The 文种 of the 条例 (第八条), with which hardly any other text's title ends.
const KINDS: [&str; 13] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "请示", "批复", "议案", "纪要",
];

/// What the titles of other papers end with, too: a notice only where its number or its parties say so.
const COMMON_KINDS: [&str; 13] = [
    "令", "函", "报告", "方案", "办法", "规定", "细则", "规划", "计划", "要点", "条例", "规则", "标准",
];

/// Whether a text has what makes a 公文.
fn reads_as_notice(text: &NoticeText) -> bool {
    // A page about programs may quote a whole notice.
    let about_programs = text.repaired.text().contains("```");
    !about_programs && text.documents.iter().any(|document| is_notice(text, document))
}

fn is_notice(text: &NoticeText, document: &Document) -> bool {
    let words = |stretch| text.repaired.slice(stretch).trim();
    let ends = |kinds: &[&str]| {
        document.title.is_some_and(|title| {
            let title = words(title).trim_end_matches(['。', '》', ' ']);
            // 关于…的通知（试行）
            let title = title
                .strip_suffix('）')
                .and_then(|title| Some(title.rsplit_once('（')?.0))
                .unwrap_or(title);
            kinds.iter().any(|kind| title.ends_with(kind))
        })
    };
    let number = document
        .number
        .is_some_and(|number| words(number).ends_with('号'));
    let parties = document.addressees.is_some()
        || !document.signatures.is_empty()
        || document.issued.is_some()
        || document.copies.is_some()
        || document.printing.is_some();
    let headed = document.headings.iter().any(|heading| {
        heading.ordinal.is_some_and(|ordinal| {
            matches!(
                ordinal.form,
                OrdinalForm::First | OrdinalForm::Second | OrdinalForm::Article | OrdinalForm::Chapter
            )
        })
    });
    if number {
        return parties || headed || ends(&KINDS) || ends(&COMMON_KINDS);
    }
    ends(&KINDS) && (parties || headed) || ends(&COMMON_KINDS) && parties
}
