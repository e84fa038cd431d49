//! 以下四项 that lists three.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{chinese, numeral};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{BlockKind, Document, OrdinalForm, Stretch};

pub(crate) struct DeclaredCount;

static INFO: Info = Info {
    name: "declared-count",
    group: Group::Wording,
    level: Severity::Warning,
    summary_zh: "写明的项数与所列的项数不一致",
    summary_en: "a list that has another number of items than is said",
    ground: "实务（校对）",
    explanation: include_str!("declared-count.md"),
};

/// Words that announce a list; all have 下.
const LEADS: [&str; 4] = ["以下", "下列", "如下", "下述"];

/// The longest of them, in bytes.
const LEAD: usize = 6;

/// Words that count its items.
const COUNTED: [&str; 16] = [
    "项", "个", "条", "种", "类", "点", "方面", "大类", "情形", "环节", "步骤", "阶段", "举措", "措施",
    "任务", "问题",
];

/// The longest sentence that announces one, in characters behind the number.
const ANNOUNCED: usize = 16;

/// How many announcements of a paragraph are looked at.
const ANNOUNCEMENTS: usize = 8;

/// The most items that are counted.
const MOST: u32 = 30;

impl Rule for DeclaredCount {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        for (document, _) in text.documents() {
            for (index, block) in document.blocks.iter().enumerate() {
                if block.kind != BlockKind::Paragraph {
                    continue;
                }
                let words = text.words(block.range);
                let start = block.range.start as usize;
                for declared in declared(words).into_iter().take(ANNOUNCEMENTS) {
                    let behind = words.get(declared.end..).unwrap_or_default();
                    let listed = if behind.trim().is_empty() {
                        listed_below(text, document, index)
                    } else {
                        listed_within(behind)
                    };
                    if let Some(listed) = listed.filter(|&listed| listed != declared.number) {
                        let stretch = Stretch::new(
                            start.saturating_add(declared.start),
                            start.saturating_add(declared.counted),
                        );
                        out.push(finding(text, stretch, declared.number, listed));
                    }
                }
            }
        }
    }
}

/// 以下四项工作：.
#[derive(Debug, PartialEq, Eq)]
struct Declared {
    number: u32,
    start: usize,
    /// Where the word that counts ends.
    counted: usize,
    /// Behind the colon or full stop.
    end: usize,
}

fn declared(words: &str) -> Vec<Declared> {
    let below = "下".len();
    memmem::find_iter(words.as_bytes(), "下")
        .filter_map(|at| {
            [at, at.saturating_sub(below)].into_iter().find_map(|start| {
                let word = words.get(start..start.saturating_add(LEAD))?;
                LEADS.contains(&word).then(|| declared_at(words, start))?
            })
        })
        .collect()
}

fn declared_at(words: &str, start: usize) -> Option<Declared> {
    let after = start.saturating_add(LEAD);
    let rest = words.get(after..)?;
    let length: usize = rest
        .chars()
        .take(4)
        .take_while(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(*c))
        .map(char::len_utf8)
        .sum();
    let number = numeral(rest.get(..length)?)?;
    let behind = rest.get(length..)?;
    let counted = COUNTED
        .iter()
        .filter(|word| behind.starts_with(**word))
        .max_by_key(|word| word.len())?;
    let tail = behind.get(counted.len()..)?;
    // The announcement ends here; what is open-ended counts nothing.
    let (end, mark) = tail
        .char_indices()
        .take(ANNOUNCED)
        .find(|(_, c)| matches!(c, '：' | '。' | '，' | '；' | '等' | '之'))?;
    if !matches!(mark, '：' | '。') || !(2..=MOST).contains(&number) {
        return None;
    }
    let counted = after.saturating_add(length).saturating_add(counted.len());
    Some(Declared {
        number,
        start,
        counted,
        end: counted.saturating_add(end).saturating_add(mark.len_utf8()),
    })
}

/// The items of a list in a paragraph: 一是…二是…, （1）…（2）….
fn listed_within(words: &str) -> Option<u32> {
    let forms: [fn(u32) -> String; 3] = [
        |number| format!("{}是", chinese(number)),
        |number| format!("（{number}）"),
        |number| format!("（{}）", chinese(number)),
    ];
    let form = forms.iter().find(|form| words.starts_with(form(1).as_str()))?;
    Some(count(words, form))
}

/// How many items follow each other, each behind the one before.
fn count(words: &str, form: &impl Fn(u32) -> String) -> u32 {
    let first = form(1);
    let mut rest = words;
    let mut number = 0u32;
    while number < MOST {
        let next = form(number.saturating_add(1));
        let Some(at) = rest.find(next.as_str()) else { break };
        // Another list begins.
        let again = rest.get(..at).is_some_and(|head| head.contains(first.as_str()));
        if number > 0 && again {
            break;
        }
        number = number.saturating_add(1);
        rest = rest.get(at.saturating_add(next.len())..).unwrap_or_default();
    }
    number
}

/// The items of a list in the paragraphs below.
fn listed_below(text: &TextView<'_>, document: &Document, index: usize) -> Option<u32> {
    let below = document.blocks.get(index.saturating_add(1)..)?;
    let first = below.first()?;
    if let BlockKind::Heading(heading) = first.kind {
        return headings_below(document, heading);
    }
    let mut all = String::new();
    for block in below {
        if block.kind != BlockKind::Paragraph {
            break;
        }
        all.push_str(text.words(block.range));
    }
    listed_within(&all)
}

/// Headings of one form that count from one.
fn headings_below(document: &Document, first: usize) -> Option<u32> {
    let heading = document.headings.get(first)?;
    let form = heading.ordinal.filter(|ordinal| ordinal.number == 1)?.form;
    if form == OrdinalForm::First {
        // The sections of the notice are announced otherwise.
        return None;
    }
    let mut number = 0u32;
    for next in document.headings.get(first..)? {
        if next.depth < heading.depth {
            break;
        }
        if next.depth > heading.depth {
            continue;
        }
        match next.ordinal {
            Some(ordinal) if ordinal.form == form && ordinal.number == number.saturating_add(1) => {
                number = ordinal.number;
            }
            // One that lost its ordinal: who knows how many there were.
            _ => return None,
        }
    }
    Some(number)
}

fn finding(text: &TextView<'_>, stretch: Stretch, said: u32, listed: u32) -> Diagnostic {
    let words = text.words(stretch);
    let message = Text::new(
        format!("「{words}」，列出的是 {listed} 项"),
        format!("「{words}」 says {said}, {listed} are listed"),
    );
    text.find(&INFO, stretch, message).help(Text::new(
        "核对项数，看有没有漏列",
        "check the number, or whether an item is missing",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str) -> Vec<(u32, Option<u32>)> {
        declared(words)
            .into_iter()
            .map(|declared| {
                let behind = words.get(declared.end..).unwrap();
                (declared.number, listed_within(behind))
            })
            .collect()
    }

    #[test]
    fn announced_lists_are_counted() {
        assert_eq!(
            check("重点做好以下三项工作：一是筹资。二是监管。"),
            [(3, Some(2))]
        );
        assert_eq!(check("符合下列两种情形：（1）参保；（2）缴费。"), [(2, Some(2))]);
    }

    #[test]
    fn what_announces_no_list_counts_nothing() {
        for words in [
            "推进高血压、糖尿病等5种病",
            "以下简称两病",
            "以下三种病等可以报销。",
            "做好以下工作：一是筹资",
        ] {
            assert!(declared(words).is_empty(), "{words}");
        }
        assert_eq!(check("按以下三项执行：筹资、监管"), [(3, None)]);
    }
}
