//! Excerpts drawn by miette.
//!
//! miette's own header counts columns in bytes, which points beside the words in a Chinese line, and
//! its own text for a place it cannot find is a complaint in the middle of the report. So it gets an
//! excerpt that holds every place, and is told line and column.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::excerpt::{Drawn, Excerpt};
use super::visible::visible;
use crate::diagnostic::Severity;

/// miette asks for contents with this many lines around them, and for a position with none.
const WITH_CONTEXT: usize = 1;

/// What miette is given: an excerpt as its source, and the places in it.
#[derive(Debug)]
struct Frame {
    path: String,
    drawn: Drawn,
    severity: miette::Severity,
}

impl fmt::Display for Frame {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Frame {}

impl miette::Diagnostic for Frame {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.drawn.marks.iter().map(|(mark, _)| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            let span = (mark.range.start, mark.range.len());
            if mark.primary {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }
}

impl SourceCode for Frame {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let first = self.drawn.first_line.saturating_sub(1);
        // Without lines around it, the position of one place is wanted, for the header.
        let marks = &self.drawn.marks;
        let place = marks
            .iter()
            .find(|(mark, _)| lines_before < WITH_CONTEXT && mark.range.start == span.offset());
        let (line, column) = place.map_or((first, 0), |(_, place)| {
            (place.line.saturating_sub(1), place.column.saturating_sub(1))
        });
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.drawn.text.as_bytes(),
            (0, self.drawn.text.len()).into(),
            line,
            column,
            memchr::memchr_iter(b'\n', self.drawn.text.as_bytes()).count(),
        )))
    }
}

/// Draws `excerpt` in a frame with `path:line:column` above it.
pub(super) fn draw(excerpt: Excerpt<'_>, severity: Severity, colour: bool) -> Result<String, fmt::Error> {
    let path = visible(excerpt.file().path()).into_owned();
    let mut drawn = excerpt.draw();
    drawn
        .marks
        .sort_by_key(|(mark, _)| (mark.range.start, mark.range.end));
    let frame = Frame {
        path,
        severity: match severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        },
        drawn,
    };
    let mut rendered = String::new();
    handler(&frame, colour).render_report(&mut rendered, &frame)?;
    // The first line is for miette's own message, which is left empty.
    Ok(rendered
        .split_once('\n')
        .map(|(_, snippet)| snippet.to_owned())
        .unwrap_or_default())
}

fn handler(frame: &Frame, colour: bool) -> GraphicalReportHandler {
    let mut styles = if colour {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    if colour {
        // miette deals its colours out by position; here the primary place has that of the level.
        let level = match frame.severity {
            miette::Severity::Error => styles.error,
            miette::Severity::Warning => styles.warning,
            miette::Severity::Advice => styles.advice,
        };
        let marks = frame.drawn.marks.iter();
        styles.highlights = marks
            .map(|(mark, _)| if mark.primary { level } else { styles.help })
            .collect();
        styles.link = styles.linum;
    }
    GraphicalReportHandler::new_themed(GraphicalTheme {
        characters: ThemeCharacters::unicode(),
        styles,
    })
    .with_context_lines(WITH_CONTEXT)
    .with_links(false)
    .without_cause_chain()
    .without_syntax_highlighting()
}
