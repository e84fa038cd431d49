//! What a corpus knows of its findings: their files, and the notices that they are about.

use std::collections::BTreeMap;

use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Identity, Severity, Suppression, Whereabouts};
use crate::rules::{self, Group};
use crate::source::{FileId, Span};

/// A corpus whose findings are settled.
pub struct Run<'c> {
    corpus: &'c Corpus,
    /// The notices in each file, and the part of the file that is theirs.
    notices: BTreeMap<FileId, Vec<(Option<Span>, NoticeId)>>,
}

impl<'c> Run<'c> {
    /// All notices that are reported on.
    pub fn new(corpus: &'c Corpus) -> Self {
        let mut notices: BTreeMap<FileId, Vec<(Option<Span>, NoticeId)>> = BTreeMap::new();
        for (id, entry) in corpus.reported() {
            if !entry.is_text() {
                notices.entry(entry.file()).or_default().push((None, id));
            }
            if let Some((file, _, _)) = entry.text_part() {
                let part = corpus
                    .text_of(id)
                    .map(|(text, document)| text.repaired.span(file, document.range));
                notices.entry(file).or_default().push((part, id));
            }
        }
        Run { corpus, notices }
    }

    /// The notice that the words at `span` belong to.
    fn entry(&self, span: Span) -> Option<&'c Entry> {
        let here = self.notices.get(&span.file)?;
        let id = here
            .iter()
            .find(|(part, _)| part.is_none_or(|part| part.contains(span)))
            .or(here.first())
            .map(|(_, id)| *id)?;
        self.corpus.get(id)
    }

    /// 文号 of the notice, or else its title, or else the name of the file.
    fn name(&self, span: Span) -> String {
        let header = self.entry(span).map(|entry| &entry.notice.header);
        let number = header.and_then(|header| header.number.as_ref());
        let title = header.and_then(|header| header.title.as_ref());
        match (number, title) {
            (Some(number), _) => number.to_string(),
            (None, Some(title)) => title.text.chars().filter(|c| !c.is_whitespace()).collect(),
            (None, None) => {
                let path = self.corpus.sources().path(span.file);
                path.rsplit('/').next().unwrap_or(path).to_owned()
            }
        }
    }

    /// What a baseline may know of the notices of this run.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (file, parts) in &self.notices {
            let whole = Span::new(*file, 0, 0);
            names.extend(parts.iter().map(|(part, _)| self.name(part.unwrap_or(whole))));
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl Whereabouts for Run<'_> {
    fn level(&self, rule: &str) -> Severity {
        rules::rule(rule).map_or(Severity::Error, |rule| rule.info().level)
    }

    fn path(&self, diagnostic: &Diagnostic) -> &str {
        self.corpus.sources().path(diagnostic.primary.span.file)
    }

    fn identity(&self, diagnostic: &Diagnostic) -> Identity {
        let span = diagnostic.primary.span;
        Identity::new(
            self.name(span),
            diagnostic.rule,
            self.corpus.sources().slice(span),
            diagnostic.about.as_deref(),
        )
    }

    fn unused(&self, suppression: &Suppression) -> Option<Diagnostic> {
        // What the text would show is not known while it is not at hand.
        let of_evidence =
            rules::rule(suppression.rule).is_some_and(|rule| rule.info().group == Group::Evidence);
        let no_text = self
            .entry(suppression.place)
            .is_some_and(|entry| entry.text_part().is_none());
        if of_evidence && no_text {
            return None;
        }
        Some(rules::suppressions::unused_finding(
            suppression.rule,
            suppression.place,
        ))
    }
}
