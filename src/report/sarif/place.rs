//! Files and places as SARIF writes them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_sarif::sarif::{ArtifactLocation, Location, Message, PhysicalLocation, Region};

use super::super::Report;
use crate::diagnostic::Label;
use crate::source::Span;

/// What a path keeps in a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A file. A path of this machine is named as one, any other is relative to the folder of the run.
pub(super) fn artifact(path: &str) -> ArtifactLocation {
    let encoded = utf8_percent_encode(path, PATH).to_string();
    let uri = if path.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded
    };
    ArtifactLocation::builder().uri(uri).build()
}

/// A label: where, and what is said of it.
pub(super) fn location(report: &Report<'_>, label: &Label) -> Location {
    let mut location = Location::builder()
        .physical_location(physical(report, label.span))
        .build();
    let text = label.text.get(report.language);
    if !text.is_empty() {
        location.message = Some(Message::builder().text(text).build());
    }
    location
}

pub(super) fn physical(report: &Report<'_>, span: Span) -> PhysicalLocation {
    PhysicalLocation::builder()
        .artifact_location(artifact(report.sources.path(span.file)))
        .region(region(report, span))
        .build()
}

/// Lines and columns count from 1, and the end is one past the last character.
pub(super) fn region(report: &Report<'_>, span: Span) -> Region {
    let (start, end) = (report.sources.start(span), report.sources.end(span));
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Region::builder()
        .start_line(number(start.line))
        .start_column(number(start.column))
        .end_line(number(end.line))
        .end_column(number(end.column))
        .build()
}
