use crate::text::NoticeText;

#[test]
fn any_text_has_a_document() {
    for source in ["", "\n", "甲", "一、"] {
        assert_eq!(NoticeText::read(source).documents.len(), 1, "{source:?}");
    }
}
