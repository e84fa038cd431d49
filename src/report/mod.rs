//! How findings leave the program: one file for each output format, and the list of them.
//!
//! A format shows what it is given and computes nothing of policy.

mod changes;
pub mod coverage;
mod excerpt;
mod facts;
mod github;
mod gitlab;
mod human;
mod impact;
mod json;
mod junit;
mod markdown;
mod sarif;
mod snippet;
mod statistics;
mod visible;
mod why;

pub use changes::{
    ChangeCounts, ChangeRow, ChangeSide, ChangeTable, ChangesFormat, ComparedNotice, NotCompared, RenameRow,
    write_changes,
};
pub use facts::{Fact, write_csv as write_facts_csv, write_json as write_facts_json};
pub use impact::{
    ImpactFinding, ImpactPart, ImpactRow, ImpactTable, ImpactWords, write_impact_human, write_impact_json,
    write_impact_markdown,
};
pub use visible::{visible, width};
pub use why::{
    Edge, Explained, Node, Role, Why, write_human as write_why_human, write_json as write_why_json,
};

use std::io;

use crate::diagnostic::{Diagnostic, Identity, Language, Severity, Text};
use crate::source::Sources;

/// How much was looked at, so that silence can be told from not having looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Notices that were checked.
    pub notices: usize,
    /// Statements in them.
    pub statements: usize,
    /// Notices among them that were read from their own text, without an extract.
    pub texts: usize,
    /// Texts that were found in folders and left aside, because they do not read as notices.
    pub left_aside: usize,
    /// Statements whose evidence was found in the text they come from.
    pub evidence_verified: usize,
    /// Statements whose evidence could not be compared, because the text is not at hand.
    pub evidence_unverified: usize,
    /// Statements that name no evidence.
    pub evidence_missing: usize,
    /// Findings left out because a comment or the configuration asks for it, with a reason.
    pub suppressed: usize,
    /// Findings left out because the baseline knows them.
    pub known: usize,
    /// Findings that the baseline knows and that no longer occur.
    pub gone: usize,
}

/// Everything that a format may show.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The files that spans point into.
    pub sources: &'a Sources,
    /// The findings, in the order in which they are shown.
    pub diagnostics: &'a [Diagnostic],
    /// What was looked at.
    pub summary: Summary,
    /// What could not be looked at: a path, and why together with what helps.
    pub unreadable: &'a [(String, Text)],
    /// The language of all wording.
    pub language: Language,
    /// What is known of the rules, for formats that are read without the program.
    pub rules: &'a [RuleText],
    /// The level from which on a finding fails the run.
    pub denied: Severity,
}

/// What is said of a rule apart from its findings.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// The level of its findings.
    pub level: Severity,
    /// What it finds, in one line.
    pub summary: Text,
    /// What it finds and why it matters, with examples, in Markdown.
    pub explanation: Text,
}

/// What stays the same of a finding when lines move, in a few letters. Other findings may have the same.
fn fingerprint(report: &Report<'_>, diagnostic: &Diagnostic) -> String {
    match &diagnostic.identity {
        Some(identity) => identity.fingerprint(),
        None => {
            let words = report.sources.slice(diagnostic.primary.span);
            let path = report.sources.path(diagnostic.primary.span.file);
            Identity::new(path, diagnostic.rule, words, diagnostic.about.as_deref()).fingerprint()
        }
    }
}

/// How a format for people may look; the formats for programs pay no heed to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Whether colours may be used.
    pub colour: bool,
    /// Columns of the terminal, where there is one; long lines are cut to fit.
    pub width: Option<usize>,
    /// Count the findings by rule instead of listing them.
    pub statistics: bool,
}

/// One output format.
#[derive(Debug)]
pub struct Format {
    /// The name given to `--format`.
    pub name: &'static str,
    write: fn(&Report<'_>, Look, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats, the default first; a new one is a file and a line here.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        write: human::write,
    },
    Format {
        name: "json",
        write: json::write,
    },
    Format {
        name: "sarif",
        write: sarif::write,
    },
    Format {
        name: "github",
        write: github::write,
    },
    Format {
        name: "junit",
        write: junit::write,
    },
    Format {
        name: "gitlab",
        write: gitlab::write,
    },
    Format {
        name: "markdown",
        write: markdown::write,
    },
];

/// Writes the findings for people, without the line that sums up a check.
///
/// # Errors
/// Those of `out`.
pub fn write_findings(report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::new(out);
    human::findings(report, look, &mut buffered)?;
    io::Write::flush(&mut buffered)
}

impl Format {
    /// The format called `name`.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes `report` to `out` through a buffer.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        let mut buffered = io::BufWriter::new(out);
        (self.write)(report, look, &mut buffered)?;
        io::Write::flush(&mut buffered)
    }
}
