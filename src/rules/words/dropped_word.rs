//! 市级财补助 where the notice elsewhere writes 市级财政补助.

mod frames;
mod gaps;
mod rates;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::Stretch;

pub(crate) struct DroppedWord;

static INFO: Info = Info {
    name: "dropped-word",
    group: Group::Wording,
    level: Severity::Warning,
    summary_zh: "漏写的字",
    summary_en: "a character that was left out",
    ground: "实务（校对）",
    explanation: include_str!("dropped-word.md"),
};

/// A place where a character seems to be missing.
#[derive(Debug, PartialEq, Eq)]
struct Dropped {
    /// The words around it, as they stand.
    stretch: Stretch,
    /// The words with the character.
    whole: String,
    /// What is missing.
    missing: String,
    /// Where the words stand with it.
    elsewhere: Option<Stretch>,
}

/// How many places of one mistake are labelled.
const LABELS: usize = 8;

impl Rule for DroppedWord {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let words = text.repaired();
        let mut found = gaps::dropped(words);
        rates::dropped(words, &mut found);
        frames::dropped(words, &mut found);
        found.sort_by_key(|dropped| dropped.stretch);
        // The same slip again is the same mistake.
        let mut kinds: Vec<(&str, Vec<&Dropped>)> = Vec::new();
        for dropped in &found {
            match kinds.iter_mut().find(|(whole, _)| *whole == dropped.whole) {
                Some((_, places)) => places.push(dropped),
                None => kinds.push((&dropped.whole, vec![dropped])),
            }
        }
        out.extend(kinds.iter().filter_map(|(_, places)| finding(text, places)));
    }
}

fn finding(text: &TextView<'_>, places: &[&Dropped]) -> Option<Diagnostic> {
    let (first, rest) = places.split_first()?;
    let words = text.words(first.stretch);
    let (missing, whole) = (&first.missing, &first.whole);
    let (zh, en) = if rest.is_empty() {
        (String::new(), String::new())
    } else {
        let count = places.len();
        (format!("，共 {count} 处"), format!(", in {count} places"))
    };
    let message = Text::new(
        format!("「{words}」疑漏「{missing}」字{zh}"),
        format!("「{words}」 seems to lack 「{missing}」{en}"),
    );
    let mut finding = text.find(&INFO, first.stretch, message).help(Text::new(
        format!("核对是否应为「{whole}」"),
        format!("check whether 「{whole}」 is meant"),
    ));
    for dropped in rest.iter().take(LABELS) {
        finding = finding.related(
            text.span(dropped.stretch),
            Text::new("同样的写法", "written so, too"),
        );
    }
    if let Some(elsewhere) = first.elsewhere {
        finding = finding.related(
            text.span(elsewhere),
            Text::new("别处的写法", "as it is written elsewhere"),
        );
    }
    Some(finding)
}

/// A character of a Chinese word of the first plane.
fn is_word_part(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}
