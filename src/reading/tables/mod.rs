//! Tables: indicators by year, and amounts by place.

mod caption;
mod columns;
mod totals;

use std::ops::Range;

use super::aliases::without_brackets;
use super::cites::without_issuer;
use super::figure::{self, Amount, FigureKind};
use super::place::Place;
use crate::notice::{
    Clause, Expression, Facets, Force, Form, Measure, Name, Quantity, Relation, Subject, Sureness, Unit,
    YearFacet,
};
use crate::text::{Row, Stretch, Table};
use crate::vocabulary::{Vocabulary, fold};
use caption::About;
use columns::Column;
use compact_str::CompactString;

/// Signs that the extract language keeps for itself.
const RESERVED: [char; 20] = [
    '(', ')', ',', ':', '、', '=', '%', '·', '+', '-', ';', '"', '“', '”', '《', '》', '|', '#', '〔', '〕',
];

/// The clauses of a table.
pub(super) fn clauses(
    place: &Place<'_>,
    table: &Table,
    vocabulary: &Vocabulary,
    heading: Option<usize>,
    out: &mut Vec<Clause>,
) {
    let reader = TableReader {
        place,
        table,
        vocabulary,
        heading,
        columns: columns::columns(place, table),
        about: caption::about(place, table),
    };
    let total = reader.totals(out);
    for row in &table.rows {
        // What the row that adds up says is said with what it adds up.
        if !total.is_some_and(|total| std::ptr::eq(row, total)) {
            reader.row(row, out);
        }
    }
}

struct TableReader<'a> {
    place: &'a Place<'a>,
    table: &'a Table,
    vocabulary: &'a Vocabulary,
    heading: Option<usize>,
    columns: Vec<Column>,
    /// What its caption says it is about.
    about: About,
}

impl TableReader<'_> {
    fn words(&self, stretch: Stretch) -> &str {
        self.place.repaired.slice(stretch)
    }

    fn cell<'r>(&self, row: &'r Row, want: impl Fn(&Column) -> bool) -> Option<&'r Stretch> {
        self.columns
            .iter()
            .zip(&row.cells)
            .find(|(column, _)| want(column))
            .map(|(_, cell)| cell)
    }

    fn row(&self, row: &Row, out: &mut Vec<Clause>) {
        let Some(&name) = self.cell(row, |column| *column == Column::Name) else {
            return;
        };
        let words = self.words(name);
        if words.is_empty() {
            return;
        }
        let force = self
            .cell(row, |column| *column == Column::Force)
            .and_then(|&cell| Force::from_word(self.words(cell)))
            .unwrap_or_default();
        let (item, named_unit, sureness) = self.item(name);
        let unit = self
            .cell(row, |column| *column == Column::Unit)
            .and_then(|&cell| columns::unit(self.words(cell)))
            .or(named_unit)
            .or_else(|| columns::table_units(self.place, self.table).into_iter().next());
        let mut before: Option<Subject> = None;
        for ((column, &cell), &title) in self.columns.iter().zip(&row.cells).zip(&self.table.columns) {
            match column {
                Column::Year(year) => {
                    let subject = self.subject(&item, Some((*year, title)), None);
                    let form = match self.value(cell, unit.as_ref()) {
                        Some((relation, value)) => Form::Bound {
                            subject: subject.clone(),
                            relation,
                            value,
                        },
                        None => {
                            let stays = ["保持稳定", "保持不变", "持平", "维持"]
                                .iter()
                                .any(|word| self.words(cell).contains(word));
                            let Some(earlier) = before.clone().filter(|_| stays) else {
                                continue;
                            };
                            Form::Reference {
                                left: Expression::Subject(subject.clone()),
                                relation: Relation::Equal,
                                right: Expression::Subject(earlier),
                            }
                        }
                    };
                    before = Some(subject);
                    out.push(self.clause(form, name, cell, force, sureness));
                }
                Column::Value(unit) => {
                    let (what, named) = self.what(row, title);
                    let group = self.name(CompactString::from(words), name);
                    for (relation, value) in self.values(cell, unit.as_ref()) {
                        // A bare number without a unit anywhere says nothing.
                        if value.unit == Unit::plain(Measure::Number) {
                            continue;
                        }
                        let form = Form::Bound {
                            subject: self.subject(&what, self.about.year, Some(group.clone())),
                            relation,
                            value,
                        };
                        out.push(self.clause(form, name, cell, force, named.min(Sureness::Unsure)));
                    }
                }
                _ => {}
            }
        }
    }

    fn name(&self, text: CompactString, stretch: Stretch) -> Name {
        Name {
            text,
            span: self.place.repaired.span(self.place.file, stretch),
        }
    }

    /// The item that a cell names, without the unit in its brackets.
    fn item(&self, cell: Stretch) -> (Name, Option<Unit>, Sureness) {
        let words = without_issuer(self.words(cell));
        let unit = columns::unit_of(words);
        let bare = match (&unit, words.rfind(['（', '('])) {
            (Some(_), Some(at)) => words.get(..at).unwrap_or(words),
            _ => words,
        };
        let plain = without_brackets(bare);
        let found = [bare, plain.as_str()]
            .into_iter()
            .find_map(|name| self.vocabulary.item(name))
            .or_else(|| self.nearest_alias(&plain));
        match found {
            Some(id) => (
                self.name(self.vocabulary.item_info(id).name.clone(), cell),
                unit,
                Sureness::Sure,
            ),
            None => {
                let text: CompactString = fold(&plain).chars().filter(|c| !RESERVED.contains(c)).collect();
                (self.name(text, cell), unit, Sureness::Unsure)
            }
        }
    }

    /// The item whose name or alias begins or ends the words of the cell and is most of them.
    fn nearest_alias(&self, plain: &str) -> Option<crate::vocabulary::ItemId> {
        self.vocabulary
            .items()
            .flat_map(|(id, item)| {
                std::iter::once(&item.name)
                    .chain(&item.aliases)
                    .map(move |name| (id, name))
            })
            .filter(|(_, name)| {
                let long = name.chars().count().saturating_mul(5) >= plain.chars().count().saturating_mul(4);
                long && (plain.ends_with(name.as_str()) || plain.starts_with(name.as_str()))
            })
            .max_by_key(|(_, name)| name.len())
            .map(|(id, _)| id)
    }

    fn subject(&self, item: &Name, year: Option<(u16, Stretch)>, group: Option<Name>) -> Subject {
        let year = year.map(|(year, title)| {
            (
                YearFacet::Year(year),
                self.place.repaired.span(self.place.file, title),
            )
        });
        Subject {
            head: item.clone(),
            bearer: None,
            span: item.span,
            facets: Facets {
                span: year
                    .map(|(_, span)| span)
                    .or(group.as_ref().map(|group| group.span)),
                year,
                groups: group.into_iter().collect(),
            },
        }
    }

    /// What a column of figures measures: its name, with that of the columns it is one of, or what the table is
    /// about where the name is no quantity.
    fn what(&self, row: &Row, title: Stretch) -> (Name, Sureness) {
        let (item, _, sureness) = self.item(title);
        if sureness.is_sure() {
            return (item, sureness);
        }
        let index = self.table.columns.iter().position(|&column| column == title);
        let over = index
            .and_then(|index| self.table.spans.get(index))
            .filter(|stretch| !stretch.is_empty())
            .map(|&stretch| self.item(stretch).0);
        // A further name in the row, such as that of the project, says more than the name of the column.
        let further = self
            .cell(row, |column| *column == Column::Text)
            .map(|&cell| self.item(cell).0)
            .filter(|name| !name.text.is_empty());
        let mut text = String::new();
        let bare = caption::is_bare(&item.text);
        if (bare || !caption::is_quantity(&item.text)) && over.is_none() {
            text.push_str(&self.about.name);
        }
        for name in over.iter().chain(&further) {
            text.push_str(&name.text);
        }
        if !bare || text.is_empty() {
            text.push_str(&item.text);
        }
        let text: String = text.chars().take(40).collect();
        (self.name(CompactString::from(text), title), sureness)
    }

    /// The value of a cell: >97%, 70%左右, 800.
    fn value(&self, cell: Stretch, unit: Option<&Unit>) -> Option<(Relation, Quantity)> {
        let mut values = self.values(cell, unit);
        (values.len() == 1).then(|| values.remove(0))
    }

    /// The values of a cell; two where it holds a range.
    fn values(&self, cell: Stretch, unit: Option<&Unit>) -> Vec<(Relation, Quantity)> {
        self.read(cell, unit).unwrap_or_default()
    }

    fn read(&self, cell: Stretch, unit: Option<&Unit>) -> Option<Vec<(Relation, Quantity)>> {
        let words = self.words(cell);
        let digit = words.find(|c: char| c.is_ascii_digit())?;
        let lead = words
            .get(..digit)?
            .trim()
            .trim_end_matches(['〔', '[', '（', '(']);
        let mut relation = match lead {
            "" | "＝" | "=" => Relation::Equal,
            ">" | "＞" | "超过" | "高于" | "大于" => Relation::MoreThan,
            "<" | "＜" | "低于" | "小于" => Relation::LessThan,
            "≥" | "不低于" | "不少于" | ">=" | "＞＝" => Relation::AtLeast,
            "≤" | "不高于" | "不超过" | "<=" | "＜＝" => Relation::AtMost,
            "约" | "≈" => Relation::About,
            "达到" => Relation::Reaches,
            _ => return None,
        };
        let start = (cell.start as usize).saturating_add(digit);
        // Nothing behind the cell is looked at.
        let text = self.place.text().get(..cell.end as usize)?;
        let found = figure::at_digit(text, start)?;
        let rest = text.get(found.range.end..)?;
        // 60-80 without a unit of its own.
        let sign = ["——", "—", "-", "～", "~", "至"]
            .into_iter()
            .find(|sign| rest.starts_with(sign));
        if let (Some(sign), FigureKind::Amount(low, None)) = (sign, &found.kind)
            && relation == Relation::Equal
            && let Some(second) = figure::at_digit(text, found.range.end.saturating_add(sign.len()))
            && second.range.end == text.len()
            && let FigureKind::Amount(high, None) = second.kind
        {
            return Some(vec![
                (Relation::AtLeast, self.quantity(low, unit)),
                (Relation::AtMost, self.quantity(&high, unit)),
            ]);
        }
        if rest.starts_with(['-', '—', '/', '～', '~', '.', ',', ':']) {
            return None;
        }
        match found.kind {
            FigureKind::Amount(amount, after) => {
                if let Some(after) = after {
                    relation = after;
                }
                Some(vec![(relation, self.quantity(&amount, unit))])
            }
            FigureKind::Range(low, high, _) if relation == Relation::Equal => Some(vec![
                (Relation::AtLeast, self.quantity(&low, unit)),
                (Relation::AtMost, self.quantity(&high, unit)),
            ]),
            _ => None,
        }
    }

    fn quantity(&self, amount: &Amount, unit: Option<&Unit>) -> Quantity {
        let unit = match (&amount.unit.measure, unit) {
            (Measure::Number, Some(unit)) => unit.clone(),
            _ => amount.unit.clone(),
        };
        Quantity {
            number: amount.number,
            unit,
            span: self.place.span(&amount.range),
            number_span: self.place.span(&amount.number_range),
        }
    }

    fn clause(&self, form: Form, name: Stretch, cell: Stretch, force: Force, sureness: Sureness) -> Clause {
        let first: Range<usize> = name.range();
        let last: Range<usize> = cell.range();
        let mut evidence = self.place.evidence(&first);
        let value = self.place.evidence(&last);
        evidence.text = CompactString::from(format!("{}…{}", evidence.text, value.text));
        evidence.span = evidence.span.to(value.span);
        Clause {
            form,
            force,
            evidence: Some(evidence),
            comment: None,
            span: self.place.span(&last),
            heading: self.heading,
            sureness,
        }
    }
}
