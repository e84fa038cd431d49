//! The formats for programs, each read back by somebody else's reader.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may panic"
)]

#[path = "support/cli.rs"]
mod cli;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cli::{Ran, duibiao, fixtures};
use serde_json::Value;

/// All drafts in a format.
fn written(format: &str, more: &[&str]) -> Ran {
    let mut args: Vec<OsString> = ["check", "--format", format, "--against"]
        .map(OsString::from)
        .to_vec();
    args.push(fixtures().join("corpus").into());
    args.push(fixtures().join("drafts").into());
    args.extend(more.iter().map(OsString::from));
    let ran = duibiao(&args);
    assert!(ran.status <= 1 && ran.stderr.is_empty(), "{ran:?}");
    ran
}

/// What the form with the contract says of the same drafts.
fn contract() -> Vec<Value> {
    let document: Value = serde_json::from_str(&written("json", &[]).stdout).unwrap();
    document["diagnostics"].as_array().unwrap().clone()
}

/// The schema of SARIF as it was published. It is not ours to give away: it lies in the package of the crate
/// that reads and writes the format, where cargo has put it.
fn schema() -> Value {
    let listed = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let schema = manifest.parent().unwrap().join("src/schema.json");
    let text = fs::read_to_string(schema).unwrap();
    // One bracket too many in the pattern of a language, which a strict reader of patterns refuses.
    let slip = "-[a-zA-Z]{2}]?$";
    assert!(text.contains(slip));
    serde_json::from_str(&text.replace(slip, "-[a-zA-Z]{2}$")).unwrap()
}

/// The words between a start and an end in lines and columns of characters.
fn words(path: &str, region: &Value) -> String {
    let text = fs::read_to_string(path).unwrap();
    let at = |line: &str, column: &str| {
        let (line, column) = (region[line].as_u64().unwrap(), region[column].as_u64().unwrap());
        let start: usize = text
            .split_inclusive('\n')
            .take(line as usize - 1)
            .map(str::len)
            .sum();
        let rest = &text[start..];
        start
            + rest
                .char_indices()
                .nth(column as usize - 1)
                .map_or(rest.len(), |(at, _)| at)
    };
    text[at("startLine", "startColumn")..at("endLine", "endColumn")].to_owned()
}

#[test]
fn sarif_is_valid_against_the_published_schema() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for more in [&[][..], &["--lang", "en"], &["--select", "plan-years"]] {
        let log: Value = serde_json::from_str(&written("sarif", more).stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        serde_json::from_value::<serde_sarif::sarif::Sarif>(log).unwrap();
    }
    // The schema says something: a log without a version is refused.
    assert!(!validator.is_valid(&serde_json::json!({"runs": []})));
}

#[test]
fn sarif_says_what_the_contract_says() {
    let log: Value = serde_json::from_str(&written("sarif", &[]).stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let contract = contract();
    assert_eq!(results.len(), contract.len());
    let (mut flows, mut related) = (0, 0);
    let mut prints = BTreeSet::new();
    for (result, found) in results.iter().zip(&contract) {
        assert_eq!(result["ruleId"], found["rule"]);
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], found["rule"]);
        assert!(
            rules[index]["help"]["markdown"]
                .as_str()
                .unwrap()
                .contains("## 反例")
        );
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && uri.starts_with("file:///"), "{uri}");
        let path = found["file"].as_str().unwrap();
        let raw = fs::read(path).unwrap();
        let offsets = found["start"]["offset"].as_u64().unwrap() as usize
            ..found["end"]["offset"].as_u64().unwrap() as usize;
        if let Ok(text) = String::from_utf8(raw) {
            assert_eq!(words(path, &place["region"]), text[offsets], "{found}");
        }
        let steps = found["derivation"].as_array().unwrap().len();
        let flow = &result["codeFlows"][0]["threadFlows"][0]["locations"];
        assert_eq!(flow.as_array().map_or(0, Vec::len), steps);
        flows += usize::from(steps > 0);
        related += usize::from(result.get("relatedLocations").is_some());
        prints.insert(
            result["partialFingerprints"]["duibiao/v1"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    assert!(flows > 5 && related > 20, "{flows} {related}");
    assert!(prints.len() > results.len() * 9 / 10, "{}", prints.len());
}

/// What GitHub documents of its commands: `::name key=value,…::data`, with %25, %0D, %0A in both and %3A, %2C in values.
#[test]
fn github_reads_every_annotation() {
    let command = regex::Regex::new(r"^::(error|warning|notice) ([^:\n]*)::([^\n]+)$").unwrap();
    let property = regex::Regex::new(r"^(file|line|endLine|col|endColumn|title)=([^,:]+)$").unwrap();
    let text = written("github", &[]).stdout;
    let contract = contract();
    assert_eq!(text.lines().count(), contract.len());
    for (line, found) in text.lines().zip(&contract) {
        let parts = command.captures(line).unwrap_or_else(|| panic!("{line}"));
        let level = match found["severity"].as_str().unwrap() {
            "info" => "notice",
            level => level,
        };
        assert_eq!(&parts[1], level);
        let unescaped = |text: &str| {
            let text = text.replace("%3A", ":").replace("%2C", ",");
            text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        };
        let values: std::collections::BTreeMap<String, String> = parts[2]
            .split(',')
            .map(|pair| {
                let pair = property.captures(pair).unwrap_or_else(|| panic!("{line}"));
                (pair[1].to_owned(), unescaped(&pair[2]))
            })
            .collect();
        assert_eq!(values["file"], found["file"]);
        assert_eq!(values["title"], found["rule"]);
        assert_eq!(values["line"], found["start"]["line"].to_string());
        if let Some(column) = values.get("col") {
            assert_eq!(*column, found["start"]["column"].to_string());
        }
        assert!(
            unescaped(&parts[3]).starts_with(found["message"].as_str().unwrap()),
            "{line}"
        );
    }
}

#[test]
fn junit_is_read_back_by_its_library() {
    for (deny, fails) in [("error", "error"), ("info", "")] {
        let text = written("junit", &["--deny", deny]).stdout;
        let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
        let contract = contract();
        assert_eq!(report.tests, contract.len());
        let failing = contract
            .iter()
            .filter(|found| found["severity"].as_str().unwrap().contains(fails));
        assert_eq!(report.failures, failing.count());
        let files: BTreeSet<&str> = contract
            .iter()
            .map(|found| found["file"].as_str().unwrap())
            .collect();
        assert_eq!(report.test_suites.len(), files.len());
        let messages: String = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let first = contract
            .iter()
            .find(|found| found["severity"] == "error")
            .unwrap();
        assert!(messages.contains(first["message"].as_str().unwrap()));
    }
    // A report of nothing is a report all the same.
    let text = written(
        "junit",
        &["--select", "circular-basis", "--ignore", "circular-basis"],
    )
    .stdout;
    let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
    assert_eq!((report.tests, report.failures), (1, 0));
}

#[test]
fn gitlab_gets_an_array_without_two_of_one_fingerprint() {
    let issues: Vec<Value> = serde_json::from_str(&written("gitlab", &[]).stdout).unwrap();
    let contract = contract();
    assert_eq!(issues.len(), contract.len());
    let mut prints = BTreeSet::new();
    for (issue, found) in issues.iter().zip(&contract) {
        assert_eq!(issue["check_name"], found["rule"]);
        assert_eq!(issue["location"]["path"], found["file"]);
        assert_eq!(issue["location"]["lines"]["begin"], found["start"]["line"]);
        let known = ["info", "minor", "major", "critical", "blocker"];
        assert!(known.contains(&issue["severity"].as_str().unwrap()));
        assert!(
            prints.insert(issue["fingerprint"].as_str().unwrap().to_owned()),
            "{issue}"
        );
    }
}

#[test]
fn markdown_counts_and_lists() {
    let text = written("markdown", &[]).stdout;
    let contract = contract();
    let rules: BTreeSet<&str> = contract
        .iter()
        .map(|found| found["rule"].as_str().unwrap())
        .collect();
    for rule in &rules {
        assert!(text.contains(&format!("| `{rule}` | ")), "{rule}");
    }
    let listed = text
        .lines()
        .filter(|line| line.matches(" | ").count() == 3 && line.contains(":"))
        .count();
    assert!(listed >= contract.len().min(200), "{listed}");
}

#[test]
fn several_formats_at_once_go_to_their_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let option = |format: &str, path: &Path| format!("{format}={}", path.display());
    let (sarif, junit, json) = (file("a.sarif"), file("b.xml"), file("c.json"));
    let ran = written(
        "human",
        &[
            "--output",
            &option("sarif", &sarif),
            "--output",
            &option("junit", &junit),
            "--output",
            &option("json", &json),
        ],
    );
    assert!(ran.stdout.contains("个公文"), "{}", ran.stdout);
    assert_eq!(fs::read_to_string(&json).unwrap(), written("json", &[]).stdout);
    assert_eq!(fs::read_to_string(&sarif).unwrap(), written("sarif", &[]).stdout);
    assert_eq!(fs::read_to_string(&junit).unwrap(), written("junit", &[]).stdout);
    for (given, word) in [
        ("sarif", "FORMAT=FILE"),
        ("xml=a.xml", "xml"),
        ("json=", "FORMAT=FILE"),
    ] {
        let ran = duibiao(&["check", "--output", given]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains(word), "{ran:?}");
    }
    let nowhere = file("no/such/folder.json");
    let ran = duibiao(&[
        "check",
        fixtures().to_str().unwrap(),
        "--output",
        &option("json", &nowhere),
    ]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("写不了"), "{ran:?}");
}

#[test]
fn what_could_not_be_read_is_in_every_format() {
    for (format, word) in [
        ("sarif", "absent.txt"),
        ("github", "::error file=absent.txt"),
        ("junit", "absent.txt"),
        ("gitlab", "absent.txt"),
        ("markdown", "absent.txt"),
    ] {
        let ran = duibiao(&["check", "absent.txt", "--format", format]);
        assert_eq!(ran.status, 2);
        assert!(ran.stdout.contains(word), "{format}: {}", ran.stdout);
    }
}
