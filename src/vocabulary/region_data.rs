//! Reads the table of divisions, `data/regions.ron`.
//!
//! Three thousand RON tuples would take longer to read than a notice takes to check. So the RON holds one
//! block a province, and the divisions inside it are lines.

use compact_str::CompactString;
use serde::Deserialize;

use super::RegionId;
use super::data::read;
use super::error::VocabularyError;
use super::region::Level;
use super::region_table::{NewRegion, Regions};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Divisions {
    provinces: Vec<Province>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Province {
    name: String,
    short: String,
    #[serde(default)]
    code: Option<u32>,
    #[serde(default)]
    abbreviations: String,
    /// Lines of `code name [short name]`, each prefecture before its counties.
    #[serde(default)]
    divisions: String,
}

/// Reads the table of divisions.
pub(crate) fn read_regions(text: &str) -> Result<Regions, VocabularyError> {
    let mut regions = Regions::default();
    for province in read::<Divisions>(text)?.provinces {
        let id = regions.insert(NewRegion {
            code: province.code,
            name: CompactString::from(&province.name),
            short: Some(CompactString::from(&province.short)),
            level: Level::Province,
            parent: regions.nation(),
            abbreviations: province.abbreviations.chars().collect(),
        })?;
        for line in province.divisions.lines().filter(|line| !line.trim().is_empty()) {
            insert_division(&mut regions, id, line)?;
        }
    }
    Ok(regions)
}

fn insert_division(regions: &mut Regions, province: RegionId, line: &str) -> Result<(), VocabularyError> {
    let malformed = || VocabularyError::Division {
        line: line.to_owned(),
    };
    let mut words = line.split_whitespace();
    let code: u32 = words
        .next()
        .and_then(|word| word.parse().ok())
        .ok_or_else(malformed)?;
    let name = words.next().ok_or_else(malformed)?;
    let short = words.next().map(CompactString::from);
    // The first two digits are the province, the next two the prefecture. 90 stands for counties directly
    // under a province, 01 and 02 for those of a municipality.
    let (level, parent) = if code.is_multiple_of(100) {
        (Level::Prefecture, province)
    } else {
        (
            Level::County,
            regions.by_code(code - code % 100).unwrap_or(province),
        )
    };
    if words.next().is_some()
        || regions
            .get(province)
            .code
            .is_none_or(|own| own / 10_000 != code / 10_000)
    {
        return Err(malformed());
    }
    let name = CompactString::from(name);
    regions.insert(NewRegion {
        code: Some(code),
        name,
        short,
        level,
        parent,
        abbreviations: Vec::new(),
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named() {
        for line in [
            "140525",
            "14052x 泽州县",
            "140525 泽州县 泽州 州",
            "410102 中原区",
        ] {
            let text = format!(
                "(provinces: [(code: 140000, name: \"山西省\", short: \"山西\", divisions: \"{line}\")])"
            );
            let error = read_regions(&text).err();
            assert_eq!(
                error,
                Some(VocabularyError::Division {
                    line: line.to_owned()
                })
            );
        }
    }
}
