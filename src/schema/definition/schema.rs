//! The properties of one release of OMERO: the door to all that is written about them.

use super::index::IndexEntry;
use super::index::without_service;
use super::property::Definition;
use super::release::Release;
use super::releases::Milestone;
use super::releases::Releases;
use super::web_release::WebRelease;
use crate::schema::nearest::nearest;

/// The properties of one release of OMERO.
#[derive(Debug, Clone, Copy, Default)]
pub struct Schema {
    releases: Releases,
}

/// As the releases know them.
impl From<Releases> for Schema {
    fn from(releases: Releases) -> Self {
        Self { releases }
    }
}

impl Schema {
    /// As a release of OMERO knows them, with the OMERO.web that belongs to it.
    pub fn new(release: Release) -> Self {
        Self { releases: release.into() }
    }

    /// The same with another release of OMERO.web.
    #[must_use]
    pub fn with_web(self, web: WebRelease) -> Self {
        Self { releases: Releases { web, ..self.releases } }
    }

    pub fn release(self) -> Release {
        self.releases.omero
    }

    pub fn releases(self) -> Releases {
        self.releases
    }

    /// Whether what is known about `key` depends on the release of OMERO.web.
    pub(crate) fn depends_on_web(key: &str) -> bool {
        IndexEntry::of(key).is_some_and(IndexEntry::depends_on_web)
    }

    /// The release for which a property is described, with its name.
    pub(crate) fn release_of(self, known: &Definition) -> String {
        match known.since_milestone() {
            Some(Milestone::Web(_)) => self.releases.web.to_string(),
            _ => format!("OMERO {}", self.releases.omero),
        }
    }

    /// What is known about `key`, or about the family that it belongs to.
    pub fn find(self, key: &str) -> Option<Definition> {
        Definition::read(IndexEntry::with_family(key)?, self.releases)
    }

    /// What a value of `key` is validated by: a value for a single service (`omero.db.poolsize.indexer`)
    /// with the definition of the property itself.
    pub(crate) fn find_for_validation(self, key: &str) -> Option<Definition> {
        let plain =
            without_service(key).filter(|plain| !self.is_plain(key) && self.is_plain(plain));
        self.find(plain.unwrap_or(key))
    }

    /// Everything that is known, sorted by key, then the families.
    pub fn all(self) -> impl Iterator<Item = Definition> {
        let releases = self.releases;
        IndexEntry::all().filter_map(move |entry| Definition::read(entry, releases))
    }

    /// The keys of all properties that are not a family, sorted.
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
        known.since_milestone().is_some_and(|since| !self.releases.have_reached(since))
    }

    /// The known key that `key` was probably meant to be.
    pub fn nearest(self, key: &str) -> Option<&'static str> {
        nearest(key, self.keys()).filter(|found| *found != key)
    }
}
