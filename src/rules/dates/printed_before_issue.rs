//! A notice printed before its day of issue.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::Stretch;

pub(crate) struct PrintedBeforeIssue;

static INFO: Info = Info {
    name: "printed-before-issue",
    group: Group::Dates,
    level: Severity::Error,
    summary_zh: "印发日期早于成文日期",
    summary_en: "a notice printed before its day of issue",
    ground: "GB/T 9704—2012 7.3.5.4、7.4.3：成文日期是签发的日期，印发日期是送印的日期",
    explanation: include_str!("printed-before-issue.md"),
};

impl Rule for PrintedBeforeIssue {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let printed = document.printing.as_ref().and_then(|printing| printing.date);
            let (Some(printed), Some(issued)) = (printed, document.issued) else {
                continue;
            };
            let (Some(print_day), Some(issue_day)) = (day(text, printed), day(text, issued)) else {
                continue;
            };
            if print_day >= issue_day {
                continue;
            }
            let (first, second) = (text.words(printed).trim(), text.words(issued).trim());
            let message = Text::new(
                format!("印发日期「{first}」早于成文日期「{second}」"),
                format!("printed on 「{first}」, before the day of issue 「{second}」"),
            );
            out.push(
                text.find(&INFO, printed, message)
                    .related(text.span(issued), Text::new("成文日期", "day of issue"))
                    .help(Text::new("核对两个日期", "check the two dates")),
            );
        }
    }
}

/// 2023年9月6日; nothing for other forms and for days that do not exist.
fn day(text: &TextView<'_>, stretch: Stretch) -> Option<Date> {
    parse(text.words(stretch))
}

fn parse(words: &str) -> Option<Date> {
    let words: String = words.split_whitespace().collect();
    let (year, rest) = words.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once('日')?;
    if !rest.is_empty() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_their_usual_form_only() {
        assert_eq!(parse("2023 年 9月6日"), Date::new(2023, 9, 6).ok());
        for words in ["2023.9.6", "2023年9月", "2023年2月30日", "二〇二三年九月六日", ""] {
            assert_eq!(parse(words), None, "{words}");
        }
    }
}
