//! One page that needs nothing but itself: the table, the words behind each cell, and the full texts.
//!
//! Without its script the page is complete, and each cell leads to its words further down; the script adds
//! filters and shows the words beside the table. Nothing on the page refers to the network.

mod escape;
mod page;
mod texts;

use std::io::{self, Write};

use super::words::{self, Wording};
use super::{Block, Cell, Counts, CoverageReport};
use crate::corpus::State;
use crate::diagnostic::Language;
use crate::report::Look;
use escape::Escaped;
use page::Page;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// From this many notices on a table scrolls by itself.
const WIDE: usize = 5;

/// Writes the page.
pub(super) fn write(report: &CoverageReport<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
    let page = Page::new(report);
    let (lang, title) = match report.language {
        Language::Chinese => ("zh-Hans", "上级要求回应情况"),
        Language::English => ("en", "Coverage of mandates"),
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"duibiao\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )?;
    page.head(title, out)?;
    let blocks = report.coverage.blocks();
    if blocks.is_empty() {
        writeln!(out, "<p class=\"lead\">{}</p>", words::nothing(report.language))?;
        return write!(out, "</body>\n</html>\n");
    }
    page.cards(out)?;
    page.tools(&blocks, out)?;
    writeln!(out, "<main id=\"table\">")?;
    for block in &blocks {
        page.block(block, out)?;
    }
    writeln!(out, "</main>")?;
    page.details(out)?;
    texts::write(report, out)?;
    page.foot(out)?;
    write!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
}

impl Page<'_> {
    fn head(&self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        let terms = &self.terms;
        writeln!(out, "<a class=\"skip\" href=\"#table\">{}</a>", terms.skip)?;
        writeln!(out, "<header>\n<h1>{title}</h1>")?;
        writeln!(out, "<p class=\"lead\">{}</p>\n</header>", terms.lead)
    }

    /// One card for each notice below: whether it answers everything that it must.
    fn cards(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut cells: Vec<&Cell> = self.coverage.cells.iter().collect();
        cells.sort_by_key(|cell| cell.notice);
        writeln!(out, "<ul class=\"cards\">")?;
        for own in cells.chunk_by(|a, b| a.notice == b.notice) {
            let Some(notice) = own.first().and_then(|cell| self.coverage.notice(cell.notice)) else {
                continue;
            };
            let counts = Counts::of(own.iter().copied());
            let calling: usize = counts
                .occurring()
                .filter(|(state, _)| state.calls())
                .map(|(_, count)| count)
                .sum();
            let class = match (counts.get(State::Looser), calling) {
                (0, 0) => "fine",
                (0, _) => "calls",
                _ => "wrong",
            };
            let verdict = if calling == 0 {
                self.terms.all_answered.to_owned()
            } else {
                self.terms.calling.replace("{n}", &calling.to_string())
            };
            writeln!(
                out,
                "<li class=\"{class}\"><b>{}</b> <span class=\"where\">{}</span>\n<div class=\"where\">{}</div>\n<p class=\"verdict\">{verdict}</p>",
                Escaped(notice.name()),
                Escaped(&notice.region),
                Escaped(&notice.title),
            )?;
            write!(out, "<div class=\"meter\" aria-hidden=\"true\">")?;
            for (state, count) in counts.occurring() {
                write!(out, "<i class=\"{}\" style=\"flex:{count}\"></i>", state.name())?;
            }
            let counted = words::counted(&counts, self.language);
            writeln!(out, "</div>\n<p class=\"counts\">{counted}</p></li>")?;
        }
        writeln!(out, "</ul>")
    }

    fn tools(&self, blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
        let terms = &self.terms;
        writeln!(out, "<div class=\"tools\" role=\"search\" hidden>")?;
        writeln!(out, "<fieldset class=\"chips\"><legend>{}</legend>", terms.states)?;
        for (state, count) in Counts::of(&self.coverage.cells).occurring() {
            let calls = if state.calls() { " data-calls" } else { "" };
            writeln!(
                out,
                "<button type=\"button\" class=\"chip {name}\" value=\"{name}\" aria-pressed=\"true\" title=\"{}\"{calls}>{}<b>{count}</b></button>",
                Escaped(words::meaning(state).get(self.language)),
                words::state(state, self.language),
                name = state.name(),
            )?;
        }
        writeln!(out, "</fieldset>")?;
        writeln!(
            out,
            "<button type=\"button\" id=\"calls\">{}</button>",
            terms.only_calling
        )?;
        writeln!(
            out,
            "<select id=\"notice\" aria-label=\"{0}\"><option value=\"\">{0}</option>",
            terms.all_notices
        )?;
        let mut below: Vec<usize> = blocks
            .iter()
            .flat_map(|block| block.below.iter().copied())
            .collect();
        below.sort_unstable();
        below.dedup();
        for index in below {
            if let Some(notice) = self.coverage.notice(index) {
                writeln!(
                    out,
                    "<option value=\"{index}\">{} {}</option>",
                    Escaped(notice.name()),
                    Escaped(&notice.region)
                )?;
            }
        }
        writeln!(
            out,
            "</select>\n<input type=\"search\" id=\"query\" placeholder=\"{0}\" aria-label=\"{0}\">\n\
             <button type=\"button\" id=\"reset\">{1}</button>\n\
             <output id=\"shown\" data-form=\"{2}\"></output>\n</div>",
            terms.search, terms.reset, terms.shown
        )
    }

    /// The mandates of one notice × the notices below it.
    fn block(&self, block: &Block<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(above) = self.coverage.notice(block.notice) else {
            return Ok(());
        };
        writeln!(
            out,
            "<section class=\"block\" aria-labelledby=\"b{index}\">\n<h2 id=\"b{index}\">{} <span class=\"title\">{}</span></h2>",
            Escaped(above.name()),
            Escaped(&above.title),
            index = block.notice,
        )?;
        let wording = Wording::of(self.language);
        writeln!(
            out,
            "<p class=\"under\">{}{}{}</p>",
            words::extent(block.rows.len(), block.below.len(), self.language),
            wording.colon,
            words::counted(&Counts::of(block.cells), self.language),
        )?;
        let wide = if block.below.len() >= WIDE { " wide" } else { "" };
        writeln!(
            out,
            "<div class=\"wrap{wide}\" tabindex=\"-1\">\n<table>\n<thead><tr><th scope=\"col\">{}</th>",
            wording.mandate
        )?;
        for &below in &block.below {
            if let Some(notice) = self.coverage.notice(below) {
                writeln!(
                    out,
                    "<th scope=\"col\" data-n=\"{below}\">{}<small>{}</small></th>",
                    Escaped(notice.name()),
                    Escaped(&notice.region)
                )?;
            }
        }
        writeln!(out, "</tr></thead>\n<tbody>")?;
        for row in block.rows.clone() {
            self.row(block, row, out)?;
        }
        writeln!(
            out,
            "</tbody>\n</table>\n<p class=\"none\" hidden>{}</p>\n</div>\n</section>",
            self.terms.none
        )
    }

    fn row(&self, block: &Block<'_>, index: usize, out: &mut dyn Write) -> io::Result<()> {
        let Some(row) = self.coverage.rows.get(index) else {
            return Ok(());
        };
        write!(
            out,
            "<tr><th scope=\"row\">{}",
            Escaped(&self.coverage.asked(index))
        )?;
        let force = if row.force == "必须" { "" } else { row.force };
        let mut under: Vec<&str> = vec![&row.heading, force];
        under.retain(|words| !words.is_empty());
        if !under.is_empty() {
            write!(out, "<small>{}</small>", Escaped(&under.join(" · ")))?;
        }
        write!(out, "</th>")?;
        for &below in &block.below {
            let Some(cell) = block.cell(index, below) else {
                write!(out, "<td data-n=\"{below}\"></td>")?;
                continue;
            };
            let state = cell.state.name();
            write!(
                out,
                "<td class=\"{state}\" data-s=\"{state}\" data-n=\"{below}\"><a href=\"#{}\" aria-expanded=\"false\"><span class=\"tag\">{}</span>",
                page::id(cell),
                words::state(cell.state, self.language),
            )?;
            let own = self.glance(cell);
            if !own.is_empty() {
                write!(out, "<span class=\"own\">{}</span>", Escaped(&own))?;
            }
            write!(out, "</a></td>")?;
        }
        writeln!(out, "</tr>")
    }

    /// What a cell says at a glance: the answers, else what is found or why there is none.
    fn glance(&self, cell: &Cell) -> String {
        let mut said: Vec<&str> = Vec::new();
        for part in &cell.parts {
            let answers = part.answers.iter().map(|answer| answer.words.text.as_str());
            let before = said.len();
            said.extend(answers);
            if said.len() == before
                && let Some((_, reason)) = &part.reason
            {
                said.push(reason.get(self.language));
            }
        }
        said.dedup();
        said.join("；")
    }
}
