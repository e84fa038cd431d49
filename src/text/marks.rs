//! What single characters are, for the repair and the structure alike.

/// What a character is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The line begins or ends here.
    Edge,
    /// `0` to `9`, in either width.
    Digit,
    /// A Latin letter, in either width.
    Letter,
    /// A Chinese character, or a mark of Chinese text.
    Chinese,
    /// Anything else.
    Other,
}

/// What `character` is to its neighbours.
pub(super) fn side(character: Option<char>) -> Side {
    match character {
        None => Side::Edge,
        Some('0'..='9' | '０'..='９') => Side::Digit,
        Some('A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') => Side::Letter,
        Some('\u{2E80}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..) => {
            Side::Chinese
        }
        Some('“' | '”' | '‘' | '’' | '—' | '…' | '·' | '①'..='⑳') => Side::Chinese,
        Some(_) => Side::Other,
    }
}

/// Whether `character` takes up no room or only room.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{20}' | '\u{7F}'..='\u{A0}' | '\u{AD}' | '\u{1680}' | '\u{180E}'
        | '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{205F}'..='\u{206F}'
        | '\u{3000}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Columns that a blank takes; none for one that takes up no room.
pub(super) fn blank_columns(character: char) -> usize {
    match character {
        '\u{3000}' | '\u{2003}' | '\u{2001}' => 2,
        '\t' => 4,
        '\u{AD}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => 0,
        ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3164}' => 1,
        _ => 0,
    }
}

/// The opening bracket that `closing` answers.
pub(super) fn opening(closing: char) -> Option<char> {
    Some(match closing {
        '）' => '（',
        ')' => '(',
        '》' => '《',
        '〉' => '〈',
        '〕' => '〔',
        ']' => '[',
        '】' => '【',
        '”' => '“',
        '’' => '‘',
        '」' => '「',
        '』' => '『',
        _ => return None,
    })
}

/// Whether `character` opens a bracket, a title or a quotation.
pub(super) fn is_opening(character: char) -> bool {
    matches!(
        character,
        '（' | '(' | '《' | '〈' | '〔' | '[' | '【' | '“' | '‘' | '「' | '『'
    )
}

/// Whether a sentence may end with `character`.
pub(super) fn is_terminal(character: char) -> bool {
    matches!(character, '。' | '；' | '！' | '？' | '：' | '…')
}

/// Whether no line of a sound text begins with `character`.
pub(super) fn never_begins(character: char) -> bool {
    matches!(
        character,
        '，' | '、'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '〉'
            | '〕'
            | '】'
            | '”'
            | '’'
            | '」'
            | '』'
            | '%'
            | '‰'
    )
}

/// The value of a Chinese numeral digit; 〇 and its look-alikes are 0.
pub(super) fn chinese_digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' | 'Ｏ' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A Chinese numeral below a hundred at the start of `text`, 一百二十 below a thousand as well: its value
/// and its length in bytes.
pub(super) fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut digit, mut length) = (0u32, None::<u32>, 0usize);
    for character in text.chars().take(6) {
        match character {
            '百' => value = value.saturating_add(digit.take().unwrap_or(1).saturating_mul(100)),
            '十' => value = value.saturating_add(digit.take().unwrap_or(1).saturating_mul(10)),
            _ => match chinese_digit(character) {
                // Two digits side by side are a year or a telephone number, never an ordinal.
                Some(found) if digit.is_none_or(|before| before == 0) => digit = Some(found),
                Some(_) => return None,
                None => break,
            },
        }
        length = length.saturating_add(character.len_utf8());
    }
    let value = value.saturating_add(digit.unwrap_or(0));
    (value > 0).then_some((value, length))
}

/// A number of at most `most` digits at the start of `text`: its value and its length in bytes.
pub(super) fn number(text: &str, most: usize) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > most {
        return None;
    }
    let value = text.get(..length)?.parse().ok()?;
    Some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        for (text, value) in [
            ("一、", 1),
            ("十", 10),
            ("十二）", 12),
            ("二十", 20),
            ("三十五条", 35),
            ("一百零三", 103),
        ] {
            assert_eq!(chinese_number(text).map(|found| found.0), Some(value), "{text}");
        }
        for text in ["", "甲", "〇", "二〇二三年"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
        assert_eq!(number("12.", 2), Some((12, 2)));
        assert_eq!(number("2023", 2), None);
    }
}
