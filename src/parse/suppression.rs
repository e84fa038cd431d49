//! Comments that ask for findings to be left out: `# 忽略 RULE：理由`.
//!
//! Such a comment speaks of its own line, or, where it stands alone, of the next line that states
//! something. It is read beside the statements, so that it works at the end of any line, even one that
//! cannot be read.

use crate::source::{FileId, Span, lines};

/// The word that such a comment begins with.
pub const SUPPRESS: &str = "忽略";

/// One comment that asks for findings to be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressionComment {
    /// From `#` to its last word.
    pub span: Span,
    /// The names of rules that it gives, with their places; there may be none.
    pub rules: Vec<(String, Span)>,
    /// Why; empty where none is given.
    pub reason: String,
    /// The line that it speaks of; from the line below the comment on where it stands alone.
    pub covers: Span,
}

/// Whether the words of a comment, without its `#`, ask for findings to be left out.
pub(super) fn is_suppression(comment: &str) -> bool {
    // 忽略以下说明 is an ordinary comment: a name of a rule, white space or a colon must follow.
    comment.trim_start().strip_prefix(SUPPRESS).is_some_and(|rest| {
        rest.chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || c.is_ascii() || c == '：')
    })
}

/// All such comments in the text of an extract, in order.
pub(super) fn suppressions(file: FileId, text: &str) -> Vec<SuppressionComment> {
    if !text.contains(SUPPRESS) {
        return Vec::new();
    }
    let mut found: Vec<SuppressionComment> = Vec::new();
    // Those that stand alone and wait for the line that they speak of.
    let mut waiting: Vec<usize> = Vec::new();
    for range in lines(text) {
        let Some(line) = text.get(range.start..range.end) else {
            continue;
        };
        let trimmed = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let alone = trimmed.starts_with('#');
        if let Some(at) = comment_start(line, alone) {
            let start = range.start.saturating_add(at);
            let words = line.get(at..).unwrap_or_default().trim_end();
            let covers = if alone {
                waiting.push(found.len());
                Span::new(file, range.end, range.end)
            } else {
                Span::new(file, range.start, range.end)
            };
            found.push(read(file, start, words, covers));
        }
        if !alone && !trimmed.is_empty() {
            for index in waiting.drain(..) {
                if let Some(comment) = found.get_mut(index) {
                    comment.covers = comment.covers.to(Span::new(file, range.end, range.end));
                }
            }
        }
    }
    found
}

/// Where the comment begins that asks for something to be left out, in bytes of the line.
fn comment_start(line: &str, alone: bool) -> Option<usize> {
    let is_one = |at: usize| line.get(at.saturating_add(1)..).is_some_and(is_suppression);
    if alone {
        return line.find('#').filter(|&at| is_one(at));
    }
    line.match_indices('#').map(|(at, _)| at).find(|&at| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at..).unwrap_or_default();
        // Words that are quoted are the notice's own.
        let quoted = before.rfind('「') > before.rfind('」') && after.contains('」');
        before.ends_with(char::is_whitespace) && !quoted && is_one(at)
    })
}

/// Takes a comment apart, which begins at byte `start` of the file.
fn read(file: FileId, start: usize, words: &str, covers: Span) -> SuppressionComment {
    let body = words
        .find(SUPPRESS)
        .map_or(words.len(), |at| at.saturating_add(SUPPRESS.len()));
    let rest = words.get(body..).unwrap_or_default();
    let colon = rest.find(['：', ':']);
    let (names, reason) = match colon {
        Some(at) => {
            let reason = rest.get(at..).unwrap_or_default();
            (
                rest.get(..at).unwrap_or_default(),
                reason.trim_start_matches(['：', ':']),
            )
        }
        None => (rest, ""),
    };
    let mut rules = Vec::new();
    let mut at = start.saturating_add(body);
    for name in names.split_inclusive(|c: char| c.is_whitespace() || "、，,".contains(c)) {
        let bare = name.trim_matches(|c: char| c.is_whitespace() || "、，,".contains(c));
        if !bare.is_empty() {
            rules.push((
                bare.to_owned(),
                Span::new(file, at, at.saturating_add(bare.len())),
            ));
        }
        at = at.saturating_add(name.len());
    }
    SuppressionComment {
        span: Span::new(file, start, start.saturating_add(words.len())),
        rules,
        reason: reason.trim().to_owned(),
        covers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Sources};

    /// Each comment as its rules, its reason, and the lines that it covers.
    fn read_all(text: &str) -> Vec<(Vec<String>, String, (usize, usize))> {
        let mut sources = Sources::new();
        let file = sources.next_id(0);
        let found = suppressions(file, text);
        sources.add(SourceFile::new("a.notice", text));
        found
            .into_iter()
            .map(|comment| {
                let named = comment.rules.iter().map(|(name, span)| {
                    assert_eq!(sources.slice(*span), name);
                    name.clone()
                });
                assert!(sources.slice(comment.span).starts_with('#'), "{comment:?}");
                let lines = (
                    sources.start(comment.covers).line,
                    sources.end(comment.covers).line,
                );
                (named.collect(), comment.reason.clone(), lines)
            })
            .collect()
    }

    fn one(rules: &[&str], reason: &str, lines: (usize, usize)) -> (Vec<String>, String, (usize, usize)) {
        (
            rules.iter().map(|&rule| rule.to_owned()).collect(),
            reason.to_owned(),
            lines,
        )
    }

    #[test]
    fn a_comment_speaks_of_its_own_line_or_of_the_next_that_states_something() {
        let text = "文号：甲  # 忽略 malformed-number：原件如此\n\n# 忽略 sum-mismatch、share-total: 两处\n# 另注\n\n    财政补助 = 640元\n";
        assert_eq!(
            read_all(text),
            [
                one(&["malformed-number"], "原件如此", (1, 1)),
                one(&["sum-mismatch", "share-total"], "两处", (3, 6)),
            ]
        );
    }

    #[test]
    fn what_is_quoted_or_merely_begins_alike_is_none() {
        for line in [
            "    财政补助 = 640元 「见 # 忽略 sum-mismatch：甲」",
            "    财政补助 = 640元 # 忽略以下说明",
            "# 不要忽略 sum-mismatch：甲",
            "文号：甲#忽略 sum-mismatch：乙",
        ] {
            assert_eq!(read_all(line), [], "{line}");
        }
    }

    #[test]
    fn a_comment_may_lack_its_reason_or_its_rule() {
        assert_eq!(
            read_all("甲 # 忽略 sum-mismatch"),
            [one(&["sum-mismatch"], "", (1, 1))]
        );
        assert_eq!(read_all("甲 #忽略：理由"), [one(&[], "理由", (1, 1))]);
        assert_eq!(read_all("# 忽略"), [one(&[], "", (1, 1))]);
    }
}
