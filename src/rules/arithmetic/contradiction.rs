//! `contradiction`: statements that no value satisfies.

use crate::corpus::rational::show;
use crate::corpus::{Content, Corpus, NoticeId, StatementRef, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{figure, finding, mend, name_of, related_value, unit};
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
        for violation in corpus.violations_of(id, ViolationKind::Contradiction) {
            out.push(diagnose(corpus, violation));
        }
    }
}

fn diagnose(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let two = two_values(corpus, violation);
    let same = two.is_some();
    let message = two.unwrap_or_else(|| all(corpus, violation));
    let diagnostic = finding(corpus, violation, &INFO, message);
    let scope = Text::new(
        "改成一致；说的不是一件事的，写明各自的范围",
        "make them agree, or say what each of them is about",
    );
    let help = mend(corpus, violation).filter(|_| !same).unwrap_or(scope);
    diagnostic.help(help)
}

/// 「参保率此处为 65%，另一处不低于 70%」, where two values are all that conflicts.
fn two_values(corpus: &Corpus, violation: &Violation) -> Option<Text> {
    let others: Vec<StatementRef> = violation
        .conflict
        .iter()
        .copied()
        .filter(|other| *other != violation.figure)
        .collect();
    let &[other] = others.as_slice() else { return None };
    let value = |reference: StatementRef| match &corpus.statement(reference)?.content {
        Content::Value {
            measurand,
            relation,
            value,
            ..
        } => {
            let unit = unit(corpus, measurand, corpus.statement(reference));
            let amount = format!("{}{unit}", show(value));
            Some((measurand, related_value(*relation, &amount, false)))
        }
        _ => None,
    };
    let ((measurand, here), (same, there)) = (value(violation.figure)?, value(other)?);
    if measurand != same {
        return None;
    }
    let name = name_of(corpus, violation.figure.notice, measurand);
    Some(Text::new(
        format!("{name}此处{}，另一处{}", here.zh, there.zh),
        format!("{name} is{} here and{} elsewhere", here.en, there.en),
    ))
}

fn all(corpus: &Corpus, violation: &Violation) -> Text {
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
    let words = words.join("");
    Text::new(
        format!("{words}不能同时成立"),
        format!("{words} cannot hold together"),
    )
}
