//! The form of one stated figure.

use super::*;

impl Emitter<'_> {
    pub(super) fn amount(
        &self,
        stated: &Stated,
        amount: &Amount,
        item: Named<ItemId>,
        next: Option<&Stated>,
    ) -> Form {
        let percent = amount.unit.measure == Measure::Percent;
        let info = self.vocabulary.item_info(item.id);
        if let Some(of) = stated.of {
            return self.proportion(stated, amount, item, of);
        }
        if let Some(change) = &stated.change {
            return self.change(stated, amount, item, change.sign, change.base.clone());
        }
        if let (Some(bearer), Some(by)) = (stated.bearer, stated.all_by) {
            let mut value = self.quantity(amount);
            value.unit.per.clear();
            let range = amount.range.start..by.end;
            return Form::Sum {
                whole: self.subject(stated, item, Some((bearer.id, &(bearer.start..bearer.end)))),
                relation: Relation::Equal,
                parts: vec![Part {
                    subject: self.bearer_alone(by),
                    relation: Relation::Equal,
                    value,
                    span: self.place.span(&range),
                }],
            };
        }
        if let Some(bearer) = stated.bearer {
            if percent
                && info.bearers.is_some()
                && info.unit.as_deref().is_some_and(|unit| unit.contains('元'))
            {
                return Form::Shares {
                    whole: self.subject(stated, item, None),
                    parts: self.with_rest(stated, info.bearers),
                };
            }
            return Form::Bound {
                subject: self.subject(stated, item, Some((bearer.id, &(bearer.start..bearer.end)))),
                relation: stated.relation,
                value: self.with_basis(amount, item),
            };
        }
        let mut subject = self.subject(stated, item, None);
        let mut relation = stated.relation;
        if stated.before && next.is_some_and(|next| next.item.map(|item| item.id) == Some(item.id)) {
            subject.facets.year = Some((YearFacet::Previous, subject.span));
            relation = Relation::Equal;
        }
        Form::Bound {
            subject,
            relation,
            value: self.with_basis(amount, item),
        }
    }

    /// 按居民人均可支配收入的50%确定.
    pub(super) fn proportion(
        &self,
        stated: &Stated,
        amount: &Amount,
        item: Named<ItemId>,
        of: Named<ItemId>,
    ) -> Form {
        let range = of.start..of.end;
        // The figures of a year are published in the next.
        let facets = Facets {
            year: Some((YearFacet::Previous, self.place.span(&range))),
            ..Facets::default()
        };
        let name = self.vocabulary.item_info(of.id).name.clone();
        let basis = Subject {
            head: self.place.name(name, &range),
            bearer: None,
            facets,
            span: self.place.span(&range),
        };
        Form::Reference {
            left: Expression::Subject(self.subject(stated, item, None)),
            relation: part_relation(stated.relation),
            right: Expression::Product(self.quantity(amount), Box::new(Expression::Subject(basis))),
        }
    }

    /// 在2022年的基础上新增30元.
    pub(super) fn change(
        &self,
        stated: &Stated,
        amount: &Amount,
        item: Named<ItemId>,
        sign: Sign,
        base: Option<(YearFacet, Range<usize>)>,
    ) -> Form {
        let mut left = self.subject(stated, item, None);
        let mut right = left.clone();
        let year = match left.facets.year.map(|(facet, _)| facet) {
            Some(facet) => Some(facet),
            None => self.year.map(YearFacet::Year),
        };
        if left.facets.year.is_none()
            && let Some(facet) = year
        {
            left.facets.year = Some((facet, left.span));
        }
        // 对脱贫人口报销比例提高10%: above what holds for everybody.
        if base.is_none()
            && amount.unit.measure == Measure::Percent
            && !left.facets.groups.is_empty()
            && self.is_percentage(item)
        {
            let mut value = self.quantity(amount);
            left.facets.year = stated
                .year
                .as_ref()
                .map(|(facet, range)| (*facet, self.place.span(range)));
            right.facets = Facets::default();
            value.unit.measure = Measure::PercentagePoint;
            return Form::Reference {
                left: Expression::Subject(left),
                relation: part_relation(stated.relation),
                right: Expression::Sum(vec![
                    (Sign::Plus, Expression::Subject(right)),
                    (sign, Expression::Amount(value)),
                ]),
            };
        }
        let (base, range) = match base {
            Some((facet, range)) => (facet, self.place.span(&range)),
            None => (year.map_or(YearFacet::Previous, before), left.span),
        };
        right.facets.year = Some((base, range));
        let mut value = self.quantity(amount);
        value.unit.per.clear();
        if value.unit.measure == Measure::Percent && !self.is_percentage(item) {
            return self.scaled(stated, item, sign, value, right);
        }
        if value.unit.measure == Measure::Percent {
            // 提高10%: of a percentage, points are meant.
            value.unit.measure = Measure::PercentagePoint;
        }
        Form::Reference {
            left: Expression::Subject(left),
            relation: part_relation(stated.relation),
            right: Expression::Sum(vec![
                (Sign::Plus, Expression::Subject(right)),
                (sign, Expression::Amount(value)),
            ]),
        }
    }

    pub(super) fn is_percentage(&self, item: Named<ItemId>) -> bool {
        let unit = self.vocabulary.item_info(item.id).unit.as_deref();
        unit.is_none_or(|unit| unit.starts_with('%'))
    }

    /// 起付线降低50%: half of what it is for everybody, or of what it was.
    pub(super) fn scaled(
        &self,
        stated: &Stated,
        item: Named<ItemId>,
        sign: Sign,
        mut value: Quantity,
        before: Subject,
    ) -> Form {
        let hundred = Decimal::ONE_HUNDRED;
        value.number = match sign {
            Sign::Plus => hundred.saturating_add(value.number),
            Sign::Minus => hundred.saturating_sub(value.number),
        };
        let left = self.subject(stated, item, None);
        let mut right = before;
        if !left.facets.groups.is_empty() {
            right.facets = Facets::default();
        }
        Form::Reference {
            left: Expression::Subject(left),
            relation: Relation::Equal,
            right: Expression::Product(value, Box::new(Expression::Subject(right))),
        }
    }

    pub(super) fn same(&self, stated: &Stated, item: Named<ItemId>) -> Form {
        let left = self.subject(stated, item, None);
        let mut right = left.clone();
        right.facets.groups.clear();
        right.facets.span = None;
        Form::Reference {
            left: Expression::Subject(left),
            relation: Relation::Equal,
            right: Expression::Subject(right),
        }
    }

    /// 市县两级财政分担比例为6:4, 中央、省、市、县按5:3:1:1分担.
    pub(super) fn split(
        &self,
        stated: &Stated,
        ratio: &[(Decimal, Range<usize>)],
        item: Option<Named<ItemId>>,
    ) -> (Form, Sureness) {
        let listed: Vec<Named<BearerId>> = match (stated.bearers.as_slice(), stated.bearer) {
            (bearers, _) if bearers.len() == ratio.len() => bearers.to_vec(),
            (_, Some(bearer)) => self
                .vocabulary
                .bearer_info(bearer.id)
                .parts
                .iter()
                .map(|&id| Named { id, ..bearer })
                .collect(),
            _ => Vec::new(),
        };
        let known = listed.len() == ratio.len();
        let parts = ratio
            .iter()
            .enumerate()
            .map(|(index, (number, place))| {
                let span = self.place.span(place);
                let subject = match listed.get(index).filter(|_| known) {
                    Some(&bearer) => self.bearer_alone(bearer),
                    None => Subject {
                        head: self.place.name(ordinal(index), place),
                        bearer: None,
                        facets: Facets::default(),
                        span,
                    },
                };
                RatioPart {
                    subject,
                    ratio: Quantity {
                        number: *number,
                        unit: Unit::plain(Measure::Number),
                        span,
                        number_span: span,
                    },
                    span,
                }
            })
            .collect();
        let bearers: Vec<(BearerId, bool)> = listed.iter().map(|bearer| (bearer.id, false)).collect();
        let whole = match stated.bearer {
            Some(bearer) if stated.bearers.len() != ratio.len() => {
                Some((bearer.id, bearer.start..bearer.end))
            }
            _ => self.covered(&bearers, None).map(|id| (id, stated.words.clone())),
        };
        match (item, whole, known) {
            (Some(item), Some((id, range)), true) => {
                let top = self.vocabulary.item_info(item.id).bearers == Some(id);
                let whole = self.subject(stated, item, (!top).then_some((id, &range)));
                (Form::Split { whole, parts }, stated.sureness)
            }
            _ => {
                let whole = Subject {
                    bearer: None,
                    ..self.phrase_subject(stated)
                };
                (Form::Split { whole, parts }, Sureness::Unnamed)
            }
        }
    }

    /// A figure of something outside the vocabulary.
    pub(super) fn unnamed(&self, stated: &Stated, amount: &Amount) -> Form {
        let mut subject = self.phrase_subject(stated);
        let value = self.quantity(amount);
        if let Some(over) = amount.over {
            return self.fraction(stated, subject, value, over);
        }
        if let Some(base) = &stated.base {
            let span = self.place.span(&base.range);
            let base = Subject {
                head: self.place.name(base.text.clone(), &base.range),
                bearer: None,
                facets: Facets::default(),
                span,
            };
            return Form::Reference {
                left: Expression::Subject(subject),
                relation: part_relation(stated.relation),
                right: Expression::Product(value, Box::new(Expression::Subject(base))),
            };
        }
        if let Some(change) = &stated.change {
            let mut before = subject.clone();
            let (facet, span) = match &change.base {
                Some((facet, range)) => (*facet, self.place.span(range)),
                None => (YearFacet::Previous, subject.span),
            };
            before.facets.year = Some((facet, span));
            return Form::Reference {
                left: Expression::Subject(subject),
                relation: part_relation(stated.relation),
                right: Expression::Sum(vec![
                    (Sign::Plus, Expression::Subject(before)),
                    (change.sign, Expression::Amount(value)),
                ]),
            };
        }
        if stated.before {
            subject.facets.year = Some((YearFacet::Previous, subject.span));
        }
        Form::Bound {
            subject,
            relation: stated.relation,
            value,
        }
    }

    /// 不超过缴费额的三分之二, exactly: three of these are at most two of those.
    fn fraction(&self, stated: &Stated, subject: Subject, value: Quantity, over: Decimal) -> Form {
        let whole = stated.base.clone().unwrap_or_else(|| Phrase {
            text: CompactString::const_new("全部"),
            range: stated.name.range.clone(),
        });
        let span = self.place.span(&whole.range);
        let whole = Subject {
            head: self.place.name(whole.text, &whole.range),
            bearer: None,
            facets: Facets::default(),
            span,
        };
        let times = Quantity {
            number: over,
            ..value.clone()
        };
        Form::Reference {
            left: Expression::Product(times, Box::new(Expression::Subject(subject))),
            relation: part_relation(stated.relation),
            right: Expression::Product(value, Box::new(Expression::Subject(whole))),
        }
    }

    /// The subject of a figure of something outside the vocabulary.
    fn phrase_subject(&self, stated: &Stated) -> Subject {
        let head = self.place.name(stated.name.text.clone(), &stated.name.range);
        let span = head.span;
        let bearer = stated.bearer.map(|bearer| {
            let name = self.vocabulary.bearer_info(bearer.id).name.clone();
            self.place.name(name, &(bearer.start..bearer.end))
        });
        Subject {
            facets: self.facets(stated, span),
            head,
            bearer,
            span,
        }
    }
}

/// The name of a side of a ratio that is not known.
fn ordinal(index: usize) -> CompactString {
    const NAMES: [&str; 6] = ["甲方", "乙方", "丙方", "丁方", "戊方", "己方"];
    CompactString::const_new(NAMES.get(index).copied().unwrap_or("另一方"))
}

/// The year before.
fn before(facet: YearFacet) -> YearFacet {
    match facet {
        YearFacet::Year(year) => YearFacet::Year(year.saturating_sub(1)),
        YearFacet::Annual(year) => YearFacet::Annual(year.saturating_sub(1)),
        YearFacet::Prepaid { collected, covers } => YearFacet::Prepaid {
            collected: collected.saturating_sub(1),
            covers: covers.saturating_sub(1),
        },
        YearFacet::Previous => YearFacet::Previous,
    }
}
