//! One notice within a corpus.

use super::evidence::SourceText;
use super::input::Counterpart;
use crate::notice::{Notice, NoticeNumber, PartialDate, Years};
use crate::parse::{Problem, SuppressionComment};
use crate::source::FileId;
use crate::vocabulary::RegionId;

/// Identity of one notice in a [`super::Corpus`]; the order is that of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeId(pub(super) u32);

impl NoticeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn from_index(index: usize) -> Self {
        NoticeId(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// Why a notice is in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It is checked and reported on.
    Reported,
    /// It is held as a mandate and not reported on (`--against`).
    Against,
    /// It ships inside the program.
    Builtin,
}

/// What a notice was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// An extract.
    Extract,
    /// Its own text.
    Text {
        /// Index into [`crate::text::NoticeText::documents`] of its file.
        document: usize,
    },
}

/// How the 地区 of a notice was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// It is in the table of regions.
    Known,
    /// It is not, but is written with the region above it (广西壮族自治区青平市).
    Path,
    /// It is not, and was put below the region that the notice's number or basis points to.
    Guessed,
    /// No region is given, or nothing is known of it; it stands directly below the nation.
    Unplaced,
}

/// One notice, and where it stands.
#[derive(Debug)]
pub struct Entry {
    /// The notice.
    pub notice: Notice,
    /// What was wrong with its file.
    pub problems: Vec<Problem>,
    /// The comments of its extract that ask for findings to be left out.
    pub suppressions: Vec<SuppressionComment>,
    /// What it was read from.
    pub origin: Origin,
    /// Why it is here.
    pub role: Role,
    /// Its region.
    pub region: RegionId,
    /// How its region was found.
    pub placing: Placing,
    /// The notice that has the same number and comes first; this one then counts for nothing above others.
    pub duplicate_of: Option<NoticeId>,
    /// What is known of the text of an extract.
    pub(super) source: SourceText,
    /// What that text was read as.
    pub(super) counterpart: Option<Counterpart>,
}

impl Entry {
    /// The file it was read from.
    pub fn file(&self) -> FileId {
        self.notice.file
    }

    /// 文号.
    pub fn number(&self) -> Option<&NoticeNumber> {
        self.notice.header.number.as_ref()
    }

    /// 文号 as text, or the empty string.
    pub fn number_text(&self) -> String {
        self.number().map(ToString::to_string).unwrap_or_default()
    }

    /// 年度.
    pub fn years(&self) -> Option<Years> {
        self.notice.header.years
    }

    /// 成文.
    pub fn issued(&self) -> Option<PartialDate> {
        self.notice.header.issued
    }

    /// 成文, if it is a date that exists.
    pub fn issue_date(&self) -> Option<jiff::civil::Date> {
        self.issued().and_then(|date| date.last_day(None).ok())
    }

    /// Whether it was read from its own text, which no person has reviewed.
    pub fn is_text(&self) -> bool {
        matches!(self.origin, Origin::Text { .. })
    }

    /// Its part of a text, whether it was read from there or the text is that of its extract: the file, the
    /// index into [`crate::text::NoticeText::documents`], and whether that text is to be checked itself
    /// rather than being evidence alone.
    pub(crate) fn text_part(&self) -> Option<(FileId, usize, bool)> {
        match (self.origin, &self.source, &self.counterpart) {
            (Origin::Text { document }, _, _) => Some((self.file(), document, true)),
            (Origin::Extract, SourceText::Read(file), Some(part)) => {
                Some((*file, part.document, part.is_checked))
            }
            _ => None,
        }
    }

    /// Whether it is a text that says of no place: it stands at the nation for want of one, and must
    /// not be taken for a mandate of the nation.
    pub(super) fn is_adrift(&self) -> bool {
        self.is_text() && self.placing == Placing::Unplaced && self.notice.header.region.is_none()
    }

    /// Whether findings about it are reported.
    pub fn is_reported(&self) -> bool {
        self.role == Role::Reported
    }
}
