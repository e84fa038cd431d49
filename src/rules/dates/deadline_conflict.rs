//! One task with two time limits.

use rustc_hash::FxHashMap;

use super::limits::{Days, deadline, default_year, limits, shown, span, start, window};
use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Clause, Force, Form, Name, Quantity, TimeLimit, TimePoint, YearFacet};
use crate::rules::{Group, Info, Rule};
use crate::source::Span;
use crate::vocabulary::fold;

pub(crate) struct DeadlineConflict;

static INFO: Info = Info {
    name: "deadline-conflict",
    group: Group::Dates,
    level: Severity::Error,
    summary_zh: "同一事项有两种时限",
    summary_en: "one task with two time limits",
    ground: "《党政机关公文处理工作条例》第十九条第（三）项：表述准确",
    explanation: include_str!("deadline-conflict.md"),
};

/// How many limits of one task each further one is held against.
const HELD: usize = 8;

/// The limit of one clause, and what it must share with another to be of the same task.
struct Claim<'a> {
    limit: &'a TimeLimit,
    force: Force,
    organs: Vec<&'a Name>,
    deadline: Option<Days>,
    start: Option<Days>,
}

impl Rule for DeadlineConflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let year = default_year(entry);
        let mut held: FxHashMap<String, Vec<Claim<'_>>> = FxHashMap::default();
        for (clause, limit) in limits(&entry.notice) {
            let Some((name, key)) = task_key(clause, entry) else {
                continue;
            };
            if let TimeLimit::Window(first, last) = limit
                && let Some((start, end)) = window(*first, *last, year)
                && end.last < start.first
            {
                out.push(reversed(corpus, name, &start, &end).severity(level(clause.force)));
                continue;
            }
            let claim = Claim {
                limit,
                force: clause.force,
                organs: organs(clause),
                deadline: deadline(limit, year),
                start: start(limit, year),
            };
            let claims = held.entry(key).or_default();
            if let Some(first) = claims.iter().find(|first| conflict(first, &claim)) {
                let (here, there) = (span(limit), span(first.limit));
                // Work that goes on may have a milestone: 持续推进 beside a date is worth a look, not wrong
                // beyond doubt.
                let open = [limit, first.limit]
                    .iter()
                    .any(|limit| matches!(limit, TimeLimit::Ongoing(_)));
                let level = if open {
                    Severity::Warning
                } else {
                    level(clause.force)
                };
                out.push(two_limits(corpus, name, here, there).severity(level));
            }
            if claims.len() < HELD {
                claims.push(claim);
            }
        }
    }
}

fn level(force: Force) -> Severity {
    if force.is_binding() {
        INFO.level
    } else {
        Severity::Warning
    }
}

/// The name of what a clause sets a time for, and what makes it the same: name, bearer, groups and year.
fn task_key<'a>(clause: &'a Clause, entry: &Entry) -> Option<(&'a Name, String)> {
    let own = entry
        .years()
        .filter(|years| years.first == years.last)
        .map(|years| years.last);
    let plain = |year: Option<u16>| year.map_or(String::new(), |year| year.to_string());
    match &clause.form {
        Form::Task(task) => Some((
            &task.name,
            format!("{}\n\n\n{}", fold(&task.name.text), plain(own)),
        )),
        Form::Date(action) => {
            let subject = &action.subject;
            let mut groups: Vec<_> = subject
                .facets
                .groups
                .iter()
                .map(|group| fold(&group.text))
                .collect();
            groups.sort_unstable();
            let year = match subject.facets.year {
                None => plain(own),
                Some((YearFacet::Year(year) | YearFacet::Annual(year), _)) => year.to_string(),
                Some((YearFacet::Prepaid { collected, covers }, _)) => format!("{collected}/{covers}"),
                Some((YearFacet::Previous, _)) => "上年".to_owned(),
            };
            let bearer = subject.bearer.as_ref().map(|bearer| fold(&bearer.text));
            Some((
                &subject.head,
                format!(
                    "{}\n{}\n{}\n{year}",
                    fold(&subject.head.text),
                    bearer.unwrap_or_default(),
                    groups.join("、")
                ),
            ))
        }
        _ => None,
    }
}

/// Who answers for a task, in one order.
fn organs(clause: &Clause) -> Vec<&Name> {
    let Form::Task(task) = &clause.form else {
        return Vec::new();
    };
    let mut organs: Vec<&Name> = task.lead.iter().chain(&task.responsible).collect();
    organs.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    organs
}

/// Whether no way of doing the task keeps both limits. Words that cover the same day, such as 2023年 and
/// 2023年9月15日, do not conflict; neither do a limit in principle and one without exception, or the
/// limits of different organs.
fn conflict(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    if a.force != b.force || (!a.organs.is_empty() && !b.organs.is_empty() && a.organs != b.organs) {
        return false;
    }
    let apart =
        |a: &Option<Days>, b: &Option<Days>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| !a.overlaps(b));
    let late = |start: &Option<Days>, end: &Option<Days>| {
        start
            .as_ref()
            .zip(end.as_ref())
            .is_some_and(|(start, end)| end.last < start.first)
    };
    let endless = |a: &Claim<'_>, b: &Claim<'_>| {
        matches!(a.limit, TimeLimit::Ongoing(_)) && matches!(b.limit, TimeLimit::Before(TimePoint::Date(_)))
    };
    apart(&a.deadline, &b.deadline)
        || apart(&a.start, &b.start)
        || late(&a.start, &b.deadline)
        || late(&b.start, &a.deadline)
        || endless(a, b)
        || endless(b, a)
        || durations(a.limit)
            .zip(durations(b.limit))
            .is_some_and(|(a, b)| a.1 == b.1 && a.0.unit == b.0.unit && a.0.number != b.0.number)
}

/// 3个月内, and the event that it counts from.
fn durations(limit: &TimeLimit) -> Option<(&Quantity, Option<&Name>)> {
    match limit {
        TimeLimit::Before(TimePoint::Within(quantity, after)) => Some((quantity, after.as_ref())),
        _ => None,
    }
}

fn two_limits(corpus: &Corpus, name: &Name, here: Span, there: Span) -> Diagnostic {
    let words = |span| shown(corpus.sources().slice(span));
    let (task, here_words, there_words) = (shown(&name.text), words(here), words(there));
    let message = Text::new(
        format!("「{task}」的时限前为「{there_words}」，此处为「{here_words}」"),
        format!("the time limit of 「{task}」 is 「{there_words}」 before and 「{here_words}」 here"),
    );
    Diagnostic::new(INFO.name, here, message)
        .label(Text::new("此处的时限", "the limit here"))
        .related(there, Text::new("前面的时限", "the limit before"))
        .help(Text::new(
            "两处统一为一个时限",
            "give the same limit in both places",
        ))
}

fn reversed(corpus: &Corpus, name: &Name, start: &Days, end: &Days) -> Diagnostic {
    let words = |days: &Days| shown(corpus.sources().slice(days.words.span));
    let (task, first, last) = (shown(&name.text), words(start), words(end));
    let message = Text::new(
        format!("「{task}」止于「{last}」，早于起始的「{first}」"),
        format!("「{task}」 ends on 「{last}」, before its start 「{first}」"),
    );
    Diagnostic::new(INFO.name, end.words.span, message)
        .label(Text::new("止", "end"))
        .related(start.words.span, Text::new("起", "start"))
}
