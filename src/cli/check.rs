//! `duibiao check`

use std::io;

use super::args::CheckArgs;
use super::{CLEAN, Console, FAILED, FOUND, Unreadable, rules};
use crate::corpus::{Corpus, Options};
use crate::diagnostic::{Diagnostic, Language, Levels, Severity, Sink};
use crate::report::{Format, Look, Report, Summary};
use crate::source::Sources;

/// What came of checking.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The files that findings point into.
    pub(super) sources: Sources,
    /// The findings, in their order.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What was looked at.
    pub(super) summary: Summary,
    /// What could not be read.
    pub(super) unreadable: Vec<Unreadable>,
}

/// Checks what `args` name, and keeps the findings that `levels` hear.
fn run_check(args: &CheckArgs, levels: Levels) -> Outcome {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: args.paths.clone(),
        against: args.against.clone(),
        no_builtin: args.no_builtin,
        sources: args.sources.clone(),
    });
    let mut sink = Sink::new(levels);
    for diagnostic in crate::rules::run(&corpus) {
        sink.push(diagnostic);
    }
    let diagnostics = sink.finish(|diagnostic| corpus.sources().path(diagnostic.primary.span.file));
    let evidence = corpus.evidence_counts();
    let summary = Summary {
        notices: corpus.reported().count(),
        statements: corpus
            .reported()
            .map(|(_, entry)| entry.notice.clauses.len())
            .sum(),
        texts: corpus.reported().filter(|(_, entry)| entry.is_text()).count(),
        left_aside: corpus.left_aside(),
        evidence_verified: evidence.verified,
        evidence_unverified: evidence.unverified,
        evidence_missing: evidence.missing,
    };
    Outcome {
        diagnostics,
        summary,
        unreadable: super::unreadable(unreadable),
        sources: corpus.into_sources(),
    }
}

/// Runs the command.
pub(super) fn check(args: &CheckArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    match rules::levels(&args.select, &args.ignore) {
        Ok(levels) => finish(args, &run_check(args, levels), console),
        Err(unknown) => {
            console.complain(&rules::unknown(&unknown, language))?;
            Ok(FAILED)
        }
    }
}

/// Shows `outcome` and gives the exit status.
pub(super) fn finish(args: &CheckArgs, outcome: &Outcome, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let report = Report {
        sources: &outcome.sources,
        diagnostics: &outcome.diagnostics,
        summary: outcome.summary,
        unreadable: &outcome.unreadable,
        language,
    };
    let look = Look {
        colour: console.terminal.colour,
        width: console.terminal.width,
        statistics: args.statistics,
    };
    let format = Format::named(&args.format).ok_or_else(|| io::Error::other(args.format.clone()))?;
    let written = format.write(&report, look, console.stdout);
    let denied = Severity::from(args.deny);
    let status = if outcome.diagnostics.iter().any(|found| found.severity >= denied) {
        FOUND
    } else {
        CLEAN
    };
    let status = console.unreadable(&outcome.unreadable, language, status)?;
    match written {
        // Whoever closed the pipe had enough of the words; the verdict stands all the same.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(status),
    }
}
