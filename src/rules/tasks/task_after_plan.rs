//! A task that ends after the plan does.

use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Form, TimeLimit, TimePoint};
use crate::rules::{Group, Info, Rule, TextView};
use crate::source::Span;
use crate::text::{BlockKind, Document, Stretch};

pub(crate) struct TaskAfterPlan;

static INFO: Info = Info {
    name: "task-after-plan",
    group: Group::Tasks,
    level: Severity::Warning,
    summary_zh: "任务的完成时限在规划期之后",
    summary_en: "a task whose time limit lies after the years of the plan",
    ground: "实务（任务分工）",
    explanation: include_str!("task-after-plan.md"),
};

/// The five-year plans, by their last years.
const PLANS: [(&str, u32); 4] = [
    ("十二五", 2015),
    ("十三五", 2020),
    ("十四五", 2025),
    ("十五五", 2030),
];

/// What the years in a title are those of.
const SPANS: [&str; 4] = ["规划", "计划", "方案", "行动"];

impl Rule for TaskAfterPlan {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        // An extract names the years of its plan in its header; a text does so in its title.
        let Some(entry) = corpus.get(id).filter(|entry| !entry.is_text()) else {
            return;
        };
        if let Some(years) = entry.years().filter(|years| years.first < years.last) {
            out.extend(late(corpus, entry, u32::from(years.last), years.span));
        }
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, id) in text.documents() {
            let entry = id
                .and_then(|id| text.corpus.get(id))
                .filter(|entry| entry.is_text());
            if let (Some(entry), Some((place, last))) = (entry, last_year(text, document)) {
                out.extend(late(text.corpus, entry, last, text.span(place)));
            }
        }
    }
}

/// Where the years of the plan stand, and the last of them: in the title of the notice, or of the plan that it
/// hands on.
fn last_year(text: &TextView<'_>, document: &Document) -> Option<(Stretch, u32)> {
    let heads = document
        .blocks
        .iter()
        .take(8)
        .take_while(|block| !matches!(block.kind, BlockKind::Heading(_)))
        .map(|block| block.range)
        .filter(|range| !text.words(*range).contains('。'));
    document
        .title
        .into_iter()
        .chain(heads)
        .find_map(|range| Some((range, year_of(text.words(range))?)))
}

fn year_of(title: &str) -> Option<u32> {
    if !SPANS.iter().any(|word| title.contains(word)) {
        return None;
    }
    // （2021—2025年）
    let years: Vec<u32> = title
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1949..=2100).contains(year))
        .collect();
    if let [first, last] = years.as_slice()
        && first < last
    {
        return Some(*last);
    }
    if !years.is_empty() {
        return None;
    }
    let mut plans = PLANS.iter().filter(|(name, _)| title.contains(name));
    let (_, last) = plans.next()?;
    plans.next().is_none().then_some(*last)
}

/// The tasks of a notice whose limits lie after the year `last`, which stands at `plan`.
fn late(corpus: &Corpus, entry: &Entry, last: u32, plan: Span) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (_, clause) in entry.notice.sure_clauses() {
        let Form::Task(task) = &clause.form else { continue };
        let Some(TimeLimit::Before(TimePoint::Date(date))) = &task.limit else {
            continue;
        };
        if date.year.is_none_or(|year| year <= last) {
            continue;
        }
        let words = corpus.sources().slice(date.span);
        let message = Text::new(
            format!("完成时限「{words}」在规划期之后，规划期到{last}年为止"),
            format!("the time limit 「{words}」 lies after {last}, the last year of the plan"),
        );
        out.push(
            Diagnostic::new(INFO.name, date.span, message)
                .severity(INFO.level)
                .related(plan, Text::new("规划期", "the years of the plan"))
                .help(Text::new("核对完成时限", "check the time limit")),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_year_of_a_plan() {
        assert_eq!(year_of("青平市“十四五”医疗保障规划"), Some(2025));
        assert_eq!(year_of("三年行动方案（2018—2020年）"), Some(2020));
        assert_eq!(year_of("2023年工作计划"), None);
        assert_eq!(year_of("关于做好工作的通知"), None);
    }
}
