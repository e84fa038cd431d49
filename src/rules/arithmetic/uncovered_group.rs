//! `uncovered-group`: a kind of place that the cases of a notice leave out.

use crate::corpus::{Content, Corpus, EquationKind, GroupKey, NoticeId};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::wording::name_of;
use crate::rules::{Group, Info, Rule};
use crate::vocabulary::{Level, Partition};

/// A kind of place that the cases of a notice leave out.
pub(in crate::rules) struct UncoveredGroup;

static INFO: Info = Info {
    name: "uncovered-group",
    group: Group::Arithmetic,
    level: Severity::Warning,
    summary_zh: "分档承担没有写到的地方",
    summary_en: "places for which no parts are given",
    ground: "实务：分档承担的各种情形应覆盖本地区全部县（市、区）",
    explanation: include_str!("uncovered-group.md"),
};

impl Rule for UncoveredGroup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn notice(&self, corpus: &Corpus, id: NoticeId, out: &mut Vec<Diagnostic>) {
        let (Some(entry), Some(statements)) = (corpus.get(id), corpus.statements(id)) else {
            return;
        };
        // The places for which each whole is taken apart.
        let mut wholes: Vec<(
            &crate::corpus::Measurand,
            Vec<&GroupKey>,
            crate::source::Span,
            bool,
        )> = Vec::new();
        for statement in &statements.all {
            let whole = match &statement.content {
                Content::Equation {
                    terms,
                    kind: EquationKind::Sum,
                    ..
                } => terms.first().map(|(_, whole, _)| whole),
                Content::Share { whole, .. } => Some(whole),
                _ => None,
            };
            let Some(whole) = whole else { continue };
            let places = statement
                .groups
                .iter()
                .filter(|group| group.is_place(corpus.vocabulary()));
            let general = statement.groups.is_empty();
            // A county may have its parts under 财政补助 and another under 地方财政.
            let same =
                |known: &crate::corpus::Measurand| known.item == whole.item && known.year == whole.year;
            match wholes.iter_mut().find(|(known, ..)| same(known)) {
                Some((_, known, _, all)) => {
                    known.extend(places);
                    *all |= general;
                }
                None => {
                    let clause = entry.notice.clauses.get(statement.clause);
                    let span = clause.map_or(statement.span, |clause| clause.span);
                    wholes.push((whole, places.collect(), span, general));
                }
            }
        }
        // What may be said of a place, though it is not sure of what, covers it all the same.
        let unsure: Vec<&GroupKey> = statements
            .unsure
            .iter()
            .flat_map(|statement| &statement.groups)
            .filter(|group| group.is_place(corpus.vocabulary()))
            .collect();
        for (whole, mut places, span, general) in wholes {
            if !places.is_empty() {
                places.extend(&unsure);
            }
            if general || places.is_empty() || places.iter().any(|place| place.is_rest(corpus.vocabulary())) {
                continue;
            }
            let mut missing = left_out(corpus, id, entry.region, &places);
            missing.retain(|place| !forwarded(corpus, id, whole, place));
            if missing.is_empty() {
                continue;
            }
            let vocabulary = corpus.vocabulary();
            let name = name_of(corpus, id, whole);
            let shown: Vec<&str> = missing.iter().take(5).map(|key| key.name(vocabulary)).collect();
            let more = missing.len().saturating_sub(shown.len());
            let mut list = shown.join("、");
            let mut listed_en = list.clone();
            if more > 0 {
                list.push_str(&format!("等 {} 个", missing.len()));
                listed_en.push_str(&format!(" and {more} more"));
            }
            let message = Text::new(
                format!("「{name}」的分担没有写到{list}"),
                format!("no parts of 「{name}」 are given for {listed_en}"),
            );
            out.push(
                Diagnostic::new(INFO.name, span, message)
                    .severity(INFO.level)
                    .help(Text::new(
                        "补写这些地方怎样分担，或写明「其他县」怎样分担",
                        "say who bears what there, or what holds for all others (其他县)",
                    )),
            );
        }
    }
}

/// Whether a notice that this one forwards says how `whole` is taken apart at `place`.
fn forwarded(corpus: &Corpus, id: NoticeId, whole: &crate::corpus::Measurand, place: &GroupKey) -> bool {
    corpus
        .forwarded(id)
        .iter()
        .filter_map(|&notice| corpus.statements(notice))
        .flat_map(|statements| statements.spoken())
        .any(|statement| {
            let same = match &statement.content {
                Content::Equation {
                    terms,
                    kind: EquationKind::Sum,
                    ..
                } => terms.first().is_some_and(|(_, own, _)| own == whole),
                Content::Share { whole: own, .. } => own == whole,
                _ => false,
            };
            same && statement
                .groups
                .iter()
                .any(|group| corpus.reaches(id, place, group))
        })
}

/// The counties of the region, or the members of a partition, that none of `places` covers.
fn left_out(
    corpus: &Corpus,
    id: NoticeId,
    region: crate::vocabulary::RegionId,
    places: &[&GroupKey],
) -> Vec<GroupKey> {
    let vocabulary = corpus.vocabulary();
    let regions = vocabulary.regions();
    let named = places.iter().any(|place| matches!(place, GroupKey::Region(_)));
    if named && regions.get(region).level == Level::Prefecture {
        return regions
            .children(region)
            .iter()
            .map(|&county| GroupKey::Region(county))
            .filter(|county| !places.iter().any(|place| corpus.reaches(id, county, place)))
            .collect();
    }
    // Of the partitions that the places belong to, the one that leaves least over is meant.
    let left_in = |partition: &Partition| -> Vec<GroupKey> {
        let covered = |member: &GroupKey| places.iter().any(|place| corpus.reaches(id, member, place));
        partition
            .members
            .iter()
            .map(|&member| GroupKey::Known(member))
            .filter(|member| !covered(member))
            .collect()
    };
    vocabulary
        .partitions()
        .iter()
        // 西部, 中部, 东部: what is not stated here is stated elsewhere.
        .filter(|partition| {
            partition
                .members
                .iter()
                .all(|member| vocabulary.group_info(*member).regions.is_empty())
        })
        .filter(|partition| {
            places
                .iter()
                .all(|place| matches!(place, GroupKey::Known(group) if partition.members.contains(group)))
        })
        .map(left_in)
        .min_by_key(Vec::len)
        .unwrap_or_default()
}
