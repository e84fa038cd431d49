//! Tasks with their responsibility blocks: （牵头单位：…；配合单位：…。完成时限：…）.

use compact_str::CompactString;

use super::header;
use super::place::Place;
use crate::notice::{Clause, DayMonth, Force, Form, Name, Sureness, Task, TimeLimit, TimePoint};
use crate::text::{BlockKind, Document, Responsibility, Stretch};

/// Words of a time limit without end.
const ONGOING: [&str; 6] = ["持续推进", "持续实施", "长期坚持", "长期", "持续", "常态化推进"];

/// The name of what a responsibility block is about: the heading above where its paragraph is the first under
/// it, else the first words of the paragraph.
pub(super) fn name(place: &Place<'_>, document: &Document, block: usize) -> Option<Name> {
    let range = document.blocks.get(block)?.range;
    let before = block
        .checked_sub(1)
        .and_then(|before| document.blocks.get(before));
    if let Some(before) = before
        && let BlockKind::Heading(index) = before.kind
        && let Some(heading) = document.headings.get(index)
        && !heading.title.is_empty()
    {
        return Some(clean(place, heading.title));
    }
    let words = place.text().get(range.range())?;
    let end = words.find(['。', '，', '；', '（', '：']).unwrap_or(words.len());
    let start = range.start as usize;
    Some(clean(place, Stretch::new(start, start.saturating_add(end))))
}

/// A name without the signs that the extract language keeps for itself.
fn clean(place: &Place<'_>, stretch: Stretch) -> Name {
    let words = place.repaired.slice(stretch);
    let text: CompactString = words
        .chars()
        .filter(|c| !matches!(c, '｜' | '|' | '「' | '」' | '【' | '】' | '#' | '。' | ' '))
        .collect();
    Name {
        text,
        span: place.repaired.span(place.file, stretch),
    }
}

/// The clause of one responsibility block.
pub(super) fn clause(place: &Place<'_>, document: &Document, block: &Responsibility) -> Option<Clause> {
    let name = name(place, document, block.block)?;
    let heading = document.blocks.get(block.block).and_then(|block| block.heading);
    let organs = |list: &[Stretch]| list.iter().map(|&organ| clean(place, organ)).collect();
    let range = block.range.range();
    Some(Clause {
        form: Form::Task(Task {
            name,
            lead: organs(&block.lead),
            support: organs(&block.support),
            responsible: organs(&block.responsible),
            limit: block.limit.and_then(|stretch| limit(place, stretch)),
        }),
        force: Force::Must,
        evidence: Some(place.evidence(&range)),
        comment: None,
        span: place.span(&range),
        heading,
        sureness: Sureness::Sure,
    })
}

fn limit(place: &Place<'_>, stretch: Stretch) -> Option<TimeLimit> {
    let words = place.repaired.slice(stretch);
    if ONGOING.iter().any(|ongoing| words.contains(ongoing)) {
        return Some(TimeLimit::Ongoing(place.repaired.span(place.file, stretch)));
    }
    let date = header::date(place, stretch)?;
    // 每年12月20日前 recurs.
    if let (None, Some(month), true) = (date.year, date.month, words.contains("每年")) {
        let day = DayMonth { month, day: date.day };
        return Some(TimeLimit::Before(TimePoint::Yearly(day, date.span)));
    }
    Some(TimeLimit::Before(TimePoint::Date(date)))
}
