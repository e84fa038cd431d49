//! The names of several figures in a row, in their order: 一级、二级、三级分别为….

use std::ops::Range;

use super::{Named, Parted, Walker, parted};
use crate::reading::stated::{Phrase, Value};
use crate::reading::tokens::Kind;

impl Walker<'_, '_, '_> {
    /// The names of `count` figures in a row, in order.
    pub(in crate::reading::walk) fn named_in_order(&self, value: &Value, count: usize) -> Option<Vec<Named>> {
        let figure = value.range();
        let Range {
            start: low,
            end: high,
        } = self.before(&figure);
        // 三类补贴分别为最低工资的三分之一、六分之一: the names stand before what these are parts of.
        let base = match parted(value) {
            Parted::Part => self.own(low, high, Parted::Part).base,
            _ => None,
        };
        let high = base.as_ref().map_or(high, |base| {
            self.tokens
                .partition_point(|token| token.range.end <= base.range.start)
        });
        if let Some(base) = base {
            let mut named = self.in_order(low, high, count)?;
            for name in &mut named {
                name.base = Some(base.clone());
            }
            return Some(named);
        }
        self.in_order(low, high, count)
    }

    /// The names of `count` figures in a row within the tokens from `low` to `high`, in order.
    pub(super) fn in_order(&self, low: usize, high: usize, count: usize) -> Option<Vec<Named>> {
        let naming = self.context.lexicon.naming();
        let end = self.words_end(low, high);
        let start = self.last_cut(low, end).map_or(low, |cut| cut.saturating_add(1));
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut from = start;
        for index in start..=end {
            let is_list = self
                .tokens
                .get(index)
                .is_some_and(|token| matches!(token.kind, Kind::List));
            if index == end || is_list {
                if let (Some(first), Some(last)) = (
                    self.tokens.get(from),
                    index.checked_sub(1).and_then(|last| self.tokens.get(last)),
                ) && from < index
                {
                    parts.push(naming.trim(self.text, first.range.start..last.range.end));
                }
                from = index.saturating_add(1);
            }
        }
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            return self.named_before(count);
        }
        if let [item] = parts.as_slice() {
            // 江州市、云阳县2022年能耗分别…: whom they are of stands before the year.
            let item = self.phrase_of(item);
            let listed = self.listed(low, start.saturating_sub(1), count)?;
            return Some(listed.iter().map(|part| self.of_group(&item, part)).collect());
        }
        if parts.len() != count {
            return None;
        }
        let full = parts.last()?.clone();
        // 全护理、半护理、全自理三档护理标准: how many there are parts them from what they share.
        if let Some((part, shared)) = self.counted(&full, count) {
            let item = if shared.is_empty() {
                self.phrase.clone().or_else(|| self.context.subject.clone())?
            } else {
                self.phrase_of(&shared)
            };
            *parts.last_mut()? = part;
            return Some(parts.iter().map(|part| self.of_group(&item, part)).collect());
        }
        if !naming.is_headed(self.words(&full)) {
            let item = self.phrase.as_ref().or(self.context.subject.as_ref())?;
            return Some(parts.iter().map(|part| self.of_group(item, part)).collect());
        }
        // 陵川县、高平市、泽州县低保标准: places are whom the figures are of.
        if let Some(at) = place_end(self.words(&full))
            && let Some((_, others)) = parts.split_last()
            && others
                .iter()
                .all(|part| place_end(self.words(part)) == Some(self.words(part).len()))
        {
            let cut = full.start.saturating_add(at);
            let shared = naming.trim(self.text, cut..full.end);
            if naming.is_headed(self.words(&shared)) {
                let item = if naming.is_general(self.words(&shared)) {
                    self.phrase.clone().unwrap_or_else(|| self.phrase_of(&shared))
                } else {
                    self.phrase_of(&shared)
                };
                *parts.last_mut()? = full.start..cut;
                return Some(parts.iter().map(|part| self.of_group(&item, part)).collect());
            }
        }
        let mut out: Vec<Named> = Vec::with_capacity(count);
        for (index, part) in parts.iter().enumerate() {
            let words = self.words(part);
            let item = if naming.is_headed(words) {
                self.phrase_of(part)
            } else {
                // The next that is named in full says what all are.
                let next = parts
                    .iter()
                    .skip(index)
                    .find(|next| naming.is_headed(self.words(next)))
                    .unwrap_or(&full);
                match naming.shared_end(words, self.words(next)) {
                    Some(text) => Phrase {
                        text,
                        range: part.clone(),
                    },
                    None => {
                        out.push(self.of_group(&self.phrase_of(next), part));
                        continue;
                    }
                }
            };
            out.push(Named {
                item: Some(item),
                ..Named::default()
            });
        }
        Some(out)
    }

    /// The `count` names of a list that ends before the token `high`.
    pub(super) fn listed(&self, low: usize, high: usize, count: usize) -> Option<Vec<Range<usize>>> {
        let naming = self.context.lexicon.naming();
        let tokens = self.tokens.get(low..high)?;
        let parts: Vec<Range<usize>> = tokens
            .split(|token| token.kind == Kind::List)
            .filter_map(|part| {
                Some(naming.trim(self.text, part.first()?.range.start..part.last()?.range.end))
            })
            .filter(|part| !part.is_empty())
            .collect();
        (parts.len() == count).then_some(parts)
    }

    /// 比上年分别增加100元、80元: of the figures before, in order.
    pub(super) fn named_before(&self, count: usize) -> Option<Vec<Named>> {
        let from = self.out.stated.len().checked_sub(count)?;
        let last = self.out.stated.get(from..)?;
        let named = last
            .iter()
            .map(|stated| Named {
                item: Some(stated.name.clone()),
                groups: stated.groups.clone(),
                ..Named::default()
            })
            .collect();
        Some(named)
    }

    pub(super) fn of_group(&self, item: &Phrase, part: &Range<usize>) -> Named {
        Named {
            item: Some(item.clone()),
            groups: self.as_group(part).into_iter().collect(),
            ..Named::default()
        }
    }

    /// 全自理三档护理标准: the last of three, and what the three share.
    pub(super) fn counted(&self, full: &Range<usize>, count: usize) -> Option<(Range<usize>, Range<usize>)> {
        const NUMERALS: [&str; 9] = ["两", "二", "三", "四", "五", "六", "七", "八", "九"];
        let words = self.words(full);
        for numeral in NUMERALS {
            let value = match numeral {
                "两" => 2,
                other => NUMERALS.iter().position(|word| *word == other)?.saturating_add(1),
            };
            if value != count {
                continue;
            }
            for measure in ["档", "类", "个档次", "个等级", "个级别", "个", "项", "种", "级"] {
                let sign = format!("{numeral}{measure}");
                if let Some(at) = words.find(&sign).filter(|at| *at > 0) {
                    let start = full.start.saturating_add(at);
                    let shared = start.saturating_add(sign.len())..full.end;
                    return Some((
                        full.start..start,
                        self.context.lexicon.naming().trim(self.text, shared),
                    ));
                }
            }
        }
        None
    }
}

/// Where the name of a place at the start of `words` ends: 陵川县 of 陵川县低保标准.
fn place_end(words: &str) -> Option<usize> {
    words
        .char_indices()
        .skip(1)
        .take(7)
        .find(|&(_, c)| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '盟' | '镇' | '乡'))
        .map(|(at, c)| at.saturating_add(c.len_utf8()))
}
