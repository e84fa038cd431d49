//! Whether a line goes on with the element before it.

use super::line::{Gap, Line};
use super::shape::{NARROW, Shape};
use crate::text::kind::{Kind, duty_label, is_organs};
use crate::text::marks::{is_blank, is_opening, is_terminal, never_begins};

/// The element that is being put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    /// Where it begins in the repaired text.
    pub(super) start: usize,
    /// What its first line is.
    pub(super) kind: Kind,
    /// The columns of its last line.
    pub(super) width: usize,
}

/// How far back from its end an element is looked at, in bytes.
const TAIL: usize = 600;

/// How far a bracket may be closed within the next line, in bytes.
const REACH: usize = 600;

/// What is known of the two sides of a line end.
pub(super) struct Seam<'a> {
    pub(super) source: &'a str,
    pub(super) shape: Shape,
    /// The element so far, its words.
    pub(super) before: &'a str,
    pub(super) element: Element,
    pub(super) line: &'a Line,
    pub(super) next: &'a str,
    pub(super) kind: Kind,
    /// The innermost bracket that the element leaves open, and about how far back.
    pub(super) open: Option<(char, usize)>,
    /// The first bracket that the next line closes without opening it, and where.
    pub(super) closed: Option<(char, usize)>,
    /// The lines after it.
    pub(super) ahead: &'a [Line],
}

impl Seam<'_> {
    /// Whether the next line goes on with the element.
    pub(super) fn joins(&self) -> bool {
        if self.line.table.is_some() || self.line.marked {
            return false;
        }
        if matches!(
            self.element.kind,
            Kind::Rule | Kind::Number | Kind::Date | Kind::Printing | Kind::Note | Kind::Field
        ) {
            return false;
        }
        let tail = tail(self.before);
        let Some(last) = tail.chars().next_back() else {
            return false;
        };
        if self.next.starts_with(never_begins) {
            return true;
        }
        // Behind a full stop the bracket must close soon: elsewhere one of the two is a slip.
        let reach = if last == '。' { REACH / 2 } else { REACH };
        if self
            .closed
            .is_some_and(|(open, at)| self.open.is_some_and(|(known, _)| known == open) && at < reach)
        {
            return true;
        }
        if self.is_within_bracket(last) {
            return true;
        }
        if self.names_issuers(tail) {
            return true;
        }
        if self.begins_element() {
            return false;
        }
        if is_opening(last) {
            return true;
        }
        if is_terminal(last) || self.ends_with_duties(tail) {
            return self.is_flush();
        }
        if matches!(last, '，' | '、') {
            return true;
        }
        if let Some(joined) = self.title(tail) {
            return joined;
        }
        self.goes_on(tail)
    }

    /// Whether the two lines stand one below the other.
    fn is_adjacent(&self) -> bool {
        self.line.gap == Gap::None || self.shape.spread && self.line.gap == Gap::Blank
    }

    /// Whether the line end stands within a bracket that closes further down: where lines are broken
    /// anywhere, one line may hold neither end of it.
    fn is_within_bracket(&self, last: char) -> bool {
        (self.shape.ragged || self.shape.width.is_some())
            && self.is_adjacent()
            && last != '。'
            && self.element.width >= NARROW
            && self.open.is_some_and(|(_, back)| back < REACH)
            && matches!(
                self.kind,
                Kind::Plain | Kind::Label | Kind::Duty | Kind::Organs | Kind::Date
            )
    }

    /// Whether the next line is one that begins an element, whatever stands before it.
    fn begins_element(&self) -> bool {
        match self.kind {
            Kind::Plain => false,
            // An organ may stand within a sentence, and so may 联系人.
            Kind::Organs => !self.is_running() || self.shape.width.is_none(),
            _ => true,
        }
    }

    /// Whether the element is text, with marks within it.
    fn is_running(&self) -> bool {
        tail(self.before).contains(['，', '。', '；'])
    }

    /// A sentence may end where a line was broken: then the next line has no indent, as the first lines of
    /// paragraphs have.
    fn is_flush(&self) -> bool {
        self.shape.indents
            && self.line.indent < 2
            && self.is_adjacent()
            && self.shape.is_full(self.element.width)
            && self.is_running()
    }

    /// （牵头单位：…） and the like end a paragraph, and so does a bracket behind a full stop.
    fn ends_with_duties(&self, tail: &str) -> bool {
        let stripped = tail.trim_end_matches(['”', '’', '』', '」']);
        if stripped.ends_with(is_terminal) {
            return true;
        }
        let Some(inner) = tail.strip_suffix('）') else {
            return false;
        };
        let mut depth = 0usize;
        for (at, character) in inner.char_indices().rev() {
            match character {
                '）' => depth = depth.saturating_add(1),
                '（' if depth > 0 => depth = depth.saturating_sub(1),
                '（' => {
                    let before = inner.get(..at).unwrap_or_default();
                    let within = inner
                        .get(at.saturating_add('（'.len_utf8())..)
                        .unwrap_or_default();
                    return before.ends_with(is_terminal)
                        || duty_label(within).is_some()
                        || within.contains("分工负责");
                }
                _ => {}
            }
        }
        false
    }

    /// Whether the element is an organ on a line of its own above the title that it belongs to.
    fn names_issuers(&self, tail: &str) -> bool {
        self.element.kind == Kind::Organs
            && !tail.contains("文件")
            && !tail.contains("关于")
            && (self.next.starts_with("关于")
                || self.kind == Kind::Organs && !self.next.contains("文件") && self.subject_follows())
    }

    /// A title over several lines; `None` where this is none.
    fn title(&self, tail: &str) -> Option<bool> {
        if !matches!(self.element.kind, Kind::Plain | Kind::Organs)
            || self.before.len() > 360
            || tail.contains(['，', '。', '；', '：'])
        {
            return None;
        }
        if !["关于", "印发", "转发", "批转"]
            .iter()
            .any(|word| tail.contains(word))
        {
            return None;
        }
        if is_complete_title(tail) {
            // A signature or the addressees may follow.
            return Some(false);
        }
        let goes_on = self.kind == Kind::Plain
            && self.line.width <= 120
            && !self.next.ends_with(is_terminal)
            && !self.next.contains(['，', '。', '；']);
        goes_on.then_some(true)
    }

    /// Whether lines of organs follow and then one that says what the notice is about.
    fn subject_follows(&self) -> bool {
        for line in self.ahead.iter().take(12) {
            let mut compact = String::new();
            let text = self.source.get(line.start..line.end).unwrap_or_default();
            compact.extend(text.chars().filter(|&c| !is_blank(c)).take(130));
            if compact.starts_with("关于") {
                return true;
            }
            if !is_organs(&compact) || compact.contains("文件") {
                return false;
            }
        }
        false
    }

    /// Whether a line without any mark at its end is unfinished.
    fn goes_on(&self, tail: &str) -> bool {
        let width = self.element.width;
        if self.shape.indents && self.line.indent >= 3 {
            return false;
        }
        let full = self.shape.is_full(width);
        let heading = matches!(self.element.kind, Kind::Ordinal(_)) && !tail.contains('。');
        if heading {
            return full && width >= NARROW && self.is_adjacent() || width >= 100;
        }
        if matches!(
            self.element.kind,
            Kind::Organs | Kind::Attachment | Kind::Copies | Kind::Label | Kind::Duty
        ) {
            return full;
        }
        if self.is_running() {
            return full || width >= NARROW || tail.contains('。');
        }
        // Without any mark it may be a title, a caption or a heading.
        if self.shape.width.is_some() || self.shape.ragged {
            return (full || self.shape.ragged) && width >= NARROW;
        }
        width >= 60 || self.line.gap == Gap::Page && width >= NARROW
    }
}

/// How titles of notices end.
pub(in crate::text) const TITLE_ENDINGS: [&str; 44] = [
    "通知", "通报", "意见", "决定", "函", "批复", "公告", "通告", "报告", "请示", "纪要", "决议", "命令",
    "公报", "议案", "办法", "方案", "规定", "细则", "规划", "条例", "计划", "要点", "措施", "制度", "规则",
    "标准", "目录", "清单", "规程", "纲要", "指引", "指南", "预案", "解读", "分工", "表", "名单", "令",
    "规范", "政策", "复函", "安排", "章程",
];

/// Whether a title ends here.
pub(in crate::text) fn is_complete_title(title: &str) -> bool {
    let title = title.trim_end_matches(['》', '”', '）']);
    let title = ["（试行", "（暂行", "（修订", "（征求意见稿", "（草案", "（试点"]
        .iter()
        .find_map(|ending| title.strip_suffix(ending))
        .unwrap_or(title);
    TITLE_ENDINGS.iter().any(|ending| title.ends_with(ending))
}

fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(TAIL);
    while !text.is_char_boundary(from) {
        from = from.saturating_add(1);
    }
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_with_the_kind_of_notice() {
        assert!(is_complete_title("关于做好工作的通知"));
        assert!(is_complete_title("青平市参保办法（试行）"));
        assert!(!is_complete_title("关于做好2023年"));
    }
}
