//! Every run of digits in the real notices is changed in their raw texts, one at a time, and a finding must name
//! the change, with the national notice's own text as the mandate.
//!
//! The texts are not part of the project; without them there is nothing to change. What nothing binds stands in
//! `texts_every_figure.unbound.tsv` with the reason; that file is exact both ways. `UPDATE_EXPECT=1` rewrites it,
//! with `?` where a reason is still to be given.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "the share caught is worth seeing")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, Given, Role};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::rules;
use duibiao::source::Span;
use duibiao::vocabulary::Vocabulary;
use rayon::prelude::*;
use rust_decimal::Decimal;

/// Whether a reason can be that of a figure.
type Fits = fn(&Figure, &TextList) -> bool;

/// What may stand as a reason, and whether it can be the reason for a figure that stands so in its text.
const REASONS: [(&str, Fits); 13] = [
    ("nothing else says it", |_, _| true),
    ("within what is asked above", |figure, _| figure.file != NATION),
    ("what is asked below stays within it", |figure, _| {
        figure.file == NATION
    }),
    ("no notice below answers it", |figure, _| figure.file == NATION),
    ("still in order with all other dates", |figure, _| {
        figure.is_date()
    }),
    ("a notice may state the standard of another year", |figure, _| {
        figure.is_year()
    }),
    ("a title and its number may be a year apart", |figure, _| {
        figure.is_year()
    }),
    ("last year's standard is not in the corpus", |figure, _| {
        figure.after.starts_with(['元', '年'])
    }),
    ("the cited notice is not in the corpus", |figure, texts| {
        figure.is_in_number() && !texts.has_notice(figure)
    }),
    ("nobody in the corpus cites it", |figure, texts| {
        figure.is_in_number() && texts.has_notice(figure)
    }),
    ("part of a name", |figure, _| !figure.after.starts_with('元')),
    ("a page number", |figure, _| figure.after.starts_with('—')),
    // What a better reading would find.
    ("binds, but is not read that far", |_, _| true),
];

/// The text of the nation.
const NATION: &str = "national-2023-24.txt";

/// How many characters around a figure tell it from others.
const AROUND: usize = 8;

/// The texts by their names.
struct TextList(Vec<(String, String)>);

impl TextList {
    fn read() -> Option<TextList> {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
        let Ok(folder) = std::fs::read_dir(&seeds) else {
            println!("skipped: no texts beside the project");
            return None;
        };
        let mut texts: Vec<(String, String)> = folder
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, std::fs::read_to_string(path).unwrap())
            })
            .collect();
        texts.sort();
        Some(TextList(texts))
    }

    /// All texts, with one stretch of one of them replaced.
    fn corpus(&self, changed: Option<(&Figure, &str)>) -> Corpus {
        let given = self.0.iter().map(|(path, text)| {
            let mut text = text.clone();
            if let Some((figure, words)) = changed.filter(|(figure, _)| figure.file == *path) {
                text.replace_range(figure.range.clone(), words);
            }
            Given {
                path: path.clone(),
                text,
                role: Role::Reported,
            }
        });
        Corpus::new(given.collect(), Vocabulary::builtin())
    }

    /// Whether the number of a notice that the figure is part of is that of one of the texts: it stands alone
    /// on a line of one.
    fn has_notice(&self, figure: &Figure) -> bool {
        let text = &self.0.iter().find(|(path, _)| *path == figure.file).unwrap().1;
        let tail = text[..figure.range.start]
            .rsplit(['（', '(', '\n'])
            .next()
            .unwrap();
        let from = figure.range.start - tail.len();
        let number: String = fold(&text[from..]).split('号').next().unwrap().to_owned() + "号";
        let number = number.trim_start_matches(|c: char| !is_han(c)).to_owned();
        self.0
            .iter()
            .any(|(_, text)| text.lines().any(|line| fold(line) == number))
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The words without spaces, with the brackets of the standard.
fn fold(words: &str) -> String {
    let plain = words.chars().filter(|c| !c.is_whitespace() || *c == '\n');
    plain
        .map(|c| match c {
            '[' => '〔',
            ']' => '〕',
            c => c,
        })
        .collect()
}

/// One run of digits.
struct Figure {
    file: String,
    line: usize,
    range: Range<usize>,
    words: String,
    before: String,
    after: String,
}

impl Figure {
    fn all(texts: &TextList) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (file, text) in &texts.0 {
            let mut at = 0;
            while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|to| at + to) {
                let rest = &text[start..];
                let mut length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap();
                while rest[..length].ends_with('.') {
                    length -= 1;
                }
                let range = start..start + length;
                at = range.end;
                let near = |words: &mut dyn Iterator<Item = char>| -> String {
                    words.filter(|c| !c.is_whitespace()).take(AROUND).collect()
                };
                let before = near(&mut text[..range.start].chars().rev());
                figures.push(Figure {
                    file: file.clone(),
                    line: text[..range.start].matches('\n').count() + 1,
                    words: text[range.clone()].to_owned(),
                    before: before.chars().rev().collect(),
                    after: near(&mut text[range.end..].chars()),
                    range,
                });
            }
        }
        figures
    }

    fn is_in_number(&self) -> bool {
        self.before.ends_with(['〔', '[']) || self.after.starts_with('号')
    }

    fn is_year(&self) -> bool {
        self.words.len() == 4 && self.after.starts_with('年')
    }

    fn is_date(&self) -> bool {
        self.after.starts_with(['年', '月', '日', '个'])
    }

    /// What it becomes, by the name of the change: by one, and by a lot.
    fn changes(&self) -> Vec<(&'static str, String)> {
        let value: Decimal = self.words.parse().unwrap();
        let is_year = self.words.len() == 4 && (self.is_date() || self.is_in_number());
        let (more, less) = if is_year {
            (("+5", value + Decimal::from(5)), ("−5", value - Decimal::from(5)))
        } else {
            let half = value / Decimal::TWO;
            let half = if value.scale() == 0 { half.floor() } else { half };
            (("×2", value * Decimal::TWO), ("÷2", half))
        };
        let mut changes = vec![("+1", value + Decimal::ONE), ("−1", value - Decimal::ONE)];
        changes.extend([more, less]);
        changes.retain(|(_, changed)| *changed > Decimal::ZERO && *changed != value);
        changes
            .into_iter()
            .map(|(name, changed)| (name, changed.normalize().to_string()))
            .collect()
    }

    /// Its row, without the change.
    fn place(&self) -> String {
        format!(
            "{}\t{}\t{}[{}]{}",
            self.file, self.line, self.before, self.words, self.after
        )
    }
}

fn covers(found: &Diagnostic, span: Span) -> bool {
    let touches = |place: Span| place.file == span.file && place.start < span.end && span.start < place.end;
    found.severity >= Severity::Warning
        && (touches(found.primary.span) || found.related.iter().any(|label| touches(label.span)))
}

/// A finding without its figures: the same one is found whatever they are.
fn seen(corpus: &Corpus, found: &Diagnostic) -> (&'static str, usize, String) {
    let words: String = found.message.zh.chars().filter(|c| !c.is_ascii_digit()).collect();
    (found.rule, corpus.sources().start(found.primary.span).line, words)
}

/// The findings before a change.
type Known = BTreeSet<(&'static str, usize, String)>;

fn is_named(texts: &TextList, known: &Known, figure: &Figure, words: &str) -> bool {
    let corpus = texts.corpus(Some((figure, words)));
    let mut files = corpus.texts().map(|(file, _)| file);
    let file = files.find(|file| corpus.sources().path(*file) == figure.file);
    let place = Span::new(
        file.unwrap(),
        figure.range.start,
        figure.range.start + words.len(),
    );
    rules::run(&corpus)
        .iter()
        .any(|found| covers(found, place) && !known.contains(&seen(&corpus, found)))
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts_every_figure.unbound.tsv")
}

/// Place and change, with the reason.
fn read_unbound() -> BTreeMap<(String, String), String> {
    let text = std::fs::read_to_string(path()).unwrap_or_default();
    let mut rows = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [file, number, figure, changes, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}");
        };
        for change in changes.split('、') {
            let key = (format!("{file}\t{number}\t{figure}"), change.to_owned());
            assert!(
                rows.insert(key, reason.to_owned()).is_none(),
                "twice: {line} {change}"
            );
        }
    }
    rows
}

fn write_unbound(missed: &[(String, String)], known: &BTreeMap<(String, String), String>) {
    let mut rows: Vec<(&str, Vec<&str>, &str)> = Vec::new();
    for key in missed {
        let reason = known.get(key).map_or("?", String::as_str);
        match rows.iter_mut().find(|row| row.0 == key.0 && row.2 == reason) {
            Some(row) => row.1.push(&key.1),
            None => rows.push((&key.0, vec![&key.1], reason)),
        }
    }
    let mut text = "file\tline\tfigure\tchanges\treason\n".to_owned();
    for (place, changes, reason) in rows {
        text.push_str(&format!("{place}\t{}\t{reason}\n", changes.join("、")));
    }
    std::fs::write(path(), text).unwrap();
}

#[test]
fn a_changed_figure_is_named() {
    let Some(texts) = TextList::read() else { return };
    let figures = Figure::all(&texts);
    let unchanged = texts.corpus(None);
    let known: Known = rules::run(&unchanged)
        .iter()
        .filter(|found| found.severity >= Severity::Warning)
        .map(|found| seen(&unchanged, found))
        .collect();
    let changes: Vec<(&Figure, &'static str, String)> = figures
        .iter()
        .flat_map(|figure| {
            figure
                .changes()
                .into_iter()
                .map(move |(name, words)| (figure, name, words))
        })
        .collect();
    let named: Vec<bool> = changes
        .par_iter()
        .map(|(figure, _, words)| is_named(&texts, &known, figure, words))
        .collect();
    let caught = named.iter().filter(|named| **named).count();
    println!(
        "{} runs of digits, {} changes, {caught} named ({}%)",
        figures.len(),
        changes.len(),
        100 * caught / changes.len()
    );
    let missed: Vec<(String, String)> = changes
        .iter()
        .zip(&named)
        .filter(|(_, named)| !**named)
        .map(|((figure, name, _), _)| (figure.place(), (*name).to_owned()))
        .collect();
    let reasons = read_unbound();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        write_unbound(&missed, &reasons);
    }
    let reasons = read_unbound();
    let (missed, listed): (BTreeSet<_>, BTreeSet<_>) = (missed.iter().collect(), reasons.keys().collect());
    let unlisted: Vec<_> = missed.difference(&listed).collect();
    assert!(unlisted.is_empty(), "changed and not noticed: {unlisted:#?}");
    let stale: Vec<_> = listed.difference(&missed).collect();
    assert!(stale.is_empty(), "listed as unbound, but noticed: {stale:#?}");
    let by_place: BTreeMap<String, &Figure> = figures.iter().map(|figure| (figure.place(), figure)).collect();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for ((place, change), reason) in &reasons {
        let known = REASONS.iter().find(|(name, _)| name == reason);
        let fits = known.is_some_and(|(_, fits)| fits(by_place[place], &texts));
        assert!(fits, "no reason for {place} {change}: {reason}");
        *tally.entry(reason).or_default() += 1;
    }
    println!("{tally:#?}");
}
