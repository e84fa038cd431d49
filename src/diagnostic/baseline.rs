//! Findings that were known before, so that only new ones stop anybody.
//!
//! The file is JSON with one finding a line, in a stable order, so that a change of one finding is a change
//! of one line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// The version of the form of the file.
const VERSION: u32 = 1;
/// Words of an identity that are kept as they are; of longer ones the beginning and a checksum are kept.
const WORDS_LIMIT: usize = 60;

/// What stays the same of a finding when text is moved or wrapped anew: never a line number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// 文号 of the notice, or else its title, or else the name of its file.
    pub notice: String,
    /// Name of the rule.
    pub rule: String,
    /// The words that it is about, white space left out.
    pub words: String,
    /// What tells it from others of its rule at the same words.
    pub about: String,
}

impl Identity {
    /// An identity of the raw `words` under a finding.
    pub fn new(notice: impl Into<String>, rule: &str, words: &str, about: Option<&str>) -> Self {
        Identity {
            notice: notice.into(),
            rule: rule.to_owned(),
            words: condensed(words),
            about: about.map(condensed).unwrap_or_default(),
        }
    }

    /// The identity in a few letters. Findings that differ may have the same, though hardly ever.
    pub fn fingerprint(&self) -> String {
        let Identity {
            notice,
            rule,
            words,
            about,
        } = self;
        let all = format!("{notice}\n{rule}\n{words}\n{about}");
        format!("{:016x}", checksum(all.as_bytes()))
    }
}

/// The words without white space; where they are long, their beginning and a checksum of them all.
fn condensed(words: &str) -> String {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    match words.char_indices().nth(WORDS_LIMIT) {
        None => words,
        Some((end, _)) => {
            let head = words.get(..end).unwrap_or_default();
            format!("{head}…{:016x}", checksum(words.as_bytes()))
        }
    }
}

/// FNV-1a of 64 bits: it must be the same in every version of the program and of every library.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// One line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    notice: String,
    rule: String,
    words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    /// How often it occurs; once where it is left out.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

fn once() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Line>,
}

/// Why a file is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineError {
    /// It is not of this form.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        message: String,
    },
    /// It was written by a later program.
    Version(u32),
}

/// Findings that were known before, each with how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    counts: BTreeMap<Identity, usize>,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// Where the text is not of the form that [`Baseline::to_text`] writes.
    pub fn from_text(text: &str) -> Result<Self, BaselineError> {
        let document: Document = serde_json::from_str(text).map_err(|error| BaselineError::Syntax {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
        if document.version != VERSION {
            return Err(BaselineError::Version(document.version));
        }
        let mut baseline = Baseline::default();
        for line in document.findings {
            let Line {
                notice,
                rule,
                words,
                about,
                count,
            } = line;
            let identity = Identity {
                notice,
                rule,
                words,
                about,
            };
            baseline.add(identity, count);
        }
        Ok(baseline)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = format!("{{\"version\":{VERSION},\"findings\":[");
        for (index, (identity, count)) in self.counts.iter().enumerate() {
            let identity = identity.clone();
            let line = Line {
                notice: identity.notice,
                rule: identity.rule,
                words: identity.words,
                about: identity.about,
                count: *count,
            };
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            // Strings and numbers alone can always be written.
            let _ = write!(text, "{}", serde_json::to_string(&line).unwrap_or_default());
        }
        text.push_str("\n]}\n");
        text
    }

    /// Adds a finding `count` times.
    pub fn add(&mut self, identity: Identity, count: usize) {
        let slot = self.counts.entry(identity).or_default();
        *slot = slot.saturating_add(count);
    }

    /// Takes out what is in `gone`.
    pub fn remove(&mut self, gone: &[(Identity, usize)]) {
        for (identity, count) in gone {
            if let Some(left) = self.counts.get_mut(identity) {
                *left = left.saturating_sub(*count);
            }
        }
        self.counts.retain(|_, count| *count > 0);
    }

    /// How many findings it has.
    pub fn len(&self) -> usize {
        self.counts
            .values()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(super) fn into_counts(self) -> Counts {
        Counts(self.counts)
    }
}

impl FromIterator<Identity> for Baseline {
    fn from_iter<I: IntoIterator<Item = Identity>>(identities: I) -> Self {
        let mut baseline = Baseline::default();
        for identity in identities {
            baseline.add(identity, 1);
        }
        baseline
    }
}

/// What is left of a baseline while findings are held against it.
#[derive(Debug)]
pub(super) struct Counts(BTreeMap<Identity, usize>);

impl Counts {
    /// Whether the finding was known; each occurrence is known once.
    pub(super) fn take(&mut self, identity: &Identity) -> bool {
        match self.0.get_mut(identity) {
            Some(count) if *count > 0 => {
                *count = count.saturating_sub(1);
                true
            }
            _ => false,
        }
    }

    /// What was known and has not been found.
    pub(super) fn left(self) -> Vec<(Identity, usize)> {
        self.0.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}

/// What came of holding findings against a baseline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// How many findings were known.
    pub count: usize,
    /// What was known and no longer occurs, and how often.
    pub gone: Vec<(Identity, usize)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(words: &str) -> Identity {
        Identity::new("青医保发〔2023〕5号", "sum-mismatch", words, None)
    }

    #[test]
    fn white_space_does_not_count_and_words_do() {
        assert_eq!(identity("县级财政\n　 33元"), identity("县级财政 33元"));
        assert_ne!(identity("县级财政 33元"), identity("县级财政 32元"));
        let long = "县".repeat(WORDS_LIMIT);
        assert_eq!(identity(&long).words, long);
        let (one, other) = (identity(&format!("{long}甲")), identity(&format!("{long}乙")));
        assert_ne!(one, other);
        assert_eq!(one.words.chars().count(), WORDS_LIMIT + 17);
    }

    #[test]
    fn the_checksum_is_that_of_its_definition() {
        assert_eq!(checksum(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(checksum(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn what_is_written_reads_back_one_finding_a_line() {
        let baseline: Baseline = ["乙", "甲", "乙"].map(identity).into_iter().collect();
        let text = baseline.to_text();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.lines().nth(1).unwrap().contains("\"count\":2"), "{text}");
        assert_eq!(Baseline::from_text(&text).unwrap(), baseline);
        assert_eq!(
            Baseline::from_text(&Baseline::default().to_text()).unwrap(),
            Baseline::default()
        );
    }

    #[test]
    fn what_is_no_baseline_is_refused_at_its_place() {
        let error = Baseline::from_text("{\"version\":1,\n\"findngs\":[]}").unwrap_err();
        assert!(
            matches!(error, BaselineError::Syntax { line: 2, .. }),
            "{error:?}"
        );
        let later = Baseline::from_text("{\"version\":9,\"findings\":[]}");
        assert_eq!(later, Err(BaselineError::Version(9)));
    }

    #[test]
    fn each_occurrence_is_known_once() {
        let baseline: Baseline = [identity("甲"), identity("甲"), identity("乙")]
            .into_iter()
            .collect();
        let mut counts = baseline.clone().into_counts();
        assert!(counts.take(&identity("甲")));
        assert!(!counts.take(&identity("丙")));
        let gone = counts.left();
        assert_eq!(gone, [(identity("乙"), 1), (identity("甲"), 1)]);
        let mut left = baseline;
        left.remove(&gone);
        assert_eq!(left, [identity("甲")].into_iter().collect());
    }
}
