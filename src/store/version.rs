//! A version of the store that was replaced, and what is known about the change that replaced it.

use std::ffi::OsString;
use std::time::Duration;
use std::time::SystemTime;

use super::author::Breadth;
use super::author::Origin;
use super::author::safe_name;
use super::fingerprint::Fingerprint;

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
    /// When it was replaced, to the second. If several changes share the number: the last time.
    pub replaced: SystemTime,
    /// Who replaced it.
    pub user: String,
    /// What else is known about the change; none if an older release of this program made it.
    pub(crate) record: Option<Record>,
    pub(super) kind: VersionKind,
    pub(super) name: OsString,
}

/// What the name of a version says about the change that replaced it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) origin: Origin,
    pub(super) breadth: Breadth,
    pub(super) before: Fingerprint,
    pub(super) after: Fingerprint,
    /// The words of the command, without values; the end is missing where a file name has no room.
    pub(crate) command: String,
}

/// What a change replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VersionKind {
    /// A file, which was kept.
    File,
    /// There was no file yet.
    Missing,
}

impl Version {
    pub(super) fn new(
        number: u64,
        time: SystemTime,
        user: &str,
        kind: VersionKind,
        record: Option<Record>,
    ) -> Self {
        let (replaced, user) = (writable_time(time), safe_name(user));
        let mut version = Self { number, replaced, user, record, kind, name: OsString::new() };
        version.name = version.file_name().into();
        version
    }

    /// The same version, after one more change that is part of the same: the store became `after`.
    pub(super) fn extended(&self, after: Fingerprint, time: SystemTime) -> Self {
        let record = self.record.clone().map(|record| Record { after, ..record });
        Self::new(self.number, time, &self.user, self.kind, record)
    }

    /// Whether another program replaced it.
    pub(crate) fn is_of_another_program(&self) -> bool {
        self.record.as_ref().is_some_and(|record| record.origin == Origin::AnotherProgram)
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

#[cfg(test)]
mod tests {
    use super::*;

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
