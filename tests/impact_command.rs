//! `duibiao impact` as its users meet it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;

use cli::{Ran, duibiao, fixtures};
use serde_json::Value;

/// A folder with the notices of a nation's province, its city, and another province.
fn corpus(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn notice(number: &str, region: &str, year: u16, lines: &str) -> String {
    format!("文号：{number}\n地区：{region}\n成文：{year}年8月1日\n年度：{year}年\n\n一、筹资\n{lines}\n")
}

fn nation(year: u16) -> String {
    notice(
        &format!("国医试〔{year}〕1号"),
        "全国",
        year,
        &format!(
            "    筹资标准（{year}年） = 1020元/人·年\n    筹资标准（{year}年） = 财政补助 + 个人缴费\n    财政补助（{year}年） ≥ 640元/人·年\n    财政补助（西部） = 中央财政 80% + 地方财政 20%"
        ),
    )
}

fn province(year: u16) -> String {
    notice(
        &format!("桂医试〔{year}〕2号"),
        "广西壮族自治区",
        year,
        &format!(
            "    财政补助（{year}年） = 640元/人·年\n    财政补助（{year}年） = 中央财政 512元 + 地方财政 128元"
        ),
    )
}

fn run(folder: &tempfile::TempDir, statement: &str, more: &[&str]) -> Ran {
    let path = folder.path().to_string_lossy().into_owned();
    let all = [&["impact", statement, &path, "--no-builtin"], more].concat();
    duibiao(&all)
}

fn json(folder: &tempfile::TempDir, statement: &str, more: &[&str]) -> Value {
    let ran = run(folder, statement, &[&["--format", "json"], more].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["version"], 1);
    document
}

/// The one notice with this number.
fn row<'a>(document: &'a Value, number: &str) -> &'a Value {
    let found: Vec<&Value> = document["notices"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["notice"] == number)
        .collect();
    assert_eq!(found.len(), 1, "{document:#}");
    found[0]
}

#[test]
fn a_higher_floor_breaks_what_is_below_it_by_so_much() {
    let folder = corpus(&[
        ("nation.notice", &nation(2023)),
        ("province.notice", &province(2023)),
    ]);
    let document = json(&folder, "财政补助（2023年） ≥ 670元/人·年", &[]);
    let broken = row(&document, "桂医试〔2023〕2号");
    assert_eq!(
        (&broken["outcome"], &broken["assumed"]),
        (&"breaks".into(), &false.into())
    );
    let findings = broken["findings"].as_array().unwrap();
    let low = findings
        .iter()
        .find(|found| found["rule"] == "below-mandate")
        .unwrap();
    assert_eq!((&low["gap"], &low["unit"]), (&"-30".into(), &"元".into()));
    assert_eq!(low["text"], "财政补助（2023年） = 640元/人·年");
    assert_eq!(low["start"]["line"], 7);
    // What the nation says now is replaced, and its total would have to change with it.
    let words = |key: &str| document["supposition"][key][0]["text"].clone();
    assert_eq!(words("replaced"), "财政补助（2023年） ≥ 640元/人·年");
    assert_eq!(words("suspended"), "筹资标准（2023年） = 1020元/人·年");
    assert_eq!(row(&document, "国医试〔2023〕1号")["reason"], "not-below");
}

#[test]
fn parts_follow_through_shares() {
    let folder = corpus(&[
        ("nation.notice", &nation(2023)),
        ("province.notice", &province(2023)),
    ]);
    let document = json(&folder, "财政补助（2023年） ≥ 670元/人·年", &[]);
    let follows = &row(&document, "桂医试〔2023〕2号")["follows"];
    assert_eq!(
        follows,
        &serde_json::json!([
            {"subject": "中央财政", "share": "80%", "now": "512", "then": "536", "unit": "元"},
            {"subject": "地方财政", "share": "20%", "now": "128", "then": "134", "unit": "元"},
        ])
    );
}

#[test]
fn the_latest_notice_is_judged_as_if_it_stayed() {
    let folder = corpus(&[
        ("nation.notice", &nation(2023)),
        ("old.notice", &province(2022)),
        ("province.notice", &province(2023)),
    ]);
    let document = json(&folder, "财政补助（2024年） ≥ 670元/人·年", &[]);
    assert_eq!(
        (
            &document["supposition"]["year"],
            &document["supposition"]["assumed"]
        ),
        (&2024.into(), &true.into())
    );
    let broken = row(&document, "桂医试〔2023〕2号");
    assert_eq!(
        (&broken["outcome"], &broken["assumed"]),
        (&"breaks".into(), &true.into())
    );
    assert_eq!(row(&document, "桂医试〔2022〕2号")["reason"], "superseded");
    // A notice of the very year is judged instead.
    fs::write(
        folder.path().join("new.notice"),
        notice(
            "桂医试〔2024〕2号",
            "广西壮族自治区",
            2024,
            "    财政补助（2024年） = 670元/人·年",
        ),
    )
    .unwrap();
    let document = json(&folder, "财政补助（2024年） ≥ 670元/人·年", &[]);
    assert_eq!(row(&document, "桂医试〔2023〕2号")["reason"], "superseded");
    let held = row(&document, "桂医试〔2024〕2号");
    assert_eq!(
        (&held["outcome"], &held["assumed"]),
        (&"holds".into(), &false.into())
    );
}

#[test]
fn a_lower_floor_may_make_a_notice_agree() {
    let low = province(2023)
        .replace("640元", "620元")
        .replace("512元", "496元")
        .replace("128元", "124元");
    let folder = corpus(&[("nation.notice", &nation(2023)), ("province.notice", &low)]);
    let document = json(&folder, "财政补助（2023年） ≥ 620元/人·年", &[]);
    let agrees = row(&document, "桂医试〔2023〕2号");
    assert_eq!(agrees["outcome"], "agrees", "{agrees:#}");
    assert!(!agrees["resolved"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_not_concerned_says_why() {
    let folder = corpus(&[
        ("nation.notice", &nation(2023)),
        (
            "silent.notice",
            &notice(
                "晋医试〔2023〕3号",
                "山西省",
                2023,
                "    个人缴费（2023年） = 380元/人·年",
            ),
        ),
        (
            "later.notice",
            &notice(
                "陕医试〔2025〕3号",
                "陕西省",
                2025,
                "    财政补助（2025年） = 700元/人·年",
            ),
        ),
        (
            "left.notice",
            &notice(
                "甘医试〔2023〕3号",
                "甘肃省",
                2023,
                "    授权：财政补助（2023年） 由 各市 确定",
            ),
        ),
        (
            "passes.notice",
            &notice("青医试〔2023〕3号", "青海省", 2023, "    门诊支付限额 = 300元")
                .replace("年度：", "转发：国医试〔2023〕1号\n年度："),
        ),
    ]);
    let document = json(&folder, "财政补助（2023年） ≥ 670元/人·年", &[]);
    for (number, reason) in [
        ("晋医试〔2023〕3号", "silent"),
        ("陕医试〔2025〕3号", "later-year"),
        ("甘医试〔2023〕3号", "delegated"),
        ("青医试〔2023〕3号", "forwarded"),
        ("国医试〔2023〕1号", "not-below"),
    ] {
        let row = row(&document, number);
        assert_eq!(
            (&row["outcome"], &row["reason"]),
            (&"not-applicable".into(), &reason.into()),
            "{row:#}"
        );
    }
    assert_eq!(document["summary"]["not_applicable"], 5);
}

#[test]
fn a_province_may_be_supposed_to_say_it() {
    let city = notice(
        "南医试〔2023〕4号",
        "广西壮族自治区南宁市",
        2023,
        "    财政补助（2023年） = 640元/人·年",
    );
    let folder = corpus(&[
        ("nation.notice", &nation(2023)),
        ("province.notice", &province(2023)),
        ("city.notice", &city),
    ]);
    let document = json(&folder, "财政补助（2023年） ≥ 650元/人·年", &["--region", "广西"]);
    assert_eq!(document["supposition"]["region"], "广西壮族自治区");
    assert_eq!(row(&document, "南医试〔2023〕4号")["outcome"], "breaks");
    assert_eq!(row(&document, "桂医试〔2023〕2号")["reason"], "not-below");
    let unknown = run(&folder, "财政补助（2023年） ≥ 650元/人·年", &["--region", "青苹"]);
    assert_eq!((unknown.status, unknown.stdout.as_str()), (2, ""));
}

/// What is supposed as it stands changes nothing.
#[test]
fn what_holds_already_has_no_impact() {
    let corpus = fixtures().join("corpus").to_string_lossy().into_owned();
    let ran = duibiao(&[
        "impact",
        "财政补助（2023年） ≥ 640元/人·年",
        &corpus,
        "--format",
        "json",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&document["summary"]["breaks"], &document["summary"]["agrees"]),
        (&0.into(), &0.into()),
        "{document:#}"
    );
    assert!(
        document["summary"]["holds"].as_u64().unwrap() >= 3,
        "{document:#}"
    );
}

#[test]
fn a_statement_that_cannot_be_read_is_shown_with_its_place() {
    let folder = corpus(&[("nation.notice", &nation(2023))]);
    for (statement, said) in [
        ("财政补助（2024年） ≥ 六百元/人·年", "假设 · STATEMENT:1:"),
        ("财政补助 2024年 670", "假设 · STATEMENT:1:"),
        ("引用：国医试〔2023〕1号", "写一条"),
        ("", "写一条"),
        ("一、筹资", "写一条"),
    ] {
        let ran = run(&folder, statement, &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{statement}");
        assert!(ran.stderr.contains(said), "{statement}: {}", ran.stderr);
    }
    let gone = duibiao(&["impact", "财政补助（2024年） ≥ 670元/人·年", "nowhere"]);
    assert_eq!((gone.status, gone.stdout.as_str()), (2, ""));
}

#[test]
fn nothing_is_written() {
    let folder = corpus(&[
        ("nation.notice", &nation(2023)),
        ("province.notice", &province(2023)),
    ]);
    let files = || -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| {
                (
                    path.to_string_lossy().into_owned(),
                    fs::read_to_string(&path).unwrap(),
                )
            })
            .collect();
        files.sort();
        files
    };
    let before = files();
    for format in ["human", "json", "markdown"] {
        for lang in ["zh", "en"] {
            let ran = run(
                &folder,
                "财政补助（2024年） ≥ 670元/人·年",
                &["--format", format, "--lang", lang],
            );
            assert_eq!(ran.status, 0);
            assert!(ran.stdout.contains("670"), "{format}");
        }
    }
    assert_eq!(files(), before);
}
