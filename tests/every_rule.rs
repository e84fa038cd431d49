//! Every rule can be switched off, put at another level, suppressed and taken into a baseline.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use cli::json;
use duibiao::diagnostic::Severity;
use duibiao::rules::RULES;
use duibiao::rules::example::examples;
use serde_json::Value;

/// The bad example of a rule in a folder of its own, and the mandates above it in another.
struct Example {
    folder: tempfile::TempDir,
}

impl Example {
    fn new(explanation: &str) -> Self {
        let example = Example {
            folder: tempfile::tempdir().unwrap(),
        };
        for folder in ["own", "above"] {
            fs::create_dir(example.path(folder)).unwrap();
        }
        for file in examples(explanation).bad {
            let folder = if file.against { "above" } else { "own" };
            fs::write(example.path(folder).join(&file.name), &file.text).unwrap();
        }
        example
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What is found under a configuration.
    fn found(&self, config: &str, more: &[&str]) -> (Vec<Value>, Value) {
        let file = self.path("duibiao.ron");
        fs::write(&file, config).unwrap();
        let above = self.path("above");
        let mut args = vec!["--no-builtin", "--config", file.to_str().unwrap()];
        if fs::read_dir(&above).unwrap().next().is_some() {
            args.extend(["--against", above.to_str().unwrap()]);
        }
        args.extend(more);
        let (_, document) = json(&self.path("own"), &args);
        (
            document["diagnostics"].as_array().unwrap().clone(),
            document["summary"].clone(),
        )
    }
}

fn severity(name: &str) -> Severity {
    match name {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Info,
    }
}

#[test]
fn every_rule_is_switched_off_and_put_at_another_level() {
    for info in RULES.iter().map(|rule| rule.info()) {
        let (name, example) = (info.name, Example::new(info.explanation));
        let (before, _) = example.found("()", &[]);
        assert!(!before.is_empty(), "{name}");
        let (off, _) = example.found(&format!("(levels: {{\"{name}\": Off}})"), &[]);
        assert!(off.is_empty(), "{name}: {off:#?}");
        let off = format!("(paths: [(files: [\"own/**\"], levels: {{\"{name}\": Off}})])");
        assert!(example.found(&off, &[]).0.is_empty(), "{name}");
        assert!(example.found("()", &["--ignore", name]).0.is_empty(), "{name}");
        for (word, level) in [
            ("Error", Severity::Error),
            ("Warning", Severity::Warning),
            ("Info", Severity::Info),
        ] {
            let (after, _) = example.found(&format!("(levels: {{\"{name}\": {word}}})"), &[]);
            assert_eq!(after.len(), before.len(), "{name}");
            let levels = |found: &[Value]| -> Vec<Severity> {
                let mut levels: Vec<Severity> = found
                    .iter()
                    .map(|found| severity(found["severity"].as_str().unwrap()))
                    .collect();
                levels.sort();
                levels
            };
            // What the rule itself has lowered is not raised.
            let mut expected: Vec<Severity> = levels(&before)
                .into_iter()
                .map(|own| if own < info.level { own.min(level) } else { level })
                .collect();
            expected.sort();
            assert_eq!(levels(&after), expected, "{name}");
        }
    }
}

#[test]
fn every_rule_is_suppressed() {
    let mut commented = 0;
    for info in RULES.iter().map(|rule| rule.info()) {
        let (name, example) = (info.name, Example::new(info.explanation));
        let (before, _) = example.found("()", &[]);
        let config = format!("(suppressions: [(files: [\"own\"], rules: [\"{name}\"], reason: \"样例\")])");
        let (left, summary) = example.found(&config, &[]);
        assert!(left.is_empty(), "{name}: {left:#?}");
        assert_eq!(summary["suppressed"], before.len(), "{name}");
        // In extracts by a comment as well, above each line with a finding.
        let mut lines: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for found in &before {
            let line = found["start"]["line"].as_u64().unwrap() as usize;
            lines
                .entry(found["file"].as_str().unwrap().to_owned())
                .or_default()
                .push(line);
        }
        if !lines.keys().all(|file| file.ends_with(".notice")) {
            continue;
        }
        commented += 1;
        for (file, mut at) in lines {
            at.sort_unstable();
            at.dedup();
            let text = fs::read_to_string(&file).unwrap();
            let mut all: Vec<String> = text.lines().map(str::to_owned).collect();
            for line in at.iter().rev() {
                all.insert(line - 1, format!("# 忽略 {name}：样例"));
            }
            fs::write(&file, all.join("\n") + "\n").unwrap();
        }
        let (left, summary) = example.found("()", &[]);
        assert!(left.is_empty(), "{name}: {left:#?}");
        assert_eq!(summary["suppressed"], before.len(), "{name}");
    }
    assert!(commented > 30, "{commented}");
}

#[test]
fn every_rule_is_taken_into_a_baseline() {
    for info in RULES.iter().map(|rule| rule.info()) {
        let (name, example) = (info.name, Example::new(info.explanation));
        let (before, _) = example.found("()", &[]);
        let baseline = example.path("known.json");
        let with = ["--baseline", baseline.to_str().unwrap()];
        example.found("()", &[with[0], with[1], "--write-baseline"]);
        let (left, summary) = example.found("()", &with);
        assert!(left.is_empty(), "{name}: {left:#?}");
        assert_eq!(summary["baseline"], before.len(), "{name}");
        assert!(summary.get("baseline_gone").is_none(), "{name}");
    }
}
