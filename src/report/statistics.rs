//! Findings counted by rule, for a corpus whose findings are too many to read one by one.

use std::collections::BTreeMap;
use std::io;

use super::visible::{Paint, pad, width};
use super::{Look, Report};
use crate::diagnostic::{Language, Severity};

/// Writes one line for each rule that found something, the most frequent first.
pub(super) fn write(report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        let count = counts.entry((diagnostic.rule, diagnostic.severity)).or_default();
        *count = count.saturating_add(1);
    }
    let mut rows: Vec<((&str, Severity), usize)> = counts.into_iter().collect();
    // The sort is stable, so rules of one count stay in the order of their names.
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));
    let digits = rows.first().map_or(0, |(_, count)| count.to_string().len());
    let names = rows.iter().map(|((rule, _), _)| width(rule)).max().unwrap_or(0);
    for ((rule, severity), count) in rows {
        let level = level(severity, report.language);
        let paint = paint(severity);
        writeln!(
            out,
            "{count:>digits$}  {}  {}",
            pad(rule, names),
            paint.on(level, look.colour)
        )?;
    }
    Ok(())
}

/// The word for a level.
pub(super) fn level(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "警告",
        (Severity::Info, Language::Chinese) => "提示",
        (severity, Language::English) => severity.name(),
    }
}

/// The colour of a level.
pub(super) fn paint(severity: Severity) -> Paint {
    match severity {
        Severity::Error => Paint::Red,
        Severity::Warning => Paint::Yellow,
        Severity::Info => Paint::Cyan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Text};
    use crate::report::Summary;
    use crate::source::{SourceFile, Sources, Span};

    #[test]
    fn the_most_frequent_rule_comes_first_then_the_name() {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("a.notice", "甲"));
        let finding = |rule| Diagnostic::new(rule, Span::new(file, 0, 3), Text::same(""));
        let mut diagnostics = vec![
            finding("unknown-item"),
            finding("target-missed").severity(Severity::Warning),
        ];
        diagnostics.extend((0..10).map(|_| finding("sum-mismatch")));
        let report = Report {
            sources: &sources,
            diagnostics: &diagnostics,
            summary: Summary::default(),
            unreadable: &[],
            language: Language::Chinese,
        };
        let mut out = Vec::new();
        write(&report, Look::default(), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        10  sum-mismatch   错误
         1  target-missed  警告
         1  unknown-item   错误
        ");
    }
}
