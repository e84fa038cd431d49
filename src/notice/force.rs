//! How binding a statement is.

/// The force of a clause, written `【…】` after it; 必须 where nothing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Force {
    /// 必须: binding, the default.
    #[default]
    Must,
    /// 约束性: a binding target of a plan.
    Binding,
    /// 预期性: an expected target of a plan.
    Expected,
    /// 原则上: binding unless there is a reason.
    InPrinciple,
    /// 鼓励: encouraged.
    Encouraged,
    /// 探索: to be explored.
    Exploratory,
    /// 可: optional (有条件的地区可…); its absence below is nothing.
    Optional,
}

impl Force {
    /// All forces.
    pub const ALL: [Force; 7] = [
        Force::Must,
        Force::Binding,
        Force::Expected,
        Force::InPrinciple,
        Force::Encouraged,
        Force::Exploratory,
        Force::Optional,
    ];

    /// The word between 【 and 】.
    pub fn word(self) -> &'static str {
        match self {
            Force::Must => "必须",
            Force::Binding => "约束性",
            Force::Expected => "预期性",
            Force::InPrinciple => "原则上",
            Force::Encouraged => "鼓励",
            Force::Exploratory => "探索",
            Force::Optional => "可",
        }
    }

    /// The force called `word`.
    pub fn from_word(word: &str) -> Option<Force> {
        Force::ALL.into_iter().find(|force| force.word() == word)
    }

    /// Whether a breach is an error; under any other force it is at most a warning.
    pub fn is_binding(self) -> bool {
        matches!(self, Force::Must | Force::Binding)
    }

    /// How strongly it binds, from 0 (optional) to 3 (must); for comparing a local force with a mandate's.
    pub fn rank(self) -> u8 {
        match self {
            Force::Must | Force::Binding => 3,
            Force::InPrinciple | Force::Expected => 2,
            Force::Encouraged | Force::Exploratory => 1,
            Force::Optional => 0,
        }
    }
}
