//! Changing the store: everything or nothing, and never over a change of another program.
//!
//! Our own writers queue for the lock. The Python `omero config` does not quite: it removes the lock
//! file after it has let it go, so that two processes can hold two different locks for a moment. Hence
//! two looks around the rename: before it, whether the file still is the one that was read and the lock
//! still the one that others see; after it, whether that is still so. If it is not, the work is done
//! again on the new content: [`Transaction::commit`] has the one loop for that.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::rc::Rc;

use super::Store;
use super::StoreEntry;
use super::StoreError;
use super::draft::Draft;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;
use super::entry::directory_of;
use super::guard::acknowledge;
use super::lock::Lock;
use super::pending_change::Changes;
use super::pending_change::Content;
use super::pending_change::PendingChange;
use super::python_tool::RunningTool;
use super::python_tool::WhileToolRuns;
use super::python_tool::running_tools;
use crate::model::Configuration;
use crate::model::Edit;
use crate::model::NotAList;
use crate::platform::Access;
use crate::platform::FileStatus;

/// How a transaction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The file holds something new, durably.
    Changed,
    /// There was nothing to change, and the file was not touched.
    Unchanged,
}

/// What became of a transaction.
#[derive(Debug, PartialEq, Eq)]
pub struct Committed {
    pub written: Written,
    /// Commands of the Python tool that run and may write over the change when they end.
    pub(crate) tools: Vec<RunningTool>,
}

/// A change of the store. The lock is held, and nothing is written before [`commit`](Self::commit);
/// dropped, it has never been.
#[must_use]
pub struct Transaction<W = Changes> {
    pub(super) store: Store,
    pub(super) entry: StoreEntry,
    pub(super) locks: Vec<Lock>,
    pub(super) old: Option<OpenFile>,
    pub(super) work: W,
    pub(super) steps: usize,
    pub(super) made_directory: bool,
}

/// What became of one try to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attempt {
    /// The file already is what it should be.
    Needless,
    /// The new file is in place, and no other program wrote in between. Its status, unless there is no
    /// file now.
    Done(Option<FileStatus>),
    /// Another program changed the file or took a lock of its own: nothing was written.
    Disturbed,
    /// The new file was put in place, but another program had another lock and may have replaced it.
    Doubtful,
}

impl Store {
    /// Takes the lock and reads the file, to change it in several steps. Its directory is made if it is
    /// missing.
    pub fn begin(&self) -> Result<Transaction, StoreError> {
        let (made_directory, (entry, locks)) = match self.lock() {
            Err(error) if error.is_not_found() => (self.make_directory()?, self.lock()?),
            locked => (false, locked?),
        };
        let old = entry.target.open()?;
        let work = Changes::of(self.document_of(old.as_ref())?, self.upgrades);
        Ok(Transaction { store: self.clone(), entry, locks, old, work, steps: 0, made_directory })
    }

    /// Locks the store under the name by which it was given, which is what the Python tool does, and
    /// under the name of the file that a symbolic link leads to, in this order.
    pub(super) fn lock(&self) -> Result<(StoreEntry, Vec<Lock>), StoreError> {
        let entry = StoreEntry::of(&self.path)?;
        check_writable(&entry.target)?;
        if (self.while_tool_runs)() == WhileToolRuns::Wait {
            self.wait_for_tools(&entry)?;
        }
        let mut locks = vec![Lock::acquire(&entry.named, self.lock_timeout)?];
        if entry.is_link() {
            locks.push(Lock::acquire(&entry.target, self.lock_timeout)?);
        }
        Ok((entry, locks))
    }
}

impl Transaction {
    /// What the store will hold.
    pub fn configuration(&self) -> &Rc<Configuration> {
        self.work.configuration()
    }

    /// The path of the file as it was given.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The directory of the store, if it had to be made.
    pub fn made_directory(&self) -> Option<&Path> {
        self.made_directory.then(|| directory_of(self.store.path()))
    }

    /// Whether what is replaced becomes a version of the history.
    pub fn keeps_version(&self) -> bool {
        self.store.versions_kept > 0
    }

    /// How many steps have been made, though they may have changed nothing.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether it is about this store, so that its changes could be steps of this transaction.
    pub fn is_of(&self, store: &Store) -> bool {
        let is_new = self.old.is_none();
        let Store { path, first_profile, versions_kept, .. } = store;
        *path == self.store.path
            && *versions_kept == self.store.versions_kept
            && (!is_new || *first_profile == self.store.first_profile)
    }

    /// Changes the configuration; it is as it was where `change` fails.
    pub fn change<T, E>(
        &mut self,
        change: impl FnOnce(&mut Configuration) -> Result<T, E>,
    ) -> Result<T, E> {
        let outcome = self.work.change(change);
        self.steps += usize::from(outcome.is_ok());
        outcome
    }

    /// Changes one property, which takes no longer in a large store than in a small one.
    pub fn edit(&mut self, profile: &str, edit: Edit) -> Result<bool, StoreError> {
        let changed = self.work.edit(profile, edit).map_err(|NotAList(key)| self.overtaken(key))?;
        self.steps += 1;
        Ok(changed)
    }

    pub(super) fn overtaken(&self, key: String) -> StoreError {
        StoreError::Overtaken { path: self.store.path.clone(), key }
    }
}

impl<W: PendingChange> Transaction<W> {
    /// Puts the result in place. If a program that ignores our lock changed the file in the meantime,
    /// the work is done again on the new content, unless that program changed the same properties: then
    /// the user must decide which value is right.
    pub fn commit(mut self) -> Result<Committed, StoreError> {
        let mut written = Written::Unchanged;
        let mut tools = Vec::new();
        loop {
            let mut attempt = self.attempt()?;
            match attempt {
                Attempt::Needless => return Ok(Committed { written, tools }),
                Attempt::Disturbed => {}
                Attempt::Doubtful => written = Written::Changed,
                Attempt::Done(installed) => {
                    written = Written::Changed;
                    let is_guarded = acknowledge(&self.entry.target, || self.work.changes());
                    tools = running_tools(&self.entry)?;
                    let waits = (self.store.while_tool_runs)() == WhileToolRuns::Wait;
                    if !waits {
                        tools.retain(|tool| !is_guarded(tool));
                    }
                    // One can have ended after it read the old file and before we looked.
                    let is_kept = self.is_in_place(installed)?;
                    if is_kept && (tools.is_empty() || !waits) {
                        return Ok(Committed { written, tools });
                    }
                    attempt = Attempt::Doubtful;
                }
            }
            let Self { store, locks, work, .. } = self;
            // We would wait for ourselves.
            drop(locks);
            self = work.restart(&store).map_err(|error| error.after(written))?;
            if attempt == Attempt::Doubtful && work.is_found_by(&self.work) {
                return Ok(Committed { written, tools: running_tools(&self.entry)? });
            }
            let overtaken = |key| StoreError::Overtaken { path: store.path, key };
            self.work.reapply(work).map_err(overtaken)?;
        }
    }

    fn attempt(&mut self) -> Result<Attempt, StoreError> {
        let old = self.old.take();
        let target = &self.entry.target;
        let content = match self.work.content(&self.store.path)? {
            Content::Same => return Ok(Attempt::Needless),
            Content::Missing => None,
            Content::File(bytes) => Some(bytes),
        };
        let write = |bytes: &Cow<[u8]>| Draft::write(target, old.as_ref(), bytes);
        let draft = content.as_ref().map(write).transpose()?;
        let preparation = self.prepare(old.as_ref())?;
        if !self.is_undisturbed(old.as_ref())? {
            return Ok(Attempt::Disturbed);
        }
        let installed = draft.as_ref().map(Draft::status).transpose()?;
        self.replace(preparation, old, draft, content.as_deref())?;
        Ok(if self.is_locked() { Attempt::Done(installed) } else { Attempt::Doubtful })
    }

    /// Whether the file that we have put in place is still there.
    fn is_in_place(&self, installed: Option<FileStatus>) -> Result<bool, StoreError> {
        let now = self.entry.target.status()?;
        Ok(match (installed, now) {
            (Some(installed), Some(now)) => now.is_same_file(&installed),
            (installed, now) => installed.is_none() && now.is_none(),
        })
    }

    /// Whether the file is still the one that was read, and no other program has a lock.
    fn is_undisturbed(&self, old: Option<&OpenFile>) -> Result<bool, StoreError> {
        let read = old.map(|old| old.status);
        Ok(self.is_locked() && self.entry.target.status()? == read)
    }

    fn is_locked(&self) -> bool {
        self.locks.iter().all(Lock::is_valid)
    }
}

/// A file that we may not write is not replaced, though the directory would let us. Other errors in it
/// are reported when it is read.
fn check_writable(target: &DirectoryEntry) -> Result<(), StoreError> {
    let open = |access| target.directory().open(target.name(), access);
    match open(Access::Append) {
        Err(source) if is_read_only(&source) && open(Access::Read).is_ok() => {
            Err(StoreError::ReadOnly { path: target.path().to_owned(), source })
        }
        _ => Ok(()),
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
