//! Why figures cannot be others: the truth that the checker is held to, worked out without it.

use super::Id;

/// The fraction that a part is of its whole.
#[derive(Debug, Clone)]
pub(crate) enum Fraction {
    /// A percentage, in hundredths of a percent.
    Percent(Id),
    /// One number of a ratio, and all of them.
    Ratio(Id, Vec<Id>),
}

/// Why figures cannot be others.
#[derive(Debug, Clone)]
pub(crate) enum Law {
    /// `Σ factor × figure + constant = 0`, or `≥ 0`.
    Linear {
        terms: Vec<(i64, Id)>,
        constant: i64,
        equal: bool,
    },
    /// Parts (each the sum of some figures) are fractions of a whole, rounded half-up. Where all
    /// parts of the whole are given and cannot all be rounded so, the residual is in some of them.
    Parts {
        whole: Vec<(i64, Id)>,
        parts: Vec<(Fraction, Vec<Id>)>,
        complete: bool,
        /// The fractions are of this amount; what is paid beyond it is shared out freely.
        floor: Option<Id>,
    },
}

impl Law {
    /// The figures it speaks of.
    pub(super) fn figures(&self) -> Vec<Id> {
        match self {
            Law::Linear { terms, .. } => terms.iter().map(|(_, id)| *id).collect(),
            Law::Parts {
                whole, parts, floor, ..
            } => {
                let mut ids: Vec<Id> = whole.iter().map(|(_, id)| *id).chain(*floor).collect();
                for (fraction, part) in parts {
                    ids.extend(part);
                    match fraction {
                        Fraction::Percent(id) => ids.push(*id),
                        Fraction::Ratio(_, all) => ids.extend(all),
                    }
                }
                ids
            }
        }
    }

    /// Whether it holds where figures have these values and last places.
    pub(super) fn holds(&self, value: &dyn Fn(Id) -> i64, place: &dyn Fn(Id) -> i64) -> bool {
        let sum = |terms: &[(i64, Id)]| terms.iter().map(|(factor, id)| factor * value(*id)).sum::<i64>();
        match self {
            Law::Linear {
                terms,
                constant,
                equal,
            } => {
                let sum = sum(terms) + constant;
                if *equal { sum == 0 } else { sum >= 0 }
            }
            Law::Parts {
                whole,
                parts,
                complete,
                floor,
            } => {
                let total = i128::from(sum(whole));
                let raised = floor
                    .map(|id| i128::from(value(id)))
                    .filter(|floor| total > *floor);
                let (mut off, mut residual, mut all, mut last) = (0, total, 0, 1);
                for (fraction, part) in parts {
                    let (n, d) = match fraction {
                        Fraction::Percent(id) => (i128::from(value(*id)), 10_000),
                        Fraction::Ratio(id, of) => (
                            i128::from(value(*id)),
                            of.iter().map(|id| i128::from(value(*id))).sum(),
                        ),
                    };
                    let given: i128 = part.iter().map(|id| i128::from(value(*id))).sum();
                    let step = part.iter().map(|id| i128::from(place(*id))).min().unwrap_or(1);
                    if let Some(floor) = raised {
                        // The exact part of the floor, less one last place and what is rounded off.
                        if (2 * given + 3 * step) * d < 2 * n * floor {
                            return false;
                        }
                        continue;
                    }
                    let rounded = (2 * n * total + d * step).div_euclid(2 * d * step) * step;
                    residual -= rounded;
                    all += given;
                    if given != rounded {
                        if (given - rounded).abs() > step {
                            return false;
                        }
                        off += 1;
                        last = step;
                    }
                }
                off == 0 || (*complete && all == total && residual.abs() == off * last)
            }
        }
    }
}
