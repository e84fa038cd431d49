//! Subjects, quantities and clauses, with their words.

use super::*;

impl Emitter<'_> {
    pub(super) fn subject(
        &self,
        stated: &Stated,
        item: Named<ItemId>,
        bearer: Option<(BearerId, &Range<usize>)>,
    ) -> Subject {
        let range = item.start..item.end;
        let head = self
            .place
            .name(self.vocabulary.item_info(item.id).name.clone(), &range);
        let mut span = head.span;
        let bearer = bearer.map(|(id, range)| {
            let name = self
                .place
                .name(self.vocabulary.bearer_info(id).name.clone(), range);
            span = name.span;
            name
        });
        Subject {
            facets: self.facets(stated, span),
            head,
            bearer,
            span,
        }
    }

    pub(super) fn facets(&self, stated: &Stated, near: Span) -> Facets {
        let year = stated
            .year
            .as_ref()
            .map(|(facet, range)| (*facet, self.place.span(range)));
        let groups: Vec<Name> = stated.groups.iter().map(|group| self.group(group)).collect();
        let span = (year.is_some() || !groups.is_empty()).then(|| {
            groups
                .first()
                .map_or_else(|| year.map_or(near, |(_, span)| span), |group| group.span)
        });
        Facets { year, groups, span }
    }

    pub(super) fn group(&self, group: &GroupName) -> Name {
        let name = match self.vocabulary.group(&group.text) {
            Some(id) => self.vocabulary.group_info(id).name.clone(),
            None => group.text.clone(),
        };
        self.place.name(name, &group.range)
    }

    /// An amount of money takes the basis of its item where the words leave it out: 达到640元.
    pub(super) fn with_basis(&self, amount: &Amount, item: Named<ItemId>) -> Quantity {
        let mut quantity = self.quantity(amount);
        if quantity.unit.measure == Measure::Yuan
            && let Some(unit) = self.vocabulary.item_info(item.id).unit.as_deref()
            && let Some(basis) = unit.split_once('/').map(|(_, basis)| basis)
        {
            let basis: Vec<CompactString> = basis.split('·').map(CompactString::from).collect();
            // 元/人 said of what is 元/人·年 is the same.
            if quantity.unit.per.iter().all(|word| basis.contains(word)) {
                quantity.unit.per = basis;
            }
        }
        quantity
    }

    pub(super) fn quantity(&self, amount: &Amount) -> Quantity {
        Quantity {
            number: amount.number,
            unit: amount.unit.clone(),
            span: self.place.span(&amount.range),
            number_span: self.place.span(&amount.number_range),
        }
    }

    pub(super) fn clause(
        &self,
        form: Form,
        range: &Range<usize>,
        force: Force,
        sureness: Sureness,
    ) -> Clause {
        Clause {
            form,
            force,
            evidence: Some(self.place.evidence(range)),
            comment: None,
            span: self.place.span(range),
            heading: self.heading,
            sureness,
        }
    }
}
