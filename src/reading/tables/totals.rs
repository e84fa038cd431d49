//! The row of a table that adds up the others.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::TableReader;
use super::columns::Column;
use crate::notice::{
    Clause, Facets, Force, Form, Measure, Name, Part, Quantity, Relation, Subject, Sureness,
};
use crate::text::{Row, Stretch};

/// Names of the row that adds up all others.
const TOTALS: [&str; 8] = [
    "合计",
    "总计",
    "全省合计",
    "全市合计",
    "全县合计",
    "全区合计",
    "全国合计",
    "共计",
];

/// What part of another row a row is: its figures are counted there.
const WITHIN: [&str; 4] = ["其中", "小计", "#", "本级（"];

impl TableReader<'_> {
    fn is_total(&self, row: &Row) -> bool {
        row.cells.iter().take(2).any(|&cell| {
            let words: String = self.words(cell).chars().filter(|c| !c.is_whitespace()).collect();
            TOTALS.contains(&words.as_str())
        })
    }

    /// Puts down the sums of the columns of amounts; gives the row that adds up, where there is one.
    pub(super) fn totals(&self, out: &mut Vec<Clause>) -> Option<&Row> {
        let mut totals = self.table.rows.iter().filter(|row| self.is_total(row));
        let (Some(total), None) = (totals.next(), totals.next()) else {
            return None;
        };
        let named = |row: &Row| {
            row.cells
                .iter()
                .take(2)
                .any(|&cell| WITHIN.iter().any(|word| self.words(cell).contains(word)))
        };
        // With subtotals it is not known which rows a total adds up.
        let flat = !self.table.rows.iter().any(named);
        let ragged = self
            .table
            .rows
            .iter()
            .any(|row| row.cells.len() != self.columns.len());
        let mut said = false;
        for (index, (column, &title)) in self.columns.iter().zip(&self.table.columns).enumerate() {
            if let Column::Value(_) = column
                && self.total(total, index, title, flat && !ragged, out)
            {
                said = true;
            }
        }
        said.then_some(total)
    }

    /// One column: its total, and the sum that it is where the rows can be added up.
    fn total(&self, total: &Row, index: usize, title: Stretch, sums: bool, out: &mut Vec<Clause>) -> bool {
        let Some(Column::Value(unit)) = self.columns.get(index) else {
            return false;
        };
        let value = |row: &Row| {
            let &cell = row.cells.get(index)?;
            self.value(cell, unit.as_ref()).map(|(_, value)| value)
        };
        let Some(sum) = value(total) else { return false };
        if sum.unit == crate::notice::Unit::plain(Measure::Number) {
            return false;
        }
        let (what, _) = self.what(total, title);
        let head = Name {
            text: CompactString::from(format!("{}合计", what.text)),
            span: what.span,
        };
        let whole = subject(head);
        let cell = total.cells.get(index).copied().unwrap_or_default();
        let parts = if sums {
            self.parts(total, index, &what, &sum)
        } else {
            None
        };
        let (sureness, parts) = match parts {
            Some((parts, sureness)) => (sureness, parts),
            None => (Sureness::Unsure, Vec::new()),
        };
        let bound = Form::Bound {
            subject: whole.clone(),
            relation: Relation::Equal,
            value: sum,
        };
        out.push(self.clause(bound, title, cell, Force::Must, sureness));
        if !parts.is_empty() {
            let form = Form::Sum {
                whole,
                relation: Relation::Equal,
                parts,
            };
            out.push(self.clause(form, title, cell, Force::Must, sureness));
        }
        true
    }

    /// What the rows above a total add to it; none where one of them cannot be read.
    fn parts(&self, total: &Row, index: usize, what: &Name, sum: &Quantity) -> Option<(Vec<Part>, Sureness)> {
        let Some(Column::Value(unit)) = self.columns.get(index) else {
            return None;
        };
        // Rates and amounts per head do not add up.
        if !sum.unit.per.is_empty() || sum.unit.measure == Measure::Percent || sum.number == Decimal::ZERO {
            return None;
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut added = Decimal::ZERO;
        for row in self.table.rows.iter().filter(|row| !std::ptr::eq(*row, total)) {
            let cell = row.cells.get(index).copied().unwrap_or_default();
            let words = self.words(cell);
            let Some((Relation::Equal, value)) = self.value(cell, unit.as_ref()) else {
                if matches!(words, "" | "-" | "—" | "——" | "/" | "－") {
                    continue;
                }
                return None;
            };
            let name = self.cell(row, |column| *column == Column::Name).copied()?;
            if value.unit != sum.unit || self.words(name).is_empty() {
                return None;
            }
            added = added.checked_add(value.number)?;
            let text = format!("{}{}", self.words(name), what.text);
            let text: String = text
                .chars()
                .filter(|c| !super::RESERVED.contains(c) && *c != ' ')
                .collect();
            parts.push(Part {
                span: value.span,
                subject: subject(self.name(CompactString::from(text), name)),
                relation: Relation::Equal,
                value,
            });
        }
        if parts.len() < 2 {
            return None;
        }
        // Twice the total: some rows are parts of others.
        let twice = sum.number.checked_mul(Decimal::TWO)?;
        let sureness = if added > sum.number && added >= twice.checked_sub(Decimal::ONE)? {
            Sureness::Unsure
        } else {
            Sureness::Sure
        };
        Some((parts, sureness))
    }
}

fn subject(head: Name) -> Subject {
    Subject {
        span: head.span,
        head,
        bearer: None,
        facets: Facets::default(),
    }
}
