use std::collections::HashSet;

use crate::vocabulary::{Level, PathResolution, RegionId, Regions, Vocabulary};

fn regions() -> &'static Regions {
    Vocabulary::builtin().regions()
}

/// The region with this code.
fn at(code: u32) -> RegionId {
    regions().by_code(code).unwrap_or_else(|| panic!("{code}"))
}

#[test]
fn as_many_divisions_as_the_country_has() {
    let count = |level| {
        regions()
            .iter()
            .filter(|(_, region)| region.level == level)
            .count()
    };
    assert_eq!(count(Level::Nation), 1);
    // 34 with Taiwan, Hong Kong and Macau, and 新疆生产建设兵团.
    assert_eq!(count(Level::Province), 35);
    // The Ministry of Civil Affairs counts 333 and 2844 for 2023; the two of them that are in 三沙市 have
    // no entry in the source of the table.
    assert_eq!(count(Level::Prefecture), 333);
    assert_eq!(count(Level::County), 2842);
}

#[test]
fn codes_and_parents_agree() {
    let mut seen = HashSet::new();
    for (id, region) in regions().iter() {
        assert!(
            !region.name.is_empty() && region.short.chars().count() >= 2,
            "{region:?}"
        );
        if let Some(code) = region.code {
            assert!(seen.insert(code), "{code}");
            assert_eq!(regions().by_code(code), Some(id));
        }
        let Some(parent) = region.parent else {
            assert_eq!(id, regions().nation());
            continue;
        };
        assert!(regions().children(parent).contains(&id));
        assert!(regions().get(parent).level < region.level, "{region:?}");
        assert_eq!(regions().ancestors(id).last(), Some(regions().nation()));
    }
}

#[test]
fn every_region_is_found_in_its_parent_and_by_its_path() {
    for (id, region) in regions().iter() {
        let parent = region.parent.unwrap_or(id);
        assert_eq!(
            regions().resolve(&region.name, parent),
            Some(id),
            "{}",
            regions().path(id)
        );
        assert_eq!(
            regions().resolve_path(&regions().path(id)),
            PathResolution::Known(id)
        );
    }
}

#[test]
fn counties_directly_under_a_province() {
    for (code, parent) in [
        (429_004, 420_000),
        (469_001, 460_000),
        (659_001, 650_000),
        (110_101, 110_000),
    ] {
        assert_eq!(regions().get(at(code)).level, Level::County);
        assert_eq!(regions().get(at(code)).parent, Some(at(parent)), "{code}");
    }
    assert_eq!(regions().get(at(500_229)).parent, Some(at(500_000)));
}

#[test]
fn short_names() {
    for (code, short) in [
        (450_000, "广西"),
        (150_000, "内蒙古"),
        (652_800, "巴音郭楞"),
        (450_226, "三江"),
        (140_524, "陵川"),
        (140_502, "城区"),
        (130_133, "赵县"),
        (310_115, "浦东"),
        (622_926, "东乡"),
    ] {
        assert_eq!(regions().get(at(code)).short, short);
    }
}

#[test]
fn a_name_is_looked_for_in_the_nearest_reach() {
    let (nation, jincheng, shanxi) = (at(0), at(140_500), at(140_000));
    let resolve = |name: &str, within| regions().resolve(name, within);
    assert_eq!(resolve("城区", jincheng), Some(at(140_502)));
    assert_eq!(
        resolve("城区", at(140_524)),
        Some(at(140_502)),
        "from a county, the city's"
    );
    assert_eq!(resolve("城区", nation), None);
    assert_eq!(resolve("陵川", nation), Some(at(140_524)));
    assert_eq!(resolve("陵川县", at(450_000)), Some(at(140_524)));
    assert_eq!(resolve("朝阳区", at(110_000)), Some(at(110_105)));
    assert_eq!(resolve("朝阳区", nation), None);
    assert_eq!(resolve("吉林", nation), Some(at(220_000)));
    assert_eq!(resolve("长沙", nation), Some(at(430_100)));
    assert_eq!(resolve("河南", at(632_300)), Some(at(632_324)));
    assert_eq!(resolve("三江县", nation), Some(at(450_226)));
    assert_eq!(resolve("全国", jincheng), Some(nation));
    assert_eq!(resolve("山西省", jincheng), Some(shanxi));
    assert_eq!(resolve("青平市", nation), None);
}

#[test]
fn abbreviations() {
    for (abbreviations, code) in [
        ("晋", 140_000),
        ("桂", 450_000),
        ("陕秦", 610_000),
        ("川蜀", 510_000),
        ("沪申", 310_000),
        ("港", 810_000),
    ] {
        assert_eq!(regions().get(at(code)).abbreviation, abbreviations.chars().next());
        for abbreviation in abbreviations.chars() {
            assert_eq!(
                regions().by_abbreviation(abbreviation),
                Some(at(code)),
                "{abbreviation}"
            );
        }
    }
    let corps = regions().by_abbreviation('兵').unwrap();
    assert_eq!(regions().get(corps).code, None);
    assert_eq!(regions().by_abbreviation('人'), None);
    for id in regions().children(regions().nation()) {
        assert!(regions().get(*id).abbreviation.is_some());
    }
}

#[test]
fn paths() {
    for (path, code) in [
        ("山西省晋城市", 140_500),
        ("晋城市陵川县", 140_524),
        ("山西晋城", 140_500),
        ("山西省陵川县", 140_524),
        ("吉林省吉林市", 220_200),
        ("北京市朝阳区", 110_105),
        ("广西壮族自治区 南宁市", 450_100),
        ("全国", 0),
    ] {
        assert_eq!(
            regions().resolve_path(path),
            PathResolution::Known(at(code)),
            "{path}"
        );
    }
    let under = |code, rest: &str, level| PathResolution::Under {
        ancestor: at(code),
        rest: rest.to_owned(),
        level,
    };
    assert_eq!(
        regions().resolve_path("广西壮族自治区青平市"),
        under(450_000, "青平市", Level::Prefecture)
    );
    assert_eq!(
        regions().resolve_path("广西青平市"),
        under(450_000, "青平市", Level::Prefecture)
    );
    assert_eq!(
        regions().resolve_path("晋城市东山县"),
        under(140_500, "东山县", Level::County)
    );
    assert_eq!(
        regions().resolve_path("山西省晋城市开发区"),
        under(140_500, "开发区", Level::County)
    );
    assert_eq!(
        regions().resolve_path("北京市东山区"),
        under(110_000, "东山区", Level::County)
    );
    for path in [
        "青平市",
        "山西省医疗保障局",
        "山西省各市",
        "城区",
        "河南新区",
        "",
        "晋城市城区、陵川县",
    ] {
        assert_eq!(regions().resolve_path(path), PathResolution::Unknown, "{path}");
    }
}

#[test]
fn the_region_an_organ_belongs_to() {
    let leading = |text: &'static str| regions().leading(text);
    assert_eq!(
        leading("广西壮族自治区医疗保障局"),
        Some((at(450_000), "医疗保障局"))
    );
    assert_eq!(
        leading("山西省晋城市陵川县医疗保障局"),
        Some((at(140_524), "医疗保障局"))
    );
    assert_eq!(leading("晋城市财政局"), Some((at(140_500), "财政局")));
    assert_eq!(leading("国家税务总局"), None);
    assert_eq!(leading("平安建设工作"), None);
}

#[test]
fn a_misspelt_county_is_found_in_its_city() {
    assert_eq!(regions().nearest("泽洲县", at(140_500)), Some("泽州县"));
    assert_eq!(
        regions().nearest("泽洲县", regions().nation()),
        None,
        "泽普县 and 泽库县 are as near"
    );
}

proptest::proptest! {
    #[test]
    fn no_path_is_a_crash(path in "[山西省晋城市区县广壮族自治、（）a ]{0,24}") {
        let _ = regions().resolve_path(&path);
        let _ = regions().leading(&path);
    }
}
