//! Sentences, and which of them can state a fact.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Words without a digit that state a fact.
const WORDS: [&str; 67] = [
    "百分之",
    "全覆盖",
    "不降低",
    "不提高",
    "不下降",
    "一半",
    "简称",
    "统称",
    "自行确定",
    "自行制定",
    "自主确定",
    "从其规定",
    "相同标准",
    "同等标准",
    "十元",
    "百元",
    "千元",
    "万元",
    "成以上",
    "成左右",
    "成以内",
    "个百分点",
    "全部上线",
    "全额资助",
    "种以上",
    "倍",
    "不少于",
    "不低于",
    "至少",
    "不超过",
    "全部启动",
    "拨付",
    "考核挂钩",
    "年底前",
    "年底以前",
    "年底之前",
    "年末前",
    "季度末前",
    "季度底前",
    "季度前",
    "半年前",
    "二〇",
    "二○",
    "二零",
    "个月内",
    "工作日内",
    "小时内",
    "年内",
    "日内",
    "分之",
    "成的",
    "成以下",
    "成。",
    "成，",
    "五折",
    "六折",
    "七折",
    "八折",
    "九折",
    "减半",
    "有效期",
    "试行期",
    "期限",
    "超过",
    "不足",
    "不满",
    "全额补贴",
];

static STATING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(WORDS).ok());

/// Whether a sentence can state a fact at all: it has a digit, or one of a few words.
pub(super) fn may_state(sentence: &str) -> bool {
    sentence.bytes().any(|byte| byte.is_ascii_digit())
        || STATING.as_ref().is_some_and(|words| words.is_match(sentence))
}

/// The longest sentence that is read in one piece, in bytes.
const LONGEST: usize = 6000;

/// The sentences of a paragraph. A full stop within brackets or quotes ends one as well: what is left open
/// does no harm.
pub(super) fn sentences(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        if at >= range.end {
            return None;
        }
        // What runs on without a stop is cut, so that no sentence costs more than its length.
        let reach = super::cites::floor(text, range.end.min(at.saturating_add(LONGEST)));
        let rest = text.get(at..reach)?;
        let end = rest
            .find(['。', '！', '？', '\n'])
            .and_then(|mark| {
                let c = rest.get(mark..)?.chars().next()?;
                Some(mark.saturating_add(c.len_utf8()))
            })
            .or_else(|| {
                (reach < range.end)
                    .then(|| rest.rfind(['；', '，']).map(|mark| mark.saturating_add(3)))
                    .flatten()
            })
            .unwrap_or(rest.len());
        let sentence = at..at.saturating_add(end);
        at = sentence.end;
        Some(sentence)
    })
}
