//! The identity form of names.

use std::borrow::Cow;

/// The form under which a name is looked up: 「县（市、区） 财政」 and 「县财政」 are one name.
///
/// - full-width letters, digits and punctuation become their half-width forms, and `〔〕` become `()`;
/// - white space and quotation marks go;
/// - a bracket that only lists kinds of division, such as `（市、区）`, goes where it follows a name.
///
/// A name that has this form already is borrowed, not copied.
///
/// ```
/// use duibiao::vocabulary::fold;
///
/// assert_eq!(fold("其他县（市、区）"), "其他县");
/// ```
#[must_use]
pub fn fold(name: &str) -> Cow<'_, str> {
    if is_plain(name) || is_folded(name) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(folded(name))
    }
}

/// Whether the name is all Han characters, letters and digits, as nearly every name is: seen by its bytes,
/// because names are looked up more often than anything else is done. E4 to E9 begin U+4000 to U+9FFF.
fn is_plain(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, 0x80..=0xbf | 0xe4..=0xe9))
}

fn is_folded(name: &str) -> bool {
    name.char_indices().all(|(at, c)| match fold_char(c) {
        Some('(') if c == '(' => at == 0 || administrative_bracket(name.get(at..).unwrap_or("")).is_none(),
        same => same == Some(c),
    })
}

fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let dropped = if out.is_empty() {
            None
        } else {
            administrative_bracket(rest)
        };
        if let Some(after) = dropped {
            rest = after;
            continue;
        }
        out.extend(fold_char(c));
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    out
}

/// The form of one character, or none where it is no part of a name.
fn fold_char(c: char) -> Option<char> {
    match c {
        '“' | '”' | '‘' | '’' | '"' | '＂' | '\'' | '＇' => None,
        '〔' | '［' | '[' | '【' => Some('('),
        '〕' | '］' | ']' | '】' => Some(')'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

/// What follows the bracket at the start of `text`, where that bracket only lists kinds of division.
fn administrative_bracket(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match fold_char(c) {
            Some('(') => depth += 1,
            Some(')') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return text.get(at + c.len_utf8()..);
                }
            }
            Some('市' | '县' | '区' | '旗' | '州' | '盟' | '、' | ',' | '/') | None if depth > 0 => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_full_and_half_width() {
        assert_eq!(fold("居民医保（Ａ档）"), "居民医保(A档)");
        assert_eq!(fold("财政 补助\u{3000}"), "财政补助");
        assert_eq!(fold("“三重”保障"), "三重保障");
    }

    #[test]
    fn administrative_brackets_go() {
        for name in [
            "县（市、区）财政",
            "县(市)财政",
            "县〔市、区〕财政",
            "县（市〔区〕）财政",
            "县 （市、 区）财政",
        ] {
            assert_eq!(fold(name), "县财政", "{name}");
        }
        assert_eq!(fold("其他县（市）"), "其他县");
        assert_eq!(fold("（市、区）财政"), "(市、区)财政");
    }

    #[test]
    fn other_brackets_stay() {
        assert_eq!(fold("财政补助(西部)"), "财政补助(西部)");
        assert_eq!(fold("财政补助（市"), "财政补助(市");
        assert_eq!(fold("财政补助）市"), "财政补助)市");
    }

    #[test]
    fn a_folded_name_is_borrowed() {
        for name in ["财政补助", "居民医保(A档)", "", "市县财政", "(市)"] {
            assert!(matches!(fold(name), Cow::Borrowed(_)), "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn plain_names_are_folded(name in "[县市区㐀䀀鿿、（）()〔〕A　Ａ“é财\u{e000}]{0,12}") {
            proptest::prop_assert!(!is_plain(&name) || is_folded(&name));
        }

        #[test]
        fn folding_twice_changes_nothing(name in "[县市区、（）()〔〕A Ａ“财]{0,12}") {
            let once = fold(&name).into_owned();
            proptest::prop_assert_eq!(fold(&once), once.as_str());
        }
    }
}
