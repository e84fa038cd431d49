//! A number that is not written as the standard has it.

use rustc_hash::FxHashSet;

use super::cited::{has_year, numbers};
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Edit, Severity, Text};
use crate::notice::{NoticeNumber, NumberDefect};
use crate::parse::ProblemKind;
use crate::rules::text::shown;
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

pub(crate) struct MalformedNumber;

static INFO: Info = Info {
    name: "malformed-number",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "发文字号的写法不合标准",
    summary_en: "a number that is not written as the standard has it",
    ground: "GB/T 9704—2012 7.2.5",
    explanation: include_str!("malformed-number.md"),
};

impl Rule for MalformedNumber {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let cited = numbers(&entry.notice).map(|(_, number)| number);
        // A text cites what it rests on where it says so: one place, known in two ways.
        let mut seen = FxHashSet::default();
        for number in entry.number().into_iter().chain(cited) {
            if !number.defects.is_empty() && seen.insert(number.span) {
                out.push(defective(corpus.sources().slice(number.span), number));
            }
        }
        for problem in &entry.problems {
            if problem.kind == ProblemKind::UnreadableNumber {
                let words = shown(corpus.sources().slice(problem.span), 40);
                let message = Text::new(
                    format!("「{words}」的年份或序号过大，无法识别"),
                    format!("the year or serial of 「{words}」 is too large to be read"),
                );
                out.push(
                    Diagnostic::new(INFO.name, problem.span, message)
                        .severity(INFO.level)
                        .help(Text::new(
                            "写成「代字〔年份〕序号号」，如「青医保发〔2023〕5号」",
                            "write 代字〔year〕serial号, such as 青医保发〔2023〕5号",
                        )),
                );
            }
        }
    }
}

/// The right brackets, where nothing else is wrong with the number.
fn edits(words: &str, number: &NoticeNumber) -> Vec<Edit> {
    let only = number
        .defects
        .iter()
        .all(|defect| *defect == NumberDefect::Brackets);
    let brackets: Vec<(usize, char)> = words
        .char_indices()
        .filter(|(_, c)| "〔〕[]［］（）()【】﹝﹞{}〖〗".contains(*c))
        .collect();
    // The 代字 may have brackets of its own: which are those of the year is then for a person to say.
    let &[(open, first), (close, last)] = brackets.as_slice() else {
        return Vec::new();
    };
    if !only {
        return Vec::new();
    }
    let edit = |at: usize, c: char, right: &str| {
        let start = (number.span.start as usize).saturating_add(at);
        Edit {
            span: Span::new(number.span.file, start, start.saturating_add(c.len_utf8())),
            text: right.to_owned(),
        }
    };
    vec![edit(open, first, "〔"), edit(close, last, "〕")]
}

fn defective(words: &str, number: &NoticeNumber) -> Diagnostic {
    let edits = edits(words, number);
    let mut defects: Vec<NumberDefect> = Vec::new();
    for &defect in &number.defects {
        if !defects.contains(&defect) {
            defects.push(defect);
        }
    }
    // 〔23〕 has been read as 2023, which is in range.
    let year = if has_year(number) { 0 } else { number.year };
    let named: Vec<Text> = defects
        .into_iter()
        .map(|defect| defect_name(defect, year))
        .collect();
    let zh: Vec<&str> = named.iter().map(|name| name.zh.as_str()).collect();
    let en: Vec<&str> = named.iter().map(|name| name.en.as_str()).collect();
    // A page seam within the number says nothing about it.
    let words: String = words.split_whitespace().collect();
    let words = shown(&words, 40);
    let message = Text::new(
        format!("文号「{words}」{}", zh.join("，")),
        format!("the number 「{words}」 has {}", en.join(", ")),
    );
    let finding = Diagnostic::new(INFO.name, number.span, message)
        .severity(INFO.level)
        .edits(edits);
    if has_year(number) {
        finding.help(Text::new(
            format!("写成「{number}」"),
            format!("write 「{number}」"),
        ))
    } else {
        finding.help(Text::new(
            "年份写全四位，在1949至2100之间",
            "write the year in full, between 1949 and 2100",
        ))
    }
}

fn defect_name(defect: NumberDefect, year: u16) -> Text {
    let (zh, en) = match defect {
        NumberDefect::Brackets => ("年份未用六角括号〔〕", "a year outside the brackets 〔〕"),
        NumberDefect::BracketOrder => ("括号缺少或颠倒", "brackets missing or out of order"),
        NumberDefect::Year if year >= 1000 => (
            "年份不在1949年至2100年之间",
            "a year that is not between 1949 and 2100",
        ),
        NumberDefect::Year => ("年份不是四位全称", "a year that is not four digits"),
        NumberDefect::Ordinal => ("序号前加了「第」", "第 before its serial"),
        NumberDefect::LeadingZero => ("序号编了虚位0", "a zero in front of its serial"),
        NumberDefect::NoHao => ("末尾缺「号」", "no 号 at its end"),
        NumberDefect::FullWidthDigit => ("用了全角数字", "full-width digits"),
    };
    Text::new(zh, en)
}
