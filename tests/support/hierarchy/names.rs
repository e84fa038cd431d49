//! The places: real provinces, for the share that the nation bears there, and invented ones below.

pub(super) const WEST: [(&str, &str); 4] = [
    ("广西壮族自治区", "桂"),
    ("贵州省", "黔"),
    ("云南省", "云"),
    ("甘肃省", "甘"),
];

pub(super) const CENTRE: [(&str, &str); 4] = [
    ("山西省", "晋"),
    ("河南省", "豫"),
    ("湖南省", "湘"),
    ("安徽省", "皖"),
];

pub(super) const CITIES: [&str; 9] = [
    "青平市",
    "临岚市",
    "岭澄市",
    "砚川市",
    "棠溪市",
    "沅林市",
    "汀岩市",
    "槐荫市",
    "澜泊市",
];

pub(super) const COUNTIES: [&str; 9] = [
    "白石县",
    "松坪县",
    "柳泉县",
    "铜岭县",
    "枫桥县",
    "兰渡县",
    "鹿河县",
    "古岩县",
    "竹林县",
];

/// A region without what stands above it.
pub(super) fn last_name(region: &str) -> &str {
    let cut = ["自治区", "省", "市"]
        .iter()
        .filter_map(|word| {
            let at = region.find(word)? + word.len();
            (at < region.len()).then_some(at)
        })
        .max();
    &region[cut.unwrap_or(0)..]
}
