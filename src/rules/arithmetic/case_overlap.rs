//! `case-overlap`: a group that falls under two cases with different totals.

use crate::corpus::rational::show;
use crate::corpus::{Corpus, NoticeId, Violation, ViolationKind};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::{figure, finding, should_be, unit};
use crate::rules::{Group, Info, Rule};

/// A group that falls under two cases with different totals.
pub(in crate::rules) struct CaseOverlap;

static INFO: Info = Info {
    name: "case-overlap",
    group: Group::Arithmetic,
    level: Severity::Warning,
    summary_zh: "一类人员落入两种情形，两种情形合计不同",
    summary_en: "a group that falls under two cases with different totals",
    ground: "实务：分档承担的各种情形应互不重叠，或者重叠处合计一致",
    explanation: include_str!("case-overlap.md"),
};

impl Rule for CaseOverlap {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        for violation in corpus.violations_of(id, ViolationKind::CaseOverlap) {
            out.push(diagnose(corpus, violation));
        }
    }
}

fn diagnose(corpus: &Corpus, violation: &Violation) -> Diagnostic {
    let vocabulary = corpus.vocabulary();
    let place = violation
        .case
        .place
        .as_ref()
        .map_or("", |place| place.name(vocabulary));
    let people = violation
        .case
        .population
        .as_ref()
        .map_or("", |people| people.name(vocabulary));
    let message = match violation.totals {
        Some((sum, whole)) if sum != whole => {
            let unit = violation
                .measurand
                .as_ref()
                .map(|measurand| unit(corpus, measurand, corpus.statement(violation.figure)))
                .unwrap_or_default();
            let (sum, whole) = (show(&sum), show(&whole));
            Text::new(
                format!("{place}的{people}两种情形都适用，各方合计 {sum}{unit}，应为 {whole}{unit}"),
                format!(
                    "both cases cover {people} of {place}: the parts make {sum}{unit}, expected {whole}{unit}"
                ),
            )
        }
        _ => {
            let words = figure(corpus, violation.figure);
            match should_be(corpus, violation) {
                Some(expected) => Text::new(
                    format!(
                        "{place}的{people}两种情形都适用，「{words}」按{place}{}",
                        expected.zh
                    ),
                    format!(
                        "both cases cover {people} of {place}: 「{words}」, by {place} {}",
                        expected.en
                    ),
                ),
                None => Text::new(
                    format!("{place}的{people}两种情形都适用，「{words}」与{place}的不符"),
                    format!("both cases cover {people} of {place}: 「{words}」 does not fit {place}"),
                ),
            }
        }
    };
    finding(corpus, violation, &INFO, message).help(Text::new(
        format!("写明{place}的{people}按哪一种情形分担"),
        format!("say which case holds for {people} of {place}"),
    ))
}
