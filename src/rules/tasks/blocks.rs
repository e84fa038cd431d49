//! Responsibility blocks that differ from the others of their notice.

use crate::text::Responsibility;

/// How many tasks make a list.
const LIST: usize = 3;

/// Those that lack what at least three quarters of the others have; nothing where there are too few to tell,
/// or where all have it.
pub(super) fn odd_ones(
    tasks: &[Responsibility],
    has: impl Fn(&Responsibility) -> bool,
) -> Option<Vec<&Responsibility>> {
    let odd: Vec<&Responsibility> = tasks.iter().filter(|task| !has(task)).collect();
    let enough = tasks.len() >= LIST && odd.len().saturating_mul(4) <= tasks.len();
    // Of three or four, one may differ.
    let few = tasks.len() == LIST && odd.len() == 1;
    (!odd.is_empty() && (enough || few)).then_some(odd)
}
