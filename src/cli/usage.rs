//! Wrong usage, in both languages.

use std::io;

use clap::error::{ContextKind, ErrorKind};

use super::{CLEAN, Console, FAILED};

/// Prints help, the version, or what was wrong with the arguments.
pub(super) fn show(error: &clap::Error, console: &mut Console<'_>) -> io::Result<u8> {
    let styled = error.render();
    let mut text = if console.terminal.colour {
        styled.ansi().to_string()
    } else {
        styled.to_string()
    };
    // clap trims what a template ends with.
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if error.use_stderr() {
        if let Some(chinese) = chinese(error) {
            console.complain(&chinese)?;
        }
        console.stderr.write_all(text.as_bytes())?;
        return Ok(FAILED);
    }
    console.stdout.write_all(text.as_bytes())?;
    console.stdout.flush()?;
    Ok(CLEAN)
}

/// One line in Chinese before clap's own words, for the mistakes that people make.
fn chinese(error: &clap::Error) -> Option<String> {
    let word = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => Some(format!("没有参数「{}」", word(ContextKind::InvalidArg))),
        ErrorKind::InvalidSubcommand => Some(format!("没有命令「{}」", word(ContextKind::InvalidSubcommand))),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, arg) = (word(ContextKind::InvalidValue), word(ContextKind::InvalidArg));
            Some(if value.is_empty() {
                format!("「{arg}」缺少值")
            } else {
                format!("「{value}」不能用于「{arg}」")
            })
        }
        ErrorKind::MissingRequiredArgument => Some(format!("缺少参数 {}", word(ContextKind::InvalidArg))),
        ErrorKind::ArgumentConflict => Some(format!(
            "「{}」与「{}」不能同用",
            word(ContextKind::InvalidArg),
            word(ContextKind::PriorArg)
        )),
        // Help is shown where no command is given; it speaks for itself.
        _ => None,
    }
}
