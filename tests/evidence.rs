//! Tests of evidence: what extracts quote is held against the texts they come from.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use duibiao::corpus::{Corpus, Evidenced, Options};
use duibiao::diagnostic::Diagnostic;
use duibiao::rules::run;

const HEADER: &str =
    "文号：青平医保发〔2023〕5号\n地区：广西壮族自治区青平市\n成文：2023年9月4日\n年度：2023年\n";

/// The extracts below `folder` with texts from `sources`, and the findings about their evidence.
fn check(folder: &Path, sources: Vec<PathBuf>) -> (Corpus, Vec<Diagnostic>) {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: vec![folder.to_owned()],
        sources,
        no_builtin: true,
        ..Options::default()
    });
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let mut found = run(&corpus);
    found.retain(|found| found.rule.starts_with("evidence") || found.rule.starts_with("source"));
    found.sort_by_key(|found| found.primary.span);
    (corpus, found)
}

/// One statement against one text: the words under each finding.
fn verdict(statement: &str, text: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.notice"), format!("{HEADER}\n{statement}\n")).unwrap();
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let (corpus, found) = check(folder.path(), vec![]);
    found
        .iter()
        .map(|found| {
            (
                found.rule.to_owned(),
                corpus.sources().slice(found.primary.span).to_owned(),
            )
        })
        .collect()
}

/// The real extracts against the texts they were taken from, where those are at hand.
#[test]
fn every_evidence_of_the_real_extracts_is_verified() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = root.join("../shared/seeds");
    if !texts.is_dir() {
        return;
    }
    let (corpus, found) = check(&root.join("fixtures/corpus"), vec![texts]);
    let mut statements = 0usize;
    let mut failures = Vec::new();
    for (id, entry) in corpus.reported() {
        for (clause, verdict) in entry
            .notice
            .clauses
            .iter()
            .zip(&corpus.evidence(id).unwrap().clauses)
        {
            statements += 1;
            if *verdict != Evidenced::Verified {
                let line = corpus.sources().start(clause.span).line;
                failures.push(format!(
                    "{}:{line} {verdict:?}",
                    corpus.sources().path(entry.file())
                ));
            }
        }
    }
    assert!(
        failures.is_empty() && found.is_empty(),
        "{failures:#?} {found:#?}"
    );
    assert!(statements > 0);
    assert_eq!(corpus.evidence_counts().verified, statements);
}

#[test]
fn evidence_that_holds_is_silent() {
    for (statement, text) in [
        // White space of any kind is nothing.
        (
            "财政补助 = 640元/人·年 「达到每人每年 640 元」",
            "达到每人\n每年\u{3000}640\t元。",
        ),
        (
            "财政补助 = 640元/人·年 「补助…640元」",
            "财政补助标准为每人每年640元",
        ),
        // Numbers in other forms.
        ("筹资标准 = 1020元/人·年 「筹资标准1,020元」", "筹资标准1,020元"),
        ("财政补助 = 640元/人·年 「补助６４０元」", "补助６４０元"),
        (
            "线上异地就医备案服务渠道数 ≥ 3种 「不少于三种渠道」",
            "不少于三种渠道",
        ),
        ("财政补助 = 640元/人·年 「六百四十元」", "补助六百四十元"),
        (
            "参保资助比例（特困人员） = 100% 「全额资助特困人员」",
            "全额资助特困人员",
        ),
        ("参保资助比例 = 50% 「资助一半」", "资助一半"),
        ("参保资助比例 = 80% 「资助八成」", "资助八成"),
        ("县级财政 = 0元/人·年 「县级财政不补」", "县级财政不补"),
        (
            "基本医疗保险基金收入 = 37.8亿元 「基金收入（亿元）37.8」",
            "基金收入（亿元）\n\t37.8\n",
        ),
        ("大病保险起付线 = 20000元 「起付线2万元」", "起付线2万元"),
        // The rest of the shares, and one number for each.
        (
            "财政补助 = 中央财政 80% + 地方财政 20% 「中央财政负担80%」",
            "中央财政负担80%",
        ),
        (
            "财政补助 = 中央财政 60% + 省级财政 20% + 市县财政 20% 「中央负担60%，省和市县各负担20%」",
            "中央负担60%，省和市县各负担20%",
        ),
        (
            "市县财政 = 市级财政 6 : 县级财政 4 「分担比例为6：4」",
            "分担比例为6：4",
        ),
        (
            "市县财政 = 市级财政 6 : 县级财政 4 「按六四比例」",
            "按六四比例分担",
        ),
        // Dates.
        (
            "拨付补助资金 限 2023年9月15日前 「9月15日前拨付」",
            "于9月15日前拨付",
        ),
        (
            "拨付补助资金 限 2023年12月31日前 「2023年12月底前」",
            "2023年12月底前拨付",
        ),
        ("拨付补助资金 限 2023年12月底前 「年底前拨付」", "今年底前拨付"),
        (
            "拨付补助资金 限 2023年底前 「2023 年 12 月 31 日前」",
            "2023 年 12 月 31 日前拨付",
        ),
        ("提高年度支付限额 自 2024年1月1日 起 「2024年起」", "2024年起提高"),
        (
            "集中缴费期 2023年9月1日 至 2023年12月31日 「2023年9月1日至12月31日」",
            "自2023年9月1日至12月31日",
        ),
        (
            "集中缴费期 2023年9月1日 至 2023年9月30日 「2023年9月1日至30日」",
            "自2023年9月1日至30日",
        ),
        (
            "报送总结 限 每年12月15日前 「当年12月15日前」",
            "在当年12月15日前报送",
        ),
        ("补办参保手续 限 3个月内 「三个月内」", "退出后三个月内"),
        // Numbers of notices.
        (
            "引用：医保发〔2021〕48号《计划》 「《计划》」",
            "《计划》（医保发〔2021〕48号）",
        ),
        (
            "引用：医保发〔2021〕48号 「（医保发[2021]48号）」",
            "（医保发[2021]\n48号）",
        ),
    ] {
        assert_eq!(verdict(statement, text), [], "{statement}");
    }
}

#[test]
fn cells_of_a_table_are_numbers_of_their_own() {
    let table = "品种（个）\n\t126\n\t800\n";
    let items = "药品集中带量采购品种数";
    assert_eq!(
        verdict(&format!("{items} = 126个 「品种（个）126800」"), table),
        []
    );
    assert_eq!(
        verdict(&format!("{items} = 800个 「品种（个）126800」"), table),
        []
    );
    assert_eq!(verdict(&format!("{items} = 126个 「品种（个）126」"), table), []);
    let missing = verdict(&format!("{items} = 68个 「品种（个）126800」"), table);
    assert_eq!(missing, [("evidence-number".to_owned(), "68".to_owned())]);
    // Without white space in the text it is one number.
    assert_eq!(
        verdict(
            &format!("{items} = 126个 「品种（个）126800」"),
            "品种（个）126800"
        )
        .len(),
        1
    );
}

#[test]
fn a_number_or_date_that_the_phrase_lacks_is_named() {
    for (statement, text, under) in [
        (
            "财政补助 = 640元/人·年 「补助标准为610元」",
            "补助标准为610元",
            "640",
        ),
        // Not as a whole number.
        ("财政补助 = 512元/人·年 「标准1512元」", "标准1512元", "512"),
        ("财政补助 = 512元/人·年 「512元」", "标准1512元", "512"),
        ("财政补助 = 51元/人·年 「标准51」", "标准512元", "51"),
        ("财政补助 = 2元/人·年 「标准2万元」", "标准2万元", "2"),
        (
            "财政补助 = 中央财政 512元 + 地方财政 129元 「中央512元，地方128元」",
            "中央512元，地方128元",
            "129",
        ),
        (
            "市县财政 = 市级财政 7 : 县级财政 4 「比例为6：4」",
            "比例为6：4",
            "7",
        ),
        (
            "参保资助比例 = 100% 「全国统一资助90%」",
            "全国统一资助90%",
            "100",
        ),
        (
            "拨付补助资金 限 2023年9月16日前 「2023年9月15日前」",
            "2023年9月15日前",
            "2023年9月16日",
        ),
        (
            "拨付补助资金 限 2024年9月15日前 「2023年9月15日前」",
            "2023年9月15日前",
            "2024年9月15日",
        ),
        (
            "拨付补助资金 限 2023年9月12日前 「9月15日前，12月」",
            "9月15日前，12月",
            "2023年9月12日",
        ),
        ("补办参保手续 限 6个月内 「三个月内」", "退出后三个月内", "6"),
        (
            "报送总结 限 每年12月16日前 「当年12月15日前」",
            "当年12月15日前",
            "每年12月16日",
        ),
        (
            "引用：医保发〔2021〕49号 「医保发〔2021〕48号」",
            "医保发〔2021〕48号",
            "医保发〔2021〕49号",
        ),
        (
            "财政补助 = 2023元/人·年 「2023年财政补助」",
            "2023年财政补助",
            "2023",
        ),
    ] {
        let expected = [("evidence-number".to_owned(), under.to_owned())];
        assert_eq!(verdict(statement, text), expected, "{statement}");
    }
}

#[test]
fn the_place_with_the_numbers_counts() {
    let text = "补助标准为610元。\n补助标准为640元。";
    assert_eq!(verdict("财政补助 = 640元/人·年 「补助标准…元」", text).len(), 1);
    assert_eq!(verdict("财政补助 = 640元/人·年 「补助标准为640元」", text), []);
    assert_eq!(verdict("财政补助 = 640元/人·年 「标准为…640元」", text), []);
}

#[test]
fn a_phrase_that_is_not_there_shows_the_nearest_place() {
    let folder = tempfile::tempdir().unwrap();
    let statement = "财政补助 = 650元/人·年 「达到每人每年650元」";
    std::fs::write(folder.path().join("a.notice"), format!("{HEADER}\n{statement}\n")).unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "一、财政补助\n各级财政补助达到每人\n每年640元。",
    )
    .unwrap();
    let (corpus, found) = check(folder.path(), vec![]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "evidence-not-found");
    assert_eq!(found[0].message.zh, "原文里没有「达到每人每年650元」");
    assert_eq!(
        found[0].help.as_ref().unwrap().zh,
        "原文最接近处为「达到每人每年640元」"
    );
    let place = found[0].related[0].span;
    assert!(corpus.sources().path(place.file).ends_with("a.txt"));
    assert_eq!(
        (
            corpus.sources().start(place).line,
            corpus.sources().start(place).column
        ),
        (2, 7)
    );

    // The first phrase that is not where it should be is the one that is named.
    let lost = verdict("财政补助 = 640元/人·年 「补助…标准为640」", "标准为640元的补助");
    assert_eq!(lost, [("evidence-not-found".to_owned(), "标准为640".to_owned())]);
    // Full-width and half-width forms differ.
    assert_eq!(
        verdict("财政补助 = 640元/人·年 「640元，补」", "640元,补").len(),
        1
    );
}

#[test]
fn a_text_is_found_by_its_name_or_its_stem() {
    let folder = tempfile::tempdir().unwrap();
    let (extracts, texts) = (folder.path().join("extracts"), folder.path().join("texts"));
    std::fs::create_dir_all(&extracts).unwrap();
    std::fs::create_dir_all(&texts).unwrap();
    let statement = "财政补助 = 640元/人·年 「补助640元」\n个人缴费 = 380元/人·年\n";
    std::fs::write(extracts.join("a.notice"), format!("{HEADER}\n{statement}")).unwrap();

    // Nothing asks for a text.
    let (corpus, found) = check(&extracts, vec![]);
    assert!(found.is_empty(), "{found:#?}");
    let counts = corpus.evidence_counts();
    assert_eq!((counts.verified, counts.unverified, counts.missing), (0, 1, 1));

    // A folder of texts that lacks it.
    let (_, found) = check(&extracts, vec![texts.clone()]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message.zh, "找不到原文「a.txt」");

    std::fs::write(texts.join("a.md"), "补助640元").unwrap();
    let (corpus, found) = check(&extracts, vec![texts.clone()]);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(corpus.evidence_counts().verified, 1);

    // 原文 is looked for beside the extract first, then in the folders.
    std::fs::write(
        extracts.join("a.notice"),
        format!("{HEADER}原文：b.txt\n\n{statement}"),
    )
    .unwrap();
    let (corpus, found) = check(&extracts, vec![texts.clone()]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].rule, corpus.sources().slice(found[0].primary.span)),
        ("source-not-found", "b.txt")
    );
    std::fs::write(texts.join("b.txt"), "补助640元").unwrap();
    assert_eq!(check(&extracts, vec![texts.clone()]).1.len(), 0);
    let gb18030 = encoding_rs::GB18030.encode("补助640元").0;
    std::fs::write(extracts.join("b.txt"), gb18030).unwrap();
    assert_eq!(check(&extracts, vec![texts.clone()]).1.len(), 0);
    std::fs::write(extracts.join("b.txt"), b"\x7fELF\0\x01").unwrap();
    let (_, found) = check(&extracts, vec![texts]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].message.zh.ends_with("b.txt」不能作为文本读取"),
        "{found:#?}"
    );
}

#[test]
fn one_text_may_serve_two_extracts_and_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        let header = HEADER.replace('5', if name == "a" { "5" } else { "6" });
        let text = format!("{header}原文：both.txt\n\n财政补助 = 640元/人·年 「补助640元」\n");
        std::fs::write(folder.path().join(format!("{name}.notice")), text).unwrap();
    }
    std::fs::write(folder.path().join("both.txt"), "补助640元").unwrap();
    let (corpus, found) = check(folder.path(), vec![]);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(corpus.evidence_counts().verified, 2);
    assert_eq!(corpus.sources().len(), 3);
}

#[test]
fn odd_evidence_breaks_nothing() {
    for statement in [
        "财政补助 = 640元/人·年 「」",
        "财政补助 = 640元/人·年 「…」",
        "财政补助 = 640元/人·年 「……640…」",
        "财政补助 = 640元/人·年 「 \u{3000} 」",
        "拨付补助资金 限 2023年2月30日前 「2023年2月30日前」",
        "财政补助 = 640元/人·年 「640元/人·年」",
    ] {
        verdict(statement, "640");
        verdict(statement, "");
        verdict(
            statement,
            "…640…,1,234,5678.9.，12，３４５，678年13月32日年底二〇二三年百千十",
        );
    }
    assert_eq!(
        verdict(
            "拨付补助资金 限 2023年2月30日前 「2023年2月30日前」",
            "2023年2月30日前"
        ),
        []
    );
}
