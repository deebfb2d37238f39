//! What differs between two sets of properties, and between two configurations.

use hashbrown::HashMap;
use hashbrown::HashSet;

use super::Configuration;
use super::PROFILE_KEY;
use super::Profile;

/// A property that is not the same in two sets of properties; none stands for not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub key: String,
    /// Its value in the first.
    pub before: Option<String>,
    /// Its value in the second.
    pub after: Option<String>,
}

/// A property that is not the same in two configurations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The profile; none for the choice of the active profile itself.
    pub profile: Option<String>,
    /// What differs there.
    pub change: Change,
}

/// What differs between two sets of keys and values: in the order of the second, then what it lacks.
/// Of several values of one key the last counts, and it is told once.
pub(crate) fn changes(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<Change> {
    let values = |set: &[_]| set.iter().copied().collect::<HashMap<_, _>>();
    let (was, is) = (values(before), values(after));
    let change = |key: &str| Change {
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

/// What differs: the active profile, then the profiles and properties in their order.
pub(crate) fn differences(before: &Configuration, after: &Configuration) -> Vec<Difference> {
    let active = (before.active_name() != after.active_name()).then(|| Difference {
        profile: None,
        change: Change {
            key: PROFILE_KEY.to_owned(),
            before: Some(before.active_name().to_owned()),
            after: Some(after.active_name().to_owned()),
        },
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
    let pairs = |profile: Option<_>| profile.map(Profile::pairs).unwrap_or_default();
    let found = changes(&pairs(before), &pairs(after)).into_iter();
    found.map(|change| Difference { profile: name.clone(), change }).collect()
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
        let short = |Difference { change, .. }: &Difference| {
            (change.key.clone(), change.before.clone(), change.after.clone())
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
        assert_eq!(found.first().map(|found| found.change.key.as_str()), Some(PROFILE_KEY));
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_value_is_compared_and_told_once() {
        assert_eq!(changes(&[("a", "1"), ("a", "2")], &[("a", "2")]), []);
        let told = changes(&[], &[("a", "1"), ("b", "1"), ("a", "2")]);
        let told: Vec<_> = told.iter().map(|found| (&*found.key, found.after.as_deref())).collect();
        assert_eq!(told, [("a", Some("2")), ("b", Some("1"))]);
    }
}
