//! The words behind each cell, and the words of the page itself.

use std::io::{self, Write};

use super::escape::Escaped;
use super::texts::anchor;
use crate::corpus::State;
use crate::diagnostic::Language;
use crate::report::coverage::words;
use crate::report::coverage::{Cell, Coverage, CoverageReport, Part, Party, Words};

/// The page's own words, in one language.
pub(super) struct Terms {
    pub(super) skip: &'static str,
    pub(super) lead: &'static str,
    pub(super) all_answered: &'static str,
    pub(super) calling: &'static str,
    pub(super) states: &'static str,
    pub(super) only_calling: &'static str,
    pub(super) all_notices: &'static str,
    pub(super) search: &'static str,
    pub(super) reset: &'static str,
    pub(super) shown: &'static str,
    pub(super) none: &'static str,
    pub(super) details: &'static str,
    pub(super) asked: &'static str,
    pub(super) said: &'static str,
    pub(super) nothing_said: &'static str,
    pub(super) more: &'static str,
    pub(super) forwards: &'static str,
    pub(super) help: &'static str,
    pub(super) close: &'static str,
    pub(super) legend: &'static str,
    pub(super) made: &'static str,
}

impl Terms {
    fn of(language: Language) -> Terms {
        match language {
            Language::Chinese => Terms {
                skip: "跳到表格",
                lead: "上级公文的每一项要求，下面各公文怎样回应；点一格，看两边的原话",
                all_answered: "应回应的都已回应",
                calling: "{n} 项需要看",
                states: "状态",
                only_calling: "只看需要看的",
                all_notices: "全部公文",
                search: "搜索事项、字句",
                reset: "重置",
                shown: "显示 {n} / {all} 格",
                none: "没有符合条件的要求",
                details: "逐项说明",
                asked: "上级要求",
                said: "本文",
                nothing_said: "没有相应字句",
                more: "另有 {n} 处",
                forwards: "本文转发该公文",
                help: "帮助",
                close: "关闭",
                legend: "图例",
                made: "由 duibiao 对标生成；各项计数与 duibiao check 一致",
            },
            Language::English => Terms {
                skip: "Skip to the table",
                lead: "How the notices below answer each mandate above; click a cell for the words on both sides",
                all_answered: "Answers everything that it must",
                calling: "{n} to look at",
                states: "States",
                only_calling: "Only what to look at",
                all_notices: "All notices",
                search: "Search items and words",
                reset: "Reset",
                shown: "{n} of {all} cells shown",
                none: "No mandate fits",
                details: "Cell by cell",
                asked: "Mandate",
                said: "This notice",
                nothing_said: "No words on this",
                more: "{n} more",
                forwards: "The notice forwards this one",
                help: "Help",
                close: "Close",
                legend: "Legend",
                made: "Made by duibiao; its counts are those of duibiao check",
            },
        }
    }
}

/// A page being written.
pub(super) struct Page<'a> {
    pub(super) report: &'a CoverageReport<'a>,
    pub(super) coverage: &'a Coverage,
    pub(super) language: Language,
    pub(super) terms: Terms,
}

/// What a cell's words are found by.
pub(super) fn id(cell: &Cell) -> String {
    format!("c{}-{}", cell.row, cell.notice)
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a CoverageReport<'a>) -> Page<'a> {
        Page {
            report,
            coverage: report.coverage,
            language: report.language,
            terms: Terms::of(report.language),
        }
    }

    /// The words on both sides of every cell.
    pub(super) fn details(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<section class=\"details\">\n<h2>{}</h2>",
            self.terms.details
        )?;
        for cell in &self.coverage.cells {
            self.article(cell, out)?;
        }
        writeln!(out, "</section>")
    }

    fn article(&self, cell: &Cell, out: &mut dyn Write) -> io::Result<()> {
        let (Some(row), Some(below)) = (
            self.coverage.rows.get(cell.row),
            self.coverage.notice(cell.notice),
        ) else {
            return Ok(());
        };
        let Some(above) = self.coverage.notice(row.notice) else {
            return Ok(());
        };
        let state = cell.state.name();
        // What needs no look is not printed a second time.
        let quiet = if cell.state.calls() { "" } else { " quiet" };
        writeln!(
            out,
            "<article id=\"{}\" class=\"{state}{quiet}\">\n<h3><span class=\"tag\">{}</span>{}</h3>",
            id(cell),
            words::state(cell.state, self.language),
            Escaped(below.name()),
        )?;
        for part in &cell.parts {
            writeln!(
                out,
                "<div class=\"sides\">\n<div class=\"side\"><b>{} · {}</b>",
                self.terms.asked,
                Escaped(above.name())
            )?;
            if let Some(clause) = row.clauses.get(part.clause) {
                self.words(clause, out)?;
            }
            writeln!(
                out,
                "</div>\n<div class=\"side\"><b>{} · {}</b>",
                self.terms.said,
                Escaped(below.name())
            )?;
            self.own(part, below, cell, out)?;
            writeln!(out, "</div>\n</div>")?;
            self.notes(part, out)?;
        }
        if cell.forwarded && cell.state != State::Delegated {
            writeln!(out, "<p class=\"note\">{}</p>", self.terms.forwards)?;
        }
        writeln!(out, "</article>")
    }

    fn own(&self, part: &Part, below: &Party, cell: &Cell, out: &mut dyn Write) -> io::Result<()> {
        for answer in &part.answers {
            if answer.notice != cell.notice
                && let Some(other) = self.coverage.notice(answer.notice)
            {
                writeln!(out, "<b>{}</b>", Escaped(other.name()))?;
            }
            self.words(&answer.words, out)?;
        }
        if part.more > 0 {
            writeln!(
                out,
                "<p>{}</p>",
                self.terms.more.replace("{n}", &part.more.to_string())
            )?;
        }
        if part.answers.is_empty() {
            let place = self.report.sources.path(below.span.file);
            writeln!(
                out,
                "<p>{} <span class=\"place\">{}</span></p>",
                self.terms.nothing_said,
                Escaped(place)
            )?;
        }
        Ok(())
    }

    /// What a clause says, the words that state it, and where these stand further down the page.
    fn words(&self, words: &Words, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<p class=\"said\">{}</p>", Escaped(&words.text))?;
        if let Some(quote) = &words.quote {
            writeln!(out, "<blockquote>{}</blockquote>", Escaped(quote))?;
        }
        let line = self.report.sources.start(words.span).line;
        writeln!(
            out,
            "<p class=\"place\"><a href=\"#{}\">{}:{line}</a></p>",
            anchor(words.span.file, line),
            Escaped(self.report.sources.path(words.span.file)),
        )
    }

    fn notes(&self, part: &Part, out: &mut dyn Write) -> io::Result<()> {
        let language = self.language;
        if let Some(found) = &part.shortfall {
            write!(
                out,
                "<div class=\"note\"><b>{}</b> {}",
                found.rule,
                Escaped(found.message.get(language))
            )?;
            if !found.steps.is_empty() {
                write!(out, "<ol>")?;
                for step in &found.steps {
                    write!(out, "<li>{}</li>", Escaped(step.get(language)))?;
                }
                write!(out, "</ol>")?;
            }
            if let Some(help) = &found.help {
                write!(
                    out,
                    "<div>{} {}</div>",
                    self.terms.help,
                    Escaped(help.get(language))
                )?;
            }
            writeln!(out, "</div>")?;
        }
        if let Some(reckoning) = &part.reckoning {
            writeln!(out, "<p class=\"note\">{}</p>", Escaped(reckoning.get(language)))?;
        }
        if let Some((_, reason)) = &part.reason {
            writeln!(out, "<p class=\"note\">{}</p>", Escaped(reason.get(language)))?;
        }
        Ok(())
    }

    /// What the states mean, and the place where the script shows the words of a cell.
    pub(super) fn foot(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<section>\n<h2>{}</h2>\n<ul class=\"legend\">",
            self.terms.legend
        )?;
        for state in State::ALL {
            writeln!(
                out,
                "<li><span class=\"tag {}\">{}</span> {}</li>",
                state.name(),
                words::state(state, self.language),
                Escaped(words::meaning(state).get(self.language)),
            )?;
        }
        writeln!(out, "</ul>\n</section>\n<footer>{}</footer>", self.terms.made)?;
        writeln!(
            out,
            "<aside id=\"panel\" role=\"dialog\" aria-label=\"{}\" tabindex=\"-1\" hidden><button type=\"button\" class=\"close\">{}</button><div class=\"body\"></div></aside>",
            self.terms.details, self.terms.close
        )
    }
}
