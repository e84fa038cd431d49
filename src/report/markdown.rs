//! A summary in Markdown, for a page that people read after a run.

use std::collections::BTreeMap;
use std::io;

use super::statistics::{Counts, LEVELS, count, level};
use super::{Look, Report, human, visible};
use crate::diagnostic::Language;

/// Findings that are listed; of more only the number is said.
const LISTED: usize = 200;

/// Writes what was looked at, a count by rule, and the findings.
pub(super) fn write(report: &Report<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let zh = report.language == Language::Chinese;
    writeln!(out, "## 对标 duibiao\n\n{}", human::summary(report))?;
    counts(report, out)?;
    if !report.diagnostics.is_empty() {
        let head = if zh {
            "| 级别 | 规则 | 位置 | 发现 |"
        } else {
            "| level | rule | place | finding |"
        };
        writeln!(out, "\n{head}\n|---|---|---|---|")?;
        for diagnostic in report.diagnostics.iter().take(LISTED) {
            let span = diagnostic.primary.span;
            writeln!(
                out,
                "| {} | `{}` | {}:{} | {} |",
                level(diagnostic.severity, report.language),
                diagnostic.rule,
                cell(report.sources.path(span.file)),
                report.sources.start(span).line,
                cell(diagnostic.message.get(report.language))
            )?;
        }
        let rest = report.diagnostics.len().saturating_sub(LISTED);
        match (rest, zh) {
            (0, _) => {}
            (rest, true) => writeln!(out, "\n另有 {rest} 条未列出。")?,
            (rest, false) => writeln!(out, "\n{rest} more are not listed.")?,
        }
    }
    if !report.unreadable.is_empty() {
        writeln!(
            out,
            "\n{}\n",
            if zh {
                "读不了的输入："
            } else {
                "Input that could not be read:"
            }
        )?;
        for (path, reason) in report.unreadable {
            writeln!(out, "- {} — {}", cell(path), cell(reason.get(report.language)))?;
        }
    }
    Ok(())
}

fn counts(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rules: BTreeMap<&str, Counts> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        count(rules.entry(diagnostic.rule).or_default(), diagnostic);
    }
    if rules.is_empty() {
        return Ok(());
    }
    let rule = if report.language == Language::Chinese {
        "规则"
    } else {
        "rule"
    };
    let [error, warning, info] = LEVELS.map(|severity| level(severity, report.language));
    writeln!(
        out,
        "\n| {rule} | {error} | {warning} | {info} |\n|---|---:|---:|---:|"
    )?;
    for (rule, [errors, warnings, infos]) in rules {
        writeln!(out, "| `{rule}` | {errors} | {warnings} | {infos} |")?;
    }
    Ok(())
}

/// Words within a cell of a table.
fn cell(words: &str) -> String {
    let words = visible(words);
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
