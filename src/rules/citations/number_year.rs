//! A number of another year than the day of issue.

use super::cited::has_year;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

pub(crate) struct NumberYear;

static INFO: Info = Info {
    name: "number-year",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "文号的年份与成文日期的年份不符",
    summary_en: "a number whose year is not that of the day of issue",
    ground: "GB/T 9704—2012 7.2.5、《党政机关公文处理工作条例》第九条第（五）项、第（十二）项",
    explanation: include_str!("number-year.md"),
};

/// A number taken at the end of a year may go out early in the next: until the end of this month.
const LATE: i8 = 3;

impl Rule for NumberYear {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        let (Some(number), Some(issued), Some(day)) = (entry.number(), entry.issued(), entry.issue_date())
        else {
            return;
        };
        let (own, year) = (i32::from(number.year), i32::from(day.year()));
        let lately = own == year.saturating_sub(1) && day.month() <= LATE;
        if !has_year(number) || own == year || lately {
            return;
        }
        let message = Text::new(
            format!("文号{number}是{own}年的，成文日期在{year}年"),
            format!("{number} is a number of {own}, the day of issue is in {year}"),
        );
        out.push(
            Diagnostic::new(INFO.name, number.span, message)
                .severity(INFO.level)
                .related(issued.span, Text::new("成文日期", "day of issue"))
                .help(Text::new(
                    "核对文号的年份与成文日期",
                    "check the year of the number and the day of issue",
                )),
        );
    }
}
