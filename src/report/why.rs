//! Why quantities have their values: a tree for people, and a contract for programs.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::Look;
use super::json::Place;
use super::visible::{Paint, visible, width};
use crate::diagnostic::{Language, Text};
use crate::source::{Sources, Span};

/// The version of the JSON form.
const VERSION: u32 = 1;
/// The widest line of a tree beside which places are aligned.
const ALIGNED: usize = 72;
/// Columns between a line and the place that states it.
const BETWEEN: usize = 4;

/// What a line of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something that follows, or a statement that the chain begins with.
    Step,
    /// The same is also said here.
    Stated,
    /// Something else is said here.
    Disputed,
    /// A notice above, which this answers.
    Above,
    /// The line that puts a place into a group.
    Class,
    /// One of several that are taken together.
    Joint,
    /// What is not stated.
    Missing,
}

impl Role {
    /// The word of the JSON form.
    pub fn name(self) -> &'static str {
        match self {
            Role::Step => "step",
            Role::Stated => "stated",
            Role::Disputed => "disputed",
            Role::Above => "above",
            Role::Class => "class",
            Role::Joint => "joint",
            Role::Missing => "missing",
        }
    }

    /// The word before the line, for people.
    fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Role::Step | Role::Joint, _) => "",
            (Role::Stated, Language::Chinese) => "明言 ",
            (Role::Stated, Language::English) => "stated: ",
            (Role::Disputed, Language::Chinese) => "不符 ",
            (Role::Disputed, Language::English) => "otherwise: ",
            (Role::Above, Language::Chinese) => "上级 ",
            (Role::Above, Language::English) => "above: ",
            (Role::Class, Language::Chinese) => "归类 ",
            (Role::Class, Language::English) => "class: ",
            (Role::Missing, Language::Chinese) => "缺 ",
            (Role::Missing, Language::English) => "missing: ",
        }
    }
}

/// One line of a tree, and the lines that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it says.
    pub text: Text,
    /// The value that it comes to, exact, as it is written and paid.
    pub value: Option<String>,
    /// 文号 of the notice that states it, where that is another notice than the one asked.
    pub notice: Option<String>,
    /// The words that state it.
    pub span: Option<Span>,
    /// What it rests on.
    pub because: Vec<Node>,
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// Where, exact.
    pub value: String,
    /// Whether the value itself is excluded.
    pub strict: bool,
}

/// What one notice knows of the quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// 文号.
    pub notice: Option<String>,
    /// The region of the notice.
    pub region: String,
    /// What is measured.
    pub item: String,
    /// Whose part of it.
    pub bearer: Option<String>,
    /// The year.
    pub year: i32,
    /// The places or people.
    pub groups: Vec<String>,
    /// `determined`, `disputed`, `bounded`, `open`, `contradicted` or `too-large`.
    pub status: &'static str,
    /// The value, exact.
    pub value: Option<String>,
    /// The least that it can be.
    pub low: Option<Edge>,
    /// The greatest.
    pub high: Option<Edge>,
    /// The unit of all of these.
    pub unit: Option<String>,
    /// All of it in one line.
    pub message: Text,
    /// How it follows; of a range, first the least and then the greatest.
    pub derivation: Vec<Node>,
    /// What would determine it.
    pub missing: Vec<Node>,
}

/// Everything that there is to show.
#[derive(Debug, Clone, Copy)]
pub struct Why<'a> {
    /// The files that spans point into.
    pub sources: &'a Sources,
    /// What was asked.
    pub subject: &'a str,
    /// What is known, notice by notice.
    pub answers: &'a [Explained],
    /// The language of all wording.
    pub language: Language,
}

/// Writes the answers as indented trees; each line ends with the place that states it.
///
/// # Errors
/// Those of `out`.
pub fn write_human(why: &Why<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let mut last = None;
    for answer in why.answers {
        let head = (&answer.notice, &answer.region);
        if last != Some(head) {
            if last.is_some() {
                writeln!(out)?;
            }
            let number = answer.notice.as_deref().unwrap_or_default();
            let line = visible(&format!("{} {number}", answer.region))
                .trim_end()
                .to_owned();
            writeln!(out, "{}", Paint::Cyan.on(&line, look.colour))?;
        }
        last = Some(head);
        writeln!(out, "{}", visible(answer.message.get(why.language)))?;
        let mut lines = Vec::new();
        let roots: Vec<&Node> = answer.derivation.iter().chain(&answer.missing).collect();
        draw(&roots, "", why.language, &mut lines);
        let widest = lines
            .iter()
            .map(|(text, _)| width(text))
            .filter(|width| *width <= ALIGNED)
            .max()
            .unwrap_or(0);
        for (text, span) in lines {
            match span {
                None => writeln!(out, "{text}")?,
                Some(span) => {
                    let place = format!("{}:{}", why.sources.path(span.file), why.sources.start(span).line);
                    let space = widest.saturating_sub(width(&text)).saturating_add(BETWEEN);
                    let place = visible(&place).into_owned();
                    writeln!(out, "{text}{:space$}{}", "", Paint::Dim.on(&place, look.colour))?;
                }
            }
        }
    }
    out.flush()
}

/// The lines of a tree, each with its place.
fn draw(nodes: &[&Node], before: &str, language: Language, lines: &mut Vec<(String, Option<Span>)>) {
    for (at, node) in nodes.iter().enumerate() {
        let last = at.saturating_add(1) == nodes.len();
        let branch = if last { "└─ " } else { "├─ " };
        let text = visible(node.text.get(language));
        lines.push((
            format!("{before}{branch}{}{text}", node.role.word(language)),
            node.span,
        ));
        let below = format!("{before}{}", if last { "   " } else { "│  " });
        let children: Vec<&Node> = node.because.iter().collect();
        draw(&children, &below, language, lines);
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    subject: &'a str,
    answers: Vec<Known<'a>>,
}

#[derive(Serialize)]
struct Known<'a> {
    notice: Option<&'a str>,
    region: &'a str,
    item: &'a str,
    bearer: Option<&'a str>,
    year: i32,
    groups: &'a [String],
    status: &'static str,
    value: Option<&'a str>,
    low: Option<&'a Edge>,
    high: Option<&'a Edge>,
    unit: Option<&'a str>,
    message: &'a str,
    derivation: Lines<'a>,
    missing: Lines<'a>,
}

struct Lines<'a> {
    nodes: &'a [Node],
    why: &'a Why<'a>,
}

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.nodes.iter().map(|node| Line {
            role: node.role.name(),
            text: node.text.get(self.why.language),
            value: node.value.as_deref(),
            notice: node.notice.as_deref(),
            place: node.span.map(|span| Place::new(span, self.why.sources)),
            because: Lines {
                nodes: &node.because,
                why: self.why,
            },
        }))
    }
}

#[derive(Serialize)]
struct Line<'a> {
    role: &'static str,
    text: &'a str,
    value: Option<&'a str>,
    notice: Option<&'a str>,
    place: Option<Place<'a>>,
    because: Lines<'a>,
}

/// Writes one JSON object and a line end.
///
/// # Errors
/// Those of `out`.
pub fn write_json(why: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        subject: why.subject,
        answers: why
            .answers
            .iter()
            .map(|answer| Known {
                notice: answer.notice.as_deref(),
                region: &answer.region,
                item: &answer.item,
                bearer: answer.bearer.as_deref(),
                year: answer.year,
                groups: &answer.groups,
                status: answer.status,
                value: answer.value.as_deref(),
                low: answer.low.as_ref(),
                high: answer.high.as_ref(),
                unit: answer.unit.as_deref(),
                message: answer.message.get(why.language),
                derivation: Lines {
                    nodes: &answer.derivation,
                    why,
                },
                missing: Lines {
                    nodes: &answer.missing,
                    why,
                },
            })
            .collect(),
    };
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer(&mut out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()
}
