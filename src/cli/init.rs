//! `duibiao init`

use std::fs;
use std::io;

use super::args::InitArgs;
use super::{CLEAN, Console, FAILED, shown, write};
use crate::config::{FILE_NAME, FIRST_EXTRACT, TEMPLATE};
use crate::corpus::has_notices;
use crate::diagnostic::Language;

/// The name of the first extract.
const EXTRACT_NAME: &str = "青平市-2023-1.notice";

/// Runs the command: a configuration, and an extract where there is no notice yet. What is there stays.
pub(super) fn init(args: &InitArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    if let Err(error) = fs::create_dir_all(&args.path) {
        console.cannot_write(&args.path, &error, language)?;
        return Ok(FAILED);
    }
    let mut files = vec![(args.path.join(FILE_NAME), TEMPLATE)];
    if !has_notices(&args.path) {
        files.push((args.path.join(EXTRACT_NAME), FIRST_EXTRACT));
    }
    let mut status = CLEAN;
    for (path, text) in files {
        let shown = shown(&path);
        match write::create(&path, text) {
            Ok(()) => writeln!(console.stdout, "{shown}")?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                status = FAILED;
                console.complain(&match language {
                    Language::Chinese => format!("{shown} 已经存在，没有改动"),
                    Language::English => format!("{shown} is there already and was left as it is"),
                })?;
            }
            Err(error) => {
                console.cannot_write(&path, &error, language)?;
                status = FAILED;
            }
        }
    }
    Ok(status)
}
