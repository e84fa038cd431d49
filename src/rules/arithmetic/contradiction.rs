//! `contradiction`: statements that no value satisfies.

use crate::corpus::{Corpus, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{figure, finding, mend};
use crate::rules::{Group, Info, Rule};

/// Statements that no value satisfies.
pub(in crate::rules) struct Contradiction;

static INFO: Info = Info {
    name: "contradiction",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "几处说法不能同时成立",
    summary_en: "statements that no value satisfies",
    ground: "《党政机关公文处理工作条例》第十九条第三项（表述准确）",
    explanation: include_str!("contradiction.md"),
};

impl Rule for Contradiction {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus
            .violations(id)
            .iter()
            .filter(|found| found.kind == ViolationKind::Contradiction)
        {
            out.push(diagnose(corpus, violation));
        }
    }
}

fn diagnose(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let words: Vec<String> = std::iter::once(violation.figure)
        .chain(
            violation
                .conflict
                .iter()
                .copied()
                .filter(|other| *other != violation.figure),
        )
        .map(|reference| format!("「{}」", figure(corpus, reference)))
        .collect();
    let words = words.join("、");
    let message = Text::new(
        format!("{words}不能同时成立"),
        format!("{words} cannot hold together"),
    );
    let diagnostic = finding(corpus, violation, &INFO, message);
    match mend(corpus, violation) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
