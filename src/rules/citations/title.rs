//! When two titles are the same: they come with or without the issuing organs in front, with other
//! brackets, quotes and spaces.

use crate::vocabulary::fold;

/// Words after which a title names what it hands on.
const CARRIES: [&str; 6] = ["印发", "转发", "批转", "公布", "发布", "下达"];

/// How long the shorter of two titles must be to count as the other without what stands in front.
const TAIL: usize = 8;

/// The form in which titles are compared.
pub(super) fn compared(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in fold(title).chars() {
        match c {
            '《' | '》' | '〈' | '〉' | '<' | '>' | '「' | '」' | '『' | '』' => {}
            '—' | '–' | '-' | '~' => {
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// A compared title from its first 关于 on; all of it where it has none.
pub(super) fn matter(compared: &str) -> &str {
    compared
        .find("关于")
        .and_then(|at| compared.get(at..))
        .unwrap_or(compared)
}

/// Whether `cited` may be what a notice titled `actual` is called. Both are in the compared form. What
/// stands in front of 关于 makes no difference; and a notice that hands on a plan may be cited by the
/// title of that plan.
pub(super) fn same(cited: &str, actual: &str) -> bool {
    let both = cited.contains("关于") && actual.contains("关于");
    if both && matter(cited) == matter(actual) {
        return true;
    }
    cited == actual || (!both && is_tail(cited, actual)) || is_carried(cited, actual)
}

fn is_tail(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.ends_with(short) && short.chars().count() >= TAIL
}

fn is_carried(cited: &str, actual: &str) -> bool {
    let Some((_, carried)) = CARRIES
        .iter()
        .filter_map(|word| actual.split_once(word))
        .min_by_key(|(before, _)| before.len())
    else {
        return false;
    };
    let plain = carried.strip_suffix("通知").unwrap_or(carried);
    let plain = plain.strip_suffix('的').unwrap_or(plain);
    matter(plain) == matter(cited) || is_tail(plain, cited)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_same(cited: &str, actual: &str) -> bool {
        same(&compared(cited), &compared(actual))
    }

    #[test]
    fn organs_brackets_quotes_and_spaces_make_no_difference() {
        for (cited, actual) in [
            (
                "国家医保局 财政部 国家税务总局关于做好 2023 年居民医保工作的通知",
                "关于做好2023年居民医保工作的通知",
            ),
            ("关于推进“十四五”规划的通知", "关于推进十四五规划的通知"),
            ("关于开展试点(试行)的通知", "关于开展试点（试行）的通知"),
            ("关于印发〈方案〉的通知", "关于印发《方案》的通知"),
            (
                "医疗保障扶贫三年行动实施方案（2018-2020年）",
                "关于印发《青平市医疗保障扶贫三年行动实施方案（2018—2020年）》的通知",
            ),
            (
                "青平市关于推进“十四五”规划实施方案",
                "青平市人民政府办公室印发我市关于推进“十四五”规划实施方案的通知",
            ),
            (
                "印发青平市居民医保实施办法的通知",
                "青平市人民政府印发青平市居民医保实施办法的通知",
            ),
        ] {
            assert!(are_same(cited, actual), "{cited} / {actual}");
        }
    }

    #[test]
    fn another_year_or_word_is_another_title() {
        for (cited, actual) in [
            (
                "关于做好2022年居民医保工作的通知",
                "关于做好2023年居民医保工作的通知",
            ),
            (
                "关于做好2023年居民医保工作的通知",
                "关于做好2023年居民医保有关工作的通知",
            ),
            ("关于做好居民医保工作的通知", "关于做好2023年居民医保工作的通知"),
            ("居民医保条例", "关于做好2023年居民医保工作的通知"),
            ("关于印发甲方案的通知", "关于印发乙方案的通知"),
        ] {
            assert!(!are_same(cited, actual), "{cited} / {actual}");
        }
    }
}
