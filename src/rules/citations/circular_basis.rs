//! Notices that rest on each other in a circle.

use rustc_hash::FxHashMap;

use crate::corpus::{Corpus, Entry, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::notice::NoticeNumber;
use crate::rules::{Group, Info, Rule};

pub(crate) struct CircularBasis;

static INFO: Info = Info {
    name: "circular-basis",
    group: Group::Citations,
    level: Severity::Error,
    summary_zh: "依据或转发关系绕回自身",
    summary_en: "a notice that rests on itself, directly or through others",
    ground: "《党政机关公文处理工作条例》第十九条第（三）项：结构严谨、表述准确",
    explanation: include_str!("circular-basis.md"),
};

/// How many of the other notices of a circle are labelled.
const LABELLED: usize = 16;

/// A notice on the way down, and which of its numbers comes next.
struct Step<'a> {
    id: NoticeId,
    next: usize,
    /// The number through which the way leads on.
    through: Option<&'a NoticeNumber>,
}

/// What is known of a notice that was reached: where it stands on the way, or that it is done.
#[derive(Clone, Copy)]
enum Reached {
    OnTheWay(usize),
    Done,
}

impl Rule for CircularBasis {
    fn info(&self) -> &'static Info {
        &INFO
    }

    /// Depth first, without recursion: a number that leads back onto the way closes a circle.
    fn corpus(&self, corpus: &Corpus, out: &mut Vec<Diagnostic>) {
        let mut reached: FxHashMap<NoticeId, Reached> = FxHashMap::default();
        let mut way: Vec<Step<'_>> = Vec::new();
        for (root, _) in corpus.entries() {
            if !reached.contains_key(&root) {
                enter(root, &mut way, &mut reached);
            }
            while let Some(step) = way.last_mut() {
                let Some(number) = rests_on(corpus, step.id, step.next) else {
                    reached.insert(step.id, Reached::Done);
                    way.pop();
                    continue;
                };
                step.next = step.next.saturating_add(1);
                let Some(target) = corpus.by_number(number) else {
                    continue;
                };
                step.through = Some(number);
                match reached.get(&target) {
                    Some(Reached::Done) => {}
                    Some(&Reached::OnTheWay(from)) => {
                        out.extend(way.get(from..).and_then(|circle| finding(corpus, circle)));
                    }
                    None => enter(target, &mut way, &mut reached),
                }
            }
        }
    }
}

fn enter(id: NoticeId, way: &mut Vec<Step<'_>>, reached: &mut FxHashMap<NoticeId, Reached>) {
    reached.insert(id, Reached::OnTheWay(way.len()));
    way.push(Step {
        id,
        next: 0,
        through: None,
    });
}

/// The number at `index` among 依据 and 转发.
fn rests_on(corpus: &Corpus, id: NoticeId, index: usize) -> Option<&NoticeNumber> {
    let header = &corpus.get(id)?.notice.header;
    let beyond = index.checked_sub(header.basis.len());
    match beyond {
        None => header.basis.get(index),
        Some(index) => header.forwards.get(index),
    }
}

/// The finding stands at the number that closes the circle, or at the last before it in a notice that is
/// reported on.
fn finding(corpus: &Corpus, circle: &[Step<'_>]) -> Option<Diagnostic> {
    let is_reported = |step: &Step<'_>| corpus.get(step.id).is_some_and(Entry::is_reported);
    let at = circle.iter().rposition(is_reported)?;
    let own = circle.get(at)?;
    let own_number = corpus.get(own.id)?.number_text();
    let closing = own.through?;
    let message = if circle.len() == 1 {
        Text::new(
            format!("{own_number}以自身为依据或转发自身"),
            format!("{own_number} rests on itself"),
        )
    } else {
        Text::new(
            format!(
                "{own_number}依据或转发{closing}，经{}份公文绕回自身",
                circle.len()
            ),
            format!(
                "{own_number} rests on {closing}, which leads back to it through {} notices",
                circle.len()
            ),
        )
    };
    let mut finding = Diagnostic::new(INFO.name, closing.span, message)
        .severity(INFO.level)
        .label(Text::new("由此绕回", "leads back from here"));
    let others = circle
        .iter()
        .skip(at.saturating_add(1))
        .chain(circle.iter().take(at));
    for step in others.take(LABELLED) {
        if let (Some(entry), Some(through)) = (corpus.get(step.id), step.through) {
            let number = entry.number_text();
            let text = Text::new(
                format!("{number}依据或转发{through}"),
                format!("{number} rests on {through}"),
            );
            finding = finding.related(through.span, text);
        }
    }
    Some(finding)
}
