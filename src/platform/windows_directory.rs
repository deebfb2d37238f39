//! Directories and their entries by path on Windows, where an open directory cannot be renamed away.
//!
//! Symbolic links need a privilege of their own there, and who owns a file is not looked at; see
//! `docs/reliability.md` for what that leaves open.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::fs::OpenOptions;
use std::io;
use std::os::windows::fs::MetadataExt;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

use super::Access;
use super::FileKind;
use super::FileStatus;

#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
}

impl From<&Metadata> for FileStatus {
    fn from(metadata: &Metadata) -> Self {
        let kind = match metadata {
            found if found.is_symlink() => FileKind::Link,
            found if found.is_dir() => FileKind::Directory,
            _ => FileKind::Regular,
        };
        let modified = metadata.modified().ok();
        let since = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Self {
            kind,
            size: metadata.file_size(),
            owner: 0,
            group: 0,
            mode: if metadata.permissions().readonly() { 0o400 } else { 0o600 },
            links: 1,
            modified: since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)),
            identity: (metadata.creation_time(), 0),
            changed: (metadata.last_write_time().cast_signed(), 0),
        }
    }
}

/// The status of an open file.
pub(crate) fn status_of(file: &File) -> io::Result<FileStatus> {
    Ok(FileStatus::from(&file.metadata()?))
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

    /// The status of the directory itself.
    pub(crate) fn status(&self) -> io::Result<FileStatus> {
        Ok(FileStatus::from(&fs::metadata(&self.path)?))
    }

    /// There are no names for open files.
    #[expect(clippy::unused_self, reason = "elsewhere it is looked at")]
    pub(crate) fn is_of_descriptors(&self) -> bool {
        false
    }

    /// The status of an entry, which is not followed if it is a link; none if it is not there.
    pub(crate) fn status_of(&self, name: &OsStr) -> io::Result<Option<FileStatus>> {
        match fs::symlink_metadata(self.path.join(name)) {
            Ok(found) => Ok(Some(FileStatus::from(&found))),
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
        match access {
            Access::Read => File::open(path),
            Access::Append => OpenOptions::new().append(true).open(path),
        }
    }

    /// Makes a file, opened to be written; it must not be there yet.
    pub(crate) fn create(&self, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().append(true).create_new(true).open(self.path.join(name))
    }

    /// Makes a directory; it must not be there yet. Its access control list is inherited.
    pub(crate) fn create_directory(&self, name: &OsStr, _mode: u32) -> io::Result<()> {
        fs::create_dir(self.path.join(name))
    }

    /// Gives an entry a second name in another directory.
    pub(crate) fn link(&self, name: &OsStr, other: &Self, new: &OsStr) -> io::Result<()> {
        fs::hard_link(self.path.join(name), other.path.join(new))
    }

    /// Puts the entry `name` in the place of `new`, which goes.
    pub(crate) fn rename(&self, name: &OsStr, new: &OsStr) -> io::Result<()> {
        fs::rename(self.path.join(name), self.path.join(new))
    }

    /// Removes an entry that is not a directory.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    /// The names of all entries.
    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        fs::read_dir(&self.path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    /// NTFS writes a rename to its journal by itself.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn flush(&self) -> io::Result<()> {
        Ok(())
    }

    /// A new directory belongs to whoever makes it.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn offer_owner(&self, _model: &FileStatus) -> io::Result<()> {
        Ok(())
    }
}
