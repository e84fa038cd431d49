//! The notice of a province, and that of the year before.

use super::Kind;
use super::above::{Above, Nation, Stated};
use super::names::CITIES;
use super::writer::Writer;

impl Writer {
    pub(super) fn province(
        &mut self,
        nation: &Nation,
        basis: &str,
        index: i64,
        western: bool,
        name: &str,
        code: &str,
    ) {
        let year = self.hierarchy.year;
        let serial = self.serial();
        let number = format!("{code}医保发〔{year}〕{serial}号");
        let path = format!("p{index}");
        let raised = nation.growth.is_none() && self.rng.chance(5);
        let total = self.floor + if raised { self.rng.within(1, 6) * 500 } else { 0 };
        let by_amounts = western || self.rng.chance(2);
        let (exact, fixed, relation) = if by_amounts {
            self.rng
                .pick(&[(true, false, "达到"), (true, true, "="), (false, false, "≥")])
        } else {
            (true, false, "达到")
        };
        let above = Above {
            number: basis.to_owned(),
            subsidy: Some(nation.subsidy),
            contribution: Some(Stated {
                id: nation.contribution,
                exact: true,
                fixed: false,
            }),
            growth: nation.growth,
            step: None,
            rate: Some((nation.rate, true)),
            enrolment: vec![nation.enrolment],
            everybody: Vec::new(),
            deadline: nation.deadline.into_iter().collect(),
        };
        // Last year's notice of the same region.
        let last = self.rng.chance(3).then(|| {
            self.begin(
                &format!("{path}-last"),
                &format!("{code}医保发〔{}〕{serial}号", year - 1),
                name,
                year - 1,
                8,
                "",
            );
            self.say("一、合理确定筹资标准");
            let value = total - self.increase;
            let subsidy = self.one("    财政补助（{Y-1}年） 达到 ", Kind::Amount, value, "元/人·年");
            let contribution = self.contribution - self.rng.within(1, 30) * 100;
            let exact = self.rng.chance(2);
            let relation = if exact { "达到" } else { "≥" };
            let contribution = self.one(
                &format!("    个人缴费（{{Y-1}}年预收{{Y}}年度） {relation} "),
                Kind::Amount,
                contribution,
                "元/人·年",
            );
            (
                subsidy,
                Stated {
                    id: contribution,
                    exact,
                    fixed: false,
                },
            )
        });
        self.begin(&path, &number, name, year, 8, basis);
        self.say("一、合理确定筹资标准");
        let subsidy = Stated {
            id: self.one(
                &format!("    财政补助（{{Y}}年） {relation} "),
                Kind::Amount,
                total,
                "元/人·年",
            ),
            exact,
            fixed,
        };
        self.at_least(subsidy.id, nation.subsidy.id);
        let mut own = Above {
            number: number.clone(),
            subsidy: Some(subsidy),
            ..above.clone()
        };
        if last.is_some() || self.rng.chance(2) {
            let increase = self.increase;
            let growth = self.one(
                "    财政补助（{Y}年） = 财政补助（{Y-1}年） + ",
                Kind::Amount,
                increase,
                "元",
            );
            if let Some(higher) = nation.growth {
                self.same(growth, higher);
            }
            if let Some((last, _)) = last
                && exact
            {
                self.law(&[(1, subsidy.id), (-1, growth), (-1, last)], true);
            }
            own.growth = Some(growth);
        }
        let last_contribution = last.map(|(_, stated)| (self.contribution, stated));
        self.contribution(&above, last_contribution, &mut own);
        if let (Some(funding), Some(contribution)) = (nation.funding, own.contribution)
            && exact
            && contribution.exact
        {
            let terms = [(1, subsidy.id), (1, contribution.id)];
            self.law(&[terms[0], terms[1], (-1, funding)], false);
            if self.rng.chance(2) {
                let value = total + self.value(contribution.id);
                let stated = self.one("    筹资标准（{Y}年） = ", Kind::Amount, value, "元/人·年");
                self.law(&[terms[0], terms[1], (-1, stated)], true);
                self.at_least(stated, funding);
            }
        }
        let level = if name.ends_with("自治区") {
            "自治区财政"
        } else {
            "省级财政"
        };
        let scheme = if by_amounts {
            self.by_amounts(
                nation,
                western,
                total,
                subsidy,
                level,
                last.map(|(id, _)| id),
                own.growth,
            )
        } else {
            self.by_percentages(nation, total, subsidy, level)
        };
        let own = self.rest(&own);
        let cities = self.rng.within(1, 3);
        let first = self.rng.within(0, 8);
        let mut counties = self.rng.within(0, 8);
        for city in 0..cities {
            let at = usize::try_from((first + city) % 9).unwrap();
            self.city(&own, &scheme, &path, city, name, CITIES[at], level, &mut counties);
        }
    }
}
