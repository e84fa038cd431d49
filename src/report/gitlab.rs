//! The code quality report of GitLab: one array of findings.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/>

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::{Look, Report};
use crate::diagnostic::Severity;

/// Writes one array and a line end.
pub(super) fn write(report: &Report<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut issues: Vec<Issue<'_>> = Vec::new();
    for diagnostic in report.diagnostics {
        let span = diagnostic.primary.span;
        let mut description = diagnostic.message.get(report.language).to_owned();
        if let Some(help) = &diagnostic.help {
            description.push('\n');
            description.push_str(help.get(report.language));
        }
        issues.push(Issue {
            description,
            check_name: diagnostic.rule,
            fingerprint: unique(super::fingerprint(report, diagnostic), &mut seen),
            severity: match diagnostic.severity {
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location {
                path: report.sources.path(span.file),
                lines: Lines {
                    begin: report.sources.start(span).line,
                    end: report.sources.end(span).line,
                },
            },
        });
    }
    for (path, reason) in report.unreadable {
        issues.push(Issue {
            description: reason.get(report.language).to_owned(),
            check_name: "unreadable",
            fingerprint: unique(format!("unreadable:{path}"), &mut seen),
            severity: "blocker",
            location: Location {
                path,
                lines: Lines { begin: 1, end: 1 },
            },
        });
    }
    serde_json::to_writer_pretty(&mut *out, &issues).map_err(io::Error::from)?;
    writeln!(out)
}

/// GitLab takes two findings of one fingerprint for one.
fn unique(fingerprint: String, seen: &mut BTreeMap<String, usize>) -> String {
    let count = seen.entry(fingerprint.clone()).or_default();
    *count = count.saturating_add(1);
    match *count {
        1 => fingerprint,
        again => format!("{fingerprint}-{again}"),
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}
