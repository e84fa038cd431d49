//! Letters that a recogniser took figures for: 3O0元 and l2%.

/// The figure that the letter at byte `at` stands for, where the letters and figures around it are a number.
pub(super) fn digit(source: &str, at: usize) -> Option<char> {
    let bytes = source.as_bytes();
    let letter = *bytes.get(at)?;
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let front = bytes.get(..at)?;
    let start = at.saturating_sub(
        front
            .iter()
            .rev()
            .take(LONGEST)
            .take_while(|byte| belongs(byte))
            .count(),
    );
    let behind = bytes.get(at..)?;
    let end = at.saturating_add(
        behind
            .iter()
            .take(LONGEST)
            .take_while(|byte| belongs(byte))
            .count(),
    );
    let run = bytes.get(start..end)?;
    let of_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'O' | b'o' | b'l');
    if run.len() >= LONGEST || !run.iter().all(of_number) {
        return None;
    }
    let before = source.get(..start)?.chars().next_back();
    let after = source.get(end..)?.chars().next();
    if run.iter().any(u8::is_ascii_digit) {
        // A number begins with no zero before other figures: O2, O3.
        let leads = at == start && letter != b'l' && bytes.get(at.saturating_add(1)) != Some(&b'.');
        // a-1, A/1 are names; 217-300 is a range.
        let named = before.is_some_and(|c| matches!(c, '/' | '_' | '@' | '#'))
            || before == Some('-')
                && !source
                    .get(..start)?
                    .trim_end_matches('-')
                    .ends_with(|c: char| c.is_ascii_digit());
        // 20 l/min.
        let litres = letter == b'l'
            && at.saturating_add(1) == end
            && at > start
            && after.is_none_or(|c| c.is_ascii() && c != '%');
        if leads || named || litres {
            return None;
        }
    } else if before != Some('年') || after != Some('月') {
        return None;
    }
    Some(if letter == b'l' { '1' } else { '0' })
}

/// No number is longer, in bytes.
const LONGEST: usize = 20;

#[cfg(test)]
mod tests {
    use super::digit;

    fn read(text: &str) -> String {
        text.char_indices()
            .map(|(at, c)| match c {
                'O' | 'o' | 'l' => digit(text, at).unwrap_or(c),
                other => other,
            })
            .collect()
    }

    #[test]
    fn letters_within_numbers_are_figures() {
        for (text, expected) in [
            ("每吨2.7O元", "每吨2.70元"),
            ("217-30O吨", "217-300吨"),
            ("2O17年lO月1日", "2017年10月1日"),
            ("降至l2%以下", "降至12%以下"),
            ("〔2016〕7l号", "〔2016〕71号"),
            ("O.5倍", "0.5倍"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn letters_of_names_stay() {
        for text in [
            "臭氧（O3）",
            "CO2",
            "20l/min",
            "PM10O",
            "www.l0.com",
            "A/l2",
            "col1",
            "10 oil",
            "4K·O",
            "l人",
        ] {
            assert_eq!(read(text), text);
        }
    }
}
