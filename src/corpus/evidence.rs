//! Whether the source text of a notice says what its extract states.
//!
//! Everything is worked out once, when the corpus is loaded from disk: rules only phrase it.

mod dates;
mod figures;
mod folded;
mod needs;
mod numeral;
mod source_text;

pub(super) use figures::Figures;
pub(super) use needs::missing;
pub use source_text::SourceText;

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::entry::{Entry, NoticeId};
use crate::notice::{Clause, Evidence};
use crate::source::{FileId, Sources, Span};
use crate::text::{NoticeText, Repaired, Stretch};
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
    pub(super) fn new(entries: &[Entry], sources: &Sources, texts: &[(FileId, NoticeText)]) -> Self {
        let mut files: Vec<FileId> = entries.iter().filter_map(text_file).collect();
        files.sort_unstable();
        files.dedup();
        let folded: Vec<(FileId, Text<'_>)> = files
            .par_iter()
            .map(|&file| {
                let raw = sources.get(file).map_or("", crate::source::SourceFile::text);
                let text = texts.binary_search_by_key(&file, |(known, _)| *known).ok();
                let text = text.and_then(|at| texts.get(at)).map(|(_, text)| &text.repaired);
                (file, Text::new(file, raw, text))
            })
            .collect();
        let notices = entries
            .par_iter()
            .map(|entry| {
                let text = text_file(entry)
                    .and_then(|file| folded.binary_search_by_key(&file, |(known, _)| *known).ok())
                    .and_then(|at| folded.get(at));
                let Some((_, text)) = text else {
                    return unverified(entry);
                };
                let year = entry.years().map(|years| years.last);
                NoticeEvidence {
                    source: entry.source.clone(),
                    clauses: entry
                        .notice
                        .clauses
                        .iter()
                        .map(|clause| text.verify(clause, year))
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

/// Whether the characters of `phrase` stand in `words` in their order, with nothing lost but what lies between.
fn holds(words: &str, phrase: &str) -> bool {
    let mut words = words.chars();
    phrase.chars().all(|c| words.any(|other| other == c))
}

/// Whether `words` have every number and date of `clause`, so that they can be its evidence. `year` is the one
/// that dates without one mean.
pub fn is_evidence_for(words: &str, clause: &Clause, year: Option<u16>) -> bool {
    let mut figures = Figures::default();
    figures.read(words, Span::new(clause.span.file, 0, words.len()));
    missing(clause, &figures, year).is_empty()
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

/// One source text, ready to be searched: as it stands, and failing that as it was repaired, since phrases
/// run across the seams of pages.
struct Text<'t> {
    file: FileId,
    raw: &'t str,
    folded: Folded,
    repaired: Option<&'t Repaired>,
    /// Only few phrases need it.
    folded_repaired: OnceLock<Folded>,
}

impl<'t> Text<'t> {
    fn new(file: FileId, raw: &'t str, repaired: Option<&'t Repaired>) -> Self {
        Text {
            file,
            raw,
            folded: Folded::new(raw),
            repaired,
            folded_repaired: OnceLock::new(),
        }
    }

    /// `year` is the one that dates without one mean.
    fn verify(&self, clause: &Clause, year: Option<u16>) -> Evidenced {
        let pieces = clause.evidence.as_ref().map(pieces).unwrap_or_default();
        if pieces.is_empty() {
            return Evidenced::Missing;
        }
        let phrases: Vec<String> = pieces.iter().map(|(phrase, _)| phrase.clone()).collect();
        let plain = self.in_layer(&self.folded, self.raw, &phrases, clause, year, |range| range);
        if plain == Ok(Evidenced::Verified) {
            return Evidenced::Verified;
        }
        let mended = self.repaired.and_then(|repaired| {
            let folded = self.folded_repaired.get_or_init(|| Folded::new(repaired.text()));
            let source = |range: Range<usize>| repaired.source(Stretch::new(range.start, range.end));
            self.in_layer(folded, repaired.text(), &phrases, clause, year, source)
                .ok()
        });
        match (plain, mended) {
            (_, Some(Evidenced::Verified)) => Evidenced::Verified,
            (Ok(found), _) | (Err(_), Some(found)) => found,
            (Err(index), None) => self.lost(pieces.get(index)),
        }
    }

    /// What one form of the text says; `source` leads from its bytes to those of the file.
    fn in_layer(
        &self,
        folded: &Folded,
        text: &str,
        phrases: &[String],
        clause: &Clause,
        year: Option<u16>,
        source: impl Fn(Range<usize>) -> Range<usize>,
    ) -> Result<Evidenced, usize> {
        let mut best: Option<(Vec<Span>, Span)> = None;
        let mut changed = false;
        for place in folded.places(phrases)? {
            let mut figures = Figures::default();
            let mut whole: Option<Span> = None;
            changed = false;
            for (stretch, phrase) in place.into_iter().zip(phrases) {
                let range = folded.source(stretch);
                figures.read(text, Span::new(self.file, range.start, range.end));
                let range = source(range);
                // Repair gives marks one form; a quotation keeps the one that the text has.
                changed |= !holds(self.raw.get(range.clone()).unwrap_or(""), phrase);
                // The first phrase is the place; `…` may skip half a page.
                whole = whole.or(Some(Span::new(self.file, range.start, range.end)));
            }
            if changed {
                continue;
            }
            let missing = needs::missing(clause, &figures, year);
            if missing.is_empty() {
                return Ok(Evidenced::Verified);
            }
            if let Some(place) = whole
                && best
                    .as_ref()
                    .is_none_or(|(fewest, _)| missing.len() < fewest.len())
            {
                best = Some((missing, place));
            }
        }
        match best {
            Some((missing, place)) => Ok(Evidenced::NumberMissing { missing, place }),
            None if changed => Err(0),
            None => Ok(Evidenced::Verified),
        }
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
