//! What a sentence states: each figure with the names that belong to it.

use std::ops::Range;

use compact_str::CompactString;

use super::figure::Amount;
use crate::notice::{Force, Relation, Sign, Sureness, YearFacet};
use crate::vocabulary::{BearerId, ItemId};
use rust_decimal::Decimal;

/// A name found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named<T> {
    pub(super) id: T,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<T> Named<T> {
    pub(super) fn new(id: T, range: &Range<usize>) -> Self {
        Named {
            id,
            start: range.start,
            end: range.end,
        }
    }
}

/// A group or place that a figure is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupName {
    pub(super) text: CompactString,
    pub(super) range: Range<usize>,
}

/// The name of something outside the vocabulary, and the words that it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) text: CompactString,
    pub(super) range: Range<usize>,
}

/// 新增30元: by how much something differs from what it was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    pub(super) sign: Sign,
    /// The year that it is compared with, where it is written.
    pub(super) base: Option<(YearFacet, Range<usize>)>,
}

/// The value of a stated figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// 640元, 70%.
    Amount(Amount),
    /// 6:4.
    Ratio(Vec<(Decimal, Range<usize>)>),
    /// 相同标准, 不降低: as much as for everybody, or as before.
    Same(Range<usize>),
    /// 不降低 or 不提高.
    NotWorse(Relation, Range<usize>),
}

impl Value {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Value::Amount(amount) => amount.range.clone(),
            Value::Ratio(parts) => {
                let start = parts.first().map_or(0, |(_, range)| range.start);
                let end = parts.last().map_or(start, |(_, range)| range.end);
                start..end
            }
            Value::Same(range) | Value::NotWorse(_, range) => range.clone(),
        }
    }
}

/// A figure with all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stated {
    pub(super) item: Option<Named<ItemId>>,
    /// What a percentage is of: 居民人均可支配收入的50%.
    pub(super) of: Option<Named<ItemId>>,
    pub(super) bearer: Option<Named<BearerId>>,
    /// All bearers named before a ratio.
    pub(super) bearers: Vec<Named<BearerId>>,
    /// Whether the bearer is the place's own purse (脱贫县财政), and so all that the place has to bear.
    pub(super) own: bool,
    pub(super) groups: Vec<GroupName>,
    pub(super) year: Option<(YearFacet, Range<usize>)>,
    pub(super) relation: Relation,
    pub(super) value: Value,
    pub(super) change: Option<Change>,
    /// Whether it is what was before: 50% in 由50%提高至60%.
    pub(super) before: bool,
    /// 全部由自治区财政负担.
    pub(super) all_by: Option<Named<BearerId>>,
    pub(super) force: Force,
    /// Figures of one whole share this: the part of the sentence between ； and brackets they stand in.
    pub(super) frame: u32,
    /// From the first word that belongs to it to the end of its figure.
    pub(super) words: Range<usize>,
    /// What it is of in the words of the text, whether the vocabulary knows it or not.
    pub(super) name: Phrase,
    /// Whether that is named beside the figure itself, and not taken from a figure before it.
    pub(super) beside: bool,
    /// Whether a word of relation stands before it: 按200天.
    pub(super) related: bool,
    /// What a percentage of something outside the vocabulary is of: 缴费工资的8%.
    pub(super) base: Option<Phrase>,
    pub(super) sureness: Sureness,
}
