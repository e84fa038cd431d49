//! From a notice that was read from its text to the extract that states it, for a person to review.
//!
//! Nothing of the reading is lost: what is not sure carries a comment, and what no statement can say is
//! itself a comment. Whatever is written can be read again and says the same.

mod line;
mod name;

pub use name::names;

use crate::notice::{Heading, Line, Notice, layout_notice};
use crate::parse::{ProblemKind, parse_extract};
use crate::source::{SourceFile, Sources};
use line::Written;

/// The mark of what a reviewer has yet to confirm, at the start of a comment.
pub use crate::notice::TO_CONFIRM;

/// The canonical extract of `notice`, whose text is called `source` from where the extract will stand.
pub fn extract_of(notice: &Notice, source: &str, sources: &Sources) -> String {
    let text = layout_notice(&stated(notice, source, sources), sources);
    // Comments are laid out only once they are read as such.
    let mut own = Sources::new();
    let read = parse_extract(own.next_id(0), &text);
    own.add(SourceFile::new("", text));
    layout_notice(&read.notice, &own)
}

/// The notice as its extract states it.
fn stated(notice: &Notice, source: &str, sources: &Sources) -> Notice {
    let mut stated = Notice {
        header: line::header(&notice.header, source, sources),
        headings: Vec::new(),
        clauses: Vec::new(),
        body: Vec::new(),
        file: notice.file,
    };
    let mut written: Vec<(Option<usize>, Written)> = Vec::with_capacity(notice.clauses.len());
    for clause in &notice.clauses {
        let again = written.iter().any(|(_, known)| match known {
            Written::Clause(known) => known.form == clause.form && known.force == clause.force,
            Written::Comment(_) => false,
        });
        // Notices say the same thing twice; an extract states it once.
        if !again {
            let year = notice.header.years.map(|years| years.last);
            written.push((clause.heading, line::written(clause, year, sources)));
        }
    }
    push(&mut stated, &written, None);
    for (index, heading) in notice.headings.iter().enumerate() {
        match headed(heading) {
            Some(heading) => {
                stated.body.push(Line::Heading(stated.headings.len()));
                stated.headings.push(heading);
            }
            // A heading without an ordinal cannot be told from a statement.
            None => stated.body.extend([
                Line::Comment(String::new()),
                Line::Comment(line::one_line(&heading.title)),
            ]),
        }
        push(&mut stated, &written, Some(index));
    }
    stated
}

fn push(stated: &mut Notice, written: &[(Option<usize>, Written)], heading: Option<usize>) {
    for (_, line) in written.iter().filter(|(under, _)| *under == heading) {
        match line {
            Written::Clause(clause) => {
                stated.body.push(Line::Clause(stated.clauses.len()));
                stated.clauses.push((**clause).clone());
            }
            Written::Comment(comment) => stated.body.push(Line::Comment(comment.clone())),
        }
    }
}

/// The heading, if an extract can have it.
fn headed(heading: &Heading) -> Option<Heading> {
    let heading = Heading {
        ordinal: line::one_line(&heading.ordinal),
        title: line::one_line(&heading.title),
        ..heading.clone()
    };
    let read = read_alone(&format!("{}{}", heading.ordinal, heading.title))?;
    let same = |read: &Heading| (&read.ordinal, &read.title) == (&heading.ordinal, &heading.title);
    matches!(read.headings.as_slice(), [only] if same(only)).then_some(heading)
}

/// What a line alone is read as, if there is nothing wrong with it.
fn read_alone(line: &str) -> Option<Notice> {
    let read = parse_extract(Sources::new().next_id(0), line);
    let sound = read
        .problems
        .iter()
        .all(|problem| matches!(problem.kind, ProblemKind::MissingHeader(_)));
    sound.then_some(read.notice)
}
