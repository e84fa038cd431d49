//! From the shape of the file to what it comes to.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::find;
use super::folder::Folder;
use super::{Config, ConfigData, ConfigError, LevelWord, PathData, SuppressionData};
use crate::diagnostic::{Levels, Scope, Setting, Severity, Suppression, Text, nearest};
use crate::rules;
use crate::source::{PathSet, Sources, Span};
use crate::vocabulary::{Vocabulary, VocabularyData};

/// The file under way.
struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    folder: Folder,
}

pub(super) fn read(path: &Path) -> Result<Config, ConfigError> {
    let shown = shown(path);
    let text = load(path, &shown)?;
    let data: ConfigData = parse(&shown, &text)?;
    let reader = Reader {
        path: &shown,
        text: &text,
        folder: Folder::of(path),
    };
    let mut config = reader.config(&data)?;
    config.path = Some(shown.clone());
    config.text = text;
    Ok(config)
}

fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

fn load(path: &Path, shown: &str) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|error| {
        let reason = crate::cli::reason(&error);
        ConfigError::whole(shown, reason)
    })
}

fn parse<T: serde::de::DeserializeOwned>(shown: &str, text: &str) -> Result<T, ConfigError> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| ConfigError::ron(shown, &error))
}

impl Reader<'_> {
    fn config(&self, data: &ConfigData) -> Result<Config, ConfigError> {
        let mut levels = Levels::default().set(self.settings(&data.levels)?);
        for PathData { files, levels: own } in &data.paths {
            levels = levels.set_in(self.files(files)?, self.settings(own)?);
        }
        let mut suppressions = Vec::new();
        for suppression in &data.suppressions {
            suppressions.extend(self.suppressions(suppression)?);
        }
        let paths = |paths: &[String]| paths.iter().map(|path| self.folder.path(path)).collect();
        Ok(Config {
            deny: data.deny.map(|word| self.severity(word)).transpose()?,
            levels,
            suppressions,
            exclude: self.files(&data.exclude)?,
            against: paths(&data.against),
            sources: paths(&data.sources),
            no_builtin: data.builtin == Some(false),
            baseline: data.baseline.as_ref().map(|path| self.folder.path(path)),
            tolerance: data
                .tolerance
                .as_deref()
                .map(|words| self.tolerance(words))
                .transpose()?,
            vocabulary: self.vocabulary(data)?,
            ..Config::default()
        })
    }

    fn wrong(&self, words: &str, text: Text) -> ConfigError {
        ConfigError::at(self.path, self.text, words, text)
    }

    fn severity(&self, word: LevelWord) -> Result<Severity, ConfigError> {
        match setting(word) {
            Setting::At(severity) => Ok(severity),
            Setting::Off => Err(self.wrong(
                "deny",
                Text::new(
                    "deny 不能为 Off，用 Error、Warning 或 Info",
                    "deny cannot be Off, use Error, Warning or Info",
                ),
            )),
        }
    }

    fn settings(
        &self,
        words: &BTreeMap<String, LevelWord>,
    ) -> Result<Vec<(&'static str, Setting)>, ConfigError> {
        let settings = words
            .iter()
            .map(|(name, word)| Ok((self.rule(name)?, setting(*word))));
        settings.collect()
    }

    fn rule(&self, name: &str) -> Result<&'static str, ConfigError> {
        if let Some(rule) = rules::rule(name) {
            return Ok(rule.info().name);
        }
        let text = match nearest(name, &rules::names()) {
            Some(nearest) => Text::new(
                format!("没有规则「{name}」，是否为 {nearest}"),
                format!("there is no rule 「{name}」, did you mean {nearest}"),
            ),
            None => Text::new(
                format!("没有规则「{name}」，用 duibiao rules 列出所有规则"),
                format!("there is no rule 「{name}」, duibiao rules lists them all"),
            ),
        };
        Err(self.wrong(name, text))
    }

    fn files(&self, patterns: &[String]) -> Result<PathSet, ConfigError> {
        self.folder.set(patterns).map_err(|(pattern, why)| {
            self.wrong(
                &pattern,
                Text::new(
                    format!("「{pattern}」不是文件的模式：{why}"),
                    format!("「{pattern}」 is no pattern of files: {why}"),
                ),
            )
        })
    }

    fn suppressions(&self, data: &SuppressionData) -> Result<Vec<Suppression>, ConfigError> {
        let first = data.rules.first().map_or("suppressions", String::as_str);
        if data.reason.trim().is_empty() || data.rules.is_empty() || data.files.is_empty() {
            return Err(self.wrong(
                first,
                Text::new(
                    "忽略要写明 files、rules 和 reason，都不能为空",
                    "a suppression needs files, rules and a reason, none of them empty",
                ),
            ));
        }
        let files = self.files(&data.files)?;
        // The reason is what tells one entry from another.
        let entry = find(self.text, &data.reason).unwrap_or_default();
        let none = Sources::new().next_id(0);
        let place = Span::new(
            none,
            entry,
            entry.saturating_add(data.reason.len()).min(self.text.len()),
        );
        let one = |name: &String| {
            Ok(Suppression {
                rule: self.rule(name)?,
                scope: Scope::Files(files.clone()),
                place,
            })
        };
        data.rules.iter().map(one).collect()
    }

    /// Thousandths, so that half a per cent can be said.
    fn tolerance(&self, words: &str) -> Result<u32, ConfigError> {
        let digits = words.trim().strip_suffix(['%', '％']);
        let value = digits.and_then(|digits| rust_decimal::Decimal::from_str_exact(digits.trim()).ok());
        let thousandths = value
            .and_then(|value| value.checked_mul(rust_decimal::Decimal::TEN))
            .filter(|value| value.is_integer())
            .and_then(|value| u32::try_from(value).ok())
            .filter(|value| *value <= 1000);
        thousandths.ok_or_else(|| {
            self.wrong(
                words,
                Text::new(
                    format!("「{words}」不是左右的幅度，写成「5%」这样的百分数，最多一位小数"),
                    format!(
                        "「{words}」 is no margin, write a percentage such as 「5%」 with at most one decimal"
                    ),
                ),
            )
        })
    }

    fn vocabulary(&self, data: &ConfigData) -> Result<Option<Vocabulary>, ConfigError> {
        let mut vocabulary: Option<Vocabulary> = None;
        let mut add = |pack: &VocabularyData| {
            let base = vocabulary.as_ref().unwrap_or_else(|| Vocabulary::builtin());
            base.with_additions(pack).map(|more| vocabulary = Some(more))
        };
        for name in &data.packs {
            let path = self.folder.path(name);
            let shown = shown(&path);
            let text = load(&path, &shown).map_err(|error| {
                self.wrong(
                    name,
                    Text::new(
                        format!("读不了「{name}」：{}", error.text.zh),
                        format!("「{name}」 cannot be read: {}", error.text.en),
                    ),
                )
            })?;
            let pack: VocabularyData = parse(&shown, &text)?;
            add(&pack).map_err(|error| ConfigError::whole(&shown, Text::same(error.to_string())))?;
        }
        if data.vocabulary != VocabularyData::default() {
            add(&data.vocabulary).map_err(|error| self.wrong("vocabulary", Text::same(error.to_string())))?;
        }
        Ok(vocabulary)
    }
}

fn setting(word: LevelWord) -> Setting {
    match word {
        LevelWord::Off => Setting::Off,
        LevelWord::Info => Setting::At(Severity::Info),
        LevelWord::Warning => Setting::At(Severity::Warning),
        LevelWord::Error => Setting::At(Severity::Error),
    }
}
