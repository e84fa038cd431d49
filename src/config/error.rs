//! What is wrong with a configuration, and where.

use std::fmt;

use ron::error::SpannedError;

use crate::diagnostic::Text;
use crate::source::LineIndex;

/// A mistake of a configuration, or of a file that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: String,
    /// Line and column, from 1, the column in characters; nothing where the whole file is meant.
    pub place: Option<(usize, usize)>,
    /// What is wrong and what helps.
    pub text: Text,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.shown())?;
        write!(f, "：{}", self.text.zh)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    /// A mistake of the whole file.
    pub(super) fn whole(path: &str, text: Text) -> Self {
        ConfigError {
            path: path.to_owned(),
            place: None,
            text,
        }
    }

    /// A mistake where `words` stand in the text of the file.
    pub(super) fn at(path: &str, source: &str, words: &str, text: Text) -> Self {
        let found = find(source, words).map(|at| {
            let place = LineIndex::new(source).locate(source, at);
            (place.line, place.column)
        });
        ConfigError {
            path: path.to_owned(),
            place: found,
            text,
        }
    }

    /// The file, and the place in it where there is one.
    pub fn shown(&self) -> String {
        match self.place {
            Some((line, column)) => format!("{}:{line}:{column}", self.path),
            None => self.path.clone(),
        }
    }

    /// What RON makes of a file that is not of the shape.
    pub(super) fn ron(path: &str, error: &SpannedError) -> Self {
        ConfigError {
            path: path.to_owned(),
            place: Some((error.span.start.line, error.span.start.col)),
            text: words(&error.code),
        }
    }
}

/// Where a string stands in the text of a RON file; its quotes tell it from a comment.
pub(super) fn find(source: &str, words: &str) -> Option<usize> {
    let quoted = source
        .find(&format!("\"{words}\""))
        .map(|at| at.saturating_add(1));
    quoted.or_else(|| source.find(words))
}

/// What is wrong in both languages, with the nearest name that there is.
fn words(error: &ron::Error) -> Text {
    match error {
        ron::Error::NoSuchStructField { expected, found, .. } => named(found, expected, |found| {
            Text::new(
                format!("没有「{found}」这一项"),
                format!("there is no key 「{found}」"),
            )
        }),
        ron::Error::NoSuchEnumVariant { expected, found, .. } => named(found, expected, |found| {
            Text::new(
                format!("「{found}」不能用在这里"),
                format!("「{found}」 cannot stand here"),
            )
        }),
        ron::Error::MissingStructField { field, .. } => Text::new(
            format!("缺少「{field}」这一项"),
            format!("the key 「{field}」 is missing"),
        ),
        ron::Error::DuplicateStructField { field, .. } => Text::new(
            format!("「{field}」写了两次，只留一处"),
            format!("「{field}」 is given twice, keep one"),
        ),
        ron::Error::ExpectedNamedStructLike(_)
        | ron::Error::ExpectedStructLike
        | ron::Error::ExpectedDifferentStructName { .. } => Text::new(
            "这里要用一对括号，写成 (键: 值, …)",
            "a pair of brackets is needed here, as in (key: value, …)",
        ),
        other => Text::new(
            format!("不是这个文件的写法：{other}"),
            format!("not of the form of this file: {other}"),
        ),
    }
}

fn named(found: &str, expected: &'static [&'static str], says: impl Fn(&str) -> Text) -> Text {
    let Text { zh, en } = says(found);
    match crate::diagnostic::nearest(found, expected) {
        Some(nearest) => Text::new(
            format!("{zh}，是否为 {nearest}"),
            format!("{en}, did you mean {nearest}"),
        ),
        None => Text::new(
            format!("{zh}，可用的有 {}", expected.join("、")),
            format!("{en}, there are {}", expected.join(", ")),
        ),
    }
}
