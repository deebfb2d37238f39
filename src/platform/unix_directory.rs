//! Directories and their entries, reached through descriptors on Unix.
//!
//! A path is resolved again at each system call, and anyone who can write to one of its directories
//! decides each time where it leads. A descriptor keeps leading to the same directory, and no call here
//! follows a symbolic link in the last place.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rustix::fs::AtFlags;
use rustix::fs::Dir;
use rustix::fs::FileType;
use rustix::fs::Mode;
use rustix::fs::OFlags;
use rustix::fs::Stat;
use rustix::io::Errno;

use super::Access;
use super::FileKind;
use super::FileStatus;
use super::make_private;

/// A directory held open.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(super) descriptor: File,
}

#[allow(clippy::unnecessary_cast, clippy::useless_conversion, clippy::cast_possible_wrap)]
#[allow(clippy::cast_sign_loss, reason = "the types of these numbers differ by system")]
impl From<Stat> for FileStatus {
    fn from(stat: Stat) -> Self {
        let mode = stat.st_mode as rustix::fs::RawMode;
        Self {
            kind: FileKind::from(FileType::from_raw_mode(mode)),
            size: u64::try_from(stat.st_size).unwrap_or_default(),
            owner: stat.st_uid,
            group: stat.st_gid,
            mode: u32::from(mode) & 0o7777,
            links: stat.st_nlink as u64,
            modified: stat.st_mtime as i64,
            identity: (stat.st_dev as u64, stat.st_ino as u64),
            changed: (stat.st_ctime as i64, stat.st_ctime_nsec as i64),
        }
    }
}

impl From<FileType> for FileKind {
    fn from(found: FileType) -> Self {
        match found {
            FileType::RegularFile => Self::Regular,
            FileType::Directory => Self::Directory,
            FileType::Symlink => Self::Link,
            FileType::Fifo => Self::Fifo,
            FileType::Socket => Self::Socket,
            _ => Self::Device,
        }
    }
}

/// The status of an open file.
pub(crate) fn status_of(file: &File) -> io::Result<FileStatus> {
    Ok(rustix::fs::fstat(file)?.into())
}

/// Opens a file to be read if no part of its path is a symbolic link; otherwise the error is `ELOOP`. A
/// FIFO does not make us wait.
pub(crate) fn open_without_links(path: &Path) -> io::Result<File> {
    Ok(without_links(path, OFlags::RDONLY | OFlags::NONBLOCK)?.into())
}

/// Whether an error says that another program has the file open and does not share it: here all share.
pub(crate) fn is_in_use(_error: &io::Error) -> bool {
    false
}

/// Whether an error says that a symbolic link is in the way.
pub(crate) fn is_link_error(error: &io::Error) -> bool {
    error.raw_os_error() == Some(Errno::LOOP.raw_os_error())
}

/// One system call where the kernel can do it; elsewhere it looks as if there was a link, and the walk
/// through the path finds that there is none.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn without_links(path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
    use rustix::fs::ResolveFlags;
    let flags = flags | OFlags::CLOEXEC;
    match rustix::fs::openat2(
        rustix::fs::CWD,
        path,
        flags,
        Mode::empty(),
        ResolveFlags::NO_SYMLINKS,
    ) {
        // Kernels before 5.6, and sandboxes that do not know the call.
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => Err(Errno::LOOP.into()),
        outcome => Ok(outcome?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn without_links(_path: &Path, _flags: OFlags) -> io::Result<OwnedFd> {
    Err(Errno::LOOP.into())
}

/// A file that is being replaced. Here it can stay open.
pub(crate) type ReplacedFile = File;

/// Prepares an open file for being replaced.
pub(crate) fn let_be_replaced(file: File) -> ReplacedFile {
    file
}

impl Directory {
    /// The directory at `path` if no part of the path is a symbolic link; otherwise the error is
    /// `ELOOP`.
    pub(crate) fn open_without_links(path: &Path) -> io::Result<Self> {
        match without_links(path, OFlags::RDONLY | OFlags::DIRECTORY) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                without_links(path, SEARCH | OFlags::DIRECTORY)
            }
            outcome => outcome,
        }
        .map(|descriptor| Self { descriptor: descriptor.into() })
    }

    /// Where absolute paths begin.
    pub(crate) fn root() -> io::Result<Self> {
        Self::start("/")
    }

    /// Where relative paths begin.
    pub(crate) fn current() -> io::Result<Self> {
        Self::start(".")
    }

    fn start(name: &str) -> io::Result<Self> {
        let flags = SEARCH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self { descriptor: rustix::fs::open(name, flags, Mode::empty())?.into() })
    }

    /// The directory `name` in this one. A symbolic link is refused.
    pub(crate) fn enter(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        let open = |flags| {
            let flags = flags | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            rustix::fs::openat(&self.descriptor, name.as_ref(), flags, Mode::empty())
        };
        let descriptor = match open(OFlags::RDONLY) {
            Err(Errno::ACCESS) => open(SEARCH),
            outcome => outcome,
        };
        Ok(Self { descriptor: File::from(descriptor?) })
    }

    /// The status of the directory itself.
    pub(crate) fn status(&self) -> io::Result<FileStatus> {
        Ok(rustix::fs::fstat(&self.descriptor)?.into())
    }

    /// Whether its entries are the descriptors of a process: links that lead to open files, whatever their
    /// text says (`proc_pid_fd(5)`).
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(crate) fn is_of_descriptors(&self) -> bool {
        let found = rustix::fs::fstatfs(&self.descriptor);
        found.is_ok_and(|found| found.f_type == rustix::fs::PROC_SUPER_MAGIC)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(crate) fn is_of_descriptors(&self) -> bool {
        false
    }

    /// The status of an entry, which is not followed if it is a link; none if it does not exist.
    pub(crate) fn status_of(&self, name: &OsStr) -> io::Result<Option<FileStatus>> {
        match rustix::fs::statat(&self.descriptor, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(found) => Ok(Some(found.into())),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The text of a symbolic link.
    pub(crate) fn read_link(&self, name: &OsStr) -> io::Result<PathBuf> {
        let text = rustix::fs::readlinkat(&self.descriptor, name, Vec::new())?;
        Ok(OsString::from_vec(text.into_bytes()).into())
    }

    /// Opens an entry. A symbolic link is refused, and a FIFO does not make us wait.
    pub(crate) fn open(&self, name: &OsStr, access: Access) -> io::Result<File> {
        let access = match access {
            Access::Read => OFlags::RDONLY,
            Access::Append | Access::Lock => OFlags::WRONLY | OFlags::APPEND,
        };
        let flags = access | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.descriptor, name, flags, Mode::empty())?.into())
    }

    /// Makes a file that only its owner can read, opened to be written; it must not be there yet.
    pub(crate) fn create(&self, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::EXCL;
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.descriptor, name, flags, Mode::from_raw_mode(0o600))?.into())
    }

    /// Makes a directory; it must not be there yet. The umask can only take rights away from `mode`.
    pub(crate) fn create_directory(&self, name: &OsStr, mode: u32) -> io::Result<()> {
        let mode = rustix::fs::RawMode::try_from(mode).unwrap_or_default();
        Ok(rustix::fs::mkdirat(&self.descriptor, name, Mode::from_raw_mode(mode))?)
    }

    /// Says who may use the directory itself.
    pub(crate) fn set_mode(&self, mode: u32) -> io::Result<()> {
        let mode = rustix::fs::RawMode::try_from(mode).unwrap_or_default();
        Ok(rustix::fs::fchmod(&self.descriptor, Mode::from_raw_mode(mode))?)
    }

    /// Gives an entry a second name in another directory. A symbolic link is not followed.
    pub(crate) fn link(&self, name: &OsStr, other: &Self, new: &OsStr) -> io::Result<()> {
        let flags = AtFlags::empty();
        Ok(rustix::fs::linkat(&self.descriptor, name, &other.descriptor, new, flags)?)
    }

    /// Puts the entry `name` in the place of `new`, which goes.
    /// Nobody can be in the way, so there is nothing to wait for.
    pub(crate) fn rename(&self, name: &OsStr, new: &OsStr, _timeout: Duration) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.descriptor, name, &self.descriptor, new)?)
    }

    /// Lets only its owner use the file that is open as `file`, whatever `_name` leads to now.
    #[expect(clippy::unused_self, reason = "on Windows it is needed")]
    pub(crate) fn make_private(&self, _name: &OsStr, file: &ReplacedFile) -> io::Result<()> {
        make_private(file)
    }

    /// Removes an entry that is not a directory.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.descriptor, name, AtFlags::empty())?)
    }

    /// The names of all entries.
    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.descriptor)? {
            let name = entry?.file_name().to_bytes().to_owned();
            if name != b"." && name != b".." {
                names.push(OsString::from_vec(name));
            }
        }
        Ok(names)
    }

    /// Makes what was renamed, made and removed in it survive a power cut.
    pub(crate) fn flush(&self) -> io::Result<()> {
        match self.descriptor.sync_all() {
            // Opened only to be searched.
            Err(error) if error.raw_os_error() == Some(Errno::BADF.raw_os_error()) => {
                let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
                let readable = rustix::fs::openat(&self.descriptor, ".", flags, Mode::empty())?;
                File::from(readable).sync_all()
            }
            outcome => outcome,
        }
    }
}

/// Opens a directory whose entries may not be listed, as everyone may who can search it.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SEARCH: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SEARCH: OFlags = OFlags::RDONLY;
