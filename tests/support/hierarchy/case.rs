//! What a city says of one of its counties.

use super::above::{Above, Scheme};
use super::law::Fraction;
use super::writer::Writer;
use super::{Id, Kind};

impl Writer {
    /// One county's amounts: 中央, 省级, 市级 and 县级 where stated.
    #[allow(clippy::too_many_arguments, reason = "a case and everything it rests on")]
    pub(super) fn case(
        &mut self,
        above: &Above,
        own: &Above,
        scheme: &Scheme,
        county: &str,
        poor: bool,
        level: &str,
        ratios: Option<[Id; 2]>,
    ) -> Vec<(&'static str, Id)> {
        let provincial = above.subsidy.unwrap();
        let local_total = own
            .subsidy
            .filter(|stated| stated.exact && stated.id != provincial.id);
        match scheme {
            Scheme::Amounts { local, poor: two, .. } if poor => {
                let values = two.map(|id| self.value(id));
                let ids = self.parts(
                    &format!("    地方财政（{{Y}}年，{county}）"),
                    Kind::Amount,
                    [(level, values[0]), ("县级财政", values[1])],
                );
                self.same(ids[0], two[0]);
                self.same(ids[1], two[1]);
                self.law(&[(1, ids[0]), (1, ids[1]), (-1, *local)], true);
                vec![("省级财政", ids[0]), ("县级财政", ids[1])]
            }
            Scheme::Amounts {
                central,
                local,
                other,
                ..
            } => {
                let [province, together] = other.map(|id| self.value(id));
                let (city, lower) = self.divide(together, ratios);
                if self.rng.chance(2) {
                    let ids = self.parts(
                        &format!("    地方财政（{{Y}}年，{county}）"),
                        Kind::Amount,
                        [(level, province), ("市县财政", together)],
                    );
                    self.same(ids[0], other[0]);
                    self.same(ids[1], other[1]);
                    self.law(&[(1, ids[0]), (1, ids[1]), (-1, *local)], true);
                    let two = self.parts(
                        &format!("    市县财政（{{Y}}年，{county}）"),
                        Kind::Amount,
                        [("市级财政", city), ("县级财政", lower)],
                    );
                    self.law(&[(1, two[0]), (1, two[1]), (-1, ids[1])], true);
                    self.law(&[(1, two[0]), (1, two[1]), (-1, other[1])], true);
                    self.split(&[(1, ids[1])], two, ratios);
                    vec![("省级财政", ids[0]), ("市级财政", two[0]), ("县级财政", two[1])]
                } else {
                    let first = self.value(*central);
                    let ids = self.parts(
                        &format!("    财政补助（{{Y}}年，{county}）"),
                        Kind::Amount,
                        [
                            ("中央财政", first),
                            (level, province),
                            ("市级财政", city),
                            ("县级财政", lower),
                        ],
                    );
                    self.same(ids[0], *central);
                    self.same(ids[1], other[0]);
                    self.law(&[(1, ids[2]), (1, ids[3]), (-1, other[1])], true);
                    self.law(
                        &[
                            (1, ids[0]),
                            (1, ids[1]),
                            (1, ids[2]),
                            (1, ids[3]),
                            (-1, local_total.unwrap_or(provincial).id),
                        ],
                        local_total.is_some() || provincial.fixed,
                    );
                    self.split(&[(1, other[1])], [ids[2], ids[3]], ratios);
                    vec![
                        ("中央财政", ids[0]),
                        ("省级财政", ids[1]),
                        ("市级财政", ids[2]),
                        ("县级财政", ids[3]),
                    ]
                }
            }
            Scheme::Percentages { classes } => {
                let (shares, amounts, exact) = classes[usize::from(poor)];
                let values = amounts.map(|id| self.value(id));
                let (city, lower) = self.divide(values[2], ratios);
                let total = local_total.unwrap_or(provincial);
                let ids = self.parts(
                    &format!("    财政补助（{{Y}}年，{county}）"),
                    Kind::Amount,
                    [
                        ("中央财政", values[0]),
                        (level, values[1]),
                        ("市级财政", city),
                        ("县级财政", lower),
                    ],
                );
                self.same(ids[0], amounts[0]);
                self.same(ids[1], amounts[1]);
                self.law(&[(1, ids[2]), (1, ids[3]), (-1, amounts[2])], exact);
                let sum = [(1, ids[0]), (1, ids[1]), (1, ids[2]), (1, ids[3])];
                let mut terms = sum.to_vec();
                terms.push((-1, total.id));
                self.law(&terms, local_total.is_some());
                if local_total.is_none() {
                    terms.pop();
                    terms.push((-1, provincial.id));
                    self.law(&terms, false);
                }
                self.shared(
                    &sum,
                    vec![
                        (Fraction::Percent(shares[0]), vec![ids[0]]),
                        (Fraction::Percent(shares[1]), vec![ids[1]]),
                        (Fraction::Percent(shares[2]), vec![ids[2], ids[3]]),
                    ],
                    true,
                    Some(provincial.id),
                );
                let together = [(1, ids[2]), (1, ids[3])];
                self.split(&together, [ids[2], ids[3]], ratios);
                vec![
                    ("中央财政", ids[0]),
                    ("省级财政", ids[1]),
                    ("市级财政", ids[2]),
                    ("县级财政", ids[3]),
                ]
            }
        }
    }

    pub(super) fn divide(&mut self, together: i64, ratios: Option<[Id; 2]>) -> (i64, i64) {
        let weights = match ratios {
            Some(ids) => ids.map(|id| self.value(id)),
            None => [self.rng.within(1, 9), self.rng.within(1, 9)],
        };
        let step = self.step_for(together);
        let parts = self.cut(together, &weights, step);
        (parts[0], parts[1])
    }

    pub(super) fn split(&mut self, whole: &[(i64, Id)], parts: [Id; 2], ratios: Option<[Id; 2]>) {
        if let Some(ratios) = ratios {
            self.shared(
                whole,
                parts
                    .iter()
                    .zip(ratios)
                    .map(|(&part, ratio)| (Fraction::Ratio(ratio, ratios.to_vec()), vec![part]))
                    .collect(),
                true,
                None,
            );
        }
    }
}
