//! What must hold of every text, whatever it says.

use duibiao::text::{BlockKind, Document, NoticeText, Repaired, Stretch};

/// Reads `source` and checks all that must hold of it.
pub(crate) fn sound(source: &str) {
    let text = NoticeText::read(source);
    leads_back(source, &text.repaired);
    assert!(!text.documents.is_empty());
    let mut covered = vec![false; text.repaired.text().len()];
    for document in &text.documents {
        for stretch in stretches(document) {
            let whole = text.repaired.text();
            assert!(whole.get(stretch.range()).is_some(), "{stretch:?} of {source:?}");
            let range = text.repaired.source(stretch);
            assert!(source.get(range).is_some(), "{stretch:?} of {source:?}");
            assert!(
                document.range.contains(stretch) || stretch.is_empty(),
                "{stretch:?} of {source:?}"
            );
        }
        for stretch in parts(document) {
            covered[stretch.range()].fill(true);
        }
        for (index, heading) in document.headings.iter().enumerate() {
            assert!(
                heading
                    .parent
                    .is_none_or(|parent| parent < index && document.headings[parent].depth < heading.depth)
            );
            assert!(heading.range.contains(heading.title));
        }
        let mut end = 0;
        for block in &document.blocks {
            assert!(block.range.start >= end, "{block:?} of {source:?}");
            end = block.range.end;
            assert!(
                block
                    .heading
                    .is_none_or(|heading| heading < document.headings.len())
            );
        }
        for duty in &document.responsibilities {
            assert!(duty.block < document.blocks.len());
        }
    }
    for line in text.repaired.text().split('\n') {
        let start = line.as_ptr() as usize - text.repaired.text().as_ptr() as usize;
        // A drawn line is no part of a notice.
        if line.chars().all(|c| "—─━═-=_*~·–－ ".contains(c)) {
            continue;
        }
        for (at, character) in line.char_indices() {
            assert!(
                covered[start + at] || character.is_whitespace() || matches!(character, '：' | ':'),
                "{character:?} of {line:?} is in no part: {source:?}"
            );
        }
    }
}

/// Every character of the repaired text stands for what the source has there, in order, and nothing but
/// blanks and residue lies between.
fn leads_back(source: &str, repaired: &Repaired) {
    let mut end = 0;
    for (at, character) in repaired.text().char_indices() {
        let range = repaired.source(Stretch::new(at, at + character.len_utf8()));
        let words = source
            .get(range.clone())
            .unwrap_or_else(|| panic!("{range:?} of {source:?}"));
        assert!(range.start >= end, "{range:?} before {end} of {source:?}");
        residue(&source[end..range.start], source);
        end = range.end;
        if matches!(character, '\n' | '\t' | ' ') {
            residue(words, source);
        } else {
            assert!(
                stands_for(words, character),
                "{character:?} for {words:?} of {source:?}"
            );
        }
    }
    residue(&source[end..], source);
}

/// Whether `between` is nothing but blanks, marks of Markdown and page footers.
fn residue(between: &str, source: &str) {
    let known = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || "*#>\\—–-─―━﹣－·•~～/／第页共PpageofAGE码：:，,()（）".contains(c)
            || c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || is_invisible(c)
    };
    let between = [
        "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#160;", "&#12288;", "&#xa0;", "&#x3000;",
    ]
    .iter()
    .fold(between.to_owned(), |text, entity| text.replace(entity, " "));
    assert!(between.chars().all(known), "{between:?} was lost from {source:?}");
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn stands_for(words: &str, character: char) -> bool {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap(),
        '﹪' => '%',
        c => c,
    };
    let mut inside = words.chars();
    match (inside.next(), inside.next()) {
        // A recogniser took the figure for the letter.
        (Some('O' | 'o' | 'Ｏ'), None) if character == '0' => true,
        (Some('l'), None) if character == '1' => true,
        (Some(one), None) => narrow(one) == narrow(character) || ('\u{2E80}'..='\u{2FD5}').contains(&one),
        (Some('&'), Some(_)) => words.ends_with(';'),
        _ => false,
    }
}

/// Every stretch of a document.
fn stretches(document: &Document) -> Vec<Stretch> {
    let mut all = parts(document);
    all.extend(&document.issuers);
    for heading in &document.headings {
        all.extend([heading.title, heading.range]);
        all.extend(heading.ordinal.map(|ordinal| ordinal.range));
    }
    for duty in &document.responsibilities {
        all.push(duty.range);
        all.extend(duty.lead.iter().chain(&duty.support).chain(&duty.responsible));
        all.extend(duty.limit);
    }
    for block in &document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            all.extend(table.caption.iter().chain(&table.unit).chain(&table.columns));
            all.extend(
                table
                    .rows
                    .iter()
                    .flat_map(|row| row.cells.iter().chain([&row.range])),
            );
        }
    }
    all.extend(document.attachments.iter().map(|attachment| attachment.title));
    if let Some(printing) = &document.printing {
        all.extend(printing.organ.iter().chain(&printing.date));
    }
    all
}

/// The elements that a document is made of.
fn parts(document: &Document) -> Vec<Stretch> {
    let mut parts: Vec<Stretch> = document.blocks.iter().map(|block| block.range).collect();
    parts.extend(&document.masthead);
    parts.extend(&document.signatures);
    parts.extend(
        [
            document.attachment_label,
            document.number,
            document.title,
            document.addressees,
            document.issued,
            document.note,
            document.copies,
        ]
        .into_iter()
        .flatten(),
    );
    parts.extend(document.attachments.iter().map(|attachment| attachment.range));
    parts.extend(document.printing.iter().map(|printing| printing.range));
    parts.extend(document.fields.iter().flat_map(|field| [field.key, field.value]));
    parts
}
