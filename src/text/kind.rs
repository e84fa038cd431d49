//! What a line of a notice is, told from its own words.

use super::OrdinalForm;
use super::marks::{chinese_digit, chinese_number, number};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing in particular.
    Plain,
    /// It begins with the ordinal of a heading.
    Ordinal(OrdinalForm),
    /// 发文字号.
    Number,
    /// A date and nothing else.
    Date,
    /// … 2023年8月24日印发.
    Printing,
    /// （此件公开发布）, 公开方式：….
    Note,
    /// 附件, 附件1, 附件：….
    Attachment,
    /// 抄送：….
    Copies,
    /// 牵头单位：… without brackets.
    Duty,
    /// 联系人：…, 单位：… and the like.
    Label,
    /// 索引号：… and the like.
    Field,
    /// A drawn line.
    Rule,
    /// Names of organs and nothing else.
    Organs,
    /// ——坚持….
    Dash,
}

/// The longest line, in bytes, that is looked at as a whole; longer ones are paragraphs.
const SHORT: usize = 240;

/// What `line` is; it is repaired, or as good as.
pub(super) fn kind(line: &str) -> Kind {
    if let Some(ordinal) = ordinal(line) {
        return Kind::Ordinal(ordinal.form);
    }
    let Some(first) = line.chars().next() else {
        return Kind::Plain;
    };
    if matches!(
        first,
        '—' | '─' | '━' | '═' | '-' | '=' | '_' | '*' | '~' | '·' | '–' | '－'
    ) {
        if is_rule(line) {
            return Kind::Rule;
        }
        if line.starts_with("——") {
            return Kind::Dash;
        }
    }
    if let Some(kind) = labelled(line, first) {
        return kind;
    }
    if line.len() > SHORT {
        return Kind::Plain;
    }
    if date(line) == Some(line.len()) {
        Kind::Date
    } else if is_printing(line) {
        Kind::Printing
    } else if first == '（' && is_note(line) {
        Kind::Note
    } else if reference_number(line)
        .is_some_and(|found| found.start == 0 && line.len().saturating_sub(found.end) < 40)
    {
        Kind::Number
    } else if is_organs(line) {
        Kind::Organs
    } else {
        Kind::Plain
    }
}

/// An ordinal at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) form: OrdinalForm,
    pub(super) number: u32,
    /// Its length in bytes, punctuation included.
    pub(super) length: usize,
}

/// The ordinal that `line` begins with.
pub(super) fn ordinal(line: &str) -> Option<Found> {
    let first = line.chars().next()?;
    let found = |form, number, length| Some(Found { form, number, length });
    match first {
        '一'..='龥' if chinese_digit(first).is_some() || first == '十' => {
            let (value, length) = chinese_number(line)?;
            let rest = line.get(length..)?;
            let mark = rest
                .chars()
                .next()
                .filter(|mark| matches!(mark, '、' | '.' | '．'))?;
            let after = rest.get(mark.len_utf8()..)?;
            // 一、二级医疗机构 begins a sentence.
            let mut following = after.chars();
            if following.next().is_some_and(|next| chinese_digit(next).is_some())
                && following
                    .next()
                    .is_some_and(|next| matches!(next, '、' | '级' | '类' | '档' | '等' | '次' | '线'))
            {
                return None;
            }
            found(OrdinalForm::First, value, length.saturating_add(mark.len_utf8()))
        }
        '第' => {
            let rest = line.get(first.len_utf8()..)?;
            let (value, length) = chinese_number(rest).or_else(|| number(rest, 3))?;
            let unit = rest.get(length..)?.chars().next()?;
            let form = match unit {
                '条' => OrdinalForm::Article,
                '章' | '节' | '编' => OrdinalForm::Chapter,
                _ => return None,
            };
            let length = first
                .len_utf8()
                .saturating_add(length)
                .saturating_add(unit.len_utf8());
            // 第三条规定的 refers to an article.
            let rest = line.get(length..)?;
            if ["规定", "的", "所", "第", "、", "和", "至", "及", "，", "》"]
                .iter()
                .any(|word| rest.starts_with(word))
            {
                return None;
            }
            found(form, value, length)
        }
        '（' | '(' => {
            let rest = line.get(first.len_utf8()..)?;
            let (form, (value, length)) = match chinese_number(rest) {
                Some(value) => (OrdinalForm::Second, value),
                None => (OrdinalForm::Fourth, number(rest, 2)?),
            };
            let close = rest
                .get(length..)?
                .chars()
                .next()
                .filter(|mark| matches!(mark, '）' | ')'))?;
            let length = first
                .len_utf8()
                .saturating_add(length)
                .saturating_add(close.len_utf8());
            found(form, value, length)
        }
        '0'..='9' => {
            let (value, length) = number(line, 2)?;
            let rest = line.get(length..)?;
            let mark = rest.chars().next()?;
            let form = match mark {
                '.' | '．' | '、' => OrdinalForm::Third,
                '）' | ')' => OrdinalForm::Fourth,
                _ => return None,
            };
            let after = rest.get(mark.len_utf8()..)?.chars().next();
            // 1.5万元 is a figure, 1、2级 a list of them.
            if after.is_none_or(|after| after.is_ascii_digit() && mark != '）' || after == '%') || value == 0
            {
                return None;
            }
            found(form, value, length.saturating_add(mark.len_utf8()))
        }
        '①'..='⑳' => {
            let value = u32::from(first).saturating_sub(u32::from('①')).saturating_add(1);
            found(OrdinalForm::Circled, value, first.len_utf8())
        }
        _ => None,
    }
}

/// Particulars that sites print beside a notice.
const FIELDS: [&str; 30] = [
    "索引号",
    "索 引 号",
    "信息索引",
    "发文机关",
    "发文单位",
    "发布机构",
    "发布机关",
    "制发机关",
    "公开机构",
    "成文日期",
    "成文时间",
    "生成日期",
    "发文日期",
    "印发日期",
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "标题",
    "名称",
    "文件名称",
    "信息名称",
    "发文字号",
    "文号",
    "文件编号",
    "有效性",
    "公文时效",
    "主题分类",
    "组配分类",
    "废止日期",
];

/// More of them.
const MORE_FIELDS: [&str; 12] = [
    "主题词",
    "体裁分类",
    "服务对象",
    "效力状态",
    "施行日期",
    "生效日期",
    "失效日期",
    "来源",
    "时效状态",
    "公文种类",
    "所属主题",
    "统一登记号",
];

/// The key at the start of `line` that a site's particulars have.
pub(super) fn field_key(line: &str) -> Option<&'static str> {
    if !line.starts_with([
        '索', '信', '发', '制', '公', '成', '生', '印', '标', '名', '文', '有', '主', '组', '废', '体', '服',
        '效', '施', '失', '来', '时', '所', '统',
    ]) {
        return None;
    }
    FIELDS
        .into_iter()
        .chain(MORE_FIELDS)
        .filter(|key| line.starts_with(key))
        .max_by_key(|key| key.len())
}

fn labelled(line: &str, first: char) -> Option<Kind> {
    let after = |label: &str| line.strip_prefix(label);
    let colon = |rest: &str| rest.starts_with('：') || rest.starts_with(':');
    let beside = |labels: &[&str]| labels.iter().any(|label| after(label).is_some_and(colon));
    let kind = match first {
        '附' => {
            let rest = ["附件", "附表", "附录"].iter().find_map(|label| after(label));
            match rest {
                Some(rest) => is_attachment_number(rest).then_some(Kind::Attachment),
                None => beside(&["附"]).then_some(Kind::Attachment),
            }
        }
        '抄' | '分' => beside(&["抄送", "抄报", "抄发", "分送"]).then_some(Kind::Copies),
        '公' => beside(&["公开方式", "公开属性", "公开类别", "公开形式"]).then_some(Kind::Note),
        '信' => (line.starts_with("信息公开") && line.len() < 60).then_some(Kind::Note),
        '联' | '单' | '注' | '备' | '电' => {
            beside(&["联系人", "联系电话", "联系方式", "单位", "注", "备注", "电话"]).then_some(Kind::Label)
        }
        _ => duty_label(line).map(|_| Kind::Duty),
    };
    kind.or_else(|| field(line))
}

/// Whether `rest`, behind 附件, is nothing, a number or a colon.
fn is_attachment_number(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest.get(digits..).unwrap_or_default();
    let rest = match chinese_number(rest) {
        Some((_, length)) if digits == 0 => rest.get(length..).unwrap_or_default(),
        _ => rest,
    };
    rest.is_empty() || rest.starts_with('：') || rest.starts_with(':')
}

fn field(line: &str) -> Option<Kind> {
    let key = field_key(line)?;
    let rest = line.get(key.len()..)?;
    (rest.is_empty() || rest.starts_with('：') || rest.starts_with(':')).then_some(Kind::Field)
}

/// Who does what, in the labels of a responsibility block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// 牵头单位.
    Lead,
    /// 配合单位.
    Support,
    /// 责任单位.
    Responsible,
    /// 完成时限.
    Limit,
}

/// The label at the start of `text`, its colon left out: what it says, and its length.
pub(super) fn duty_label(text: &str) -> Option<(Duty, usize)> {
    const NOUNS: [&str; 12] = [
        "责任单位",
        "责任部门",
        "责任科室",
        "责任处室",
        "单位",
        "部门",
        "科室",
        "处室",
        "机构",
        "机关",
        "领导",
        "人",
    ];
    const LIMITS: [&str; 9] = [
        "完成时限",
        "完成时间",
        "完成期限",
        "办结时限",
        "时间安排",
        "时间节点",
        "工作时限",
        "时限要求",
        "时限",
    ];
    if !text.starts_with([
        '完', '办', '时', '工', '牵', '主', '配', '协', '参', '责', '承', '实', '落',
    ]) {
        return None;
    }
    let colon = |length: usize| {
        let rest = text.get(length..).unwrap_or_default();
        rest.starts_with('：') || rest.starts_with(':')
    };
    for limit in LIMITS {
        if text.starts_with(limit) && colon(limit.len()) {
            return Some((Duty::Limit, limit.len()));
        }
    }
    for (verb, duty) in [
        ("牵头", Duty::Lead),
        ("主办", Duty::Lead),
        ("主责", Duty::Lead),
        ("配合", Duty::Support),
        ("协办", Duty::Support),
        ("协同", Duty::Support),
        ("参与", Duty::Support),
        ("参加", Duty::Support),
        ("责任", Duty::Responsible),
        ("承办", Duty::Responsible),
        ("实施", Duty::Responsible),
        ("落实", Duty::Responsible),
    ] {
        let Some(rest) = text.strip_prefix(verb) else {
            continue;
        };
        for noun in NOUNS {
            let length = verb.len().saturating_add(noun.len());
            if rest.starts_with(noun) && colon(length) {
                return Some((duty, length));
            }
        }
        if colon(verb.len()) {
            return Some((duty, verb.len()));
        }
    }
    None
}

/// Whether `line` is nothing but strokes.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3
        && line.chars().all(|c| {
            matches!(
                c,
                '—' | '─' | '━' | '═' | '-' | '=' | '_' | '*' | '~' | '·' | '–' | '－' | ' '
            )
        })
}

/// The length of a date with year, month and day at the start of `text`.
pub(super) fn date(text: &str) -> Option<usize> {
    let mut at = 0usize;
    for (unit, most) in [("年", 4), ("月", 3), ("日", 3)] {
        let rest = text.get(at..)?;
        let length: usize = rest
            .chars()
            .take_while(|&c| c.is_ascii_digit() || c == '十' || chinese_digit(c).is_some())
            .take(most)
            .map(char::len_utf8)
            .sum();
        if length == 0 || !rest.get(length..)?.starts_with(unit) {
            return None;
        }
        at = at.saturating_add(length).saturating_add(unit.len());
    }
    Some(at)
}

/// Where a date with year, month and day stands in `text`, the last one.
pub(super) fn last_date(text: &str) -> Option<std::ops::Range<usize>> {
    let day = text.rfind('日')?.saturating_add('日'.len_utf8());
    let mut from = day;
    for (back, character) in text.get(..day)?.char_indices().rev() {
        if !(character.is_ascii_digit()
            || matches!(character, '年' | '月' | '日' | '十')
            || chinese_digit(character).is_some())
        {
            break;
        }
        from = back;
    }
    let whole = text.get(from..day)?;
    (date(whole) == Some(whole.len())).then_some(from..day)
}

fn is_printing(line: &str) -> bool {
    let line = line.trim_end_matches(['。', '）']);
    line.strip_suffix("印发")
        .is_some_and(|rest| rest.ends_with('日') && last_date(rest).is_some())
}

fn is_note(line: &str) -> bool {
    line.ends_with('）')
        && line.len() < 160
        && ["公开", "此件", "联系人", "联系电话", "发至", "依申请", "传达"]
            .iter()
            .any(|word| line.contains(word))
}

/// Where the first 发文字号 stands in `line`, defects and all: a 代字, the year in some bracket, the serial.
pub(super) fn reference_number(line: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0usize;
    while let Some(found) = line
        .get(from..)?
        .find(['〔', '[', '［', '【', '（', '(', '﹝', '「', '{'])
    {
        let open = from.saturating_add(found);
        let width = line.get(open..)?.chars().next()?.len_utf8();
        from = open.saturating_add(width);
        let Some((year, digits)) = number(line.get(from..)?, 4) else {
            continue;
        };
        if !(1949..=2099).contains(&year) || digits != 4 {
            continue;
        }
        let rest = line.get(from.saturating_add(digits)..)?;
        let Some(close) = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '〕' | ']' | '］' | '】' | '）' | ')' | '﹞' | '」' | '}'))
        else {
            continue;
        };
        let after = rest.get(close.len_utf8()..)?;
        let serial = after.strip_prefix('第').unwrap_or(after);
        let Some((_, length)) = number(serial, 5) else {
            continue;
        };
        let mut end = line.len().saturating_sub(serial.len()).saturating_add(length);
        let unit = serial.get(length..)?;
        if unit.starts_with('号') {
            end = end.saturating_add('号'.len_utf8());
        } else if matches!(close, '）' | ')') || unit.starts_with(['年', '月', '%', '元', '.', '个']) {
            continue;
        }
        let start = code_start(line, open);
        if start < open {
            return Some(start..end);
        }
    }
    None
}

/// Where the 代字 begins that ends at `open`.
fn code_start(line: &str, open: usize) -> usize {
    let before = line.get(..open).unwrap_or_default();
    let mut start = open;
    for (at, character) in before.char_indices().rev().take(16) {
        if !('\u{4E00}'..='\u{9FFF}').contains(&character) {
            break;
        }
        start = at;
    }
    start
}

/// How names of organs end.
pub(super) const ORGAN_ENDINGS: [&str; 22] = [
    "委员会",
    "办公室",
    "办公厅",
    "人民政府",
    "政府",
    "党委",
    "总局",
    "分局",
    "支局",
    "总署",
    "银行",
    "法院",
    "检察院",
    "总工会",
    "红十字会",
    "联合会",
    "管委会",
    "中心",
    "局",
    "厅",
    "委",
    "部",
];

/// Whether `line` is nothing but names of organs, with 文件 here or there.
pub(super) fn is_organs(line: &str) -> bool {
    let line = line.strip_suffix("文件").unwrap_or(line);
    let length = line.chars().count();
    (3..=120).contains(&length)
        && ORGAN_ENDINGS.iter().any(|ending| line.ends_with(ending))
        && line
            .chars()
            .all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) || matches!(c, ' ' | '\t' | '（' | '）'))
        && ![
            "关于", "通知", "印发", "转发", "各级", "加强", "推进", "完善", "健全", "建立", "落实", "全部",
        ]
        .iter()
        .any(|word| line.contains(word))
        && !line.starts_with('各')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        for (line, expected) in [
            ("一、总体要求", Kind::Ordinal(OrdinalForm::First)),
            ("一.总体要求", Kind::Ordinal(OrdinalForm::First)),
            ("（十二）强化监管", Kind::Ordinal(OrdinalForm::Second)),
            ("(三)强化监管", Kind::Ordinal(OrdinalForm::Second)),
            ("3.加强宣传", Kind::Ordinal(OrdinalForm::Third)),
            ("3、加强宣传", Kind::Ordinal(OrdinalForm::Third)),
            ("（2）加强宣传", Kind::Ordinal(OrdinalForm::Fourth)),
            ("③加强宣传", Kind::Ordinal(OrdinalForm::Circled)),
            ("第四条本办法", Kind::Ordinal(OrdinalForm::Article)),
            ("第二章附则", Kind::Ordinal(OrdinalForm::Chapter)),
            ("第四条规定的", Kind::Plain),
            ("一、二级医疗机构", Kind::Plain),
            ("1.5万元", Kind::Plain),
            ("一是加强", Kind::Plain),
            ("青医保发〔2023〕5号", Kind::Number),
            ("青医保发[2023]第5号", Kind::Number),
            ("青医保发〔2023〕5", Kind::Number),
            ("2023年9月4日", Kind::Date),
            ("二〇二三年九月四日", Kind::Date),
            ("青平市医疗保障局办公室2023年9月4日印发", Kind::Printing),
            ("（此件公开发布）", Kind::Note),
            ("公开方式：主动公开", Kind::Note),
            ("附件", Kind::Attachment),
            ("附件2", Kind::Attachment),
            ("附件：1.任务分工表", Kind::Attachment),
            ("附件所列", Kind::Plain),
            ("抄送：市纪委办公室。", Kind::Copies),
            ("牵头单位：市医保局", Kind::Duty),
            ("责任部门：市医保局", Kind::Duty),
            ("索引号：0000-1", Kind::Field),
            ("发文机关", Kind::Field),
            ("────────", Kind::Rule),
            ("——坚持公平", Kind::Dash),
            ("青平市医疗保障局", Kind::Organs),
            ("青平市财政局文件", Kind::Organs),
            ("各市医疗保障局", Kind::Plain),
            ("现将有关事项通知如下", Kind::Plain),
        ] {
            assert_eq!(kind(line), expected, "{line}");
        }
    }

    #[test]
    fn numbers_with_defects_are_found() {
        for (line, number) in [
            ("根据青医保发〔2023〕5号", "根据青医保发〔2023〕5号"),
            ("《通知》（青医保发[2023]5号）", "青医保发[2023]5号"),
        ] {
            assert_eq!(reference_number(line).map(|range| &line[range]), Some(number));
        }
        for line in ["各县（2023）年", "（2021版）", "（2023）5个"] {
            assert_eq!(reference_number(line), None, "{line}");
        }
    }
}
