//! The header of a notice, from its own elements.

use compact_str::CompactString;

use super::cites::{Cited, Role, without_issuer};
use super::figure::{self, FigureKind};
use super::number;
use super::numeral;
use super::place::Place;
use crate::notice::{Header, Name, PartialDate, Years};
use crate::text::{Document, Stretch};
use crate::vocabulary::Vocabulary;

/// Reads what is known of the notice as a whole.
pub(super) fn header(
    place: &Place<'_>,
    document: &Document,
    cited: &[Cited],
    vocabulary: &Vocabulary,
) -> Header {
    let text = place.text();
    let slice = |stretch: Stretch| text.get(stretch.range()).unwrap_or("");
    let mut header = Header {
        span: Some(place.repaired.span(place.file, document.range)),
        ..Header::default()
    };
    if let Some(stretch) = document.number {
        let range = stretch.range();
        header.number = slice(stretch)
            .char_indices()
            .filter(|(_, c)| matches!(c, '〔' | '[' | '［' | '（' | '(' | '【' | '﹝'))
            .find_map(|(at, _)| number::at_bracket(place, range.start, range.start.saturating_add(at)))
            .map(|(number, _)| number);
    }
    header.issuers = document
        .issuers
        .iter()
        .map(|&issuer| place.name(CompactString::from(slice(issuer)), &issuer.range()))
        .collect();
    header.title = document.title.map(|stretch| {
        let title = slice(stretch);
        let kept = without_issuer(title);
        let end = stretch.end as usize;
        place.name(CompactString::from(kept), &(end.saturating_sub(kept.len())..end))
    });
    header.region = region(place, document, &header.issuers, vocabulary);
    header.issued = document
        .issued
        .or_else(|| document.printing.as_ref().and_then(|printing| printing.date))
        .and_then(|stretch| date(place, stretch));
    header.years = years(place, document, &header);
    for cited in cited {
        let Some(number) = &cited.number else { continue };
        if header.number.as_ref() == Some(number) {
            continue;
        }
        let list = match cited.role {
            Role::Basis => &mut header.basis,
            Role::Forwards => &mut header.forwards,
            Role::Repeals => &mut header.repeals,
            Role::Cites | Role::Prints => continue,
        };
        if !list.contains(number) {
            list.push(number.clone());
        }
    }
    header
}

/// The region that the first organ which names one belongs to; the nation for organs of the State.
fn region(place: &Place<'_>, document: &Document, issuers: &[Name], vocabulary: &Vocabulary) -> Option<Name> {
    let regions = vocabulary.regions();
    for issuer in issuers {
        let local = issuer
            .text
            .strip_prefix("国家税务总局")
            .filter(|rest| !rest.is_empty())
            .unwrap_or(&issuer.text);
        if let Some((id, _)) = regions.leading(local) {
            return Some(Name {
                text: regions.path(id).into(),
                span: issuer.span,
            });
        }
        if let Some(name) = place_name(local) {
            return Some(Name {
                text: CompactString::from(name),
                span: issuer.span,
            });
        }
    }
    let national = |text: &str| {
        [
            "国家",
            "国务院",
            "财政部",
            "人力资源社会保障部",
            "民政部",
            "教育部",
            "中共中央",
            "住房城乡建设部",
            "中国人民银行",
            "全国",
            "生态环境部",
            "农业农村部",
            "交通运输部",
            "水利部",
            "商务部",
            "退役军人",
        ]
        .iter()
        .any(|start| text.starts_with(start))
            || text.ends_with('部') && text.chars().count() <= 9 && !text.contains(['省', '市', '县', '区'])
    };
    if let Some(issuer) = issuers.iter().find(|issuer| national(&issuer.text)) {
        return Some(Name {
            text: CompactString::const_new("全国"),
            span: issuer.span,
        });
    }
    // A title such as 关于做好青平市…的通知 is no ground; the addressees of the nation are its provinces.
    let addressees = document
        .addressees
        .map(|stretch| place.text().get(stretch.range()).unwrap_or(""));
    if addressees.is_some_and(|text| text.starts_with("各省")) {
        return document.addressees.map(|stretch| Name {
            text: CompactString::const_new("全国"),
            span: place.repaired.span(place.file, stretch),
        });
    }
    None
}

/// The place at the start of an organ's name that the table of regions lacks: 青平市医疗保障局.
fn place_name(organ: &str) -> Option<&str> {
    for ending in ["自治区", "自治州", "省", "市", "县", "区", "州", "盟", "旗"] {
        if let Some(at) = organ.find(ending) {
            let end = at.saturating_add(ending.len());
            let name = organ.get(..end)?;
            let count = name.chars().count();
            if (2..=8).contains(&count) && end < organ.len() {
                return Some(name);
            }
        }
    }
    None
}

/// A date in figures or in Chinese numerals.
pub(super) fn date(place: &Place<'_>, stretch: Stretch) -> Option<PartialDate> {
    let text = place.text().get(stretch.range())?;
    let start = stretch.start as usize;
    if let Some(at) = text.find(|c: char| c.is_ascii_digit())
        && let Some(found) = figure::at_digit(place.text(), start.saturating_add(at))
        && let FigureKind::Date(words, _) = found.kind
    {
        return Some(PartialDate {
            year: words.year,
            month: words.month,
            day: words.day,
            end: words.end,
            span: place.span(&found.core),
        });
    }
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    let number = |words: &str| {
        let words = words.trim().replace(['O', 'o', '○', 'Ｏ'], "〇");
        let first = words.find(numeral::is_numeral)?;
        numeral::value(words.get(first..)?).and_then(|value| u32::try_from(value).ok())
    };
    Some(PartialDate {
        year: number(year),
        month: number(month),
        day: number(day),
        end: false,
        span: place.repaired.span(place.file, stretch),
    })
}

/// The policy year: of a plan its years, else the year of the title, else that of the issue.
fn years(place: &Place<'_>, document: &Document, header: &Header) -> Option<Years> {
    let title = document
        .title
        .and_then(|stretch| place.text().get(stretch.range()).map(|text| (stretch, text)));
    if let Some((stretch, title)) = title {
        if let Some(years) = plan_years(title) {
            return Some(Years {
                first: years.0,
                last: years.1,
                span: place.repaired.span(place.file, stretch),
            });
        }
        for (at, c) in title.char_indices() {
            let starts = c.is_ascii_digit()
                && !title.get(..at).is_some_and(|before| {
                    before.ends_with(|c: char| c.is_ascii_digit() || c == '〔' || c == '[')
                });
            if !starts {
                continue;
            }
            let found = figure::at_digit(place.text(), (stretch.start as usize).saturating_add(at));
            let years = match found.as_ref().map(|found| &found.kind) {
                Some(FigureKind::Years(first, last)) => Some((*first, *last)),
                Some(FigureKind::Date(words, _)) => words
                    .year
                    .and_then(|year| u16::try_from(year).ok())
                    .map(|year| (year, year)),
                _ => None,
            };
            if let (Some((first, last)), Some(found)) = (years, found) {
                return Some(Years {
                    first,
                    last,
                    span: place.span(&found.core),
                });
            }
        }
    }
    let issued = header.issued?;
    let year = u16::try_from(issued.year?).ok()?;
    Some(Years {
        first: year,
        last: year,
        span: issued.span,
    })
}

/// The years of a five-year plan by its name: the 十二五 began in 2011.
fn plan_years(title: &str) -> Option<(u16, u16)> {
    let plans = [
        ("十一五", 2006),
        ("十二五", 2011),
        ("十三五", 2016),
        ("十四五", 2021),
        ("十五五", 2026),
    ];
    plans
        .into_iter()
        .find(|(name, _)| title.contains(name))
        .map(|(_, first): (&str, u16)| (first, first.saturating_add(4)))
}
