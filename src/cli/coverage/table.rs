//! The coverage of a corpus, put into words for the reports.

use rustc_hash::FxHashMap;

use crate::corpus::{ClauseRef, Corpus, Ground, NoticeId, State};
use crate::diagnostic::{Diagnostic, Text};
use crate::notice::{Clause, Heading, layout_clause};
use crate::report::coverage::{Answer, Cell, Coverage, Part, Party, Row, Shortfall, Words};
use crate::rules;
use crate::source::{FileId, Span};

/// The table of all notices that are reported on.
pub(super) fn table(corpus: &Corpus) -> Coverage {
    let found = corpus.coverage();
    let mut notices: Vec<Party> = Vec::new();
    for (_, entry) in corpus.entries() {
        let header = &entry.notice.header;
        notices.push(Party {
            number: entry.number_text(),
            title: header
                .title
                .as_ref()
                .map(|title| title.text.to_string())
                .unwrap_or_default(),
            region: corpus.vocabulary().regions().get(entry.region).name.to_string(),
            span: header.span.unwrap_or(Span::new(entry.file(), 0, 0)),
        });
    }
    let builder = Builder {
        corpus,
        numbers: corpus.entries().map(|(id, _)| id).zip(0..).collect(),
        findings: Findings::new(rules::run(corpus)),
    };
    let rows = found
        .mandates
        .iter()
        .map(|mandate| {
            let clauses = mandate.clauses.iter().filter_map(|&clause| {
                corpus.clause(ClauseRef {
                    notice: mandate.notice,
                    clause,
                })
            });
            let clauses: Vec<&Clause> = clauses.collect();
            Row {
                notice: builder.number(mandate.notice),
                heading: clauses
                    .first()
                    .and_then(|clause| heading(corpus, mandate.notice, clause))
                    .unwrap_or_default(),
                force: clauses.first().map_or("", |clause| clause.force.word()),
                clauses: clauses
                    .iter()
                    .map(|clause| builder.words(mandate.notice, clause))
                    .collect(),
            }
        })
        .collect();
    let cells = found
        .cells
        .iter()
        .map(|cell| {
            let above = found.mandates.get(cell.mandate).map(|mandate| mandate.notice);
            let parts = cell
                .parts
                .iter()
                .enumerate()
                .map(|(index, part)| builder.part(index, part, above, cell.notice))
                .collect();
            Cell {
                row: cell.mandate,
                notice: builder.number(cell.notice),
                state: cell.state,
                forwarded: cell.forwarded,
                parts,
            }
        })
        .collect();
    Coverage { notices, rows, cells }
}

struct Builder<'c> {
    corpus: &'c Corpus,
    numbers: FxHashMap<NoticeId, usize>,
    findings: Findings,
}

impl Builder<'_> {
    fn number(&self, notice: NoticeId) -> usize {
        self.numbers.get(&notice).copied().unwrap_or_default()
    }

    fn words(&self, notice: NoticeId, clause: &Clause) -> Words {
        let is_text = self.corpus.get(notice).is_some_and(crate::corpus::Entry::is_text);
        let quote = match &clause.evidence {
            Some(evidence) => Some(evidence.text.to_string()),
            None => is_text.then(|| self.corpus.sources().slice(clause.span).to_owned()),
        };
        Words {
            text: layout_clause(clause),
            kind: clause.form.kind(),
            quote: quote.map(|quote| quote.split_whitespace().collect()),
            span: clause.span,
        }
    }

    fn part(
        &self,
        index: usize,
        part: &crate::corpus::Part,
        above: Option<NoticeId>,
        below: NoticeId,
    ) -> Part {
        let answers: Vec<Answer> = part
            .answers
            .iter()
            .filter_map(|answer| {
                let clause = self.corpus.clause(answer.clause)?;
                Some(Answer {
                    notice: self.number(answer.clause.notice),
                    words: self.words(answer.clause.notice, clause),
                })
            })
            .collect();
        let mandate = above
            .map(|notice| ClauseRef {
                notice,
                clause: part.clause,
            })
            .and_then(|mandate| self.corpus.clause(mandate));
        let shortfall = match (part.state, mandate, self.corpus.get(below)) {
            (State::Looser, Some(mandate), Some(entry)) => part
                .answers
                .iter()
                .find_map(|own| self.findings.between(entry.file(), own.span, mandate.span)),
            _ => None,
        };
        Part {
            clause: index,
            state: part.state,
            reason: part.ground.map(|ground| (name(ground), reason(ground))),
            answers,
            more: part.more,
            reckoning: part
                .reckoning
                .as_ref()
                .and_then(|reckoning| rules::reckoning(self.corpus, reckoning)),
            shortfall,
        }
    }
}

/// The findings that compare two notices, by the file that they are in.
struct Findings(FxHashMap<FileId, Vec<Diagnostic>>);

impl Findings {
    fn new(found: Vec<Diagnostic>) -> Self {
        let mut findings: FxHashMap<FileId, Vec<Diagnostic>> = FxHashMap::default();
        for diagnostic in found {
            let file = diagnostic.primary.span.file;
            if diagnostic.related.iter().any(|label| label.span.file != file) {
                findings.entry(file).or_default().push(diagnostic);
            }
        }
        Findings(findings)
    }

    /// What is found at words of a notice that fall short of a mandate.
    fn between(&self, file: FileId, own: Span, mandate: Span) -> Option<Shortfall> {
        let here = || {
            self.0
                .get(&file)
                .into_iter()
                .flatten()
                .filter(|found| found.primary.span.overlaps(own))
        };
        let both = here().find(|found| found.related.iter().any(|label| label.span.overlaps(mandate)));
        let same_file =
            |found: &&Diagnostic| found.related.iter().any(|label| label.span.file == mandate.file);
        let found = both.or_else(|| here().find(same_file))?;
        Some(Shortfall {
            rule: found.rule,
            message: found.message.clone(),
            help: found.help.clone(),
            steps: found.derivation.iter().map(|step| step.text.clone()).collect(),
        })
    }
}

fn heading(corpus: &Corpus, notice: NoticeId, clause: &Clause) -> Option<String> {
    let path = corpus.get(notice)?.notice.heading_path(clause);
    let last = path.last()?;
    let ordinals: String = path.iter().map(|heading| Heading::short(heading)).collect();
    Some(format!("{ordinals} {}", last.title).trim().to_owned())
}

/// The word of the contracts for a reason.
fn name(ground: Ground) -> &'static str {
    match ground {
        Ground::NotCited => "not-cited",
        Ground::HoldsByItself => "holds-by-itself",
        Ground::Task => "task",
        Ground::Unsure => "unsure",
        Ground::Misread => "misread",
        Ground::FigureInDoubt => "figure-in-doubt",
        Ground::OtherPlaces => "other-places",
        Ground::OtherLevel => "other-level",
        Ground::Elsewhere => "elsewhere",
    }
}

fn reason(ground: Ground) -> Text {
    match ground {
        Ground::NotCited => Text::new(
            "本文没有把该公文列为依据，不要求逐项回应",
            "not among the bases of this notice, so that no answer is asked for by name",
        ),
        Ground::HoldsByItself => Text::new(
            "不必重复，在本地照样适用",
            "it holds here without being said again",
        ),
        Ground::Task => Text::new(
            "没有时限的任务，不要求逐项回应",
            "a task without a deadline, which need not be answered one by one",
        ),
        Ground::Unsure => Text::new(
            "可能作了回应，读不准，请人工核对",
            "may be answered by words that are not read for sure: look at them",
        ),
        Ground::Misread => Text::new(
            "提到了，但那一行读不懂或名称有误",
            "spoken of in a line that cannot be read or misspells the name",
        ),
        Ground::FigureInDoubt => Text::new(
            "两边的数对不上，check 已在别处指出错在哪里",
            "the figures cannot both be right, and check says elsewhere which is wrong",
        ),
        Ground::OtherPlaces => Text::new("针对其他地方", "about other places"),
        Ground::OtherLevel => Text::new("由另一级确定", "for another level to settle"),
        Ground::Elsewhere => Text::new("由另一公文作出", "said by another notice"),
    }
}
