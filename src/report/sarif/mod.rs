//! SARIF 2.1.0, which editors and code scanning read. Columns are in characters (`unicodeCodePoints`).

mod place;

use std::collections::BTreeMap;
use std::io;

use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, CodeFlow, Fix, Invocation, Location, Message, MultiformatMessageString,
    Notification, Replacement, ReportingConfiguration, ReportingDescriptor, Result as Finding, ResultLevel,
    Run, Sarif, ThreadFlow, ThreadFlowLocation, Tool, ToolComponent,
};

use super::{Look, Report, RuleText, fingerprint};
use crate::diagnostic::{Diagnostic, Edit, Language, Severity};
use crate::source::FileId;
use place::{artifact, location, physical, region};

/// Where the published schema is.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Name and version of the way in which fingerprints are made.
const FINGERPRINT: &str = "duibiao/v1";

/// Writes one log of one run.
pub(super) fn write(report: &Report<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut found: Vec<&str> = report.diagnostics.iter().map(|found| found.rule).collect();
    found.sort_unstable();
    found.dedup();
    let rules: Vec<ReportingDescriptor> = found.iter().map(|rule| descriptor(report, rule)).collect();
    let results: Vec<Finding> = report
        .diagnostics
        .iter()
        .map(|diagnostic| finding(report, diagnostic, &found))
        .collect();
    let driver = ToolComponent::builder()
        .name("duibiao")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules)
        .build();
    let language = match report.language {
        Language::Chinese => "zh-CN",
        Language::English => "en-US",
    };
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .language(language)
        .column_kind(json!("unicodeCodePoints"))
        .invocations(vec![invocation(report)])
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA)
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    writeln!(out)
}

/// What is known of a rule, for those who read the log without the program.
fn descriptor(report: &Report<'_>, name: &str) -> ReportingDescriptor {
    let words = |text: &str| MultiformatMessageString::builder().text(text).build();
    match report.rules.iter().find(|rule| rule.name == name) {
        Some(RuleText {
            level,
            summary,
            explanation,
            ..
        }) => {
            let help = MultiformatMessageString::builder()
                .text(summary.get(report.language))
                .markdown(explanation.get(report.language))
                .build();
            ReportingDescriptor::builder()
                .id(name)
                .short_description(words(summary.get(report.language)))
                .help(help)
                .default_configuration(
                    ReportingConfiguration::builder()
                        .level(json!(level_name(*level)))
                        .build(),
                )
                .build()
        }
        None => ReportingDescriptor::builder().id(name).build(),
    }
}

fn level_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn finding(report: &Report<'_>, diagnostic: &Diagnostic, rules: &[&str]) -> Finding {
    let mut finding = Finding::builder()
        .rule_id(diagnostic.rule)
        .level(match diagnostic.severity {
            Severity::Error => ResultLevel::Error,
            Severity::Warning => ResultLevel::Warning,
            Severity::Info => ResultLevel::Note,
        })
        .message(message(report, diagnostic))
        .locations(vec![location(report, &diagnostic.primary)])
        .partial_fingerprints(BTreeMap::from([(
            FINGERPRINT.to_owned(),
            fingerprint(report, diagnostic),
        )]))
        .build();
    finding.rule_index = rules
        .binary_search(&diagnostic.rule)
        .ok()
        .and_then(|index| i64::try_from(index).ok());
    finding.related_locations = some(related(report, diagnostic));
    finding.code_flows = some(derivation(report, diagnostic).into_iter().collect());
    finding.fixes = some(fix(report, &diagnostic.edits).into_iter().collect());
    finding
}

/// An empty list is left out.
fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// What is wrong, and what to do about it.
fn message(report: &Report<'_>, diagnostic: &Diagnostic) -> Message {
    let mut text = diagnostic.message.get(report.language).to_owned();
    if let Some(help) = &diagnostic.help {
        text.push('\n');
        text.push_str(help.get(report.language));
    }
    Message::builder().text(text).build()
}

fn related(report: &Report<'_>, diagnostic: &Diagnostic) -> Vec<Location> {
    let labels = diagnostic.related.iter().enumerate();
    labels
        .map(|(index, label)| {
            let mut location = location(report, label);
            location.id = i64::try_from(index).ok();
            location
        })
        .collect()
}

/// How the expected value follows, one step after the other.
fn derivation(report: &Report<'_>, diagnostic: &Diagnostic) -> Option<CodeFlow> {
    let steps: Vec<ThreadFlowLocation> = diagnostic
        .derivation
        .iter()
        .map(|step| {
            let mut text = step.text.get(report.language).to_owned();
            if let Some(notice) = &step.notice {
                text = format!("{notice}: {text}");
            }
            let location = Location::builder()
                .physical_location(physical(report, step.span))
                .message(Message::builder().text(text).build())
                .build();
            ThreadFlowLocation::builder().location(location).build()
        })
        .collect();
    let flow = ThreadFlow::builder().locations(some(steps)?).build();
    Some(CodeFlow::builder().thread_flows(vec![flow]).build())
}

/// The edits that mend it, by file.
fn fix(report: &Report<'_>, edits: &[Edit]) -> Option<Fix> {
    let mut files: BTreeMap<FileId, Vec<Replacement>> = BTreeMap::new();
    for edit in edits {
        let content = ArtifactContent::builder().text(edit.text.as_str()).build();
        files.entry(edit.span.file).or_default().push(
            Replacement::builder()
                .deleted_region(region(report, edit.span))
                .inserted_content(content)
                .build(),
        );
    }
    let changes: Vec<ArtifactChange> = files
        .into_iter()
        .map(|(file, replacements)| {
            ArtifactChange::builder()
                .artifact_location(artifact(report.sources.path(file)))
                .replacements(replacements)
                .build()
        })
        .collect();
    Some(Fix::builder().artifact_changes(some(changes)?).build())
}

/// Whether all input could be read, and what could not.
fn invocation(report: &Report<'_>) -> Invocation {
    let notifications: Vec<Notification> = report
        .unreadable
        .iter()
        .map(|(path, reason)| {
            let words = format!("{path}: {}", reason.get(report.language));
            Notification::builder()
                .level(json!("error"))
                .message(Message::builder().text(words).build())
                .build()
        })
        .collect();
    let mut invocation = Invocation::builder()
        .execution_successful(report.unreadable.is_empty())
        .build();
    invocation.tool_execution_notifications = some(notifications);
    invocation
}
