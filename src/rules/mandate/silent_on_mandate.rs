//! `silent-on-mandate`: a mandate that no statement answers.

use crate::corpus::{Corpus, NoticeId, Silence};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Clause, Expression, Form};
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
        let Some(duties) = corpus.duties(id) else { return };
        // What one notice above asks is one finding, however much of it goes unanswered.
        let mut silences: Vec<&Silence> = duties.silences.iter().collect();
        silences.sort_by_key(|silence| (silence.mandate.notice, silence.delegated));
        for same in
            silences.chunk_by(|a, b| a.mandate.notice == b.mandate.notice && a.delegated == b.delegated)
        {
            out.extend(diagnose(corpus, id, same));
        }
    }
}

fn diagnose(corpus: &Corpus, id: NoticeId, silences: &[&Silence]) -> Option<Diagnostic> {
    let entry = corpus.get(id)?;
    let first = silences.first()?;
    let above = corpus.get(first.mandate.notice)?;
    let number = above.number_text();
    // The place is where this notice names the one it is silent on.
    let header = &entry.notice.header;
    let span = header
        .basis
        .iter()
        .chain(&header.forwards)
        .find(|cited| above.number() == Some(*cited))
        .or(header.number.as_ref())
        .map_or(Span::new(entry.file(), 0, 0), |number| number.span);
    let clauses: Vec<Span> = silences
        .iter()
        .filter_map(|silence| corpus.clause(silence.mandate))
        .map(|clause| clause.span)
        .collect();
    let mut words: Vec<&str> = silences
        .iter()
        .filter_map(|silence| corpus.clause(silence.mandate))
        .map(|clause| corpus.sources().slice(subject(clause)))
        .collect();
    // Two things asked of one item are named once.
    words.dedup();
    let (words, count) = (words.join("」「"), clauses.len());
    // The words of the place only name this notice, or the one above.
    let about = format!("{number}：{words}");
    let (message, help) = if first.delegated {
        (
            Text::new(
                format!("{number}授权本级确定的事项没有确定：「{words}」"),
                format!("what {number} leaves to this level is not settled: 「{words}」"),
            ),
            Text::new(
                "在本文写明，或指出由哪份文件确定",
                "settle it here, or name the notice that does",
            ),
        )
    } else {
        (
            Text::new(
                format!("没有回应{number}的 {count} 项要求：「{words}」"),
                format!("nothing answers {count} of what {number} asks: 「{words}」"),
            ),
            Text::new(
                "写明本地的安排；已由其他文件落实的，在依据中列出",
                "say what holds here; if another notice answers it, list that one",
            ),
        )
    };
    let mut diagnostic = Diagnostic::new(INFO.name, span, message)
        .severity(INFO.level)
        .help(help)
        .about(about);
    for span in clauses {
        diagnostic = diagnostic.related(span, Text::new("没有回应这一项", "not answered"));
    }
    Some(diagnostic)
}

/// What a clause is about, in its own words.
fn subject(clause: &Clause) -> Span {
    match &clause.form {
        Form::Bound { subject, .. } | Form::Sum { whole: subject, .. } => subject.span,
        Form::Reference {
            left: Expression::Subject(subject),
            ..
        } => subject.span,
        Form::Date(action) => action.subject.span,
        Form::Delegate(delegation) => delegation.subject.span,
        _ => clause.span,
    }
}
