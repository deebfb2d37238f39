//! All profiles of a store, and which of them is active.

use std::collections::HashSet;

use super::PRESENT_VERSION;
use super::PROFILE_KEY;
use super::Profile;
use super::ProfileName;
use super::UnknownMarkup;
use super::VERSION_KEY;

/// The content of the top level of a store, in its order.
#[derive(Debug, Clone, PartialEq)]
pub enum TopLevelItem {
    /// The place of the block `__ACTIVE__`.
    Active,
    Profile(Profile),
    /// Something else.
    Unknown(UnknownMarkup),
}

/// Everything that a store holds. The active profile is always there, and so is the place of the
/// block `__ACTIVE__`.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration {
    entries: Vec<TopLevelItem>,
    pub(super) active: Box<str>,
}

impl Configuration {
    /// The content of a store without a file: one empty profile, which is active.
    pub fn new(name: &ProfileName) -> Self {
        Self::read(Vec::new(), name.as_str())
    }

    /// A configuration as in a file. A missing active profile is made, in front of the others.
    pub fn read(entries: Vec<TopLevelItem>, active: &str) -> Self {
        let mut read = Self { entries, active: active.into() };
        read.place_active_block();
        read.make_active_profile();
        read
    }

    /// Everything at the top level, in order.
    pub fn entries(&self) -> &[TopLevelItem] {
        &self.entries
    }

    /// The name of the profile that the server uses.
    pub fn active_name(&self) -> &str {
        &self.active
    }

    /// All profiles, in order.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.entries.iter().filter_map(TopLevelItem::profile)
    }

    /// The profile `name`; of two with one name the first counts.
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles().find(|profile| profile.name() == name)
    }

    /// The profile `name` if it is there.
    pub fn profile_mut(&mut self, name: &str) -> Option<&mut Profile> {
        self.profiles_mut().find(|profile| profile.name() == name)
    }

    /// All profiles, in order, to be changed.
    pub fn profiles_mut(&mut self) -> impl Iterator<Item = &mut Profile> {
        self.entries.iter_mut().filter_map(TopLevelItem::profile_mut)
    }

    /// The profile `name`, created after all others if it does not exist.
    #[expect(clippy::expect_used, clippy::missing_panics_doc, reason = "it has just been made")]
    pub fn profile_or_new(&mut self, name: &str) -> &mut Profile {
        if self.profile(name).is_none() {
            self.put_profile(Profile::new(name));
        }
        self.profile_mut(name).expect("a profile that was missing has just been made")
    }

    /// Replaces the profile with the same name, or adds it after all others.
    pub fn put_profile(&mut self, profile: Profile) {
        if let Some(former) = self.profile_mut(profile.name()) {
            *former = profile;
            return;
        }
        let is_ours =
            |entry: &TopLevelItem| *entry == TopLevelItem::Active || entry.profile().is_some();
        let last = self.entries.iter().rposition(is_ours);
        self.entries.insert(last.map_or(0, |last| last + 1), TopLevelItem::Profile(profile));
    }

    /// Makes `name` the profile that the server uses.
    pub fn activate(&mut self, name: &ProfileName) {
        self.active = name.as_str().into();
        self.make_active_profile();
    }

    /// Removes the first profile named `name` and returns whether there was one. The active profile is
    /// not removed but emptied, and moves to the front.
    pub fn drop_profile(&mut self, name: &str) -> bool {
        let is_it =
            |entry: &TopLevelItem| entry.profile().is_some_and(|found| found.name() == name);
        let Some(at) = self.entries.iter().position(is_it) else { return false };
        self.entries.remove(at);
        self.make_active_profile();
        true
    }

    /// The properties of the block `__ACTIVE__`: two of its own and a copy of the active profile.
    pub fn active_block(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = [(PROFILE_KEY, self.active_name()), (VERSION_KEY, PRESENT_VERSION)];
        let profile = self.profile(self.active_name());
        let copy = profile.into_iter().flat_map(Profile::properties);
        let copy = copy.map(|property| (&*property.key, &*property.value));
        own.into_iter().chain(copy.filter(|&(key, _)| !is_internal(key)))
    }

    /// Profiles and properties that a file changed by hand has more than once, in words.
    pub fn duplicates(&self) -> Vec<String> {
        let mut duplicates = Vec::new();
        let mut names = HashSet::new();
        for profile in self.profiles() {
            let name = profile.name();
            if !names.insert(name) {
                duplicates
                    .push(format!("profile `{name}` is listed more than once; the first is used"));
            }
            let repeated = profile.repeated_keys();
            duplicates.extend(repeated.map(|key| {
                format!(
                    "property `{key}` is listed more than once in profile `{name}`; the last is used"
                )
            }));
        }
        duplicates
    }

    /// The block is before all profiles, so that a reader of the file sees it first.
    fn place_active_block(&mut self) {
        let is_block = |entry: &TopLevelItem| *entry == TopLevelItem::Active;
        let first =
            self.entries.iter().position(|entry| is_block(entry) || entry.profile().is_some());
        let first = first.unwrap_or(0);
        if self.entries.get(first).is_some_and(is_block) {
            return;
        }
        self.entries.retain(|entry| !is_block(entry));
        self.entries.insert(first, TopLevelItem::Active);
    }

    pub(super) fn make_active_profile(&mut self) {
        if self.profile(&self.active).is_none() {
            let block = self.entries.iter().position(|entry| *entry == TopLevelItem::Active);
            let made = Profile::new(&self.active);
            self.entries.insert(block.map_or(0, |block| block + 1), TopLevelItem::Profile(made));
        }
    }
}

impl TopLevelItem {
    fn profile(&self) -> Option<&Profile> {
        match self {
            Self::Profile(profile) => Some(profile),
            Self::Active | Self::Unknown(_) => None,
        }
    }

    fn profile_mut(&mut self) -> Option<&mut Profile> {
        match self {
            Self::Profile(profile) => Some(profile),
            Self::Active | Self::Unknown(_) => None,
        }
    }
}

/// Whether `key` is one of the two that belong to the store itself and are never listed.
pub(crate) fn is_internal(key: &str) -> bool {
    key == PROFILE_KEY || key == VERSION_KEY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(configuration: &Configuration) -> Vec<&str> {
        configuration.profiles().map(Profile::name).collect()
    }

    #[test]
    fn a_newly_active_profile_is_made_in_front_and_a_changed_one_at_the_end() {
        let mut configuration = Configuration::new(&ProfileName::default());
        configuration.profile_or_new("last");
        configuration.activate(&"first".parse().unwrap());
        assert_eq!(names(&configuration), ["first", "default", "last"]);
    }

    #[test]
    fn dropping_the_active_profile_empties_it() {
        let mut configuration = Configuration::new(&ProfileName::default());
        configuration.profile_or_new("other");
        assert!(configuration.drop_profile("default") && !configuration.drop_profile("nosuch"));
        assert_eq!(names(&configuration), ["default", "other"]);
    }
}
