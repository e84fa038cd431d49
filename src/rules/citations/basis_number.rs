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
    let cited: Vec<Cited<'_>> = notice
        .sure_clauses()
        .filter_map(|(_, clause)| match &clause.form {
            Form::Cite(citation) => {
                let number = citation.number.as_ref()?;
                let opens = opening && clause.heading.is_none();
                Some(Cited {
                    number,
                    opens,
                    is_basis: opens || corpus.by_number(number).is_some(),
                })
            }
            _ => None,
        })
        .collect();
    let opened = cited.iter().any(|cited| cited.opens);
    let named = || header.basis.iter().chain(&header.forwards);
    named()
        .filter(|number| has_year(number) && corpus.by_number(number).is_none())
        .filter_map(|number| {
            // Below a heading another notice may be cited whose number is what the slip happens to make.
            let mut places = cited.iter().filter(|cited| cited.number == number).peekable();
            let mentioned = places.peek().is_some();
            let confirmed = places.any(|cited| cited.opens) || (mentioned && !opened);
            if confirmed {
                return None;
            }
            let meant = cited.iter().find(|cited| {
                // Two neighbouring numbers may both be meant, unless one is known and left out.
                let opens = !mentioned || (cited.opens && corpus.by_number(cited.number).is_some());
                cited.is_basis
                    && opens
                    && one_part_off(number, cited.number)
                    && !named().any(|named| named == cited.number)
            });
            meant.map(|cited| (number, cited.number))
        })
        .collect()
}

/// A number in the body.
struct Cited<'a> {
    number: &'a NoticeNumber,
    /// Whether it stands before the first heading.
    opens: bool,
    /// Whether the notice may rest on it.
    is_basis: bool,
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
