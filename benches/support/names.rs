//! Names of places that do not exist.

/// A name for a number: its digits, as characters that names of places are made of.
pub(super) fn place_name(number: usize) -> String {
    const SYLLABLES: [char; 16] = [
        '青', '白', '松', '柳', '铜', '枫', '兰', '鹿', '岭', '砚', '棠', '沅', '汀', '槐', '澜', '岚',
    ];
    let mut name = String::new();
    let mut left = number + 16;
    while left > 0 {
        name.push(SYLLABLES[left % 16]);
        left /= 16;
    }
    name
}
