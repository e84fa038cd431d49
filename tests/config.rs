//! `duibiao.ron`, from the file to what is found.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::{Ran, duibiao, fixtures, json, rules};

const HEADER: &str =
    "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n";

struct Team(tempfile::TempDir);

impl Team {
    /// A folder with a configuration, and two extracts with one wrong sum each, one of them in a folder.
    fn new(config: &str) -> Self {
        let team = Team(tempfile::tempdir().unwrap());
        fs::create_dir(team.path("old")).unwrap();
        let lines = "    财政补助 = 640元/人·年\n    财政补助 = 中央财政 512元 + 地方财政 127元\n";
        fs::write(team.path("a.notice"), format!("{HEADER}\n一、正文\n{lines}")).unwrap();
        let other = HEADER.replace("青平市", "东山市").replace("〕5号", "〕6号");
        fs::write(team.path("old/b.notice"), format!("{other}\n一、正文\n{lines}")).unwrap();
        fs::write(team.path("duibiao.ron"), config).unwrap();
        team
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn found(&self, path: &str, more: &[&str]) -> (u8, Vec<String>) {
        let mut all = vec!["--no-builtin"];
        all.extend(more);
        let (status, found) = json(&self.path(path), &all);
        let found = found["diagnostics"].as_array().unwrap();
        let shown = found.iter().map(|found| {
            let file = found["file"].as_str().unwrap();
            let name = Path::new(file).file_name().unwrap().to_string_lossy();
            format!(
                "{name} {} {}",
                found["rule"].as_str().unwrap(),
                found["severity"].as_str().unwrap()
            )
        });
        (status, shown.collect())
    }

    fn ran(&self, more: &[&str]) -> Ran {
        let folder = self.path("");
        let mut args = vec!["check", folder.to_str().unwrap()];
        args.extend(more);
        duibiao(&args)
    }
}

const BOTH: [&str; 2] = ["a.notice sum-mismatch error", "b.notice sum-mismatch error"];

#[test]
fn an_empty_configuration_changes_nothing() {
    let team = Team::new("()");
    assert_eq!(team.found("", &[]), (1, BOTH.map(str::to_owned).to_vec()));
    assert_eq!(team.found("", &["--no-config"]), team.found("", &[]));
}

#[test]
fn levels_hold_by_rule_and_by_path() {
    let team = Team::new("(levels: {\"sum-mismatch\": Warning})");
    let warnings = BOTH.map(|line| line.replace("error", "warning")).to_vec();
    assert_eq!(team.found("", &[]), (0, warnings.clone()));
    assert_eq!(team.found("", &["--deny", "warning"]), (1, warnings));
    let team = Team::new("(levels: {\"sum-mismatch\": Off})");
    assert_eq!(team.found("", &[]), (0, vec![]));
    assert_eq!(team.found("", &["--no-config"]).0, 1);
    for pattern in ["old/**", "old", "old/*.notice", "**/b.notice"] {
        let config =
            format!("(deny: Info, paths: [(files: [\"{pattern}\"], levels: {{\"sum-mismatch\": Info}})])");
        let team = Team::new(&config);
        let mixed = vec![BOTH[0].to_owned(), BOTH[1].replace("error", "info")];
        assert_eq!(team.found("", &[]), (1, mixed), "{pattern}");
        // Found above the checked folder, its patterns start from its own.
        assert_eq!(
            team.found("old", &[]),
            (1, vec![BOTH[1].replace("error", "info")]),
            "{pattern}"
        );
    }
}

#[test]
fn a_level_does_not_raise_what_its_rule_has_lowered() {
    // A citation of what the corpus lacks is information; raised, it is an error.
    let team = Team::new("(levels: {\"unknown-notice\": Error, \"sum-mismatch\": Off})");
    let text = format!("{HEADER}依据：桂医保发〔2023〕99号\n\n    财政补助 = 640元/人·年\n");
    fs::write(team.path("a.notice"), text).unwrap();
    assert_eq!(
        team.found("", &[]),
        (1, vec!["a.notice unknown-notice error".to_owned()])
    );
}

#[test]
fn files_may_be_left_out_or_their_findings_suppressed() {
    let team = Team::new("(exclude: [\"old\"])");
    assert_eq!(team.found("", &[]), (1, vec![BOTH[0].to_owned()]));
    // A file that is named is meant.
    assert_eq!(team.found("old/b.notice", &[]).1, [BOTH[1]]);
    let config =
        "(suppressions: [\n(files: [\"old/**\"], rules: [\"sum-mismatch\"], reason: \"已归档\"),\n])";
    let team = Team::new(config);
    assert_eq!(team.found("", &[]), (1, vec![BOTH[0].to_owned()]));
    let (_, found) = json(&team.path(""), &["--no-builtin"]);
    assert_eq!(found["summary"]["suppressed"], 1);
    // One that leaves out nothing is found, in the configuration.
    let team = Team::new(&config.replace("sum-mismatch", "share-total"));
    let (_, found) = json(&team.path(""), &["--no-builtin"]);
    let unused = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|found| found["rule"] == "unused-suppression");
    let unused = unused.unwrap();
    assert!(
        unused["file"].as_str().unwrap().ends_with("duibiao.ron"),
        "{unused}"
    );
    assert_eq!(unused["start"]["line"], 2);
}

#[test]
fn the_baseline_may_be_configured() {
    let team = Team::new("(baseline: \"known.json\")");
    assert_eq!(team.ran(&["--write-baseline"]).status, 0);
    assert!(team.path("known.json").is_file());
    assert_eq!(team.found("", &[]), (0, vec![]));
    assert_eq!(team.ran(&["--no-config", "--write-baseline"]).status, 2);
}

/// What is wrong with a configuration is said at its place, with the nearest name there is, and nothing is checked.
#[test]
fn mistakes_are_said_at_their_place() {
    for (config, place, words) in [
        ("(\n  lvels: {},\n)", ":2:", "没有「lvels」这一项，是否为 levels"),
        (
            "(\n  levels: {\n    \"sum-mismach\": Off,\n  },\n)",
            ":3:6",
            "没有规则「sum-mismach」，是否为 sum-mismatch",
        ),
        (
            "(levels: {\"sum-mismatch\": Of})",
            ":1:",
            "「Of」不能用在这里，是否为 Off",
        ),
        (
            "(paths: [(file: [\"a\"], levels: {})])",
            ":1:",
            "没有「file」这一项，是否为 files",
        ),
        (
            "(suppressions: [(files: [\"a\"], rules: [\"sum-mismatch\"], reason: \"\")])",
            ":1:",
            "reason",
        ),
        (
            "(suppressions: [(files: [\"a\"], rules: [\"sum-mismatch\"])])",
            ":1:",
            "缺少「reason」这一项",
        ),
        ("(exclude: [\"a{b\"])", ":1:13", "「a{b」不是文件的模式"),
        ("(tolerance: \"五\")", ":1:14", "不是左右的幅度"),
        ("(deny: Off)", ":1:2", "deny 不能为 Off"),
        ("(packs: [\"no.ron\"])", ":1:11", "读不了「no.ron」"),
        (
            "(vocabulary: (items: [(name: \"甲\", bearers: \"乙\")]))",
            ":1:2",
            "乙",
        ),
        (
            "(vocabulary: (items: [(name: \"甲\", unti: \"元\")]))",
            ":1:",
            "没有「unti」这一项，是否为 unit",
        ),
        ("levels: {}", ":1:", "这里要用一对括号"),
    ] {
        let team = Team::new(config);
        let ran = team.ran(&[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{config}: {ran:?}");
        assert!(
            ran.stderr.contains(&format!("duibiao.ron{place}")),
            "{config}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains(words), "{config}: {}", ran.stderr);
    }
    let ran = duibiao(&["check", "--config", "absent.ron"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("absent.ron：没有这个文件"), "{ran:?}");
    assert_eq!(duibiao(&["check", "--config", "a.ron", "--no-config"]).status, 2);
}

#[test]
fn the_tolerance_of_about_is_configured() {
    let lines = |value: &str| {
        format!("{HEADER}依据：桂医保发〔2023〕9号\n\n    住院政策范围内基金支付比例 = {value}%\n")
    };
    let above = "文号：桂医保发〔2023〕9号\n地区：广西壮族自治区\n成文：2023年8月4日\n年度：2023年\n\n    住院政策范围内基金支付比例 ≈ 70%\n";
    for (tolerance, value, wrong) in [
        ("5%", "67", false),
        ("5%", "66", true),
        ("2.5%", "67", true),
        ("10%", "64", false),
    ] {
        let team = Team::new(&format!("(tolerance: \"{tolerance}\", exclude: [\"old\"])"));
        fs::write(team.path("a.notice"), lines(value)).unwrap();
        fs::write(team.path("above.notice"), above).unwrap();
        assert_eq!(team.found("", &[]).0 == 1, wrong, "{tolerance} {value}");
    }
}

#[test]
fn what_init_writes_is_read_and_checked_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new");
    let init = || duibiao(&["init".as_ref(), path.as_os_str()]);
    let ran = init();
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout.lines().count(), 2, "{ran:?}");
    let (status, found) = json(&path, &[]);
    assert_eq!((status, rules(&found).len()), (0, 0), "{found}");
    assert_eq!(found["summary"]["notices"], 1);
    // Laid out as it is to be.
    assert_eq!(
        duibiao(&["fmt".as_ref(), "--check".as_ref(), path.as_os_str()]).status,
        0
    );
    let config = fs::read_to_string(path.join("duibiao.ron")).unwrap();
    let mine = config.replace("deny: Error", "deny: Info");
    fs::write(path.join("duibiao.ron"), &mine).unwrap();
    let again = init();
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("已经存在"), "{again:?}");
    assert_eq!(fs::read_to_string(path.join("duibiao.ron")).unwrap(), mine);
    // Every key is there, with a word on it.
    let data = duibiao::config::ConfigData::default();
    for key in serde_json::to_value(data).unwrap().as_object().unwrap().keys() {
        assert!(config.contains(&format!("{key}:")), "{key}");
    }
}

/// Another field of policy is data alone: a pack, a configuration and fixtures.
#[test]
fn a_second_field_of_policy_is_checked() {
    let folder = fixtures().join("pension");
    let (status, found) = json(&folder.join("corpus"), &["--deny", "info"]);
    assert_eq!((status, rules(&found).len()), (0, 0), "{found}");
    assert!(found["summary"]["statements"].as_u64().unwrap() > 20);
    let against = folder.join("corpus");
    let (status, found) = json(&folder.join("drafts"), &["--against", against.to_str().unwrap()]);
    assert_eq!(status, 1);
    let shown: Vec<String> = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            format!(
                "{} {}",
                found["rule"].as_str().unwrap(),
                found["message"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "sum-mismatch 123 + 19 = 142，应为 141",
            "below-mandate 「25元/人·年」不符合人社部发〔2024〕901号的要求：缴费补贴不低于 30元",
            "late-deadline 「2024年9月15日」晚于人社部发〔2024〕901号的「2024年8月31日」",
        ]
    );
    // The program itself knows nothing of the field.
    let (_, found) = json(&folder.join("drafts"), &["--no-config"]);
    assert!(
        rules(&found)
            .iter()
            .filter(|rule| *rule == "unknown-name")
            .count()
            >= 3,
        "{found}"
    );
}

/// A text is read with the names that a configuration adds.
#[test]
fn texts_are_read_with_the_added_names() {
    let folder = fixtures().join("pension");
    let own = tempfile::tempdir().unwrap();
    let text = "青平市人力资源和社会保障局\n关于提高基础养老金标准的通知\n\n青人社发〔2024〕905号\n\n各县（市、区）人民政府：\n\n一、提高标准\n2024年，我市城乡居民基础养老金标准为每人每月151元。\n\n青平市人力资源和社会保障局\n2024年7月22日\n";
    let path = own.path().join("a.txt");
    fs::write(&path, text).unwrap();
    let config = folder.join("duibiao.ron");
    let facts = |more: &[&str]| {
        let mut args = vec!["facts", path.to_str().unwrap()];
        args.extend(more);
        duibiao(&args).stdout
    };
    let with = facts(&["--config", config.to_str().unwrap()]);
    assert!(
        with.contains("\"item\":\"基础养老金\"") && with.contains("\"value\":\"151\""),
        "{with}"
    );
    assert!(!facts(&[]).contains("\"item\":\"基础养老金\""), "{}", facts(&[]));
}
