//! `config.xml.lock`, the file that the Python `omero config` locks, in the same way.

use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::StoreError;
use super::entry::DirectoryEntry;
use super::entry::check_is_regular;
use super::lock_holder::LockHolder;
use crate::platform;
use crate::platform::Access;
use crate::platform::FileStatus;

/// How long to sleep between two tries: at first short, for the next in a queue of writers.
const PAUSES: (Duration, Duration) = (Duration::from_micros(200), Duration::from_millis(20));

/// The right to change a store, as long as the value lives.
///
/// The standard library's `File::lock` is `flock(2)` on Unix, the kind of lock that the Python tool
/// takes; a test runs both side by side. The lock file stays: removing it would let two processes
/// hold two locks, which is what the Python tool does.
#[derive(Debug)]
#[must_use]
pub(crate) struct Lock {
    /// The lock ends when it is closed.
    file: File,
    status: FileStatus,
    entry: DirectoryEntry,
}

impl Lock {
    /// Waits at most `timeout` for the lock of a store.
    pub(super) fn acquire(store: &DirectoryEntry, timeout: Duration) -> Result<Self, StoreError> {
        let entry = store.sibling(".lock");
        let begun = Instant::now();
        let mut pause = PAUSES.0;
        loop {
            let (file, status) = open(&entry)?;
            let lock = Self { file, status, entry: entry.clone() };
            match lock.file.try_lock() {
                // The Python tool removes the file when it is done. If that happened between our open
                // and our lock, we hold a file that no other process will ever open.
                Ok(()) if lock.is_valid() => return Ok(lock),
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(source)) => {
                    return Err(StoreError::NotLockable { path: entry.path().to_owned(), source });
                }
            }
            let left = timeout.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return Err(lock.held(store, timeout));
            }
            thread::sleep(pause.min(left));
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// Another process has had the lock all the time.
    fn held(&self, store: &DirectoryEntry, waited: Duration) -> StoreError {
        let holders = self.file.metadata().map(|file| LockHolder::all_of(&file));
        let holder = holders.unwrap_or_default().into_iter().next();
        StoreError::Locked { path: store.path().to_owned(), waited, holder }
    }

    /// Whether the lock still keeps others out: the Python tool removes the file after it has let
    /// it go, and by then it can be ours.
    pub(super) fn is_valid(&self) -> bool {
        let now = self.entry.status().ok().flatten();
        now.is_some_and(|now| now.is_same_file(&self.status))
    }

    /// Lets programs that are started later hold the lock too, even if this process is killed.
    pub(super) fn let_children_inherit(&self) -> Result<(), StoreError> {
        platform::let_children_inherit(&self.file).map_err(|source| self.failed(source))
    }

    /// Releases the lock for all who hold it.
    pub(super) fn release(self) -> Result<(), StoreError> {
        self.file.unlock().map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> StoreError {
        StoreError::LockFile { path: self.entry.path().to_owned(), source }
    }

    /// The path of the lock file of a store.
    pub(super) fn path_for(store: &DirectoryEntry) -> PathBuf {
        store.sibling(".lock").path().to_owned()
    }
}

/// Opens the lock file, created if it does not exist, so that every user who may change the store can
/// open it: after root has been here, too.
fn open(entry: &DirectoryEntry) -> Result<(File, FileStatus), StoreError> {
    let failed = |source| StoreError::LockFile { path: entry.path().to_owned(), source };
    let file = loop {
        match open_existing(entry) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                // What it is says more than what the system says of opening it.
                if let Some(status) = entry.status()? {
                    check_is_regular(entry.path(), &status)?;
                }
                return Err(failed(error));
            }
            Ok(file) => break file,
        }
        match create(entry) {
            // Another program was quicker, or it can be opened now.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => outcome.map_err(failed)?,
        }
    };
    let status = platform::status_of(&file).map_err(failed)?;
    check_is_regular(entry.path(), &status)?;
    Ok((file, status))
}

/// To read it is enough for `flock(2)`, except on NFS.
fn open_existing(entry: &DirectoryEntry) -> io::Result<File> {
    let open = |access| entry.directory().open(entry.name(), access);
    match open(Access::Lock) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => open(Access::Read),
        outcome => outcome,
    }
}

/// The file is ours because it was not there before, so it can be given to the directory's owner.
fn create(entry: &DirectoryEntry) -> io::Result<()> {
    let file = entry.directory().create(entry.name())?;
    platform::offer_owner(&file, &entry.directory().status()?)?;
    platform::share_lock_file(&file, entry.directory())
}
