//! Suppressions, from the comment to what is left of a report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::Path;

use cli::{Ran, duibiao, json, rules};

const HEADER: &str =
    "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n";

/// An extract with one mistake of the rule `sum-mismatch`, on the line that `mark` is put at the end of.
fn extract(above: &str, mark: &str) -> String {
    format!(
        "{HEADER}\n一、正文\n    财政补助 = 640元/人·年\n{above}    财政补助 = 中央财政 512元 + 地方财政 127元{mark}\n"
    )
}

fn checked(text: &str) -> (u8, serde_json::Value) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    fs::write(&path, text).unwrap();
    json(&path, &["--no-builtin"])
}

fn fmt(path: &Path) -> Ran {
    duibiao(&["fmt".as_ref(), path.as_os_str()])
}

#[test]
fn a_comment_leaves_a_finding_out_and_is_counted() {
    let (status, found) = checked(&extract("", ""));
    assert_eq!((status, rules(&found)), (1, vec!["sum-mismatch".to_owned()]));
    assert!(found["summary"].get("suppressed").is_none(), "{found}");
    for (above, mark) in [
        ("", " # 忽略 sum-mismatch：原件如此"),
        ("    # 忽略 sum-mismatch：原件如此\n", ""),
        ("    # 忽略 sum-mismatch：原件如此\n\n    # 另注\n", ""),
        ("", " # 忽略 share-amount、sum-mismatch: 原件如此"),
    ] {
        let (status, found) = checked(&extract(above, mark));
        let left: Vec<String> = rules(&found);
        let unused = usize::from(mark.contains("share-amount"));
        assert_eq!(left, vec!["unused-suppression".to_owned(); unused], "{found}");
        assert_eq!(
            (status, &found["summary"]["suppressed"]),
            (0, &1.into()),
            "{above}{mark}"
        );
    }
}

#[test]
fn other_lines_and_other_rules_are_still_heard() {
    for (above, mark) in [
        ("", " # 忽略 share-amount：原件如此"),
        (
            "    # 忽略 sum-mismatch：原件如此\n    个人缴费 = 380元/人·年\n",
            "",
        ),
    ] {
        let (status, found) = checked(&extract(above, mark));
        assert_eq!(status, 1);
        let mut left = rules(&found);
        left.sort();
        assert_eq!(left, ["sum-mismatch", "unused-suppression"], "{found}");
    }
}

#[test]
fn without_a_reason_it_has_no_effect_and_is_found() {
    let (status, found) = checked(&extract("", " # 忽略 sum-mismatch"));
    let mut left = rules(&found);
    left.sort();
    assert_eq!(
        (status, left),
        (
            1,
            ["bare-suppression", "sum-mismatch"].map(str::to_owned).to_vec()
        )
    );
    let bare = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["rule"] == "bare-suppression");
    assert_eq!(
        bare.unwrap()["message"],
        "忽略 sum-mismatch 而没有写明理由，不起作用"
    );
}

#[test]
fn a_rule_that_does_not_exist_is_answered_with_the_nearest() {
    let (_, found) = checked(&extract("", " # 忽略 sum-mismach：原件如此"));
    let unknown = &found["diagnostics"].as_array().unwrap()[1];
    assert_eq!(
        (
            unknown["rule"].as_str(),
            unknown["message"].as_str(),
            unknown["help"].as_str()
        ),
        (
            Some("unused-suppression"),
            Some("没有规则「sum-mismach」"),
            Some("是否为 sum-mismatch")
        )
    );
}

/// A suppression of a rule that is switched off is in use all the same, and counts for nothing.
#[test]
fn a_rule_that_is_not_heard_does_not_make_its_suppression_unused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    fs::write(&path, extract("", " # 忽略 sum-mismatch：原件如此")).unwrap();
    let (status, found) = json(&path, &["--no-builtin", "--ignore", "sum-mismatch"]);
    assert_eq!((status, rules(&found).len()), (0, 0), "{found}");
    assert!(found["summary"].get("suppressed").is_none(), "{found}");
}

#[test]
fn what_is_said_of_suppressions_can_be_left_out_as_well() {
    let unused = "    # 忽略 unused-suppression：等待更正\n    财政补助 = 640元/人·年 # 忽略 unit-mismatch：原件如此\n";
    let bare = "    # 忽略 bare-suppression：等待说明\n    财政补助 = 640元/人·年 # 忽略 unit-mismatch\n";
    for lines in [unused, bare] {
        let (status, found) = checked(&format!("{HEADER}\n一、正文\n{lines}"));
        assert_eq!((status, rules(&found).len()), (0, 0), "{lines}: {found}");
        assert_eq!(found["summary"]["suppressed"], 1);
    }
    // One that itself leaves out nothing is found.
    let (_, found) = checked(&format!(
        "{HEADER}\n一、正文\n    财政补助 = 640元/人·年 # 忽略 unused-suppression：等待更正\n"
    ));
    assert_eq!(rules(&found), ["unused-suppression"]);
}

/// Laying out moves lines, and no suppression away from what it speaks of.
#[test]
fn suppressions_survive_the_canonical_layout() {
    let text = "地区：广西壮族自治区青平市\n\
# 忽略 malformed-number：印制如此\n\
文号：青医保发[2023]5号\n\
# 一般的注\n\
年度：2023年\n\
成文：2023年9月4日 # 忽略 date-form：另有更正\n\
成文：2023年9月5日 # 忽略 duplicate-header：两次印发\n\
# 忽略 syntax：留待查证\n\
文号\n\
# 忽略 heading-order：自正文起\n\
一、正文 # 忽略 missing-header：无\n\
   财政补助   = 640元/人·年\n\
  # 忽略 sum-mismatch：原件如此\n\
   财政补助 = 中央财政 512元 + 地方财政 127元 「共同负担」 # 忽略 share-amount：无\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    fs::write(&path, text).unwrap();
    let before = json(&path, &["--no-builtin"]).1;
    assert_eq!(fmt(&path).status, 0);
    let once = fs::read_to_string(&path).unwrap();
    assert_ne!(once, text);
    let after = json(&path, &["--no-builtin"]).1;
    assert_eq!(before["summary"], after["summary"], "{once}");
    assert!(before["summary"]["suppressed"].as_u64().unwrap() >= 3, "{before}");
    let sorted = |found: &serde_json::Value| {
        let mut rules = rules(found);
        rules.sort();
        rules
    };
    assert_eq!(sorted(&before), sorted(&after), "{once}");
    // And the second time nothing changes.
    assert_eq!(fmt(&path).stdout, "");
    assert_eq!(fs::read_to_string(&path).unwrap(), once);
    assert_eq!(
        once.matches("忽略").count(),
        text.matches("忽略").count(),
        "{once}"
    );
}
