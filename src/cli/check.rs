//! `duibiao check`

use std::io;

use super::args::CheckArgs;
use super::{CLEAN, Console, FAILED, FOUND, Unreadable, baseline, rules};
use crate::corpus::{Corpus, Options};
use crate::diagnostic::{Baseline, Diagnostic, Identity, Language, Levels, Severity};
use crate::gate::{self, Gate};
use crate::report::{Format, Look, Report, Summary, visible};
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
    /// What the baseline knows of these notices and no longer occurs.
    gone: Vec<(Identity, usize)>,
    /// All findings, for a baseline that is to be written.
    found: Option<Baseline>,
}

/// Checks what `args` name, and keeps the findings that `levels` hear and `known` lacks.
fn run_check(args: &CheckArgs, levels: Levels, known: Option<Baseline>) -> Outcome {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: args.paths.clone(),
        against: args.against.clone(),
        no_builtin: args.no_builtin,
        sources: args.sources.clone(),
    });
    let heard = levels.clone();
    let mut settled = Gate {
        levels,
        baseline: known,
        ..Gate::default()
    }
    .check(&corpus);
    let mut gone = settled.known.gone;
    if !args.prune_baseline {
        // Of notices and rules that were not looked at, nothing is known.
        let names = gate::Run::new(&corpus).names();
        gone.retain(|(known, _)| names.binary_search(&known.notice).is_ok() && heard.hears(&known.rule));
    }
    let mut count = settled.known.count;
    let found = args.write_baseline.then(|| {
        let found = std::mem::take(&mut settled.kept);
        count = found.len();
        gate::baseline(&corpus, &found)
    });
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
        suppressed: settled.suppressed,
        known: count,
        gone: gone.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count)),
    };
    Outcome {
        diagnostics: settled.kept,
        summary,
        unreadable: super::unreadable(unreadable),
        sources: corpus.into_sources(),
        gone,
        found,
    }
}

/// Runs the command.
pub(super) fn check(args: &CheckArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let levels = match rules::levels(&args.select, &args.ignore) {
        Ok(levels) => levels,
        Err(unknown) => {
            console.complain(&rules::unknown(&unknown, language))?;
            return Ok(FAILED);
        }
    };
    let known = match &args.baseline {
        Some(path) if !args.write_baseline => match baseline::read(path) {
            Ok(known) => Some(known),
            Err(reason) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                return console.unreadable(&[(shown, reason)], language, CLEAN);
            }
        },
        _ => None,
    };
    let mut outcome = run_check(args, levels, known.clone());
    if !renew_baseline(args, &mut outcome, known, console)? {
        return Ok(FAILED);
    }
    finish(args, &outcome, console)
}

/// Writes the baseline where that is asked for. Gives whether all went well.
fn renew_baseline(
    args: &CheckArgs,
    outcome: &mut Outcome,
    known: Option<Baseline>,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    let language = Language::from(args.lang);
    let Some(path) = &args.baseline else {
        return Ok(true);
    };
    let renewed = match (outcome.found.take(), known) {
        (Some(found), _) => found,
        (None, Some(mut known)) if args.prune_baseline => {
            if outcome.gone.is_empty() {
                return Ok(true);
            }
            known.remove(&outcome.gone);
            known
        }
        _ => {
            baseline::say_gone(&outcome.gone, language, console)?;
            return Ok(true);
        }
    };
    if !outcome.unreadable.is_empty() {
        // What was not read has findings that nobody knows.
        console.unreadable(&outcome.unreadable, language, CLEAN)?;
        let shown = path.to_string_lossy().replace('\\', "/");
        let shown = visible(&shown);
        console.complain(&match language {
            Language::Chinese => format!("有读不了的输入，没有写基线 {shown}；先改正这些输入"),
            Language::English => {
                format!("not all input could be read, so that the baseline {shown} was not written; mend that first")
            }
        })?;
        return Ok(false);
    }
    outcome.gone.clear();
    outcome.summary.gone = 0;
    baseline::put(path, &renewed, language, console)
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
