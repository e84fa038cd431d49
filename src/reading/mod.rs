//! From the text of a notice to the clauses that it states.
//!
//! A notice's own words become the same typed [`Notice`] that an extract gives, so that everything after
//! this room treats the two alike. Spans point at the words of the source text.
//!
//! Each sentence that can hold a fact is cut into tokens (`tokens`): the names and words of the lexicon, found in
//! one pass, and figures, read by `grammar/prose.pest` where they begin. Walking the tokens gives each figure
//! the names that belong to it (`walk`), and what belongs to one whole becomes one clause (`emit`). Words that
//! reading does not know are never stepped over in silence: a figure behind them is not surely of the item
//! before them ([`crate::notice::Sureness`]).

mod aliases;
mod cites;
mod dates;
mod delegations;
mod duties;
mod emit;
mod events;
mod figure;
mod grammar;
mod header;
mod lexicon;
mod naming;
mod number;
mod numeral;
mod place;
mod sentences;
mod stated;
mod tables;
mod tasks;
mod tokens;
mod walk;

use crate::notice::{Clause, Form, Heading, Line, Name, Notice};
use crate::source::FileId;
use crate::text::{BlockKind, Document, NoticeText, Stretch};
use crate::vocabulary::{RegionId, Vocabulary};
use emit::Emitter;
use lexicon::Lexicon;
use place::Place;
use tokens::{Kind, Token};
use walk::Context;

/// Reads every notice of a text, in order: one for each [`Document`]. `source` is what `text` was made of.
pub fn read(file: FileId, source: &str, text: &NoticeText, vocabulary: &Vocabulary) -> Vec<Notice> {
    let place = Place {
        file,
        source,
        repaired: &text.repaired,
    };
    let lexicon = vocabulary.derived(Lexicon::new);
    text.documents
        .iter()
        .map(|document| Reader::new(place, document, vocabulary, &lexicon).notice())
        .collect()
}

struct Reader<'a> {
    place: Place<'a>,
    document: &'a Document,
    vocabulary: &'a Vocabulary,
    lexicon: &'a Lexicon,
    clauses: Vec<Clause>,
    tokens: Vec<Token>,
    years: dates::Years,
}

impl<'a> Reader<'a> {
    fn new(
        place: Place<'a>,
        document: &'a Document,
        vocabulary: &'a Vocabulary,
        lexicon: &'a Lexicon,
    ) -> Self {
        Reader {
            place,
            document,
            vocabulary,
            lexicon,
            clauses: Vec::new(),
            tokens: Vec::new(),
            years: dates::Years::default(),
        }
    }

    fn notice(mut self) -> Notice {
        let document = self.document;
        let body: Vec<(usize, Option<usize>, Stretch)> = document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| !matches!(block.kind, BlockKind::Table(_)))
            .map(|(index, block)| (index, block.heading, block.range))
            .collect();
        let mut cited = Vec::new();
        for &(_, heading, range) in &body {
            for mut found in cites::citations(&self.place, range.range()) {
                // What a notice rests on it says before its first heading.
                if heading.is_some() && found.role == cites::Role::Basis {
                    found.role = cites::Role::Cites;
                }
                if found.role == cites::Role::Prints {
                    continue;
                }
                self.clauses.push(cites::clause(&self.place, &found, heading));
                cited.push(found);
            }
        }
        let header = header::header(&self.place, document, &cited, self.vocabulary);
        let region = header
            .region
            .as_ref()
            .and_then(|name| match self.vocabulary.regions().resolve_path(&name.text) {
                crate::vocabulary::PathResolution::Known(id) => Some(id),
                _ => None,
            })
            .unwrap_or_else(|| self.vocabulary.regions().nation());
        let year = header.years.map(|years| years.last);
        let issued = header.issued.and_then(|date| date.year);
        self.years = dates::Years {
            issued: issued.and_then(|year| u16::try_from(year).ok()).or(year),
            policy: year,
            section: None,
        };
        self.body(&body, region, year);
        for block in &document.blocks {
            if let BlockKind::Table(table) = &block.kind {
                tables::clauses(
                    &self.place,
                    table,
                    self.vocabulary,
                    block.heading,
                    &mut self.clauses,
                );
            }
        }
        for block in &document.responsibilities {
            self.clauses.extend(tasks::clause(&self.place, document, block));
        }
        // In the order of the text, a citation before what rests on it.
        self.clauses
            .sort_by_key(|clause| (clause.span.start, clause.span.end));
        drop_repeats(&mut self.clauses);
        let headings = self.headings();
        let body = lines(&headings, &self.clauses);
        Notice {
            file: self.place.file,
            header,
            headings,
            clauses: self.clauses,
            body,
        }
    }

    fn body(&mut self, body: &[(usize, Option<usize>, Stretch)], region: RegionId, year: Option<u16>) {
        let mut context = Context {
            vocabulary: self.vocabulary,
            lexicon: self.lexicon,
            region,
            year,
            shared: None,
            heading_groups: Vec::new(),
            topic: Vec::new(),
            scheme: None,
            section: None,
            subject: None,
            target: None,
            last: None,
        };
        let mut heading_of_groups: Option<usize> = None;
        for &(index, heading, range) in body {
            let is_heading = matches!(
                self.document.blocks.get(index).map(|block| &block.kind),
                Some(BlockKind::Heading(_))
            );
            if heading != heading_of_groups || is_heading {
                heading_of_groups = heading;
                context.heading_groups.clear();
                context.scheme = None;
                context.topic.clear();
                context.last = None;
                context.section = heading.and_then(|heading| self.section_year(heading));
                self.years.section = context.section.as_ref().map(|(year, _)| *year);
                context.subject = heading
                    .and_then(|heading| self.document.headings.get(heading))
                    .and_then(|heading| {
                        walk::subject(self.place.text(), self.lexicon, heading.title.range())
                    });
            }
            context.target = None;
            let task = self
                .document
                .responsibilities
                .iter()
                .find(|block| block.block == index)
                .and_then(|_| tasks::name(&self.place, self.document, index));
            let stop = self
                .document
                .responsibilities
                .iter()
                .find(|block| block.block == index)
                .map_or(range.end as usize, |block| block.range.start as usize);
            // A line that is nothing but a responsibility block says who and when, and no more.
            let block_only = self
                .document
                .responsibilities
                .iter()
                .any(|block| block.range == range);
            if block_only {
                continue;
            }
            for sentence in sentences::sentences(self.place.text(), range.range()) {
                let words = self.place.text().get(sentence.clone()).unwrap_or("");
                if sentence.start >= stop || !(is_heading || sentences::may_state(words)) {
                    continue;
                }
                let sentence = sentence.start..sentence.end.min(stop);
                self.sentence(&mut context, sentence, heading, task.as_ref(), is_heading);
            }
        }
    }

    /// The year that a heading, or one above it, is about: 二、2024年预算安排.
    fn section_year(&self, heading: usize) -> Option<(u16, std::ops::Range<usize>)> {
        let mut depth = usize::MAX;
        for above in self.document.headings.get(..=heading)?.iter().rev() {
            let level = usize::from(above.depth);
            if level >= depth {
                continue;
            }
            depth = level;
            let title = self.place.repaired.slice(above.title);
            let mut years = title.match_indices('年').filter_map(|(at, _)| {
                let start = at.checked_sub(4)?;
                let year: u16 = title.get(start..at)?.parse().ok()?;
                (1949..=2100)
                    .contains(&year)
                    .then_some((year, start..at.saturating_add(3)))
            });
            if let Some((year, range)) = years.next() {
                // 2023年…和2024年… is about neither alone.
                let start = above.title.start as usize;
                let range = start.saturating_add(range.start)..start.saturating_add(range.end);
                return years.next().is_none().then_some((year, range));
            }
        }
        None
    }

    fn sentence(
        &mut self,
        context: &mut Context<'_>,
        sentence: std::ops::Range<usize>,
        heading: Option<usize>,
        task: Option<&Name>,
        is_heading: bool,
    ) {
        let place = self.place;
        let mut row = std::mem::take(&mut self.tokens);
        tokens::tokens(place.text(), sentence.clone(), self.lexicon, &mut row);
        walk::find_places(place.text(), context, &mut row);
        if is_heading && let Some(groups) = walk::only_groups(place.text(), context, &row) {
            context.heading_groups = groups;
        }
        if !is_heading {
            aliases::clauses(&place, &sentence, self.lexicon, heading, &mut self.clauses);
        }
        let walked = walk::walk(place.text(), &row, context);
        let emitter = Emitter {
            place,
            vocabulary: self.vocabulary,
            year: context.year,
            heading,
        };
        emitter.sentence(&walked, &mut self.clauses);
        duties::clauses(&place, &row, &sentence, self.lexicon, heading, &mut self.clauses);
        let around = dates::Around {
            task,
            heading,
            years: self.years,
        };
        dates::clauses(&place, &row, &sentence, self.lexicon, &around, &mut self.clauses);
        let last = self
            .clauses
            .iter()
            .rev()
            .take(64)
            .find_map(|clause| match &clause.form {
                Form::Bound { subject, .. } => Some(subject.clone()),
                _ => None,
            });
        delegations::clauses(
            &place,
            &row,
            &sentence,
            self.vocabulary,
            last.as_ref(),
            heading,
            &mut self.clauses,
        );
        row.retain(|token| token.kind != Kind::Mark);
        self.tokens = row;
    }

    fn headings(&self) -> Vec<Heading> {
        self.document
            .headings
            .iter()
            .map(|heading| Heading {
                depth: heading.depth,
                ordinal: heading
                    .ordinal
                    .map(|ordinal| self.place.repaired.slice(ordinal.range).to_owned())
                    .unwrap_or_default(),
                title: self.place.repaired.slice(heading.title).to_owned(),
                span: self.place.repaired.span(self.place.file, heading.range),
            })
            .collect()
    }
}

/// The same fact said twice is one clause, the first.
fn drop_repeats(clauses: &mut Vec<Clause>) {
    let mut kept: Vec<Clause> = Vec::with_capacity(clauses.len());
    for clause in clauses.drain(..) {
        let same = |other: &Clause| {
            other.form == clause.form && other.sureness.is_sure() && clause.sureness.is_sure()
        };
        if !matches!(clause.form, Form::Cite(_)) && kept.iter().rev().take(64).any(same) {
            continue;
        }
        kept.push(clause);
    }
    *clauses = kept;
}

/// Headings and clauses as the lines of an extract.
fn lines(headings: &[Heading], clauses: &[Clause]) -> Vec<Line> {
    let mut out = Vec::with_capacity(headings.len().saturating_add(clauses.len()));
    let mut next = 0usize;
    for (index, clause) in clauses.iter().enumerate() {
        let upto = clause.heading.map_or(0, |heading| heading.saturating_add(1));
        while next < upto.min(headings.len()) {
            out.push(Line::Heading(next));
            next = next.saturating_add(1);
        }
        out.push(Line::Clause(index));
    }
    out.extend((next..headings.len()).map(Line::Heading));
    out
}
