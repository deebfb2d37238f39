//! What differs between two configurations, property by property.

use std::collections::HashSet;

use super::Configuration;
use super::PROFILE_KEY;
use super::Profile;

/// A property that is not the same in two configurations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The profile; none for the choice of the active profile itself.
    pub profile: Option<String>,
    /// The property.
    pub key: String,
    /// Its value in the first; none if it is not set there.
    pub before: Option<String>,
    /// Its value in the second; none if it is not set there.
    pub after: Option<String>,
}

/// What differs: the active profile, then the profiles and properties in their order.
pub fn differences(before: &Configuration, after: &Configuration) -> Vec<Difference> {
    let active = (before.active_name() != after.active_name()).then(|| Difference {
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

/// What differs in one profile; a missing one has no properties.
fn in_profile(before: Option<&Profile>, after: Option<&Profile>) -> Vec<Difference> {
    let name = after.or(before).map(|profile| profile.name().to_owned());
    let values = |profile: Option<_>| profile.map(Profile::values).unwrap_or_default();
    let (was, is) = (values(before), values(after));
    let difference = |key: &str| Difference {
        profile: name.clone(),
        key: key.to_owned(),
        before: was.get(key).map(|&value| value.to_owned()),
        after: is.get(key).map(|&value| value.to_owned()),
    };
    // A name may stand several times; the last one counts, and it is told once.
    let mut seen = HashSet::new();
    let keys = keys(after).chain(keys(before).filter(|key| !is.contains_key(key)));
    let differing = keys.filter(|&key| was.get(key) != is.get(key) && seen.insert(key));
    differing.map(difference).collect()
}

fn keys(profile: Option<&Profile>) -> impl Iterator<Item = &str> {
    profile.into_iter().flat_map(Profile::properties).map(|property| &*property.key)
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
        let short =
            |found: &Difference| (found.key.clone(), found.before.clone(), found.after.clone());
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
}
