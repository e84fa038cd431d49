//! What the text of a notice states, for tests.
#![allow(dead_code, reason = "each test file uses its part")]

use duibiao::notice::{Notice, Sureness, layout_clause};
use duibiao::reading;
use duibiao::source::{SourceFile, Sources};
use duibiao::text::NoticeText;
use duibiao::vocabulary::Vocabulary;

/// The first notice of a text, and the sources that its spans point into.
pub(crate) fn read(text: &str) -> (Sources, Notice) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("甲.txt", text.to_owned()));
    let read = NoticeText::read(text);
    let mut notices = reading::read(file, text, &read, Vocabulary::builtin());
    (sources, notices.remove(0))
}

/// Its statements, with `?` before the unsure and `~` before the unnamed.
pub(crate) fn states_of(text: &str) -> Vec<String> {
    let (_, notice) = read(text);
    let state = |clause: &duibiao::notice::Clause| {
        let mark = match clause.sureness {
            Sureness::Sure => "",
            Sureness::Unsure => "?",
            Sureness::Unnamed => "~",
        };
        format!("{mark}{}", layout_clause(clause))
    };
    notice.clauses.iter().map(state).collect()
}
