//! Earlier versions of the store: kept when they are replaced, listed, brought back.
//!
//! A version is the file itself, under a second name in `config.xml.history`; only where hard links
//! don't work it is a copy. The directory and what is in it are believed only if no user but the owner
//! of the store's directory, root and ourselves can have put it there.

use std::fs::File;
use std::io;
use std::io::Seek;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use super::StoreError;
use super::Version;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;
use super::entry::create_directory;
use super::entry::kind_name;
use super::trust::Distrust;
use super::trust::check_trust;
use super::version::HIGHEST_NUMBER;
use super::version::VersionKind;
use super::version::versions;
use crate::platform;
use crate::platform::Access;
use crate::platform::Directory;
use crate::platform::FileKind;
use crate::platform::FileStatus;

/// How many versions are kept unless told otherwise.
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
}

/// A version that is being kept. Dropped before the file is replaced, it is gone again.
#[must_use]
#[derive(Debug)]
pub(super) struct Kept {
    directory: Rc<Directory>,
    version: Option<Version>,
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

    /// The same; it is made if it is not there.
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
        let versions = versions(&directory.names().map_err(failed)?);
        Ok(Self { store: store.clone(), directory: Rc::new(directory), path, owner, versions })
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

    /// Keeps the file at `store` before it is replaced. `old` is that file, or none if there is none yet.
    pub(super) fn keep(
        &mut self,
        store: &DirectoryEntry,
        old: Option<&OpenFile>,
        user: &str,
    ) -> Result<Kept, StoreError> {
        let last = self.versions.last().map_or(0, |version| version.number);
        let kind = if old.is_some() { VersionKind::File } else { VersionKind::Missing };
        let number = last + 1;
        if number > HIGHEST_NUMBER {
            let problem =
                format!("version {last} has the highest number, and is hardly one of ours");
            return Err(self.failed(io::Error::other(problem)));
        }
        let version = Version::now(number, user, kind);
        let directory = Rc::clone(&self.directory);
        let kept = Kept { directory, version: Some(version.clone()) };
        let outcome = match old {
            Some(old) => self.link_or_copy(store, old, &version),
            None => self.create(&version, &store.directory_status()?).map(|_| ()),
        };
        match outcome {
            Ok(()) => {
                self.versions.push(version);
                Ok(kept)
            }
            Err(source) => {
                // The file of somebody else, which is not ours to remove.
                if source.kind() == io::ErrorKind::AlreadyExists {
                    kept.forget();
                }
                Err(self.failed(source))
            }
        }
    }

    /// Removes the oldest versions until `most` are left, and returns how many there were. One that cannot be
    /// removed keeps no other from it.
    pub(super) fn prune(&self, most: usize) -> Result<usize, StoreError> {
        let surplus = self.versions.len().saturating_sub(most);
        let mut outcome = Ok(surplus);
        for version in self.versions.iter().take(surplus) {
            if let Err(source) = self.directory.remove(&version.name) {
                outcome = Err(StoreError::History { path: self.path_of(version), source });
            }
        }
        outcome
    }

    fn link_or_copy(
        &self,
        store: &DirectoryEntry,
        old: &OpenFile,
        version: &Version,
    ) -> io::Result<()> {
        match store.directory().link(store.name(), &self.directory, &version.name) {
            Ok(()) => self.check_link(old, version),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) => {
                let mut copy = self.create(version, &old.status)?;
                let mut whole = &old.file;
                whole.rewind()?;
                io::copy(&mut whole, &mut copy)?;
                copy.sync_all()
            }
        }
    }

    /// The name of the store may have got another file since that was opened.
    fn check_link(&self, old: &OpenFile, version: &Version) -> io::Result<()> {
        let linked = self.directory.status_of(&version.name)?;
        if linked.is_some_and(|linked| linked.is_same_file(&old.status)) {
            return Ok(());
        }
        Err(io::Error::other("another program replaced the file while it was kept"))
    }

    /// An empty private file for a version that belongs to the owner of `model`.
    fn create(&self, version: &Version, model: &FileStatus) -> io::Result<File> {
        let file = self.directory.create(&version.name)?;
        platform::offer_owner(&file, model)?;
        Ok(file)
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

impl Kept {
    /// The file has been replaced: the version stays, readable only by its owner. `old` is the file.
    pub(super) fn stay(mut self, old: Option<&OpenFile>) {
        self.version = None;
        if let Some(old) = old {
            // The directory keeps others out already.
            let _ = platform::make_private(&old.file);
        }
    }

    fn forget(mut self) {
        self.version = None;
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(version) = &self.version {
            // What is left over does no harm.
            let _ = self.directory.remove(&version.name);
        }
    }
}

fn entry(store: &DirectoryEntry) -> DirectoryEntry {
    store.sibling(".history")
}
