//! What differs between two sets of properties, and between two configurations.

use hashbrown::HashMap;
use hashbrown::HashSet;

use super::Configuration;
use super::PROFILE_KEY;
use super::Profile;
use super::is_internal;

/// A property that is not the same before and after; none means not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The profile; none for the choice of the active profile itself.
    pub profile: Option<String>,
    pub key: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What differs between two sets of keys and values of a profile: in the order of the second, then what
/// it lacks. If a key has several values, the last one counts and is listed once.
pub(crate) fn changes_of(
    profile: &str,
    before: &[(&str, &str)],
    after: &[(&str, &str)],
) -> Vec<Change> {
    let values = |set: &[_]| set.iter().copied().collect::<HashMap<_, _>>();
    let (was, is) = (values(before), values(after));
    let change = |key: &str| Change {
        profile: Some(profile.to_owned()),
        key: key.to_owned(),
        before: was.get(key).map(|&value| value.to_owned()),
        after: is.get(key).map(|&value| value.to_owned()),
    };
    let mut seen = HashSet::new();
    let lacking = before.iter().filter(|(key, _)| !is.contains_key(key));
    let keys = after.iter().chain(lacking).map(|&(key, _)| key);
    let differing = keys.filter(|&key| was.get(key) != is.get(key) && seen.insert(key));
    differing.map(change).collect()
}

/// What differs between two states of a profile: sorted by key, without the properties of the store itself.
/// A missing profile has no properties.
pub(crate) fn property_changes(before: Option<&Profile>, after: Option<&Profile>) -> Vec<Change> {
    let mut changes = in_profile(before, after);
    changes.retain(|change| !is_internal(&change.key));
    changes.sort_by(|one, other| one.key.cmp(&other.key));
    changes
}

/// What differs: the active profile, then the profiles and properties in their order.
pub(crate) fn differences(before: &Configuration, after: &Configuration) -> Vec<Change> {
    let active = (before.active_name() != after.active_name()).then(|| Change {
        profile: None,
        key: PROFILE_KEY.to_owned(),
        before: Some(before.active_name().to_owned()),
        after: Some(after.active_name().to_owned()),
    });
    let dropped = before.profiles().filter(|profile| after.profile(profile.name()).is_none());
    let kept = after.profiles().flat_map(|now| in_profile(before.profile(now.name()), Some(now)));
    active
        .into_iter()
        .chain(kept)
        .chain(dropped.flat_map(|was| in_profile(Some(was), None)))
        .collect()
}

fn in_profile(before: Option<&Profile>, after: Option<&Profile>) -> Vec<Change> {
    let name = after.or(before).map(Profile::name).unwrap_or_default();
    let pairs = |profile: Option<_>| profile.map(Profile::pairs).unwrap_or_default();
    changes_of(name, &pairs(before), &pairs(after))
}

#[cfg(test)]
mod tests {
    use super::super::ProfileName;
    use super::super::PropertyValue;
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Configuration {
        let mut configuration = Configuration::new(&ProfileName::default());
        let profile = configuration.profile_or_new("default");
        for (key, value) in pairs {
            let value = PropertyValue::try_from((*value).to_owned()).unwrap();
            profile.set(&key.parse().unwrap(), &value);
        }
        configuration
    }

    #[test]
    fn changed_added_and_removed_properties_are_told() {
        let found = differences(&with(&[("a", "1"), ("b", "2")]), &with(&[("a", "9"), ("c", "3")]));
        let short = |Change { key, before, after, .. }: &Change| {
            (key.clone(), before.clone(), after.clone())
        };
        let text = |text: &str| Some(text.to_owned());
        let expected = [
            ("a".to_owned(), text("1"), text("9")),
            ("c".to_owned(), None, text("3")),
            ("b".to_owned(), text("2"), None),
        ];
        assert_eq!(found.iter().map(short).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn another_active_profile_is_a_difference() {
        let mut after = with(&[]);
        after.activate(&"other".parse().unwrap());
        let found = differences(&with(&[]), &after);
        assert_eq!(found.first().map(|found| found.key.as_str()), Some(PROFILE_KEY));
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_value_is_compared_and_told_once() {
        assert_eq!(changes_of("p", &[("a", "1"), ("a", "2")], &[("a", "2")]), []);
        let told = changes_of("p", &[], &[("a", "1"), ("b", "1"), ("a", "2")]);
        let told: Vec<_> = told.iter().map(|found| (&*found.key, found.after.as_deref())).collect();
        assert_eq!(told, [("a", Some("2")), ("b", Some("1"))]);
    }
}
