//! A whole new file in the place of the old one, or nothing at all.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

use super::StoreError;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;
use crate::platform;
use crate::platform::FileKind;
use crate::platform::FileStatus;

/// How the name of a draft ends; it begins with a dot and the name of its target.
const SUFFIX: &str = ".draft";

/// So many random characters make the name of a draft.
const RANDOM_CHARACTERS: usize = 6;

/// As many names are tried until one is free.
const MAX_TRIES: usize = 1000;

/// A draft that has not been written to for this time belongs to a process that was killed.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// Who can read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    Owner,
    /// Those whom an access control list of the directory lets read its files, where there is one.
    OfDirectory,
    All,
}

/// A file with the new content next to its target, ready to take its place. It has the owner, group,
/// mode and extended attributes of the old file; a new file is private and belongs to the owner of the
/// directory. Dropped, it is gone.
#[must_use]
pub(super) struct Draft {
    file: File,
    entry: DirectoryEntry,
    is_in_place: bool,
}

impl Draft {
    /// Writes `content` next to `target`, which is `old` now, and flushes it to the disk.
    pub(super) fn write(
        target: &DirectoryEntry,
        old: Option<&OpenFile>,
        content: &[u8],
    ) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Replace { path: target.path().to_owned(), source };
        platform::let_large_writes_fail();
        let mut draft = Self::create(target).map_err(failed)?;
        draft.take_owner(target, old)?;
        draft.file.write_all(content).map_err(failed)?;
        if let Some(old) = old {
            draft.take_rights(target, old)?;
        }
        draft.file.sync_all().map_err(failed)?;
        Ok(draft)
    }

    /// The file `old`, which is at `source`, under a second name next to `target`, to replace that too.
    /// Where the file system has no hard links it is a copy.
    pub(super) fn link(
        source: &DirectoryEntry,
        old: &OpenFile,
        target: &DirectoryEntry,
    ) -> Result<Self, StoreError> {
        let path = source.path();
        let failed = |source| StoreError::Replace { path: path.to_owned(), source };
        let entry = candidate(target);
        match source.directory().link(source.name(), entry.directory(), entry.name()) {
            Ok(()) => {
                let file = old.file.try_clone().map_err(failed)?;
                let draft = Self { file, entry, is_in_place: false };
                let linked = draft.entry.status()?;
                if linked.is_some_and(|linked| linked.is_same_file(&old.status)) {
                    return Ok(draft);
                }
                Err(failed(io::Error::other("another program replaced it in the meantime")))
            }
            Err(_) => Self::write(target, Some(old), &old.bytes(source.path())?),
        }
    }

    /// Lets others than the owner read the file.
    pub(super) fn let_read(&self, readers: Readers) -> Result<(), StoreError> {
        let outcome = match readers {
            Readers::Owner => Ok(()),
            Readers::OfDirectory => platform::let_readers_of_directory_read(&self.file),
            Readers::All => platform::let_all_read(&self.file),
        };
        outcome.map_err(|source| StoreError::Replace { path: self.entry.path().to_owned(), source })
    }

    /// Puts the file in the place of `target`, so that it survives a power cut. A program that keeps the old
    /// file from being replaced is waited for.
    pub(super) fn put_in_place(
        mut self,
        target: &DirectoryEntry,
        timeout: Duration,
    ) -> Result<(), StoreError> {
        let failed = |source| StoreError::Replace { path: target.path().to_owned(), source };
        target.directory().rename(self.entry.name(), target.name(), timeout).map_err(failed)?;
        self.is_in_place = true;
        flush_directory(target)?;
        // The change is done, whatever becomes of old drafts; the next one tries again.
        let _ = sweep(target);
        Ok(())
    }

    /// The status of the file.
    pub(super) fn status(&self) -> Result<FileStatus, StoreError> {
        platform::status_of(&self.file)
            .map_err(|source| StoreError::unreadable(self.entry.path(), source))
    }

    /// An empty file that other users cannot read: it will hold passwords.
    fn create(target: &DirectoryEntry) -> io::Result<Self> {
        let mut tries = 0;
        loop {
            let entry = candidate(target);
            tries += 1;
            match target.directory().create(entry.name()) {
                Ok(file) => return Ok(Self { file, entry, is_in_place: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < MAX_TRIES => {
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The owner comes before the first byte, so that no password is ever readable by others.
    fn take_owner(
        &self,
        target: &DirectoryEntry,
        old: Option<&OpenFile>,
    ) -> Result<(), StoreError> {
        let path = || target.path().to_owned();
        match old {
            Some(old) => platform::adopt_owner(&self.file, &old.status, &old.file)
                .map_err(|source| StoreError::Owner { path: path(), source }),
            None => platform::offer_owner(&self.file, &target.directory_status()?)
                .map_err(|source| StoreError::Replace { path: path(), source }),
        }
    }

    fn take_rights(&self, target: &DirectoryEntry, old: &OpenFile) -> Result<(), StoreError> {
        let path = || target.path().to_owned();
        platform::adopt_permissions(&self.file, &old.status)
            .map_err(|source| StoreError::Replace { path: path(), source })?;
        platform::adopt_attributes(&self.file, &old.file).map_err(|error| StoreError::Attribute {
            path: path(),
            name: error.name,
            source: error.source,
        })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_in_place {
            // What is left over is removed by a later change.
            let _ = self.entry.directory().remove(self.entry.name());
        }
    }
}

/// Makes a rename in the directory of `target` survive a power cut.
pub(super) fn flush_directory(target: &DirectoryEntry) -> Result<(), StoreError> {
    let flushed = target.directory().flush();
    flushed.map_err(|source| StoreError::NotDurable { path: target.path().to_owned(), source })
}

/// A name for a draft that is probably not used. It need not be unpredictable.
fn candidate(target: &DirectoryEntry) -> DirectoryEntry {
    let random: String = (0..RANDOM_CHARACTERS).map(|_| fastrand::alphanumeric()).collect();
    let mut name = prefix(target);
    name.push(random);
    name.push(SUFFIX);
    let path = target.path().with_file_name(&name);
    DirectoryEntry::new(target.directory().clone(), name, path)
}

fn prefix(target: &DirectoryEntry) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.name());
    prefix.push(".");
    prefix
}

/// Removes abandoned drafts of `target`: there are passwords in them.
fn sweep(target: &DirectoryEntry) -> io::Result<()> {
    abandoned_names(target)?.iter().try_for_each(|name| target.directory().remove(name))
}

/// Drafts of `target` whose process has ended.
pub(super) fn abandoned(target: &DirectoryEntry) -> io::Result<Vec<PathBuf>> {
    let names = abandoned_names(target)?.into_iter();
    Ok(names.map(|name| target.path().with_file_name(name)).collect())
}

fn abandoned_names(target: &DirectoryEntry) -> io::Result<Vec<OsString>> {
    let prefix = prefix(target);
    let mut found = Vec::new();
    for name in target.directory().names()? {
        let bytes = name.as_encoded_bytes();
        let is_draft =
            bytes.starts_with(prefix.as_encoded_bytes()) && bytes.ends_with(SUFFIX.as_bytes());
        if is_draft && is_old(target, &name)? {
            found.push(name);
        }
    }
    Ok(found)
}

fn is_old(target: &DirectoryEntry, name: &std::ffi::OsStr) -> io::Result<bool> {
    let Some(status) = target.directory().status_of(name)? else { return Ok(false) };
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let age = i64::try_from(now.as_secs()).unwrap_or(i64::MAX).saturating_sub(status.modified);
    Ok(status.kind == FileKind::Regular
        && u64::try_from(age).is_ok_and(|age| age > ABANDONED.as_secs()))
}
