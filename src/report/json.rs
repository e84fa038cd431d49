//! The JSON form, version 1: a contract with programs, kept in types of its own.
//!
//! Internals may change freely as long as these types do not; what they say is in one language.

use std::io;

use serde::{Serialize, Serializer};

use super::{Look, Report};
use crate::diagnostic::{Counts, Diagnostic, Label, Language, Severity, Step};
use crate::source::{Sources, Span};

/// The version of the contract.
const VERSION: u32 = 1;

/// Writes one object and a line end.
pub(super) fn write(report: &Report<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let counts = Counts::of(report.diagnostics);
    let document = Document {
        version: VERSION,
        summary: Summary {
            notices: report.summary.notices,
            statements: report.summary.statements,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            suppressed: report.summary.suppressed,
            known: report.summary.known,
            gone: report.summary.gone,
        },
        diagnostics: Findings(report),
        unreadable: Unread(report),
    };
    serde_json::to_writer(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    summary: Summary,
    diagnostics: Findings<'a>,
    /// Only where there is some: a program that reads nothing else must not take a file that was not looked
    /// at for one without findings.
    #[serde(skip_serializing_if = "Unread::is_empty")]
    unreadable: Unread<'a>,
}

#[derive(Serialize)]
struct Summary {
    notices: usize,
    statements: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// What was left out is counted only where there is some; see [`super::Summary`].
    #[serde(skip_serializing_if = "is_none")]
    suppressed: usize,
    #[serde(rename = "baseline", skip_serializing_if = "is_none")]
    known: usize,
    #[serde(rename = "baseline_gone", skip_serializing_if = "is_none")]
    gone: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// The findings, turned into their contract form one at a time while they are written.
struct Findings<'a>(&'a Report<'a>);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Findings(report) = self;
        serializer.collect_seq(
            report
                .diagnostics
                .iter()
                .map(|diagnostic| Finding::new(diagnostic, report.sources, report.language)),
        )
    }
}

/// What could not be read, and why.
struct Unread<'a>(&'a Report<'a>);

impl Unread<'_> {
    fn is_empty(&self) -> bool {
        self.0.unreadable.is_empty()
    }
}

impl Serialize for Unread<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Unread(report) = self;
        serializer.collect_seq(report.unreadable.iter().map(|(file, reason)| Refusal {
            file,
            reason: reason.get(report.language),
        }))
    }
}

#[derive(Serialize)]
struct Refusal<'a> {
    file: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    labels: Vec<Marked<'a>>,
    derivation: Vec<Derived<'a>>,
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources, language: Language) -> Self {
        // The primary place is always in the finding itself; as a label it says what stands there.
        let primary = Some(&diagnostic.primary).filter(|label| !label.text.get(language).is_empty());
        Finding {
            rule: diagnostic.rule,
            severity: Severity::name(diagnostic.severity),
            message: diagnostic.message.get(language),
            help: diagnostic.help.as_ref().map(|help| help.get(language)),
            place: Place::new(diagnostic.primary.span, sources),
            labels: primary
                .into_iter()
                .chain(&diagnostic.related)
                .map(|label| Marked::new(label, sources, language))
                .collect(),
            derivation: diagnostic
                .derivation
                .iter()
                .map(|step| Derived::new(step, sources, language))
                .collect(),
        }
    }
}

/// A place in a file, as every part of the contract gives it.
#[derive(Serialize)]
pub(super) struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

impl<'a> Place<'a> {
    pub(super) fn new(span: Span, sources: &'a Sources) -> Self {
        let (start, end) = (sources.start(span), sources.end(span));
        let raw = sources.raw(span);
        Place {
            file: sources.path(span.file),
            start: Point {
                offset: raw.start,
                line: start.line,
                column: start.column,
            },
            end: Point {
                offset: raw.end,
                line: end.line,
                column: end.column,
            },
        }
    }

    pub(super) fn start(&self) -> (usize, usize) {
        (self.start.line, self.start.column)
    }

    pub(super) fn file(&self) -> &'a str {
        self.file
    }
}

/// `offset` in bytes of the file from 0; `line` and `column` from 1, the column in characters.
#[derive(Serialize)]
struct Point {
    offset: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Marked<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

impl<'a> Marked<'a> {
    fn new(label: &'a Label, sources: &'a Sources, language: Language) -> Self {
        Marked {
            place: Place::new(label.span, sources),
            text: label.text.get(language),
        }
    }
}

#[derive(Serialize)]
struct Derived<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

impl<'a> Derived<'a> {
    fn new(step: &'a Step, sources: &'a Sources, language: Language) -> Self {
        Derived {
            text: step.text.get(language),
            place: Place::new(step.span, sources),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;
    use crate::source::SourceFile;

    fn written(report: &Report<'_>) -> String {
        let mut out = Vec::new();
        write(report, Look::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_contract_is_kept_to_the_letter() {
        let mut sources = Sources::new();
        let text = "甲\n县级财政 33元\n";
        let file = sources.add(SourceFile::new("drafts/a.notice", text));
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(file, start, start + words.len())
        };
        let diagnostics = [
            Diagnostic::new("sum-mismatch", at("33元"), Text::new("应为 128", "should be 128"))
                .label(Text::new("多 1 元", "1 too many"))
                .help(Text::new("改为 32", "write 32"))
                .related(at("甲"), Text::new("见此", "see here"))
                .derivation(vec![Step {
                    text: Text::same("512 = 80% × 640"),
                    span: at("县级财政"),
                    notice: None,
                }]),
            Diagnostic::new("unknown-item", at("甲"), Text::new("「甲」", "“甲”")).severity(Severity::Info),
        ];
        let mut report = Report {
            sources: &sources,
            diagnostics: &diagnostics,
            summary: super::super::Summary {
                notices: 3,
                statements: 120,
                ..Default::default()
            },
            unreadable: &[],
            language: Language::Chinese,
            rules: &[],
            denied: Severity::Error,
        };
        assert_eq!(
            written(&report),
            concat!(
                r#"{"version":1,"summary":{"notices":3,"statements":120,"errors":1,"warnings":0,"infos":1},"#,
                r#""diagnostics":[{"rule":"sum-mismatch","severity":"error","message":"应为 128","help":"改为 32","#,
                r#""file":"drafts/a.notice","start":{"offset":17,"line":2,"column":6},"end":{"offset":22,"line":2,"column":9},"#,
                r#""labels":[{"file":"drafts/a.notice","start":{"offset":17,"line":2,"column":6},"end":{"offset":22,"line":2,"column":9},"text":"多 1 元"},"#,
                r#"{"file":"drafts/a.notice","start":{"offset":0,"line":1,"column":1},"end":{"offset":3,"line":1,"column":2},"text":"见此"}],"#,
                r#""derivation":[{"text":"512 = 80% × 640","file":"drafts/a.notice","start":{"offset":4,"line":2,"column":1},"end":{"offset":16,"line":2,"column":5}}]},"#,
                r#"{"rule":"unknown-item","severity":"info","message":"「甲」","help":null,"#,
                r#""file":"drafts/a.notice","start":{"offset":0,"line":1,"column":1},"end":{"offset":3,"line":1,"column":2},"labels":[],"derivation":[]}]}"#,
                "\n"
            )
        );
        report.language = Language::English;
        let english: serde_json::Value = serde_json::from_str(&written(&report)).unwrap();
        assert_eq!(english["diagnostics"][0]["message"], "should be 128");
        assert_eq!(english["diagnostics"][0]["help"], "write 32");
        assert_eq!(english["diagnostics"][0]["labels"][1]["text"], "see here");
    }

    #[test]
    fn no_findings_give_an_empty_list() {
        let sources = Sources::new();
        let report = Report {
            sources: &sources,
            diagnostics: &[],
            summary: super::super::Summary::default(),
            unreadable: &[],
            language: Language::Chinese,
            rules: &[],
            denied: Severity::Error,
        };
        assert!(written(&report).ends_with("\"diagnostics\":[]}\n"));
    }

    #[test]
    fn what_could_not_be_read_is_named() {
        let sources = Sources::new();
        let unreadable = [("a.notice".to_owned(), Text::new("没有这个文件", "no such file"))];
        let report = Report {
            sources: &sources,
            diagnostics: &[],
            summary: super::super::Summary::default(),
            unreadable: &unreadable,
            language: Language::English,
            rules: &[],
            denied: Severity::Error,
        };
        assert!(written(&report).ends_with(
            "\"diagnostics\":[],\"unreadable\":[{\"file\":\"a.notice\",\"reason\":\"no such file\"}]}\n"
        ));
    }
}
