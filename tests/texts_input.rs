//! Texts of notices given to the program: alone, beside their extracts, in folders full of other files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::{duibiao, json, rules};

const TEXT: &str = "青平市医疗保障局文件\n\n青医保发〔2023〕5号\n\n青平市医疗保障局关于做好2023年城乡居民医保筹资工作的通知\n\n\
各县（市、区）医疗保障局：\n\n现将有关事项通知如下。\n\n一、筹资标准\n\n2023年，居民医保财政补助标准为每人每年640元。\n\n\
青平市医疗保障局\n2023年9月4日\n";

const EXTRACT: &str =
    "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn extract(more: &str) -> String {
    format!("{EXTRACT}{more}\n    财政补助（2023年） = 640元/人·年 「财政补助标准为每人每年640元」\n")
}

/// How many notices were checked, and the rules that found something.
fn checked(path: &Path, more: &[&str]) -> (u64, Vec<String>) {
    let (_, document) = json(path, more);
    (document["summary"]["notices"].as_u64().unwrap(), rules(&document))
}

fn summary(path: &Path, more: &[&str]) -> String {
    let mut args = vec!["check".as_ref(), path.as_os_str()];
    args.extend(more.iter().map(|arg| arg.as_ref() as &std::ffi::OsStr));
    let ran = duibiao(&args);
    assert_eq!(ran.stderr, "");
    ran.stdout.lines().last().unwrap().to_owned()
}

/// A file without words is not a notice in which nothing is wrong.
#[test]
fn a_text_without_words_is_not_read() {
    let folder = Folder::new();
    for (name, bytes) in [
        ("empty.txt", "".as_bytes()),
        ("blank.txt", "\u{feff} \r\n\u{3000}\n\t\u{c}\n".as_bytes()),
        ("blank.md", "\n\n".as_bytes()),
        // UTF-16 with a mark and nothing else.
        ("wide.txt", [0xff, 0xfe, 0x20, 0x00].as_slice()),
    ] {
        let path = folder.file(name, bytes);
        for command in ["check", "extract", "facts"] {
            let ran = duibiao(&[command.as_ref(), path.as_os_str()]);
            assert_eq!(ran.status, 2, "{command} {name}: {}", ran.stderr);
            assert!(
                ran.stderr.contains(name) && ran.stderr.contains("文件是空的"),
                "{command} {name}: {}",
                ran.stderr
            );
            assert!(!path.with_extension("notice").exists(), "{command} {name}");
        }
    }
    // Among others in a folder it is left aside, as all is that is no notice.
    folder.file("a.txt", TEXT);
    let (status, document) = json(folder.path(), &["--no-builtin", "--ignore", "unknown-notice"]);
    assert_eq!(status, 0, "{document}");
    assert_eq!(document["summary"]["notices"].as_u64().unwrap(), 1);
}

#[test]
fn a_named_text_is_checked_whatever_it_looks_like() {
    let folder = Folder::new();
    for (name, text) in [
        ("a.txt", TEXT),
        ("b.md", TEXT),
        ("c.TXT", TEXT),
        ("d.txt", "只是一句话"),
    ] {
        let path = folder.file(name, text);
        let (status, document) = json(&path, &["--no-builtin", "--ignore", "unknown-notice"]);
        assert_eq!((status, rules(&document).len()), (0, 0), "{name}: {document}");
        assert!(document["summary"]["notices"].as_u64().unwrap() > 0, "{name}");
    }
    let line = summary(&folder.path().join("a.txt"), &["--no-builtin"]);
    assert!(
        line.contains("公文（直接读正文）") && !line.contains("证据"),
        "{line}"
    );
    let line = summary(&folder.path().join("a.txt"), &["--no-builtin", "--lang", "en"]);
    assert!(line.contains("notice (read from the text)"), "{line}");
}

#[test]
fn any_other_file_is_refused_with_the_remedy() {
    let folder = Folder::new();
    for name in ["a.doc", "a", "a.txt.bak"] {
        let path = folder.file(name, TEXT);
        let ran = duibiao(&["check".as_ref(), path.as_os_str()]);
        assert_eq!(
            (ran.status, ran.stderr.contains(".txt 或 .md")),
            (2, true),
            "{ran:?}"
        );
    }
    // `fmt` lays out extracts only.
    let path = folder.file("a.txt", TEXT);
    let ran = duibiao(&["fmt".as_ref(), path.as_os_str()]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("以 .notice 结尾"), "{ran:?}");
    assert_eq!(fs::read_to_string(path).unwrap(), TEXT);
}

#[test]
fn the_extract_beside_a_text_counts() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT);
    assert!(summary(&text, &["--no-builtin"]).contains("直接读正文"));
    let beside = folder.file("a.notice", extract(""));
    // Whether the text, the extract, both or the folder is named: one notice, its evidence held against the text.
    for paths in [vec![&text], vec![&beside], vec![&text, &beside]] {
        let mut args: Vec<&std::ffi::OsStr> = vec!["check".as_ref(), "--no-builtin".as_ref()];
        args.extend(paths.iter().map(|path| path.as_os_str()));
        let ran = duibiao(&args);
        let line = ran.stdout.lines().last().unwrap();
        assert!(
            line.starts_with("1 个公文，1 条陈述：0 个错误") && line.ends_with("证据核实 1 条，未核实 0 条"),
            "{paths:?}: {ran:?}"
        );
    }
    assert_eq!(checked(folder.path(), &["--no-builtin"]), (1, vec![]));
    // An extract that names another text is not an extract of this one.
    folder.file("b.txt", "另一份文件");
    folder.file("a.notice", extract("原文：b.txt\n"));
    assert!(summary(&text, &["--no-builtin"]).starts_with("1 个公文（直接读正文）"));
}

#[test]
fn an_extract_may_name_its_text_anywhere_in_the_run() {
    let folder = Folder::new();
    let text = folder.file("texts/draft.txt", TEXT);
    let own = folder.file("extracts/five.notice", extract("原文：draft.txt\n"));
    let texts = folder.path().join("texts");
    let both = [
        text.to_string_lossy(),
        "--sources".into(),
        texts.to_string_lossy(),
    ];
    let both: Vec<&str> = both.iter().map(AsRef::as_ref).chain(["--no-builtin"]).collect();
    assert_eq!(checked(&own, &both), (1, vec![]));
    // An extract held as a mandate counts as well: whoever checks its text asks about it.
    let held = [own.to_string_lossy(), texts.to_string_lossy()];
    let against = ["--against", &held[0], "--sources", &held[1], "--no-builtin"];
    assert!(!summary(&text, &against).contains("直接读正文"));
}

#[test]
fn the_same_text_given_twice_is_one() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT);
    let copy = folder.file("copy/b.md", TEXT);
    let (text, copy) = (text.to_string_lossy(), copy.to_string_lossy());
    let one = checked(Path::new(&*text), &["--no-builtin"]).0;
    let roundabout = format!("{}/copy/../a.txt", folder.path().to_string_lossy());
    for again in [&*text, &roundabout, &*copy] {
        assert_eq!(
            checked(Path::new(&*text), &[again, "--no-builtin"]),
            (one, vec![]),
            "{again}"
        );
        assert_eq!(
            checked(Path::new(&*text), &["--against", again, "--no-builtin"]),
            (one, vec![]),
            "{again}"
        );
    }
}

#[test]
fn other_texts_in_a_folder_are_left_aside_and_counted() {
    let folder = Folder::new();
    folder.file(
        "README.md",
        "# 工具\n\n文号：青医保发〔2023〕5号\n\n```\n关于做好工作的通知\n```\n",
    );
    folder.file(
        "LICENSE.txt",
        "Permission is hereby granted, free of charge, to any person",
    );
    folder.file("words.txt", "通知\n意见\n财政补助\n");
    folder.file("empty.txt", "");
    folder.file("data.txt", [0u8, 1, 2, 3]);
    let ran = duibiao(&["check".as_ref(), folder.path().as_os_str()]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("目录里的 5 个文本都不像公文"),
        "{}",
        ran.stderr
    );
    folder.file("a.notice", extract(""));
    folder.file("a.txt", "财政补助标准为每人每年640元");
    let line = summary(folder.path(), &["--no-builtin"]);
    assert!(
        line.starts_with("1 个公文，") && line.ends_with("；另有 5 个文本不像公文，未检查"),
        "{line}"
    );
    let line = summary(folder.path(), &["--no-builtin", "--lang", "en"]);
    assert!(
        line.ends_with("; 5 texts not checked, being no notices"),
        "{line}"
    );
}

#[test]
fn rubbish_is_answered_and_never_a_crash() {
    let folder = Folder::new();
    let refused = |path: &Path, words: &str| {
        let ran = duibiao(&["check".as_ref(), path.as_os_str()]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(
            ran.stderr.starts_with("× ") && ran.stderr.contains(words),
            "{ran:?}"
        );
    };
    refused(
        &folder.file("binary.txt", [0x7f, b'E', b'L', b'F', 0, 1]),
        "二进制",
    );
    refused(&folder.file("mark.txt", "\u{feff}"), "文件是空的");
    let long = folder.file("long.txt", "");
    fs::write(&long, vec![b'a'; 100 << 20]).unwrap();
    refused(&long, "超过 32 MB");
    refused(&folder.path().join("none.txt"), "没有这个文件");
    let inside = folder.path().join("x.txt");
    fs::create_dir(&inside).unwrap();
    refused(&inside, "没有公文");
    for (name, text) in [
        ("brackets.txt", "（".repeat(100_000)),
        ("titles.md", "《".repeat(100_000)),
        ("digits.txt", "9".repeat(100_000)),
        ("line.txt", "财政补助640元，".repeat(100_000)),
        ("lines.txt", "一、\n".repeat(50_000)),
    ] {
        let path = folder.file(name, text);
        let ran = duibiao(&["check".as_ref(), path.as_os_str()]);
        assert!(ran.status < 2 && ran.stderr.is_empty(), "{name}: {ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_are_named() {
    let folder = Folder::new();
    folder.file("a.notice", extract(""));
    folder.file("sub/b.txt", "一句话");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/round")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("self.txt"), folder.path().join("self.txt")).unwrap();
    let ran = duibiao(&[
        "check".as_ref(),
        "--no-builtin".as_ref(),
        folder.path().as_os_str(),
    ]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("符号链接绕回"), "{ran:?}");
    assert!(ran.stdout.contains("1 个公文"), "{ran:?}");
}

#[test]
fn facts_reads_texts_too() {
    let folder = Folder::new();
    let path = folder.file("a.txt", TEXT);
    let ran = duibiao(&["facts".as_ref(), path.as_os_str()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
    serde_json::from_str::<Vec<serde_json::Value>>(&ran.stdout).unwrap();
}

/// A letter of an invented city that forwards a notice of its province, in one file.
const TWO: &str = "青平市医疗保障局\n\n青市医保函〔2023〕9号\n\n青平市医疗保障局关于转发《关于做好2023年城乡居民医保筹资工作的通知》的通知\n\n\
各县（市、区）医疗保障局：\n\n现将《关于做好2023年城乡居民医保筹资工作的通知》（桂医保发〔2023〕97号）转发给你们，请认真贯彻执行。\n\n\
2023年，居民医保财政补助标准为每人每年640元。\n\n青平市医疗保障局\n\n2023年9月20日\n\n\n\
广西壮族自治区医疗保障局文件\n\n桂医保发〔2023〕97号\n\n关于做好2023年城乡居民医保筹资工作的通知\n\n各市医疗保障局：\n\n\
一、筹资标准\n\n个人缴费标准为每人每年不低于380元。\n\n广西壮族自治区医疗保障局\n\n2023年9月1日\n";

#[test]
fn notices_are_told_from_other_texts_in_a_folder() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("two.md", TWO);
    folder.file("README.md", include_str!("../README.zh-CN.md"));
    folder.file("LICENSE.txt", include_str!("../LICENSE-MIT"));
    let line = summary(folder.path(), &["--no-builtin"]);
    assert!(
        line.starts_with("3 个公文（直接读正文）") && line.ends_with("；另有 2 个文本不像公文，未检查"),
        "{line}"
    );
}

#[test]
fn of_two_notices_in_a_file_the_one_without_an_extract_is_read_as_text() {
    let folder = Folder::new();
    let text = folder.file("two.txt", TWO);
    assert!(summary(&text, &["--no-builtin"]).starts_with("2 个公文（直接读正文）"));
    let header =
        "文号：桂医保发〔2023〕97号\n地区：广西壮族自治区\n成文：2023年9月1日\n年度：2023年\n原文：two.txt\n";
    let own = folder.file(
        "two-97.notice",
        format!("{header}\n    个人缴费（2023年） ≥ 380元/人·年\n"),
    );
    for path in [folder.path(), &text] {
        let line = summary(path, &["--no-builtin"]);
        assert!(line.starts_with("2 个公文（其中 1 个直接读正文）"), "{line}");
    }
    // The extract is of the second notice: what only the first states is no drift.
    let (_, document) = json(&own, &["--no-builtin", "--select", "extract-drift"]);
    assert_eq!(rules(&document), Vec::<String>::new(), "{document}");
}

/// Each finding's rule, level and the file it points into.
fn levels(document: &serde_json::Value) -> Vec<(String, String, String)> {
    let word = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap().to_owned();
    document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let file = Path::new(found["file"].as_str().unwrap()).file_name().unwrap();
            (
                word(found, "rule"),
                word(found, "severity"),
                file.to_string_lossy().into_owned(),
            )
        })
        .collect()
}

#[test]
fn what_is_wrong_in_the_text_of_an_extract_is_found_there() {
    let folder = Folder::new();
    let slip = TEXT.replace("每人每年640元。", "每人每年640元，要足额落落实到位。");
    let (text, own) = (folder.file("a.txt", &slip), folder.file("a.notice", extract("")));
    let found = |severity: &str| vec![("doubled-word".to_owned(), severity.to_owned(), "a.txt".to_owned())];
    // Side by side, whichever of them is named: it is a draft and its extract.
    for path in [folder.path(), &text, &own] {
        let (status, document) = json(path, &["--no-builtin", "--deny", "warning"]);
        assert_eq!((status, levels(&document)), (1, found("warning")), "{path:?}");
    }
    // Looked up among the sources it is evidence, which nobody is writing: said, and no more.
    let texts = Folder::new();
    texts.file("a.txt", &slip);
    fs::remove_file(&text).unwrap();
    let sources = texts.path().to_string_lossy().into_owned();
    let more = ["--no-builtin", "--deny", "warning", "--sources", &sources];
    let (status, document) = json(&own, &more);
    assert_eq!((status, levels(&document)), (0, found("info")));
    // Given as well, it is checked as well.
    let (status, document) = json(&own, &[&more[..], &[&sources]].concat());
    assert_eq!((status, levels(&document)), (1, found("warning")));
}
