//! `above-whole`: a part of a whole that is more than the whole.

use crate::corpus::rational::Rational;
use crate::corpus::{Content, Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Measure, Relation};
use crate::rules::{Group, Info, Rule};

/// A part of a whole that is more than the whole.
pub(in crate::rules) struct AboveWhole;

static INFO: Info = Info {
    name: "above-whole",
    group: Group::Arithmetic,
    level: Severity::Error,
    summary_zh: "覆盖率、支付比例等超过100%",
    summary_en: "a rate of coverage or of payment above 100%",
    ground: "《党政机关公文处理工作条例》第十九条第（三）项：表述准确",
    explanation: include_str!("above-whole.md"),
};

/// Ends of names of rates that say which part of a whole something is. 增长率 and the like, and rates whose
/// base may be smaller than what is counted (参保率, 床位使用率), are none.
const PARTS: [&str; 11] = [
    "覆盖率",
    "上线率",
    "激活率",
    "可办率",
    "可办理率",
    "支付比例",
    "报销比例",
    "救助比例",
    "资助比例",
    "补助比例",
    "占比",
];

impl Rule for AboveWhole {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(statements) = corpus.statements(id) else {
            return;
        };
        let hundred = Rational::from_integer(100);
        for statement in &statements.all {
            let Content::Value {
                measurand,
                relation,
                value,
                measure: Measure::Percent,
                ..
            } = &statement.content
            else {
                continue;
            };
            let open = matches!(relation, Relation::AtMost | Relation::LessThan);
            let name = measurand.item.name(corpus.vocabulary());
            if open || *value <= hundred || !PARTS.iter().any(|end| name.ends_with(end)) {
                continue;
            }
            let words = corpus.sources().slice(statement.figure);
            let message = Text::new(
                format!("{name}「{words}」超过100%"),
                format!("{name} 「{words}」 is above 100%"),
            );
            out.push(Diagnostic::new(INFO.name, statement.span, message).severity(INFO.level));
        }
    }
}
