//! A file by its name in a directory that is held open.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use super::StoreError;
use super::xml;
use crate::platform;
use crate::platform::Access;
use crate::platform::Directory;
use crate::platform::FileKind;
use crate::platform::FileStatus;

/// A name in a directory, with a file or without. Whatever becomes of the path, it is the same directory.
#[derive(Debug, Clone)]
pub(super) struct DirectoryEntry {
    directory: Rc<Directory>,
    name: OsString,
    /// For messages.
    path: PathBuf,
}

/// A regular file that was opened to be read, and its status then.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub(super) file: File,
    pub(super) status: FileStatus,
}

impl DirectoryEntry {
    pub(super) fn new(directory: Rc<Directory>, name: OsString, path: PathBuf) -> Self {
        Self { directory, name, path }
    }

    /// Another entry of the same directory: this name with `suffix`.
    pub(super) fn sibling(&self, suffix: &str) -> Self {
        let with = |text: &OsStr| {
            let mut text = text.to_owned();
            text.push(suffix);
            text
        };
        let path = with(self.path.as_os_str()).into();
        Self { directory: Rc::clone(&self.directory), name: with(&self.name), path }
    }

    pub(super) fn directory(&self) -> &Rc<Directory> {
        &self.directory
    }

    pub(super) fn name(&self) -> &OsStr {
        &self.name
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The status of the entry itself; none if it does not exist.
    pub(super) fn status(&self) -> Result<Option<FileStatus>, StoreError> {
        self.directory.status_of(&self.name).map_err(|source| self.unreadable(source))
    }

    pub(super) fn directory_status(&self) -> Result<FileStatus, StoreError> {
        self.directory.status().map_err(|source| self.unreadable(source))
    }

    /// Opens the file to be read; none if it does not exist. What is not a regular file is refused.
    pub(super) fn open(&self) -> Result<Option<OpenFile>, StoreError> {
        match self.directory.open(&self.name, Access::Read) {
            Ok(file) => OpenFile::new(file, &self.path).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => match self.status()? {
                Some(status) => {
                    check_is_regular(&self.path, &status)?;
                    Err(self.unreadable(source))
                }
                None => Ok(None),
            },
        }
    }

    fn unreadable(&self, source: io::Error) -> StoreError {
        StoreError::unreadable(&self.path, source)
    }
}

impl OpenFile {
    /// A file that was opened at `path`, which has to be a regular one.
    pub(super) fn new(file: File, path: &Path) -> Result<Self, StoreError> {
        let status =
            platform::status_of(&file).map_err(|source| StoreError::unreadable(path, source))?;
        check_is_regular(path, &status)?;
        Ok(Self { file, status })
    }

    /// The content of a file at `path` that is not too large to be a store.
    pub(super) fn bytes(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let too_large = |bytes| StoreError::Malformed {
            path: path.to_owned(),
            source: xml::XmlError::too_large(bytes),
        };
        if self.status.size > xml::MAX_FILE_BYTES {
            return Err(too_large(self.status.size));
        }
        // It can grow while it is read: one byte more than is allowed shows that.
        let mut bytes =
            Vec::with_capacity(usize::try_from(self.status.size).unwrap_or_default() + 1);
        (&self.file)
            .take(xml::MAX_FILE_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| StoreError::unreadable(path, source))?;
        match bytes.len() as u64 {
            size if size > xml::MAX_FILE_BYTES => Err(too_large(size)),
            _ => Ok(bytes),
        }
    }
}

/// Makes the directory at an entry for the owner of the directory above. If it already exists, it is
/// used and its owner is kept.
pub(super) fn create_directory(entry: &DirectoryEntry, mode: u32) -> io::Result<Directory> {
    let directory = match entry.directory.create_directory(&entry.name, mode) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return entry.directory.enter(&entry.name);
        }
        outcome => outcome.and_then(|()| entry.directory.enter(&entry.name))?,
    };
    // Between the two calls another directory can have got the name. An empty one that is our own is as
    // good as what we made; nothing else is given away.
    let is_ours = directory.status()?.owner == platform::effective_user();
    if is_ours && directory.names()?.is_empty() {
        // The umask of a careful root would keep out those for whom it is made.
        directory.set_mode(mode)?;
        directory.offer_owner(&entry.directory.status()?)?;
    }
    Ok(directory)
}

/// What is not a regular file cannot be a store, lock or version, and might block forever.
pub(super) fn check_is_regular(path: &Path, status: &FileStatus) -> Result<(), StoreError> {
    match status.kind {
        FileKind::Regular => Ok(()),
        other => Err(StoreError::NotRegular { path: path.to_owned(), found: kind_name(other) }),
    }
}

/// What an entry is, with its article.
pub(super) fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Regular => "a regular file",
        FileKind::Directory => "a directory",
        FileKind::Link => "a symbolic link",
        FileKind::Fifo => "a FIFO",
        FileKind::Socket => "a socket",
        FileKind::Device => "a device",
    }
}

/// The directory of a path; of a bare name it is the current one.
pub(super) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
