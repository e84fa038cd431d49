//! 01月05日, 二〇二三年, 23年9月.

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView, written};
use crate::text::{BlockKind, Document, Stretch};

pub(crate) struct DateForm;

static INFO: Info = Info {
    name: "date-form",
    group: Group::Structure,
    level: Severity::Error,
    summary_zh: "日期的写法不合标准",
    summary_en: "dates that are not written as the standard has it",
    ground: "GB/T 9704—2012 7.3.5.4、GB/T 15835—2011 5.1.4",
    explanation: include_str!("date-form.md"),
};

/// GB/T 9704—2012 came into force in this year; before it days of issue were written in Chinese numerals.
const IN_FORCE: u32 = 2013;

/// How many blocks at the end of a document may be its day of issue.
const TAIL: usize = 4;

/// How many places are labelled.
const LABELS: usize = 8;

impl Rule for DateForm {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let printed = document.printing.as_ref().and_then(|printing| printing.date);
            let own: Vec<Stretch> = document.issued.into_iter().chain(printed).collect();
            // What stands above the text is what a site says of it.
            let top = document.blocks.first().map_or(0, |block| block.range.start);
            for &stretch in own.iter().filter(|stretch| stretch.start > top) {
                out.extend(issued(text, stretch));
            }
            if document.issued.is_none() {
                out.extend(dotted(text, document));
            }
            body(text, document, top, &own, out);
        }
    }
}

/// The day of issue, and the day of printing.
fn issued(text: &TextView<'_>, stretch: Stretch) -> Option<Diagnostic> {
    let words = text.words(stretch);
    let (message, proper) = if words.contains('〇') || words.starts_with(['一', '二']) {
        let year = chinese_year(words)?;
        if year < IN_FORCE {
            return None;
        }
        (
            Text::new(
                format!("成文日期「{words}」用了汉字数字"),
                format!("the day of issue 「{words}」 is in Chinese numerals"),
            ),
            None,
        )
    } else if padded(words) {
        (
            Text::new(
                format!("「{words}」的月、日编了虚位0"),
                format!("a zero stands in front of a month or day of 「{words}」"),
            ),
            Some(unpadded(words)),
        )
    } else if words.contains(['.', '-', '/', '．']) {
        return Some(not_in_full(text, stretch));
    } else {
        return None;
    };
    let help = match proper {
        Some(proper) => Text::new(format!("写成「{proper}」"), format!("write 「{proper}」")),
        None => Text::new(
            "用阿拉伯数字写全年、月、日，如「2023年9月6日」",
            "write year, month and day in figures, such as 2023年9月6日",
        ),
    };
    Some(text.find(&INFO, stretch, message).help(help))
}

fn not_in_full(text: &TextView<'_>, stretch: Stretch) -> Diagnostic {
    let words = text.words(stretch);
    let message = Text::new(
        format!("成文日期「{words}」没有写出年、月、日"),
        format!("the day of issue 「{words}」 is written without 年, 月 and 日"),
    );
    text.find(&INFO, stretch, message).help(Text::new(
        "用阿拉伯数字写全年、月、日，如「2023年9月6日」",
        "write year, month and day in figures, such as 2023年9月6日",
    ))
}

/// 二〇二三年: 2023.
fn chinese_year(words: &str) -> Option<u32> {
    let digits = words.split('年').next()?;
    let mut year = 0u32;
    for c in digits.chars() {
        let digit = "〇一二三四五六七八九"
            .chars()
            .position(|known| known == c)
            .or_else(|| matches!(c, '零' | '○' | 'O' | '0').then_some(0))?;
        year = year.checked_mul(10)?.checked_add(u32::try_from(digit).ok()?)?;
    }
    Some(year)
}

fn padded(words: &str) -> bool {
    words.contains("年0") || words.contains("月0")
}

fn unpadded(words: &str) -> String {
    words.replace("年0", "年").replace("月0", "月")
}

/// 2023.5.1 alone on one of the last lines.
fn dotted(text: &TextView<'_>, document: &Document) -> Option<Diagnostic> {
    let last = document.blocks.len().saturating_sub(TAIL);
    document
        .blocks
        .iter()
        .skip(last)
        .filter(|block| block.kind == BlockKind::Paragraph)
        .find(|block| is_dotted(text.words(block.range)))
        .map(|block| not_in_full(text, block.range).severity(Severity::Warning))
}

fn is_dotted(words: &str) -> bool {
    let words = words.trim();
    if words.len() > 10 || words.len() < 8 {
        return false;
    }
    let mut parts = words.split(['.', '-', '/']);
    let mut number = |low: u32, high: u32| {
        parts
            .next()
            .and_then(|part| part.parse::<u32>().ok())
            .is_some_and(|n| (low..=high).contains(&n))
    };
    number(1949, 2100) && number(1, 12) && number(1, 31) && parts.next().is_none()
}

/// 03月05日 and 23年9月1日 in the text, which begins at `top`: practice, one finding of each kind.
fn body(text: &TextView<'_>, document: &Document, top: u32, own: &[Stretch], out: &mut Vec<Diagnostic>) {
    let base = document.range.start.max(top) as usize;
    let words = text.words(Stretch::new(base, document.range.end as usize));
    let (mut zeros, mut short): (Vec<Stretch>, Vec<Stretch>) = (Vec::new(), Vec::new());
    for date in written::dates(words) {
        let tail = words.get(date.end..).unwrap_or_default();
        let stretch = Stretch::new(base.saturating_add(date.start), base.saturating_add(date.end));
        if own
            .iter()
            .any(|own| own.contains(stretch) || stretch.contains(*own))
        {
            continue;
        }
        // 成文日期：2022年06月15日 is how a site lists what it holds.
        let label = words.get(..date.start).unwrap_or_default().trim_end();
        if ["日期：", "时间：", "日期"]
            .iter()
            .any(|field| label.ends_with(field))
        {
            continue;
        }
        if date.month.starts_with('0') || date.day.is_some_and(|day| day.starts_with('0')) {
            zeros.push(stretch);
        }
        let bound = date.day.is_some() || ["底", "末", "前", "起"].iter().any(|word| tail.starts_with(word));
        if bound && date.year.is_some_and(|year| year.len() == 2) {
            short.push(stretch);
        }
    }
    out.extend(several(text, &zeros, |words| {
        Text::new(
            format!("「{words}」的月、日编了虚位0"),
            format!("a zero stands in front of a month or day of 「{words}」"),
        )
    }));
    out.extend(several(text, &short, |words| {
        Text::new(
            format!("「{words}」的年份不是四位全称"),
            format!("the year of 「{words}」 has two digits"),
        )
    }));
}

fn several(text: &TextView<'_>, places: &[Stretch], message: impl Fn(&str) -> Text) -> Option<Diagnostic> {
    let (first, rest) = places.split_first()?;
    let mut message = message(text.words(*first));
    if !rest.is_empty() {
        let count = places.len();
        message.zh.push_str(&format!("，这样的写法共 {count} 处"));
        message.en.push_str(&format!(", {count} dates are written so"));
    }
    let mut finding = text
        .find(&INFO, *first, message)
        .severity(Severity::Warning)
        .help(Text::new(
            "年份写全四位，月、日不编虚位，如「2023年9月6日」",
            "four digits for the year and no zeros in front, such as 2023年9月6日",
        ));
    for place in rest.iter().take(LABELS) {
        finding = finding.related(text.span(*place), Text::default());
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_chinese_numerals() {
        assert_eq!(chinese_year("二〇二三年八月二日"), Some(2023));
        assert_eq!(chinese_year("二零一一年"), Some(2011));
        assert_eq!(chinese_year("2023年"), None);
    }

    #[test]
    fn dates_with_dots() {
        assert!(is_dotted("2023.5.1") && is_dotted("2023-05-01") && is_dotted("2023/5/12"));
        assert!(!is_dotted("1.2.3") && !is_dotted("2023.13.1") && !is_dotted("2023.5") && !is_dotted(""));
    }
}
