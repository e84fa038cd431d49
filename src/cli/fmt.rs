//! `duibiao fmt`

use std::io;
use std::path::PathBuf;

use super::args::FmtArgs;
use super::{CLEAN, Console, FAILED, FOUND, Unreadable, shown, write};
use crate::corpus::read_extracts;
use crate::diagnostic::Language;
use crate::notice::{Form, Line, layout_notice};
use crate::parse::{Extract, parse_extract};
use crate::source::{SourceFile, Sources};

/// One extract whose layout differs from the canonical one.
#[derive(Debug)]
pub(super) struct Relaid {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its text in the canonical layout.
    pub(super) text: String,
}

/// What came of laying out.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The extracts that would change, in the order of their paths.
    pub(super) relaid: Vec<Relaid>,
    /// What could not be read, or is not well enough formed to be laid out.
    pub(super) unreadable: Vec<Unreadable>,
}

/// Lays out the extracts that `args` name, without writing any. Lines that cannot be read stay as they are.
fn run_fmt(args: &FmtArgs) -> Layout {
    let (extracts, unreadable) = read_extracts(&args.paths);
    let relaid = extracts
        .into_iter()
        .filter_map(|(path, before)| {
            let mut sources = Sources::new();
            let mut extract = parse_extract(sources.next_id(0), &before);
            keep_as_written(&mut extract, &before);
            sources.add(SourceFile::new(path.to_string_lossy(), before.as_str()));
            let text = layout_notice(&extract.notice, &sources);
            (text != before).then_some(Relaid { path, text })
        })
        .collect();
    Layout {
        relaid,
        unreadable: super::unreadable(unreadable),
    }
}

/// Takes the statements that something is wrong with for unread, so that they stay word for word: laying
/// out must not mend a mistake that the check has yet to name.
fn keep_as_written(extract: &mut Extract, text: &str) {
    let Extract { notice, problems, .. } = extract;
    for line in &mut notice.body {
        let Line::Clause(index) = *line else { continue };
        let Some(clause) = notice.clauses.get(index) else {
            continue;
        };
        let malformed = matches!(&clause.form, Form::Cite(citation)
            if citation.number.as_ref().is_some_and(|number| !number.defects.is_empty()));
        // A problem past the statement, at a force or at evidence, is on its line as well.
        let end = clause.span.end as usize;
        let rest = text
            .get(end..)
            .and_then(|rest| rest.lines().next())
            .map_or(0, str::len);
        let end = end.saturating_add(rest);
        let wrong = problems
            .iter()
            .any(|problem| clause.span.start <= problem.span.start && (problem.span.start as usize) <= end);
        if malformed || wrong {
            *line = Line::Unread(clause.span);
        }
    }
}

/// Runs the command.
pub(super) fn fmt(args: &FmtArgs, console: &mut Console<'_>) -> io::Result<u8> {
    finish(args, &run_fmt(args), console)
}

/// Writes or names the files that change, and gives the exit status.
pub(super) fn finish(args: &FmtArgs, layout: &Layout, console: &mut Console<'_>) -> io::Result<u8> {
    let mut status = CLEAN;
    for Relaid { path, text } in &layout.relaid {
        let shown = shown(path);
        if args.check {
            status = status.max(FOUND);
        } else if let Err(error) = write::replace(path, text) {
            status = FAILED;
            console.cannot_write(path, &error, Language::Chinese)?;
            continue;
        }
        match writeln!(console.stdout, "{shown}") {
            // The files are still to be written where nobody reads their names.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    console.unreadable(&layout.unreadable, Language::Chinese, status)
}
