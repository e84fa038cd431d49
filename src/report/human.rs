//! Findings for people: the words, a frame around them, how the figure follows, what to do.

use std::io::{self, Write};

use super::excerpt::{Excerpt, Limit, Mark};
use super::statistics::{self, paint};
use super::visible::{Paint, pad, visible, width};
use super::{Look, Report, snippet};
use crate::diagnostic::{Counts, Diagnostic, Label, Language, Severity};
use crate::source::{SourceFile, Sources, Span};

/// Snippets of one finding; further places are named, each on one line.
const SNIPPETS: usize = 4;
/// The widest arithmetic for which the places beside it are aligned.
const ALIGNED: usize = 72;
/// Columns between arithmetic and the place that states it.
const BETWEEN: usize = 4;

/// The words around findings, in one language.
struct Words {
    also: &'static str,
    derivation: &'static str,
    help: &'static str,
    joint: &'static str,
    open: &'static str,
    close: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Chinese => Words {
                also: "另见",
                derivation: "推导",
                help: "帮助",
                joint: "；",
                open: "（",
                close: "）",
            },
            Language::English => Words {
                also: "see also",
                derivation: "because",
                help: "help",
                joint: "; ",
                open: " (",
                close: ")",
            },
        }
    }
}

/// Writes all findings, or their counts by rule, and a line that sums up.
pub(super) fn write(report: &Report<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if look.statistics {
        statistics::write(report, look, out)?;
    } else {
        findings(report, look, out)?;
    }
    writeln!(out, "{}", summary(report))
}

/// Writes all findings, an empty line after each.
pub(super) fn findings(report: &Report<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in report.diagnostics {
        Finding {
            sources: report.sources,
            language: report.language,
            look,
            words: Words::of(report.language),
            diagnostic,
        }
        .write(out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// How many findings were suppressed, are known, and are gone, with the words for each; none of what there is not.
fn left_out(summary: super::Summary, words: [&str; 3]) -> Vec<String> {
    let counts = [summary.suppressed, summary.known, summary.gone];
    counts
        .into_iter()
        .zip(words)
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect()
}

/// `3 个公文，120 条陈述：1 个错误，2 个警告，0 个提示；证据核实 100 条，未核实 20 条`
pub(super) fn summary(report: &Report<'_>) -> String {
    let counts = Counts::of(report.diagnostics);
    let summary = report.summary;
    let evidence = [
        (summary.evidence_verified, "核实", "verified"),
        (summary.evidence_unverified, "未核实", "unverified"),
        (summary.evidence_missing, "缺", "missing"),
    ];
    let any = evidence.iter().any(|(count, ..)| *count > 0);
    // Missing evidence is named only where there is some; the other two always belong together.
    let named = evidence
        .iter()
        .enumerate()
        .filter(|(at, (count, ..))| *at < 2 || *count > 0);
    match report.language {
        Language::Chinese => {
            let texts = match summary.texts {
                0 => String::new(),
                texts if texts == summary.notices => "（直接读正文）".to_owned(),
                texts => format!("（其中 {texts} 个直接读正文）"),
            };
            let mut line = format!(
                "{} 个公文{texts}，{} 条陈述：{} 个错误，{} 个警告，{} 个提示",
                summary.notices, summary.statements, counts.errors, counts.warnings, counts.infos
            );
            if any {
                let parts: Vec<String> = named.map(|(_, (n, zh, _))| format!("{zh} {n} 条")).collect();
                line.push_str("；证据");
                line.push_str(&parts.join("，"));
            }
            if summary.left_aside > 0 {
                line.push_str(&format!("；另有 {} 个文本不像公文，未检查", summary.left_aside));
            }
            let out = left_out(summary, ["条按注忽略", "条在基线中", "条在基线中而不再出现"]);
            if !out.is_empty() {
                line.push('；');
                line.push_str(&out.join("，"));
            }
            line
        }
        Language::English => {
            let many = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
            let texts = match summary.texts {
                0 => String::new(),
                texts if texts == summary.notices => " (read from the text)".to_owned(),
                texts => format!(" ({texts} of them read from the text)"),
            };
            let mut line = format!(
                "{}{texts}, {}: {}, {}, {}",
                many(summary.notices, "notice"),
                many(summary.statements, "statement"),
                many(counts.errors, "error"),
                many(counts.warnings, "warning"),
                many(counts.infos, "info")
            );
            if any {
                let parts: Vec<String> = named.map(|(_, (n, _, en))| format!("{n} {en}")).collect();
                line.push_str("; evidence: ");
                line.push_str(&parts.join(", "));
            }
            if summary.left_aside > 0 {
                let aside = many(summary.left_aside, "text");
                line.push_str(&format!("; {aside} not checked, being no notices"));
            }
            let out = left_out(summary, ["suppressed", "in the baseline", "of the baseline gone"]);
            if !out.is_empty() {
                line.push_str("; ");
                line.push_str(&out.join(", "));
            }
            line
        }
    }
}

struct Finding<'a> {
    sources: &'a Sources,
    language: Language,
    look: Look,
    words: Words,
    diagnostic: &'a Diagnostic,
}

impl<'a> Finding<'a> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let icon = match self.diagnostic.severity {
            Severity::Error => "×",
            Severity::Warning => "⚠",
            Severity::Info => "☞",
        };
        let name = format!("{icon} {}", self.diagnostic.rule);
        writeln!(
            out,
            "{}: {}",
            paint(self.diagnostic.severity).on(&name, self.look.colour),
            visible(self.diagnostic.message.get(self.language))
        )?;
        self.snippets(out)?;
        self.derivation(out)?;
        self.help(out)
    }

    fn snippets(&self, out: &mut dyn Write) -> io::Result<()> {
        let limit = Limit::new(self.look.width);
        let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
        let mut rest: Vec<&Label> = Vec::new();
        let labels = std::iter::once(&self.diagnostic.primary).chain(&self.diagnostic.related);
        for (at, label) in labels.enumerate() {
            let Some((file, mark)) = self.mark(label, at == 0) else {
                continue;
            };
            let joint = self.words.joint;
            if excerpts
                .iter_mut()
                .any(|excerpt| excerpt.take(file, &mark, joint))
            {
                continue;
            }
            if excerpts.len() < SNIPPETS {
                excerpts.push(Excerpt::new(file, mark, limit));
            } else {
                rest.push(label);
            }
        }
        for (at, excerpt) in excerpts.into_iter().enumerate() {
            if at == 1 {
                writeln!(out, "  {}", self.heading(self.words.also))?;
            }
            let drawn = snippet::draw(excerpt, self.diagnostic.severity, self.look.colour);
            out.write_all(drawn.map_err(io::Error::other)?.as_bytes())?;
        }
        for label in rest {
            let text = visible(label.text.get(self.language));
            let place = self.place(label.span, true);
            writeln!(out, "    {}  {text}", Paint::Dim.on(&place, self.look.colour))?;
        }
        Ok(())
    }

    /// The file of `label` and what is to be underlined there; nothing where the file is not known.
    fn mark(&self, label: &Label, primary: bool) -> Option<(&'a SourceFile, Mark)> {
        let file = self.sources.get(label.span.file)?;
        Some((
            file,
            Mark {
                range: label.span.range(),
                text: visible(label.text.get(self.language)).into_owned(),
                primary,
            },
        ))
    }

    fn derivation(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut lines: Vec<(String, String)> = Vec::new();
        for step in &self.diagnostic.derivation {
            let mut place = self.place(step.span, false);
            if let Some(notice) = &step.notice {
                place = format!("{} · {place}", visible(notice));
            }
            for line in step.text.get(self.language).lines() {
                lines.push((visible(line).into_owned(), place.clone()));
            }
        }
        let widths = lines.iter().map(|(text, _)| width(text));
        let aligned = widths.filter(|width| *width <= ALIGNED).max().unwrap_or(0);
        for (at, (text, place)) in lines.iter().enumerate() {
            let title = if at == 0 { self.words.derivation } else { "" };
            writeln!(
                out,
                "  {}  {}{:BETWEEN$}{}",
                self.title(title),
                pad(text, aligned),
                "",
                Paint::Dim.on(place, self.look.colour)
            )?;
        }
        Ok(())
    }

    fn help(&self, out: &mut dyn Write) -> io::Result<()> {
        let title = self.title(self.words.help);
        let explain = format!("duibiao explain {}", self.diagnostic.rule);
        match &self.diagnostic.help {
            Some(help) => writeln!(
                out,
                "  {title}  {}{}{explain}{}",
                visible(help.get(self.language)),
                self.words.open,
                self.words.close
            ),
            None => writeln!(out, "  {title}  {explain}"),
        }
    }

    /// `text` as the title of a row, as wide as all titles.
    fn title(&self, text: &str) -> String {
        let widest = width(self.words.derivation).max(width(self.words.help));
        self.heading(&pad(text, widest))
    }

    fn heading(&self, text: &str) -> String {
        Paint::Cyan.on(text, self.look.colour).into_owned()
    }

    fn place(&self, span: Span, column: bool) -> String {
        let start = self.sources.start(span);
        let path = visible(self.sources.path(span.file));
        if column {
            format!("{path}:{}:{}", start.line, start.column)
        } else {
            format!("{path}:{}", start.line)
        }
    }
}

#[cfg(test)]
#[path = "human_tests.rs"]
mod tests;
