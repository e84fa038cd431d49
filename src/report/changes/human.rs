//! Changes for people: one line for each, then the words of both sides.

use std::io::{self, Write};

use super::{ChangeRow, ChangeTable, ComparedNotice, heading, one_line, remarks, status, sum, values};
use crate::diagnostic::Language;
use crate::report::visible::{Paint, pad, visible, width};
use crate::source::{Sources, Span};

/// The widest heading for which the values beside it are aligned, in columns.
const ALIGNED: usize = 44;
/// The longest words that are shown whole, in characters.
const WORDS: usize = 120;

struct Words {
    compare: &'static str,
    old: &'static str,
    new: &'static str,
    near: &'static str,
    renames: &'static str,
    sum: &'static str,
    comma: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Chinese => Words {
                compare: "对比",
                old: "旧",
                new: "新",
                near: "或为",
                renames: "更名",
                sum: "合计",
                comma: "，",
            },
            Language::English => Words {
                compare: "changes",
                old: "old",
                new: "new",
                near: "maybe",
                renames: "terms",
                sum: "total",
                comma: ", ",
            },
        }
    }
}

/// Writes every table, an empty line between two.
pub(super) fn write(
    tables: &[ChangeTable],
    sources: &Sources,
    language: Language,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(language);
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let page = Page {
            table,
            sources,
            language,
            colour,
            words: &words,
        };
        page.write(out)?;
    }
    Ok(())
}

struct Page<'a> {
    table: &'a ChangeTable,
    sources: &'a Sources,
    language: Language,
    colour: bool,
    words: &'a Words,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let title = format!("{} {}", self.words.compare, self.table.region);
        writeln!(out, "{}", Paint::Cyan.on(&visible(&title), self.colour))?;
        for (word, notices) in [
            (self.words.old, &self.table.old),
            (self.words.new, &self.table.new),
        ] {
            for notice in notices {
                writeln!(out, "  {word}  {}", self.notice(notice))?;
            }
        }
        writeln!(out)?;
        let rows = &self.table.changes;
        let statuses = rows
            .iter()
            .map(|row| width(status(row.status, self.language)))
            .max()
            .unwrap_or(0);
        let headings = rows
            .iter()
            .map(|row| width(&heading(row, self.language)))
            .filter(|width| *width <= ALIGNED)
            .max()
            .unwrap_or(0);
        for row in rows {
            self.row(row, statuses, headings, out)?;
        }
        if !rows.is_empty() {
            writeln!(out)?;
        }
        for rename in &self.table.renames {
            let (old, new) = (visible(&rename.old), visible(&rename.new));
            let count = rename.count;
            let line = match self.language {
                Language::Chinese => format!("{old} → {new}（{}，{count} 处）", by_zh(rename.by)),
                Language::English => format!("{old} → {new} ({}, met {count} times)", by_en(rename.by)),
            };
            writeln!(out, "{}  {line}", self.words.renames)?;
        }
        writeln!(
            out,
            "{}  {}",
            self.words.sum,
            sum(self.table.counts, self.language)
        )
    }

    fn notice(&self, notice: &ComparedNotice) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(notice.number.clone());
        if let Some(year) = notice.year {
            parts.push(match self.language {
                Language::Chinese => format!("{year}年度"),
                Language::English => format!("for {year}"),
            });
        }
        parts.push(notice.file.clone());
        visible(&parts.join("  ")).into_owned()
    }

    fn row(&self, row: &ChangeRow, statuses: usize, headings: usize, out: &mut dyn Write) -> io::Result<()> {
        let paint = match row.status {
            "contradicted" => Paint::Red,
            "changed" | "dropped" => Paint::Yellow,
            "new" | "renamed" => Paint::Cyan,
            _ => Paint::Dim,
        };
        let word = pad(status(row.status, self.language), statuses);
        let (heading, values) = (heading(row, self.language), one_line(&values(row)));
        let remarks = remarks(row, &self.table.renames, self.language);
        let mut line = pad(&visible(&heading), headings);
        for part in [values, remarks.join(self.words.comma)] {
            if !part.is_empty() {
                line.push_str("  ");
                line.push_str(&visible(&part));
            }
        }
        writeln!(out, "{}  {}", paint.on(&word, self.colour), line.trim_end())?;
        let indent = statuses.saturating_add(2);
        for (word, side) in [(self.words.old, &row.old), (self.words.new, &row.new)] {
            if let Some(side) = side {
                self.words_at(word, side.span, indent, out)?;
            }
        }
        if let Some(near) = row.near {
            self.words_at(self.words.near, near, indent, out)?;
        }
        Ok(())
    }

    /// `    旧 a.notice:14「…」`
    fn words_at(&self, word: &str, span: Span, indent: usize, out: &mut dyn Write) -> io::Result<()> {
        let start = self.sources.start(span);
        let place = format!("{}:{}:{}", self.sources.path(span.file), start.line, start.column);
        let text = one_line(self.sources.slice(span));
        let mut shown: String = text.chars().take(WORDS).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        writeln!(
            out,
            "{:indent$}{word} {} 「{}」",
            "",
            Paint::Dim.on(&visible(&place), self.colour),
            visible(&shown)
        )
    }
}

fn by_zh(by: &str) -> &'static str {
    match by {
        "option" => "依 --rename",
        "vocabulary" => "依词汇的更名",
        "alias" => "依词汇的别名",
        _ => "依词汇的分类",
    }
}

fn by_en(by: &str) -> &'static str {
    match by {
        "option" => "by --rename",
        "vocabulary" => "by the vocabulary's renames",
        "alias" => "by the vocabulary's aliases",
        _ => "by the vocabulary's partitions",
    }
}
