//! What a clause is about.

use super::Name;
use crate::source::Span;

/// The year of a facet.
#[derive(Debug, Clone, Copy)]
pub enum YearFacet {
    /// 2023年.
    Year(u16),
    /// 2024年度: the year that a contribution covers.
    Annual(u16),
    /// 2023年预收2024年度: collected in one year for another.
    Prepaid {
        /// The year it is collected.
        collected: u16,
        /// The year it covers.
        covers: u16,
    },
    /// 上年: the year before the notice's own.
    Previous,
}

impl PartialEq for YearFacet {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (YearFacet::Year(a), YearFacet::Year(b)) | (YearFacet::Annual(a), YearFacet::Annual(b)) => a == b,
            (
                YearFacet::Prepaid {
                    collected: a,
                    covers: b,
                },
                YearFacet::Prepaid {
                    collected: c,
                    covers: d,
                },
            ) => a == c && b == d,
            (YearFacet::Previous, YearFacet::Previous) => true,
            _ => false,
        }
    }
}

impl Eq for YearFacet {}

/// What stands in the brackets after a subject.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// The year, and its words.
    pub year: Option<(YearFacet, Span)>,
    /// Groups or places, as written.
    pub groups: Vec<Name>,
    /// Brackets and all; `None` where there are none.
    pub span: Option<Span>,
}

impl PartialEq for Facets {
    fn eq(&self, other: &Self) -> bool {
        self.year.map(|(year, _)| year) == other.year.map(|(year, _)| year) && self.groups == other.groups
    }
}

impl Eq for Facets {}

/// `事项（facets）`, `事项·承担方（facets）`, or a bearer alone.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The first name: an item, or a bearer standing alone.
    pub head: Name,
    /// The bearer after `·`.
    pub bearer: Option<Name>,
    /// Year and groups.
    pub facets: Facets,
    /// The whole subject.
    pub span: Span,
}

impl PartialEq for Subject {
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head && self.bearer == other.bearer && self.facets == other.facets
    }
}

impl Eq for Subject {}
