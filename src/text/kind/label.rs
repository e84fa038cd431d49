//! Labels that a line begins with: 附件, 抄送, 牵头单位, and the particulars of a site.

use super::Kind;
use crate::text::marks::chinese_number;

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
pub(in crate::text) fn field_key(line: &str) -> Option<&'static str> {
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

pub(super) fn labelled(line: &str, first: char) -> Option<Kind> {
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
pub(in crate::text) enum Duty {
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
pub(in crate::text) fn duty_label(text: &str) -> Option<(Duty, usize)> {
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
