//! Comparisons as the tables that are written.

use crate::compare::{Change, Comparison, Difference, Provision, Said};
use crate::corpus::rational::show;
use crate::corpus::{Corpus, NoticeId};
use crate::report::{
    ChangeCounts, ChangeRow, ChangeSide, ChangeTable, ComparedNotice, NotCompared, RenameRow,
};

/// One table for each comparison; `all` lists what did not change as well.
pub(super) fn tables(corpus: &Corpus, found: &[Comparison], all: bool) -> Vec<ChangeTable> {
    found
        .iter()
        .map(|comparison| table(corpus, comparison, all))
        .collect()
}

fn table(corpus: &Corpus, comparison: &Comparison, all: bool) -> ChangeTable {
    let counts = comparison.counts();
    let notices = |side: &[NoticeId]| side.iter().filter_map(|&id| notice(corpus, id)).collect();
    ChangeTable {
        region: corpus
            .vocabulary()
            .regions()
            .get(comparison.region)
            .name
            .to_string(),
        old: notices(&comparison.old),
        new: notices(&comparison.new),
        counts: ChangeCounts {
            changed: counts.changed,
            renamed: counts.renamed,
            new: counts.new,
            dropped: counts.dropped,
            unchanged: counts.unchanged,
            restated: counts.restated,
            contradicted: counts.contradicted,
            not_compared: NotCompared {
                old: comparison.not_compared.0,
                new: comparison.not_compared.1,
            },
        },
        renames: comparison
            .renames
            .iter()
            .map(|rename| RenameRow {
                old: rename.old.to_string(),
                new: rename.new.to_string(),
                by: rename.by.name(),
                count: rename.met,
            })
            .collect(),
        changes: comparison
            .changes
            .iter()
            .filter(|change| all || !change.status.is_quiet())
            .map(|change| row(corpus, change))
            .collect(),
    }
}

fn notice(corpus: &Corpus, id: NoticeId) -> Option<ComparedNotice> {
    let entry = corpus.get(id)?;
    Some(ComparedNotice {
        number: entry.number().map(ToString::to_string),
        title: entry
            .notice
            .header
            .title
            .as_ref()
            .map(|title| title.text.to_string()),
        year: crate::compare::own_year(entry),
        file: corpus.sources().path(entry.file()).to_owned(),
    })
}

fn row(corpus: &Corpus, change: &Change) -> ChangeRow {
    let (mut difference, mut unit, mut percent, mut days) = (None, None, None, None);
    match &change.difference {
        Some(Difference::Amount {
            amount,
            unit: word,
            percent: of,
        }) => {
            difference = Some(show(amount));
            unit = Some(word.clone());
            percent = of.as_ref().map(show);
        }
        Some(Difference::Days(count)) => days = Some(*count),
        None => {}
    }
    ChangeRow {
        status: change.status.name(),
        kind: change.kind.name(),
        aspects: change.aspects.iter().map(|aspect| aspect.name()).collect(),
        subject: change.subject.clone(),
        old: change.old.as_ref().map(|old| side(corpus, old)),
        new: change.new.as_ref().map(|new| side(corpus, new)),
        difference,
        unit,
        percent,
        days,
        renames: change.renames.clone(),
        near: change.near,
    }
}

fn side(corpus: &Corpus, provision: &Provision) -> ChangeSide {
    let (mut relation, mut value, mut unit) = (None, None, None);
    if let Said::Amount {
        relation: sign,
        value: number,
        unit: of,
    } = &provision.said
    {
        relation = Some(sign.sign().to_owned());
        // The value is in the plain measure, so 万元 is 元 here.
        value = Some(show(number));
        unit = Some(
            crate::notice::Unit {
                magnitude: crate::notice::Magnitude::One,
                ..of.clone()
            }
            .to_string(),
        );
    }
    ChangeSide {
        notice: corpus
            .get(provision.notice)
            .and_then(|entry| entry.number())
            .map(ToString::to_string),
        year: provision.year,
        relation,
        value,
        unit,
        shown: provision.shown.clone(),
        force: provision.force.word().to_owned(),
        sureness: provision.sureness.name(),
        text: corpus.sources().slice(provision.span).to_owned(),
        span: provision.span,
    }
}
