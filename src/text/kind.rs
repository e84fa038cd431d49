//! What a line of a notice is, told from its own words.

mod label;
mod name;
mod ordinal;

pub(super) use label::{Duty, duty_label, field_key};
pub(super) use name::{ORGAN_ENDINGS, date, is_organs, last_date, reference_number};
pub(super) use ordinal::{Found, ordinal};

use super::OrdinalForm;

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
    if let Some(kind) = label::labelled(line, first) {
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
