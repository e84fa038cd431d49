//! What coverage shows and what the rules find are the same: over the fixtures, the real notices where they are
//! at hand, and random hierarchies.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test: what goes wrong here is to stop it, and it says what it skips"
)]

#[path = "support/cli.rs"]
mod cli;
#[path = "support/hierarchy/mod.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod hierarchy;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use duibiao::corpus::{Cell, ClauseRef, Corpus, Coverage, Given, NoticeId, Options, Role, State};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::source::Span;
use duibiao::vocabulary::Vocabulary;
use hierarchy::{Document, Hierarchy, Rng};
use rayon::prelude::*;
use serde_json::Value;

fn load(paths: &[PathBuf]) -> Corpus {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: paths.to_vec(),
        ..Options::default()
    });
    assert!(unreadable.is_empty(), "{unreadable:?}");
    corpus
}

fn generated(documents: &[Document]) -> Corpus {
    let given = documents.iter().map(|document| Given {
        path: document.path.clone(),
        text: document.text.clone(),
        role: Role::Reported,
    });
    Corpus::new(given.collect(), Vocabulary::builtin())
}

/// The clauses of a cell's mandate, as spans.
fn asked(corpus: &Corpus, coverage: &Coverage, cell: &Cell) -> Vec<Span> {
    let mandate = &coverage.mandates[cell.mandate];
    let clause = |&clause: &usize| {
        corpus
            .clause(ClauseRef {
                notice: mandate.notice,
                clause,
            })
            .unwrap()
            .span
    };
    mandate.clauses.iter().map(clause).collect()
}

/// The rules that say that a notice falls short of what is asked above.
const SHORT: [&str; 6] = [
    "below-mandate",
    "above-mandate",
    "differs-from-mandate",
    "late-deadline",
    "early-start",
    "weaker-force",
];

/// The notice that a finding is about.
fn about(corpus: &Corpus, finding: &Diagnostic) -> Option<NoticeId> {
    let span = finding.primary.span;
    let mut here = corpus.reported().filter(|(_, entry)| entry.file() == span.file);
    let fits = |id: NoticeId| {
        let notice = &corpus.get(id).unwrap().notice;
        let header = &notice.header;
        let numbers = header.basis.iter().chain(&header.forwards).chain(&header.number);
        numbers.map(|number| number.span).any(|own| own == span)
            || notice.clauses.iter().any(|clause| clause.span.overlaps(span))
    };
    let all: Vec<NoticeId> = here.by_ref().map(|(id, _)| id).collect();
    all.iter().copied().find(|&id| fits(id)).or(all.first().copied())
}

/// Everything in which the table and the findings differ.
fn differences(corpus: &Corpus) -> Vec<String> {
    let coverage = corpus.coverage();
    let findings: Vec<(NoticeId, Diagnostic)> = duibiao::rules::run(corpus)
        .into_iter()
        .filter(|finding| finding.severity > Severity::Info && !finding.related.is_empty())
        .filter_map(|finding| Some((about(corpus, &finding)?, finding)))
        .collect();
    let mut wrong = Vec::new();
    let words = |span: Span| corpus.sources().slice(span).to_owned();

    // What is silent, and what is not answered by the findings.
    let mut silent = 0;
    for cell in coverage.cells.iter().filter(|cell| cell.state == State::Silent) {
        silent += 1;
        let asked = asked(corpus, &coverage, cell);
        let labels = findings
            .iter()
            .filter(|(id, finding)| *id == cell.notice && finding.rule == "silent-on-mandate")
            .flat_map(|(_, finding)| &finding.related)
            .filter(|label| asked.contains(&label.span));
        if labels.count() != 1 {
            wrong.push(format!("silent in the table alone: {}", words(asked[0])));
        }
    }
    let labelled: usize = findings
        .iter()
        .filter(|(_, finding)| finding.rule == "silent-on-mandate")
        .map(|(_, finding)| finding.related.len())
        .sum();
    if silent != labelled {
        wrong.push(format!(
            "{silent} silent in the table, {labelled} in the findings"
        ));
    }

    // What is looser.
    let looser: Vec<(&Cell, Vec<Span>)> = coverage
        .cells
        .iter()
        .filter(|cell| cell.state == State::Looser)
        .map(|cell| (cell, asked(corpus, &coverage, cell)))
        .collect();
    for (cell, asked) in &looser {
        let own: Vec<Span> = cell
            .parts
            .iter()
            .filter(|part| part.state == State::Looser)
            .flat_map(|part| &part.answers)
            .map(|answer| answer.span)
            .collect();
        let found = findings.iter().any(|(id, finding)| {
            *id == cell.notice
                && own.iter().any(|own| own.overlaps(finding.primary.span))
                && finding
                    .related
                    .iter()
                    .any(|label| label.span.file == asked[0].file)
        });
        if !found {
            wrong.push(format!("looser in the table alone: {}", words(asked[0])));
        }
    }
    let by_notice: BTreeMap<NoticeId, Vec<&Cell>> =
        coverage.cells.iter().fold(BTreeMap::new(), |mut all, cell| {
            all.entry(cell.notice).or_default().push(cell);
            all
        });
    for (id, finding) in &findings {
        if finding.rule == "silent-on-mandate" {
            continue;
        }
        let reached: Vec<&&Cell> = by_notice
            .get(id)
            .into_iter()
            .flatten()
            .filter(|cell| {
                let asked = asked(corpus, &coverage, cell);
                finding
                    .related
                    .iter()
                    .any(|label| asked.iter().any(|asked| label.span.overlaps(*asked)))
            })
            .collect();
        let must = SHORT.contains(&finding.rule);
        if must && !reached.iter().any(|cell| cell.state == State::Looser) {
            wrong.push(format!(
                "{} is not looser in the table: {}",
                finding.rule,
                words(finding.primary.span)
            ));
        }
    }
    wrong
}

fn with(seed: u64, documents: &[Document]) {
    let wrong = differences(&generated(documents));
    assert!(
        wrong.is_empty(),
        "seed {seed}: {wrong:#?}\n{}",
        documents
            .iter()
            .map(|document| format!("==== {}\n{}\n", document.path, document.text))
            .collect::<String>()
    );
}

#[test]
fn the_table_says_what_the_findings_say() {
    let fixtures = cli::fixtures();
    assert_eq!(
        differences(&load(&[fixtures.join("corpus")])),
        Vec::<String>::new()
    );
    for path in cli::all_fixtures() {
        assert_eq!(
            differences(&load(std::slice::from_ref(&path))),
            Vec::<String>::new(),
            "{path:?}"
        );
    }
    assert_eq!(
        differences(&load(&[fixtures.join("corpus"), fixtures.join("drafts")])),
        Vec::<String>::new()
    );
    if let Some(seeds) = seeds() {
        assert_eq!(differences(&load(&[seeds])), Vec::<String>::new());
    }
}

#[test]
fn it_does_in_random_hierarchies_with_wrong_figures() {
    (0..120u64).into_par_iter().for_each(|seed| {
        let hierarchy = Hierarchy::new(seed);
        with(seed, &hierarchy.documents);
        let mut rng = Rng::new(seed ^ 0x5eed);
        for _ in 0..4 {
            let last = i64::try_from(hierarchy.figures.len()).unwrap() - 1;
            let id = usize::try_from(rng.within(0, last)).unwrap();
            let value = rng.pick(&hierarchy.changes(id));
            with(seed, &hierarchy.changed(id, value));
        }
    });
}

fn seeds() -> Option<PathBuf> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !seeds.is_dir() {
        println!("skipped: no texts of real notices beside the project");
        return None;
    }
    Some(seeds)
}

/// The JSON form of the coverage of `paths`.
fn json(paths: &[&Path], more: &[&str]) -> Value {
    let mut args = vec!["coverage", "--format", "json"];
    args.extend(paths.iter().map(|path| path.to_str().unwrap()));
    args.extend(more);
    let ran = cli::duibiao(&args);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Mandate, notice below and state of every cell.
fn cells(document: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let at =
        |list: &str, index: &Value| document[list][usize::try_from(index.as_u64().unwrap()).unwrap()].clone();
    document["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| {
            let mandate = at("mandates", &cell["mandate"]);
            let clauses: Vec<String> = mandate["clauses"]
                .as_array()
                .unwrap()
                .iter()
                .map(|clause| text(&clause["text"]))
                .collect();
            let above = text(&at("notices", &mandate["notice"])["number"]);
            let below = text(&at("notices", &cell["notice"])["number"]);
            (
                format!("{above} {}", clauses.join("；")),
                below,
                text(&cell["state"]),
            )
        })
        .collect()
}

/// What is silent or partial.
fn gaps(document: &Value) -> BTreeSet<(String, String)> {
    cells(document)
        .into_iter()
        .filter(|(.., state)| state == "silent" || state == "partial")
        .map(|(mandate, below, _)| (below, mandate))
        .collect()
}

/// The gaps that a reader found in the real notices: words of the mandate, and the notice.
const GAPS: [(&str, &str); 5] = [
    ("大病保险待遇水平", "桂医保发〔2023〕32号"),
    ("基本医疗保险参保率", "桂医保发〔2023〕32号"),
    ("实际付费", "桂医保发〔2023〕32号"),
    ("跨省直接结算", "桂医保发〔2023〕32号"),
    ("跨省直接结算", "晋医保发〔2023〕13号"),
];

fn shows_the_gaps(document: &Value) {
    let gaps = gaps(document);
    for (mandate, below) in GAPS {
        assert!(
            gaps.iter()
                .any(|(own, asked)| own == below && asked.contains(mandate)),
            "{mandate} {below} {gaps:#?}"
        );
    }
    let known = |(own, asked): &&(String, String)| {
        GAPS.iter()
            .any(|(mandate, below)| own == below && asked.contains(mandate))
    };
    let others: Vec<_> = gaps.iter().filter(|gap| !known(gap)).collect();
    assert!(others.is_empty(), "{others:#?}");
    let from_province = "晋医保发〔2023〕13号 ";
    let letter: Vec<_> = cells(document)
        .into_iter()
        .filter(|(mandate, below, _)| mandate.starts_with(from_province) && below == "晋市医保函〔2023〕13号")
        .collect();
    assert!(letter.len() > 15, "{letter:#?}");
    for (mandate, _, state) in &letter {
        let settled = mandate.contains("授权") && state == "answered";
        assert!(state == "forwarded" || settled, "{mandate} {state}");
    }
}

#[test]
fn the_real_notices_show_their_gaps_and_what_they_forward() {
    shows_the_gaps(&json(&[&cli::fixtures().join("corpus")], &[]));
    if let Some(seeds) = seeds() {
        shows_the_gaps(&json(&[&seeds], &[]));
    }
}

const ABOVE: &str = "文号：桂医保发〔2023〕18号\n标题：关于医保|工作的通知\n地区：广西壮族自治区\n成文：2023年8月10日\n年度：2023年\n\n\
    一、筹资\n    财政补助（2023年） ≥ 640元/人·年 「每人不低于640元」\n    财政补助 = 中央财政 80% + 地方财政 20%\n    个人缴费（2023年） = 380元/人·年\n    大病保险支付比例 ≥ 60%\n    医疗救助比例（特困人员） = 100% 【鼓励】\n    授权：市县财政 由 各市 确定\n    拨付补助资金 限 2023年10月31日前\n    基本医疗保险参保率 ≥ 95%\n    财政补助（南丹县） = 700元/人·年\n";
const BELOW: &str = "文号：青医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月6日\n年度：2023年\n依据：桂医保发〔2023〕18号\n\n\
    一、筹资\n    财政补助（2023年） = 640元/人·年\n    财政补助·中央财政 = 512元/人·年\n    个人缴费（2023年） = 370元/人·年\n    市县财政 = 市级财政 6 : 县级财政 4\n    拨付补助资金 限 2023年11月30日前\n    基本医疗保险参保率 ≥ 97%\n";

fn invented() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("above.notice"), ABOVE).unwrap();
    std::fs::write(folder.path().join("below.notice"), BELOW).unwrap();
    folder
}

#[test]
fn each_state_has_its_reason_its_words_and_its_reckoning() {
    let folder = invented();
    let document = json(&[folder.path()], &["--no-builtin"]);
    let states: Vec<String> = cells(&document).into_iter().map(|(.., state)| state).collect();
    let expected = [
        "answered",
        "answered",
        "looser",
        "silent",
        "optional",
        "answered",
        "looser",
        "stricter",
        "not-comparable",
    ];
    assert_eq!(states, expected);
    let part = |cell: usize| document["cells"][cell]["parts"][0].clone();
    assert_eq!(part(2)["finding"]["rule"], "differs-from-mandate");
    assert_eq!(part(2)["answers"][0]["start"]["line"], 10);
    assert_eq!(part(1)["reckoning"], "512元 = 80% × 640元");
    assert_eq!(part(1)["answers"][0]["text"], "财政补助·中央财政 = 512元/人·年");
    assert_eq!(part(6)["finding"]["rule"], "late-deadline");
    assert_eq!(part(7)["reckoning"], "97% 比 95% 多 2 个百分点");
    assert_eq!(part(8)["reason"]["name"], "other-places");
    assert_eq!(document["summary"]["states"]["looser"], 2);
    assert_eq!(document["summary"]["cells"], 9);
    assert_eq!(document["mandates"][0]["clauses"][0]["quote"], "每人不低于640元");
    assert_eq!(document["mandates"][0]["heading"], "一 筹资");
    let english = json(&[folder.path()], &["--no-builtin", "--lang", "en"]);
    assert_eq!(
        english["cells"][7]["parts"][0]["reckoning"],
        "97% against 95%: over by 2 points"
    );
    assert_eq!(
        json(&[folder.path()], &["--no-builtin"]),
        document,
        "in a stable order"
    );
}

#[test]
fn every_format_gives_the_same_states() {
    let folder = invented();
    let path = folder.path().to_str().unwrap();
    let run = |format: &str| {
        let ran = cli::duibiao(&["coverage", path, "--no-builtin", "--format", format]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        ran.stdout
    };
    let csv = run("csv");
    assert!(csv.starts_with("mandate_notice,mandate_title,mandate_region,heading,force,mandate,"));
    assert_eq!(csv.lines().count(), 10);
    let markdown = run("markdown");
    assert!(markdown.contains("关于医保\\|工作的通知"), "{markdown}");
    for output in [&csv, &markdown, &run("html"), &run("human")] {
        for words in ["370元", "大病保险支付比例 ≥ 60%", "differs-from-mandate"] {
            assert!(output.contains(words), "{words} in {output}");
        }
    }
    for words in ["更松 2", "未回应 1", "已回应 3", "更严 1", "可选 1", "不可比 1"] {
        assert!(
            run("html").contains(words) && run("human").contains(words),
            "{words}"
        );
    }
}

#[test]
fn the_table_fits_its_terminal() {
    use duibiao::cli::{Terminal, run};
    let corpus = cli::fixtures().join("corpus");
    let invented = invented();
    let paths = [
        &corpus,
        &cli::fixtures().join("drafts"),
        &invented.path().to_path_buf(),
    ];
    for path in paths {
        for width in [48, 60, 79, 80, 100, 143, 200] {
            for colour in [false, true] {
                let args = ["duibiao", "coverage", path.to_str().unwrap()].map(std::ffi::OsString::from);
                let (mut out, mut err) = (Vec::new(), Vec::new());
                let terminal = Terminal {
                    colour,
                    width: Some(width),
                };
                assert_eq!(run(args, &mut out, &mut err, terminal), 0);
                let text = String::from_utf8(out).unwrap();
                for line in text.lines() {
                    let mut plain = String::new();
                    for (number, piece) in line.split("\u{1b}[").enumerate() {
                        plain.push_str(if number == 0 {
                            piece
                        } else {
                            piece.split_once('m').unwrap().1
                        });
                    }
                    // The counts of the whole are one sentence, which a terminal may break.
                    let sentence = plain.contains('：') && plain.contains(" 个公文");
                    assert!(
                        sentence || duibiao::report::width(&plain) <= width,
                        "{width}: {plain}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = invented();
    let path = folder.path().to_str().unwrap();
    let target = folder.path().join("table.csv");
    let args = [
        "coverage",
        path,
        "--no-builtin",
        "--format",
        "csv",
        "--output",
        target.to_str().unwrap(),
    ];
    for _ in 0..2 {
        let ran = cli::duibiao(&args);
        assert_eq!(
            (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
            (0, "", "")
        );
        assert_eq!(std::fs::read_to_string(&target).unwrap().lines().count(), 10);
    }
    let nowhere = folder.path().join("none/table.csv");
    let ran = cli::duibiao(&["coverage", path, "--output", nowhere.to_str().unwrap()]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("写不了"), "{}", ran.stderr);
    let ran = cli::duibiao(&["coverage", nowhere.to_str().unwrap()]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("读不了"), "{}", ran.stderr);
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn nothing_above_is_said_to_be_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("above.notice"), ABOVE).unwrap();
    let ran = cli::duibiao(&["coverage", folder.path().to_str().unwrap(), "--no-builtin"]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.starts_with("没有找到上级要求"), "{}", ran.stdout);
}
