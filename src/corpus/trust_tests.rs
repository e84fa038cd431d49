//! Clauses whose reading is not sure answer what is asked and bind nothing.

use super::input::Gathered;
use super::{Corpus, Given, Role};
use crate::notice::Sureness;
use crate::rules::run;
use crate::vocabulary::Vocabulary;

const HEADER: &str = "地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n";

const MANDATE: &str = "文号：桂医保发〔2023〕90号\n地区：广西壮族自治区\n成文：2023年8月4日\n年度：2023年\n\n\
    财政补助（2023年） ≥ 640元/人·年\n    拨付补助资金 限 2023年10月31日前\n    住院政策范围内基金支付比例 ≥ 70%\n";

/// The rules that find something in a notice with `lines`, of which those with `？` are not sure.
fn found(lines: &str) -> Vec<&'static str> {
    let vocabulary = Vocabulary::builtin();
    let body: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    let given = |path: &str, text: String, role| Given {
        path: path.to_owned(),
        text,
        role,
    };
    let own = format!("文号：青医保发〔2023〕5号\n{HEADER}依据：桂医保发〔2023〕90号\n\n{body}");
    let mut gathered = Gathered::given(
        vec![
            given("own.notice", own.replace('？', ""), Role::Reported),
            given("above.notice", MANDATE.to_owned(), Role::Against),
        ],
        vocabulary,
    );
    let unsure: Vec<bool> = lines.lines().map(|line| line.ends_with('？')).collect();
    let clauses = &mut gathered.entries[0].notice.clauses;
    assert_eq!(clauses.len(), unsure.len());
    for (clause, unsure) in clauses.iter_mut().zip(unsure) {
        if unsure {
            clause.sureness = Sureness::Unsure;
        }
    }
    let corpus = Corpus::resolve(gathered, std::borrow::Cow::Borrowed(vocabulary), None);
    let mut rules: Vec<&str> = run(&corpus).into_iter().map(|found| found.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

const ANSWERS: &str =
    "财政补助（2023年） = 640元/人·年\n拨付补助资金 限 2023年10月31日前\n住院政策范围内基金支付比例 = 75%\n";

#[test]
fn what_is_not_sure_breaks_nothing_and_is_blamed_for_nothing() {
    assert_eq!(found(ANSWERS), Vec::<&str>::new());
    for line in [
        "财政补助（2023年） = 610元/人·年",
        "财政补助（2023年） = 中央财政 512元 + 地方财政 118元",
        "拨付补助资金 限 2023年11月30日前",
    ] {
        assert_ne!(found(&format!("{ANSWERS}{line}")), Vec::<&str>::new(), "{line}");
        assert_eq!(found(&format!("{ANSWERS}{line}？")), Vec::<&str>::new(), "{line}");
    }
}

#[test]
fn what_is_not_sure_answers_what_is_asked() {
    let unsure: String = ANSWERS.lines().map(|line| format!("{line}？\n")).collect();
    assert_eq!(found(&unsure), Vec::<&str>::new());
    let mute: String = unsure.lines().skip(1).map(|line| format!("{line}\n")).collect();
    assert_eq!(found(&mute), ["silent-on-mandate"]);
    // A figure of which it is not known what it measures may be the one that is asked.
    assert_eq!(
        found(&format!("{mute}个人缴费 = 640元/人·年？")),
        Vec::<&str>::new()
    );
    assert_eq!(
        found(&format!("{mute}个人缴费 = 641元/人·年？")),
        ["silent-on-mandate"]
    );
}
