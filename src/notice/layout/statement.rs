//! The words of one statement.

use crate::notice::{
    Citation, DayMonth, Expression, Facets, Form, Name, Part, PartialDate, RatioPart, Relation, Sign,
    Subject, Task, TimeLimit, TimePoint, YearFacet, Years,
};

/// Adds the statement to `out`.
pub(super) fn push_form(out: &mut String, form: &Form) {
    match form {
        Form::Bound {
            subject,
            relation,
            value,
        } => {
            push_subject(out, subject);
            push_between(out, relation.sign());
            out.push_str(&value.to_string());
        }
        Form::Sum {
            whole,
            relation,
            parts,
        } => {
            push_subject(out, whole);
            push_between(out, relation.sign());
            push_parts(out, parts);
        }
        Form::Shares { whole, parts } => {
            push_subject(out, whole);
            push_between(out, Relation::Equal.sign());
            push_parts(out, parts);
        }
        Form::Split { whole, parts } => {
            push_subject(out, whole);
            push_between(out, Relation::Equal.sign());
            push_ratio(out, parts);
        }
        Form::Reference {
            left,
            relation,
            right,
        } => {
            push_expression(out, left);
            push_between(out, relation.sign());
            push_expression(out, right);
        }
        Form::Date(action) => {
            push_subject(out, &action.subject);
            out.push(' ');
            push_limit(out, &action.limit);
        }
        Form::Classify(classification) => {
            out.push_str("归类：");
            out.push_str(&names(&classification.members));
            push_between(out, "属于");
            out.push_str(&classification.group.text);
        }
        Form::Task(task) => push_task(out, task),
        Form::Cite(citation) => push_citation(out, citation),
        Form::Alias(alias) => {
            out.push_str("简称：");
            out.push_str(&alias.short.text);
            push_between(out, Relation::Equal.sign());
            out.push_str(&alias.full.text);
        }
        Form::Delegate(delegation) => {
            out.push_str("授权：");
            push_subject(out, &delegation.subject);
            push_between(out, "由");
            out.push_str(&delegation.to.text);
            out.push_str(" 确定");
        }
    }
}

/// The texts of `items` with `、` between them.
pub(super) fn joined<'a, T, S: AsRef<str>>(items: &'a [T], text: impl Fn(&'a T) -> S) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push('、');
        }
        out.push_str(text(item).as_ref());
    }
    out
}

fn names(names: &[Name]) -> String {
    joined(names, |name| &name.text)
}

/// `2023年`, or `2021—2025年`.
pub(super) fn years(years: &Years) -> String {
    if years.first == years.last {
        format!("{}年", years.first)
    } else {
        format!("{}—{}年", years.first, years.last)
    }
}

/// The parts of the date that are written, with 底 where it is.
pub(super) fn date(date: &PartialDate) -> String {
    let mut out = String::new();
    for (number, word) in [(date.year, "年"), (date.month, "月"), (date.day, "日")] {
        if let Some(number) = number {
            out.push_str(&number.to_string());
            out.push_str(word);
        }
    }
    if date.end {
        out.push('底');
    }
    out
}

fn push_between(out: &mut String, sign: &str) {
    out.push(' ');
    out.push_str(sign);
    out.push(' ');
}

fn push_subject(out: &mut String, subject: &Subject) {
    out.push_str(&subject.head.text);
    if let Some(bearer) = &subject.bearer {
        out.push('·');
        out.push_str(&bearer.text);
    }
    push_facets(out, &subject.facets);
}

fn push_facets(out: &mut String, facets: &Facets) {
    let year = facets.year.map(|(year, _)| match year {
        YearFacet::Year(year) => format!("{year}年"),
        YearFacet::Annual(year) => format!("{year}年度"),
        YearFacet::Prepaid { collected, covers } => format!("{collected}年预收{covers}年度"),
        YearFacet::Previous => "上年".to_owned(),
    });
    if year.is_none() && facets.groups.is_empty() {
        return;
    }
    out.push('（');
    if let Some(year) = year {
        out.push_str(&year);
        if !facets.groups.is_empty() {
            out.push('，');
        }
    }
    out.push_str(&names(&facets.groups));
    out.push('）');
}

fn push_parts(out: &mut String, parts: &[Part]) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str(" + ");
        }
        push_subject(out, &part.subject);
        out.push(' ');
        match part.relation {
            Relation::Equal => {}
            // A relation written as a word stands between spaces.
            Relation::Reaches => {
                out.push_str(part.relation.sign());
                out.push(' ');
            }
            sign => out.push_str(sign.sign()),
        }
        out.push_str(&part.value.to_string());
    }
}

fn push_ratio(out: &mut String, parts: &[RatioPart]) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str(" : ");
        }
        push_subject(out, &part.subject);
        out.push(' ');
        out.push_str(&part.ratio.to_string());
    }
}

fn push_expression(out: &mut String, expression: &Expression) {
    match expression {
        Expression::Subject(subject) => push_subject(out, subject),
        Expression::Amount(quantity) => out.push_str(&quantity.to_string()),
        Expression::Product(factor, inner) => {
            out.push_str(&factor.to_string());
            out.push_str(" × ");
            push_operand(out, inner);
        }
        Expression::Sum(terms) => {
            for (index, (sign, term)) in terms.iter().enumerate() {
                match (index, sign) {
                    (0, Sign::Plus) => {}
                    (0, Sign::Minus) => out.push_str("− "),
                    (_, Sign::Plus) => out.push_str(" + "),
                    (_, Sign::Minus) => out.push_str(" − "),
                }
                push_operand(out, term);
            }
        }
    }
}

/// An expression inside another: only a sum needs brackets there.
fn push_operand(out: &mut String, expression: &Expression) {
    if matches!(expression, Expression::Sum(_)) {
        out.push('（');
        push_expression(out, expression);
        out.push('）');
    } else {
        push_expression(out, expression);
    }
}

fn push_limit(out: &mut String, limit: &TimeLimit) {
    match limit {
        TimeLimit::Before(point) => {
            out.push_str("限 ");
            push_point(out, point);
            if !matches!(point, TimePoint::Within(..)) {
                out.push('前');
            }
        }
        TimeLimit::From(point) => {
            out.push_str("自 ");
            push_point(out, point);
            out.push_str(" 起");
        }
        TimeLimit::On(point) => {
            out.push_str("于 ");
            push_point(out, point);
        }
        TimeLimit::Window(first, last) => {
            out.push_str(&date(first));
            push_between(out, "至");
            out.push_str(&date(last));
        }
        TimeLimit::Ongoing(_) => out.push_str("持续推进"),
    }
}

fn push_point(out: &mut String, point: &TimePoint) {
    match point {
        TimePoint::Date(written) => out.push_str(&date(written)),
        TimePoint::Yearly(DayMonth { month, day }, _) => {
            out.push_str(&format!("每年{month}月"));
            match day {
                Some(day) => out.push_str(&format!("{day}日")),
                None => out.push('底'),
            }
        }
        TimePoint::Monthly(day, _) => match day {
            Some(day) => out.push_str(&format!("每月{day}日")),
            None => out.push_str("每月底"),
        },
        TimePoint::Within(quantity, after) => {
            if let Some(event) = after {
                out.push_str(&event.text);
                out.push('后');
            }
            out.push_str(&quantity.to_string());
            out.push('内');
        }
    }
}

fn push_task(out: &mut String, task: &Task) {
    out.push_str("任务：");
    out.push_str(&task.name.text);
    let limit = task.limit.as_ref().map(|limit| {
        let mut words = String::new();
        match limit {
            // The key 时限 already says that it is a deadline.
            TimeLimit::Before(point) => push_point(&mut words, point),
            other => push_limit(&mut words, other),
        }
        words
    });
    let fields = [
        ("牵头", names(&task.lead)),
        ("配合", names(&task.support)),
        ("责任", names(&task.responsible)),
        ("时限", limit.unwrap_or_default()),
    ];
    let written = fields.iter().filter(|(_, value)| !value.is_empty());
    for (index, (key, value)) in written.enumerate() {
        if index == 0 {
            out.push(' ');
        }
        out.push('｜');
        out.push_str(key);
        out.push('：');
        out.push_str(value);
    }
}

fn push_citation(out: &mut String, citation: &Citation) {
    out.push_str("引用：");
    let number = citation.number.as_ref().map(ToString::to_string);
    let title = citation.title.as_ref().map(|title| format!("《{}》", title.text));
    let words = match (number, title) {
        (Some(number), Some(title)) if citation.number_first => format!("{number}{title}"),
        (Some(number), Some(title)) => format!("{title}（{number}）"),
        (number, title) => number.or(title).unwrap_or_default(),
    };
    out.push_str(&words);
}
