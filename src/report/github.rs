//! Annotations of GitHub Actions: workflow commands, one a finding.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::io;

use super::{Look, Report};
use crate::diagnostic::{Diagnostic, Language, Severity};

/// Writes one command a finding, and one for each input that could not be read.
pub(super) fn write(report: &Report<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in report.diagnostics {
        finding(report, diagnostic, out)?;
    }
    for (path, reason) in report.unreadable {
        let title = match report.language {
            Language::Chinese => "读不了",
            Language::English => "cannot read",
        };
        writeln!(
            out,
            "::error file={},title={title}::{}",
            property(path),
            data(reason.get(report.language))
        )?;
    }
    Ok(())
}

fn finding(report: &Report<'_>, diagnostic: &Diagnostic, out: &mut dyn io::Write) -> io::Result<()> {
    let span = diagnostic.primary.span;
    let (start, end) = (report.sources.start(span), report.sources.end(span));
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = property(report.sources.path(span.file));
    write!(
        out,
        "::{command} file={path},line={},endLine={}",
        start.line, end.line
    )?;
    // Columns of two lines are refused.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let mut message = diagnostic.message.get(report.language).to_owned();
    let steps = diagnostic.derivation.iter().map(|step| &step.text);
    for text in steps.chain(&diagnostic.help) {
        message.push('\n');
        message.push_str(text.get(report.language));
    }
    writeln!(out, ",title={}::{}", property(diagnostic.rule), data(&message))
}

/// What would end a message is written by its code.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What would end a property is written by its code as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
