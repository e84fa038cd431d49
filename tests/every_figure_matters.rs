//! Every figure of the six real notices is changed, one at a time, and a finding must name the change.
//!
//! Amounts, shares, ratios, rates, dates and numbers of notices go up and down, by the least and by a lot.
//! What no statement of the corpus binds stands in `every_figure_matters.unbound.tsv` with the reason; that
//! file is exact both ways, and each reason must be one that the corpus bears out. `UPDATE_EXPECT=1` rewrites
//! it, with `?` where a reason is still to be given.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "the shares caught are worth seeing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, Given, Role};
use duibiao::diagnostic::{Diagnostic, Severity};
use duibiao::notice::{
    DayMonth, Expression, Form, Measure, NoticeNumber, PartialDate, Quantity, TimeLimit, TimePoint,
};
use duibiao::rules;
use duibiao::source::Span;
use duibiao::vocabulary::Vocabulary;
use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};
use rayon::prelude::*;
use rust_decimal::Decimal;

/// Whether the corpus bears a reason out.
type Fits = fn(&Corpus, &Key) -> bool;

/// What may stand as a reason, and whether the corpus bears it out for a statement of a file. A change that a
/// warning names has the reason `only a warning: RULE`, which is worked out and not given.
const REASONS: [(&str, Fits); 8] = [
    ("no second statement of it", |corpus, key| {
        !is_stated_again(corpus, key)
    }),
    ("within what is asked above", |corpus, key| {
        key.0 != NATION && is_answered(corpus, key)
    }),
    ("what is asked below stays within it", |corpus, key| {
        key.0 == NATION && is_answered(corpus, key)
    }),
    ("no notice below answers it", |corpus, key| {
        key.0 == NATION && !is_answered(corpus, key)
    }),
    ("still in order with all other dates", |_, key| key.1 == "成文"),
    ("last year's standard is not in the corpus", |_, key| {
        key.1.contains("年） + ") || key.1.contains("年度） + ")
    }),
    ("the cited notice is not in the corpus", |corpus, key| {
        key.1.starts_with("引用：") && !has_number(corpus, &key.2)
    }),
    ("nobody in the corpus cites it", |corpus, key| {
        key.1 == "文号" && !is_cited(corpus, &key.2)
    }),
];

/// The extract of the nation's notice.
const NATION: &str = "national-2023-24.notice";

/// What a statement is about, as it is written.
fn subject(statement: &str) -> &str {
    statement.split(' ').next().unwrap()
}

/// The item of a statement, as it is written: neither year nor people.
fn item(statement: &str) -> &str {
    subject(statement).split('（').next().unwrap()
}

/// How many statements stand in the files that `stands` names whose part that `part` gives is that of `key`.
fn count(corpus: &Corpus, key: &Key, part: fn(&str) -> &str, stands: impl Fn(&str) -> bool) -> usize {
    corpus
        .entries()
        .filter(|(_, entry)| stands(corpus.sources().path(entry.file())))
        .flat_map(|(_, entry)| &entry.notice.clauses)
        .filter(|clause| part(corpus.sources().slice(clause.span)) == part(&key.1))
        .count()
}

/// Whether another statement has the same subject, in the same notice or the nation's.
fn is_stated_again(corpus: &Corpus, key: &Key) -> bool {
    count(corpus, key, subject, |path| path == key.0 || path == NATION) > 1
}

/// Whether a notice above or below speaks of the same item.
fn is_answered(corpus: &Corpus, key: &Key) -> bool {
    let related = |path: &str| path != key.0 && (path == NATION || key.0 == NATION);
    count(corpus, key, item, related) > 0
}

fn has_number(corpus: &Corpus, number: &str) -> bool {
    let mut entries = corpus.entries();
    entries.any(|(_, entry)| entry.number_text() == number)
}

fn is_cited(corpus: &Corpus, number: &str) -> bool {
    corpus.entries().any(|(_, entry)| {
        let header = &entry.notice.header;
        let named = header.basis.iter().chain(&header.forwards).chain(&header.repeals);
        let body = entry
            .notice
            .clauses
            .iter()
            .filter_map(|clause| match &clause.form {
                Form::Cite(citation) => citation.number.as_ref(),
                _ => None,
            });
        named.chain(body).any(|cited| cited.to_string() == number)
    })
}

/// One figure to change.
struct Figure {
    kind: &'static str,
    /// Index of its file.
    file: usize,
    /// The statement or header field, as text.
    statement: String,
    /// The figure with its name.
    name: String,
    /// The words that change.
    span: Span,
    /// What they become, by the name of the change.
    changes: Vec<(&'static str, String)>,
}

fn unbound_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/every_figure_matters.unbound.tsv")
}

fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "notice"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

fn corpus(texts: &[(String, String)]) -> Corpus {
    let given = texts.iter().map(|(path, text)| Given {
        path: path.clone(),
        text: text.clone(),
        role: Role::Reported,
    });
    Corpus::new(given.collect(), Vocabulary::builtin())
}

/// The errors and warnings that the rules find, apart from those on evidence.
fn findings(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut found = rules::run(corpus);
    found.retain(|found| {
        found.severity >= Severity::Warning
            && rules::rule(found.rule).unwrap().info().group != rules::Group::Evidence
    });
    found
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

fn quantity_changes(quantity: &Quantity) -> Vec<(&'static str, String)> {
    let number = quantity.number;
    let place = Decimal::new(1, number.scale());
    let two = Decimal::from(2);
    let mut changes = vec![("+1", number + place), ("×2", number * two)];
    if number >= place {
        changes.push(("−1", number - place));
        changes.push(("÷2", (number / two).normalize()));
    }
    if matches!(quantity.unit.measure, Measure::Count(_) | Measure::Number) {
        // Nothing comes in halves here.
        changes.retain(|(_, changed)| changed.is_integer());
    }
    changes
        .into_iter()
        .filter(|(_, changed)| *changed != number)
        .map(|(name, changed)| (name, changed.to_string()))
        .collect()
}

fn written(date: Date, like: &PartialDate, words: &str) -> String {
    let mut text = format!("{}年", date.year());
    if like.month.is_some() {
        text.push_str(&format!("{}月", date.month()));
    }
    if like.day.is_some() {
        text.push_str(&format!("{}日", date.day()));
    }
    if like.end {
        text.push_str(if words.ends_with('末') { "末" } else { "底" });
    }
    text
}

fn date_changes(date: &PartialDate, words: &str) -> Vec<(&'static str, String)> {
    let first = Date::new(
        i16::try_from(date.year.unwrap()).unwrap(),
        i8::try_from(date.month.unwrap_or(1)).unwrap(),
        i8::try_from(date.day.unwrap_or(1)).unwrap(),
    )
    .unwrap();
    let mut steps: Vec<(&'static str, Duration)> = vec![
        ("+1 year", 1.year()),
        ("−1 year", (-1).year()),
        ("+5 years", 5.years()),
        ("−5 years", (-5).years()),
    ];
    if date.month.is_some() {
        steps.extend([
            ("+1 month", 1.month()),
            ("−1 month", (-1).month()),
            ("+5 months", 5.months()),
            ("−5 months", (-5).months()),
        ]);
    }
    if date.day.is_some() {
        steps.extend([
            ("+1 day", 1.day()),
            ("−1 day", (-1).day()),
            ("+10 days", 10.days()),
            ("−10 days", (-10).days()),
        ]);
    }
    steps
        .into_iter()
        .map(|(name, step)| (name, written(first.checked_add(step).unwrap(), date, words)))
        .collect()
}

fn yearly_changes(day: &DayMonth) -> Vec<(&'static str, String)> {
    let date = Date::new(
        2023,
        i8::try_from(day.month).unwrap(),
        i8::try_from(day.day.unwrap()).unwrap(),
    )
    .unwrap();
    [
        ("+1 month", 1.month()),
        ("−1 month", (-1).month()),
        ("+5 months", 5.months()),
        ("−5 months", (-5).months()),
        ("+1 day", 1.day()),
        ("−1 day", (-1).day()),
        ("+10 days", 10.days()),
        ("−10 days", (-10).days()),
    ]
    .into_iter()
    .map(|(name, step)| {
        let changed = date.checked_add(step).unwrap();
        (name, format!("每年{}月{}日", changed.month(), changed.day()))
    })
    .collect()
}

fn number_changes(number: &NoticeNumber) -> Vec<(&'static str, String)> {
    let with = |year: u16, serial: u32| format!("{}〔{year}〕{serial}号", number.code);
    let (year, serial) = (number.year, number.serial);
    let mut changes = vec![
        ("year +1", with(year + 1, serial)),
        ("year −1", with(year - 1, serial)),
        ("year +5", with(year + 5, serial)),
        ("year −5", with(year - 5, serial)),
        ("serial +1", with(year, serial + 1)),
        ("serial ×2", with(year, serial * 2)),
    ];
    if serial > 1 {
        changes.push(("serial −1", with(year, serial - 1)));
        changes.push(("serial ÷2", with(year, serial / 2)));
    }
    changes.dedup_by(|(_, a), (_, b)| a == b);
    changes
}

/// All figures of one file, in order.
struct Figures<'a> {
    corpus: &'a Corpus,
    file: usize,
    statement: String,
    list: Vec<Figure>,
}

impl Figures<'_> {
    fn push(&mut self, kind: &'static str, named: Span, span: Span, changes: Vec<(&'static str, String)>) {
        let words = self.corpus.sources().slice(named).to_owned();
        self.list.push(Figure {
            kind,
            file: self.file,
            statement: self.statement.clone(),
            name: words,
            span,
            changes,
        });
    }

    fn quantity(&mut self, kind: Option<&'static str>, named: Span, quantity: &Quantity) {
        let kind = kind.unwrap_or(match quantity.unit.measure {
            Measure::Yuan => "amount",
            Measure::Percent | Measure::PercentagePoint => "rate",
            _ => "count",
        });
        self.push(kind, named, quantity.number_span, quantity_changes(quantity));
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Subject(_) => {}
            Expression::Amount(quantity) => self.quantity(None, quantity.span, quantity),
            Expression::Product(factor, inner) => {
                self.quantity(Some("share"), factor.span, factor);
                self.expression(inner);
            }
            Expression::Sum(terms) => terms.iter().for_each(|(_, term)| self.expression(term)),
        }
    }

    fn date(&mut self, date: &PartialDate) {
        let changes = date_changes(date, self.corpus.sources().slice(date.span));
        self.push("date", date.span, date.span, changes);
    }

    fn number(&mut self, number: &NoticeNumber) {
        self.push("notice number", number.span, number.span, number_changes(number));
    }

    fn point(&mut self, point: &TimePoint) {
        match point {
            TimePoint::Date(date) => self.date(date),
            TimePoint::Yearly(day, span) => self.push("date", *span, *span, yearly_changes(day)),
            TimePoint::Monthly(..) => {}
            TimePoint::Within(quantity, _) => self.quantity(Some("date"), quantity.span, quantity),
        }
    }

    fn limit(&mut self, limit: &TimeLimit) {
        match limit {
            TimeLimit::Before(point) | TimeLimit::From(point) | TimeLimit::On(point) => self.point(point),
            TimeLimit::Window(first, last) => {
                self.date(first);
                self.date(last);
            }
            TimeLimit::Ongoing(_) => {}
        }
    }

    fn form(&mut self, form: &Form) {
        match form {
            Form::Bound { value, .. } => self.quantity(None, value.span, value),
            Form::Sum { parts, .. } => {
                parts
                    .iter()
                    .for_each(|part| self.quantity(None, part.span, &part.value));
            }
            Form::Shares { parts, .. } => {
                parts
                    .iter()
                    .for_each(|part| self.quantity(Some("share"), part.span, &part.value));
            }
            Form::Split { parts, .. } => {
                parts
                    .iter()
                    .for_each(|part| self.quantity(Some("ratio"), part.span, &part.ratio));
            }
            Form::Reference { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            Form::Date(action) => self.limit(&action.limit),
            Form::Task(task) => task.limit.iter().for_each(|limit| self.limit(limit)),
            Form::Cite(citation) => citation.number.iter().for_each(|number| self.number(number)),
            Form::Classify(_) | Form::Alias(_) | Form::Delegate(_) => {}
        }
    }
}

fn figures(corpus: &Corpus) -> Vec<Figure> {
    let mut figures = Figures {
        corpus,
        file: 0,
        statement: String::new(),
        list: Vec::new(),
    };
    for (file, (_, entry)) in corpus.entries().enumerate() {
        figures.file = file;
        let header = &entry.notice.header;
        let fields = [
            ("文号", header.number.iter().collect::<Vec<_>>()),
            ("依据", header.basis.iter().collect()),
            ("转发", header.forwards.iter().collect()),
            ("废止", header.repeals.iter().collect()),
        ];
        for (field, numbers) in fields {
            figures.statement = field.to_owned();
            numbers.into_iter().for_each(|number| figures.number(number));
        }
        figures.statement = "成文".to_owned();
        header.issued.iter().for_each(|date| figures.date(date));
        for clause in &entry.notice.clauses {
            figures.statement = corpus.sources().slice(clause.span).to_owned();
            figures.form(&clause.form);
        }
    }
    figures.list
}

/// What names a changed place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Error,
    Warning(&'static str),
    Nothing,
}

/// A finding without its figures: the same one is found whatever they are.
fn seen(corpus: &Corpus, found: &Diagnostic) -> (&'static str, usize, String) {
    let words: String = found.message.zh.chars().filter(|c| !c.is_ascii_digit()).collect();
    (found.rule, corpus.sources().start(found.primary.span).line, words)
}

/// The findings before a change.
type Known = BTreeSet<(&'static str, usize, String)>;

/// Whether an error names the changed place, or a warning that was not there before: under its primary or a
/// related label, or in its derivation.
fn named(texts: &[(String, String)], known: &Known, figure: &Figure, words: &str) -> Named {
    let mut changed = texts.to_vec();
    let (path, text) = &mut changed[figure.file];
    let range = figure.span.range();
    text.replace_range(range.clone(), words);
    let path = path.clone();
    let corpus = corpus(&changed);
    let holds = |span: &Span| {
        corpus.sources().path(span.file) == path
            && span.range().start <= range.start
            && range.start + words.len() <= span.range().end
    };
    let found = findings(&corpus);
    let mut naming = found.iter().filter(|found| {
        let labels = std::iter::once(&found.primary).chain(&found.related);
        labels
            .map(|label| &label.span)
            .chain(found.derivation.iter().map(|step| &step.span))
            .any(holds)
    });
    if naming.clone().any(is_error) {
        return Named::Error;
    }
    let warning = naming.find(|found| !known.contains(&seen(&corpus, found)));
    warning.map_or(Named::Nothing, |found| Named::Warning(found.rule))
}

/// How the reason of a change begins that a warning names.
const WARNING: &str = "only a warning: ";

/// File, statement, figure and change.
type Key = (String, String, String, String);

fn read_unbound() -> BTreeMap<Key, String> {
    let text = std::fs::read_to_string(unbound_path()).unwrap_or_default();
    let mut rows = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [file, statement, figure, changes, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}");
        };
        for change in changes.split('、') {
            let key = (file.into(), statement.into(), figure.into(), change.into());
            assert!(
                rows.insert(key, reason.to_owned()).is_none(),
                "twice: {line} {change}"
            );
        }
    }
    rows
}

fn write_unbound(missed: &[(Key, Named)], known: &BTreeMap<Key, String>) {
    let mut rows: Vec<(String, Vec<&str>, String)> = Vec::new();
    for (key, named) in missed {
        let place = format!("{}\t{}\t{}", key.0, key.1, key.2);
        let given = known.get(key).filter(|reason| !reason.starts_with(WARNING));
        let reason = match named {
            Named::Warning(rule) => format!("{WARNING}{rule}"),
            _ => given.cloned().unwrap_or_else(|| "?".to_owned()),
        };
        match rows.iter_mut().find(|row| row.0 == place && row.2 == reason) {
            Some(row) => row.1.push(&key.3),
            None => rows.push((place, vec![&key.3], reason)),
        }
    }
    let mut text = "file\tstatement\tfigure\tchanges\treason\n".to_owned();
    for (place, changes, reason) in rows {
        text.push_str(&format!("{place}\t{}\t{reason}\n", changes.join("、")));
    }
    std::fs::write(unbound_path(), text).unwrap();
}

#[test]
fn a_changed_figure_is_named() {
    let texts = texts();
    let unchanged = corpus(&texts);
    let before = findings(&unchanged);
    assert!(!before.iter().any(is_error), "{before:#?}");
    let before: Known = before.iter().map(|found| seen(&unchanged, found)).collect();
    let mut figures = figures(&unchanged);
    // Two figures with the same words in one statement are told apart by their order.
    let mut seen: BTreeMap<(usize, String, String), usize> = BTreeMap::new();
    for figure in &mut figures {
        let place = (figure.file, figure.statement.clone(), figure.name.clone());
        let count = seen.entry(place).or_insert(0);
        *count += 1;
        if *count > 1 {
            figure.name.push_str(&format!(" #{count}"));
        }
    }
    let changes: Vec<(&Figure, &'static str, &str)> = figures
        .iter()
        .flat_map(|figure| {
            figure
                .changes
                .iter()
                .map(move |(name, words)| (figure, *name, words.as_str()))
        })
        .collect();
    let named: Vec<Named> = changes
        .par_iter()
        .map(|(figure, _, words)| named(&texts, &before, figure, words))
        .collect();
    let key = |figure: &Figure, name: &str| -> Key {
        (
            texts[figure.file].0.clone(),
            figure.statement.clone(),
            figure.name.clone(),
            name.to_owned(),
        )
    };
    let known = read_unbound();
    let mut missed = Vec::new();
    // All changes, those caught, those bound.
    let mut tally: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for ((figure, name, _), named) in changes.iter().zip(&named) {
        let key = key(figure, name);
        let is_named = *named == Named::Error;
        let counts = [1, usize::from(is_named), usize::from(!known.contains_key(&key))];
        for kind in [figure.kind, "total"] {
            let row = tally.entry(kind).or_default();
            row.iter_mut()
                .zip(counts)
                .for_each(|(slot, count)| *slot += count);
        }
        if !is_named {
            missed.push((key, *named));
        }
    }
    let share = |part: usize, whole: usize| 100 * part / whole.max(1);
    for (kind, [all, caught, bound]) in &tally {
        let (of_all, of_bound) = (share(*caught, *all), share(*caught, *bound));
        println!("{kind}: {caught} of {all} changes caught ({of_all}%), {bound} bound ({of_bound}%)");
    }

    if std::env::var_os("UPDATE_EXPECT").is_some() {
        write_unbound(&missed, &known);
    }
    let known = read_unbound();
    let missed: BTreeMap<&Key, Named> = missed.iter().map(|(key, named)| (key, *named)).collect();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    let mut vague = Vec::new();
    for (key, reason) in &known {
        let fits = match missed.get(key) {
            Some(Named::Warning(rule)) => reason.strip_prefix(WARNING) == Some(*rule),
            _ => REASONS
                .iter()
                .any(|(name, fits)| name == reason && fits(&unchanged, key)),
        };
        if !fits {
            vague.push((key, reason));
        }
        *tally.entry(reason).or_default() += 1;
    }
    println!("{tally:#?}");
    assert!(vague.is_empty(), "no true reason: {} {vague:#?}", vague.len());
    let missed: BTreeSet<&Key> = missed.into_keys().collect();
    let listed: BTreeSet<&Key> = known.keys().collect();
    let unlisted: Vec<_> = missed.difference(&listed).collect();
    assert!(unlisted.is_empty(), "changed and not noticed: {unlisted:#?}");
    let stale: Vec<_> = listed.difference(&missed).collect();
    assert!(stale.is_empty(), "listed as unbound, but noticed: {stale:#?}");
}
