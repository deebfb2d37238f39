//! Changes of a configuration that can be made again on another one, such as one that another program
//! has changed in the meantime.

use super::Change;
use super::Configuration;
use super::PropertyKey;
use super::PropertyList;
use super::PropertyValue;
use super::Repeats;
use super::VERSION_KEY;
use crate::python::Json;

/// A change of one property, which can be made again on another configuration.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The property gets a value.
    Set(PropertyKey, PropertyValue),
    /// The property is removed, if it is there.
    Unset(String),
    /// The list that the property holds is changed.
    List(ListEdit),
}

/// A change of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListEdit {
    /// The property that holds the list.
    pub key: PropertyKey,
    /// The list where the property is not set.
    pub default: PropertyList,
    /// What is done to it.
    pub change: ListChange,
}

/// What is done to a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListChange {
    /// An element is added at the end.
    Append(Json, Repeats),
    /// The first equal element is taken out, if there is one.
    Remove(Json),
}

/// The key of a property whose value should be a list and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAList(pub String);

impl Configuration {
    /// Changes a property of the profile `name`, which is made to set one, and returns whether that
    /// changed anything. It can only fail where a list was changed to something else since the edit was
    /// planned.
    pub fn edit(&mut self, name: &str, edit: &Edit) -> Result<bool, NotAList> {
        match edit {
            Edit::Set(key, value) => Ok(self.profile_or_new(name).set(key, value)),
            Edit::Unset(key) => {
                Ok(self.profile_mut(name).is_some_and(|profile| profile.remove(key)))
            }
            Edit::List(ListEdit { key, default, change }) => {
                self.profile_or_new(name).change_list(key, default, change)
            }
        }
    }

    /// Makes the same changes again, after another program has changed something. Where that was one of
    /// the same properties, the first such is returned, and not all is done.
    pub fn redo(&mut self, changes: &[Change]) -> Result<(), Change> {
        for change in changes {
            let now = match &change.profile {
                Some(name) => self.profile(name).and_then(|profile| profile.get(&change.key)),
                None => Some(self.active_name()),
            };
            if now != change.before.as_deref() && now != change.after.as_deref() {
                return Err(change.clone());
            }
            self.redo_one(change);
        }
        Ok(())
    }

    fn redo_one(&mut self, Change { profile, key, after, .. }: &Change) {
        match (profile, after) {
            (None, Some(name)) => {
                self.active = name.as_str().into();
                self.make_active_profile();
            }
            (None, None) => {}
            (Some(name), Some(value)) => self.profile_or_new(name).take_over(key, value),
            // A profile loses its version only as a whole.
            (Some(name), None) if key == VERSION_KEY => {
                self.drop_profile(name);
            }
            (Some(name), None) => {
                if let Some(profile) = self.profile_mut(name) {
                    profile.remove(key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Profile;
    use super::super::ProfileName;
    use super::super::differences;
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Configuration {
        let mut configuration = Configuration::new(&ProfileName::default());
        for (key, value) in pairs {
            configuration.profile_or_new("default").take_over(key, value);
        }
        configuration
    }

    #[test]
    fn changes_are_made_once_more_beside_those_of_somebody_else() {
        let before = with(&[("a", "1"), ("b", "2")]);
        let mut after = with(&[("a", "9"), ("c", "3")]);
        after.activate(&"other".parse().unwrap());
        let mut now = with(&[("a", "1"), ("b", "2"), ("d", "4")]);
        now.redo(&differences(&before, &after)).unwrap();
        assert_eq!(now.active_name(), "other");
        assert_eq!(
            now.profile("default").unwrap(),
            with(&[("a", "9"), ("d", "4"), ("c", "3")]).profile("default").unwrap()
        );
        now.redo(&differences(&after, &before)).unwrap();
        assert!(now.profiles().map(Profile::name).eq(["default"]));
    }

    #[test]
    fn a_property_that_somebody_else_changed_is_not_changed_once_more() {
        let changes = differences(&with(&[("a", "1")]), &with(&[("a", "2")]));
        let refused = with(&[("a", "3")]).redo(&changes).unwrap_err();
        assert_eq!(refused.key, "a");
        assert!(with(&[("a", "2")]).redo(&changes).is_ok());
    }
}
