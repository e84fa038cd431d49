//! 落落实好.

use memchr::memmem;

use super::lexicon::{is_word, word_begins, word_ends};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{after, before, is_han};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::Stretch;

pub(crate) struct DoubledWord;

static INFO: Info = Info {
    name: "doubled-word",
    group: Group::Wording,
    level: Severity::Warning,
    summary_zh: "多写了一遍的字词",
    summary_en: "a character or word written twice",
    ground: "实务（校对）",
    explanation: include_str!("doubled-word.md"),
};

/// Bytes of a Chinese character of the first plane.
const HAN: usize = 3;

/// How many doubtful places of a text are looked at; more of them are no slips.
const LOOKS: usize = 1_000;

/// How far around a place the same words are looked for, in bytes.
const AROUND: usize = 1 << 16;

/// What stands twice in good writing: numerals; what ends the name of an organ, place, person, thing or sum, whose
/// head or part may come next (医保局局长, 资源税税率, 公路路面); and what says where, before a verb that begins
/// with it (在此基础上上浮).
const PAIRED: &str = "一二三四五六七八九十百千万亿零〇两省市县区州盟旗镇乡村街部委局厅院会处科室所站校学班组队团\
                      员人者师长费率额量金款项品物业行期年月日时次级类种性化度法权证卡点线面网本各每\
                      税险病药园岗房田地林草矿车船机企股债券票店馆厂库苗肥粮油畜禽水气电煤价炉井路桥港床位龄贷息\
                      上下中内外前后里间";

/// What makes words of its own by standing twice.
const REDUPLICATED: &str = "天人种仅往常渐刚稍略偏恰默纷频屡处时事家户样件条项层步环夜代世点斤区寥历津欣蒸滔源泛大小多早远高\
                            深牢紧好慢快轻明暗白单姐妹爸妈爷奶哥弟叔谢星宝哈强双统通匆整实切殷拳孜兢勃熊茫苍等面头口句字声\
                            回次片阵丝滴颗粒朵堆群对队排列圈团股串把箱盒";

/// Words of grammar that never stand twice.
const GRAMMAR: &str = "的和及与在对由被从把";

/// Words that open a clause or lead a verb, which nothing calls for twice.
const TWICE: [&str; 40] = [
    "进行", "开展", "加强", "推进", "推动", "做好", "落实", "完善", "实施", "建立", "健全", "提高", "提升",
    "按照", "根据", "关于", "以及", "对于", "由于", "通过", "应当", "可以", "并且", "或者", "为了", "我们",
    "确保", "负责", "组织", "严格", "积极", "加快", "认真", "切实", "坚持", "强化", "促进", "深化", "优化",
    "不得",
];

impl Rule for DoubledWord {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let words = text.repaired();
        let mut looks = 0usize;
        let (mut last, mut before_last) = ('\0', '\0');
        let mut two_before = '\0';
        for (at, c) in words.char_indices() {
            if c == last && is_han(c) && c.len_utf8() == HAN {
                let first = at.saturating_sub(HAN);
                if looks < LOOKS
                    && is_doubtful(words, first, c)
                    && let Some(seen) = doubled(words, first, c)
                {
                    let stretch = Stretch::new(first, at.saturating_add(HAN));
                    looks = looks.saturating_add(1);
                    out.push(finding(text, stretch, c, seen));
                }
            } else if c == before_last && last == two_before && is_han(c) && is_han(last) {
                // ABAB.
                let start = at.saturating_sub(HAN.saturating_mul(3));
                let pair = words.get(start..start.saturating_add(HAN.saturating_mul(2)));
                if let Some(pair) = pair.filter(|pair| TWICE.contains(pair)) {
                    let stretch = Stretch::new(start, at.saturating_add(HAN));
                    let message = Text::new(
                        format!("「{pair}{pair}」重复，疑多写一个「{pair}」"),
                        format!("「{pair}」 stands twice"),
                    );
                    out.push(seamed(text, stretch, text.find(&INFO, stretch, message)));
                }
            }
            two_before = before_last;
            before_last = last;
            last = c;
        }
    }
}

/// Why a doubled character is taken for a slip.
enum Sight {
    /// The words as they stand elsewhere, with the character once.
    Elsewhere(String),
    /// The words on both sides are whole without it.
    Between,
}

/// Whether a character that stands at `first` and again behind it is no pattern of good writing.
fn is_doubtful(text: &str, first: usize, c: char) -> bool {
    let end = first.saturating_add(HAN.saturating_mul(2));
    let (left, right) = (before(text, first), after(text, end));
    // 高高兴兴, 三三两两, 哈哈哈: a pattern, not a slip.
    let pair_before = first
        .checked_sub(HAN)
        .is_some_and(|at| before(text, at) == left && left.is_some_and(is_han));
    let pair_after = right.is_some_and(is_han)
        && right == right.and_then(|right| after(text, end.saturating_add(right.len_utf8())));
    !(pair_before
        || pair_after
        || left == Some(c)
        || right == Some(c)
        || PAIRED.contains(c)
        || REDUPLICATED.contains(c))
}

/// Whether the character that stands at `first` and again behind it is one too many.
fn doubled(text: &str, first: usize, c: char) -> Option<Sight> {
    let second = first.saturating_add(HAN);
    let end = second.saturating_add(HAN);
    let (left, right) = (before(text, first), after(text, end));
    if GRAMMAR.contains(c) {
        let ends = word_ends(text, second);
        let begins = word_begins(text, second);
        return (!ends && !begins && left.is_some_and(is_han) && right.is_some_and(is_han))
            .then_some(Sight::Between);
    }
    let spans = |start: usize, end: usize| text.get(start..end).is_some_and(is_word);
    // 亮晶晶, 比比皆是: a word of its own.
    let own = first.checked_sub(HAN).is_some_and(|start| spans(start, end))
        || spans(first, end.saturating_add(HAN))
        || spans(first, end.saturating_add(HAN.saturating_mul(2)));
    if own {
        return None;
    }
    let (ends, begins) = (word_ends(text, second), word_begins(text, second));
    if ends == begins {
        // 工作作风, or names that no list has.
        return None;
    }
    let (left, right) = (left.filter(|c| is_han(*c)), right.filter(|c| is_han(*c)));
    if let (Some(left), Some(right)) = (left, right) {
        let once = String::from_iter([left, c, right]);
        let (_, around) = around(text, first);
        if memmem::find(around, once.as_bytes()).is_some() {
            return Some(Sight::Elsewhere(once));
        }
    }
    let joined = |a: Option<char>, b: char| a.is_some_and(|a| is_apart(text, first, a, b));
    if begins {
        // 足额|落|落实: what is left over stands between two words.
        let apart = left.is_none() || word_ends(text, first);
        let word = String::from_iter([c, right?]);
        return (apart && is_word(&word) && !joined(left, c)).then_some(Sight::Between);
    }
    let apart = right.is_none() || word_begins(text, end);
    let word = String::from_iter([left?, c]);
    let with_right = right.is_some_and(|right| is_apart(text, first, c, right));
    (apart && is_word(&word) && !with_right).then_some(Sight::Between)
}

/// The text around a place, and where it begins.
fn around(text: &str, at: usize) -> (usize, &[u8]) {
    let from = at.saturating_sub(AROUND);
    let to = at.saturating_add(AROUND).min(text.len());
    (from, text.as_bytes().get(from..to).unwrap_or_default())
}

/// Whether two characters stand together elsewhere where neither is doubled, as in a word that no list has.
fn is_apart(text: &str, near: usize, a: char, b: char) -> bool {
    let pair = String::from_iter([a, b]);
    let (from, around) = around(text, near);
    memmem::find_iter(around, pair.as_bytes())
        .take(16)
        .map(|at| from.saturating_add(at))
        .any(|at| {
            let end = at.saturating_add(pair.len());
            after(text, end) != Some(b) && before(text, at) != Some(a)
        })
}

fn finding(text: &TextView<'_>, stretch: Stretch, c: char, sight: Sight) -> Diagnostic {
    let (start, end) = (stretch.start as usize, stretch.end as usize);
    let words = text.repaired();
    let shown: String = before(words, start)
        .filter(|c| is_han(*c))
        .into_iter()
        .chain([c, c])
        .chain(after(words, end).filter(|c| is_han(*c)))
        .collect();
    let message = Text::new(
        format!("「{shown}」疑多写一个「{c}」"),
        format!("「{shown}」 seems to have one 「{c}」 too many"),
    );
    let finding = text.find(&INFO, stretch, message).label(match sight {
        Sight::Elsewhere(once) => Text::new(
            format!("别处写作「{once}」"),
            format!("elsewhere it is written 「{once}」"),
        ),
        Sight::Between => Text::new("重复的字", "written twice"),
    });
    seamed(text, stretch, finding)
}

/// Says so where the two stand on two pages or lines of the source.
fn seamed(text: &TextView<'_>, stretch: Stretch, finding: Diagnostic) -> Diagnostic {
    if text.has_seam(stretch) {
        finding.help(Text::new(
            "重复处在换页或换行的地方，可能是排版或转换造成的，核对原件",
            "the two stand on two pages or lines, which conversion may explain; check the original",
        ))
    } else {
        finding.help(Text::new("删去多写的字", "delete what is written twice"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> usize {
        text.char_indices()
            .zip(text.chars().skip(1))
            .filter(|&((at, a), b)| {
                a == b && is_han(a) && is_doubtful(text, at, a) && doubled(text, at, a).is_some()
            })
            .count()
    }

    #[test]
    fn a_character_left_over_between_words_is_found() {
        for text in [
            "足额落落实好各项待遇",
            "不断完善善制度，确保到位",
            "做好有关工作的的安排",
            "进一步完完善制度",
            "依法严厉打打击骗保行为",
        ] {
            assert_eq!(slips(text), 1, "{text}");
        }
    }

    #[test]
    fn what_stands_twice_in_good_writing_is_left_alone() {
        for text in [
            "高高兴兴上班，人人参与，种种原因，天天坚持，仅仅依靠，往往出现，常常发生，渐渐提高",
            "各级各类学校，各部门各司其职，一一核对，三三两两，五五分成",
            "工作作风，城乡居民民主协商，全市市场监管，市医保局局长，财政部部长，青平县县长",
            "收入入库，药品品种，企业业务，统筹筹资，负担担保，基金金额，缴费费率，学校校长",
            "欣欣向荣，蒸蒸日上，头头是道，面面俱到，层层压实，环环相扣，步步推进",
            "王菲菲、李丽丽到会，失能能力评估，参保保费",
            "以营利为目的的行为，总和和分项，认为为宜",
            "资源税税率，幼儿园园长，煤矿矿井井下，公路路面，慢性病病种，在此基础上上浮，专项债债务",
        ] {
            assert_eq!(slips(text), 0, "{text}");
        }
    }
}
