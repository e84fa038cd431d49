//! What the notices of every level below the nation say.

use super::Kind;
use super::above::{Above, Stated};
use super::writer::Writer;

impl Writer {
    /// Contribution, rates and deadline of a notice below `above`.
    pub(super) fn rest(&mut self, above: &Above) -> Above {
        let mut own = above.clone();
        self.say("二、健全待遇保障机制");
        if !self.rng.chance(4)
            && let Some((higher, about)) = above.rate
        {
            let value = self.value(higher);
            if about && !self.rng.chance(4) {
                let id = self.one("    住院政策范围内基金支付比例 ≈ ", Kind::Rate, value, "%");
                self.same(id, higher);
                own.rate = Some((id, true));
            } else {
                let more = value + self.rng.within(0, 5) * 100;
                let id = self.one("    住院政策范围内基金支付比例 达到 ", Kind::Rate, more, "%");
                if about {
                    // 左右 leaves a twentieth of the value.
                    self.law(&[(20, id), (-19, higher)], false);
                } else {
                    self.at_least(id, higher);
                }
                own.rate = Some((id, false));
            }
        }
        if self.rng.chance(2) {
            let group = self.rng.pick(&["脱贫人口", "农村低收入人口、脱贫人口"]);
            let higher = above.enrolment.iter().map(|&id| self.value(id)).max().unwrap();
            let value = (higher + self.rng.within(0, 4) * 50).min(10_000);
            let relation = self.rng.pick(&["≥", "达到"]);
            let id = self.one(
                &format!("    基本医疗保险参保率（{group}） {relation} "),
                Kind::Rate,
                value,
                "%",
            );
            for &other in &above.enrolment {
                self.at_least(id, other);
            }
            own.enrolment.push(id);
        }
        if self.rng.chance(3) {
            let higher = above
                .everybody
                .iter()
                .map(|&id| self.value(id))
                .max()
                .unwrap_or(9_000);
            let value = (higher + self.rng.within(0, 2) * 50).min(10_000);
            let id = self.one("    基本医疗保险参保率 ≥ ", Kind::Rate, value, "%");
            for &other in &above.everybody {
                self.at_least(id, other);
            }
            own.everybody.push(id);
        }
        if self.rng.chance(2) {
            let latest = above
                .deadline
                .iter()
                .map(|&id| self.value(id))
                .min()
                .unwrap_or(364);
            let day = (latest - self.rng.pick(&[0, 0, 1, 7, 12])).max(310);
            let id = self.one("    拨付补助资金 限 ", Kind::Day, day, "前");
            for &other in &above.deadline {
                self.at_least(other, id);
            }
            self.not_past(id);
            own.deadline.push(id);
        }
        own
    }

    /// The contribution; `last` is what last year's notice of the same region says of it.
    pub(super) fn contribution(&mut self, above: &Above, last: Option<(i64, Stated)>, own: &mut Above) {
        let higher = above.contribution.map(|stated| stated.id).unwrap();
        let more = if self.rng.chance(4) {
            self.rng.within(1, 20) * 100
        } else {
            0
        };
        let exact = self.rng.chance(2);
        let relation = if exact { "达到" } else { "≥" };
        let (value, step) = match last {
            Some((value, _)) => (value, Some(value)),
            None => (self.value(higher) + more, None),
        };
        let id = self.one(
            &format!("    个人缴费（{{Y}}年预收{{Y+1}}年度） {relation} "),
            Kind::Amount,
            value,
            "元/人·年",
        );
        self.at_least(id, higher);
        own.contribution = Some(Stated {
            id,
            exact,
            fixed: false,
        });
        if step.is_some() || self.rng.chance(3) {
            let increase = match (last, above.step) {
                (Some((value, stated)), _) => value - self.value(stated.id),
                (None, Some(step)) => self.value(step),
                (None, None) => self.rng.within(10, 40) * 100,
            };
            let step = self.one(
                "    个人缴费（{Y}年预收{Y+1}年度） = 个人缴费（{Y-1}年预收{Y}年度） + ",
                Kind::Amount,
                increase,
                "元",
            );
            if let Some(above) = above.step {
                self.same(step, above);
            }
            if let Some((_, last)) = last {
                match (exact, last.exact) {
                    (true, true) => self.law(&[(1, id), (-1, step), (-1, last.id)], true),
                    (true, false) => self.law(&[(1, id), (-1, step), (-1, last.id)], false),
                    (false, true) => self.law(&[(1, last.id), (1, step), (-1, id)], false),
                    (false, false) => {}
                }
            }
            own.step = Some(step);
        }
    }
}
