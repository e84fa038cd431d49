//! The clauses of a notice as rows of the facts table.

use crate::corpus::{Corpus, Entry, NoticeId, ResolvedSubject};
use crate::notice::{
    Clause, Expression, Form, Heading, Name, PartialDate, Quantity, Relation, TimeLimit, TimePoint,
    layout_clause,
};
use crate::report::Fact;

/// One row for each clause, and one more for each labelled part of a sum, share and side of a ratio.
pub(super) fn of_notice(corpus: &Corpus, id: NoticeId, entry: &Entry) -> Vec<Fact> {
    let subjects = corpus
        .names(id)
        .map_or(&[][..], |names| names.subjects.as_slice());
    let mut rows = Vec::with_capacity(entry.notice.clauses.len());
    for (index, clause) in entry.notice.clauses.iter().enumerate() {
        let row = Row {
            corpus,
            clause,
            subjects: subjects.get(index).map_or(&[], Vec::as_slice),
            base: base(corpus, entry, clause),
            default_year: entry.years().map(|years| years.last),
        };
        row.write(&mut rows);
    }
    rows
}

fn base(corpus: &Corpus, entry: &Entry, clause: &Clause) -> Fact {
    let path: String = entry
        .notice
        .heading_path(clause)
        .into_iter()
        .map(Heading::short)
        .collect();
    Fact {
        notice: entry.number().map(ToString::to_string),
        region: Some(corpus.vocabulary().regions().get(entry.region).name.to_string()),
        issued: entry.issue_date().map(|date| date.to_string()),
        heading: (!path.is_empty()).then_some(path),
        kind: clause.form.kind(),
        item: None,
        bearer: None,
        year: None,
        groups: Vec::new(),
        relation: None,
        value: None,
        unit: None,
        force: Some(clause.force.word().to_owned()),
        sureness: clause.sureness.name(),
        text: layout_clause(clause),
        span: clause.span,
    }
}

struct Row<'a> {
    corpus: &'a Corpus,
    clause: &'a Clause,
    subjects: &'a [ResolvedSubject],
    base: Fact,
    default_year: Option<u16>,
}

impl Row<'_> {
    fn write(&self, rows: &mut Vec<Fact>) {
        let first = self.subjects.first();
        match &self.clause.form {
            Form::Bound {
                subject,
                relation,
                value,
            } => {
                rows.push(self.valued(first, &subject.head, *relation, value));
            }
            Form::Sum {
                whole,
                relation,
                parts,
            } => {
                let mut row = self.about(first, &whole.head);
                row.relation = Some(relation.sign().to_owned());
                rows.push(row);
                for (number, part) in parts.iter().enumerate() {
                    let subject = self.subjects.get(number.saturating_add(1));
                    let row = self.valued(subject, &part.subject.head, part.relation, &part.value);
                    rows.push(Fact {
                        kind: "part",
                        span: part.span,
                        ..row
                    });
                }
            }
            Form::Shares { parts, .. } => {
                for (number, part) in parts.iter().enumerate() {
                    let subject = self.subjects.get(number.saturating_add(1));
                    let row = self.valued(subject, &part.subject.head, part.relation, &part.value);
                    rows.push(Fact {
                        span: part.span,
                        ..row
                    });
                }
            }
            Form::Split { parts, .. } => {
                for (number, part) in parts.iter().enumerate() {
                    let subject = self.subjects.get(number.saturating_add(1));
                    let row = self.valued(subject, &part.subject.head, Relation::Equal, &part.ratio);
                    rows.push(Fact {
                        span: part.span,
                        ..row
                    });
                }
            }
            Form::Reference {
                left,
                relation,
                right,
            } => {
                let mut head = None;
                left.subjects(&mut |subject| {
                    head.get_or_insert(&subject.head);
                });
                let mut row = match head {
                    Some(head) => self.about(first, head),
                    None => self.base.clone(),
                };
                row.relation = Some(relation.sign().to_owned());
                // 新增30元: the one amount that an equation holds is what it states.
                let mut quantities = Vec::new();
                for side in [left, right] {
                    side.quantities(&mut |quantity| quantities.push(quantity));
                }
                if let [quantity] = quantities.as_slice() {
                    row.value = Some(quantity.number.to_string());
                    row.unit = Some(quantity.unit.to_string()).filter(|unit| !unit.is_empty());
                }
                // 3 × A ≤ 2 × B: two thirds, which no decimal says.
                if let (Expression::Product(over, _), Expression::Product(number, _)) = (left, right) {
                    row.value = Some(format!("{}/{}", number.number, over.number));
                }
                rows.push(row);
            }
            Form::Date(action) => {
                let mut row = self.about(None, &action.subject.head);
                let vocabulary = self.corpus.vocabulary();
                if let Some(event) = vocabulary.event(&action.subject.head.text) {
                    row.item = Some(vocabulary.event_info(event).name.to_string());
                }
                row.groups = action
                    .subject
                    .facets
                    .groups
                    .iter()
                    .map(|group| group.text.to_string())
                    .collect();
                (row.relation, row.value) = self.time(&action.limit);
                rows.push(row);
            }
            Form::Task(task) => {
                let mut row = self.about(None, &task.name);
                if let Some(limit) = &task.limit {
                    (row.relation, row.value) = self.time(limit);
                }
                rows.push(row);
            }
            Form::Cite(citation) => {
                let mut row = self.base.clone();
                row.item = citation.title.as_ref().map(|title| title.text.to_string());
                row.value = citation.number.as_ref().map(ToString::to_string);
                rows.push(row);
            }
            Form::Alias(alias) => {
                let mut row = self.about(None, &alias.short);
                row.value = Some(alias.full.text.to_string());
                rows.push(row);
            }
            Form::Classify(classification) => {
                let mut row = self.base.clone();
                row.groups = classification
                    .members
                    .iter()
                    .map(|member| member.text.to_string())
                    .collect();
                row.value = Some(classification.group.text.to_string());
                rows.push(row);
            }
            Form::Delegate(delegation) => {
                let mut row = self.about(first, &delegation.subject.head);
                row.value = Some(delegation.to.text.to_string());
                rows.push(row);
            }
        }
    }

    fn about(&self, subject: Option<&ResolvedSubject>, head: &Name) -> Fact {
        let vocabulary = self.corpus.vocabulary();
        let mut row = self.base.clone();
        match subject {
            Some(subject) => {
                let measurand = &subject.measurand;
                row.item = Some(measurand.item.name(vocabulary).to_owned());
                row.bearer = measurand
                    .bearer
                    .as_ref()
                    .map(|bearer| bearer.name(vocabulary).to_owned());
                row.year = (measurand.year != 0).then_some(measurand.year);
                row.groups = subject
                    .groups
                    .iter()
                    .map(|group| group.name(vocabulary).to_owned())
                    .collect();
            }
            None => row.item = Some(head.text.to_string()),
        }
        row
    }

    fn valued(
        &self,
        subject: Option<&ResolvedSubject>,
        head: &Name,
        relation: Relation,
        value: &Quantity,
    ) -> Fact {
        let mut row = self.about(subject, head);
        row.relation = Some(relation.sign().to_owned());
        row.value = Some(value.number.to_string());
        let unit = value.unit.to_string();
        row.unit = (!unit.is_empty()).then_some(unit);
        row
    }

    fn time(&self, limit: &TimeLimit) -> (Option<String>, Option<String>) {
        let (word, value) = match limit {
            TimeLimit::Before(point) => ("限", self.point(point, true)),
            TimeLimit::From(point) => ("自", self.point(point, false)),
            TimeLimit::On(point) => ("于", self.point(point, true)),
            TimeLimit::Window(first, last) => {
                let value = self
                    .first(first)
                    .zip(self.last(last))
                    .map(|(first, last)| format!("{first}/{last}"));
                ("至", value)
            }
            TimeLimit::Ongoing(span) => ("限", Some(self.corpus.sources().slice(*span).to_owned())),
        };
        (Some(word.to_owned()), value)
    }

    fn point(&self, point: &TimePoint, last: bool) -> Option<String> {
        match point {
            TimePoint::Date(date) if last => self.last(date),
            TimePoint::Date(date) => self.first(date),
            TimePoint::Yearly(day, _) => Some(match day.day {
                Some(of_month) => format!("每年{}月{of_month}日", day.month),
                None => format!("每年{}月底", day.month),
            }),
            TimePoint::Monthly(day, _) => Some(match day {
                Some(day) => format!("每月{day}日"),
                None => "每月底".to_owned(),
            }),
            TimePoint::Within(quantity, after) => {
                let after = after.as_ref().map(|after| format!("{}后", after.text));
                Some(format!("{}{quantity}", after.unwrap_or_default()))
            }
        }
    }

    fn first(&self, date: &PartialDate) -> Option<String> {
        date.first_day(self.default_year)
            .ok()
            .map(|date| date.to_string())
    }

    fn last(&self, date: &PartialDate) -> Option<String> {
        date.last_day(self.default_year).ok().map(|date| date.to_string())
    }
}
