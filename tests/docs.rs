//! The documents are current, and what they name exists.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::duibiao;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `UPDATE_EXPECT=1` writes the reference anew.
#[test]
fn the_rule_reference_is_current() {
    for (name, lang) in [("rules.md", "en"), ("rules.zh-CN.md", "zh")] {
        let written = duibiao(&["rules", "--format", "markdown", "--lang", lang]).stdout;
        let path = root().join("docs").join(name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &written).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap();
        assert!(
            kept == written,
            "{name} is not current: run this test with UPDATE_EXPECT=1"
        );
        for rule in duibiao::rules::names() {
            assert!(kept.contains(&format!("\n## {rule}\n")), "{rule}");
        }
    }
}

/// Every command line in the documents and in what plugs the program in is one that the program takes.
#[test]
fn every_command_in_the_documents_is_understood() {
    use clap::CommandFactory;
    let mut files: Vec<PathBuf> = vec![root().join("README.md"), root().join("README.zh-CN.md")];
    files.extend(
        fs::read_dir(root().join("docs"))
            .unwrap()
            .map(|entry| entry.unwrap().path()),
    );
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut shell = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("```") {
                shell = line == "```sh";
            }
            if !shell || !line.starts_with("duibiao ") {
                continue;
            }
            // A comment, or what the output goes to, is none of the program's business.
            let command = line.split(" #").next().unwrap().split(" >").next().unwrap();
            let words = command.replace('\'', "");
            let words = if command.contains('\'') {
                // A statement in quotes is one word.
                let parts: Vec<&str> = command.split('\'').collect();
                let mut words: Vec<String> = parts[0].split_whitespace().map(str::to_owned).collect();
                words.push(parts[1].to_owned());
                words.extend(parts[2].split_whitespace().map(str::to_owned));
                words
            } else {
                words.split_whitespace().map(str::to_owned).collect()
            };
            let parsed = duibiao::cli::args::Cli::command().try_get_matches_from(&words);
            assert!(
                parsed.is_ok(),
                "{}: {line}: {}",
                file.display(),
                parsed.unwrap_err()
            );
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn documents_come_in_both_languages() {
    for page in ["drafters", "reviewers", "corpus-in-ci", "rules"] {
        for name in [format!("docs/{page}.md"), format!("docs/{page}.zh-CN.md")] {
            assert!(root().join(&name).is_file(), "{name}");
            let readme = if name.contains("zh-CN") {
                "README.zh-CN.md"
            } else {
                "README.md"
            };
            let readme = fs::read_to_string(root().join(readme)).unwrap();
            assert!(readme.contains(&name), "{name}");
        }
    }
}

#[test]
fn the_manual_page_names_every_command() {
    let page = duibiao(&["man"]).stdout;
    for command in ["check", "extract", "fmt", "coverage", "why", "init"] {
        assert!(page.contains(command), "{command}");
    }
}
