//! The positions of the keys of a profile, so that a change of many properties takes linear time.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;
use hashbrown::HashSet;
use hashbrown::HashTable;

use super::Item;

/// The places of the keys in a list of items. Of the keys it holds only those that repeat, so it must
/// be asked with the items that it was made from.
#[derive(Debug, Clone)]
pub(super) struct KeyIndex {
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
    /// The keys that occur more than once; the first place of each is the one known here.
    pub(super) repeated: HashSet<Box<str>>,
}

impl KeyIndex {
    pub(super) fn of(items: &[Item]) -> Self {
        let places = HashTable::with_capacity(items.len());
        let hasher = DefaultHashBuilder::default();
        let mut index = Self { places, hasher, repeated: HashSet::default() };
        for at in 0..items.len() {
            index.add(items, at);
        }
        index
    }

    /// Takes in the item at `at`, which comes after all others.
    pub(super) fn add(&mut self, items: &[Item], at: usize) {
        let Some(key) = key_at(items, at) else { return };
        if self.place(items, key).is_some() {
            self.repeated.insert(key.into());
            return;
        }
        let Self { places, hasher, .. } = self;
        let hash_of = |&other: &usize| hasher.hash_one(key_at(items, other).unwrap_or_default());
        places.insert_unique(hash_of(&at), at, hash_of);
    }

    /// The first position of `key`.
    pub(super) fn place(&self, items: &[Item], key: &str) -> Option<usize> {
        let is_key = |&at: &usize| key_at(items, at) == Some(key);
        self.places.find(self.hasher.hash_one(key), is_key).copied()
    }
}

fn key_at(items: &[Item], at: usize) -> Option<&str> {
    items.get(at)?.property().map(|property| &*property.key)
}
