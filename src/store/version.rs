//! A version of the store that was replaced, and its name in the history.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::time::Duration;
use std::time::SystemTime;

/// As many characters of a user's name are in the name of a version; file systems allow 255 bytes.
const LONGEST_USER: usize = 32;

/// The last second of the year 9999, the last that RFC 3339 can write.
const LAST_SECOND: u64 = 253_402_300_799;

/// Two versions that follow each other do not differ by so much in their numbers. One that does was not
/// made by us, and must not be the last one that ever fits.
const LARGEST_GAP: u64 = 1_000_000;

/// No store changes so often.
pub(super) const HIGHEST_NUMBER: u64 = 1_000_000_000_000_000;

/// A version of the store that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counts the changes of a store.
    pub number: u64,
    /// When it was replaced, to the second.
    pub replaced: SystemTime,
    /// Who replaced it.
    pub user: String,
    pub(super) kind: VersionKind,
    pub(super) name: OsString,
}

/// What a change replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VersionKind {
    /// A file, which was kept.
    File,
    /// There was no file yet.
    Missing,
}

impl VersionKind {
    fn extension(self) -> &'static str {
        match self {
            Self::File => "xml",
            Self::Missing => "missing",
        }
    }
}

impl Version {
    /// What `user` replaces now.
    pub(super) fn now(number: u64, user: &str, kind: VersionKind) -> Self {
        Self::new(number, SystemTime::now(), user, kind)
    }

    /// The name is like `000017-20261122T041700Z-anna.xml`.
    fn new(number: u64, time: SystemTime, user: &str, kind: VersionKind) -> Self {
        let replaced = writable_time(time);
        let time = humantime::format_rfc3339_seconds(replaced).to_string().replace(['-', ':'], "");
        let safe = |found: char| found.is_alphanumeric() || matches!(found, '.' | '_' | '-' | '@');
        let user: String = user
            .chars()
            .take(LONGEST_USER)
            .map(|found| if safe(found) { found } else { '_' })
            .collect();
        let name = format!("{number:06}-{time}-{user}.{}", kind.extension());
        Self { number, replaced, user, kind, name: name.into() }
    }

    /// The version with this file name, if it is one that we would have given.
    pub(super) fn named(name: &OsStr) -> Option<Self> {
        let (stem, extension) = name.to_str()?.rsplit_once('.')?;
        let kinds = [VersionKind::File, VersionKind::Missing];
        let kind = kinds.into_iter().find(|kind| kind.extension() == extension)?;
        let mut parts = stem.splitn(3, '-');
        let number = parts.next()?.parse().ok()?;
        let version = Self::new(number, time(parts.next()?)?, parts.next()?, kind);
        (version.name == name).then_some(version)
    }
}

/// The versions among names of files, the oldest first.
pub(super) fn versions(names: &[OsString]) -> Vec<Version> {
    let mut versions: Vec<_> = names.iter().filter_map(|name| Version::named(name)).collect();
    versions.sort_by_key(|version| version.number);
    versions.retain(|version| version.number <= HIGHEST_NUMBER);
    let mut last = None;
    versions.retain(|version| {
        let follows = last.is_none_or(|last| version.number - last <= LARGEST_GAP);
        if follows {
            last = Some(version.number);
        }
        follows
    });
    versions
}

/// A clock can be before 1970 or after 9999; the name then has the nearest time that it can have.
fn writable_time(time: SystemTime) -> SystemTime {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs().min(LAST_SECOND))
}

/// The time in a name, back in the form of RFC 3339.
fn time(text: &str) -> Option<SystemTime> {
    let part = |from: usize, to: usize| text.get(from..to);
    let (date, clock) = (part(0, 8)?, part(9, 15)?);
    let spaced = format!(
        "{}-{}-{}T{}:{}:{}Z",
        date.get(..4)?,
        date.get(4..6)?,
        date.get(6..)?,
        clock.get(..2)?,
        clock.get(2..4)?,
        clock.get(4..)?
    );
    humantime::parse_rfc3339(&spaced).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn a_name_has_number_time_and_user() {
        let version = Version::new(17, at(1_795_321_020), "anna b-c/d", VersionKind::File);
        assert_eq!(version.name, "000017-20261122T041700Z-anna_b-c_d.xml");
        assert_eq!(Version::named(&version.name), Some(version));
    }

    #[test]
    fn other_names_are_not_versions() {
        for name in [
            "notes.txt",
            "17.xml",
            "x-20261122T041700Z-a.xml",
            "000001-now-a.xml",
            "000001-20261122T041700Z-a.txt",
            "é-é-é.xml",
            "184467440737095516150-20261122T041700Z-a.xml",
        ] {
            assert_eq!(Version::named(OsStr::new(name)), None, "{name}");
        }
    }

    #[test]
    fn a_clock_before_1970_or_after_9999_makes_a_name_too() {
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 32);
        for (time, shown) in [(before, "19700101T000000Z"), (at(1 << 40), "99991231T235959Z")] {
            let version = Version::new(1, time, "a", VersionKind::File);
            assert_eq!(version.name, &*format!("000001-{shown}-a.xml"));
            assert_eq!(Version::named(&version.name), Some(version));
        }
    }

    fn numbers(names: &[&str]) -> Vec<u64> {
        let names = names.iter().map(|name| format!("{name}-20261122T041700Z-a.xml").into());
        versions(&names.collect::<Vec<_>>()).iter().map(|version| version.number).collect()
    }

    #[test]
    fn a_number_that_no_change_can_have_reached_is_not_a_version() {
        assert_eq!(numbers(&["000002", "999999999999", "000001"]), [1, 2]);
        assert_eq!(numbers(&["999999999998", "999999999999"]), [999_999_999_998, 999_999_999_999]);
        assert_eq!(numbers(&["000050", "900000"]), [50, 900_000]);
    }
}
