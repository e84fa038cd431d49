//! `duibiao init`

use std::fs;
use std::io;
use std::path::Path;

use super::args::InitArgs;
use super::{CLEAN, Console, FAILED, reason, write};
use crate::config::{FILE_NAME, FIRST_EXTRACT, TEMPLATE};
use crate::corpus::has_notices;
use crate::diagnostic::Language;
use crate::report::visible;

/// The name of the first extract.
const EXTRACT_NAME: &str = "青平市-2023-1.notice";

/// Runs the command: a configuration, and an extract where there is no notice yet. What is there stays.
pub(super) fn init(args: &InitArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    if let Err(error) = fs::create_dir_all(&args.path) {
        return refuse(&args.path, &error, language, console);
    }
    let mut files = vec![(args.path.join(FILE_NAME), TEMPLATE)];
    if !has_notices(&args.path) {
        files.push((args.path.join(EXTRACT_NAME), FIRST_EXTRACT));
    }
    let mut status = CLEAN;
    for (path, text) in files {
        let shown = path.to_string_lossy().replace('\\', "/");
        let shown = visible(&shown);
        match write::create(&path, text) {
            Ok(()) => writeln!(console.stdout, "{shown}")?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                status = FAILED;
                console.complain(&match language {
                    Language::Chinese => format!("{shown} 已经存在，没有改动"),
                    Language::English => format!("{shown} is there already and was left as it is"),
                })?;
            }
            Err(error) => status = refuse(&path, &error, language, console)?,
        }
    }
    Ok(status)
}

fn refuse(path: &Path, error: &io::Error, language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let shown = visible(&shown);
    let reason = reason(error);
    console.complain(&match language {
        Language::Chinese => format!("写不了 {shown}：{}", reason.zh),
        Language::English => format!("cannot write {shown}: {}", reason.en),
    })?;
    Ok(FAILED)
}
