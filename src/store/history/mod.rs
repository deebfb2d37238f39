//! Earlier versions of the store: kept when they are replaced, listed, brought back.
//!
//! A version is the file itself, under a second name in `config.xml.history`; only where hard links do
//! not work it is a copy. The directory and what is in it are believed only if no user but the owner of
//! the store's directory, root and ourselves can have put it there.

mod keep;
mod message;
mod written;

use std::ffi::OsString;
use std::io;
use std::mem;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::SystemTime;

use super::StoreError;
use super::Version;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;
use super::entry::create_directory;
use super::entry::kind_name;
use super::thinning;
use super::trust::Distrust;
use super::trust::check_trust;
use super::version::VersionKind;
use super::version::versions;
use crate::platform::Access;
use crate::platform::Directory;
use crate::platform::FileKind;
use crate::platform::FileStatus;

/// The default number of versions that are kept.
pub(crate) const VERSIONS_KEPT: usize = 50;

/// Only the owner can look into the directory: the versions hold passwords.
const DIRECTORY_MODE: u32 = 0o700;

/// The versions of one store.
#[derive(Debug)]
pub(super) struct History {
    store: DirectoryEntry,
    directory: Rc<Directory>,
    path: PathBuf,
    owner: u32,
    versions: Vec<Version>,
    /// The numbers of the changes that have a message.
    messages: Vec<u64>,
    /// The names of copies of what was written; one, unless something went wrong.
    written: Vec<OsString>,
}

impl History {
    /// The path of the history of a store.
    pub(super) fn path_for(store: &DirectoryEntry) -> PathBuf {
        entry(store).path().to_owned()
    }

    /// The history of a store; none if nothing was ever kept.
    pub(super) fn open(store: &DirectoryEntry) -> Result<Option<Self>, StoreError> {
        let entry = entry(store);
        match entry.directory().enter(entry.name()) {
            Ok(directory) => Self::new(store, directory, &entry).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => {
                if let Some(status) =
                    entry.status()?.filter(|found| found.kind != FileKind::Directory)
                {
                    let found = Distrust::Kind(kind_name(status.kind));
                    return Err(StoreError::Untrusted { path: entry.path().to_owned(), found });
                }
                Err(StoreError::History { path: entry.path().to_owned(), source })
            }
        }
    }

    /// The same; it is created if it does not exist.
    pub(super) fn open_or_create(store: &DirectoryEntry) -> Result<Self, StoreError> {
        if let Some(history) = Self::open(store)? {
            return Ok(history);
        }
        let entry = entry(store);
        let directory = create_directory(&entry, DIRECTORY_MODE)
            .map_err(|source| StoreError::History { path: entry.path().to_owned(), source })?;
        Self::new(store, directory, &entry)
    }

    fn new(
        store: &DirectoryEntry,
        directory: Directory,
        entry: &DirectoryEntry,
    ) -> Result<Self, StoreError> {
        let path = entry.path().to_owned();
        let failed = |source| StoreError::History { path: path.clone(), source };
        let owner = entry.directory_status()?.owner;
        let status = directory.status().map_err(failed)?;
        check_trust(&path, &status, owner)?;
        let names = directory.names().map_err(failed)?;
        let (store, directory) = (store.clone(), Rc::new(directory));
        let messages = names.iter().filter_map(Self::number_of_message).collect();
        let versions = versions(&names);
        let written = names.into_iter().filter(Self::is_written_name).collect();
        Ok(Self { store, directory, path, owner, versions, messages, written })
    }

    /// All versions, the oldest first. Files with other names are not ours.
    pub(super) fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The version with this number; without one, the last that was replaced.
    pub(super) fn find(&self, number: Option<u64>) -> Option<&Version> {
        let mut newest_first = self.versions.iter().rev();
        newest_first.find(|version| number.is_none_or(|number| version.number == number))
    }

    /// The path of a version, for messages.
    pub(super) fn path_of(&self, version: &Version) -> PathBuf {
        self.path.join(&version.name)
    }

    /// The content of a version; none if there was no file.
    pub(super) fn read(&self, version: &Version) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path_of(version);
        if version.kind == VersionKind::Missing {
            return Ok(None);
        }
        let file = match self.directory.open(&version.name, Access::Read) {
            Ok(file) => OpenFile::new(file, &path)?,
            Err(source) => return Err(self.not_opened(&path, version, source)),
        };
        self.check_version(&path, &file.status)?;
        file.bytes(&path).map(Some)
    }

    /// How many bytes all versions have.
    pub(super) fn bytes(&self) -> u64 {
        let status = |version: &Version| self.directory.status_of(&version.name).ok().flatten();
        self.versions.iter().filter_map(status).map(|found| found.size).sum()
    }

    /// Removes these versions, the newest first, with their messages. One that cannot be removed keeps no
    /// other from it.
    pub(super) fn remove(&mut self, numbers: &[u64]) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        let (gone, stay) = mem::take(&mut self.versions)
            .into_iter()
            .partition(|version| numbers.contains(&version.number));
        self.versions = stay;
        let gone: Vec<Version> = gone;
        for version in gone.iter().rev() {
            self.forget_message(version.number);
            if let Err(source) = self.directory.remove(&version.name) {
                outcome = Err(StoreError::History { path: self.path_of(version), source });
            }
        }
        outcome
    }

    /// Removes the newest version: its change was never made.
    pub(super) fn remove_newest(&mut self) -> Result<(), StoreError> {
        let newest = self.versions.last().map(|version| version.number);
        self.remove(newest.as_slice())
    }

    /// Removes what is more than `most` versions, and returns how many that were.
    pub(super) fn thin(&mut self, most: usize) -> Result<usize, StoreError> {
        let is_explained = |version: &Version| self.messages.contains(&version.number);
        let kept = thinning::kept(&self.versions, most, SystemTime::now(), is_explained);
        let kept: Vec<_> = kept.into_iter().map(|version| version.number).collect();
        let numbers = self.versions.iter().map(|version| version.number);
        let surplus: Vec<_> = numbers.filter(|number| !kept.contains(number)).collect();
        self.remove(&surplus).map(|()| surplus.len())
    }

    /// A file that belongs to someone else than the history and has further names may be the file of
    /// another store, to which only a name here was given.
    fn check_version(&self, path: &Path, status: &FileStatus) -> Result<(), StoreError> {
        check_trust(path, status, self.owner)?;
        if status.owner != self.owner && status.links > self.known_names(status) {
            let found = Distrust::Links(status.links);
            return Err(StoreError::Untrusted { path: path.to_owned(), found });
        }
        Ok(())
    }

    /// How many names the store and its versions give to a file: after a kill it can be both.
    fn known_names(&self, status: &FileStatus) -> u64 {
        let names = self.versions.iter().map(|version| self.directory.status_of(&version.name));
        let names = names
            .filter_map(|found| found.ok().flatten())
            .chain(self.store.status().ok().flatten());
        names.filter(|found| found.is_same_file(status)).count() as u64
    }

    fn not_opened(&self, path: &Path, version: &Version, source: io::Error) -> StoreError {
        match self.directory.status_of(&version.name) {
            Ok(Some(status)) if status.kind != FileKind::Regular => StoreError::Untrusted {
                path: path.to_owned(),
                found: Distrust::Kind(kind_name(status.kind)),
            },
            _ => StoreError::unreadable(path, source),
        }
    }

    fn failed(&self, source: io::Error) -> StoreError {
        StoreError::History { path: self.path.clone(), source }
    }
}

fn entry(store: &DirectoryEntry) -> DirectoryEntry {
    store.sibling(".history")
}
