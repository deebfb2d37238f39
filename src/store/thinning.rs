//! Which versions a history gives up.
//!
//! A version that is given up makes the change before it a larger one: that one then leads to the version
//! after. So only a change of a program without a terminal is taken together with the one before it, and
//! only if that was made in the same way. What people did stays a change of its own until it is the oldest.

use std::time::Duration;
use std::time::SystemTime;

use super::author::Origin;
use super::version::Version;

const DAY: u64 = 24 * 60 * 60;
const WEEK: u64 = 7 * DAY;

/// All changes of so long are kept, then one a day.
const ALL_FOR: Duration = Duration::from_secs(DAY);

/// Daily changes of so long are kept, then one a week.
const DAILY_FOR: Duration = Duration::from_secs(30 * DAY);

/// How close two changes must be to be taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closeness {
    Day,
    Week,
    Any,
}

/// What is kept of `versions`, the oldest first: at most `most`, and always the newest unless that is 0.
/// `is_explained` says which changes have a message.
pub(super) fn kept(
    versions: &[Version],
    most: usize,
    now: SystemTime,
    is_explained: impl Fn(&Version) -> bool,
) -> Vec<&Version> {
    let Some((newest, earlier)) = versions.split_last().filter(|_| most > 0) else {
        return Vec::new();
    };
    let is_automatic = |version: &Version| is_automatic(version) && !is_explained(version);
    let by_age = |one: &Version, other: &Version| {
        let age = now.duration_since(other.replaced).unwrap_or_default();
        let same = |closeness| is_close(one, other, closeness);
        let old = age > ALL_FOR && same(Closeness::Day);
        let very_old = age > DAILY_FOR && same(Closeness::Week);
        one.user == other.user && (old || very_old)
    };
    let effective = earlier.iter().filter(|version| !is_without_effect(version)).collect();
    let mut kept = thinned(effective, usize::MAX, &is_automatic, by_age);
    let most = most - 1;
    for closeness in [Closeness::Day, Closeness::Week, Closeness::Any] {
        let surplus = kept.len().saturating_sub(most);
        kept = thinned(kept, surplus, &is_automatic, |one, other| is_close(one, other, closeness));
    }
    kept.drain(..kept.len().saturating_sub(most));
    kept.push(newest);
    kept
}

/// Without at most `surplus` of the automatic versions that `go_together` with the one before, the oldest
/// first.
fn thinned<'versions>(
    versions: Vec<&'versions Version>,
    mut surplus: usize,
    is_automatic: &impl Fn(&Version) -> bool,
    go_together: impl Fn(&Version, &Version) -> bool,
) -> Vec<&'versions Version> {
    let mut kept: Vec<&Version> = Vec::with_capacity(versions.len());
    for version in versions {
        let joins = |last: &&Version| {
            is_automatic(last) && is_automatic(version) && go_together(last, version)
        };
        if surplus > 0 && kept.last().is_some_and(joins) {
            surplus -= 1;
        } else {
            kept.push(version);
        }
    }
    kept
}

fn is_close(one: &Version, other: &Version, closeness: Closeness) -> bool {
    let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    // The first day of 1970 was a Thursday.
    let seconds = |version: &Version| since(version.replaced).as_secs() + 3 * DAY;
    match closeness {
        Closeness::Day => seconds(one) / DAY == seconds(other) / DAY,
        Closeness::Week => seconds(one) / WEEK == seconds(other) / WEEK,
        Closeness::Any => true,
    }
}

fn is_automatic(version: &Version) -> bool {
    let origin = version.record.as_ref().map(|record| &record.origin);
    matches!(origin, Some(Origin::Script | Origin::Named(_)))
}

fn is_without_effect(version: &Version) -> bool {
    version.record.as_ref().is_some_and(|record| record.before == record.after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::author::Breadth;
    use super::super::fingerprint::Fingerprint;
    use super::super::version::Record;
    use super::super::version::VersionKind;
    use super::*;

    /// How many days all versions are spread over.
    const DAYS: u64 = 100;

    /// A change: minutes after the one before, and who made it.
    type Made = (u64, Option<Origin>);

    fn made() -> impl Strategy<Value = Vec<Made>> {
        let origin = prop_oneof![
            1 => Just(Some(Origin::Terminal)),
            1 => Just(Some(Origin::AnotherProgram)),
            1 => Just(None),
            4 => Just(Some(Origin::Script)),
            2 => Just(Some(Origin::Named("ansible".to_owned()))),
        ];
        prop::collection::vec((0..3 * 24 * 60_u64, origin), 0..120)
    }

    /// All have an effect.
    fn versions(made: &[Made]) -> Vec<Version> {
        let mut time = SystemTime::UNIX_EPOCH + Duration::from_secs(20_000 * DAY);
        let mut number = 0;
        let mut version = |(minutes, origin): &Made| {
            time += Duration::from_secs(minutes * 60);
            number += 1;
            let content = |number: u64| Fingerprint::of_bytes(&number.to_be_bytes());
            let record = origin.clone().map(|origin| Record {
                origin,
                breadth: Breadth::Properties,
                before: content(number - 1),
                after: content(number),
                command: String::new(),
            });
            Version::new(number, time, "anna", VersionKind::File, record)
        };
        made.iter().map(&mut version).collect()
    }

    fn end(versions: &[Version]) -> SystemTime {
        versions.last().map_or(SystemTime::UNIX_EPOCH, |newest| newest.replaced)
    }

    fn numbers(versions: &[&Version]) -> Vec<u64> {
        versions.iter().map(|version| version.number).collect()
    }

    fn by_people(versions: &[&Version]) -> Vec<u64> {
        let people = versions.iter().filter(|version| !is_automatic(version));
        people.map(|version| version.number).collect()
    }

    proptest! {
        #[test]
        fn never_more_than_asked_for_and_always_the_newest(made in made(), most in 0..60_usize) {
            let versions = versions(&made);
            let kept = kept(&versions, most, end(&versions), |_| false);
            prop_assert!(kept.len() <= most);
            prop_assert_eq!(kept.is_empty(), versions.is_empty() || most == 0);
            if most > 0 {
                prop_assert_eq!(kept.last().copied(), versions.last());
            }
        }

        #[test]
        fn what_people_did_goes_only_as_the_oldest(made in made(), most in 1..60_usize) {
            let versions = versions(&made);
            let all: Vec<_> = versions.iter().collect();
            let kept = kept(&versions, most, end(&versions), |_| false);
            let people = by_people(&kept);
            prop_assert!(by_people(&all).ends_with(&people));
            // As long as one goes, nothing else could have gone instead of it.
            if people.len() < by_people(&all).len() {
                prop_assert_eq!(kept.len(), most);
                let earlier = kept.split_last().unwrap().1;
                let pairs = earlier.windows(2).filter(|pair| pair.iter().all(|one| is_automatic(one)));
                prop_assert_eq!(pairs.count(), 0);
            }
        }

        #[test]
        fn the_change_after_one_of_a_person_is_kept_with_it(made in made(), most in 1..60_usize) {
            let versions = versions(&made);
            let kept = numbers(&kept(&versions, most, end(&versions), |_| false));
            let next = |number: u64| versions.iter().any(|version| version.number == number + 1);
            for version in versions.iter().filter(|version| !is_automatic(version)) {
                let number = version.number;
                prop_assert!(!kept.contains(&number) || !next(number) || kept.contains(&(number + 1)));
            }
        }

        #[test]
        fn all_of_a_day_then_one_a_day_then_one_a_week(hours in prop::collection::vec(1..30_u64, 0..200)) {
            let made: Vec<_> = hours.iter().map(|hours| (hours * 60, Some(Origin::Script))).collect();
            let versions = versions(&made);
            let now = end(&versions);
            let kept = kept(&versions, usize::MAX, now, |_| false);
            for pair in kept.split_last().map_or(&[][..], |(_, earlier)| earlier).windows(2) {
                let age = now.duration_since(pair[1].replaced).unwrap();
                prop_assert!(age <= ALL_FOR || !is_close(pair[0], pair[1], Closeness::Day));
                prop_assert!(age <= DAILY_FOR || !is_close(pair[0], pair[1], Closeness::Week));
            }
            let young = |version: &&Version| now.duration_since(version.replaced).unwrap() <= ALL_FOR;
            let all: Vec<_> = versions.iter().collect();
            prop_assert!(kept.iter().filter(|found| young(found)).count() == all.iter().filter(|found| young(found)).count());
            prop_assert!(kept.len() as u64 <= 48 + 31 + DAYS * 30 / 7);
        }

        #[test]
        fn thinning_again_changes_nothing(made in made(), most in 1..60_usize) {
            let versions = versions(&made);
            let now = end(&versions);
            let once: Vec<_> = kept(&versions, most, now, |_| false).into_iter().cloned().collect();
            prop_assert_eq!(numbers(&kept(&once, most, now, |_| false)), numbers(&once.iter().collect::<Vec<_>>()));
        }
    }

    #[test]
    fn an_explained_change_of_a_script_is_kept_like_one_of_a_person() {
        let made: Vec<_> = (0..10).map(|_| (1, Some(Origin::Script))).collect();
        let versions = versions(&made);
        let kept = kept(&versions, 5, end(&versions), |version| version.number == 3);
        assert_eq!(numbers(&kept), [1, 3, 4, 9, 10]);
    }
}
