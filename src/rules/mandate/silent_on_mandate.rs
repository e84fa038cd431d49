//! `silent-on-mandate`: a mandate that no statement answers.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Clause, Form, Line, Name};
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

/// A mandate that no statement answers.
pub(in crate::rules) struct SilentOnMandate;

static INFO: Info = Info {
    name: "silent-on-mandate",
    group: Group::Mandate,
    level: Severity::Warning,
    summary_zh: "对上级的要求没有作出安排",
    summary_en: "a mandate that no statement of the notice answers",
    ground: "实务：贯彻性公文应逐项回应所依据文件的定量要求",
    explanation: include_str!("silent-on-mandate.md"),
};

impl Rule for SilentOnMandate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let (Some(entry), Some(duties)) = (corpus.get(id), corpus.duties(id)) else {
            return;
        };
        let header = &entry.notice.header;
        for silence in &duties.silences {
            let Some(clause) = corpus.clause(silence.mandate) else {
                continue;
            };
            if misread(corpus, id, clause) {
                continue;
            }
            let above = corpus.get(silence.mandate.notice);
            let number = above.map(|entry| entry.number_text()).unwrap_or_default();
            // The place is where this notice names the one it is silent on.
            let cited = header
                .basis
                .iter()
                .chain(&header.forwards)
                .find(|cited| {
                    above
                        .and_then(|above| above.number())
                        .is_some_and(|number| number == *cited)
                })
                .or(header.number.as_ref())
                .map(|number| number.span);
            let span = cited.unwrap_or_else(|| Span::new(entry.file(), 0, 0));
            let words = corpus.sources().slice(clause.span);
            let message = if silence.delegated {
                Text::new(
                    format!("{number} 授权本级确定的事项没有确定：「{words}」"),
                    format!("what {number} leaves to this level is not settled: 「{words}」"),
                )
            } else {
                Text::new(
                    format!("没有回应 {number} 的要求：「{words}」"),
                    format!("nothing answers what {number} asks: 「{words}」"),
                )
            };
            let help = if silence.delegated {
                Text::new(
                    "在本文写明，或指出由哪份文件确定",
                    "settle it here, or name the notice that does",
                )
            } else {
                Text::new(
                    "写明本地的安排；已由其他文件落实的，在依据中列出",
                    "say what holds here; if another notice answers it, list that one",
                )
            };
            out.push(
                Diagnostic::new(INFO.name, span, message)
                    .severity(INFO.level)
                    .related(
                        clause.span,
                        Text::new(format!("{number} 的要求"), format!("asked by {number}")),
                    )
                    .help(help),
            );
        }
    }
}

/// Whether the notice does speak of what the mandate is about, in a line that could not be read or with its
/// name misspelt: that is reported where it stands.
fn misread(corpus: &Corpus, id: NoticeId, mandate: &Clause) -> bool {
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
