//! The words of the table, in both languages.

use crate::corpus::State;
use crate::diagnostic::{Language, Text};

/// The word for a state.
pub(super) fn state(state: State, language: Language) -> &'static str {
    match language {
        Language::Chinese => match state {
            State::Looser => "更松",
            State::Silent => "未回应",
            State::Partial => "部分",
            State::Answered => "已回应",
            State::Stricter => "更严",
            State::Forwarded => "转发",
            State::Delegated => "授权",
            State::Optional => "可选",
            State::Unknown => "未提及",
            State::NotComparable => "不可比",
        },
        Language::English => match state {
            State::Looser => "looser",
            State::Silent => "silent",
            State::Partial => "partial",
            State::Answered => "answered",
            State::Stricter => "stricter",
            State::Forwarded => "forwarded",
            State::Delegated => "delegated",
            State::Optional => "optional",
            State::Unknown => "unmentioned",
            State::NotComparable => "n/a",
        },
    }
}

/// What a state means.
pub(super) fn meaning(state: State) -> Text {
    let (zh, en) = match state {
        State::Looser => (
            "宽于、晚于或弱于上级要求，check 会指出",
            "outside the mandate, late, or of less force; check finds it",
        ),
        State::Silent => ("没有作出安排，check 会指出", "nothing answers it; check finds it"),
        State::Partial => (
            "一句话提了几项要求，只回应了一部分",
            "of what one phrase asks, some is answered and some is not",
        ),
        State::Answered => (
            "与上级要求一致，或在其允许之内",
            "says what is asked, or what it allows",
        ),
        State::Stricter => ("比上级要求更进一步", "goes further than asked"),
        State::Forwarded => (
            "转发上级公文，原样适用",
            "forwards the mandate, which holds as it stands",
        ),
        State::Delegated => (
            "留给另一级或另文确定",
            "left to another level or notice to settle",
        ),
        State::Optional => (
            "上级未作硬性要求，本文未提",
            "not binding above, and not spoken of",
        ),
        State::Unknown => (
            "本文未提或读不准，是否应当回应不能断定",
            "not spoken of or not read for sure; whether it should be cannot be told",
        ),
        State::NotComparable => ("针对其他地方，与本文无关", "about other places"),
    };
    Text::new(zh, en)
}

/// One wording of a format.
pub(super) struct Wording {
    pub(super) heading: &'static str,
    pub(super) mandate: &'static str,
    pub(super) state: &'static str,
    pub(super) line: &'static str,
    pub(super) look: &'static str,
    pub(super) joint: &'static str,
    pub(super) colon: &'static str,
}

impl Wording {
    pub(super) fn of(language: Language) -> Wording {
        match language {
            Language::Chinese => Wording {
                heading: "上级要求回应情况",
                mandate: "上级要求",
                state: "状态",
                line: "行",
                look: "需要看的",
                joint: "，",
                colon: "：",
            },
            Language::English => Wording {
                heading: "Coverage of mandates",
                mandate: "Mandate",
                state: "State",
                line: "Line",
                look: "To look at",
                joint: ", ",
                colon: ": ",
            },
        }
    }
}

/// `9 项要求 × 2 个公文`.
pub(super) fn extent(rows: usize, notices: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("{rows} 项要求 × {notices} 个公文"),
        Language::English => {
            let (mandates, plural) = (
                if rows == 1 { "mandate" } else { "mandates" },
                if notices == 1 { "notice" } else { "notices" },
            );
            format!("{rows} {mandates} × {notices} {plural}")
        }
    }
}

/// `更松 1，未回应 4，已回应 12`.
pub(super) fn counted(counts: &super::Counts, language: Language) -> String {
    let words: Vec<String> = counts
        .occurring()
        .map(|(one, count)| format!("{} {count}", state(one, language)))
        .collect();
    words.join(Wording::of(language).joint)
}

/// What is said where a notice has no mandates above it.
pub(super) fn nothing(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有找到上级要求：公文上方没有同一年度的上级公文，或没有写明地区、年度、依据",
        Language::English => {
            "no mandates: there is no notice of a region above for the same year, or region, year or basis are not given"
        }
    }
}
