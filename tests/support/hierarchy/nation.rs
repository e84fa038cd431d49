//! The notice of the nation.

use super::Kind;
use super::above::{Nation, Stated};
use super::names::{CENTRE, WEST};
use super::writer::Writer;

impl Writer {
    pub(super) fn nation(&mut self) {
        let year = self.hierarchy.year;
        let number = format!("医保发〔{year}〕{}号", self.serial());
        self.begin("nation", &number, "全国", year, 7, "");
        self.say("一、合理确定筹资标准");
        let (floor, contribution) = (self.floor, self.contribution);
        let funding = (!self.rng.chance(3)).then(|| {
            let id = self.one(
                "    筹资标准（{Y}年） = ",
                Kind::Amount,
                floor + contribution,
                "元/人·年",
            );
            self.say("    筹资标准（{Y}年） = 财政补助 + 个人缴费");
            id
        });
        let exact = self.rng.chance(2);
        let relation = if exact { "达到" } else { "≥" };
        let subsidy = Stated {
            id: self.one(
                &format!("    财政补助（{{Y}}年） {relation} "),
                Kind::Amount,
                floor,
                "元/人·年",
            ),
            exact,
            fixed: false,
        };
        let growth = (exact && self.rng.chance(3)).then(|| {
            let increase = self.increase;
            self.one(
                "    财政补助（{Y}年） = 财政补助（{Y-1}年） + ",
                Kind::Amount,
                increase,
                "元",
            )
        });
        let contribution = self.one(
            "    个人缴费（{Y}年） 达到 ",
            Kind::Amount,
            contribution,
            "元/人·年",
        );
        if let Some(funding) = funding {
            self.law(&[(1, funding), (-1, subsidy.id), (-1, contribution)], exact);
        }
        let west = self.rng.pick(&[7_000, 7_500, 8_000, 8_500, 8_750]);
        let centre = self.rng.pick(&[5_000, 5_500, 6_000, 6_250, 6_500]);
        let west = self.parts(
            "    财政补助（西部）",
            Kind::Share,
            [("中央财政", west), ("地方财政", 10_000 - west)],
        );
        self.hundred(&west);
        let centre = self.parts(
            "    财政补助（中部）",
            Kind::Share,
            [("中央财政", centre), ("地方财政", 10_000 - centre)],
        );
        self.hundred(&centre);
        self.say("二、健全待遇保障机制");
        let rate = self.rng.within(55, 80) * 100;
        let rate = self.one("    住院政策范围内基金支付比例 ≈ ", Kind::Rate, rate, "%");
        let enrolment = self.rng.within(94, 99) * 100;
        let enrolment = self.one(
            "    基本医疗保险参保率（农村低收入人口、脱贫人口） ≥ ",
            Kind::Rate,
            enrolment,
            "%",
        );
        let deadline = self.rng.chance(2).then(|| {
            let day = self.rng.within(320, 364);
            let id = self.one("    拨付补助资金 限 ", Kind::Day, day, "前");
            self.not_past(id);
            id
        });
        let nation = Nation {
            subsidy,
            contribution,
            funding,
            west,
            centre,
            rate,
            enrolment,
            deadline,
            growth,
        };
        let provinces = self.rng.within(1, 3);
        let (west, centre) = (self.rng.within(0, 3), self.rng.within(0, 3));
        for index in 0..provinces {
            let western = self.rng.chance(2);
            let at = |start: i64| usize::try_from((start + index) % 4).unwrap();
            let (name, code) = if western {
                WEST[at(west)]
            } else {
                CENTRE[at(centre)]
            };
            self.province(&nation, &number, index, western, name, code);
        }
    }
}
