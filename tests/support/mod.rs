//! What the tests of rules share.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use duibiao::corpus::{Corpus, Given, Options, Role};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::rules::{RULES, rule};
use duibiao::vocabulary::Vocabulary;

/// One finding, with the words under its spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) level: &'static str,
    pub(crate) words: String,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) related: Vec<String>,
}

/// A notice of an invented city.
pub(crate) fn notice(number: &str, issued: &str, years: &str, extra: &str, lines: &str) -> Given {
    given(
        &format!(
            "文号：{number}\n地区：广西壮族自治区青平市\n成文：{issued}\n年度：{years}\n{extra}\n\n一、正文\n{lines}\n"
        ),
        Role::Reported,
    )
}

pub(crate) fn given(text: &str, role: Role) -> Given {
    Given {
        path: String::new(),
        text: text.to_owned(),
        role,
    }
}

/// What `name` finds among `notices`, which are called 0, 1, … in their order.
pub(crate) fn found(name: &str, notices: &[Given]) -> Vec<Found> {
    let notices = notices.iter().enumerate().map(|(index, given)| Given {
        path: index.to_string(),
        ..given.clone()
    });
    let corpus = Corpus::new(notices.collect(), Vocabulary::builtin());
    run_one(name, &corpus)
        .iter()
        .map(|found| show(&corpus, found))
        .collect()
}

pub(crate) fn run_one(name: &str, corpus: &Corpus) -> Vec<Diagnostic> {
    let rule = rule(name).unwrap();
    let mut out = Vec::new();
    for (id, _) in corpus.reported() {
        rule.notice(corpus, id, &mut out);
    }
    rule.corpus(corpus, &mut out);
    out
}

fn show(corpus: &Corpus, found: &Diagnostic) -> Found {
    let words = |span| {
        let words = corpus.sources().slice(span);
        assert!(!words.is_empty(), "{found:?}");
        words.to_owned()
    };
    for text in [&found.message.zh, &found.message.en] {
        assert!(!text.is_empty() && !text.ends_with(['。', '.']), "{text}");
    }
    Found {
        path: corpus.sources().path(found.primary.span.file).to_owned(),
        level: found.severity.name(),
        words: words(found.primary.span),
        message: found.message.zh.clone(),
        help: found
            .help
            .as_ref()
            .map(|help| help.zh.clone())
            .unwrap_or_default(),
        related: found.related.iter().map(|label| words(label.span)).collect(),
    }
}

/// The only finding there is.
pub(crate) fn one(mut found: Vec<Found>) -> Found {
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// The six real notices.
pub(crate) fn fixtures() -> Corpus {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let options = Options {
        paths: vec![folder],
        ..Options::default()
    };
    let (corpus, unreadable) = Corpus::load(&options);
    assert!(unreadable.is_empty(), "{unreadable:?}");
    corpus
}

/// What the rules about dates and citations find wrong with the six real notices: rule and words.
pub(crate) fn errors_and_warnings_of_the_fixtures() -> Vec<(&'static str, String)> {
    use duibiao::rules::Group;
    let corpus = fixtures();
    RULES
        .iter()
        .map(|rule| rule.info())
        .filter(|info| matches!(info.group, Group::Dates | Group::Citations))
        // Written elsewhere and tested there.
        .filter(|info| info.name != "basis-not-cited")
        .flat_map(|info| run_one(info.name, &corpus))
        .filter(|found| found.severity > Severity::Info)
        .map(|found| (found.rule, corpus.sources().slice(found.primary.span).to_owned()))
        .collect()
}
