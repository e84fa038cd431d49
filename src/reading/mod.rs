//! From the text of a notice to the clauses that it states.
//!
//! A notice's own words become the same typed [`Notice`] that an extract gives, so that everything after
//! this room treats the two alike. Spans point at the words of the source text.

use crate::notice::{Header, Notice};
use crate::source::FileId;
use crate::text::{Document, NoticeText};
use crate::vocabulary::Vocabulary;

/// Reads every notice of a text, in order: one for each [`Document`].
pub fn read(file: FileId, text: &NoticeText, vocabulary: &Vocabulary) -> Vec<Notice> {
    text.documents
        .iter()
        .map(|document| read_document(file, text, document, vocabulary))
        .collect()
}

fn read_document(file: FileId, text: &NoticeText, document: &Document, _vocabulary: &Vocabulary) -> Notice {
    Notice {
        file,
        header: Header {
            span: Some(text.repaired.span(file, document.range)),
            ..Header::default()
        },
        headings: Vec::new(),
        clauses: Vec::new(),
        body: Vec::new(),
    }
}
