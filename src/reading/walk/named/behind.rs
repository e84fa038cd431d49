//! Names that stand behind their figures: 5000元一次性创业补贴.

use super::{Parted, Walker, counts, parted};
use crate::notice::Measure;
use crate::reading::stated::{Phrase, Value};
use crate::reading::tokens::Kind;

impl Walker<'_, '_, '_> {
    /// 按收托人数给予每人300元运营补助, 处年收入60%的罚款: what is given, right behind its figure.
    pub(super) fn given_behind(&self, high: usize, value: &Value, given: bool) -> Option<Phrase> {
        let end = self.tokens.get(high)?.range.end;
        let part = parted(value) == Parted::Part;
        let directly = self.words(&(end..end.saturating_add(3))) == "的";
        if part && !directly || !part && !given || self.part.from {
            return None;
        }
        let item = self.name_behind(high)?;
        let gap = item.range.start.saturating_sub(end);
        let near = gap <= 3 && !(part && gap == 0);
        (near && !self.context.lexicon.naming().is_general(&item.text)).then_some(item)
    }

    /// The name right behind the figure that begins at `start`.
    pub(in crate::reading::walk) fn given_after(&self, start: usize) -> Option<Phrase> {
        let index = self.tokens.partition_point(|token| token.range.end <= start);
        let end = self.tokens.get(index)?.range.end;
        self.name_behind(index).filter(|item| item.range.start == end)
    }

    /// 20所公办幼儿园: what is counted stands behind its number.
    pub(super) fn counted_behind(&self, high: usize, value: &Value) -> Option<Phrase> {
        let lasts =
            matches!(value, Value::Amount(amount) if matches!(amount.unit.measure, Measure::Duration(_)));
        if !(counts(value) || lasts) {
            return None;
        }
        let naming = self.context.lexicon.naming();
        let start = self.tokens.get(high)?.range.end;
        let end = self
            .tokens
            .iter()
            .skip(high.saturating_add(1))
            .take_while(|token| {
                matches!(
                    token.kind,
                    Kind::Unknown
                        | Kind::Neutral
                        | Kind::Group(_)
                        | Kind::Item(_)
                        | Kind::Measure
                        | Kind::Place
                )
            })
            .last()
            .map_or(start, |token| token.range.end);
        let range = naming.trim(self.text, start..end);
        let count = self.words(&range).chars().count();
        (2..=14).contains(&count).then(|| self.phrase_of(&range))
    }

    /// The name behind the figure at token `high`: 5000元一次性创业补贴, 按10%的比例计提….
    pub(super) fn name_behind(&self, high: usize) -> Option<Phrase> {
        const GENERAL: [&str; 12] = [
            "的标准",
            "标准",
            "的比例",
            "比例",
            "的额度",
            "额度",
            "的幅度",
            "幅度",
            "的价格",
            "价格",
            "的水平",
            "及以上",
        ];
        let naming = self.context.lexicon.naming();
        let start = self.tokens.get(high)?.range.end;
        let end = self
            .tokens
            .iter()
            .skip(high.saturating_add(1))
            .take_while(|token| {
                !matches!(
                    token.kind,
                    Kind::Comma
                        | Kind::Semicolon
                        | Kind::Colon
                        | Kind::Figure(_)
                        | Kind::Open
                        | Kind::Close
                        | Kind::List
                        | Kind::Mark
                        | Kind::Relation(_)
                        | Kind::Title
                )
            })
            .last()
            .map_or(start, |token| token.range.end);
        let words = self.words(&(start..end));
        let rest = GENERAL
            .iter()
            .find_map(|general| words.strip_prefix(general))
            .unwrap_or(words);
        let start = end.saturating_sub(rest.len());
        // 提高到, 以上的学校: what goes on is no name of this figure.
        let trimmed = naming.trim(self.text, start..end);
        let rest = self.words(&trimmed);
        let length = naming.head_end(rest)?;
        let name = trimmed.start..trimmed.start.saturating_add(length);
        let (name, _) = naming.behind_verb(self.text, &name);
        let name = naming.trim(self.text, name);
        let count = self.words(&name).chars().count();
        ((2..=16).contains(&count) && naming.is_headed(self.words(&name))).then(|| self.phrase_of(&name))
    }
}
