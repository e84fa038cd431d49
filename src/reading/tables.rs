//! Tables: indicators by year, and amounts by place.

use std::ops::Range;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::aliases::without_brackets;
use super::cites::without_issuer;
use super::figure::{self, Amount, FigureKind};
use super::place::Place;
use crate::notice::{
    Clause, Expression, Facets, Force, Form, Measure, Name, Part, Quantity, Relation, Subject, Sureness,
    Unit, YearFacet,
};
use crate::text::{Row, Stretch, Table};
use crate::vocabulary::{Vocabulary, fold};

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    /// 序号.
    Serial,
    /// The name of the indicator, or the place.
    Name,
    /// Values of one year.
    Year(u16),
    /// 指标属性.
    Force,
    /// Values that the column's own name names.
    Value(Unit),
    /// Anything else.
    Other,
}

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
        columns: columns(place, table),
    };
    for row in &table.rows {
        reader.row(row, out);
    }
    reader.totals(out);
}

fn columns(place: &Place<'_>, table: &Table) -> Vec<Column> {
    let words = |stretch: Stretch| place.repaired.slice(stretch);
    let table_unit = table.unit.map(|stretch| unit_of(words(stretch))).unwrap_or(None);
    let mut named = false;
    table
        .columns
        .iter()
        .map(|&stretch| {
            let name = words(stretch);
            if matches!(name, "序号" | "编号" | "号") {
                return Column::Serial;
            }
            if let Some(year) = year_of(name) {
                return Column::Year(year);
            }
            if name.contains("属性") || name.contains("性质") {
                return Column::Force;
            }
            if !named {
                named = true;
                return Column::Name;
            }
            match unit_of(name).or_else(|| table_unit.clone()) {
                Some(unit) => Column::Value(unit),
                None => Column::Other,
            }
        })
        .collect()
}

/// 2025年, 2025年目标值.
fn year_of(name: &str) -> Option<u16> {
    let digits = name.get(..4)?;
    let rest = name.get(4..)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !rest.starts_with('年') {
        return None;
    }
    digits.parse().ok().filter(|year| (1949..=2100).contains(year))
}

/// The unit in the brackets of a name, or behind 单位：: 基金收入（亿元）.
fn unit_of(name: &str) -> Option<Unit> {
    let inner = match name.rfind(['（', '(', '：', ':']) {
        Some(at) => {
            let rest = name.get(at..)?;
            rest.get(rest.chars().next()?.len_utf8()..)?
                .trim_end_matches(['）', ')'])
        }
        None => return None,
    };
    let probe = format!("1{inner}");
    match figure::at_digit(&probe, 0) {
        Some(found) if found.range.end == probe.len() => match found.kind {
            FigureKind::Amount(amount, None) => Some(amount.unit),
            _ => None,
        },
        _ => None,
    }
}

struct TableReader<'a> {
    place: &'a Place<'a>,
    table: &'a Table,
    vocabulary: &'a Vocabulary,
    heading: Option<usize>,
    columns: Vec<Column>,
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
        let (item, unit, sureness) = self.item(name);
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
                    let Some((relation, value)) = self.value(cell, Some(unit)) else {
                        continue;
                    };
                    let (what, _, named) = self.item(title);
                    let group = self.place.repaired.slice(name);
                    let group = self.name(CompactString::from(group), name);
                    let subject = self.subject(&what, None, Some(group));
                    let form = Form::Bound {
                        subject,
                        relation,
                        value,
                    };
                    out.push(self.clause(form, name, cell, force, named.min(Sureness::Unsure)));
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
        let unit = unit_of(words);
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
                let text: CompactString = fold(&plain)
                    .chars()
                    .filter(|c| !matches!(c, '(' | ')' | ',' | ':' | '、' | '=' | '%' | '·' | '+' | '-'))
                    .collect();
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

    /// The value of a cell: >97%, 70%左右, 800.
    fn value(&self, cell: Stretch, unit: Option<&Unit>) -> Option<(Relation, Quantity)> {
        let words = self.words(cell);
        let digit = words.find(|c: char| c.is_ascii_digit())?;
        let lead = words.get(..digit)?.trim();
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
        let found = figure::at_digit(self.place.text(), start)?;
        if found.range.end > cell.end as usize {
            return None;
        }
        let FigureKind::Amount(amount, after) = found.kind else {
            return None;
        };
        if let Some(after) = after {
            relation = after;
        }
        Some((relation, self.quantity(&amount, unit)))
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

    /// The row that adds up all others, for each column of amounts: 合计.
    fn totals(&self, out: &mut Vec<Clause>) {
        let name_of = |row: &Row| self.cell(row, |column| *column == Column::Name).copied();
        let is_total = |row: &&Row| {
            row.cells.iter().take(2).any(|&cell| {
                matches!(
                    self.words(cell),
                    "合计" | "总计" | "总 计" | "全省合计" | "全市合计"
                )
            })
        };
        let mut totals = self.table.rows.iter().filter(is_total);
        let (Some(total), None) = (totals.next(), totals.next()) else {
            return;
        };
        // With subtotals it is not known which rows a total adds up.
        let sub = |row: &Row| {
            row.cells
                .iter()
                .take(2)
                .any(|&cell| self.words(cell).contains("小计"))
        };
        if self.table.rows.iter().any(sub) {
            return;
        }
        for (index, (column, &title)) in self.columns.iter().zip(&self.table.columns).enumerate() {
            let Column::Value(unit) = column else { continue };
            let (what, _, _) = self.item(title);
            let value = |row: &Row| {
                row.cells
                    .get(index)
                    .and_then(|&cell| self.value(cell, Some(unit)))
            };
            let Some((_, sum)) = value(total) else { continue };
            let mut parts: Vec<Part> = Vec::new();
            for row in self.table.rows.iter().filter(|row| !std::ptr::eq(*row, total)) {
                let (Some(name), Some((_, value))) = (name_of(row), value(row)) else {
                    continue;
                };
                let text = format!("{}{}", self.words(name), what.text);
                let head = self.name(CompactString::from(text), name);
                parts.push(Part {
                    span: value.span,
                    subject: Subject {
                        span: head.span,
                        head,
                        bearer: None,
                        facets: Facets::default(),
                    },
                    relation: Relation::Equal,
                    value,
                });
            }
            if parts.len() < 2 || sum.number == Decimal::ZERO {
                continue;
            }
            let head = Name {
                text: CompactString::from(format!("{}合计", what.text)),
                span: what.span,
            };
            let whole = Subject {
                span: head.span,
                head,
                bearer: None,
                facets: Facets::default(),
            };
            let cell = total.cells.get(index).copied().unwrap_or_default();
            out.push(self.clause(
                Form::Bound {
                    subject: whole.clone(),
                    relation: Relation::Equal,
                    value: sum,
                },
                title,
                cell,
                Force::Must,
                Sureness::Sure,
            ));
            out.push(self.clause(
                Form::Sum {
                    whole,
                    relation: Relation::Equal,
                    parts,
                },
                title,
                cell,
                Force::Must,
                Sureness::Sure,
            ));
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
