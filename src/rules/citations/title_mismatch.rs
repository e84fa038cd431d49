//! A number with a title that is not its own.

use rustc_hash::FxHashSet;

use super::cited::citations;
use super::title::{compared, same};
use super::title_index::{Known, TitleIndex};
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Name, NoticeNumber};
use crate::rules::text::shown;
use crate::rules::{Group, Info, Rule};

pub(crate) struct TitleMismatch;

static INFO: Info = Info {
    name: "title-mismatch",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "引用的标题与文号不是同一份公文",
    summary_en: "a cited title and number that belong to different notices",
    ground: "《党政机关公文处理工作条例》第十九条第（三）项：表述准确",
    explanation: include_str!("title-mismatch.md"),
};

impl Rule for TitleMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn corpus(&self, corpus: &Corpus, out: &mut Vec<Diagnostic>) {
        let index = TitleIndex::new(corpus);
        for (_, entry) in corpus.reported() {
            let mut seen: FxHashSet<(&NoticeNumber, &Name)> = FxHashSet::default();
            for citation in citations(&entry.notice) {
                let (Some(number), Some(title)) = (&citation.number, &citation.title) else {
                    continue;
                };
                if !seen.insert((number, title)) {
                    continue;
                }
                if let Some(cited) = corpus.by_number(number).and_then(|id| corpus.get(id)) {
                    if let Some(actual) = &cited.notice.header.title
                        && !same(&compared(&title.text), &compared(&actual.text))
                    {
                        out.push(other_title(number, title, actual));
                    }
                } else if let Some(owner) = index.owner(number, &title.text) {
                    out.push(belongs_to(number, title, owner));
                } else if let Some(other) = index.other_number(number, &title.text) {
                    out.push(two_numbers(number, title, other));
                }
            }
        }
    }
}

/// How many characters of a title a message repeats.
const SHOWN: usize = 60;

fn other_title(number: &NoticeNumber, title: &Name, actual: &Name) -> Diagnostic {
    let (cited_words, actual_words) = (shown(&title.text, SHOWN), shown(&actual.text, SHOWN));
    let message = Text::new(
        format!("{number}的标题是「{actual_words}」，引作「{cited_words}」"),
        format!("the title of {number} is 「{actual_words}」, cited as 「{cited_words}」"),
    );
    Diagnostic::new(INFO.name, title.span, message)
        .severity(INFO.level)
        .label(Text::new("引用的标题", "the title cited"))
        .related(number.span, Text::new("引用的文号", "the number cited"))
        .related(
            actual.span,
            Text::new(format!("{number}的标题"), format!("the title of {number}")),
        )
        .help(Text::new("核对文号和标题", "check the number and the title"))
}

fn belongs_to(number: &NoticeNumber, title: &Name, owner: Known<'_>) -> Diagnostic {
    let (owner_number, words) = (owner.number, shown(&title.text, SHOWN));
    let message = Text::new(
        format!("「{words}」的文号是{owner_number}，引作{number}"),
        format!("「{words}」 has the number {owner_number}, cited as {number}"),
    );
    Diagnostic::new(INFO.name, number.span, message)
        .severity(INFO.level)
        .label(Text::new("引用的文号", "the number cited"))
        .related(
            owner.title.span,
            Text::new(
                format!("{owner_number}的标题"),
                format!("the title of {owner_number}"),
            ),
        )
        .related(
            owner_number.span,
            Text::new("同题公文的文号", "the number of the notice with that title"),
        )
        .help(Text::new(
            format!("文号改为「{owner_number}」时与标题一致"),
            format!("「{owner_number}」 would fit the title"),
        ))
}

fn two_numbers(number: &NoticeNumber, title: &Name, other: Known<'_>) -> Diagnostic {
    let (other_number, words) = (other.number, shown(&title.text, SHOWN));
    let message = Text::new(
        format!("「{words}」有{other_number}和{number}两个文号"),
        format!("「{words}」 has two numbers, {other_number} and {number}"),
    );
    Diagnostic::new(INFO.name, number.span, message)
        .severity(INFO.level)
        .label(Text::new("此处的文号", "the number here"))
        .related(
            other.number.span,
            Text::new("另一处的文号", "the number in another place"),
        )
        .help(Text::new("核对两处的文号", "check the number in both places"))
}
