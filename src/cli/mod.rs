//! The command line: arguments in, output and an exit status out.
//!
//! Everything is driven through [`run`], which needs no process, so that tests can be quick and exact.

pub mod args;
mod baseline;
mod check;
mod configured;
mod coverage;
mod diff;
mod explain;
mod extract;
mod facts;
mod fix;
mod fmt;
mod impact;
mod init;
mod man;
mod rules;
mod usage;
mod why;
mod write;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::{CommandFactory, FromArgMatches};

use crate::diagnostic::{Language, Text};
use crate::report::visible;
use args::{Cli, Command};

/// Exit status: nothing at or above the denied level.
pub const CLEAN: u8 = 0;
/// Exit status: findings at or above the denied level, or files that are not laid out.
pub const FOUND: u8 = 1;
/// Exit status: wrong usage, or input that could not be read or output that could not be written.
pub const FAILED: u8 = 2;

/// What is known of the terminal that standard output goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terminal {
    /// Whether colours may be used.
    pub colour: bool,
    /// Its columns, where it is one.
    pub width: Option<usize>,
}

/// Input that could not be read: its path, and why together with what to do about it.
pub(crate) type Unreadable = (String, Text);

/// Where a command writes to.
struct Console<'a> {
    stdout: &'a mut dyn Write,
    stderr: &'a mut dyn Write,
    terminal: Terminal,
    /// Which configuration holds.
    choice: configured::Choice,
}

/// Runs the program on `args`, whose first is its own name, and gives the exit status.
///
/// A reader that has closed its pipe has seen enough: that is no error and is not mentioned.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
    terminal: Terminal,
) -> u8 {
    let mut console = Console {
        stdout,
        stderr,
        terminal,
        choice: configured::Choice::default(),
    };
    match dispatch(args, &mut console) {
        Ok(status) => status,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(error) => {
            // Where even this cannot be written there is nobody left to tell.
            let _ = writeln!(console.stderr, "× 输出写不出 · cannot write the output: {error}");
            FAILED
        }
    }
}

fn dispatch(args: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> io::Result<u8> {
    let parsed = Cli::command()
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::show(&error, console),
    };
    console.choice = configured::Choice {
        path: cli.config,
        none: cli.no_config,
    };
    match cli.command {
        Command::Check(args) => check::check(&args, console),
        Command::Extract(args) => extract::extract(&args, console),
        Command::Fmt(args) => fmt::fmt(&args, console),
        Command::Rules(args) => rules::rules(&args, console),
        Command::Explain(args) => explain::explain(&args, console),
        Command::Coverage(args) => coverage::coverage(&args, console),
        Command::Facts(args) => facts::facts(&args, console),
        Command::Diff(args) => diff::diff(&args, console),
        Command::Impact(args) => impact::impact(&args, console),
        Command::Why(args) => why::why(&args, console),
        Command::Init(args) => init::init(&args, console),
        Command::Man => man::man(console),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Cli::command(), "duibiao", &mut script);
            console.stdout.write_all(&script)?;
            console.stdout.flush()?;
            Ok(CLEAN)
        }
    }
}

impl Console<'_> {
    /// Says on standard error that something could not be done.
    fn complain(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.stderr, "× {text}")
    }

    /// Says on standard error what is neither a finding nor an error.
    fn note(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.stderr, "☞ {text}")
    }

    /// Says that the file at `path` could not be written, and why.
    fn cannot_write(&mut self, path: &Path, error: &io::Error, language: Language) -> io::Result<()> {
        let (path, reason) = (shown(path), reason(error));
        self.complain(&match language {
            Language::Chinese => format!("写不了 {path}：{}", reason.zh),
            Language::English => format!("cannot write {path}: {}", reason.en),
        })
    }

    /// Names all input that could not be read, and gives the status that this leaves.
    fn unreadable(&mut self, unreadable: &[Unreadable], language: Language, status: u8) -> io::Result<u8> {
        for (path, reason) in unreadable {
            let (path, reason) = (visible(path), visible(reason.get(language)));
            self.complain(&match language {
                Language::Chinese => format!("读不了 {path}：{reason}"),
                Language::English => format!("cannot read {path}: {reason}"),
            })?;
        }
        Ok(if unreadable.is_empty() { status } else { FAILED })
    }
}

/// A path as it is shown: with `/` between its parts, and nothing in it that a terminal would obey.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy().replace('\\', "/")).into_owned()
}

/// What the corpus could not read, as the console names it.
fn unreadable(found: Vec<crate::corpus::Unreadable>) -> Vec<Unreadable> {
    found
        .into_iter()
        .map(|unreadable| (unreadable.path, unreadable.reason))
        .collect()
}

/// Why a file could not be read or written, and what to do about it.
pub(crate) fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => Text::new(
            "没有这个文件或文件夹，请核对路径",
            "there is no such file or folder, check the path",
        ),
        io::ErrorKind::PermissionDenied => Text::new(
            "没有权限，请更改文件权限",
            "permission denied, change the permissions of the file",
        ),
        io::ErrorKind::InvalidData => Text::new(
            "不是 UTF-8 文本，请另存为 UTF-8",
            "not UTF-8 text, save it as UTF-8",
        ),
        _ => Text::new(
            format!("{error}，请检查该文件后重试"),
            format!("{error}, look at the file and try again"),
        ),
    }
}
