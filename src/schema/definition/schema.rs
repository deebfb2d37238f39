//! The properties as one release of OMERO knows them: the door to all that is written about them.

use super::index::IndexEntry;
use super::index::without_service;
use super::property::Definition;
use super::release::Release;
use crate::schema::nearest::nearest;

/// The properties as one release of OMERO knows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Schema {
    release: Release,
}

impl Schema {
    pub fn new(release: Release) -> Self {
        Self { release }
    }

    pub fn release(self) -> Release {
        self.release
    }

    /// What is known about `key`, or about the family that it belongs to.
    pub fn find(self, key: &str) -> Option<Definition> {
        Definition::read(IndexEntry::with_family(key)?, self.release)
    }

    /// What a value of `key` is validated by: a value for one service alone (`omero.db.poolsize.indexer`) by what is
    /// known about the property itself.
    pub(crate) fn find_for_validation(self, key: &str) -> Option<Definition> {
        let plain =
            without_service(key).filter(|plain| !self.is_plain(key) && self.is_plain(plain));
        self.find(plain.unwrap_or(key))
    }

    /// Everything that is known, sorted by key, then the families.
    pub fn all(self) -> impl Iterator<Item = Definition> {
        let release = self.release;
        IndexEntry::all().filter_map(move |entry| Definition::read(entry, release))
    }

    /// The keys of all properties that are no family, sorted.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        IndexEntry::all().filter(|entry| !entry.is_family()).map(IndexEntry::name)
    }

    /// Whether `key` is a property by itself and not only a member of a family.
    pub fn is_plain(self, key: &str) -> bool {
        IndexEntry::of(key).is_some()
    }

    /// Whether the release has the property, and setting it changes something.
    pub fn has(self, known: &Definition) -> bool {
        known.status().works() && !self.is_later(known)
    }

    /// Whether the property came after the release.
    pub fn is_later(self, known: &Definition) -> bool {
        known.since_release().is_some_and(|since| since > self.release)
    }

    /// The known key that `key` was probably meant to be.
    pub fn nearest(self, key: &str) -> Option<&'static str> {
        nearest(key, self.keys()).filter(|found| *found != key)
    }
}
