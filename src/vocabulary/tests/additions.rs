use super::with;
use crate::vocabulary::{Kind, Level, PathResolution, Vocabulary, VocabularyError};

#[test]
fn additions_build_on_what_is_there() {
    let builtin = Vocabulary::builtin();
    let more = with(
        r#"(
            field: "长期护理",
            items: [(name: "护理补贴", unit: "元/人·月", bearers: "乡级财政", direction: Up)],
            bearers: [(name: "乡级财政", within: "县级财政"), (name: "村级", within: "乡级财政")],
            groups: [(name: "山区县", within: ["老区"], regions: ["青平市"]), (name: "老区", within: ["西部"])],
            partitions: [(name: "是否山区", members: ["山区县", "一般县"])],
            events: [(name: "评估")],
            regions: [(name: "青平市", parent: "广西壮族自治区"), (name: "东山县", parent: "广西青平市")],
        )"#,
    )
    .unwrap();
    assert_eq!(more.item("财政补助"), builtin.item("财政补助"));
    let item = more.item_info(more.item("护理补贴").unwrap());
    assert_eq!(item.bearers, more.bearer("乡级财政"));
    assert_eq!(item.english, "护理补贴");
    let (village, local) = (more.bearer("村级").unwrap(), more.bearer("地方财政").unwrap());
    assert!(more.bearer_is_within(village, local));
    let (hills, west) = (more.group("山区县").unwrap(), more.group("西部").unwrap());
    assert!(more.group_is_within(hills, west));
    let regions = more.regions();
    let county = regions.resolve(
        "东山县",
        regions
            .resolve("青平", regions.nation())
            .unwrap_or(regions.nation()),
    );
    let PathResolution::Known(county_by_path) = regions.resolve_path("广西壮族自治区青平市东山县")
    else {
        panic!("{county:?}");
    };
    assert_eq!(regions.get(county_by_path).level, Level::County);
    assert_eq!(regions.path(county_by_path), "广西壮族自治区青平市东山县");
    assert!(more.region_in_group(county_by_path, hills));
    let partition = more.partitions().last().unwrap();
    assert_eq!(more.group_of_region(county_by_path, partition), Some(hills));
    assert!(more.event("评估").is_some());
    assert_eq!(builtin.item("护理补贴"), None);
    assert_eq!(builtin.regions().iter().count() + 2, regions.iter().count());
}

#[test]
fn an_identity_of_a_larger_vocabulary_is_harmless() {
    let more = with("(items: [(name: \"护理补贴\")])").unwrap();
    assert_eq!(
        Vocabulary::builtin()
            .item_info(more.item("护理补贴").unwrap())
            .name,
        ""
    );
}

fn unknown(kind: Kind, name: &str, referrer: &str, nearest: Option<&str>) -> VocabularyError {
    VocabularyError::Unknown {
        kind,
        name: name.to_owned(),
        referrer: referrer.to_owned(),
        nearest: nearest.map(str::to_owned),
    }
}

#[test]
fn unknown_names_are_errors_with_the_nearest_known() {
    for (addition, expected) in [
        (
            r#"(items: [(name: "甲", bearers: "各级财证")])"#,
            unknown(Kind::Bearer, "各级财证", "甲", Some("各级财政")),
        ),
        (
            r#"(bearers: [(name: "甲", parts: ["乙"])])"#,
            unknown(Kind::Bearer, "乙", "甲", None),
        ),
        (
            r#"(bearers: [(name: "甲", within: "县极财政")])"#,
            unknown(Kind::Bearer, "县极财政", "甲", Some("县级财政")),
        ),
        (
            r#"(groups: [(name: "甲", within: ["西部地驱"])])"#,
            unknown(Kind::Group, "西部地驱", "甲", Some("西部地区")),
        ),
        (
            r#"(groups: [(name: "甲", regions: ["内蒙古自冶区"])])"#,
            unknown(Kind::Region, "内蒙古自冶区", "甲", Some("内蒙古自治区")),
        ),
        (
            r#"(partitions: [(name: "甲", members: ["无此群体"])])"#,
            unknown(Kind::Group, "无此群体", "甲", None),
        ),
        (
            r#"(regions: [(name: "甲县", parent: "青平市")])"#,
            unknown(Kind::Region, "青平市", "甲县", None),
        ),
    ] {
        assert_eq!(with(addition).unwrap_err(), expected, "{addition}");
    }
}

#[test]
fn taken_names_are_errors() {
    for (addition, kind, name, holder) in [
        (
            r#"(items: [(name: "财政 补助")])"#,
            Kind::Item,
            "财政 补助",
            "财政补助",
        ),
        (
            r#"(items: [(name: "甲", aliases: ["筹资标准"])])"#,
            Kind::Item,
            "筹资标准",
            "筹资标准",
        ),
        (r#"(items: [(name: "甲"), (name: "甲")])"#, Kind::Item, "甲", "甲"),
        (
            r#"(bearers: [(name: "自治区财政")])"#,
            Kind::Bearer,
            "自治区财政",
            "省级财政",
        ),
        (r#"(groups: [(name: "西部")])"#, Kind::Group, "西部", "西部"),
        (
            r#"(events: [(name: "拨付补助资金")])"#,
            Kind::Event,
            "拨付补助资金",
            "拨付补助资金",
        ),
        (
            r#"(partitions: [(name: "中央财政补助分档")])"#,
            Kind::Partition,
            "中央财政补助分档",
            "中央财政补助分档",
        ),
        (
            r#"(regions: [(name: "晋城市", parent: "山西省")])"#,
            Kind::Region,
            "晋城市",
            "山西省晋城市",
        ),
        (
            r#"(regions: [(name: "甲市", code: 140500)])"#,
            Kind::Region,
            "140500",
            "山西省晋城市",
        ),
        (
            r#"(regions: [(name: "甲省", abbreviation: '秦')])"#,
            Kind::Region,
            "秦",
            "陕西省",
        ),
    ] {
        let expected = VocabularyError::Duplicate {
            kind,
            name: name.to_owned(),
            holder: holder.to_owned(),
        };
        assert_eq!(with(addition).unwrap_err(), expected, "{addition}");
    }
}

#[test]
fn nothing_lies_within_itself_or_in_two_wholes() {
    for (addition, kind) in [
        (r#"(bearers: [(name: "甲", parts: ["甲"])])"#, Kind::Bearer),
        (
            r#"(bearers: [(name: "甲", parts: ["乙"]), (name: "乙", parts: ["甲"])])"#,
            Kind::Bearer,
        ),
        (r#"(groups: [(name: "甲", within: ["甲"])])"#, Kind::Group),
        (
            r#"(groups: [(name: "甲", within: ["乙"]), (name: "乙", within: ["甲"])])"#,
            Kind::Group,
        ),
    ] {
        let expected = VocabularyError::Circular {
            kind,
            name: "甲".to_owned(),
        };
        assert_eq!(with(addition).unwrap_err(), expected, "{addition}");
    }
    let error = with(r#"(bearers: [(name: "甲", parts: ["县级财政"])])"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "承担方「县级财政」同时属于「市县财政」和「甲」"
    );
    assert_eq!(
        with(r#"(groups: [(name: "　")])"#).unwrap_err(),
        VocabularyError::EmptyName { kind: Kind::Group }
    );
}

#[test]
fn a_term_has_one_successor() {
    let more =
        with(r#"(renames: [(old: "新农合", new: "居民医保"), (old: "贫困县", new: "脱贫县（市、区）")])"#)
            .unwrap();
    let of = |vocabulary: &Vocabulary, old: &str| -> Vec<String> {
        let renames = vocabulary.renames().iter();
        renames
            .filter(|rename| rename.old == old)
            .map(|rename| rename.new.clone())
            .collect()
    };
    assert_eq!(of(&more, "新农合"), ["居民医保"]);
    // Said again in other brackets it is the same rename.
    assert_eq!(of(&more, "贫困县"), ["脱贫县"]);
    assert_eq!(of(Vocabulary::builtin(), "新农合"), [""; 0]);
    assert_eq!(
        with(r#"(renames: [(old: "贫困县", new: "山区县")])"#).unwrap_err(),
        VocabularyError::Duplicate {
            kind: Kind::Rename,
            name: "贫困县".to_owned(),
            holder: "脱贫县".to_owned(),
        }
    );
    assert!(matches!(
        with(r#"(renames: [(old: "山区县", new: "山区县（市）")])"#),
        Err(VocabularyError::Circular {
            kind: Kind::Rename,
            ..
        })
    ));
    assert_eq!(
        with(r#"(renames: [(old: "", new: "山区县")])"#).unwrap_err(),
        VocabularyError::EmptyName { kind: Kind::Rename }
    );
}
