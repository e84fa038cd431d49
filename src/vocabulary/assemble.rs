//! Builds a vocabulary from its data.

use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::data::{
    BearerData, EventData, GroupData, ItemData, PartitionData, RegionData, RenameData, VocabularyData,
};
use super::error::{Kind, VocabularyError};
use super::event::Event;
use super::group::{Group, Partition};
use super::item::Item;
use super::name::fold;
use super::region::{Level, PathResolution, guess_level};
use super::region_data::read_regions;
use super::region_table::{NewRegion, Regions};
use super::table::Table;
use super::{Bearer, RegionId, Vocabulary};

/// The built-in packs, in the order in which they build on each other.
const PACKS: [&str; 2] = [
    include_str!("data/public-finance.ron"),
    include_str!("data/resident-medical-insurance.ron"),
];

/// Reads the built-in data.
pub(crate) fn builtin() -> Result<Vocabulary, VocabularyError> {
    let mut vocabulary = Vocabulary::over(read_regions(include_str!("data/regions.ron"))?);
    for pack in PACKS {
        vocabulary.add(&VocabularyData::from_ron(pack)?)?;
    }
    Ok(vocabulary)
}

impl Vocabulary {
    pub(super) fn over(regions: Regions) -> Self {
        Self {
            items: Table::new(Kind::Item),
            bearers: Table::new(Kind::Bearer),
            groups: Table::new(Kind::Group),
            events: Table::new(Kind::Event),
            partitions: Vec::new(),
            renames: Vec::new(),
            groups_by_region: FxHashMap::default(),
            regions: Arc::new(regions),
            derived: Default::default(),
        }
    }

    /// Adds one file. Names may be used before the entry that has them, so each kind is entered before it
    /// is linked.
    pub(super) fn add(&mut self, data: &VocabularyData) -> Result<(), VocabularyError> {
        for region in &data.regions {
            self.add_region(region)?;
        }
        self.add_bearers(&data.bearers)?;
        for item in &data.items {
            self.add_item(item, &data.field)?;
        }
        for item in data.items.iter().filter(|item| !item.parts.is_empty()) {
            self.link_item(item)?;
        }
        self.add_groups(&data.groups)?;
        for partition in &data.partitions {
            self.add_partition(partition)?;
        }
        for rename in &data.renames {
            self.add_rename(rename)?;
        }
        for EventData {
            name,
            english,
            aliases,
        } in &data.events
        {
            self.events.insert(Event {
                name: CompactString::from(name),
                english: english_or(english, name),
                aliases: compact(aliases),
            })?;
        }
        Ok(())
    }

    fn add_item(&mut self, data: &ItemData, field: &str) -> Result<(), VocabularyError> {
        let bearers = match &data.bearers {
            Some(bearer) => Some(self.bearers.require(bearer, &data.name)?),
            None => None,
        };
        self.items.insert(Item {
            name: CompactString::from(&data.name),
            english: english_or(&data.english, &data.name),
            aliases: compact(&data.aliases),
            field: CompactString::from(field),
            unit: (!data.unit.is_empty()).then(|| CompactString::from(&data.unit)),
            bearers,
            parts: Vec::new(),
            direction: data.direction,
            prepaid: data.prepaid,
        })?;
        Ok(())
    }

    fn link_item(&mut self, data: &ItemData) -> Result<(), VocabularyError> {
        let whole = self.items.require(&data.name, &data.name)?;
        let parts = data
            .parts
            .iter()
            .map(|part| self.items.require(part, &data.name))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(item) = self.items.get_mut(whole) {
            item.parts = parts;
        }
        Ok(())
    }

    fn add_bearers(&mut self, bearers: &[BearerData]) -> Result<(), VocabularyError> {
        let mut ids = Vec::with_capacity(bearers.len());
        for data in bearers {
            ids.push(self.bearers.insert(Bearer {
                name: CompactString::from(&data.name),
                english: english_or(&data.english, &data.name),
                aliases: compact(&data.aliases),
                parent: None,
                parts: Vec::new(),
            })?);
        }
        for (id, data) in ids.into_iter().zip(bearers) {
            for part in &data.parts {
                let part = self.bearers.require(part, &data.name)?;
                self.bearers.attach(part, id)?;
            }
            if let Some(whole) = &data.within {
                let whole = self.bearers.require(whole, &data.name)?;
                self.bearers.attach(id, whole)?;
            }
        }
        Ok(())
    }

    fn add_groups(&mut self, groups: &[GroupData]) -> Result<(), VocabularyError> {
        let mut ids = Vec::with_capacity(groups.len());
        for data in groups {
            let mut regions = Vec::with_capacity(data.regions.len());
            for region in &data.regions {
                regions.push(self.require_region(region, &data.name)?);
            }
            ids.push(self.groups.insert(Group {
                name: CompactString::from(&data.name),
                english: english_or(&data.english, &data.name),
                aliases: compact(&data.aliases),
                kind: data.kind,
                within: Vec::new(),
                regions,
                broader: Vec::new(),
            })?);
        }
        for (id, data) in ids.iter().zip(groups) {
            let mut within = Vec::with_capacity(data.within.len());
            for broader in &data.within {
                within.push(self.groups.require(broader, &data.name)?);
            }
            if let Some(group) = self.groups.get_mut(*id) {
                group.within = within;
            }
        }
        for id in ids {
            self.groups.close(id)?;
            for region in &self.groups.get(id).regions {
                self.groups_by_region.entry(*region).or_default().push(id);
            }
        }
        Ok(())
    }

    fn add_partition(&mut self, data: &PartitionData) -> Result<(), VocabularyError> {
        let key = fold(&data.name);
        if key.is_empty() {
            return Err(VocabularyError::EmptyName {
                kind: Kind::Partition,
            });
        }
        if let Some(holder) = self
            .partitions
            .iter()
            .find(|partition| fold(&partition.name) == key)
        {
            return Err(VocabularyError::Duplicate {
                kind: Kind::Partition,
                name: data.name.clone(),
                holder: holder.name.to_string(),
            });
        }
        let mut members = Vec::with_capacity(data.members.len());
        for member in &data.members {
            members.push(self.groups.require(member, &data.name)?);
        }
        self.partitions.push(Partition {
            name: CompactString::from(&data.name),
            members,
        });
        Ok(())
    }

    /// A term has one successor: a second one would leave open which is meant.
    fn add_rename(&mut self, data: &RenameData) -> Result<(), VocabularyError> {
        let (old, new) = (fold(&data.old), fold(&data.new));
        if old.is_empty() || new.is_empty() {
            return Err(VocabularyError::EmptyName { kind: Kind::Rename });
        }
        if old == new {
            return Err(VocabularyError::Circular {
                kind: Kind::Rename,
                name: data.old.clone(),
            });
        }
        match self.renames.iter().find(|known| fold(&known.old) == old) {
            Some(known) if fold(&known.new) == new => {}
            Some(known) => {
                return Err(VocabularyError::Duplicate {
                    kind: Kind::Rename,
                    name: data.old.clone(),
                    holder: known.new.clone(),
                });
            }
            None => self.renames.push(data.clone()),
        }
        Ok(())
    }

    fn add_region(&mut self, data: &RegionData) -> Result<(), VocabularyError> {
        let parent = match &data.parent {
            Some(parent) => self.require_region(parent, &data.name)?,
            None => self.regions.nation(),
        };
        let guessed = guess_level(&data.name, self.regions.get(parent));
        Arc::make_mut(&mut self.regions).insert(NewRegion {
            code: data.code,
            name: CompactString::from(&data.name),
            short: data.short.as_ref().map(CompactString::from),
            level: data.level.or(guessed).unwrap_or(Level::County),
            parent,
            abbreviations: data.abbreviation.into_iter().collect(),
        })?;
        Ok(())
    }

    fn require_region(&self, name: &str, referrer: &str) -> Result<RegionId, VocabularyError> {
        match self.regions.resolve_path(name) {
            PathResolution::Known(id) => Ok(id),
            _ => Err(VocabularyError::Unknown {
                kind: Kind::Region,
                name: name.to_owned(),
                referrer: referrer.to_owned(),
                nearest: self.nearest_region(name).map(str::to_owned),
            }),
        }
    }
}

fn compact(names: &[String]) -> Vec<CompactString> {
    names.iter().map(CompactString::from).collect()
}

/// The English name, or the Chinese one where the data has none: a report always has something to print.
fn english_or(english: &str, name: &str) -> CompactString {
    CompactString::from(if english.is_empty() { name } else { english })
}
