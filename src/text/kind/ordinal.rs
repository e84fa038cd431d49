//! The ordinals of headings: 一、 （一） 1. （1） ①, 第一条, 第一章.

use crate::text::OrdinalForm;
use crate::text::marks::{chinese_digit, chinese_number, number};

/// An ordinal at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) struct Found {
    pub(in crate::text) form: OrdinalForm,
    pub(in crate::text) number: u32,
    /// Its length in bytes, punctuation included.
    pub(in crate::text) length: usize,
}

/// The ordinal that `line` begins with.
pub(in crate::text) fn ordinal(line: &str) -> Option<Found> {
    let first = line.chars().next()?;
    let found = |form, number, length| Some(Found { form, number, length });
    match first {
        '一'..='龥' if chinese_digit(first).is_some() || first == '十' => {
            let (value, length) = chinese_number(line)?;
            let rest = line.get(length..)?;
            let mark = rest
                .chars()
                .next()
                .filter(|mark| matches!(mark, '、' | '.' | '．'))?;
            let after = rest.get(mark.len_utf8()..)?;
            // 一、二级医疗机构 begins a sentence.
            let mut following = after.chars();
            if following.next().is_some_and(|next| chinese_digit(next).is_some())
                && following
                    .next()
                    .is_some_and(|next| matches!(next, '、' | '级' | '类' | '档' | '等' | '次' | '线'))
            {
                return None;
            }
            found(OrdinalForm::First, value, length.saturating_add(mark.len_utf8()))
        }
        '第' => {
            let rest = line.get(first.len_utf8()..)?;
            let (value, length) = chinese_number(rest).or_else(|| number(rest, 3))?;
            let unit = rest.get(length..)?.chars().next()?;
            let form = match unit {
                '条' => OrdinalForm::Article,
                '章' | '节' | '编' => OrdinalForm::Chapter,
                _ => return None,
            };
            let length = first
                .len_utf8()
                .saturating_add(length)
                .saturating_add(unit.len_utf8());
            // 第三条规定的 refers to an article.
            let rest = line.get(length..)?;
            if ["规定", "的", "所", "第", "、", "和", "至", "及", "，", "》"]
                .iter()
                .any(|word| rest.starts_with(word))
            {
                return None;
            }
            found(form, value, length)
        }
        '（' | '(' => {
            let rest = line.get(first.len_utf8()..)?;
            let (form, (value, length)) = match chinese_number(rest) {
                Some(value) => (OrdinalForm::Second, value),
                None => (OrdinalForm::Fourth, number(rest, 2)?),
            };
            let close = rest
                .get(length..)?
                .chars()
                .next()
                .filter(|mark| matches!(mark, '）' | ')'))?;
            let length = first
                .len_utf8()
                .saturating_add(length)
                .saturating_add(close.len_utf8());
            found(form, value, length)
        }
        '0'..='9' => {
            let (value, length) = number(line, 2)?;
            let rest = line.get(length..)?;
            let mark = rest.chars().next()?;
            let form = match mark {
                '.' | '．' | '、' => OrdinalForm::Third,
                '）' | ')' => OrdinalForm::Fourth,
                _ => return None,
            };
            let after = rest.get(mark.len_utf8()..)?.chars().next();
            // 1.5万元 is a figure, 1、2级 a list of them.
            if after.is_none_or(|after| after.is_ascii_digit() && mark != '）' || after == '%') || value == 0
            {
                return None;
            }
            found(form, value, length.saturating_add(mark.len_utf8()))
        }
        '①'..='⑳' => {
            let value = u32::from(first).saturating_sub(u32::from('①')).saturating_add(1);
            found(OrdinalForm::Circled, value, first.len_utf8())
        }
        _ => None,
    }
}
