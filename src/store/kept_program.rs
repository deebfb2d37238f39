//! A program that another one replaces, and which is kept next to it under a second name.
//!
//! Root does this in directories of other users, so all of it goes through a descriptor of the directory, and
//! no link in the last place is followed. At every moment the name has a whole program.

use std::io::Read;
use std::io::Seek;
use std::path::Path;

use super::LOCK_TIMEOUT;
use super::StoreError;
use super::draft::Draft;
use super::draft::flush_directory;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;

/// A longer file is not a script, and is not read to its end.
const MAX_BYTES: u64 = 1 << 16;

/// A name in a directory, and the name of the program that had it before.
#[derive(Debug)]
pub(crate) struct KeptProgram {
    entry: DirectoryEntry,
    kept: DirectoryEntry,
}

/// A script, and the file that it was read from.
#[derive(Debug)]
pub(crate) struct Script {
    file: OpenFile,
    pub(crate) text: String,
}

impl KeptProgram {
    /// The program at `path`, kept as `kept` in the same directory.
    pub(crate) fn at(path: &Path, kept: &str) -> Result<Self, StoreError> {
        let entry = DirectoryEntry::at(path)?;
        let beside = path.with_file_name(kept);
        let kept = DirectoryEntry::new(entry.directory().clone(), kept.into(), beside);
        Ok(Self { entry, kept })
    }

    pub(crate) fn path(&self) -> &Path {
        self.entry.path()
    }

    pub(crate) fn kept_path(&self) -> &Path {
        self.kept.path()
    }

    /// What has the name now; none if nothing has.
    pub(crate) fn present(&self) -> Result<Option<Script>, StoreError> {
        Script::read(&self.entry)
    }

    /// What is kept; none if nothing is.
    pub(crate) fn kept(&self) -> Result<Option<Script>, StoreError> {
        Script::read(&self.kept)
    }

    /// Keeps the program that has the name, and gives the name to a new one with its owner and rights.
    pub(crate) fn replace(&self, present: &Script, text: &str) -> Result<(), StoreError> {
        let is_kept = |kept: Script| kept.file.status.is_same_file(&present.file.status);
        if !self.kept()?.is_some_and(is_kept) {
            Draft::link(&self.entry, &present.file, &self.kept)?
                .put_in_place(&self.kept, LOCK_TIMEOUT)?;
        }
        self.rewrite(present, text)
    }

    /// Replaces the new program by another version of it.
    pub(crate) fn rewrite(&self, present: &Script, text: &str) -> Result<(), StoreError> {
        let draft = Draft::write(&self.entry, Some(&present.file), text.as_bytes())?;
        draft.put_in_place(&self.entry, LOCK_TIMEOUT)
    }

    /// Gives the name back to the program that is kept: the same file as before.
    pub(crate) fn restore(&self) -> Result<(), StoreError> {
        let directory = self.entry.directory();
        let restored = directory.rename(self.kept.name(), self.entry.name(), LOCK_TIMEOUT);
        restored.map_err(|source| self.failed(source))?;
        flush_directory(&self.entry)
    }

    /// Removes what is kept, because the name has a program of its own again.
    pub(crate) fn forget(&self) -> Result<(), StoreError> {
        let removed = self.entry.directory().remove(self.kept.name());
        removed.map_err(|source| self.failed(source))?;
        flush_directory(&self.entry)
    }

    fn failed(&self, source: std::io::Error) -> StoreError {
        StoreError::Replace { path: self.entry.path().to_owned(), source }
    }
}

impl Script {
    /// The script at an entry. Of a program that is not a text, nothing can be recognised in what is read.
    fn read(entry: &DirectoryEntry) -> Result<Option<Self>, StoreError> {
        let Some(file) = entry.open()? else { return Ok(None) };
        let failed = |source| StoreError::unreadable(entry.path(), source);
        let mut bytes = Vec::new();
        (&file.file).take(MAX_BYTES).read_to_end(&mut bytes).map_err(failed)?;
        (&file.file).rewind().map_err(failed)?;
        Ok(Some(Self { file, text: String::from_utf8_lossy(&bytes).into_owned() }))
    }
}
