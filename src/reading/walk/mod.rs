//! Walking the tokens of a sentence: which names belong to which figure.
//!
//! A figure takes the names that stand before it in its part of the sentence (up to ， ； ：). What a part
//! leaves out, it takes from the part before, but only where nothing unknown stands in it: unknown words are
//! another name.

mod amounts;
mod named;
mod parts;
mod places;
mod state;

pub(super) use places::{find_places, only_groups};

use std::ops::Range;

use compact_str::CompactString;

use super::lexicon::{Lexicon, SchemeId};
use super::stated::{GroupName, Named, Phrase, Stated};
use super::tokens::{Kind, Token};
use crate::notice::{Force, Relation, Sign, YearFacet};
use crate::vocabulary::{BearerId, ItemId, RegionId, Vocabulary};
use parts::Part;

/// What the sentences of a notice share.
pub(super) struct Context<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) lexicon: &'v Lexicon,
    /// The notice's own region.
    pub(super) region: RegionId,
    /// The policy year of the notice.
    pub(super) year: Option<u16>,
    /// The item that was last shared among bearers.
    pub(super) shared: Option<Named<ItemId>>,
    /// The groups that the heading above is about.
    pub(super) heading_groups: Vec<GroupName>,
    /// What the sentence before was about, for one that goes on with 其中.
    pub(super) topic: Vec<GroupName>,
    /// 到2025年: the year of the targets that follow it in the paragraph.
    pub(super) target: Option<(YearFacet, Range<usize>)>,
    /// The year that the heading above is about.
    pub(super) section: Option<(u16, Range<usize>)>,
    /// What the figures of the sentence before were of.
    pub(super) last: Option<Phrase>,
    /// What the heading above names where it names a quantity.
    pub(super) subject: Option<Phrase>,
    /// The scheme that the paragraph, or the heading above it, last named: 大病保险.
    pub(super) scheme: Option<SchemeId>,
}

/// A place that belongs to a group by the words before it: 享受西部政策的陵川县.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    pub(super) member: GroupName,
    pub(super) group: CompactString,
    pub(super) range: Range<usize>,
}

/// What one sentence gave.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) stated: Vec<Stated>,
    pub(super) members: Vec<Member>,
    /// A bearer whose part the sentence is about: 地方财政补助部分，….
    pub(super) whole: Option<Named<BearerId>>,
}

/// Walks one sentence.
pub(super) fn walk(text: &str, tokens: &[Token], context: &mut Context<'_>) -> Walked {
    let goes_on = tokens.first().is_some_and(|first| first.kind == Kind::OfWhich);
    let topic = if goes_on && !context.topic.is_empty() {
        context.topic.clone()
    } else {
        context.heading_groups.clone()
    };
    let mut walker = Walker {
        text,
        tokens,
        context,
        out: Walked::default(),
        part: Part::starting(tokens.first().map_or(0, |token| token.range.start)),
        outer: Vec::new(),
        item: None,
        previous_item: None,
        last_item: None,
        topic,
        topic_is_sure: true,
        last_groups: Vec::new(),
        year: None,
        base: None,
        force: Force::Must,
        part_force: None,
        by_all: false,
        payer: None,
        frame: 0,
        frames: 0,
        strange: false,
        scheme_here: false,
        group_lost: false,
        phrase: None,
        qualifier: None,
        given: None,
        basis: Vec::new(),
        said_from: tokens.first().map_or(0, |token| token.range.start),
        listed: None,
    };
    if goes_on {
        walker.phrase = walker.context.last.clone();
    }
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index = walker.step(index, token);
    }
    walker.context.topic = walker.topic;
    if walker.phrase.is_some() {
        walker.context.last = walker.phrase;
    }
    walker.out
}

/// What a heading names where it names a quantity: 提高城乡低保标准.
pub(super) fn subject(text: &str, lexicon: &Lexicon, range: Range<usize>) -> Option<Phrase> {
    let naming = lexicon.naming();
    let whole = naming.trim(text, range);
    let (name, _) = naming.behind_verb(text, &whole);
    let name = naming.trim(text, name);
    let words = text.get(name.clone())?;
    // 补助标准 says enough where nothing else is said.
    let says = !naming.is_general(words) || words.chars().count() >= 4;
    (naming.is_headed(words) && says).then(|| Phrase {
        text: super::naming::clean(words),
        range: name,
    })
}

struct Walker<'t, 'c, 'v> {
    text: &'t str,
    tokens: &'t [Token],
    context: &'c mut Context<'v>,
    out: Walked,
    /// The part of the sentence that is being walked.
    part: Part,
    /// The parts that brackets interrupt, with their frames.
    outer: Vec<(Part, u32)>,
    /// The item of this part, or carried over from a part without unknown words.
    item: Option<Named<ItemId>>,
    /// The item named before it in the sentence.
    previous_item: Option<Named<ItemId>>,
    /// The item of the last figure.
    last_item: Option<Named<ItemId>>,
    /// Groups that the whole sentence is about.
    topic: Vec<GroupName>,
    /// Whether nothing unknown stood beside them.
    topic_is_sure: bool,
    /// Groups of the figure before, within the same part between semicolons.
    last_groups: Vec<GroupName>,
    year: Option<(YearFacet, Range<usize>)>,
    base: Option<(YearFacet, Range<usize>)>,
    force: Force,
    /// The force of the words up to the next mark alone: 动态管理率力争达到95%，….
    part_force: Option<Force>,
    by_all: bool,
    /// The bearer that the sentence begins with.
    payer: Option<Named<BearerId>>,
    /// Figures of one whole share this.
    frame: u32,
    frames: u32,
    /// Whether a figure of this sentence is of something unknown, so that what follows may be a part of that.
    strange: bool,
    /// Whether this sentence itself names a scheme.
    scheme_here: bool,
    /// Whether a group was named that could not be said to belong to what follows.
    group_lost: bool,
    /// What the figures before were of, in the words of the text.
    phrase: Option<Phrase>,
    /// Whom or what the words before are about, and whether they are a condition (…的，).
    qualifier: Option<(GroupName, bool)>,
    /// The names of the next figure where its place in a list gives them.
    given: Option<named::Named>,
    /// The basis of the last amount of money.
    basis: Vec<CompactString>,
    /// Where the words since the last mark begin.
    said_from: usize,
    /// The relation before the last figure, for a figure behind 、: 不超过3台、10万元.
    listed: Option<Relation>,
}

impl Walker<'_, '_, '_> {
    fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// Takes in one token; gives the token to go on from.
    fn step(&mut self, index: usize, token: &Token) -> usize {
        let range = &token.range;
        match &token.kind {
            Kind::Item(id) => self.name_item(*id, range),
            Kind::Partial(partial) => self.name_partial(*partial, range),
            Kind::Scheme(scheme) => {
                self.context.scheme = Some(*scheme);
                self.scheme_here = true;
            }
            Kind::Bearer(id) => self.name_bearer(Named::new(*id, range)),
            Kind::Group(_) => self.group(CompactString::from(self.words(range)), range, index),
            Kind::GroupPrefix(id) => {
                let name = self.context.vocabulary.group_info(*id).name.clone();
                self.part.prefix = Some((name, range.clone()));
                self.part.touch(range);
            }
            Kind::Region(id) => self.region(*id, range, index),
            Kind::Finance => self.finance(range),
            Kind::Relation(relation) => {
                self.part.touch(range);
                self.part.end_name(range);
                // 每满1年 is each of them.
                let relation = if self.words_before(range).ends_with('每') {
                    &Relation::Equal
                } else {
                    relation
                };
                self.part.relation = Some(stronger(self.part.relation, *relation));
                if *relation == Relation::Reaches {
                    self.part.change = None;
                }
            }
            Kind::Rise | Kind::Fall => {
                self.part.touch(range);
                self.part.end_name(range);
                let sign = if token.kind == Kind::Rise {
                    Sign::Plus
                } else {
                    Sign::Minus
                };
                self.part.change = Some(sign);
                // 最高可上浮30%; 增幅 is a name.
                let named = self.words(range).ends_with(['幅', '率']);
                self.part.relation = self
                    .part
                    .relation
                    .filter(|relation| named || *relation == Relation::AtMost);
            }
            Kind::Respectively => {}
            Kind::Each => self.part.each = true,
            Kind::Per(per) => {
                self.part.touch(range);
                self.part.end_name(range);
                let basis = self.context.lexicon.basis(*per);
                // 每生 and 每天 behind it are one basis.
                if self.part.per_end == Some(range.start) {
                    for word in basis {
                        if !self.part.per.contains(word) {
                            self.part.per.push(word.clone());
                        }
                    }
                } else {
                    self.part.per = basis.to_vec();
                }
                self.part.per_end = Some(range.end);
            }
            Kind::Force(force) => self.bind(*force, range),
            Kind::OfWhich => {
                // What follows makes up the figure before.
                self.new_frame();
                self.close_part(range.end);
            }
            Kind::PaysNothing => self.nothing(range),
            Kind::Everything => return self.everything(index, range),
            Kind::ByAll => {
                self.by_all = true;
                self.part.touch(range);
            }
            Kind::LastYear => self.base = Some((YearFacet::Previous, range.clone())),
            Kind::OnBasis => {
                if self.base.is_none() {
                    self.base = self.year.take();
                }
            }
            Kind::Same => self.same(range),
            Kind::NotLower => self.not_worse(Relation::AtLeast, range),
            Kind::NotHigher => self.not_worse(Relation::AtMost, range),
            Kind::Figure(figure) => return self.figure(index, figure),
            Kind::Comma => self.comma(range),
            Kind::Semicolon => self.semicolon(range),
            Kind::Colon => self.colon(range),
            Kind::Open => {
                let inner = Part::starting(range.end);
                let outer = std::mem::replace(&mut self.part, inner);
                self.outer.push((outer, self.frame));
                self.new_frame();
            }
            Kind::Close => {
                if let Some((part, frame)) = self.outer.pop() {
                    self.part = part;
                    self.frame = frame;
                }
            }
            Kind::Neutral => self.neutral(index, range),
            // 最高额度: the bound is part of the name.
            Kind::Measure => {
                if self.words_before(range).starts_with('最') {
                    self.part.relation = None;
                }
                self.part.name_end = None;
            }
            // 可办理 for 可办理率: the name of the figure before with a character lost.
            Kind::Unknown if self.repeats_item(range) => self.part.touch(range),
            // 最高可申请15万元: a short verb behind 可 parts no relation from its figure.
            Kind::Unknown if self.part.relation.is_some() && self.is_allowed(index, range) => {
                self.part.touch(range);
            }
            Kind::Unknown | Kind::Place => {
                let count = self.words(range).chars().count();
                self.part.unknown(count);
            }
            Kind::Title => self.part.unknown(1),
            Kind::Pays => self.part.paid = true,
            Kind::Half => self.half(range),
            Kind::List => self.lists(index),
            Kind::All | Kind::Rest | Kind::Mark => {}
        }
        index.saturating_add(1)
    }

    /// A force that opens the sentence binds all of it, and one behind a name what stands up to the next mark.
    fn bind(&mut self, force: Force, range: &Range<usize>) {
        let from = self
            .tokens
            .partition_point(|token| token.range.start < self.said_from);
        let leads = self
            .tokens
            .iter()
            .skip(from)
            .take_while(|token| token.range.start < range.start)
            .all(|token| match &token.kind {
                Kind::Neutral | Kind::Mark | Kind::List | Kind::Scheme(_) | Kind::Place => true,
                Kind::Figure(figure) => !matches!(figure.kind, super::figure::FigureKind::Amount(..)),
                _ => false,
            });
        if leads && self.out.stated.is_empty() {
            self.force = force;
        } else {
            self.part_force = Some(force);
        }
    }

    fn name_item(&mut self, id: ItemId, range: &Range<usize>) {
        if let Some(scheme) = self.context.lexicon.scheme_of(self.words(range)) {
            self.context.scheme = Some(scheme);
            self.scheme_here = true;
        }
        let id = self.refined(id, range);
        let named = Named::new(id, range);
        self.part.touch(range);
        self.previous_item = self.item.or(self.previous_item);
        self.item = Some(named);
        self.part.item_here = true;
        self.part.items.push(named);
        self.part.after_item = 0;
        self.part.relation = None;
        self.part.change = None;
        self.part.of = false;
    }

    /// 筹资标准 in a sentence about 大病保险 is 大病保险筹资标准, where there is such an item.
    fn refined(&self, id: ItemId, range: &Range<usize>) -> ItemId {
        let words = self.words(range);
        self.context
            .scheme
            .filter(|_| self.scheme_here)
            .and_then(|scheme| {
                let whole = format!("{}{words}", self.context.lexicon.scheme(scheme));
                self.context.vocabulary.item(&whole)
            })
            .unwrap_or(id)
    }

    /// 起付线: the item of the scheme that is spoken of.
    fn name_partial(&mut self, partial: u32, range: &Range<usize>) {
        let found = self
            .context
            .scheme
            .and_then(|scheme| self.context.lexicon.partial(scheme, partial));
        match found {
            Some(id) => {
                self.name_item(id, range);
            }
            None => {
                let count = self.words(range).chars().count();
                self.part.unknown(count);
            }
        }
    }

    fn name_bearer(&mut self, bearer: Named<BearerId>) {
        self.part.touch(&(bearer.start..bearer.end));
        if self.by_all {
            self.assign_all(bearer);
            return;
        }
        self.part.bearers.push(bearer);
        self.part.paid = false;
        self.payer.get_or_insert(bearer);
    }

    fn neutral(&mut self, index: usize, range: &Range<usize>) {
        match self.words(range) {
            "由" | "从" => {
                self.part.end_name(range);
                self.part.from = true;
            }
            "的" => self.part.of = true,
            // 在2018年人均筹资标准上增加15元.
            "上" => {
                let rises = self
                    .tokens
                    .get(index.saturating_add(1))
                    .is_some_and(|next| matches!(next.kind, Kind::Rise | Kind::Fall));
                if rises && self.base.is_none() {
                    self.base = self.year.take();
                }
            }
            _ => {}
        }
    }

    /// 不超过3台、10万元: a figure right behind another in a list stands in the same relation.
    fn lists(&mut self, index: usize) {
        let kind = |at: usize| self.tokens.get(at).map(|token| &token.kind);
        let behind = index.checked_sub(1).and_then(kind);
        if !matches!(behind, Some(Kind::Figure(_) | Kind::Close)) {
            return;
        }
        let mut next = index.saturating_add(1);
        while matches!(kind(next), Some(Kind::Per(_) | Kind::Mark)) {
            next = next.saturating_add(1);
        }
        let amount = matches!(kind(next), Some(Kind::Figure(figure))
            if matches!(figure.kind, super::figure::FigureKind::Amount(_, None)));
        if amount {
            self.part.relation = self.listed;
        }
    }

    /// Whether a short word stands behind 可 and before a figure.
    fn is_allowed(&self, index: usize, range: &Range<usize>) -> bool {
        let allows = index
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|before| {
                matches!(
                    self.words(&before.range),
                    "可" | "至少" | "最多" | "最少" | "至多" | "最高" | "最低"
                )
            });
        let figure = self
            .tokens
            .get(index.saturating_add(1))
            .is_some_and(|next| matches!(next.kind, Kind::Figure(_)));
        allows && figure && self.words(range).chars().count() <= 2
    }

    /// Whether unknown words are most of the name of the item of the figure before.
    fn repeats_item(&self, range: &Range<usize>) -> bool {
        let words = self.words(range);
        words.chars().count() >= 3
            && self
                .last_item
                .and_then(|item| self.text.get(item.start..item.end))
                .is_some_and(|name| name.contains(words))
    }

    /// The two characters before `range`.
    fn words_before(&self, range: &Range<usize>) -> &str {
        let start = range.start.saturating_sub(6);
        self.text.get(start..range.start).unwrap_or("")
    }

    fn new_frame(&mut self) {
        self.frames = self.frames.saturating_add(1);
        self.frame = self.frames;
    }
}

/// Of two relations before one figure the one that bounds it: 达到每人每年不低于640元.
fn stronger(before: Option<Relation>, now: Relation) -> Relation {
    let rank = |relation: Relation| match relation {
        Relation::Equal => 0,
        Relation::Reaches => 1,
        _ => 2,
    };
    match before {
        Some(before) if rank(before) > rank(now) => before,
        _ => now,
    }
}
