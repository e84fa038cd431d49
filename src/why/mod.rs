//! Why a quantity has its value, in words.
//!
//! [`crate::corpus::why`] finds the chain of statements; here each step is phrased, with the place that states
//! it, for [`crate::report`] to show.

use crate::corpus::rational::{Rational, show};
use crate::corpus::why::{Answer, Ground, Known, Missing, Proof};
use crate::corpus::{Case, ClauseRef, Content, Corpus, Entry, ItemKey, Measurand, NoticeId, StatementRef};
use crate::diagnostic::Text;
use crate::report::{Edge, Explained, Node, Role};
use crate::rules::wording::{elsewhere, name_of, named, percent, stands, step_text, unit};

/// Puts the answers into words.
pub fn explain(corpus: &Corpus, answers: &[Answer]) -> Vec<Explained> {
    answers.iter().map(|answer| one(corpus, answer)).collect()
}

fn one(corpus: &Corpus, answer: &Answer) -> Explained {
    let vocabulary = corpus.vocabulary();
    let entry = corpus.get(answer.notice);
    let words = Words {
        corpus,
        notice: answer.notice,
        unit: full_unit(corpus, answer),
    };
    let name = subject(corpus, &answer.measurand, &answer.case);
    let edge = |proof: &Option<Proof>| {
        proof.as_ref().map(|proof| Edge {
            value: show(&proof.value()),
            strict: proof.strict,
        })
    };
    let (mut value, mut low, mut high) = (None, None, None);
    let (status, message, derivation) = match &answer.known {
        Known::Value(proof) => {
            value = Some(show(&proof.value()));
            let disputed = !proof.denied.is_empty();
            let status = if disputed { "disputed" } else { "determined" };
            (status, words.value(&name, proof), vec![words.proof(proof)])
        }
        Known::Bounds {
            low: least,
            high: most,
        } => {
            (low, high) = (edge(least), edge(most));
            let trees = least.iter().chain(most).map(|proof| words.proof(proof)).collect();
            (
                "bounded",
                words.bounds(&name, least.as_ref(), most.as_ref()),
                trees,
            )
        }
        Known::Nothing => {
            let message = Text::new(format!("{name} 未定"), format!("{name} is not determined"));
            ("open", message, Vec::new())
        }
        Known::Contradiction(statements) => {
            let message = Text::new(
                format!("{name} 无值：下列 {} 处不能同时成立", statements.len()),
                format!(
                    "{name} has no value: these {} cannot hold together",
                    statements.len()
                ),
            );
            let nodes = statements
                .iter()
                .filter_map(|&reference| words.statement(Role::Joint, reference))
                .collect();
            ("contradicted", message, nodes)
        }
        Known::TooLarge => {
            let message = Text::new(
                format!("{name}：相关的等式太多，没有算完"),
                format!("{name}: too many equations hang together to be searched"),
            );
            ("too-large", message, Vec::new())
        }
    };
    Explained {
        notice: entry.map(Entry::number_text).filter(|number| !number.is_empty()),
        region: entry.map_or_else(String::new, |entry| {
            vocabulary.regions().get(entry.region).name.to_string()
        }),
        item: answer.measurand.item.name(vocabulary).to_owned(),
        bearer: answer
            .measurand
            .bearer
            .as_ref()
            .map(|bearer| bearer.name(vocabulary).to_owned()),
        year: answer.measurand.year,
        groups: answer
            .case
            .place
            .iter()
            .chain(&answer.case.population)
            .map(|group| group.name(vocabulary).to_owned())
            .collect(),
        status,
        value,
        low,
        high,
        unit: Some(words.unit.clone()).filter(|unit| !unit.is_empty()),
        message,
        derivation,
        missing: answer
            .missing
            .iter()
            .map(|missing| words.missing(missing, answer))
            .collect(),
    }
}

/// `财政补助·县级财政（2023年，陵川县）`, as the extract language writes it.
fn subject(corpus: &Corpus, measurand: &Measurand, case: &Case) -> String {
    let vocabulary = corpus.vocabulary();
    let mut name = measurand.item.name(vocabulary).to_owned();
    if let Some(bearer) = &measurand.bearer {
        name = format!("{name}·{}", bearer.name(vocabulary));
    }
    let case = case.name(vocabulary);
    let comma = if case.is_empty() { "" } else { "，" };
    format!("{name}（{}年{comma}{case}）", measurand.year)
}

/// 元/人·年: the unit of the vocabulary where it measures what the notice does.
fn full_unit(corpus: &Corpus, answer: &Answer) -> String {
    let stated = corpus.statements(answer.notice).and_then(|statements| {
        statements.all.iter().find(|statement| {
            matches!(&statement.content, Content::Value { measurand, .. } if measurand.item == answer.measurand.item)
        })
    });
    let plain = unit(corpus, &answer.measurand, stated);
    match &answer.measurand.item {
        ItemKey::Known(item) => match &corpus.vocabulary().item_info(*item).unit {
            Some(unit) if unit.split('/').next() == Some(plain.as_str()) => unit.to_string(),
            _ => plain,
        },
        ItemKey::Named(_) => plain,
    }
}

/// The words of one answer.
struct Words<'c> {
    corpus: &'c Corpus,
    notice: NoticeId,
    unit: String,
}

impl Words<'_> {
    fn amount(&self, value: &Rational) -> String {
        format!("{}{}", show(value), self.unit)
    }

    fn value(&self, name: &str, proof: &Proof) -> Text {
        let plain = format!("{name} = {}", self.amount(&proof.value()));
        let written: Vec<String> = proof
            .denied
            .iter()
            .filter_map(|&denied| match &self.corpus.statement(denied)?.content {
                Content::Value { value, .. } => Some(self.amount(value)),
                _ => None,
            })
            .collect();
        match written.first() {
            None => Text::same(plain),
            Some(written) => Text::new(
                format!("{plain}，文中写 {written}"),
                format!("{plain}, where the notice says {written}"),
            ),
        }
    }

    fn bounds(&self, name: &str, low: Option<&Proof>, high: Option<&Proof>) -> Text {
        let (least, most) = (
            low.map(|proof| (self.amount(&proof.value()), if proof.strict { "<" } else { "≤" })),
            high.map(|proof| (self.amount(&proof.value()), if proof.strict { "<" } else { "≤" })),
        );
        Text::same(match (least, most) {
            (Some((least, below)), Some((most, above))) => format!("{least} {below} {name} {above} {most}"),
            (Some((least, below)), None) => {
                format!("{name} {} {least}", if below == "<" { ">" } else { "≥" })
            }
            (None, Some((most, above))) => format!("{name} {above} {most}"),
            (None, None) => name.to_owned(),
        })
    }

    fn proof(&self, proof: &Proof) -> Node {
        let corpus = self.corpus;
        let mut text = match &proof.ground {
            Ground::Joint(statements) => {
                let name = named(corpus, self.notice, &proof.step.measurand, Some(&proof.step.case));
                let unit = unit(corpus, &proof.step.measurand, None);
                let value = show(&proof.step.value);
                Text::new(
                    format!("{name} {value}{unit}，由 {} 条陈述联立", statements.len()),
                    format!(
                        "{name} {value}{unit}, by {} statements together",
                        statements.len()
                    ),
                )
            }
            _ => Text::same(step_text(
                corpus,
                self.notice,
                &proof.step,
                Some(&proof.step.case),
            )),
        };
        if let Some(rounded) = &proof.rounded {
            let unit = unit(corpus, &proof.step.measurand, None);
            let rounded = show(rounded);
            text.zh.push_str(&format!("，取整为 {rounded}{unit}"));
            text.en.push_str(&format!(", rounded to {rounded}{unit}"));
        }
        if proof.repeated {
            text.zh.push_str("（见上）");
            text.en.push_str(" (as above)");
        }
        let mut because: Vec<Node> = Vec::new();
        if let Ground::Joint(statements) = &proof.ground {
            because.extend(
                statements
                    .iter()
                    .filter_map(|&own| self.statement(Role::Joint, own)),
            );
        }
        for (role, statements) in [
            (Role::Stated, &proof.said),
            (Role::Disputed, &proof.denied),
            (Role::Above, &proof.answers),
        ] {
            because.extend(statements.iter().filter_map(|&own| self.statement(role, own)));
        }
        because.extend(
            proof
                .classes
                .iter()
                .filter_map(|&class| self.clause(Role::Class, class)),
        );
        because.extend(proof.premises.iter().map(|premise| self.proof(premise)));
        let statement = proof.step.by.and_then(|by| corpus.statement(by));
        Node {
            role: Role::Step,
            text,
            value: Some(show(&proof.value())),
            notice: proof.step.by.and_then(|by| elsewhere(corpus, self.notice, by)),
            span: statement.map(|statement| statement.span),
            because,
        }
    }

    fn statement(&self, role: Role, reference: StatementRef) -> Option<Node> {
        let statement = self.corpus.statement(reference)?;
        let value = match &statement.content {
            Content::Value { value, .. } => Some(show(value)),
            _ => None,
        };
        Some(Node {
            role,
            text: stands(self.corpus, self.notice, reference)?,
            value,
            notice: elsewhere(self.corpus, self.notice, reference),
            span: Some(statement.span),
            because: Vec::new(),
        })
    }

    fn clause(&self, role: Role, reference: ClauseRef) -> Option<Node> {
        let entry = self.corpus.get(reference.notice)?;
        let clause = entry.notice.clauses.get(reference.clause)?;
        let words = self.corpus.sources().slice(clause.span);
        let words = words.split_once(['：', ':']).map_or(words, |(_, rest)| rest);
        Some(Node {
            role,
            text: Text::same(words.trim()),
            value: None,
            notice: (reference.notice != self.notice).then(|| entry.number_text()),
            span: Some(clause.span),
            because: Vec::new(),
        })
    }

    fn missing(&self, missing: &Missing, answer: &Answer) -> Node {
        let corpus = self.corpus;
        let node = |text: Text, because: Vec<Node>| Node {
            role: Role::Missing,
            text,
            value: None,
            notice: None,
            span: None,
            because,
        };
        let asked = subject(corpus, &answer.measurand, &answer.case);
        match missing {
            Missing::Value(other) => {
                let name = subject(corpus, other, &answer.case);
                node(
                    Text::new(
                        format!("没有 {name} 的数额，有则可得 {asked}"),
                        format!("no amount for {name}, from which {asked} would follow"),
                    ),
                    Vec::new(),
                )
            }
            Missing::Share { part, whole, stated } => {
                let part = name_of(corpus, self.notice, part).to_owned();
                let whole = name_of(corpus, self.notice, whole).to_owned();
                let case = answer.case.name(corpus.vocabulary());
                let (zh_case, en_case) = if case.is_empty() {
                    (String::new(), String::new())
                } else {
                    (format!("{case}的"), format!(" of {case}"))
                };
                let others: Vec<Node> = stated.iter().filter_map(|&other| self.share(other)).collect();
                node(
                    Text::new(
                        format!("没有{zh_case}{part}占{whole}的份额，只有下列各处的"),
                        format!("no share of {part} in {whole}{en_case}, only these"),
                    ),
                    others,
                )
            }
            Missing::Delegated(clause) => {
                let words = self.clause(Role::Missing, *clause);
                let (said, span, notice) = words.map_or((String::new(), None, None), |words| {
                    (words.text.zh, words.span, words.notice)
                });
                Node {
                    span,
                    notice,
                    ..node(
                        Text::new(format!("授权另定：{said}"), format!("left to others: {said}")),
                        Vec::new(),
                    )
                }
            }
        }
    }

    /// 西部：中央财政占 80%.
    fn share(&self, reference: StatementRef) -> Option<Node> {
        let statement = self.corpus.statement(reference)?;
        let Content::Share { part, share, .. } = &statement.content else {
            return None;
        };
        let vocabulary = self.corpus.vocabulary();
        let groups: Vec<&str> = statement
            .groups
            .iter()
            .map(|group| group.name(vocabulary))
            .collect();
        let name = name_of(self.corpus, reference.notice, part);
        let (groups, share) = (groups.join("、"), percent(share));
        Some(Node {
            role: Role::Joint,
            text: Text::new(
                format!("{groups}：{name}占 {share}"),
                format!("{groups}: {name} {share}"),
            ),
            value: None,
            notice: elsewhere(self.corpus, self.notice, reference),
            span: Some(statement.span),
            because: Vec::new(),
        })
    }
}
