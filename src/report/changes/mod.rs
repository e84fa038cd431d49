//! What changed between notices, for people, programs, documents and spreadsheets.
//!
//! The JSON form is a contract, version 1. One object:
//!
//! ```text
//! {"version":1,"comparisons":[{"region":"…","old":[NOTICE],"new":[NOTICE],
//!   "summary":{"changed":N,"renamed":N,"new":N,"dropped":N,"unchanged":N,"restated":N,"contradicted":N,
//!              "not_compared":{"old":N,"new":N}},
//!   "renames":[{"old":"…","new":"…","by":"option|vocabulary|alias|partition","count":N}],
//!   "changes":[{"status":"changed|renamed|new|dropped|unchanged|restated|contradicted",
//!     "kind":"value|share|split|equation|date|task|citation|alias|class|delegation",
//!     "aspects":["value","relation","unit","share","split","terms","deadline","holder","name","force","renewed","renamed"],
//!     "subject":"…","old":SIDE|null,"new":SIDE|null,
//!     "difference":"120"|null,"unit":"元"|null,"percent":"23.1"|null,"days":N|null,"renames":[INDEX],"near":PLACE|null}]}]}
//! NOTICE = {"number":"…"|null,"title":"…"|null,"year":N|null,"file":"…"}
//! SIDE   = {"notice":"…"|null,"year":N|null,"relation":"≥"|null,"value":"640"|null,"unit":"元/人·年"|null,"shown":"…",
//!           "force":"必须","sureness":"sure|unsure","text":"the very words", PLACE}
//! PLACE  = "file":"…","start":{"offset":N,"line":N,"column":N},"end":{…}
//! ```
//!
//! `unchanged` and `restated` changes are listed only where all are asked for; they are counted in any case.
//! Figures are exact decimals as text.

mod human;
mod json;
mod table;

use std::io;

use serde::Serialize;

use crate::diagnostic::Language;
use crate::source::{Sources, Span};

/// A notice that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedNotice {
    /// 文号.
    pub number: Option<String>,
    /// 标题.
    pub title: Option<String>,
    /// The policy year.
    pub year: Option<i32>,
    /// The path of its file.
    pub file: String,
}

/// One side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeSide {
    /// 文号 of the notice.
    pub notice: Option<String>,
    /// The year it is for.
    pub year: Option<i32>,
    /// The sign of its relation, of amounts.
    pub relation: Option<String>,
    /// The exact value, of amounts.
    pub value: Option<String>,
    /// Its unit, of amounts.
    pub unit: Option<String>,
    /// What is laid down, as it is shown.
    pub shown: String,
    /// How binding it is.
    pub force: String,
    /// How sure the reading is.
    pub sureness: &'static str,
    /// The very words.
    pub text: String,
    /// Where they stand.
    #[serde(skip)]
    pub span: Span,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// What came of it, as a word of the contract.
    pub status: &'static str,
    /// What kind of provision, as a word of the contract.
    pub kind: &'static str,
    /// In what respects it changed, as words of the contract.
    pub aspects: Vec<&'static str>,
    /// What it is about.
    pub subject: String,
    /// What the earlier notice says.
    pub old: Option<ChangeSide>,
    /// What the later notice says.
    pub new: Option<ChangeSide>,
    /// Later minus earlier, exact, with its sign only where it is less than nothing.
    pub difference: Option<String>,
    /// The unit of the difference.
    pub unit: Option<String>,
    /// The difference in percent of the earlier figure, to one decimal.
    pub percent: Option<String>,
    /// Days later, beyond the years between the notices.
    pub days: Option<i32>,
    /// The renames it took.
    pub renames: Vec<usize>,
    /// What it may correspond to on the other side.
    pub near: Option<Span>,
}

/// A term and the one that follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RenameRow {
    /// The earlier term.
    pub old: String,
    /// The later one.
    pub new: String,
    /// Who says so, as a word of the contract.
    pub by: &'static str,
    /// In how many changes it was met.
    pub count: usize,
}

/// How many changes there are of each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ChangeCounts {
    /// It says something else now.
    pub changed: usize,
    /// Only its name is another.
    pub renamed: usize,
    /// Only in the later notices.
    pub new: usize,
    /// Only in the earlier notices.
    pub dropped: usize,
    /// It says the same.
    pub unchanged: usize,
    /// The later notice repeats what the earlier one said of its year.
    pub restated: usize,
    /// The later notice says otherwise of the earlier one's year.
    pub contradicted: usize,
    /// Figures of which it is not known what they measure.
    pub not_compared: NotCompared,
}

/// Figures of which it is not known what they measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct NotCompared {
    /// In the earlier notices.
    pub old: usize,
    /// In the later ones.
    pub new: usize,
}

/// The notices of one region, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTable {
    /// The region.
    pub region: String,
    /// The earlier notices.
    pub old: Vec<ComparedNotice>,
    /// The later ones.
    pub new: Vec<ComparedNotice>,
    /// How many changes there are.
    pub counts: ChangeCounts,
    /// The terms that were replaced.
    pub renames: Vec<RenameRow>,
    /// The changes that are listed.
    pub changes: Vec<ChangeRow>,
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangesFormat {
    /// For people.
    Human,
    /// The contract.
    Json,
    /// For documents.
    Markdown,
    /// For spreadsheets.
    Csv,
}

/// Writes the changes.
///
/// # Errors
/// Those of `out`.
pub fn write_changes(
    tables: &[ChangeTable],
    sources: &Sources,
    format: ChangesFormat,
    language: Language,
    colour: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut buffered = io::BufWriter::new(out);
    match format {
        ChangesFormat::Human => human::write(tables, sources, language, colour, &mut buffered)?,
        ChangesFormat::Json => json::write(tables, sources, &mut buffered)?,
        ChangesFormat::Markdown => table::markdown(tables, sources, language, &mut buffered)?,
        ChangesFormat::Csv => table::csv(tables, sources, &mut buffered)?,
    }
    io::Write::flush(&mut buffered)
}

/// The words for what came of a provision.
fn status(word: &str, language: Language) -> &'static str {
    match (word, language) {
        ("changed", Language::Chinese) => "改",
        ("renamed", Language::Chinese) => "更名",
        ("new", Language::Chinese) => "新增",
        ("dropped", Language::Chinese) => "未再写",
        ("unchanged", Language::Chinese) => "不变",
        ("restated", Language::Chinese) => "重申",
        ("contradicted", Language::Chinese) => "不符",
        ("changed", Language::English) => "changed",
        ("renamed", Language::English) => "renamed",
        ("new", Language::English) => "new",
        ("dropped", Language::English) => "dropped",
        ("unchanged", Language::English) => "same",
        ("restated", Language::English) => "restated",
        ("contradicted", Language::English) => "disagrees",
        _ => "",
    }
}

/// The word for a kind of provision; none for plain quantities.
fn kind(word: &str, language: Language) -> &'static str {
    match (word, language) {
        ("share", Language::Chinese) => "占比",
        ("split", Language::Chinese) => "分担比例",
        ("equation", Language::Chinese) => "算式",
        ("date", Language::Chinese) => "时间",
        ("task", Language::Chinese) => "任务",
        ("citation", Language::Chinese) => "引用",
        ("alias", Language::Chinese) => "简称",
        ("class", Language::Chinese) => "归类",
        ("delegation", Language::Chinese) => "授权",
        ("share", Language::English) => "share",
        ("split", Language::English) => "split",
        ("equation", Language::English) => "arithmetic",
        ("date", Language::English) => "date",
        ("task", Language::English) => "task",
        ("citation", Language::English) => "citation",
        ("alias", Language::English) => "short name",
        ("class", Language::English) => "class",
        ("delegation", Language::English) => "left to",
        _ => "",
    }
}

/// The subject with the word for its kind before it.
fn heading(row: &ChangeRow, language: Language) -> String {
    let kind = kind(row.kind, language);
    match (kind.is_empty(), row.subject.is_empty()) {
        (true, _) => row.subject.clone(),
        (false, true) => kind.to_owned(),
        (false, false) => format!("{kind} {}", row.subject),
    }
}

/// `520元/人·年 → 640元/人·年`, or what stands alone.
fn values(row: &ChangeRow) -> String {
    match (&row.old, &row.new) {
        (Some(old), Some(new)) if old.shown == new.shown => new.shown.clone(),
        (Some(old), Some(new)) => format!("{} → {}", old.shown, new.shown),
        (Some(only), None) | (None, Some(only)) => only.shown.clone(),
        (None, None) => String::new(),
    }
}

/// What is to be said of the change beside its values: `+120元，+23.1%`, `推迟 30 天`.
fn remarks(row: &ChangeRow, renames: &[RenameRow], language: Language) -> Vec<String> {
    let zh = language == Language::Chinese;
    let mut said = Vec::new();
    let signed = |number: &str| {
        if number.starts_with('-') {
            number.replacen('-', "−", 1)
        } else {
            format!("+{number}")
        }
    };
    if let Some(difference) = &row.difference {
        let unit = match row.unit.as_deref() {
            Some("个百分点") if !zh => " points",
            unit => unit.unwrap_or(""),
        };
        said.push(format!("{}{unit}", signed(difference)));
    }
    if let Some(percent) = &row.percent {
        said.push(format!("{}%", signed(percent)));
    }
    if let Some(days) = row.days {
        let count = days.unsigned_abs();
        said.push(match (days < 0, zh) {
            (false, true) => format!("推迟 {count} 天"),
            (true, true) => format!("提前 {count} 天"),
            (false, false) => format!("{count} days later"),
            (true, false) => format!("{count} days sooner"),
        });
    }
    for aspect in &row.aspects {
        let force = || match (&row.old, &row.new) {
            (Some(old), Some(new)) => format!("{} → {}", old.force, new.force),
            _ => String::new(),
        };
        match (*aspect, zh) {
            ("relation", true) => said.push("关系不同".to_owned()),
            ("relation", false) => said.push("another relation".to_owned()),
            ("unit", true) => said.push("单位不同，不能比较".to_owned()),
            ("unit", false) => said.push("units differ, not comparable".to_owned()),
            ("holder", true) => said.push("责任单位不同".to_owned()),
            ("holder", false) => said.push("another organ".to_owned()),
            ("renewed", true) => said.push("续发".to_owned()),
            ("renewed", false) => said.push("a later issue".to_owned()),
            ("force", true) => said.push(format!("约束力 {}", force())),
            ("force", false) => said.push(format!("force {}", force())),
            _ => {}
        }
    }
    for rename in row.renames.iter().filter_map(|at| renames.get(*at)) {
        let word = if zh { "更名" } else { "renamed" };
        said.push(format!("{word} {} → {}", rename.old, rename.new));
    }
    let unsure = [&row.old, &row.new]
        .into_iter()
        .flatten()
        .any(|side| side.sureness != "sure");
    if unsure {
        said.push(if zh { "待核" } else { "to be confirmed" }.to_owned());
    }
    said
}

/// The words on one line, white space folded.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The counts in words.
fn sum(counts: ChangeCounts, language: Language) -> String {
    let named = [
        (counts.changed, "改", "changed"),
        (counts.renamed, "更名", "renamed"),
        (counts.new, "新增", "new"),
        (counts.dropped, "未再写", "dropped"),
        (counts.unchanged, "不变", "the same"),
        (counts.restated, "重申", "restated"),
        (counts.contradicted, "不符", "in disagreement"),
    ];
    let zh = language == Language::Chinese;
    // What is rare is named only where it occurs.
    let parts: Vec<String> = named
        .iter()
        .enumerate()
        .filter(|(at, (count, ..))| *at == 0 || (2..5).contains(at) || *count > 0)
        .map(|(_, (count, chinese, english))| {
            if zh {
                format!("{chinese} {count} 项")
            } else {
                format!("{count} {english}")
            }
        })
        .collect();
    let mut line = parts.join(if zh { "，" } else { ", " });
    let NotCompared { old, new } = counts.not_compared;
    if old.saturating_add(new) > 0 {
        line.push_str(&if zh {
            format!("；事项不明而未比较的数字：旧 {old} 个，新 {new} 个")
        } else {
            format!("; figures of unknown meaning, not compared: {old} old, {new} new")
        });
    }
    line
}
