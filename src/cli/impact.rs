//! `duibiao impact`

use std::io;

use super::args::{ImpactArgs, ImpactFormat};
use super::{CLEAN, Console, FAILED};
use crate::corpus::rational::{Rational, mul, show, whole};
use crate::corpus::{Corpus, Measurand, Options};
use crate::diagnostic::{Diagnostic, Language, Severity, Text};
use crate::impact::{Impact, Mistake, Outcome, Supposed, Touched, impact as suppose, read};
use crate::report::{
    ImpactFinding, ImpactPart, ImpactRow, ImpactTable, ImpactWords, Look, Report, Summary, visible,
    write_findings, write_impact_human, write_impact_json, write_impact_markdown,
};
use crate::source::{Sources, Span};
use crate::vocabulary::{PathResolution, RegionId, Vocabulary};

/// Runs the command.
pub(super) fn impact(args: &ImpactArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let options = Options {
        paths: args.paths.clone(),
        against: args.against.clone(),
        no_builtin: args.no_builtin,
        ..Options::default()
    };
    let (now, unreadable) = Corpus::load(&options);
    let status = console.unreadable(&super::unreadable(unreadable), language, CLEAN)?;
    if status != CLEAN {
        return Ok(status);
    }
    let Some(region) = place(&now, args.region.as_deref()) else {
        let name = args.region.as_deref().unwrap_or_default();
        let near = now.vocabulary().nearest_region(name);
        let (zh, en) = near.map_or_else(Default::default, |near| {
            (format!("，是否为 {near}"), format!(", did you mean {near}"))
        });
        let unknown = Text::new(
            format!("没有地区「{name}」{zh}"),
            format!("there is no region 「{name}」{en}"),
        );
        console.complain(&visible(unknown.get(language)))?;
        return Ok(FAILED);
    };
    let latest = now
        .entries()
        .filter_map(|(_, entry)| Some(entry.years()?.last))
        .max();
    let Some(latest) = latest else {
        let none = Text::new("这里没有写明年度的公文", "there is no notice with a year here");
        console.complain(none.get(language))?;
        return Ok(FAILED);
    };
    let path = now.vocabulary().regions().path(region);
    let supposed = match read(&args.statement, &path, latest) {
        Ok(supposed) => supposed,
        Err(mistake) => return refuse(&mistake, language, console),
    };
    if !supposed.doubts.is_empty() {
        show_findings(&supposed.doubts, &supposed.sources, language, console)?;
    }
    let found = suppose(&now, &options, region, &supposed);
    let table = table(&found, args.statement.trim(), region, &supposed, language);
    let sources = found.corpus.sources();
    match args.format {
        ImpactFormat::Human => {
            write_impact_human(&table, sources, language, console.terminal.colour, console.stdout)?;
        }
        ImpactFormat::Json => write_impact_json(&table, sources, console.stdout)?,
        ImpactFormat::Markdown => write_impact_markdown(&table, sources, language, console.stdout)?,
    }
    Ok(CLEAN)
}

/// The region of a name; the nation where none is given.
fn place(corpus: &Corpus, name: Option<&str>) -> Option<RegionId> {
    let regions = corpus.vocabulary().regions();
    match name {
        None => Some(regions.nation()),
        Some(name) => match regions.resolve_path(name) {
            PathResolution::Known(region) => Some(region),
            _ => regions.resolve(name, regions.nation()),
        },
    }
}

fn refuse(mistake: &Mistake, language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    match mistake {
        Mistake::Findings { findings, sources } => show_findings(findings, sources, language, console)?,
        Mistake::Kind => {
            let wrong = Text::new(
                "写一条关于数额、占比、比例、算式或时间的陈述，如 财政补助（2024年） ≥ 670元/人·年",
                "give one statement on an amount, a share, a ratio, arithmetic or a date, as in 财政补助（2024年） ≥ 670元/人·年",
            );
            console.complain(wrong.get(language))?;
        }
    }
    Ok(FAILED)
}

fn show_findings(
    findings: &[Diagnostic],
    sources: &Sources,
    language: Language,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let report = Report {
        sources,
        diagnostics: findings,
        summary: Summary::default(),
        unreadable: &[],
        language,
        rules: &[],
        denied: Severity::Error,
    };
    write_findings(&report, Look::default(), console.stderr)
}

fn table(
    found: &Impact,
    statement: &str,
    region: RegionId,
    supposed: &Supposed,
    language: Language,
) -> ImpactTable {
    let corpus = &found.corpus;
    let words = |spans: &[Span]| {
        spans
            .iter()
            .map(|&span| ImpactWords {
                text: corpus.sources().slice(span).to_owned(),
                span,
            })
            .collect()
    };
    ImpactTable {
        statement: statement.to_owned(),
        region: corpus.vocabulary().regions().get(region).name.to_string(),
        year: supposed.year,
        replaced: words(&found.replaced.same),
        suspended: words(&found.replaced.bound),
        notices: found
            .notices
            .iter()
            .map(|touched| row(corpus, touched, language))
            .collect(),
    }
}

fn row(corpus: &Corpus, touched: &Touched, language: Language) -> ImpactRow {
    let entry = corpus.get(touched.notice);
    let finding = |found: &Diagnostic, gap: Option<Rational>| ImpactFinding {
        rule: found.rule,
        severity: found.severity.name(),
        message: found.message.get(language).to_owned(),
        text: corpus.sources().slice(found.primary.span).to_owned(),
        gap: gap.as_ref().map(show),
        unit: gap
            .is_some()
            .then(|| unit_at(corpus, touched, found.primary.span))
            .flatten(),
        span: found.primary.span,
    };
    let (outcome, reason) = match touched.outcome {
        Outcome::Breaks => ("breaks", None),
        Outcome::Agrees => ("agrees", None),
        Outcome::Holds => ("holds", None),
        Outcome::NotApplicable(reason) => ("not-applicable", Some(reason.name())),
    };
    ImpactRow {
        notice: entry.and_then(|entry| entry.number()).map(ToString::to_string),
        region: entry.map_or_else(String::new, |entry| {
            corpus.vocabulary().regions().get(entry.region).name.to_string()
        }),
        year: entry.and_then(|entry| entry.years()).map(|years| years.last),
        file: entry
            .map_or("", |entry| corpus.sources().path(entry.file()))
            .to_owned(),
        assumed: touched.assumed,
        outcome,
        reason,
        findings: touched
            .findings
            .iter()
            .map(|(found, gap)| finding(found, *gap))
            .collect(),
        resolved: touched
            .resolved
            .iter()
            .map(|found| finding(found, None))
            .collect(),
        follows: touched
            .follows
            .iter()
            .map(|follows| {
                let case = follows.case.name(corpus.vocabulary());
                let name = follows.measurand.short_name(corpus.vocabulary());
                ImpactPart {
                    subject: if case.is_empty() {
                        name.to_owned()
                    } else {
                        format!("{name}（{case}）")
                    },
                    share: mul(&follows.share, &whole(100))
                        .map(|share| format!("{}%", show(&share)))
                        .unwrap_or_default(),
                    now: follows.now.as_ref().map(show),
                    then: show(&follows.then),
                    unit: unit(corpus, &follows.measurand),
                }
            })
            .collect(),
    }
}

/// The word for the unit of the figure at `span`.
fn unit_at(corpus: &Corpus, touched: &Touched, span: Span) -> Option<String> {
    let statements = corpus.statements(touched.notice)?;
    statements
        .all
        .iter()
        .find_map(|statement| match &statement.content {
            crate::corpus::Content::Value { measure, .. } if span.contains(statement.figure) => {
                Some(crate::notice::Unit::plain(measure.clone()).to_string())
            }
            _ => None,
        })
}

/// The word for the unit of an item, without its basis.
fn unit(corpus: &Corpus, measurand: &Measurand) -> String {
    let vocabulary: &Vocabulary = corpus.vocabulary();
    match &measurand.item {
        crate::corpus::ItemKey::Known(item) => {
            let unit = vocabulary.item_info(*item).unit.as_deref().unwrap_or_default();
            unit.split('/').next().unwrap_or_default().to_owned()
        }
        crate::corpus::ItemKey::Named(_) => String::new(),
    }
}
