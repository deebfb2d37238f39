//! Directories and their entries by path on Windows, where an open directory cannot be renamed away.
//!
//! Symbolic links need a separate privilege there; see `docs/reliability.md` for what that leaves open.
//! The standard library takes paths of any length.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::os::windows::fs::MetadataExt;
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use super::Access;
use super::FileKind;
use super::FileStatus;
use super::create_private;
use super::create_private_directory;
use super::windows_security::OF_DIRECTORIES;
use super::windows_security::make_file_private;

/// How long a file is waited for that another program is replacing or removing, or that a virus scanner looks at.
const A_MOMENT: Duration = Duration::from_millis(500);

/// How long to sleep between two tries.
const PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(20));

/// `FILE_READ_ATTRIBUTES`, and `DELETE`: the right to remove a file.
const READ_ATTRIBUTES: u32 = 0x80;
const DELETE: u32 = 0x0001_0000;

/// `FILE_FLAG_OPEN_REPARSE_POINT`: a link itself, not what it leads to.
const NOT_FOLLOWED: u32 = 0x0020_0000;
const FOLLOWED: u32 = 0;

/// `FILE_SHARE_READ | FILE_SHARE_WRITE`, without `FILE_SHARE_DELETE`.
const SHARED_BUT_NOT_REMOVED: u32 = 0x3;

/// `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION` and `ERROR_USER_MAPPED_FILE`.
const IN_USE: [i32; 3] = [32, 33, 1224];

/// What systems answer that do not flush directories: `ERROR_INVALID_FUNCTION`, `ERROR_ACCESS_DENIED`,
/// `ERROR_INVALID_HANDLE`, `ERROR_NOT_SUPPORTED`, `ERROR_INVALID_PARAMETER`.
const NOT_FLUSHED: [i32; 5] = [1, 5, 6, 50, 87];

#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
}

/// The status of an open file.
pub(crate) fn status_of(file: &File) -> io::Result<FileStatus> {
    if winapi_util::file::typ(file).is_ok_and(|kind| !kind.is_disk()) {
        return Ok(of_device());
    }
    let metadata = file.metadata()?;
    let found = winapi_util::file::information(file)?;
    let kind = match &metadata {
        found if found.is_symlink() => FileKind::Link,
        found if found.is_dir() => FileKind::Directory,
        _ => FileKind::Regular,
    };
    let modified = metadata.modified().ok();
    let since = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    Ok(FileStatus {
        kind,
        size: metadata.file_size(),
        owner: 0,
        group: 0,
        mode: if metadata.permissions().readonly() { 0o400 } else { 0o600 },
        links: found.number_of_links(),
        modified: since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)),
        identity: (found.volume_serial_number(), found.file_index()),
        changed: (metadata.last_write_time().cast_signed(), 0),
    })
}

/// `NUL`, `CON`, a named pipe.
fn of_device() -> FileStatus {
    FileStatus {
        kind: FileKind::Device,
        size: 0,
        owner: 0,
        group: 0,
        mode: 0o600,
        links: 1,
        modified: 0,
        identity: (0, 0),
        changed: (0, 0),
    }
}

/// Opens a file to be read. The system follows links.
pub(crate) fn open_without_links(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// No error says that a link is in the way.
pub(crate) fn is_link_error(_error: &io::Error) -> bool {
    false
}

/// There are no names for open files.
pub(crate) fn open_descriptor(_directory: &Directory, _name: &OsStr) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Opens a pipe or device to be written.
pub(crate) fn open_special(directory: &Directory, name: &OsStr) -> io::Result<File> {
    OpenOptions::new().write(true).open(directory.path.join(name))
}

/// A file that is being replaced. Only NTFS of Windows 10 replaces a file that is open, so it is closed.
pub(crate) struct ReplacedFile;

/// Prepares an open file for being replaced.
pub(crate) fn let_be_replaced(file: File) -> ReplacedFile {
    drop(file);
    ReplacedFile
}

impl Directory {
    /// The directory at `path`. The system follows links.
    pub(crate) fn open_without_links(path: &Path) -> io::Result<Self> {
        match fs::metadata(path)?.is_dir() {
            true => Ok(Self { path: path.to_owned() }),
            false => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    /// Where absolute paths begin.
    pub(crate) fn root() -> io::Result<Self> {
        Self::open_without_links(Path::new(r"\"))
    }

    /// Where relative paths begin.
    pub(crate) fn current() -> io::Result<Self> {
        Self::open_without_links(Path::new("."))
    }

    /// The directory `name` in this one.
    pub(crate) fn enter(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        Self::open_without_links(&self.path.join(name.as_ref()))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The status of the directory itself.
    pub(crate) fn status(&self) -> io::Result<FileStatus> {
        status_of(&look_at(&self.path, FOLLOWED)?)
    }

    /// There are no names for open files.
    #[expect(clippy::unused_self, reason = "elsewhere it is looked at")]
    pub(crate) fn is_of_descriptors(&self) -> bool {
        false
    }

    /// The status of an entry, which is not followed if it is a link; none if it does not exist.
    pub(crate) fn status_of(&self, name: &OsStr) -> io::Result<Option<FileStatus>> {
        let path = self.path.join(name);
        match persistently(A_MOMENT, || look_at(&path, NOT_FOLLOWED)) {
            Ok(found) => status_of(&found).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The text of a symbolic link.
    pub(crate) fn read_link(&self, name: &OsStr) -> io::Result<PathBuf> {
        fs::read_link(self.path.join(name))
    }

    pub(crate) fn open(&self, name: &OsStr, access: Access) -> io::Result<File> {
        let path = self.path.join(name);
        let mut options = OpenOptions::new();
        match access {
            Access::Read => options.read(true),
            Access::Append => options.append(true),
            // `LockFileEx` wants the right to read or to write. Nobody may remove the file while it is open
            // here: the Python tool does, and a second lock would be made.
            Access::Lock => options.read(true).write(true).share_mode(SHARED_BUT_NOT_REMOVED),
        };
        persistently(A_MOMENT, || options.open(&path))
    }

    /// Makes a private file, opened to be written; it must not be there yet.
    pub(crate) fn create(&self, name: &OsStr) -> io::Result<File> {
        create_private(&self.path.join(name))
    }

    /// Makes a private directory; it must not be there yet.
    pub(crate) fn create_directory(&self, name: &OsStr, _mode: u32) -> io::Result<()> {
        create_private_directory(&self.path.join(name))
    }

    /// Lets only its owner and administrators use the file `name`.
    pub(crate) fn make_private(&self, name: &OsStr, _file: &ReplacedFile) -> io::Result<()> {
        make_file_private(&self.path.join(name))
    }

    /// Gives an entry a second name in another directory.
    pub(crate) fn link(&self, name: &OsStr, other: &Self, new: &OsStr) -> io::Result<()> {
        let (old, new) = (self.path.join(name), other.path.join(new));
        persistently(A_MOMENT, || fs::hard_link(&old, &new))
    }

    /// Puts the entry `name` in the place of `new`, which goes. Readers may have that open; a program that does
    /// not share it is waited for.
    pub(crate) fn rename(&self, name: &OsStr, new: &OsStr, timeout: Duration) -> io::Result<()> {
        let (old, new) = (self.path.join(name), self.path.join(new));
        // Where a file that is open cannot be replaced, the system says that a right is missing.
        match retry(timeout, timeout, || fs::rename(&old, &new)) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                // The system says the same of a missing right and of a file that is in use.
                let is_used = OpenOptions::new().access_mode(DELETE).open(&new);
                Err(is_used.err().filter(is_in_use).unwrap_or(error))
            }
            outcome => outcome,
        }
    }

    /// Removes an entry that is not a directory.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        let path = self.path.join(name);
        persistently(A_MOMENT, || fs::remove_file(&path))
    }

    /// The names of all entries.
    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        fs::read_dir(&self.path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    /// Makes what was renamed, made and removed in it survive a power cut. NTFS keeps the order of such changes
    /// in its journal; where a directory cannot be flushed, that is all there is.
    pub(crate) fn flush(&self) -> io::Result<()> {
        let options = OpenOptions::new().write(true).custom_flags(OF_DIRECTORIES).open(&self.path);
        match options.and_then(|directory| directory.sync_all()) {
            Err(error) if error.raw_os_error().is_some_and(|code| NOT_FLUSHED.contains(&code)) => {
                Ok(())
            }
            outcome => outcome,
        }
    }

    /// A new directory belongs to the account that creates it.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn offer_owner(&self, _model: &FileStatus) -> io::Result<()> {
        Ok(())
    }
}

/// Whether an error says that another program has the file open and does not share it.
pub(crate) fn is_in_use(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| IN_USE.contains(&code))
}

/// Tries again for a while if another program is in the way: one that has the file open without sharing it, or
/// that is just removing or replacing it. The system answers the latter as if a right was missing.
fn persistently<T>(timeout: Duration, attempt: impl Fn() -> io::Result<T>) -> io::Result<T> {
    retry(timeout, timeout.min(A_MOMENT), attempt)
}

fn retry<T>(
    while_in_use: Duration,
    while_denied: Duration,
    attempt: impl Fn() -> io::Result<T>,
) -> io::Result<T> {
    let begun = Instant::now();
    let mut pause = PAUSES.0;
    loop {
        let outcome = attempt();
        let Err(error) = &outcome else { return outcome };
        let wait = match error {
            error if is_in_use(error) => while_in_use,
            error if error.kind() == io::ErrorKind::PermissionDenied => while_denied,
            _ => return outcome,
        };
        if begun.elapsed() >= wait {
            return outcome;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(PAUSES.1);
    }
}

/// Opens what is at a path only to look at it, which no other program can forbid.
fn look_at(path: &Path, link: u32) -> io::Result<File> {
    OpenOptions::new().access_mode(READ_ATTRIBUTES).custom_flags(OF_DIRECTORIES | link).open(path)
}
