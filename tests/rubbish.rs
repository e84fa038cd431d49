//! Whatever stands in a file, the program answers with findings or says why it could not read it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cli::{all_fixtures, duibiao, fixtures, json, rules};
use duibiao::corpus::{Corpus, Given, Role};
use duibiao::diagnostic::Diagnostic;
use duibiao::vocabulary::Vocabulary;
use rayon::prelude::*;

const HEADER: &str =
    "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n";

/// A folder with one file of that name.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// The rules that find something in `body` under a sound header, and nothing held against it.
fn found(body: &str) -> Vec<String> {
    let (_folder, path) = file("a.notice", format!("{HEADER}{body}\n"));
    rules(&json(&path, &["--no-builtin"]).1)
}

/// What is said where `path` cannot be read.
fn refused(path: &Path) -> String {
    let ran = duibiao(&["check".as_ref(), path.as_os_str()]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.starts_with("× "), "{ran:?}");
    ran.stderr
}

#[test]
fn an_empty_file_is_one_finding() {
    for text in ["", "\n\n", "# 只有注释\n", "\u{feff}"] {
        let (_folder, path) = file("a.notice", text);
        let (status, document) = json(&path, &[]);
        assert_eq!(
            (status, rules(&document)),
            (1, vec!["missing-header".to_owned()]),
            "{text:?}"
        );
    }
}

#[test]
fn what_is_no_text_is_refused_with_its_reason() {
    let (_folder, path) = file("a.notice", [0x7f, b'E', b'L', b'F', 0, 1, 2]);
    assert!(refused(&path).contains("二进制"));
    let (_folder, path) = file("a.notice", b"ann\xe9e fran\xe7aise \xe0 l'\xe9t\xe9");
    assert!(refused(&path).contains("不是 UTF-8"));
    let (_folder, path) = file("a.notice", b"\xff\xfe\0\0a\0\0\0");
    assert!(refused(&path).contains("UTF-32"));
    let (folder, path) = file("a.doc", HEADER);
    assert!(refused(&path).contains("公文用 .txt 或 .md，摘录用 .notice"));
    assert!(refused(&folder.path().join("none.notice")).contains("没有这个文件"));
    assert!(refused(folder.path()).contains("没有公文（.txt、.md）或摘录（.notice）"));
    let inside = folder.path().join("b.notice");
    fs::create_dir(&inside).unwrap();
    assert!(refused(&inside).contains("没有公文（.txt、.md）或摘录（.notice）"));
    // A folder that is called like an extract is walked, not read.
    fs::write(inside.join("c.notice"), HEADER).unwrap();
    assert_eq!(duibiao(&["check".as_ref(), folder.path().as_os_str()]).status, 0);
}

#[test]
fn marks_and_line_ends_change_nothing() {
    let text = format!(
        "{HEADER}    财政补助（2023年） = 640元/人·年\n    财政补助（2023年） = 中央财政 512元 + 地方财政 118元\n"
    );
    let places = |text: String| {
        let (_folder, path) = file("a.notice", text);
        let (_, document) = json(&path, &["--no-builtin"]);
        let found = document["diagnostics"].as_array().unwrap().clone();
        found
            .iter()
            .map(|found| {
                (
                    found["rule"].clone(),
                    found["start"]["line"].clone(),
                    found["start"]["column"].clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    let plain = places(text.clone());
    assert_eq!(plain.len(), 1);
    assert_eq!(plain, places(format!("\u{feff}{text}")));
    assert_eq!(plain, places(text.replace('\n', "\r\n")));
}

#[test]
fn a_file_beyond_the_limit_is_refused_at_once() {
    let (_folder, path) = file("a.notice", "");
    let mut line = HEADER.as_bytes().to_vec();
    line.resize(100 << 20, b'a');
    fs::write(&path, line).unwrap();
    let before = Instant::now();
    assert!(refused(&path).contains("超过 32 MB"));
    assert!(before.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_line_beyond_the_limits_is_one_finding() {
    for body in [
        "（".repeat(100_000),
        "(".repeat(100_000) + &")".repeat(100_000),
        format!("财政补助 = {}640元{}", "（".repeat(1_000), "）".repeat(1_000)),
        format!("引用：{}甲{}", "《".repeat(1_000), "》".repeat(1_000)),
        "财政补助".repeat(20_000),
        format!("财政补助 = {}元", "9".repeat(40)),
        format!("财政补助 = 0.{}元", "9".repeat(40)),
    ] {
        assert_eq!(
            found(&body),
            ["syntax"],
            "{}",
            body.chars().take(40).collect::<String>()
        );
    }
}

#[test]
fn numbers_out_of_all_proportion_are_findings() {
    assert_eq!(found("拨付补助资金 限 99999年12月底前"), ["invalid-date"]);
    assert_eq!(found("财政补助（99999年） = 640元/人·年"), ["syntax"]);
    assert_eq!(
        found("引用：桂医保发〔99999〕99999999999号"),
        ["malformed-number"]
    );
    let largest = "9".repeat(15);
    let sum = vec![format!("中央财政 {largest}亿元"); 400].join(" + ");
    found(&format!("财政补助 = {sum}\n财政补助 = {largest}.999999亿元"));
    let product = "99.999999% × ".repeat(60);
    found(&format!(
        "财政补助 = {product}财政补助（上年）\n财政补助（上年） = {largest}元\n财政补助 = 1元"
    ));
}

#[test]
fn circles_of_notices_are_findings() {
    let notice = |serial: u32, header: &str| {
        format!(
            "文号：青医保发〔2023〕{serial}号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n{header}\n\n    财政补助（2023年） = 640元/人·年\n"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    for serial in 1..=3 {
        let next = serial % 3 + 1;
        let text = notice(serial, &format!("转发：青医保发〔2023〕{next}号"));
        fs::write(folder.path().join(format!("{serial}.notice")), text).unwrap();
    }
    let (status, document) = json(folder.path(), &["--select", "circular-basis"]);
    assert_eq!((status, rules(&document)), (1, vec!["circular-basis".to_owned()]));

    let (_folder, path) = file("a.notice", notice(5, "依据：青医保发〔2023〕5号"));
    assert!(rules(&json(&path, &[]).1).contains(&"circular-basis".to_owned()));

    let folder = tempfile::tempdir().unwrap();
    for name in ["a.notice", "b.notice"] {
        fs::write(folder.path().join(name), notice(5, "")).unwrap();
    }
    let (_, document) = json(folder.path(), &["--select", "duplicate-notice"]);
    assert_eq!(rules(&document), ["duplicate-notice"]);
}

#[test]
fn a_thousand_bad_lines_are_a_thousand_findings() {
    let mut body = String::new();
    for line in 0..1_000 {
        writeln!(
            body,
            "    财政补助（{}年） 不少余 {line}元/人·年",
            2000 + line % 50
        )
        .unwrap();
    }
    let (_folder, path) = file("a.notice", format!("{HEADER}{body}"));
    let (status, document) = json(&path, &["--no-builtin"]);
    assert_eq!(status, 1);
    let mut lines: Vec<u64> = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            assert_eq!(found["rule"], "syntax");
            found["start"]["line"].as_u64().unwrap()
        })
        .collect();
    lines.dedup();
    assert_eq!(lines.len(), 1_000);
}

#[test]
fn five_thousand_clauses_are_checked_in_good_time() {
    let mut body = String::new();
    for clause in 0..1_250 {
        writeln!(body, "{}. 第{clause}项", clause % 90 + 1).unwrap();
        writeln!(body, "    事项{clause}指标 = 640元/人·年").unwrap();
        writeln!(
            body,
            "    事项{clause}指标 = 事项{clause}之甲 512元 + 事项{clause}之乙 128元"
        )
        .unwrap();
        writeln!(body, "    办理事项{clause} 限 2023年12月31日前").unwrap();
        writeln!(body, "    任务：推进事项{clause}｜牵头：市医保局｜时限：2023年底").unwrap();
    }
    let (_folder, path) = file("a.notice", format!("{HEADER}{body}"));
    let before = Instant::now();
    let (_, document) = json(&path, &["--ignore", "unknown-name"]);
    assert_eq!(document["summary"]["statements"], 5_000);
    assert_eq!(rules(&document), Vec::<String>::new());
    assert!(
        before.elapsed() < Duration::from_secs(60),
        "{:?}",
        before.elapsed()
    );
}

/// Every span of a finding stands in its file, on character boundaries.
fn sound(corpus: &Corpus, found: &Diagnostic) -> Result<(), String> {
    let spans = std::iter::once(found.primary.span)
        .chain(found.related.iter().map(|label| label.span))
        .chain(found.derivation.iter().map(|step| step.span));
    for span in spans {
        let file = corpus.sources().get(span.file).ok_or("no such file")?;
        if span.start > span.end || file.text().get(span.range()).is_none() {
            return Err(format!("{span:?} of {}", file.path()));
        }
    }
    Ok(())
}

#[test]
fn a_fixture_cut_anywhere_does_no_harm() {
    let mandates: Vec<Given> = fs::read_dir(fixtures().join("corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "notice"))
        .filter(|path| {
            path.to_string_lossy().contains("national") || path.to_string_lossy().contains("guangxi-2023")
        })
        .map(|path| Given {
            path: path.to_string_lossy().into_owned(),
            text: fs::read_to_string(path).unwrap(),
            role: Role::Against,
        })
        .collect();
    let mut cuts: Vec<(String, String)> = Vec::new();
    for path in all_fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for (at, _) in text.char_indices().step_by(5) {
            cuts.push((format!("{name}:{at}"), text.get(..at).unwrap().to_owned()));
        }
    }
    let vocabulary = Vocabulary::builtin();
    let wrong: Vec<String> = cuts
        .par_iter()
        .filter_map(|(path, text)| {
            let mut given = mandates.clone();
            given.push(Given {
                path: path.clone(),
                text: text.clone(),
                role: Role::Reported,
            });
            let corpus = Corpus::new(given, vocabulary);
            duibiao::rules::run(&corpus)
                .iter()
                .find_map(|found| sound(&corpus, found).err())
                .map(|error| format!("{path}: {error}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_encoding_of_a_file_changes_nothing_but_its_bytes() {
    let text = format!(
        "{HEADER}    财政补助（2023年） = 640元/人·年\n    财政补助（2023年） = 中央财政 512元 + 地方财政 118元\n"
    );
    let place = |bytes: Vec<u8>| {
        let (_folder, path) = file("a.notice", &bytes);
        let (_, document) = json(&path, &["--no-builtin"]);
        let found = &document["diagnostics"][0];
        let offset = |end: &str| usize::try_from(found[end]["offset"].as_u64().unwrap()).unwrap();
        (
            found["rule"].clone(),
            found["start"]["line"].clone(),
            found["start"]["column"].clone(),
            bytes[offset("start")..offset("end")].to_vec(),
        )
    };
    let utf8 = place(text.clone().into_bytes());
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let words = String::from_utf8(utf8.3.clone()).unwrap();
    for (bytes, raw) in [
        (format!("\u{feff}{text}").into_bytes(), words.clone().into_bytes()),
        (utf16(&format!("\u{feff}{text}")), utf16(&words)),
        (utf16(&text), utf16(&words)),
        (gb18030(&text), gb18030(&words)),
    ] {
        assert_eq!(
            place(bytes),
            (utf8.0.clone(), utf8.1.clone(), utf8.2.clone(), raw)
        );
    }
}
