//! 附件3 of two.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::rules::text::{before, shown};
use crate::rules::{Group, Info, Rule, TextView};
use crate::text::{Attachment, Document, Stretch};
use crate::vocabulary::fold;

pub(crate) struct AttachmentMismatch;

static INFO: Info = Info {
    name: "attachment-mismatch",
    group: Group::Structure,
    level: Severity::Warning,
    summary_zh: "附件与附件说明不一致",
    summary_en: "attachments that are not those of the list of attachments",
    ground: "GB/T 9704—2012 7.3.4、7.3.8",
    explanation: include_str!("attachment-mismatch.md"),
};

/// How many lines below the list may belong to it.
const GOES_ON: usize = 10;

/// How alike two titles are that are meant to be one, in percent.
const ALIKE: usize = 50;

/// A larger number behind 附件 is no number of an attachment.
const MOST: u32 = 99;

impl Rule for AttachmentMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn text(&self, text: &TextView<'_>, out: &mut Vec<Diagnostic>) {
        let documents: Vec<&Document> = text.documents().map(|(document, _)| document).collect();
        for (index, document) in documents.iter().enumerate() {
            if document.attachments.is_empty() {
                continue;
            }
            serials(text, &document.attachments, out);
            mentions(text, document, out);
            // The attachments of a notice follow it, up to the next notice of its own.
            let following = documents
                .iter()
                .skip(index.saturating_add(1))
                .take_while(|next| next.attachment_label.is_some());
            for attached in following {
                out.extend(titled(text, document, attached));
            }
        }
    }
}

/// 附件：1.… 3.…: a number left out or given twice.
fn serials(text: &TextView<'_>, attachments: &[Attachment], out: &mut Vec<Diagnostic>) {
    let mut before = 0u32;
    for attachment in attachments {
        let Some(number) = attachment.number else { return };
        if number != before.saturating_add(1) {
            let message = Text::new(
                format!("附件说明的序号应为 {}，写的是 {number}", before.saturating_add(1)),
                format!(
                    "attachment {number} stands where {} should",
                    before.saturating_add(1)
                ),
            );
            out.push(text.find(&INFO, attachment.range, message).help(Text::new(
                "核对附件的序号",
                "check the numbers of the attachments",
            )));
            return;
        }
        before = number;
    }
}

/// The attachments that the text names.
fn mentions(text: &TextView<'_>, document: &Document, out: &mut Vec<Diagnostic>) {
    let listed = document
        .attachments
        .iter()
        .filter_map(|attachment| attachment.number)
        .max()
        .unwrap_or(1);
    let (Some(first), Some(last)) = (document.attachments.first(), document.attachments.last()) else {
        return;
    };
    let list = first.range.to(last.range);
    let mut told: Vec<u32> = Vec::new();
    for block in &document.blocks {
        let words = text.words(block.range);
        let start = block.range.start as usize;
        for at in memmem::find_iter(words.as_bytes(), "附件") {
            let from = at.saturating_add("附件".len());
            let rest = words.get(from..).unwrap_or_default();
            let digits = rest
                .len()
                .saturating_sub(rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
            let number = rest.get(..digits).and_then(|digits| digits.parse::<u32>().ok());
            let Some(number) = number.filter(|number| (1..=MOST).contains(number)) else {
                continue;
            };
            let stretch = Stretch::new(
                start.saturating_add(at),
                start.saturating_add(from).saturating_add(digits),
            );
            // The attachments of other notices are named with them: 《…》附件3.
            let own = before(words, at).is_none_or(|c| "（见照按填写及和与、将，。".contains(c));
            let below = text.repaired().get(list.end as usize..).unwrap_or_default();
            let goes_on = below
                .lines()
                .take(GOES_ON)
                .any(|line| line.trim_start().starts_with(&format!("{number}.")));
            if number <= listed || !own || goes_on || list.contains(stretch) || told.contains(&number) {
                continue;
            }
            told.push(number);
            let message = Text::new(
                format!("提到附件{number}，附件说明只列到附件{listed}"),
                format!("attachment {number} is mentioned, the list ends with {listed}"),
            );
            out.push(
                text.find(&INFO, stretch, message)
                    .related(text.span(list), Text::new("附件说明", "the list of attachments"))
                    .help(Text::new(
                        "核对附件的序号，或者补列附件",
                        "check the number, or list the attachment",
                    )),
            );
        }
    }
}

/// The title of an attachment against that in the list.
fn titled(text: &TextView<'_>, document: &Document, attached: &Document) -> Option<Diagnostic> {
    let label = text.words(attached.attachment_label?);
    let digits = label
        .trim_start_matches("附件")
        .trim_end_matches(['：', ':'])
        .trim();
    let number = match digits {
        "" => None,
        digits => Some(digits.parse::<u32>().ok()?),
    };
    let listed = document
        .attachments
        .iter()
        .find(|attachment| attachment.number == number || document.attachments.len() == 1)?;
    let title = attached.title?;
    let (own, said) = (plain(text.words(title)), plain(text.words(listed.title)));
    if own.is_empty() || said.is_empty() || own.contains(&said) || said.contains(&own) {
        return None;
    }
    let message = Text::new(
        format!(
            "附件的标题是「{}」，附件说明写的是「{}」",
            shown(text.words(title), 30),
            shown(text.words(listed.title), 30)
        ),
        format!(
            "the attachment is titled 「{}」, the list says 「{}」",
            shown(text.words(title), 30),
            shown(text.words(listed.title), 30)
        ),
    );
    // Titles that share little may belong to two attachments, or be no titles.
    let longer = own.chars().count().max(said.chars().count());
    let same = longer.saturating_sub(strsim::levenshtein(&own, &said));
    let level = if same.saturating_mul(100) >= longer.saturating_mul(ALIKE) {
        INFO.level
    } else {
        Severity::Info
    };
    Some(
        text.find(&INFO, title, message)
            .severity(level)
            .related(
                text.span(listed.range),
                Text::new("附件说明", "the list of attachments"),
            )
            .help(Text::new("两处改成一致", "make the two the same")),
    )
}

/// A title without what makes no difference.
fn plain(title: &str) -> String {
    fold(title)
        .chars()
        .filter(|c| !matches!(c, '《' | '》' | '“' | '”' | '"' | '.' | '。' | ' '))
        .collect()
}
