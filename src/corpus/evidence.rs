//! Whether the source text of a notice says what its extract states.
//!
//! Everything is worked out once, when the corpus is loaded from disk: rules only phrase it.

mod dates;
mod figures;
mod folded;
mod needs;
mod numeral;
mod source_text;

pub use source_text::SourceText;

use rayon::prelude::*;

use super::entry::{Entry, NoticeId};
use crate::notice::{Clause, Evidence};
use crate::source::{FileId, Sources, Span};
use figures::Figures;
use folded::{Folded, fold};

/// What became of the evidence of one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidenced {
    /// The clause names no evidence.
    Missing,
    /// There is no source text to hold it against.
    NotVerified,
    /// The text has the phrase, and the phrase has every number and date of the clause.
    Verified,
    /// The text does not have the phrase.
    PhraseNotFound(LostPhrase),
    /// The text has the phrase, but the phrase lacks numbers or dates of the clause.
    NumberMissing {
        /// The numbers and dates, in the extract.
        missing: Vec<Span>,
        /// The phrase, in the source text.
        place: Span,
    },
}

/// A phrase that the text does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostPhrase {
    /// The phrase, or the first of those that `…` joins that is not where it should be; in the extract.
    pub piece: Span,
    /// Whether the text has it, only not shortly after the phrase before it.
    pub elsewhere: bool,
    /// The place in the text that agrees with it best.
    pub nearest: Option<Span>,
}

/// The evidence of one notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeEvidence {
    /// What is known of the source text.
    pub source: SourceText,
    /// One for each clause, in their order.
    pub clauses: Vec<Evidenced>,
}

/// How many statements have which kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EvidenceCounts {
    /// Evidence found in the source text, numbers and dates included.
    pub verified: usize,
    /// Evidence without a source text.
    pub unverified: usize,
    /// No evidence at all.
    pub missing: usize,
}

/// The evidence of all notices.
#[derive(Debug, Default)]
pub(super) struct EvidenceIndex {
    notices: Vec<NoticeEvidence>,
}

impl EvidenceIndex {
    /// Holds the evidence of all notices that are reported on against their texts.
    pub(super) fn new(entries: &[Entry], sources: &Sources) -> Self {
        let mut files: Vec<FileId> = entries.iter().filter_map(text_file).collect();
        files.sort_unstable();
        files.dedup();
        let folded: Vec<(FileId, Folded)> = files
            .par_iter()
            .map(|&file| {
                let text = sources.get(file).map_or("", crate::source::SourceFile::text);
                (file, Folded::new(text))
            })
            .collect();
        let notices = entries
            .par_iter()
            .map(|entry| {
                let text = text_file(entry)
                    .and_then(|file| folded.binary_search_by_key(&file, |(known, _)| *known).ok())
                    .and_then(|at| folded.get(at));
                let Some((file, folded)) = text else {
                    return unverified(entry);
                };
                let raw = sources.get(*file).map_or("", crate::source::SourceFile::text);
                let text = Text {
                    file: *file,
                    raw,
                    folded,
                    year: entry.years().map(|years| years.last),
                };
                NoticeEvidence {
                    source: entry.source.clone(),
                    clauses: entry
                        .notice
                        .clauses
                        .iter()
                        .map(|clause| text.verify(clause))
                        .collect(),
                }
            })
            .collect();
        EvidenceIndex { notices }
    }

    pub(super) fn get(&self, id: NoticeId) -> Option<&NoticeEvidence> {
        self.notices.get(id.index())
    }

    pub(super) fn counts(&self, entries: &[Entry]) -> EvidenceCounts {
        let mut counts = EvidenceCounts::default();
        for (notice, _) in self
            .notices
            .iter()
            .zip(entries)
            .filter(|(_, entry)| entry.is_reported())
        {
            for clause in &notice.clauses {
                let slot = match clause {
                    Evidenced::Missing => &mut counts.missing,
                    Evidenced::NotVerified => &mut counts.unverified,
                    Evidenced::Verified => &mut counts.verified,
                    Evidenced::PhraseNotFound(_) | Evidenced::NumberMissing { .. } => continue,
                };
                *slot = slot.saturating_add(1);
            }
        }
        counts
    }
}

/// The text to hold the evidence of a notice against.
fn text_file(entry: &Entry) -> Option<FileId> {
    match entry.source {
        SourceText::Read(file) if entry.is_reported() => Some(file),
        _ => None,
    }
}

fn unverified(entry: &Entry) -> NoticeEvidence {
    let verdict = |clause: &Clause| match &clause.evidence {
        Some(evidence) if has_words(evidence) => Evidenced::NotVerified,
        _ => Evidenced::Missing,
    };
    // The clauses of a text are its own words.
    let clauses = if entry.is_text() {
        Vec::new()
    } else {
        entry.notice.clauses.iter().map(verdict).collect()
    };
    NoticeEvidence {
        source: entry.source.clone(),
        clauses,
    }
}

/// Whether there is any phrase to look for.
fn has_words(evidence: &Evidence) -> bool {
    evidence.text.split('…').any(|raw| !folded::is_blank(raw))
}

/// The phrases that `…` joins, without white space, and where each begins and ends in the extract.
fn pieces(evidence: &Evidence) -> Vec<(String, Span)> {
    let base = evidence.span.start as usize;
    let mut at = 0usize;
    let mut pieces = Vec::new();
    for raw in evidence.text.split('…') {
        let folded = fold(raw);
        if !folded.is_empty() {
            let lead = raw.len().saturating_sub(raw.trim_start().len());
            let start = base.saturating_add(at).saturating_add(lead);
            let span = Span::new(evidence.span.file, start, start.saturating_add(raw.trim().len()));
            pieces.push((folded, span));
        }
        at = at.saturating_add(raw.len()).saturating_add('…'.len_utf8());
    }
    pieces
}

/// One source text, ready to be searched.
struct Text<'t> {
    file: FileId,
    raw: &'t str,
    folded: &'t Folded,
    /// The year that dates without one mean.
    year: Option<u16>,
}

impl Text<'_> {
    fn verify(&self, clause: &Clause) -> Evidenced {
        let pieces = clause.evidence.as_ref().map(pieces).unwrap_or_default();
        if pieces.is_empty() {
            return Evidenced::Missing;
        }
        let phrases: Vec<String> = pieces.iter().map(|(phrase, _)| phrase.clone()).collect();
        let places = match self.folded.places(&phrases) {
            Ok(places) => places,
            Err(index) => return self.lost(pieces.get(index)),
        };
        let mut best: Option<(Vec<Span>, Span)> = None;
        for place in places {
            let mut figures = Figures::default();
            let mut whole: Option<Span> = None;
            for stretch in place {
                let range = self.folded.source(stretch);
                let span = Span::new(self.file, range.start, range.end);
                // The first phrase is the place; `…` may skip half a page.
                whole = whole.or(Some(span));
                figures.read(self.raw, span);
            }
            let missing = needs::missing(clause, &figures, self.year);
            if missing.is_empty() {
                return Evidenced::Verified;
            }
            if let Some(place) = whole
                && best
                    .as_ref()
                    .is_none_or(|(fewest, _)| missing.len() < fewest.len())
            {
                best = Some((missing, place));
            }
        }
        best.map_or(Evidenced::Verified, |(missing, place)| Evidenced::NumberMissing {
            missing,
            place,
        })
    }

    fn lost(&self, piece: Option<&(String, Span)>) -> Evidenced {
        let Some((phrase, span)) = piece else {
            return Evidenced::Missing;
        };
        let elsewhere = self.folded.contains(phrase);
        let nearest = self.folded.nearest(phrase).map(|stretch| {
            let range = self.folded.source(stretch);
            Span::new(self.file, range.start, range.end)
        });
        Evidenced::PhraseNotFound(LostPhrase {
            piece: *span,
            elsewhere,
            nearest,
        })
    }
}
