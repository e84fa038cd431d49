//! `duibiao diff` as its users meet it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::{Ran, duibiao, fixtures};
use serde_json::Value;

const OLD: &str = "\
文号：青医保发〔2022〕7号
标题：关于做好2022年城乡居民基本医疗保障工作的通知
地区：广西壮族自治区青平市
成文：2022年8月1日
年度：2022年
依据：医保发〔2022〕20号

一、筹资
    财政补助（2022年） = 610元/人·年
    财政补助（2021年） = 580元/人·年
    个人缴费（2022年预收2023年度） ≥ 350元/人·年
    市县财政（白石县） = 市级财政 6 : 县级财政 4
    财政补助 = 中央财政 80% + 地方财政 20%
    基本医疗保险参保率（建档立卡贫困人口） ≥ 99%
    住院支付比例（贫困县） = 70%
    普通门诊支付限额 = 300元/人·年 【鼓励】
    老年人体检补助 = 50元/人·年
二、落实
    拨付补助资金 限 2022年9月15日前
    集中缴费期 2022年9月1日 至 2022年12月31日
    任务：核对参保数据 ｜牵头：市医保局｜时限：2022年11月底
    引用：医保发〔2022〕20号《关于做好2022年城乡居民基本医疗保障工作的通知》
    引用：《青平市医疗服务价格目录（2021年版）》
";

const NEW: &str = "\
文号：青医保发〔2023〕9号
标题：关于做好2023年城乡居民基本医疗保障工作的通知
地区：广西壮族自治区青平市
成文：2023年8月1日
年度：2023年
依据：医保发〔2023〕24号

一、筹资
    财政补助（2023年） ≥ 640元/人·年
    财政补助（2022年） = 610元/人·年
    个人缴费（2023年预收2024年度） = 380元/人·年
    市县财政（白石县） = 市级财政 7 : 县级财政 3
    财政补助 = 中央财政 80% + 地方财政 20%
    基本医疗保险参保率（脱贫人口） ≥ 99%
    住院支付比例（脱贫县） = 75%
    普通门诊支付限额 = 300元/人·年
二、落实
    拨付补助资金 限 2023年10月15日前
    集中缴费期 2023年9月1日 至 2023年12月31日
    任务：核对参保数据 ｜牵头：市税务局｜时限：2023年11月底
    引用：医保发〔2023〕24号《关于做好2023年城乡居民基本医疗保障工作的通知》
    引用：《青平市医疗服务价格目录（2023年版）》
    建立处方流转机制 限 2023年12月31日前
";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }
}

fn diff(args: &[&str]) -> Ran {
    let all: Vec<&str> = ["diff"].iter().chain(args).copied().collect();
    duibiao(&all)
}

/// The one comparison of `old` and `new`, as JSON.
fn compared(old: &str, new: &str, more: &[&str]) -> Value {
    let folder = Folder::new(&[("old.notice", old), ("new.notice", new)]);
    let (old, new) = (folder.path("old.notice"), folder.path("new.notice"));
    let ran = diff(&[&[old.as_str(), new.as_str(), "--format", "json"], more].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["comparisons"].as_array().unwrap().len(), 1);
    document["comparisons"][0].clone()
}

fn changes(comparison: &Value) -> &Vec<Value> {
    comparison["changes"].as_array().unwrap()
}

/// The one change about `subject` of `kind`.
fn change<'a>(comparison: &'a Value, kind: &str, subject: &str) -> &'a Value {
    let found: Vec<&Value> = changes(comparison)
        .iter()
        .filter(|change| change["kind"] == kind && change["subject"] == subject)
        .collect();
    assert_eq!(found.len(), 1, "{kind} {subject}: {:#?}", changes(comparison));
    found[0]
}

fn words(change: &Value) -> (String, String) {
    let side = |side: &Value| side["shown"].as_str().unwrap_or_default().to_owned();
    (side(&change["old"]), side(&change["new"]))
}

fn pair(old: &str, new: &str) -> (String, String) {
    (old.to_owned(), new.to_owned())
}

#[test]
fn quantities_are_matched_across_years_and_measured() {
    let compared = compared(OLD, NEW, &[]);
    let subsidy = change(&compared, "value", "财政补助");
    assert_eq!(words(subsidy), pair("610元/人·年", "≥ 640元/人·年"));
    assert_eq!(
        (&subsidy["difference"], &subsidy["unit"], &subsidy["percent"]),
        (&"30".into(), &"元".into(), &"4.9".into())
    );
    assert_eq!(subsidy["aspects"], serde_json::json!(["value", "relation"]));
    assert_eq!(
        (&subsidy["old"]["year"], &subsidy["new"]["year"]),
        (&2022.into(), &2023.into())
    );
    assert_eq!(subsidy["new"]["text"], "财政补助（2023年） ≥ 640元/人·年");
    assert_eq!(subsidy["new"]["start"]["line"], 9);
    let own = change(&compared, "value", "个人缴费");
    assert_eq!(
        (words(own), &own["difference"]),
        (pair("≥ 350元/人·年", "380元/人·年"), &"30".into())
    );
    let split = change(&compared, "split", "财政补助·市县财政（白石县）");
    assert_eq!(
        (words(split), &split["aspects"]),
        (pair("6 : 4", "7 : 3"), &serde_json::json!(["split"]))
    );
}

#[test]
fn dates_move_only_beyond_the_years_between() {
    let compared = compared(OLD, NEW, &["--all"]);
    let paid = change(&compared, "date", "拨付补助资金");
    assert_eq!((&paid["status"], &paid["days"]), (&"changed".into(), &30.into()));
    assert_eq!(words(paid), pair("2022年9月15日前", "2023年10月15日前"));
    assert_eq!(change(&compared, "date", "集中缴费期")["status"], "unchanged");
    let task = change(&compared, "task", "核对参保数据");
    assert_eq!(task["aspects"], serde_json::json!(["holder"]));
    let force = change(&compared, "value", "普通门诊支付限额");
    assert_eq!(
        (&force["aspects"], &force["difference"]),
        (&serde_json::json!(["force"]), &Value::Null)
    );
}

#[test]
fn terms_are_renamed_where_the_vocabulary_says_so() {
    let compared = compared(OLD, NEW, &[]);
    // One term for another: two groups in the vocabulary, one after the other.
    let people = change(&compared, "value", "基本医疗保险参保率（脱贫人口）");
    assert_eq!(
        (&people["status"], &people["aspects"]),
        (&"renamed".into(), &serde_json::json!(["renamed"]))
    );
    // One group under two names, with another figure.
    let counties = change(&compared, "value", "住院支付比例（脱贫县）");
    assert_eq!(
        (words(counties), &counties["difference"]),
        (pair("70%", "75%"), &"5".into())
    );
    assert_eq!(
        (&counties["unit"], &counties["percent"]),
        (&"个百分点".into(), &Value::Null)
    );
    assert_eq!(
        compared["renames"],
        serde_json::json!([
            {"old": "贫困县", "new": "脱贫县", "by": "vocabulary", "count": 1},
            {"old": "建档立卡贫困人口", "new": "脱贫人口", "by": "vocabulary", "count": 1},
        ])
    );
}

#[test]
fn only_the_user_renames_what_the_vocabulary_does_not() {
    let new = NEW.replace("二、落实", "    银龄体检补助 = 60元/人·年\n二、落实");
    let plain = compared(OLD, &new, &[]);
    let (gone, come) = (
        change(&plain, "value", "老年人体检补助"),
        change(&plain, "value", "银龄体检补助"),
    );
    assert_eq!(
        (&gone["status"], &come["status"]),
        (&"dropped".into(), &"new".into())
    );
    let renamed = compared(OLD, &new, &["--rename", "老年人体检补助=银龄体检补助"]);
    let one = change(&renamed, "value", "银龄体检补助");
    assert_eq!(
        (words(one), &one["percent"]),
        (pair("50元/人·年", "60元/人·年"), &"20".into())
    );
    assert_eq!(renamed["renames"][0]["by"], "option");
    let counts = |document: &Value, key: &str| document["summary"][key].as_u64().unwrap();
    assert_eq!(counts(&plain, "dropped"), counts(&renamed, "dropped") + 1);
    assert_eq!(counts(&plain, "new"), counts(&renamed, "new") + 1);
}

#[test]
fn a_name_much_alike_is_a_hint_and_no_pair() {
    let new = NEW.replace("二、落实", "    老年人体检补助费 = 60元/人·年\n二、落实");
    let compared = compared(OLD, &new, &[]);
    let come = change(&compared, "value", "老年人体检补助费");
    assert_eq!(come["status"], "new");
    assert_eq!(come["near"]["start"]["line"], 17);
    assert_eq!(
        change(&compared, "value", "老年人体检补助")["near"]["start"]["line"],
        17
    );
}

#[test]
fn what_is_said_again_of_last_year_is_held_against_it() {
    let same = compared(OLD, NEW, &["--all"]);
    let restated = change(&same, "value", "财政补助（上年）");
    assert_eq!(
        (&restated["status"], words(restated)),
        (&"restated".into(), pair("610元/人·年", "610元/人·年"))
    );
    assert_eq!(same["summary"]["contradicted"], 0);
    // 2021年's 580 of the earlier notice is no longer anybody's business.
    assert!(
        changes(&same)
            .iter()
            .all(|change| change["old"]["value"] != "580")
    );
    let wrong = compared(
        OLD,
        &NEW.replace("财政补助（2022年） = 610元", "财政补助（2022年） = 600元"),
        &[],
    );
    let wrong = change(&wrong, "value", "财政补助（上年）");
    assert_eq!(
        (&wrong["status"], &wrong["difference"]),
        (&"contradicted".into(), &"-10".into())
    );
}

#[test]
fn an_increase_implies_what_last_year_was() {
    let new = |amount: &str| {
        NEW.replace(
            "    财政补助（2022年） = 610元/人·年\n",
            &format!("    财政补助（2023年） = 财政补助（2022年） + {amount}元\n"),
        )
        .replace("财政补助（2023年） ≥ 640元", "财政补助（2023年） = 640元")
    };
    assert_eq!(compared(OLD, &new("30"), &[])["summary"]["restated"], 1);
    let wrong = compared(OLD, &new("40"), &[]);
    let wrong = changes(&wrong)
        .iter()
        .find(|change| change["status"] == "contradicted")
        .unwrap();
    // 640 − 40 = 600, and the earlier notice says 610.
    assert_eq!(
        (&wrong["kind"], &wrong["difference"]),
        (&"equation".into(), &"-10".into())
    );
    assert_eq!(wrong["old"]["value"], "610");
}

#[test]
fn citations_are_renewed() {
    let compared = compared(OLD, NEW, &[]);
    let renewed: Vec<(String, String)> = changes(&compared)
        .iter()
        .filter(|change| change["kind"] == "citation")
        .inspect(|change| assert_eq!(change["aspects"], serde_json::json!(["renewed"]), "{change:#?}"))
        .map(words)
        .collect();
    assert_eq!(
        renewed,
        [
            pair("医保发〔2022〕20号", "医保发〔2023〕24号"),
            pair(
                "《青平市医疗服务价格目录（2021年版）》",
                "《青平市医疗服务价格目录（2023年版）》"
            ),
        ]
    );
}

#[test]
fn a_notice_beside_itself_has_not_changed() {
    for notice in fs::read_dir(fixtures().join("corpus")).unwrap() {
        let path = notice.unwrap().path().to_string_lossy().into_owned();
        let ran = diff(&[&path, &path, "--format", "json"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let document: Value = serde_json::from_str(&ran.stdout).unwrap();
        for comparison in document["comparisons"].as_array().unwrap() {
            let counts = &comparison["summary"];
            assert_eq!(changes(comparison).len(), 0, "{path}: {comparison:#?}");
            assert!(counts["unchanged"].as_u64().unwrap() > 20, "{path}: {counts}");
        }
    }
}

/// Every value of one notice changed by one is one change, and nothing else.
#[test]
fn one_changed_figure_is_one_change() {
    let text = fs::read_to_string(fixtures().join("corpus/guangxi-2023-32.notice")).unwrap();
    let folder = Folder::new(&[("old.notice", &text), ("new.notice", "")]);
    let (old, new) = (folder.path("old.notice"), folder.path("new.notice"));
    let mut tried = 0;
    for (figure, kind) in [
        ("640元", "value"),
        ("380元", "value"),
        ("512元", "value"),
        ("96元", "value"),
        ("85%", "value"),
        ("20个", "value"),
        ("30元", "equation"),
    ] {
        let number: u32 = figure
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .unwrap();
        let changed = text.replacen(
            &format!(" {figure}"),
            &format!(
                " {}{}",
                number + 1,
                figure.trim_start_matches(|c: char| c.is_ascii_digit())
            ),
            1,
        );
        assert_ne!(changed, text, "{figure}");
        fs::write(&new, changed).unwrap();
        let ran = diff(&[&old, &new, "--format", "json"]);
        let document: Value = serde_json::from_str(&ran.stdout).unwrap();
        let found = changes(&document["comparisons"][0]);
        assert_eq!(found.len(), 1, "{figure}: {found:#?}");
        assert_eq!(
            (&found[0]["kind"], &found[0]["status"]),
            (&kind.into(), &"changed".into()),
            "{figure}"
        );
        tried += 1;
    }
    assert_eq!(tried, 7);
}

fn corpus() -> String {
    fixtures().join("corpus").to_string_lossy().into_owned()
}

#[test]
fn sides_are_named_by_file_number_or_region_and_year() {
    let file = |name: &str| Path::new(&corpus()).join(name).to_string_lossy().into_owned();
    let (old, new) = (file("guangxi-2019-23.notice"), file("guangxi-2023-32.notice"));
    let by_file = diff(&[&old, &new, "--format", "json"]);
    for (old_side, new_side) in [
        ("广西@2019", "广西壮族自治区@2023年"),
        ("桂医保发[2019]23号", "桂医保发〔2023〕32号"),
        (old.as_str(), "广西@2023"),
        ("广西@2019年度", new.as_str()),
    ] {
        let ran = diff(&[old_side, new_side, &corpus(), "--format", "json"]);
        assert_eq!(
            (ran.status, &ran.stdout),
            (0, &by_file.stdout),
            "{old_side} {new_side}: {}",
            ran.stderr
        );
    }
}

#[test]
fn folders_of_two_years_meet_region_by_region() {
    let other = |text: &str| {
        text.replace("青平市", "白石市")
            .replace("青医保发", "白医保发")
            .replace("白石县", "东山县")
    };
    let years = Folder::new(&[]);
    let write = |year: &str, name: &str, text: &str| {
        let folder = PathBuf::from(years.path(year));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    };
    write("2022", "a.notice", OLD);
    write("2022", "b.notice", &other(OLD));
    write("2023", "a.notice", NEW);
    write("2023", "b.notice", &other(NEW));
    let ran = diff(&[&years.path("2022"), &years.path("2023"), "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let regions: Vec<&str> = document["comparisons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["region"].as_str().unwrap())
        .collect();
    assert_eq!(regions.len(), 2);
    assert!(
        regions.contains(&"青平市") && regions.contains(&"白石市"),
        "{regions:?}"
    );
    let summary = |at: usize| document["comparisons"][at]["summary"].clone();
    assert_eq!(summary(0), summary(1));
}

#[test]
fn bad_input_is_refused_with_the_remedy() {
    let national = Path::new(&corpus())
        .join("national-2023-24.notice")
        .to_string_lossy()
        .into_owned();
    let local = Path::new(&corpus())
        .join("guangxi-2023-32.notice")
        .to_string_lossy()
        .into_owned();
    for (args, said) in [
        (vec![national.as_str(), local.as_str()], "duibiao check"),
        (vec!["nowhere.notice", local.as_str()], "地区@年度"),
        (vec!["广西@去年", local.as_str()], "广西@2023"),
        (vec!["广西@2018", "广西@2023", &corpus()], "2018"),
        (
            vec!["桂医保发〔2018〕1号", local.as_str(), &corpus()],
            "桂医保发〔2018〕1号",
        ),
        (vec![&corpus(), &corpus()], "2019、2023"),
        (
            vec![local.as_str(), local.as_str(), "--rename", "贫困县"],
            "旧称=新称",
        ),
    ] {
        let ran = diff(&args);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ran.stderr.contains(said), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn the_report_for_people() {
    let folder = Folder::new(&[("old.notice", OLD), ("new.notice", NEW)]);
    let (old, new) = (folder.path("old.notice"), folder.path("new.notice"));
    let here = folder.path("");
    for (name, args) in [
        ("zh", vec![]),
        ("en", vec!["--lang", "en"]),
        ("markdown", vec!["--format", "markdown"]),
        ("csv", vec!["--format", "csv"]),
    ] {
        let ran = diff(&[&[old.as_str(), new.as_str()], args.as_slice()].concat());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        insta::assert_snapshot!(name, ran.stdout.replace(&here, ""));
    }
}
