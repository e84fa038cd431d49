//! The full texts that cells lead to, line by line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape::Escaped;
use crate::diagnostic::Language;
use crate::report::coverage::CoverageReport;
use crate::source::{FileId, Span};

/// What a line is found by.
pub(super) fn anchor(file: FileId, line: usize) -> String {
    format!("t{}-{line}", file.number())
}

/// Writes every file that holds a mandate or an answer, with the words of both marked.
pub(super) fn write(report: &CoverageReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let coverage = report.coverage;
    let mut spans: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    let asked = coverage
        .cells
        .iter()
        .filter_map(|cell| coverage.rows.get(cell.row))
        .flat_map(|row| &row.clauses)
        .map(|clause| clause.span);
    let answered = coverage
        .cells
        .iter()
        .flat_map(|cell| &cell.parts)
        .flat_map(|part| &part.answers)
        .map(|answer| answer.words.span);
    for span in asked.chain(answered) {
        spans.entry(span.file).or_default().push(span);
    }
    for notice in coverage
        .cells
        .iter()
        .filter_map(|cell| coverage.notice(cell.notice))
    {
        spans.entry(notice.span.file).or_default();
    }
    let title = match report.language {
        Language::Chinese => "全文",
        Language::English => "Full texts",
    };
    writeln!(out, "<section class=\"texts\">\n<h2>{title}</h2>")?;
    for (file, mut marked) in spans {
        marked.sort_unstable();
        marked.dedup();
        let path = report.sources.path(file);
        let notices = coverage.notices.iter().filter(|notice| notice.span.file == file);
        let names: Vec<&str> = notices.map(|notice| notice.name()).collect();
        writeln!(
            out,
            "<details><summary>{}<small>{}</small></summary>\n<ol class=\"text\">",
            Escaped(&names.join("、")),
            Escaped(path)
        )?;
        let text = report.sources.get(file).map_or("", |file| file.text());
        lines(file, text, &marked, out)?;
        writeln!(out, "</ol></details>")?;
    }
    writeln!(out, "</section>")
}

/// One item for each line; what several spans share is marked once.
fn lines(file: FileId, text: &str, marked: &[Span], out: &mut dyn Write) -> io::Result<()> {
    let mut marks = marked.iter().map(|span| span.range()).peekable();
    let mut open = 0..0;
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        let end = at + line.len();
        write!(out, "<li id=\"{}\">", anchor(file, number + 1))?;
        let mut done = at;
        loop {
            if open.end <= done {
                match marks.peek() {
                    Some(next) if next.start < end => {
                        open = marks.next().unwrap_or(0..0);
                        continue;
                    }
                    _ => break,
                }
            }
            if open.start >= end {
                break;
            }
            let (from, to) = (open.start.max(done), open.end.min(end));
            let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
            // Of words that run on to the next line nothing may be left on this one.
            if from < to {
                write!(
                    out,
                    "{}<mark>{}</mark>",
                    Escaped(slice(done, from)),
                    Escaped(slice(from, to).trim_end_matches('\r'))
                )?;
                done = to;
            }
            if open.end > end {
                break;
            }
            open = 0..0;
        }
        let rest = text.get(done..end).unwrap_or_default();
        writeln!(out, "{}</li>", Escaped(rest.trim_end_matches('\r')))?;
        at = end + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Sources};

    fn shown(text: &str, words: &[(usize, usize)]) -> String {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("a", text));
        let spans: Vec<Span> = words
            .iter()
            .map(|&(start, end)| Span::new(file, start, end))
            .collect();
        let mut out = Vec::new();
        lines(file, text, &spans, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn words_are_marked_once_and_over_lines() {
        assert_eq!(
            shown("ab<d\nefg\nh", &[(1, 4), (2, 3), (3, 6), (9, 10)]),
            "<li id=\"t0-1\">a<mark>b&lt;d</mark></li>\n<li id=\"t0-2\"><mark>e</mark>fg</li>\n<li id=\"t0-3\"><mark>h</mark></li>\n"
        );
        assert_eq!(shown("ab", &[]), "<li id=\"t0-1\">ab</li>\n");
    }
}
