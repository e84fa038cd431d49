//! `basis-not-cited`: a mandate answered but not cited.

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

/// A mandate answered but not cited.
pub(in crate::rules) struct BasisNotCited;

static INFO: Info = Info {
    name: "basis-not-cited",
    group: Group::Citations,
    level: Severity::Warning,
    summary_zh: "落实了上级文件的要求，却没有把它列为依据",
    summary_en: "a notice above that is answered but not cited",
    ground: "实务：贯彻性公文开头写明所依据的上级文件",
    explanation: include_str!("basis-not-cited.md"),
};

impl Rule for BasisNotCited {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(uncited) = corpus.duties(id).and_then(|duties| duties.uncited.as_ref()) else {
            return;
        };
        let Some(entry) = corpus.get(id) else { return };
        if entry
            .notice
            .header
            .title
            .as_ref()
            .is_some_and(|title| reports(&title.text))
        {
            return;
        }
        let (Some(own), Some(asked)) = (corpus.clause(uncited.own), corpus.clause(uncited.mandate)) else {
            return;
        };
        let number = corpus
            .get(uncited.mandate.notice)
            .map(|above| above.number_text())
            .unwrap_or_default();
        let header = &entry.notice.header;
        let span = header
            .basis
            .first()
            .or(header.number.as_ref())
            .map_or(Span::new(entry.file(), 0, 0), |number| number.span);
        let words = corpus.sources().slice(own.span);
        out.push(
            Diagnostic::new(
                INFO.name,
                span,
                Text::new(
                    format!("「{words}」落实的是{number}，依据里没有列出"),
                    format!("「{words}」 answers {number}, which is not among the bases"),
                ),
            )
            .severity(INFO.level)
            .related(own.span, Text::new("落实了它的要求", "this is what it asks"))
            .related(
                asked.span,
                Text::new(format!("{number}的要求"), format!("asked by {number}")),
            )
            .help(Text::new(
                format!("在依据中列出{number}"),
                format!("list {number} as a basis"),
            )),
        );
    }
}

/// Whether a title is that of a report or an answer, which carries nothing out: 关于预算执行情况的报告（摘要）.
fn reports(title: &str) -> bool {
    let title = title.trim().trim_end_matches(['）', '》']);
    let title = match title.rsplit_once('（') {
        Some((before, _)) if before.ends_with("报告") => before,
        _ => title,
    };
    ["报告", "公报", "问答", "解读", "总结"]
        .iter()
        .any(|kind| title.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_carries_nothing_out() {
        assert!(reports("关于2023年预算执行情况的报告（摘要）") && reports("政策解读"));
        assert!(!reports("关于印发《统计公报（2023年）》的通知") && !reports("关于做好医疗保障工作的通知"));
    }
}
