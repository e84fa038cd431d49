//! A phrase that the source text does not have.

use crate::corpus::{Corpus, Evidenced, LostPhrase, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule};

static INFO: Info = Info {
    name: "evidence-not-found",
    group: Group::Evidence,
    level: Severity::Error,
    summary_zh: "证据中的词句在原文里找不到",
    summary_en: "the quoted phrase is not in the source text",
    ground: "摘录语言：「…」所引须为原文",
    explanation: include_str!("evidence-not-found.md"),
};

/// See `evidence-not-found.md`.
pub struct EvidenceNotFound;

impl Rule for EvidenceNotFound {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let verdicts = corpus.evidence(id).map_or(&[][..], |notice| &notice.clauses);
        for verdict in verdicts {
            if let Evidenced::PhraseNotFound(lost) = verdict {
                out.push(finding(corpus, lost));
            }
        }
    }
}

fn finding(corpus: &Corpus, lost: &LostPhrase) -> Diagnostic {
    let quoted = corpus.sources().slice(lost.piece);
    let message = if lost.elsewhere {
        Text::new(
            format!("「{quoted}」在原文里不在前一句之后不远处"),
            format!("「{quoted}」 does not follow shortly after the phrase before it in the source text"),
        )
    } else {
        Text::new(
            format!("原文里没有「{quoted}」"),
            format!("the source text does not have 「{quoted}」"),
        )
    };
    let found = Diagnostic::new(INFO.name, lost.piece, message).severity(INFO.level);
    let Some(place) = lost.nearest else {
        return found;
    };
    let words: String = corpus
        .sources()
        .slice(place)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let found = found.related(place, Text::new("原文最接近处", "the nearest place in the text"));
    if lost.elsewhere {
        found.help(Text::new(
            "「…」前后两句应按原文的顺序引，且相距不远",
            "quote the phrases around 「…」 in the order of the text and near each other",
        ))
    } else {
        found.help(Text::new(
            format!("原文最接近处为「{words}」"),
            format!("the nearest place in the text reads 「{words}」"),
        ))
    }
}
