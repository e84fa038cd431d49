//! A citation of a notice that another repealed before.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::cited::{Place, first_places};
use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{NoticeNumber, PartialDate};
use crate::rules::{Group, Info, Rule};

pub(crate) struct RepealedNotice;

static INFO: Info = Info {
    name: "repealed-notice",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "依据、转发或引用已经废止的公文",
    summary_en: "a citation of a notice that was repealed before",
    ground: "《党政机关公文处理工作条例》第十九条第（一）项：同现行有关公文相衔接",
    explanation: include_str!("repealed-notice.md"),
};

/// The earliest repeal of one number.
struct Repeal<'a> {
    by: NoticeId,
    entry: &'a Entry,
    /// Where the repealing notice names it.
    place: &'a NoticeNumber,
    date: Date,
}

impl Rule for RepealedNotice {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn corpus(&self, corpus: &Corpus, out: &mut Vec<Diagnostic>) {
        let repeals = index(corpus);
        if repeals.is_empty() {
            return;
        }
        for (id, entry) in corpus.reported() {
            let Some(issued) = day_of(entry.issued()) else {
                continue;
            };
            for (place, number) in first_places(&entry.notice) {
                if place == Place::Repeals || entry.notice.header.repeals.contains(number) {
                    continue;
                }
                if let Some(repeal) = repeals.get(number)
                    && repeal.by != id
                    && repeal.date <= issued
                {
                    out.push(finding(number, place, repeal));
                }
            }
        }
    }
}

fn index(corpus: &Corpus) -> FxHashMap<&NoticeNumber, Repeal<'_>> {
    let mut repeals: FxHashMap<&NoticeNumber, Repeal<'_>> = FxHashMap::default();
    for (by, entry) in corpus.entries() {
        let Some(date) = day_of(entry.issued()) else {
            continue;
        };
        for place in &entry.notice.header.repeals {
            let known = repeals.get(place).is_some_and(|known| known.date <= date);
            // A notice that names itself under 废止 repeals nothing.
            if !known && entry.number() != Some(place) {
                let repeal = Repeal {
                    by,
                    entry,
                    place,
                    date,
                };
                repeals.insert(place, repeal);
            }
        }
    }
    repeals
}

fn day_of(issued: Option<PartialDate>) -> Option<Date> {
    issued
        .filter(|date| date.year.is_some())
        .and_then(|date| date.last_day(None).ok())
}

fn finding(number: &NoticeNumber, place: Place, repeal: &Repeal<'_>) -> Diagnostic {
    let (field_zh, field_en, level) = match place {
        Place::Basis => ("依据", "implemented", INFO.level),
        Place::Forwards => ("转发", "forwarded", INFO.level),
        // A body may well tell what used to hold.
        Place::Body | Place::Repeals => ("引用", "cited", Severity::Warning),
    };
    let by = repeal.entry.number_text();
    let (year, month, day) = (repeal.date.year(), repeal.date.month(), repeal.date.day());
    let message = Text::new(
        format!("{field_zh}的{number}已由{by}于{year}年{month}月{day}日废止"),
        format!(
            "{number}, {field_en} here, was repealed by {by} on {}",
            repeal.date
        ),
    );
    Diagnostic::new(INFO.name, number.span, message)
        .severity(level)
        .related(
            repeal.place.span,
            Text::new(format!("{by}将其废止"), format!("{by} repeals it")),
        )
        .help(Text::new(
            format!("核对{by}，改引现行有效的公文"),
            format!("look into {by} and cite what is in force"),
        ))
}
