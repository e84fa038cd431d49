//! A notice dated before the one it implements.

use super::limits::{Days, day, issued};
use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::NoticeNumber;
use crate::rules::citations::cited::{first_places, has_year};
use crate::rules::{Group, Info, Rule};

pub(crate) struct OlderThanBasis;

static INFO: Info = Info {
    name: "older-than-basis",
    group: Group::Dates,
    level: Severity::Error,
    summary_zh: "成文早于所依据、转发或引用的公文",
    summary_en: "a notice dated before the one it implements, forwards or cites",
    ground: "《党政机关公文处理工作条例》第九条第（五）项、第（十二）项：发文字号的年份和成文日期",
    explanation: include_str!("older-than-basis.md"),
};

/// How many numbers of one finding are labelled.
const LABELLED: usize = 16;

impl Rule for OlderThanBasis {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let Some(own) = issued(entry) else { return };
        let mut later: Vec<(&NoticeNumber, Option<(&Entry, Days)>)> = Vec::new();
        for (_, number) in first_places(&entry.notice) {
            let other = corpus.by_number(number).filter(|&other| other != id);
            let other = other.and_then(|other| corpus.get(other));
            let dated = other.and_then(|other| Some((other, issued(other)?)));
            let dated = dated.filter(|(_, other)| own.last < other.first);
            if dated.is_some() || (has_year(number) && i32::from(number.year) > i32::from(own.last.year())) {
                later.push((number, dated));
            }
        }
        match later.as_slice() {
            [] => {}
            [(number, Some((other, later)))] => out.push(later_notice(number, own, other, *later)),
            [(number, None)] => out.push(later_number(number, own)),
            several => out.push(several_later(several.iter().map(|(number, _)| *number), own)),
        }
    }
}

/// Where several are later, the notice's own date is what they have in common.
fn several_later<'a>(numbers: impl ExactSizeIterator<Item = &'a NoticeNumber>, own: Days) -> Diagnostic {
    let (own_day, count) = (day(own.last), numbers.len());
    let message = Text::new(
        format!("成文日期{}早于所引的{count}份公文", own_day.zh),
        format!("issued on {}, before {count} notices that it cites", own_day.en),
    );
    let finding = Diagnostic::new(INFO.name, own.words.span, message)
        .severity(INFO.level)
        .label(Text::new("本文成文日期", "this notice's day of issue"));
    numbers.take(LABELLED).fold(finding, |finding, number| {
        finding.related(number.span, Text::new("成文更晚", "issued later"))
    })
}

fn later_notice(number: &NoticeNumber, own: Days, other: &Entry, later: Days) -> Diagnostic {
    let (own_day, later_day) = (day(own.last), day(later.first));
    let message = Text::new(
        format!("成文日期{}早于{number}的{}", own_day.zh, later_day.zh),
        format!(
            "issued on {}, before {number}, which is of {}",
            own_day.en, later_day.en
        ),
    );
    Diagnostic::new(INFO.name, number.span, message)
        .severity(INFO.level)
        .label(Text::new(
            format!("{}成文", later_day.zh),
            format!("issued on {}", later_day.en),
        ))
        .related(
            own.words.span,
            Text::new("本文成文日期", "this notice's day of issue"),
        )
        .related(
            later.words.span,
            Text::new(
                format!("{}的成文日期", other.number_text()),
                format!("day of issue of {}", other.number_text()),
            ),
        )
}

fn later_number(number: &NoticeNumber, own: Days) -> Diagnostic {
    let own_day = day(own.last);
    let message = Text::new(
        format!("{number}的年份{}晚于成文日期{}", number.year, own_day.zh),
        format!(
            "the year {} of {number} is after the day of issue, {}",
            number.year, own_day.en
        ),
    );
    Diagnostic::new(INFO.name, number.span, message)
        .severity(INFO.level)
        .label(Text::new(
            format!("{}年的公文", number.year),
            format!("a notice of {}", number.year),
        ))
        .related(
            own.words.span,
            Text::new("本文成文日期", "this notice's day of issue"),
        )
}
