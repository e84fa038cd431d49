use crate::vocabulary::{Direction, GroupKind, Vocabulary};

#[test]
fn items_by_name_and_alias() {
    let vocabulary = Vocabulary::builtin();
    let subsidy = vocabulary.item("财政补助").unwrap();
    assert_eq!(vocabulary.item("人均 财政补助标准"), Some(subsidy));
    let info = vocabulary.item_info(subsidy);
    assert_eq!(info.name, "财政补助");
    assert_eq!(info.field, "居民医保");
    assert_eq!(info.unit.as_deref(), Some("元/人·年"));
    assert_eq!(info.bearers, vocabulary.bearer("各级财政"));
    assert_eq!(info.direction, Direction::Up);
    assert!(!info.prepaid);
    assert!(vocabulary.item_info(vocabulary.item("个人缴费").unwrap()).prepaid);
    assert!(vocabulary.item("筹资标准").is_some());
    assert_eq!(vocabulary.item("没有的事项"), None);
}

#[test]
fn every_name_and_alias_leads_to_its_entry_and_has_english() {
    let vocabulary = Vocabulary::builtin();
    let chinese_in_english = |english: &str| !english.is_ascii();
    for (id, item) in vocabulary.items() {
        for name in std::iter::once(&item.name).chain(&item.aliases) {
            assert_eq!(vocabulary.item(name), Some(id), "{name}");
        }
        assert!(!chinese_in_english(&item.english), "{}", item.name);
    }
    for (id, bearer) in vocabulary.bearers() {
        for name in std::iter::once(&bearer.name).chain(&bearer.aliases) {
            assert_eq!(vocabulary.bearer(name), Some(id), "{name}");
        }
        assert!(!chinese_in_english(&bearer.english), "{}", bearer.name);
    }
    for (id, group) in vocabulary.groups() {
        for name in std::iter::once(&group.name).chain(&group.aliases) {
            assert_eq!(vocabulary.group(name), Some(id), "{name}");
        }
        assert!(!chinese_in_english(&group.english), "{}", group.name);
    }
    for (id, event) in vocabulary.events() {
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            assert_eq!(vocabulary.event(name), Some(id), "{name}");
        }
        assert!(!chinese_in_english(&event.english), "{}", event.name);
    }
}

#[test]
fn no_name_is_both_an_item_and_a_bearer() {
    let vocabulary = Vocabulary::builtin();
    for (_, bearer) in vocabulary.bearers() {
        for name in std::iter::once(&bearer.name).chain(&bearer.aliases) {
            assert_eq!(vocabulary.item(name), None, "{name}");
        }
    }
}

#[test]
fn the_tree_of_bearers() {
    let vocabulary = Vocabulary::builtin();
    let bearer = |name: &str| vocabulary.bearer(name).unwrap_or_else(|| panic!("{name}"));
    let local = vocabulary.bearer_info(bearer("地方财政"));
    assert_eq!(local.parent, Some(bearer("各级财政")));
    assert_eq!(local.parts, [bearer("省级财政"), bearer("市县财政")]);
    assert!(vocabulary.bearer_is_within(bearer("县级财政"), bearer("地方财政")));
    assert!(vocabulary.bearer_is_within(bearer("地方财政"), bearer("地方财政")));
    assert!(!vocabulary.bearer_is_within(bearer("中央财政"), bearer("地方财政")));
    assert!(!vocabulary.bearer_is_within(bearer("地方财政"), bearer("县级财政")));
    for (alias, name) in [
        ("自治区财政", "省级财政"),
        ("直辖市财政", "省级财政"),
        ("设区市财政", "市级财政"),
        ("市县两级财政", "市县财政"),
        ("县（市、区）财政", "县级财政"),
        ("县(市)财政", "县级财政"),
    ] {
        assert_eq!(bearer(alias), bearer(name), "{alias}");
    }
    for (id, info) in vocabulary.bearers() {
        for part in &info.parts {
            assert_eq!(vocabulary.bearer_info(*part).parent, Some(id));
        }
    }
}

#[test]
fn groups_lie_within_groups() {
    let vocabulary = Vocabulary::builtin();
    let group = |name: &str| vocabulary.group(name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(group("贫困县"), group("脱贫县"));
    assert_eq!(vocabulary.group_info(group("脱贫县")).kind, GroupKind::Place);
    assert!(vocabulary.group_is_within(group("享受西部政策的县"), group("西部")));
    assert!(vocabulary.group_is_within(group("西部"), group("西部")));
    assert!(!vocabulary.group_is_within(group("西部"), group("享受西部政策的县")));
    assert!(!vocabulary.group_is_within(group("西部"), group("中部")));
}

#[test]
fn provinces_fall_into_thirds() {
    let vocabulary = Vocabulary::builtin();
    let regions = vocabulary.regions();
    let group = |name: &str| vocabulary.group(name).unwrap();
    let region = |name: &str| regions.resolve(name, regions.nation()).unwrap();
    assert!(vocabulary.region_in_group(region("广西"), group("西部")));
    assert!(vocabulary.region_in_group(region("南宁市"), group("西部")));
    assert!(!vocabulary.region_in_group(region("泽州县"), group("西部")));
    let partition = vocabulary.partition_of(group("西部")).unwrap();
    assert_eq!(partition.name, "中央财政补助分档");
    assert_eq!(
        vocabulary.group_of_region(region("泽州县"), partition),
        Some(group("中部"))
    );
    assert_eq!(vocabulary.group_of_region(regions.nation(), partition), None);
    let count = |member| {
        regions
            .children(regions.nation())
            .iter()
            .filter(|id| vocabulary.group_of_region(**id, partition) == Some(member))
            .count()
    };
    assert_eq!(
        [count(group("西部")), count(group("中部")), count(group("东部"))],
        [12, 10, 9]
    );
}

#[test]
fn nearest_names() {
    let vocabulary = Vocabulary::builtin();
    assert_eq!(vocabulary.nearest_item("财政补肋"), Some("财政补助"));
    assert_eq!(vocabulary.nearest_bearer("自制区财政"), Some("自治区财政"));
    assert_eq!(vocabulary.nearest_bearer("财政补助"), None);
    assert_eq!(
        vocabulary.nearest_group("享受西部政策的具"),
        Some("享受西部政策的县")
    );
    assert_eq!(vocabulary.nearest_event("拨付补助资今"), Some("拨付补助资金"));
    assert_eq!(
        vocabulary.nearest_region("广西壮族自冶区"),
        Some("广西壮族自治区")
    );
    assert_eq!(vocabulary.nearest_region("广西壮族自治区"), None);
    assert_eq!(vocabulary.nearest_name("中央财证"), Some("中央财政"));
    assert_eq!(vocabulary.nearest_name("内蒙古自冶区"), Some("内蒙古自治区"));
    assert_eq!(vocabulary.nearest_name("毫无关系的词"), None);
}
