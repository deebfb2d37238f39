//! Keeping the file that a change replaces: it gets its name in the history before the new one is put in
//! place, so that nothing is lost however the change ends.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::io::Seek;
use std::rc::Rc;
use std::time::SystemTime;

use super::History;
use crate::platform;
use crate::platform::Directory;
use crate::platform::FileStatus;
use crate::platform::ReplacedFile;
use crate::store::LOCK_TIMEOUT;
use crate::store::StoreError;
use crate::store::entry::DirectoryEntry;
use crate::store::entry::OpenFile;
use crate::store::fingerprint::Fingerprint;
use crate::store::run::NewChange;
use crate::store::version::HIGHEST_NUMBER;
use crate::store::version::Version;
use crate::store::version::VersionKind;

/// A version that is being kept. Dropped before the file is replaced, it is gone again.
#[must_use]
#[derive(Debug)]
pub(in crate::store) struct Kept {
    directory: Rc<Directory>,
    names: Vec<OsString>,
}

impl History {
    /// Keeps the file at `store` before it is replaced. `old` is that file, if it exists.
    pub(in crate::store) fn keep(
        &mut self,
        store: &DirectoryEntry,
        old: Option<&OpenFile>,
        change: &NewChange<'_>,
    ) -> Result<Kept, StoreError> {
        let kind = if old.is_some() { VersionKind::File } else { VersionKind::Missing };
        let NewChange { user, time, .. } = change;
        let number = self.next_number()?;
        let version = Version::new(number, *time, user, kind, Some(change.record()));
        let mut kept = Kept { directory: Rc::clone(&self.directory), names: Vec::new() };
        if let Some(text) = &change.author.message {
            self.set_message(number, text)?;
            kept.names.push(Self::message_name(number));
        }
        kept.names.push(version.name.clone());
        let outcome = match old {
            Some(old) => self.link_or_copy(store, old, &version),
            None => self.create(&version.name, &store.directory_status()?).map(|_| ()),
        };
        if let Err(source) = outcome {
            // The file of another program, which must not be removed.
            if source.kind() == io::ErrorKind::AlreadyExists {
                kept.names.pop();
            }
            return Err(self.failed(source));
        }
        change.author.set_script_number(number);
        self.versions.push(version);
        Ok(kept)
    }

    /// The number of the next change.
    pub(in crate::store) fn next_number(&self) -> Result<u64, StoreError> {
        let last = self.versions.last().map_or(0, |version| version.number);
        if last < HIGHEST_NUMBER {
            return Ok(last + 1);
        }
        let problem = format!(
            "version {last} has the highest number and was probably not written by this program"
        );
        Err(self.failed(io::Error::other(problem)))
    }

    /// The newest change has become a larger one, after which the store says `after`. If that equals the
    /// previous content, there is no change.
    pub(in crate::store) fn extend(
        &mut self,
        after: Fingerprint,
        time: SystemTime,
    ) -> Result<(), StoreError> {
        let Some(newest) = self.versions.last() else { return Ok(()) };
        if newest.record.as_ref().is_some_and(|record| record.before == after) {
            return self.remove(&[newest.number]);
        }
        let extended = newest.extended(after, time);
        let renamed = self.directory.rename(&newest.name, &extended.name, LOCK_TIMEOUT);
        renamed.map_err(|source| self.failed(source))?;
        self.versions.pop();
        self.versions.push(extended);
        Ok(())
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
                let mut copy = self.create(&version.name, &old.status)?;
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

    /// An empty private file that belongs to the owner of `model`.
    pub(super) fn create(&self, name: &OsStr, model: &FileStatus) -> io::Result<File> {
        let file = self.directory.create(name)?;
        platform::offer_owner(&file, model)?;
        Ok(file)
    }
}

impl Kept {
    /// The file has been replaced: the version stays, readable only by its owner. `old` is the file.
    pub(in crate::store) fn stay(mut self, old: Option<&ReplacedFile>) {
        let names = std::mem::take(&mut self.names);
        if let (Some(old), Some(name)) = (old, names.last()) {
            // The directory keeps others out already.
            let _ = self.directory.make_private(name, old);
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        for name in &self.names {
            // What is left over is harmless.
            let _ = self.directory.remove(name);
        }
    }
}
