//! Drafts of invented places under the real mandates of `fixtures/corpus`, each with its own verdict.
//!
//! The verdict stands at the end of a draft as comments: `# 预期 RULE LEVEL 「words」 message` for
//! each finding, `# 预期 无` for none. `UPDATE_EXPECT=1` writes what is found in its place; read it
//! before you commit it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

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
    let mut found: Vec<_> = duibiao::rules::run(&corpus)
        .into_iter()
        .map(|found| {
            let sources = corpus.sources();
            let span = found.primary.span;
            let words = sources.slice(span);
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
    let mut found: Vec<String> = fs::read_dir(folder("drafts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "notice"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut named = NAMES.to_vec();
    named.sort_unstable();
    assert_eq!(named, found);
}

/// Every rule that an extract alone can break is broken by some draft, and several break none.
#[test]
fn the_drafts_reach_the_rules() {
    let texts: Vec<String> = NAMES
        .iter()
        .map(|name| fs::read_to_string(folder("drafts").join(format!("{name}.notice"))).unwrap())
        .collect();
    let silent = texts.iter().filter(|text| text.contains("# 预期 无")).count();
    assert!(silent >= 10, "{silent}");
    // No mandate of the corpus sets a ceiling; a repeal, or one number given twice, takes two drafts.
    let out_of_reach = ["above-mandate", "repealed-notice", "duplicate-notice"];
    // These look at texts only.
    let of_texts = ["title-variant", "title-year", "issuer-number"];
    let missing: Vec<&str> = duibiao::rules::RULES
        .iter()
        .map(|rule| rule.info())
        .filter(|info| !info.group.is_of_texts() && !of_texts.contains(&info.name))
        .map(|info| info.name)
        .filter(|rule| !out_of_reach.contains(rule))
        .filter(|rule| !texts.iter().any(|text| text.contains(&format!("{MARK}{rule} "))))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
