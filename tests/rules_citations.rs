//! The rules about citations: what they find, under which words, and what they leave alone.

mod support;

use duibiao::corpus::{Given, Role};
use support::{fixtures, found, given, notice, one, run_one};

/// A notice of 2023 with a title.
fn titled(number: &str, title: &str) -> Given {
    notice(number, "2023年9月6日", "2023年", &format!("标题：{title}"), "")
}

/// A notice that cites by these lines.
fn citing(lines: &str) -> Given {
    notice("白医保发〔2023〕3号", "2023年9月20日", "2023年", "", lines)
}

#[test]
fn numbers_written_otherwise() {
    let rule = "malformed-number";
    for (number, defect, right) in [
        ("青医保发[2023]5号", "六角括号", "青医保发〔2023〕5号"),
        ("青医保发（2023）5号", "六角括号", "青医保发〔2023〕5号"),
        ("青医保发〕2023〔5号", "括号缺少或颠倒", "青医保发〔2023〕5号"),
        ("青医保发〔2023 5号", "括号缺少或颠倒", "青医保发〔2023〕5号"),
        ("青医保发2023〕5号", "括号缺少或颠倒", "青医保发〔2023〕5号"),
        ("青医保发〔23〕5号", "四位", "青医保发〔2023〕5号"),
        ("青医保发〔2023〕第5号", "第", "青医保发〔2023〕5号"),
        ("青医保发〔2023〕05号", "虚位", "青医保发〔2023〕5号"),
        ("青医保发〔2023〕5", "缺「号」", "青医保发〔2023〕5号"),
        ("青医保发〔２０２３〕５号", "全角", "青医保发〔2023〕5号"),
        ("青医保发[23]第05号", "六角括号〔〕", "青医保发〔2023〕5号"),
        ("青医保发〔1823〕5号", "年份不在1949年至2100年之间", "1949至2100"),
    ] {
        for text in [
            notice(number, "2023年9月6日", "2023年", "", ""),
            notice(
                "白医保发〔2023〕3号",
                "2023年9月20日",
                "2023年",
                &format!("依据：{number}"),
                "",
            ),
            notice(
                "白医保发〔2023〕3号",
                "2023年9月20日",
                "2023年",
                &format!("转发：{number}"),
                "",
            ),
            notice(
                "白医保发〔2023〕3号",
                "2023年9月20日",
                "2023年",
                &format!("废止：{number}"),
                "",
            ),
            citing(&format!("引用：{number}《关于参保的通知》")),
        ] {
            let found = one(found(rule, &[text]));
            assert_eq!(found.words.trim(), number);
            assert!(found.message.contains(defect), "{number}: {}", found.message);
            assert!(found.help.contains(right), "{number}: {}", found.help);
            assert_eq!(found.level, "error");
        }
    }
    let large = one(found(
        rule,
        &[citing("引用：青医保发〔2023〕99999999999号《关于参保的通知》")],
    ));
    assert_eq!(large.words, "青医保发〔2023〕99999999999号");
    for number in ["青医保发〔2023〕5号", "国发〔2016〕3号", "青医保发〔2023〕10号"] {
        let lines = format!("引用：{number}《关于参保的通知》 「青医保发[2023]5号」");
        assert!(found(rule, &[citing(&lines)]).is_empty(), "{number}");
    }
}

#[test]
fn notices_that_the_corpus_lacks() {
    let rule = "unknown-notice";
    let text = notice(
        "晋市医保函〔2023〕13号",
        "2023年9月6日",
        "2023年",
        "依据：晋医保发〔2023〕13号、医保发〔2023〕24号",
        "引用：医保发〔2023〕24号《通知》\n引用：晋医保发〔2023〕24号《通知》\n引用：《条例》",
    );
    let national = given(
        "文号：医保发〔2023〕24号\n地区：全国\n成文：2023年7月27日\n年度：2023年\n",
        Role::Against,
    );
    let both = found(rule, &[text.clone(), national]);
    let words: Vec<&str> = both.iter().map(|found| found.words.as_str()).collect();
    assert_eq!(words, ["晋医保发〔2023〕13号", "晋医保发〔2023〕24号"]);
    assert!(both.iter().all(|found| found.level == "info"));
    // Once a number, at its first place.
    assert_eq!(found(rule, &[text]).len(), 3);
    // A malformed number is the number it is meant to be.
    let known = [
        titled("青医保发〔2023〕5号", "通知"),
        citing("引用：青医保发[2023]5号《通知》"),
    ];
    assert!(found(rule, &known).is_empty());
}

#[test]
fn the_number_before_the_title_in_evidence() {
    let rule = "citation-order";
    for (evidence, words) in [
        (
            "根据青医保发〔2023〕5号《关于参保的通知》",
            "青医保发〔2023〕5号《",
        ),
        (
            "按照《甲》和青医保发[2023] 5 号 《关于参保的通知》",
            "和青医保发[2023] 5 号 《",
        ),
    ] {
        let lines = format!("引用：青医保发〔2023〕5号《关于参保的通知》 「{evidence}」");
        let found = one(found(rule, &[citing(&lines)]));
        assert_eq!((found.words.as_str(), found.level), (words, "warning"));
    }
    for evidence in [
        "《关于参保的通知》（青医保发〔2023〕5号）",
        "（青医保发〔2023〕5号）、《关于缴费的通知》",
        "《甲》（青医保发〔2023〕5号）《乙》",
        "国务院令第735号《条例》",
        "青医保发〔2023〕5号、《乙》",
        "号《乙》",
        "〕5号《乙》",
        "《",
    ] {
        let lines = format!("引用：青医保发〔2023〕5号《关于参保的通知》 「{evidence}」");
        assert!(found(rule, &[citing(&lines)]).is_empty(), "{evidence}");
    }
}

#[test]
fn citations_of_repealed_notices() {
    let rule = "repealed-notice";
    let repealing = |issued| {
        notice(
            "青医保发〔2023〕5号",
            issued,
            "2023年",
            "废止：青医保发〔2021〕7号",
            "",
        )
    };
    let citing = |extra, lines| notice("白医保发〔2023〕3号", "2023年9月20日", "2023年", extra, lines);
    for (extra, lines, level) in [
        ("依据：青医保发〔2021〕7号", "", "error"),
        ("转发：青医保发〔2021〕7号", "", "error"),
        ("", "引用：青医保发〔2021〕7号", "warning"),
    ] {
        let found = one(found(rule, &[repealing("2023年9月6日"), citing(extra, lines)]));
        assert_eq!(
            (found.words.as_str(), found.level),
            ("青医保发〔2021〕7号", level)
        );
        assert_eq!(
            (found.path.as_str(), found.related.as_slice()),
            ("1", ["青医保发〔2021〕7号".to_owned()].as_slice())
        );
        assert!(found.message.contains("青医保发〔2023〕5号于2023年9月6日"));
    }
    for files in [
        vec![
            repealing("2023年9月21日"),
            citing("依据：青医保发〔2021〕7号", ""),
        ],
        vec![repealing("2023年9月6日"), citing("依据：桂医保发〔2021〕7号", "")],
        vec![
            repealing("2023年9月6日"),
            citing("废止：青医保发〔2021〕7号", "引用：青医保发〔2021〕7号"),
        ],
        vec![notice(
            "青医保发〔2023〕5号",
            "2023年9月6日",
            "2023年",
            "废止：青医保发〔2021〕7号",
            "引用：青医保发〔2021〕7号",
        )],
    ] {
        assert!(found(rule, &files).is_empty(), "{files:#?}");
    }
}

#[test]
fn the_real_notices_cite_what_the_corpus_lacks() {
    let corpus = fixtures();
    let unknown: Vec<&str> = run_one("unknown-notice", &corpus)
        .iter()
        .map(|found| corpus.sources().slice(found.primary.span))
        .collect();
    for number in [
        "桂政办发〔2019〕48号",
        "医保发〔2021〕48号",
        "桂政办发〔2022〕6号",
        "医保发〔2023〕23号",
    ] {
        assert!(unknown.contains(&number), "{number}: {unknown:?}");
    }
    for number in ["医保发〔2023〕24号", "晋医保发〔2023〕13号"] {
        assert!(!unknown.contains(&number), "{number}");
    }
}
