//! Numbers written in Chinese: 二千, 七十五, 三点五, 一百二十万.

use rust_decimal::Decimal;

/// Whether `c` can stand in a number written in Chinese.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || factor(c).is_some() || matches!(c, '万' | '亿' | '点')
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn factor(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The value of a numeral; `None` where the characters are no number (百姓, 万万).
pub(super) fn value(text: &str) -> Option<Decimal> {
    let (whole, places) = text.split_once('点').unwrap_or((text, ""));
    let whole = integer(whole)?;
    if places.is_empty() {
        return (!text.ends_with('点')).then(|| Decimal::from(whole));
    }
    let mut fraction = String::from("0.");
    for c in places.chars() {
        fraction.push(char::from_digit(u32::try_from(digit(c)?).ok()?, 10)?);
    }
    Decimal::from(whole).checked_add(Decimal::from_str_exact(&fraction).ok()?)
}

fn integer(text: &str) -> Option<u64> {
    if text.is_empty() || text.starts_with(['百', '千', '万', '亿', '佰', '仟']) {
        return None;
    }
    // 二〇二三: digit by digit.
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        return text
            .chars()
            .try_fold(0u64, |value, c| value.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut section, mut pending) = (0u64, 0u64, None);
    for c in text.chars() {
        match c {
            '万' | '亿' => {
                let scale = if c == '万' { 10_000 } else { 100_000_000 };
                section = section.checked_add(pending.take().unwrap_or(0))?;
                total = total.checked_add(section)?.checked_mul(scale)?;
                section = 0;
            }
            _ => match factor(c) {
                Some(factor) => {
                    section = section.checked_add(pending.take().unwrap_or(1u64).checked_mul(factor)?)?;
                }
                None => pending = Some(digit(c)?),
            },
        }
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_values() {
        for (text, expected) in [
            ("二千", "2000"),
            ("十", "10"),
            ("七十五", "75"),
            ("一百零五", "105"),
            ("三点五", "3.5"),
            ("一百二十万", "1200000"),
            ("二〇二三", "2023"),
            ("两", "2"),
        ] {
            assert_eq!(
                value(text).map(|v| v.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["百", "千万", "", "点", "万"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
