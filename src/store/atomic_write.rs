//! Files that are not the store, such as the configuration of a web server: replaced as carefully.

use std::io;
use std::io::Write;
use std::path::Path;

use super::LOCK_TIMEOUT;
use super::StoreError;
use super::draft::Draft;
use super::draft::Readers;
use super::entry::DirectoryEntry;
use super::entry::directory_of;
use super::links;
use crate::platform;
use crate::platform::FileKind;

/// Writes a text to a path that a person named.
///
/// A regular file is replaced, as a whole or not at all, and keeps owner, mode and links; a new one is
/// private: a template may have put passwords into it. What is already open for us (`/dev/stdout`,
/// `/dev/fd/3`) gets the text at its current position, and so does what is not a regular file, such as a
/// pipe.
pub(crate) fn replace_file(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    put(path, content, Readers::Owner)
}

/// The mode of a directory for what other accounts have to read.
const PUBLIC_DIRECTORY_MODE: u32 = 0o755;

/// The same for what other accounts have to read, such as a page that a web server shows: a new file is
/// readable by all users, and so are the directories that have to be made for it.
pub(crate) fn publish_file(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    links::make_directory(directory_of(path), PUBLIC_DIRECTORY_MODE)?;
    put(path, content, Readers::All)
}

/// The same for a file of a site of IIS: on Windows those can read it whom its directory lets, such as the account
/// of an application pool.
pub(crate) fn replace_site_file(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    put(path, content, Readers::OfDirectory)
}

fn put(path: &Path, content: &[u8], readers: Readers) -> Result<(), StoreError> {
    let failed = |source| StoreError::Replace { path: path.to_owned(), source };
    let entry = DirectoryEntry::at(path).map_err(|error| match error {
        StoreError::Unreadable { source, .. } => failed(source),
        error => error,
    })?;
    let (target, status) = links::follow(&entry)?;
    match status.map(|status| status.kind) {
        None if target.directory().is_of_descriptors() => {
            let source = io::Error::new(io::ErrorKind::NotFound, "it is not open");
            let kind = FileKind::Link;
            Err(StoreError::Output { path: path.to_owned(), kind, source })
        }
        None | Some(FileKind::Regular) => replace(&target, content, readers),
        Some(FileKind::Directory) => {
            Err(StoreError::NotRegular { path: target.path().to_owned(), found: "a directory" })
        }
        Some(kind) => write(&target, kind, content).map_err(|source| StoreError::Output {
            path: path.to_owned(),
            kind,
            source,
        }),
    }
}

fn write(target: &DirectoryEntry, kind: FileKind, content: &[u8]) -> io::Result<()> {
    let open = match kind {
        FileKind::Link => platform::open_descriptor,
        _ => platform::open_special,
    };
    open(target.directory(), target.name())?.write_all(content)
}

fn replace(target: &DirectoryEntry, content: &[u8], readers: Readers) -> Result<(), StoreError> {
    let old = target.open()?;
    let draft = Draft::write(target, old.as_ref(), content)?;
    if old.is_none() {
        draft.let_read(readers)?;
    }
    drop(old);
    draft.put_in_place(target, LOCK_TIMEOUT)
}
