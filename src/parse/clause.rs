//! One clause line to one [`Clause`].

use compact_str::CompactString;
use pest::Parser;

use super::grammar::{Grammar, Pair, Rule};
use super::primitive::{LineReader, child};
use super::{ProblemKind, expected};
use crate::notice::{
    Action, Alias, Citation, Classification, Clause, Delegation, Evidence, Expression, Facets, Force, Form,
    Measure, Name, Part, RatioPart, Relation, Sign, Subject, Sureness, TO_CONFIRM, Task, YearFacet,
};
use crate::source::Span;

/// The keywords that begin a line.
pub(super) const KEYWORDS: [&str; 5] = ["归类", "任务", "引用", "简称", "授权"];

impl LineReader<'_> {
    /// Reads `line` as a clause; `keyword` is the word before its colon, if it is a keyword line.
    /// What cannot be read has been reported.
    pub(super) fn clause(&mut self, line: &str, keyword: Option<&str>) -> Option<Clause> {
        let rule = match keyword {
            Some("归类") => Rule::classify_line,
            Some("任务") => Rule::task_line,
            Some("引用") => Rule::cite_line,
            Some("简称") => Rule::alias_line,
            Some("授权") => Rule::delegate_line,
            _ if has_ratio_sign(line) => Rule::split_line,
            _ => Rule::clause_line,
        };
        let mut pairs = match Grammar::parse(rule, line) {
            Ok(pairs) => pairs,
            Err(error) => {
                let problem = expected::problem(&error, line, self.file, self.base);
                self.problems.push(problem);
                return None;
            }
        };
        let pair = pairs.next()?;
        let before = self.problems.len();
        let form = match rule {
            Rule::classify_line => self.classification(&pair),
            Rule::task_line => self.task(&pair),
            Rule::cite_line => self.citation(&pair),
            Rule::alias_line => self.alias(&pair),
            Rule::delegate_line => self.delegation(&pair),
            Rule::split_line => self.split(&pair),
            _ => self.comparison(&pair),
        };
        let Some(form) = form else {
            if self.problems.len() == before {
                let span = self.span(&pair);
                let found = line.trim().chars().take(12).collect();
                let kind = ProblemKind::Expected {
                    expected: vec![super::Expected::Name],
                    found,
                    nearest: None,
                };
                self.report(span, kind);
            }
            return None;
        };
        let mut clause = Clause {
            form,
            force: Force::Must,
            evidence: None,
            comment: None,
            span: self.statement_span(&pair, line),
            heading: None,
            sureness: Sureness::Sure,
        };
        self.tail(&pair, &mut clause);
        // Nobody has confirmed it yet.
        if clause
            .comment
            .as_ref()
            .is_some_and(|comment| comment.starts_with(TO_CONFIRM))
        {
            clause.sureness = Sureness::Unsure;
        }
        Some(clause)
    }

    /// From the first character to where force, evidence or comment begin.
    fn statement_span(&self, pair: &Pair<'_>, line: &str) -> Span {
        let end = pair
            .clone()
            .into_inner()
            .find(|inner| {
                matches!(
                    inner.as_rule(),
                    Rule::force | Rule::evidence | Rule::comment | Rule::EOI
                )
            })
            .map_or(line.len(), |tail| tail.as_span().start());
        let body = line.get(..end).unwrap_or(line).trim_end();
        let lead = body.len().saturating_sub(body.trim_start().len());
        Span::new(
            self.file,
            self.base.saturating_add(lead),
            self.base.saturating_add(body.len()),
        )
    }

    fn tail(&mut self, pair: &Pair<'_>, clause: &mut Clause) {
        let mut forced = false;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::force => {
                    let word = inner
                        .as_str()
                        .trim_start_matches('【')
                        .trim_end_matches('】')
                        .trim();
                    match Force::from_word(word) {
                        Some(force) if !forced => clause.force = force,
                        Some(_) => self.report(self.span(&inner), ProblemKind::Repeated),
                        None => {
                            self.report(
                                self.span(&inner),
                                ProblemKind::UnknownForce {
                                    word: word.to_owned(),
                                },
                            );
                        }
                    }
                    forced = true;
                }
                Rule::evidence => {
                    let Some(quoted) = child(&inner, Rule::quoted) else {
                        continue;
                    };
                    if clause.evidence.is_some() {
                        self.report(self.span(&inner), ProblemKind::Repeated);
                        continue;
                    }
                    let name = self.name(&quoted);
                    clause.evidence = Some(Evidence {
                        text: name.text,
                        span: name.span,
                    });
                }
                Rule::comment => {
                    let text = inner.as_str().trim_start_matches('#').trim();
                    clause.comment = Some(CompactString::from(text));
                }
                _ => {}
            }
        }
    }

    fn comparison(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let mut inner = pair.clone().into_inner();
        let left = inner.next()?;
        let predicate = inner.next()?;
        match predicate.as_rule() {
            Rule::comparison => {
                let left = self.expression(&left)?;
                let mut sides = predicate.into_inner();
                let relation = self.relation(&sides.next()?);
                let right = sides.next()?;
                self.compare(left, relation, &right)
            }
            Rule::worse => {
                let Expression::Subject(subject) = self.expression(&left)? else {
                    return None;
                };
                let not_lower = child(&predicate, Rule::not_lower).is_some();
                Some(not_worse(subject, not_lower, self.span(&predicate)))
            }
            _ => {
                let subject = match self.expression(&left)? {
                    Expression::Subject(subject) => subject,
                    _ => return None,
                };
                let limit = self.limit(&predicate)?;
                Some(Form::Date(Action { subject, limit }))
            }
        }
    }

    /// Sorts `left relation right` into its form by the shape of the right side.
    fn compare(&mut self, left: Expression, relation: Relation, right: &Pair<'_>) -> Option<Form> {
        let terms: Vec<Pair<'_>> = right.clone().into_inner().collect();
        let is_part = |term: &Pair<'_>| term.as_rule() == Rule::part && child(term, Rule::quantity).is_some();
        let labelled = terms.iter().any(is_part);
        let whole = match left {
            Expression::Subject(subject) => subject,
            left => {
                let right = self.expression(right)?;
                return Some(Form::Reference {
                    left,
                    relation,
                    right,
                });
            }
        };
        if !labelled {
            return Some(match self.expression(right)? {
                Expression::Amount(value) if value.unit.measure == Measure::Number => {
                    let end = Span {
                        start: value.span.end,
                        ..value.span
                    };
                    let expected = vec![super::Expected::Unit];
                    self.report(
                        end,
                        ProblemKind::Expected {
                            expected,
                            found: String::new(),
                            nearest: None,
                        },
                    );
                    return None;
                }
                Expression::Amount(value) => Form::Bound {
                    subject: whole,
                    relation,
                    value,
                },
                right => Form::Reference {
                    left: Expression::Subject(whole),
                    relation,
                    right,
                },
            });
        }
        let mut parts = Vec::with_capacity(terms.len().div_ceil(2));
        for term in &terms {
            match term.as_rule() {
                Rule::sign => {
                    if child(term, Rule::minus).is_some() {
                        self.report(self.span(term), ProblemKind::MixedParts);
                        return None;
                    }
                }
                _ if is_part(term) => parts.push(self.part(term)?),
                _ => {
                    self.report(self.span(term), ProblemKind::MixedParts);
                    return None;
                }
            }
        }
        let is_share = |part: &Part| part.value.unit.measure == Measure::Percent;
        if parts.iter().all(is_share) {
            return Some(Form::Shares { whole, parts });
        }
        if let Some(part) = parts.iter().find(|part| is_share(part)) {
            self.report(part.value.span, ProblemKind::MixedParts);
            return None;
        }
        Some(Form::Sum {
            whole,
            relation,
            parts,
        })
    }

    fn part(&mut self, pair: &Pair<'_>) -> Option<Part> {
        let mut subject = None;
        let mut relation = Relation::Equal;
        let mut value = None;
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::subject => subject = self.subject(&inner),
                Rule::part_relation => relation = self.relation(&inner),
                Rule::quantity => value = self.quantity(&inner),
                _ => {}
            }
        }
        let (subject, value) = (subject?, value?);
        let span = subject.span.to(value.span);
        Some(Part {
            subject,
            relation,
            value,
            span,
        })
    }

    fn split(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let mut whole = None;
        let mut parts = Vec::with_capacity(2);
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::subject => whole = self.subject(&inner),
                Rule::relation => {
                    self.relation(&inner);
                }
                Rule::ratio_part => {
                    let subject = child(&inner, Rule::subject).and_then(|subject| self.subject(&subject))?;
                    let ratio = child(&inner, Rule::bare_number).and_then(|number| self.quantity(&number))?;
                    let span = subject.span.to(ratio.span);
                    parts.push(RatioPart { subject, ratio, span });
                }
                _ => {}
            }
        }
        Some(Form::Split { whole: whole?, parts })
    }

    /// Any of the nested expression rules.
    fn expression(&mut self, pair: &Pair<'_>) -> Option<Expression> {
        match pair.as_rule() {
            Rule::subject => self.subject(pair).map(Expression::Subject),
            Rule::quantity | Rule::bare_number => self.quantity(pair).map(Expression::Amount),
            Rule::part | Rule::bare => self.expression(&pair.clone().into_inner().next()?),
            Rule::amount | Rule::product => {
                let mut inner = pair.clone().into_inner();
                let number = self.quantity(&inner.next()?)?;
                match inner.find(|part| part.as_rule() != Rule::times) {
                    Some(factor) => Some(Expression::Product(number, Box::new(self.expression(&factor)?))),
                    None => Some(Expression::Amount(number)),
                }
            }
            _ => {
                let mut sign = Sign::Plus;
                let mut terms = Vec::with_capacity(2);
                for inner in pair.clone().into_inner() {
                    if inner.as_rule() == Rule::close {
                        continue;
                    }
                    if inner.as_rule() == Rule::sign {
                        sign = if child(&inner, Rule::minus).is_some() {
                            Sign::Minus
                        } else {
                            Sign::Plus
                        };
                    } else {
                        terms.push((sign, self.expression(&inner)?));
                    }
                }
                if terms.len() == 1 {
                    terms.pop().map(|(_, term)| term)
                } else {
                    Some(Expression::Sum(terms))
                }
            }
        }
    }

    fn names(&self, pair: &Pair<'_>) -> Vec<Name> {
        pair.clone()
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::group_name)
            .map(|inner| self.name(&inner))
            .collect()
    }

    fn classification(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let members = self.names(&child(pair, Rule::name_list)?);
        let group = self.name(&child(pair, Rule::group_name)?);
        Some(Form::Classify(Classification { members, group }))
    }

    fn alias(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let mut phrases = pair
            .clone()
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::phrase);
        let short = self.name(&phrases.next()?);
        let full = self.name(&phrases.next()?);
        Some(Form::Alias(Alias { short, full }))
    }

    fn delegation(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let subject = self.subject(&child(pair, Rule::subject)?)?;
        let to = self.name(&child(pair, Rule::group_name)?);
        Some(Form::Delegate(Delegation { subject, to }))
    }

    fn citation(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let inner = pair
            .clone()
            .into_inner()
            .find(|inner| matches!(inner.as_rule(), Rule::cite_number_first | Rule::cite_title_first))?;
        let number = match child(&inner, Rule::notice_number) {
            Some(number) => Some(self.notice_number(&number)?),
            None => None,
        };
        let title = child(&inner, Rule::title)
            .and_then(|title| child(&title, Rule::title_text))
            .map(|text| self.name(&text));
        let number_first = inner.as_rule() == Rule::cite_number_first;
        Some(Form::Cite(Citation {
            number,
            title,
            number_first,
        }))
    }

    fn task(&mut self, pair: &Pair<'_>) -> Option<Form> {
        let mut task = Task {
            name: self.name(&child(pair, Rule::task_name)?),
            lead: Vec::new(),
            support: Vec::new(),
            responsible: Vec::new(),
            limit: None,
        };
        for field in pair
            .clone()
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::task_field)
        {
            let key = child(&field, Rule::field_key)?;
            let Some(value) = child(&field, Rule::field_value) else {
                continue;
            };
            match key.as_str().trim() {
                "牵头" | "牵头单位" => task.lead = self.organs(&value),
                "配合" | "配合单位" => task.support = self.organs(&value),
                "责任" | "责任单位" => task.responsible = self.organs(&value),
                "时限" | "完成时限" => {
                    let raw = value.as_str();
                    let base = self.base.saturating_add(value.as_span().start());
                    match Grammar::parse(Rule::limit_value, raw) {
                        Ok(mut pairs) => {
                            let pair = pairs.next()?;
                            let line_base = std::mem::replace(&mut self.base, base);
                            task.limit = self.task_limit(&pair);
                            self.base = line_base;
                        }
                        Err(error) => {
                            let problem = expected::problem(&error, raw, self.file, base);
                            self.problems.push(problem);
                            return None;
                        }
                    }
                }
                other => {
                    let nearest = nearest_word(other, &["牵头", "配合", "责任", "时限"]);
                    let kind = ProblemKind::UnknownKeyword {
                        word: other.to_owned(),
                        nearest,
                    };
                    self.report(self.span(&key), kind);
                    return None;
                }
            }
        }
        Some(Form::Task(task))
    }

    fn organs(&self, pair: &Pair<'_>) -> Vec<Name> {
        let start = self.base.saturating_add(pair.as_span().start());
        split_names(pair.as_str(), self.file, start)
    }
}

/// Splits `甲、乙` at 、 ， and ,; brackets of any kind hold their content together.
pub(super) fn split_names(raw: &str, file: crate::source::FileId, base: usize) -> Vec<Name> {
    let mut names = Vec::new();
    let mut depth = 0usize;
    let mut start = 0usize;
    let mut push = |start: usize, end: usize| {
        let piece = raw.get(start..end).unwrap_or("");
        let text = piece.trim();
        if !text.is_empty() {
            let lead = piece.len().saturating_sub(piece.trim_start().len());
            let from = base.saturating_add(start).saturating_add(lead);
            names.push(Name {
                text: CompactString::from(text),
                span: Span::new(file, from, from.saturating_add(text.len())),
            });
        }
    };
    for (index, c) in raw.char_indices() {
        match c {
            '（' | '(' | '〔' | '［' | '[' => depth = depth.saturating_add(1),
            '）' | ')' | '〕' | '］' | ']' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | '；' if depth == 0 => {
                push(start, index);
                start = index.saturating_add(c.len_utf8());
            }
            _ => {}
        }
    }
    push(start, raw.len());
    names
}

/// The word of `words` that is at most one edit away (two for long words).
pub(super) fn nearest_word(word: &str, words: &[&'static str]) -> Option<&'static str> {
    let allowed = if word.chars().count() > 3 { 2 } else { 1 };
    words
        .iter()
        .map(|known| (strsim::damerau_levenshtein(word, known), *known))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, known)| known)
}

/// Whether a `:` stands in the statement itself, as only a split has it.
fn has_ratio_sign(line: &str) -> bool {
    // Few lines have one anywhere: one sign at a time is sought by bytes.
    if ![':', '：', '∶'].into_iter().any(|sign| line.contains(sign)) {
        return false;
    }
    let end = line.find(['「', '【', '#']).unwrap_or(line.len());
    line.get(..end)
        .is_some_and(|body| body.contains([':', '：', '∶']))
}

/// 不降低 and 不提高 compare a subject with itself a year before.
fn not_worse(subject: Subject, not_lower: bool, words: Span) -> Form {
    let facets = Facets {
        year: Some((YearFacet::Previous, words)),
        groups: subject.facets.groups.clone(),
        span: Some(words),
    };
    let before = Subject {
        facets,
        ..subject.clone()
    };
    Form::Reference {
        left: Expression::Subject(subject),
        relation: if not_lower {
            Relation::AtLeast
        } else {
            Relation::AtMost
        },
        right: Expression::Subject(before),
    }
}
