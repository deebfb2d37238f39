//! A whole new file in the place of the old one, or nothing at all.

use std::ffi::OsString;
use std::fs;
use std::fs::Metadata;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::StoreError;
use super::locate::follow_links;
use crate::platform;

/// How the name of a draft ends; it begins with a dot and the name of its target.
const SUFFIX: &str = ".draft";

/// A draft that nobody has written to for so long belongs to a process that was killed.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// A file with the new content beside its target, ready to take its place. It has the owner, group,
/// mode and extended attributes of the old file; a new file is private and belongs to the owner of
/// the directory. Dropped, it is gone.
#[must_use]
pub(super) struct Draft {
    file: NamedTempFile,
}

/// Replaces a file that is not the store, such as the configuration of a web server, as a whole or not
/// at all. Owner, mode and links are kept; a new file can be read by everybody. What is no file, such as
/// a pipe, is written to.
pub fn replace_file(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    let failed = |source| StoreError::Replace { path: path.to_owned(), source };
    let target = follow_links(path).map_err(failed)?;
    fs::metadata(directory(&target)).map_err(failed)?;
    let old = existing(&target).map_err(failed)?;
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        return fs::write(path, content).map_err(failed);
    }
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(StoreError::NoFile { path: target, found: "a directory" });
    }
    let draft = Draft::write(&target, content)?;
    if old.is_none() {
        platform::let_everybody_read(draft.file.as_file()).map_err(failed)?;
    }
    draft.put_in_place(&target)
}

impl Draft {
    /// Writes `content` beside `target` and flushes it to the disk.
    pub(super) fn write(target: &Path, content: &[u8]) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Replace { path: target.to_owned(), source };
        let old = existing(target).map_err(failed)?;
        let mut draft = Self::begin(target).map_err(failed)?;
        draft.take_owner(target, old.as_ref())?;
        // Not through `NamedTempFile`, whose errors name the draft: nobody knows that file.
        draft.file.as_file_mut().write_all(content).map_err(failed)?;
        draft.take_rights(target, old.as_ref()).map_err(failed)?;
        draft.file.as_file().sync_all().map_err(failed)?;
        Ok(draft)
    }

    /// Puts the file in the place of `target`, so that it survives a power cut.
    pub(super) fn put_in_place(self, target: &Path) -> Result<(), StoreError> {
        let path = || target.to_owned();
        self.file
            .persist(target)
            .map_err(|refused| StoreError::Replace { path: path(), source: refused.error })?;
        platform::sync_directory(directory(target))
            .map_err(|source| StoreError::NotDurable { path: path(), source })?;
        // The change is done, whatever becomes of old drafts; the next one tries again.
        let _ = sweep(target);
        Ok(())
    }

    /// An empty file that nobody else can read: it will hold passwords.
    fn begin(target: &Path) -> io::Result<Self> {
        platform::let_large_writes_fail();
        let prefix = prefix(target);
        let mut builder = tempfile::Builder::new();
        let file = builder.prefix(&prefix).suffix(SUFFIX).tempfile_in(directory(target))?;
        Ok(Self { file })
    }

    /// The owner comes before the first byte, so that no password is ever readable by others.
    fn take_owner(&self, target: &Path, old: Option<&Metadata>) -> Result<(), StoreError> {
        let file = self.file.as_file();
        match old {
            Some(old) => platform::adopt_owner(file, old)
                .map_err(|source| StoreError::Owner { path: target.to_owned(), source }),
            None => fs::metadata(directory(target))
                .and_then(|model| platform::offer_owner(file, &model))
                .map_err(|source| StoreError::Replace { path: target.to_owned(), source }),
        }
    }

    fn take_rights(&self, target: &Path, old: Option<&Metadata>) -> io::Result<()> {
        let Some(old) = old else { return Ok(()) };
        platform::adopt_permissions(self.file.as_file(), old)?;
        platform::adopt_attributes(self.file.as_file(), target)
    }
}

fn prefix(target: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.file_name().unwrap_or_default());
    prefix.push(".");
    prefix
}

/// Removes abandoned drafts of `target`: there are passwords in them.
fn sweep(target: &Path) -> io::Result<()> {
    abandoned(target)?.into_iter().try_for_each(fs::remove_file)
}

/// Drafts of `target` that belong to nobody any more.
pub(super) fn abandoned(target: &Path) -> io::Result<Vec<PathBuf>> {
    let prefix = prefix(target);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory(target))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        let is_draft =
            name.starts_with(prefix.as_encoded_bytes()) && name.ends_with(SUFFIX.as_bytes());
        if is_draft && entry.metadata()?.modified()?.elapsed().is_ok_and(|age| age > ABANDONED) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn existing(target: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(target) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The directory of a file; of a bare name it is the current one.
pub(super) fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
