//! One document under two titles.

use rustc_hash::FxHashMap;

use super::cited::citations;
use super::title::compared;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::NoticeNumber;
use crate::rules::text::shown;
use crate::rules::{Group, Info, Rule};
use crate::source::Span;

pub(crate) struct TitleVariant;

static INFO: Info = Info {
    name: "title-variant",
    group: Group::Citations,
    level: Severity::Warning,
    summary_zh: "同一份文件用了两个标题",
    summary_en: "one document under two titles",
    ground: "实务（引用公文）",
    explanation: include_str!("title-variant.md"),
};

/// How many characters two titles share at their beginnings to be compared.
const HEAD: usize = 4;

/// How many characters one title may have that the other lacks.
const MORE: usize = 4;

/// The shortest title that tells one document from another, in characters.
const NAME: usize = 8;

/// How alike two titles of one number are that are meant to be one, in percent.
const ALIKE: usize = 70;

/// How many titles of one beginning are compared.
const SHARED: usize = 40;

/// A title as it is cited.
struct Title {
    compared: String,
    span: Span,
    number: Option<NoticeNumber>,
}

impl Rule for TitleVariant {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn corpus(&self, corpus: &Corpus, out: &mut Vec<Diagnostic>) {
        let mut by_number: FxHashMap<NoticeNumber, Title> = FxHashMap::default();
        let mut by_head: FxHashMap<String, Vec<Title>> = FxHashMap::default();
        for (_, entry) in corpus.reported().filter(|(_, entry)| entry.is_text()) {
            for citation in citations(&entry.notice) {
                let Some(name) = &citation.title else { continue };
                let title = Title {
                    compared: compared(&name.text),
                    span: name.span,
                    number: citation.number.clone(),
                };
                match &title.number {
                    Some(number) if corpus.by_number(number).is_none() => {
                        match by_number.entry(number.clone()) {
                            std::collections::hash_map::Entry::Vacant(slot) => {
                                slot.insert(title);
                            }
                            std::collections::hash_map::Entry::Occupied(first) => {
                                let first = first.get();
                                out.extend(
                                    level(&title.compared, &first.compared)
                                        .map(|level| finding(corpus, &title, first, level)),
                                );
                            }
                        }
                    }
                    Some(_) => {}
                    None => {
                        let head: String = title.compared.chars().take(HEAD).collect();
                        let known = by_head.entry(head).or_default();
                        if known.iter().any(|known| known.compared == title.compared) || known.len() >= SHARED
                        {
                            continue;
                        }
                        if let Some(near) = known
                            .iter()
                            .find(|known| is_variant(&known.compared, &title.compared))
                        {
                            // Without a number nobody can be sure that it is the same.
                            out.push(finding(corpus, &title, near, Severity::Info));
                        }
                        known.push(title);
                    }
                }
            }
        }
    }
}

/// How much it weighs that one number stands with two titles; nothing where they may be one, or one is too
/// short to tell.
fn level(a: &str, b: &str) -> Option<Severity> {
    use super::title::same;
    let count = |title: &str| title.chars().count();
    let (longer, shorter) = (count(a).max(count(b)), count(a).min(count(b)));
    if shorter < NAME || same(a, b) || same(b, a) {
        return None;
    }
    // One notice may hand on two papers.
    let alike = longer.saturating_sub(strsim::levenshtein(a, b));
    let near = alike.saturating_mul(100) >= longer.saturating_mul(ALIKE);
    Some(if near { INFO.level } else { Severity::Info })
}

/// Whether one title is the other with a few characters left out, none of them a figure: another year is
/// another document.
fn is_variant(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (short_count, long_count) = (short.chars().count(), long.chars().count());
    let more = long_count.saturating_sub(short_count);
    if more == 0 || more > MORE || short_count < NAME {
        return false;
    }
    // The end names the kind of document: 办法 and 办法实施细则 are two.
    let tail = |title: &str| -> String {
        let plain = title.split(['（', '(']).next().unwrap_or_default();
        plain.chars().rev().take(2).collect()
    };
    if tail(short) != tail(long) {
        return false;
    }
    let mut rest = short.chars().peekable();
    for c in long.chars() {
        if rest.peek() == Some(&c) {
            rest.next();
        } else if c.is_ascii_digit() || "不非未新旧省市县区一二三四五六七八九十".contains(c)
        {
            return false;
        }
    }
    rest.next().is_none()
}

fn finding(corpus: &Corpus, title: &Title, first: &Title, level: Severity) -> Diagnostic {
    let words = |title: &Title| shown(corpus.sources().slice(title.span), 40);
    let (own, other) = (words(title), words(first));
    let message = match &title.number {
        Some(number) => Text::new(
            format!("{number}的标题此处为「{own}」，另一处为「{other}」"),
            format!("{number} is titled 「{own}」 here and 「{other}」 elsewhere"),
        ),
        None => Text::new(
            format!("「{own}」与「{other}」疑为同一份文件的两个名称"),
            format!("「{own}」 and 「{other}」 seem to be two names of one document"),
        ),
    };
    Diagnostic::new(INFO.name, title.span, message)
        .severity(level)
        .related(first.span, Text::new("另一处", "the other place"))
        .help(Text::new(
            "查对原件，用同一个名称",
            "look up the original and use one name",
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_by_a_word_are_variants() {
        assert!(is_variant(
            "青平医疗服务价格(2021版)",
            "青平医疗服务项目价格(2021年版)"
        ));
        for (a, b) in [
            ("青平医疗服务价格(2021版)", "青平医疗服务价格(2022版)"),
            ("居民医保基金管理办法", "居民医保基金管理办法实施细则"),
            ("青平市居民医保管理办法", "青平市居民医保管理办法"),
            ("短的", "短的吗"),
        ] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }
}
