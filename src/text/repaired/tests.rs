use super::*;

fn repaired(source: &str) -> String {
    Repaired::new(source).text().to_owned()
}

#[test]
fn blanks_within_words_are_folded_away() {
    for (source, expected) in [
        ("城乡 居民\u{3000}医保\u{200b}标\u{a0}准", "城乡居民医保标准"),
        ("2023 年 1020 元", "2023年1020元"),
        ("DRG 付费 与 Big Data 平台", "DRG付费与Big Data平台"),
        ("2023 2024", "2023 2024"),
        ("２０２３年达到９９．５％以上", "2023年达到99.5%以上"),
        (
            "2023年,全市(以下称“居民医保”)达到640元;按6：4分担:",
            "2023年，全市（以下称“居民医保”）达到640元；按6:4分担：",
        ),
        ("人均1,020元，12:30开始", "人均1,020元，12:30开始"),
        ("青医保发[2023]5号", "青医保发[2023]5号"),
        ("**甲**乙&nbsp;丙&lt;5%&ldquo;丁&rdquo;", "甲乙丙<5%“丁”"),
        ("附件1：2023年清单", "附件1：2023年清单"),
        ("附 件 1：2023 年 清 单", "附件1：2023年清单"),
        ("到 2 0 2 5 年 达 到 9 9 % 以 上", "到2025年达到99%以上"),
        ("1\\. 加强", "1.加强"),
    ] {
        assert_eq!(repaired(source), expected);
    }
}

#[test]
fn a_sentence_is_joined_across_a_page() {
    let source = "各级财政部门要按规定落实补助政策，稳定实现农村低收\n\n— 3 —\n\n入人口参保率达到99%以上。\n\n二、其他\n";
    let repaired = Repaired::new(source);
    assert_eq!(
        repaired.text(),
        "各级财政部门要按规定落实补助政策，稳定实现农村低收入人口参保率达到99%以上。\n二、其他"
    );
    let words = |from: &str| {
        let start = repaired.text().find(from).unwrap();
        &source[repaired.source(Stretch::new(start, start + from.len()))]
    };
    assert_eq!(words("低收"), "低收");
    assert_eq!(words("收入"), "收\n\n— 3 —\n\n入");
    assert_eq!(words("入人口"), "入人口");
    assert_eq!(repaired.seams().len(), 1);
    assert_eq!(repaired.seams()[0].kind, SeamKind::Page);
}

#[test]
fn text_broken_at_a_width_is_joined() {
    let source = "\u{3000}\u{3000}为深入贯彻落实关于深化改革的有关决策部署，持续推进\n健全覆盖全民、统筹城乡、公平统一、安全规范、可持续的多\n层次医疗保障体系，不断增强基本医疗保障能力，努力解除人\n民群众看病就医后顾之忧，现就有关工作通知如下：\n\u{3000}\u{3000}一、合理确定筹资标准\n\u{3000}\u{3000}统筹考虑经济社会发展、医药技术进步和居民基本需求等因\n素，合理确定筹资标准。";
    let text = repaired(source);
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.contains("可持续的多层次"));
}

#[test]
fn titles_headings_cells_and_signatures_stand_alone() {
    let source = "青平市医疗保障局\n\n青医保函〔2023〕3号\n\n青平市医疗保障局\n青平市财政局\n关于做好2023年\n城乡居民工作的通知\n\n各县（市、区）医保局：\n\n一、总体要求\n（一）目标\n确保参保率稳定。\n\n青平市医疗保障局\n\n青平市财政局\n\n2023年9月4日\n";
    assert_eq!(
        repaired(source),
        "青平市医疗保障局\n青医保函〔2023〕3号\n青平市医疗保障局青平市财政局关于做好2023年城乡居民工作的通知\n各县（市、区）医保局：\n一、总体要求\n（一）目标\n确保参保率稳定。\n青平市医疗保障局\n青平市财政局\n2023年9月4日"
    );
}

#[test]
fn cells_are_kept_apart() {
    let source = "表1 指标\n\t序号\n\t指标\n\t2025年\n\n\t1\n\t参保率\n\t>97%\n\n\t2\n\t结算率\n\t70%左右\n\n二、其他\n";
    let repaired = Repaired::new(source);
    assert_eq!(repaired.tables().len(), 1);
    let cells: Vec<Vec<&str>> = repaired.tables()[0]
        .iter()
        .map(|row| row.cells.iter().map(|&cell| repaired.slice(cell)).collect())
        .collect();
    assert_eq!(
        cells,
        [
            ["序号", "指标", "2025年"],
            ["1", "参保率", ">97%"],
            ["2", "结算率", "70%左右"]
        ]
    );
    for source in [
        "项目\t2020年\t2025年\n参保率\t95%\t97%\n结算率\t60%\t70%\n",
        "项目  2020年  2025年\n参保率  95%  97%\n结算率  60%  70%\n",
        "| 项目 | 2020年 | 2025年 |\n| 参保率 | 95% | 97% |\n| 结算率 | 60% | 70% |\n",
    ] {
        let repaired = Repaired::new(source);
        let rows = &repaired.tables()[0];
        assert_eq!(rows.len(), 3, "{source}");
        let last: Vec<&str> = rows[2].cells.iter().map(|&cell| repaired.slice(cell)).collect();
        assert_eq!(last, ["结算率", "60%", "70%"], "{source}");
    }
}

#[test]
fn articles_set_off_by_blanks_are_no_table() {
    let source = "云溪市支持企业若干措施\n\n第一条  投资奖励。按实际投资额的2%给予奖励。\n\n第二条  上规奖励。一次性奖励10万元。\n\n第三条  研发补助。每家不超过200万元。\n";
    let repaired = Repaired::new(source);
    assert!(repaired.tables().is_empty());
    assert_eq!(repaired.lines().len(), 4);
    let rows = "市县  里程  金额\n甲县  20  300\n乙县  30  400\n";
    assert_eq!(Repaired::new(rows).tables().len(), 1);
}
