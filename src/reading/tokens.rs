//! One sentence as a row of tokens: names, words, figures, marks, and what is left between them.

use std::ops::Range;

use super::figure::{self, Figure, FigureKind};
use super::lexicon::{Lexicon, PerId, SchemeId, Word};
use super::numeral::is_numeral;
use crate::notice::{Force, Magnitude, Measure, Relation};
use crate::vocabulary::{BearerId, GroupId, ItemId, RegionId};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Item(ItemId),
    Bearer(BearerId),
    /// A scheme: 大病保险.
    Scheme(SchemeId),
    /// The shorter name of an item of a scheme: 起付线.
    Partial(u32),
    /// A level of government as a place: 县（市、区）.
    Place,
    Group(GroupId),
    /// 享受西部政策的, before a place.
    GroupPrefix(GroupId),
    Region(RegionId),
    Relation(Relation),
    Rise,
    Fall,
    Respectively,
    Each,
    All,
    Pays,
    Per(PerId),
    Force(Force),
    OfWhich,
    Rest,
    PaysNothing,
    Everything,
    ByAll,
    OnBasis,
    LastYear,
    Half,
    List,
    /// 财政 right behind a place or group.
    Finance,
    Same,
    NotLower,
    NotHigher,
    /// 标准, 比例.
    Measure,
    Neutral,
    Figure(Box<Figure>),
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// ：
    Colon,
    Open,
    Close,
    /// A quotation mark or another mark that says nothing.
    Mark,
    /// 《…》 with its brackets.
    Title,
    /// Words that reading does not know.
    Unknown,
}

/// A token and where it stands in the repaired text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of the sentence at `range` of `text`.
pub(super) fn tokens(text: &str, range: Range<usize>, lexicon: &Lexicon, out: &mut Vec<Token>) {
    out.clear();
    let Some(sentence) = text.get(range.clone()) else {
        return;
    };
    let mut reader = Tokenizer {
        text,
        end: range.end,
        at: range.start,
        out,
    };
    for found in lexicon.find(sentence) {
        let (start, end) = (
            range.start.saturating_add(found.start),
            range.start.saturating_add(found.end),
        );
        reader.gap(start);
        if start < reader.at {
            // Inside a figure or a title that was read beyond it; the words of what is left of it count.
            let at = reader.at;
            for rest in lexicon.find(text.get(at..end).unwrap_or("")) {
                let (start, end) = (at.saturating_add(rest.start), at.saturating_add(rest.end));
                reader.gap(start);
                if start >= reader.at {
                    reader.word(rest.word, start..end);
                }
            }
            continue;
        }
        reader.word(found.word, start..end);
    }
    reader.gap(range.end);
    settle(text, out);
}

struct Tokenizer<'t, 'o> {
    text: &'t str,
    end: usize,
    at: usize,
    out: &'o mut Vec<Token>,
}

impl Tokenizer<'_, '_> {
    fn push(&mut self, kind: Kind, range: Range<usize>) {
        self.at = range.end;
        if kind == Kind::Unknown
            && let Some(last) = self.out.last_mut()
            && last.kind == Kind::Unknown
            && last.range.end == range.start
        {
            last.range.end = range.end;
            return;
        }
        self.out.push(Token { kind, range });
    }

    /// The characters up to `until` that are no words: marks, figures, titles and the unknown.
    fn gap(&mut self, until: usize) {
        while self.at < until.min(self.end) {
            let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
                return;
            };
            let start = self.at;
            let next = start.saturating_add(c.len_utf8());
            let kind = match c {
                '，' | ',' => Kind::Comma,
                '；' | ';' => Kind::Semicolon,
                '：' | ':' => Kind::Colon,
                '、' => Kind::List,
                '（' | '(' => Kind::Open,
                '）' | ')' => Kind::Close,
                '“' | '”' | '‘' | '’' | '"' | '·' | '—' | '-' | '─' | '。' | '！' | '？' | ' ' => {
                    Kind::Mark
                }
                '《' => {
                    let end = title_end(self.text, start, self.end);
                    self.push(Kind::Title, start..end);
                    continue;
                }
                '0'..='9' if self.starts_figure(start) => {
                    let found = figure::at_digit(self.text, start)
                        .filter(|found| is_measured(found) || self.is_bound(found));
                    if self.figure(found) {
                        continue;
                    }
                    Kind::Unknown
                }
                _ if (is_numeral(c) && c != '点' || c == '千') && self.starts_figure(start) => {
                    let found = figure::at_numeral(self.text, start).filter(|found| self.counts(found));
                    if self.figure(found) {
                        continue;
                    }
                    Kind::Unknown
                }
                _ => Kind::Unknown,
            };
            self.push(kind, start..next);
        }
    }

    /// Whether a figure may begin here: not within letters, another number, or behind 第.
    fn starts_figure(&self, at: usize) -> bool {
        let mut before = self.text.get(..at).unwrap_or("").chars().rev();
        match before.next() {
            Some('第') => false,
            // 6 40元: a number that came apart is not read at all.
            Some(' ') => !before.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !(c.is_ascii_alphanumeric() || is_numeral(c) && c != '百'),
            None => true,
        }
    }

    /// Whether a numeral in Chinese states something: 一级 and 一类 are names, 不少于三种 is not.
    fn counts(&self, figure: &Figure) -> bool {
        match &figure.kind {
            FigureKind::Amount(amount, after) => {
                // 分为三档 parts, 不少于三种 bounds.
                let lasts = matches!(amount.unit.measure, Measure::Duration(_));
                let bounded = after.is_some()
                    || self.out.last().is_some_and(|token| {
                        matches!(token.kind, Kind::Relation(relation) if lasts || relation != Relation::Equal)
                    });
                match amount.unit.measure {
                    Measure::Yuan | Measure::Percent | Measure::PercentagePoint => true,
                    // 有效期五年 lasts.
                    Measure::Duration(_) => bounded || self.lasting(amount.range.start),
                    Measure::Count(_) => bounded,
                    Measure::Number => amount.over.is_some(),
                }
            }
            _ => true,
        }
    }

    /// 死亡率控制在0.05以内, 容积率不高于2: a bare number that is bounded.
    fn is_bound(&self, figure: &Figure) -> bool {
        let FigureKind::Amount(amount, after) = &figure.kind else {
            return false;
        };
        let behind = self
            .text
            .get(figure.range.end..)
            .and_then(|rest| rest.chars().next());
        let ends = behind.is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | '\n' | ',' | ';'));
        let related = self.out.last().is_some_and(|token| {
            matches!(token.kind, Kind::Relation(relation) if !matches!(relation, Relation::Equal | Relation::Reaches))
                && self.text.get(token.range.clone()).is_some_and(|words| words.chars().count() > 1)
        });
        let decimal = !amount.number.fract().is_zero();
        (related || after.is_some() && decimal) && ends
    }

    /// Whether words before `at` say that how long something lasts follows.
    fn lasting(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("");
        [
            "期",
            "期限",
            "期为",
            "期限为",
            "期限是",
            "时间",
            "时间为",
            "为期",
            "留存",
            "保存",
            "保管",
            "试行",
        ]
        .iter()
        .any(|word| before.ends_with(word))
            && !["时期", "同期", "学期", "近期"]
                .iter()
                .any(|word| before.ends_with(word))
    }

    fn figure(&mut self, figure: Option<Figure>) -> bool {
        let Some(figure) = figure else { return false };
        if figure.range.end > self.end {
            return false;
        }
        let range = figure.range.clone();
        let kind = if figure.kind == FigureKind::Nothing {
            Kind::Mark
        } else {
            Kind::Figure(Box::new(figure))
        };
        self.push(kind, range);
        true
    }

    fn word(&mut self, word: Word, range: Range<usize>) {
        let kind = match word {
            Word::Item(id) => Kind::Item(id),
            Word::Bearer(id) | Word::Level(id) => Kind::Bearer(id),
            Word::Scheme(id) => Kind::Scheme(id),
            Word::Partial(id) => Kind::Partial(id),
            Word::Group(id) => Kind::Group(id),
            Word::GroupPrefix(id) => Kind::GroupPrefix(id),
            Word::Region(id) => Kind::Region(id),
            Word::Relation(relation) => Kind::Relation(relation),
            Word::Rise => Kind::Rise,
            Word::Fall => Kind::Fall,
            Word::Respectively => Kind::Respectively,
            Word::Each => Kind::Each,
            Word::All => Kind::All,
            Word::Pays => Kind::Pays,
            Word::Per(per) => Kind::Per(per),
            Word::Force(force) => Kind::Force(force),
            Word::OfWhich => Kind::OfWhich,
            Word::Rest => Kind::Rest,
            Word::PaysNothing => Kind::PaysNothing,
            Word::Everything => Kind::Everything,
            Word::ByAll => Kind::ByAll,
            Word::OnBasis => Kind::OnBasis,
            Word::LastYear => Kind::LastYear,
            Word::Half => Kind::Half,
            Word::List => Kind::List,
            Word::Finance => Kind::Finance,
            Word::Same => Kind::Same,
            Word::NotLower => Kind::NotLower,
            Word::NotHigher => Kind::NotHigher,
            Word::Measure => Kind::Measure,
            Word::Neutral => Kind::Neutral,
        };
        let mut range = range;
        // 农村 is no 村.
        let joined = self
            .out
            .last()
            .is_some_and(|last| last.kind == Kind::Unknown && last.range.end == range.start);
        // 北河省 is no 省级财政.
        let level = matches!(word, Word::Level(_))
            && LEVEL_NAMES.contains(&self.text.get(range.clone()).unwrap_or(""));
        if (matches!(kind, Kind::Group(_)) && range.len() <= 3 || level) && joined {
            self.push(Kind::Unknown, range);
            return;
        }
        // 参保全覆盖, 全额资助, 全部上线 name an item and say that it is whole.
        if let Kind::Item(_) = kind {
            let words = self.text.get(range.clone()).unwrap_or("");
            if let Some(at) = WHOLES.iter().find_map(|whole| words.find(whole)) {
                let cut = range.start.saturating_add(at);
                let (item, whole) = if at == 0 {
                    (range.clone(), range)
                } else {
                    (range.start..cut, cut..range.end)
                };
                self.push(kind, item);
                self.push(Kind::Everything, whole);
                return;
            }
        }
        if matches!(kind, Kind::Group(_) | Kind::Region(_)) {
            range.end = divisions_end(self.text, range.end, self.end);
        }
        self.push(kind, range);
    }
}

/// Whether a number in digits measures something; a bare one is part of a name or a list.
fn is_measured(figure: &Figure) -> bool {
    !matches!(&figure.kind, FigureKind::Amount(amount, _) if amount.unit.measure == Measure::Number
        && amount.unit.magnitude == Magnitude::One)
}

/// Levels of government that are also how the names of places end.
const LEVEL_NAMES: [&str; 7] = ["省", "自治区", "市", "县", "区", "州", "盟"];

/// Words within a name that say that all of it is meant.
const WHOLES: [&str; 3] = ["全覆盖", "全额", "全部"];

/// The end of the title that opens at `start`; titles may hold titles. An unclosed one ends with its mark.
fn title_end(text: &str, start: usize, end: usize) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
        match c {
            '《' => depth = depth.saturating_add(1),
            '》' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return start.saturating_add(at).saturating_add(c.len_utf8());
                }
            }
            _ => {}
        }
    }
    start.saturating_add('《'.len_utf8())
}

/// The end of a bracket that only lists kinds of division (（市、区）), where one begins at `at`.
fn divisions_end(text: &str, at: usize, end: usize) -> usize {
    let Some(rest) = text.get(at..end) else { return at };
    if !rest.starts_with(['（', '(', '〔']) {
        return at;
    }
    let mut depth = 0usize;
    for (offset, c) in rest.char_indices() {
        match c {
            '（' | '(' | '〔' => depth = depth.saturating_add(1),
            '）' | ')' | '〕' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at.saturating_add(offset).saturating_add(c.len_utf8());
                }
            }
            '市' | '县' | '区' | '旗' | '州' | '盟' | '、' | '，' | ',' | '街' | '道' | '社' => {}
            _ => return at,
        }
    }
    at
}

/// Decides what only the neighbours tell: 省级 is a bearer where it pays, 财政 where a place stands before it.
fn settle(text: &str, tokens: &mut [Token]) {
    let kinds: Vec<bool> = (0..tokens.len())
        .map(|index| pays_after(text, tokens, index))
        .collect();
    for (token, pays) in tokens.iter_mut().zip(kinds) {
        let words = text.get(token.range.clone()).unwrap_or("");
        if let Kind::Bearer(_) = token.kind
            && !words.contains("财政")
            && !pays
        {
            token.kind = Kind::Place;
        }
    }
    // 省级财政部门 is an office, not a purse.
    for index in 0..tokens.len() {
        let next = tokens
            .get(index)
            .and_then(|token| text.get(token.range.end..))
            .unwrap_or("");
        if let Some(token) = tokens.get_mut(index)
            && matches!(token.kind, Kind::Bearer(_) | Kind::Finance)
            && (next.starts_with("部门")
                || next.starts_with('局')
                || next.starts_with('厅')
                || next.starts_with("事权"))
        {
            token.kind = Kind::Unknown;
        }
    }
    let mut index = 0;
    while index < tokens.len() {
        let previous = index
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .map(|token| token.kind.clone());
        if let Some(token) = tokens.get_mut(index)
            && token.kind == Kind::Finance
            && !matches!(previous, Some(Kind::Group(_) | Kind::Region(_)))
        {
            token.kind = Kind::Unknown;
        }
        index = index.saturating_add(1);
    }
}

/// Whether a word of paying, or a figure, follows the bearer at `index`, other bearers of its list aside.
fn pays_after(text: &str, tokens: &[Token], index: usize) -> bool {
    let bare = tokens
        .get(index)
        .and_then(|token| text.get(token.range.clone()))
        .is_some_and(|words| LEVEL_NAMES.contains(&words));
    let mut between = 0usize;
    let mut funds = false;
    // No list of bearers is longer.
    for token in tokens.iter().skip(index.saturating_add(1)).take(24) {
        match &token.kind {
            Kind::List | Kind::Bearer(_) => {}
            Kind::Pays
            | Kind::PaysNothing
            | Kind::Each
            | Kind::All
            | Kind::Respectively
            | Kind::Per(_)
            | Kind::Finance => return between == 0 || !matches!(token.kind, Kind::All | Kind::Each),
            Kind::Figure(figure) => {
                return match figure.kind {
                    FigureKind::Ratio(_) => true,
                    FigureKind::Amount(..) => between == 0 && !bare || funds,
                    _ => false,
                };
            }
            // 省级资金348万元.
            Kind::Measure if between == 0 && text.get(token.range.clone()) == Some("资金") => {
                funds = true;
                between = between.saturating_add(1);
            }
            // 省与市县按照6:4的比例分担.
            Kind::Neutral | Kind::Relation(_) | Kind::Measure if between < 3 => {
                between = between.saturating_add(1);
            }
            _ => return false,
        }
    }
    false
}
