//! What a finding is, apart from how it was found and how it is shown.

mod baseline;
mod counts;
mod edit;
mod levels;
mod sink;
mod suppression;

pub use baseline::{Baseline, BaselineError, Identity, Known};
pub use counts::Counts;
pub use edit::Edit;
pub(crate) use levels::nearest;
pub use levels::{Levels, Setting, UnknownRule};
pub use sink::{Settled, Sink, Whereabouts};
pub use suppression::{Scope, Suppression, UNUSED_SUPPRESSION};

use crate::source::Span;

/// The two languages of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

/// One wording in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A wording from its two forms.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Text {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// A wording that is the same in both languages, such as arithmetic.
    pub fn same(text: impl Into<String>) -> Self {
        let zh: String = text.into();
        Text { en: zh.clone(), zh }
    }

    /// The form in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// How much a finding weighs, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a look before publication.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word of the JSON contract: `error`, `warning`, `info`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said; may be empty.
    pub text: Text,
}

/// One step of a derivation: a piece of arithmetic and the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `地方财政 128元 = 财政补助 640元 − 中央财政 512元`.
    pub text: Text,
    /// The words that state it.
    pub span: Span,
    /// 文号 of the notice that states it, where that is another notice than the one reported on.
    pub notice: Option<String>,
}

/// A finding: data, not an error. It has exactly one primary place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule, kebab-case.
    pub rule: &'static str,
    /// Level after the rule has run; [`Sink`] may change it.
    pub severity: Severity,
    /// What is wrong, with the numbers in it, no full stop.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// The one place that the finding is about.
    pub primary: Label,
    /// Other places, in any file.
    pub related: Vec<Label>,
    /// How the expected value follows.
    pub derivation: Vec<Step>,
    /// What tells it from other findings of its rule at the same words, where these do not; see [`Identity`].
    pub about: Option<String>,
    /// The edits that mend it, where that is mechanical and certain.
    pub edits: Vec<Edit>,
    /// What stays the same of it when lines move; settled by [`Sink`].
    pub identity: Option<Identity>,
}

impl Diagnostic {
    /// A finding at `span`; level error until told otherwise.
    pub fn new(rule: &'static str, span: Span, message: Text) -> Self {
        Diagnostic {
            rule,
            severity: Severity::Error,
            message,
            help: None,
            primary: Label {
                span,
                text: Text::default(),
            },
            related: Vec::new(),
            derivation: Vec::new(),
            about: None,
            edits: Vec::new(),
            identity: None,
        }
    }

    /// Adds the edits that mend it.
    #[must_use]
    pub fn edits(mut self, edits: Vec<Edit>) -> Self {
        self.edits = edits;
        self
    }

    /// Says what it is about, where its words do not tell it from others of its rule.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// Sets the level.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets what is said at the primary place.
    #[must_use]
    pub fn label(mut self, text: Text) -> Self {
        self.primary.text = text;
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: Text) -> Self {
        self.help = Some(text);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, text: Text) -> Self {
        self.related.push(Label { span, text });
        self
    }

    /// Adds the derivation.
    #[must_use]
    pub fn derivation(mut self, steps: Vec<Step>) -> Self {
        self.derivation = steps;
        self
    }
}
