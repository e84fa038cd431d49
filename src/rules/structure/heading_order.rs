//! 一、 then 三、.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{chinese, shown};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{Document, Heading, Ordinal, OrdinalForm, Stretch};

pub(crate) struct HeadingOrder;

static INFO: Info = Info {
    name: "heading-order",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "层次序数重复、跳号或者缺失",
    summary_en: "ordinals of headings that are repeated, skipped or lost",
    ground: "GB/T 9704—2012 7.3.3",
    explanation: include_str!("heading-order.md"),
};

/// A notice with more of them is counted in a way that is not known here.
const MISTAKES: usize = 8;

/// A larger leap is a misreading of something that is no ordinal.
const LEAP: u32 = 4;

impl Rule for HeadingOrder {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            lost(text, document, out);
            let mut found = Vec::new();
            leaps(text, document, &mut found);
            if found.len() <= MISTAKES {
                out.append(&mut found);
            }
        }
    }
}

/// A series of ordinals: 章 and 节 are counted apart.
type Series = (OrdinalForm, bool);

fn series(text: &TextView<'_>, ordinal: &Ordinal) -> Series {
    let section = ordinal.form == OrdinalForm::Chapter && text.words(ordinal.range).contains('节');
    (ordinal.form, section)
}

/// The last heading of a series.
#[derive(Clone, Copy)]
struct Last {
    number: u32,
    parent: Option<usize>,
    range: Stretch,
    /// How many of its siblings since then lost their ordinals.
    lost: u32,
    /// Whether it was itself found to be out of order, so that it is what is wrong and not what follows.
    wrong: bool,
}

fn leaps(text: &TextView<'_>, document: &Document, out: &mut Vec<Diagnostic>) {
    let mut last: FxHashMap<Series, Last> = FxHashMap::default();
    let mut by_depth: FxHashMap<u8, Series> = FxHashMap::default();
    for heading in &document.headings {
        let Some(ordinal) = &heading.ordinal else {
            // It stands for one that is not there.
            if let Some(before) = by_depth
                .get(&heading.depth)
                .and_then(|series| last.get_mut(series))
            {
                before.lost = before.lost.saturating_add(1);
            }
            continue;
        };
        let series = series(text, ordinal);
        by_depth.insert(heading.depth, series);
        let before = last.insert(
            series,
            Last {
                number: ordinal.number,
                parent: heading.parent,
                range: ordinal.range,
                lost: 0,
                wrong: false,
            },
        );
        if let Some(found) = step(text, heading, ordinal, before) {
            out.push(found);
            if let Some(here) = last.get_mut(&series) {
                here.wrong = true;
            }
        }
    }
}

/// What is wrong with the step from the heading before to this one.
fn step(
    text: &TextView<'_>,
    heading: &Heading,
    ordinal: &Ordinal,
    before: Option<Last>,
) -> Option<Diagnostic> {
    let number = ordinal.number;
    let words = text.words(ordinal.range);
    let counted_on = ordinal.form == OrdinalForm::Article;
    let top = matches!(
        ordinal.form,
        OrdinalForm::First | OrdinalForm::Second | OrdinalForm::Article
    );
    let Some(before) = before.filter(|before| counted_on || before.parent == heading.parent) else {
        // The first of its siblings: from 1, or on from where the last ones ended.
        let goes_on = before.is_some_and(|before| number == before.number.saturating_add(1));
        if number != 2 || goes_on || !top {
            return None;
        }
        let first = spelled(ordinal.form, 1);
        let from = before.map_or(0, |before| before.range.end as usize);
        if stands_between(text, from, ordinal, 1) {
            return None;
        }
        let message = Text::new(
            format!("「{words}」之前没有「{first}」"),
            format!("no 「{first}」 stands before 「{words}」"),
        );
        return Some(text.find(&INFO, ordinal.range, message).help(lost_help()));
    };
    let expected = before.number.saturating_add(1);
    let mended = number == before.number || number == expected.saturating_add(1);
    if before.wrong && mended {
        return None;
    }
    if number == expected || number == 1 && before.number != 1 {
        return None;
    }
    let earlier = text.words(before.range);
    if number == before.number {
        let message = Text::new(format!("「{words}」重复"), format!("「{words}」 stands twice"));
        return Some(
            text.find(&INFO, ordinal.range, message)
                .related(text.span(before.range), Text::new("前一个", "the one before"))
                .help(Text::new("核对序数", "check the ordinals")),
        );
    }
    if number > expected {
        let gap = number.saturating_sub(expected);
        let from = before.range.end as usize;
        if gap > LEAP || gap <= before.lost || stands_between(text, from, ordinal, expected) {
            return None;
        }
        let missing = spelled(ordinal.form, expected);
        let message = Text::new(
            format!("「{earlier}」之后是「{words}」，缺「{missing}」"),
            format!("「{words}」 follows 「{earlier}」, 「{missing}」 is missing"),
        );
        return Some(
            text.find(&INFO, ordinal.range, message)
                .related(text.span(before.range), Text::new("前一个", "the one before"))
                .help(lost_help()),
        );
    }
    let message = Text::new(
        format!("「{earlier}」之后是「{words}」，顺序颠倒"),
        format!("「{words}」 follows 「{earlier}」"),
    );
    (before.number.saturating_sub(number) <= LEAP).then(|| {
        text.find(&INFO, ordinal.range, message)
            .related(text.span(before.range), Text::new("前一个", "the one before"))
            .help(Text::new("核对序数", "check the ordinals"))
    })
}

/// Whether an ordinal stands in the text before another one: within a paragraph, as in texts that have lost
/// their lines.
fn stands_between(text: &TextView<'_>, from: usize, ordinal: &Ordinal, number: u32) -> bool {
    let between = text
        .repaired()
        .get(from..ordinal.range.start as usize)
        .unwrap_or_default();
    let spelled = spelled(ordinal.form, number);
    let bare = spelled.trim_end_matches(['、', '.']);
    match ordinal.form {
        OrdinalForm::First | OrdinalForm::Third => ["、", ".", "．"]
            .iter()
            .any(|mark| between.contains(&format!("{bare}{mark}"))),
        _ => between.contains(&spelled),
    }
}

fn lost_help() -> Text {
    Text::new(
        "核对有没有漏写；自动编号在转成文字时会丢失",
        "check whether one was left out; automatic numbers get lost in conversion",
    )
}

fn spelled(form: OrdinalForm, number: u32) -> String {
    match form {
        OrdinalForm::First => format!("{}、", chinese(number)),
        OrdinalForm::Second => format!("（{}）", chinese(number)),
        OrdinalForm::Third => format!("{number}."),
        OrdinalForm::Fourth => format!("（{number}）"),
        OrdinalForm::Article => format!("第{}条", chinese(number)),
        OrdinalForm::Chapter => format!("第{}章", chinese(number)),
        OrdinalForm::Enumeration => format!("{}是", chinese(number)),
        OrdinalForm::Circled => u32::checked_add(0x245F, number)
            .filter(|_| number <= 20)
            .and_then(char::from_u32)
            .map_or_else(String::new, String::from),
    }
}

/// Headings of one level and one parent that lost their ordinals.
struct Family<'d> {
    parent: Option<usize>,
    /// The ordinal of the first that is missing.
    first: u32,
    lost: Vec<&'d Heading>,
}

/// One finding for each level whose headings lost their ordinals, with a place for each parent.
fn lost(text: &TextView<'_>, document: &Document, out: &mut Vec<Diagnostic>) {
    let mut levels: Vec<(u8, Vec<Family<'_>>)> = Vec::new();
    let mut forms: FxHashMap<u8, OrdinalForm> = FxHashMap::default();
    // The last number under each parent.
    let mut numbers: FxHashMap<(u8, Option<usize>), u32> = FxHashMap::default();
    for heading in &document.headings {
        let number = numbers.entry((heading.depth, heading.parent)).or_insert(0);
        if let Some(ordinal) = &heading.ordinal {
            forms.entry(heading.depth).or_insert(ordinal.form);
            *number = ordinal.number;
            continue;
        }
        *number = number.saturating_add(1);
        let families = match levels.iter_mut().find(|(depth, _)| *depth == heading.depth) {
            Some((_, families)) => families,
            None => {
                levels.push((heading.depth, Vec::new()));
                let Some((_, families)) = levels.last_mut() else {
                    continue;
                };
                families
            }
        };
        match families.iter_mut().find(|family| family.parent == heading.parent) {
            Some(family) => family.lost.push(heading),
            None => families.push(Family {
                parent: heading.parent,
                first: *number,
                lost: vec![heading],
            }),
        }
    }
    for (depth, families) in &levels {
        let Some(&form) = forms.get(depth) else { continue };
        out.extend(lost_level(text, document, form, families));
    }
}

fn lost_level(
    text: &TextView<'_>,
    document: &Document,
    form: OrdinalForm,
    families: &[Family<'_>],
) -> Option<Diagnostic> {
    let (first, rest) = families.split_first()?;
    let heading = first.lost.first()?;
    let count: usize = families.iter().map(|family| family.lost.len()).sum();
    let example = spelled(form, first.first);
    let title = shown(text.words(heading.title), 20);
    let message = if count == 1 {
        Text::new(
            format!("「{title}」缺序数「{example}」"),
            format!("「{title}」 lacks its ordinal 「{example}」"),
        )
    } else {
        Text::new(
            format!("{count} 个标题没有序数，同级的其他标题有，如「{title}」应为「{example}」"),
            format!(
                "{count} headings lack the ordinals that others of their level have: 「{title}」 should be 「{example}」"
            ),
        )
    };
    let told = |family: &Family<'_>| {
        let under = family
            .parent
            .and_then(|parent| document.headings.get(parent))
            .map(|parent| shown(text.words(parent.title), 16));
        let (count, ordinal) = (family.lost.len(), spelled(form, family.first));
        match under {
            Some(under) => Text::new(
                format!("「{under}」下 {count} 个，从「{ordinal}」起"),
                format!("{count} under 「{under}」, from 「{ordinal}」 on"),
            ),
            None => Text::new(format!("{count} 个"), format!("{count} of them")),
        }
    };
    let mut finding = text.find(&INFO, heading.title, message).help(Text::new(
        "补上序数；自动编号在转成文字时会丢失，原件有的不用改",
        "add the ordinals; automatic numbers get lost in conversion, so check the original",
    ));
    if count > 1 {
        finding = finding.label(told(first));
    }
    for family in rest {
        if let Some(heading) = family.lost.first() {
            finding = finding.related(text.span(heading.title), told(family));
        }
    }
    Some(finding)
}
