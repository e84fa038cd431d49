//! Brackets, titles and quotations that are not closed.

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{after, before, shown};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{BlockKind, Document, Stretch};

pub(crate) struct UnbalancedBracket;

static INFO: Info = Info {
    name: "unbalanced-bracket",
    group: Group::Wording,
    level: Severity::Warning,
    summary_zh: "括号、书名号、引号不成对或者是空的",
    summary_en: "brackets, title marks or quotation marks left open or empty",
    ground: "GB/T 15834—2011 4.8、4.9、4.15",
    explanation: include_str!("unbalanced-bracket.md"),
};

/// Marks that come in pairs.
const PAIRS: [(char, char); 9] = [
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('〔', '〕'),
    ('【', '】'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
];

/// How many blocks further on the other mark of a pair may stand: lines may have been parted wrongly.
const BLOCKS: usize = 3;

/// How many findings one text can have; what has more of them is no prose.
const FINDINGS: usize = 20;

/// How many marks may be open at once in prose.
const DEEP: usize = 32;

/// A mark without its other.
#[derive(Debug, Clone, Copy)]
struct Lone {
    pair: usize,
    opens: bool,
    at: usize,
    block: usize,
}

impl Rule for UnbalancedBracket {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let mut findings = Vec::new();
        for (document, _) in text.documents() {
            check(text, document, &mut findings);
            if findings.len() > FINDINGS {
                return;
            }
        }
        out.append(&mut findings);
    }
}

fn check(text: &TextView<'_>, document: &Document, out: &mut Vec<Diagnostic>) {
    let mut lone: Vec<Lone> = Vec::new();
    let title = document.title.into_iter();
    let blocks = document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Table(_)))
        .map(|block| block.range);
    for (index, range) in title.chain(blocks).enumerate() {
        block(text, range, index, &mut lone, out);
        if lone.len() > FINDINGS.saturating_mul(4) {
            return;
        }
    }
    settle(&mut lone);
    // One finding a block: what is open at one place may be closed at another by mistake.
    lone.dedup_by_key(|lone| lone.block);
    out.extend(lone.iter().filter_map(|lone| finding(text, *lone)));
}

/// Adds the marks of one block that have no other in it, and reports the empty pairs.
fn block(text: &TextView<'_>, range: Stretch, block: usize, lone: &mut Vec<Lone>, out: &mut Vec<Diagnostic>) {
    let words = text.words(range);
    let start = range.start as usize;
    let mut open: Vec<Lone> = Vec::new();
    for (at, c) in words.char_indices() {
        // “ ” ‘ ’ begin with E2, all others with E3 or EF.
        if c < '\u{2018}' || matches!(c, '\u{3400}'..='\u{9FFF}') {
            continue;
        }
        let Some((pair, opens)) = mark(c) else { continue };
        // People’s.
        if matches!(c, '‘' | '’') && before(words, at).is_some_and(|c| c.is_ascii_alphabetic()) {
            continue;
        }
        let here = Lone {
            pair,
            opens,
            at: start.saturating_add(at),
            block,
        };
        if opens {
            if open.len() >= DEEP {
                return;
            }
            open.push(here);
            continue;
        }
        match open.iter().rposition(|other| other.pair == pair) {
            Some(index) => {
                // What was opened within the pair and not closed is left over.
                let mut inner = open.split_off(index);
                let opening = inner.first().copied();
                lone.extend(inner.drain(..).skip(1));
                if let Some(opening) = opening {
                    out.extend(empty(text, opening, here));
                }
            }
            None if is_item(words, at) => {}
            None => lone.push(here),
        }
    }
    lone.append(&mut open);
    lone.sort_by_key(|lone| lone.at);
}

fn mark(c: char) -> Option<(usize, bool)> {
    PAIRS.iter().enumerate().find_map(|(pair, (left, right))| {
        if c == *left {
            Some((pair, true))
        } else {
            (c == *right).then_some((pair, false))
        }
    })
}

/// 1） and 一）: the bracket of an item, which has no other.
fn is_item(words: &str, at: usize) -> bool {
    if after(words, at) != Some('）') {
        return false;
    }
    let head = words.get(..at).unwrap_or_default();
    let number =
        head.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c));
    number.len() < head.len()
        && matches!(
            number.chars().next_back(),
            None | Some('。' | '；' | '，' | '：' | '、' | ' ' | '\t')
        )
}

/// Takes out the pairs that stand in neighbouring blocks, and quotations that go on over several paragraphs,
/// each of which opens them again.
fn settle(lone: &mut Vec<Lone>) {
    let mut settled: Vec<Lone> = Vec::with_capacity(lone.len());
    for here in lone.drain(..) {
        let partner = settled
            .iter()
            .rposition(|other| other.pair == here.pair && other.opens);
        if !here.opens
            && let Some(index) = partner
            && settled.get(index).is_some_and(|other| {
                let quotes = matches!(PAIRS.get(other.pair), Some(('“' | '‘', _)));
                quotes || here.block.saturating_sub(other.block) <= BLOCKS
            })
        {
            let pair = here.pair;
            let quotes = matches!(PAIRS.get(pair), Some(('“' | '‘', _)));
            settled.remove(index);
            if quotes {
                // A quotation of several paragraphs.
                while settled
                    .last()
                    .is_some_and(|other| other.pair == pair && other.opens)
                {
                    settled.pop();
                }
            }
            continue;
        }
        settled.push(here);
    }
    *lone = settled;
}

fn empty(text: &TextView<'_>, opening: Lone, closing: Lone) -> Option<Diagnostic> {
    let (left, right) = PAIRS.get(opening.pair)?;
    let end = closing.at.saturating_add(right.len_utf8());
    if opening.at.saturating_add(left.len_utf8()) != closing.at {
        return None;
    }
    let stretch = Stretch::new(opening.at, end);
    // Blanks between them are there to be filled in.
    let source = text.corpus.sources().slice(text.span(stretch));
    if source.chars().count() != 2 {
        return None;
    }
    let message = Text::new(
        format!("「{left}{right}」里没有内容"),
        format!("nothing stands between 「{left}{right}」"),
    );
    Some(
        text.find(&INFO, stretch, message)
            .help(Text::new("补上内容，或者删去", "fill it in or delete it")),
    )
}

fn finding(text: &TextView<'_>, lone: Lone) -> Option<Diagnostic> {
    let (left, right) = PAIRS.get(lone.pair)?;
    let (own, other) = if lone.opens { (left, right) } else { (right, left) };
    let words = text.repaired();
    let end = lone.at.saturating_add(own.len_utf8());
    let context = if lone.opens {
        let rest = words.get(lone.at..).unwrap_or_default();
        shown(rest.lines().next().unwrap_or_default(), 12)
    } else {
        let head = words.get(..end).unwrap_or_default();
        let head = head.rsplit('\n').next().unwrap_or_default();
        let count = head.chars().count();
        let tail: String = head.chars().skip(count.saturating_sub(12)).collect();
        if count > 12 { format!("…{tail}") } else { tail }
    };
    let message = if lone.opens {
        Text::new(
            format!("「{context}」的「{own}」没有对应的「{other}」"),
            format!("「{own}」 of 「{context}」 is not closed by 「{other}」"),
        )
    } else {
        Text::new(
            format!("「{context}」的「{own}」前没有「{other}」"),
            format!("「{own}」 of 「{context}」 closes no 「{other}」"),
        )
    };
    let finding = text.find(&INFO, Stretch::new(lone.at, end), message);
    Some(finding.help(Text::new(
        format!("补上「{other}」，或者删去「{own}」"),
        format!("add 「{other}」, or delete 「{own}」"),
    )))
}
