//! How it is said that something else should stand somewhere.

use super::Wording;
use crate::diagnostic::Text;
use crate::parse::Expected;

/// Where something else should stand.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules::syntax) enum Place<'p> {
    /// Where the line ends.
    LineEnd,
    /// Where this word or sign stands.
    At(&'p str),
}

/// Something else should stand here.
pub(in crate::rules::syntax) fn expected(
    expected: &[Expected],
    place: Place<'_>,
    nearest: Option<&str>,
) -> Wording {
    let expected = telling(expected, place);
    let join = |word: fn(Expected) -> &'static str, or: &str| {
        expected.iter().map(|&one| word(one)).collect::<Vec<_>>().join(or)
    };
    let (zh, en) = (join(chinese, "，或"), join(english, ", or "));
    let message = match place {
        Place::LineEnd => Text::new(format!("行末缺{zh}"), format!("the line ends without {en}")),
        Place::At(found) if expected == [Expected::LineEnd] => Text::new(
            format!("「{found}」处语句应已结束"),
            format!("the statement should have ended at 「{found}」"),
        ),
        Place::At(found) => Text::new(
            format!("「{found}」处应为{zh}"),
            format!("expected {en} at 「{found}」"),
        ),
    };
    let help = nearest
        .map(|word| Text::new(format!("是否为「{word}」"), format!("did you mean 「{word}」?")))
        .or_else(|| remedy(&expected, place));
    (message, help)
}

/// The expectations worth naming. What may always follow, such as a bracket after a name or one more term, is
/// left out where something has to; three are as many as a reader takes in.
fn telling(expected: &[Expected], place: Place<'_>) -> Vec<Expected> {
    let has = |one: Expected| expected.contains(&one);
    let mut kept: Vec<Expected> = expected
        .iter()
        .copied()
        .filter(|one| match one {
            Expected::LineEnd => matches!(place, Place::At(_)) && expected.len() < 3,
            Expected::Date | Expected::Group | Expected::Sign if has(Expected::Relation) => false,
            Expected::Group => {
                !has(Expected::CloseBracket)
                    && !has(Expected::DelegationWord)
                    && !has(Expected::Belongs)
                    && !has(Expected::Number)
            }
            Expected::Sign => !has(Expected::CloseBracket) && !has(Expected::Unit),
            Expected::Comma => !has(Expected::CloseBracket) && !has(Expected::Belongs),
            Expected::TimeWord => !has(Expected::Date),
            _ => true,
        })
        .collect();
    if kept.is_empty() {
        kept = expected.to_vec();
    }
    kept.truncate(3);
    kept
}

/// The relations that are words.
const RELATION_WORDS: [&str; 17] = [
    "不低于",
    "不少于",
    "不小于",
    "不超过",
    "不高于",
    "不多于",
    "不大于",
    "达到",
    "高于",
    "超过",
    "大于",
    "低于",
    "少于",
    "小于",
    "等于",
    "约为",
    "不满",
];

/// What to do about an expectation that is often missed.
fn remedy(expected: &[Expected], place: Place<'_>) -> Option<Text> {
    let found = match place {
        Place::At(found) => found,
        Place::LineEnd => "",
    };
    Some(match expected {
        [Expected::CloseEvidence] => {
            Text::new("证据写在「…」中，以」结束", "evidence stands between 「 and 」")
        }
        [Expected::CloseForce] => Text::new(
            "约束力写在【…】中，以】结束",
            "the force stands between 【 and 】",
        ),
        [Expected::CloseTitle] => Text::new("标题写在《…》中，以》结束", "a title stands between 《 and 》"),
        [Expected::CloseBracket] => Text::new("括号以「）」结束", "a bracket ends with 「）」"),
        [Expected::Relation] => {
            let word = RELATION_WORDS.into_iter().find(|word| found.starts_with(word))?;
            Text::new(
                format!("「{word}」前后各空一格"),
                format!("「{word}」 stands between spaces"),
            )
        }
        _ => return None,
    })
}

fn chinese(expected: Expected) -> &'static str {
    match expected {
        Expected::Name => "事项或承担方",
        Expected::Relation => "关系（如 =、达到、≥、≤、≈）",
        Expected::Number => "数字",
        Expected::Unit => "单位（如 元、%、个）",
        Expected::Date => "日期（如 2023年9月15日）",
        Expected::NoticeNumber => "文号（如 医保发〔2023〕24号）",
        Expected::Year => "年份",
        Expected::Title => "《标题》",
        Expected::Group => "群体或地区",
        Expected::CloseBracket => "「）」",
        Expected::Colon => "「：」",
        Expected::RatioSign => "比号「:」",
        Expected::Sign => "「+」或「−」",
        Expected::Comma => "「、」",
        Expected::TimeWord => "「前」",
        Expected::FromWord => "「起」",
        Expected::UntilWord => "「至」",
        Expected::Belongs => "「属于」",
        Expected::DelegationWord => "「由…确定」",
        Expected::CloseEvidence => "证据的右引号",
        Expected::CloseForce => "「】」",
        Expected::CloseTitle => "「》」",
        Expected::Words => "内容",
        Expected::LineEnd => "行末",
    }
}

fn english(expected: Expected) -> &'static str {
    match expected {
        Expected::Name => "an item or bearer",
        Expected::Relation => "a relation (such as =, 达到, ≥, ≤, ≈)",
        Expected::Number => "a number",
        Expected::Unit => "a unit (such as 元, %, 个)",
        Expected::Date => "a date (such as 2023年9月15日)",
        Expected::NoticeNumber => "the number of a notice (such as 医保发〔2023〕24号)",
        Expected::Year => "a year",
        Expected::Title => "a 《title》",
        Expected::Group => "a group or place",
        Expected::CloseBracket => "「）」",
        Expected::Colon => "「：」",
        Expected::RatioSign => "the 「:」 of a ratio",
        Expected::Sign => "「+」 or 「−」",
        Expected::Comma => "「、」",
        Expected::TimeWord => "「前」",
        Expected::FromWord => "「起」",
        Expected::UntilWord => "「至」",
        Expected::Belongs => "「属于」",
        Expected::DelegationWord => "「由…确定」",
        Expected::CloseEvidence => "the closing mark of the evidence",
        Expected::CloseForce => "「】」",
        Expected::CloseTitle => "「》」",
        Expected::Words => "words",
        Expected::LineEnd => "the end of the line",
    }
}
