//! JUnit: one suite a file, one case a finding; what is below the denied level passes, its words beside it.

use std::collections::BTreeMap;
use std::io;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{Look, Report};
use crate::diagnostic::Diagnostic;

/// Writes one document.
pub(super) fn write(report: &Report<'_>, _: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<TestCase>> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        let path = report.sources.path(diagnostic.primary.span.file);
        suites
            .entry(path)
            .or_default()
            .push(case(report, diagnostic, path));
    }
    for (path, reason) in report.unreadable {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status
            .set_type("unreadable")
            .set_message(reason.get(report.language));
        let mut case = TestCase::new("unreadable", status);
        case.set_classname(path.as_str());
        suites.entry(path).or_default().push(case);
    }
    if suites.is_empty() {
        // A report without any case is taken for one of a run that never was.
        let mut case = TestCase::new("check", TestCaseStatus::success());
        case.set_classname("duibiao");
        suites.insert("duibiao", vec![case]);
    }
    let mut document = quick_junit::Report::new("duibiao");
    document.add_test_suites(suites.into_iter().map(|(path, cases)| {
        let mut suite = TestSuite::new(path);
        suite.add_test_cases(cases);
        suite
    }));
    let text = document.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())?;
    if text.ends_with('\n') {
        Ok(())
    } else {
        writeln!(out)
    }
}

fn case(report: &Report<'_>, diagnostic: &Diagnostic, path: &str) -> TestCase {
    let language = report.language;
    let start = report.sources.start(diagnostic.primary.span);
    let message = diagnostic.message.get(language);
    let mut words = format!("{path}:{}:{} {message}", start.line, start.column);
    let steps = diagnostic.derivation.iter().map(|step| &step.text);
    for text in steps.chain(&diagnostic.help) {
        words.push('\n');
        words.push_str(text.get(language));
    }
    let name = format!("{} {}:{}", diagnostic.rule, start.line, start.column);
    let fails = diagnostic.severity >= report.denied;
    let status = if fails {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_type(diagnostic.severity.name())
            .set_message(message)
            .set_description(words.as_str());
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(name, status);
    case.set_classname(path);
    if !fails {
        case.set_system_out(format!("{} {words}", diagnostic.severity.name()));
    }
    case
}
