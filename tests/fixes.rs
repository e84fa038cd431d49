//! `--fix`: what is mechanical and certain is mended, and nothing else; files are whole at every moment.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cli::{Ran, duibiao, fixtures};
use duibiao::source::{Encoding, decode, encode};
use serde_json::Value;

const TEXT: &str = "青平市医疗保障局文件\r\n\r\n青医保发[2023]5号\r\n\r\n关于做好2023年药品集中釆购的通知\r\n\r\n各县(市、区)医疗保障局:\r\n\r\n一、落实釆购结果\r\n2023年,全市财政补助标准为每人每年640元;个人缴费标准为每人每年380元(含大病保险)。会议于上午9:30开始,网址为http://a.cn/b,c。\r\n\r\n青平市医疗保障局\r\n2023年9月4日\r\n";

fn run(args: &[&OsStr]) -> Ran {
    duibiao(args)
}

fn fix(path: &Path) -> Ran {
    run(&["check".as_ref(), "--fix".as_ref(), path.as_os_str()])
}

/// The statements, without their places.
fn facts(path: &Path) -> Vec<Value> {
    let ran = run(&["facts".as_ref(), path.as_os_str()]);
    let mut facts: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    for fact in &mut facts {
        let fact = fact.as_object_mut().unwrap();
        for key in ["file", "start", "end"] {
            fact.remove(key);
        }
        // The heading is printed as it stands.
        fact.remove("heading");
    }
    facts
}

fn digits(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_numeric() || "%％.年月日".contains(*c))
        .collect()
}

#[test]
fn what_is_certain_is_mended_in_every_encoding() {
    let mended = TEXT
        .replace("[2023]", "〔2023〕")
        .replace("釆", "采")
        .replace("(市、区)", "（市、区）")
        .replace("局:", "局：")
        .replace("年,全", "年，全")
        .replace("元;", "元；")
        .replace("(含大病保险)", "（含大病保险）")
        .replace("开始,网", "开始，网");
    for (encoding, mark) in [
        (Encoding::Utf8, &b""[..]),
        (Encoding::Utf8, b"\xEF\xBB\xBF"),
        (Encoding::Gb18030, b""),
        (Encoding::Utf16Le, b"\xFF\xFE"),
        (Encoding::Utf16Be, b"\xFE\xFF"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, [mark, &encode(TEXT, encoding)].concat()).unwrap();
        let before = facts(&path);
        assert!(before.len() >= 2, "{before:?}");
        let ran = fix(&path);
        assert!(ran.stderr.contains("改了"), "{ran:?}");
        let bytes = fs::read(&path).unwrap();
        assert!(bytes.starts_with(mark));
        assert_eq!(decode(bytes.clone()).unwrap().text, mended, "{encoding}");
        assert_eq!(bytes, [mark, &encode(&mended, encoding)].concat(), "{encoding}");
        assert_eq!(facts(&path), before, "{encoding}");
        // The second time nothing changes.
        let again = fix(&path);
        assert_eq!(again.stderr, "");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

/// All drafts: no digit, date or unit is touched, every statement stays, and the second time nothing changes.
#[test]
fn fixed_drafts_state_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut drafts: Vec<PathBuf> = fs::read_dir(fixtures().join("drafts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "expected"))
        .collect();
    drafts.sort();
    let copies: Vec<PathBuf> = drafts
        .iter()
        .map(|draft| folder.path().join(draft.file_name().unwrap()))
        .collect();
    for (draft, copy) in drafts.iter().zip(&copies) {
        fs::copy(draft, copy).unwrap();
    }
    let read = || -> Vec<String> {
        copies
            .iter()
            .map(|copy| fs::read_to_string(copy).unwrap())
            .collect()
    };
    let (before, stated) = (read(), facts(folder.path()));
    assert!(stated.len() > 1_000, "{}", stated.len());
    fix(folder.path());
    let after = read();
    let mut changed = 0;
    for (old, new) in before.iter().zip(&after) {
        assert_eq!(digits(new), digits(old));
        assert_eq!(new.matches('\n').count(), old.matches('\n').count());
        changed += usize::from(new != old);
    }
    assert!(changed >= 3, "{changed}");
    assert_eq!(facts(folder.path()), stated);
    fix(folder.path());
    assert_eq!(read(), after);
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, TEXT).unwrap();
    let ran = run(&["check".as_ref(), "--diff".as_ref(), path.as_os_str()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.contains("-青医保发[2023]5号") && ran.stdout.contains("+青医保发〔2023〕5号"),
        "{}",
        ran.stdout
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    fix(&path);
    let ran = run(&["check".as_ref(), "--diff".as_ref(), path.as_os_str()]);
    assert_eq!(ran.stdout, "");
}

/// A text that is only the evidence of an extract has been issued as it is.
#[test]
fn sources_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (own, texts) = (folder.path().join("own"), folder.path().join("texts"));
    fs::create_dir_all(&own).unwrap();
    fs::create_dir_all(&texts).unwrap();
    fs::write(
        own.join("a.notice"),
        "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n    财政补助 >= 640元/人·年\n",
    )
    .unwrap();
    fs::write(texts.join("a.txt"), TEXT).unwrap();
    run(&[
        "check".as_ref(),
        "--fix".as_ref(),
        own.as_os_str(),
        "--sources".as_ref(),
        texts.as_os_str(),
    ]);
    assert_eq!(fs::read_to_string(texts.join("a.txt")).unwrap(), TEXT);
    assert!(
        fs::read_to_string(own.join("a.notice"))
            .unwrap()
            .contains("财政补助 ≥ 640元")
    );
}

/// Runs the program and ends it at some moment. Gives whether it was still running.
fn killed(args: &[&OsStr], after: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_duibiao"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while start.elapsed() < after {
        std::thread::sleep(Duration::from_micros(200));
    }
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

/// Ends the program at many moments while it writes, and finds every file as it was or as it is to be.
fn dies_at_any_moment(files: &[PathBuf], old: &[u8], new: &[u8], args: &[&OsStr]) {
    let restore = || files.iter().for_each(|file| fs::write(file, old).unwrap());
    restore();
    let start = Instant::now();
    let mut whole = Command::new(env!("CARGO_BIN_EXE_duibiao"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    whole.wait().unwrap();
    let lasts = start.elapsed();
    for file in files {
        assert_eq!(fs::read(file).unwrap(), new, "{}", file.display());
    }
    let (mut cut, mut mixed) = (0, 0);
    for step in 1..=20u32 {
        restore();
        cut += u32::from(killed(args, lasts * step / 20));
        let mut changed = 0;
        for file in files {
            let bytes = fs::read(file).unwrap();
            assert!(
                bytes == old || bytes == new,
                "{}: {} bytes",
                file.display(),
                bytes.len()
            );
            changed += usize::from(bytes == new);
        }
        mixed += u32::from(changed > 0 && changed < files.len());
    }
    // Some run is ended before it is through, and so may be one between two files.
    assert!(cut > 0 && mixed <= cut, "{mixed} of {cut}");
}

#[test]
fn fixing_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..60)
        .map(|n| folder.path().join(format!("{n}.notice")))
        .collect();
    let body = "    财政补助 >= 640元/人·年\n".to_owned() + &"# 一注\n".repeat(2_000);
    let old = format!(
        "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n{body}"
    );
    let new = old.replace(">=", "≥");
    let args = [
        "check".as_ref(),
        "--fix".as_ref(),
        "--no-config".as_ref(),
        folder.path().as_os_str(),
    ];
    dies_at_any_moment(&files, old.as_bytes(), new.as_bytes(), &args);
}

#[test]
fn writing_a_baseline_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut text =
        "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n\n"
            .to_owned();
    for n in 0..3_000 {
        text.push_str(&format!("    项目{n} = {n}元\n"));
    }
    fs::write(folder.path().join("a.notice"), text).unwrap();
    let baseline = folder.path().join("known.json");
    let args: [&OsStr; 5] = [
        "check".as_ref(),
        folder.path().as_os_str(),
        "--baseline".as_ref(),
        baseline.as_os_str(),
        "--write-baseline".as_ref(),
    ];
    run(&args);
    let new = fs::read(&baseline).unwrap();
    assert!(new.len() > 100_000, "{}", new.len());
    let old = b"{\"version\":1,\"findings\":[\n]}\n";
    dies_at_any_moment(std::slice::from_ref(&baseline), old, &new, &args);
}
