//! The known name that a misspelt one probably means.

use super::name::fold;

/// The nearest spelling, and whether another one is just as near.
pub(crate) struct Nearest<'a> {
    pub(crate) spelling: &'a str,
    pub(crate) distance: usize,
    pub(crate) tied: bool,
}

/// The spelling nearest to `name` within one edit, or two for names of more than four characters; the
/// first of several. Names of one or two characters have none: one edit makes any of them any other.
pub(crate) fn nearest<'a>(name: &str, spellings: impl Iterator<Item = &'a str>) -> Option<Nearest<'a>> {
    let name = fold(name);
    let length = name.chars().count();
    let limit = match length {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    let mut best: Option<Nearest<'a>> = None;
    for spelling in spellings {
        let folded = fold(spelling);
        if folded.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&name, &folded);
        if distance == 0 || distance > limit {
            continue;
        }
        match &mut best {
            Some(found) if found.distance < distance => {}
            Some(found) if found.distance == distance => found.tied = true,
            _ => {
                best = Some(Nearest {
                    spelling,
                    distance,
                    tied: false,
                })
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
        nearest(name, known.iter().copied()).map(|found| found.spelling)
    }

    #[test]
    fn only_what_is_really_near() {
        let known = ["财政补助", "个人缴费", "大病保险起付线", "西部"];
        assert_eq!(spelling("财政补肋", &known), Some("财政补助"));
        assert_eq!(spelling("个人费缴", &known), Some("个人缴费"));
        assert_eq!(spelling("大病保险起付标准", &known), Some("大病保险起付线"));
        assert_eq!(spelling("个人交钱", &known), None);
        assert_eq!(spelling("南部", &known), None);
    }

    #[test]
    fn never_the_name_itself() {
        assert_eq!(spelling("财政补助", &["财政补助"]), None);
        assert_eq!(spelling("财政 补助", &["财政补助"]), None);
    }

    #[test]
    fn a_tie_is_reported() {
        let found = nearest("泽洲县", ["泽州县", "泽普县"].into_iter()).unwrap();
        assert_eq!((found.spelling, found.tied), ("泽州县", true));
    }
}
