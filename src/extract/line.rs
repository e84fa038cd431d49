//! One clause as a line of an extract.

use compact_str::CompactString;

use super::{TO_CONFIRM, read_alone};
use crate::corpus::is_evidence_for;
use crate::notice::{Clause, Evidence, Force, Form, Header, Name, NoticeNumber, Sureness, layout_clause};
use crate::parse::HeaderField;
use crate::source::{Sources, Span};

/// The longest words of a text that are taken for evidence where the reading gives none, in characters.
const LONGEST_EVIDENCE: usize = 60;

/// How a clause stands in an extract.
pub(super) enum Written {
    /// As a statement.
    Clause(Box<Clause>),
    /// As a comment, because no statement says it.
    Comment(String),
}

/// The clause as it can be written and read again.
pub(super) fn written(clause: &Clause, year: Option<u16>, sources: &Sources) -> Written {
    let evidence = quoted(clause, year, sources);
    let words = |why: &str| {
        let statement = layout_clause(clause);
        let statement: Vec<&str> = statement.split_whitespace().collect();
        let statement = statement.join(" ");
        let quoted = evidence
            .as_ref()
            .map(|evidence| format!(" 「{}」", evidence.text))
            .unwrap_or_default();
        Written::Comment(format!("{TO_CONFIRM}：{statement}{quoted}（{why}）"))
    };
    let comment = match clause.sureness {
        Sureness::Unnamed => return words("不知是什么事项的数"),
        Sureness::Unsure => Some(CompactString::from(format!("{TO_CONFIRM}：由上下文推得"))),
        Sureness::Sure => None,
    };
    let mut full = Clause {
        evidence: evidence.clone(),
        comment,
        ..clause.clone()
    };
    if let Form::Cite(citation) = &mut full.form {
        // What stands alone comes first.
        citation.number_first &= citation.number.is_some();
        citation.number_first |= citation.title.is_none();
    }
    let bare = Clause {
        evidence: None,
        ..full.clone()
    };
    let sound = [full, bare].into_iter().find(reads_back);
    sound.map_or_else(|| words("写不成语句"), |clause| Written::Clause(Box::new(clause)))
}

/// Whether the line is read as what it was written for.
fn reads_back(clause: &Clause) -> bool {
    let mut line = layout_clause(clause);
    if clause.force != Force::Must {
        line.push_str(&format!(" 【{}】", clause.force.word()));
    }
    if let Some(evidence) = &clause.evidence {
        line.push_str(&format!(" 「{}」", evidence.text));
    }
    if let Some(comment) = &clause.comment {
        line.push_str(&format!(" # {comment}"));
    }
    read_alone(&line).is_some_and(|read| {
        matches!(read.clauses.as_slice(), [only] if only.form == clause.form
            && only.force == clause.force
            && only.evidence == clause.evidence
            && only.comment == clause.comment)
    })
}

/// The words of the text that state the clause, so that they can stand between 「」: those that the reading
/// names, or else all that it was read from.
fn quoted(clause: &Clause, year: Option<u16>, sources: &Sources) -> Option<Evidence> {
    let named = clause.evidence.as_ref();
    let named = named.map(|evidence| (evidence.text.as_str(), evidence.span));
    let whole = (sources.slice(clause.span), clause.span);
    let whole = Some(whole).filter(|(words, _)| words.chars().count() <= LONGEST_EVIDENCE);
    named.into_iter().chain(whole).find_map(|(words, span)| {
        // Evidence is compared without white space, and its own marks cannot be quoted.
        let pieces = words.split(['「', '」', '…']).map(one_line);
        let pieces: Vec<String> = pieces.filter(|piece| !piece.is_empty()).collect();
        let text = pieces.join("…");
        (!text.is_empty() && is_evidence_for(&text, clause, year)).then(|| Evidence {
            text: CompactString::from(text),
            span,
        })
    })
}

/// `text` without line ends and without white space between characters that need none.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap)
            && c.is_ascii_alphanumeric()
            && out.ends_with(|last: char| last.is_ascii_alphabetic())
        {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The header, with what it lacks as comments.
pub(super) fn header(header: &Header, source: &str, sources: &Sources) -> Header {
    let name = |name: &Name| Name {
        text: CompactString::from(one_line(&name.text)),
        span: name.span,
    };
    // What is wrongly written stays so, unless a line end runs through it.
    let number = |number: &NoticeNumber| {
        let broken = sources.slice(number.span).contains(char::is_whitespace);
        NoticeNumber {
            defects: if broken {
                Vec::new()
            } else {
                number.defects.clone()
            },
            ..number.clone()
        }
    };
    let numbers = |numbers: &[NoticeNumber]| numbers.iter().map(number).collect();
    let missing = [
        (HeaderField::Number, header.number.is_none()),
        (HeaderField::Region, header.region.is_none()),
        (HeaderField::Issued, header.issued.is_none()),
        (HeaderField::Years, header.years.is_none()),
    ];
    let comments = missing
        .iter()
        .filter(|(_, missing)| *missing)
        .map(|(field, _)| format!("{TO_CONFIRM}：正文里没有找到{}", field.word()));
    Header {
        number: header.number.as_ref().map(number),
        title: header.title.as_ref().map(name),
        issuers: header.issuers.iter().map(name).collect(),
        region: header.region.as_ref().map(name),
        issued: header.issued,
        years: header.years,
        basis: numbers(&header.basis),
        forwards: numbers(&header.forwards),
        repeals: numbers(&header.repeals),
        source: Some(Name {
            text: CompactString::from(source),
            span: header.span.unwrap_or(Span::new(Sources::new().next_id(0), 0, 0)),
        }),
        comments: comments.collect(),
        notes: Vec::new(),
        unread: Vec::new(),
        span: header.span,
    }
}
