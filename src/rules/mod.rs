//! The rules: one file each, and the registry.
//!
//! A rule reads the [`Corpus`], or the text of one notice, and pushes [`Diagnostic`]s. It never prints, never reads a file and
//! never sees a severity override. Its explanation is the Markdown file beside it, whose examples
//! are run as tests.

mod arithmetic;
mod citations;
mod dates;
pub mod evidence;
pub mod example;
mod indicators;
mod mandate;
mod reckoning;
mod structure;
pub mod suppressions;
pub mod syntax;
mod tasks;
mod text;
pub(crate) mod wording;
mod words;
mod written;

pub use reckoning::reckoning;
pub use text::TextView;

use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity};

/// The groups of rules, as the rule reference orders them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// How an extract is written.
    Syntax,
    /// Whether the source text says it.
    Evidence,
    /// Whether the figures of one notice agree.
    Arithmetic,
    /// Whether they agree with the mandates above.
    Mandate,
    /// Whether dates exist and follow each other.
    Dates,
    /// Whether other notices are cited properly.
    Citations,
    /// Whether a text has the parts of a notice, in the form of the standard.
    Structure,
    /// Who does what by when.
    Tasks,
    /// Tables of indicators.
    Indicators,
    /// Characters, words and marks.
    Wording,
}

impl Group {
    /// Whether its rules are about how an extract is written or what it quotes, which a text cannot get
    /// wrong.
    pub fn is_of_extracts(self) -> bool {
        matches!(self, Group::Syntax | Group::Evidence)
    }

    /// Whether its rules look at the text of a notice, which an extract does not have.
    pub fn is_of_texts(self) -> bool {
        matches!(
            self,
            Group::Structure | Group::Tasks | Group::Indicators | Group::Wording
        )
    }

    /// Name in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Group::Syntax => "语法",
            Group::Evidence => "证据",
            Group::Arithmetic => "算术",
            Group::Mandate => "上级要求",
            Group::Dates => "日期",
            Group::Citations => "引用",
            Group::Structure => "格式",
            Group::Tasks => "任务",
            Group::Indicators => "指标",
            Group::Wording => "文字",
        }
    }

    /// Name in English.
    pub fn english(self) -> &'static str {
        match self {
            Group::Syntax => "syntax",
            Group::Evidence => "evidence",
            Group::Arithmetic => "arithmetic",
            Group::Mandate => "mandate",
            Group::Dates => "dates",
            Group::Citations => "citations",
            Group::Structure => "structure",
            Group::Tasks => "tasks",
            Group::Indicators => "indicators",
            Group::Wording => "wording",
        }
    }
}

/// What is known of a rule apart from its check.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// Kebab-case name that says what is found.
    pub name: &'static str,
    /// Its group.
    pub group: Group,
    /// Its default level; a finding may have a lower one, never a higher one.
    pub level: Severity,
    /// One line in Chinese.
    pub summary_zh: &'static str,
    /// One line in English.
    pub summary_en: &'static str,
    /// The standard or regulation with its article, or 实务 for practice.
    pub ground: &'static str,
    /// The explanation: Markdown with examples.
    pub explanation: &'static str,
}

impl Info {
    /// The default level in words.
    pub fn severity_words(&self) -> crate::diagnostic::Text {
        let zh = match self.level {
            Severity::Info => "提示",
            Severity::Warning => "警告",
            Severity::Error => "错误",
        };
        crate::diagnostic::Text::new(zh, self.level.name())
    }
}

/// One check. A rule implements the granularity it works at.
pub trait Rule: Sync {
    /// What is known of it.
    fn info(&self) -> &'static Info;

    /// Checks one notice that is reported on.
    fn notice(&self, _corpus: &Corpus, _id: NoticeId, _out: &mut Vec<Diagnostic>) {}

    /// Checks one text, with all notices in it, whether it was taken as input or is the text of an extract.
    fn text(&self, _text: &TextView<'_>, _out: &mut Vec<Diagnostic>) {}

    /// Checks what only shows across notices.
    fn corpus(&self, _corpus: &Corpus, _out: &mut Vec<Diagnostic>) {}
}

/// All rules, in the order of the rule reference.
pub static RULES: &[&dyn Rule] = &[
    &syntax::Syntax,
    &syntax::MissingHeader,
    &syntax::DuplicateHeader,
    &syntax::UnknownName,
    &syntax::UnitMismatch,
    &syntax::AmbiguousBearer,
    &syntax::DuplicateStatement,
    &suppressions::bare::BareSuppression,
    &suppressions::unused::UnusedSuppression,
    &evidence::EvidenceNotFound,
    &evidence::EvidenceNumber,
    &evidence::SourceNotFound,
    &evidence::ExtractDrift,
    &arithmetic::SumMismatch,
    &arithmetic::ShareTotal,
    &arithmetic::ShareAmount,
    &arithmetic::SplitAmount,
    &arithmetic::DeltaMismatch,
    &arithmetic::Contradiction,
    &arithmetic::CaseOverlap,
    &arithmetic::UncoveredGroup,
    &arithmetic::AboveWhole,
    &mandate::BelowMandate,
    &mandate::AboveMandate,
    &mandate::DiffersFromMandate,
    &mandate::LateDeadline,
    &mandate::EarlyStart,
    &mandate::WeakerForce,
    &mandate::SilentOnMandate,
    &dates::invalid_date::InvalidDate,
    &dates::printed_before_issue::PrintedBeforeIssue,
    &dates::deadline_before_issue::DeadlineBeforeIssue,
    &dates::start_before_issue::StartBeforeIssue,
    &dates::older_than_basis::OlderThanBasis,
    &dates::deadline_conflict::DeadlineConflict,
    &citations::malformed_number::MalformedNumber,
    &citations::number_year::NumberYear,
    &citations::unknown_notice::UnknownNotice,
    &citations::title_mismatch::TitleMismatch,
    &citations::citation_order::CitationOrder,
    &citations::repealed_notice::RepealedNotice,
    &citations::duplicate_notice::DuplicateNotice,
    &citations::circular_basis::CircularBasis,
    &citations::basis_not_cited::BasisNotCited,
    &citations::basis_number::BasisNumber,
    &citations::title_variant::TitleVariant,
    &citations::title_year::TitleYear,
    &citations::issuer_number::IssuerNumber,
    &structure::heading_order::HeadingOrder,
    &structure::element_missing::ElementMissing,
    &structure::element_form::ElementForm,
    &structure::attachment_mismatch::AttachmentMismatch,
    &structure::date_form::DateForm,
    &structure::number_form::NumberForm,
    &structure::kind_mismatch::KindMismatch,
    &structure::opening_year::OpeningYear,
    &tasks::task_without_lead::TaskWithoutLead,
    &tasks::task_without_deadline::TaskWithoutDeadline,
    &tasks::task_after_plan::TaskAfterPlan,
    &indicators::target_regression::TargetRegression,
    &indicators::indicator_table::IndicatorTable,
    &words::nonstandard_character::NonstandardCharacter,
    &words::doubled_word::DoubledWord,
    &words::dropped_word::DroppedWord,
    &words::unbalanced_bracket::UnbalancedBracket,
    &words::half_width_punctuation::HalfWidthPunctuation,
    &words::undefined_abbreviation::UndefinedAbbreviation,
    &words::declared_count::DeclaredCount,
    &words::plan_years::PlanYears,
];

/// The rule called `name`.
pub fn rule(name: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.info().name == name)
}

/// The names of all rules, in the order of the reference.
pub fn names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.info().name).collect()
}

/// Runs every rule over the corpus, on all cores; findings come in no particular order yet.
pub fn run(corpus: &Corpus) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    let reported: Vec<NoticeId> = corpus.reported().map(|(id, _)| id).collect();
    let mut found: Vec<Diagnostic> = reported
        .par_iter()
        .flat_map_iter(|&id| {
            let mut out = Vec::new();
            let is_text = corpus.get(id).is_some_and(crate::corpus::Entry::is_text);
            for rule in RULES {
                if !(is_text && rule.info().group.is_of_extracts()) {
                    rule.notice(corpus, id, &mut out);
                }
            }
            out
        })
        .collect();
    let texts: Vec<Vec<Diagnostic>> = TextView::all(corpus)
        .par_iter()
        .map(|text| {
            let mut out = Vec::new();
            for rule in RULES {
                rule.text(text, &mut out);
            }
            out.into_iter().map(|found| text.weighed(found)).collect()
        })
        .collect();
    found.extend(texts.into_iter().flatten());
    for rule in RULES {
        rule.corpus(corpus, &mut found);
    }
    found
}
