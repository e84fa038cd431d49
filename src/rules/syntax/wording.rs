//! How the problems of a line are put into words.

mod expected;

pub(super) use expected::{Place, expected};

use crate::diagnostic::Text;
use crate::notice::Force;
use crate::parse::{DECIMAL_PLACES_LIMIT, INTEGER_DIGITS_LIMIT, LINE_LIMIT, NESTING_LIMIT, Slip};

/// A message, and what to do.
pub(super) type Wording = (Text, Option<Text>);

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

/// Shares and amounts mixed, or a difference of parts.
pub(super) fn mixed_parts(words: &str) -> Wording {
    let message = if words
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '%' | '％' | '.' | '/' | '·'))
    {
        Text::new(
            format!("「{words}」与同一式中其他各部分写法不同"),
            format!("「{words}」 is not of one kind with the other parts"),
        )
    } else {
        Text::new(
            format!("各部分之间不能用「{words}」"),
            format!("「{words}」 cannot stand between parts"),
        )
    };
    let help = Text::new(
        "各部分都写名称和金额，或都写名称和比例，用「+」连接",
        "write all parts as a name with an amount, or all as a name with a percentage, with 「+」 between them",
    );
    (message, Some(help))
}
