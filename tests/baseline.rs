//! A baseline, as a team adopts and keeps it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::{Ran, duibiao, json, rules};

/// An extract of a city with wrong sums: each of `parts` is a local part that should be 128.
fn extract(serial: usize, parts: &[u32]) -> String {
    // Two cities, because notices of one place must agree.
    let city = ["青平市", "东山市"][serial - 1];
    let mut text = format!(
        "文号：青医保发〔2023〕{serial}号\n地区：广西壮族自治区{city}\n成文：2023年9月4日\n年度：2023年\n"
    );
    for (index, part) in parts.iter().enumerate() {
        let item = ["财政补助", "个人缴费补助", "参保资助标准"][index];
        text.push_str(&format!(
            "    {item} = 640元/人·年\n    {item} = 中央财政 512元 + 地方财政 {part}元\n"
        ));
    }
    text
}

struct Corpus {
    folder: tempfile::TempDir,
}

impl Corpus {
    fn new(extracts: &[(usize, &[u32])]) -> Self {
        let corpus = Corpus {
            folder: tempfile::tempdir().unwrap(),
        };
        for (serial, parts) in extracts {
            fs::write(corpus.path(*serial), extract(*serial, parts)).unwrap();
        }
        corpus
    }

    fn path(&self, serial: usize) -> PathBuf {
        self.folder.path().join(format!("{serial}.notice"))
    }

    fn baseline(&self) -> PathBuf {
        self.folder.path().join("baseline.json")
    }

    fn run(&self, path: &Path, more: &[&str]) -> Ran {
        let baseline = self.baseline();
        let mut args: Vec<&std::ffi::OsStr> = vec!["check".as_ref(), path.as_os_str()];
        args.extend([
            "--no-builtin".as_ref(),
            "--baseline".as_ref(),
            baseline.as_os_str(),
        ]);
        args.extend(more.iter().map(|arg| std::ffi::OsStr::new(*arg)));
        duibiao(&args)
    }

    fn check(&self, more: &[&str]) -> Ran {
        self.run(self.folder.path(), more)
    }
}

#[test]
fn what_was_known_does_not_stop_anybody_and_what_is_new_does() {
    let corpus = Corpus::new(&[(1, &[127, 126]), (2, &[128])]);
    let written = corpus.check(&["--write-baseline"]);
    assert_eq!(written.status, 0, "{written:?}");
    assert!(written.stderr.contains("2 条"), "{written:?}");
    let again = corpus.check(&[]);
    assert_eq!(again.status, 0, "{again:?}");
    assert!(
        again.stdout.contains("0 个错误") && again.stdout.contains("2 条在基线中"),
        "{again:?}"
    );
    // The same wrong sum in another notice is a new finding, and so is another figure in the same.
    for parts in [&[127_u32][..], &[120]] {
        fs::write(corpus.path(2), extract(2, parts)).unwrap();
        let new = corpus.check(&["--format", "json"]);
        assert_eq!(new.status, 1, "{new:?}");
        let found: serde_json::Value = serde_json::from_str(&new.stdout).unwrap();
        assert_eq!(rules(&found), ["sum-mismatch"]);
        assert_eq!(found["summary"]["baseline"], 2);
    }
    fs::write(corpus.path(1), extract(1, &[127, 125])).unwrap();
    assert_eq!(corpus.check(&[]).status, 1);
}

#[test]
fn lines_may_move_and_be_spaced_otherwise() {
    let corpus = Corpus::new(&[(1, &[127, 126, 100])]);
    assert_eq!(corpus.check(&["--write-baseline"]).status, 0);
    let text = fs::read_to_string(corpus.path(1)).unwrap();
    let moved = text
        .replace("年度：2023年\n", "年度：2023年\n\n# 一注\n\n一、正文\n")
        .replace(" + ", "  +   ");
    fs::write(corpus.path(1), moved).unwrap();
    fs::rename(corpus.path(1), corpus.folder.path().join("renamed.notice")).unwrap();
    let moved = corpus.check(&[]);
    assert_eq!(moved.status, 0, "{moved:?}");
    assert!(!moved.stderr.contains("不再出现"), "{moved:?}");
}

#[test]
fn what_no_longer_occurs_is_said_and_pruned() {
    let corpus = Corpus::new(&[(1, &[127, 126]), (2, &[125])]);
    assert_eq!(corpus.check(&["--write-baseline"]).status, 0);
    let full = fs::read_to_string(corpus.baseline()).unwrap();
    fs::write(corpus.path(1), extract(1, &[128, 126])).unwrap();
    let mended = corpus.check(&[]);
    assert_eq!(mended.status, 0);
    assert!(
        mended
            .stderr
            .contains("基线中不再出现：青医保发〔2023〕1号 sum-mismatch"),
        "{mended:?}"
    );
    assert!(mended.stdout.contains("1 条在基线中而不再出现"), "{mended:?}");
    assert_eq!(fs::read_to_string(corpus.baseline()).unwrap(), full);
    // Of what was not looked at nothing is said.
    let one = corpus.run(&corpus.path(2), &[]);
    assert!(one.status == 0 && one.stderr.is_empty(), "{one:?}");
    let pruned = corpus.check(&["--prune-baseline"]);
    assert_eq!(pruned.status, 0, "{pruned:?}");
    let left = fs::read_to_string(corpus.baseline()).unwrap();
    assert_eq!(left.lines().count() + 1, full.lines().count());
    assert!(
        left.lines().all(|line| full.contains(line.trim_end_matches(','))),
        "{left}"
    );
    let quiet = corpus.check(&[]);
    assert!(quiet.status == 0 && quiet.stderr.is_empty(), "{quiet:?}");
    // The mistake that was mended is new when it comes again.
    fs::write(corpus.path(1), extract(1, &[127, 126])).unwrap();
    assert_eq!(corpus.check(&[]).status, 1);
}

#[test]
fn a_baseline_that_cannot_be_used_is_refused() {
    let corpus = Corpus::new(&[(1, &[127])]);
    let missing = corpus.check(&[]);
    assert_eq!((missing.status, missing.stdout.as_str()), (2, ""));
    assert!(missing.stderr.contains("--write-baseline"), "{missing:?}");
    fs::write(corpus.baseline(), "{\"version\":1,\n\"finding\":[]}\n").unwrap();
    let wrong = corpus.check(&[]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("第 2 行第 "), "{wrong:?}");
    // What was not read has findings that nobody knows: no baseline is written over it.
    let before = fs::read_to_string(corpus.baseline()).unwrap();
    let absent = corpus.folder.path().join("absent.notice");
    let partial = corpus.check(&["--write-baseline", absent.to_str().unwrap()]);
    assert_eq!(partial.status, 2, "{partial:?}");
    assert_eq!(fs::read_to_string(corpus.baseline()).unwrap(), before);
}

/// Findings whose words only name the notice are told apart by what they are about.
#[test]
fn silences_on_two_mandates_are_two_findings() {
    let corpus = Corpus::new(&[]);
    let above = |serial: usize, item: &str| {
        format!(
            "文号：桂医保发〔2023〕{serial}号\n地区：广西壮族自治区\n成文：2023年8月1日\n年度：2023年\n\n{item} ≥ 90%\n"
        )
    };
    let own = "文号：青医保发〔2023〕9号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n依据：桂医保发〔2023〕1号\n\n财政补助 = 640元/人·年\n";
    fs::write(corpus.path(1), above(1, "基本医疗保险参保率")).unwrap();
    fs::write(corpus.path(9), own).unwrap();
    let (_, found) = json(corpus.folder.path(), &["--no-builtin"]);
    assert_eq!(rules(&found), ["silent-on-mandate"], "{found}");
    assert_eq!(corpus.check(&["--write-baseline"]).status, 0);
    assert!(corpus.check(&["--deny", "warning"]).status == 0);
    fs::write(corpus.path(1), above(1, "居民医保征缴率")).unwrap();
    let other = corpus.check(&["--deny", "warning"]);
    assert_eq!(other.status, 1, "{other:?}");
}
