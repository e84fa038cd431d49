//! `above-whole`: a part of a whole that is more than the whole.

use rustc_hash::FxHashSet;

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
/// base may be smaller than what is counted (床位使用率), are none.
const PARTS: [&str; 15] = [
    "直接结算率",
    "地区比例",
    "机构比例",
    "医院比例",
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

/// Who is insured somewhere may live elsewhere, so that this is above 100% in some places. Of the members of a
/// group it never is, and nowhere above [`INSURED`] percent.
const ENROLMENT: &str = "参保率";

/// See [`ENROLMENT`]: far above what is known of any place.
const INSURED: i128 = 120;

impl Rule for AboveWhole {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(statements) = corpus.statements(id) else {
            return;
        };
        // What a mandate or another figure shows to be wrong is wrong once.
        let known: FxHashSet<usize> = corpus
            .violations(id)
            .iter()
            .filter(|violation| violation.figure.notice == id)
            .map(|violation| violation.figure.index)
            .collect();
        for (index, statement) in statements.all.iter().enumerate() {
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
            let whole = if PARTS.iter().any(|end| name.ends_with(end)) {
                100
            } else if name.ends_with(ENROLMENT) {
                let counted = &statements.populations;
                let of_people = statement.groups.iter().any(|group| counted.contains(group));
                if of_people { 100 } else { INSURED }
            } else {
                continue;
            };
            if open || *value <= Rational::from_integer(whole) || known.contains(&index) {
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
