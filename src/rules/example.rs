//! The examples in the explanations of rules, as data, so that they can be run.
//!
//! An example is one or more fenced blocks of the explanation: ` ```notice bad ` or
//! ` ```notice good `. Several blocks of one kind are files of one corpus; ` file=NAME ` names
//! them, and a ` ```text ` block is a source text beside them. ` against ` marks a file that is held
//! as a mandate and not reported on.

/// One file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether it is held as a mandate only.
    pub against: bool,
}

/// The files of the bad and of the good example of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examples {
    /// Must trigger exactly the rule.
    pub bad: Vec<ExampleFile>,
    /// Must trigger nothing.
    pub good: Vec<ExampleFile>,
}

/// The examples in `explanation`.
pub fn examples(explanation: &str) -> Examples {
    let mut examples = Examples::default();
    let mut lines = explanation.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let text: String = lines
            .by_ref()
            .take_while(|line| line.trim() != "```")
            .flat_map(|line| [line, "\n"])
            .collect();
        let mut words = info.split_whitespace();
        let ending = match words.next() {
            Some("notice") => "notice",
            Some("text") => "txt",
            _ => continue,
        };
        let words: Vec<&str> = words.collect();
        let files = if words.contains(&"bad") {
            &mut examples.bad
        } else if words.contains(&"good") {
            &mut examples.good
        } else {
            continue;
        };
        let name = words
            .iter()
            .find_map(|word| word.strip_prefix("file="))
            .map_or_else(
                || format!("{}.{ending}", files.len().saturating_add(1)),
                ToOwned::to_owned,
            );
        files.push(ExampleFile {
            name,
            text,
            against: words.contains(&"against"),
        });
    }
    examples
}
