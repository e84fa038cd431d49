use crate::text::{BlockKind, Document, NoticeText, Stretch};

struct Seen(NoticeText);

impl Seen {
    fn of(source: &str) -> Seen {
        Seen(NoticeText::read(source))
    }

    fn document(&self) -> &Document {
        &self.0.documents[0]
    }

    fn words(&self, stretch: Stretch) -> &str {
        self.0.repaired.slice(stretch)
    }

    fn word(&self, stretch: Option<Stretch>) -> &str {
        stretch.map_or("", |stretch| self.words(stretch))
    }

    fn all(&self, stretches: &[Stretch]) -> Vec<&str> {
        stretches.iter().map(|&stretch| self.words(stretch)).collect()
    }

    fn headings(&self) -> Vec<(u8, Option<u32>, &str)> {
        let heading = |heading: &crate::text::Heading| {
            let number = heading.ordinal.map(|ordinal| ordinal.number);
            (heading.depth, number, self.words(heading.title))
        };
        self.document().headings.iter().map(heading).collect()
    }

    fn fields(&self) -> Vec<(&str, &str)> {
        let field = |field: &crate::text::Field| (self.words(field.key), self.words(field.value));
        self.document().fields.iter().map(field).collect()
    }
}

#[test]
fn any_text_has_a_document() {
    for source in ["", "\n", "甲", "一、"] {
        assert_eq!(NoticeText::read(source).documents.len(), 1, "{source:?}");
    }
}

const WHOLE: &str = "青平市医疗保障局
青平市财政局文件
国家税务总局青平市税务局

青医保发〔2023〕5号

关于做好2023年城乡居民
医疗保障工作的通知

各县（市、区）医疗保障局、财政局，市医保中心：

\u{3000}\u{3000}为做好有关工作，现就有关事项通知如下：
\u{3000}\u{3000}一、合理确定标准
\u{3000}\u{3000}（一）财政补助。人均补助达到640元。
\u{3000}\u{3000}（二）个人缴费。每人380元。
\u{3000}\u{3000}二、加强组织领导
\u{3000}\u{3000}各县要高度重视。

\u{3000}\u{3000}附件：1.补助标准表
\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}2.任务分工表

青平市医疗保障局\u{3000}\u{3000}青平市财政局
国家税务总局青平市税务局
2023年9月4日
（此件公开发布）

抄送：市委办公室，市人大常委会办公室。
青平市医疗保障局办公室\u{3000}\u{3000}\u{3000}2023年9月5日印发
";

#[test]
fn every_part_of_a_notice_is_found() {
    let seen = Seen::of(WHOLE);
    assert_eq!(seen.0.documents.len(), 1);
    let document = seen.document();
    assert_eq!(document.masthead.len(), 3);
    assert_eq!(seen.word(document.number), "青医保发〔2023〕5号");
    assert_eq!(
        seen.word(document.title),
        "关于做好2023年城乡居民医疗保障工作的通知"
    );
    assert_eq!(
        seen.all(&document.issuers),
        ["青平市医疗保障局", "青平市财政局", "国家税务总局青平市税务局"]
    );
    assert!(seen.word(document.addressees).ends_with("市医保中心："));
    assert_eq!(
        seen.headings(),
        [
            (1, Some(1), "合理确定标准"),
            (2, Some(1), "财政补助"),
            (2, Some(2), "个人缴费"),
            (1, Some(2), "加强组织领导"),
        ]
    );
    let attachments: Vec<(Option<u32>, &str)> = document
        .attachments
        .iter()
        .map(|attachment| (attachment.number, seen.words(attachment.title)))
        .collect();
    assert_eq!(attachments, [(Some(1), "补助标准表"), (Some(2), "任务分工表")]);
    assert_eq!(document.signatures.len(), 2);
    assert_eq!(seen.word(document.issued), "2023年9月4日");
    assert_eq!(seen.word(document.note), "（此件公开发布）");
    assert!(seen.word(document.copies).starts_with("抄送："));
    let printing = document.printing.as_ref().unwrap();
    assert_eq!(seen.word(printing.organ), "青平市医疗保障局办公室");
    assert_eq!(seen.word(printing.date), "2023年9月5日");
}

#[test]
fn a_notice_without_paragraphs_has_the_same_parts() {
    let flat: String = WHOLE.split('\n').map(str::trim).collect();
    let paragraph = "各级各部门要压实工作责任，加强协同配合，广泛开展宣传。".repeat(20);
    let flat = flat.replace("各县要高度重视。", &paragraph);
    let seen = Seen::of(&flat);
    let document = seen.document();
    assert_eq!(seen.word(document.number), "青医保发〔2023〕5号");
    assert_eq!(
        seen.word(document.title),
        "关于做好2023年城乡居民医疗保障工作的通知"
    );
    assert_eq!(document.issuers.len(), 3);
    assert!(seen.word(document.addressees).ends_with("市医保中心："));
    let numbers: Vec<(u8, Option<u32>)> = seen
        .headings()
        .into_iter()
        .map(|(depth, number, _)| (depth, number))
        .collect();
    assert_eq!(numbers, [(1, Some(1)), (2, Some(1)), (2, Some(2)), (1, Some(2))]);
    assert_eq!(seen.word(document.note), "（此件公开发布）");
}

#[test]
fn particulars_of_a_site_are_fields() {
    let expected = [
        ("索引号", "00-1"),
        ("发文机关", "青平市医疗保障局"),
        ("发文字号", "青医保发〔2023〕5号"),
    ];
    for source in [
        "索引号：00-1\n发文机关：青平市医疗保障局\n发文字号：青医保发〔2023〕5号\n关于做好工作的通知\n",
        "索引号：00-1 发文机关：青平市医疗保障局 发文字号：青医保发〔2023〕5号\n关于做好工作的通知\n",
        "索引号\n00-1\n发文机关\n青平市医疗保障局\n发文字号\n青医保发〔2023〕5号\n关于做好工作的通知\n",
    ] {
        let seen = Seen::of(source);
        assert_eq!(seen.fields(), expected, "{source}");
        assert_eq!(seen.word(seen.document().title), "关于做好工作的通知");
    }
}

#[test]
fn duties_are_read_in_any_spelling() {
    let one = |text: &str| {
        let seen = Seen::of(&format!("一、任务\n1.做好参保工作，确保应保尽保。{text}\n"));
        let [duty] = &seen.document().responsibilities[..] else {
            panic!("{text}: {:?}", seen.document().responsibilities)
        };
        let names = |stretches: &[Stretch]| seen.all(stretches).join("|");
        (
            names(&duty.lead),
            names(&duty.support),
            names(&duty.responsible),
            seen.word(duty.limit).to_owned(),
            duty.labelled,
        )
    };
    let all = |lead: &str, support: &str, responsible: &str, limit: &str, labelled| {
        (
            lead.to_owned(),
            support.to_owned(),
            responsible.to_owned(),
            limit.to_owned(),
            labelled,
        )
    };
    assert_eq!(
        one("（牵头单位：市医保局；配合单位：市财政局、市税务局，各县〔市、区〕政府。完成时限：2025年）"),
        all(
            "市医保局",
            "市财政局|市税务局|各县〔市、区〕政府",
            "",
            "2025年",
            true
        )
    );
    assert_eq!(
        one("（责任部门：市医保局、市财政局；时限：2023年12月底前）"),
        all("", "", "市医保局|市财政局", "2023年12月底前", true)
    );
    assert_eq!(
        one("（主办单位:市医保局,参与单位:市民政局。完成时间:长期）。"),
        all("市医保局", "市民政局", "", "长期", true)
    );
    assert_eq!(
        one("（市医保局、市财政局按职责分工负责）"),
        all("", "", "市医保局|市财政局", "", false)
    );
    // 牵头 without a noun, and a line of its own.
    assert_eq!(one("\n（牵头：市医保局）"), all("市医保局", "", "", "", true));
    assert_eq!(one("\n牵头单位：市医保局\n"), all("市医保局", "", "", "", true));
    let seen = Seen::of("提高待遇水平（以下简称待遇）。\n落实政策（含高血压、糖尿病）。\n");
    assert!(seen.document().responsibilities.is_empty());
}

#[test]
fn headings_that_lost_their_ordinals_are_found_where_siblings_have_them() {
    let seen = Seen::of(
        "一、重点任务\n（一）完善制度。\n1.健全机制。落实要求，推进工作。\n2.强化保障。足额安排，及时拨付。\n\
         提升公共服务水平。\n优化服务流程。简化手续，方便群众。\n（三）强化监管。\n1.开展检查。全面排查，不留死角。\n二、工作要求\n加强领导。各级要重视。\n",
    );
    assert_eq!(
        seen.headings(),
        [
            (1, Some(1), "重点任务"),
            (2, Some(1), "完善制度"),
            (3, Some(1), "健全机制"),
            (3, Some(2), "强化保障"),
            (2, None, "提升公共服务水平"),
            (3, None, "优化服务流程"),
            (2, Some(3), "强化监管"),
            (3, Some(1), "开展检查"),
            (1, Some(2), "工作要求"),
        ]
    );
}

#[test]
fn articles_stand_below_chapters() {
    let seen = Seen::of(
        "青平市参保办法\n第一章 总则\n第一条 为规范参保，制定本办法。\n（一）居民；\n（二）学生。\n第二章 附则\n第二条 本办法自发布之日起施行。\n",
    );
    let depths: Vec<(u8, Option<u32>)> = seen
        .headings()
        .into_iter()
        .map(|(depth, number, _)| (depth, number))
        .collect();
    assert_eq!(
        depths,
        [
            (1, Some(1)),
            (3, Some(1)),
            (4, Some(1)),
            (4, Some(2)),
            (1, Some(2)),
            (3, Some(2))
        ]
    );
    assert_eq!(seen.word(seen.document().title), "青平市参保办法");
}

#[test]
fn an_ordinal_before_text_has_no_title() {
    let seen = Seen::of(
        "1.参保学生的市级财政补助128元，县级财政不补；省属学生由省级财政负担。\n2.城区：每人384元。\n",
    );
    assert_eq!(seen.headings(), [(3, Some(1), ""), (3, Some(2), "城区")]);
}

#[test]
fn a_table_has_caption_unit_and_columns() {
    let seen = Seen::of(
        "一、目标\n表1 主要指标\n单位：万元\n| 项目 | 2020年 | 2025年 |\n|---|---|---|\n| 基金收入 | 95 | 97 |\n| 基金支出 | 60 | |\n\n二、其他\n",
    );
    let table = seen
        .document()
        .blocks
        .iter()
        .find_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
        .unwrap();
    assert_eq!(seen.word(table.caption), "表1主要指标");
    assert_eq!(seen.word(table.unit), "单位：万元");
    assert_eq!(seen.all(&table.columns), ["项目", "2020年", "2025年"]);
    let rows: Vec<Vec<&str>> = table.rows.iter().map(|row| seen.all(&row.cells)).collect();
    assert_eq!(rows, [["基金收入", "95", "97"], ["基金支出", "60", ""]]);
    assert_eq!(seen.headings().len(), 2);
}

#[test]
fn glued_names_of_organs_are_parted() {
    let issuers = |line: &str| {
        let seen = Seen::of(&format!("{line}\n青医保发〔2023〕5号\n"));
        seen.all(&seen.document().issuers)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        issuers("青平市医疗保障局青平市财政局文件国家税务总局青平市税务局"),
        ["青平市医疗保障局", "青平市财政局", "国家税务总局青平市税务局"]
    );
    assert_eq!(
        issuers("国家医保局 财政部 民政部"),
        ["国家医保局", "财政部", "民政部"]
    );
    assert_eq!(issuers("青平市人民政府办公室"), ["青平市人民政府办公室"]);
    assert_eq!(
        issuers("中共青平市委办公室 青平市人民政府办公室"),
        ["中共青平市委办公室", "青平市人民政府办公室"]
    );
}

#[test]
fn a_forwarded_notice_is_a_document_of_its_own() {
    let forwarded = WHOLE
        .replace("青平市", "松江省")
        .replace("青医保发〔2023〕5号", "松医保发〔2023〕9号");
    let letter = "青平市医疗保障局\n青医保函〔2023〕3号\n关于转发《关于做好工作的通知》的通知\n各县医保局：\n现转发给你们，请结合实际认真贯彻落实，抓紧抓好各项工作，确保取得实效，有关情况及时报告。\n青平市医疗保障局\n2023年9月20日\n（此件公开发布）\n";
    let seen = Seen::of(&format!("{letter}\n{forwarded}"));
    let numbers: Vec<&str> = seen
        .0
        .documents
        .iter()
        .map(|document| seen.word(document.number))
        .collect();
    assert_eq!(numbers, ["青医保函〔2023〕3号", "松医保发〔2023〕9号"]);
    assert_eq!(seen.0.documents[1].masthead.len(), 3);
}
