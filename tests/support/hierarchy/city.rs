//! The notice of a city.

use super::Kind;
use super::above::{Above, Scheme, Stated};
use super::names::COUNTIES;
use super::writer::Writer;

impl Writer {
    #[allow(clippy::too_many_arguments, reason = "a place and everything above it")]
    pub(super) fn city(
        &mut self,
        above: &Above,
        scheme: &Scheme,
        path: &str,
        index: i64,
        province: &str,
        name: &str,
        level: &str,
        next_county: &mut i64,
    ) {
        let year = self.hierarchy.year;
        let first = name.chars().next().unwrap();
        let number = format!("{first}医保发〔{year}〕{}号", self.serial());
        let path = format!("{path}-c{index}");
        let region = format!("{province}{name}");
        self.begin(&path, &number, &region, year, 9, &above.number);
        self.say("一、合理确定筹资标准");
        let mut own = Above {
            number,
            ..above.clone()
        };
        if !self.rng.chance(4) {
            self.total(above, scheme, &mut own);
        }
        if self.rng.chance(3) {
            let increase = self.increase;
            let growth = self.one(
                "    财政补助（{Y}年） = 财政补助（{Y-1}年） + ",
                Kind::Amount,
                increase,
                "元",
            );
            if let Some(higher) = above.growth {
                self.same(growth, higher);
            }
            own.growth = Some(growth);
        }
        if !self.rng.chance(3) {
            self.contribution(above, None, &mut own);
        }
        let count = self.rng.within(0, 3);
        let counties: Vec<(&str, bool)> = (0..count)
            .map(|_| {
                *next_county += 1;
                let at = usize::try_from(*next_county % 9).unwrap();
                (COUNTIES[at], self.rng.chance(2))
            })
            .collect();
        let mut cases = Vec::new();
        // The ratio by which city and county share, for counties that are not told otherwise.
        let ratio = self.rng.pick(&[(6, 4), (4, 6), (5, 5), (7, 3), (2, 1), (1, 2)]);
        let (poor, other) = match scheme {
            Scheme::Amounts { .. } => ("脱贫县", "其他县"),
            Scheme::Percentages { .. } => ("享受西部政策的县", "一般县"),
        };
        for (class, wanted) in [(poor, true), (other, false)] {
            let members: Vec<&str> = counties
                .iter()
                .filter(|(_, is)| *is == wanted)
                .map(|(name, _)| *name)
                .collect();
            if !members.is_empty() {
                self.say(&format!("    归类：{} 属于 {class}", members.join("、")));
            }
        }
        let split: Vec<&str> = counties
            .iter()
            .filter(|(_, poor)| !poor || matches!(scheme, Scheme::Percentages { .. }))
            .map(|(name, _)| *name)
            .collect();
        let ratios = (!split.is_empty() && !self.rng.chance(4)).then(|| {
            self.parts(
                &format!("    市县财政（{}）", split.join("、")),
                Kind::Ratio,
                [("市级财政", ratio.0), ("县级财政", ratio.1)],
            )
        });
        for &(county, poor) in &counties {
            cases.push(self.case(above, &own, scheme, county, poor, level, ratios));
        }
        if let Scheme::Percentages { classes } = scheme
            && !counties.is_empty()
            && counties.iter().all(|(_, west)| !west)
            && self.rng.chance(2)
        {
            let (_, amounts, _) = classes[0];
            let value = self.value(amounts[2]);
            let city = self.one(
                "    市级财政（{Y}年，市属大中专院校学生） = ",
                Kind::Amount,
                value,
                "元/人·年",
            );
            let none = self.one(
                "    县级财政（{Y}年，市属大中专院校学生） = ",
                Kind::Amount,
                0,
                "元/人·年",
            );
            let provincial = above.subsidy.unwrap().id;
            let total = own.subsidy.unwrap();
            self.law(
                &[
                    (1, city),
                    (1, none),
                    (1, amounts[0]),
                    (1, amounts[1]),
                    (-1, total.id),
                ],
                total.exact && total.id != provincial,
            );
        }
        let own = self.rest(&own);
        for (at, (&(county, poor), case)) in counties.iter().zip(&cases).enumerate() {
            if self.rng.chance(2) {
                self.county(&own, above, scheme, case, &path, at, &region, county, poor, level);
            }
        }
    }

    /// The subsidy of a city or county, as high as the one above.
    pub(super) fn total(&mut self, above: &Above, scheme: &Scheme, own: &mut Above) {
        let higher = above.subsidy.unwrap();
        let value = self.value(higher.id);
        let exact = self.rng.chance(2);
        let relation = if exact { "达到" } else { "≥" };
        let id = self.one(
            &format!("    财政补助（{{Y}}年） {relation} "),
            Kind::Amount,
            value,
            "元/人·年",
        );
        self.law(&[(1, id), (-1, higher.id)], higher.fixed);
        if let Scheme::Amounts { central, local, .. } = scheme {
            self.law(&[(1, *central), (1, *local), (-1, id)], exact);
        }
        own.subsidy = Some(Stated {
            id,
            exact,
            fixed: false,
        });
    }
}
