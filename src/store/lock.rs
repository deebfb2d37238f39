//! `config.xml.lock`, the file that the Python `omero config` locks, in the same way.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::StoreError;
use super::replace::directory;
use crate::platform;

/// How long to sleep between two tries: at first short, for the next in a queue of writers.
const PAUSES: (Duration, Duration) = (Duration::from_micros(200), Duration::from_millis(20));

/// The right to change a store, as long as the value lives.
///
/// The standard library's `File::lock` is `flock(2)` on Unix, the kind of lock that the Python tool
/// takes; a test runs both side by side. The lock file stays: removing it would let two processes
/// hold two locks, which is what the Python tool does.
#[derive(Debug)]
#[must_use]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Waits for the lock of `store`, at most `patience` long.
    pub(super) fn acquire(store: &Path, patience: Duration) -> Result<Self, StoreError> {
        let path = lock_path(store);
        let failed = |source| StoreError::LockFile { path: path.clone(), source };
        let begun = Instant::now();
        let mut pause = PAUSES.0;
        loop {
            let file = open(&path).map_err(failed)?;
            match file.try_lock() {
                // The Python tool removes the file when it is done. If that happened between our
                // open and our lock, we hold a file that nobody else will ever look at.
                Ok(()) if is_at(&file, &path).map_err(failed)? => return Ok(Self { file, path }),
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            let left = patience.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return Err(StoreError::Locked { path: store.to_owned(), waited: patience });
            }
            thread::sleep(pause.min(left));
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// Whether the lock still keeps others out: the Python tool removes the file after it has let
    /// it go, and by then it can be ours.
    pub(super) fn is_valid(&self) -> bool {
        is_at(&self.file, &self.path).unwrap_or(false)
    }
}

pub(super) fn lock_path(store: &Path) -> PathBuf {
    let mut name = OsString::from(store);
    name.push(".lock");
    name.into()
}

/// Opens the lock file, made if it is not there, so that everybody can open it who may change the
/// store: after root has been here, too.
fn open(path: &Path) -> io::Result<File> {
    loop {
        match platform::open_lock_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            outcome => return outcome,
        }
        let directory = fs::metadata(directory(path))?;
        match platform::create_lock_file(path, &directory) {
            // Somebody else was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => return outcome,
        }
    }
}

fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) => Ok(platform::is_same_file(&file.metadata()?, &there)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
