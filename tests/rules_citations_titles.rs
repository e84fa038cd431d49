//! title-mismatch: numbers with titles that are not their own.

mod support;

use duibiao::corpus::{Given, Role};
use support::{found, notice, one};

const TITLE: &str = "关于做好2023年城乡居民基本医疗保障工作的通知";

/// A notice of 2023 with a title.
fn titled(number: &str, title: &str) -> Given {
    notice(number, "2023年9月6日", "2023年", &format!("标题：{title}"), "")
}

/// A notice that cites by these lines.
fn citing(lines: &str) -> Given {
    notice("白医保发〔2023〕3号", "2023年9月20日", "2023年", "", lines)
}

#[test]
fn titles_that_are_not_the_cited_notice_s() {
    let rule = "title-mismatch";
    let city = titled("青医保发〔2023〕5号", TITLE);
    for title in [
        "关于做好2022年城乡居民基本医疗保障工作的通知",
        "关于做好2023年城乡居民基本医疗保障有关工作的通知",
        "医疗保障基金使用监督管理条例",
    ] {
        let found = one(found(
            rule,
            &[
                city.clone(),
                citing(&format!("引用：青医保发〔2023〕5号《{title}》")),
            ],
        ));
        assert_eq!((found.words.as_str(), found.level), (title, "error"));
        assert_eq!(found.related, ["青医保发〔2023〕5号", TITLE]);
        assert!(found.message.contains(TITLE) && found.message.contains(title));
    }
    for title in [
        TITLE,
        "国家医保局 财政部 国家税务总局关于做好2023年城乡居民基本医疗保障工作的通知",
        "关于做好 2023 年城乡居民基本医疗保障工作的通知",
    ] {
        let lines = format!("引用：《{title}》（青医保发〔2023〕5号）");
        assert!(found(rule, &[city.clone(), citing(&lines)]).is_empty(), "{title}");
    }
    assert!(found(rule, &[city, citing("引用：青医保发〔2023〕5号")]).is_empty());
}

#[test]
fn titles_that_belong_to_another_number() {
    let rule = "title-mismatch";
    let city = titled("青医保发〔2023〕5号", TITLE);
    for number in [
        "青医保发〔2023〕6号",
        "青医保发〔2022〕5号",
        "青医保函〔2023〕5号",
    ] {
        let lines = format!("引用：{number}《{TITLE}》");
        let found = one(found(rule, &[city.clone(), citing(&lines)]));
        assert_eq!(found.words, number);
        assert_eq!(found.related, [TITLE, "青医保发〔2023〕5号"]);
        assert!(found.message.contains("青医保发〔2023〕5号"), "{}", found.message);
    }
    // Other organs use the same title for notices of their own.
    for number in ["医保发〔2023〕24号", "桂医保发〔2023〕5号", "白医保发〔2023〕5号"] {
        let lines = format!("引用：{number}《{TITLE}》");
        assert!(
            found(rule, &[city.clone(), citing(&lines)]).is_empty(),
            "{number}"
        );
    }
    // A serial of two digits hardly falls to one title twice.
    let yearless = "关于印发青平市居民医保经办服务规程的通知";
    let twelve = titled("青医保发〔2023〕12号", yearless);
    let lines = format!("引用：青医保发〔2022〕12号《{yearless}》");
    assert_eq!(
        one(found(rule, &[twelve, citing(&lines)])).words,
        "青医保发〔2022〕12号"
    );
    // A title without a year comes back every year, and a short one is anybody's.
    let yearly = titled("青医保发〔2023〕5号", "关于做好城乡居民基本医疗保障工作的通知");
    let lines = "引用：青医保发〔2022〕7号《关于做好城乡居民基本医疗保障工作的通知》";
    assert!(found(rule, &[yearly, citing(lines)]).is_empty());
    let short = titled("青医保发〔2023〕5号", "关于参保的通知");
    assert!(
        found(
            rule,
            &[short, citing("引用：青医保发〔2023〕7号《关于参保的通知》")]
        )
        .is_empty()
    );
}

#[test]
fn one_title_cited_under_two_numbers() {
    let rule = "title-mismatch";
    let cite = |number: &str| citing(&format!("引用：{number}《{TITLE}》"));
    let other = notice(
        "白医保发〔2023〕4号",
        "2023年9月20日",
        "2023年",
        "",
        &format!("引用：桂医保发〔2023〕32号《{TITLE}》"),
    );
    let two = one(found(rule, &[other.clone(), cite("桂医保发〔2023〕23号")]));
    assert_eq!(
        (two.path.as_str(), two.words.as_str()),
        ("1", "桂医保发〔2023〕23号")
    );
    assert_eq!(two.related, ["桂医保发〔2023〕32号"]);
    let trusted = Given {
        role: Role::Against,
        ..other.clone()
    };
    let two = one(found(rule, &[cite("桂医保发〔2023〕23号"), trusted]));
    assert_eq!(two.path, "0");
    assert!(found(rule, &[other, cite("桂医保发〔2023〕32号")]).is_empty());
}
