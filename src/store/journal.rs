//! `config.xml.guard`: the changes that were made while a command of the Python tool runs under a guard.
//!
//! Each guard holds a shared lock on the file, so a file that can be locked exclusively is left over from a
//! guard that was killed. Writers add their changes at the end, under the lock of the store. A line is a JSON
//! value: the number of a guard's process, or profile, key and value of a change.

use std::collections::HashSet;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::io::Read;
use std::io::Write;

use super::StoreError;
use super::entry::DirectoryEntry;
use super::trust::check_trust;
use crate::model::Change;
use crate::platform;
use crate::platform::Access;
use crate::platform::FileKind;
use crate::python::Json;

/// More is not read: no run of changes is so long.
const MOST_BYTES: u64 = 1 << 28;

/// The journal of a store, locked by at least one guard.
#[derive(Debug)]
pub(super) struct Journal {
    entry: DirectoryEntry,
    file: File,
    text: String,
}

/// A property, and the value that a change gave it; none if it was removed.
pub(super) struct Acknowledged {
    pub(super) profile: Option<String>,
    pub(super) key: String,
    pub(super) value: Option<String>,
}

impl Journal {
    /// The journal for a new guard: made if it is missing, and locked until the value is dropped.
    pub(super) fn for_guard(store: &DirectoryEntry) -> Result<Self, StoreError> {
        let entry = store.sibling(".guard");
        let failed = |source| StoreError::LockFile { path: entry.path().to_owned(), source };
        loop {
            create_if_missing(&entry).map_err(failed)?;
            let Some(journal) = Self::open(&entry)? else { continue };
            journal.file.lock_shared().map_err(failed)?;
            // The last guard may have removed it in the meantime.
            if !journal.is_at_path()? {
                continue;
            }
            journal.append(&std::process::id().to_string()).map_err(failed)?;
            return Ok(journal);
        }
    }

    /// The journal, if there is a guard. What a killed guard has left is removed.
    pub(super) fn of_guards(store: &DirectoryEntry) -> Result<Option<Self>, StoreError> {
        let Some(journal) = Self::open(&store.sibling(".guard"))? else { return Ok(None) };
        match journal.file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(Some(journal)),
            Err(TryLockError::Error(_)) => Ok(None),
            Ok(()) => {
                journal.remove();
                Ok(None)
            }
        }
    }

    fn open(entry: &DirectoryEntry) -> Result<Option<Self>, StoreError> {
        let Some(mut opened) = entry.open()? else { return Ok(None) };
        let owner = entry.directory_status()?.owner;
        check_trust(entry.path(), &opened.status, owner)?;
        let failed = |source| StoreError::unreadable(entry.path(), source);
        let is_ours = opened.status.kind == FileKind::Regular && opened.status.links == 1;
        if !is_ours {
            return Ok(None);
        }
        let mut text = String::new();
        (&mut opened.file).take(MOST_BYTES).read_to_string(&mut text).map_err(failed)?;
        Ok(Some(Self { entry: entry.clone(), file: opened.file, text }))
    }

    /// Adds changes, in one write.
    pub(super) fn acknowledge(&self, changes: &[Change]) -> io::Result<()> {
        let text = |text: &str| Json::text(text);
        let value = |value: Option<&str>| value.map_or(Json::Null, text);
        let line = |Change { profile, key, after, .. }: &Change| {
            let members = vec![value(profile.as_deref()), text(key), value(after.as_deref())];
            Json::List(members).to_string()
        };
        let lines: Vec<_> = changes.iter().map(line).collect();
        if lines.is_empty() { Ok(()) } else { self.append(&lines.join("\n")) }
    }

    fn append(&self, lines: &str) -> io::Result<()> {
        let mut file = self.entry.directory().open(self.entry.name(), Access::Append)?;
        file.write_all(format!("{lines}\n").as_bytes())
    }

    /// The processes that have been guards. Those that are gone have no children.
    pub(super) fn guards(&self) -> HashSet<u32> {
        self.text.lines().filter_map(|line| line.parse().ok()).collect()
    }

    /// Where the next line will be.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// The changes that were added after `start`, in their order.
    pub(super) fn acknowledged_since(&self, start: usize) -> Result<Vec<Acknowledged>, StoreError> {
        let Some(now) = Self::open(&self.entry)? else { return Ok(Vec::new()) };
        let lines = now.text.get(start..).unwrap_or_default().lines();
        Ok(lines.filter_map(Acknowledged::read).collect())
    }

    /// The guard ends; the last one removes the file.
    pub(super) fn leave(self) {
        if self.file.unlock().is_ok() && self.file.try_lock().is_ok() {
            self.remove();
        }
    }

    fn remove(&self) {
        if self.is_at_path().unwrap_or(false) {
            // What is left over is removed by the next change.
            let _ = self.entry.directory().remove(self.entry.name());
        }
    }

    fn is_at_path(&self) -> Result<bool, StoreError> {
        let failed = |source| StoreError::unreadable(self.entry.path(), source);
        let ours = platform::status_of(&self.file).map_err(failed)?;
        Ok(self.entry.status()?.is_some_and(|found| found.is_same_file(&ours)))
    }
}

impl Acknowledged {
    fn read(line: &str) -> Option<Self> {
        let [profile, key, value] =
            <[Json; 3]>::try_from(Json::parse(line).ok()?.into_list()?).ok()?;
        Some(Self { profile: profile.as_text(), key: key.as_text()?, value: value.as_text() })
    }
}

/// The file is private: it holds values of properties.
fn create_if_missing(entry: &DirectoryEntry) -> io::Result<()> {
    match entry.directory().create(entry.name()) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        created => platform::offer_owner(&created?, &entry.directory().status()?),
    }
}
