//! A whole extract: lines sorted into header, headings and clauses.

use pest::Parser;

use super::clause::{KEYWORDS, nearest_word};
use super::grammar::{Grammar, Rule};
use super::primitive::LineReader;
use super::repeated;
use super::suppression::{SuppressionComment, is_suppression, suppressions};
use super::{Expected, HeaderField, LINE_LIMIT, NESTING_LIMIT, Problem, ProblemKind};
use crate::notice::{Clause, FieldNote, Header, Heading, Line, Notice};
use crate::source::{FileId, Span, lines};

/// One extract as read: the notice, and everything that was wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// What could be read.
    pub notice: Notice,
    /// What could not, or was written wrongly, in the order of the file.
    pub problems: Vec<Problem>,
    /// The comments that ask for findings to be left out.
    pub suppressions: Vec<SuppressionComment>,
}

/// Reads the text of an extract. Any text yields a notice; what is wrong with it is in the problems.
pub fn parse_extract(file: FileId, text: &str) -> Extract {
    let many = memchr::memchr_iter(b'\n', text.as_bytes()).count().min(ROOM);
    let mut reader = ExtractReader {
        file,
        notice: Notice {
            file,
            header: Header::default(),
            headings: Vec::new(),
            clauses: Vec::with_capacity(many),
            body: Vec::with_capacity(many),
        },
        fields: [None; HeaderField::ALL.len()],
        problems: Vec::new(),
        in_body: false,
        waiting: Vec::new(),
    };
    let text_start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    for range in lines(text) {
        let start = range.start.max(text_start).min(range.end);
        if let Some(line) = text.get(start..range.end) {
            reader.line(line, start);
        }
    }
    reader.finish(text_start, suppressions(file, text))
}

/// For how many clauses there is room from the start, at most.
const ROOM: usize = 256;

struct ExtractReader {
    file: FileId,
    notice: Notice,
    /// Where each field was given first.
    fields: [Option<Span>; HeaderField::ALL.len()],
    problems: Vec<Problem>,
    in_body: bool,
    /// Comments of the header that belong to the line below them.
    waiting: Vec<(String, Span)>,
}

impl ExtractReader {
    fn line(&mut self, line: &str, base: usize) {
        let trimmed = line.trim();
        let span = Span::new(self.file, base, base.saturating_add(line.trim_end().len()));
        if trimmed.is_empty() {
            if self.in_body {
                self.notice.body.push(Line::Comment(String::new()));
            }
            return;
        }
        if let Some(comment) = trimmed.strip_prefix('#') {
            let comment = comment.trim().to_owned();
            if self.in_body {
                self.notice.body.push(Line::Comment(comment));
            } else if is_suppression(&comment) {
                self.waiting.push((comment, span));
            } else {
                self.notice.header.comments.push(comment);
            }
            return;
        }
        if line.len() > LINE_LIMIT {
            self.refuse(span, ProblemKind::LineTooLong { bytes: line.len() });
            return;
        }
        if brackets(line) > NESTING_LIMIT && depth(line) > NESTING_LIMIT {
            self.refuse(span, ProblemKind::TooDeep);
            return;
        }
        let keyword = keyword(line);
        if let Some((word, after)) = keyword
            && let Some(field) = HeaderField::from_word(word)
        {
            self.header(field, line, base, after);
            return;
        }
        if is_heading(trimmed) && self.heading(line, base) {
            return;
        }
        match keyword {
            Some((word, _)) if KEYWORDS.contains(&word) => self.clause(line, base, span, Some(word)),
            Some((word, _)) => {
                let lead = line.len().saturating_sub(line.trim_start().len());
                let start = base.saturating_add(lead);
                let place = Span::new(self.file, start, start.saturating_add(word.len()));
                let mut known: Vec<&'static str> = KEYWORDS.to_vec();
                known.extend(HeaderField::ALL.map(HeaderField::word));
                let kind = ProblemKind::UnknownKeyword {
                    word: word.to_owned(),
                    nearest: nearest_word(word, &known),
                };
                self.refuse_at(span, place, kind);
            }
            None => match colon_forgotten(line) {
                Some((found, offset)) => {
                    let start = base.saturating_add(offset);
                    let place = Span::new(self.file, start, start.saturating_add(found.len()));
                    let kind = ProblemKind::Expected {
                        expected: vec![Expected::Colon],
                        found: found.to_owned(),
                        nearest: None,
                    };
                    self.refuse_at(span, place, kind);
                }
                None => self.clause(line, base, span, None),
            },
        }
    }

    fn refuse(&mut self, span: Span, kind: ProblemKind) {
        self.refuse_at(span, span, kind);
    }

    /// Keeps the line `span` word for word and reports `kind` at `place`.
    fn refuse_at(&mut self, span: Span, place: Span, kind: ProblemKind) {
        self.problems.push(Problem { kind, span: place });
        self.keep(span);
    }

    fn keep(&mut self, span: Span) {
        if self.in_body {
            self.notice.body.push(Line::Unread(span));
        } else {
            let above = self.waiting.drain(..).map(|(_, span)| span);
            self.notice.header.unread.extend(above);
            self.notice.header.unread.push(span);
        }
    }

    fn header(&mut self, field: HeaderField, line: &str, base: usize, after: usize) {
        let lead = line.len().saturating_sub(line.trim_start().len());
        let start = base.saturating_add(lead);
        let place = Span::new(self.file, start, start.saturating_add(field.word().len()));
        let whole = Span::new(self.file, base, base.saturating_add(line.trim_end().len()));
        self.notice.header.span = Some(self.notice.header.span.map_or(whole, |span| span.to(whole)));
        let slot = self.fields.get_mut(field as usize);
        if let Some(slot) = slot {
            if let Some(first) = *slot {
                self.problems.push(Problem {
                    kind: ProblemKind::DuplicateHeader { field, first },
                    span: place,
                });
                self.keep(whole);
                return;
            }
            *slot = Some(place);
        }
        let mut reader = LineReader {
            file: self.file,
            base,
            problems: &mut self.problems,
        };
        if !reader.header_field(field, line, after, &mut self.notice.header) {
            self.keep(whole);
            return;
        }
        let above = self.waiting.drain(..).map(|(text, _)| FieldNote {
            field: field.word(),
            text,
            above: true,
        });
        self.notice.header.notes.extend(above);
    }

    fn heading(&mut self, line: &str, base: usize) -> bool {
        let Ok(mut pairs) = Grammar::parse(Rule::heading_line, line) else {
            return false;
        };
        let Some(pair) = pairs.next() else { return false };
        let reader = LineReader {
            file: self.file,
            base,
            problems: &mut self.problems,
        };
        let (mut ordinal, mut title, mut comment) = (None, None, None);
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::ordinal => ordinal = Some(reader.name(&inner)),
                Rule::heading_title => title = Some(reader.name(&inner)),
                Rule::comment => comment = Some(inner.as_str().trim_start_matches('#').trim().to_owned()),
                _ => {}
            }
        }
        let (Some(ordinal), Some(title)) = (ordinal, title) else {
            return false;
        };
        // It speaks of the heading, as it does when it stands above.
        self.enter_body();
        let suppression = comment.take_if(|comment| is_suppression(comment));
        self.notice.body.extend(suppression.map(Line::Comment));
        let span = ordinal.span.to(title.span);
        let depth = heading_depth(&ordinal.text);
        self.notice.body.push(Line::Heading(self.notice.headings.len()));
        self.notice.headings.push(Heading {
            depth,
            ordinal: ordinal.text.into(),
            title: title.text.into(),
            span,
        });
        if let Some(comment) = comment {
            self.notice.body.push(Line::Comment(comment));
        }
        true
    }

    fn enter_body(&mut self) {
        self.in_body = true;
        let waiting = self.waiting.drain(..).map(|(comment, _)| Line::Comment(comment));
        self.notice.body.extend(waiting);
    }

    fn clause(&mut self, line: &str, base: usize, span: Span, keyword: Option<&str>) {
        self.enter_body();
        match self.read_clause(line, base, keyword) {
            Some(mut clause) => {
                clause.heading = self.notice.headings.len().checked_sub(1);
                self.notice.body.push(Line::Clause(self.notice.clauses.len()));
                self.notice.clauses.push(clause);
            }
            None => self.keep(span),
        }
    }

    fn read_clause(&mut self, line: &str, base: usize, keyword: Option<&str>) -> Option<Clause> {
        if let Some(clause) = repeated::recall(line, self.file, base) {
            return Some(clause);
        }
        let before = self.problems.len();
        let mut reader = LineReader {
            file: self.file,
            base,
            problems: &mut self.problems,
        };
        let clause = reader.clause(line, keyword)?;
        if self.problems.len() == before {
            repeated::keep(line, self.file, base, &clause);
        }
        Some(clause)
    }

    fn finish(mut self, start: usize, suppressions: Vec<SuppressionComment>) -> Extract {
        let waiting = self.waiting.drain(..).map(|(comment, _)| comment);
        self.notice.header.comments.extend(waiting);
        let place = self
            .notice
            .header
            .span
            .map_or(Span::new(self.file, start, start), |span| Span {
                end: span.start,
                ..span
            });
        for field in HeaderField::REQUIRED {
            if self.fields.get(field as usize).is_some_and(Option::is_none) {
                self.problems.push(Problem {
                    kind: ProblemKind::MissingHeader(field),
                    span: place,
                });
            }
        }
        self.problems.sort_by_key(|problem| problem.span.start);
        Extract {
            notice: self.notice,
            problems: self.problems,
            suppressions,
        }
    }
}

/// The word before the first colon and where the text after that colon begins, if nothing else
/// that ends a name comes first.
fn keyword(line: &str) -> Option<(&str, usize)> {
    let at = line.find(|c: char| {
        matches!(
            c,
            '：' | ':'
                | '（'
                | '('
                | '）'
                | '='
                | '＝'
                | '≥'
                | '≤'
                | '>'
                | '<'
                | '≈'
                | '+'
                | '·'
                | '、'
                | '，'
                | '「'
                | '《'
        )
    })?;
    let colon = line
        .get(at..)?
        .chars()
        .next()
        .filter(|c| matches!(c, '：' | ':'))?;
    let word = line.get(..at)?.trim();
    // A subject, a relation and a value stand before the colon of a ratio, with spaces between them.
    let plain = !word.is_empty()
        && !word.contains(char::is_whitespace)
        && !word.contains(|c: char| c.is_ascii_digit());
    plain.then(|| (word, at.saturating_add(colon.len_utf8())))
}

/// What stands where `文号 桂医保发〔2023〕32号` lacks its colon, and how far into the line.
fn colon_forgotten(line: &str) -> Option<(&str, usize)> {
    let (word, rest) = line.trim_start().split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let known = KEYWORDS.contains(&word) || HeaderField::from_word(word).is_some();
    // A quantity may be called so as well.
    let is_clause = rest.starts_with([
        '=', '＝', '≥', '≤', '>', '<', '≈', '＞', '＜', '~', '限', '自', '于', '为', '达', '不',
    ]);
    let found = rest
        .split(char::is_whitespace)
        .next()
        .filter(|_| known && !is_clause)?;
    let end = found.char_indices().nth(12).map_or(found.len(), |(at, _)| at);
    Some((found.get(..end)?, line.trim_end().len().checked_sub(rest.len())?))
}

/// Whether the line begins as only a heading does.
fn is_heading(trimmed: &str) -> bool {
    let mut chars = trimmed.chars();
    let han = |c: char| "一二三四五六七八九十百〇零".contains(c);
    match chars.next() {
        Some('（' | '(') => chars.next().is_some_and(|c| han(c) || c.is_ascii_digit()),
        Some('第') => chars.next().is_some_and(|c| han(c) || c.is_ascii_digit()),
        Some(first) if han(first) => chars.find(|&c| !han(c)) == Some('、'),
        Some(first) if first.is_ascii_digit() => {
            let after = chars.find(|c| !c.is_ascii_digit());
            matches!(after, Some('.' | '．' | '、'))
        }
        _ => false,
    }
}

fn heading_depth(ordinal: &str) -> u8 {
    let digits = ordinal.contains(|c: char| c.is_ascii_digit());
    if ordinal.starts_with('第') {
        5
    } else if ordinal.starts_with(['（', '(']) {
        if digits { 4 } else { 2 }
    } else if digits {
        3
    } else {
        1
    }
}

/// How many brackets there can be at most, told by the bytes that they begin with.
fn brackets(line: &str) -> usize {
    line.bytes()
        .filter(|byte| matches!(byte, b'(' | 0xe3 | 0xef))
        .count()
}

/// How deep round brackets stand within one another, at most.
fn depth(line: &str) -> usize {
    let mut depth = 0usize;
    let mut deepest = 0usize;
    for c in line.chars() {
        match c {
            '（' | '(' | '《' => {
                depth = depth.saturating_add(1);
                deepest = deepest.max(depth);
            }
            '）' | ')' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
