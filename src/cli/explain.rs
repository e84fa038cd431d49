//! `duibiao explain`

use std::io;

use super::args::ExplainArgs;
use super::{CLEAN, Console, FAILED, rules};
use crate::diagnostic::{Language, Levels};

/// Runs the command.
pub(super) fn explain(args: &ExplainArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    if let Err(unknown) = rules::levels(Levels::default(), std::slice::from_ref(&args.rule), &[]) {
        console.complain(&rules::unknown(&unknown, language))?;
        return Ok(FAILED);
    }
    for rule in rules::catalogue() {
        if rule.name == args.rule {
            writeln!(console.stdout, "{}", rule.explanation.get(language).trim_end())?;
        }
    }
    console.stdout.flush()?;
    Ok(CLEAN)
}
