//! The header fields.

use pest::Parser;

use super::clause::split_names;
use super::grammar::{Grammar, Pair, Rule};
use super::primitive::LineReader;
use super::suppression::is_suppression;
use super::{HeaderField, ProblemKind, expected};
use crate::notice::{FieldNote, Header, Name, NoticeNumber, Years};
use crate::source::Span;

impl LineReader<'_> {
    /// Reads the value of `field`, which begins `offset` bytes into the line, into `header`.
    /// Returns whether it could be read; what could not has been reported.
    pub(super) fn header_field(
        &mut self,
        field: HeaderField,
        line: &str,
        offset: usize,
        header: &mut Header,
    ) -> bool {
        let raw = line.get(offset..).unwrap_or("");
        let value_base = self.base.saturating_add(offset);
        let line_base = std::mem::replace(&mut self.base, value_base);
        let read = self.header_value(field, raw, header);
        self.base = line_base;
        read.is_some()
    }

    fn header_value(&mut self, field: HeaderField, raw: &str, header: &mut Header) -> Option<()> {
        let (text, comment) = split_comment(raw);
        match field {
            HeaderField::Number => {
                let pair = self.value(Rule::number_value, raw)?;
                header.number = Some(self.numbers(&pair)?.into_iter().next()?);
            }
            HeaderField::Basis => header.basis = self.number_list(raw)?,
            HeaderField::Forwards => header.forwards = self.number_list(raw)?,
            HeaderField::Repeals => header.repeals = self.number_list(raw)?,
            HeaderField::Issued => {
                let pair = self.value(Rule::date_value, raw)?;
                let date = pair.into_inner().find(|inner| inner.as_rule() == Rule::date)?;
                header.issued = Some(self.date(&date));
            }
            HeaderField::Years => {
                let pair = self.value(Rule::years_value, raw)?;
                header.years = Some(self.years(&pair)?);
            }
            HeaderField::Title => header.title = Some(self.plain(text)?),
            HeaderField::Region => header.region = Some(self.plain(text)?),
            HeaderField::Source => header.source = Some(self.plain(text)?),
            HeaderField::Issuers => {
                header.issuers = split_names(text, self.file, self.base);
                if header.issuers.is_empty() {
                    self.plain(text)?;
                }
            }
        }
        match comment {
            Some(comment) if is_suppression(comment) => header.notes.push(FieldNote {
                field: field.word(),
                text: comment.to_owned(),
                above: false,
            }),
            Some(comment) => header.comments.push(comment.to_owned()),
            None => {}
        }
        Some(())
    }

    fn value<'a>(&mut self, rule: Rule, raw: &'a str) -> Option<Pair<'a>> {
        match Grammar::parse(rule, raw) {
            Ok(mut pairs) => pairs.next(),
            Err(error) => {
                let problem = expected::problem(&error, raw, self.file, self.base);
                self.problems.push(problem);
                None
            }
        }
    }

    fn number_list(&mut self, raw: &str) -> Option<Vec<NoticeNumber>> {
        let pair = self.value(Rule::numbers_value, raw)?;
        self.numbers(&pair)
    }

    fn numbers(&mut self, pair: &Pair<'_>) -> Option<Vec<NoticeNumber>> {
        pair.clone()
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::notice_number)
            .map(|inner| self.notice_number(&inner))
            .collect()
    }

    fn years(&mut self, pair: &Pair<'_>) -> Option<Years> {
        let numbers: Vec<Pair<'_>> = pair
            .clone()
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::year_number)
            .collect();
        let first_pair = numbers.first()?;
        let last_pair = numbers.last()?;
        let span = self.span(first_pair).to(self.span(last_pair));
        let first = self.year(first_pair)?;
        let last = if numbers.len() > 1 {
            self.year(last_pair)?
        } else {
            first
        };
        if last < first {
            self.report(span, ProblemKind::YearsReversed);
            return None;
        }
        Some(Years { first, last, span })
    }

    fn plain(&mut self, raw: &str) -> Option<Name> {
        let text = raw.trim();
        let lead = raw.len().saturating_sub(raw.trim_start().len());
        let start = self.base.saturating_add(lead);
        let span = Span::new(self.file, start, start.saturating_add(text.len()));
        if text.is_empty() {
            let expected = vec![super::Expected::Words];
            self.report(
                span,
                ProblemKind::Expected {
                    expected,
                    found: String::new(),
                    nearest: None,
                },
            );
            return None;
        }
        Some(Name {
            text: text.into(),
            span,
        })
    }
}

/// Cuts a comment off: `#` after white space.
fn split_comment(raw: &str) -> (&str, Option<&str>) {
    let at = raw
        .char_indices()
        .zip(std::iter::once(' ').chain(raw.chars()))
        .find_map(|((index, c), before)| (c == '#' && before.is_whitespace()).then_some(index));
    match at.and_then(|at| raw.split_at_checked(at)) {
        Some((text, comment)) => (text, Some(comment.trim_start_matches('#').trim())),
        None => (raw, None),
    }
}
