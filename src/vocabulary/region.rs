//! Regions (地区): the nation and its divisions down to the county.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::RegionId;

/// The level of a region, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// 全国
    Nation,
    /// 省, 自治区, 直辖市, 特别行政区
    Province,
    /// 地级市, 地区, 自治州, 盟
    Prefecture,
    /// 县, 县级市, 市辖区, 旗
    County,
}

/// A division of the country, or the country.
#[derive(Debug, Clone)]
pub struct Region {
    /// The six digits of GB/T 2260; the nation's is 0.
    pub code: Option<u32>,
    /// The full name: 广西壮族自治区.
    pub name: CompactString,
    /// The short name: 广西; the full one where shortening would leave one character.
    pub short: CompactString,
    /// Its level.
    pub level: Level,
    /// The region above it; none for the nation.
    pub parent: Option<RegionId>,
    /// The one-character name, as in the number of a notice: 晋 of 山西省.
    pub abbreviation: Option<char>,
    /// All one-character names, the main one first: 陕 and 秦 of 陕西省.
    pub abbreviations: Vec<char>,
}

/// What a written path of regions, such as 山西省晋城市, leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathResolution {
    /// A region of the table.
    Known(RegionId),
    /// A place that the table lacks, under a region that it has: 青平市 in 广西壮族自治区青平市.
    Under {
        /// The region it lies in.
        ancestor: RegionId,
        /// The rest of the path.
        rest: String,
        /// The level its name suggests.
        level: Level,
    },
    /// Nothing that the table knows, or a name that several regions share.
    Unknown,
}

/// The level that a name suggests for a region under `parent`; none where the name does not end as those of
/// regions do, or nothing of the kind lies there.
pub(crate) fn guess_level(name: &str, parent: &Region) -> Option<Level> {
    let province = name.ends_with('省') || name.ends_with("自治区") || name.ends_with("特别行政区");
    let prefecture = ["州", "盟", "地区"].iter().any(|suffix| name.ends_with(suffix));
    let county = ["县", "区", "旗"].iter().any(|suffix| name.ends_with(suffix));
    let city = name.ends_with('市');
    match parent.level {
        Level::Nation if province => Some(Level::Province),
        Level::Province if prefecture => Some(Level::Prefecture),
        // A municipality has districts and counties but no cities.
        Level::Province if city && parent.name.ends_with('市') => None,
        Level::Nation | Level::Province if prefecture || city => Some(Level::Prefecture),
        Level::Prefecture if prefecture => None,
        Level::Nation | Level::Province | Level::Prefecture if county || city => Some(Level::County),
        _ => None,
    }
}
