//! `duibiao extract`: from the text of a notice to an extract that a person confirms, and back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use cli::{Ran, duibiao, json, rules};

/// A notice of an invented city in the manner of real ones, with a number that nobody can name.
const TEXT: &str = "青平市医疗保障局\n青平市财政局文件\n\n青医保发〔2023〕5号\n\n\
青平市医疗保障局 青平市财政局关于做好2023年城乡居民医保工作的通知\n\n各县（市、区）医疗保障局、财政局：\n\n\
为做好本年度工作，现将有关事项通知如下：\n\n一、筹资标准\n\n\
2023年，居民医保财政补助标准为每人每年640元，其中中央财政补助512元，地方财政补助128元。\
个人缴费标准为每人每年不低于380元。\n\n二、待遇保障\n\n住院政策范围内基金支付比例稳定在75%左右。\
大厅窗口服务满意率不低于98%。\n\n三、资金拨付\n\n各县财政部门于2023年10月31日前将补助资金拨付到位。\n\n\
青平市医疗保障局  青平市财政局\n\n2023年9月4日\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in the folder, hidden files included.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn extract(path: &Path, more: &[&str]) -> Ran {
    let mut args: Vec<OsString> = vec!["extract".into(), path.into()];
    args.extend(more.iter().map(OsString::from));
    duibiao(&args)
}

#[test]
fn the_extract_is_canonical_and_says_what_the_text_says() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT);
    let ran = extract(&text, &[]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.ends_with("a.notice\n"), "{ran:?}");
    assert_eq!(folder.names(), ["a.notice", "a.txt"]);
    let written = folder.read("a.notice");
    assert!(written.contains("原文：a.txt\n"), "{written}");
    for line in [
        "    财政补助（2023年） = 640元/人·年",
        "    个人缴费（2023年） ≥ 380元/人·年",
        "    住院政策范围内基金支付比例 ≈ 75%",
    ] {
        let plain = line.replace("（2023年）", "");
        let held = |start: &str| {
            written
                .lines()
                .any(|own| own.starts_with(start) && own.contains('「'))
        };
        assert!(held(line) || held(&plain), "{line}\n{written}");
    }
    // What is written is laid out, and is read as what the text was read as.
    let beside = folder.path("a.notice");
    assert_eq!(
        duibiao(&["fmt".as_ref(), "--check".as_ref(), beside.as_os_str()]).status,
        0,
        "{written}"
    );
    let (_, document) = json(
        &beside,
        &[
            "--no-builtin",
            "--select",
            "syntax,evidence-not-found,evidence-number,extract-drift,duplicate-statement,source-not-found",
        ],
    );
    assert_eq!(rules(&document), Vec::<String>::new(), "{written}\n{document}");
    // Twice gives the same bytes, and nothing to do.
    let again = extract(&text, &[]);
    assert_eq!((again.status, again.stdout.as_str()), (0, ""));
    assert_eq!(folder.read("a.notice"), written);
    fs::remove_file(&beside).unwrap();
    assert_eq!(extract(&text, &["--stdout"]).stdout, written);
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn an_extract_that_a_person_edited_is_left_alone() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT);
    extract(&text, &[]);
    let written = folder.read("a.notice");
    let edited = written.replace("640元", "640.00元");
    assert_ne!(edited, written);
    folder.file("a.notice", &edited);
    let ran = extract(&text, &[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr.contains("未覆盖") && ran.stderr.contains("--force"),
        "{ran:?}"
    );
    assert!(
        extract(&text, &["--lang", "en"])
            .stderr
            .contains("was left alone")
    );
    assert_eq!(folder.read("a.notice"), edited);
    let ran = extract(&text, &["--force"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(folder.read("a.notice"), written);
    assert_eq!(folder.names(), ["a.notice", "a.txt"]);
}

#[test]
fn drift_is_reported_and_nothing_is_written() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT);
    let ran = extract(&text, &["--check"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("还没有摘录"), "{ran:?}");
    assert_eq!(folder.names(), ["a.txt"]);
    extract(&text, &[]);
    let ran = extract(&text, &["--check"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
    // A figure that changed in the text, one that it gained, and a date.
    for (before, after, words) in [
        ("640元，其中", "641元，其中", "原文为「641元」，摘录为"),
        ("稳定在75%", "稳定在76%", "原文为「76%」，摘录为"),
        ("98%。", "98%，按时办结率不低于99%。", ""),
        ("2023年10月31日", "2023年11月30日", "「2023年11月30日"),
    ] {
        assert!(TEXT.contains(before));
        folder.file("a.txt", TEXT.replace(before, after));
        let ran = extract(&text, &["--check"]);
        if !words.is_empty() {
            assert_eq!(ran.status, 1, "{before}: {ran:?}");
            assert!(
                ran.stdout.contains("extract-drift") && ran.stdout.contains(words),
                "{ran:?}"
            );
        }
        let beside = folder.path("a.notice");
        let found = rules(&json(&beside, &["--no-builtin", "--select", "extract-drift"]).1);
        assert_eq!(!found.is_empty(), ran.status == 1, "{before}");
    }
    assert_eq!(folder.names(), ["a.notice", "a.txt"]);
}

#[test]
fn a_comment_in_the_extract_accounts_for_a_figure() {
    let folder = Folder::new();
    let text = folder.file("a.txt", TEXT.replace("稳定在75%左右", "稳定在76%左右"));
    let own = "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n\
        财政补助（2023年） = 中央财政 512元 + 地方财政 128元\n    财政补助（2023年） = 640元/人·年\n    \
        个人缴费 ≥ 380元/人·年\n    拨付补助资金 限 2023年10月31日前\n    # 原文：满意率98%\n";
    folder.file("a.notice", own);
    let ran = extract(&text, &["--check"]);
    assert!(
        ran.status == 1 && ran.stdout.contains("摘录没有写到原文的「76%」"),
        "{ran:?}"
    );
    folder.file("a.notice", format!("{own}    # 原文：住院支付比例76%，暂不写\n"));
    assert_eq!(extract(&text, &["--check"]).status, 0);
}

#[test]
fn extracts_go_where_they_are_told_to() {
    let folder = Folder::new();
    let text = folder.file("texts/a.txt", TEXT);
    let out = folder.path("out/deep");
    let ran = extract(&text, &["-o", &out.to_string_lossy()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let written = folder.read("out/deep/a.notice");
    assert!(written.contains("原文：../../texts/a.txt\n"), "{written}");
    let (_, document) = json(&out, &["--select", "source-not-found,evidence-not-found"]);
    assert_eq!(rules(&document), Vec::<String>::new());
    // Two texts of one name do not overwrite each other.
    let other = folder.file("other/a.txt", TEXT.replace("640", "650"));
    let ran = extract(&text, &[&other.to_string_lossy(), "-o", &out.to_string_lossy()]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("两份公文的摘录都叫"), "{ran:?}");
    assert_eq!(folder.read("out/deep/a.notice"), written);
    let ran = extract(&text, &[&other.to_string_lossy(), "--stdout"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("2 份"), "{ran:?}");
}

#[test]
fn what_is_not_confirmed_yet_raises_no_error() {
    let folder = Folder::new();
    let header =
        "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n";
    let line =
        "    财政补助（2023年） = 640元/人·年\n    财政补助（2023年） = 中央财政 512元 + 地方财政 129元";
    let checked = |comment: &str| {
        let path = folder.file("b.notice", format!("{header}{line}{comment}\n"));
        json(&path, &["--no-builtin"]).0
    };
    assert_eq!(checked(""), 1);
    assert_eq!(checked(" # 已核"), 1);
    assert_eq!(checked(" # 待核：由上下文推得"), 0);
}

#[test]
fn wrong_use_is_answered_with_the_remedy() {
    let folder = Folder::new();
    assert_eq!(duibiao(&["extract"]).status, 2);
    let extract_file = folder.file("a.notice", "");
    for (path, words) in [
        (extract_file, "公文用 .txt 或 .md"),
        (folder.path("none.txt"), "没有这个文件"),
        (folder.file("b.txt", [0u8, 1, 2]), "二进制"),
    ] {
        let ran = extract(&path, &[]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains(words), "{ran:?}");
    }
    let text = folder.file("c.txt", TEXT);
    for more in [&["--check", "--force"][..], &["--stdout", "-o", "x"]] {
        assert_eq!(extract(&text, more).status, 2);
    }
    // The folder cannot be made where a file is.
    let ran = extract(&text, &["-o", &folder.path("a.notice").to_string_lossy()]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.starts_with("× 写不了"), "{ran:?}");
    for odd in ["（", "只是一句话", "「」…「", "640元 # 「】 640元"] {
        let path = folder.file("odd.txt", odd);
        let ran = extract(&path, &["--stdout"]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{odd}");
        fs::write(folder.path("odd.notice"), &ran.stdout).unwrap();
        let beside = folder.path("odd.notice");
        assert_eq!(
            duibiao(&["fmt".as_ref(), "--check".as_ref(), beside.as_os_str()]).status,
            0,
            "{odd}: {}",
            ran.stdout
        );
        fs::remove_file(beside).unwrap();
    }
}

#[test]
fn every_statement_of_a_real_notice_is_written_so_that_it_is_read_again() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !seeds.is_dir() {
        return;
    }
    let folder = Folder::new();
    let out = folder.0.path().to_string_lossy().into_owned();
    let mut args: Vec<OsString> = ["extract", "-o", &out].map(OsString::from).to_vec();
    let texts = fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path());
    args.extend(
        texts
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .map(Into::into),
    );
    assert_eq!(duibiao(&args).status, 0);
    let ran = duibiao(&["fmt", "--check", &out]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let (_, document) = json(
        folder.0.path(),
        &[
            "--select",
            "syntax,evidence-not-found,evidence-number,extract-drift",
        ],
    );
    assert_eq!(rules(&document), Vec::<String>::new(), "{document}");
    assert!(document["summary"]["statements"].as_u64().unwrap() > 100);
}
