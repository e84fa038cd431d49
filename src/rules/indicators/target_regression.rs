//! A target that is weaker than where things stand.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{BlockKind, Stretch, Table};
use crate::vocabulary::{Direction, Vocabulary};

pub(crate) struct TargetRegression;

static INFO: Info = Info {
    name: "target-regression",
    group: Group::Indicators,
    level: Severity::Warning,
    summary_zh: "目标值比基期值还差",
    summary_en: "a target that is weaker than its baseline",
    ground: "实务（编制指标）",
    explanation: include_str!("target-regression.md"),
};

/// What is better the more of it there is, by the end of its name.
const MORE: [&str; 24] = [
    "覆盖率",
    "参保率",
    "可办率",
    "结算率",
    "合格率",
    "达标率",
    "完成率",
    "巩固率",
    "入学率",
    "就业率",
    "普及率",
    "办结率",
    "满意率",
    "满意度",
    "处理率",
    "利用率",
    "优良率",
    "筛查率",
    "接种率",
    "签约率",
    "激活率",
    "城镇化率",
    "绿化率",
    "达到率",
];

/// What is better the less of it there is.
const LESS: [&str; 12] = [
    "死亡", "发病", "失业", "事故", "能耗", "排放", "负担", "自付", "贫困", "投诉", "浓度", "辍学",
];

impl Rule for TargetRegression {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let vocabulary = text.corpus.vocabulary();
        for (document, _) in text.documents() {
            for block in &document.blocks {
                if let BlockKind::Table(table) = &block.kind {
                    regressions(text, table, vocabulary, out);
                }
            }
        }
    }
}

/// 2020年, 2025年目标值, 2020年基期值.
fn year_of(column: &str) -> Option<u16> {
    let digits = column.get(..4)?;
    let year: u16 = digits.parse().ok()?;
    (column.get(4..)?.starts_with('年') && (1949..=2100).contains(&year)).then_some(year)
}

fn regressions(text: &TextView<'_>, table: &Table, vocabulary: &Vocabulary, out: &mut Vec<Diagnostic>) {
    let mut years: Vec<(u16, usize)> = table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(column, stretch)| Some((year_of(text.words(*stretch))?, column)))
        .collect();
    years.sort_unstable();
    let Some(name) = table.columns.iter().position(|stretch| {
        let words = text.words(*stretch);
        words.contains("指标") && !words.contains("属性") && !words.contains("性质") && !words.contains("类")
            || matches!(words, "名称" | "项目")
    }) else {
        return;
    };
    let (Some((base, base_column)), Some((target, target_column))) = (years.first(), years.last()) else {
        return;
    };
    if base == target {
        return;
    }
    let mut found = Vec::new();
    for row in &table.rows {
        if row.cells.len() != table.columns.len() {
            continue;
        }
        let cell = |column: usize| row.cells.get(column).copied();
        let (Some(item), Some(from), Some(to)) = (cell(name), cell(*base_column), cell(*target_column))
        else {
            continue;
        };
        let Some(better) = direction(text.words(item), vocabulary) else {
            continue;
        };
        let (Some(was), Some(will)) = (value(text.words(from)), value(text.words(to))) else {
            continue;
        };
        let worse = match better {
            Direction::Up => will < was,
            _ => will > was,
        };
        if worse {
            found.push(finding(text, item, (*base, from), (*target, to)));
        }
    }
    // Where most rows get worse, the columns are not what they seem.
    if found.len().saturating_mul(2) <= table.rows.len().max(2) {
        out.append(&mut found);
    }
}

/// Which way an item gets better, where that is certain.
fn direction(item: &str, vocabulary: &Vocabulary) -> Option<Direction> {
    if let Some(known) = vocabulary.item(item) {
        let direction = vocabulary.item_info(known).direction;
        return (direction != Direction::None).then_some(direction);
    }
    // （%） and the like stand behind the name.
    let name = item.split(['（', '(']).next().unwrap_or_default();
    if LESS.iter().any(|word| name.contains(word)) {
        return name.ends_with('率').then_some(Direction::Down);
    }
    MORE.iter()
        .any(|word| name.ends_with(word))
        .then_some(Direction::Up)
}

/// The number of a cell that has nothing else but a relation and a unit; 左右 leaves room for less.
fn value(cell: &str) -> Option<Decimal> {
    if cell.contains("左右") || cell.contains('约') {
        return None;
    }
    let words = cell
        .trim()
        .trim_start_matches(['>', '<', '≥', '≤', '＞', '＜', '＝', '=', ' '])
        .trim_start_matches("不低于")
        .trim_start_matches("达到");
    let digits = words.len().saturating_sub(
        words
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len(),
    );
    let behind = words.get(digits..)?.trim_start_matches(['%', ' ']);
    matches!(behind, "" | "以上" | "以下" | "以内")
        .then(|| words.get(..digits))
        .flatten()
        .and_then(|number| Decimal::from_str_exact(number).ok())
}

fn finding(
    text: &TextView<'_>,
    item: Stretch,
    (base, from): (u16, Stretch),
    (target, to): (u16, Stretch),
) -> Diagnostic {
    let (name, was, will) = (text.words(item), text.words(from), text.words(to));
    let message = Text::new(
        format!("「{name}」{target}年为「{will}」，比{base}年的「{was}」还差"),
        format!("「{name}」 is 「{will}」 in {target}, weaker than 「{was}」 in {base}"),
    );
    text.find(&INFO, to, message)
        .related(
            text.span(from),
            Text::new(format!("{base}年的值"), format!("the value of {base}")),
        )
        .help(Text::new(
            "核对两列的数，看有没有填反",
            "check the two figures, they may be interchanged",
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cells() {
        let number = |words: &str| value(words).map(|n| n.to_string());
        assert_eq!(number(">97%").as_deref(), Some("97"));
        assert_eq!(number("90%以上").as_deref(), Some("90"));
        assert_eq!(number("37.8").as_deref(), Some("37.8"));
        for words in ["70%左右", "保持稳定", "—", "", "3倍"] {
            assert_eq!(number(words), None, "{words}");
        }
    }
}
