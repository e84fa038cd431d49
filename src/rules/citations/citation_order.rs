//! The number before the title.

use rustc_hash::FxHashSet;

use super::cited::citations;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::Evidence;
use crate::rules::text::shown;
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

pub(crate) struct CitationOrder;

static INFO: Info = Info {
    name: "citation-order",
    group: Group::Citations,
    level: Severity::Warning,
    summary_zh: "引用公文时文号写在标题之前",
    summary_en: "a citation with the number before the title",
    ground: "实务（先引标题，后引发文字号）",
    explanation: include_str!("citation-order.md"),
};

impl Rule for CitationOrder {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        if entry.is_text() {
            let turned = citations(&entry.notice).filter(|citation| citation.number_first);
            out.extend(turned.filter_map(|citation| {
                let span = citation.number.as_ref()?.span.to(citation.title.as_ref()?.span);
                Some(finding(&shown(corpus.sources().slice(span), 40), span))
            }));
            return;
        }
        // One phrase may be the evidence of several clauses.
        let mut seen = FxHashSet::default();
        for evidence in entry.notice.clauses.iter().filter_map(|c| c.evidence.as_ref()) {
            if !seen.insert(evidence.text.as_str()) {
                continue;
            }
            if let Some(span) = number_before_title(evidence) {
                out.push(finding(&shown(corpus.sources().slice(span), 40), span));
            }
        }
    }
}

/// Words that stand in front of a number and are no part of its 代字.
const LEADS: [&str; 8] = ["根据", "按照", "依据", "遵照", "落实", "执行", "转发", "现将"];

/// The longest 代字 looked for, in characters.
const CODE: usize = 12;

/// From a number to the `《` that follows its 号 at once.
fn number_before_title(evidence: &Evidence) -> Option<Span> {
    let text = evidence.text.as_str();
    text.match_indices('《').find_map(|(title, mark)| {
        let number = text.get(..title)?.trim_end().strip_suffix('号')?.trim_end();
        let year = without_digits(number)?.trim_end().trim_end_matches('第');
        let year = year.strip_suffix(['〕', ']', '］', '）', ')', '】'])?.trim_end();
        let code = without_digits(year)?.trim_end();
        let code = code.strip_suffix(['〔', '[', '［', '（', '(', '【'])?.trim_end();
        let offset = |at: usize| (evidence.span.start as usize).saturating_add(at);
        let (start, end) = (offset(code_start(code)), offset(title.saturating_add(mark.len())));
        Some(Span::new(evidence.span.file, start, end))
    })
}

/// `text` without the digits at its end; `None` where it has none there.
fn without_digits(text: &str) -> Option<&str> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    (rest.len() < text.len()).then_some(rest)
}

/// Where the 代字 at the end of `text` begins.
fn code_start(text: &str) -> usize {
    let letters = text.chars().rev().take(CODE).take_while(|c| c.is_alphabetic());
    let start = text.len().saturating_sub(letters.map(char::len_utf8).sum());
    let code = text.get(start..).unwrap_or("");
    let lead = LEADS
        .iter()
        .filter_map(|lead| code.rfind(lead).map(|at| at.saturating_add(lead.len())))
        .max();
    start.saturating_add(lead.unwrap_or(0))
}

fn finding(words: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("「{words}」先引文号，后引标题"),
        format!("「{words}」 gives the number before the title"),
    );
    Diagnostic::new(INFO.name, span, message)
        .severity(INFO.level)
        .help(Text::new(
            "一般写成《标题》（文号）",
            "usual practice is 《title》（number）",
        ))
}
