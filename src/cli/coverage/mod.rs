//! `duibiao coverage`

mod table;

use std::io;

use super::args::CoverageArgs;
use super::{CLEAN, Console, FAILED, write};
use crate::corpus::{Corpus, Options};
use crate::diagnostic::Language;
use crate::report::Look;
use crate::report::coverage::{CoverageFormat, CoverageReport};

/// From this many cells on a page is more than a browser shows with ease.
const MANY: usize = 50_000;

/// Runs the command.
pub(super) fn coverage(args: &CoverageArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let format = CoverageFormat::named(&args.format).ok_or_else(|| io::Error::other(args.format.clone()))?;
    let Some(config) = console.config(&args.paths, language)? else {
        return Ok(FAILED);
    };
    let (corpus, unreadable) = Corpus::load(&config.options(Options {
        paths: args.paths.clone(),
        against: args.against.clone(),
        no_builtin: args.no_builtin,
        sources: args.sources.clone(),
        ..Options::default()
    }));
    let unreadable = super::unreadable(unreadable);
    let table = table::table(&corpus);
    let report = CoverageReport {
        sources: corpus.sources(),
        coverage: &table,
        language,
    };
    let cells = table.cells.len();
    if format.name == "html" && cells > MANY {
        console.complain(&match language {
            Language::Chinese => format!("网页有 {cells} 格，浏览器会很慢：只列要审的公文，其余放在 --against"),
            Language::English => format!(
                "the page has {cells} cells, which is slow in a browser: name the notices under review and hold the others with --against"
            ),
        })?;
    }
    let Some(path) = &args.output else {
        let look = Look {
            colour: console.terminal.colour,
            width: console.terminal.width,
            statistics: false,
        };
        let written = format.write(&report, look, console.stdout);
        let status = console.unreadable(&unreadable, language, CLEAN)?;
        return match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(status),
        };
    };
    let mut bytes = Vec::new();
    format.write(&report, Look::default(), &mut bytes)?;
    if let Err(error) = write::put(path, &bytes) {
        console.cannot_write(path, &error, language)?;
        console.unreadable(&unreadable, language, FAILED)?;
        return Ok(FAILED);
    }
    console.unreadable(&unreadable, language, CLEAN)
}
