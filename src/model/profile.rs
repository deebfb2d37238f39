//! A named set of properties, in the order in which they were set.

use std::collections::HashMap;

use super::ExtraMarkup;
use super::InvalidKey;
use super::Item;
use super::PRESENT_VERSION;
use super::ProfileName;
use super::Property;
use super::PropertyKey;
use super::PropertyValue;
use super::VERSION_KEY;
use super::index::KeyIndex;
use super::is_internal;
use super::list_cache::ListCache;

/// A named set of properties.
///
/// A file changed by hand can name a key twice. Then the last one counts, as for the Python
/// `omero config`, and setting or removing the key leaves one or none.
#[derive(Debug, Clone)]
pub struct Profile {
    name: Box<str>,
    extra: ExtraMarkup,
    items: Vec<Item>,
    /// The position of each key, built at the first change so that many changes are linear.
    index: Option<KeyIndex>,
    pub(super) list: ListCache,
}

impl PartialEq for Profile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.extra == other.extra && self.items == other.items
    }
}

impl Profile {
    /// A new profile of the present version, otherwise empty.
    pub fn new(name: &str) -> Self {
        let version =
            Property { key: VERSION_KEY.into(), value: PRESENT_VERSION.into(), extra: None };
        Self::read(name, ExtraMarkup::default(), vec![Item::Property(version)])
    }

    /// A profile as in a file.
    pub fn read(name: &str, extra: ExtraMarkup, items: Vec<Item>) -> Self {
        Self { name: name.into(), extra, items, index: None, list: ListCache::default() }
    }

    /// The same under another name.
    #[must_use]
    pub fn called(self, name: &ProfileName) -> Self {
        Self { name: name.as_str().into(), ..self }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn extra(&self) -> &ExtraMarkup {
        &self.extra
    }

    /// Everything in it, in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Its properties in order; a key that occurs twice is returned twice.
    pub fn properties(&self) -> impl DoubleEndedIterator<Item = &Property> {
        self.items.iter().filter_map(Item::property)
    }

    /// What is listed of it: its properties sorted by key, each key once with the value that counts, without
    /// those of the store itself.
    pub fn listed(&self) -> Vec<&Property> {
        let mut sorted: Vec<_> =
            self.properties().filter(|property| !is_internal(&property.key)).collect();
        sorted.sort_by(|one, other| one.key.cmp(&other.key));
        sorted.dedup_by(|later, earlier| {
            let same = later.key == earlier.key;
            if same {
                *earlier = later;
            }
            same
        });
        sorted
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        let found = match &self.index {
            Some(index) if !index.repeated.contains(key) => {
                self.items.get(index.place(&self.items, key)?)?.property()
            }
            _ => self.properties().rfind(|property| &*property.key == key),
        };
        found.map(|property| &*property.value)
    }

    /// The value that counts for each key, for many questions at once.
    pub fn values(&self) -> HashMap<&str, &str> {
        self.properties().map(|property| (&*property.key, &*property.value)).collect()
    }

    /// Its keys and values in order; a key that occurs twice is returned twice.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.properties().map(|property| (&*property.key, &*property.value)).collect()
    }

    /// Keys that occur more than once, each time except the first.
    pub fn repeated_keys(&self) -> impl Iterator<Item = &str> {
        let mut seen = hashbrown::HashSet::<&str>::with_capacity(self.items.len());
        self.properties().map(|property| &*property.key).filter(move |key| !seen.insert(key))
    }

    /// `name` as a key that may be set: a legal one, or one that the profile has already.
    pub fn admit(&self, name: &str) -> Result<PropertyKey, InvalidKey> {
        name.parse().or_else(|refused| match self.get(name) {
            Some(_) => Ok(PropertyKey::admitted(name)),
            None => Err(refused),
        })
    }

    /// Gives `key` the value, in its place or at the end, and returns whether that changed anything.
    pub fn set(&mut self, key: &PropertyKey, value: &PropertyValue) -> bool {
        match self.position(key.as_str()) {
            Some(at) => {
                let changed = self.replace(at, value.as_str());
                self.keep_first(key.as_str()) || changed
            }
            None => {
                self.append(key.as_str(), value.as_str());
                true
            }
        }
    }

    /// Gives a key the value that it has in another configuration.
    pub(super) fn take_over(&mut self, key: &str, value: &str) {
        match self.position(key) {
            Some(at) => {
                self.replace(at, value);
                self.keep_first(key);
            }
            None => self.append(key, value),
        }
    }

    /// Removes `key` and returns whether it existed.
    pub fn remove(&mut self, key: &str) -> bool {
        let is_missing = self.index.is_some() && self.get(key).is_none();
        !is_missing && self.remove_all(|found| found == key)
    }

    /// Removes every property whose key `is_meant` and returns whether there was one.
    pub fn remove_all(&mut self, is_meant: impl Fn(&str) -> bool) -> bool {
        let before = self.items.len();
        self.items.retain(|item| item.property().is_none_or(|property| !is_meant(&property.key)));
        let removed = self.items.len() < before;
        if removed {
            self.index = None;
        }
        removed
    }

    /// Changes values one by one; `change` gets key and value and returns the new value, if any.
    pub(crate) fn rewrite(&mut self, mut change: impl FnMut(&str, &str) -> Option<String>) {
        for item in &mut self.items {
            let Item::Property(property) = item else { continue };
            if let Some(value) = change(&property.key, &property.value) {
                property.value = value.as_str().into();
            }
        }
    }

    fn replace(&mut self, at: usize, value: &str) -> bool {
        let Some(Item::Property(property)) = self.items.get_mut(at) else { return false };
        let changed = *property.value != *value;
        property.value = value.into();
        changed
    }

    fn append(&mut self, key: &str, value: &str) {
        self.items.push(Item::Property(Property {
            key: key.into(),
            value: value.into(),
            extra: None,
        }));
        if let Some(index) = &mut self.index {
            index.add(&self.items, self.items.len() - 1);
        }
    }

    /// Keeps only the first property named `key` and returns whether there were others.
    fn keep_first(&mut self, key: &str) -> bool {
        if !self.index.as_ref().is_some_and(|index| index.repeated.contains(key)) {
            return false;
        }
        let mut is_first = true;
        self.items.retain(|item| {
            let is_key = item.property().is_some_and(|property| &*property.key == key);
            !is_key || std::mem::replace(&mut is_first, false)
        });
        self.index = None;
        true
    }

    /// The first position of `key`.
    fn position(&mut self, key: &str) -> Option<usize> {
        let Self { items, index, .. } = self;
        index.get_or_insert_with(|| KeyIndex::of(items)).place(items, key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(keys: &[(&str, &str)]) -> Profile {
        let property = |&(key, value): &(&str, &str)| {
            Item::Property(Property { key: key.into(), value: value.into(), extra: None })
        };
        Profile::read("p", ExtraMarkup::default(), keys.iter().map(property).collect())
    }

    fn set(profile: &mut Profile, key: &str, value: &str) -> bool {
        profile.set(&key.parse().unwrap(), &PropertyValue::try_from(value.to_owned()).unwrap())
    }

    fn listing(profile: &Profile) -> Vec<(&str, &str)> {
        profile.properties().map(|property| (&*property.key, &*property.value)).collect()
    }

    #[test]
    fn a_changed_value_stays_in_its_place_and_a_new_one_goes_to_the_end() {
        let mut profile = profile(&[("a", "1"), ("b", "2")]);
        assert!(set(&mut profile, "a", "9") && set(&mut profile, "c", "3"));
        assert!(!set(&mut profile, "b", "2"));
        assert_eq!(listing(&profile), [("a", "9"), ("b", "2"), ("c", "3")]);
    }

    #[test]
    fn setting_a_key_that_stands_twice_leaves_it_once() {
        let mut profile = profile(&[("a", "1"), ("b", "2"), ("a", "3")]);
        assert_eq!(profile.get("a"), Some("3"));
        assert!(set(&mut profile, "a", "1"));
        assert_eq!(listing(&profile), [("a", "1"), ("b", "2")]);
    }

    #[test]
    fn removing_a_key_removes_it_wherever_it_stands() {
        let mut profile = profile(&[("a", "1"), ("b", "2"), ("a", "3")]);
        assert!(profile.remove("a") && !profile.remove("a"));
        assert_eq!(listing(&profile), [("b", "2")]);
    }

    #[test]
    fn the_listing_shows_the_last_of_two() {
        let profile = profile(&[("b", "2"), ("a", "1"), ("b", "3")]);
        let shown: Vec<_> =
            profile.listed().iter().map(|found| (&*found.key, &*found.value)).collect();
        assert_eq!(shown, [("a", "1"), ("b", "3")]);
    }

    #[test]
    fn a_name_that_stands_already_needs_not_be_legal() {
        let profile = profile(&[("a b", "1")]);
        assert!(profile.admit("a b").is_ok() && profile.admit("c d").is_err());
    }
}
