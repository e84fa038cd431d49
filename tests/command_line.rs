//! The command line as its users meet it: arguments, statuses, formats and what they promise.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cli::{all_fixtures, duibiao, fixtures, json, rules};
use serde_json::Value;

fn draft(name: &str) -> PathBuf {
    fixtures().join("drafts").join(format!("{name}.notice"))
}

fn against() -> String {
    fixtures().join("corpus").to_string_lossy().into_owned()
}

/// `check` on a draft under the mandates of the corpus.
fn check(name: &str, more: &[&str]) -> cli::Ran {
    let mut args = vec![
        OsString::from("check"),
        draft(name).into(),
        "--against".into(),
        against().into(),
    ];
    args.extend(more.iter().map(OsString::from));
    duibiao(&args)
}

#[test]
fn the_status_says_what_was_found() {
    assert_eq!(check("qingping-2023-6", &[]).status, 0);
    assert_eq!(check("qingping-2023-5", &[]).status, 1);
    // A warning alone.
    assert_eq!(check("qingping-2023-13", &[]).status, 0);
    assert_eq!(check("qingping-2023-13", &["--deny", "warning"]).status, 1);
    assert_eq!(check("qingping-2023-13", &["--deny", "info"]).status, 1);
    assert_eq!(check("qingping-2023-5", &["--ignore", "sum-mismatch"]).status, 0);
    assert_eq!(
        check("qingping-2023-5", &["--select", "syntax,late-deadline"]).status,
        0
    );
    assert_eq!(check("none", &[]).status, 2);
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    for option in ["--select", "--ignore"] {
        let ran = check("qingping-2023-5", &[option, "sum-mismach"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains("sum-mismatch"), "{}", ran.stderr);
    }
}

#[test]
fn mandates_are_held_against_drafts_and_not_reported_on() {
    let path = draft("qingping-2023-8");
    let (status, document) = json(&path, &["--against", &against()]);
    assert_eq!((status, rules(&document)), (1, vec!["below-mandate".to_owned()]));
    assert_eq!(document["summary"]["notices"], 1);
    // The national notice is inside the program.
    let (status, document) = json(&path, &["--select", "below-mandate"]);
    assert_eq!((status, rules(&document)), (1, vec!["below-mandate".to_owned()]));
    let (status, document) = json(&path, &["--select", "below-mandate", "--no-builtin"]);
    assert_eq!((status, rules(&document).len()), (0, 0));
}

/// What stands in 「」 are words of the notice, and so are names of rules' subjects taken from it.
fn without_quotes(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '「' | '《' | '“' => depth += 1,
            '」' | '》' | '”' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn english_is_english_apart_from_the_words_of_notices() {
    for path in all_fixtures() {
        let (_, chinese) = json(&path, &["--against", &against()]);
        let (_, english) = json(&path, &["--against", &against(), "--lang", "en"]);
        let (chinese, english) = (
            chinese["diagnostics"].as_array().unwrap(),
            english["diagnostics"].as_array().unwrap(),
        );
        assert_eq!(chinese.len(), english.len());
        for (zh, en) in chinese.iter().zip(english) {
            assert_eq!((&zh["rule"], &zh["start"]), (&en["rule"], &en["start"]));
            assert!(!zh["message"].as_str().unwrap().is_ascii(), "{zh}");
            let message = without_quotes(en["message"].as_str().unwrap());
            for word in ["应", "不", "没有", "是", "的要求", "与", "早于", "晚于"] {
                assert!(!message.contains(word), "{message}");
            }
        }
    }
}

/// Whether a place of the contract is one of its file, and the words there.
fn words(place: &Value) -> String {
    let path = place["file"].as_str().unwrap();
    let text = if Path::new(path).exists() {
        fs::read_to_string(path).unwrap()
    } else {
        // A notice that is inside the program.
        return String::new();
    };
    let offset = |end: &str| usize::try_from(place[end]["offset"].as_u64().unwrap()).unwrap();
    for end in ["start", "end"] {
        let before = text.get(..offset(end)).unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(place[end]["line"], line, "{place}");
        assert_eq!(place[end]["column"], column, "{place}");
        assert_eq!(place[end].as_object().unwrap().len(), 3);
    }
    text.get(offset("start")..offset("end")).unwrap().to_owned()
}

#[test]
fn json_keeps_its_contract_on_every_fixture() {
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let sorted = |keys: &[&str]| {
        let mut keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        keys.sort();
        keys
    };
    for path in all_fixtures() {
        let (_, document) = json(&path, &["--against", &against()]);
        assert_eq!(keys(&document), sorted(&["version", "summary", "diagnostics"]));
        assert_eq!(document["version"], 1);
        let summary = &document["summary"];
        // What was left out is counted only where there is some.
        let mut expected = sorted(&["notices", "statements", "errors", "warnings", "infos"]);
        if path.ends_with("qingping-2023-25.notice") {
            assert_eq!(summary["suppressed"], 1);
            expected.push("suppressed".to_owned());
            expected.sort();
        }
        assert_eq!(keys(summary), expected);
        let found = document["diagnostics"].as_array().unwrap();
        for (name, level) in [("errors", "error"), ("warnings", "warning"), ("infos", "info")] {
            let count = found.iter().filter(|found| found["severity"] == level).count();
            assert_eq!(summary[name], count);
        }
        for found in found {
            let all = [
                "rule",
                "severity",
                "message",
                "help",
                "file",
                "start",
                "end",
                "labels",
                "derivation",
            ];
            assert_eq!(keys(found), sorted(&all));
            assert!(duibiao::rules::rule(found["rule"].as_str().unwrap()).is_some());
            assert!(found["help"].is_string() || found["help"].is_null());
            words(found);
            for label in found["labels"].as_array().unwrap() {
                assert_eq!(keys(label), sorted(&["file", "start", "end", "text"]));
                words(label);
            }
            for step in found["derivation"].as_array().unwrap() {
                assert_eq!(keys(step), sorted(&["text", "file", "start", "end"]));
                words(step);
            }
        }
    }
}

#[test]
fn the_example_of_the_design_reads_as_designed() {
    let (_, document) = json(&draft("qingping-2023-5"), &["--against", &against()]);
    let found = &document["diagnostics"][0];
    assert_eq!(found["message"], "96 + 33 = 129，应为 128");
    assert_eq!(words(found), "县级财政 33元");
    let label = &found["labels"][0];
    assert_eq!(label["text"], "多 1 元");
    assert!(!found["derivation"].as_array().unwrap().is_empty());
}

#[test]
fn facts_are_a_table_in_both_forms() {
    let corpus = against();
    let ran = duibiao(&["facts", &corpus]);
    assert_eq!(ran.status, 0);
    let facts: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    let all = [
        "notice", "region", "issued", "heading", "kind", "item", "bearer", "year", "groups", "relation",
        "value", "unit", "force", "text", "sureness", "file", "start", "end",
    ];
    for fact in &facts {
        assert_eq!(fact.as_object().unwrap().len(), all.len());
        assert!(all.iter().all(|key| fact.get(key).is_some()), "{fact}");
        assert!(!words(fact).is_empty());
    }
    assert!(facts.iter().any(|fact| {
        fact["notice"] == "桂医保发〔2023〕32号"
            && fact["item"] == "财政补助"
            && fact["bearer"] == "中央财政"
            && fact["value"] == "512"
    }));
    let ran = duibiao(&["facts", &corpus, "--format", "csv"]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stdout
            .starts_with("notice,region,issued,heading,kind,item,bearer,year,groups,")
    );
    assert_eq!(ran.stdout.lines().count(), facts.len() + 1);
}

#[test]
fn the_fixtures_are_in_the_canonical_layout() {
    let ran = duibiao(&["fmt".as_ref(), "--check".as_ref(), fixtures().as_os_str()]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (0, ""),
        "run duibiao fmt fixtures"
    );
}

#[test]
fn laying_out_twice_changes_nothing_and_keeps_what_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    let bad = "      财政补助（2023年）  不少余 640元/人·年   「原文」";
    let text = format!(
        "文号:青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n一、筹资\n  财政补助  =  640元/人·年 # 注\n{bad}\n# 预期 无\n    引用：桂医保发[2023]032号\n    基本医疗保险参保率 =  97%以上\n    个人缴费  =  380元\n"
    );
    fs::write(&path, text).unwrap();
    let fmt = |more: &[&str]| {
        let mut args = vec![OsString::from("fmt"), folder.path().into()];
        args.extend(more.iter().map(OsString::from));
        duibiao(&args).status
    };
    assert_eq!(fmt(&["--check"]), 1);
    assert_eq!(fmt(&[]), 0);
    let once = fs::read_to_string(&path).unwrap();
    assert!(once.lines().any(|line| line == bad), "{once}");
    // What is wrong is not mended on the quiet.
    for wrong in [
        "    引用：桂医保发[2023]032号\n",
        "    基本医疗保险参保率 =  97%以上\n",
        "    个人缴费 = 380元\n",
    ] {
        assert!(once.contains(wrong), "{once}");
    }
    assert!(
        once.contains("    财政补助 = 640元/人·年 # 注\n") && once.contains("# 预期 无\n"),
        "{once}"
    );
    assert_eq!(fmt(&["--check"]), 0);
    assert_eq!(fmt(&[]), 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), once);
}

#[test]
fn every_rule_is_listed_and_explained() {
    let listed = duibiao(&["rules"]).stdout;
    for name in duibiao::rules::names() {
        assert!(listed.lines().any(|line| line.starts_with(name)), "{name}");
        for lang in ["zh", "en"] {
            let ran = duibiao(&["explain", name, "--lang", lang]);
            assert_eq!(ran.status, 0);
            assert!(ran.stdout.starts_with(&format!("# {name}\n")), "{}", ran.stdout);
        }
    }
    assert_eq!(duibiao(&["explain", "sum-mismach"]).status, 2);
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = duibiao(&["completions", shell]);
        assert_eq!(ran.status, 0);
        assert!(ran.stdout.contains("explain"), "{shell}");
    }
}

/// The real program, without a terminal.
fn program(threads: &str, args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_duibiao"))
        .args(args)
        .env("RAYON_NUM_THREADS", threads)
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap()
}

#[test]
fn output_is_the_same_every_time_whatever_the_threads() {
    let fixtures = fixtures().to_string_lossy().into_owned();
    for format in ["human", "json"] {
        let args = ["check", &fixtures, "--format", format];
        let first = program("4", &args);
        assert_eq!(first.status.code(), Some(1));
        assert!(!first.stdout.is_empty() && first.stderr.is_empty());
        assert_eq!(first, program("4", &args));
        assert_eq!(first, program("1", &args));
        assert!(!first.stdout.contains(&0x1b), "colours without a terminal");
    }
}

#[test]
fn the_program_gives_its_statuses_to_the_shell() {
    let good = draft("qingping-2023-6").to_string_lossy().into_owned();
    let bad = draft("qingping-2023-5").to_string_lossy().into_owned();
    let corpus = against();
    for (args, status) in [
        (&["check", &good, "--against", &corpus][..], 0),
        (&["check", &bad, "--against", &corpus], 1),
        (&["check", "没有这个文件.notice"], 2),
        (&["chekc"], 2),
        (&["--version"], 0),
    ] {
        assert_eq!(program("2", args).status.code(), Some(status), "{args:?}");
    }
}

#[test]
fn the_picture_in_the_readme_is_what_is_printed() {
    let ran = duibiao(&[
        "check",
        "fixtures/drafts/qingping-2023-5.notice",
        "--against",
        "fixtures/corpus",
    ]);
    let picture = ran.stdout.split("\n\n").next().unwrap();
    assert!(picture.contains("96 + 33 = 129"), "{picture}");
    for readme in [include_str!("../README.md"), include_str!("../README.zh-CN.md")] {
        assert!(readme.contains(picture), "{picture}");
    }
}

#[test]
fn the_json_form_names_what_could_not_be_read() {
    let path = draft("qingping-2023-5");
    let (status, document) = json(&path, &["--against", &against()]);
    assert_eq!((status, document.get("unreadable")), (1, None));
    let missing = draft("none").to_string_lossy().into_owned();
    let (status, document) = json(&path, &["--against", &against(), &missing, "--lang", "en"]);
    assert_eq!((status, rules(&document)), (2, vec!["sum-mismatch".to_owned()]));
    let named = document["unreadable"].as_array().unwrap();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0]["file"], missing.as_str());
    assert!(
        named[0]["reason"].as_str().unwrap().contains("no such file"),
        "{document}"
    );
}
