//! The words before a figure that may name it: where they begin and end.

use std::ops::Range;

use super::{HEADED, NOUNS, Parted, RATED, Walker, Words};
use crate::notice::Relation;
use crate::reading::figure::FigureKind;
use crate::reading::stated::{GroupName, Phrase};
use crate::reading::tokens::{Kind, Token};

/// The words before a figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    pub(super) words: Range<usize>,
    pub(super) groups: Vec<GroupName>,
    pub(super) base: Option<Phrase>,
    pub(super) relation: Option<Relation>,
    /// A verb that is a noun as well: 补贴40元.
    pub(super) paid: Option<Range<usize>>,
    /// Whether a verb of giving stands right before the figure.
    pub(super) given: bool,
}

/// Words without meaning of their own between a name and its figure.
const CONNECTIVES: [&str; 58] = [
    "的",
    "将",
    "把",
    "在",
    "于",
    "由",
    "从",
    "要",
    "应",
    "应当",
    "须",
    "需",
    "必须",
    "则",
    "也",
    "并",
    "且",
    "再",
    "已",
    "每",
    "至",
    "到",
    "按",
    "按照",
    "根据",
    "可",
    "原",
    "现",
    "同比",
    "环比",
    "累计",
    "共",
    "合计",
    "分别",
    "分别按照",
    "实际",
    "统一",
    "提高",
    "提升",
    "增加",
    "降低",
    "调整",
    "确定",
    "达到",
    "约",
    "大约",
    "予以",
    "给予",
    "比",
    "较",
    "上",
    "实现",
    "确保",
    "保持",
    "稳定",
    "与",
    "左右",
    "其中",
];

impl Walker<'_, '_, '_> {
    /// The words of the tokens from `low` to `high` that may name a figure.
    pub(super) fn own(&self, low: usize, high: usize, parted: Parted) -> Own {
        let naming = self.context.lexicon.naming();
        let mut own = Own::default();
        let end = self.words_end(low, high);
        own.paid = self
            .tokens
            .get(end..high)
            .unwrap_or_default()
            .iter()
            .find_map(|token| {
                (token.kind == Kind::Pays
                    && (NOUNS.contains(&self.words(&token.range))
                        || RATED.contains(&self.words(&token.range))))
                .then(|| token.range.clone())
            });
        own.given = self
            .tokens
            .get(end..high)
            .unwrap_or_default()
            .iter()
            .any(|token| matches!(self.words(&token.range), "给予" | "发放" | "予以" | "奖励"));
        let Some(last) = end.checked_sub(1).and_then(|last| self.tokens.get(last)) else {
            return own;
        };
        if end <= low {
            return own;
        }
        let related = |index: usize| {
            self.tokens
                .get(index)
                .is_some_and(|token| matches!(token.kind, Kind::Relation(_)) && self.cuts(token, true))
        };
        let cut = if parted == Parted::No {
            self.last_cut(low, end)
        } else {
            (low..end)
                .rev()
                .find(|&index| related(index))
                .or_else(|| self.last_cut(low, end))
        };
        let from = cut.map_or(low, |cut| cut.saturating_add(1));
        let Some(first) = self.tokens.get(from).filter(|_| from < end) else {
            return own;
        };
        let mut words = first.range.start..last.range.end;
        // 标准为: the head of the name stands within the relation.
        if let Some(next) = self
            .tokens
            .get(end)
            .filter(|next| matches!(next.kind, Kind::Relation(_)))
        {
            let within = self.words(&next.range);
            if let Some(head) = HEADED.iter().find(|head| within.starts_with(**head)) {
                words.end = next.range.start.saturating_add(head.len());
            }
        }
        let next = self.words(&(last.range.end..last.range.end.saturating_add(3)));
        // 超过限额的部分按90%: the rate stands behind a relation of its own.
        let direct = !self
            .tokens
            .get(end..high)
            .unwrap_or_default()
            .iter()
            .any(|token| matches!(token.kind, Kind::Relation(_)));
        if parted != Parted::No
            && direct
            && let Some(cut) = cut
            && let Some(Kind::Relation(relation)) = self.tokens.get(cut).map(|token| &token.kind)
            && (next == "的" || *relation != Relation::Equal || self.is_by(cut, &words))
        {
            let points = !self.words(&words).is_empty() && parted == Parted::Points;
            let base = naming.trim(self.text, words);
            let mut outer = self.own(low, cut, Parted::No);
            if !base.is_empty() {
                outer.base = (!points).then(|| self.phrase_of(&base));
                // 应不低于 before it binds more than 按.
                outer.relation = (low..=cut)
                    .rev()
                    .map_while(|index| match self.tokens.get(index).map(|token| &token.kind) {
                        Some(Kind::Relation(relation)) => Some(Some(*relation)),
                        Some(Kind::Neutral | Kind::Per(_)) => Some(None),
                        _ => None,
                    })
                    .flatten()
                    .reduce(|near, far| {
                        // The nearest binds, but 达到 and 按 bind less than what stands before them.
                        if matches!(near, Relation::Equal | Relation::Reaches) {
                            super::super::stronger(Some(near), far)
                        } else {
                            near
                        }
                    });
            }
            return outer;
        }
        if let Some(cut) = cut
            && let Some(start) = self.tokens.get(low).map(|token| token.range.start)
            && let Some(until) = self.tokens.get(cut).map(|token| token.range.start)
        {
            own.groups.extend(self.whom(start..until));
        }
        let whole = naming.trim(self.text, words);
        let (name, before) = naming.behind_verb(self.text, &whole);
        let name = naming.trim(self.text, name);
        if let Some(before) = before {
            own.groups.extend(self.whom(before));
        }
        own.words = name;
        // 滞纳金按日加收: the name stands before the relation.
        if let Some(cut) = cut.filter(|cut| *cut > low)
            && !naming.is_headed(self.words(&own.words))
            && matches!(
                self.tokens.get(cut).map(|token| &token.kind),
                Some(Kind::Relation(_))
            )
        {
            let outer = self.own(low, cut, Parted::No);
            if naming.is_headed(self.words(&outer.words)) {
                return outer;
            }
        }
        own
    }

    /// 按缴费工资8%: of what is named behind 按, unless that is the rate itself.
    pub(super) fn is_by(&self, cut: usize, words: &Range<usize>) -> bool {
        let by = self
            .tokens
            .get(cut)
            .is_some_and(|token| matches!(self.words(&token.range), "按" | "按照"));
        by && self.context.lexicon.naming().is_headed(self.words(words))
            && !self.words(words).ends_with(['率', '例', '准', '重'])
    }

    /// Words before a verb or a payer, where they say whom something is for: 对高校毕业生.
    pub(super) fn whom(&self, range: Range<usize>) -> Option<GroupName> {
        let naming = self.context.lexicon.naming();
        let led = self.words(&range).starts_with(['对', '向', '给', '为']);
        let range = naming.trim(self.text, range);
        let words = self.words(&range);
        (!words.is_empty() && Words::is_short(words) && (led || naming.is_whom(words)))
            .then(|| self.group_of(&range))
    }

    /// The token behind the last between `low` and `high` that may be part of a name.
    pub(super) fn words_end(&self, low: usize, high: usize) -> usize {
        let mut end = high;
        let mut brackets = 0usize;
        while end > low {
            let Some(token) = end.checked_sub(1).and_then(|last| self.tokens.get(last)) else {
                break;
            };
            match &token.kind {
                Kind::Close => brackets = brackets.saturating_add(1),
                Kind::Open => brackets = brackets.saturating_sub(1),
                _ if brackets > 0 => {}
                _ if self.connects(token, end, low) => {}
                _ => break,
            }
            end = end.saturating_sub(1);
        }
        end
    }

    pub(super) fn connects(&self, token: &Token, end: usize, low: usize) -> bool {
        let words = self.words(&token.range);
        match &token.kind {
            Kind::Relation(_)
            | Kind::Rise
            | Kind::Fall
            | Kind::Respectively
            | Kind::Each
            | Kind::All
            | Kind::Per(_)
            | Kind::Force(_)
            | Kind::OnBasis
            | Kind::LastYear
            | Kind::Mark
            | Kind::ByAll
            | Kind::Bearer(_)
            | Kind::Finance
            | Kind::OfWhich
            | Kind::Rest
            | Kind::List
            | Kind::Half => true,
            Kind::Figure(figure) => matches!(figure.kind, FigureKind::Date(..) | FigureKind::Nothing),
            Kind::Neutral => CONNECTIVES.contains(&words),
            Kind::Pays if NOUNS.contains(&words) => {
                // 中央财政补助 pays, 生活补助 is a name.
                end.checked_sub(2)
                    .filter(|before| *before >= low)
                    .and_then(|before| self.tokens.get(before))
                    .is_none_or(|before| {
                        matches!(
                            before.kind,
                            Kind::Bearer(_)
                                | Kind::Finance
                                | Kind::Per(_)
                                | Kind::Figure(_)
                                | Kind::Each
                                | Kind::All
                        )
                    })
            }
            Kind::Pays => true,
            // 每吨煤50元.
            Kind::Unknown => {
                words.chars().count() == 1
                    && end
                        .checked_sub(2)
                        .filter(|before| *before >= low)
                        .and_then(|before| self.tokens.get(before))
                        .is_some_and(|before| matches!(before.kind, Kind::Per(_)))
            }
            _ => false,
        }
    }

    /// The last token between `low` and `end` that a name cannot go across.
    pub(super) fn last_cut(&self, low: usize, end: usize) -> Option<usize> {
        let mut brackets = 0usize;
        (low..end).rev().find(|&index| {
            let Some(token) = self.tokens.get(index) else {
                return false;
            };
            match token.kind {
                Kind::Close => brackets = brackets.saturating_add(1),
                Kind::Open => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            brackets == 0 && self.cuts(token, false)
        })
    }

    pub(super) fn cuts(&self, token: &Token, bound: bool) -> bool {
        let words = self.words(&token.range);
        // 执行进度, 支付比例: the verb is part of the name.
        if matches!(token.kind, Kind::Relation(_) | Kind::Pays)
            && self
                .context
                .lexicon
                .naming()
                .keeps(self.text.get(token.range.start..).unwrap_or(""))
        {
            return false;
        }
        match &token.kind {
            Kind::Bearer(_) | Kind::Force(_) | Kind::OnBasis | Kind::ByAll => true,
            // 月人均补差水平 is a name.
            Kind::Per(_) => words.starts_with('每'),
            Kind::Figure(_)
            | Kind::Respectively
            | Kind::OfWhich
            | Kind::Comma
            | Kind::Colon
            | Kind::Semicolon => true,
            Kind::Pays => !NOUNS.contains(&words) && !RATED.contains(&words) && words != "补",
            Kind::Relation(_) => {
                let before = self.text.get(..token.range.start).unwrap_or("");
                match words {
                    "为" => !before.ends_with(['行', '作', '因', '成', '认', '人']),
                    "按" | "按照" | "是" => true,
                    "最高" | "最低" | "最多" | "最长" | "超过" | "控制在" => {
                        bound && words != "控制在" && words.starts_with('超')
                    }
                    _ => words.chars().count() > 1 && !words.starts_with(['共', '合', '总']),
                }
            }
            _ => false,
        }
    }
}
