//! 简称 used before they are defined, and numbered terms in quotation marks that nobody explains.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{is_han, listed};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{Document, Stretch};

pub(crate) struct UndefinedAbbreviation;

static INFO: Info = Info {
    name: "undefined-abbreviation",
    group: Group::Wording,
    level: Severity::Info,
    summary_zh: "没有说明的数字简称，或者先用后说明的简称",
    summary_en: "an abbreviation that is not explained, or used before it is",
    ground: "实务（校对）",
    explanation: include_str!("undefined-abbreviation.md"),
};

/// Words that define one.
const DEFINE: [&str; 3] = ["以下简称", "以下统称", "以下合称"];

/// What a numbered term begins with: “双通道”, “两病”.
const NUMBERS: &str = "双两三四五六七八九十";

/// Terms that every reader of notices knows.
const KNOWN: [&str; 14] = [
    "十一五",
    "十二五",
    "十三五",
    "十四五",
    "十五五",
    "三农",
    "六稳",
    "六保",
    "双碳",
    "两会",
    "四史",
    "两不愁",
    "三保障",
    "双减",
];

/// The longest numbered term, in characters.
const LONGEST: usize = 4;

/// The longest short name, in characters.
const LONG: usize = 20;

/// How many definitions of a notice are looked at.
const DEFINITIONS: usize = 60;

/// How many are named in the message.
const NAMED: usize = 5;

impl Rule for UndefinedAbbreviation {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            let definitions = definitions(text.words(document.range));
            out.extend(unexplained(text, document, &definitions));
            out.extend(too_early(text, document, &definitions));
        }
    }
}

/// A short name and where it is defined, in the words of a document.
struct Definition<'t> {
    short: &'t str,
    /// The words in front, which it stands for.
    before: &'t str,
    at: usize,
}

fn definitions(words: &str) -> Vec<Definition<'_>> {
    let mut found = Vec::new();
    for at in memmem::find_iter(words.as_bytes(), "以下") {
        let rest = words.get(at..).unwrap_or_default();
        let Some(rest) = DEFINE.iter().find_map(|define| rest.strip_prefix(define)) else {
            continue;
        };
        let rest = rest.trim_start_matches(['为', '：', ':', '“', '"', '《']);
        let end = rest
            .char_indices()
            .take(LONG.saturating_add(1))
            .find(|(_, c)| "”\"）)，。；》、\n".contains(*c))
            .map_or(0, |(at, _)| at);
        let short = rest.get(..end).unwrap_or_default();
        let before = words.get(..at).unwrap_or_default().trim_end_matches(['（', '(']);
        if !short.is_empty() {
            found.push(Definition { short, before, at });
        }
        if found.len() >= DEFINITIONS {
            break;
        }
    }
    found
}

/// “双通道” without a word of what the two are.
fn unexplained(
    text: &TextView<'_>,
    document: &Document,
    definitions: &[Definition<'_>],
) -> Option<Diagnostic> {
    let words = text.words(document.range);
    let base = document.range.start as usize;
    let mut found: Vec<(&str, Stretch)> = Vec::new();
    for at in memmem::find_iter(words.as_bytes(), "“") {
        let start = at.saturating_add("“".len());
        let rest = words.get(start..).unwrap_or_default();
        let Some(length) = rest
            .char_indices()
            .take(LONGEST.saturating_add(1))
            .find(|(_, c)| *c == '”')
            .map(|(at, _)| at)
        else {
            continue;
        };
        let term = rest.get(..length).unwrap_or_default();
        let numbered = term.chars().next().is_some_and(|c| NUMBERS.contains(c));
        let defined = definitions.iter().any(|definition| definition.short == term);
        let known = KNOWN.contains(&term) || found.iter().any(|(known, _)| *known == term);
        if !numbered || defined || known || term.chars().count() < 2 || !term.chars().all(is_han) {
            continue;
        }
        let first = base.saturating_add(start);
        found.push((term, Stretch::new(first, first.saturating_add(length))));
        if found.len() > 40 {
            break;
        }
    }
    let ((_, first), rest) = found.split_first()?;
    let names: Vec<&str> = found.iter().map(|(term, _)| *term).collect();
    let shown = listed(&names, NAMED);
    let more = if names.len() > NAMED { "等" } else { "" };
    let message = Text::new(
        format!("{shown}{more}没有说明所指"),
        format!("{shown} is not explained"),
    );
    let mut finding = text.find(&INFO, *first, message).help(Text::new(
        "初次出现时写出全称，或者说明包括哪几项；众所周知的不用改",
        "write it in full where it stands first, unless everybody knows it",
    ));
    for (_, place) in rest.iter().take(NAMED) {
        finding = finding.related(text.span(*place), Text::default());
    }
    Some(finding)
}

/// A short name that stands in front of its definition and is no part of the full name.
fn too_early(text: &TextView<'_>, document: &Document, definitions: &[Definition<'_>]) -> Option<Diagnostic> {
    let words = text.words(document.range);
    let base = document.range.start as usize;
    // Titles and headings may be short.
    let from = document
        .blocks
        .first()
        .map_or(0, |block| (block.range.start as usize).saturating_sub(base));
    definitions.iter().find_map(|definition| {
        let short = definition.short;
        if short.chars().count() < 4 || definition.before.ends_with(short) {
            return None;
        }
        let at = memmem::find(words.get(from..definition.at)?.as_bytes(), short.as_bytes())?;
        let at = at.saturating_add(from);
        let definition_at = base.saturating_add(definition.at);
        let stretch = Stretch::new(
            base.saturating_add(at),
            base.saturating_add(at).saturating_add(short.len()),
        );
        // Part of a longer name, such as the full one itself.
        let longer = words
            .get(..at)
            .and_then(|head| head.chars().next_back())
            .is_some_and(|c| is_han(c) && !"的和及对将为在由以按各与".contains(c));
        if longer {
            return None;
        }
        let message = Text::new(
            format!("简称「{short}」在说明之前已经使用"),
            format!("「{short}」 is used before it is defined"),
        );
        let end = definition_at.saturating_add("以下简称".len());
        Some(
            text.find(&INFO, stretch, message)
                .related(
                    text.span(Stretch::new(definition_at, end)),
                    Text::new("在此说明", "defined here"),
                )
                .help(Text::new(
                    "在初次出现处说明，或者此处写全称",
                    "define it where it stands first, or write it in full here",
                )),
        )
    })
}
