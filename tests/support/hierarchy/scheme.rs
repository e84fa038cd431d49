//! How a province shares its subsidy out, by amounts or by percentages.

use super::above::{Nation, Scheme, Stated};
use super::law::Fraction;
use super::writer::Writer;
use super::{Id, Kind};

impl Writer {
    /// Each kind of place and people with the amounts it bears.
    #[allow(
        clippy::too_many_arguments,
        reason = "one paragraph of a notice, and what it rests on"
    )]
    pub(super) fn by_amounts(
        &mut self,
        nation: &Nation,
        western: bool,
        total: i64,
        subsidy: Stated,
        level: &str,
        last: Option<Id>,
        growth: Option<Id>,
    ) -> Scheme {
        let shares = if western { nation.west } else { nation.centre };
        let percent = [self.value(shares[0]), self.value(shares[1])];
        let floor = self.floor;
        let cut = if total > floor && self.rng.chance(2) {
            // The locality bears what it adds.
            let step = self.step_for(floor);
            let cut = self.cut(floor, &percent, step);
            vec![cut[0], total - cut[0]]
        } else {
            let step = self.step_for(total);
            self.cut(total, &percent, step)
        };
        let [central, local] = self.parts(
            "    财政补助（{Y}年）",
            Kind::Amount,
            [("中央财政", cut[0]), ("地方财政", cut[1])],
        );
        let whole = [(1, central), (1, local)];
        self.law(&[whole[0], whole[1], (-1, subsidy.id)], subsidy.exact);
        if let (Some(last), Some(growth)) = (last, growth) {
            self.law(&[whole[0], whole[1], (-1, growth), (-1, last)], true);
        }
        self.shared(
            &whole,
            vec![
                (Fraction::Percent(shares[0]), vec![central]),
                (Fraction::Percent(shares[1]), vec![local]),
            ],
            true,
            Some(nation.subsidy.id),
        );
        let step = self.step_for(cut[1]);
        let two = |writer: &mut Writer, group: &str, lower: &str| {
            let share = writer.rng.pick(&[5_000, 6_000, 7_500, 6_250]);
            let parts = writer.cut(cut[1], &[share, 10_000 - share], step);
            let shares = writer.rng.chance(3).then(|| {
                let ids = writer.parts(
                    &format!("    地方财政（{group}）"),
                    Kind::Share,
                    [(level, share), (lower, 10_000 - share)],
                );
                writer.hundred(&ids);
                ids
            });
            let ids = writer.parts(
                &format!("    地方财政（{{Y}}年，{group}）"),
                Kind::Amount,
                [(level, parts[0]), (lower, parts[1])],
            );
            writer.law(&[(1, ids[0]), (1, ids[1]), (-1, local)], true);
            if let Some(shares) = shares {
                writer.shared(
                    &[(1, local)],
                    vec![
                        (Fraction::Percent(shares[0]), vec![ids[0]]),
                        (Fraction::Percent(shares[1]), vec![ids[1]]),
                    ],
                    true,
                    None,
                );
            }
            ids
        };
        let poor = two(self, "脱贫县", "县级财政");
        let other = two(self, "设区市、其他县", "市县财政");
        if self.rng.chance(2) {
            let group = if level == "自治区财政" {
                "自治区直属高校大学生"
            } else {
                "省属大学生"
            };
            let [all] = self.parts(
                &format!("    地方财政（{{Y}}年，{group}）"),
                Kind::Amount,
                [(level, cut[1])],
            );
            self.same(all, local);
        }
        Scheme::Amounts {
            central,
            local,
            poor,
            other,
        }
    }

    /// Each kind of county with its percentages, and the amounts they come to.
    pub(super) fn by_percentages(
        &mut self,
        nation: &Nation,
        total: i64,
        subsidy: Stated,
        level: &str,
    ) -> Scheme {
        let exact = self.rng.chance(2);
        let delegated = self.rng.chance(2);
        let class = |writer: &mut Writer, group: &str, shares: [Id; 2]| {
            let central = writer.value(shares[0]);
            let province = (10_000 - central) * writer.rng.pick(&[4, 5, 6]) / 10;
            let percent = [central, province, 10_000 - central - province];
            let ids = writer.parts(
                &format!("    财政补助（{group}）"),
                Kind::Share,
                [
                    ("中央财政", percent[0]),
                    (level, percent[1]),
                    ("市县财政", percent[2]),
                ],
            );
            writer.hundred(&ids);
            writer.same(ids[0], shares[0]);
            (ids, percent)
        };
        let general = class(self, "一般县", nation.centre);
        let western = class(self, "享受西部政策的县", nation.west);
        if delegated {
            self.say("    授权：市县财政 由 各市 确定");
        }
        let amounts = |writer: &mut Writer, group: &str, (shares, percent): ([Id; 3], [i64; 3])| {
            let step = writer.step_for(total);
            let mut parts = if exact {
                writer.cut(total, &percent, step)
            } else {
                percent
                    .iter()
                    .map(|share| (2 * share * total + 10_000 * step).div_euclid(20_000 * step) * step)
                    .collect()
            };
            parts[2] = total - parts[0] - parts[1];
            let last = if exact { "市县财政" } else { "市县财政 ≥" };
            let ids = writer.parts(
                &format!("    财政补助（{{Y}}年，{group}）"),
                Kind::Amount,
                [("中央财政", parts[0]), (level, parts[1]), (last, parts[2])],
            );
            writer.law(
                &[(1, subsidy.id), (-1, ids[0]), (-1, ids[1]), (-1, ids[2])],
                exact,
            );
            let mut shared = vec![
                (Fraction::Percent(shares[0]), vec![ids[0]]),
                (Fraction::Percent(shares[1]), vec![ids[1]]),
            ];
            if exact {
                shared.push((Fraction::Percent(shares[2]), vec![ids[2]]));
            }
            writer.shared(&[(1, subsidy.id)], shared, exact, None);
            (shares, ids, exact)
        };
        let general = amounts(self, "一般县", general);
        let western = amounts(self, "享受西部政策的县", western);
        Scheme::Percentages {
            classes: [general, western],
        }
    }
}
