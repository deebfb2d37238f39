//! Earlier versions of the store: kept when they are replaced, listed, brought back.
//!
//! A version is the file itself, under a second name in `config.xml.history`; only where hard links
//! don't work it is a copy. Its name tells its number, when it was replaced and by whom.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

use super::StoreError;
use super::replace::directory;
use crate::platform;

/// How many versions are kept unless told otherwise.
pub const VERSIONS_KEPT: usize = 50;

/// No store changes so often. A file with a higher number in its name is not ours, and must not be the
/// last one that ever fits.
const HIGHEST_NUMBER: u64 = 999_999_999_999;

/// As many characters of a user's name stand in the name of a version; file systems allow 255 bytes.
const LONGEST_USER: usize = 32;

/// A version of the store that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counts the changes of a store.
    pub number: u64,
    /// When it was replaced, to the second.
    pub replaced: SystemTime,
    /// Who replaced it.
    pub user: String,
    pub(super) path: PathBuf,
}

/// The versions of one store.
#[derive(Debug)]
pub(super) struct History {
    directory: PathBuf,
}

/// A version that is being kept. Dropped before the file is replaced, it is gone again.
#[must_use]
pub(super) struct Kept {
    path: Option<PathBuf>,
}

impl History {
    pub(super) fn of(target: &Path) -> Self {
        let mut name = OsString::from(target);
        name.push(".history");
        Self { directory: name.into() }
    }

    /// Where the versions are.
    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// All versions, the oldest first. Files with other names are not ours.
    pub(super) fn versions(&self) -> Result<Vec<Version>, StoreError> {
        let entries = match fs::read_dir(&self.directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            outcome => outcome.map_err(|source| self.failed(source))?,
        };
        let paths = entries.map(|entry| entry.map(|entry| entry.path()));
        let paths = paths.collect::<Result<Vec<_>, _>>().map_err(|source| self.failed(source))?;
        let mut versions: Vec<_> = paths.into_iter().filter_map(version).collect();
        versions.sort_by_key(|version| version.number);
        Ok(versions)
    }

    /// Keeps the file at `target` before it is replaced; none if there is no file.
    pub(super) fn keep(&self, target: &Path, user: &str) -> Result<Kept, StoreError> {
        if !target.exists() {
            return Ok(Kept { path: None });
        }
        self.make_directory(target).map_err(|source| self.failed(source))?;
        let last = self.versions()?.last().map_or(0, |version| version.number);
        let path = self.directory.join(name(last + 1, SystemTime::now(), user));
        match fs::hard_link(target, &path) {
            Ok(()) => Ok(Kept { path: Some(path) }),
            // The version of somebody else, which is not ours to remove.
            Err(source) if source.kind() == io::ErrorKind::AlreadyExists => {
                Err(self.failed(source))
            }
            Err(_) => {
                let kept = Kept { path: Some(path.clone()) };
                platform::copy_private(target, &path).map_err(|source| self.failed(source))?;
                Ok(kept)
            }
        }
    }

    /// Removes the oldest versions until `most` are left, and tells how many that were.
    pub(super) fn prune(&self, most: usize) -> Result<usize, StoreError> {
        let versions = self.versions()?;
        let surplus = versions.len().saturating_sub(most);
        for version in versions.iter().take(surplus) {
            fs::remove_file(&version.path).map_err(|source| self.failed(source))?;
        }
        Ok(surplus)
    }

    fn make_directory(&self, target: &Path) -> io::Result<()> {
        if self.directory.is_dir() {
            return Ok(());
        }
        platform::create_private_directory(&self.directory)?;
        platform::offer_directory_owner(&self.directory, &fs::metadata(directory(target))?)
    }

    fn failed(&self, source: io::Error) -> StoreError {
        StoreError::History { path: self.directory.clone(), source }
    }
}

impl Kept {
    /// The file has been replaced: the version stays, readable by its owner alone.
    pub(super) fn stay(mut self) {
        if let Some(path) = self.path.take() {
            // The directory keeps others out already.
            let _ = platform::make_private(&path);
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // What is left over does no harm.
            let _ = fs::remove_file(path);
        }
    }
}

/// `000017-20261122T041700Z-anna.xml`.
fn name(number: u64, time: SystemTime, user: &str) -> String {
    let time = humantime::format_rfc3339_seconds(time).to_string().replace(['-', ':'], "");
    let safe = |found: char| found.is_alphanumeric() || matches!(found, '.' | '_' | '@');
    let user: String = user
        .chars()
        .take(LONGEST_USER)
        .map(|found| if safe(found) { found } else { '_' })
        .collect();
    format!("{number:06}-{time}-{user}.xml")
}

fn version(path: PathBuf) -> Option<Version> {
    let name = path.file_name()?.to_str()?.strip_suffix(".xml")?;
    let mut parts = name.splitn(3, '-');
    let number = parts.next()?.parse().ok().filter(|number| *number <= HIGHEST_NUMBER)?;
    let replaced = time(parts.next()?)?;
    let user = parts.next()?.to_owned();
    let is_ours = path.file_name()? == &*self::name(number, replaced, &user);
    is_ours.then_some(Version { number, replaced, user, path })
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
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_name_tells_number_time_and_user() {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_321_020);
        let path = PathBuf::from(name(17, moment, "anna b-c/d"));
        assert_eq!(path, Path::new("000017-20261122T041700Z-anna_b_c_d.xml"));
        let version = version(path).unwrap();
        assert_eq!((version.number, version.replaced), (17, moment));
    }

    #[test]
    fn other_names_are_no_versions() {
        for name in [
            "notes.txt",
            "17.xml",
            "x-20261122T041700Z-a.xml",
            "000001-now-a.xml",
            "é-é-é.xml",
            "18446744073709551615-20261122T041700Z-a.xml",
        ] {
            assert_eq!(version(PathBuf::from(name)), None, "{name}");
        }
    }
}
