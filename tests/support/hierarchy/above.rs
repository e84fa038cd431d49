//! What a notice leaves to those below it.

use super::Id;

/// A statement of an amount, and whether it is the amount itself or a floor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated {
    pub(super) id: Id,
    pub(super) exact: bool,
    /// `=`, which those below may not exceed.
    pub(super) fixed: bool,
}

pub(super) struct Nation {
    pub(super) subsidy: Stated,
    pub(super) contribution: Id,
    pub(super) funding: Option<Id>,
    pub(super) west: [Id; 2],
    pub(super) centre: [Id; 2],
    pub(super) rate: Id,
    pub(super) enrolment: Id,
    pub(super) deadline: Option<Id>,
    pub(super) growth: Option<Id>,
}

/// What a notice says that those below must meet.
#[derive(Clone)]
pub(super) struct Above {
    pub(super) number: String,
    pub(super) subsidy: Option<Stated>,
    pub(super) contribution: Option<Stated>,
    pub(super) growth: Option<Id>,
    pub(super) step: Option<Id>,
    pub(super) rate: Option<(Id, bool)>,
    pub(super) enrolment: Vec<Id>,
    pub(super) everybody: Vec<Id>,
    pub(super) deadline: Vec<Id>,
}

/// How a province shares its subsidy out: by amounts, or by percentages for each kind of county.
#[derive(Clone)]
pub(super) enum Scheme {
    Amounts {
        /// 中央财政 and 地方财政.
        central: Id,
        local: Id,
        /// 省级财政 and 县级财政 in 脱贫县; 省级财政 and 市县财政 elsewhere.
        poor: [Id; 2],
        other: [Id; 2],
    },
    Percentages {
        /// 一般县 and 享受西部政策的县: percentages and amounts of 中央、省级、市县, and whether the last is exact.
        classes: [([Id; 3], [Id; 3], bool); 2],
    },
}
