//! What can be wrong with vocabulary data.

use std::fmt;

/// The kinds of names a vocabulary holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 事项
    Item,
    /// 承担方
    Bearer,
    /// 群体
    Group,
    /// 分类
    Partition,
    /// 事件
    Event,
    /// 地区
    Region,
    /// 更名
    Rename,
}

impl Kind {
    /// The Chinese term.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Item => "事项",
            Self::Bearer => "承担方",
            Self::Group => "群体",
            Self::Partition => "分类",
            Self::Event => "事件",
            Self::Region => "地区",
            Self::Rename => "更名",
        }
    }

    /// The English term.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Bearer => "bearer",
            Self::Group => "group",
            Self::Partition => "partition",
            Self::Event => "event",
            Self::Region => "region",
            Self::Rename => "rename",
        }
    }
}

/// Why vocabulary data cannot be used. [`Display`](fmt::Display) says it in Chinese,
/// [`english`](VocabularyError::english) in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VocabularyError {
    /// The text is not RON of the expected shape.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What was wrong, in English.
        message: String,
    },
    /// An entry without a name, or with one of white space only.
    EmptyName {
        /// What kind of entry.
        kind: Kind,
    },
    /// A name, alias, code or abbreviation that another entry has already.
    Duplicate {
        /// What kind of entry.
        kind: Kind,
        /// The name as written.
        name: String,
        /// The entry that has it.
        holder: String,
    },
    /// An entry names another that does not exist.
    Unknown {
        /// What kind of entry was looked for.
        kind: Kind,
        /// The name as written.
        name: String,
        /// The entry that names it.
        referrer: String,
        /// The nearest name that does exist.
        nearest: Option<String>,
    },
    /// A bearer that would be a part of two others.
    TwoParents {
        /// The bearer.
        name: String,
        /// The whole it is part of already.
        first: String,
        /// The whole that claims it too.
        second: String,
    },
    /// An entry that would lie within itself.
    Circular {
        /// What kind of entry.
        kind: Kind,
        /// The entry.
        name: String,
    },
    /// A line of the region table that is not `code name [short name]`, or whose parent is missing.
    Division {
        /// The line.
        line: String,
    },
}

impl VocabularyError {
    /// The name that is at fault, as written.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Syntax { .. } | Self::EmptyName { .. } => None,
            Self::Duplicate { name, .. }
            | Self::Unknown { name, .. }
            | Self::TwoParents { name, .. }
            | Self::Circular { name, .. } => Some(name),
            Self::Division { line } => Some(line),
        }
    }

    /// Line and column, in characters from 1, in the text the data was read from. RON does not tell where
    /// a well-formed value stood, so a wrong name is looked for: where it stands last, since a duplicate
    /// comes after what it duplicates.
    #[must_use]
    pub fn position_in(&self, text: &str) -> Option<(usize, usize)> {
        if let Self::Syntax { line, column, .. } = self {
            return Some((*line, *column));
        }
        let name = self.name()?;
        let quoted = text.rfind(&format!("\"{name}\"")).map(|at| at + 1);
        let before = text.get(..quoted.or_else(|| text.rfind(name))?)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..)?.chars().count() + 1;
        Some((before.matches('\n').count() + 1, column))
    }

    /// The error in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::Syntax {
                line,
                column,
                message,
            } => {
                format!("line {line}, column {column} of the vocabulary: {message}")
            }
            Self::EmptyName { kind } => format!("a {} without a name", kind.english()),
            Self::Duplicate { kind, name, holder } => {
                format!("the {} name 「{name}」 is taken by 「{holder}」", kind.english())
            }
            Self::Unknown {
                kind,
                name,
                referrer,
                nearest,
            } => {
                let hint = nearest
                    .as_ref()
                    .map(|near| format!("; nearest is 「{near}」"))
                    .unwrap_or_default();
                format!(
                    "「{referrer}」 names the unknown {} 「{name}」{hint}",
                    kind.english()
                )
            }
            Self::TwoParents { name, first, second } => {
                format!("the bearer 「{name}」 is part of 「{first}」 and of 「{second}」")
            }
            Self::Circular { kind, name } => format!("the {} 「{name}」 lies within itself", kind.english()),
            Self::Division { line } => {
                format!("not a division with a code, a name and a known parent: 「{line}」")
            }
        }
    }
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax {
                line,
                column,
                message,
            } => {
                write!(f, "词汇表第{line}行第{column}列：{message}")
            }
            Self::EmptyName { kind } => write!(f, "有{}没有名称", kind.chinese()),
            Self::Duplicate { kind, name, holder } => {
                write!(f, "{}「{name}」与已有的「{holder}」重名", kind.chinese())
            }
            Self::Unknown {
                kind,
                name,
                referrer,
                nearest,
            } => {
                write!(f, "「{referrer}」所指{}「{name}」不存在", kind.chinese())?;
                nearest
                    .as_ref()
                    .map_or(Ok(()), |near| write!(f, "，最接近的是「{near}」"))
            }
            Self::TwoParents { name, first, second } => {
                write!(f, "承担方「{name}」同时属于「{first}」和「{second}」")
            }
            Self::Circular { kind, name } => write!(f, "{}「{name}」属于自身", kind.chinese()),
            Self::Division { line } => write!(f, "不是代码、名称齐全且上级已知的区划：「{line}」"),
        }
    }
}

impl std::error::Error for VocabularyError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_is_found_in_its_text() {
        let text = "(\n    groups: [(name: \"山区县\", within: [\"西布\"])],\n)";
        let error = VocabularyError::Unknown {
            kind: Kind::Group,
            name: "西布".to_owned(),
            referrer: "山区县".to_owned(),
            nearest: None,
        };
        assert_eq!(error.position_in(text), Some((2, 38)));
        assert_eq!(error.to_string(), "「山区县」所指群体「西布」不存在");
        assert_eq!(error.english(), "「山区县」 names the unknown group 「西布」");
        assert_eq!(
            VocabularyError::EmptyName { kind: Kind::Item }.position_in(text),
            None
        );
    }
}
