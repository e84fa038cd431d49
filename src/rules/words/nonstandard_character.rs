//! 釆 for 采.

use super::lexicon::{is_standard, is_word, standard_of};
use crate::diagnostic::{Diagnostic, Edit, Severity, Text};
use crate::rules::text::{after, before, is_han};
use crate::rules::{Group, Info, Rule, TextView};

pub(crate) struct NonstandardCharacter;

static INFO: Info = Info {
    name: "nonstandard-character",
    group: Group::Wording,
    level: Severity::Error,
    summary_zh: "《通用规范汉字表》以外的字",
    summary_en: "a character outside the table of standard characters",
    ground: "《国家通用语言文字法》第九条、《通用规范汉字表》",
    explanation: include_str!("nonstandard-character.md"),
};

/// How many characters are named one by one; a text with more of them was written or converted otherwise.
const NAMED: usize = 6;

/// How many further places of one character are labelled.
const LABELS: usize = 4;

/// How many different characters are kept; a text with more is not in Chinese.
const KINDS: usize = 64;

/// A character and its places in the source.
struct Odd {
    character: char,
    /// What it stands for.
    standard: Option<char>,
    places: Vec<usize>,
    /// Whether it makes a usual word with its neighbours when it is replaced, at its first place.
    makes_word: bool,
    /// The places where it makes such a word, so that it cannot be meant.
    certain: Vec<usize>,
}

impl Rule for NonstandardCharacter {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let odd = odd_characters(text.source);
        let (mapped, rare): (Vec<Odd>, Vec<Odd>) = odd.into_iter().partition(|odd| odd.standard.is_some());
        let (shapes, written): (Vec<Odd>, Vec<Odd>) =
            mapped.into_iter().partition(|odd| is_shape(odd.character));
        if written.len() > NAMED {
            out.extend(together(text, &written, Severity::Warning));
        } else {
            out.extend(written.iter().filter_map(|odd| one(text, odd)));
        }
        // Radicals and compatibility forms look right and come from PDF files.
        out.extend(together(text, &shapes, Severity::Warning));
        out.extend(together(text, &rare, Severity::Info));
    }
}

/// Radicals and compatibility ideographs: other code points for the same shapes.
fn is_shape(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

fn odd_characters(source: &str) -> Vec<Odd> {
    let mut odd: Vec<Odd> = Vec::new();
    for (at, c) in source.char_indices() {
        let full = odd.len() >= KINDS;
        if c < '\u{2E80}' || is_standard(c) || !(is_han(c) || is_shape(c)) {
            continue;
        }
        let known = odd.iter().position(|known| known.character == c);
        if known.is_none() && full {
            continue;
        }
        let standard = standard_of(c);
        let is_certain = standard.is_some_and(|standard| makes_word(source, at, c, standard));
        match known.and_then(|known| odd.get_mut(known)) {
            Some(known) => {
                known.places.push(at);
                known.certain.extend(is_certain.then_some(at));
            }
            None => odd.push(Odd {
                character: c,
                standard,
                places: vec![at],
                makes_word: is_certain,
                certain: is_certain.then_some(at).into_iter().collect(),
            }),
        }
    }
    odd
}

/// Whether `standard` in the place of `c` makes a word with the character beside it, outside titles and
/// quotations.
fn makes_word(source: &str, at: usize, c: char, standard: char) -> bool {
    let end = at.saturating_add(c.len_utf8());
    let left = before(source, at).is_some_and(|left| is_word(&String::from_iter([left, standard])));
    let right = after(source, end).is_some_and(|right| is_word(&String::from_iter([standard, right])));
    let line = source.get(..at).unwrap_or_default();
    let line = line.rsplit('\n').next().unwrap_or_default();
    let open = |left: char, right: char| line.rfind(left) > line.rfind(right);
    (left || right) && !open('《', '》') && !open('“', '”')
}

fn code(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

fn one(text: &TextView<'_>, odd: &Odd) -> Option<Diagnostic> {
    let (c, standard) = (odd.character, odd.standard?);
    let (first, rest) = odd.places.split_first()?;
    let span = |at: usize| text.source_span(at, at.saturating_add(c.len_utf8()));
    let count = odd.places.len();
    let (zh, en) = if count > 1 {
        (format!("，共 {count} 处"), format!(", in {count} places"))
    } else {
        (String::new(), String::new())
    };
    let message = Text::new(
        format!("「{c}」（{}）不是规范字，应为「{standard}」{zh}", code(c)),
        format!(
            "「{c}」 ({}) is not a standard character, 「{standard}」 is{en}",
            code(c)
        ),
    );
    let level = if odd.makes_word {
        Severity::Error
    } else {
        Severity::Warning
    };
    let mut finding = Diagnostic::new(INFO.name, span(*first), message)
        .severity(level)
        .help(Text::new(
            format!("改为「{standard}」；人名、地名确用此字的，不用改"),
            format!("write 「{standard}」, unless a person or a place is so named"),
        ));
    for &at in rest.iter().take(LABELS) {
        finding = finding.related(span(at), Text::default());
    }
    Some(finding.edits(edits(text, odd, &odd.certain)))
}

/// The standard character instead at each of `places`.
fn edits(text: &TextView<'_>, odd: &Odd, places: &[usize]) -> Vec<Edit> {
    let Some(standard) = odd.standard else {
        return Vec::new();
    };
    let edit = |&at: &usize| Edit {
        span: text.source_span(at, at.saturating_add(odd.character.len_utf8())),
        text: standard.to_string(),
    };
    places.iter().map(edit).collect()
}

/// One finding for characters of one kind.
fn together(text: &TextView<'_>, odd: &[Odd], level: Severity) -> Option<Diagnostic> {
    let (first, rest) = odd.split_first()?;
    let span = |odd: &Odd| {
        let at = odd.places.first().copied().unwrap_or_default();
        text.source_span(at, at.saturating_add(odd.character.len_utf8()))
    };
    let shown: Vec<String> = odd
        .iter()
        .take(NAMED)
        .map(|odd| match odd.standard {
            Some(standard) => format!("「{}」应为「{standard}」", odd.character),
            None => format!("「{}」", odd.character),
        })
        .collect();
    let more = if odd.len() > NAMED { "等" } else { "" };
    let (count, listed) = (odd.len(), shown.join("，"));
    let message = match (first.standard, is_shape(first.character)) {
        (Some(_), true) => Text::new(
            format!("{count} 个字用了部首或兼容字的编码：{listed}{more}"),
            format!("{count} characters are coded as radicals or compatibility forms: {listed}"),
        ),
        (Some(_), false) => Text::new(
            format!("{count} 个字不是规范字：{listed}{more}"),
            format!("{count} characters are not standard: {listed}"),
        ),
        (None, _) => Text::new(
            format!("{count} 个字不在《通用规范汉字表》中：{listed}{more}"),
            format!("{count} characters are outside the table of standard characters: {listed}"),
        ),
    };
    let help = if is_shape(first.character) {
        Text::new(
            "从PDF文件复制时常有这种情况，换成通常的字，才能检索到",
            "such forms come from PDF files; replace them, or searches miss the words",
        )
    } else {
        Text::new(
            "核对是不是误写；人名、地名确用此字的，不用改",
            "check whether they are meant; names of persons and places may use them",
        )
    };
    let mut finding = Diagnostic::new(INFO.name, span(first), message)
        .severity(level)
        .help(help);
    for odd in rest.iter().take(NAMED) {
        finding = finding.related(span(odd), Text::default());
    }
    let all = odd.iter().flat_map(|odd| {
        // Another code for the same shape is never meant.
        let places = if is_shape(odd.character) {
            &odd.places
        } else {
            &odd.certain
        };
        edits(text, odd, places)
    });
    Some(finding.edits(all.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_less_certain_than_words() {
        let odd = odd_characters("集中釆购品种，见《釆购规则》，釆字");
        assert_eq!(odd.len(), 1);
        assert_eq!((odd[0].places.len(), odd[0].makes_word), (3, true));
        assert!(!odd_characters("“釆购”")[0].makes_word);
        assert!(odd_characters("ABC，。（）〇㎡①").is_empty());
    }
}
