//! The text of a notice, as rules on texts see it.

use rustc_hash::FxHashMap;

use super::Info;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::source::{FileId, Span};
use crate::text::{Document, NoticeText, Stretch};

/// One text: its source, what it was repaired to, and the notices in it.
pub struct TextView<'c> {
    /// All notices of the run.
    pub corpus: &'c Corpus,
    /// Where it was read from.
    pub file: FileId,
    /// The decoded text, as it stands.
    pub source: &'c str,
    /// The repaired text and its structure.
    pub text: &'c NoticeText,
    /// The notice that each document is: the one that it was read as, or its extract.
    notices: Vec<Option<NoticeId>>,
    /// Whether the text is to be checked. One that was only looked up among the sources is evidence for an
    /// extract: it has been issued as it is, and what is wrong in it is said, but is no mistake of what is
    /// being checked.
    is_checked: bool,
}

impl<'c> TextView<'c> {
    /// The texts of the notices that are reported on, in the order of their files.
    pub(super) fn all(corpus: &'c Corpus) -> Vec<TextView<'c>> {
        let mut reported: FxHashMap<FileId, Vec<(usize, NoticeId, bool)>> = FxHashMap::default();
        for (id, entry) in corpus.reported() {
            if let Some((file, document, is_checked)) = entry.text_part() {
                reported.entry(file).or_default().push((document, id, is_checked));
            }
        }
        corpus
            .texts()
            .filter_map(|(file, text)| {
                let mut notices = vec![None; text.documents.len()];
                let parts = reported.get(&file)?;
                for &(document, id, _) in parts {
                    if let Some(slot) = notices.get_mut(document) {
                        *slot = Some(id);
                    }
                }
                Some(TextView {
                    corpus,
                    file,
                    source: corpus.sources().get(file)?.text(),
                    text,
                    notices,
                    is_checked: parts.iter().any(|&(_, _, is_checked)| is_checked),
                })
            })
            .collect()
    }

    /// A finding as far as it weighs in this text.
    pub(super) fn weighed(&self, finding: Diagnostic) -> Diagnostic {
        let level = finding.severity;
        if self.is_checked {
            finding
        } else {
            finding.severity(level.min(Severity::Info)).edits(Vec::new())
        }
    }

    /// The documents of the text, in order, each with the notice that it is.
    pub fn documents(&self) -> impl Iterator<Item = (&'c Document, Option<NoticeId>)> {
        let notices = self.notices.iter().copied().chain(std::iter::repeat(None));
        self.text.documents.iter().zip(notices)
    }

    /// The repaired text.
    pub fn repaired(&self) -> &'c str {
        self.text.repaired.text()
    }

    /// The words of a stretch.
    pub fn words(&self, stretch: Stretch) -> &'c str {
        self.text.repaired.slice(stretch)
    }

    /// Where a stretch stands in the source.
    pub fn span(&self, stretch: Stretch) -> Span {
        self.text.repaired.span(self.file, stretch)
    }

    /// A stretch of the source.
    pub fn source_span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// Whether two pieces of the source were joined inside the stretch.
    pub fn has_seam(&self, stretch: Stretch) -> bool {
        let seams = self.text.repaired.seams();
        let first = seams.partition_point(|seam| seam.at <= stretch.start);
        seams.get(first).is_some_and(|seam| seam.at < stretch.end)
    }

    /// A finding of a rule at a stretch, at the rule's own level.
    pub(super) fn find(&self, info: &Info, stretch: Stretch, message: Text) -> Diagnostic {
        Diagnostic::new(info.name, self.span(stretch), message).severity(info.level)
    }
}

/// The first of `count` places as words for a message, `limit` of them.
pub(super) fn listed(words: &[&str], limit: usize) -> String {
    let mut out = String::new();
    for (index, word) in words.iter().take(limit).enumerate() {
        if index > 0 {
            out.push('、');
        }
        out.push('「');
        out.push_str(word);
        out.push('」');
    }
    out
}

/// At most `limit` characters of `words`.
pub(super) fn shown(words: &str, limit: usize) -> String {
    let mut shown: String = words.chars().take(limit).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    shown
}

/// The character that ends before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that begins at byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether it is a Chinese character of the usual planes.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A Chinese numeral of up to 99, or digits.
pub(super) fn numeral(words: &str) -> Option<u32> {
    if !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit()) {
        return words.parse().ok();
    }
    let mut total = 0u32;
    let mut digit: Option<u32> = None;
    for c in words.chars() {
        match c {
            '十' => {
                total = total.checked_add(digit.take().unwrap_or(1).checked_mul(10)?)?;
            }
            _ => {
                let value = match c {
                    '一' => 1,
                    '二' | '两' => 2,
                    '三' => 3,
                    '四' => 4,
                    '五' => 5,
                    '六' => 6,
                    '七' => 7,
                    '八' => 8,
                    '九' => 9,
                    _ => return None,
                };
                if digit.replace(value).is_some() {
                    return None;
                }
            }
        }
    }
    let number = total.checked_add(digit.unwrap_or(0))?;
    (number > 0).then_some(number)
}

/// A number up to 99 in Chinese.
pub(super) fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS.get(at as usize).copied().unwrap_or_default();
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}
