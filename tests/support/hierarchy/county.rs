//! The notice of a county.

use super::above::{Above, Scheme};
use super::writer::Writer;
use super::{Id, Kind};

impl Writer {
    #[allow(clippy::too_many_arguments, reason = "a place and everything above it")]
    pub(super) fn county(
        &mut self,
        above: &Above,
        provincial: &Above,
        scheme: &Scheme,
        case: &[(&'static str, Id)],
        path: &str,
        index: usize,
        city: &str,
        name: &str,
        poor: bool,
        level: &str,
    ) {
        let year = self.hierarchy.year;
        let first = name.chars().next().unwrap();
        let number = format!("{first}医保发〔{year}〕{}号", self.serial());
        self.begin(
            &format!("{path}-x{index}"),
            &number,
            &format!("{city}{name}"),
            year,
            10,
            &above.number,
        );
        self.say("一、合理确定筹资标准");
        let mut own = Above {
            number,
            ..above.clone()
        };
        if self.rng.chance(2) {
            self.total(above, scheme, &mut own);
            let id = own.subsidy.unwrap().id;
            let higher = provincial.subsidy.unwrap();
            self.law(&[(1, id), (-1, higher.id)], higher.fixed);
        }
        if self.rng.chance(2) {
            self.contribution(above, None, &mut own);
        }
        // What the city says of this county, it says itself.
        for &(bearer, higher) in case {
            if self.rng.chance(2) {
                continue;
            }
            let value = self.value(higher);
            let named = if bearer == "省级财政" { level } else { bearer };
            let id = self.one(
                &format!("    财政补助·{named}（{{Y}}年） = "),
                Kind::Amount,
                value,
                "元/人·年",
            );
            self.same(id, higher);
            match (scheme, bearer) {
                (Scheme::Amounts { central, .. }, "中央财政") => self.same(id, *central),
                (Scheme::Amounts { poor: two, .. }, "省级财政") if poor => self.same(id, two[0]),
                (Scheme::Amounts { poor: two, .. }, "县级财政") if poor => self.same(id, two[1]),
                (Scheme::Amounts { other, .. }, "省级财政") => self.same(id, other[0]),
                (Scheme::Percentages { classes }, "中央财政") => {
                    self.same(id, classes[usize::from(poor)].1[0]);
                }
                (Scheme::Percentages { classes }, "省级财政") => {
                    self.same(id, classes[usize::from(poor)].1[1]);
                }
                _ => {}
            }
        }
        self.rest(&own);
    }
}
