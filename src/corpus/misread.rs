//! Mandates that a notice does speak of, in a line that could not be read or with the name misspelt.

use super::{Corpus, NoticeId};
use crate::notice::{Clause, Form, Line, Name};

/// Whether the notice does speak of what the mandate is about, in a line that could not be read or with its
/// name misspelt: that is reported where it stands.
pub(super) fn misread(corpus: &Corpus, id: NoticeId, mandate: &Clause) -> bool {
    let (Some(entry), Some(asked)) = (corpus.get(id), head(&mandate.form)) else {
        return false;
    };
    let asked = asked.text.as_str();
    let near = |name: &Name| {
        let name = name.text.as_str();
        asked.chars().count() > 3
            && corpus.vocabulary().item(name).is_none()
            && (1..=2).contains(&strsim::damerau_levenshtein(name, asked))
    };
    let notice = &entry.notice;
    let misspelt = notice
        .clauses
        .iter()
        .filter_map(|clause| head(&clause.form))
        .any(near);
    misspelt
        || notice.body.iter().any(|line| match line {
            Line::Unread(span) => corpus.sources().slice(*span).contains(asked),
            _ => false,
        })
}

/// The name that a statement begins with.
fn head(form: &Form) -> Option<&Name> {
    match form {
        Form::Bound { subject, .. }
        | Form::Sum { whole: subject, .. }
        | Form::Shares { whole: subject, .. }
        | Form::Split { whole: subject, .. } => Some(&subject.head),
        Form::Date(action) => Some(&action.subject.head),
        Form::Task(task) => Some(&task.name),
        _ => None,
    }
}
