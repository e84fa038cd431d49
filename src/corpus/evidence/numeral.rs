//! Chinese numerals.

use rust_decimal::Decimal;

/// Whether `c` can stand in a number written in Chinese.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千')
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
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

/// The value of a run of numerals, and its single digits where it may be a list of them (六四分担). 万 and
/// 亿 are units to us and never part of a run.
pub(super) fn value(run: &[char]) -> Option<(Decimal, Vec<Decimal>)> {
    let digits: Option<Vec<u64>> = run.iter().map(|&c| digit(c)).collect();
    if let Some(digits) = digits {
        let whole = digits
            .iter()
            .try_fold(0u64, |value, digit| value.checked_mul(10)?.checked_add(*digit))?;
        let singles = if digits.len() > 1 {
            digits.into_iter().map(Decimal::from).collect()
        } else {
            Vec::new()
        };
        return Some((Decimal::from(whole), singles));
    }
    // 百 and 千 alone are no number: 百姓, 千方百计.
    if matches!(run, ['百' | '千', ..]) {
        return None;
    }
    let (mut total, mut pending) = (0u64, None);
    for &c in run {
        match c {
            '十' | '百' | '千' => {
                let factor = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                total = total.checked_add(pending.take().unwrap_or(1u64).checked_mul(factor)?)?;
            }
            _ => pending = digit(c),
        }
    }
    Some((
        Decimal::from(total.checked_add(pending.unwrap_or(0))?),
        Vec::new(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        for (written, expected) in [
            ("三", 3u64),
            ("十", 10),
            ("十五", 15),
            ("三十", 30),
            ("三百八十", 380),
            ("一千零二十", 1020),
            ("二〇二三", 2023),
            ("两百", 200),
        ] {
            let run: Vec<char> = written.chars().collect();
            assert_eq!(
                value(&run).map(|(value, _)| value),
                Some(Decimal::from(expected)),
                "{written}"
            );
        }
        assert_eq!(value(&['百']), None);
    }
}
