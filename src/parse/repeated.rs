//! Clause lines that were read before.
//!
//! Notices repeat one another: what a province says, its cities and counties say again word for word, or with
//! other figures. A line means the same wherever it stands, and the grammar tells no digit from another; so a
//! line that was read without a fault is not parsed again. It is put to its new place, and where its figures
//! are others, they are read anew. Each thread keeps its own lines, and no more than [`LIMIT`] at once.

use std::cell::RefCell;

use compact_str::CompactString;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::notice::{Clause, Visitor, YearFacet};
use crate::source::{FileId, Span};

/// How many lines a thread keeps; then it begins anew, since what is repeated stands near.
const LIMIT: usize = 4096;

/// Longer lines are seldom repeated.
const LINE_BYTES: usize = 512;

thread_local! {
    static READ: RefCell<Read> = RefCell::default();
}

#[derive(Default)]
struct Read {
    /// By their bytes, where the figures of which nothing else is known are all noughts.
    lines: FxHashMap<Box<[u8]>, Kept>,
    /// The bytes of the line that is sought.
    pattern: Vec<u8>,
}

struct Kept {
    line: Box<str>,
    /// What it says, at the beginning of its file.
    clause: Clause,
    /// Whether all its digits can be read anew.
    open: bool,
}

/// The clause that `line` says at byte `base` of `file`, if such a line was read before.
pub(super) fn recall(line: &str, file: FileId, base: usize) -> Option<Clause> {
    let mut clause = READ.with_borrow_mut(|read| {
        let Read { lines, pattern } = read;
        fill_pattern(pattern, line);
        let kept = lines
            .get(pattern.as_slice())
            .filter(|kept| kept.open || *kept.line == *line)
            .or_else(|| lines.get(line.as_bytes()).filter(|kept| *kept.line == *line))?;
        let mut clause = kept.clause.clone();
        (*kept.line == *line || read_anew(&mut clause, line)).then_some(clause)
    })?;
    clause.visit(&mut Put {
        file,
        from: 0,
        to: offset(file, base),
    });
    Some(clause)
}

/// Keeps `clause`, which `line` says at byte `base` of `file` without a fault.
pub(super) fn keep(line: &str, file: FileId, base: usize, clause: &Clause) {
    if line.len() > LINE_BYTES {
        return;
    }
    let mut clause = clause.clone();
    clause.visit(&mut Put {
        file,
        from: offset(file, base),
        to: 0,
    });
    let open = is_open(&clause, line);
    READ.with_borrow_mut(|read| {
        if read.lines.len() >= LIMIT {
            read.lines.clear();
        }
        let key: Box<[u8]> = if open {
            fill_pattern(&mut read.pattern, line);
            read.pattern.as_slice().into()
        } else {
            line.as_bytes().into()
        };
        let line = line.into();
        read.lines.insert(key, Kept { line, clause, open });
    });
}

fn fill_pattern(pattern: &mut Vec<u8>, line: &str) {
    pattern.clear();
    let plain = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    pattern.extend(line.bytes().map(plain));
}

fn offset(file: FileId, base: usize) -> u32 {
    Span::new(file, base, base).start
}

/// Puts a clause whose line begins at byte `from` to byte `to` of `file`.
struct Put {
    file: FileId,
    from: u32,
    to: u32,
}

impl Visitor for Put {
    fn span(&mut self, span: &mut Span) {
        *span = Span {
            file: self.file,
            start: span.start.saturating_sub(self.from).saturating_add(self.to),
            end: span.end.saturating_sub(self.from).saturating_add(self.to),
        };
    }
}

/// Takes the words, numbers and years of a clause from `line`, which differs from its own by digits only.
/// Whether that could be done.
fn read_anew(clause: &mut Clause, line: &str) -> bool {
    let mut anew = Anew {
        line,
        failed: false,
        read: None,
    };
    clause.visit(&mut anew);
    !anew.failed
}

/// Whether everything that the digits of `line` say in its clause is taken from them when it is read anew.
fn is_open(clause: &Clause, line: &str) -> bool {
    let mut again = clause.clone();
    let mut anew = Anew {
        line,
        failed: false,
        read: Some(vec![false; line.len()]),
    };
    again.visit(&mut anew);
    let read = anew.read.unwrap_or_default();
    let all = line
        .bytes()
        .zip(&read)
        .all(|(byte, read)| *read || !byte.is_ascii_digit());
    !anew.failed && all && again == *clause
}

struct Anew<'l> {
    line: &'l str,
    failed: bool,
    /// Which bytes were read, where that is asked.
    read: Option<Vec<bool>>,
}

impl<'l> Anew<'l> {
    /// The words at `span`, if there is a digit among them.
    fn figures(&mut self, span: Span) -> Option<&'l str> {
        let Some(words) = self.line.get(span.range()) else {
            self.failed = true;
            return None;
        };
        if let Some(read) = self.read.as_mut().and_then(|read| read.get_mut(span.range())) {
            read.fill(true);
        }
        words.bytes().any(|byte| byte.is_ascii_digit()).then_some(words)
    }
}

impl Visitor for Anew<'_> {
    fn span(&mut self, _span: &mut Span) {}

    fn words(&mut self, text: &mut CompactString, span: &mut Span) {
        if let Some(words) = self.figures(*span) {
            *text = words.into();
        }
    }

    fn number(&mut self, number: &mut Decimal, span: &mut Span) {
        let Some(words) = self.figures(*span) else { return };
        match Decimal::from_str_exact(words) {
            Ok(read) => *number = read,
            Err(_) => self.failed = true,
        }
    }

    fn year(&mut self, year: &mut YearFacet, span: &mut Span) {
        let Some(words) = self.figures(*span) else { return };
        let mut years = words
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(super::primitive::year_of);
        let mut next = || years.next().flatten();
        let read = match year {
            YearFacet::Year(_) => next().map(YearFacet::Year),
            YearFacet::Annual(_) => next().map(YearFacet::Annual),
            YearFacet::Prepaid { .. } => next()
                .zip(next())
                .map(|(collected, covers)| YearFacet::Prepaid { collected, covers }),
            YearFacet::Previous => None,
        };
        match read {
            Some(read) => *year = read,
            None => self.failed = true,
        }
    }
}
