//! `duibiao check`

use std::io;
use std::path::Path;

use super::args::CheckArgs;
use super::{CLEAN, Console, FAILED, FOUND, Unreadable, baseline, fix, rules, shown, write};
use crate::config::Config;
use crate::corpus::{Corpus, Options};
use crate::diagnostic::{Baseline, Diagnostic, Identity, Language, Levels, Severity};
use crate::gate::{self, Gate};
use crate::report::{Format, Look, Report, Summary};
use crate::source::{SourceFile, Sources};

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
    /// The level from which on the exit status is 1, where the configuration says so.
    denied: Option<Severity>,
    /// What the baseline knows of these notices and no longer occurs.
    gone: Vec<(Identity, usize)>,
    /// All findings, for a baseline that is to be written.
    found: Option<Baseline>,
}

/// Everything that one check needs.
struct Job<'a> {
    args: &'a CheckArgs,
    config: &'a Config,
    levels: Levels,
    known: Option<Baseline>,
}

impl Job<'_> {
    /// Checks what is named, and keeps the findings that are heard and that the baseline lacks.
    fn run(&self) -> Outcome {
        let args = self.args;
        let (mut corpus, unreadable) = Corpus::load(&self.config.options(Options {
            paths: args.paths.clone(),
            against: args.against.clone(),
            no_builtin: args.no_builtin,
            sources: args.sources.clone(),
            ..Options::default()
        }));
        let mut suppressions = Vec::new();
        if let Some(path) = &self.config.path {
            let text = self.config.text.as_str();
            let file = corpus.add_source(SourceFile::new(path.as_str(), text));
            suppressions = self.config.suppressions(file);
        }
        let mut settled = Gate {
            levels: self.levels.clone(),
            suppressions,
            baseline: self.known.clone(),
        }
        .check(&corpus);
        let mut gone = settled.known.gone;
        if !args.prune_baseline {
            // Of notices and rules that were not looked at, nothing is known.
            let names = gate::Run::new(&corpus).names();
            gone.retain(|(known, _)| {
                names.binary_search(&known.notice).is_ok() && self.levels.hears(&known.rule)
            });
        }
        let mut count = settled.known.count;
        let found = args.write_baseline.then(|| {
            let found = std::mem::take(&mut settled.kept);
            count = found.len();
            gate::baseline(&found)
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
            denied: self.config.deny,
            gone,
            found,
        }
    }
}

/// Runs the command.
pub(super) fn check(args: &CheckArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let Some(config) = console.config(&args.paths, language)? else {
        return Ok(FAILED);
    };
    let levels = match rules::levels(config.levels.clone(), &args.select, &args.ignore) {
        Ok(levels) => levels,
        Err(unknown) => {
            console.complain(&rules::unknown(&unknown, language))?;
            return Ok(FAILED);
        }
    };
    let path = args.baseline.clone().or_else(|| config.baseline.clone());
    if path.is_none() && (args.write_baseline || args.prune_baseline) {
        console.complain(match language {
            Language::Chinese => "用 --baseline FILE 或配置的 baseline 写明基线文件",
            Language::English => {
                "say which file the baseline is, with --baseline FILE or `baseline` of the configuration"
            }
        })?;
        return Ok(FAILED);
    }
    let known = match &path {
        Some(path) if !args.write_baseline => match baseline::read(path) {
            Ok(known) => Some(known),
            Err(reason) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                return console.unreadable(&[(shown, reason)], language, CLEAN);
            }
        },
        _ => None,
    };
    let job = Job {
        args,
        config: &config,
        levels,
        known,
    };
    let mut outcome = job.run();
    if args.diff {
        return fix::show(&outcome, language, console);
    }
    if args.fix {
        if !fix::apply(&outcome, language, console)? {
            return Ok(FAILED);
        }
        outcome = job.run();
    }
    if let Some(path) = path
        && !renew_baseline(&job, &path, &mut outcome, console)?
    {
        return Ok(FAILED);
    }
    finish(args, &outcome, console)
}

/// Writes the baseline where that is asked for. Gives whether all went well.
fn renew_baseline(
    job: &Job<'_>,
    path: &Path,
    outcome: &mut Outcome,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    let language = Language::from(job.args.lang);
    let renewed = match (outcome.found.take(), &job.known) {
        (Some(found), _) => found,
        (None, Some(known)) if job.args.prune_baseline => {
            if outcome.gone.is_empty() {
                return Ok(true);
            }
            let mut known = known.clone();
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
        let shown = shown(path);
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
    let denied = args
        .deny
        .map(Severity::from)
        .or(outcome.denied)
        .unwrap_or(Severity::Error);
    let catalogue = rules::catalogue();
    let report = Report {
        sources: &outcome.sources,
        diagnostics: &outcome.diagnostics,
        summary: outcome.summary,
        unreadable: &outcome.unreadable,
        language,
        rules: &catalogue,
        denied,
    };
    let look = Look {
        colour: console.terminal.colour,
        width: console.terminal.width,
        statistics: args.statistics,
    };
    let format = Format::named(&args.format).ok_or_else(|| io::Error::other(args.format.clone()))?;
    let written = format.write(&report, look, console.stdout);
    let mut status = if outcome.diagnostics.iter().any(|found| found.severity >= denied) {
        FOUND
    } else {
        CLEAN
    };
    for (format, path) in &args.output {
        if !put(&report, format, path, console)? {
            status = FAILED;
        }
    }
    let status = console.unreadable(&outcome.unreadable, language, status)?;
    match written {
        // Whoever closed the pipe had enough of the words; the verdict stands all the same.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(status),
    }
}

/// Writes one format into a file, whole or not at all. Gives whether that went well.
fn put(report: &Report<'_>, format: &str, path: &Path, console: &mut Console<'_>) -> io::Result<bool> {
    let format = Format::named(format).ok_or_else(|| io::Error::other(format.to_owned()))?;
    let mut text = Vec::new();
    format.write(report, Look::default(), &mut text)?;
    let Err(error) = write::put(path, &text) else {
        return Ok(true);
    };
    console.cannot_write(path, &error, report.language)?;
    Ok(false)
}
