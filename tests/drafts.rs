//! Drafts of invented places under the real mandates of `fixtures/corpus`, each with its own verdict.
//!
//! The verdict stands at the end of an extract as comments: `# 预期 RULE LEVEL 「words」 message` for
//! each finding, `# 预期 无` for none. A text has no comments; its verdict stands in the same words in the
//! file beside it that ends in `.expected`. `UPDATE_EXPECT=1` writes what is found in its place; read it
//! before you commit it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, Options};

const MARK: &str = "# 预期 ";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// What is found in one draft, a line for each finding, in the order of their places.
fn verdict(path: &Path) -> Vec<String> {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: vec![path.to_owned()],
        against: vec![folder("corpus")],
        ..Options::default()
    });
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let mut found: Vec<_> = duibiao::gate::Gate::default()
        .check(&corpus)
        .kept
        .into_iter()
        .map(|found| {
            let sources = corpus.sources();
            let span = found.primary.span;
            // A title may take two lines.
            let words = sources.slice(span).replace('\n', " ");
            let line = format!(
                "{MARK}{} {} 「{words}」 {}",
                found.rule,
                found.severity.name(),
                found.message.zh
            );
            // In the draft, or in the text beside it.
            let own = Path::new(sources.path(span.file)).file_stem();
            assert_eq!(own, path.file_stem(), "{line}");
            (span.start, span.end, line)
        })
        .collect();
    found.sort();
    if found.is_empty() {
        return vec![format!("{MARK}无")];
    }
    found.into_iter().map(|(_, _, line)| line).collect()
}

/// The draft without its verdict, and the verdict.
fn split(text: &str) -> (String, Vec<&str>) {
    let (expected, draft): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.trim_start().starts_with(MARK));
    let draft = draft.join("\n").trim_end().to_owned() + "\n";
    (draft, expected.into_iter().map(str::trim).collect())
}

fn check(name: &str) {
    let path = folder("drafts").join(format!("{name}.notice"));
    let text = fs::read_to_string(&path).unwrap();
    let found = verdict(&path);
    let (draft, expected) = split(&text);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let lines: String = found.iter().map(|line| format!("    {line}\n")).collect();
        fs::write(&path, format!("{draft}\n{lines}")).unwrap();
        return;
    }
    assert!(
        !expected.is_empty(),
        "{name} says nothing of what to expect of it; found\n{}",
        found.join("\n")
    );
    assert_eq!(expected, found, "{name}");
}

/// Checks a text as a drafter has it, without an extract.
fn check_text(name: &str) {
    let path = folder("drafts").join(format!("{name}.txt"));
    let beside = path.with_extension("expected");
    let found = verdict(&path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(beside, found.join("\n") + "\n").unwrap();
        return;
    }
    let expected = fs::read_to_string(beside).unwrap_or_default();
    let expected: Vec<&str> = expected.lines().collect();
    assert!(
        !expected.is_empty(),
        "{name} says nothing of what to expect of it; found\n{}",
        found.join("\n")
    );
    assert_eq!(expected, found, "{name}");
}

macro_rules! texts {
    ($($test:ident = $name:literal,)*) => {
        const TEXTS: &[&str] = &[$($name),*];
        $(
            #[test]
            fn $test() {
                check_text($name);
            }
        )*
    };
}

texts! {
    text_landu_2024_10 = "landu-2024-10",
    text_landu_2024_11 = "landu-2024-11",
    text_landu_2024_6 = "landu-2024-6",
    text_landu_2024_8 = "landu-2024-8",
    text_landu_2024_9 = "landu-2024-9",
    text_lingcheng_2022_48 = "lingcheng-2022-48",
    text_lingcheng_2022_49 = "lingcheng-2022-49",
    text_lingcheng_2022_50 = "lingcheng-2022-50",
    text_lingcheng_2022_51 = "lingcheng-2022-51",
    text_lingcheng_2022_53 = "lingcheng-2022-53",
    text_lingcheng_2022_54 = "lingcheng-2022-54",
    text_lingcheng_2022_55 = "lingcheng-2022-55",
    text_linlan_2023_22 = "linlan-2023-22",
    text_qingping_2023_31 = "qingping-2023-31",
    text_qingping_2023_32 = "qingping-2023-32",
    text_qingping_2023_33 = "qingping-2023-33",
    text_qingping_2023_34 = "qingping-2023-34",
    text_qingping_2023_35 = "qingping-2023-35",
    text_qingping_2023_36 = "qingping-2023-36",
    text_qingping_2023_37 = "qingping-2023-37",
    text_qingping_2023_38 = "qingping-2023-38",
    text_qingping_2023_39 = "qingping-2023-39",
    text_qingping_2023_40 = "qingping-2023-40",
    text_qingping_2023_41 = "qingping-2023-41",
    text_qingping_2023_42 = "qingping-2023-42",
    text_qingping_2023_44 = "qingping-2023-44",
    text_qingping_2023_45 = "qingping-2023-45",
    text_qingping_2023_46 = "qingping-2023-46",
    text_qingping_2023_47 = "qingping-2023-47",
    text_qingping_2023_48 = "qingping-2023-48",
    text_qingping_2023_49 = "qingping-2023-49",
    text_qingping_2023_50 = "qingping-2023-50",
    text_qingping_2023_51 = "qingping-2023-51",
    text_qingping_2023_52 = "qingping-2023-52",
    text_tangxi_2025_14 = "tangxi-2025-14",
    text_tangxi_2025_17 = "tangxi-2025-17",
    text_tangxi_2025_18 = "tangxi-2025-18",
    text_tangxi_2025_20 = "tangxi-2025-20",
    text_tangxi_2025_21 = "tangxi-2025-21",
    text_tangxi_2025_22 = "tangxi-2025-22",
    text_tangxi_2025_23 = "tangxi-2025-23",
    text_yanchuan_2024_12 = "yanchuan-2024-12",
    text_yanchuan_2024_13 = "yanchuan-2024-13",
    text_yanchuan_2024_14 = "yanchuan-2024-14",
    text_yanchuan_2024_15 = "yanchuan-2024-15",
    text_yanchuan_2024_17 = "yanchuan-2024-17",
    text_yanchuan_2024_9 = "yanchuan-2024-9",
    text_yunling_2024_21 = "yunling-2024-21",
    text_yunling_2024_22 = "yunling-2024-22",
    text_yunling_2024_24 = "yunling-2024-24",
    text_yunling_2024_25 = "yunling-2024-25",
    text_yunling_2024_26 = "yunling-2024-26",
    text_yunling_2024_27 = "yunling-2024-27",
    text_yunling_2024_28 = "yunling-2024-28",
    text_yunling_2024_29 = "yunling-2024-29",
    text_yunling_2024_30 = "yunling-2024-30",
    text_yunling_2024_31 = "yunling-2024-31",
    text_yunling_2024_32 = "yunling-2024-32",
    text_yunling_2024_33 = "yunling-2024-33",
}

macro_rules! drafts {
    ($($test:ident = $name:literal,)*) => {
        const NAMES: &[&str] = &[$($name),*];
        $(
            #[test]
            fn $test() {
                check($name);
            }
        )*
    };
}

drafts! {
    baishi_2023_10 = "baishi-2023-10",
    baishi_2023_11 = "baishi-2023-11",
    baishi_2023_3 = "baishi-2023-3",
    baishi_2023_4 = "baishi-2023-4",
    baishi_2023_5 = "baishi-2023-5",
    baishi_2023_6 = "baishi-2023-6",
    baishi_2023_7 = "baishi-2023-7",
    baishi_2023_8 = "baishi-2023-8",
    baishi_2023_9 = "baishi-2023-9",
    dongshan_2023_41 = "dongshan-2023-41",
    dongshan_2023_42 = "dongshan-2023-42",
    dongshan_2023_43 = "dongshan-2023-43",
    dongshan_2023_44 = "dongshan-2023-44",
    dongshan_2023_45 = "dongshan-2023-45",
    dongshan_2023_46 = "dongshan-2023-46",
    dongshan_2023_47 = "dongshan-2023-47",
    dongshan_2023_48 = "dongshan-2023-48",
    dongshan_2023_49 = "dongshan-2023-49",
    dongshan_2023_50 = "dongshan-2023-50",
    hedong_2023_21 = "hedong-2023-21",
    hedong_2023_22 = "hedong-2023-22",
    hedong_2023_23 = "hedong-2023-23",
    hedong_2023_24 = "hedong-2023-24",
    hedong_2023_25 = "hedong-2023-25",
    hedong_2023_26 = "hedong-2023-26",
    hedong_2023_27 = "hedong-2023-27",
    hedong_2023_28 = "hedong-2023-28",
    hedong_2023_29 = "hedong-2023-29",
    hedong_2023_30 = "hedong-2023-30",
    hedong_2023_31 = "hedong-2023-31",
    hedong_2023_32 = "hedong-2023-32",
    hedong_2023_33 = "hedong-2023-33",
    hedong_2023_34 = "hedong-2023-34",
    hedong_2023_35 = "hedong-2023-35",
    huchuan_2023_10 = "huchuan-2023-10",
    huchuan_2023_11 = "huchuan-2023-11",
    huchuan_2023_9 = "huchuan-2023-9",
    qingping_2022_18 = "qingping-2022-18",
    qingping_2022_19 = "qingping-2022-19",
    qingping_2022_20 = "qingping-2022-20",
    qingping_2023_10 = "qingping-2023-10",
    qingping_2023_11 = "qingping-2023-11",
    qingping_2023_12 = "qingping-2023-12",
    qingping_2023_13 = "qingping-2023-13",
    qingping_2023_14 = "qingping-2023-14",
    qingping_2023_15 = "qingping-2023-15",
    qingping_2023_16 = "qingping-2023-16",
    qingping_2023_17 = "qingping-2023-17",
    qingping_2023_18 = "qingping-2023-18",
    qingping_2023_19 = "qingping-2023-19",
    qingping_2023_20 = "qingping-2023-20",
    qingping_2023_21 = "qingping-2023-21",
    qingping_2023_22 = "qingping-2023-22",
    qingping_2023_23 = "qingping-2023-23",
    qingping_2023_24 = "qingping-2023-24",
    qingping_2023_25 = "qingping-2023-25",
    qingping_2023_5 = "qingping-2023-5",
    qingping_2023_6 = "qingping-2023-6",
    qingping_2023_7 = "qingping-2023-7",
    qingping_2023_8 = "qingping-2023-8",
    qingping_2023_9 = "qingping-2023-9",
    yunxi_2023_15 = "yunxi-2023-15",
    yunxi_2023_16 = "yunxi-2023-16",
    yunxi_2023_17 = "yunxi-2023-17",
    yunxi_2023_18 = "yunxi-2023-18",
    yunxi_2023_19 = "yunxi-2023-19",
    yunxi_2023_20 = "yunxi-2023-20",
    yunxi_2023_21 = "yunxi-2023-21",
    yunxi_2023_22 = "yunxi-2023-22",
    yunling_2023_12 = "yunling-2023-12",
}

#[test]
fn every_draft_is_a_test() {
    let stems = |wanted: &str| -> BTreeSet<String> {
        fs::read_dir(folder("drafts"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == wanted))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect()
    };
    let named = |names: &[&str]| -> BTreeSet<String> { names.iter().map(ToString::to_string).collect() };
    let extracts = stems("notice");
    assert_eq!(named(NAMES), extracts);
    // The text of an extract is its evidence, and no draft of its own.
    let texts: BTreeSet<String> = stems("txt").difference(&extracts).cloned().collect();
    assert_eq!(named(TEXTS), texts);
    assert_eq!(named(TEXTS), stems("expected"));
}

/// Every rule is broken by some draft, and several drafts break none.
#[test]
fn the_drafts_reach_the_rules() {
    let read = |names: &[&str], ending: &str| -> Vec<String> {
        names
            .iter()
            .map(|name| fs::read_to_string(folder("drafts").join(format!("{name}.{ending}"))).unwrap())
            .collect()
    };
    let (extracts, texts) = (read(NAMES, "notice"), read(TEXTS, "expected"));
    for (verdicts, least) in [(&extracts, 10), (&texts, 5)] {
        let silent = verdicts.iter().filter(|text| text.contains("# 预期 无")).count();
        assert!(silent >= least, "{silent}");
    }
    // No mandate of the corpus sets a ceiling; a repeal, or one number given twice, takes two drafts.
    let out_of_reach = ["above-mandate", "repealed-notice", "duplicate-notice"];
    let missing: Vec<&str> = duibiao::rules::RULES
        .iter()
        .map(|rule| rule.info().name)
        .filter(|rule| !out_of_reach.contains(rule))
        .filter(|rule| {
            let found = format!("{MARK}{rule} ");
            !extracts.iter().chain(&texts).any(|text| text.contains(&found))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
