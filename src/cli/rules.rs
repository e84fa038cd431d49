//! `duibiao rules`, and names of rules on the command line.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{RulesArgs, RulesFormat};
use super::{CLEAN, Console};
use crate::diagnostic::{Language, Levels, Text, UnknownRule};
use crate::report::{RuleText, visible, width};
use crate::rules::{Info, RULES};

/// All rules, in the order of the rule reference.
pub(super) fn catalogue() -> Vec<RuleText> {
    RULES
        .iter()
        .map(|rule| {
            let info = rule.info();
            RuleText {
                name: info.name,
                level: info.level,
                summary: Text::new(info.summary_zh, info.summary_en),
                explanation: explanation(info),
            }
        })
        .collect()
}

/// The explanation in both languages: name, level, ground and summary, then what is said in that
/// language, then the examples.
fn explanation(info: &Info) -> Text {
    let parts: Vec<&str> = info.explanation.split("\n## ").collect();
    let part = |title: &str| {
        parts
            .iter()
            .find_map(|part| part.strip_prefix(title))
            .map(str::trim)
            .unwrap_or_default()
    };
    let (bad, good) = (part("反例"), part("正例"));
    let level = info.severity_words();
    Text::new(
        format!(
            "# {}\n\n{}\n\n- 级别：{}（{}）\n- 类别：{}\n- 依据：{}\n\n{}\n\n## 反例\n\n{bad}\n\n## 正例\n\n{good}\n",
            info.name,
            info.summary_zh,
            level.zh,
            level.en,
            info.group.chinese(),
            info.ground,
            part("说明"),
        ),
        format!(
            "# {}\n\n{}\n\n- level: {}\n- group: {}\n- ground: {}\n\n{}\n\n## Bad example\n\n{bad}\n\n## Good example\n\n{good}\n",
            info.name,
            info.summary_en,
            level.en,
            info.group.english(),
            info.ground,
            part("English"),
        ),
    )
}

/// Which rules are heard, of those that `levels` hears.
pub(super) fn levels(levels: Levels, select: &[String], ignore: &[String]) -> Result<Levels, UnknownRule> {
    levels.selecting(&crate::rules::names(), select, ignore)
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

/// Everything that is said of all rules, as one page.
fn reference(rules: &[RuleText], language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}\n",
        match language {
            Language::Chinese =>
                "# 规则手册\n\n本页由 `duibiao rules --format markdown` 生成，不要手工改动。",
            Language::English =>
                "# Rules\n\nThis page is written by `duibiao rules --format markdown --lang en`; do not edit it by hand.",
        }
    )?;
    for rule in rules {
        let name = rule.name;
        writeln!(
            out,
            "- [`{name}`](#{name}) ({}): {}",
            rule.level.name(),
            rule.summary.get(language)
        )?;
    }
    for rule in rules {
        // Each explanation begins with the name as a heading of the first level.
        let text = rule.explanation.get(language).trim_end();
        let mut fenced = false;
        writeln!(out)?;
        for line in text.lines() {
            fenced ^= line.trim_start().starts_with("```");
            let deeper = if line.starts_with('#') && !fenced { "#" } else { "" };
            writeln!(out, "{deeper}{line}")?;
        }
    }
    Ok(())
}

fn list(rules: &[RuleText], args: &RulesArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let mut out = io::BufWriter::new(&mut *console.stdout);
    match args.format {
        RulesFormat::Json => {
            let rows: Vec<Row<'_>> = rules
                .iter()
                .map(|rule| Row {
                    rule: rule.name,
                    severity: rule.level.name(),
                    summary: rule.summary.get(language),
                })
                .collect();
            serde_json::to_writer(&mut out, &rows).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        RulesFormat::Markdown => reference(rules, language, &mut out)?,
        RulesFormat::Human => {
            let names = rules.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
            for rule in rules {
                writeln!(
                    out,
                    "{:names$}  {:7}  {}",
                    rule.name,
                    rule.level.name(),
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
    use crate::diagnostic::Severity;

    #[test]
    fn rules_are_listed_for_people_and_programs() {
        let rule = |name, level| RuleText {
            name,
            level,
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
                choice: Default::default(),
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
