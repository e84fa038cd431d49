//! The way from the repaired text back to the source.

use std::ops::Range;

/// A run of the repaired text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the repaired text.
    pub(super) text: u32,
    /// Where it begins in the source.
    pub(super) source: u32,
    /// For one character that stands for other bytes: how many. None where the run stands word for word.
    pub(super) instead_of: u32,
}

/// All runs of a text, in order.
#[derive(Debug, Default)]
pub(in crate::text) struct Map {
    runs: Vec<Run>,
}

/// A byte index as the runs keep it; files are far smaller than the bound.
fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl Map {
    /// From byte `text` of the repaired text on, the source stands word for word from byte `source` on.
    pub(super) fn verbatim(&mut self, text: usize, source: usize) {
        self.runs.push(Run {
            text: small(text),
            source: small(source),
            instead_of: 0,
        });
    }

    /// The character at byte `text` of the repaired text stands for a stretch of the source.
    pub(super) fn instead(&mut self, text: usize, source: Range<usize>) {
        self.runs.push(Run {
            text: small(text),
            source: small(source.start),
            // One byte at least, so that it is told apart from a verbatim run.
            instead_of: small(source.len().max(1)),
        });
    }

    /// Takes in the runs of a line: `text` is added to their places in the repaired text.
    pub(super) fn append(&mut self, line: &mut Map, text: usize) {
        let text = small(text);
        self.runs.extend(line.runs.drain(..).map(|run| Run {
            text: run.text.saturating_add(text),
            ..run
        }));
    }

    /// The byte of the source where the character at byte `at` begins.
    pub(super) fn start(&self, at: usize) -> usize {
        let Some(run) = self.run(at) else { return 0 };
        if run.instead_of > 0 {
            run.source as usize
        } else {
            (run.source as usize).saturating_add(at.saturating_sub(run.text as usize))
        }
    }

    /// One past the last byte of the source of what ends at byte `at` of the repaired text.
    pub(super) fn end(&self, at: usize) -> usize {
        let Some(run) = at.checked_sub(1).and_then(|last| self.run(last)) else {
            return self.start(0);
        };
        if run.instead_of > 0 {
            (run.source as usize).saturating_add(run.instead_of as usize)
        } else {
            (run.source as usize).saturating_add(at.saturating_sub(run.text as usize))
        }
    }

    /// Where runs begin within `text`, its start left out.
    pub(super) fn starts(&self, text: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = self.runs.partition_point(|run| run.text as usize <= text.start);
        let runs = self.runs.get(first..).unwrap_or_default();
        runs.iter()
            .map(|run| run.text as usize)
            .take_while(move |&start| start < text.end)
    }

    fn run(&self, at: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.text as usize <= at);
        self.runs.get(after.checked_sub(1)?).copied()
    }
}
