//! `late-deadline`, `early-start`: a date looser than the mandate's.

use crate::corpus::{Corpus, DateBreach, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

/// A deadline later than asked.
pub(in crate::rules) struct LateDeadline;

/// A start earlier than allowed.
pub(in crate::rules) struct EarlyStart;

static LATE: Info = Info {
    name: "late-deadline",
    group: Group::Mandate,
    level: Severity::Error,
    summary_zh: "期限晚于上级要求",
    summary_en: "a deadline later than the one set above",
    ground: "《党政机关公文处理工作条例》第十九条第一项（同现行有关公文相衔接）",
    explanation: include_str!("late-deadline.md"),
};

static EARLY: Info = Info {
    name: "early-start",
    group: Group::Mandate,
    level: Severity::Error,
    summary_zh: "开始时间早于上级规定",
    summary_en: "a start earlier than the one set above",
    ground: "《党政机关公文处理工作条例》第十九条第一项（同现行有关公文相衔接）",
    explanation: include_str!("early-start.md"),
};

impl Rule for LateDeadline {
    fn info(&self) -> &'static Info {
        &LATE
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let breaches = corpus
            .duties(id)
            .map_or(&[][..], |duties| duties.dates.as_slice());
        out.extend(
            breaches
                .iter()
                .filter(|breach| breach.late)
                .map(|breach| diagnose(corpus, breach, &LATE)),
        );
    }
}

impl Rule for EarlyStart {
    fn info(&self) -> &'static Info {
        &EARLY
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let breaches = corpus
            .duties(id)
            .map_or(&[][..], |duties| duties.dates.as_slice());
        out.extend(
            breaches
                .iter()
                .filter(|breach| !breach.late)
                .map(|breach| diagnose(corpus, breach, &EARLY)),
        );
    }
}

fn diagnose(corpus: &Corpus, breach: &DateBreach, info: &Info) -> Diagnostic {
    let own = corpus.sources().slice(breach.own.1);
    let asked = corpus.sources().slice(breach.mandate.1);
    let number = corpus
        .get(breach.mandate.0.notice)
        .map(|entry| entry.number_text())
        .unwrap_or_default();
    let (zh, en) = if breach.late {
        ("晚于", "later than")
    } else {
        ("早于", "earlier than")
    };
    let message = Text::new(
        format!("「{own}」{zh}{number}的「{asked}」"),
        format!("「{own}」 is {en} 「{asked}」 of {number}"),
    );
    let level = if breach.binding {
        info.level
    } else {
        info.level.min(Severity::Warning)
    };
    let mut diagnostic = Diagnostic::new(info.name, breach.own.1, message)
        .severity(level)
        .related(
            breach.mandate.1,
            Text::new(format!("{number}的要求"), format!("asked by {number}")),
        );
    for (clause, span) in &breach.also {
        let number = corpus
            .get(clause.notice)
            .map(|entry| entry.number_text())
            .unwrap_or_default();
        diagnostic = diagnostic.related(
            *span,
            Text::new(format!("{number}的要求"), format!("asked by {number}")),
        );
    }
    if let Some(days) = breach.days {
        let days = days.abs();
        let label = if breach.late {
            Text::new(format!("晚 {days} 天"), format!("{days} days late"))
        } else {
            Text::new(format!("早 {days} 天"), format!("{days} days early"))
        };
        diagnostic = diagnostic.label(label);
    }
    diagnostic.help(if breach.late {
        Text::new(
            format!("改到{number}要求的期限之内，并给汇总上报留出时间"),
            format!("keep within the deadline of {number}, with time to report upwards"),
        )
    } else {
        Text::new(
            format!("改为不早于{number}所定的时间；确需提前的，先报上级同意"),
            format!("start no earlier than {number} says, or have it agreed to above"),
        )
    })
}
