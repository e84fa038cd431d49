//! What the words before a mark, and the figures before, name for the figures behind.

use super::{Named, Parted, Walker, Words};
use crate::reading::stated::GroupName;

impl Walker<'_, '_, '_> {
    /// What the words up to a mark name for the figures behind it.
    pub(in crate::reading::walk) fn leads_on(&mut self, until: usize) {
        let lexicon = self.context.lexicon;
        let naming = lexicon.naming();
        let whole = self.said_from..until;
        let words = self.words(&whole);
        let stated = self
            .out
            .stated
            .last()
            .is_some_and(|last| last.words.end > whole.start);
        let led = words.starts_with(['对', '向']);
        if words.ends_with('的') || words.ends_with("部分") || led {
            let group = naming.trim(self.text, whole);
            if let Some(group) = self.as_group(&group) {
                self.qualifier = Some((group, true));
            }
            return;
        }
        if stated {
            return;
        }
        let low = self
            .tokens
            .partition_point(|token| token.range.start < whole.start);
        let high = self.tokens.partition_point(|token| token.range.end <= until);
        let own = self.own(low, high, Parted::No);
        let first = (low..high)
            .find(|&index| {
                self.tokens
                    .get(index)
                    .is_some_and(|token| self.cuts(token, false))
            })
            .and_then(|cut| {
                let first = self.tokens.get(low)?.range.start;
                let until = self.tokens.get(cut)?.range.start;
                (cut > low).then(|| naming.trim(self.text, first..until))
            });
        let before = naming
            .behind_verb(self.text, &naming.trim(self.text, whole))
            .1
            .map(|before| naming.trim(self.text, before));
        for range in [Some(own.words.clone()), first, before].into_iter().flatten() {
            let words = self.words(&range);
            if naming.is_headed(words) && !naming.is_general(words) {
                self.phrase = Some(self.phrase_of(&range));
                return;
            }
        }
        let words = self.words(&own.words);
        if naming.is_whom(words)
            && let Some(group) = self.as_group(&own.words)
        {
            self.qualifier = Some((group, false));
        }
    }

    /// Keeps what was stated for the figures behind it.
    pub(in crate::reading::walk) fn keep_name(&mut self, named: &Named) {
        let naming = self.context.lexicon.naming();
        if let Some(item) = &named.item {
            if naming.is_headed(&item.text) {
                if !naming.is_general(&item.text) || self.phrase.is_none() {
                    self.phrase = Some(item.clone());
                }
            } else if Words::is_short(&item.text) {
                self.qualifier = Some((
                    GroupName {
                        text: item.text.clone(),
                        range: item.range.clone(),
                    },
                    false,
                ));
            }
        }
    }
}
