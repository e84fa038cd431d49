//! Names that are not in the vocabulary.

use rustc_hash::FxHashSet;

use super::names::{Names, Role, groups, subjects};
use crate::corpus::{Corpus, Entry, NoticeId, Placing};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::Name;
use crate::rules::{Group, Info, Rule};
use crate::vocabulary::fold;

static INFO: Info = Info {
    name: "unknown-name",
    group: Group::Syntax,
    level: Severity::Error,
    summary_zh: "词汇表里没有的事项、承担方、群体或地区",
    summary_en: "an item, bearer, group or region that is not in the vocabulary",
    ground: "词汇表",
    explanation: include_str!("unknown-name.md"),
};

/// See `unknown-name.md`.
pub struct UnknownName;

impl Rule for UnknownName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id) else { return };
        out.extend(region(corpus, entry));
        let names = Names::new(corpus, entry);
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for clause in &entry.notice.clauses {
            subjects(clause, &mut |subject, role| {
                if role == Role::Event {
                    return;
                }
                for (name, part) in [
                    (Some(&subject.head), role == Role::Part),
                    (subject.bearer.as_ref(), true),
                ] {
                    if let Some(name) = name
                        && !is_known(&names, &name.text)
                        && seen.insert(fold(&name.text).into_owned())
                    {
                        out.push(unknown(&names, name, part));
                    }
                }
            });
            groups(clause, &mut |name| {
                if let Some(near) = near_group(entry, &names, &name.text)
                    && seen.insert(fold(&name.text).into_owned())
                {
                    out.push(misspelt(name, &near).severity(Severity::Warning));
                }
            });
        }
    }
}

fn is_known(names: &Names<'_>, name: &str) -> bool {
    names.item(name).is_some() || names.bearer(name).is_some() || names.is_given(name)
}

/// An item or bearer that nothing knows; `part` where a bearer is likelier than an item.
fn unknown(names: &Names<'_>, name: &Name, part: bool) -> Diagnostic {
    let (item, bearer) = (
        names.vocabulary.nearest_item(&name.text),
        names.vocabulary.nearest_bearer(&name.text),
    );
    let candidates = if part { [bearer, item] } else { [item, bearer] };
    let near = candidates
        .into_iter()
        .flatten()
        .find(|near| is_slip(&name.text, near));
    // 个人缴费资助标准 beside 个人缴费补助标准 is another name: 资助 is a word of the field, 补住 is none.
    if let Some(near) = near.filter(|_| !names.vocabulary.is_of_its_words(&name.text)) {
        return misspelt(name, near).severity(INFO.level);
    }
    let word = &name.text;
    let found = Diagnostic::new(
        INFO.name,
        name.span,
        Text::new(
            format!("词汇表里没有「{word}」，当作另一名称"),
            format!("「{word}」 is not in the vocabulary and is taken as a name of its own"),
        ),
    )
    .severity(Severity::Warning);
    match candidates.into_iter().flatten().next() {
        Some(near) => found.help(Text::new(
            format!("相近的有「{near}」"),
            format!("the nearest known name is 「{near}」"),
        )),
        None => found.help(Text::new(
            "如另有通用名称，请用通用名称，或用「简称：」说明",
            "use the common name if there is one, or explain it with 「简称：」",
        )),
    }
}

fn misspelt(name: &Name, near: &str) -> Diagnostic {
    let word = &name.text;
    Diagnostic::new(
        INFO.name,
        name.span,
        Text::new(
            format!("词汇表里没有「{word}」"),
            format!("「{word}」 is not in the vocabulary"),
        ),
    )
    .help(Text::new(
        format!("是否为「{near}」"),
        format!("did you mean 「{near}」?"),
    ))
}

/// The group or place that a group which nothing knows is a misspelling of. An unknown group with nothing
/// near it is a name of the notice's own, as 市直困难企业退休人员 may be.
fn near_group(entry: &Entry, names: &Names<'_>, name: &str) -> Option<String> {
    let vocabulary = names.vocabulary;
    let regions = vocabulary.regions();
    let is_known = |name: &str| {
        let name = name.trim();
        vocabulary.group(name).is_some()
            || names.is_given(name)
            || regions.resolve(name, entry.region).is_some()
            || name.starts_with("其他")
            || name.starts_with("其余")
    };
    // 设区市和其他县 names two groups in one.
    let pieces = || name.split(['和', '及', '与', '或', '、']).map(str::trim);
    if is_known(name) || pieces().all(is_known) {
        return None;
    }
    let near = |name: &str| {
        let place = (entry.region != regions.nation())
            .then(|| regions.nearest(name, entry.region))
            .flatten();
        let group = vocabulary.nearest_group(name);
        [group, place]
            .into_iter()
            .flatten()
            .find(|near| is_slip(name, near))
            .map(ToOwned::to_owned)
    };
    near(name).or_else(|| {
        let unknown = pieces().find(|piece| !is_known(piece))?;
        (unknown != name).then(|| near(unknown)).flatten()
    })
}

/// Characters that make another name of a name, not a misspelling of it: 区内 and 区外, 市级 and 县级.
const TELLING: &str = "内外市县省区州旗乡镇村国上下高低增减新原旧大小中东西南北前后男女农城年月日季甲乙丙丁一二三四五六七八九十0123456789初再首末单双本非不未无有";

/// Whether `name` can only be a slip of the pen for `known`: one character off, and not one that tells names
/// apart; or two off in a long name, none of them such.
fn is_slip(name: &str, known: &str) -> bool {
    let (name, known) = (fold(name), fold(known));
    let distance = strsim::osa_distance(&name, &known);
    if distance == 0 || distance > 2 {
        return false;
    }
    let length = known.chars().count();
    if distance == 2 && length < 7 {
        return false;
    }
    let (ours, theirs): (Vec<char>, Vec<char>) = (name.chars().collect(), known.chars().collect());
    let head = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let most = ours.len().min(theirs.len()).saturating_sub(head);
    let tail = ours
        .iter()
        .rev()
        .zip(theirs.iter().rev())
        .take(most)
        .take_while(|(a, b)| a == b)
        .count();
    let middle = |chars: &[char]| -> Vec<char> {
        let end = chars.len().saturating_sub(tail);
        chars.get(head..end).unwrap_or_default().to_vec()
    };
    let (ours, theirs) = (middle(&ours), middle(&theirs));
    // Two characters that changed places are a slip, whatever they are.
    let (mut sorted, mut known) = (ours.clone(), theirs.clone());
    sorted.sort_unstable();
    known.sort_unstable();
    if sorted == known {
        return true;
    }
    !ours.iter().chain(&theirs).any(|c| TELLING.contains(*c))
}

/// A 地区 that the table of regions lacks and whose place was only guessed.
fn region(corpus: &Corpus, entry: &Entry) -> Option<Diagnostic> {
    let name = entry.notice.header.region.as_ref()?;
    let regions = corpus.vocabulary().regions();
    let word = &name.text;
    let above = regions.get(entry.region).parent.unwrap_or(regions.nation());
    let path = regions.path(above);
    let (zh, en) = match entry.placing {
        Placing::Known | Placing::Path => return None,
        Placing::Guessed => (
            format!("区划表里没有「{word}」，当作「{path}」的下级"),
            format!("「{word}」 is not in the table of regions and is taken to lie in 「{path}」"),
        ),
        Placing::Unplaced => (
            format!("区划表里没有「{word}」，只与全国性文件对照"),
            format!("「{word}」 is not in the table of regions and is compared with national notices only"),
        ),
    };
    let near = regions
        .nearest(word, regions.nation())
        .filter(|near| *near != word.as_str());
    let help = match near {
        Some(near) => Text::new(format!("是否为「{near}」"), format!("did you mean 「{near}」?")),
        None => {
            let example = match entry.placing {
                Placing::Guessed => format!("{path}{word}"),
                _ => format!("山西省{word}"),
            };
            Text::new(
                format!("写明上级地区，如「{example}」"),
                format!("write the regions above it as well, as in 「{example}」"),
            )
        }
    };
    Some(
        Diagnostic::new(INFO.name, name.span, Text::new(zh, en))
            .severity(Severity::Warning)
            .help(help),
    )
}
