//! A 代字 that is not the issuer's.

use super::cited::citations;
use crate::corpus::{Corpus, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::{Citation, Name};
use crate::rules::{Group, Info, Rule};
use crate::vocabulary::{RegionId, Regions};

pub(crate) struct IssuerNumber;

static INFO: Info = Info {
    name: "issuer-number",
    group: Group::Citations,
    level: Severity::Warning,
    summary_zh: "发文字号的代字不是发文机关的",
    summary_en: "a number whose code is not that of the issuing organ",
    ground: "GB/T 9704—2012 7.2.5",
    explanation: include_str!("issuer-number.md"),
};

/// The longest list of organs in front of a title, in characters.
const ORGAN: usize = 120;

/// National organs, and what their codes begin with. Only those whose codes nobody else below the nation uses
/// in front.
const NATIONAL: [(&str, &[&str]); 8] = [
    ("国务院办公厅", &["国办"]),
    ("国务院", &["国"]),
    ("财政部", &["财"]),
    ("民政部", &["民"]),
    ("教育部", &["教"]),
    ("国家医疗保障局", &["医保"]),
    ("国家医保局", &["医保"]),
    ("国家卫生健康委", &["国卫"]),
];

impl Rule for IssuerNumber {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let Some(entry) = corpus.get(id).filter(|entry| entry.is_text()) else {
            return;
        };
        for citation in citations(&entry.notice) {
            out.extend(check(corpus, citation));
        }
    }
}

fn check(corpus: &Corpus, citation: &Citation) -> Option<Diagnostic> {
    let (number, title) = (citation.number.as_ref()?, citation.title.as_ref()?);
    let code = number.code.as_str();
    let organ = organ(corpus, title)?;
    let organ = organ.as_str();
    let regions = corpus.vocabulary().regions();
    let province = province_of_code(regions, code);
    let (expected, zh, en) =
        if let Some((name, codes)) = NATIONAL.iter().find(|(name, _)| organ.starts_with(name)) {
            // 国 alone belongs to no province, 桂医保发 never to the nation.
            if province.is_none() && codes.iter().any(|own| code.starts_with(own)) {
                return None;
            }
            // What an organ of the nation writes in front of its code is not always its name.
            province?;
            ((*name).to_owned(), "是地方的代字", "is a code of a province")
        } else {
            let own = province_of_organ(regions, organ)?;
            if province? == own {
                return None;
            }
            (
                regions.get(own).name.to_string(),
                "是另一省份的代字",
                "is a code of another province",
            )
        };
    let message = Text::new(
        format!("「{code}」{zh}，标题的发文机关属于{expected}"),
        format!("「{code}」 {en}, the organ of the title is of {expected}"),
    );
    Some(
        Diagnostic::new(INFO.name, number.span, message)
            .severity(INFO.level)
            .related(title.span, Text::new("标题", "the title"))
            .help(Text::new(
                "核对文号与标题是不是同一份公文的",
                "check whether number and title are of one notice",
            )),
    )
}

/// The words of a title before 关于. A reading leaves them out of the title, so that they are taken from the
/// text: from 《 on.
fn organ(corpus: &Corpus, title: &Name) -> Option<String> {
    let span = title.span;
    let text = corpus.sources().get(span.file)?.text();
    let start = span.start as usize;
    let head = text.get(..start)?;
    let from = head
        .char_indices()
        .rev()
        .take(ORGAN)
        .find(|(_, c)| *c == '《')
        .map(|(at, c)| at.saturating_add(c.len_utf8()))?;
    let words: String = text
        .get(from..span.end as usize)?
        .split("关于")
        .next()?
        .split_whitespace()
        .collect();
    (!words.is_empty()).then_some(words)
}

/// Abbreviations of provinces that begin no word of an organ: 国 and 新 are parts of other codes.
fn province_of_code(regions: &Regions, code: &str) -> Option<RegionId> {
    let first = code.chars().next()?;
    if !"京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘青宁蒙".contains(first)
    {
        return None;
    }
    // 青平市 has 青 of its own, 宁 and 川 stand for cities as well.
    if "青宁川甘吉黑蒙".contains(first) {
        return None;
    }
    regions.by_abbreviation(first)
}

fn province_of_organ(regions: &Regions, organ: &str) -> Option<RegionId> {
    let end = ["省", "自治区"]
        .iter()
        .find_map(|level| organ.find(level).map(|at| at.saturating_add(level.len())))?;
    // 鄂 is 湖北, and what a city of 内蒙古 begins its own numbers with.
    let below = organ.get(end..)?.replace("自治区", "");
    if below.contains(['市', '县', '区', '州', '盟', '旗']) {
        return None;
    }
    match regions.resolve_path(organ.get(..end)?) {
        crate::vocabulary::PathResolution::Known(id) => Some(id),
        _ => None,
    }
}
