//! A team adopts the check for what it has, and is stopped by new mistakes only.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::Path;

use cli::{Ran, duibiao, json};

const NOTICES: usize = 50;
const CITIES: &str =
    "东西南北中上下春夏秋冬云雨江河湖海松石林木花草金银玉青红白黄紫安平和顺永长宁康福寿喜乐文武德仁义礼智信";

/// A notice with four mistakes: a variant character, a doubled word, the brackets of a number, and a wrong sum.
fn notice(serial: usize) -> String {
    let city = format!("{}岭市", CITIES.chars().nth(serial).unwrap());
    format!(
        "{city}医疗保障局文件\n\n岭医保发[2023]{}号\n\n{city}医疗保障局关于做好2023年城乡居民基本医疗保障工作的通知\n\n各县（市、区）医疗保障局：\n\n一、合理确定筹资标准\n各级财政继续加大对居民医保参保缴费的补助力度，2023年人均财政补助标准为每人每年640元，其中中央财政负担512元，地方财政负担127元，资金于年底前拨付到位。\n\n二、推进药品集中带量采购\n继续做好药品集中带量釆购工作，落落实各项配套政策，医疗机构优先使用中选药品，按时结算货款，不得拖欠。\n\n{city}医疗保障局\n2023年9月4日\n",
        serial + 1
    )
}

/// Every line of a paragraph broken after so many characters, as a mail program or an editor does.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let chars: Vec<char> = line.chars().collect();
        if chars.len() <= 40 {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        for piece in chars.chunks(width) {
            out.extend(piece);
            out.push('\n');
        }
    }
    out
}

fn run(args: &[&str], folder: &Path) -> Ran {
    let mut all = args.to_vec();
    all.push(folder.to_str().unwrap());
    duibiao(&all)
}

#[test]
fn a_corpus_is_adopted_in_three_commands() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let path = |serial: usize| folder.join(format!("{serial:02}.txt"));
    for serial in 0..NOTICES {
        fs::write(path(serial), notice(serial)).unwrap();
    }
    let (status, found) = json(folder, &["--deny", "warning"]);
    assert_eq!(status, 1);
    let found = found["diagnostics"].as_array().unwrap();
    assert!(found.len() >= 4 * NOTICES, "{}", found.len());
    for rule in [
        "nonstandard-character",
        "doubled-word",
        "malformed-number",
        "sum-mismatch",
    ] {
        let of_rule = found.iter().filter(|found| found["rule"] == rule).count();
        assert_eq!(of_rule, NOTICES, "{rule}");
    }

    let known = folder.join("known.json");
    let known = known.to_str().unwrap();
    assert_eq!(run(&["init"], folder).status, 0);
    assert_eq!(
        run(&["check", "--baseline", known, "--write-baseline"], folder).status,
        0
    );
    let adopted = run(&["check", "--baseline", known, "--deny", "info"], folder);
    assert_eq!(adopted.status, 0, "{}", adopted.stdout);

    let check = || run(&["check", "--baseline", known, "--deny", "warning"], folder);
    // One new mistake, of a kind that the same notice has already.
    fs::write(path(7), notice(7).replace("结算货款", "结算货货款")).unwrap();
    let new = check();
    assert_eq!(new.status, 1);
    assert!(
        new.stdout.contains("1 个错误") || new.stdout.contains("1 个警告"),
        "{}",
        new.stdout
    );
    fs::write(
        path(7),
        notice(7).replace("地方财政负担127元", "地方财政负担126元"),
    )
    .unwrap();
    assert_eq!(check().status, 1);

    // Wrapped anew, and moved into other files, nothing is new.
    for width in [30, 37] {
        for serial in 0..NOTICES {
            fs::write(path(serial), wrapped(&notice(serial), width)).unwrap();
        }
        let again = check();
        assert_eq!(again.status, 0, "{width}: {}", again.stdout);
        assert!(again.stderr.is_empty(), "{}", again.stderr);
    }
    for serial in 0..NOTICES {
        fs::rename(path(serial), folder.join(format!("moved-{serial}.txt"))).unwrap();
    }
    assert_eq!(check().status, 0);
}
