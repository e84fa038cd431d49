//! Real notices and any other text: what is found in them, and that nothing is lost on the way.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may panic"
)]

#[path = "support/sound.rs"]
mod sound;

use std::fs;
use std::path::{Path, PathBuf};

use duibiao::source::decode;
use duibiao::text::{BlockKind, Document, NoticeText, OrdinalForm, Stretch};
use proptest::prelude::*;
use sound::sound;

/// The folder of real notices, where it is.
fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    folder.is_dir().then_some(folder)
}

fn seed(name: &str) -> Option<String> {
    let bytes = fs::read(seeds()?.join(name)).unwrap();
    Some(decode(bytes).unwrap().text)
}

/// Every real notice, and every text among the fixtures.
fn texts() -> Vec<String> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/drafts");
    let mut paths: Vec<PathBuf> = [seeds(), Some(fixtures)]
        .into_iter()
        .flatten()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
        .iter()
        .map(|path| decode(fs::read(path).unwrap()).unwrap().text)
        .collect()
}

struct Seen {
    text: NoticeText,
}

impl Seen {
    fn of(source: &str) -> Seen {
        Seen {
            text: NoticeText::read(source),
        }
    }

    fn document(&self, index: usize) -> &Document {
        &self.text.documents[index]
    }

    fn words(&self, stretch: Stretch) -> &str {
        self.text.repaired.slice(stretch)
    }

    fn word(&self, stretch: Option<Stretch>) -> &str {
        stretch.map_or("", |stretch| self.words(stretch))
    }

    fn all(&self, stretches: &[Stretch]) -> Vec<&str> {
        stretches.iter().map(|&stretch| self.words(stretch)).collect()
    }

    /// The headings of one depth: number and title.
    fn headings(&self, index: usize, depth: u8) -> Vec<(Option<u32>, &str)> {
        self.document(index)
            .headings
            .iter()
            .filter(|heading| heading.depth == depth)
            .map(|heading| {
                (
                    heading.ordinal.map(|ordinal| ordinal.number),
                    self.words(heading.title),
                )
            })
            .collect()
    }

    fn counts(&self, index: usize, depth: u8) -> Vec<Option<u32>> {
        self.headings(index, depth)
            .into_iter()
            .map(|(number, _)| number)
            .collect()
    }
}

fn up_to(last: u32) -> Vec<Option<u32>> {
    (1..=last).map(Some).collect()
}

#[test]
fn the_national_notice() {
    let Some(source) = seed("national-2023-24.txt") else {
        return;
    };
    let seen = Seen::of(&source);
    assert_eq!(seen.text.documents.len(), 1);
    let document = seen.document(0);
    assert_eq!(seen.word(document.attachment_label), "附件");
    assert_eq!(seen.word(document.number), "医保发〔2023〕24号");
    assert!(
        seen.word(document.title)
            .starts_with("国家医保局财政部国家税务总局关于做好2023年")
    );
    assert_eq!(
        seen.all(&document.issuers),
        ["国家医保局", "财政部", "国家税务总局"]
    );
    assert!(seen.word(document.addressees).ends_with("计划单列市税务局："));
    assert_eq!(seen.counts(0, 1), up_to(10));
    assert_eq!(document.headings.len(), 10);
    assert_eq!(seen.word(document.note), "（主动公开）");
    let printing = document.printing.as_ref().unwrap();
    assert_eq!(seen.word(printing.organ), "国家医疗保障局办公室");
    assert_eq!(seen.word(printing.date), "2023年7月27日");
    assert!(document.signatures.is_empty() && document.issued.is_none());
    // Words that a page or a line end parted.
    let text = seen.text.repaired.text();
    for words in [
        "医后顾之忧",
        "关于深化医疗保障制度",
        "农村低收入人口",
        "提升规范化、科学化水平",
        "实施一批医保",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("— 1 —") && !text.contains("**"));
    let at = text.find("顾之忧").unwrap();
    let range = seen.text.repaired.source(Stretch::new(at, at + "顾之".len()));
    assert_eq!(&source[range], "顾之");
}

#[test]
fn a_joint_masthead_on_one_line() {
    for (name, number, headings) in [
        ("guangxi-2019-23.txt", "桂医保发〔2019〕23号", 8),
        ("guangxi-2023-32.txt", "桂医保发〔2023〕32号", 10),
    ] {
        let Some(source) = seed(name) else { return };
        let seen = Seen::of(&source);
        let document = seen.document(0);
        assert_eq!(seen.text.documents.len(), 1);
        assert_eq!(seen.word(document.number), number);
        assert_eq!(
            seen.all(&document.issuers),
            [
                "广西壮族自治区医疗保障局",
                "广西壮族自治区财政厅",
                "国家税务总局广西壮族自治区税务局"
            ]
        );
        assert!(seen.word(document.title).ends_with("有关工作的通知"));
        assert!(seen.word(document.addressees).ends_with("税务局："));
        assert_eq!(seen.counts(0, 1), up_to(headings));
        assert!(document.headings.iter().all(|heading| heading.ordinal.is_some()));
        assert!(seen.word(document.note).starts_with("公开方式："));
        assert!(!seen.text.repaired.text().contains(' '));
    }
    let seen = Seen::of(&seed("guangxi-2019-23.txt").unwrap());
    let document = seen.document(0);
    assert_eq!(document.signatures.len(), 3);
    assert_eq!(seen.word(document.issued), "2019年6月12日");
    assert!(seen.word(document.copies).starts_with("抄送：中国银行"));
    assert_eq!(
        seen.word(document.printing.as_ref().unwrap().date),
        "2019年6月12日"
    );
}

#[test]
fn a_letter_and_the_notice_that_it_forwards() {
    let Some(source) = seed("jincheng-2023-13.txt") else {
        return;
    };
    let seen = Seen::of(&source);
    assert_eq!(seen.text.documents.len(), 2);
    let (letter, forwarded) = (seen.document(0), seen.document(1));
    assert_eq!(seen.word(letter.number), "晋市医保函〔2023〕13号");
    assert_eq!(
        seen.all(&letter.issuers),
        ["晋城市医疗保障局", "晋城市财政局", "国家税务总局晋城市税务局"]
    );
    assert_eq!(seen.word(letter.issued), "2023年8月23日");
    assert_eq!(seen.word(letter.note), "（此件主动公开）");
    assert_eq!(seen.counts(0, 3), up_to(4));
    assert_eq!(seen.headings(0, 3)[1], (Some(2), "城区"));
    assert_eq!(seen.word(forwarded.number), "晋医保发〔2023〕13号");
    assert_eq!(
        seen.all(&forwarded.issuers),
        ["山西省医疗保障局", "山西省财政厅", "国家税务总局山西省税务局"]
    );
    assert_eq!(
        seen.word(forwarded.title),
        "关于做好2023年城乡居民基本医疗保障工作的通知"
    );
    assert_eq!(seen.counts(1, 1), up_to(10));
    assert_eq!(seen.word(forwarded.issued), "2023年8月16日");
    let text = seen.text.repaired.text();
    assert!(text.contains("比例为6:4，") && text.contains("晋医保办发[2023]3号"));
}

#[test]
fn a_plan_with_its_table_and_duties() {
    let Some(source) = seed("wuzhou-2022-116.txt") else {
        return;
    };
    let seen = Seen::of(&source);
    assert_eq!(seen.text.documents.len(), 1);
    let document = seen.document(0);
    assert_eq!(seen.word(document.number), "梧政办发〔2022〕116号");
    assert_eq!(seen.all(&document.issuers), ["梧州市人民政府办公室"]);
    assert_eq!(seen.word(document.issued), "2022年12月12日");
    assert_eq!(
        seen.word(document.printing.as_ref().unwrap().date),
        "2022年12月16日"
    );
    assert_eq!(seen.counts(0, 1), up_to(3));
    // （三） lost its ordinal.
    let second: Vec<Option<u32>> = seen.counts(0, 2).into_iter().skip(3).take(9).collect();
    let expected: Vec<Option<u32>> = (1..=9).map(|number| (number != 3).then_some(number)).collect();
    assert_eq!(second, expected);
    let lost: Vec<&str> = document
        .headings
        .iter()
        .filter(|heading| heading.ordinal.is_none() && heading.depth == 3)
        .map(|heading| seen.words(heading.title))
        .collect();
    for title in [
        "规范医保定点医药机构管理",
        "建立综合监管制度",
        "优化医保公共服务",
        "完善医疗救助制度",
    ] {
        assert!(lost.contains(&title), "{title}");
    }
    assert_eq!(lost.len(), 23, "{lost:?}");

    let duties = &document.responsibilities;
    assert_eq!(duties.len(), 47);
    assert_eq!(duties.iter().filter(|duty| duty.limit.is_some()).count(), 46);
    assert_eq!(duties.iter().filter(|duty| !duty.labelled).count(), 1);
    let limits = |words: &str| {
        duties
            .iter()
            .filter(|duty| seen.word(duty.limit) == words)
            .count()
    };
    assert_eq!((limits("持续推进"), limits("2025年")), (40 + 1, 5));
    assert_eq!(
        seen.all(&duties[3].support),
        ["市财政局", "梧州市税务局", "各县〔市、区〕政府"]
    );

    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    let [table] = tables[..] else { panic!("{tables:?}") };
    assert_eq!(
        seen.all(&table.columns),
        ["序号", "主要指标", "2020年", "2025年", "指标属性"]
    );
    assert_eq!(table.rows.len(), 13);
    assert!(table.rows.iter().all(|row| row.cells.len() == 5));
    assert_eq!(seen.all(&table.rows[12].cells)[2..], ["—", "100%", "约束性"]);
    assert!(seen.word(table.caption).ends_with("主要指标表"));
}

#[test]
fn nothing_is_lost_in_a_real_text() {
    for text in texts() {
        sound(&text);
        // The same text as others would have saved it.
        sound(&text.replace('\n', "\r\n"));
        sound(&text.replace("\n\n", "\n"));
        sound(&text.replace('\n', "\n\n"));
        sound(&text.replace('\n', ""));
        let spaced: String = text.chars().flat_map(|c| [c, ' ']).collect();
        sound(&spaced);
    }
}

#[test]
fn a_text_cut_anywhere_is_read() {
    for text in texts() {
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        // Every boundary of a short text; a dense sample of a long one, the same every time.
        let step = (boundaries.len() / 400).max(1);
        for &at in boundaries.iter().step_by(step) {
            sound(&text[..at]);
            sound(&text[at..]);
        }
    }
}

/// Pieces that texts are made of, broken in the ways that texts are.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[，。；：、（）《》〔〕“”一二三十医保局财政厅市县元年月日号]{1,12}",
        2 => "[0-9０-９.．%％,:：()]{1,6}",
        2 => "[ \t\u{3000}\u{a0}\u{200b}\u{ad}]{1,3}",
        3 => "\r?\n\n?",
        1 => "[A-Za-z ]{1,6}",
        1 => prop_oneof![
            Just("— 3 —"), Just("第 3 页 共 8 页"), Just("3 / 8"), Just("\u{c}"), Just("**"), Just("# "), Just("> "),
            Just("&nbsp;"), Just("&lt;"), Just("\\."), Just("──────"), Just("| 1 | 2 | 3 |"), Just("\t1\n\t2\n\n"),
            Just("序号"), Just("1\n"), Just("2\n"), Just("⽉"),
        ].prop_map(str::to_owned),
        2 => prop_oneof![
            Just("青医保发〔2023〕5号"), Just("关于做好2023年工作的通知"), Just("各县（市、区）医保局："), Just("一、总体要求"),
            Just("（一）加强领导。"), Just("1.压实责任。"), Just("（牵头单位：市医保局；配合单位：各县〔市、区〕政府。完成时限：2025年）"),
            Just("附件：1.清单"), Just("2023年9月4日"), Just("青平市医疗保障局"), Just("（此件公开发布）"), Just("抄送：市委办公室。"),
            Just("青平市医疗保障局办公室2023年9月4日印发"), Just("索引号："), Just("发文字号：青医保发〔2023〕5号"), Just("单位：万元"),
        ].prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(pieces in prop::collection::vec(piece(), 0..40)) {
        sound(&pieces.concat());
    }

    #[test]
    fn any_bytes_are_text_or_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = decode(bytes.clone()) {
            let mut last = 0;
            for (at, _) in decoded.text.char_indices() {
                let raw = decoded.layout.raw_offset(&decoded.text, at);
                prop_assert!(last <= raw && raw <= bytes.len());
                last = raw;
            }
            prop_assert_eq!(decoded.layout.raw_offset(&decoded.text, decoded.text.len()), bytes.len());
        }
    }
}

#[test]
fn ordinals_keep_their_form() {
    let seen = Seen::of("一、总则\n（一）目标\n1.甲\n（1）乙\n①丙\n二、附则\n");
    let forms: Vec<(OrdinalForm, u8)> = seen
        .document(0)
        .headings
        .iter()
        .map(|heading| (heading.ordinal.unwrap().form, heading.depth))
        .collect();
    assert_eq!(
        forms,
        [
            (OrdinalForm::First, 1),
            (OrdinalForm::Second, 2),
            (OrdinalForm::Third, 3),
            (OrdinalForm::Fourth, 4),
            (OrdinalForm::Circled, 5),
            (OrdinalForm::First, 1),
        ]
    );
}
