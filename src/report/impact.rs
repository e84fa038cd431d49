//! What would come of a statement, for people, programs and documents.
//!
//! The JSON form is a contract, version 1. One object:
//!
//! ```text
//! {"version":1,
//!  "supposition":{"statement":"…","region":"…","year":N,"assumed":BOOL,"replaced":[WORDS],"suspended":[WORDS]},
//!  "summary":{"breaks":N,"agrees":N,"holds":N,"not_applicable":N},
//!  "notices":[{"notice":"…"|null,"region":"…","year":N|null,"file":"…","assumed":BOOL,
//!    "outcome":"breaks|agrees|holds|not-applicable",
//!    "reason":"not-below|superseded|later-year|no-year|forwarded|delegated|silent"|null,
//!    "findings":[FINDING],"resolved":[FINDING],
//!    "follows":[{"subject":"…","share":"80%","now":"512"|null,"then":"536","unit":"元"}]}]}
//! WORDS   = {"text":"…", PLACE}
//! FINDING = {"rule":"…","severity":"…","message":"…","text":"the very words","gap":"-30"|null,"unit":"元"|null, PLACE}
//! PLACE   = "file":"…","start":{"offset":N,"line":N,"column":N},"end":{…}
//! ```
//!
//! `gap` is how far the figure is from the nearest one that would do, below nothing where it is too low. `assumed`
//! notices are of an earlier year and judged as if they stayed unchanged. Figures are exact decimals as text.

use std::io::{self, Write};

use serde::Serialize;

use super::json::Place;
use super::visible::{Paint, visible};
use crate::diagnostic::Language;
use crate::source::{Sources, Span};

/// Words and where they stand.
#[derive(Debug, Clone, Serialize)]
pub struct ImpactWords {
    /// The very words.
    pub text: String,
    /// Where they stand.
    #[serde(skip)]
    pub span: Span,
}

/// One finding that comes or goes.
#[derive(Debug, Clone, Serialize)]
pub struct ImpactFinding {
    /// The rule.
    pub rule: &'static str,
    /// Its level.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// The very words.
    pub text: String,
    /// How far the figure is off.
    pub gap: Option<String>,
    /// The unit of the gap.
    pub unit: Option<String>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// A part that follows through a share.
#[derive(Debug, Clone, Serialize)]
pub struct ImpactPart {
    /// The part.
    pub subject: String,
    /// Which share of what it is a part of.
    pub share: String,
    /// What the notice gives for it now.
    pub now: Option<String>,
    /// What it would be.
    pub then: String,
    /// The unit of both.
    pub unit: String,
}

/// One notice.
#[derive(Debug, Clone)]
pub struct ImpactRow {
    /// 文号.
    pub notice: Option<String>,
    /// Its region.
    pub region: String,
    /// Its policy year.
    pub year: Option<u16>,
    /// The path of its file.
    pub file: String,
    /// Whether it is judged as if it stayed unchanged.
    pub assumed: bool,
    /// What becomes of it, as a word of the contract.
    pub outcome: &'static str,
    /// Why the statement does not concern it, as a word of the contract.
    pub reason: Option<&'static str>,
    /// What would be found.
    pub findings: Vec<ImpactFinding>,
    /// What would no longer be found.
    pub resolved: Vec<ImpactFinding>,
    /// What follows for the parts.
    pub follows: Vec<ImpactPart>,
}

/// What would come of a statement.
#[derive(Debug, Clone)]
pub struct ImpactTable {
    /// The statement as given.
    pub statement: String,
    /// Who is supposed to make it.
    pub region: String,
    /// The year it is for.
    pub year: u16,
    /// What it takes the place of.
    pub replaced: Vec<ImpactWords>,
    /// What would have to change with it.
    pub suspended: Vec<ImpactWords>,
    /// The notices.
    pub notices: Vec<ImpactRow>,
}

impl ImpactTable {
    fn count(&self, outcome: &str) -> usize {
        self.notices.iter().filter(|row| row.outcome == outcome).count()
    }

    fn is_assumed(&self) -> bool {
        self.notices
            .iter()
            .any(|row| row.assumed && row.outcome != "not-applicable")
    }
}

#[derive(Serialize)]
struct Placed<'a, T: Serialize> {
    #[serde(flatten)]
    said: &'a T,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    supposition: Supposition<'a>,
    summary: Summary,
    notices: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Supposition<'a> {
    statement: &'a str,
    region: &'a str,
    year: u16,
    assumed: bool,
    replaced: Vec<Placed<'a, ImpactWords>>,
    suspended: Vec<Placed<'a, ImpactWords>>,
}

#[derive(Serialize)]
struct Summary {
    breaks: usize,
    agrees: usize,
    holds: usize,
    not_applicable: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    notice: Option<&'a str>,
    region: &'a str,
    year: Option<u16>,
    file: &'a str,
    assumed: bool,
    outcome: &'a str,
    reason: Option<&'a str>,
    findings: Vec<Placed<'a, ImpactFinding>>,
    resolved: Vec<Placed<'a, ImpactFinding>>,
    follows: &'a [ImpactPart],
}

/// Writes one object and a line end.
///
/// # Errors
/// Those of `out`.
pub fn write_impact_json(table: &ImpactTable, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    fn words<'a>(list: &'a [ImpactWords], sources: &'a Sources) -> Vec<Placed<'a, ImpactWords>> {
        let placed = |said: &'a ImpactWords| Placed {
            said,
            place: Place::new(said.span, sources),
        };
        list.iter().map(placed).collect()
    }
    fn findings<'a>(list: &'a [ImpactFinding], sources: &'a Sources) -> Vec<Placed<'a, ImpactFinding>> {
        let placed = |said: &'a ImpactFinding| Placed {
            said,
            place: Place::new(said.span, sources),
        };
        list.iter().map(placed).collect()
    }
    let document = Document {
        version: 1,
        supposition: Supposition {
            statement: &table.statement,
            region: &table.region,
            year: table.year,
            assumed: table.is_assumed(),
            replaced: words(&table.replaced, sources),
            suspended: words(&table.suspended, sources),
        },
        summary: Summary {
            breaks: table.count("breaks"),
            agrees: table.count("agrees"),
            holds: table.count("holds"),
            not_applicable: table.count("not-applicable"),
        },
        notices: table
            .notices
            .iter()
            .map(|row| Row {
                notice: row.notice.as_deref(),
                region: &row.region,
                year: row.year,
                file: &row.file,
                assumed: row.assumed,
                outcome: row.outcome,
                reason: row.reason,
                findings: findings(&row.findings, sources),
                resolved: findings(&row.resolved, sources),
                follows: &row.follows,
            })
            .collect(),
    };
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer(&mut out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()
}

fn outcome(word: &str, zh: bool) -> &'static str {
    match (word, zh) {
        ("breaks", true) => "不符",
        ("agrees", true) => "转为相符",
        ("holds", true) => "仍相符",
        (_, true) => "不涉及",
        ("breaks", false) => "breaks",
        ("agrees", false) => "agrees",
        ("holds", false) => "holds",
        (_, false) => "not concerned",
    }
}

fn reason(word: &str, zh: bool) -> &'static str {
    match (word, zh) {
        ("not-below", true) => "不在该地区之下",
        ("superseded", true) => "本地有更近年度的公文",
        ("later-year", true) => "是以后年度的公文",
        ("no-year", true) => "没有年度",
        ("forwarded", true) => "转发上级公文，自身没有写",
        ("delegated", true) => "授权下级确定",
        ("silent", true) => "没有写这一项",
        ("not-below", false) => "not below that region",
        ("superseded", false) => "its region has a notice nearer to that year",
        ("later-year", false) => "for a later year",
        ("no-year", false) => "without a year",
        ("forwarded", false) => "forwards a notice above and says nothing itself",
        ("delegated", false) => "leaves it to those below",
        ("silent", false) => "says nothing of it",
        _ => "",
    }
}

/// 低 30元.
fn gap(finding: &ImpactFinding, zh: bool) -> Option<String> {
    let gap = finding.gap.as_deref()?;
    let unit = finding.unit.as_deref().unwrap_or("");
    Some(match (gap.strip_prefix('-'), zh) {
        (Some(low), true) => format!("低 {low}{unit}"),
        (Some(low), false) => format!("{low}{unit} too low"),
        (None, true) => format!("高 {gap}{unit}"),
        (None, false) => format!("{gap}{unit} too high"),
    })
}

fn part(part: &ImpactPart, zh: bool) -> String {
    let ImpactPart {
        subject,
        share,
        now,
        then,
        unit,
    } = part;
    match (now, zh) {
        (Some(now), true) => format!("{subject} {now}{unit} → {then}{unit}（{share}）"),
        (Some(now), false) => format!("{subject} {now}{unit} → {then}{unit} ({share})"),
        (None, true) => format!("{subject} {then}{unit}（{share}）"),
        (None, false) => format!("{subject} {then}{unit} ({share})"),
    }
}

fn total(table: &ImpactTable, zh: bool) -> String {
    let words = ["breaks", "agrees", "holds", "not-applicable"];
    let counts: Vec<String> = words
        .iter()
        .map(|word| {
            let count = table.count(word);
            if zh {
                format!("{} {count} 份", outcome(word, zh))
            } else {
                format!("{count} {}", outcome(word, zh))
            }
        })
        .collect();
    counts.join(if zh { "，" } else { ", " })
}

fn assumption(table: &ImpactTable, zh: bool) -> Option<String> {
    table.is_assumed().then(|| {
        let year = table.year;
        if zh {
            format!("没有 {year} 年度公文的地区，按最近一份公文到 {year} 年仍不变来判断")
        } else {
            format!("regions without a notice for {year} are judged as if their latest one stayed unchanged")
        }
    })
}

fn named(row: &ImpactRow, zh: bool) -> String {
    let year = row.year.map(
        |year| match (row.assumed && row.outcome != "not-applicable", zh) {
            (true, true) => format!("{year}年度，假定不变"),
            (false, true) => format!("{year}年度"),
            (true, false) => format!("for {year}, assumed unchanged"),
            (false, false) => format!("for {year}"),
        },
    );
    let parts = [
        Some(row.region.clone()),
        row.notice.clone(),
        year,
        Some(row.file.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place(span: Span, sources: &Sources) -> String {
    let start = sources.start(span);
    format!("{}:{}:{}", sources.path(span.file), start.line, start.column)
}

/// Writes the table for people.
///
/// # Errors
/// Those of `out`.
pub fn write_impact_human(
    table: &ImpactTable,
    sources: &Sources,
    language: Language,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let zh = language == Language::Chinese;
    let mut out = io::BufWriter::new(out);
    let dim = |text: &str| Paint::Dim.on(&visible(text), colour).into_owned();
    let title = if zh {
        format!("假设 {}：{}", table.region, table.statement)
    } else {
        format!("suppose {}: {}", table.region, table.statement)
    };
    writeln!(out, "{}", Paint::Cyan.on(&visible(&title), colour))?;
    let words = if zh {
        ["代替", "搁置"]
    } else {
        ["replaces", "suspends"]
    };
    for (word, list) in words.iter().zip([&table.replaced, &table.suspended]) {
        for said in list {
            writeln!(
                out,
                "  {word} {} 「{}」",
                dim(&place(said.span, sources)),
                visible(&one_line(&said.text))
            )?;
        }
    }
    if let Some(assumption) = assumption(table, zh) {
        writeln!(out, "  {assumption}")?;
    }
    for wanted in ["breaks", "agrees", "holds", "not-applicable"] {
        let rows: Vec<&ImpactRow> = table.notices.iter().filter(|row| row.outcome == wanted).collect();
        if !rows.is_empty() {
            writeln!(out)?;
        }
        for row in rows {
            let paint = match wanted {
                "breaks" => Paint::Red,
                "agrees" | "holds" => Paint::Cyan,
                _ => Paint::Dim,
            };
            let why = row
                .reason
                .map(|word| format!("  {}", reason(word, zh)))
                .unwrap_or_default();
            writeln!(
                out,
                "{}  {}{why}",
                paint.on(outcome(wanted, zh), colour),
                visible(&named(row, zh))
            )?;
            for (sign, list) in [("×", &row.findings), ("✓", &row.resolved)] {
                for found in list {
                    let gap = gap(found, zh).map(|gap| format!("  {gap}")).unwrap_or_default();
                    writeln!(
                        out,
                        "    {sign} {} {} 「{}」{gap}",
                        found.rule,
                        dim(&place(found.span, sources)),
                        visible(&one_line(&found.text))
                    )?;
                    writeln!(out, "      {}", visible(&found.message))?;
                }
            }
            for follows in &row.follows {
                let word = if zh { "随之" } else { "so" };
                writeln!(out, "    {word} {}", visible(&part(follows, zh)))?;
            }
        }
    }
    writeln!(
        out,
        "\n{} {}",
        if zh { "合计" } else { "total" },
        total(table, zh)
    )?;
    out.flush()
}

/// A text that neither ends a cell nor becomes markup.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in visible(&one_line(text)).chars() {
        if matches!(c, '|' | '\\' | '*' | '_' | '`' | '<' | '[' | ']') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// Writes the table as Markdown.
///
/// # Errors
/// Those of `out`.
pub fn write_impact_markdown(
    table: &ImpactTable,
    sources: &Sources,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let zh = language == Language::Chinese;
    let mut out = io::BufWriter::new(out);
    let title = if zh { "假设" } else { "Supposed" };
    writeln!(
        out,
        "# {title} {}{}{}\n",
        cell(&table.region),
        if zh { "：" } else { ": " },
        cell(&table.statement)
    )?;
    let words = if zh {
        ["代替", "搁置"]
    } else {
        ["Replaces", "Suspends"]
    };
    for (word, list) in words.iter().zip([&table.replaced, &table.suspended]) {
        for said in list {
            writeln!(
                out,
                "- {word} 「{}」 {}",
                cell(&said.text),
                cell(&place(said.span, sources))
            )?;
        }
    }
    if let Some(assumption) = assumption(table, zh) {
        writeln!(out, "- {assumption}")?;
    }
    let header = if zh {
        ["结果", "公文", "处", "原文", "差", "说明"]
    } else {
        ["Outcome", "Notice", "Place", "Words", "Gap", "Remarks"]
    };
    writeln!(out, "\n| {} |", header.join(" | "))?;
    writeln!(out, "|{}", "---|".repeat(header.len()))?;
    for row in &table.notices {
        let follows: Vec<String> = row.follows.iter().map(|follows| part(follows, zh)).collect();
        let why = row.reason.map(|word| reason(word, zh).to_owned());
        let remarks =
            cell(
                &why.into_iter()
                    .chain(follows)
                    .collect::<Vec<_>>()
                    .join(if zh { "；" } else { "; " }),
            );
        let (word, name) = (outcome(row.outcome, zh), cell(&named(row, zh)));
        if row.findings.is_empty() && row.resolved.is_empty() {
            writeln!(out, "| {word} | {name} |  |  |  | {remarks} |")?;
        }
        for (at, found) in row.findings.iter().chain(&row.resolved).enumerate() {
            writeln!(
                out,
                "| {word} | {name} | {} | 「{}」 | {} | {} |",
                cell(&place(found.span, sources)),
                cell(&found.text),
                cell(&gap(found, zh).unwrap_or_default()),
                if at == 0 && !remarks.is_empty() {
                    format!("{}<br>{remarks}", cell(&found.message))
                } else {
                    cell(&found.message)
                }
            )?;
        }
    }
    writeln!(out, "\n{}", total(table, zh))?;
    out.flush()
}
