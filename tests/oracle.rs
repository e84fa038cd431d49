//! The facts that a reader noted about the real notices, where their list is at hand: what holds is read and
//! stays silent, what is missing is found.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, Options};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::rules;
use duibiao::source::Span;

/// One row of the list.
struct Fact {
    id: String,
    /// Stem of the source text.
    stem: String,
    lines: (usize, usize),
    kind: String,
    verdict: String,
    check: String,
}

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let there = shared.join("oracle/seeds.tsv").is_file() && shared.join("seeds").is_dir();
    if !there {
        println!("skipped: no list of facts beside the project");
    }
    there.then_some(shared)
}

fn facts(shared: &Path) -> Vec<Fact> {
    let text = std::fs::read_to_string(shared.join("oracle/seeds.tsv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let number = |text: &str| text.parse().unwrap();
            let lines = cells[2].split_once('-').map_or_else(
                || (number(cells[2]), number(cells[2])),
                |(first, last)| (number(first), number(last)),
            );
            Fact {
                id: cells[0].into(),
                stem: cells[1].trim_end_matches(".txt").into(),
                lines,
                kind: cells[3].into(),
                verdict: cells[4].into(),
                check: cells[6].into(),
            }
        })
        .collect()
}

fn check(shared: &Path) -> (Corpus, Vec<Diagnostic>) {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus")],
        sources: vec![shared.join("seeds")],
        ..Options::default()
    });
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let found = rules::run(&corpus);
    (corpus, found)
}

/// Kinds of fact that the extracts state in figures, dates and numbers.
const FIGURES: [&str; 13] = [
    "SUM", "PCT", "RATIO", "ROUND", "FLOOR", "EQ", "DELTA", "DEADLINE", "DATE", "DOCNO", "CITE", "CHAIN",
    "FORWARD",
];

/// The text without white space, with one form of brackets and digits.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '[' => '〔',
            ']' => '〕',
            '(' => '（',
            ')' => '）',
            ':' => '：',
            c => c,
        })
        .collect()
}

/// The runs of digits in `text`, zeros in front left out.
fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|run| run.trim_matches('.').trim_start_matches('0'))
        .filter(|run| !run.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// Numbers of a check that the notice itself does not state: worked out in the check (512 ÷ 640, 76.8, the
/// year before), said of another notice, a line of a file, or how many digits a year has.
const NOT_STATED: &[(&str, &[&str])] = &[
    ("S002", &["4"]),
    ("S037", &["3"]),
    ("S043", &["13", "610"]),
    ("S046", &["1020"]),
    ("S053", &["80"]),
    ("S058", &["2", "26", "3", "52", "78"]),
    ("S083", &["27", "28", "7"]),
    ("S090", &["32", "610"]),
    ("S103", &["350"]),
    ("S104", &["1020"]),
    ("S126", &["31"]),
    ("S137", &["27", "7"]),
    ("S141", &["17"]),
    ("S143", &["39", "46"]),
    ("S145", &["54"]),
    ("S146", &["54"]),
    ("S147", &["54"]),
    ("S155", &["25.6", "38.4"]),
    ("S158", &["54"]),
    ("S159", &["54"]),
    ("S164", &["51.2", "76.8"]),
    ("S168", &["51.2", "76.8"]),
    ("S174", &["7"]),
    ("S184", &["490"]),
    ("S185", &["2"]),
    ("S204", &["120", "150"]),
    ("S206", &["31"]),
    ("S218", &["7"]),
    ("S230", &["16", "248"]),
    ("S248", &["13", "2023", "24", "32"]),
    ("S265", &["163", "166", "171", "172", "174"]),
    ("S284", &["13", "610"]),
    ("S288", &["27", "7"]),
];

/// The text of the extracts that were taken from `stem`, evidence and comments left out.
fn extracts(corpus: &Corpus, stem: &str) -> String {
    let mut text = String::new();
    for (_, entry) in corpus.reported() {
        let header = &entry.notice.header;
        let source = header.source.as_ref().map_or("", |source| source.text.as_str());
        if source.trim_end_matches(".txt") != stem {
            continue;
        }
        let slice = |span: Span| corpus.sources().slice(span).to_owned() + "\n";
        text.push_str(&header.span.map(slice).unwrap_or_default());
        for clause in &entry.notice.clauses {
            text.push_str(&slice(clause.span));
        }
    }
    text
}

#[test]
fn figures_that_hold_are_stated() {
    let Some(shared) = shared() else { return };
    let (corpus, _) = check(&shared);
    let elsewhere: BTreeMap<&str, &[&str]> = NOT_STATED.iter().copied().collect();
    let mut lacking = Vec::new();
    let mut count = 0usize;
    for fact in facts(&shared) {
        if fact.verdict != "HOLDS" || !FIGURES.contains(&fact.kind.as_str()) {
            continue;
        }
        count += 1;
        let stated = numbers(&extracts(&corpus, &fact.stem));
        let given = elsewhere.get(fact.id.as_str()).copied().unwrap_or_default();
        let missing: Vec<String> = numbers(&fact.check)
            .into_iter()
            .filter(|number| !stated.contains(number))
            .filter(|number| !given.contains(&number.as_str()))
            .collect();
        if !missing.is_empty() {
            lacking.push((fact.id, missing));
        }
    }
    assert!(count > 60, "{count}");
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// True findings at statements that hold: rule, words of the finding, identity of the fact.
const TRUE_FINDINGS: [(&str, &str, &str); 4] = [
    (
        "case-overlap",
        "市级财政（2023年，市属大中专院校学生） = 128元/人·年",
        "S172",
    ),
    (
        "case-overlap",
        "省级财政（2023年，省属大学生） = 256元/人·年",
        "S172",
    ),
    // The gaps; which ones, is tested below.
    (
        "silent-on-mandate",
        "医保发〔2023〕24号",
        "S041, S066, S070, S077, S134",
    ),
    ("deadline-conflict", "持续推进", "S282"),
];

#[test]
fn what_holds_and_what_only_looks_wrong_stays_silent() {
    let Some(shared) = shared() else { return };
    let (corpus, found) = check(&shared);
    let texts: BTreeMap<String, Vec<String>> = facts(&shared)
        .iter()
        .map(|fact| fact.stem.clone())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|stem| {
            let text = std::fs::read_to_string(shared.join("seeds").join(format!("{stem}.txt"))).unwrap();
            (stem, text.lines().map(folded).collect())
        })
        .collect();
    let facts = facts(&shared);
    let mut alarms = Vec::new();
    for finding in found.iter().filter(|found| found.severity > Severity::Info) {
        let words = corpus.sources().slice(finding.primary.span).to_owned();
        if TRUE_FINDINGS
            .iter()
            .any(|(rule, at, _)| *rule == finding.rule && words == *at)
        {
            continue;
        }
        let Some((_, entry)) = corpus
            .reported()
            .find(|(_, entry)| entry.file() == finding.primary.span.file)
        else {
            continue;
        };
        let stem = entry
            .notice
            .header
            .source
            .as_ref()
            .map_or("", |source| source.text.trim_end_matches(".txt"));
        let clause = entry
            .notice
            .clauses
            .iter()
            .find(|clause| clause.span.contains(finding.primary.span));
        let evidence = clause.and_then(|clause| clause.evidence.as_ref());
        let Some(evidence) = evidence else {
            alarms.push(format!("{}: {words} ({})", finding.rule, finding.message.zh));
            continue;
        };
        let first = folded(evidence.text.split('…').next().unwrap());
        for fact in facts.iter().filter(|fact| fact.stem == stem) {
            let silent = fact.verdict == "TRAP" || fact.verdict == "HOLDS";
            let lines = &texts[stem][fact.lines.0 - 1..fact.lines.1];
            if silent && lines.concat().contains(&first) {
                alarms.push(format!("{} at {}: {words}", finding.rule, fact.id));
            }
        }
    }
    assert!(alarms.is_empty(), "{alarms:#?}");
    for (rule, at, fact) in TRUE_FINDINGS {
        let there = found.iter().any(|found| {
            found.rule == rule && found.severity < Severity::Error && {
                corpus.sources().slice(found.primary.span) == at
            }
        });
        assert!(there, "{fact}: {rule} at {at} is not found");
    }
}

/// Mandates of the nation that a notice passes over: fact, words of the mandate, file of the notice.
const GAPS: [(&str, &str, &str); 5] = [
    ("S041", "大病保险待遇水平", "guangxi-2023-32"),
    ("S066", "基本医疗保险参保率", "guangxi-2023-32"),
    ("S070", "开展DRG/DIP实际付费", "guangxi-2023-32"),
    ("S077", "跨省直接结算门诊慢特病病种数", "guangxi-2023-32"),
    ("S134", "跨省直接结算门诊慢特病病种数", "shanxi-2023-13"),
];

#[test]
fn every_gap_is_found() {
    let Some(shared) = shared() else { return };
    let (corpus, found) = check(&shared);
    let known: BTreeSet<String> = GAPS.iter().map(|(id, _, _)| (*id).to_owned()).collect();
    let listed: BTreeSet<String> = facts(&shared)
        .into_iter()
        .filter(|fact| fact.verdict == "GAP")
        .map(|fact| fact.id)
        .collect();
    assert_eq!(listed, known);
    let mut lacking = Vec::new();
    for (id, mandate, stem) in GAPS {
        let there = found.iter().any(|found| {
            found.rule == "silent-on-mandate"
                && found.severity < Severity::Error
                && corpus.sources().path(found.primary.span.file).contains(stem)
                && found
                    .related
                    .iter()
                    .any(|label| corpus.sources().slice(label.span).contains(mandate))
        });
        if !there {
            lacking.push(id);
        }
    }
    assert!(
        lacking.is_empty(),
        "{lacking:?} {:#?}",
        found
            .iter()
            .filter(|found| found.rule == "silent-on-mandate")
            .collect::<Vec<_>>()
    );
}

#[test]
fn the_real_notices_have_no_error_and_all_their_evidence() {
    let Some(shared) = shared() else { return };
    let (corpus, found) = check(&shared);
    let errors: Vec<&Diagnostic> = found
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let counts = corpus.evidence_counts();
    assert_eq!((counts.unverified, counts.missing), (0, 0), "{counts:?}");
}
