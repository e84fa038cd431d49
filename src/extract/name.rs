//! What the extracts of one text are called.

use rustc_hash::FxHashSet;

use crate::notice::Notice;

/// The names of the extracts of the notices of one text called `stem`, without their ending: the first is
/// called like the text, the others by their numbers as well.
pub fn names(stem: &str, notices: &[Notice]) -> Vec<String> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut names = Vec::with_capacity(notices.len());
    for (index, notice) in notices.iter().enumerate() {
        let place = index.saturating_add(1);
        let name = match &notice.header.number {
            _ if index == 0 => stem.to_owned(),
            Some(number) => {
                let code: String = number.code.chars().filter(|c| c.is_alphanumeric()).collect();
                format!("{stem}-{code}{}-{}", number.year, number.serial)
            }
            None => format!("{stem}-{place}"),
        };
        let name = if taken.insert(name.clone()) {
            name
        } else {
            format!("{name}-{place}")
        };
        names.push(name);
    }
    names
}
