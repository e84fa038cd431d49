//! Tests about the rules themselves: every one is documented, and its examples do what it says.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use duibiao::corpus::{Corpus, Options};
use duibiao::gate::Gate;
use duibiao::rules::RULES;
use duibiao::rules::example::{ExampleFile, examples};

/// Checks the files of one example in a folder of their own, without built-in notices.
fn findings(files: &[ExampleFile]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let (own, above) = (folder.path().join("own"), folder.path().join("above"));
    std::fs::create_dir_all(&own).unwrap();
    std::fs::create_dir_all(&above).unwrap();
    for file in files {
        std::fs::write(
            (if file.against { &above } else { &own }).join(&file.name),
            &file.text,
        )
        .unwrap();
    }
    let against = if files.iter().any(|file| file.against) {
        vec![above]
    } else {
        vec![]
    };
    let options = Options {
        paths: vec![own],
        against,
        no_builtin: true,
        ..Options::default()
    };
    let (corpus, unreadable) = Corpus::load(&options);
    assert!(unreadable.is_empty(), "{unreadable:?}");
    Gate::default()
        .check(&corpus)
        .kept
        .into_iter()
        .map(|found| (found.rule.to_owned(), found.message.zh))
        .collect()
}

#[test]
fn the_bad_example_triggers_exactly_its_rule_and_the_good_one_nothing() {
    for rule in RULES {
        let info = rule.info();
        let examples = examples(info.explanation);
        assert!(
            !examples.bad.is_empty() && !examples.good.is_empty(),
            "{} lacks an example",
            info.name
        );
        let bad = findings(&examples.bad);
        let rules: BTreeSet<&str> = bad.iter().map(|(rule, _)| rule.as_str()).collect();
        assert_eq!(
            rules,
            BTreeSet::from([info.name]),
            "bad example of {}: {bad:#?}",
            info.name
        );
        let good = findings(&examples.good);
        assert!(good.is_empty(), "good example of {}: {good:#?}", info.name);
    }
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    for rule in RULES {
        let info = rule.info();
        assert!(
            info.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            info.name
        );
        assert!(
            info.explanation.starts_with(&format!("# {}\n", info.name)),
            "{}",
            info.name
        );
        for part in ["\n## 说明", "\n## English", "\n## 反例", "\n## 正例"] {
            assert!(info.explanation.contains(part), "{} lacks {part:?}", info.name);
        }
        assert!(
            !info.summary_zh.is_empty() && !info.summary_zh.ends_with('。'),
            "{}",
            info.name
        );
        assert!(
            info.summary_en.is_ascii() || info.summary_en.contains('〔'),
            "{}",
            info.name
        );
        assert!(!info.ground.is_empty(), "{}", info.name);
        if info.ground.contains("实务") || info.ground.contains("可以") {
            assert!(
                info.level < duibiao::diagnostic::Severity::Error,
                "{} rests on practice",
                info.name
            );
            assert!(!info.explanation.contains("规定："), "{} says 规定", info.name);
        }
    }
}

#[test]
fn names_are_unique() {
    let names = duibiao::rules::names();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}
