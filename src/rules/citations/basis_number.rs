//! A number in the header that the body gives otherwise.

use super::cited::has_year;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Form, Notice, NoticeNumber};
use crate::rules::{Group, Info, Rule};

pub(crate) struct BasisNumber;

static INFO: Info = Info {
    name: "basis-number",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "依据或转发的文号与正文引用的不同",
    summary_en: "a basis whose number is another in the body",
    ground: "《党政机关公文处理工作条例》第十九条第（三）项：表述准确",
    explanation: include_str!("basis-number.md"),
};

impl Rule for BasisNumber {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        out.extend(
            slips(corpus, &entry.notice)
                .into_iter()
                .map(|(number, cited)| finding(number, cited)),
        );
    }
}

/// The numbers of the header that are most likely a slip, and the number in the body that is meant.
pub(super) fn slips<'a>(corpus: &Corpus, notice: &'a Notice) -> Vec<(&'a NoticeNumber, &'a NoticeNumber)> {
    let header = &notice.header;
    // What stands before the first heading says what the notice rests on.
    let opening = !notice.headings.is_empty();
    let cited: Vec<(&NoticeNumber, bool)> = notice
        .sure_clauses()
        .filter_map(|(_, clause)| match &clause.form {
            Form::Cite(citation) => {
                let number = citation.number.as_ref()?;
                let basis = (opening && clause.heading.is_none()) || corpus.by_number(number).is_some();
                Some((number, basis))
            }
            _ => None,
        })
        .collect();
    let named = || header.basis.iter().chain(&header.forwards);
    named()
        .filter(|number| has_year(number) && corpus.by_number(number).is_none())
        .filter(|number| !cited.iter().any(|(cited, _)| cited == number))
        .filter_map(|number| {
            let meant = cited.iter().find(|(cited, basis)| {
                *basis && one_part_off(number, cited) && !named().any(|named| named == *cited)
            });
            meant.map(|(cited, _)| (number, *cited))
        })
        .collect()
}

/// Whether the two differ in the year alone or in the serial alone.
fn one_part_off(a: &NoticeNumber, b: &NoticeNumber) -> bool {
    a.code == b.code && (a.year == b.year) != (a.serial == b.serial)
}

fn finding(number: &NoticeNumber, cited: &NoticeNumber) -> Diagnostic {
    let message = Text::new(
        format!("此处为{number}，正文引用的是{cited}"),
        format!("{number} here, the body cites {cited}"),
    );
    Diagnostic::new(INFO.name, number.span, message)
        .severity(INFO.level)
        .related(cited.span, Text::new("正文的引用", "cited in the body"))
        .help(Text::new("核对两处的文号", "check the number in both places"))
}
