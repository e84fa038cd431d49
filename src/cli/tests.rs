//! The command line as a whole, without a process.

use std::fs;

use super::args::{CheckArgs, FmtArgs};
use super::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceFile, Span};

struct Ran {
    status: u8,
    stdout: String,
    stderr: String,
}

fn ran(run: impl FnOnce(&mut Console<'_>) -> io::Result<u8>) -> Ran {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut console = Console {
        stdout: &mut stdout,
        stderr: &mut stderr,
        terminal: Terminal::default(),
        choice: configured::Choice::default(),
    };
    let status = run(&mut console).unwrap();
    Ran {
        status,
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

fn duibiao(args: &[&str]) -> Ran {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let args = std::iter::once("duibiao").chain(args.iter().copied());
    let status = run(
        args.map(OsString::from),
        &mut stdout,
        &mut stderr,
        Terminal::default(),
    );
    Ran {
        status,
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

fn check_args(args: &[&str]) -> CheckArgs {
    let args = ["duibiao", "check"].iter().chain(args);
    let matches = Cli::command().try_get_matches_from(args).unwrap();
    match Cli::from_arg_matches(&matches).unwrap().command {
        Command::Check(args) => args,
        other => panic!("{other:?}"),
    }
}

fn outcome(severity: Severity) -> check::Outcome {
    let mut outcome = check::Outcome::default();
    let file = outcome.sources.add(SourceFile::new("a.notice", "财政补助 640元"));
    let found = Diagnostic::new(
        "sum-mismatch",
        Span::new(file, 0, 12),
        Text::new("不等", "unequal"),
    );
    outcome.diagnostics.push(found.severity(severity));
    outcome
}

#[test]
fn the_definition_of_the_command_line_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn wrong_usage_is_two_and_is_said_in_both_languages() {
    for (args, chinese) in [
        (&["chekc"][..], "没有命令「chekc」"),
        (&["check", "--formt", "json"], "没有参数「--formt」"),
        (
            &["check", "--format", "xml"],
            "「xml」不能用于「--format <FORMAT>」",
        ),
        (&["check", "--lang", "fr"], "「fr」不能用于「--lang <LANG>」"),
        (&["check", "--deny"], "「--deny <LEVEL>」缺少值"),
        (&["explain"], "缺少参数 <RULE>"),
        (&["explain", "no-such-rule"], "没有规则「no-such-rule」"),
        (&["check", "--select", "no-such-rule"], "没有规则「no-such-rule」"),
        (&["completions", "dos"], "「dos」不能用于「<SHELL>」"),
    ] {
        let ran = duibiao(args);
        assert_eq!(ran.status, FAILED, "{args:?}");
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(
            ran.stderr.starts_with(&format!("× {chinese}")),
            "{args:?}: {}",
            ran.stderr
        );
    }
    assert_eq!(duibiao(&[]).status, FAILED);
}

#[test]
fn help_and_version_are_not_errors() {
    for args in [&["--help"][..], &["check", "-h"], &["--version"]] {
        let ran = duibiao(args);
        assert_eq!((ran.status, ran.stderr.as_str()), (CLEAN, ""), "{args:?}");
    }
    let help = duibiao(&["--help"]).stdout;
    assert!(help.contains("用法 · Usage: duibiao"), "{help}");
    assert!(help.contains("检查公文或其摘录 · Check notices"), "{help}");
    let check = duibiao(&["check", "--help"]).stdout;
    for option in [
        "--format",
        "--lang",
        "--deny",
        "--select",
        "--against",
        "--no-builtin",
        "--sources",
    ] {
        assert!(check.contains(option), "{check}");
    }
    assert!(
        !check.contains("\nOptions:") && !check.contains("Print help"),
        "{check}"
    );
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = duibiao(&["completions", shell]);
        assert_eq!(ran.status, CLEAN);
        assert!(
            ran.stdout.contains("duibiao") && ran.stdout.contains("explain"),
            "{shell}"
        );
    }
}

#[test]
fn the_status_follows_the_denied_level() {
    for (severity, deny, status) in [
        (Severity::Error, "error", FOUND),
        (Severity::Warning, "error", CLEAN),
        (Severity::Warning, "warning", FOUND),
        (Severity::Info, "warning", CLEAN),
        (Severity::Info, "info", FOUND),
    ] {
        let args = check_args(&["--deny", deny]);
        let ran = ran(|console| check::finish(&args, &outcome(severity), console));
        assert_eq!(ran.status, status, "{severity:?} {deny}");
        assert!(ran.stdout.contains("sum-mismatch: 不等"), "{}", ran.stdout);
    }
    let nothing = check::Outcome::default();
    let ran = ran(|console| check::finish(&check_args(&["--deny", "info"]), &nothing, console));
    assert_eq!(ran.status, CLEAN);
}

#[test]
fn what_cannot_be_read_weighs_more_and_hides_nothing() {
    let mut outcome = outcome(Severity::Error);
    let missing = io::Error::from(io::ErrorKind::NotFound);
    outcome
        .unreadable
        .push(("drafts/b.notice".to_owned(), reason(&missing)));
    let args = check_args(&["--format", "json", "--lang", "en"]);
    let ran = ran(|console| check::finish(&args, &outcome, console));
    assert_eq!(ran.status, FAILED);
    assert!(ran.stdout.contains(r#""message":"unequal""#), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "× cannot read drafts/b.notice: there is no such file or folder, check the path\n"
    );
}

#[test]
fn statistics_count_instead_of_listing() {
    let args = check_args(&["--statistics"]);
    let ran = ran(|console| check::finish(&args, &outcome(Severity::Error), console));
    assert!(ran.stdout.starts_with("规则"), "{}", ran.stdout);
    assert!(ran.stdout.contains("sum-mismatch     1\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("a.notice         1\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('╭'), "{}", ran.stdout);
}

#[test]
fn rules_may_be_given_with_commas_and_again() {
    let args = check_args(&[
        "--select",
        "a,b",
        "--select",
        "c",
        "--against",
        "x",
        "--against",
        "y",
        "z",
    ]);
    assert_eq!(args.select, ["a", "b", "c"]);
    assert_eq!(args.against.len(), 2);
    assert_eq!(args.paths.len(), 1);
    assert_eq!(check_args(&[]).paths, [std::path::PathBuf::from(".")]);
}

/// A pipe whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_closed_pipe_is_quiet_and_keeps_the_verdict() {
    for format in ["human", "json"] {
        let mut stderr = Vec::new();
        let mut console = Console {
            stdout: &mut Closed,
            stderr: &mut stderr,
            terminal: Terminal::default(),
            choice: configured::Choice::default(),
        };
        let args = check_args(&["--format", format]);
        let status = check::finish(&args, &outcome(Severity::Error), &mut console).unwrap();
        assert_eq!(status, FOUND);
        assert!(stderr.is_empty());
    }
    for args in [
        &["completions", "bash"][..],
        &["--help"],
        &["rules"],
        &["facts"],
        &["facts", "--format", "csv"],
    ] {
        let mut stderr = Vec::new();
        let args = std::iter::once("duibiao").chain(args.iter().copied());
        let status = run(
            args.map(OsString::from),
            &mut Closed,
            &mut stderr,
            Terminal::default(),
        );
        assert_eq!(status, CLEAN);
        assert_eq!(String::from_utf8(stderr).unwrap(), "");
    }
}

#[test]
fn fmt_names_files_or_replaces_them_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    fs::write(&path, "旧").unwrap();
    let layout = || fmt::Layout {
        relaid: vec![fmt::Relaid {
            path: path.clone(),
            text: "新".to_owned(),
        }],
        unreadable: Vec::new(),
    };
    let args = |check| FmtArgs {
        paths: Vec::new(),
        check,
    };
    let checked = ran(|console| fmt::finish(&args(true), &layout(), console));
    assert_eq!(checked.status, FOUND);
    assert!(checked.stdout.ends_with("a.notice\n"), "{}", checked.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), "旧");
    let written = ran(|console| fmt::finish(&args(false), &layout(), console));
    assert_eq!(written.status, CLEAN);
    assert_eq!(fs::read_to_string(&path).unwrap(), "新");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    fs::remove_file(&path).unwrap();
    let gone = ran(|console| fmt::finish(&args(false), &layout(), console));
    assert_eq!(gone.status, FAILED);
    assert!(gone.stderr.contains("没有这个文件"), "{}", gone.stderr);
}
