//! `duibiao rules`, and names of rules on the command line.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{RulesArgs, RulesFormat};
use super::{CLEAN, Console};
use crate::diagnostic::{Language, Levels, Severity, Text, UnknownRule};
use crate::report::{visible, width};

/// What is said of a rule apart from its findings.
#[derive(Debug, Clone)]
pub(super) struct RuleInfo {
    /// Its name, kebab-case.
    pub(super) name: &'static str,
    /// The level of its findings.
    pub(super) severity: Severity,
    /// What it finds, in one line.
    pub(super) summary: Text,
    /// What it finds and why it matters, with examples, in Markdown.
    pub(super) explanation: Text,
}

/// All rules, in the order of their names.
///
/// ENGINE: to be joined to the registry of rules.
pub(super) fn catalogue() -> Vec<RuleInfo> {
    Vec::new()
}

/// Which rules are heard.
pub(super) fn levels(select: &[String], ignore: &[String]) -> Result<Levels, UnknownRule> {
    let known: Vec<&'static str> = catalogue().iter().map(|rule| rule.name).collect();
    Levels::new(&known, select, ignore)
}

/// What to say of a name that no rule has.
pub(super) fn unknown(unknown: &UnknownRule, language: Language) -> String {
    let name = visible(&unknown.name);
    match (language, unknown.nearest) {
        (Language::Chinese, Some(nearest)) => format!("没有规则「{name}」，是否为 {nearest}"),
        (Language::Chinese, None) => format!("没有规则「{name}」，用 duibiao rules 列出所有规则"),
        (Language::English, Some(nearest)) => format!("there is no rule “{name}”, did you mean {nearest}"),
        (Language::English, None) => format!("there is no rule “{name}”, duibiao rules lists them all"),
    }
}

#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    severity: &'a str,
    summary: &'a str,
}

/// Runs the command.
pub(super) fn rules(args: &RulesArgs, console: &mut Console<'_>) -> io::Result<u8> {
    list(&catalogue(), args, console)
}

fn list(rules: &[RuleInfo], args: &RulesArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let mut out = io::BufWriter::new(&mut *console.stdout);
    match args.format {
        RulesFormat::Json => {
            let rows: Vec<Row<'_>> = rules
                .iter()
                .map(|rule| Row {
                    rule: rule.name,
                    severity: rule.severity.name(),
                    summary: rule.summary.get(language),
                })
                .collect();
            serde_json::to_writer(&mut out, &rows).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        RulesFormat::Human => {
            let names = rules.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
            for rule in rules {
                writeln!(
                    out,
                    "{:names$}  {:7}  {}",
                    rule.name,
                    rule.severity.name(),
                    rule.summary.get(language)
                )?;
            }
        }
    }
    out.flush()?;
    Ok(CLEAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Terminal;
    use crate::cli::args::Lang;

    #[test]
    fn rules_are_listed_for_people_and_programs() {
        let rule = |name, severity| RuleInfo {
            name,
            severity,
            summary: Text::new("各项之和不等", "parts do not add up"),
            explanation: Text::default(),
        };
        let all = [
            rule("sum-mismatch", Severity::Error),
            rule("vague", Severity::Warning),
        ];
        let listed = |format, lang| {
            let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
            let mut console = Console {
                stdout: &mut stdout,
                stderr: &mut stderr,
                terminal: Terminal::default(),
            };
            list(&all, &RulesArgs { format, lang }, &mut console).unwrap();
            String::from_utf8(stdout).unwrap()
        };
        assert_eq!(
            listed(RulesFormat::Human, Lang::Zh),
            "sum-mismatch  error    各项之和不等\nvague         warning  各项之和不等\n"
        );
        assert!(
            listed(RulesFormat::Json, Lang::En).starts_with(
                r#"[{"rule":"sum-mismatch","severity":"error","summary":"parts do not add up"},"#
            )
        );
    }

    #[test]
    fn an_unknown_rule_is_answered_with_the_nearest() {
        let wrong = Levels::new(&["sum-mismatch"], &["sum-mismach".to_owned()], &[]).unwrap_err();
        assert_eq!(
            unknown(&wrong, Language::Chinese),
            "没有规则「sum-mismach」，是否为 sum-mismatch"
        );
    }
}
