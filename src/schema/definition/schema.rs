//! The properties as one release of OMERO knows them: the door to all that is written about them.

use super::index::Entry;
use super::index::without_service;
use super::property::Known;
use super::release::Target;
use crate::schema::nearest::nearest;

/// The properties as one release of OMERO knows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Schema {
    target: Target,
}

impl Schema {
    /// The properties of a release.
    pub fn new(target: Target) -> Self {
        Self { target }
    }

    /// The release.
    pub fn target(self) -> Target {
        self.target
    }

    /// What is known about `key`, or about the family that it belongs to.
    pub fn find(self, key: &str) -> Option<Known> {
        Known::read(Entry::with_family(key)?, self.target)
    }

    /// What `key` is judged by: a value for one service alone (`omero.db.poolsize.indexer`) by what is
    /// known about the property itself.
    pub(crate) fn find_judged(self, key: &str) -> Option<Known> {
        let plain =
            without_service(key).filter(|plain| !self.is_plain(key) && self.is_plain(plain));
        self.find(plain.unwrap_or(key))
    }

    /// Everything that is known, sorted by key, then the families.
    pub fn all(self) -> impl Iterator<Item = Known> {
        let target = self.target;
        Entry::all().filter_map(move |entry| Known::read(entry, target))
    }

    /// The keys of all properties that are no family, sorted.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        Entry::all().filter(|entry| !entry.is_family()).map(Entry::name)
    }

    /// Whether `key` is a property by itself and not only a member of a family.
    pub fn is_plain(self, key: &str) -> bool {
        Entry::of(key).is_some()
    }

    /// The known key that `key` was probably meant to be.
    pub fn nearest(self, key: &str) -> Option<&'static str> {
        nearest(key, self.keys()).filter(|found| *found != key)
    }
}
