//! The rules that hold notices against each other: duplicate-notice, circular-basis, and all of them on many notices.

mod support;

use duibiao::corpus::{Corpus, Given, Role};
use duibiao::rules::{Group, RULES};
use duibiao::vocabulary::Vocabulary;
use support::{fixtures, found, given, notice, one, run_one};

const TITLE: &str = "关于做好2023年城乡居民基本医疗保障工作的通知";

/// A notice of 2023 with a title.
fn titled(number: &str, title: &str) -> Given {
    notice(number, "2023年9月6日", "2023年", &format!("标题：{title}"), "")
}

#[test]
fn two_notices_with_one_number() {
    let rule = "duplicate-notice";
    let first = titled("晋医保发〔2023〕13号", "甲");
    let again = one(found(
        rule,
        &[first.clone(), titled("晋医保发〔2023〕13号", "乙")],
    ));
    assert_eq!(
        (again.path.as_str(), again.words.as_str()),
        ("1", "晋医保发〔2023〕13号")
    );
    assert_eq!(again.related, ["晋医保发〔2023〕13号"]);
    assert!(found(rule, &[first.clone(), titled("晋市医保函〔2023〕13号", "乙")]).is_empty());
    let held = Given {
        role: Role::Against,
        ..first.clone()
    };
    assert!(found(rule, &[first, held]).is_empty());
}

#[test]
fn notices_that_rest_on_themselves() {
    let rule = "circular-basis";
    let link = |own: u32, field: &str, on: &str| {
        notice(
            &format!("青医保发〔2023〕{own}号"),
            "2023年9月6日",
            "2023年",
            &format!("{field}：{on}"),
            "",
        )
    };
    let own = one(found(rule, &[link(1, "依据", "青医保发〔2023〕1号")]));
    assert!(own.message.contains("自身"));
    let three = [
        link(1, "依据", "青医保发〔2023〕2号"),
        link(2, "转发", "青医保发〔2023〕3号"),
        link(3, "依据", "青医保发〔2023〕9号、青医保发〔2023〕1号"),
        link(4, "依据", "青医保发〔2023〕1号"),
    ];
    let circle = one(found(rule, &three));
    assert_eq!(
        (circle.path.as_str(), circle.words.as_str()),
        ("2", "青医保发〔2023〕1号")
    );
    assert_eq!(circle.related, ["青医保发〔2023〕2号", "青医保发〔2023〕3号"]);
    assert!(circle.message.contains("3份"));
    // The number that closes the circle stands in a notice that is not reported on.
    let mut held = three.clone();
    held[2].role = Role::Against;
    assert_eq!(one(found(rule, &held)).path, "1");
    let diamond = [
        link(1, "依据", "青医保发〔2023〕2号、青医保发〔2023〕3号"),
        link(2, "依据", "青医保发〔2023〕4号"),
        link(3, "依据", "青医保发〔2023〕4号"),
        link(4, "依据", "青医保发〔2022〕1号"),
    ];
    assert!(found(rule, &diamond).is_empty());
}

#[test]
fn a_circle_of_ten_thousand_notices_is_one_circle() {
    let count = 10_000_u32;
    let notices = (0..count).map(|own| Given {
        path: own.to_string(),
        ..notice(
            &format!("青医保发〔2023〕{own}号"),
            "2023年9月6日",
            "2023年",
            &format!(
                "标题：{TITLE}\n依据：青医保发〔2023〕{}号\n废止：青医保发〔2021〕{own}号",
                (own + 1) % count
            ),
            &format!(
                "引用：青医保发〔2023〕{}号《{TITLE}》\n引用：青医保发〔2022〕{own}号《{TITLE}》",
                own / 2
            ),
        )
    });
    let corpus = Corpus::new(notices.collect(), Vocabulary::builtin());
    assert_eq!(run_one("circular-basis", &corpus).len(), 1);
    for rule in RULES.iter().map(|rule| rule.info()) {
        if matches!(rule.group, Group::Dates | Group::Citations) {
            run_one(rule.name, &corpus);
        }
    }
}

#[test]
fn notices_cut_anywhere_are_checked_all_the_same() {
    let whole = fixtures();
    for (_, entry) in whole.entries() {
        let text = whole.sources().get(entry.file()).unwrap().text();
        for (at, _) in text.char_indices().step_by(7) {
            let (head, tail) = text.split_at(at);
            let notices = [given(head, Role::Reported), given(tail, Role::Reported)];
            let corpus = Corpus::new(notices.to_vec(), Vocabulary::builtin());
            let rules = RULES.iter().map(|rule| rule.info());
            let own = rules.filter(|rule| matches!(rule.group, Group::Dates | Group::Citations));
            for finding in own.flat_map(|rule| run_one(rule.name, &corpus)) {
                let labels = std::iter::once(&finding.primary).chain(&finding.related);
                for label in labels {
                    assert!(!corpus.sources().slice(label.span).is_empty(), "{finding:?}");
                }
            }
        }
    }
}
