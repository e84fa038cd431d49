//! Which configuration holds for a command.

use std::io;
use std::path::PathBuf;

use super::Console;
use crate::config::{Config, ConfigError};
use crate::corpus::Options;
use crate::diagnostic::Language;
use crate::report::visible;

/// What the command line says of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// The file that is named.
    pub(super) path: Option<PathBuf>,
    /// Whether there shall be none.
    pub(super) none: bool,
}

impl Console<'_> {
    /// The configuration that holds for `paths`. What is wrong with it has been said where there is nothing.
    pub(super) fn config(&mut self, paths: &[PathBuf], language: Language) -> io::Result<Option<Config>> {
        if self.choice.none {
            return Ok(Some(Config::default()));
        }
        let Some(path) = self.choice.path.clone().or_else(|| Config::find(paths)) else {
            return Ok(Some(Config::default()));
        };
        match Config::read(&path) {
            Ok(config) => Ok(Some(config)),
            Err(error) => {
                self.refuse(&error, language)?;
                Ok(None)
            }
        }
    }

    fn refuse(&mut self, error: &ConfigError, language: Language) -> io::Result<()> {
        let shown = error.shown();
        let place = visible(&shown);
        self.complain(&match language {
            Language::Chinese => format!("{place}：{}", error.text.zh),
            Language::English => format!("{place}: {}", error.text.en),
        })
    }
}

impl Config {
    /// What is read where `options` are given and the rest is as configured.
    pub(super) fn options(&self, options: Options) -> Options {
        Options {
            against: options
                .against
                .into_iter()
                .chain(self.against.iter().cloned())
                .collect(),
            sources: options
                .sources
                .into_iter()
                .chain(self.sources.iter().cloned())
                .collect(),
            no_builtin: options.no_builtin || self.no_builtin,
            exclude: self.exclude.clone(),
            vocabulary: self.vocabulary.clone(),
            tolerance: self.tolerance,
            ..options
        }
    }
}
