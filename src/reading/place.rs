//! Where words stand, and what evidences them: from the repaired text back to the source.

use std::ops::Range;

use compact_str::CompactString;

use crate::notice::{Evidence, Name};
use crate::source::{FileId, Span};
use crate::text::{Repaired, Stretch};

/// One file's repaired text.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: FileId,
    /// The text that spans point into.
    pub(super) source: &'a str,
    pub(super) repaired: &'a Repaired,
}

/// The most characters of one piece of evidence; what is longer keeps its two ends.
const EVIDENCE: usize = 40;
/// How many characters of each end.
const END: usize = 16;

impl<'a> Place<'a> {
    pub(super) fn text(&self) -> &'a str {
        self.repaired.text()
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.repaired
            .span(self.file, Stretch::new(range.start, range.end))
    }

    pub(super) fn name(&self, text: CompactString, range: &Range<usize>) -> Name {
        Name {
            text,
            span: self.span(range),
        }
    }

    /// The words of a range as the name of something: without marks and small words at its ends.
    pub(super) fn unnamed(&self, range: &Range<usize>) -> Name {
        let words = self.text().get(range.clone()).unwrap_or("");
        let lead = |c: char| {
            matches!(
                c,
                '，' | '。'
                    | '；'
                    | '：'
                    | '、'
                    | '（'
                    | '）'
                    | '“'
                    | '”'
                    | '其'
                    | '中'
                    | '的'
                    | '将'
                    | '对'
                    | '按'
                    | '为'
                    | ' '
            ) || c.is_ascii_digit()
        };
        let kept = without_ordinal(words.trim_start_matches(lead)).trim_start_matches(lead);
        let start = range.start.saturating_add(words.len().saturating_sub(kept.len()));
        let mut kept = kept.trim_end_matches(lead);
        for word in ENDINGS {
            kept = kept.trim_end_matches(word);
        }
        // The last words name it; what stands further away explains it.
        let text: String = kept.chars().filter(|c| !RESERVED.contains(c)).collect();
        let count = text.chars().count();
        let text: String = text.chars().skip(count.saturating_sub(30)).collect();
        let range = start..start.saturating_add(kept.len());
        let text = if text.is_empty() {
            "未定事项".into()
        } else {
            CompactString::from(text)
        };
        Name {
            text,
            span: self.span(&range),
        }
    }

    /// The words of a range as they stand in the source; a long stretch keeps its two ends.
    pub(super) fn evidence(&self, range: &Range<usize>) -> Evidence {
        let words = self.text().get(range.clone()).unwrap_or("");
        let count = words.chars().count();
        let text = if count <= EVIDENCE {
            self.quoted(range)
        } else {
            let cut = |n: usize| words.char_indices().nth(n).map_or(words.len(), |(at, _)| at);
            let head = range.start..range.start.saturating_add(cut(END));
            let tail = range.start.saturating_add(cut(count.saturating_sub(END)))..range.end;
            format!("{}…{}", self.quoted(&head), self.quoted(&tail))
        };
        Evidence {
            text: CompactString::from(text),
            span: self.span(range),
        }
    }

    /// The words, cut with … where pages were joined, so that each piece stands in the source.
    fn quoted(&self, range: &Range<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start;
        let seams = self.repaired.seams();
        let first = seams.partition_point(|seam| seam.at as usize <= range.start);
        for seam in seams.iter().skip(first) {
            let cut = seam.at as usize;
            if cut >= range.end {
                break;
            }
            self.push_source(at..cut, &mut out);
            out.push('…');
            at = cut;
        }
        self.push_source(at..range.end, &mut out);
        out
    }

    /// The words as the source has them, without its white space.
    fn push_source(&self, range: Range<usize>, out: &mut String) {
        let range = self.repaired.source(Stretch::new(range.start, range.end));
        let words = self.source.get(range).unwrap_or("");
        out.extend(
            words
                .chars()
                .filter(|c| !c.is_whitespace() && !matches!(c, '「' | '」')),
        );
    }
}

/// Words without the ordinal of a heading that they run on from: 八、省与市县….
fn without_ordinal(words: &str) -> &str {
    match words.split_once('、') {
        Some((ordinal, rest)) if ordinal.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
            rest
        }
        _ => words,
    }
}

/// Words that end a name without being part of it.
const ENDINGS: [&str; 16] = [
    "每人每年",
    "每人每月",
    "不低于",
    "不超过",
    "不少于",
    "达到",
    "提高到",
    "提高至",
    "为",
    "按",
    "约",
    "的",
    "每人",
    "超过",
    "至",
    "到",
];

/// Signs that the extract language keeps for itself.
pub(super) const RESERVED: [char; 30] = [
    ' ', '（', '）', '(', ')', '：', ':', '，', ',', '、', '；', ';', '=', '≥', '≤', '>', '<', '+', '-', '×',
    '·', '「', '」', '【', '】', '｜', '%', '#', '《', '》',
];
