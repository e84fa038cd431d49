//! The one canonical layout of an extract.
//!
//! An extract is read and reviewed as text, so that two extracts which state the same must look the
//! same, and a change of one fact must be a change of one line. Printing what was read from a printed
//! extract gives the same text again.

mod statement;
#[cfg(test)]
mod tests;

use unicode_width::UnicodeWidthStr;

use super::{Clause, Force, Header, Line, Notice};
use crate::source::{Sources, Span};

/// How far statements stand from the margin, and evidence from the widest statement, in columns.
const INDENT: &str = "    ";

/// Statements wider than this, in columns, do not push the evidence of their neighbours to the right.
const WIDEST_ALIGNED: usize = 88;

/// The canonical text of one statement, without force, evidence and comment.
pub fn layout_clause(clause: &Clause) -> String {
    let mut out = String::new();
    statement::push_form(&mut out, &clause.form);
    out
}

/// The canonical text of a whole extract, a line end after every line.
///
/// Lines that could not be read are taken word for word from `sources`.
pub fn layout_notice(notice: &Notice, sources: &Sources) -> String {
    let mut page = Page::default();
    push_header(&mut page, &notice.header, sources);
    page.blank();
    push_body(&mut page, notice, sources);
    page.text
}

/// The text so far. An empty line is printed only once a line follows it, so that there is none at
/// the start or the end, and never two together.
#[derive(Default)]
struct Page {
    text: String,
    blank_due: bool,
}

impl Page {
    fn line(&mut self, line: &str) {
        if self.blank_due {
            self.text.push('\n');
            self.blank_due = false;
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.blank_due = !self.text.is_empty();
    }

    fn comment(&mut self, indent: &str, comment: &str) {
        self.line(&format!("{indent}# {comment}"));
    }

    /// The whole lines that `span` touches. A span may leave out the white space in front of the
    /// words, or what could be read of the line.
    fn unread(&mut self, span: Span, sources: &Sources) {
        let Some(file) = sources.get(span.file) else {
            return;
        };
        let (first, last) = (sources.start(span).line, sources.end(span).line);
        for number in first..=last {
            let line = file.lines().line_range(file.text(), number);
            let words = file.text().get(line).unwrap_or("");
            if !words.trim().is_empty() {
                self.line(words);
            }
        }
    }
}

fn push_header(page: &mut Page, header: &Header, sources: &Sources) {
    let one = |value: Option<String>| value.unwrap_or_default();
    let name = |value: &Option<super::Name>| one(value.as_ref().map(|name| name.text.to_string()));
    // A number that is wrongly written stays so: the check has yet to name what is wrong.
    let number = |number: &super::NoticeNumber| {
        let written = sources.slice(number.span);
        if number.defects.is_empty() || written.is_empty() {
            number.to_string()
        } else {
            written.trim().to_owned()
        }
    };
    let fields = [
        ("文号", one(header.number.as_ref().map(number))),
        ("标题", name(&header.title)),
        ("机关", statement::joined(&header.issuers, |issuer| &issuer.text)),
        ("地区", name(&header.region)),
        ("成文", one(header.issued.as_ref().map(statement::date))),
        ("年度", one(header.years.as_ref().map(statement::years))),
        ("依据", statement::joined(&header.basis, number)),
        ("转发", statement::joined(&header.forwards, number)),
        ("废止", statement::joined(&header.repeals, number)),
        ("原文", name(&header.source)),
    ];
    for (key, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let notes = || header.notes.iter().filter(|note| note.field == *key);
        for note in notes().filter(|note| note.above) {
            page.comment("", note.text.trim());
        }
        let mut line = format!("{key}：{value}");
        for note in notes().filter(|note| !note.above) {
            line.push_str(" # ");
            line.push_str(note.text.trim());
        }
        page.line(&line);
    }
    for comment in &header.comments {
        page.comment("", comment.trim());
    }
    for &span in &header.unread {
        page.unread(span, sources);
    }
}

fn push_body(page: &mut Page, notice: &Notice, sources: &Sources) {
    let mut block: Vec<&Clause> = Vec::new();
    for line in &notice.body {
        if let Line::Clause(index) = line {
            block.extend(notice.clauses.get(*index));
            continue;
        }
        push_block(page, &std::mem::take(&mut block));
        match line {
            Line::Heading(index) => {
                let Some(heading) = notice.headings.get(*index) else {
                    continue;
                };
                if heading.depth == 1 {
                    page.blank();
                }
                page.line(&format!("{}{}", heading.ordinal, heading.title));
            }
            Line::Comment(text) if text.trim().is_empty() => page.blank(),
            Line::Comment(text) => page.comment(INDENT, text.trim()),
            Line::Unread(span) => page.unread(*span, sources),
            Line::Clause(_) => {}
        }
    }
    push_block(page, &block);
}

/// Prints clauses that stand together, their evidence in one column.
fn push_block(page: &mut Page, clauses: &[&Clause]) {
    let statements: Vec<(String, usize)> = clauses
        .iter()
        .map(|clause| {
            let mut statement = layout_clause(clause);
            if clause.force != Force::Must {
                statement.push_str(" 【");
                statement.push_str(clause.force.word());
                statement.push('】');
            }
            let width = statement.width();
            (statement, width)
        })
        .collect();
    let widest = statements
        .iter()
        .map(|&(_, width)| width)
        .filter(|&width| width <= WIDEST_ALIGNED)
        .max()
        .unwrap_or(0);
    for (clause, (statement, width)) in clauses.iter().zip(&statements) {
        let mut line = format!("{INDENT}{statement}");
        if let Some(evidence) = &clause.evidence {
            let padding = widest.saturating_sub(*width);
            line.push_str(&" ".repeat(padding));
            line.push_str(INDENT);
            line.push('「');
            line.push_str(&evidence.text);
            line.push('」');
        }
        if let Some(comment) = clause
            .comment
            .as_ref()
            .map(|comment| comment.trim())
            .filter(|c| !c.is_empty())
        {
            line.push_str(" # ");
            line.push_str(comment);
        }
        page.line(&line);
    }
}
