//! What several bear: a whole and its parts.

use super::*;

impl Emitter<'_> {
    /// Several bearers' parts as the sum or the shares of what they make up.
    pub(super) fn whole(&self, run: &[Stated], about: Option<Named<BearerId>>) -> Option<Clause> {
        let (first, last) = (run.first()?, run.last()?);
        if run.len() < 2 {
            return None;
        }
        let item = first.item?;
        let bearers: Vec<(BearerId, bool)> = run
            .iter()
            .filter_map(|part| part.bearer.map(|bearer| (bearer.id, part.own)))
            .collect();
        let whole = self.covered(&bearers, about)?;
        let top = self.vocabulary.item_info(item.id).bearers;
        let subject = if Some(whole) == top {
            self.subject(first, item, None)
        } else {
            self.subject(first, item, Some((whole, &first.words)))
        };
        let parts = run.iter().filter_map(|part| self.part(part)).collect();
        let span = first.words.start..last.words.end;
        let form = if measure(first) == Some(Measure::Percent) {
            Form::Shares {
                whole: subject,
                parts,
            }
        } else {
            Form::Sum {
                whole: subject,
                relation: Relation::Equal,
                parts,
            }
        };
        let sureness = run.iter().map(|part| part.sureness).min().unwrap_or_default();
        Some(self.clause(form, &span, strictest(run), sureness))
    }

    /// The bearer that these make up together, each once; a place's own purse bears all below the province.
    pub(super) fn covered(
        &self,
        bearers: &[(BearerId, bool)],
        about: Option<Named<BearerId>>,
    ) -> Option<BearerId> {
        let given = |id: BearerId| bearers.iter().any(|(bearer, _)| *bearer == id);
        let own = bearers.iter().any(|(_, own)| *own);
        let first = bearers.first()?.0;
        let mut candidate = self.vocabulary.bearer_info(first).parent;
        while let Some(whole) = candidate {
            if bearers
                .iter()
                .all(|(bearer, _)| self.vocabulary.bearer_is_within(*bearer, whole))
            {
                let all = self
                    .vocabulary
                    .bearer_info(whole)
                    .parts
                    .iter()
                    .all(|&part| given(part) || self.is_made_up(part, bearers, own));
                let said = about.is_some_and(|about| about.id == whole);
                return (all || said).then_some(whole);
            }
            candidate = self.vocabulary.bearer_info(whole).parent;
        }
        None
    }

    pub(super) fn is_made_up(&self, whole: BearerId, bearers: &[(BearerId, bool)], own: bool) -> bool {
        let parts = &self.vocabulary.bearer_info(whole).parts;
        if parts.is_empty() {
            return false;
        }
        let given = |id: BearerId| bearers.iter().any(|(bearer, _)| *bearer == id);
        let is_local = self.vocabulary.bearer("市县财政") == Some(whole);
        (own && is_local && parts.iter().any(|&part| given(part)))
            || parts
                .iter()
                .all(|&part| given(part) || self.is_made_up(part, bearers, own))
    }

    pub(super) fn part(&self, stated: &Stated) -> Option<Part> {
        let bearer = stated.bearer?;
        let Value::Amount(amount) = &stated.value else {
            return None;
        };
        let range = bearer.start.min(amount.range.start)..amount.range.end;
        let mut value = self.quantity(amount);
        if value.unit.measure == Measure::Yuan {
            // The whole says per whom and how long.
            value.unit.per.clear();
        }
        Some(Part {
            subject: self.bearer_alone(bearer),
            relation: part_relation(stated.relation),
            value,
            span: self.place.span(&range),
        })
    }

    /// A bearer's share, and what it leaves to the only other bearer of the whole.
    pub(super) fn with_rest(&self, stated: &Stated, whole: Option<BearerId>) -> Vec<Part> {
        let mut parts: Vec<Part> = self.part(stated).into_iter().collect();
        let others: Vec<BearerId> = whole
            .map(|whole| self.vocabulary.bearer_info(whole).parts.clone())
            .unwrap_or_default();
        if let ([part], Some(bearer), [first, second]) = (parts.as_slice(), stated.bearer, others.as_slice())
            && (bearer.id == *first || bearer.id == *second)
            && part.relation == Relation::Equal
        {
            let other = if bearer.id == *first { *second } else { *first };
            let mut rest = part.clone();
            rest.subject = self.bearer_alone(Named { id: other, ..bearer });
            rest.value.number = Decimal::ONE_HUNDRED.saturating_sub(part.value.number);
            if rest.value.number > Decimal::ZERO {
                parts.push(rest);
            }
        }
        parts
    }

    pub(super) fn bearer_alone(&self, bearer: Named<BearerId>) -> Subject {
        let range = bearer.start..bearer.end;
        let name = self.vocabulary.bearer_info(bearer.id).name.clone();
        Subject {
            head: self.place.name(name, &range),
            bearer: None,
            facets: Facets::default(),
            span: self.place.span(&range),
        }
    }
}
