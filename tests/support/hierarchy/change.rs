//! One figure changed: to which other values, what the texts are then, and which laws it breaks.

use super::law::Law;
use super::{Document, Figure, Hierarchy, Id, Kind, written};

impl Hierarchy {
    /// The laws that do not hold once figure `id` has another value.
    pub(crate) fn broken(&self, id: Id, value: i64) -> Vec<&Law> {
        let of = |other: Id| {
            if other == id {
                value
            } else {
                self.figures[other].value
            }
        };
        let place = |other: Id| self.figures[other].place;
        self.laws
            .iter()
            .filter(|law| law.figures().contains(&id) && !law.holds(&of, &place))
            .collect()
    }

    /// The figures that share a law with `id`, itself included.
    pub(crate) fn linked(&self, id: Id) -> Vec<Id> {
        let mut linked = vec![id];
        for law in &self.laws {
            let figures = law.figures();
            if figures.contains(&id) {
                linked.extend(figures);
            }
        }
        linked.sort_unstable();
        linked.dedup();
        linked
    }

    /// Other values for a figure: up and down, by one last place and by a lot.
    pub(crate) fn changes(&self, id: Id) -> Vec<i64> {
        let Figure {
            kind, value, place, ..
        } = self.figures[id];
        let lot = match kind {
            Kind::Day => 40,
            Kind::Ratio => 3,
            _ => (value / 7 / place + 2) * place,
        };
        [value + place, value - place, value + lot, value - lot]
            .into_iter()
            .filter(|&new| match kind {
                Kind::Amount => new >= 0,
                Kind::Share | Kind::Rate => new > 0 && new <= 10_000,
                Kind::Ratio => new > 0,
                Kind::Day => new >= 0,
            })
            .collect()
    }

    /// The texts once figure `id` has another value.
    pub(crate) fn changed(&self, id: Id, value: i64) -> Vec<Document> {
        let figure = &self.figures[id];
        let mut documents = self.documents.clone();
        let new = written(figure.kind, value, figure.place, self.year);
        documents[figure.file]
            .text
            .replace_range(figure.range.clone(), &new);
        documents
    }

    /// The statements that a law speaks of.
    pub(crate) fn words(&self, law: &Law) -> String {
        law.figures()
            .into_iter()
            .map(|id| {
                format!(
                    "    {id}: {} {}\n",
                    self.documents[self.figures[id].file].path,
                    self.statement(id)
                )
            })
            .collect()
    }

    /// The line of a figure, as it stands.
    pub(crate) fn statement(&self, id: Id) -> &str {
        let figure = &self.figures[id];
        &self.documents[figure.file].text[figure.line.clone()]
    }
}
