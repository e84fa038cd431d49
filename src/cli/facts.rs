//! `duibiao facts`

mod rows;

use std::io;

use super::args::{FactsArgs, FactsFormat};
use super::{CLEAN, Console, FAILED, Unreadable};
use crate::config::Config;
use crate::corpus::{Corpus, Options};
use crate::diagnostic::Language;
use crate::report::{Fact, write_facts_csv, write_facts_json};
use crate::source::Sources;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The files that facts point into.
    pub(super) sources: Sources,
    /// The facts, in the order of their files and places.
    pub(super) facts: Vec<Fact>,
    /// What could not be read.
    pub(super) unreadable: Vec<Unreadable>,
}

/// Reads what `args` name into typed statements.
fn run_facts(args: &FactsArgs, config: &Config) -> Table {
    let (corpus, unreadable) = Corpus::load(&config.options(Options {
        paths: args.paths.clone(),
        no_builtin: args.no_builtin,
        ..Options::default()
    }));
    let facts = corpus
        .reported()
        .flat_map(|(id, entry)| rows::of_notice(&corpus, id, entry))
        .collect();
    Table {
        facts,
        unreadable: super::unreadable(unreadable),
        sources: corpus.into_sources(),
    }
}

/// Runs the command.
pub(super) fn facts(args: &FactsArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let Some(config) = console.config(&args.paths, Language::from(args.lang))? else {
        return Ok(FAILED);
    };
    finish(args, &run_facts(args, &config), console)
}

/// Shows `table` and gives the exit status.
pub(super) fn finish(args: &FactsArgs, table: &Table, console: &mut Console<'_>) -> io::Result<u8> {
    let written = match args.format {
        FactsFormat::Json => write_facts_json(&table.facts, &table.sources, console.stdout),
        FactsFormat::Csv => write_facts_csv(&table.facts, &table.sources, console.stdout),
    };
    let status = console.unreadable(&table.unreadable, Language::from(args.lang), CLEAN)?;
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(status),
    }
}
