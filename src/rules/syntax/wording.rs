//! How the problems of a line are put into words.

use crate::diagnostic::Text;
use crate::notice::Force;
use crate::parse::{DECIMAL_PLACES_LIMIT, Expected, INTEGER_DIGITS_LIMIT, LINE_LIMIT, NESTING_LIMIT, Slip};

/// A message, and what to do.
pub(super) type Wording = (Text, Option<Text>);

/// Where something else should stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'p> {
    /// Where the line ends.
    LineEnd,
    /// Where this word or sign stands.
    At(&'p str),
}

/// Something else should stand here.
pub(super) fn expected(expected: &[Expected], place: Place<'_>, nearest: Option<&str>) -> Wording {
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

/// The expectations worth naming: the end of a line is always possible where a line is complete, and three
/// are as many as a reader takes in.
fn telling(expected: &[Expected], place: Place<'_>) -> Vec<Expected> {
    let mut kept: Vec<Expected> = expected
        .iter()
        .copied()
        .filter(|one| {
            *one != Expected::LineEnd
                || expected.len() == 1
                || matches!(place, Place::At(_)) && expected.len() < 3
        })
        .collect();
    kept.sort_by_key(|one| (*one == Expected::LineEnd, *one));
    kept.truncate(3);
    kept
}

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
        [Expected::Relation] if !found.is_empty() => Text::new(
            "用文字写的关系前后要空格，如「财政补助 不低于 640元」",
            "a relation written as a word stands between spaces, as in 「财政补助 不低于 640元」",
        ),
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

/// A way of writing that is known, and wrong.
pub(super) fn slip(slip: Slip, words: &str, remedy: &str) -> Wording {
    let message = match slip {
        Slip::FullWidthDigit => Text::new(
            format!("「{words}」是全角数字"),
            format!("「{words}」 has full-width digits"),
        ),
        Slip::Comma => Text::new(
            format!("数字「{words}」中有逗号"),
            format!("the number 「{words}」 has a comma in it"),
        ),
        Slip::MissingMeasure => Text::new(
            format!("「{words}」后缺单位"),
            format!("there is no unit after 「{words}」"),
        ),
        Slip::RelationSign => Text::new(
            format!("「{words}」不是摘录用的关系符号"),
            format!("「{words}」 is not a sign of relation in extracts"),
        ),
        Slip::Postfix => Text::new(
            format!("「{words}」应写成数字前的关系符号"),
            format!("「{words}」 should be a sign of relation before the number"),
        ),
    };
    let help = Text::new(format!("写作「{remedy}」"), format!("write 「{remedy}」"));
    (message, Some(help))
}

/// `word：` where no such field or keyword exists.
pub(super) fn unknown_keyword(word: &str, nearest: Option<&str>) -> Wording {
    let message = Text::new(
        format!("没有「{word}」这一项"),
        format!("there is no field or keyword 「{word}」"),
    );
    let help = match nearest {
        Some(nearest) => Text::new(
            format!("是否为「{nearest}」"),
            format!("did you mean 「{nearest}」?"),
        ),
        None => Text::new(
            "文件头有文号、标题、机关、地区、成文、年度、依据、转发、废止、原文，正文有归类、任务、引用、简称、授权",
            "the header has 文号, 标题, 机关, 地区, 成文, 年度, 依据, 转发, 废止, 原文, the body 归类, 任务, 引用, 简称, 授权",
        ),
    };
    (message, Some(help))
}

/// 【…】 with a word that is not a force.
pub(super) fn unknown_force(word: &str) -> Wording {
    let known: Vec<&str> = Force::ALL.iter().map(|force| force.word()).collect();
    let near = known
        .iter()
        .find(|known| known.chars().count() > 1 && strsim::damerau_levenshtein(word, known) == 1);
    let message = Text::new(
        format!("没有「{word}」这种约束力"),
        format!("there is no force 「{word}」"),
    );
    let help = match near {
        Some(near) => Text::new(format!("是否为「{near}」"), format!("did you mean 「{near}」?")),
        None => Text::new(
            format!("可写{}", known.join("、")),
            format!("the forces are {}", known.join(", ")),
        ),
    };
    (message, Some(help))
}

/// A line longer than is read.
pub(super) fn line_too_long(bytes: usize) -> Wording {
    let (length, limit) = (bytes.div_ceil(1024), LINE_LIMIT / 1024);
    (
        Text::new(
            format!("这一行长 {length} KB，超过 {limit} KB 的上限"),
            format!("the line is {length} KB long, more than the limit of {limit} KB"),
        ),
        Some(Text::new("一行只写一条语句", "write one statement on a line")),
    )
}

/// Brackets deeper than is read.
pub(super) fn too_deep() -> Wording {
    (
        Text::new(
            format!("括号套了 {NESTING_LIMIT} 层以上"),
            format!("brackets stand more than {NESTING_LIMIT} deep in one another"),
        ),
        Some(Text::new("拆成几条语句", "split the statement")),
    )
}

/// More digits than can be reckoned with.
pub(super) fn too_many_digits(digits: usize) -> Wording {
    (
        Text::new(
            format!("数字有 {digits} 位，超过上限"),
            format!("the number has {digits} digits, more than the limit"),
        ),
        Some(Text::new(
            format!("整数至多 {INTEGER_DIGITS_LIMIT} 位，小数至多 {DECIMAL_PLACES_LIMIT} 位"),
            format!(
                "at most {INTEGER_DIGITS_LIMIT} digits before the point and {DECIMAL_PLACES_LIMIT} after it"
            ),
        )),
    )
}

/// A year that no notice can mean.
pub(super) fn year_out_of_range(year: &str) -> Wording {
    (
        Text::new(
            format!("年份「{year}」不在 1949 至 2100 之间"),
            format!("the year 「{year}」 is not between 1949 and 2100"),
        ),
        None,
    )
}

/// 2025—2021年.
pub(super) fn years_reversed(words: &str) -> Wording {
    (
        Text::new(
            format!("「{words}」的终止年份早于起始年份"),
            format!("「{words}」 ends before it begins"),
        ),
        Some(Text::new("把两个年份对调", "swap the two years")),
    )
}

/// Evidence or force given twice.
pub(super) fn repeated(words: &str) -> Wording {
    let (zh, en) = if words.starts_with('「') {
        ("证据", "evidence")
    } else {
        ("约束力", "force")
    };
    (
        Text::new(
            format!("一条语句写了两处{zh}"),
            format!("the statement has {en} twice"),
        ),
        Some(if words.starts_with('「') {
            Text::new(
                "两句合在一处，中间用「…」连接",
                "join the two phrases in one, with 「…」 between them",
            )
        } else {
            Text::new("只留一处", "keep one")
        }),
    )
}

/// Shares and amounts mixed.
pub(super) fn mixed_parts(words: &str) -> Wording {
    (
        Text::new(
            format!("「{words}」与同一式中其他各部分写法不同"),
            format!("「{words}」 is not of one kind with the other parts"),
        ),
        Some(Text::new(
            "各部分都写金额，或都写比例，用「+」连接",
            "write all parts as amounts or all as percentages, with 「+」 between them",
        )),
    )
}
