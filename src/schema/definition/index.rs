//! The position of each property in the schema, found without reading the schema.

use std::sync::LazyLock;

use crate::python::search::Pattern;
use crate::python::search::Searcher;

/// Names and descriptions of all properties, put together by `build.rs`.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/schema.txt"));

/// A name from `start` to `middle`, and its description in JSON from there to `end`.
#[derive(Clone, Copy)]
struct Place {
    start: u32,
    middle: u32,
    end: u32,
    secret: bool,
    depends_on_web: bool,
    standing: Standing,
}

/// Whether a new configuration can make use of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// From this release on.
    Since(u8, u8, u8),
    /// In none.
    Useless,
    /// In some releases: that has to be read.
    Varies,
}

#[expect(clippy::unreadable_literal, reason = "nobody reads what is generated")]
mod places {
    use super::Place;
    use super::Standing;

    include!(concat!(env!("OUT_DIR"), "/index.rs"));
}
use places::FAMILIES;
use places::PROPERTIES;

/// What the keys of each family match: every key that is not known is compared with them.
static PATTERNS: LazyLock<Vec<Option<Pattern>>> =
    LazyLock::new(|| FAMILIES.iter().map(|place| Pattern::new(name(place)).ok()).collect());
static SEARCHERS: LazyLock<Vec<Option<Searcher<'static>>>> =
    LazyLock::new(|| PATTERNS.iter().map(|pattern| pattern.as_ref()?.searcher().ok()).collect());

/// A property of the schema by its name, not yet read.
#[derive(Clone, Copy)]
pub(crate) struct IndexEntry {
    place: &'static Place,
}

/// Names of the Java servers, which can follow the name of a property.
const SERVICES: [&str; 4] = [".blitz", ".indexer", ".pixeldata", ".repository"];

/// The key without the service at its end, the only one that it is for; none if it holds for all.
pub(crate) fn without_service(key: &str) -> Option<&str> {
    SERVICES.iter().find_map(|service| key.strip_suffix(service))
}

impl IndexEntry {
    /// Every property, in the order of the keys, then the families.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        PROPERTIES.iter().chain(&FAMILIES).map(|place| Self { place })
    }

    /// The property called `key`.
    pub(crate) fn of(key: &str) -> Option<Self> {
        let found = PROPERTIES.binary_search_by(|place| name(place).cmp(key)).ok()?;
        PROPERTIES.get(found).map(|place| Self { place })
    }

    /// The property called `key`, or the family that it belongs to.
    pub(crate) fn with_family(key: &str) -> Option<Self> {
        Self::of(key).or_else(|| {
            let mut families = FAMILIES.iter().zip(&*SEARCHERS);
            let is_member = |pattern: &Searcher<'_>| pattern.search(key) == Ok(true);
            let (place, _) = families.find(|(_, found)| found.as_ref().is_some_and(is_member))?;
            Some(Self { place })
        })
    }

    /// The key; of a family the pattern that its keys match.
    pub(crate) fn name(self) -> &'static str {
        name(self.place)
    }

    /// The description in JSON.
    pub(crate) fn json(self) -> &'static str {
        slice(self.place.middle, self.place.end)
    }

    /// Whether the value must not be shown.
    pub(crate) fn is_secret(self) -> bool {
        self.place.secret
    }

    /// Whether its description depends on the release of OMERO.web.
    pub(crate) fn depends_on_web(self) -> bool {
        self.place.depends_on_web
    }

    /// Whether a new configuration can make use of it.
    pub(crate) fn standing(self) -> Standing {
        self.place.standing
    }

    /// Whether it describes not one property but all that match a pattern.
    pub(crate) fn is_family(self) -> bool {
        self.name().starts_with('^')
    }
}

fn name(place: &Place) -> &'static str {
    slice(place.start, place.middle)
}

fn slice(start: u32, end: u32) -> &'static str {
    TEXT.get(start as usize..end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_is_found_by_its_key() {
        let plain: Vec<_> = IndexEntry::all().filter(|entry| !entry.is_family()).collect();
        assert!(plain.len() > 500);
        for entry in plain {
            assert_eq!(IndexEntry::of(entry.name()).map(IndexEntry::name), Some(entry.name()));
        }
    }

    #[test]
    fn a_plain_property_goes_before_a_family() {
        let found = IndexEntry::with_family("omero.glacier2.IceSSL.Ciphers").unwrap();
        assert!(!found.is_family());
        assert!(IndexEntry::with_family("omero.glacier2.IceSSL.Other").unwrap().is_family());
        assert!(IndexEntry::with_family("omero.nosuch").is_none());
    }
}
