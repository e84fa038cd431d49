//! Lines that run on: a recogniser, or a form on a web page, may leave a whole notice on one line.
//!
//! Such a line is cut where a heading, the head or the tail of the notice can be told by words alone. In a
//! line of ordinary length nothing is cut, so that a paragraph stays one.

use super::{Item, Texts};
use crate::text::kind::{Kind, ORGAN_ENDINGS, kind, last_date, ordinal, reference_number};
use crate::text::{OrdinalForm, Stretch};

/// No paragraph with a heading before it is shorter, in bytes.
const LONG: usize = 400;

/// How far the head of a notice, or its tail, may reach, in bytes.
const REACH: usize = 900;

/// The ordinals counted so far: what comes next in each form.
#[derive(Debug, Default)]
pub(super) struct Count {
    first: u32,
    second: u32,
    third: u32,
}

impl Count {
    /// Whether `number` goes on with the count, or begins one anew.
    fn goes_on(&self, form: OrdinalForm, number: u32) -> bool {
        match form {
            OrdinalForm::First => number == self.first.saturating_add(1),
            OrdinalForm::Second => number == self.second.saturating_add(1) || number == 1,
            OrdinalForm::Third => number == self.third.saturating_add(1) || number == 1,
            _ => false,
        }
    }

    /// Takes note of an ordinal.
    pub(super) fn note(&mut self, form: OrdinalForm, number: u32) {
        match form {
            OrdinalForm::First => (self.first, self.second, self.third) = (number, 0, 0),
            OrdinalForm::Second => (self.second, self.third) = (number, 0),
            OrdinalForm::Third => self.third = number,
            _ => {}
        }
    }
}

/// The pieces of `line`; one where nothing is to be cut.
pub(super) fn cut(texts: Texts<'_>, line: Stretch, whole: Kind, count: &mut Count, into: &mut Vec<Item>) {
    let text = texts.of(line);
    if let Kind::Ordinal(_) = whole
        && let Some(found) = ordinal(text)
    {
        count.note(found.form, found.number);
    }
    if text.len() < LONG {
        push(texts, line, Some(whole), into);
        return;
    }
    let mut cuts = Vec::new();
    headings(text, count, &mut cuts);
    // A head within a line is looked for where the line is a whole notice.
    let first = into.len() < 8 && begins_notice(text);
    let starts = starts(text, !cuts.is_empty());
    if first || !starts.is_empty() {
        for (index, &start) in std::iter::once(&0).chain(&starts).enumerate() {
            let end = starts.get(index).copied().unwrap_or(text.len());
            if index > 0 {
                cuts.push(start);
            }
            if index > 0 || first {
                head(texts, part(line, start, end), start, &mut cuts);
            }
            tail(text.get(start..end).unwrap_or_default(), start, &mut cuts);
        }
    } else if !cuts.is_empty() {
        tail(text, 0, &mut cuts);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut from = 0usize;
    for at in cuts {
        if at > from && at < text.len() {
            push(texts, part(line, from, at), None, into);
            from = at;
        }
    }
    push(
        texts,
        part(line, from, text.len()),
        (from == 0).then_some(whole),
        into,
    );
}

/// A part of `line`, its bounds counted from the start of the line.
fn part(line: Stretch, from: usize, to: usize) -> Stretch {
    let start = line.start as usize;
    Stretch::new(start.saturating_add(from), start.saturating_add(to))
}

/// Where further notices begin within a line: above a number with a title right behind it.
fn starts(text: &str, run_on: bool) -> Vec<usize> {
    if !run_on {
        return Vec::new();
    }
    let mut starts = Vec::new();
    for (at, _) in text.match_indices("号关于") {
        let before = text.get(..at.saturating_add('号'.len_utf8())).unwrap_or_default();
        let Some(stop) = before.rfind(['。', '）', '日']) else {
            continue;
        };
        let mark = before
            .get(stop..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let start = stop.saturating_add(mark);
        // The number stands alone behind names of organs: in a sentence it has a title before it.
        let names = text.get(start..at).unwrap_or_default();
        if start > LONG
            && names.len() < REACH
            && !names.contains(['，', '《', '：'])
            && reference_number(before.get(start..).unwrap_or_default()).is_some()
        {
            starts.push(start);
        }
    }
    starts
}

fn push(texts: Texts<'_>, range: Stretch, known: Option<Kind>, into: &mut Vec<Item>) {
    into.push(Item {
        range,
        kind: known.unwrap_or_else(|| kind(texts.of(range))),
        table: None,
    });
}

/// Headings behind a full stop or a colon that go on with the count.
fn headings(text: &str, count: &mut Count, cuts: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    // The last bytes of 。 ： and ）.
    for last in memchr::memchr3_iter(0x82, 0x9A, 0x89, bytes) {
        let at = last.saturating_add(1);
        let Some(&next) = bytes.get(at) else { break };
        // 一 to 龥, （ and digits.
        if !matches!(next, 0xE4..=0xE9 | 0xEF | b'1'..=b'9') {
            continue;
        }
        let mark = match at.checked_sub(3).and_then(|from| bytes.get(from..at)) {
            Some([0xE3, 0x80, 0x82]) => '。',
            Some([0xEF, 0xBC, 0x9A]) => '：',
            Some([0xEF, 0xBC, 0x89]) => '）',
            _ => continue,
        };
        let Some(found) = text
            .get(at..)
            .and_then(ordinal)
            .filter(|found| count.goes_on(found.form, found.number))
        else {
            continue;
        };
        // 1. is cut off only where the line is more than one paragraph: a list may stand within one.
        let within = found.form == OrdinalForm::Third && cuts.is_empty() && count.second == 0;
        if within
            || text.get(..at).is_some_and(|before| before.ends_with("附件："))
            || mark == '）' && found.form != OrdinalForm::First && !closes_duty(text, at)
        {
            continue;
        }
        count.note(found.form, found.number);
        cuts.push(at);
        if found.form == OrdinalForm::First {
            under(
                text,
                at.saturating_add(found.length),
                OrdinalForm::Second,
                count,
                cuts,
            );
        }
    }
}

/// （一） behind the title of the heading above it, with nothing between the two.
fn under(text: &str, from: usize, form: OrdinalForm, count: &mut Count, cuts: &mut Vec<usize>) {
    let rest = text.get(from..).unwrap_or_default();
    let title = rest
        .char_indices()
        .take(40)
        .find(|&(_, c)| matches!(c, '（' | '。' | '：' | '，'));
    if let Some((at, '（')) = title
        && let Some(found) = rest.get(at..).and_then(ordinal)
        && (found.form, found.number) == (form, 1)
    {
        count.note(form, 1);
        cuts.push(from.saturating_add(at));
    }
}

/// Whether a responsibility block ends at `at`.
fn closes_duty(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(240);
    while !text.is_char_boundary(from) {
        from = from.saturating_add(1);
    }
    let before = text.get(from..at).unwrap_or_default();
    before
        .rfind("单位：")
        .or_else(|| before.rfind("时限："))
        .is_some_and(|label| {
            !before.get(label..).unwrap_or_default().contains('。') || before.ends_with("推进）")
        })
}

/// Whether a number and a title stand at the start of a line.
fn begins_notice(text: &str) -> bool {
    let mut end = REACH.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let head = text.get(..end).unwrap_or_default();
    let number = reference_number(head);
    let before = number
        .as_ref()
        .and_then(|number| head.get(..number.start))
        .unwrap_or(head);
    number.is_some() && !before.contains(['，', '。', '《', '：']) && subject_end(head).is_some()
}

/// Where the title ends that has 关于 in it: behind 的通知 and the like, outside of 《》.
fn subject_end(text: &str) -> Option<usize> {
    let about = text.find("关于")?;
    let mut depth = 0usize;
    for (at, character) in text.char_indices().skip_while(|&(at, _)| at < about) {
        match character {
            '《' => depth = depth.saturating_add(1),
            '》' => depth = depth.saturating_sub(1),
            '。' | '；' => return None,
            '的' if depth == 0 => {
                let rest = text.get(at.saturating_add('的'.len_utf8())..)?;
                let kinds = [
                    "通知", "意见", "决定", "批复", "函", "公告", "通告", "通报", "报告", "请示", "复函",
                    "办法", "方案",
                ];
                if let Some(kind) = kinds.iter().find(|kind| rest.starts_with(**kind)) {
                    return Some(at.saturating_add('的'.len_utf8()).saturating_add(kind.len()));
                }
            }
            _ => {}
        }
    }
    None
}

/// Cuts between masthead, number, title, addressees and text; `offset` is added to each place.
fn head(texts: Texts<'_>, line: Stretch, offset: usize, cuts: &mut Vec<usize>) {
    let text = texts.of(line);
    let mut push = |at: usize| cuts.push(offset.saturating_add(at));
    let Some(number) = reference_number(text) else {
        return;
    };
    // The 代字 begins behind the name of an organ, behind 文件, or where a blank stood.
    let code = text.get(number.start..number.end).unwrap_or_default();
    let bracket = code.find(['〔', '[', '（', '(', '【']).unwrap_or(0);
    let start = code
        .char_indices()
        .map(|(at, _)| at)
        .filter(|&at| at > 0 && at < bracket)
        .filter(|&at| {
            let before = code.get(..at).unwrap_or_default();
            let place = (line.start as usize)
                .saturating_add(number.start)
                .saturating_add(at);
            let rest = code.get(at..bracket).unwrap_or_default().chars().count();
            rest >= 2
                && (texts.gap_before(place)
                    || ["文件", "附件"].iter().any(|word| before.ends_with(word))
                    || before.chars().count() >= 3
                        && ["局", "厅", "委员会", "政府", "办公室"]
                            .iter()
                            .any(|word| before.ends_with(word)))
        })
        .max()
        .unwrap_or(0);
    let label = "附件".len();
    if text.starts_with("附件") && number.start.saturating_add(start) >= label {
        push(label);
    }
    push(number.start.saturating_add(start));
    push(number.end);
    let Some(end) = subject_end(text).filter(|&end| end > number.end) else {
        return;
    };
    push(end);
    let rest = text.get(end..).unwrap_or_default();
    if let Some(colon) = rest.find('：').filter(|&colon| colon < REACH) {
        let after = colon.saturating_add('：'.len_utf8());
        if rest.get(..after).is_some_and(super::head::is_addressees) {
            push(end.saturating_add(after));
        }
    }
}

/// Cuts off what stands behind the last sentence: signatures, date, 附注, 抄送, 印发.
fn tail(text: &str, offset: usize, cuts: &mut Vec<usize>) {
    // 抄送 ends with a full stop of its own.
    let text_end = text.rfind("抄送：").unwrap_or(text.len());
    let stop_before = |end: usize| Some(text.get(..end)?.rfind('。')?.saturating_add('。'.len_utf8()));
    let Some(stop) = stop_before(text_end) else { return };
    if let Some(last) = stop_before(text.len()).filter(|&last| last > stop) {
        cuts.push(last.saturating_add(offset));
    }
    let end = text.get(stop..).unwrap_or_default();
    if end.is_empty() || end.len() > REACH {
        return;
    }
    let is_tail =
        last_date(end).is_some() || ["公开", "抄送：", "印发"].iter().any(|word| end.contains(word));
    if !is_tail {
        return;
    }
    let stop = stop.saturating_add(offset);
    cuts.push(stop);
    for word in [
        "公开方式：",
        "公开属性：",
        "信息公开",
        "抄送：",
        "附件：",
        "（此件",
        "（主动公开",
        "（信息公开",
    ] {
        cuts.extend(end.match_indices(word).map(|(at, _)| stop.saturating_add(at)));
    }
    for word in ["主动公开", "依申请公开", "不予公开", "此件公开发布"] {
        let ends = end
            .match_indices(word)
            .map(|(at, word)| at.saturating_add(word.len()));
        let apart = ends.filter(|&at| {
            end.get(at..)
                .is_some_and(|rest| !rest.starts_with(['）', '。', '，']))
        });
        cuts.extend(apart.map(|at| stop.saturating_add(at)));
    }
    // Behind a note in brackets, and behind a date that is not that of the printing.
    for (at, mark) in end.match_indices(['）', '日']) {
        let after = at.saturating_add(mark.len());
        let rest = end.get(after..).unwrap_or_default();
        let before = end.get(..after).unwrap_or_default();
        if mark == "）" && before.contains("公开")
            || mark == "日" && last_date(before).is_some() && !rest.starts_with("印发")
        {
            cuts.push(stop.saturating_add(after));
        }
        // The organ that prints it stands behind 抄送, whose last word is an organ as well.
        if mark == "日"
            && let Some(date) = last_date(before)
            && rest.is_empty()
            && ORGAN_ENDINGS
                .iter()
                .any(|ending| end.get(..date.start).is_some_and(|names| names.ends_with(ending)))
        {
            cuts.push(stop.saturating_add(date.start));
        }
    }
}
