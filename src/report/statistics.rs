//! Findings counted by rule and by file, for a corpus whose findings are too many to read one by one.

use std::collections::BTreeMap;
use std::io;

use super::visible::{Paint, pad, visible, width};
use super::{Look, Report};
use crate::diagnostic::{Diagnostic, Language, Severity};

/// Files that are named; those with fewer findings are counted together.
const FILES: usize = 10;
/// The levels in the order of the columns.
pub(super) const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// How many findings of each level, in the order of [`LEVELS`].
pub(super) type Counts = [usize; 3];

/// Counts `diagnostic` at its level.
pub(super) fn count(counts: &mut Counts, diagnostic: &Diagnostic) {
    let column = LEVELS.iter().position(|level| *level == diagnostic.severity);
    if let Some(count) = column.and_then(|column| counts.get_mut(column)) {
        *count = count.saturating_add(1);
    }
}

/// Writes one table of rules and one of files: the most errors first, then the most warnings, then infos.
pub(super) fn write(report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    if report.diagnostics.is_empty() {
        return Ok(());
    }
    let (mut rules, mut files): (BTreeMap<&str, Counts>, BTreeMap<&str, Counts>) = Default::default();
    for diagnostic in report.diagnostics {
        let path = report.sources.path(diagnostic.primary.span.file);
        count(rules.entry(diagnostic.rule).or_default(), diagnostic);
        count(files.entry(path).or_default(), diagnostic);
    }
    let (rules, files) = (ranked(rules), ranked(files));
    let (shown, rest) = files.split_at_checked(FILES).unwrap_or((&files, &[]));
    let (by_rule, by_file, others) = match report.language {
        Language::Chinese => ("规则", "文件", format!("其余 {} 个文件", rest.len())),
        Language::English => ("rule", "file", format!("{} more files", rest.len())),
    };
    let mut lines: Vec<(String, Counts)> = shown
        .iter()
        .map(|(path, counts)| (visible(path).into_owned(), *counts))
        .collect();
    if !rest.is_empty() {
        let add = |sum: Counts, (_, counts): &(&str, Counts)| -> Counts {
            let mut both = sum.iter().zip(counts).map(|(a, b)| a.saturating_add(*b));
            [(); 3].map(|()| both.next().unwrap_or_default())
        };
        lines.push((others, rest.iter().fold([0; 3], add)));
    }
    let rules: Vec<(String, Counts)> = rules
        .into_iter()
        .map(|(rule, counts)| (rule.to_owned(), counts))
        .collect();
    // Both tables have one width, so that their columns stand under each other.
    let names = rules
        .iter()
        .chain(&lines)
        .map(|(name, _)| width(name))
        .max()
        .unwrap_or(0);
    for (title, rows) in [(by_rule, rules), (by_file, lines)] {
        let table = Table {
            title,
            names,
            language: report.language,
            look,
        };
        table.write(&rows, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Sorted by errors, warnings and infos, the most first; what has the same counts stays in the order of names.
fn ranked(counts: BTreeMap<&str, Counts>) -> Vec<(&str, Counts)> {
    let mut rows: Vec<(&str, Counts)> = counts.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    rows
}

struct Table<'a> {
    title: &'a str,
    names: usize,
    language: Language,
    look: Look,
}

impl Table<'_> {
    fn write(&self, rows: &[(String, Counts)], out: &mut dyn io::Write) -> io::Result<()> {
        let words = LEVELS.map(|severity| level(severity, self.language));
        let digits = rows
            .iter()
            .flat_map(|(_, counts)| counts)
            .max()
            .map_or(0, |count| count.to_string().len());
        let column = words
            .iter()
            .map(|word| width(word))
            .max()
            .unwrap_or(0)
            .max(digits);
        let mut head = pad(self.title, self.names);
        for word in words {
            head.push_str(&" ".repeat(column.saturating_sub(width(word)).saturating_add(2)));
            head.push_str(word);
        }
        writeln!(out, "{}", Paint::Dim.on(&head, self.look.colour))?;
        for (name, counts) in rows {
            let mut line = pad(name, self.names);
            for (severity, count) in LEVELS.iter().zip(counts) {
                // Nothing is left blank: what there is stands out.
                let count = if *count == 0 {
                    String::new()
                } else {
                    count.to_string()
                };
                line.push_str(&" ".repeat(column.saturating_sub(count.len()).saturating_add(2)));
                line.push_str(&paint(*severity).on(&count, self.look.colour && !count.is_empty()));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
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

    fn counted(language: Language) -> String {
        let mut sources = Sources::new();
        let files: Vec<_> = (0..13)
            .map(|n| sources.add(SourceFile::new(format!("公文{n:02}.notice"), "甲")))
            .collect();
        let finding = |rule, file: usize| Diagnostic::new(rule, Span::new(files[file], 0, 3), Text::same(""));
        let mut diagnostics = vec![
            finding("unknown-item", 0).severity(Severity::Info),
            finding("target-missed", 0).severity(Severity::Warning),
            finding("sum-mismatch", 12).severity(Severity::Info),
        ];
        diagnostics.extend((0..110).map(|n| finding("sum-mismatch", n % 12)));
        let report = Report {
            sources: &sources,
            diagnostics: &diagnostics,
            summary: Summary::default(),
            unreadable: &[],
            language,
            rules: &[],
            denied: Severity::Error,
        };
        let mut out = Vec::new();
        write(&report, Look::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rules_and_files_are_counted_by_level() {
        let zh = counted(Language::Chinese);
        let lines: Vec<&str> = zh.lines().collect();
        assert_eq!(
            lines.get(..4).unwrap(),
            [
                "规则           错误  警告  提示",
                "sum-mismatch    110           1",
                "target-missed           1",
                "unknown-item                  1",
            ]
        );
        assert_eq!(lines[5], "文件           错误  警告  提示");
        assert_eq!(lines[6], "公文00.notice    10     1     1");
        // 13 files have findings; the last three are counted together.
        assert_eq!(lines.len(), 18);
        assert_eq!(lines[16], "其余 3 个文件    18           1");
        assert_eq!(lines[17], "");
        let en = counted(Language::English);
        assert!(en.starts_with("rule             error  warning"), "{en}");
        assert!(en.contains("3 more files"), "{en}");
    }

    /// Every number stands under the word for its level, whatever the width of the characters before it.
    #[test]
    fn columns_stand_under_each_other() {
        for language in [Language::Chinese, Language::English] {
            let text = counted(language);
            let ends = |line: &str, word: &str| line.find(word).map(|at| width(&line[..at]) + width(word));
            let lines: Vec<&str> = text.lines().collect();
            let error = level(Severity::Error, language);
            for (head, row) in [(0, 1), (5, 6)] {
                let number = if row == 1 { "110" } else { "10" };
                assert_eq!(ends(lines[head], error), ends(lines[row], number), "{text}");
            }
        }
    }

    #[test]
    fn no_findings_are_no_table() {
        let sources = Sources::new();
        let report = Report {
            sources: &sources,
            diagnostics: &[],
            summary: Summary::default(),
            unreadable: &[],
            language: Language::Chinese,
            rules: &[],
            denied: Severity::Error,
        };
        let mut out = Vec::new();
        write(&report, Look::default(), &mut out).unwrap();
        assert_eq!(out, b"");
    }
}
