//! `duibiao man`

use std::io;

use clap::CommandFactory;

use super::args::Cli;
use super::{CLEAN, Console};

/// Writes the manual page, in the language of `man`.
pub(super) fn man(console: &mut Console<'_>) -> io::Result<u8> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    console.stdout.write_all(&page)?;
    console.stdout.flush()?;
    Ok(CLEAN)
}
