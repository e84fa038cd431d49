//! Runs the program in this process, as the tests of its command line do.
#![allow(dead_code, reason = "each test file uses its part")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use duibiao::cli::{Terminal, run};

/// What a run left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) status: u8,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `duibiao` with these arguments.
pub(crate) fn duibiao<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Ran {
    let args = args.iter().map(|arg| arg.as_ref().to_owned());
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let status = run(
        std::iter::once(OsString::from("duibiao")).chain(args),
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

/// Runs `duibiao check --format json` on `path` with more arguments.
pub(crate) fn json(path: &Path, more: &[&str]) -> (u8, serde_json::Value) {
    let mut args: Vec<OsString> = ["check", "--format", "json"].map(OsString::from).to_vec();
    args.push(path.into());
    args.extend(more.iter().map(OsString::from));
    let ran = duibiao(&args);
    let document = serde_json::from_str(&ran.stdout);
    assert!(document.is_ok(), "{ran:?}");
    (ran.status, document.unwrap())
}

/// The rules of the findings, in their order.
pub(crate) fn rules(document: &serde_json::Value) -> Vec<String> {
    document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["rule"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// All extracts below `fixtures`.
pub(crate) fn all_fixtures() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["corpus", "drafts"] {
        for entry in std::fs::read_dir(fixtures().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "notice") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
